"""A value seen somewhere: what was read, its normal form, its place and how sure we are."""

from dataclasses import dataclass, field, replace
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

    @classmethod
    def of(cls, name: str, page: int, strip: Strip, value: str, quality: float) -> Self:
        """All words of *strip* carry *value*; *quality* 0..1 is what the pattern leaves of the engine's own trust."""
        box = bounding(word.box for word in strip.words)
        sure = sureness(strip.words) * quality
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


_WORD, _CAPITALS, _FIGURE = 0.945, 0.90, 0.93
"""Tesseract `vie` gives right words 0.96, in capitals 0.91; on drawn and worn papers two thirds of the wrong names and
texts held a word below these, and one in five of the right ones."""


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
