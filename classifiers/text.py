"""Comparing Vietnamese text the way a reader does: case, tone marks and stray blanks do not matter.

Engines drop and swap diacritics far more often than base letters, so titles and labels are compared folded.
What is stored or shown is never folded text.
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

_BLANKS = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=2048)
def _folded_letter(letter: str) -> str:
    """*letter* in lower case without marks; always one character, so that places in the text stay where they are."""
    lowered = letter.lower()
    if lowered == "đ":  # has no decomposition
        return "d"
    base = unicodedata.normalize("NFD", lowered)[:1]
    return base or letter


def fold_letters(text: str) -> str:
    """NFC *text* in lower case without diacritics, character for character: ``len`` equals that of the NFC text."""
    composed = unicodedata.normalize("NFC", text)
    return composed.lower() if composed.isascii() else "".join(map(_folded_letter, composed))


def fold(text: str) -> str:
    """*text* for comparing: lower case, no diacritics (đ is d, hoà is hòa, uỷ is ủy), blanks collapsed.

    ``y`` and ``i`` stay apart, punctuation stays. Folding twice is folding once.
    """
    return _BLANKS.sub(" ", fold_letters(text)).strip()


def bare(text: str) -> str:
    """*text* folded to letters and digits, one blank between words: what is left when punctuation is noise."""
    return _NOT_WORD.sub(" ", fold_letters(text)).strip()


def similar(one: str, other: str) -> float:
    """How alike two texts are when folded to bare words, 0..1."""
    return fuzz.ratio(bare(one), bare(other)) / 100


def contains(text: str, phrase: str, least: float = 0.88) -> bool:
    """Whether already bare *text* holds bare *phrase*, give or take an engine's slips.

    Exact first; else the best window of *text* must be alike to at least *least* (0..1).
    """
    if not phrase:
        return False
    if f" {phrase} " in f" {text} ":
        return True
    return (
        len(phrase) >= 8
        and len(text) >= len(phrase) - 2
        and fuzz.partial_ratio(phrase, text, score_cutoff=least * 100) > 0
    )


def upper_share(text: str) -> float:
    """Share of upper-case letters among the letters of *text* (Ấ and Đ count as upper case), 0 without letters."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) / len(letters) if letters else 0.0


def letters_in(text: str) -> int:
    """How many letters *text* holds."""
    return sum(c.isalpha() for c in text)
