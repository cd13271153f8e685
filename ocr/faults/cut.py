"""Edges that are missing: print, rules or a frame run into the rim of the picture.

No office machine prints within 3 mm of the paper's edge, so what reaches the rim was cut off. Seals set across the edge
(giáp lai), shadows along it, lined paper and what lies beside the sheet reach it by right.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from ocr.faults.rims import rim_box
from ocr.faults.side import Side, runs
from ocr.pieces import pieces
from ocr.prepare.placement import Mask
from pipeline.model.geometry import Box

NAMES = ("left", "top", "right", "bottom")
"""In the order in which `np.rot90` brings the sides to the left."""
_REACH = 0.7
"""Millimetres from the rim that still are at it."""
_STROKE = (0.5, 12.0)
_INWARD = 0.7
_GOES_ON = 12.0
_INK_GOES_ON = 0.06
"""Behind a cut letter its line goes on: so much of the strip of this length is ink."""
_LINE_GAP = 1.0
_LINES, _SPAN = 3, 9.0
_SEAL = 48.0
"""Millimetres: a black copy of a seal across the edge touches it no longer than this."""
_LETTERS, _WORDS = 7, 22.0
_MARGIN = 4.0
"""Millimetres of the paper's edge that office machines leave bare."""
_MANY_LINES, _MANY_LINES_MM = 8, 60.0
_MANY_LETTERS, _MANY_LETTERS_MM = 24, 130.0
_TYPE = 2.3
"""Millimetres, median height of what is no banner."""
_RULE = 22.0
_RULES, _APART = 2, 3.5


@dataclass(frozen=True, slots=True)
class _Touch:
    """A piece of ink at the rim: from `first` to before `last` along it, `depth` deep, in pixels of `small`."""

    first: int
    last: int
    depth: int


def cut_edges(side: Side, *, upright_rows: bool = True) -> Iterator[tuple[str, Box]]:
    """(reference, place): ``cut-edge-left``, ``-top``, ``-right``, ``-bottom``, as the page lies in the picture.

    *upright_rows*: lines of print run across the picture rather than down it.
    """
    ink = _ink_of_print(side)
    height, width = ink.shape
    black = side.colours.ndim == 2
    for quarter, name in enumerate(NAMES):
        turned = np.ascontiguousarray(np.rot90(ink, quarter))
        across = (quarter % 2 == 0) == upright_rows
        place = _cut_lines(turned, side.mm, black) if across else _cut_letters(turned, side.mm, black)
        place = place or _cut_rules(turned, side.mm) or (None if black else _no_margin(turned, side.mm, across))
        if place is not None:
            first, last = place
            yield f"cut-edge-{name}", rim_box(side, quarter, first, last, round(9 * side.mm), width, height)


def _ink_of_print(side: Side) -> Mask:
    """Ink that is neither red nor beside the sheet."""
    height, width = side.small.shape
    outer = cv2.dilate(side.beside, np.ones((3, 3), np.uint8))
    beside = np.asarray(cv2.resize(outer, (width, height), interpolation=cv2.INTER_NEAREST), dtype=np.uint8)
    red = np.asarray(cv2.dilate(side.red, np.ones((3, 3), np.uint8)), dtype=np.uint8)
    return np.asarray(side.ink & (1 - red) & (1 - beside), dtype=np.uint8)


def _touches(ink: Mask, mm: float) -> list[_Touch]:
    """Pieces of ink at the left rim of *ink* that look like letters, along it."""
    deep = round((_STROKE[1] + 2) * mm)
    _, stats = pieces(np.ascontiguousarray(ink[:, :deep]))
    found = []
    for left, top, width, height, area in stats[1:].tolist():
        fits = _STROKE[0] * mm <= height <= _STROKE[1] * mm and area >= 4
        if left <= _REACH * mm and fits and left + width >= _INWARD * mm + left:
            found.append(_Touch(top, top + height, left + width))
    return sorted(found, key=lambda touch: touch.first)


def _cut_lines(ink: Mask, mm: float, black: bool) -> tuple[int, int] | None:
    """Lines of print that run into the left rim: (first, last) row, when there are enough."""
    reach = round(_GOES_ON * mm)
    cut = [t for t in _touches(ink, mm) if float(ink[t.first : t.last, 2:reach].mean()) >= _INK_GOES_ON]
    rows = np.zeros(ink.shape[0] + 1, dtype=np.int8)
    for touch in cut:
        rows[touch.first : touch.last + round(_LINE_GAP * mm)] = 1
    lines = [(a, b) for a, b in runs(rows) if b - a <= 1.5 * _STROKE[1] * mm]
    if len(lines) < _LINES:
        return None
    first, last = lines[0][0], min(lines[-1][1], ink.shape[0])
    return (first, last) if last - first >= (_SEAL if black else _SPAN) * mm else None


def _cut_letters(ink: Mask, mm: float, black: bool) -> tuple[int, int] | None:
    """One line of print cut lengthwise by the left rim."""
    touches = _touches(ink, mm)
    if len(touches) < _LETTERS:
        return None
    first, last = touches[0].first, touches[-1].last
    letters = len(touches) / max(1.0, (last - first) / mm)
    wide = last - first >= (_SEAL if black else _WORDS) * mm
    return (first, last) if wide and letters >= 0.12 else None


def _cut_rules(ink: Mask, mm: float) -> tuple[int, int] | None:
    """Rules of a table or a frame that run into the left rim and end before the right one."""
    length = round(_RULE * mm)
    rules: Mask = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)), dtype=np.uint8)
    rim = max(1, round(_REACH * mm))
    left = [(a, b) for a, b in runs(np.asarray(rules[:, : rim + 1].any(axis=1))) if b - a <= 2 * mm]
    right = np.asarray(rules[:, -rim - 1 :].any(axis=1))
    slack = round(2 * mm)
    ends = [(a, b) for a, b in left if not right[max(0, a - slack) : b + slack].any()]
    if len(ends) < _RULES or ends[-1][0] - ends[0][0] < _APART * mm or len(ends) < len(left) / 2:
        return None
    return ends[0][0], ends[-1][1]


def _no_margin(ink: Mask, mm: float, across: bool) -> tuple[int, int] | None:
    """Print so near the left rim that the margin must be missing: many lines that begin there, or one along it.

    The banner of an electronic signature is set there by right, in small type.
    """
    _, stats = pieces(np.ascontiguousarray(ink[:, : round(_STROKE[1] * mm)]))
    left, _, width, height, area = stats[1:].T
    near = (left <= _MARGIN * mm) & (left + width < _STROKE[1] * mm - 1) & (area >= 6)
    letters = stats[1:][near & (height >= 1.0 * mm) & (height <= 6 * mm)]
    least, span = (_MANY_LINES, _MANY_LINES_MM) if across else (_MANY_LETTERS, _MANY_LETTERS_MM)
    if len(letters) < least or (not across and float(np.median(letters[:, 2])) < _TYPE * mm):
        return None
    first, last = int(letters[:, 1].min()), int((letters[:, 1] + letters[:, 3]).max())
    return (first, last) if last - first >= span * mm else None
