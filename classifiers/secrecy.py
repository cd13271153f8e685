"""Secrecy stamps (dấu độ mật): MẬT, TỐI MẬT, TUYỆT MẬT.

Secret papers are outside digitization (TT 01/2023/TT-VPCP, Đ4): such a page is quarantined and no text of it is kept.
A false alarm costs a person a look, a missed stamp breaks the law, so a lone word in the upper half is enough.
"""

import re

from classifiers.layout import Sheet, sheet_of
from classifiers.rows import Row
from classifiers.text import bare
from pipeline.model.geometry import Box
from pipeline.model.reading import SECRECY_STAMP, PageReading

_DEGREES = frozenset({"mat", "toi mat", "tuyet mat"})
_SPELT = re.compile(r"^\W*(?:(?:TỐI|TÓI|TÔI|TOI|TUYỆT|TUYẾT|TUYÊT|TUYET|TUYỆ[TI])\s*)?M[ẬÂẠẶĂA]T\W*$")
"""Capitals only; MẶT, MẤT and MÁT are other words."""


def bears_secrecy_stamp(reading: PageReading) -> bool:
    """Whether the page bears a secrecy stamp, or did before its text was dropped."""
    if any(warning.startswith(SECRECY_STAMP) for warning in reading.warnings):
        return True
    return bool(reading.lines) and secrecy_stamp_on(sheet_of(0, reading)) is not None


def secrecy_stamp_on(sheet: Sheet) -> Box | None:
    """Where the stamp stands: alone on its row, in capitals, in the upper half."""
    stamped = (row for row in sheet.above(0.5) if _is_stamp(row))
    return next((row.place for row in stamped), None)


def _is_stamp(row: Row) -> bool:
    words = [word for word in row.text.split() if any(c.isalpha() for c in word)]
    printed = " ".join(words)
    return bare(printed) in _DEGREES and _SPELT.match(printed) is not None
