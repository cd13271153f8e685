"""What may stand behind a label: each reader finds its kind of value at the head of a strip, or says there is none."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from classifiers.checks.tax import tax_code_is_sound
from classifiers.extract.dates import REPAIRED, dates_in
from classifiers.extract.figures import as_digits, digit_runs, number_from_words
from classifiers.extract.layout import Strip
from classifiers.extract.leaders import without_leaders
from classifiers.extract.surnames import misread_name
from classifiers.extract.syllables import misread_words
from classifiers.text import fold, fold_letters

DOTTED = 0.85
"""What leader dots among the words leave of the confidence: they touch the letters above them."""
LEADERS = " \t.…_-–—·•*,:;|'\"“”„~=<>`ˆ´^¬¦\\"
"""Marks that fill the blank a form leaves for a value, or that an engine makes of its dotted line."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``text[start:end]`` of the strip read as `value`; `quality` 0..1."""

    start: int
    end: int
    value: str = field(repr=False)
    quality: float


Reader = Callable[[Strip], Reading | None]

_FILL = re.compile(r"\s*(?:[.…_·•]\s*){3,}|\s*[.…_]{2,}\s*|\s+_\s+")
_LETTER = "[A-Za-zÀ-ÖØ-öø-\u024f\u1e00-\u1eff]"
_NAME_WORD = re.compile(rf"{_LETTER}+(?:['’.\-]{_LETTER}+)*\Z")
_NAME_ENDS = re.compile(
    r"\s*(?:[;:/(),…_|]|\.(?![^\W\d_]|\s*[^\W\d_])|\.{2,}(?!\s*[^\W\d_])|\s-\s|\d|\b(?:sinh|nam sinh|ngay|gioi tinh|cccd|cmnd|dia chi|quoc tich|dan toc)\b)"
)
_STRANGE = re.compile(r"[<>«»|~^ˆ`´¬¦=&„“”\\{}\[\]*#@$€£¥§©®™†‡•°]|[^\W\d_]\d+[^\W\d_]|\s['\"](?=\s|\w)")
_ROLES = frozenset(
    (
        "chong",
        "vo",
        "cha",
        "me",
        "con",
        "bo",
        "nam",
        "nu",
        "ben nam",
        "ben nu",
        "chu ho",
        "ban than",
        "quan he",
        "don vi thi cong",
        "khong",
        "khong co",
    )
)
"""Headings and answers that stand where a name might; never a name."""
_HONORIFIC = re.compile(r"^(?:(?:ong|ba|anh|chi|hai ong ba)\s*(?:[/,(]\s*(?:ong|ba)\s*\)?)?\s*[:.]?\s+)+")
_CODE = re.compile(r"[0-9a-z][0-9a-z./\-]*(?: ?[/\-] ?[0-9a-z.]+)*")
_AREA = re.compile(r"(?P<n>\d[\d., ]*?)\s*(?:m\s?[2²?]|met vuong|m\b|ha\b)")
_NUMBER = re.compile(r"\d[\d., ]*")
_MONEY = re.compile(r"\d{1,3}(?:[., ]\d{3})+|\d{4,}")
_SERIAL = re.compile(r"(?<![A-ZĐ0-9])([A-ZĐ]{1,2}) ?[-.]? ?([0-9OoIlSBZ]{6,8})(?![0-9A-Z])")
_TAX = re.compile(r"(?<![0-9])(\d(?:[ .]?\d){9})(?:\s?-\s?(\d{3}))?(?![0-9])|(?<![0-9])(\d(?: ?\d){11})(?![0-9])")
_REGISTER = re.compile(r"(?:[A-ZĐ]{1,4}(?:[-.][A-ZĐ0-9]{1,5})*[ .]?)?\d{1,6}(?:[/\-][A-ZĐ0-9.\-]+)*")
_DOSSIER = re.compile(
    r"(?<![A-Z0-9.])(?P<head>(?:[0-9A-Z]{2,3} ?\. ?){0,3}[A-Z][0-9OILSB]{2}(?: ?\. ?[0-9A-Z]{1,4})*)"
    r" ?- ?(?P<day>[0-9OILSB]{6,8}) ?- ?(?P<sequence>[0-9OILSB]{4,7})(?![0-9A-Z])"
)
"""The tolerant form over what one-stop systems were seen to print (`000.00.16.H26-240705-0001`, `G09.20-20260609-0092637`)."""
_PASSPORT = re.compile(r"(?<![a-z0-9])([a-z]) ?(\d{7,8})(?![a-z0-9])")


def text(strip: Strip) -> Reading | None:
    """Free text up to the leaders after it."""
    start, end = _trimmed(strip.text)
    if end - start < 2 or not any(c.isalnum() for c in strip.text[start:end]):
        return None
    value, dotted = without_leaders(_FILL.sub(" ", strip.text[start:end]))
    return Reading(start, end, " ".join(value.split()), 0.95 * (DOTTED if dotted else 1.0) * legible(value))


def legible(value: str) -> float:
    """Marks no clerk types between words are what an engine makes of letters it could not read."""
    return 0.7 if _STRANGE.search(value) else 0.9 if misread_words(value) else 1.0


def name(strip: Strip) -> Reading | None:
    """A person's name as printed: two to seven words of letters. Never corrected, never completed."""
    start, end = _trimmed(strip.text)
    honorific = _HONORIFIC.match(strip.folded[start:end])
    if honorific and honorific.end() < end - start:
        start += honorific.end()
    stop = next((m.start() for m in _NAME_ENDS.finditer(strip.folded, start, end) if m.start() > start), end)
    end = start + len(strip.text[start:stop].rstrip(LEADERS))
    value, dotted = without_leaders(strip.text[start:end])
    words = value.split()
    if not 1 <= len(words) <= 7 or not all(_NAME_WORD.match(word) for word in words):
        return None
    if not words[0][0].isupper() or fold(value) in _ROLES:
        return None
    capital = all(word[0].isupper() for word in words)
    whole = capital and 2 <= len(words) <= 6 and all(len(word) > 1 for word in words)
    alike = value.isupper() or not any(word.isupper() for word in words)
    quality = (1.0 if whole and alike else 0.6) * (DOTTED if dotted or misread_name(value) else 1.0)
    return Reading(start, end, " ".join(words), quality)


def date(strip: Strip) -> Reading | None:
    """The first date; a day or month that cannot be read leaves a partial one."""
    found = next(iter(dates_in(strip.folded, strip.plain)), None)
    return Reading(found.start, found.end, found.value, found.quality) if found else None


def id_number(strip: Strip) -> Reading | None:
    """Số định danh, CCCD (12 digits) or CMND (9 digits)."""
    for length in (12, 9):
        for start, end, digits, repaired in digit_runs(strip.plain, (length,)):
            return Reading(start, end, digits, REPAIRED if repaired else 1.0)
    return None


def passport_number(strip: Strip) -> Reading | None:
    """One letter and seven or eight digits."""
    found = _PASSPORT.search(strip.folded)
    return Reading(found.start(), found.end(), (found[1] + found[2]).upper(), 1.0) if found else None


def insurance_number(strip: Strip) -> Reading | None:
    """Mã số bảo hiểm xã hội: ten digits."""
    for start, end, digits, repaired in digit_runs(strip.plain, (10,)):
        return Reading(start, end, digits, REPAIRED if repaired else 1.0)
    return None


def sex(strip: Strip) -> Reading | None:
    """``Nam`` or ``Nữ``. A ticked pair of boxes prints both words and says nothing to a text reader."""
    found = list(re.finditer(r"\b(nam|nu)\b", strip.folded[:40]))
    viet = re.search(r"\bviet nam\b", strip.folded[:40])
    if len({m.group() for m in found}) != 1 or (viet and viet.start() < found[0].start()):
        return None
    first = found[0]
    return Reading(first.start(), first.end(), "Nam" if first.group() == "nam" else "Nữ", 1.0)


def people(strip: Strip) -> Reading | None:
    """A nationality, an ethnic group or a religion: one to four words of letters, as printed."""
    start, end = _trimmed(strip.text)
    words = re.match(rf"{_LETTER}+(?:[ \-.]+{_LETTER}+){{0,3}}", strip.text[start:end])
    if words is None:
        return None
    value, dotted = without_leaders(words.group())
    quality = (1.0 if value[0].isupper() else 0.8) * (DOTTED if dotted else 1.0)
    return Reading(start, start + words.end(), value, quality)


def code(strip: Strip) -> Reading | None:
    """A number or sign with at least one digit; blanks beside ``/`` and ``-`` close up."""
    for found in _CODE.finditer(strip.folded[:60]):
        if any(c.isdecimal() for c in found.group()):
            raw = strip.text[found.start() : found.end()]
            end = found.start() + len(raw.rstrip(".-/"))
            return Reading(found.start(), end, re.sub(r"\s+", "", raw.rstrip(".-/")), 0.95)
    return None


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
    found = found or _NUMBER.match(strip.folded.lstrip(LEADERS) and strip.folded, _trimmed(strip.text)[0])
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


def serial(strip: Strip) -> Reading | None:
    """Số phát hành of a certificate: one or two capitals and six to eight digits, ``BK 123456``."""
    found = _SERIAL.search(strip.text)
    if found is None:
        return None
    digits = as_digits(fold_letters(found[2]))
    if digits is None:
        return None
    return Reading(found.start(), found.end(), f"{found[1]} {digits[0]}", REPAIRED if digits[1] else 1.0)


def tax_code(strip: Strip) -> Reading | None:
    """MST: ten digits, with ``-001`` for a branch, or the twelve of a person (TT 86/2024/TT-BTC)."""
    found = _TAX.search(strip.folded)
    if found is None:
        return _repaired_tax_code(strip)
    digits = re.sub(r"\D", "", found[1] or found[3])
    sound = len(digits) == 12 or tax_code_is_sound(digits)
    value = f"{digits}-{found[2]}" if found[2] else digits
    return Reading(found.start(), found.end(), value, 1.0 if sound else 0.4)


def _repaired_tax_code(strip: Strip) -> Reading | None:
    """A misread figure may be mended only when the check digit then agrees."""
    for start, end, digits, _ in digit_runs(strip.plain, (10,)):
        if tax_code_is_sound(digits):
            return Reading(start, end, digits, REPAIRED)
    return None


def register(strip: Strip) -> Reading | None:
    """Số vào sổ: letters and a number that belong together, ``CS-HĐO 01234``, ``CH00123``."""
    found = _REGISTER.match(strip.text, _trimmed(strip.text)[0])
    return Reading(found.start(), found.end(), " ".join(found.group().split()), 0.95) if found else code(strip)


def dossier_code(strip: Strip) -> Reading | None:
    """Mã hồ sơ in any of the forms seen (legal, short, long, national platform): an opaque key, never composed.

    Letters an engine puts for figures are mended only inside groups that can hold nothing but figures.
    """
    found = _DOSSIER.search(strip.text.upper())
    if found is None:
        return None
    head = "".join(found["head"].split())
    tail = [fold_letters("".join(found[name].split())) for name in ("day", "sequence")]
    digits = [as_digits(part) for part in tail]
    if not all(digits) or len(digits[0][0] if digits[0] else "") not in (6, 8):
        return None
    groups = [_mended_group(group) for group in head.split(".")]
    value = "-".join([".".join(groups), *(part[0] for part in digits if part)])
    mended = any(part and part[1] for part in digits) or ".".join(groups) != head
    return Reading(found.start(), found.end(), value, REPAIRED if mended else 1.0)


def _mended_group(group: str) -> str:
    """An agency group: one letter and two figures (``H26``), or figures only (``000``, ``0O0``)."""
    if re.fullmatch(r"[A-Z][0-9OILSB]{2}", group) and any(c.isdecimal() for c in group[1:]):
        rest = as_digits(fold_letters(group[1:]))
        return group[0] + rest[0] if rest else group
    whole = as_digits(fold_letters(group)) if re.fullmatch(r"[0-9OILSB]{2,4}", group) else None
    return whole[0] if whole else group


def _trimmed(value: str) -> tuple[int, int]:
    """Where *value* begins and ends without leaders, footnote marks and stops around it."""
    start = 0
    while True:
        rest = value[start:]
        note = re.match(r"\s*\(\s*\d{1,2}\s*\)", rest)
        step = note.end() if note else len(rest) - len(rest.lstrip(LEADERS))
        if not step:
            break
        start += step
    gap = re.search(r"[.…_·]{3,}", value[start:])
    end = start + gap.start() if gap else len(value)
    return start, max(start, start + len(value[start:end].rstrip(LEADERS)))


READERS: Mapping[str, Reader] = {
    "text": text,
    "name": name,
    "date": date,
    "id_number": id_number,
    "passport_number": passport_number,
    "insurance_number": insurance_number,
    "sex": sex,
    "people": people,
    "code": code,
    "dossier_code": dossier_code,
    "number": plain_number,
    "area": area,
    "money": money,
    "register": register,
    "serial": serial,
    "tax_code": tax_code,
}


def is_same(one: str, other: str) -> bool:
    """Whether two printed values say the same to a reader."""
    return fold(one) == fold(other)
