"""Cover sheets (tờ phân cách hồ sơ): what our own sheet carries for machines, and what a dossier code looks like.

A sheet in somebody's drawer is read for years: a payload once printed keeps its meaning.
"""

import hashlib
import re
from dataclasses import dataclass

from pipeline.model.ids import DossierCode

COVER_PREFIX = "SOHOA1"
CODE_EXAMPLES = ("H26.14-240823-0001", "000.00.16.H26-240705-0001", "G09.20-20260609-0092637")
MOST_SHEETS = 9999

CODE = r"(?:[0-9A-Z]{2,3}\.){0,3}[A-Z]\d{2}(?:\.\d{1,4})*-(?P<day>\d{8}|\d{6})-\d{4,7}"
"""A dossier code (mã hồ sơ): agency, day of receipt, number of the day."""
_CODE = re.compile(CODE)
_COUNT = re.compile(r"[1-9]\d{0,3}")


@dataclass(frozen=True, slots=True)
class CoverMark:
    """What the mark of a cover sheet says: whose papers follow, and how many sheets if the clerk counted them."""

    dossier: DossierCode
    sheets: int | None = None


def cover_payload(code: DossierCode, sheets: int | None = None) -> str:
    """What the cover sheet for dossier *code* carries in its QR: prefix, code, sheets where they were counted, check."""
    return "|".join((COVER_PREFIX, code, *([str(sheets)] if sheets is not None else []), cover_check(code, sheets)))


def cover_check(code: str, sheets: int | None = None) -> str:
    """Four hex digits that tell our sheet from a chance likeness."""
    said = f"{COVER_PREFIX}|{code}" + (f"|{sheets}" if sheets is not None else "")
    return hashlib.sha256(said.encode()).hexdigest()[:4]


def printed_check(code: str) -> str:
    """Four digits beside the printed code (số kiểm tra): a code read from print counts only if they agree."""
    return f"{int(hashlib.sha256(f'{COVER_PREFIX}-IN|{code}'.encode()).hexdigest()[:8], 16) % 10_000:04d}"


def cover_mark(payload: str) -> CoverMark | None:
    """What *payload* says if it is our cover's and whole; else None. Never raises."""
    prefix, *said = payload.strip().split("|")
    if prefix != COVER_PREFIX or len(said) not in (2, 3) or not said[0]:
        return None
    code, count = said[0], said[1] if len(said) == 3 else ""
    if count and not _COUNT.fullmatch(count):
        return None
    sheets = int(count) if count else None
    sound = said[-1].lower() == cover_check(code, sheets) and (bool(count) or len(said) == 2)
    return CoverMark(DossierCode(code), sheets) if sound else None


def is_dossier_code(text: str) -> bool:
    """Whether *text* has the form of a dossier code, with a day in it that exists. Whose it is only the one-stop system knows."""
    match = _CODE.fullmatch(text)
    return match is not None and is_day(match["day"])


def is_day(digits: str) -> bool:
    """``240823`` or ``20240823``: a month and a day that exist."""
    if len(digits) == 8 and not digits.startswith(("19", "20")):
        return False
    return 1 <= int(digits[-4:-2]) <= 12 and 1 <= int(digits[-2:]) <= 31
