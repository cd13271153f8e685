"""Tables with ruled lines: which cell a part stands in, and in which order cells are read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ocr.layout.parts import Part
from ocr.lines.rules import Rules
from pipeline.model.geometry import Box, bounding

_TOUCH = 0.5
"""Letter heights: rules so close to each other meet."""
_FEWEST_SIDES = 3
"""Tables without outer rules leave one side of a cell open."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rules that meet, and their extent."""

    box: Box
    level: tuple[Box, ...]
    upright: tuple[Box, ...]

    def cell(self, box: Box) -> Box | None:
        """The cell around what stands in *box*; None outside any."""
        across, down = (box.left + box.right) // 2, (box.top + box.bottom) // 2
        above = [rule.bottom for rule in self.level if rule.left <= across <= rule.right and rule.top <= down]
        below = [rule.top for rule in self.level if rule.left <= across <= rule.right and rule.bottom > down]
        before = [rule.right for rule in self.upright if rule.top <= down <= rule.bottom and rule.left <= across]
        after = [rule.left for rule in self.upright if rule.top <= down <= rule.bottom and rule.right > across]
        if sum(map(bool, (above, below, before, after))) < _FEWEST_SIDES or not self._holds(across, down):
            return None
        left, right = max(before, default=self.box.left), min(after, default=self.box.right)
        top, bottom = max(above, default=self.box.top), min(below, default=self.box.bottom)
        return Box(min(left, across), min(top, down), max(right, across), max(bottom, down))

    def _holds(self, across: int, down: int) -> bool:
        return self.box.left <= across <= self.box.right and self.box.top <= down <= self.box.bottom


def tables_in(rules: Rules, letter: float) -> list[Table]:
    """Groups of rules that meet and make at least two cells, or one frame."""
    near = round(_TOUCH * letter)
    groups: list[tuple[list[Box], list[Box]]] = []
    for rule, upright in [(r, False) for r in rules.level] + [(r, True) for r in rules.upright]:
        meeting = [group for group in groups if _meets(rule, group, near)]
        merged: tuple[list[Box], list[Box]] = ([], [])
        for group in meeting:
            merged[0].extend(group[0])
            merged[1].extend(group[1])
        merged[upright].append(rule)
        groups = [group for group in groups if group not in meeting] + [merged]
    return [
        Table(bounding((*lying, *standing)), tuple(lying), tuple(standing))
        for lying, standing in groups
        if len(lying) >= 2 and standing and len(lying) + len(standing) >= 4
    ]


def _meets(rule: Box, group: tuple[Iterable[Box], Iterable[Box]], near: int) -> bool:
    """Rules meet those across them, and those they go on from."""
    wide = Box(max(0, rule.left - near), max(0, rule.top - near), rule.right + near, rule.bottom + near)
    return any(wide.overlap(_solid(other)) for other in (*group[0], *group[1]))


def _solid(box: Box) -> Box:
    return Box(box.left, box.top, max(box.right, box.left + 1), max(box.bottom, box.top + 1))


def by_cell(parts: Sequence[Part], table: Table, letter: float) -> list[list[Part]]:
    """The parts of each cell, cells row by row. What begins at one corner is one cell, whatever strays into it."""
    near = _TOUCH * letter
    cells: list[tuple[Box, list[Part]]] = []
    for part in parts:
        box = table.cell(part.box) or part.box
        for corner, inside in cells:
            if abs(corner.left - box.left) <= near and abs(corner.top - box.top) <= near:
                inside.append(part)
                break
        else:
            cells.append((box, [part]))
    rows: list[list[tuple[Box, list[Part]]]] = []
    for cell in sorted(cells, key=lambda one: (one[0].top, one[0].left)):
        if rows and cell[0].top - rows[-1][0][0].top <= near:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [inside for row in rows for _, inside in sorted(row, key=lambda one: one[0].left)]
