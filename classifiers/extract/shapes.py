"""The last resort: values that show what they are by their own shape, wherever they stand.

Twelve figures that occur once are somebody's number; ``thửa … tờ bản đồ …`` and ``quốc tịch Việt Nam`` need no label of
their own. Found like this a value is never sure.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from classifiers.addresses import address_end, ends_in_province
from classifiers.extract.dates import dates_in, spelled_dates
from classifiers.extract.figures import as_digits, digit_runs
from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.quantities import decimal_of
from classifiers.extract.sightings import Sighting
from classifiers.extract.wordings import people, text

_TRUST = 0.7
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("parcel_number", re.compile(r"\bthua(?: dat)?(?: so)?\W{0,4}(?P<v>\d{1,4})(?![\d/.,]*\d)")),
    ("map_sheet_number", re.compile(r"\bto(?: ban do)(?: dia chinh)?(?: so)?\W{0,4}(?P<v>\d{1,3})(?![\d/.,]*\d)")),
    ("map_sheet_number", re.compile(r"\bthua\b.{0,14}?\d{1,4}\W{1,4}to\W{0,2}(?:so\W{0,2})?(?P<v>\d{1,3})(?![\d/.,]*\d)")),
    ("book_number", re.compile(r"\bquyen so\W{0,3}(?P<v>\d{1,4}(?:\s?/\s?\d{4})?)(?!\d)")),
    ("graduation_year", re.compile(r"\btot nghiep\b.{0,30}?\bnam\W{0,2}(?P<v>(?:19|20)\d\d)(?!\d)")),
    ("scale", re.compile(r"\bt(?:y le|l)\W{0,4}(?P<v>1\s?[:/]\s?\d{2,6})(?!\d)")),
    ("area", re.compile(r"\bdien tich\D{0,25}?(?P<v>\d[\d.,]*)\s*m(?:2|²|et vuong)?")),
    ("nationality", re.compile(r"\bquoc tich\W{0,6}(?P<v>viet nam)\b")),
    ("ethnicity", re.compile(r"\bdan toc\W{0,6}(?P<v>[a-z][a-z ]{1,14})")),
    ("sex", re.compile(r"\bgioi tinh\W{0,6}(?P<v>nam|nu)\b(?!\W{1,3}(?:nam|nu)\b)")),
    ("birth_date", re.compile(r"\bsinh(?: ngay| nam| vao)?\W{0,4}(?P<v>(?:ngay )?\d{1,2}[\d /.\-a-z]{4,22}\d{4}|\d{4})\b")),
    ("registration_date", re.compile(r"\bdang ky\b.{0,60}?(?P<v>ngay\W{0,3}\d{1,2}[\d /.\-a-z]{4,22}\d{4})")),
    ("effective_date", re.compile(r"\bhieu luc\b.{0,40}?(?P<v>ngay\W{0,3}\d{1,2}[\d /.\-a-z]{4,22}\d{4})")),
)  # fmt: skip
_RUNNING = re.compile(r"\b(?:can cu|luat|nghi dinh|thong tu|sinh|cap|het han|hieu luc|den|tu|truoc|quyet dinh|hen)\b")


def shaped(sheets: Sequence[Sheet], asked: frozenset[str]) -> Iterator[Sighting]:
    """Values of *asked* fields by their shape alone."""
    for sheet in sheets:
        for row in _pairs(sheet):
            for name, pattern in _PATTERNS:
                match = pattern.search(row.folded) if name in asked else None
                seen = _seen(sheet, name, row.part(*match.span("v"))) if match else None
                if seen:
                    yield seen
    if "address" in asked:
        yield from filter(None, map(_parcel_at, sheets))
    if "id_number" in asked:
        yield from _only_number(sheets)
    if "issue_date" in asked:
        yield from filter(None, map(_some_day, reversed(sheets)))


def _pairs(sheet: Sheet) -> Iterator[Strip]:
    """Every row, and every row with the next: what a line's end has broken."""
    rows = sheet.rows
    yield from rows
    yield from (above.joined(below) for above, below in pairwise(rows) if len(above.words) < 60)


def _seen(sheet: Sheet, name: str, part: Strip) -> Sighting | None:
    value: str | None = " ".join(part.text.split())
    if name in ("book_number", "scale"):
        value = "".join(part.text.split())
    elif name == "graduation_year":
        value = part.text
    elif name.endswith("date"):
        found = next(iter(dates_in(part.folded, part.plain)), None)
        value = found.value if found else None
    elif name == "area":
        value = decimal_of(part.text)
    elif name in ("nationality", "ethnicity"):
        reading = people(part)
        value = reading.value if reading else None
    elif name == "sex":
        value = "Nam" if part.folded.strip() == "nam" else "Nữ"
    else:
        digits = as_digits(part.plain)
        value = digits[0] if digits else None
    return Sighting.of(name, sheet.number, part, value, _TRUST) if value else None


_PARCEL_AT = re.compile(
    r"\bthua\b.{0,60}?\b(?:tai|dia chi|o)\W{0,3}(?:dia chi\W{0,3})?(?=(?:so|thon|xom|to|phuong|xa|ngo|duong|pho|khu|can|nha|\d))"
)
_ESTATE_AT = re.compile(
    r"\b(?:su dung dat|nha dat|can nha|nha o|chung quyen)\b.{0,40}?\btai\W{0,3}(?=(?:so|thon|xom|to|phuong|xa|ngo|duong|pho|khu|can|\d))"
)


def _parcel_at(sheet: Sheet) -> Sighting | None:
    """``thửa đất số 332, tờ bản đồ 5, tại Thôn Đông, xã Quốc Oai, thành phố Hà Nội``: in a sentence, up to its province."""
    for row in _pairs(sheet):
        for pattern in (_PARCEL_AT, _ESTATE_AT):
            match = pattern.search(row.folded)
            strip = row.part(match.end(), len(row.text)) if match else None
            end = address_end(strip.text) if strip else 0
            if strip and 0 < end < len(strip.text) + 1 and ends_in_province(strip.text[:end]):
                part = strip.part(0, end)
                reading = text(part)
                if reading:
                    return Sighting.of("address", sheet.number, part, reading.value, _TRUST * reading.quality)
    return None


def _only_number(sheets: Sequence[Sheet]) -> Iterator[Sighting]:
    """The one number of twelve figures on the paper; two of them belong to two people."""
    found = [
        (sheet, row.part(start, end), digits)
        for sheet in sheets
        for row in sheet.rows
        for start, end, digits, _ in digit_runs(row.plain, (12,))
    ]
    if len({digits for _, _, digits in found}) == 1:
        sheet, part, digits = found[0]
        yield Sighting.of("id_number", sheet.number, part, digits, _TRUST)


def _some_day(sheet: Sheet) -> Sighting | None:
    """The last day spelled out on the page that is not said of something else."""
    for row in reversed(sheet.rows):
        for found in spelled_dates(row.folded, row.plain):
            if len(found.value) == 10 and not _RUNNING.search(row.folded[max(0, found.start - 40) : found.start]):
                part = row.part(found.start, found.end)
                return Sighting.of("issue_date", sheet.number, part, found.value, 0.55 * found.quality)
    return None
