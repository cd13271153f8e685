"""Số, ký hiệu: the abbreviation of the type stands first in the sign.

NĐ 30/2020/NĐ-CP Phụ lục III: ``15/QĐ-BNV`` is a quyết định. Công văn has no abbreviation of its own, so its sign
begins with the agency. Legal-normative papers put the year between: ``30/2020/NĐ-CP``.
"""

import re

ABBREVIATIONS = frozenset((
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ",
    "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB", "SY", "TrS", "SL", "NĐ", "TT", "TTLT", "L", "LCT",
    "PL", "NQLT",
))  # fmt: skip
"""Types that may open a sign: Phụ lục III, the copies (SY, TrS, SL) and the legal-normative ones."""

_SIGN = re.compile(r"^\d*/(?:\d{4}/)?(?P<first>[^-/\d]+)")


def type_in(document_number: str) -> str | None:
    """The abbreviation a number opens its sign with (``QĐ``), None when it opens with something else."""
    found = _SIGN.match(document_number)
    return found["first"] if found and found["first"] in ABBREVIATIONS else None


def agrees_with_kind(document_number: str, abbreviation: str) -> bool | None:
    """Whether the number's type is the kind's *abbreviation*; None when either does not say."""
    found = type_in(document_number)
    return None if found is None or not abbreviation else found.casefold() == abbreviation.casefold()
