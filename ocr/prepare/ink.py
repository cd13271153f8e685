"""A grey copy for reading, in which a red seal no longer covers the words beneath it.

Only the round seal (con dấu) goes, found by its ring. Titles printed in red (a birth certificate's), stamped names,
numbers and text blocks stay as dark as they are. The archive copy keeps every seal: it is the evidence.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.prepare.cells import in_cells
from ocr.prepare.overprint import without_overprint
from ocr.prepare.placement import Grey

_SEARCH_DPI = 25.4
"""One pixel of the search image is about a millimetre of paper."""
_RED = 0.12
_LEAST_RED = 12
"""Red stands above green and blue by this share of itself, and by this many levels: shade dims ink and paper alike."""
_FEWEST_CELLS = 12
_RADII = range(11, 25)
"""Millimetres. Seals of offices measure 34 to 42 mm across (Circular 07/2010/TT-BCA); the rest allows for a wrong dpi."""
_RING = 0.42
_LEAST_ARC = 0.3
_NARROWEST_CUT = 9
_FRAME = 30
_MOST_SEALS = 4
_DESK = 0.6
"""Share of the page's width or height that a seal never has."""
_LIFT = 0.7
_MARGIN = 2

Field = NDArray[np.float32]


Seals = list[tuple[float, float, float]]
"""Round seals as (x, y, radius), millimetres from the top left."""


def grey_copy(pixels: Grey, dpi: int) -> tuple[Grey, bool, Seals]:
    """(*pixels* in grey with round red seals lifted off, whether coloured ink went, the seals)."""
    if pixels.ndim == 2:
        return pixels, False, []
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    seals = find_seals(pixels, dpi)
    height, width = grey.shape
    scale = dpi / _SEARCH_DPI
    for x, y, radius in seals:
        reach = radius + _MARGIN
        left, right = (int(np.clip((x + side) * scale, 0, width)) for side in (-reach, reach))
        top, bottom = (int(np.clip((y + side) * scale, 0, height)) for side in (-reach, reach))
        grey[top:bottom, left:right] = _without_red(pixels[top:bottom, left:right])
    grey, crossed = without_overprint(grey, pixels, dpi)
    return grey, bool(seals) or crossed, seals


def _without_red(block: Grey) -> Grey:
    """Red ink is nearly white to the red channel; what is left of it is lifted by how red it is."""
    red, green, blue = cv2.split(block)
    redness = cv2.subtract(red, cv2.max(green, blue))
    return np.asarray(cv2.addWeighted(red, 1.0, redness, _LIFT, 0), dtype=np.uint8)


def find_seals(pixels: Grey, dpi: int) -> Seals:
    """Round red seals; those cut by an edge of the sheet too."""
    small, cell = _cells(pixels, dpi)
    red, green, blue = cv2.split(small)
    redness = cv2.subtract(red, cv2.max(green, blue))
    reddish = _without_desk((redness > _LEAST_RED) & (redness > _RED * red)).astype(np.float32)
    if np.count_nonzero(reddish) < _FEWEST_CELLS:
        return []
    height, width = reddish.shape
    sheet = _framed(np.ones((height, width), dtype=np.float32))
    field = _framed(reddish)
    found: Seals = []
    for left, top, right, bottom in _neighbourhoods(reddish):
        window = slice(top, bottom + 2 * _FRAME), slice(left, right + 2 * _FRAME)
        rings = _rings(field[window], sheet[window])
        found += [((x + left - _FRAME) * cell, (y + top - _FRAME) * cell, r * cell) for x, y, r in rings]
    return found


def _cells(pixels: Grey, dpi: int) -> tuple[Grey, float]:
    """(*pixels* averaged over cells of about a millimetre, the side of a cell in millimetres)."""
    side = max(1, round(dpi / _SEARCH_DPI))
    return in_cells(pixels, side), side * 25.4 / dpi


def _without_desk(reddish: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Brown wood around a photographed sheet is red all over, and no seal."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(reddish.astype(np.uint8), connectivity=4)
    wide = (stats[:, 2] > _DESK * reddish.shape[1]) | (stats[:, 3] > _DESK * reddish.shape[0])
    wide[0] = False
    return reddish & ~wide[labels] if wide.any() else reddish


def _framed(field: Field) -> Field:
    """With room around it for the centre of a seal that the edge of the sheet cuts."""
    framed = cv2.copyMakeBorder(field, _FRAME, _FRAME, _FRAME, _FRAME, cv2.BORDER_CONSTANT, value=0)
    return np.asarray(framed, dtype=np.float32)


def _neighbourhoods(reddish: Field) -> list[tuple[int, int, int, int]]:
    """Where red ink lies together, as left, top, right, bottom; specks and lines of text too small for a seal left out."""
    near = cv2.dilate(reddish.astype(np.uint8), np.ones((7, 7), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    boxes = [tuple(int(v) for v in stats[n][:4]) for n in range(1, count)]
    return [(x, y, x + w, y + h) for x, y, w, h in boxes if h >= _RADII[0] and w >= _NARROWEST_CUT]


def _rings(reddish: Field, sheet: Field) -> list[tuple[int, int, int]]:
    strength = {radius: _ring_strength(reddish, sheet, radius) for radius in _RADII}
    rings: list[tuple[int, int, int]] = []
    while len(rings) < _MOST_SEALS:
        radius, (value, x, y) = max(((r, _peak(s)) for r, s in strength.items()), key=lambda item: item[1][0])
        if value < _RING:
            break
        rings.append((x, y, radius))
        for field in strength.values():
            cv2.circle(field, (x, y), radius, 0.0, -1)
    return rings


def _ring_strength(reddish: Field, sheet: Field, radius: int) -> Field:
    """How much of a ring of *radius* around each point is red, less how much is red just outside it.

    A block of red text is as red outside as in. Near an edge only the part of the ring on the sheet counts.
    """
    inside, outside = (_red_share(reddish, sheet, _circle(r)) for r in (radius, radius + 3))
    return np.asarray(inside - outside, dtype=np.float32)


def _red_share(reddish: Field, sheet: Field, kernel: Field) -> Field:
    hits = cv2.filter2D(reddish, -1, kernel, borderType=cv2.BORDER_CONSTANT)
    if sheet.all():
        return np.asarray(hits, dtype=np.float32)
    on_sheet = cv2.filter2D(sheet, -1, kernel, borderType=cv2.BORDER_CONSTANT)
    return np.where(on_sheet > _LEAST_ARC, hits / np.maximum(on_sheet, _LEAST_ARC), np.float32(0))


def _circle(radius: int) -> Field:
    side = 2 * radius + 3
    kernel = np.zeros((side, side), dtype=np.float32)
    cv2.circle(kernel, (radius + 1, radius + 1), radius, 1.0, 1)
    return np.asarray(kernel / kernel.sum(), dtype=np.float32)


def _peak(field: Field) -> tuple[float, int, int]:
    _, value, _, (x, y) = cv2.minMaxLoc(field)
    return float(value), int(x), int(y)
