"""Dates as papers write them: in figures, spelled ngày … tháng … năm, in words, or only in part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from classifiers.extract.figures import FIGURE, as_digits, number_from_words

REPAIRED = 0.7
"""What a repaired figure leaves of the confidence."""
PARTIAL = 0.8
"""What a missing day or month leaves of it."""

_LONG = re.compile(
    r"nga[yvu]?(?P<d>(?:(?!nga[yvu]).){0,10}?)"
    r"\s*t?hang\s*(?P<m>.{0,6}?)\s*nam[^a-z0-9]{0,3}(?P<y>[0-9oil|sb]{4})(?![0-9])"
)
_FIGURES = re.compile(
    rf"(?<![0-9a-z])(?P<d>{FIGURE}{{1,2}})\s?\.?[/.\-⁄]\s?\.?(?P<m>{FIGURE}{{1,2}})\s?\.?[/.\-⁄]\s?\.?(?P<y>{FIGURE}{{4}})(?![0-9a-z])"
)
_HALF_SPELLED = re.compile(
    rf"(?<![0-9a-z])(?P<d>{FIGURE}{{1,2}})\s*thang\s*(?P<m>.{{0,6}}?)\s*nam[^a-z0-9]{{0,3}}(?P<y>[0-9oil|sb]{{4}})(?![0-9])"
)
"""``Ngày, tháng, năm đăng ký: 05 tháng 6 năm 2024``: the word ngày is the label's."""
_SHORT = re.compile(r"(?<![0-9/.\-])(?P<d>\d{1,2})\s?[/.\-]\s?(?P<m>\d{1,2})\s?[/.\-]\s?(?P<y>\d{2})(?![0-9/.\-]\d|\d)")
_SHORT_YEAR_TURNS = 30
"""A year of two figures below this is of this century."""
_MONTH_YEAR = re.compile(r"(?<![0-9/.\-])(?:thang\s*)?(?P<m>\d{1,2})\s?(?:[/.\-]|nam)\s?(?P<y>(?:19|20)\d\d)(?![0-9])")
_YEAR = re.compile(r"(?<![0-9/.\-])(?P<y>(?:18|19|20)\d\d)(?![0-9/])")
_WORDS = re.compile(r"ngay\s+(?:mung\s+|mong\s+)?(?P<d>.+?)\s+thang\s+(?P<m>.+?)\s+nam\s+(?P<y>[a-z ,]+)")
_PADDING = " .,:…_-–—·"
"""What a form prints where a figure is to be written."""
_LEADER_INSIDE = re.compile(r"(?<=[0-9])[.…]+\s?(?=[0-9]\Z)")
"""The form's dotted line between two figures of a day: ``1.6`` before the word tháng."""
_EARLY = re.compile(r"^\W*m[^\W\d]ng\s+")
"""Mồng, mùng: before the first ten days of a month."""
_MONTH_NAMES = {"gieng": 1, "chap": 12}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """`value` in ISO 8601, possibly partial; `start` and `end` in the text; `quality` 0..1 of how it was written."""

    value: str = field(repr=False)
    start: int
    end: int
    quality: float


def dates_in(folded: str, plain: str = "") -> tuple[FoundDate, ...]:
    """Dates in figures or spelled out, from left to right; partial ones only where nothing fuller is.

    *plain* is the same text with its marks, when at hand: then only unmarked letters are mended to figures.
    """
    taken: list[FoundDate] = []
    for pattern in (_LONG, _HALF_SPELLED, _FIGURES, _SHORT, _MONTH_YEAR, _YEAR):
        for found in _matches(pattern, folded, plain or folded):
            if all(found.end <= other.start or found.start >= other.end for other in taken):
                taken.append(found)
    return tuple(sorted(taken, key=lambda found: found.start))


def spelled_dates(folded: str, plain: str = "") -> tuple[FoundDate, ...]:
    """Only dates of the form ngày … tháng … năm: those that head or close a paper."""
    return tuple(_matches(_LONG, folded, plain or folded))


def _matches(pattern: re.Pattern[str], folded: str, plain: str) -> Iterator[FoundDate]:
    for match in pattern.finditer(folded):
        groups = {name: plain[slice(*match.span(name))] for name in match.groupdict()}
        year = as_digits(groups["y"])
        if year and len(year[0]) == 2:
            year = (f"{20 if int(year[0]) < _SHORT_YEAR_TURNS else 19}{year[0]}", True)
        if year is None or not 1850 <= int(year[0]) <= 2150:
            continue
        month = _small(groups.get("m"), 12)
        day = _small(groups.get("d"), 31)
        found = _composed(year, month, day)
        if found:
            yield FoundDate(found[0], match.start(), match.end(), found[1])


def _small(text: str | None, most: int) -> tuple[str, bool] | None:
    """A day or month, or None when it is blank or unreadable.

    A mark stuck to a figure (``)9``, ``7#``) is half of a figure the engine could not read: then nothing is known.
    """
    packed = _LEADER_INSIDE.sub("", _EARLY.sub("", text or "").strip(_PADDING))
    if not 1 <= len(packed) <= 2:
        return None
    digits = ("8", True) if packed == "§" else as_digits(packed)
    return digits if digits and 1 <= int(digits[0]) <= most else None


def _composed(
    year: tuple[str, bool], month: tuple[str, bool] | None, day: tuple[str, bool] | None
) -> tuple[str, float] | None:
    quality = REPAIRED if any(part and part[1] for part in (year, month, day)) else 1.0
    if month is None:
        return year[0], quality * PARTIAL
    if day is None:
        return f"{year[0]}-{int(month[0]):02}", quality * PARTIAL
    try:
        whole = date(int(year[0]), int(month[0]), int(day[0]))
    except ValueError:
        return f"{year[0]}-{int(month[0]):02}", quality * PARTIAL
    return whole.isoformat(), quality


def date_in_words(folded: str) -> str | None:
    """ISO date of ``ngay mot thang hai nam hai nghin khong tram hai muoi``, None when the words say no date."""
    match = _WORDS.search(folded)
    if match is None:
        return None
    day, year = number_from_words(match["d"]), number_from_words(match["y"])
    month = _MONTH_NAMES.get(match["m"].strip()) or number_from_words(match["m"])
    try:
        return date(year or 0, month or 0, day or 0).isoformat()
    except ValueError:
        return None
