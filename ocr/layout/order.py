"""The order in which a page is read: tables cell by cell, blocks side by side one after the other, all else downwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ocr.layout.blocks import pair_from
from ocr.layout.cells import Table, by_cell, tables_in
from ocr.layout.parts import Part, level, lines_of, parts_of
from ocr.lines.rules import NO_RULES, Rules, walls_of
from pipeline.model.geometry import Box, bounding
from pipeline.model.reading import Line

_PAGES_APART = 3.0
"""Heights of the blank strip between two pages on one sheet."""
_FEWEST_ON_A_PAGE = 3
_WORDS_OF_A_SENTENCE = 5


def in_reading_order(lines: Sequence[Line], rules: Rules = NO_RULES) -> tuple[Line, ...]:
    """*lines* of an upright page in the order a reader takes them in; *rules* are the page's long straight strokes.

    Lines that run across two blocks or cells are parted, pieces of one line are joined. Every word is kept, once.
    """
    words = [word for line in lines for word in line.words]
    if not words:
        return ()
    letter = median(word.box.height for word in words) or 1.0
    walls = walls_of(rules, letter)
    parts = [part for line in lines for part in parts_of(line, walls)]
    return tuple(_ordered(_items(parts, tables_in(rules, letter), letter), letter))


@dataclass(frozen=True, slots=True)
class _Item:
    """A part of a line, or a table with all its parts."""

    box: Box
    parts: tuple[Part, ...]
    table: Table | None = None


def _items(parts: Sequence[Part], tables: Sequence[Table], letter: float) -> list[_Item]:
    """Parts that stand in a table taken together. A frame around everything is no table."""
    rest = list(parts)
    items: list[_Item] = []
    for table in sorted(tables, key=lambda one: one.box.area):
        inside = [part for part in rest if table.cell(part.box)]
        if len(by_cell(inside, table, letter)) < 2:
            continue
        items.append(_Item(bounding((table.box, *(part.box for part in inside))), tuple(inside), table))
        rest = [part for part in rest if part not in inside]
    return items + [_Item(part.box, (part,)) for part in rest]


def _ordered(items: Sequence[_Item], letter: float) -> Iterator[Line]:
    """*items* of one region."""
    halves = _pages(items)
    if halves:
        for half in halves:
            yield from _ordered(half, letter)
        return
    region = min(item.box.left for item in items), max(item.box.right for item in items)
    rest = sorted(items, key=lambda item: (item.box.top, item.box.left))
    while rest:
        first = rest[0]
        if first.table is not None:
            rest = rest[1:]
            yield from _table(first.parts, first.table, letter)
            continue
        row = _row(rest)
        pair = _pair(rest, row, region)
        taken = {id(part) for part in ((*pair[0], *pair[1]) if pair else row)}
        rest = [item for item in rest if id(item.parts[0]) not in taken]
        if pair:
            for block in pair:
                yield from _ordered([_Item(part.box, (part,)) for part in block], letter)
        else:
            yield from lines_of(row)


def _row(items: Sequence[_Item]) -> list[Part]:
    """The first item and those level with it, from left to right."""
    first = items[0].parts[0]
    row = [first]
    for item in items[1:]:
        if item.box.top >= first.box.bottom:
            break
        if item.table is None and level(first.box, item.box) and not any(_over(item.box, p.box) for p in row):
            row.append(item.parts[0])
    return sorted(row, key=lambda part: part.box.left)


def _over(one: Box, other: Box) -> bool:
    """One stands over the other, rather than beside it."""
    return min(one.right, other.right) - max(one.left, other.left) > 0.3 * min(one.width, other.width)


def _pair(rest: Sequence[_Item], row: Sequence[Part], region: tuple[int, int]) -> tuple[list[Part], list[Part]] | None:
    """Two blocks that begin with this row."""
    parts: list[Part] = []
    for item in rest:
        if item.table is not None:
            break
        parts.append(item.parts[0])
    for before, after in pairwise(row):
        pair = pair_from(parts, before, after, region)
        if pair:
            return pair.left, pair.right
    return None


def _pages(items: Sequence[_Item]) -> list[list[_Item]] | None:
    """Two pages side by side on one sheet: a wide strip of blank paper from top to bottom about the middle."""
    ordered = sorted(items, key=lambda item: item.box.left)
    left, right = ordered[0].box.left, max(item.box.right for item in items)
    height = max(item.box.bottom for item in items) - min(item.box.top for item in items)
    if right - left < height:
        return None
    reach = ordered[0].box.right
    for at, item in enumerate(ordered[1:], start=1):
        apart = item.box.left - reach > _PAGES_APART * item.parts[0].height
        share = ((item.box.left + reach) / 2 - left) / max(1, right - left)
        halves = [ordered[:at], ordered[at:]]
        if apart and 0.35 < share < 0.65 and all(map(_is_page, halves)):
            return halves
        reach = max(reach, item.box.right)
    return None


def _is_page(items: Sequence[_Item]) -> bool:
    """Sentences stand there, not the cells of a column."""
    return sum(len(part.words) >= _WORDS_OF_A_SENTENCE for item in items for part in item.parts) >= _FEWEST_ON_A_PAGE


def _table(parts: Sequence[Part], table: Table, letter: float) -> Iterator[Line]:
    for cell in by_cell(parts, table, letter):
        yield from _ordered([_Item(part.box, (part,)) for part in cell], letter)
