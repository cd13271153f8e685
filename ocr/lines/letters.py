"""How tall the letters of a page are."""

import cv2
import numpy as np

from ocr.pieces import ink_level, pieces
from ocr.prepare.placement import Grey, Mask

_LETTERS = (5, 110)
"""Heights in pixels a letter can have; preparation brings small letters to 18 and very large ones to 27."""
_LONGEST = 12
"""Widths, in heights, of letters grown together."""
_SLIMMEST = 0.15
_USUAL = 16.0
"""Of letters in a page that has none to measure."""
_SPECK = 10
"""Pixels at half size."""
_MOST = 0.7
_HALF_INK = 96


def ink_of(grey: Grey) -> Mask:
    """255 where ink is."""
    _, ink = cv2.threshold(grey, ink_level(grey), 255, cv2.THRESH_BINARY_INV)
    return np.asarray(ink, dtype=np.uint8)


def half_size(ink: Mask) -> Mask:
    """*ink* at half its size; a stroke one pixel wide is still there."""
    half = cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    _, solid = cv2.threshold(half, _HALF_INK, 255, cv2.THRESH_BINARY)
    return np.asarray(solid, dtype=np.uint8)


def letter_height(half: Mask) -> float:
    """The height of usual letters in pixels of the whole page; *half* is its ink at half size.

    Half the ink is in letters up to this height, and seven in ten of them are no taller: a code or a huge title holds
    much ink in few pieces, dust little ink in many.
    """
    _, stats = pieces(half)
    width, height, area = 2 * stats[1:, 2], 2 * stats[1:, 3], stats[1:, 4]
    letters = (height >= _LETTERS[0]) & (height <= _LETTERS[1]) & (area > _SPECK)
    letters &= (width <= _LONGEST * height) & (width > _SLIMMEST * height)
    if not letters.any():
        return _USUAL
    order = np.argsort(height[letters], kind="stable")
    tall, inked = height[letters][order], np.cumsum(area[letters][order])
    by_ink = float(tall[np.searchsorted(inked, inked[-1] / 2)])
    by_count = float(tall[int(_MOST * (tall.size - 1))])
    return min(by_ink, max(by_count, by_ink / 2))
