"""What lies over the sheet and does not belong to it: fingers, a hand, a clip, reaching in from the edge."""

from collections.abc import Iterator

import cv2
import numpy as np

from ocr.faults.side import COARSE_CELLS, Side, closed
from ocr.pieces import pieces
from ocr.prepare.cells import in_cells
from ocr.prepare.placement import Mask
from pipeline.model.geometry import Box

_CLEARANCE = 7
"""Millimetres: print is closed away."""
_DARKER = 0.84
_WARMER = 26
"""Red over blue, more than the paper has: skin."""
_LEAST_MM2 = 70.0
_DEEP = 7.0
_ALONG = (6.0, 110.0)
"""Millimetres along the rim: from a finger's or a clip's width to a hand's."""
_FILL = (0.56, 0.93)
"""Share of its frame: less is a seal, a line or a folded corner, more is a card, a label or a picture laid to the edge."""
_SQUARE_FROM = 35.0
_SHEETS = 0.4


def intruders(side: Side) -> Iterator[Box]:
    """Boxes of things that reach over the sheet."""
    mask = _foreign(side)
    if float(mask.mean()) > _SHEETS:
        return
    labels, stats = pieces(mask)
    for name, (left, top, width, height, area) in enumerate(stats[1:].tolist(), start=1):
        fits = _fits(left, top, width, height, area, mask.shape, side.coarse_mm)
        if fits and side.has_an_edge(labels == name):
            yield side.box(left, top, left + width, top + height, COARSE_CELLS)


def _foreign(side: Side) -> Mask:
    """Of `coarse`: what is not paper, print taken away: darker than paper, or of the colour of skin."""
    bare = closed(side.coarse, _CLEARANCE * side.coarse_mm)
    foreign = np.asarray(bare < _DARKER * side.paper_level, dtype=np.uint8)
    if side.colours.ndim == 3:
        coarse = in_cells(side.colours, COARSE_CELLS)
        red, blue = (closed(np.ascontiguousarray(coarse[..., n]), _CLEARANCE * side.coarse_mm) for n in (0, 2))
        warmth = red.astype(np.int16) - blue
        foreign |= np.asarray(warmth - np.median(warmth) > _WARMER, dtype=np.uint8)
    return np.asarray(cv2.morphologyEx(foreign, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), dtype=np.uint8)


def _fits(left: int, top: int, width: int, height: int, area: int, shape: tuple[int, ...], mm: float) -> bool:
    """Reaches in from one side, as wide as a finger or a hand; neither a border nor a folded corner nor a card."""
    high, wide = shape
    rims = {"left": left <= 1, "right": left + width >= wide - 1, "top": top <= 1, "bottom": top + height >= high - 1}
    if area < _LEAST_MM2 * mm**2 or not any(rims.values()):
        return False
    if (rims["left"] and rims["right"]) or (rims["top"] and rims["bottom"]):
        return False
    sideways = rims["left"] or rims["right"]
    if sideways and (rims["top"] or rims["bottom"]):
        return False  # a corner: folded, or the wedge beside a sheet that lies askew
    along, deep = (height, width) if sideways else (width, height)
    if not _ALONG[0] * mm <= along <= _ALONG[1] * mm or deep < _DEEP * mm or deep < 0.25 * along:
        return False
    fill = area / (width * height)
    square = fill > _FILL[1] - 0.08 and min(width, height) > _SQUARE_FROM * mm
    return _FILL[0] <= fill <= (_FILL[1] if deep > 12 * mm else 1.0) and not square
