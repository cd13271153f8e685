"""Numbers that name somebody or something: identity, tax, insurance, dossiers, registers, certificates, telephones."""

import re

from classifiers.checks.tax import tax_code_is_sound
from classifiers.extract.dates import REPAIRED
from classifiers.extract.figures import as_digits, digit_runs
from classifiers.extract.layout import Strip
from classifiers.extract.reading import Reading, trimmed
from classifiers.text import fold_letters

_CODE = re.compile(r"[0-9a-z][0-9a-z./\-]*(?: ?[/\-] ?[0-9a-z.]+)*")
_SERIAL = re.compile(r"(?<![A-ZĐ0-9])([A-ZĐ]{1,2}) ?[-.]? ?([0-9OoIlSBZ]{6,8})(?![0-9A-Z])")
_TAX = re.compile(r"(?<![0-9])(\d(?:[ .]?\d){9})(?:\s?-\s?(\d{3}))?(?![0-9])|(?<![0-9])(\d(?: ?\d){11})(?![0-9])")
_REGISTER = re.compile(r"(?:[A-ZĐ]{1,4}(?:[-.][A-ZĐ0-9]{1,5})*[ .]?)?\d{1,6}(?:[/\-][A-ZĐ0-9.\-]+)*")
_DOSSIER = re.compile(
    r"(?<![A-Z0-9.])(?P<head>(?:[0-9A-Z]{2,3} ?\. ?){0,3}[A-Z][0-9OILSB]{2}(?: ?\. ?[0-9A-Z]{1,4})*)"
    r" ?- ?(?P<day>[0-9OILSB]{6,8}) ?- ?(?P<sequence>[0-9OILSB]{4,7})(?![0-9A-Z])"
)
"""The tolerant form over what one-stop systems were seen to print (`000.00.16.H26-240705-0001`, `G09.20-20260609-0092637`)."""
_PASSPORT = re.compile(r"(?<![a-z0-9])([a-z]) ?(\d{7,8})(?![a-z0-9])")
_BOOK = re.compile(
    r"\d{1,4}(?:\s?/\s?\d{2,4})?(?:\s?[-–]?\s?(?:TP\s?/\s?)?(?:CC|SCT|SCC|CT|KS|KT|KH|TLKS|TLKT|TLKH)(?:\s?[-–/,]\s?[A-ZĐ]{2,6})*)?"
)
_PHONE = re.compile(
    r"(?<![0-9])(?:(?:\+?84|0)[ .\-]?[35789](?:[ .\-]?\d){8}|\(?(?:\+?84|0)[ .\-]?2\d{1,2}\)?(?:[ .\-]?\d){7,8})(?![0-9])"
)
_PLATE = re.compile(r"(?<![0-9A-Z])(\d{2}) ?[-–]? ?([A-ZĐ]{1,2}\d?) ?[-–.]? ?(\d{3} ?[.]? ?\d{2}|\d{4})(?![0-9])")
_CLASS = re.compile(
    r"(?<![A-Za-z0-9])(?:A1|A2|A3|A4|A|B1|B2|B|C1|C|D1|D2|D|BE|C1E|CE|D1E|D2E|DE|E|FB2|FC|FD|FE)(?![A-Za-z0-9])"
)


_BORDER = str.maketrans("", "", "|[](){}/\\!¦ .,_")
_CELLS = re.compile(r"[|\[\]¦]")


def in_cells(strip: Strip, lengths: tuple[int, ...]) -> Reading | None:
    """Figures one to a cell, the cells' borders read among them: ``[0[3|[0|0|9[6…``; exactly as many as there are cells."""
    if len(_CELLS.findall(strip.text)) < 4:
        return None
    packed = fold_letters(strip.text).replace("ø", "0").translate(_BORDER)
    digits = as_digits(packed)
    if digits is None or len(digits[0]) not in lengths:
        return None
    return Reading(0, len(strip.text), digits[0], REPAIRED)


def id_number(strip: Strip) -> Reading | None:
    """Số định danh, CCCD (12 digits) or CMND (9 digits)."""
    if found := in_cells(strip, (12, 9)):
        return found
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


def code(strip: Strip) -> Reading | None:
    """A number or sign with at least one digit; blanks beside ``/`` and ``-`` close up."""
    for found in _CODE.finditer(strip.folded[:60]):
        if any(c.isdecimal() for c in found.group()):
            raw = strip.text[found.start() : found.end()]
            end = found.start() + len(raw.rstrip(".-/"))
            return Reading(found.start(), end, re.sub(r"\s+", "", raw.rstrip(".-/")), 0.95)
    return None


def book(strip: Strip) -> Reading | None:
    """Quyển số with its year and register: ``01/2024-SCT/BS``, ``05/2026 TP/CC-SCC/HĐGD``."""
    found = _BOOK.search(strip.text[:60])
    if found is None:
        return code(strip)
    raw = found.group().rstrip(" -–/,.")
    return Reading(found.start(), found.start() + len(raw), closed_up(raw), 0.95)


def closed_up(sign: str) -> str:
    """A sign without blanks beside its strokes and hyphens; other blanks stay, one each."""
    return " ".join(re.sub(r"\s*([/\-–])\s*", r"\1", sign).split())


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
    if (cells := in_cells(strip, (10, 12))) and (len(cells.value) == 12 or tax_code_is_sound(cells.value)):
        return cells
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
    found = _REGISTER.match(strip.text, trimmed(strip.text)[0])
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


def phone(strip: Strip) -> Reading | None:
    """A telephone number with its leading nought or +84, as figures only."""
    found = _PHONE.search(strip.text)
    if found is None:
        return None
    digits = re.sub(r"\D", "", found.group())
    return Reading(found.start(), found.end(), f"0{digits[2:]}" if digits.startswith("84") else digits, 0.97)


def plate(strip: Strip) -> Reading | None:
    """Biển số: two figures, a series, four or five figures (TT 79/2024/TT-BCA), ``29A-123.45``."""
    found = _PLATE.search(strip.text.upper())
    if found is None:
        return None
    last = re.sub(r"\D", "", found[3])
    value = f"{found[1]}{found[2]}-{last[:3]}.{last[3:]}" if len(last) == 5 else f"{found[1]}{found[2]}-{last}"
    return Reading(found.start(), found.end(), value, 0.95)


def licence_class(strip: Strip) -> Reading | None:
    """Hạng of a driving licence (Luật Trật tự, an toàn giao thông đường bộ 36/2024/QH15 Đ57, and the older ones)."""
    found = _CLASS.search(strip.text)
    return Reading(found.start(), found.end(), found.group(), 0.95) if found else None
