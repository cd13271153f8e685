"""Whose word counts. Every word that comes out is one engine's word as it read it; nothing is put together or corrected."""

from collections.abc import Sequence

from ocr.combine.align import Stretch, stretches
from ocr.combine.calibration import Calibration, Weighing
from ocr.combine.evidence import Around, alone, evidence, figures
from pipeline.model.reading import Line, Word

TESSERACT = "tesseract"
DISPUTED = 0.85
"""The most that may be believed of a number the two engines read differently: a person looks at it, however sure either is."""


def voted(line: Line, by_tesseract: Sequence[Word], weighed: Calibration, near: Around) -> Line | None:
    """*line*, as the line recogniser read it, with Tesseract's words where they are likelier; None when nothing is left.

    The line names both engines when words of both are in it, or when they agreed.
    """
    words: list[Word] = []
    engines: set[str] = set()
    for stretch in stretches(by_tesseract, line.words):
        taken, by = _taken(stretch, weighed, near, line.engine)
        words += taken
        engines |= by if taken else set()
    if not words:
        return None
    told = "+".join(name for name in (line.engine, TESSERACT) if name in engines)
    return Line.of(words, told)


def _taken(stretch: Stretch, weighed: Calibration, near: Around, recogniser: str) -> tuple[list[Word], set[str]]:
    second, confidence = decided(stretch, weighed, near)
    words = stretch.second if second else stretch.first
    engines = {TESSERACT, recogniser} if stretch.agreed else {recogniser if second else TESSERACT}
    return [Word(word.text, word.box, round(confidence, 3)) for word in words], engines


def decided(stretch: Stretch, weighed: Calibration, near: Around) -> tuple[bool, float]:
    """(whether the second reading counts, how likely what counts is right)."""
    seen = evidence(stretch, near)
    if stretch.agreed:
        return True, weighed.agreed(seen)
    second = weighed.choose(seen) > 0.5
    likely = weighed.second(seen) if second else weighed.first(seen)
    disputed = figures(stretch.first_text) != figures(stretch.second_text)
    return second, min(likely, DISPUTED) if disputed else likely


def believed(line: Line, weighing: Weighing, near: Around) -> Line:
    """*line* as its only reader read it, every confidence made honest."""
    words = tuple(Word(word.text, word.box, round(weighing(alone(word, near)), 3)) for word in line.words)
    return Line(words, line.box, line.engine)
