"""A small two-level picture of the page, for everything that needs no detail: which way up, how askew, how large."""

import cv2
import numpy as np

from ocr.prepare.placement import Grey, Mask

_LONG_SIDE = 1170
"""About 100 dpi on A4."""
_CLEARANCE = 21
_RULE = 45
_INK = (90, 215)


def overview(grey: Grey) -> tuple[Mask, float]:
    """(ink as 1 on 0 without long rules, scale of this picture to *grey*)."""
    scale = min(1.0, _LONG_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((_CLEARANCE, _CLEARANCE), np.uint8))
    flat = cv2.divide(small, cv2.blur(closed, (31, 31)), scale=255)
    level, _ = cv2.threshold(flat, 0, 255, cv2.THRESH_OTSU)
    ink = (flat <= np.clip(level, *_INK)).astype(np.uint8)
    return _without_rules(ink), scale


def _without_rules(ink: Mask) -> Mask:
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, _RULE), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((_RULE, 1), np.uint8))
    both = cv2.bitwise_or(across, down)
    rules = np.asarray(cv2.dilate(both, np.ones((3, 3), np.uint8)), dtype=np.uint8)
    return np.asarray(ink & (1 - rules), dtype=np.uint8)


def letter_height(ink: Mask) -> float:
    """Median height of what looks like letters, pixels of *ink*; 0 when there are too few to say."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    width, height = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    letters = height[(height >= 4) & (height <= 80) & (width >= 3) & (width <= 3 * height)]
    return float(np.median(letters)) if letters.size >= 40 else 0.0
