"""A scan with something on it: the scanner's own bytes, and small pictures where a stamp or a note was added later.

Digital signatures leave a picture of theirs on a scanned page. Drawn anew as one picture, such a page is many times the
size of its scan. What was drawn is compared with the scan beneath; everything that differs goes into a patch, to the
last dot, and where there is too much of it the page stays one picture.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.bind.carried import Picture, carried_picture
from ocr.bind.encoded import encoded
from ocr.decode.image import PageImage, Pixels
from ocr.decode.pdf import PdfFile

_ALIKE = 24
"""Levels two decoders of one JPEG, or two ways to resize it, may differ by beside a pixel's neighbours."""
_ALIKE_ON_AVERAGE = 24
_FIELD = 9
"""Pixels, squared, whose average is compared too: white painted over letters hides among their white neighbours."""
_ROOM = 6
_TOGETHER = 40
"""Pixels between differences that go into one patch."""
_MOST_PATCHES = 12
_LARGEST_SHARE = 0.25
_SAME_SHAPE = 0.02

Mask = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Patch:
    """A picture and where it lies: left, top, width, height as shares of the page as it is seen."""

    picture: Picture
    place: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Layers:
    """The scan below, and what lies on it."""

    base: Picture
    patches: tuple[Patch, ...]


def layered(pdf: PdfFile, index: int, drawn: PageImage, quality: int) -> Layers | None:
    """Page *index*, which looks like *drawn*, in layers; None where it had better be one picture."""
    found = pdf.base(index)
    base = carried_picture(found[0]) if found is not None else None
    if found is None or base is None:
        return None
    places = _differing(found[1], drawn.pixels)
    if places is None:
        return None
    return Layers(base, tuple(_patch(drawn, place, quality) for place in places))


def _differing(scan: Pixels, drawn: Pixels) -> list[tuple[int, int, int, int]] | None:
    """Left, top, right, bottom of what *drawn* has otherwise than *scan*; None when it is much, or all over the page."""
    height, width = drawn.shape[:2]
    if abs(scan.shape[1] * height / (scan.shape[0] * width) - 1) > _SAME_SHAPE:
        return None
    below = _in_colour(np.asarray(cv2.resize(scan, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8))
    other = _otherwise(below, _in_colour(drawn))
    near = cv2.dilate(other, np.ones((2 * _ROOM + 1, 2 * _ROOM + 1), np.uint8))
    joined = cv2.morphologyEx(near, cv2.MORPH_CLOSE, np.ones((_TOGETHER, _TOGETHER), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes = [(left, top, left + w, top + h) for left, top, w, h, _ in stats[1:count].tolist()]
    area = sum((right - left) * (bottom - top) for left, top, right, bottom in boxes)
    return boxes if len(boxes) <= _MOST_PATCHES and area <= _LARGEST_SHARE * width * height else None


def _in_colour(pixels: Pixels) -> Pixels:
    return pixels if pixels.ndim == 3 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def _otherwise(below: Pixels, drawn: Pixels) -> Mask:
    """1 where a pixel is darker or lighter than its neighbourhood in the scan, or the neighbourhoods differ as a whole."""
    around = np.ones((3, 3), np.uint8)
    darker = cv2.subtract(cv2.erode(below, around), drawn)
    lighter = cv2.subtract(drawn, cv2.dilate(below, around))
    average = cv2.absdiff(cv2.blur(below, (_FIELD, _FIELD)), cv2.blur(drawn, (_FIELD, _FIELD)))
    other = (cv2.max(darker, lighter) > _ALIKE) | (average > _ALIKE_ON_AVERAGE)
    return np.asarray(other.any(axis=2), dtype=np.uint8)


def _patch(drawn: PageImage, place: tuple[int, int, int, int], quality: int) -> Patch:
    left, top, right, bottom = place
    cut = np.ascontiguousarray(drawn.pixels[top:bottom, left:right])
    picture = encoded(PageImage(cut, drawn.dpi, drawn.colour, rendered=True), quality, 0)
    width, height = drawn.width, drawn.height
    return Patch(picture, (left / width, top / height, (right - left) / width, (bottom - top) / height))
