"""What a machine-readable mark says: our cover sheet, a dossier code, a patch sheet, an identity card, or nothing of ours.

A payload we do not know is not ours, whatever it holds. Codes read by an engine from print are a weaker source: only
letters inside digit groups are put right (O/0, I/1, S/5, B/8, Z/2, G/6), and only where the code's form demands a digit.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.covers import CODE, COVER_PREFIX, cover_mark, is_day, printed_check
from pipeline.model.geometry import Box
from pipeline.model.ids import DossierCode
from pipeline.model.reading import Barcode

_CODE_INSIDE = re.compile(rf"(?<![0-9A-Za-z.\-]){CODE}(?![0-9A-Za-z\-])")
_D = "[0-9OoQDIl|!SsBZzG]"
_PRINTED = re.compile(
    rf"(?<![0-9A-Za-z.\-])(?P<prefix>(?:[0-9A-Za-z]{{2,3}}\.){{0,3}})(?P<agency>[A-Z8]{_D}{{2}})(?P<unit>(?:\.{_D}{{1,4}})*)"
    rf"-(?P<day>{_D}{{8}}|{_D}{{6}})-(?P<serial>{_D}{{4,7}})(?![0-9A-Za-z\-])"
)
_AS_DIGITS = str.maketrans("OoQDIl|!SsBZzG", "00001111558226")
_PATCH = re.compile(r"^(?:PATCH|SEPARATOR)[\s_-]*(?:CODE)?[\s_-]*(?:T|I{1,3}|IV|VI?|[1-6])?$", re.IGNORECASE)
_ID_CARD = re.compile(r"^(?P<number>\d{12})\|(?:\d{9})?\|[^|]{2,80}\|(?:\d{8}|\d{4})?\|[^|]{0,10}\|")
_CHECK = re.compile(rf"(?i:ki\S{{0,2}}m\s*tr\S?)\W{{0,4}}({_D}{{4}})(?![0-9A-Za-z])")
_JOINTS = re.compile(r"\s*([.\-\u2010-\u2015])\s*")
_JOINTS_OF_LINE = re.compile(r"[^\S\n]*([.\-\u2010-\u2015])[^\S\n]*")


class Meaning(StrEnum):
    COVER_SHEET = "cover-sheet"
    DOSSIER = "dossier"
    """A one-stop paper's mark: it holds a dossier code (TT 01/2018/TT-VPCP Đ19, TT 01/2023/TT-VPCP)."""
    PATCH = "patch"
    ID_CARD = "id-card"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Mark:
    """What one barcode means, and where it stands on the page as scanned."""

    meaning: Meaning
    box: Box
    dossier: DossierCode | None = None


def meaning_of(barcode: Barcode) -> Mark:
    """Read one barcode. Never raises: a strange payload is simply not ours."""
    text = barcode.text.strip()
    if barcode.symbology == "patch" or _PATCH.match(text):
        return Mark(Meaning.PATCH, barcode.box)
    if text.split("|")[0] == COVER_PREFIX:
        cover = cover_mark(text)
        return Mark(Meaning.COVER_SHEET, barcode.box, cover.dossier) if cover else Mark(Meaning.FOREIGN, barcode.box)
    if _ID_CARD.match(text):
        return Mark(Meaning.ID_CARD, barcode.box)
    codes = codes_in(text)
    return Mark(Meaning.DOSSIER, barcode.box, codes[0]) if len(codes) == 1 else Mark(Meaning.FOREIGN, barcode.box)


def meanings_of(barcodes: Iterable[Barcode]) -> tuple[Mark, ...]:
    """All marks of a page in the order they were found, foreign ones too."""
    return tuple(meaning_of(barcode) for barcode in barcodes)


def codes_in(text: str) -> tuple[DossierCode, ...]:
    """Every dossier code that stands in *text* exactly as the tolerant form wants it, each once.

    Forms seen: ``000.00.16.H26-240705-0001``, ``H26.14-240823-0001``, ``000.A0.01.H26-210212-9090``,
    ``G09.20-20260609-0092637``. The day in it must be one; the code itself stays opaque.
    """
    found = (match for match in _CODE_INSIDE.finditer(text) if is_day(match["day"]))
    return tuple(dict.fromkeys(DossierCode(match[0]) for match in found))


def codes_printed_in(text: str) -> tuple[DossierCode, ...]:
    """Dossier codes in *text* as an engine read it from paper, slips inside digit groups put right."""
    lines = _codes_in_joined(_JOINTS_OF_LINE.sub(_joint, text))
    onwards = _codes_in_joined(_JOINTS.sub(_joint, text))  # a code may go on in the next line
    return (*lines, *(code for code in onwards if not code.endswith(lines)))


def _joint(match: re.Match[str]) -> str:
    return "." if match[1] == "." else "-"


def _codes_in_joined(joined: str) -> tuple[DossierCode, ...]:
    found = []
    for match in _PRINTED.finditer(joined):
        day = match["day"].translate(_AS_DIGITS)
        if not is_day(day):
            continue
        prefix = "".join(f"{_repaired(group)}." for group in match["prefix"].split(".") if group)
        agency = ("B" if match["agency"][0] == "8" else match["agency"][0]) + match["agency"][1:].translate(_AS_DIGITS)
        serial = match["serial"].translate(_AS_DIGITS)
        found.append(DossierCode(f"{prefix}{agency}{match['unit'].translate(_AS_DIGITS)}-{day}-{serial}"))
    return tuple(dict.fromkeys(found))


def code_of_cover(text: str) -> DossierCode | None:
    """The code a cover sheet's print names, when its mark cannot be read: one code alone, and the one its printed check
    agrees with where it has one. A digit misread is somebody else's dossier, so no code is better than a likely one.
    """
    codes = codes_printed_in(text)
    checks = {check.translate(_AS_DIGITS) for check in _CHECK.findall(text)}
    if checks:
        codes = tuple(code for code in codes if printed_check(code) in checks)
    return codes[0] if len(codes) == 1 else None


def _repaired(group: str) -> str:
    """A group ahead of the agency: ``OOO`` means ``000``, but ``A0`` may hold a letter by right."""
    digits = group.translate(_AS_DIGITS)
    return digits if digits.isdigit() and any(c.isdigit() or c in "Oo" for c in group) else group.upper()
