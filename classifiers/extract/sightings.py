"""A value seen somewhere: what was read, its normal form, its place and how sure we are."""

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Self

from classifiers.extract.layout import PlacedWord, Strip
from pipeline.model.geometry import Box, bounding


@dataclass(frozen=True, slots=True)
class Sighting:
    """A candidate for one field. The same field may be seen several times."""

    name: str
    raw: str = field(repr=False)
    value: str = field(repr=False)
    page: int
    box: Box
    confidence: float
    clear_words: bool = True
    """Every word of letters was read as surely as right ones are (see `_WORD`)."""
    clear_figures: bool = True
    """Every figure was."""
    coded: bool = False
    """Read by a machine from what was printed for one: a QR code, an MRZ its check digits confirm."""

    @classmethod
    def of(cls, name: str, page: int, strip: Strip, value: str, quality: float) -> Self:
        """All words of *strip* carry *value*; *quality* 0..1 is what the pattern leaves of the engine's own trust."""
        box = bounding(word.box for word in strip.words)
        sure = sureness(strip.words) * quality * (_HOLE if _has_hole(strip, value) else 1.0)
        figures = all(word.confidence >= _FIGURE for word in strip.words if any(c.isdecimal() for c in word.text))
        return cls(name, strip.text, value, page, box, sure, all(map(_is_clear, strip.words)), figures)

    def doubted(self, factor: float) -> "Sighting":
        """The same with *factor* of the confidence."""
        return replace(self, confidence=min(1.0, self.confidence * factor))

    def borne_out(self) -> "Sighting":
        """The same, said twice on the paper and alike both times: six tenths of the doubt are gone."""
        return replace(self, confidence=1 - 0.4 * (1 - self.confidence))

    def named(self, name: str) -> "Sighting":
        return replace(self, name=name)


@dataclass(frozen=True, slots=True)
class Attributed:
    """A sighting and the person it was said about (``self`` when the paper speaks of nobody else)."""

    sighting: Sighting
    person: str
    personal: bool
    weak: bool = False
    """Found by a word in a question nobody has worded so before."""


_WORD, _CAPITALS, _FIGURE = 0.97, 0.95, 0.97
"""For words of the line net, whose confidences are calibrated: of several marks tried on drawn and worn papers these
told wrong names and texts from right ones best."""


_HOLE = 0.6
"""What a blank inside a number or a date leaves: a figure stood there."""


def _has_hole(strip: Strip, value: str) -> bool:
    """Whether the words of a number or a date stand further apart than words do."""
    if not value[:1].isdecimal() or not value[-1:].isdecimal() or len(strip.words) < 2:
        return False
    gaps = [other.place.left - one.place.right for one, other in pairwise(strip.words)]
    rows = [abs(other.place.centre[1] - one.place.centre[1]) < strip.height for one, other in pairwise(strip.words)]
    return any(gap > 1.15 * strip.height for gap, level in zip(gaps, rows, strict=True) if level)


def _is_clear(word: PlacedWord) -> bool:
    letters = [c for c in word.text if c.isalpha()]
    return not letters or word.confidence >= (_CAPITALS if word.text.isupper() else _WORD)


def sureness(words: tuple[PlacedWord, ...]) -> float:
    """How far the engine trusts these words, 0..1: mean over characters, pulled towards the weakest word.

    One bad word spoils a number or a name, however well the others were read.
    """
    solid = [word for word in words if any(c.isalnum() for c in word.text)] or list(words)
    letters = sum(len(word.text) for word in solid)
    if not letters:
        return 0.0
    mean = sum(word.confidence * len(word.text) for word in solid) / letters
    return 0.6 * mean + 0.4 * min(word.confidence for word in solid)
