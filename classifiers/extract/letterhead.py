"""The head of an agency's paper (NĐ 30/2020/NĐ-CP Phụ lục I): who issued it, its number, its day.

National heading right, agency left with the number under it, place and day under the motto. Number and day are
written by hand on nearly every paper: what cannot be read stays unread.
"""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from classifiers.checks.numbering import ABBREVIATIONS
from classifiers.extract.dates import REPAIRED, spelled_dates
from classifiers.extract.figures import as_digits
from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.sightings import Sighting
from classifiers.text import fold, letters_in, upper_share

_APART = 0.75
"""About half of such numbers on real pages were put in by hand, and those were all misread."""
_NATION = "cong hoa xa hoi chu nghia"
_PARTY = "dang cong san viet nam"
_HEAD_BAND = 0.45
_HEAD_DEPTH = 0.2
"""Share of the page height within which number and day stand under the national heading."""

_NUMBER = re.compile(
    r"(?:(?P<label>(?:^|(?<=[^a-z0-9]))(?:lu[aâ]t )?s\s?[o06])\s*[:;.,„“]*)?(?P<number>(?(label)[^:]{0,14}?|[^\s:,.;()a-z]{1,8}\s?))"
    r"\s*[/⁄]\s*(?:(?P<year>(?:19|20)\d\d)\s*[/⁄]\s*)?"
    r"(?P<sign>[a-z]{2,8}(?:[0-9]{1,3}(?![0-9]))?(?:\s?[-–—]\s?[a-z0-9&.]{1,12}(?<!\.)){0,4})"
)
_BODY = re.compile(r"^\W*(?:can cu|thuc hien|theo |kinh gui|xet |de )")
_PLAIN = re.compile(
    r"(?:^|(?<=[^a-z0-9]))so\s*[:;]\s*(?P<number>[0-9oil|sb]{1,7}(?:\s?[/⁄]{1,2}\s?(?:19|20)\d\d)?)(?![0-9a-z/])"
)
_HEADS = re.compile(
    r"^(?:uy ban|ubnd|bo |so |cuc|chi cuc|tong cuc|trung tam|truong|van phong|phong|ban |hoi dong|chinh phu|quoc hoi|"
    r"toa an|vien|cong ty|tap doan|ngan hang|benh vien|cong an|chi nhanh|thu tuong|chu tich|hoi |lien doan|doan |"
    r"tong cong ty|kho bac|bao hiem|tram y te|hdnd|thanh tra|doi |cum |dai hoc|hoc vien|quy |uy ban|mat tran|dang )"
)


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
        across = row.place.left < boundary < row.place.right and len(row.segments(1.3 * sheet.line_height)) == 1
        if across and upper_share(row.text) > 0.8 and letters_in(row.text) > 4:
            return index
        running = across and upper_share(row.text) < 0.5 and row.place.width > 0.5 * sheet.width
        if running and not spelled_dates(row.folded) and not _NUMBER.search(row.folded):
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
        for match in _NUMBER.finditer(row.folded):
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
        if found and row.words[row.index_at(found.end - 1)].place.right > head.boundary:
            part = row.part(found.start, found.end)
            return Sighting.of("issue_date", sheet.number, part, found.value, found.quality)
    return None


def issuer(sheet: Sheet, head: Letterhead) -> Sighting | None:
    """The issuing body, the last one named left of the heading; `raw` holds the governing body above it too."""
    lines = _agency_lines(sheet, head)
    bodies: list[list[Strip]] = []
    for line in lines:
        folded = fold(line.text)
        if bodies and not (_HEADS.match(folded) and not _continues(fold(bodies[-1][-1].text))):
            bodies[-1].append(line)
        else:
            bodies.append([line])
    if not bodies:
        return None
    value = " ".join(" ".join(line.text.strip(" .-_") for line in bodies[-1]).split())
    whole = Strip.of(word for line in lines for word in line.words)
    return Sighting.of("issuer", sheet.number, whole, value, 0.95)


def _continues(above: str) -> bool:
    """A body broken over two lines: ``VĂN PHÒNG`` / ``UBND TỈNH``, ``HỘI ĐỒNG`` / ``…``."""
    return above in {
        "van phong",
        "chu tich",
        "hoi dong",
        "ban quan ly",
        "trung tam",
        "dai hoc",
        "truong",
        "chi nhanh",
    } or (above.endswith((" va", " -", ",")))


def _agency_lines(sheet: Sheet, head: Letterhead) -> list[Strip]:
    lines: list[Strip] = []
    first = max(0, head.top - 1)
    for index in range(first, head.bottom):
        row = sheet.rows[index]
        left = Strip.of(w for w in row.words if w.place.right <= head.boundary or w.place.centre[0] < head.boundary - 1)
        pieces = [s for s in left.segments(1.3 * sheet.line_height) if letters_in(s.text) >= 2]
        if index < head.top and (
            not pieces or sheet.rows[head.top].place.top - row.place.top > 1.6 * sheet.line_height
        ):
            continue
        if (_NUMBER.search(left.folded) and "/" in left.text) or re.search(r"^\W*s[o06]\s*[:;.]", left.folded):
            break
        for piece in pieces:
            clean = _solid(piece)
            tail = bool(lines) and clean.words and _is_tail(clean, lines[-1])
            if clean.words and upper_share(clean.text) >= 0.75 and (letters_in(clean.text) >= 4 or tail):
                if lines and clean.place.top - lines[-1].place.bottom > 2.2 * sheet.line_height:
                    return lines
                lines.append(clean)
    return lines


def _is_tail(piece: Strip, above: Strip) -> bool:
    """The last short word of a name that did not fit in the line: close under its middle, as high as it."""
    near = piece.place.top - above.place.bottom < 0.8 * above.height
    return near and abs(piece.place.centre[0] - above.place.centre[0]) < 2 * above.height


def _solid(piece: Strip) -> Strip:
    """Without marks at its ends: specks and the rule under the agency."""
    words = list(piece.words)
    while words and not any(c.isalnum() for c in words[0].text):
        words.pop(0)
    while words and not any(c.isalnum() for c in words[-1].text):
        words.pop()
    return Strip.of(words)
