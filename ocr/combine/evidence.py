"""What speaks for and against each reading of a stretch, as numbers a calibration can weigh."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz.distance import Levenshtein

from ocr.combine.align import Stretch
from pipeline.model.reading import Line, Word, mean_confidence

NAMES = (
    "first_sure", "first_least", "second_sure", "second_least", "longer", "first_empty", "second_empty", "marks_only", "signs_only",
    "digits", "digits_differ", "case_only", "alike", "line_sure", "page_sure", "more_words",
)  # fmt: skip
"""Of the numbers `evidence` gives, in order."""
NAMES_ALONE = ("sure", "length", "digits", "no_letters", "line_sure", "page_sure")
"""Of the numbers `alone` gives, in order."""

_CLOSE = 1e-3


@dataclass(frozen=True, slots=True)
class Around:
    """How sure the page engine is of the whole line and of the whole page, as log odds: a doubtful neighbourhood casts
    doubt on a word that looks sure by itself. Handwriting and bad copies show there."""

    line: float
    page: float


def around(lines: Sequence[Line]) -> list[Around]:
    """For each line of a page, with the engine's own confidences."""
    page = _odds(_mean(word for line in lines for word in line.words))
    return [Around(_odds(_mean(line.words)), page) for line in lines]


def evidence(stretch: Stretch, near: Around) -> tuple[float, ...]:
    """About a stretch of two readings. Confidences as log odds, lengths in logarithms, the rest 0 or 1 or a share."""
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
        float(bool(figures(ours + theirs))),
        float(figures(ours) != figures(theirs)),
        float(ours != theirs and ours.lower() == theirs.lower()),
        Levenshtein.normalized_similarity(ours, theirs),
        near.line,
        near.page,
        float(max(-2, min(2, len(stretch.first) - len(stretch.second)))),
    )


def alone(word: Word, near: Around) -> tuple[float, ...]:
    """About a word only one engine read."""
    text = word.text
    return (
        _odds(word.confidence),
        log(1 + len(text)),
        float(bool(figures(text))),
        float(not any(c.isalnum() for c in text)),
        near.line,
        near.page,
    )


def figures(text: str) -> str:
    """Its digits, in order."""
    return "".join(c for c in text if c.isdigit())


def _mean(words: Iterable[Word]) -> float:
    """As likely right as wrong where there are none."""
    return mean_confidence(words, without=0.5)


def _odds(share: float) -> float:
    kept = min(1 - _CLOSE, max(_CLOSE, share))
    return log(kept / (1 - kept))


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _bare(text: str) -> str:
    """Without tone and letter marks."""
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in apart if not unicodedata.combining(c))
