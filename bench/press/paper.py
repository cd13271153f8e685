"""What the press delivers: page images and the truth about them."""

import unicodedata
from dataclasses import dataclass, field, replace

import numpy as np
from PIL import Image

from pipeline.model.geometry import Box, bounding


def _nfc(text: str) -> None:
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError("truth is not NFC")


@dataclass(frozen=True, slots=True)
class TrueLine:
    """A printed line: its text without dot leaders, and the box of its ink in pixels."""

    text: str
    box: Box

    def __post_init__(self) -> None:
        _nfc(self.text)


@dataclass(frozen=True, slots=True)
class TrueField:
    """A value the paper states. `text` is what is printed, `value` its normal form (dates ISO 8601).

    A value that runs over several lines has one box for each.
    """

    name: str
    value: str
    text: str
    boxes: tuple[Box, ...]

    def __post_init__(self) -> None:
        _nfc(self.value)
        _nfc(self.text)

    @property
    def box(self) -> Box:
        return bounding(self.boxes)


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """One side of a sheet. `rotation` is the quarter turn (degrees clockwise) that stands it upright again."""

    image: Image.Image = field(repr=False)
    dpi: int
    kind: str
    """Kind code of the document it belongs to; ``blank`` for an empty back."""
    lines: tuple[TrueLine, ...] = field(repr=False, default=())
    fields: tuple[TrueField, ...] = field(repr=False, default=())
    dossier: str | None = None
    rotation: int = 0
    look: str = "print"
    seals: tuple[Box, ...] = field(repr=False, default=())
    """Where wet seals stand: their ink soaks through the sheet. As drawn; they do not follow damage."""
    written: tuple[TrueLine, ...] = field(repr=False, default=())
    """What of the lines was written by hand, word for word."""

    def moved(self, matrix: np.ndarray, image: Image.Image) -> "DrawnPage":
        """The page after *image* was made from its own by the 3x3 *matrix*; boxes become the upright hulls."""
        size = image.size
        lines = tuple(replace(line, box=hull(line.box, matrix, size)) for line in self.lines)
        fields = tuple(replace(f, boxes=tuple(hull(box, matrix, size) for box in f.boxes)) for f in self.fields)
        written = tuple(replace(word, box=hull(word.box, matrix, size)) for word in self.written)
        return replace(self, image=image, lines=lines, fields=fields, written=written)


def hull(box: Box, matrix: np.ndarray, size: tuple[int, int]) -> Box:
    """The upright rectangle around *box* after *matrix*, cut at the edges of a page of *size*."""
    corners = np.array(
        [[box.left, box.top, 1], [box.right, box.top, 1], [box.left, box.bottom, 1], [box.right, box.bottom, 1]], float
    )
    moved = corners @ matrix.T
    points = moved[:, :2] / moved[:, 2:]
    left, top = np.floor(points.min(axis=0))
    right, bottom = np.ceil(points.max(axis=0))
    width, height = size
    return Box(
        int(np.clip(left, 0, width)),
        int(np.clip(top, 0, height)),
        int(np.clip(right, 0, width)),
        int(np.clip(bottom, 0, height)),
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """One document (giấy tờ): its pages in order."""

    kind: str
    pages: tuple[DrawnPage, ...]

    @property
    def fields(self) -> tuple[TrueField, ...]:
        return tuple(f for page in self.pages for f in page.fields)
