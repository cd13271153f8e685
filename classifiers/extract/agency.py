"""Who issued a paper: the agency's column of its head, left of the national heading (NĐ 30/2020/NĐ-CP Phụ lục I, ô 2)."""

import re
from itertools import pairwise

from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.letterhead import NUMBER, Letterhead
from classifiers.extract.sightings import Sighting
from classifiers.extract.wordings import legible
from classifiers.text import fold, letters_in, upper_share

_HEADS = re.compile(
    r"^(?:uy ban|ubnd|bo |so |cuc|chi cuc|tong cuc|trung tam|truong|van phong|phong|ban |hoi dong|chinh phu|quoc hoi|"
    r"toa an|vien|cong ty|tap doan|ngan hang|benh vien|cong an|chi nhanh|thu tuong|chu tich|hoi |lien doan|doan |"
    r"tong cong ty|kho bac|bao hiem|tram y te|hdnd|thanh tra|doi |cum |dai hoc|hoc vien|quy |uy ban|mat tran|dang )"
)


_ABOVE = re.compile(r"^(?:thanh pho|tinh|quan|huyen|thi xa|tp)\b")
_UNIT = re.compile(r"\b(?:phuong|xa|thi tran|quan|huyen)\s+\w")


def issuer(sheet: Sheet, head: Letterhead) -> Sighting | None:
    """The issuing body, the last one named left of the heading; `raw` holds the governing body above it too."""
    lines = _agency_lines(sheet, head)
    bodies: list[list[Strip]] = []
    for line in lines:
        folded = fold(line.text)
        if bodies and _ABOVE.match(folded) and _UNIT.search(fold(" ".join(held.text for held in bodies[-1]))):
            continue  # the province or district printed under its own ward
        if bodies and not (_HEADS.match(folded) and not _continues(fold(bodies[-1][-1].text))):
            bodies[-1].append(line)
        else:
            bodies.append([line])
    if not bodies:
        return None
    value = " ".join(" ".join(line.text.strip(" .-_") for line in bodies[-1]).split())
    whole = Strip.of(word for line in lines for word in line.words)
    return Sighting.of("issuer", sheet.number, whole, value, 0.95 * legible(value))


def issuer_above(sheet: Sheet) -> Sighting | None:
    """The issuing body of a paper whose head has no national heading to its right: capitals that name one, near the top."""
    for row in sheet.rows:
        if row.place.top > 0.25 * sheet.height:
            return None
        for piece in row.segments(sheet.gap(1.3)):
            clean = _solid(piece)
            if not clean.words or upper_share(clean.text) < 0.8 or letters_in(clean.text) < 10:
                continue
            if _HEADS.match(fold(clean.text)) and len(clean.words) >= 3:
                value = " ".join(clean.text.split()).strip(" .-_")
                return Sighting.of("issuer", sheet.number, clean, value, 0.7 * legible(value))
    return None


_BRANCH = re.compile(r"\bchi nhanh so \d{1,2}\s?[-–]\s?trung tam phuc vu hanh chinh cong(?: thanh pho ha noi| ha noi)?")
"""A branch of the city's one-stop centre by its full name."""
_UNITS = re.compile(
    r"^\W*(?P<unit>(?:chi nhanh so \d|bo phan (?:tiep nhan|mot cua)|diem (?:tiep nhan|phuc vu)|trung tam phuc vu hanh chinh cong)[^:;]*)$"
)


def receiving_unit(sheet: Sheet) -> Sighting | None:
    """The desk a slip names without a label: in full somewhere in its text, or in its head."""
    for row in (*sheet.rows, *(above.joined(below) for above, below in pairwise(sheet.rows))):
        named = _BRANCH.search(row.folded)
        if named:
            part = row.part(*named.span())
            value = " ".join(part.text.split())
            return Sighting.of("receiving_unit", sheet.number, part, value, 0.8 * legible(value))
    for row in sheet.rows[: len(sheet.rows) // 2]:
        for piece in row.segments(sheet.gap(1.3)):
            match = _UNITS.match(piece.folded)
            if match and letters_in(piece.text) > 8:
                part = piece.part(*match.span("unit"))
                value = " ".join(part.text.split()).strip(" .-_")
                return Sighting.of("receiving_unit", sheet.number, part, value, 0.75 * legible(value))
    return None


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
        pieces = [s for s in left.segments(sheet.gap(1.3)) if letters_in(s.text) >= 2]
        if index < head.top and (
            not pieces or sheet.rows[head.top].place.top - row.place.top > 1.6 * sheet.line_height
        ):
            continue
        if (NUMBER.search(left.folded) and "/" in left.text) or re.search(r"^\W*s[o06]\s*[:;.]", left.folded):
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
