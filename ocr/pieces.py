"""Connected pieces of ink: what lies where, how large, as OpenCV counts it."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Labels = NDArray[Any]
"""Whole numbers of sixteen or thirty-two bits."""
Stats = NDArray[np.int32]


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
