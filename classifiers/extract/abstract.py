"""Trích yếu: the lines under the type of the paper, or ``V/v …`` under a letter's number (NĐ 30/2020 Phụ lục I)."""

import re

from classifiers.extract.layout import PlacedWord, Sheet, Strip
from classifiers.extract.letterhead import Letterhead
from classifiers.extract.sightings import Sighting
from classifiers.extract.wordings import legible
from classifiers.text import fold, letters_in, similar, upper_share

_MOST_ROWS = 10
_BEHEADED = 0.6
"""A summary that begins with a small letter has lost its first one."""
_ENDS = re.compile(
    r"^\W*(?:c\w{0,2} cu\b|kinh gui|theo de nghi|xet de nghi|xet to trinh|thuc hien|dieu 1|chuong i\b|phan i\b|i\.|1\.|hom nay|"
    r"tren co so|ban hanh kem|.{0,80}tran trong (?:kinh moi|gioi thieu|thong bao)|noi nhan|so\W{0,3}\d+/)"
)
_ARRIVAL = re.compile(r"^\W*(?:den\b|so\W{0,3}\d{1,6}(?![\d/])|ngay\W{0,3}\d{1,2}/\d{1,2}/?(?:\d{4})?)\W*")
"""What a stamp of arrival (dấu đến) leaves at the head of a row: its number, its day."""
_ABOUT = re.compile(r"^\W*(?:v\s?/\s?v|v\.v|ve viec|v/y)\b")


def summary(sheet: Sheet, head: Letterhead, title: str) -> Sighting | None:
    """What the paper is about. *title* is the kind's own, from the taxonomy, to know the type's row by."""
    at = _title_row(sheet, head, title)
    return _under_title(sheet, at) if at is not None else _about(sheet, head)


def _title_row(sheet: Sheet, head: Letterhead, title: str) -> int | None:
    """The row with the type: capitals, about the middle, under the heading; the one that says *title* before others."""
    likely: list[tuple[int, str]] = []
    for index in range(head.top + 1, len(sheet.rows)):
        row = sheet.rows[index]
        if row.place.top > 0.5 * sheet.height:
            break
        for piece in (*row.segments(sheet.gap(1.3)), _tail(row)):
            if not piece.words or letters_in(piece.text) < 4 or upper_share(piece.text) < 0.75:
                continue
            centre = piece.place.centre[0] / sheet.width
            if 0.38 < centre < 0.68 and piece.place.left < head.boundary + 0.25 * sheet.width:
                likely.append((index, piece.text))
    named = [index for index, text in likely if title and similar(text.strip(" :"), title) > 0.8]
    if named:
        return named[0]
    beside = [index for index, text in likely if not fold(text).startswith(("doc lap", "cong hoa"))]
    return beside[0] if beside and not _about(sheet, head) else None


def _tail(row: Strip) -> Strip:
    """The capitals a row ends in: a title behind the remains of a stamp."""
    words: list[PlacedWord] = []
    for word in reversed(row.words):
        if letters_in(word.text) < 2 or upper_share(word.text) < 0.7:
            break
        words.insert(0, word)
    return Strip.of(words[-2:]) if len(words) > 2 else Strip.of(words)


def _under_title(sheet: Sheet, at: int) -> Sighting | None:
    held: list[Strip] = []
    for row in sheet.rows[at + 1 : at + 1 + _MOST_ROWS]:
        clean = _without_stamp(row, sheet)
        if not clean.words or letters_in(clean.text) < 3 or (len(clean.text) <= 6 and clean.text.isupper()):
            continue
        opens = not held and _is_centred(sheet, clean) and not clean.folded.startswith(("can cu", "kinh gui"))
        if (_ENDS.match(clean.folded) and not opens) or (upper_share(clean.text) > 0.8 and letters_in(clean.text) > 5):
            break
        if held and _is_body(sheet, held, clean):
            break
        last = held[-1] if held else sheet.rows[at]
        if clean.place.top - last.place.bottom > (0.75 if held else 1.6) * max(sheet.line_height, clean.height):
            break
        held.append(clean)
    return _joined(sheet, held)


def _is_body(sheet: Sheet, held: list[Strip], row: Strip) -> bool:
    """A row that spreads to the margins under one that was centred and short of them: the text has begun."""
    first = held[0]
    if not _is_centred(sheet, first):
        return False
    wider = row.place.width > first.place.width + 3 * sheet.line_height
    return wider or (not _is_centred(sheet, row) and row.place.left < first.place.left - 2 * sheet.line_height)


def _without_stamp(row: Strip, sheet: Sheet) -> Strip:
    """The row's middle piece: what stands apart at the edges is a stamp or a note."""
    pieces = [p for p in row.segments(sheet.gap(2.0)) if letters_in(p.text) >= 2]
    if not pieces:
        return Strip.of(())
    widest = max(pieces, key=lambda piece: letters_in(piece.text))
    arrival = _ARRIVAL.match(widest.folded)
    return widest.part(arrival.end(), len(widest.text)) if arrival else widest


def _is_centred(sheet: Sheet, row: Strip) -> bool:
    """Short of both edges of the text by more than a paragraph's indent."""
    left, right = sheet.margins
    return row.place.left > left + 2 * sheet.line_height and row.place.right < right - 2 * sheet.line_height


def _about(sheet: Sheet, head: Letterhead) -> Sighting | None:
    """``V/v …`` in the agency's column."""
    held: list[Strip] = []
    for row in sheet.rows[head.top : head.bottom + 6]:
        left = Strip.of(w for w in row.words if w.place.centre[0] < head.boundary + sheet.line_height)
        pieces = left.segments(sheet.gap(1.2))
        piece = pieces[0] if pieces else left
        if not held:
            if _ABOUT.match(piece.folded):
                held.append(piece)
            continue
        gap = piece.place.top - held[-1].place.bottom if piece.words else 0
        if not piece.words or _ENDS.match(piece.folded) or gap > 0.8 * sheet.line_height:
            break
        if abs(piece.place.centre[0] - held[0].place.centre[0]) > 0.13 * sheet.width:
            break
        held.append(piece)
    return _joined(sheet, held)


def _joined(sheet: Sheet, held: list[Strip]) -> Sighting | None:
    if not held:
        return None
    whole = Strip.of(word for strip in held for word in strip.words)
    value = re.sub(r"^(?:[^\w(]|_)+|[^\w).]+$", "", " ".join(whole.text.split()))
    if value.startswith("(") and value.endswith(")"):
        value = value[1:-1]
    begun = 1.0 if not value[:1].islower() or value.startswith("v/v") else _BEHEADED
    return (
        Sighting.of("summary", sheet.number, whole, value, 0.95 * begun * legible(value))
        if letters_in(value) >= 6
        else None
    )
