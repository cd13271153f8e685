"""Table rules and underlines taken away, letters that stand on or cross them left whole."""

import cv2
import numpy as np

from ocr.prepare.placement import PAPER, Grey, Mask

_ACROSS = 8.0
_DOWN = 10.0
"""Millimetres. No stroke of a letter up to 20 points is as long."""
_THICKEST = 0.75
"""Millimetres. What is thicker is a bar or a big letter."""


def without_rules(grey: Grey, ink: Mask, dpi: int) -> tuple[Grey, Mask, int]:
    """(*grey*, *ink* without rules, how many pixels they had). *ink* is 1 on 0; both inputs stay as they were."""
    millimetre = dpi / 25.4
    thickest = max(2, round(_THICKEST * millimetre))
    across = _rules(ink, round(_ACROSS * millimetre), thickest)
    down = _rules(np.ascontiguousarray(ink.T), round(_DOWN * millimetre), thickest).T
    rules = np.ascontiguousarray(across | down)
    count = int(np.count_nonzero(rules))
    if not count:
        return grey, ink, 0
    letters = ink & (1 - rules)
    halo = cv2.dilate(rules, np.ones((3, 3), np.uint8)) & (1 - letters)
    cleared = grey.copy()
    cleared[halo.astype(bool)] = PAPER
    return cleared, np.asarray(letters, dtype=np.uint8), count


def _rules(ink: Mask, length: int, thickest: int) -> Mask:
    """Horizontal rules at least *length* long, less the places where a stroke passes through them."""
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    if not runs.any():
        return np.zeros_like(ink)
    bars = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((thickest + 1, 1), np.uint8))
    runs = runs & (1 - cv2.dilate(bars, np.ones((thickest, 3), np.uint8)))
    strokes = ink & (1 - runs)
    reach = thickest + 1
    column = np.ones((reach, 1), np.uint8)
    above = cv2.dilate(strokes, column, anchor=(0, reach - 1))
    below = cv2.dilate(strokes, column, anchor=(0, 0))
    return np.asarray(runs & (1 - (above & below)), dtype=np.uint8)
