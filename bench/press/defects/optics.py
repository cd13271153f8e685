"""What lens, lamp and glass do: blur of three sorts, pale print, streaks, too few dots, no colour."""

import random

import cv2
import numpy as np

from bench.press.defects.office import Pixels
from bench.press.defects.scan import Bed, Defect, Step
from bench.press.paper import DrawnPage

DEFOCUS = (0.45, 1.0)
"""Radius of the disc a point becomes, in millimetres: from there on the marks over vowels run together."""
MOTION = (0.9, 2.4)
"""Millimetres a point is drawn out."""
PALE = (0.09, 0.24)
"""Share of its blackness the print still has; the worst ordinary copy keeps 0.6."""
FEW_DPI = (96, 100, 120, 144, 150)
UPSAMPLED = (60, 84)
"""Resolution a scan really had that says 200 or 300."""


def _disc(radius: float) -> np.ndarray:
    reach = int(np.ceil(radius)) + 1
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    kernel = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1).astype(np.float32)
    return np.asarray(kernel / kernel.sum())


def _drawn_out(length: float, degrees: float) -> np.ndarray:
    reach = int(np.ceil(length / 2)) + 1
    big = np.zeros((8 * reach + 4, 8 * reach + 4), np.float32)
    middle, half = big.shape[0] / 2, length * 4 / 2
    way = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
    ends = [tuple(int(v) for v in middle + way * s * half) for s in (-1, 1)]
    cv2.line(big, ends[0], ends[1], 1.0, 4)
    kernel = cv2.resize(big, (2 * reach + 1, 2 * reach + 1), interpolation=cv2.INTER_AREA)
    return np.asarray(kernel / kernel.sum())


def _with(kernel_of: float, kind: str, degrees: float = 0.0) -> Step:
    def step(pixels: Pixels, bed: Bed) -> Pixels:
        length = kernel_of * bed.office.dpi / 25.4
        kernel = _disc(length) if kind == "disc" else _drawn_out(length, degrees)
        return np.asarray(cv2.filter2D(pixels, -1, kernel, borderType=cv2.BORDER_REPLICATE))

    return step


def defocused(page: DrawnPage, rng: random.Random) -> Defect:
    radius = rng.uniform(*DEFOCUS)
    return Defect("blurred", f"defocus, radius {radius:.2f} mm", lens=_with(radius, "disc"))


def moved(page: DrawnPage, rng: random.Random) -> Defect:
    """The sheet or the hand moved while it was taken; mostly along the feed."""
    length, degrees = rng.uniform(*MOTION), rng.choice([90.0, 90.0, 0.0, rng.uniform(0, 180)])
    return Defect("blurred", f"motion {length:.1f} mm at {degrees:.0f}°", lens=_with(length, "line", degrees))


def partly_blurred(page: DrawnPage, rng: random.Random) -> Defect:
    """A part did not lie on the glass, or the feed stumbled: 25 to 60 % of the text is out of focus."""
    share = rng.uniform(0.25, 0.6)
    if rng.random() < 0.5:
        strength = rng.uniform(DEFOCUS[0] * 1.15, DEFOCUS[1])
        whole = _with(strength, "disc")
    else:
        strength = rng.uniform(MOTION[0] * 1.15, MOTION[1])
        whole = _with(strength, "line", 90.0)
    way = rng.choice(["top", "bottom", "left", "right", "band"])

    def step(pixels: Pixels, bed: Bed) -> Pixels:
        """Over the height or width that the text takes, not that of the sheet."""
        height, width = pixels.shape[:2]
        boxes = [line.box for line in bed.page.lines]
        first = min((b.left if way in ("left", "right") else b.top for b in boxes), default=0)
        last = max((b.right if way in ("left", "right") else b.bottom for b in boxes), default=height)
        span = (last - first) * share
        start = {"top": -1e9, "left": -1e9, "bottom": last - span, "right": last - span}.get(way, first + (last - first - span) * bed.rng.random())  # fmt: skip
        end = {"bottom": 1e9, "right": 1e9}.get(way, (first if start < 0 else start) + span)
        along = np.arange(width if way in ("left", "right") else height, dtype=np.float32)
        fade = float(max(1, bed.px(6)))
        mask = (((along - start) / fade).clip(0, 1) * ((end - along) / fade).clip(0, 1)).astype(np.float32)
        veil = mask[None, :, None] if way in ("left", "right") else mask[:, None, None]
        out = pixels.astype(np.float32) * (1 - veil) + whole(pixels, bed).astype(np.float32) * veil
        return np.asarray(out.astype(np.uint8))

    return Defect("blurred", f"partly, {share:.0%} of the text, {strength:.2f} mm", lens=step)


def pale(page: DrawnPage, rng: random.Random) -> Defect:
    """Toner at its end, a lamp too bright: the print is hardly there."""
    share = rng.uniform(*PALE)

    def step(pixels: Pixels, bed: Bed) -> Pixels:
        work = pixels.astype(np.float32)
        paper = np.percentile(work.reshape(-1, 3)[::97], 85, axis=0)
        light = (paper - (paper - work) * share).clip(0, 255)
        return np.asarray(light.astype(np.uint8))

    return Defect("too-pale", f"{share:.0%} of the ink", tone=lambda p, bed: _grained(step(p, bed), bed))


def _grained(pixels: Pixels, bed: Bed) -> Pixels:
    noise = bed.noise.standard_normal(pixels.shape[:2], dtype=np.float32)[..., None] * min(2.0, bed.office.grain)
    noise = noise + bed.noise.standard_normal(pixels.shape, dtype=np.float32) * 0.7
    return np.asarray((pixels.astype(np.float32) + noise).clip(0, 255).astype(np.uint8))


def streaked(page: DrawnPage, rng: random.Random) -> Defect:
    """Dirt on the feeder's slit: lines down the whole sheet through the text, dark, coloured, or wiped out to white."""
    manner = rng.choice(["dark", "dark", "coloured", "white"])
    count = rng.randrange(1, 5) if manner == "white" else rng.randrange(3, 11)
    low, high = (2.0, 6.0) if manner == "white" else (0.35, 1.6)
    wide = [rng.uniform(low, high) for _ in range(count)]
    weight = rng.uniform(0.5, 0.95)
    colour = {"dark": (20, 20, 22), "white": (252, 252, 252)}.get(manner, rng.choice([(210, 40, 60), (40, 160, 70), (50, 70, 210), (200, 60, 190)]))  # fmt: skip

    def step(pixels: Pixels, bed: Bed) -> Pixels:
        out = pixels.astype(np.float32)
        left = min((line.box.left for line in bed.page.lines), default=0)
        right = max((line.box.right for line in bed.page.lines), default=out.shape[1])
        rough = 0.85 + 0.15 * bed.noise.random((out.shape[0], 1, 1), dtype=np.float32)
        for each in wide:
            x = bed.rng.randint(left, max(left, right))
            band = out[:, x : x + max(1, bed.px(each))]
            share = (weight if manner != "white" else 0.97) * rough
            band[:] = band * (1 - share) + np.array(colour, np.float32) * share
        return np.asarray(out.clip(0, 255).astype(np.uint8))

    return Defect("streaked", f"{count} {manner}, {min(wide):.1f} to {max(wide):.1f} mm", glass=step)


def coarse(page: DrawnPage, rng: random.Random) -> Defect:
    """Too few dots, and the file says so."""
    dpi = rng.choice([d for d in FEW_DPI if d < page.dpi])
    return Defect("low-resolution", f"{dpi} dpi", kept_dpi=dpi, told_dpi=dpi)


def blown_up(page: DrawnPage, rng: random.Random) -> Defect:
    """Too few dots, blown up to what the rule asks for."""
    dpi = rng.randint(*UPSAMPLED)
    return Defect("upsampled", f"{dpi} dpi blown up to {page.dpi}", kept_dpi=dpi, told_dpi=page.dpi)


def without_colour(page: DrawnPage, rng: random.Random) -> Defect:
    """The machine was left on black and white or grey."""
    mode = rng.choice(["1", "L", "grey"])
    return Defect("not-in-colour", {"1": "one bit", "L": "grey", "grey": "grey kept as colour"}[mode], mode=mode)
