"""What an office and a hand leave on a paper beside its words: seals (con dấu) and signatures.

Both are looked for on the page as scanned. They say *that* somebody sealed or signed, never who: whether a paper that
must be signed bears ink where people sign.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from ocr.pieces import ink_level, pieces
from ocr.prepare.cells import in_cells
from ocr.prepare.placement import Grey, Mask
from pipeline.model.geometry import Box
from pipeline.model.reading import Line

_SEARCH_DPI = 100
_READ = 0.5
"""Words less sure than this may be somebody's scribble; they hide no ink."""
_RED = 30
_TOGETHER = 2.5
"""Millimetres between strokes of one signature."""
_WIDTH, _HEIGHT = (9.0, 90.0), (4.0, 45.0)
_STROKE = 6.0
"""Millimetres across the largest connected stroke of a signature: print has no piece so wide."""
_INKED = (0.012, 0.30)
"""Share of a signature's box that is ink: less is dust, more is a picture or a stamp."""
_RULE = 14.0
_SIGNED_BELOW = 0.25
"""Share of the upright page above which nobody signs."""
_ROUND = (28.0, 48.0)
"""Millimetres. What is as high as wide and of this size is a copied seal."""


def seal_boxes(seals: Sequence[tuple[float, float, float]], dpi: int, width: int, height: int) -> tuple[Box, ...]:
    """*seals* as `find_seals` gives them (x, y, radius in millimetres) as boxes in pixels of the page, cut at its edges."""
    scale = dpi / 25.4
    return tuple(
        Box(
            max(0, round((x - radius) * scale)),
            max(0, round((y - radius) * scale)),
            min(width, round((x + radius) * scale)),
            min(height, round((y + radius) * scale)),
        )
        for x, y, radius in seals
    )


def signatures_on(pixels: Grey, dpi: int, quarter_turns: int, lines: Sequence[Line]) -> tuple[Box, ...]:
    """Boxes of ink that no word of *lines* accounts for and that is shaped like somebody's signature.

    *pixels* (grey or RGB), *lines* and the answer lie on the page as scanned; it stands upright after *quarter_turns*.
    """
    side = max(1, round(dpi / _SEARCH_DPI))
    small = in_cells(pixels, side)
    millimetre = dpi / side / 25.4
    ink = _ink_of(small)
    for line in lines:
        for word in line.words:
            if word.confidence >= _READ:
                box = word.box
                ink[box.top // side : box.bottom // side + 1, box.left // side : box.right // side + 1] = 0
    found = list(_clusters(_without_rules(ink, millimetre), millimetre))
    upper = [box for box in found if _is_low(box, ink.shape, quarter_turns)]
    return tuple(Box(*(edge * side for edge in (box.left, box.top, box.right, box.bottom))) for box in upper)


def _ink_of(small: Grey) -> Mask:
    if small.ndim == 2:
        return np.asarray(small <= ink_level(small), dtype=np.uint8)
    red, green, blue = cv2.split(small)
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    reddish = cv2.subtract(red, cv2.max(green, blue)) > _RED
    return np.asarray((grey <= ink_level(grey)) & ~reddish, dtype=np.uint8)


def _without_rules(ink: Mask, millimetre: float) -> Mask:
    length = round(_RULE * millimetre)
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    rules = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    return np.asarray(cv2.subtract(ink, rules), dtype=np.uint8)


def _clusters(ink: Mask, millimetre: float) -> Iterator[Box]:
    _, strokes = pieces(ink)
    reach = round(_TOGETHER * millimetre) | 1
    near = np.asarray(cv2.dilate(ink, np.ones((reach, reach), np.uint8)), dtype=np.uint8)
    labels, groups = pieces(near)
    wide = np.zeros(len(groups), dtype=np.bool_)
    for x, y, w, h, _ in strokes[1:][strokes[1:, 2] >= _STROKE * millimetre].tolist():
        inside = labels[y : y + h, x : x + w]
        wide[np.bincount(inside[ink[y : y + h, x : x + w] > 0]).argmax()] = True
    amount = np.bincount(labels[ink > 0], minlength=len(groups))
    half = reach // 2
    for name in np.flatnonzero(wide):
        x, y, w, h, _ = groups[name].tolist()
        box = Box(x + half, y + half, max(x + half + 1, x + w - half), max(y + half + 1, y + h - half))
        if name and _is_signature(box, int(amount[name]), millimetre):
            yield box


def _is_signature(box: Box, ink: int, millimetre: float) -> bool:
    width, height = box.width / millimetre, box.height / millimetre
    if not (_WIDTH[0] <= width <= _WIDTH[1] and _HEIGHT[0] <= height <= _HEIGHT[1]):
        return False
    if _ROUND[0] <= width <= _ROUND[1] and _ROUND[0] <= height <= _ROUND[1]:
        return False
    return _INKED[0] <= ink / box.area <= _INKED[1]


def _is_low(box: Box, shape: tuple[int, ...], quarter_turns: int) -> bool:
    upright = box.turned(quarter_turns, shape[1], shape[0])
    return upright.top > _SIGNED_BELOW * (shape[1] if quarter_turns % 2 else shape[0])
