"""Values that stand in ruled tables: the head names the column, the cells below hold the value."""

import re
from collections.abc import Iterator

from classifiers.extract.layout import PlacedWord, Sheet, Strip
from classifiers.extract.readers import READERS, legible
from classifiers.extract.sightings import Sighting

_WIFE, _HUSBAND = re.compile(r"\b(?:ben nu|vo)\b"), re.compile(r"\b(?:ben nam|chong)\b")
_NAMES_ROW = re.compile(r"^\W*(?:\d\W+)?ho,? (?:chu dem,? )?(?:va )?ten(?: khai sinh)?\W*")
_TRADES_HEAD = re.compile(r"\b(?P<order>s?tt)\b.*?\bten nganh\b.*?\b(?P<code>ma nganh|ma)\b")
_CELL_ROWS = 5
_TABLE_TRUST = 0.85
"""Rules and ordinals get into the words; and a cell may go on where it was thought to end."""


def couple(sheet: Sheet) -> Iterator[Sighting]:
    """Wife and husband in the two columns of a table whose head names them (Tờ khai đăng ký kết hôn)."""
    columns: dict[str, float] = {}
    for row in sheet.rows:
        wife, husband = _WIFE.search(row.folded), _HUSBAND.search(row.folded)
        if wife and husband and len(row.text) < 60:
            sides = (("wife_name", wife), ("husband_name", husband))
            columns = {name: row.part(*match.span()).place.centre[0] for name, match in sides}
            continue
        label = _NAMES_ROW.match(row.folded)
        if not columns or label is None or label.end() >= len(row.text):
            continue
        pieces = row.part(label.end(), len(row.text)).segments(1.2 * sheet.line_height)
        if len(pieces) == 2:
            for name, piece in zip(sorted(columns, key=lambda side: columns[side]), pieces, strict=True):
                reading = READERS["name"](piece)
                if reading and abs(piece.place.centre[0] - columns[name]) < 0.2 * sheet.width:
                    part = piece.part(reading.start, reading.end)
                    yield Sighting.of(name, sheet.number, part, reading.value, 0.95 * reading.quality)
        return


def first_trade(sheet: Sheet) -> Iterator[Sighting]:
    """The first line of business in a table ``STT | Tên ngành | Mã ngành`` of a registration."""
    for index, row in enumerate(sheet.rows):
        head = _TRADES_HEAD.search(row.folded)
        if head is None:
            continue
        left = row.part(*head.span("order")).place.right
        right = row.part(*head.span("code")).place.left - sheet.line_height
        cell = _cell(sheet, index, left, right)
        if len(cell.text) >= 6:
            value = " ".join(cell.text.split()).strip(" .,;|")
            yield Sighting.of("business_lines", sheet.number, cell, value, _TABLE_TRUST * legible(value))
        return


def _cell(sheet: Sheet, head: int, left: float, right: float) -> Strip:
    """Words between two edges under row *head*, down to the next ordinal or the end of the table."""
    held: list[PlacedWord] = []
    for row in sheet.rows[head + 1 : head + 1 + _CELL_ROWS]:
        ordinal = [word for word in row.words if word.place.right <= left + sheet.line_height / 2]
        if any(word.text.strip(" .|") == "2" for word in ordinal) or re.match(r"^\W*\d{1,2}[.)] ", row.text):
            break
        inside = [word for word in row.words if left <= word.place.left and word.place.centre[0] < right]
        held += [word for word in inside if any(c.isalpha() for c in word.text) or word.text in ("-", "–")]
    return Strip.of(held)
