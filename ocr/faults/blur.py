"""Print that is not sharp: the whole side, a part of it, or smeared in one direction because something moved."""

from collections.abc import Iterator

import cv2
import numpy as np

from ocr.faults.sharpness import Field, Sharpness, middle, sharpness
from ocr.faults.side import Side, runs
from ocr.pieces import pieces
from pipeline.model.geometry import Box

_PER_MM = 3.0
"""Steepness by millimetre of paper below which print is blurred: a blur of about 0.18 mm (1.4 pixels at 200 dpi). Measured: 3.4
and more on every sharp scan, 3.1 and more on the most worn paper that is still read without loss."""
_PER_PIXEL = 0.42
"""And by pixel: a coarse scan may be as sharp as its dots allow, and is told for its dots."""
_FEWEST_CELLS = 6
_SMEAR, _SMEARED_PER_MM = 0.66, 3.2
"""Steepness one way over the other way, and by millimetre, where something moved."""
_STILL = 0.8
"""Sharp the other way: not out of focus."""
_EDGE, _SAME, _KEPT = 40, 14, 0.85
_EDGES, _COLUMNS, _ACROSS = 56, 16, 0.6
_STUCK, _BEYOND, _RULES = 4.0, 2.5, 0.5
"""Millimetres of standing still; how far beyond it edges must have ended, and how many of them may go on."""
_BREADTH = 2
_PART = 10
"""Cells of 9 mm that make a blurred part."""
_DULLER = 0.62
"""And against the page's sharper print."""


def blur_faults(side: Side, sharp: Sharpness) -> Iterator[tuple[str, Box | None]]:
    """(reference, place): ``smeared``, ``blurred``."""
    limit = min(_PER_PIXEL, _PER_MM * 25.4 / side.dpi)
    measured = sharp.measured
    known = int(np.count_nonzero(~np.isnan(measured)))
    if known < _FEWEST_CELLS:
        return
    along, down = middle(sharp.along), middle(sharp.down)
    if _smeared(along, down, side.dpi):
        yield "smeared", None
    elif sharp.whole < limit:
        yield "blurred", None
    else:
        yield from _parts(side, sharp, limit)


def _smeared(along: float, down: float, dpi: float) -> bool:
    less, more = sorted((along, down))
    return less < _SMEAR * more and less < _SMEARED_PER_MM * 25.4 / dpi


def _parts(side: Side, sharp: Sharpness, limit: float) -> Iterator[tuple[str, Box | None]]:
    """A part that is dull while the rest is sharp."""
    best = float(np.nanpercentile(sharp.measured, 75))
    for reference, field, other in (
        ("blurred", sharp.measured, None),
        ("smeared", sharp.along, sharp.down),
        ("smeared", sharp.down, sharp.along),
    ):
        dull = _filled(field) < min(limit, _DULLER * best)
        if other is not None:
            dull &= other > _STILL * best
        joined = cv2.morphologyEx(dull.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
        labels, stats = pieces(np.asarray(joined, dtype=np.uint8))
        for name, (left, top, width, height, _) in enumerate(stats[1:].tolist(), start=1):
            if min(width, height) >= _BREADTH and np.count_nonzero(dull & (labels == name)) >= _PART:
                yield reference, _cells(side, sharp.cell, left, top, left + width, top + height)
                return


def _cells(side: Side, cell: int, left: int, top: int, right: int, bottom: int) -> Box:
    width, height = side.image.width, side.image.height
    return Box(left * cell, top * cell, min(width, right * cell), min(height, bottom * cell))


def _filled(field: Field) -> Field:
    """Cells without print are as sharp as can be: they neither join nor make a dull part."""
    return np.where(np.isnan(field), np.float32(1.0), field)


def stuck_rows(side: Side) -> Iterator[Box]:
    """Where the sheet stood still in the feeder: the same row of print over and over, right across the side.

    A bar code looks so too, but not over half the width; the rules of a table are too few.
    """
    for turned in (False, True):
        grey = np.ascontiguousarray(side.small.T) if turned else side.small
        edges = cv2.absdiff(grey[:, 1:], grey[:, :-1]) > _EDGE
        same = cv2.absdiff(grey[1:], grey[:-1]) <= _SAME
        kept = (edges[1:] & same[:, 1:]).sum(axis=1) >= _KEPT * np.maximum(edges[1:].sum(axis=1), 1)
        across = np.stack([part.any(axis=1) for part in np.array_split(edges[1:], _COLUMNS, axis=1)]).mean(axis=0)
        many = edges[1:].sum(axis=1) >= _EDGES
        for first, last in runs(kept & many & (across >= _ACROSS)):
            if last - first >= _STUCK * side.mm and not _go_on(edges[1:], first, last, round(_BEYOND * side.mm)):
                width, height = grey.shape[1], grey.shape[0]
                box = (first, 0, last, width) if turned else (0, first, width, min(height, last + 1))
                yield side.box(*box)
                return


def sharpness_of(side: Side) -> Sharpness:
    """Of the sheet: what lies beside it, and its own edge, are no print."""
    sharp = sharpness(side.grey, side.dpi)
    if not side.beside.any():
        return sharp
    height, width = sharp.along.shape
    near = cv2.dilate(side.beside, np.ones((5, 5), np.uint8))
    cells = cv2.resize(near.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
    return sharp.without(cells > 0)


def _go_on(edges: np.ndarray, first: int, last: int, beyond: int) -> bool:
    """Whether most edges of rows *first* to *last* go on above or below: then they are the rules of a table."""
    here = edges[first:last].mean(axis=0) > 0.5
    for row in (first - beyond, last + beyond):
        if 1 <= row < len(edges) - 1:
            there = cv2.dilate(
                edges[row - 1 : row + 2].any(axis=0).astype(np.uint8).reshape(1, -1), np.ones((1, 3), np.uint8)
            )[0]
            if there[here].mean() >= _RULES:
                return True
    return False
