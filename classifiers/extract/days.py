"""Days that stand in the text or close it: ``Hôm nay, ngày …``, ``Đăng ký lần đầu, ngày …``, place and day over a signature."""

import re
from collections.abc import Iterator
from itertools import pairwise

from classifiers.extract.dates import dates_in, spelled_dates
from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.sightings import Sighting

_RUNNING = re.compile(r"\b(?:so|can cu|luat|nghi dinh|sinh|cap|tu|den|theo|vao|ke|hieu luc|dang ky|lan|thay doi)\b")
_OPENS = re.compile(r"^\W*hom nay\b")


def opening_date(sheet: Sheet) -> Sighting | None:
    """``Hôm nay, ngày … tháng … năm …``: when a contract or a power of attorney was made."""
    for row in sheet.rows:
        if _OPENS.match(row.folded):
            found = next(iter(spelled_dates(row.folded, row.plain)), None)
            if found:
                part = row.part(found.start, found.end)
                return Sighting.of("issue_date", sheet.number, part, found.value, found.quality * 0.97)
    return None


_FIRST, _LATER = re.compile(r"^\W*dang ky lan dau\b"), re.compile(r"^\W*dang ky thay doi lan\b")


def first_registration(sheet: Sheet) -> Sighting | None:
    """``Đăng ký lần đầu, ngày …``, when no later change (Đăng ký thay đổi lần thứ …) is printed under it."""
    if any(_LATER.match(row.folded) for row in sheet.rows):
        return None
    for row in sheet.rows:
        found = next(iter(spelled_dates(row.folded, row.plain)), None) if _FIRST.match(row.folded) else None
        if found:
            part = row.part(found.start, found.end)
            return Sighting.of("registration_date", sheet.number, part, found.value, found.quality)
    return None


_CHANGED = re.compile(r"\bdang ky thay doi\s*(?:lan)?(?: thu)?\s*[:.]?\s*(?P<time>\d{1,2})\b")


def later_registration(sheet: Sheet) -> Iterator[Sighting]:
    """``Đăng ký thay đổi lần thứ: 2, ngày …`` of an enterprise's certificate: which change it is, and its day."""
    for row in sheet.rows:
        change = _CHANGED.search(row.folded)
        if change is None:
            continue
        time = row.part(*change.span("time"))
        yield Sighting.of("change_time", sheet.number, time, time.text.lstrip("0"), 0.95)
        found = next(iter(spelled_dates(row.folded, row.plain)), None)
        if found:
            part = row.part(found.start, found.end)
            yield Sighting.of("change_date", sheet.number, part, found.value, found.quality)
        return


_ENTERED_AT = re.compile(r"\bdang ky\b.{0,40}\btai\b")
_ENTERED = re.compile(r"^\W*so\W{0,3}\S{1,14}\W{0,3}ngay\b")


def entered_on(sheet: Sheet) -> Sighting | None:
    """``Số: 168 ngày 19 tháng 3 năm 2026`` under *Đăng ký khai sinh tại* of an extract (TT 04/2024/TT-BTP)."""
    named = False
    for row in sheet.rows:
        found = next(iter(spelled_dates(row.folded, row.plain)), None) if _ENTERED.match(row.folded) else None
        named = named or bool(_ENTERED_AT.search(row.folded))
        if found and named:
            part = row.part(found.start, found.end)
            return Sighting.of("registration_date", sheet.number, part, found.value, 0.95 * found.quality)
    return None


_REGISTERED_ON = re.compile(
    r"\bdang ky\b(?! (?:thuong tru|tam tru|kinh doanh|bien dong|dat dai|ho kinh doanh|doanh nghiep))(?:(?!can cu|to khai|cam doan|yeu cau).){0,100}?"
    r"\bngay\W{0,3}(?P<day>\d{1,2}.{2,20}?\d{4})(?!\d)"
)


def registered_on(sheet: Sheet) -> Sighting | None:
    """``Đã đăng ký kết hôn tại …; số 195, quyển số 01/2025; ngày 01 tháng 4 năm 2025``: in a sentence, over two rows."""
    for row in (*sheet.rows, *(above.joined(below) for above, below in pairwise(sheet.rows))):
        match = _REGISTERED_ON.search(row.folded)
        found = (
            next(iter(dates_in(row.folded[match.end("day") - len(match["day"]) - 5 : match.end("day")])), None)
            if match
            else None
        )
        if match and found and len(found.value) == 10:
            part = row.part(*match.span("day"))
            return Sighting.of("registration_date", sheet.number, part, found.value, 0.85 * found.quality)
    return None


_DAY_FIRST = re.compile(r"^\W*ngay\W{0,3}(?P<day>\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{4})(?!\d)")


def lone_date(sheet: Sheet) -> Sighting | None:
    """A spelled date with a row of its own, as under the title of an invoice."""
    for row in sheet.rows:
        figures = _DAY_FIRST.match(row.folded) if len(row.words) <= 6 else None
        said = next(iter(dates_in(figures["day"])), None) if figures else None
        if figures and said:
            return Sighting.of(
                "issue_date", sheet.number, row.part(*figures.span("day")), said.value, said.quality * 0.85
            )
        found = next(iter(spelled_dates(row.folded, row.plain)), None)
        if (
            found
            and not row.folded[: found.start].strip(" .,:_-")
            and len(row.folded[found.end :].strip(" .,:_-")) <= 3
        ):
            part = row.part(found.start, found.end)
            return Sighting.of("issue_date", sheet.number, part, found.value, found.quality * 0.85)
    return None


_IN_FIGURES = re.compile(
    r"^\W*[a-z][^\d:,]{2,38},\s*(?:ngay\s*)?(?P<day>\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{4})\W*$"
)


def closing_figures(sheet: Sheet) -> Sighting | None:
    """``Hà Nội, ngày 05/01/2026`` alone in a piece of a row, low on the page."""
    for row in reversed(sheet.rows):
        for piece in row.segments(sheet.gap(1.5)):
            match = _IN_FIGURES.match(piece.folded)
            found = next(iter(dates_in(match["day"])), None) if match else None
            if match and found and not _RUNNING.search(piece.folded[: match.start("day")]):
                part = piece.part(*match.span("day"))
                return Sighting.of("issue_date", sheet.number, part, found.value, 0.85 * found.quality)
    return None


def closing_date(sheet: Sheet) -> Sighting | None:
    """``Hà Nội, ngày … tháng … năm …`` alone on a row low on the page: when a citizen, or a registrar, signed."""
    for index in range(len(sheet.rows) - 1, -1, -1):
        row = sheet.rows[index]
        for short in row.segments(sheet.gap(1.5)):
            piece = _with_year(sheet, index, short)
            found = next(iter(spelled_dates(piece.folded, piece.plain)), None)
            if found is None:
                continue
            before = piece.folded[: found.start].strip(" .,…_-:")
            behind = piece.folded[found.end :].strip(" .,…_-:/")
            if len(behind) <= 3 and len(before.split()) <= 6 and not _RUNNING.search(before):
                half = (sheet.rows[0].place.top + sheet.rows[-1].place.bottom) / 2
                low = piece.place.centre[0] > 0.45 * sheet.width or row.place.top > min(half, 0.5 * sheet.height)
                part = piece.part(found.start, found.end)
                return Sighting.of("issue_date", sheet.number, part, found.value, found.quality * 0.95) if low else None
    return None


_YEAR_ALONE = re.compile(r"^\W*(?:19|20)\d\d\W*$")


def _with_year(sheet: Sheet, index: int, piece: Strip) -> Strip:
    """*piece* with the year that did not fit behind its ``… tháng 10 năm`` and stands alone in the next row."""
    if not piece.folded.rstrip().endswith("nam") or index + 1 >= len(sheet.rows):
        return piece
    below = sheet.rows[index + 1]
    return piece.joined(below) if _YEAR_ALONE.match(below.text) else piece
