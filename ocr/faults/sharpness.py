"""How sharp the print is: by how steeply ink begins, cell by cell, along the rows and down the columns.

Steepness is the largest step between neighbouring pixels over the whole difference nearby: 1 when ink begins within one
pixel, about 0.55 on a good scan, 1 / length where something moved. It depends neither on the type nor on how black it is.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.prepare.placement import Grey

_REACH = 1.2
"""Millimetres within which an edge begins and ends."""
_CONTRAST = 48
"""Levels; paler edges are show-through, shadow or the paper's own pattern."""
_CELL = 9.0
"""Millimetres."""
_FEWEST = 30
"""Edge pixels in a cell, or it says nothing."""
_BAND = 2
"""Of so many bands of rows one is measured: print does not change between."""

Field = NDArray[np.float32]


@dataclass(frozen=True)
class Sharpness:
    """Steepness by cell of `cell` pixels of the page: of edges met along a row, and down a column; NaN where there are none."""

    along: Field
    down: Field
    cell: int

    @property
    def measured(self) -> Field:
        """Both together: the mean of what there is; the duller where one is missing."""
        both = np.where(np.isnan(self.along), self.down, np.where(np.isnan(self.down), self.along, 0))
        either = np.isnan(self.along) | np.isnan(self.down)
        return np.where(either, both, (self.along + self.down) / 2).astype(np.float32)

    def without(self, elsewhere: NDArray[np.bool_]) -> "Sharpness":
        """The same where *elsewhere*, by cell, is not set."""
        return Sharpness(
            np.where(elsewhere, np.nan, self.along).astype(np.float32),
            np.where(elsewhere, np.nan, self.down).astype(np.float32),
            self.cell,
        )

    @property
    def whole(self) -> float:
        """Of the page: the median cell; NaN on a page without print."""
        return middle(self.measured)


def middle(field: Field) -> float:
    """The median of what was measured; NaN when nothing was."""
    known = field[~np.isnan(field)]
    return float(np.median(known)) if known.size else float("nan")


def sharpness(grey: Grey, dpi: float, contrast: int = _CONTRAST) -> Sharpness:
    """Measure the edges of *grey* that are of more than *contrast* levels."""
    reach = max(3, round(_REACH * dpi / 25.4) | 1)
    cell = max(8, round(_CELL * dpi / 25.4))
    high = max(1, cell // _BAND)
    along, down = [], []
    for top in range(0, max(1, grey.shape[0] - high + 1), cell):
        band = grey[top : top + high]
        along.append(_steepness(band, reach, cell, contrast, across=True))
        down.append(_steepness(band, reach, cell, contrast, across=False))
    return Sharpness(np.stack(along), np.stack(down), cell)


def _steepness(band: Grey, reach: int, cell: int, contrast: int, *, across: bool) -> Field:
    """Mean steepness of the edges of one *band*, by cell."""
    window = np.ones((1, reach) if across else (reach, 1), np.uint8)
    difference = cv2.subtract(cv2.dilate(band, window), cv2.erode(band, window))
    step = np.zeros_like(band)
    if across:
        cv2.absdiff(band[:, 1:], band[:, :-1], step[:, 1:])
    else:
        cv2.absdiff(band[1:], band[:-1], step[1:])
    steepest = cv2.dilate(step, window)
    edge = np.asarray((difference > contrast) & (steepest * 2 > difference // 4), dtype=np.uint8)
    share = cv2.divide(steepest, difference, scale=200)
    width = max(1, band.shape[1] // cell)
    count = np.add.reduceat(cv2.reduce(edge, 0, cv2.REDUCE_SUM, dtype=cv2.CV_32S)[0], np.arange(width) * cell)
    total = cv2.reduce(cv2.multiply(share, edge), 0, cv2.REDUCE_SUM, dtype=cv2.CV_32S)[0]
    summed = np.add.reduceat(total, np.arange(width) * cell)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(count >= _FEWEST, summed / np.maximum(count, 1) / 200, np.nan).astype(np.float32)
