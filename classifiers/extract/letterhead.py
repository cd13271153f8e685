"""The head of an agency's paper (NĐ 30/2020/NĐ-CP Phụ lục I): who issued it, its number, its day.

National heading right, agency left with the number under it, place and day under the motto. Number and day are
written by hand on nearly every paper: what cannot be read stays unread.
"""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from classifiers.checks.numbering import ABBREVIATIONS
from classifiers.extract.dates import REPAIRED, dates_in, spelled_dates
from classifiers.extract.figures import as_digits
from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.sightings import Sighting
from classifiers.text import letters_in, upper_share

_APART = 0.75
"""About half of such numbers on real pages were put in by hand, and those were all misread."""
_NATION = "cong hoa xa hoi chu nghia"
_PARTY = "dang cong san viet nam"
_HEAD_BAND = 0.45
_HEAD_DEPTH = 0.2
"""Share of the page height within which number and day stand under the national heading."""
NUMBER = re.compile(
    r"(?:(?P<label>(?:^|(?<=[^a-z0-9]))(?:lu[aâ]t )?s\s?[o06])\s*[:;.,„“]*)?(?P<number>(?(label)[^:]{0,14}?|[^\s:,.;()a-z]{1,8}\s?))"
    r"\s*[/⁄]\s*(?:(?P<year>(?:19|20)\d\d)\s*[/⁄]\s*)?"
    r"(?P<sign>[a-z]{2,8}(?:[0-9]{1,3}(?![0-9]))?(?:\s?[-–—]\s?[a-z0-9&.]{1,12}(?<!\.)){0,4})"
)
_OF_THE_PARTY = re.compile(
    r"(?:^|(?<=\s))S[ốôo]\s*[:.]?\s*(?P<number>\d{1,5})\s?[-–]\s?(?P<sign>[A-ZĐ][A-Za-zĐ]{1,5}/[A-ZĐ]{2,8}(?:-[A-ZĐ]{2,8})?)(?![a-z])"
)
"""``Số 551-CT/ĐU``: figures before a hyphen, as the Party numbers its papers (Hướng dẫn 36-HD/VPTW)."""
_BODY = re.compile(r"^\W*(?:can cu|thuc hien|theo |kinh gui|xet |de )")
_PLAIN = re.compile(
    r"(?:^|(?<=[^a-z0-9]))so\s*[:;]\s*(?P<number>[0-9oil|sb]{1,7}(?:\s?[/⁄]{1,2}\s?(?:19|20)\d\d)?)(?![0-9a-z/])"
)
_OF_ELSE = re.compile(r"\b(?:sinh|chet|mat|cap|can cu|luat|nghi dinh|thong tu)\b")
"""The day is somebody's birth or an older paper's."""
_PLACE_AND_DAY = re.compile(
    r"^\W*[a-z][^\d:,]{2,38},\s*(?:ngay\s*)?(?P<day>\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{4})\W*$"
)
"""``Hà Nội, ngày 05/01/2026``: the day in figures."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Where the head of a page stands."""

    top: int
    """Index of the row with the national heading."""
    bottom: int
    """Index one past the last row that can hold number or day."""
    boundary: float
    """Left edge of the national heading, upright pixels: the agency's column ends here."""


def letterhead_of(sheet: Sheet) -> Letterhead | None:
    """The head of the page, None when no national heading is printed."""
    for index, row in enumerate(sheet.rows):
        if row.place.top > _HEAD_BAND * sheet.height:
            return None
        for phrase in (_NATION, _PARTY):
            found = fuzz.partial_ratio_alignment(phrase, row.folded, score_cutoff=80)
            if found is None or len(row.folded) < len(phrase) - 4:
                continue
            first = row.index_at(found.dest_start)
            if upper_share(row.text[found.dest_start : found.dest_end]) < 0.7:
                continue
            left = row.words[first].place.left
            return Letterhead(index, _bottom(sheet, index, left), left)
    return None


def _bottom(sheet: Sheet, top: int, boundary: float) -> int:
    """One past the last row of the head: the title, or running text, ends it."""
    depth = sheet.rows[top].place.top + _HEAD_DEPTH * sheet.height
    for index in range(top + 1, len(sheet.rows)):
        row = sheet.rows[index]
        if row.place.top > depth:
            return index
        across = row.place.left < boundary < row.place.right and len(row.segments(sheet.gap(1.3))) == 1
        if across and upper_share(row.text) > 0.8 and letters_in(row.text) > 4:
            return index
        running = across and upper_share(row.text) < 0.5 and row.place.width > 0.5 * sheet.width
        if running and not spelled_dates(row.folded) and not NUMBER.search(row.folded):
            return index
        if running and _BODY.match(row.folded):
            return index
    return len(sheet.rows)


def document_number(sheet: Sheet, head: Letterhead | None, *, plain: bool) -> Sighting | None:
    """``Số: 15/QĐ-BNV``. When the figures are unreadable only the sign is given, with little confidence.

    *plain* also takes a number without a sign (``Số: 45/2020``), as civil-status papers have it.
    """
    rows = sheet.rows[head.top : head.bottom] if head else _top_rows(sheet)
    for row in rows:
        if (of_party := _OF_THE_PARTY.search(row.text)) and head:
            value = f"{of_party['number']}-{of_party['sign']}"
            return Sighting.of("document_number", sheet.number, row.part(*of_party.span()), value, 0.9)
    for row in rows:
        for match in NUMBER.finditer(row.folded):
            seen = _numbered(sheet, row, match, head)
            if seen:
                return seen
    if plain:
        for row in _top_rows(sheet):
            for match in _PLAIN.finditer(row.folded):
                figures, _, tail = re.sub(r"\s?[/⁄]+\s?", "/", match["number"]).partition("/")
                digits = as_digits(figures.strip())
                if digits:
                    value = f"{digits[0]}/{tail}" if tail else digits[0]
                    part = row.part(match.start(), match.end())
                    return Sighting.of("document_number", sheet.number, part, value, 0.6 if digits[1] else 0.9)
    return None


def _top_rows(sheet: Sheet) -> tuple[Strip, ...]:
    return tuple(row for row in sheet.rows if row.place.top < _HEAD_BAND * sheet.height)


def _numbered(sheet: Sheet, row: Strip, match: re.Match[str], head: Letterhead | None) -> Sighting | None:
    sign, mended = _sign(row.text[match.start("sign") : match.end("sign")], labelled=bool(match["label"]))
    if sign is None or not (head or match["label"]):
        return None
    if head and row.words[row.index_at(match.start())].place.left > head.boundary + 0.1 * sheet.width:
        return None
    year = f"{match['year']}/" if match["year"] else ""
    part = row.part(match.start(), match.end())
    packed = row.plain[match.start("number") : match.end("number")].strip(" .,;:„“”\"'_-–—…*·")
    digits = as_digits(packed) if packed and len(packed) <= 7 else None
    if digits is None:
        return Sighting.of("document_number", sheet.number, part, f"/{year}{sign}", 0.2)
    quality = (REPAIRED if digits[1] else 1.0) * (1.0 if match["label"] else 0.8) * (0.8 if mended else 1.0)
    figures = row.part(match.start("number"), match.end("number"))
    seen = Sighting.of("document_number", sheet.number, part, f"{digits[0]}/{year}{sign}", quality)
    weakest = min(word.confidence for word in figures.words)
    apart = _APART if _stands_apart(row, match.end("number")) else 1.0
    return seen.doubted(apart * min(1.0, 0.5 + weakest / 1.6))


def _stands_apart(row: Strip, end: int) -> bool:
    """Whether the figures are a word of their own before the ``/``: put in later, by hand or by machine."""
    return end < len(row.text) and row.text[:end].strip() != "" and " " in row.text[end - 1 : end + 1]


def _sign(raw: str, *, labelled: bool) -> tuple[str | None, bool]:
    """(sign, whether it was mended), None when *raw* is no sign: it is printed in capitals."""
    packed = re.sub(r"\s*[-–—]\s*", "-", raw).replace("Ð", "Đ").strip(" .-")
    if letters_in(packed) < 2 or upper_share(packed) < 0.6:
        return None, False
    first, _, rest = packed.partition("-")
    if not rest and first not in ABBREVIATIONS and letters_in(first) < (2 if labelled else 3):
        return None, False
    if first not in ABBREVIATIONS:
        once = re.sub(r"(.)\1", r"\1", first)
        if once in ABBREVIATIONS:
            return f"{once}-{rest}" if rest else once, True
    return packed, False


def issue_date(sheet: Sheet, head: Letterhead) -> Sighting | None:
    """``Hà Nội, ngày 05 tháng 01 năm 2020`` under the motto."""
    for row in sheet.rows[head.top : head.bottom]:
        found = next(iter(spelled_dates(row.folded, row.plain)), None)
        told = bool(found and _OF_ELSE.search(row.folded[max(0, found.start - 30) : found.start]))
        if found and not told and row.words[row.index_at(found.end - 1)].place.right > head.boundary:
            part = row.part(found.start, found.end)
            return Sighting.of("issue_date", sheet.number, part, found.value, found.quality)
    for row in sheet.rows[head.top : head.bottom]:
        for piece in row.segments(sheet.gap(1.3)):
            match = _PLACE_AND_DAY.match(piece.folded)
            found = next(iter(dates_in(match["day"])), None) if match else None
            if match and found and piece.place.right > head.boundary:
                part = piece.part(*match.span("day"))
                return Sighting.of("issue_date", sheet.number, part, found.value, 0.95 * found.quality)
    return None
