"""Letters that stand level and close: every letter a bar at its middle, bars that meet are a run.

Letters of one line have their middles at nearly one height, whatever marks they carry; the bars of the next line are
far away, even where its marks touch this line's tails.
"""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.lines.inked import Inked
from ocr.pieces import Column
from pipeline.model.geometry import Box

_BAR = 0.27
"""Half a bar's thickness, in heights of its letter."""
_THINNEST = 0.2
_REACH = 0.62
"""How far a bar reaches out to either side, in heights: blanks between words of most lines are narrower than twice this."""
_LOWEST = 0.6
"""A low letter reaches as far as one of this many usual heights."""
_CELL = (2, 4)
"""Pixels, down and across, that are looked at together."""
_WORDS_APART = 0.22
"""Heights; what is narrower is the blank between two letters."""


@dataclass(frozen=True, slots=True)
class Run:
    """A line or a part of one. `height` of its usual letter, `middle` row of it."""

    members: Column
    box: Box
    height: float
    middle: float
    gap: float
    """The usual blank between words in it, 0 where there is none."""


def run_of(page: Inked, members: Column) -> Run:
    members = members[np.argsort(page.left[members], kind="stable")]
    left, top, right, bottom = (side[members] for side in (page.left, page.top, page.right, page.bottom))
    height = float(np.percentile(page.height[members], 70))
    blanks = left[1:] - np.maximum.accumulate(right)[:-1]
    words = blanks[blanks > _WORDS_APART * height]
    return Run(
        members,
        Box(int(left.min()), int(top.min()), int(right.max()), int(bottom.max())),
        height,
        float(np.median(page.middle[members])),
        float(np.median(words)) if words.size else 0.0,
    )


def runs_of(page: Inked, letters: NDArray[np.intp], usual: float) -> list[Run]:
    """*letters*, by number, in runs; *usual* is the height of most of them."""
    if not letters.size:
        return []
    owner = _met(page, letters, usual)
    order = np.argsort(owner, kind="stable")
    bounds = np.flatnonzero(np.diff(owner[order], prepend=-1, append=-1))
    return [run_of(page, letters[order[a:b]].astype(np.int32)) for a, b in pairwise(bounds)]


def _met(page: Inked, letters: NDArray[np.intp], usual: float) -> Column:
    """For each of *letters* the number of the run its bar is part of."""
    down, across = _CELL
    rows, columns = page.grey.shape[0] // down + 2, page.grey.shape[1] // across + 2
    left, width, height = page.left[letters], page.width[letters], page.height[letters]
    middle = page.middle[letters]
    half = np.maximum(_BAR * height, _THINNEST * usual)
    reach = _REACH * np.maximum(height, _LOWEST * usual)
    first, last = _cells(middle - half, down, rows), _cells(middle + half, down, rows) + 1
    start, end = _cells(left - reach, across, columns), _cells(left + width + reach, across, columns) + 1
    canvas = np.zeros((rows, columns), dtype=np.int32)
    for row, column, sign in ((first, start, 1), (first, end, -1), (last, start, -1), (last, end, 1)):
        np.add.at(canvas, (row, column), sign)
    bars = (canvas.cumsum(axis=0).cumsum(axis=1) > 0).astype(np.uint8)
    for rule in (*page.walls, *page.rules.level):
        bars[rule.top // down : rule.bottom // down + 1, rule.left // across : rule.right // across + 1] = 0
    _, labels = cv2.connectedComponents(bars, connectivity=4)
    own = labels[_cells(middle, down, rows), _cells(left + width / 2, across, columns)]
    alone = own == 0  # a rule runs through its middle
    own[alone] = labels.max() + 1 + np.arange(np.count_nonzero(alone))
    return np.asarray(own, dtype=np.int32)


def _cells(place: NDArray[np.float64], size: int, count: int) -> NDArray[np.intp]:
    return np.clip(place / size, 0, count - 2).astype(np.intp)
