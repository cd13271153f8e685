"""Setting a line: its parts in their hands on a strip of white paper, with whatever lies around a line on a real page."""

from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from ocr.training.type_case import Face, TypeCase, cut, enlargement
from ocr.training.wording import Part, Wording, wording

Grey = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Placed:
    """A part with its cut, its left edge and its width; pixels."""

    part: Part
    path: str
    pixels: int
    left: int
    width: int


def set_line(words: Wording, case: TypeCase, rng: Random) -> Grey:
    """*words* as they lie on a page, ink 0 on paper 255: a strip about the line, at the page's own resolution."""
    em = int(min(72, max(20, rng.lognormvariate(3.62, 0.24))))
    face, slanted = case.printed(rng), rng.random() < 0.14
    placed, width = _placed(words, case, face, em, slanted=slanted, rng=rng)
    side, room = int(em * rng.uniform(0.05, 0.7)), 2 * em
    baseline = room + em
    image = Image.new("L", (width + 2 * side, baseline + room), 255)
    pen = ImageDraw.Draw(image)
    ink = rng.choice((0, 0, 10, 25, 45, 70))
    for one in placed:
        _draw(pen, one, side, baseline, ink, em, rng)
    top, bottom = _extent(image, baseline, em, rng)
    if rng.random() < 0.35:
        _neighbours(pen, image.width, baseline, em, face, rng)
    _rules(pen, image.width, (top, bottom), baseline, em, rng)
    return np.asarray(image)[max(0, top) : bottom]


def _placed(
    words: Wording, case: TypeCase, face: Face, em: int, *, slanted: bool, rng: Random
) -> tuple[list[Placed], int]:
    """Where each part comes to stand, and how long the line is."""
    hand = case.written(rng)
    space = em * rng.choice((0.22, 0.25, 0.25, 0.3, 0.5))
    left, placed = 0.0, []  # pixels
    for part in words:
        if part.text.startswith("/"):
            left -= space * rng.uniform(0.6, 1.2)  # the stroke belongs to the number before it
        path, pixels = _cut_of(part, face, hand, em, slanted=slanted, rng=rng)
        width = em * rng.uniform(1.0, 9.0) if part.hand == "leader" else cut(path, pixels).getlength(part.text)
        placed.append(Placed(part, path, pixels, round(left), max(1, round(width))))
        left += width + space * (rng.choice((1, 1, 1, 2, 6)) if part.on_leader else 1)
    return placed, round(left)


def _cut_of(part: Part, face: Face, hand: Face, em: int, *, slanted: bool, rng: Random) -> tuple[str, int]:
    if part.hand == "written":
        path = hand.file(strong=rng.random() < 0.15, slanted=False)
        return path, max(12, int(em * enlargement(path) * rng.uniform(0.8, 1.25)))
    return face.file(strong=part.hand == "strong", slanted=slanted), em


def _draw(pen: ImageDraw.ImageDraw, one: Placed, side: int, baseline: int, ink: int, em: int, rng: Random) -> None:
    left = side + one.left
    if one.part.hand == "leader":
        _dots(pen, left, one.width, baseline, em, ink, rng)
        return
    if one.part.on_leader and rng.random() < 0.75:
        _dots(pen, left - int(rng.uniform(0, em)), one.width + em, baseline + rng.randint(-1, 4), em, ink, rng)
    lift = rng.randint(-em // 6, em // 12) if one.part.hand == "written" else 0
    tone = min(150, ink + rng.randint(0, 60)) if one.part.hand == "written" else ink
    kind = cut(one.path, one.pixels)
    if rng.random() < 0.06:
        _spaced(pen, one, left, baseline + lift, tone, rng.uniform(0.3, 2.5) * em / 38)
    else:
        pen.text((left, baseline + lift), one.part.text, font=kind, fill=tone, anchor="ls")


def _spaced(pen: ImageDraw.ImageDraw, one: Placed, left: int, baseline: int, tone: int, more: float) -> None:
    """Letter by letter, a little apart; what does not fit is squeezed no further than set normally."""
    kind = cut(one.path, one.pixels)
    for n, letter in enumerate(one.part.text):
        x = left + kind.getlength(one.part.text[:n]) + min(more, 0.5) * n * 0.2
        pen.text((x, baseline), letter, font=kind, fill=tone, anchor="ls")


def _dots(pen: ImageDraw.ImageDraw, left: int, width: int, baseline: int, em: int, ink: int, rng: Random) -> None:
    """A leader: dots, dashes, or a thin rule."""
    style = rng.choice(("dots", "dots", "dots", "dots", "rule", "dashes"))
    size = max(1, round(em * rng.uniform(0.05, 0.1)))
    if style == "rule":
        pen.line((left, baseline + 2, left + width, baseline + 2), fill=ink, width=max(1, size // 2))
        return
    pitch = em * (rng.uniform(0.17, 0.36) if style == "dots" else rng.uniform(0.3, 0.6))
    x = float(left)
    while x < left + width - size:
        length = size if style == "dots" else pitch * 0.6
        pen.ellipse((x, baseline - size, x + length, baseline), fill=ink) if style == "dots" else pen.rectangle(
            (x, baseline - size // 2, x + length, baseline), fill=ink
        )
        x += pitch


def _extent(image: Image.Image, baseline: int, em: int, rng: Random) -> tuple[int, int]:
    """Top and bottom of the strip: about the ink, or about the line as the type would allow; never thinner than a letter."""
    rows = np.flatnonzero((np.asarray(image) < 200).any(axis=1))
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if rows.size else (baseline - em, baseline)
    if rng.random() < 0.3:
        top, bottom = min(top, baseline - int(0.95 * em)), max(bottom, baseline + int(0.25 * em))
    short = int(0.75 * em) - (bottom - top)
    if short > 0:
        share = rng.uniform(0.3, 0.7)
        top, bottom = top - int(short * share), bottom + int(short * (1 - share))
    more = [round(em * rng.choice((0.03, 0.08, 0.12, 0.2)) * rng.uniform(0.3, 1.3)) for _ in range(2)]
    return max(0, top - more[0]), min(image.height, bottom + more[1])


def _neighbours(pen: ImageDraw.ImageDraw, width: int, baseline: int, em: int, face: Face, rng: Random) -> None:
    """The lines above and below reach into the strip."""
    kind = cut(face.file(strong=False, slanted=False), em)
    for step in rng.choice(((-1,), (1,), (-1, 1))):
        pitch = em * rng.uniform(1.12, 1.6)
        text = " ".join(part.text for part in wording(rng))
        pen.text((rng.randint(-em, max(1, width // 2)), baseline + step * pitch), text, font=kind, fill=30, anchor="ls")


def _rules(pen: ImageDraw.ImageDraw, width: int, extent: tuple[int, int], baseline: int, em: int, rng: Random) -> None:
    """Underlines, and the frame of a table's cell."""
    thick = max(1, round(em * rng.uniform(0.03, 0.07)))
    if rng.random() < 0.05:
        y = baseline + round(em * rng.uniform(0.08, 0.16))
        ends = sorted(rng.randint(0, width) for _ in range(2)) if rng.random() < 0.3 else (0, width)
        pen.line((ends[0], y, ends[1], y), fill=40, width=thick)
    if rng.random() < 0.07:
        x = rng.choice((0, 1, 2, width - 2, width - 3))
        pen.line((x, 0, x, 9 * em), fill=40, width=thick)
    if rng.random() < 0.07:
        y = rng.choice((extent[0], extent[0] + 1, extent[1] - 2, extent[1] - 3))
        pen.line((0, y, width, y), fill=40, width=thick)
