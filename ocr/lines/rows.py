"""Pieces of lines put together into rows, from the top of the page to its foot."""

from collections.abc import Sequence

from pipeline.model.geometry import bounding
from pipeline.model.reading import Line

_LEVEL = 0.5
"""Two pieces stand level when they share this much of the lower one's height."""
_WORD_GAP = 3.0
"""Pieces this many heights apart are still one line: a label and what is filled in behind it."""


def in_rows(lines: Sequence[Line], barriers: Sequence[tuple[int, int, int]] = ()) -> tuple[Line, ...]:
    """*lines* from top to bottom and in each row from left to right, joined where only a space parts them.

    *barriers* are upright rules as (column, top, bottom): what a rule of a table keeps apart stays apart.
    """
    found: list[Line] = []
    for row in _rows(lines):
        for line in sorted(row, key=lambda one: one.box.left):
            if found and line is not row[0] and _continues(found[-1], line, row, barriers):
                found[-1] = Line((*found[-1].words, *line.words), bounding((found[-1].box, line.box)), line.engine)
            else:
                found.append(line)
    return tuple(found)


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Pieces that stand level with the first of their row."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.box.top + one.box.bottom):
        for row in reversed(rows[-3:]):
            if _level(row[0], line):
                row.append(line)
                break
        else:
            rows.append([line])
    return rows


def _level(one: Line, other: Line) -> bool:
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared > _LEVEL * min(one.box.height, other.box.height)


def _continues(before: Line, line: Line, row: Sequence[Line], barriers: Sequence[tuple[int, int, int]]) -> bool:
    if not any(before.words[-1] is one.words[-1] for one in row):
        return False
    gap = line.box.left - before.box.right
    tall = min(before.box.height, line.box.height)
    if not -tall < gap <= _WORD_GAP * tall or not _level(before, line):
        return False
    middle = (line.box.top + line.box.bottom) // 2
    return not any(
        before.box.right - 4 <= column <= line.box.left + 4 and top <= middle <= bottom
        for column, top, bottom in barriers
    )
