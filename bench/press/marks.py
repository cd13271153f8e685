"""What hands and offices add: seals, signatures, rectangular stamps, a coat of arms stand-in.

Every seal says MẪU THỬ NGHIỆM (test specimen) in its lower half: the papers look real, the authority must not.
"""

import itertools
import math
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from bench.press.fonts import families, font

RED = (205, 32, 44)
SPECIMEN = "MẪU THỬ NGHIỆM"


def _star(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: int | tuple[int, int, int]) -> None:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.4
        angle = math.pi * (corner / 5 - 0.5)
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    pen.polygon(points, fill=fill)


def _around(mask: Image.Image, text: str, radius: float, size: int, *, top: bool) -> None:
    """Letters of *text* along a circle, upright in its upper or lower half."""
    face = font(families("sans")[0], size, bold=True)
    spread = sum(face.getlength(c) for c in text) * 1.06
    squeeze = min(1.0, (4.1 if top else 1.9) * radius / spread)
    angle = -math.pi / 2 - spread * squeeze / radius / 2 if top else math.pi / 2 + spread * squeeze / radius / 2
    for letter in text:
        step = face.getlength(letter) * 1.06 * squeeze / radius
        angle += step / 2 if top else -step / 2
        tile = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(tile).text((size, size), letter, font=face, fill=255, anchor="mm")
        tile = tile.resize((max(2, round(size * 2 * max(squeeze, 0.6))), size * 2))
        turn = -math.degrees(angle) - 90 if top else -math.degrees(angle) + 90
        tile = tile.rotate(turn, expand=True, resample=Image.Resampling.BICUBIC)
        cx = mask.width / 2 + radius * math.cos(angle)
        cy = mask.height / 2 + radius * math.sin(angle)
        mask.paste(255, (round(cx - tile.width / 2), round(cy - tile.height / 2)), tile)
        angle += step / 2 if top else -step / 2


def seal(rng: random.Random, unit: str, dpi: int, *, side_mm: float = 36.0) -> Image.Image:
    """A round red seal of *unit*, a little turned and unevenly inked; RGB on white."""
    side = round(side_mm / 25.4 * dpi)
    big = side * 2
    mask = Image.new("L", (big, big), 0)
    pen = ImageDraw.Draw(mask)
    for inset, weight in ((0.01, 0.018), (0.045, 0.008), (0.235, 0.008)):
        edge = big * inset
        pen.ellipse((edge, edge, big - edge, big - edge), outline=255, width=max(2, round(big * weight)))
    _around(mask, unit.upper(), big * 0.355, round(big * 0.095), top=True)
    _around(mask, SPECIMEN, big * 0.355, round(big * 0.075), top=False)
    _star(pen, big / 2, big / 2, big * 0.15, 255)
    mask = mask.rotate(rng.uniform(-14, 14), resample=Image.Resampling.BICUBIC).resize((side, side))
    return _called("seal", inked(rng, mask, RED))


def _called(name: str, mark: Image.Image) -> Image.Image:
    """*mark* with what it is, so that a pad can leave it off."""
    mark.info["of"] = name
    return mark


def inked(rng: random.Random, mask: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    """*mask* in *colour* with the thin spots of a real pad."""
    noise = np.random.default_rng(rng.getrandbits(32))
    cover = Image.fromarray(noise.integers(0, 255, (mask.height // 6 + 1, mask.width // 6 + 1), dtype=np.uint8))
    cover = cover.resize(mask.size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(1.5))
    weight = np.asarray(mask, np.float32) / 255 * (0.62 + 0.38 * np.asarray(cover, np.float32) / 255)
    page = 255 - weight[..., None] * (255 - np.array(colour, np.float32))
    return Image.fromarray(page.astype(np.uint8))


def signature(
    rng: random.Random, dpi: int, *, width_mm: float = 36.0, colour: tuple[int, int, int] = (26, 46, 150)
) -> Image.Image:
    """A quick pen scribble: loops, then a flourish; RGB on white."""
    width, height = round(width_mm / 25.4 * dpi), round(width_mm * 0.5 / 25.4 * dpi)
    scale = 3
    mask = Image.new("L", (width * scale, height * scale), 0)
    pen = ImageDraw.Draw(mask)
    points: list[tuple[float, float]] = []
    loops, lean, tall = rng.randrange(2, 6), rng.uniform(-0.3, 0.6), rng.uniform(0.22, 0.40)
    swings = [rng.uniform(0.35, 1.0) for _ in range(loops + 1)]
    widen = rng.uniform(0.02, 0.10)
    for step in range(loops * 24):
        t = step / 24
        angle = 2 * math.pi * t
        part = t - int(t)
        swing = tall * (swings[int(t)] * (1 - part) + swings[int(t) + 1] * part)
        y = 0.5 - swing * math.sin(angle)
        x = 0.12 + 0.55 * t / loops + widen * math.cos(angle) - lean * (y - 0.5) * 0.4
        points.append((x * width * scale, y * height * scale))
    tail, dip, rise = points[-1], rng.uniform(0.1, 0.32), rng.uniform(-0.06, -0.02)
    if rng.random() < 0.7:  # back under the name and out again
        points += [
            (tail[0] - (tail[0] - width * scale * 0.1) * k / 10, tail[1] + height * scale * dip * math.sin(k / 4))
            for k in range(1, 11)
        ]
        start = points[-1]
    else:
        start = tail
    points += [(start[0] + width * scale * 0.075 * k, start[1] + height * scale * rise * k) for k in range(11)]
    for start, end in itertools.pairwise(points):
        pen.line((start, end), fill=255, width=round(scale * dpi / 200 * rng.uniform(2.2, 3.4)), joint="curve")
    return _called("signature", inked(rng, mask.resize((width, height), Image.Resampling.LANCZOS), colour))


def box_stamp(
    rng: random.Random,
    rows: tuple[str, ...],
    dpi: int,
    *,
    size_mm: tuple[float, float],
    colour: tuple[int, int, int] = RED,
) -> Image.Image:
    """A rectangular stamp: ĐẾN, HỎA TỐC, SAO Y, ĐÃ THU LỆ PHÍ."""
    width, height = (round(mm / 25.4 * dpi) for mm in size_mm)
    mask = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(mask)
    pen.rectangle((1, 1, width - 2, height - 2), outline=255, width=max(2, dpi // 70))
    pitch = (height - 8) / len(rows)
    for number, row in enumerate(rows):
        face = font(families("serif")[0], round(pitch * 0.62), bold=number == 0)
        pen.text((width / 2, 4 + pitch * (number + 0.5)), row, font=face, fill=255, anchor="mm")
    turned = mask.rotate(rng.uniform(-3, 3), resample=Image.Resampling.BICUBIC, expand=True)
    return inked(rng, turned, colour)


def emblem(dpi: int, *, side_mm: float = 18.0, colour: tuple[int, int, int] = RED) -> Image.Image:
    """Where certificates carry the coat of arms: a plain ring with a star stands in for it."""
    side = round(side_mm / 25.4 * dpi)
    image = Image.new("RGB", (side * 2, side * 2), "white")
    pen = ImageDraw.Draw(image)
    pen.ellipse((4, 4, side * 2 - 4, side * 2 - 4), fill=colour)
    pen.ellipse((side * 0.16, side * 0.16, side * 1.84, side * 1.84), outline=(250, 215, 60), width=side // 14)
    _star(pen, side, side * 0.92, side * 0.5, (250, 215, 60))
    return image.resize((side, side), Image.Resampling.LANCZOS)
