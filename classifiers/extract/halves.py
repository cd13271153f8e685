"""Two people beside each other, each in a column of text of their own: read one column after the other.

``BÊN A | BÊN B``, *chồng* left and *vợ* right of a marriage certificate, mother and father of an extract: the same labels
stand twice, and a value that does not fit goes on in its own column, so rows across the page say nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from classifiers.extract.grammar import LabelFound, labels_in
from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.persons import NAMES, head_of
from pipeline.model.ids import KindCode

_NAMED = frozenset(NAMES.values()) | {"principal", "agent"}
_MOST_APART = 4
"""Rows without a label between two that have one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a page to be read on its own; a `column` belongs to one person."""

    sheet: Sheet
    column: bool
    found: tuple[tuple[LabelFound, ...], ...] = field(repr=False)
    """The labels of every row."""


@dataclass(frozen=True, slots=True)
class _Twin:
    """The same is asked at both sides of `gutter`, pixels from the left, in rows `first` to before `end`."""

    first: int
    end: int
    gutter: float


def parts_of(sheet: Sheet, kind: KindCode) -> tuple[Part, ...]:
    """The page in the order it is to be read; one part when nobody stands beside anybody."""
    found = [labels_in(row, kind, sheet.spread) for row in sheet.rows]
    twin = _twin(sheet, found)
    if twin is None:
        return (Part(sheet, False, tuple(found)),)
    left, right = sheet.margins
    split = [_split(row, twin.gutter) for row in sheet.rows[twin.first : twin.end]]
    pieces = (
        (_piece(sheet, sheet.rows[: twin.first], sheet.margins), False),
        (_piece(sheet, [one for one, _ in split], (left, round(twin.gutter))), True),
        (_piece(sheet, [other for _, other in split], (round(twin.gutter), right)), True),
        (_piece(sheet, sheet.rows[twin.end :], sheet.margins), False),
    )
    return tuple(
        Part(piece, column, tuple(labels_in(row, kind, piece.spread) for row in piece.rows))
        for piece, column in pieces
        if piece.rows
    )


def _piece(sheet: Sheet, rows: Sequence[Strip], edges: tuple[int, int]) -> Sheet:
    return Sheet(sheet.number, sheet.reading, tuple(row for row in rows if row.words), edges, sheet.slope)


def _split(row: Strip, gutter: float) -> tuple[Strip, Strip]:
    left = Strip.of(word for word in row.words if word.place.centre[0] < gutter)
    return left, Strip.of(word for word in row.words if word.place.centre[0] >= gutter)


def _twin(sheet: Sheet, found: Sequence[Sequence[LabelFound]]) -> _Twin | None:
    """Where the page falls into two columns that ask the same."""
    line = sheet.line_height
    starts = [
        (index, sheet.rows[index].words[sheet.rows[index].index_at(hit.start)].place.left, _asked(hit))
        for index, hits in enumerate(found)
        for hit in hits
        if hit.label.field and (hit.marked or (hit.label.person and not _is_bare(sheet.rows[index], hit, hits)))
    ]
    best: tuple[int, _Twin] | None = None
    for edge in {left for _, left, _ in starts if 0.35 * sheet.width < left < 0.75 * sheet.width}:
        gutter = edge - 0.4 * line
        rights = [start for start in starts if abs(start[1] - edge) <= 0.7 * line]
        if not rights:
            continue
        for first, end in _stretches(sheet, edge, sorted({index for index, _, _ in rights})):
            headed = _headed(sheet, first, gutter)
            inside = [start for start in starts if first <= start[0] < end and start[0] != headed]
            left = {name for _, at, name in inside if at < gutter}
            right = {name for _, at, name in inside if at > gutter}
            if len(left & right) < (2 if headed is None else 1):
                continue
            twin = _Twin(first if headed is None else min(first, headed), end, gutter)
            if best is None or len(left & right) > best[0]:
                best = (len(left & right), twin)
    return best[1] if best else None


def _is_bare(row: Strip, hit: LabelFound, hits: Sequence[LabelFound]) -> bool:
    """Whether nothing stands between the label and the next: the head of a column."""
    end = next((other.start for other in hits if other.start > hit.start), len(row.text))
    return not any(c.isalnum() for c in row.text[hit.end : end])


def _asked(hit: LabelFound) -> str:
    """The field; every person's name is a name."""
    return "name" if hit.label.field in _NAMED else hit.label.field


def _stretches(sheet: Sheet, edge: float, rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(first, end) of rows that keep to the columns, from one of *rows*, where the right column asks, to behind the last."""
    done = -1
    for row in rows:
        if row < done or not _keeps(sheet, row, edge):
            continue
        end = last = row
        while end < len(sheet.rows) and _keeps(sheet, end, edge) and end - last <= _MOST_APART:
            last = end if end in rows else last
            end += 1
        done = _tight(sheet, end, last)
        yield row, done


def _tight(sheet: Sheet, end: int, last: int) -> int:
    """One past the last row that still belongs to the columns: those behind the last label stand close."""
    for index in range(last + 1, end):
        if sheet.rows[index].place.top - sheet.rows[index - 1].place.bottom > sheet.leading:
            return index
    return end


def _keeps(sheet: Sheet, index: int, edge: float) -> bool:
    """Nothing stands over the gutter left of *edge*, and what stands right of it begins there."""
    line, row = sheet.line_height, sheet.rows[index]
    gutter = edge - 0.4 * line
    if any(run.place.left < gutter - 2 and run.place.right > gutter + 2 for run in row.segments(sheet.gap(0.55))):
        return False
    right = [word for word in row.words if word.place.centre[0] >= gutter]
    return not right or edge - 0.7 * line <= right[0].place.left <= edge + 1.2 * line


def _headed(sheet: Sheet, first: int, gutter: float) -> int | None:
    """The row near *first* whose two sides name two people and nothing else, None when there is no such head."""
    for index in (first, first - 1, first - 2):
        if 0 <= index < len(sheet.rows):
            left, right = _split(sheet.rows[index], gutter)
            people = {head_of(side) for side in (left, right) if side.words}
            if len(people) == 2 and None not in people:
                return index
    return None
