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

    @classmethod
    def of(cls, name: str, page: int, strip: Strip, value: str, quality: float) -> Self:
        """All words of *strip* carry *value*; *quality* 0..1 is what the pattern leaves of the engine's own trust."""
        box = bounding(word.box for word in strip.words)
        return cls(name, strip.text, value, page, box, sureness(strip.words) * quality)

    def doubted(self, factor: float) -> "Sighting":
        """The same with *factor* of the confidence."""
        return replace(self, confidence=min(1.0, self.confidence * factor))

    def borne_out(self) -> "Sighting":
        """The same, said twice on the paper and alike both times: six tenths of the doubt are gone."""
        return replace(self, confidence=1 - 0.4 * (1 - self.confidence))

    def named(self, name: str) -> "Sighting":
        return replace(self, name=name)


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
