"""Underlines and writing lines taken away, letters that stand on or cross them left whole.

A table keeps its rules: Tesseract finds the columns by them, and without them it read 40 % of the rows of generated
tables out of order.
"""

import cv2
import numpy as np

from ocr.prepare.placement import PAPER, Grey, Mask

_ACROSS = 8.0
_DOWN = 10.0
"""Millimetres. No stroke of a letter up to 20 points is as long."""
_FEW_CELLS = 24
_THICKEST = 0.75
"""Millimetres. What is thicker is a bar or a big letter."""


def without_rules(grey: Grey, ink: Mask, dpi: int) -> tuple[Grey, Mask]:
    """(*grey*, *ink*) without underlines and writing lines. *ink* is 1 on 0; both inputs stay as they were."""
    millimetre = dpi / 25.4
    thickest = max(2, round(_THICKEST * millimetre))
    rules = _rules(ink, round(_ACROSS * millimetre), thickest)
    if not rules.any() or _in_a_table(ink, millimetre):
        return grey, ink
    letters = ink & (1 - rules)
    halo = cv2.dilate(rules, np.ones((3, 3), np.uint8)) & (1 - letters)
    cleared = grey.copy()
    cleared[halo.astype(bool)] = PAPER
    return cleared, np.asarray(letters, dtype=np.uint8)


def _in_a_table(ink: Mask, millimetre: float) -> bool:
    """Whether the page has upright rules: then its level ones belong to a table."""
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((round(_DOWN * millimetre), 1), np.uint8))
    return int(np.count_nonzero(down[::4, ::4])) > _FEW_CELLS


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
