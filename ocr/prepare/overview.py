"""A small two-level picture of the page, for everything that needs no detail: which way up, how askew, how large."""

import cv2
import numpy as np

from ocr.pieces import pieces
from ocr.prepare.placement import Grey, Mask

_LONG_SIDE = 1170
"""About 100 dpi on A4."""
_NEARLY = 0.04
"""A sheet scanned a little long, or straightened, is still A4."""
_CLEARANCE = 21
_RULE = 45
_INK = (90, 215)


def overview(grey: Grey) -> tuple[Mask, float]:
    """(ink as 1 on 0 without long rules, scale of this picture to *grey*)."""
    scale = _scale(max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((_CLEARANCE, _CLEARANCE), np.uint8))
    flat = cv2.divide(small, cv2.blur(closed, (31, 31)), scale=255)
    level, _ = cv2.threshold(flat, 0, 255, cv2.THRESH_OTSU)
    ink = (flat <= np.clip(level, *_INK)).astype(np.uint8)
    return _without_rules(ink), scale


def _scale(long_side: int) -> float:
    """To about `_LONG_SIDE`; by a whole number where one is near, because OpenCV averages whole pixels much faster."""
    times = long_side / _LONG_SIDE
    if times <= 1:
        return 1.0
    whole = round(times)
    return 1 / whole if abs(times - whole) < _NEARLY * whole else 1 / times


def _without_rules(ink: Mask) -> Mask:
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, _RULE), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((_RULE, 1), np.uint8))
    both = cv2.bitwise_or(across, down)
    rules = np.asarray(cv2.dilate(both, np.ones((3, 3), np.uint8)), dtype=np.uint8)
    return np.asarray(ink & (1 - rules), dtype=np.uint8)


def letter_height(ink: Mask) -> float:
    """Median height of what looks like letters, pixels of *ink*; 0 when there are too few to say."""
    _, stats = pieces(ink)
    width, height = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    letters = height[(height >= 4) & (height <= 80) & (width >= 3) & (width <= 3 * height)]
    return float(np.median(letters)) if letters.size >= 40 else 0.0
