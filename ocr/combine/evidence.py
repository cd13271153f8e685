"""What speaks for and against each reading of a stretch, as numbers a calibration can weigh."""

import unicodedata
from collections.abc import Sequence
from math import log

from ocr.combine.align import Stretch
from pipeline.model.reading import Word

NAMES = (
    "first_sure", "first_least", "second_sure", "second_least", "longer", "first_empty", "second_empty", "marks_only", "signs_only",
    "digits", "case_only",
)  # fmt: skip
"""Of the numbers `evidence` gives, in order."""

_CLOSE = 1e-3


def evidence(stretch: Stretch) -> tuple[float, ...]:
    """About a stretch of two readings. Confidences as log odds, the rest 0 or 1, lengths in logarithms."""
    ours, theirs = stretch.first_text, stretch.second_text
    return (
        _odds(_mean(stretch.first)),
        _odds(min((w.confidence for w in stretch.first), default=0.5)),
        _odds(_mean(stretch.second)),
        _odds(min((w.confidence for w in stretch.second), default=0.5)),
        log(1 + max(len(ours), len(theirs))),
        float(not ours),
        float(not theirs),
        float(ours.lower() != theirs.lower() and _bare(ours) == _bare(theirs)),
        float(ours != theirs and _letters(ours) == _letters(theirs)),
        float(any(c.isdigit() for c in ours + theirs)),
        float(ours != theirs and ours.lower() == theirs.lower()),
    )


def alone(word: Word) -> tuple[float, ...]:
    """About a word only one engine read."""
    text = word.text
    return (
        _odds(word.confidence),
        log(1 + len(text)),
        float(any(c.isdigit() for c in text)),
        float(not any(c.isalnum() for c in text)),
    )


def _mean(words: Sequence[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.5


def _odds(share: float) -> float:
    kept = min(1 - _CLOSE, max(_CLOSE, share))
    return log(kept / (1 - kept))


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _bare(text: str) -> str:
    """Without tone and letter marks."""
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in apart if not unicodedata.combining(c))
