"""Cutting the lines of a page into strips, so that a line recogniser sees one line and little else.

An engine's box for a line may clip the marks over capitals ("Ộ", "Ẫ") or take in the tops of the next line. So the ink
itself is asked: every connected piece belongs to the line it stands in, a strip reaches as far as its line's pieces do,
and pieces of other lines in it are made paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.lines.inked import Inked, inked
from ocr.pieces import Column
from ocr.prepare.placement import PAPER, Grey
from pipeline.model.geometry import Box

_MARGIN = 0.12
"""Of the letters' height, above and below; twice that at the ends."""
_LEAST_MARGIN = 2
_ABOVE, _BELOW = 1.05, 0.85
"""How far from its middle, in heights of its letters, a line may own ink: marks stacked over a capital, dots under letters."""
_OVER, _UNDER = 1.1, 0.95
"""How far from its middle a strip may reach at most."""
_LARGE = 2.2
"""Pieces taller than this many letters are none: seals, frames, strokes of a pen. They belong to nobody and stay."""
_DUST = 0.08
"""Side, in heights, of a piece too small to stretch a strip: smaller than the dot of an i."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip, where its top left corner lies on the page, and the rows of the page its line takes up."""

    grey: Grey = field(repr=False)
    left: int
    top: int
    line: tuple[int, int]

    def box(self, left: float, right: float) -> Box:
        """What lies between two columns of the strip, on the page."""
        start = self.left + max(0, int(left))
        end = max(start, min(self.left + self.grey.shape[1], self.left + round(right)))
        return Box(start, self.line[0], end, self.line[1])


@dataclass(frozen=True, slots=True)
class _Core:
    """A line by its letters: the row through their middle, and how tall they usually are."""

    left: int
    right: int
    middle: float
    height: float


def strips_of(grey: Grey, boxes: Sequence[Box], wanted: Sequence[int] | None = None) -> list[Strip]:
    """One strip for each of *boxes*, the lines of the upright page *grey*; only for those numbered in *wanted*, if given."""
    numbers = range(len(boxes)) if wanted is None else wanted
    if not numbers:
        return []
    page = inked(grey)
    cores = [_core(page, box) for box in boxes]
    owner = _owners(page, cores)
    return [_strip(grey, page, owner, number, cores[number]) for number in numbers]


def strip(grey: Grey, box: Box) -> Grey:
    """The one line in *box* of the upright page *grey*, with a margin, ink of its neighbours made paper."""
    return strips_of(grey, [box])[0].grey


def _core(page: Inked, box: Box) -> _Core:
    """By the pieces whose middle lies in *box*; the box's own when there are too few."""
    width, height = page.width, page.height
    across, down = page.centre, page.middle
    inside = (across >= box.left) & (across <= box.right) & (down >= box.top) & (down <= box.bottom)
    inside &= (height <= 1.1 * box.height) & (height > 0.2 * box.height) & (width < 6 * box.height)
    if np.count_nonzero(inside) < 3:
        return _Core(box.left, box.right, (box.top + box.bottom) / 2, 0.8 * box.height)
    tall = float(np.percentile(height[inside], 75))
    order = np.argsort(down[inside])
    weight = np.cumsum(width[inside][order])
    row = float(down[inside][order][np.searchsorted(weight, weight[-1] / 2)])
    return _Core(box.left, box.right, row, tall)


def _owners(page: Inked, cores: Sequence[_Core]) -> Column:
    """The line each piece belongs to, by number; -1 for none."""
    across, down = page.centre, page.middle
    owner = np.full(len(across), -1, dtype=np.int32)
    nearest = np.full(len(across), np.inf)
    for number, core in enumerate(cores):
        near = (across >= core.left - core.height) & (across <= core.right + core.height)
        near &= page.height <= _LARGE * core.height
        near &= (down >= core.middle - _ABOVE * core.height) & (down <= core.middle + _BELOW * core.height)
        away = np.abs(down - core.middle) / core.height
        away += np.maximum(0, np.maximum(core.left - across, across - core.right)) / core.height
        better = near & (away < nearest)
        owner[better], nearest[better] = number, away[better]
    owner[0] = -1
    return owner


def _strip(grey: Grey, page: Inked, owner: Column, number: int, core: _Core) -> Strip:
    height, width = grey.shape
    mine = (owner == number) & (page.area > max(3, (_DUST * core.height) ** 2))
    left, top, right, bottom = _extent(page, mine, core)
    margin = max(_LEAST_MARGIN, round(core.height * _MARGIN))
    rows = slice(max(0, top - margin), min(height, bottom + margin))
    columns = slice(max(0, left - 2 * margin), min(width, right + 2 * margin))
    cut = grey[rows, columns].copy()
    whose = owner[page.labels[rows, columns]]
    foreign = ((whose >= 0) & (whose != number)).astype(np.uint8)
    if foreign.any():  # with the soft edge of the strokes
        cut[cv2.dilate(foreign, np.ones((3, 3), np.uint8)).astype(bool) & (whose != number)] = PAPER
    return Strip(cut, columns.start, rows.start, (max(0, top), min(height, bottom)))


def _extent(page: Inked, mine: NDArray[np.bool_], core: _Core) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the line's own ink, no further from its middle than marks can be."""
    if not mine.any():
        half = core.height / 2
        return core.left, round(core.middle - half), core.right, round(core.middle + half)
    top = max(int(page.top[mine].min()), round(core.middle - _OVER * core.height))
    bottom = min(int(page.bottom[mine].max()), round(core.middle + _UNDER * core.height))
    left, right = min(core.left, int(page.left[mine].min())), max(core.right, int(page.right[mine].max()))
    return left, top, right, max(top + 1, bottom)
