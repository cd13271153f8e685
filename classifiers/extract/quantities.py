"""Values that measure: dates, areas, sums of money, short numbers."""

import re

from classifiers.extract.dates import REPAIRED, dates_in
from classifiers.extract.figures import as_digits, number_from_words
from classifiers.extract.layout import Strip
from classifiers.extract.reading import LEADERS, Reading, trimmed

_RUIN = re.compile(r"[0-9][^a-z]*\Z|/\s?\Z|\bngay\b|\bthang\b")
"""Figures, a stroke or the words for them before a month or a year that stands alone: the rest was there and is lost."""
_UNREAD = 0.5
_LEADERS = re.compile(r"(?<![0-9])[.…_·]{2,}|[.…_·]{2,}(?![0-9])|[.…_·]{4,}")
_AREA = re.compile(r"(?P<n>\d[\d., ]*?)\s*(?:m\s?[2²?]|met vuong|m\b|ha\b)")
_NUMBER = re.compile(r"\d[\d., ]*")
_MONEY = re.compile(r"\d{1,3}(?:[., ]\d{3})+|\d{4,}")


def date(strip: Strip) -> Reading | None:
    """The first date; a day or month that cannot be read leaves a partial one."""
    folded, plain = (_LEADERS.sub(lambda dots: " " * len(dots[0]), text) for text in (strip.folded, strip.plain))
    found = next(iter(dates_in(folded, plain)), None)
    if found is None:
        return None
    ruined = len(found.value) < 10 and _RUIN.search(strip.folded[: found.start][-8:])
    return Reading(found.start, found.end, found.value, found.quality * (_UNREAD if ruined else 1.0))


def plain_number(strip: Strip) -> Reading | None:
    """Thửa đất, tờ bản đồ: a short number, perhaps with a letter or a hyphen (``12-3``, ``45a``)."""
    found = re.search(
        r"(?<![a-z0-9])(\d[0-9oil]{0,5}(?:[a-d](?![a-z]))?(?:\s?[-+,]\s?\d{1,5}(?![\d.,]*\s?m))*)", strip.folded[:30]
    )
    if found is None:
        return None
    packed = re.sub(r"\s+", "", found[1]).rstrip(",")
    digits = as_digits(packed)
    if digits and digits[1]:
        return Reading(found.start(), found.end(), digits[0], REPAIRED)
    return Reading(found.start(), found.end(), packed, 1.0)


def area(strip: Strip) -> Reading | None:
    """Square metres with a decimal point: ``1.250,7 m²`` is ``1250.7``."""
    found = _AREA.search(strip.folded)
    bare = found is None
    found = found or _NUMBER.match(strip.folded.lstrip(LEADERS) and strip.folded, trimmed(strip.text)[0])
    if found is None:
        return None
    figures = found["n"] if not bare else found.group()
    value = decimal_of(figures)
    if value is None:
        return None
    if re.search(r"\bha\b", found.group()):
        value = f"{float(value) * 10_000:g}"
    return Reading(found.start(), found.end(), value, 0.7 if bare else 1.0)


def decimal_of(figures: str) -> str | None:
    """A number as Vietnamese papers write it (comma before the decimals, dots between thousands), None if unclear."""
    packed = figures.replace(" ", "").strip(".,")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", packed):
        packed = packed.replace(".", "")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", packed) and packed.count(",") > 1:
        packed = packed.replace(",", "")
    packed = packed.replace(",", ".")
    return packed if re.fullmatch(r"\d+(?:\.\d+)?", packed) else None


def money(strip: Strip) -> Reading | None:
    """Đồng in figures; words beside them (Bằng chữ …) raise or lower the confidence."""
    found = _MONEY.search(strip.folded)
    if found is None:
        return None
    value = re.sub(r"\D", "", found.group())
    said = _said_amount(strip.folded[found.end() :])
    quality = 0.9 if said is None else (1.0 if said == int(value) else 0.4)
    return Reading(found.start(), found.end(), value, quality)


def _said_amount(folded: str) -> int | None:
    """The amount in words after the figures, None when there are none."""
    for found in re.finditer(r"\b(mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)\b", folded):
        said = number_from_words(folded[found.start() :])
        if said is not None and said >= 1000:
            return said
    return None
