"""The light on the side: too little of it, a shadow, a lamp's glare that bleached the print; and ink too pale to last."""

from collections.abc import Iterator

import cv2
import numpy as np

from ocr.faults.sharpness import sharpness
from ocr.faults.side import COARSE_CELLS, Side
from ocr.pieces import pieces
from ocr.prepare.cells import in_cells
from ocr.prepare.placement import Mask
from pipeline.model.geometry import Box

_DARK = 130
"""Level of the paper, below which the scan is too dark."""
_PALE = 0.34
"""Darkest ink of most written cells, as a share of the paper's light taken: print has 0.6 and more, worn toner 0.45."""
_FAINT, _CRISP = 14, 0.54
"""Levels of a faint edge, and its steepness (see `sharpness`) when it was printed on this side."""
_PLAIN = 0.5
"""A seal or a number that stands out shows that the rest is the other side's."""
_WRITTEN = 0.09
_CELL = 9.0
_FEWEST_CELLS = 20
_SHADE, _SHADE_SHARE = 0.64, 0.025
"""A shadow takes so much of the paper's light, over at least this share of the side."""
_BLOWN, _LIT = 251, 236
"""Glare is paper blown out to white on a side whose paper is not white."""
_GLARE_MM2 = 150.0
_GLARE_SHARE = 0.35
_FINE = 3.0
"""Millimetres of a fine cell."""
_FULL, _NONE, _PALER = 0.8, 0.15, 0.03
"""Of the usual depth of ink: print is whole, gone, and paler than a cell before."""
_STEPS, _SPOT = (2, 8), (22, 12)
"""Cells over which print fades; how far the cells around one spot are apart, across and down."""
_ONE_SIDE, _BOTH_SIDES = 4, 8
"""Lines that fade towards the spot from one side, and from both. Measured: 8 and more of 10 to 22 around spots, at most 3 of 7 elsewhere."""


def light_faults(side: Side) -> Iterator[tuple[str, Box | None]]:
    """(reference, place): ``too-dark``, ``too-pale``, ``shadow``, ``glare``."""
    if side.paper_level < _DARK:
        yield "too-dark", None
    else:
        for box in _shadows(side):
            yield "shadow", box
    if pale_print(side):
        yield "too-pale", None
    for box in _glare(side):
        yield "glare", box


def ink_depth(side: Side) -> np.ndarray:
    """By cell of 9 mm: how much of the paper's light the darkest of its ink takes, 0..1; 0 where nothing is written."""
    cell = max(4, round(_CELL * side.dpi / 25.4))
    height, width = (length // cell * cell for length in side.grey.shape)
    if not height or not width:
        return np.zeros((1, 1))
    window = np.ones((2, 2), np.uint8)
    calm = cv2.erode(cv2.dilate(side.grey[:height, :width], window), window)  # single black pixels are noise
    darkest = np.percentile(calm.reshape(height // cell, cell, width // cell, cell), 1.5, axis=(1, 3))
    paper = cv2.resize(in_cells(side.bare, 1), (width // cell, height // cell), interpolation=cv2.INTER_AREA)
    return np.asarray(np.clip(1 - darkest / np.maximum(paper, 1), 0, 1))


def pale_print(side: Side) -> bool:
    """Whether what is written is hardly darker than the paper, and sharp all the same: print that shows through is soft."""
    depth = ink_depth(side)
    written = depth[depth > _WRITTEN]
    if written.size < _FEWEST_CELLS or np.percentile(written, 75) >= _PALE or np.percentile(written, 92) >= _PLAIN:
        return False
    sharp = sharpness(side.grey, side.dpi, _FAINT)
    known = int(np.count_nonzero(~np.isnan(sharp.measured)))
    return known >= _FEWEST_CELLS and sharp.whole >= _CRISP


def _shadows(side: Side) -> Iterator[Box]:
    beside = np.asarray(cv2.dilate(side.beside, np.ones((5, 5), np.uint8)), dtype=np.uint8)
    shade = np.asarray((side.bare < _SHADE * side.paper_level), dtype=np.uint8) & (1 - beside)
    yield from _large(side, shade, _SHADE_SHARE * shade.size)


def _glare(side: Side) -> Iterator[Box]:
    """Where a lamp shone into the lens: paper blown out on a side that is not white, or print that fades away around a spot."""
    if side.paper_level <= _LIT:
        blown = np.asarray(side.coarse >= _BLOWN, dtype=np.uint8)
        joined = np.asarray(cv2.morphologyEx(blown, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)), dtype=np.uint8)
        if float(joined.mean()) <= _GLARE_SHARE:
            yield from _large(side, joined, _GLARE_MM2 * side.coarse_mm**2)
    else:
        yield from _faded_spots(side)


def _faded_spots(side: Side) -> Iterator[Box]:
    """A spot in the midst of print that fades away towards it from both sides: bleached on paper that was white before.

    Print ends from one cell to the next; only light makes it fade over several.
    """
    cell = max(3, round(_FINE * side.dpi / 25.4))
    height, width = (length // cell for length in side.grey.shape)
    if min(height, width) < 10:
        return
    cells = side.grey[: height * cell, : width * cell].reshape(height, cell, width, cell)
    depth = np.clip(1 - cells.min(axis=(1, 3)).astype(np.float32) / max(side.paper_level, 1.0), 0, 1)
    written = depth > _WRITTEN
    if np.count_nonzero(written) < _FEWEST_CELLS:
        return
    depth /= float(np.percentile(depth[written], 75))
    towards = [(row, at) for row, line in enumerate(depth) for at in _fading(line)]
    away = [(row, width - 1 - at) for row, line in enumerate(depth[:, ::-1]) for at in _fading(line)]
    for row, at in (*towards, *away):
        left, right = _around(towards, row, at), _around(away, row, at)
        if min(len(left), len(right)) >= _ONE_SIDE and len(left) + len(right) >= _BOTH_SIDES:
            rows, places = zip(*left, *right, strict=True)
            yield Box(
                int(min(places) * cell),
                min(rows) * cell,
                min(side.image.width, int(max(places) + 1) * cell),
                (max(rows) + 1) * cell,
            )
            return


def _fading(line: np.ndarray) -> Iterator[float]:
    """Where print fades away to the right over several cells, each paler than the one before, to nothing."""
    for first in np.flatnonzero(line >= _FULL):
        at = first + 1
        while at < line.size and _NONE < line[at] < min(_FULL, line[at - 1] - _PALER):
            at += 1
        if _STEPS[0] <= at - first - 1 <= _STEPS[1] and at < line.size and line[at] <= _NONE:
            yield (first + at) / 2


def _around(places: list[tuple[int, float]], row: int, at: float) -> list[tuple[int, float]]:
    return [p for p in places if abs(p[0] - row) <= _SPOT[1] and abs(p[1] - at) <= _SPOT[0]]


def _large(side: Side, mask: Mask, least: float) -> Iterator[Box]:
    _, stats = pieces(mask)
    for left, top, width, height, area in stats[1:].tolist():
        if area >= least:
            yield side.box(left, top, left + width, top + height, COARSE_CELLS)
