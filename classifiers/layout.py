"""A page as a reader sees it: upright rows, the head, the places a title may stand.

Boxes of a `Sheet` are upright page pixels; the `place` of a row is on the page as scanned, for evidence. The head
follows NĐ 30/2020 Phụ lục I: national heading (quốc hiệu, tiêu ngữ) right, agency and number left, title below, centred.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifiers.rows import Row, is_running, rows_of
from classifiers.text import contains, fold
from pipeline.model.geometry import Box
from pipeline.model.reading import PageReading

TITLE_BAND = 0.48
"""Share of the page height a title begins within."""
_HEAD_BAND = 0.34
_TITLE_UPPER = 0.7
_NATION = "cong hoa xa hoi chu nghia viet nam"
_MOTTO = "doc lap tu do hanh phuc"
_ENUMERATED = re.compile(
    r"^\W*(?:(?:[IVX]{1,5}|[A-HK]|\d{1,2})\s*[.)/]|(?:chương|mục|phần|điều|tiểu mục)\s+(?:[ivx\d]|thứ))", re.I
)
_NUMBER_ROW = re.compile(r"^\W*(?:luat\s+)?(?:so|s6|s0|sô)\s*[:;.]?\s*\S*", re.I)
_SIGN = re.compile(r"/\s*[A-ZĐÐ][A-Za-zĐÐ]{0,4}\s*-\s*[A-ZĐÐ]{2}")
_PAGE_OF = re.compile(r"\b(?:trang|page|to)\s*(?:so)?\s*[:.]?\s*(\d{1,3})\s*(?:/|tren|of)\s*(\d{1,3})\b")
_PAGE_ONLY = re.compile(r"\btrang\s*[:.]?\s*(\d{1,3})\s*$")
_SUBJECT_ROWS, _CENTRED = 2, 0.05
_OPENS_TEXT = re.compile(
    r"^(?:kinh gui|can cu|xet|theo|so \d|ngay|chu tich|giam doc|bo truong|ho ten|ho va ten|toi|\d)\b"
)
_LONE_NUMBER = re.compile(r"^[\W_]*(\d{1,3})[\W_]*$")


@dataclass(frozen=True, slots=True)
class PageMark:
    """A printed page number: ``2``, or ``Trang 2/5``."""

    number: int
    total: int | None
    place: Box


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """One to four title-like rows that follow one another closely, and what the paper is about in small letters under them."""

    rows: tuple[Row, ...]
    under_head: bool
    """Nothing but the head stands above it."""
    in_band: bool
    """It begins in the top part of the page, before the running text."""
    subject: tuple[Row, ...] = ()
    """The abstract (trích yếu, NĐ 30/2020/NĐ-CP Phụ lục I Phần II k5b): ``Về việc ...``, set in the middle under the title."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page, upright, with what its head and foot say."""

    number: int
    width: int
    height: int
    rows: tuple[Row, ...]
    nation: Row | None
    """The national heading near the top (quốc hiệu, or tiêu ngữ when only that could be read)."""
    number_row: Row | None
    """``Số: 15/QĐ-BNV`` under the agency."""
    mark: PageMark | None
    blocks: tuple[TitleBlock, ...]
    head_bottom: int
    failed: bool

    @property
    def body(self) -> tuple[Row, ...]:
        """Rows below the head that are running text."""
        return tuple(row for row in self.rows if row.box.top >= self.head_bottom and is_running(row, self.width))

    @property
    def bare_text(self) -> str:
        return " ".join(row.bare for row in self.rows if row.bare)

    @property
    def silent(self) -> bool:
        """Nothing legible on it: a photograph, a drawing, or a page that could not be read."""
        return self.failed or sum(row.letters for row in self.rows if row.confidence >= 0.4) < 12

    def above(self, share: float) -> Iterator[Row]:
        """Rows that begin in the top *share* of the page."""
        return (row for row in self.rows if row.box.top < share * self.height)

    def below(self, share: float) -> Iterator[Row]:
        return (row for row in self.rows if row.box.bottom > share * self.height)


def sheet_of(number: int, reading: PageReading) -> Sheet:
    """Page *number* as its *reading* shows it."""
    width, height = reading.upright_size
    rows = tuple(sorted(rows_of(reading), key=lambda row: (row.box.centre[1], row.box.left)))
    nation = _nation(rows, height)
    number_row = _number_row(rows, width, height)
    head_bottom = _head_bottom(rows, nation, number_row, width, height)
    return Sheet(
        number=number,
        width=width,
        height=height,
        rows=rows,
        nation=nation,
        number_row=number_row,
        mark=_page_mark(rows, width, height),
        blocks=_blocks(rows, nation, head_bottom, width, height),
        head_bottom=head_bottom,
        failed=bool(reading.failed),
    )


# ---------------------------------------------------------------- head and foot


def _nation(rows: Sequence[Row], height: int) -> Row | None:
    head = [row for row in rows if row.box.top < _HEAD_BAND * height]
    for phrase, least in ((_NATION, 0.8), (_MOTTO, 0.82)):
        for row in head:
            if len(row.bare) <= 2 * len(phrase) and contains(row.bare, phrase, least):
                return row
    return None


def _number_row(rows: Sequence[Row], width: int, height: int) -> Row | None:
    """The row with the document's number: in the left half of the head, with a slash or the word ``Số``."""
    for row in rows:
        left = row.box.left < 0.45 * width and row.box.top < _HEAD_BAND * height
        named = _NUMBER_ROW.match(row.bare) and ("/" in row.text or ":" in row.text)
        if left and row.letters <= 40 and (named or _SIGN.search(row.text)):
            return row
    return None


def _head_bottom(rows: Sequence[Row], nation: Row | None, number: Row | None, width: int, height: int) -> int:
    """Where the head ends: under the motto, the number and the place and date beside it."""
    bottom = 0
    if nation is not None:
        motto = next((r for r in rows if r is not nation and contains(r.bare, _MOTTO, 0.82)), None)
        near = motto is not None and abs(motto.box.top - nation.box.top) < 0.08 * height
        bottom = max(nation.box.bottom, motto.box.bottom if motto is not None and near else 0)
    if number is not None:
        bottom = max(bottom, number.box.bottom)
    dated = (r for r in rows if re.search(r"\bngay\b.*\bthang\b.*\bnam\b", r.bare) and r.box.left > 0.35 * width)
    for row in dated:
        if bottom and row.box.top < bottom + 0.05 * height:
            bottom = max(bottom, row.box.bottom)
    return bottom


def _page_mark(rows: Sequence[Row], width: int, height: int) -> PageMark | None:
    edge = [row for row in rows if row.box.bottom < 0.1 * height or row.box.top > 0.9 * height]
    for row in edge:
        folded = fold(row.text)
        if found := _PAGE_OF.search(folded):
            number, total = int(found[1]), int(found[2])
            if 1 <= number <= total:
                return PageMark(number, total, row.place)
        if found := _PAGE_ONLY.search(folded):
            return PageMark(int(found[1]), None, row.place)
    for row in edge:
        middle = abs(row.box.centre[0] / width - 0.5) < 0.12
        corner = row.box.left > 0.8 * width and row.box.top > 0.9 * height
        found = _LONE_NUMBER.match(row.text)
        if found and int(found[1]) and row.confidence >= 0.5 and (middle or corner):
            return PageMark(int(found[1]), None, row.place)
    return None


# ---------------------------------------------------------------- titles


def _blocks(
    rows: Sequence[Row], nation: Row | None, head_bottom: int, width: int, height: int
) -> tuple[TitleBlock, ...]:
    """Every run of title-like rows, top down; the run that starts on its second row is a block of its own."""
    alike = [row for row in rows if _is_title_like(row, nation, head_bottom, width, height)]
    floor = _text_begins(rows, head_bottom, width, height)
    found = []
    for index, row in enumerate(alike):
        run = [row]
        for later in alike[index + 1 : index + 8]:
            if len(run) < 4 and _follows(run[-1], later):
                run.append(later)
        in_band = row.box.top < TITLE_BAND * height and row.box.top <= floor
        under_head = in_band and not any(
            head_bottom <= other.box.top
            and other.box.bottom <= row.box.top
            and other.letters >= 12
            and other is not row
            for other in rows
            if other.confidence >= 0.5 and other.box.width > 0.25 * width
        )
        subject = _subject(run[-1], rows, width) if under_head else ()
        found.append(TitleBlock(tuple(run), under_head, in_band, subject))
    return tuple(found)


def _subject(title: Row, rows: Sequence[Row], width: int) -> tuple[Row, ...]:
    """Up to two rows under *title*, in its middle; a row that opens the text, a form of address or a label is none."""
    found: list[Row] = []
    for row in rows:
        last = found[-1] if found else title
        if row.box.top < last.box.centre[1] or len(found) == _SUBJECT_ROWS:
            continue
        centred = abs(row.box.centre[0] - title.box.centre[0]) < _CENTRED * width
        if not (centred and _follows(last, row)) or _OPENS_TEXT.match(row.bare) or ":" in row.text:
            break
        found.append(row)
    return tuple(found)


def _is_title_like(row: Row, nation: Row | None, head_bottom: int, width: int, height: int) -> bool:
    if row.letters < 4 or row.upper < _TITLE_UPPER or _ENUMERATED.match(row.text):
        return False
    if contains(row.bare, _NATION, 0.8) or contains(row.bare, "socialist republic", 0.85):
        return False
    return not _is_agency(row, nation, head_bottom, width, height)


def _is_agency(row: Row, nation: Row | None, head_bottom: int, width: int, height: int) -> bool:
    """The agency's name beside the national heading, in capitals as a title is."""
    if nation is None or row.box.centre[0] >= 0.45 * width:
        return False
    beside = row.box.top < nation.box.bottom + 0.03 * height
    return beside and row.box.bottom <= max(head_bottom, nation.box.bottom)


def _follows(above: Row, below: Row) -> bool:
    """*below* carries on what *above* began: close under it, sharing some of its width."""
    tall = max(above.box.height, below.box.height)
    if not 0 <= below.box.centre[1] - above.box.centre[1] <= 2.4 * tall or below.box.top < above.box.centre[1]:
        return False
    across = min(above.box.right, below.box.right) - max(above.box.left, below.box.left)
    return across > 0.3 * min(above.box.width, below.box.width)


def _text_begins(rows: Sequence[Row], head_bottom: int, width: int, height: int) -> float:
    """Top of the third row of running text under the head: what stands below is inside the text, not its title."""
    running = [row for row in rows if row.box.top >= head_bottom and is_running(row, width) and row.confidence >= 0.5]
    notes = [row for row in running if contains(row.bare, "ban hanh kem theo") or row.bare.startswith("mau ")]
    text = [row for row in running if row not in notes]
    return text[2].box.top if len(text) > 2 else float(height)
