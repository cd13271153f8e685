"""Whose word counts. Every word that comes out is one engine's word as it read it; nothing is put together or corrected."""

from collections.abc import Sequence

from ocr.combine.align import Stretch, stretches
from ocr.combine.calibration import Calibration, Weighing
from ocr.combine.evidence import alone, evidence
from pipeline.model.geometry import bounding
from pipeline.model.reading import Line, Word

TESSERACT = "tesseract"


def voted(line: Line, by_tesseract: Sequence[Word], weighed: Calibration) -> Line | None:
    """*line*, as the line recogniser read it, with Tesseract's words where they are likelier; None when nothing is left.

    The line names both engines when words of both are in it, or when they agreed.
    """
    words: list[Word] = []
    engines: set[str] = set()
    for stretch in stretches(by_tesseract, line.words):
        taken, by = _taken(stretch, weighed, line.engine)
        words += taken
        engines |= by if taken else set()
    if not words:
        return None
    told = "+".join(name for name in (line.engine, TESSERACT) if name in engines)
    return Line(tuple(words), bounding(word.box for word in words), told)


def _taken(stretch: Stretch, weighed: Calibration, recogniser: str) -> tuple[list[Word], set[str]]:
    seen = evidence(stretch)
    if stretch.agreed:
        return _sure(stretch.second, weighed.agreed(seen)), {TESSERACT, recogniser}
    if weighed.choose(seen) > 0.5:
        return _sure(stretch.second, weighed.second(seen)), {recogniser}
    return _sure(stretch.first, weighed.first(seen)), {TESSERACT}


def _sure(words: Sequence[Word], confidence: float) -> list[Word]:
    return [Word(word.text, word.box, round(confidence, 3)) for word in words]


def believed(line: Line, weighing: Weighing) -> Line:
    """*line* as its only reader read it, every confidence made honest."""
    words = tuple(Word(word.text, word.box, round(weighing(alone(word)), 3)) for word in line.words)
    return Line(words, line.box, line.engine)
