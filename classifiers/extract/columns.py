"""Two people side by side: a table whose heads name them, each row a label and one cell for each person.

``Bên nữ | Bên nam`` in the Tờ khai đăng ký kết hôn (TT 04/2024/TT-BTP), ``Cha | Mẹ`` elsewhere. Where no column of labels
stands at the left, each column has labels of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from classifiers.extract.grammar import wording_of
from classifiers.extract.grid import answer_in, grid_under
from classifiers.extract.labels import Label
from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.persons import head_of, name_fields
from classifiers.extract.sightings import Attributed
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
    for index, row in enumerate(sheet.rows):
        if index < end:
            continue
        pieces = row.segments(1.0 * sheet.line_height)
        people = [head_of(piece) for piece in pieces]
        named = [person for person in people if person]
        if not 2 <= len(named) <= 3 or len(set(named)) != len(named) or len(pieces) > len(named) + 2:
            continue
        found = _pair(sheet, kind, index, pieces, people)
        if found.said:
            end = found.end
            yield found


def _pair(sheet: Sheet, kind: KindCode, index: int, pieces: tuple[Strip, ...], people: list[str | None]) -> Pair:
    first = next(n for n, person in enumerate(people) if person)
    if first == 0 and pieces[0].place.left > _LABELS_LEFT_OF * sheet.width:
        pieces, people = (_left_of(sheet, pieces[0]), *pieces), [None, *people]
    if people[0] is not None:
        return Pair(index, index, ())
    said: list[Attributed] = []
    bottom = sheet.rows[index].place.bottom
    for cells in grid_under(sheet, index, pieces).rows:
        label = wording_of(cells[0].text, kind) if cells[0].words else None
        if label is None:
            if said and not cells[0].words:
                break
            continue
        bottom = max(word.place.bottom for cell in cells for word in cell.words)
        for person, cell in zip(people[1:], cells[1:], strict=True):
            if person and cell.words:
                said += _said(sheet, label, cell, person)
    end = next((n for n in range(index + 1, len(sheet.rows)) if sheet.rows[n].place.top >= bottom), len(sheet.rows))
    return Pair(index, end, tuple(said))


def _left_of(sheet: Sheet, piece: Strip) -> Strip:
    """A stand-in for the head of the labels' column, which is often left blank."""
    left, right = sheet.margins[0], max(sheet.margins[0] + 2, piece.place.left - round(2 * sheet.line_height))
    place = Box(left, piece.place.top, max(right, left + 2), piece.place.bottom)
    return Strip.stand_in(piece.words[0].box, place)


def _said(sheet: Sheet, label: Label, cell: Strip, person: str) -> Iterator[Attributed]:
    seen = answer_in(cell, label, sheet.number, _CELL_TRUST)
    if seen is None:
        return
    if label.field == "full_name":
        yield from (Attributed(seen.named(name), person, personal=False) for name in name_fields(person))
    else:
        yield Attributed(seen, person, personal=True)
