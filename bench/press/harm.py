"""What happens to separator sheets and other much-used paper: torn, halved, faded, dirtied, written over.

A sheet is worn before it is scanned (`bench.press.damage`). What is gone from the paper is gone from its truth.
"""

import math
import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from bench.press.paper import DrawnPage

Harm = Callable[[DrawnPage, random.Random], DrawnPage]
LID = (238, 238, 236)
"""What a scanner sees where there is no paper."""


def torn(page: DrawnPage, rng: random.Random) -> DrawnPage:
    """A corner is missing, at the top more often than not: that is where the clip was, and where the marks are."""
    width, height = page.image.size
    reach = (width * rng.uniform(0.2, 0.6), height * rng.uniform(0.1, 0.35))
    left, top = rng.random() < 0.65, rng.random() < 0.8
    corner = (0 if left else width, 0 if top else height)
    along = (reach[0] if left else width - reach[0], corner[1])
    down = (corner[0], reach[1] if top else height - reach[1])
    edge = [_between(along, down, step / 12, rng, width * 0.012) for step in range(13)]
    return _without(page, [corner, *edge])


def halved(page: DrawnPage, rng: random.Random) -> DrawnPage:
    """Torn across: one half is left, or the sheet was pulled in folded."""
    width, height = page.image.size
    at = height * rng.uniform(0.35, 0.6)
    tear = [(width * step / 16, at + rng.uniform(-1, 1) * height * 0.012) for step in range(17)]
    end = 0 if rng.random() < 0.5 else height
    return _without(page, [(0, end), *tear, (width, end)])


def faded(page: DrawnPage, rng: random.Random) -> DrawnPage:
    """Printed with the last of the toner, or left in the sun; in stripes when the drum is spent."""
    shine = 255 - np.asarray(page.image.convert("RGB"), np.float32)
    strength = np.full((shine.shape[0], 1, 1), rng.uniform(0.14, 0.4), np.float32)
    if rng.random() < 0.4:
        rows = np.arange(shine.shape[0], dtype=np.float32)[:, None, None]
        strength = strength * (0.6 + 0.4 * np.sin(rows / rng.uniform(20, 90)))
    return replace(page, image=Image.fromarray((255 - shine * strength).astype(np.uint8)))


def dirtied(page: DrawnPage, rng: random.Random) -> DrawnPage:
    """Smears and drops, most of them over the upper third."""
    image = page.image.convert("RGB")
    width, height = image.size
    veil = Image.new("L", image.size, 0)
    pen = ImageDraw.Draw(veil)
    for _ in range(rng.randrange(6, 26)):
        x, y, r = rng.uniform(0, width), height * rng.random() ** 2, width * rng.uniform(0.01, 0.07)
        pen.ellipse((x - r, y - r * rng.uniform(0.3, 1), x + r, y + r), fill=rng.randrange(60, 235))
    if rng.random() < 0.5:  # the ring of a cup
        x, y, r = rng.uniform(0.1, 0.6) * width, rng.uniform(0, 0.25) * height, width * 0.16
        pen.ellipse((x - r, y - r, x + r, y + r), outline=170, width=max(3, width // 90))
    veil = veil.filter(ImageFilter.GaussianBlur(width / 260))
    colour = rng.choice([(70, 62, 54), (120, 88, 48), (40, 40, 46)])
    return replace(page, image=Image.composite(Image.new("RGB", image.size, colour), image, veil))


def written_over(page: DrawnPage, rng: random.Random) -> DrawnPage:
    """Somebody tried a pen on it, across the mark."""
    image = page.image.convert("RGB").copy()
    pen, (width, height) = ImageDraw.Draw(image), image.size
    for _ in range(rng.randrange(2, 7)):
        x, y = rng.uniform(0.05, 0.6) * width, rng.uniform(0.03, 0.35) * height
        turn, tall = rng.uniform(8, 30), height * rng.uniform(0.01, 0.05)
        path = [(x + k * width * 0.012, y + tall * math.sin(k * turn / 10)) for k in range(rng.randrange(15, 45))]
        pen.line(path, fill=rng.choice([(28, 44, 130), (20, 20, 24), (190, 30, 40)]), width=max(2, width // 280))
    return replace(page, image=image)


HARMS: dict[str, Harm] = {
    "torn": torn, "half": halved, "faded": faded, "dirty": dirtied, "written-over": written_over,
}  # fmt: skip
"""Name of a harm to what does it."""


def _between(
    a: tuple[float, float], b: tuple[float, float], part: float, rng: random.Random, rough: float
) -> tuple[float, float]:
    return tuple(p + (q - p) * part + rng.uniform(-rough, rough) for p, q in zip(a, b, strict=True))  # type: ignore[return-value]


def _without(page: DrawnPage, outline: list[tuple[float, float]]) -> DrawnPage:
    """*page* with the paper inside *outline* gone, and what was printed there."""
    lost = Image.new("L", page.image.size, 0)
    ImageDraw.Draw(lost).polygon(outline, fill=255)
    image = Image.composite(Image.new("RGB", page.image.size, LID), page.image.convert("RGB"), lost)
    gone = np.asarray(lost) > 0

    def kept(left: int, top: int, right: int, bottom: int) -> bool:
        spot = gone[top:bottom, left:right]
        return spot.size == 0 or float(spot.mean()) < 0.1

    lines = tuple(li for li in page.lines if kept(li.box.left, li.box.top, li.box.right, li.box.bottom))
    fields = tuple(f for f in page.fields if all(kept(b.left, b.top, b.right, b.bottom) for b in f.boxes))
    return replace(page, image=image, lines=lines, fields=fields)
