"""A dossier code as a clerk types it or a hand scanner gives it."""

import re
import unicodedata
from typing import Final

from classifiers.marks import Meaning, codes_in, meaning_of
from pipeline.model.covers import COVER_PREFIX
from pipeline.model.geometry import Box
from pipeline.model.reading import Barcode

_NOWHERE: Final = Box(0, 0, 1, 1)
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_PLAIN: Final = re.compile(r"[0-9A-Z][0-9A-Z./\-]{5,49}")


def dossier_said(said: str, *, known_form: bool = False) -> str:
    """The code in *said*, empty when there is none or more than one.

    A cover sheet's mark, a receipt's address with the code in it, or the code by itself: capitals, one kind of dash. A
    code of another form than we know is taken as it was typed, unless only a *known_form* will do: only the one-stop
    system says which codes there are.
    """
    text = unicodedata.normalize("NFKC", said).strip()
    mark = meaning_of(Barcode("qr", text, _NOWHERE))
    if mark.dossier is not None:
        return str(mark.dossier)
    if mark.meaning is Meaning.ID_CARD or text.upper().startswith(COVER_PREFIX):
        return ""  # a cover sheet whose check value does not fit was read wrong somewhere
    plain = re.sub(r"\s+", "", text.translate(_DASHES).upper())
    inside = codes_in(plain)
    if inside:
        return str(inside[0]) if len(inside) == 1 else ""
    if known_form:
        return ""
    typed = _PLAIN.fullmatch(plain)
    return plain if typed and sum(c.isdigit() for c in plain) >= 4 else ""
