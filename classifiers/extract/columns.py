"""Two people side by side: a table whose heads name them, each row a label and one cell for each person.

``Bên nữ | Bên nam`` in the Tờ khai đăng ký kết hôn (TT 04/2024/TT-BTP), ``Cha | Mẹ`` elsewhere. Where no column of labels
stands at the left, each column has labels of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from classifiers.extract.grammar import question_of
from classifiers.extract.grid import answer_in, grid_under
from classifiers.extract.labels import Label, parted
from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.persons import head_of, name_fields
from classifiers.extract.sightings import Attributed
from classifiers.text import letters_in, upper_share
from pipeline.model.geometry import Box
from pipeline.model.ids import KindCode

_CELL_TRUST = 0.97
_LABELS_LEFT_OF = 0.3
"""A first person's column that begins right of this share of the page leaves room for a column of labels."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Rows from `first` to before `end` of a sheet that speak of several people at once."""

    first: int
    end: int
    said: tuple[Attributed, ...]


def pairs(sheet: Sheet, kind: KindCode) -> Iterator[Pair]:
    """Every table of people side by side on the page."""
    end = 0
    for index in range(len(sheet.rows)):
        if index < end:
            continue
        pieces, people, deep = _heads(sheet, index)
        named = [person for person in people if person]
        if not 2 <= len(named) <= 3 or len(set(named)) != len(named) or len(pieces) > len(named) + 2:
            continue
        found = _pair(sheet, kind, index, deep, pieces, people)
        if found.said:
            end = found.end
            yield found


def _heads(sheet: Sheet, index: int) -> tuple[tuple[Strip, ...], list[str | None], int]:
    """The pieces of a row and whom each names, those of the next row among them where both are nearly level; and the
    last of these rows. What heads the column of labels names nobody (``Phần khai về cha, mẹ``)."""
    gap, last = sheet.gap(1.0), index
    pieces = list(sheet.rows[index].segments(gap))
    if index + 1 < len(sheet.rows) and _is_level(sheet.rows[index], sheet.rows[index + 1], sheet.line_height):
        pieces, last = (
            sorted((*pieces, *sheet.rows[index + 1].segments(gap)), key=lambda piece: piece.place.left),
            index + 1,
        )
    people = [head_of(piece) for piece in pieces]
    if len(pieces) > 2 and people[0] in people[1:]:
        people[0] = None
    return tuple(pieces), people, last


def _is_level(one: Strip, other: Strip, line: float) -> bool:
    beside = one.place.right < other.place.left or other.place.right < one.place.left
    return beside and abs(one.place.centre[1] - other.place.centre[1]) < line


def _pair(
    sheet: Sheet, kind: KindCode, index: int, deep: int, pieces: tuple[Strip, ...], people: list[str | None]
) -> Pair:
    first = next(n for n, person in enumerate(people) if person)
    if first == 0 and pieces[0].place.left > _LABELS_LEFT_OF * sheet.width:
        pieces, people = (_left_of(sheet, pieces[0]), *pieces), [None, *people]
    if people[0] is not None:
        return Pair(index, index, ())
    said: list[Attributed] = []
    bottom = sheet.rows[deep].place.bottom
    for cells in grid_under(sheet, deep, pieces, _is_over, lambda line: question_of(line, kind) is not None).rows:
        label = question_of(cells[0], kind) if cells[0].words else None
        if label is None:
            if said and not cells[0].words:
                break
            continue
        bottom = max(word.place.bottom for cell in cells for word in cell.words)
        for person, cell in zip(people[1:], cells[1:], strict=True):
            if person and cell.words:
                said += _said(sheet, label, cell, person)
    end = next((n for n in range(deep + 1, len(sheet.rows)) if sheet.rows[n].place.top >= bottom), len(sheet.rows))
    return Pair(index, end, tuple(said))


def _is_over(text: str) -> bool:
    """A heading of its own, in capitals: the table is over."""
    return upper_share(text) > 0.85 and letters_in(text) >= 6 and not any(c.isdecimal() for c in text)


def _left_of(sheet: Sheet, piece: Strip) -> Strip:
    """A stand-in for the head of the labels' column, which is often left blank."""
    left, right = sheet.margins[0], max(sheet.margins[0] + 2, piece.place.left - round(2 * sheet.line_height))
    place = Box(left, piece.place.top, max(right, left + 2), piece.place.bottom)
    return Strip.stand_in(piece.words[0].box, place)


def _said(sheet: Sheet, label: Label, cell: Strip, person: str) -> Iterator[Attributed]:
    for part, asked in parted(label, cell):
        seen = answer_in(part, asked, sheet.number, _CELL_TRUST)
        if seen is None:
            continue
        if asked.field == "full_name":
            yield from (Attributed(seen.named(name), person, personal=False) for name in name_fields(person))
        else:
            yield Attributed(seen, person, personal=True)
