"""The letters the recogniser knows: every Vietnamese letter, the digits, and the signs of administrative papers."""

import unicodedata

_VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = frozenset(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES) | set("đĐ")
"""The vowels with all their marks, and đ: what a font or a reader must know beyond other Latin letters."""
_CONSONANTS = "bcdđfghjklmnpqrstvwxzBCDĐFGHJKLMNPQRSTVWXZ"
_DIGITS = "0123456789"
_SIGNS = " .,:;!?'\"()[]{}/\\-–_+=*%&@#$<>|~^§°²³×·•…“”‘’«»±≤≥☐☒☑✓"

ALPHABET = "".join(sorted(VIETNAMESE | set(_CONSONANTS + _DIGITS + _SIGNS)))
"""Letter number n of the alphabet is output n + 1 of the net; output 0 is the blank of CTC."""

_NUMBER = {letter: n + 1 for n, letter in enumerate(ALPHABET)}


def numbers(text: str) -> list[int]:
    """*text* as the net's outputs; KeyError for a letter it does not know."""
    return [_NUMBER[letter] for letter in text]


def known(text: str) -> bool:
    return all(letter in _NUMBER for letter in text)
