"""Where things stand on a PDF page: matrices, the sheet, and numbers that may not be numbers."""

from collections.abc import Sequence

import pikepdf
from pikepdf import Object

Matrix = tuple[float, float, float, float, float, float]
Sheet = tuple[float, float, float, float]
"""(left, bottom, right, top) in the page's own units."""

_MARGIN = 0.02
"""An image may miss or overshoot each edge of the sheet by this share of it."""

_TURN_OF_SIGNS = {
    (True, 1, 1): 1,
    (True, -1, 1): 2,
    (True, -1, -1): 3,
    (True, 1, -1): 4,
    (False, -1, -1): 5,
    (False, -1, 1): 6,
    (False, 1, 1): 7,
    (False, 1, -1): 8,
}
"""(axes kept, sign of the image's own x axis on the page, sign of its upward axis) to the EXIF number it looks like."""
_CLOCKWISE = {1: 6, 6: 3, 3: 8, 8: 1, 2: 7, 7: 4, 4: 5, 5: 2}
"""What an orientation becomes after one more clockwise quarter turn."""


def sheet_of(page: pikepdf.Page) -> Sheet | None:
    """The part of *page* that is shown; None when it has no size."""
    crop = numbers_of(page.cropbox, 4)
    if crop is None:
        return None
    left, right = sorted((crop[0], crop[2]))
    bottom, top = sorted((crop[1], crop[3]))
    if right - left < 1 or top - bottom < 1:
        return None
    return left, bottom, right, top


def fills(matrix: Matrix, box: Sheet, *, may_overshoot: bool = False) -> bool:
    """Does the unit square under *matrix* lie on the whole *box*, straight, within the margin?"""
    a, b, c, d, e, f = matrix
    size = max(abs(a), abs(b), abs(c), abs(d))
    straight = (abs(b) + abs(c) < 1e-3 * size) or (abs(a) + abs(d) < 1e-3 * size)
    left, right = sorted((e, e + a + c))
    bottom, top = sorted((f, f + b + d))
    across, down = (box[2] - box[0]) * _MARGIN, (box[3] - box[1]) * _MARGIN
    short = (left - box[0] > across, bottom - box[1] > down, box[2] - right > across, box[3] - top > down)
    if not straight or any(short):
        return False
    return may_overshoot or not (
        box[0] - left > across or box[1] - bottom > down or right - box[2] > across or top - box[3] > down
    )


def orientation_of(matrix: Matrix, quarter_turns: int) -> tuple[int, float, float]:
    """How a picture laid by *matrix* on a page shown turned clockwise looks: (EXIF number, width, height)."""
    a, b, c, d, _, _ = matrix
    kept = abs(a) >= abs(b)
    first, second = (a, d) if kept else (b, c)
    orientation = _TURN_OF_SIGNS[(kept, 1 if first > 0 else -1, 1 if second > 0 else -1)]
    width, height = (abs(a), abs(d)) if kept else (abs(c), abs(b))
    for _ in range(quarter_turns % 4):
        orientation = _CLOCKWISE[orientation]
        width, height = height, width
    return orientation, width, height


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """What *inner* followed by *outer* does."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def matrix_of(operands: Sequence[object]) -> Matrix:
    """Six operands as a matrix; `ValueError` or `TypeError` when they are not six numbers."""
    a, b, c, d, e, f = (float(value) for value in operands)  # type: ignore[arg-type]  # may be anything: the caller catches
    return a, b, c, d, e, f


def number_of(value: object) -> float:
    """*value* as a number, 0 when it is none."""
    try:
        return float(value)  # type: ignore[arg-type]  # a PDF may hold anything where a number belongs
    except (TypeError, ValueError):
        return 0.0


def numbers_of(value: Object | None, count: int) -> list[float] | None:
    """*value* as *count* numbers, None when it is not such an array."""
    if not isinstance(value, pikepdf.Array) or len(value) != count:
        return None
    return [number_of(item) for item in value.as_list()]
