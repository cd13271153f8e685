"""Writing by hand: a pen that wanders about the line, in faces drawn after handwriting.

The faces are for measuring only: nothing is trained on them (see ``faces/README.md``).
"""

import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from pipeline.model.geometry import Box

_FACES = Path(__file__).parent / "faces"
HANDS = tuple(sorted(path.stem for path in _FACES.glob("*.ttf")))
PENS = ((28, 44, 130), (34, 52, 160), (20, 30, 96), (30, 30, 36), (52, 54, 60))
"""Ballpoints: mostly blue, some black."""
_X_HEIGHT = 0.5
"""Height of a written x, in ems of the print beside it: hands write a little larger than type."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody's handwriting on one paper."""

    face: str
    colour: tuple[int, int, int]
    seed: int
    forms: bool = True
    """Fills in whole forms; else only puts number and day on a printed paper."""
    unsteady: float = 1.0
    pressed: float = 0.02
    """How much the pen is broader than the face's strokes, in ems on each side."""

    def font(self, pixels: int) -> ImageFont.FreeTypeFont:
        """The face beside print of *pixels* to the em."""
        return _font(self.face, round(pixels * _enlarged(self.face)))

    def write(self, image: Image.Image, text: str, x: float, base: float, pixels: int) -> Box:
        """*text* from *x* about the line *base*; the box of its ink."""
        rng = random.Random(f"{self.seed}/{text}/{x:.0f}/{base:.0f}")
        face = self.font(pixels)
        room = 2 * pixels
        size = (int(face.getlength(text)) + 2 * room, 2 * room)
        mask = Image.new("L", size, 0)
        ImageDraw.Draw(mask).text(
            (room, room), text, font=face, fill=255, anchor="ls", stroke_width=round(self.pressed * pixels)
        )
        wander = 0.05 * self.unsteady
        mask = mask.rotate(rng.gauss(0, 0.9 * self.unsteady), Image.Resampling.BICUBIC, center=(room, room))
        mask = Image.composite(mask, Image.new("L", size, 0), _pressure(rng, size))
        left = round(x) - room
        top = round(base + rng.gauss(0, wander) * pixels) - room
        image.paste(self.colour, (left, top), mask)
        ink = mask.point(lambda v: 255 * (v > 60)).getbbox() or (room, room, room + 1, room + 1)
        return Box(left + ink[0], top + ink[1], left + ink[2], top + ink[3])


def a_hand(rng: random.Random, *, forms: bool = True) -> Hand:
    """Whoever comes to the counter."""
    return Hand(
        rng.choice(HANDS),
        rng.choice(PENS),
        rng.getrandbits(32),
        forms,
        unsteady=rng.uniform(0.6, 1.5),
        pressed=rng.uniform(0.008, 0.03),
    )


def _pressure(rng: random.Random, size: tuple[int, int]) -> Image.Image:
    """Where the pen pressed less."""
    noise = np.random.default_rng(rng.getrandbits(32))
    cells = noise.integers(150, 256, (max(2, size[1] // 24), max(2, size[0] // 24)), dtype=np.uint8)
    return Image.fromarray(cells).resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(2))


@lru_cache(maxsize=64)
def _font(face: str, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FACES / f"{face}.ttf"), pixels, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=16)
def _enlarged(face: str) -> float:
    _, top, _, bottom = _font(face, 1000).getbbox("x", anchor="ls")
    return _X_HEIGHT * 1000 / (bottom - top)
