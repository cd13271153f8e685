"""Machine-readable parts of identity papers: the QR on the card's front, the MRZ on its back or in a passport.

QR payload as printed since 2021: ``id|old id|name|ddmmyyyy of birth|sex|residence|ddmmyyyy of issue`` (later cards add
parts behind). MRZ: ICAO Doc 9303 part 5 (TD1, three lines of 30) and part 4 (TD3, two lines of 44), check digits with
weights 7, 3, 1.
"""

import re
from collections.abc import Iterator
from datetime import date

from classifiers.extract.figures import as_digits
from classifiers.extract.layout import Sheet, Strip
from classifiers.extract.sightings import Sighting
from classifiers.text import fold_letters
from pipeline.model.reading import Barcode

_QR = re.compile(r"(?P<id>\d{12})\|(?P<old>\d{9}|\d{0})\|(?P<name>[^|\d]{2,80})\|(?P<birth>\d{8})\|(?P<sex>Nam|Nữ)\|")
_FILLERS = str.maketrans({"«": "<<", "‹": "<", "£": "<", "＜": "<", "(": "<"})
_TD1_TOP = re.compile(r"I[D<]?[A-Z<]?VNM(?P<number>[0-9OISB]{9})(?P<check>[0-9OISB])(?P<id>[0-9OISB]{12})")
_TD1_MIDDLE = re.compile(
    r"(?P<birth>[0-9OISB]{6})(?P<birth_check>[0-9OISB])(?P<sex>[MF<])(?P<expiry>[0-9OISB]{6})(?P<expiry_check>[0-9OISB])VNM"
)
_TD3_LINE = re.compile(
    r"(?P<number>[A-Z][0-9OISB]{7,8}<{0,1})(?P<check>[0-9OISB])VNM(?P<birth>[0-9OISB]{6})(?P<birth_check>[0-9OISB])(?P<sex>[MF<])"
    r"(?P<expiry>[0-9OISB]{6})(?P<expiry_check>[0-9OISB])(?P<id>[0-9OISB]{9,12})?"
)
_NO_EXPIRY = "991231"
_CODE_TRUST = 0.99
_MRZ_TRUST = 0.95


def from_codes(sheet: Sheet) -> Iterator[Sighting]:
    """Fields of the first identity QR on the page."""
    for barcode in sheet.reading.barcodes:
        match = _QR.match(barcode.text) if barcode.symbology == "qr" else None
        if match is None:
            continue
        parts = barcode.text.split("|")
        yield _coded(sheet, barcode, "id_number", parts[0], parts[0])
        yield _coded(sheet, barcode, "full_name", parts[2], " ".join(parts[2].split()))
        yield _coded(sheet, barcode, "sex", parts[4], parts[4])
        for name, raw in (("birth_date", parts[3]), ("id_issue_date", parts[6] if len(parts) > 6 else "")):
            value = _day_month_year(raw)
            if value:
                yield _coded(sheet, barcode, name, raw, value)
        if len(parts) > 5 and parts[5].strip():
            yield _coded(sheet, barcode, "residence", parts[5], " ".join(parts[5].split()))
        return


def _coded(sheet: Sheet, barcode: Barcode, name: str, raw: str, value: str) -> Sighting:
    return Sighting(name, raw, value, sheet.number, barcode.box, _CODE_TRUST, coded=True)


def _day_month_year(raw: str) -> str | None:
    if len(raw) != 8 or not raw.isdecimal():
        return None
    try:
        return date(int(raw[4:]), int(raw[2:4]), int(raw[:2])).isoformat()
    except ValueError:
        return None


def from_mrz(sheet: Sheet, scanned_on: date) -> Iterator[Sighting]:
    """Fields of a machine-readable zone; only what its own check digits confirm."""
    for row in sheet.rows:
        line = _mrz_line(row)
        if not line:
            continue
        if top := _TD1_TOP.search(line):
            yield from _number_fields(sheet, row, top)
        elif middle := _TD1_MIDDLE.search(line):
            yield from _date_fields(sheet, row, middle, scanned_on)
        elif passport := _TD3_LINE.search(line):
            yield from _passport_fields(sheet, row, passport, scanned_on)


def _mrz_line(row: Strip) -> str:
    """The row as one MRZ line, empty when it cannot be one."""
    line = re.sub(r"\s", "", row.text).translate(_FILLERS).upper()
    return line if len(line) >= 24 and ("<" in line or "VNM" in line) else ""


_PRINTED = re.compile(r"^\W*s[o0]\W{1,4}(?P<number>\d(?:\s?\d){8}(?:(?:\s?\d){3})?)\W*$")


def printed_number(sheet: Sheet) -> Iterator[Sighting]:
    """``SỐ 012345678`` alone in its row, as the old card has it: nine digits, twelve on its last issues."""
    for row in sheet.rows:
        match = _PRINTED.match(row.folded)
        if match:
            part = row.part(*match.span("number"))
            yield Sighting.of("id_number", sheet.number, part, "".join(part.text.split()), 0.95)


_ISSUERS = re.compile(
    r"(?:^|\bcuc truong\s+|:\s*)\W*(?P<who>cuc (?:canh sat|truong cuc|quan ly xuat|cs)[^:/]{3,80}|bo cong an)\W*(?:$|/)"
)


def printed_issuer(sheet: Sheet) -> Iterator[Sighting]:
    """Who issued a card, under whose title it is signed: the Cục Cảnh sát of the ministry, since 2024 Bộ Công an."""
    for row in sheet.rows:
        match = _ISSUERS.search(row.folded)
        if match:
            part = row.part(*match.span("who"))
            yield Sighting.of("id_issuer", sheet.number, part, " ".join(part.text.split()), 0.85)
            return


def check_digit(text: str) -> int:
    """ICAO 9303: figures count as themselves, letters from A = 10, fillers as 0, weights 7, 3, 1, modulo 10."""
    values = (int(c, 36) if c.isalnum() else 0 for c in text)
    return sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10


def _digits(text: str) -> str:
    found = as_digits(fold_letters(text))
    return found[0] if found else text


def _confirmed(text: str, check: str) -> bool:
    given = _digits(check)
    return given.isdecimal() and check_digit(text) == int(given)


def _number_fields(sheet: Sheet, row: Strip, top: re.Match[str]) -> Iterator[Sighting]:
    number, identity = _digits(top["number"]), _digits(top["id"])
    if _confirmed(number, top["check"]) and identity.isdecimal() and identity.endswith(number):
        yield _zoned(sheet, row, "id_number", top["id"], identity)


def _date_fields(sheet: Sheet, row: Strip, middle: re.Match[str], scanned_on: date) -> Iterator[Sighting]:
    birth, expiry = _digits(middle["birth"]), _digits(middle["expiry"])
    if _confirmed(birth, middle["birth_check"]):
        value = _short_date(birth, scanned_on, past=True)
        if value:
            yield _zoned(sheet, row, "birth_date", middle["birth"], value)
        if middle["sex"] in "MF":
            yield _zoned(sheet, row, "sex", middle["sex"], "Nam" if middle["sex"] == "M" else "Nữ")
    if _confirmed(expiry, middle["expiry_check"]) and expiry != _NO_EXPIRY:
        value = _short_date(expiry, scanned_on, past=False)
        if value:
            yield _zoned(sheet, row, "expiry_date", middle["expiry"], value)


def _passport_fields(sheet: Sheet, row: Strip, line: re.Match[str], scanned_on: date) -> Iterator[Sighting]:
    number = line["number"][0] + _digits(line["number"][1:].rstrip("<"))
    if _confirmed(number.ljust(9, "<"), line["check"]):
        yield _zoned(sheet, row, "passport_number", line["number"], number)
    yield from _date_fields(sheet, row, line, scanned_on)
    identity = _digits(line["id"] or "")
    if identity.isdecimal() and len(identity) in (9, 12):
        yield _zoned(sheet, row, "id_number", line["id"], identity).doubted(0.8)


def _zoned(sheet: Sheet, row: Strip, name: str, raw: str, value: str) -> Sighting:
    seen = Sighting.of(name, sheet.number, row, value, 1.0)
    return Sighting(name, raw, value, sheet.number, seen.box, _MRZ_TRUST, coded=True)


def _short_date(digits: str, scanned_on: date, *, past: bool) -> str | None:
    """A yymmdd: births lie before the scan, ends of validity within fifty years after 2000."""
    year = 2000 + int(digits[:2])
    if past and year > scanned_on.year:
        year -= 100
    try:
        return date(year, int(digits[2:4]), int(digits[4:])).isoformat()
    except ValueError:
        return None
