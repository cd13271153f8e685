"""What a Vietnamese syllable can be: enough to see that a word was misread, never enough to mend it.

A closed set of beginnings and endings; and a syllable that ends in c, ch, p or t has the tone sắc or nặng, without
exception. So ``MAT`` and ``KTỀU`` are no syllables. Names of other peoples and loan words are none either: a word
that fails is doubted, not refused.
"""

import re
import unicodedata

_SHAPE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?P<end>ch|ng|nh|[cmnpt])?\Z", re.ASCII
)
_STOPS = frozenset({"c", "ch", "p", "t"})
_SHARP = frozenset({"\u0301", "\u0323"})
"""Combining acute (sắc) and dot below (nặng)."""
_TONES = _SHARP | {"\u0300", "\u0309", "\u0303"}


def is_syllable(word: str) -> bool:
    """Whether *word*, of letters only, can be a Vietnamese syllable."""
    parts = unicodedata.normalize("NFD", word.casefold().replace("đ", "d"))
    shape = _SHAPE.match("".join(c for c in parts if not unicodedata.combining(c)))
    tones = [c for c in parts if c in _TONES]
    if shape is None or len(tones) > 1:
        return False
    return shape["end"] not in _STOPS or bool(_SHARP & set(tones))


def misread_words(text: str) -> bool:
    """Whether a word of *text* is no syllable. Words in capitals of up to five letters may be signs (TNHH, HCM)."""
    words = re.findall(r"[^\W\d_]{2,}", text)
    return any(not is_syllable(word) for word in words if not (word.isupper() and len(word) <= 5))
