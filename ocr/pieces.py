"""Ink, and the connected pieces of it: what lies where, how large, as OpenCV counts it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Labels = NDArray[Any]
"""Whole numbers of sixteen or thirty-two bits."""
Stats = NDArray[np.int32]
Column = NDArray[np.int32]
Places = NDArray[np.float64]

_INK = (90, 200)
"""Where ink may end. On a two-level picture the method itself answers 0."""


def ink_level(grey: NDArray[np.uint8]) -> int:
    """The level up to which *grey* is ink, by Otsu's method."""
    level, _ = cv2.threshold(grey[::2, ::2], 0, 255, cv2.THRESH_OTSU)
    return int(np.clip(level, *_INK))


def pieces(ink: NDArray[np.uint8]) -> tuple[Labels, Stats]:
    """(the number of the piece at each pixel, one row of left, top, width, height, area a piece).

    Number 0 and its row are the paper. Sixteen bits hold the pieces of any page that is not dust all over, and
    OpenCV measures them three times as fast.
    """
    try:
        _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_16U)
    except cv2.error:  # more pieces than sixteen bits can number
        _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    return np.asarray(labels), np.asarray(stats, dtype=np.int32)


@dataclass(frozen=True)
class Pieces:
    """Connected pieces of ink by number, and where each lies; number 0 is the paper, all zero."""

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
    def centre(self) -> Places:
        """Across."""
        return self.left + self.width / 2

    @cached_property
    def middle(self) -> Places:
        """Down."""
        return self.top + self.height / 2


Columns = tuple[Labels, Column, Column, Column, Column, Column]


def columns_of(ink: NDArray[np.uint8]) -> Columns:
    """What `Pieces` of *ink* are made of."""
    labels, stats = pieces(ink)
    stats[0] = 0
    left, top, width, height, area = (np.ascontiguousarray(column) for column in stats.T)
    return labels, left, top, width, height, area
