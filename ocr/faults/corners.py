"""Folded and torn corners: a straight edge that runs aslant from one side of the sheet to the other, close to a corner."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.faults.side import Side
from ocr.prepare.cells import in_cells
from pipeline.model.geometry import Box

_CELLS = 2
"""Pixels of `small` to one of the search: about 50 dpi."""
_NEAREST, _FURTHEST = 7.0, 55.0
"""Millimetres from the corner at which the edge meets the sides."""
_STEP = 1.0
_ASLANT = 2.6
"""One side's distance over the other's, at most."""
_SAMPLES = 48
_FALL = 7.0
"""Levels over one pixel of the search."""
_ALONG = 0.80
"""Of how much of the edge is seen."""
_ENDS = 0.12
_SQUARE_ON = 0.88
"""How nearly the fall of light stands across the edge (cosine)."""

Field = NDArray[np.float32]


def folded_corners(side: Side) -> Iterator[Box]:
    """Boxes of corners that are folded over or torn off."""
    seen = in_cells(side.small, _CELLS)
    mm = side.mm / _CELLS
    smooth = cv2.GaussianBlur(seen, (0, 0), 0.8)
    across = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=1 / 4)
    down = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=1 / 4)
    for mirrored, upended in ((False, False), (True, False), (False, True), (True, True)):
        u, v = _cornered(np.asarray(across), mirrored, upended), _cornered(np.asarray(down), mirrored, upended)
        found = _fold(-u if mirrored else u, -v if upended else v, mm)
        if found is not None:
            x, y = found
            height, width = seen.shape
            left, right = (width - x, width) if mirrored else (0, x)
            top, bottom = (height - y, height) if upended else (0, y)
            yield side.box(left, top, right, bottom, _CELLS)


def _cornered(field: Field, mirrored: bool, upended: bool) -> Field:
    """*field* with the corner in question at its upper left."""
    return field[:: -1 if upended else 1, :: -1 if mirrored else 1]


def _fold(across: Field, down: Field, mm: float) -> tuple[int, int] | None:
    """(where the edge meets the upper side, where it meets the left one), in pixels; None without such an edge."""
    height, width = across.shape
    most = min(_FURTHEST * mm, 0.45 * width, 0.45 * height)
    places = np.arange(_NEAREST * mm, most, _STEP * mm)
    if places.size < 2:
        return None
    x, y = (grid.ravel() for grid in np.meshgrid(places, places))
    fit = np.maximum(x / y, y / x) <= _ASLANT
    x, y = x[fit], y[fit]
    along = (np.arange(_SAMPLES) + 0.5) / _SAMPLES
    normal = np.stack([y, x]) / np.hypot(x, y)  # across the line x/a + y/b = 1
    seen = np.zeros((x.size, _SAMPLES), dtype=np.bool_)
    for offset in (-1.0, 0.0, 1.0):
        px = np.clip(np.rint(x[:, None] * (1 - along) + offset * normal[0][:, None]), 0, width - 1).astype(np.intp)
        py = np.clip(np.rint(y[:, None] * along + offset * normal[1][:, None]), 0, height - 1).astype(np.intp)
        u, v = across[py, px], down[py, px]
        fall = np.abs(u * normal[0][:, None] + v * normal[1][:, None])
        seen |= (fall >= _FALL) & (fall >= _SQUARE_ON * np.hypot(u, v))
    ends = round(_ENDS * _SAMPLES)
    whole = (seen[:, :ends].mean(axis=1) >= 0.5) & (seen[:, -ends:].mean(axis=1) >= 0.5)
    share = np.where(whole, seen.mean(axis=1), 0)
    best = int(share.argmax())
    return (int(x[best]) + 1, int(y[best]) + 1) if share[best] >= _ALONG else None
