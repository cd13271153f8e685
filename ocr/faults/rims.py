"""What lies around the sheet: the black of an open lid, a dark border."""

from collections.abc import Iterator

import numpy as np

from ocr.faults.side import COARSE_CELLS, Side
from ocr.prepare.placement import Mask
from pipeline.model.geometry import Box

_THICK = 4.0
_ALONG = 0.45
"""A border counts when so much of a side is dark for so many millimetres: less is the shadow of the sheet's own edge."""
_MUCH = 0.05
"""Or when this share of the whole picture is."""


def dark_borders(side: Side) -> Iterator[Box]:
    """Boxes of dark borders, one a side of the picture."""
    beside = side.beside
    if not beside.any():
        return
    much = float(beside.mean()) >= _MUCH
    for quarter in range(4):
        turned = np.rot90(beside, quarter)
        depth = _depth(turned)
        dark = depth >= (1.0 if much else _THICK * side.coarse_mm)
        if dark.mean() >= (_ALONG / 3 if much else _ALONG):
            yield _box(side, quarter, int(np.median(depth[dark])) + 1, np.flatnonzero(dark))


def _depth(mask: Mask) -> np.ndarray:
    """How far every row of *mask* is set without a gap, from its left end."""
    gaps = mask == 0
    return np.asarray(np.where(gaps.any(axis=1), gaps.argmax(axis=1), mask.shape[1]))


def _box(side: Side, quarter: int, depth: int, rows: np.ndarray) -> Box:
    """The strip of the side that `np.rot90` by *quarter* brings to the left."""
    height, width = side.beside.shape
    first, last = int(rows[0]), int(rows[-1]) + 1
    return rim_box(side, quarter, first, last, depth, width, height, COARSE_CELLS)


def rim_box(
    side: Side, quarter: int, first: int, last: int, depth: int, width: int, height: int, cells: int = 1
) -> Box:
    """A strip along the side that `np.rot90` by *quarter* brings to the left, rows *first* to *last* there, *depth* deep."""
    match quarter % 4:
        case 0:  # left
            return side.box(0, first, depth, last, cells)
        case 1:  # counter-clockwise once: what was at the top, its right end up
            return side.box(width - last, 0, width - first, depth, cells)
        case 2:  # right, upside down
            return side.box(width - depth, height - last, width, height - first, cells)
        case _:  # bottom
            return side.box(first, height - depth, last, height, cells)
