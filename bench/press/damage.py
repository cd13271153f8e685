"""What happens to paper between the printer and us: feeders, copiers, telephones, thrift.

`damage` is seeded and answers with a page whose boxes follow every movement (skew, perspective, quarter turns)
as upright hulls, so at larger angles they are a little wide. Levels:

====  =====================================================================================================
0     a good flatbed: paper tone, a trace of grain
1     an office feeder: skew to 0.8 degrees, light blur, some grain, a rare streak
2     a tired one: skew to 2 degrees, slight perspective, fading, speckle, ink spread or thinning, shadow at the edge
3     a telephone or a copy of a copy: skew to 3.5 degrees, perspective, uneven light, blur, strong grain
====  =====================================================================================================
"""

import random
from dataclasses import dataclass, replace

import cv2
import numpy as np
from PIL import Image

from bench.press.paper import DrawnPage

Array = np.ndarray


@dataclass(frozen=True, slots=True)
class Wear:
    """How much of each harm one level may do."""

    skew: float
    bend: float
    blur: float
    grain: float
    fade: float
    specks: int
    quality: tuple[int, int]
    """JPEG quality the writers should use, from and to."""


LEVELS: tuple[Wear, ...] = (
    Wear(skew=0.15, bend=0.0, blur=0.0, grain=1.0, fade=0.0, specks=0, quality=(80, 88)),
    Wear(skew=0.8, bend=0.0, blur=0.45, grain=2.5, fade=0.08, specks=20, quality=(62, 75)),
    Wear(skew=2.0, bend=0.006, blur=0.75, grain=5.0, fade=0.25, specks=250, quality=(42, 60)),
    Wear(skew=3.5, bend=0.02, blur=1.1, grain=8.0, fade=0.35, specks=500, quality=(28, 42)),
)


def damage(
    page: DrawnPage,
    level: int,
    rng: random.Random,
    *,
    look: str | None = None,
    quarter_turns: int = 0,
    wear: Wear | None = None,
) -> DrawnPage:
    """*page* as it comes out at *level*, or with *wear* of its own. `look` is ``scan``, ``photocopy`` (one bit) or ``phone``; by default it is
    drawn: level 3 is a phone or a copy, else a scan. `quarter_turns` turns the sheet clockwise last.
    """
    wear = wear or LEVELS[level]
    look = look or (rng.choice(["phone", "photocopy"]) if level == 3 else "scan")
    noise = np.random.default_rng(rng.getrandbits(63))
    pixels = np.asarray(page.image.convert("RGB"))
    matrix = _movement(rng, wear, pixels.shape[1], pixels.shape[0])
    edge = (214, 210, 202) if look == "phone" else (252, 252, 252)
    pixels = cv2.warpPerspective(
        pixels, matrix, (pixels.shape[1], pixels.shape[0]), flags=cv2.INTER_CUBIC, borderValue=edge
    )
    moved = page.moved(matrix, Image.fromarray(pixels))
    pixels = _ink(pixels, rng, wear, level)
    pixels = _tone(pixels, rng, noise, wear, look)
    pixels = _dirt(pixels, rng, noise, wear, look)
    if look == "photocopy":
        pixels = _one_bit(pixels, rng, noise, level)
    image = Image.fromarray(pixels)
    if look == "photocopy":
        image = image.convert("L").convert("1", dither=Image.Dither.NONE)
    return turned(replace(moved, image=image, look=look), quarter_turns)


def quality(level: int, rng: random.Random) -> int:
    """A JPEG quality fit for *level*."""
    return rng.randint(*LEVELS[level].quality)


def _movement(rng: random.Random, wear: Wear, width: int, height: int) -> Array:
    """Skew about the middle, then the pull of a lens."""
    angle = rng.uniform(-wear.skew, wear.skew)
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), [0, 0, 1]])
    if not wear.bend:
        return turn
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    reach = (wear.bend * width, wear.bend * height)
    pull = np.array([[rng.uniform(-1, 1) * side for side in reach] for _ in range(4)], np.float32)
    inwards = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32) * wear.bend * width * 0.5
    return np.asarray(cv2.getPerspectiveTransform(corners, corners + pull + inwards) @ turn)


def _ink(pixels: Array, rng: random.Random, wear: Wear, level: int) -> Array:
    """Spread or thin strokes (levels 2 and 3), then the softness of the lens."""
    if level >= 2 and rng.random() < 0.6:
        kernel = np.ones((2, 2), np.uint8)
        other = cv2.erode(pixels, kernel) if rng.random() < 0.5 else cv2.dilate(pixels, kernel)
        share = rng.uniform(0.3, 0.7)
        pixels = cv2.addWeighted(pixels, 1 - share, other, share, 0)
    if wear.blur:
        pixels = cv2.GaussianBlur(pixels, (0, 0), wear.blur * rng.uniform(0.6, 1.0))
    return pixels


def field_of_light(noise: np.random.Generator, shape: tuple[int, int], cells: int) -> Array:
    """A smooth field between 0 and 1."""
    coarse = noise.random((cells, cells), dtype=np.float32)
    return np.asarray(cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)).clip(0, 1)


def _tone(pixels: Array, rng: random.Random, noise: np.random.Generator, wear: Wear, look: str) -> Array:
    """Fading ink, the paper's colour, and for telephones a shadow across it."""
    shape = (pixels.shape[0], pixels.shape[1])
    work = pixels.astype(np.float32)
    if wear.fade:
        worst = wear.fade * (0.3 if look == "photocopy" else 1.0)  # copiers draw contrast back
        pale = worst * (0.4 + 0.6 * field_of_light(noise, shape, 4))
        work += (255 - work) * pale[..., None]
    paper = np.array([rng.uniform(249, 254), rng.uniform(248, 253), rng.uniform(244, 252)], np.float32)
    work *= paper / 255
    if look == "phone":
        light = 0.68 + 0.32 * field_of_light(noise, shape, 3)
        slope = np.linspace(rng.uniform(0.8, 1.0), rng.uniform(0.8, 1.0), shape[1], dtype=np.float32)
        work *= (light * slope)[..., None]
    elif wear.grain > 4 and rng.random() < 0.5:
        width = max(8, int(shape[1] * rng.uniform(0.008, 0.02)))
        ramp = np.linspace(rng.uniform(0.45, 0.8), 1.0, width, dtype=np.float32)
        work[:, :width] *= ramp[None, :, None]
    return np.asarray(work.clip(0, 255).astype(np.uint8))


def _dirt(pixels: Array, rng: random.Random, noise: np.random.Generator, wear: Wear, look: str) -> Array:
    """Specks, a streak from a dirty glass, grain."""
    out = pixels.copy()
    for _ in range(round(wear.specks * rng.uniform(0.3, 1.0))):
        centre = (int(noise.integers(out.shape[1])), int(noise.integers(out.shape[0])))
        tone = int(noise.integers(40, 190))
        cv2.circle(out, centre, int(noise.integers(1, 3)), (tone, tone, tone), -1)
    if wear.specks and rng.random() < (0.25 if wear.specks > 100 else 0.06):
        x = rng.randrange(out.shape[1])
        out[:, x : x + 2] = (out[:, x : x + 2].astype(np.float32) * rng.uniform(0.6, 0.9)).astype(np.uint8)
    grain = noise.standard_normal((out.shape[0], out.shape[1]), dtype=np.float32) * wear.grain * rng.uniform(0.6, 1.0)
    if look == "scan":  # scanners clip near-white to white: most of the page has no grain at all
        grain *= (out.mean(axis=2) < 250) | (wear.grain > 4)
    return np.asarray((out.astype(np.float32) + grain[..., None]).clip(0, 255).astype(np.uint8))


def _one_bit(pixels: Array, rng: random.Random, noise: np.random.Generator, level: int) -> Array:
    """A copier's black and white: a threshold set by hand, toner missing here and there."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    threshold = rng.uniform(150, 190) - 10 * level
    bits = np.where(grey < threshold, 0, 255).astype(np.uint8)
    lost = noise.random(bits.shape, dtype=np.float32) < 0.002 * level
    bits[lost] = 255
    if level >= 2:
        bits[noise.random(bits.shape, dtype=np.float32) < 0.0004 * level] = 0
    return np.asarray(bits)


def turned(page: DrawnPage, quarter_turns: int) -> DrawnPage:
    """The sheet fed sideways or upside down; `rotation` says what stands it upright again."""
    turns = quarter_turns % 4
    if not turns:
        return page
    width, height = page.image.size
    image = page.image.transpose(
        {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}[turns]
    )
    lines = tuple(replace(line, box=line.box.turned(turns, width, height)) for line in page.lines)
    fields = tuple(replace(f, boxes=tuple(b.turned(turns, width, height) for b in f.boxes)) for f in page.fields)
    written = tuple(replace(word, box=word.box.turned(turns, width, height)) for word in page.written)
    return replace(page, image=image, lines=lines, fields=fields, written=written, rotation=(-90 * turns) % 360)
