"""Reading order where two blocks stand side by side: the head and the foot of Vietnamese administrative papers.

Decree 30/2020/NĐ-CP puts the issuing body at the left of the national title (quốc hiệu), and the recipients at the left
of the signature. Engines run such pairs together into one line. Here each pair is parted at the gap between the
blocks; the left block is then read before the right one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.model.geometry import bounding
from pipeline.model.reading import Line

_WIDE = 1.5
"""A gap between blocks, in heights of the line's words; between words of a justified line it stays below 1."""
_WIDEST_BY = 2.5
_MIDDLE = (0.22, 0.72)
"""Where on the page's width the gap between two blocks can lie."""
_MOST_PAIRS = 6
"""More pairs than this in a row are a table, which is read row by row."""
_RECIPIENTS = "nơi nhận:"


@dataclass(frozen=True, slots=True)
class _Row:
    left: Line | None
    right: Line | None
    gap: tuple[float, float]


def in_reading_order(lines: Sequence[Line], width: int) -> tuple[Line, ...]:
    """*lines* of an upright page *width* pixels wide, side-by-side blocks parted and put one after the other.

    Every word is kept, once.
    """
    ordered: list[Line] = []
    rest = list(lines)
    while rest:
        rows, used = _band(rest, width)
        pairs = sum(row.left is not None and row.right is not None for row in rows)
        used = max(1, used) if pairs else 1
        ordered += _unrolled(rows) if 0 < pairs <= _MOST_PAIRS else rest[:used]
        rest = rest[used:]
    return tuple(ordered)


def _band(lines: Sequence[Line], width: int) -> tuple[list[_Row], int]:
    """The rows at the beginning of *lines* that lie left of, right of, or on both sides of one gap, and their lines.

    No rows when the first has not two sides.
    """
    gap, used = (0.0, float(width)), 0
    rows: list[_Row] = []
    while used < len(lines):
        taken, row = _row(lines[used:], gap, width, first=not rows)
        if row is None or (rows and _leaps(lines[used - 1], lines[used])):
            break
        rows.append(row)
        gap, used = row.gap, used + taken
    return rows, used


def _row(lines: Sequence[Line], gap: tuple[float, float], width: int, *, first: bool) -> tuple[int, _Row | None]:
    """(how many of *lines* make the next row, the row if it keeps clear of *gap*)."""
    line = lines[0]
    taken, halves = 1, _parted(line, width)
    if halves is None and len(lines) > 1 and _beside(line, lines[1], width):
        taken, halves = 2, (line, lines[1])
        if len(lines) > 2 and _level(lines[1], lines[2]):
            return 1, None
    if halves is not None:
        left, right = halves
        narrowed = max(gap[0], left.box.right), min(gap[1], right.box.left)
        return taken, _Row(left, right, narrowed) if narrowed[1] > narrowed[0] else None
    if not first and line.box.right <= gap[1] and line.box.left < gap[0]:
        return 1, _Row(line, None, (max(gap[0], line.box.right), gap[1]))
    if not first and line.box.left >= gap[0] and line.box.right > gap[1]:
        return 1, _Row(None, line, (gap[0], min(gap[1], line.box.left)))
    return 1, None


def _parted(line: Line, width: int) -> tuple[Line, Line] | None:
    """The two halves of a line that runs across two blocks, None for an honest line."""
    if len(line.words) < 2:
        return None
    height = median(word.box.height for word in line.words)
    gaps = [after.box.left - before.box.right for before, after in pairwise(line.words)]
    widest, at = max(gaps), gaps.index(max(gaps)) + 1
    others = sorted(gaps)[-2] if len(gaps) > 1 else 0
    if widest < _WIDE * height or widest < _WIDEST_BY * others:
        return None
    left, right = (
        Line(part, bounding(w.box for w in part), line.engine) for part in (line.words[:at], line.words[at:])
    )
    return (left, right) if _apart(left, right, width) else None


def _beside(left: Line, right: Line, width: int) -> bool:
    """An engine's own two lines that stand level, a gap between blocks apart."""
    wide = right.box.left - left.box.right > _WIDE * min(left.box.height, right.box.height)
    return wide and _level(left, right) and _apart(left, right, width)


def _level(left: Line, right: Line) -> bool:
    shared = min(left.box.bottom, right.box.bottom) - max(left.box.top, right.box.top)
    return right.box.left >= left.box.right and shared > 0.5 * min(left.box.height, right.box.height)


def _apart(left: Line, right: Line, width: int) -> bool:
    """The gap lies about the middle, and is not the one between a label and what is filled in behind it."""
    middle = (left.box.right + right.box.left) / 2
    is_field = left.text.endswith(":") and left.text.lower() != _RECIPIENTS
    return not is_field and _MIDDLE[0] * width <= middle <= _MIDDLE[1] * width


def _leaps(before: Line, line: Line) -> bool:
    """Too far below, or back up: another part of the page."""
    height = max(before.box.height, line.box.height)
    return line.box.top - before.box.bottom > 3 * height or line.box.bottom < before.box.top


def _unrolled(rows: Sequence[_Row]) -> list[Line]:
    """Left block, then right block; rows of labelled fields stay rows."""
    halves = [(row.left, row.right) for row in rows]
    if any(left and right and ":" in left.text[:-1] and ":" in right.text for left, right in halves):
        return [half for pair in halves for half in pair if half]
    return [left for left, _ in halves if left] + [right for _, right in halves if right]
