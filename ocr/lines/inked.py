"""The ink of a prepared page in connected pieces: what lines are found by and cut along."""

from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.pieces import Labels, pieces
from ocr.prepare.placement import Grey, Mask

_INK = (90, 200)
"""Where ink may end. On a two-level picture the method itself answers 0."""
_SMALLEST, _TALLEST = 5, 160
"""Pixels; heights of pieces that may be letters at any resolution prepared pages have."""

Column = NDArray[np.int32]


@dataclass(frozen=True)
class Inked:
    """Pieces of ink by number, and where each lies. Number 0 is the paper."""

    ink: Mask = field(repr=False)
    labels: Labels = field(repr=False)
    left: Column = field(repr=False)
    top: Column = field(repr=False)
    width: Column = field(repr=False)
    height: Column = field(repr=False)
    area: Column = field(repr=False)

    @cached_property
    def right(self) -> Column:
        return self.left + self.width

    @cached_property
    def bottom(self) -> Column:
        return self.top + self.height

    @cached_property
    def letter(self) -> float:
        """Usual height of a letter: the middle one, when wide pieces count for more than dots. 0 without any."""
        fit = (self.height >= _SMALLEST) & (self.height <= _TALLEST) & (self.width < 4 * self.height)
        fit &= self.width * 6 > self.height  # no strokes of a frame
        fit[0] = False
        if np.count_nonzero(fit) < 5:
            return 0.0
        order = np.argsort(self.height[fit])
        heights, weights = self.height[fit][order], np.cumsum(self.area[fit][order])
        return float(heights[np.searchsorted(weights, weights[-1] / 2)])


def inked(grey: Grey) -> Inked:
    """*grey* split into ink and paper, and the ink into pieces."""
    level, _ = cv2.threshold(grey[::2, ::2], 0, 255, cv2.THRESH_OTSU)
    ink = np.asarray(grey <= np.clip(level, *_INK), dtype=np.uint8)
    labels, stats = pieces(ink)
    stats[0] = 0
    return Inked(ink, labels, *(np.ascontiguousarray(column) for column in stats.T))
