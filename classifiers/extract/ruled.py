"""Tables a kind of paper has: found by their printed heads (``heads.toml``), read cell by cell.

Which tables a kind has, and their columns, the taxonomy says; a column that is not printed stays empty.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from classifiers.extract.grid import grid_under
from classifiers.extract.layout import PlacedWord, Sheet, Strip
from classifiers.extract.readers import READERS
from classifiers.extract.sightings import sureness
from classifiers.extract.wordings import legible
from classifiers.taxonomy import Kind, Taxonomy
from classifiers.taxonomy.fields import FieldName, FieldType, TableShape
from classifiers.text import bare, fold, letters_in, upper_share
from pipeline.model.documents import Cell, Table
from pipeline.model.geometry import bounding

_LEAST = 84.0
_GAPS = (1.3, 1.0, 0.75, 0.5)
"""Blanks between two columns of a head, in heights of its line."""
_COUNTERS = re.compile(r"^\W*\(?\d{1,2}\)?(?:\W+\(?\d{1,2}\)?)+\W*$")
"""A row that numbers the columns: (1) (2) (3)."""
_TEXT_AGAIN = re.compile(r"^\W*(?:\d{1,2}\s?[.)]\s?|[IVX]{1,4}[.)]\s?|[a-h][.)]\s?)?[A-ZĐÀ-Ỹ][^:]{3,70}:")
"""A label with its colon: the table is over."""
_SIGNING = re.compile(
    r"\b(?:ky,? (?:va )?ghi ro|ky ten|ngay .{0,6}thang .{0,6}nam \d{4}$|xac nhan cua|nguoi ke khai|y kien cua)"
)
_FUZZY_FROM = 6
_UNREAD = 0.5
"""What a cell keeps of its trust when its reader finds no such value in it."""


_READERS = {FieldType.NAME: "name", FieldType.DATE: "date", FieldType.MONEY: "money", FieldType.AREA: "area"}
_BY_NAME = {"id_number": "id_number", "sex": "sex"}


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    heads: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Head:
    """A head row: its last line's index, the piece over each column and what the column is, if anything known."""

    row: int
    pieces: tuple[Strip, ...] = field(repr=False)
    columns: tuple[FieldName | None, ...]


@cache
def _wordings() -> Mapping[str, tuple[str, ...]]:
    """Column → its heads as bare letters without blanks."""
    text = files("classifiers.extract").joinpath("heads.toml").read_text("utf-8")
    held = _File.model_validate(tomllib.loads(text))
    return {name: tuple(_packed(head) for head in heads) for name, heads in held.heads.items()}


def _packed(text: str) -> str:
    return bare(text).replace(" ", "")


def tables_of(sheets: Sequence[Sheet], kind: Kind, taxonomy: Taxonomy) -> Iterator[Table]:
    """Every table of *kind* on the *sheets*, one for each name: what goes on under a repeated head is the same table."""
    for shape in (taxonomy.tables[name] for name in kind.tables if name in taxonomy.tables):
        rows = [row for sheet in sheets for head in _heads(sheet, shape) for row in _rows(sheet, head, shape)]
        if rows:
            yield Table(shape.name, shape.label, tuple(column.name for column in shape.columns), tuple(rows))


def _heads(sheet: Sheet, shape: TableShape) -> Iterator[_Head]:
    end = -1
    for index, row in enumerate(sheet.rows):
        if index <= end:
            continue
        head = _head_at(sheet, index, row, shape)
        if head:
            end = head.row
            yield head


def _head_at(sheet: Sheet, index: int, row: Strip, shape: TableShape) -> _Head | None:
    """The head that begins in this row: its columns may go on, or begin, in the next two.

    How wide the blank between two columns is depends on the table: every width is tried, the most columns win.
    """
    if len(row.words) < 2 or ":" in row.text or row.words[-1].place.right - row.words[0].place.left < 0.3 * sheet.width:
        return None
    best: _Head | None = None
    for depth in range(3):
        if index + depth >= len(sheet.rows) or (depth and not _goes_on(sheet, index + depth)):
            break
        rows = sheet.rows[index : index + depth + 1]
        for gap in _GAPS:
            pieces = _stacked(rows, gap * max(0.7 * sheet.line_height, row.height))
            columns = tuple(_named(piece, shape) for piece in pieces)
            known = [column.name for column in columns if column]
            fits = len(known) == len(set(known)) and _tells(known, shape) and len(known) * 2 > len(columns)
            if fits and (best is None or len(known) > sum(c is not None for c in best.columns)):
                best = _Head(index + depth, pieces, columns)
    return best


def _goes_on(sheet: Sheet, index: int) -> bool:
    """Whether row *index* stands close enough under the last to be the same head."""
    above, below = sheet.rows[index - 1], sheet.rows[index]
    return below.place.top - above.place.bottom < 0.8 * sheet.line_height and ":" not in below.text


def _stacked(rows: Sequence[Strip], gap: float) -> tuple[Strip, ...]:
    """Pieces of the rows, those over one another joined, from left to right."""
    stacks: list[list[PlacedWord]] = []
    for row in rows:
        for piece in row.segments(gap):
            home = next((stack for stack in stacks if _over(stack, piece)), None)
            if home is None:
                stacks.append(list(piece.words))
            else:
                home.extend(piece.words)
    strips = [Strip.of(stack) for stack in stacks]
    return tuple(sorted(strips, key=lambda strip: strip.place.left))


def _over(stack: Sequence[PlacedWord], piece: Strip) -> bool:
    hull = bounding(word.place for word in stack)
    shared = min(hull.right, piece.place.right) - max(hull.left, piece.place.left)
    return shared > 0.4 * min(hull.width, piece.place.width)


def _tells(known: Sequence[str], shape: TableShape) -> bool:
    """Whether these columns can only be this table's: the one it is about, and another beside it."""
    main = next(column.name for column in shape.columns if column.name != "ordinal")
    return len(set(known) - {"ordinal", "note"}) >= min(2, len(shape.columns) - 1) or {main, "ordinal"} <= set(known)


def _named(piece: Strip, shape: TableShape) -> FieldName | None:
    letters = _packed(re.sub(r"\([^)]*\)", " ", piece.text))
    wordings = _wordings()
    best: tuple[float, FieldName | None] = (_LEAST, None)
    for column in shape.columns:
        for wording in wordings.get(column.name, ()):
            if letters == wording:
                return column
            if len(wording) >= _FUZZY_FROM:
                score = fuzz.ratio(wording, letters, score_cutoff=_LEAST)
                best = max(best, (score, column), key=lambda pair: pair[0])
    return best[1]


def _rows(sheet: Sheet, head: _Head, shape: TableShape) -> Iterator[tuple[Cell | None, ...]]:
    counts = head.columns[0] is not None and head.columns[0].name == "ordinal"
    for number, cells in enumerate(grid_under(sheet, head.row, head.pieces, _is_over).rows):
        text = " ".join(cell.text for cell in cells if cell.words)
        if _COUNTERS.match(text):
            continue
        if _is_over(text) or (counts and _leaves_the_count(cells[0], number)):
            return
        held = {
            column.name: _cell(sheet, column, cell) for column, cell in zip(head.columns, cells, strict=True) if column
        }
        row = tuple(held.get(column.name) for column in shape.columns)
        filled = sum(cell is not None for cell in row)
        if filled >= 2 or (filled and letters_in(text) > 12):
            yield row


def _is_over(text: str) -> bool:
    """Text again: a label with its colon, a day spelled out, a line of capitals, whoever is to sign."""
    folded = fold(text)
    capitals = upper_share(text) > 0.9 and letters_in(text) > 14 and not any(c.isdecimal() for c in text)
    return bool(_TEXT_AGAIN.match(text) or _SIGNING.search(folded)) or capitals


def _leaves_the_count(first: Strip, number: int) -> bool:
    """Whether the column that counts says anything but a number, or nothing after it has begun to count."""
    if letters_in(first.text) > 1:
        return True
    return number > 0 and not first.words


def _cell(sheet: Sheet, column: FieldName, cell: Strip) -> Cell | None:
    """The cell as read; a reader that finds no such value leaves what is printed, and little trust."""
    solid = Strip.of(word for word in cell.words if any(c.isalnum() for c in word.text))
    if not solid.words:
        return None
    printed = " ".join(cell.text.split()).strip(" .,;|…_")
    value, quality = printed, 0.95 * legible(printed)
    reader = _BY_NAME.get(column.name) or _READERS.get(column.type)
    if reader:
        reading = READERS[reader](cell)
        value, quality = (reading.value, reading.quality) if reading else (printed, _UNREAD)
    sure = min(1.0, max(0.0, sureness(solid.words) * quality))
    return Cell(cell.text, value, sheet.number, bounding(w.box for w in cell.words), round(sure, 4))
