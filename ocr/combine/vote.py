"""Whose word counts. Every word that comes out is one engine's word as it read it; nothing is put together or corrected."""

from collections.abc import Sequence

from ocr.combine.align import Heard, Stretch, stretches
from ocr.combine.calibration import Calibration
from ocr.combine.evidence import alone, evidence
from pipeline.model.geometry import bounding
from pipeline.model.reading import Line, Word


def voted(line: Line, heard: Sequence[Heard], weighed: Calibration, name: str) -> Line | None:
    """*line* with the better of both readings word by word; None when nothing is left of it.

    The line names both engines when words of both are in it or both agreed on it.
    """
    words: list[Word] = []
    engines: set[str] = set()
    for stretch in stretches(line.words, heard):
        taken, by = _taken(stretch, weighed, (line.engine, name))
        words += taken
        engines |= by if taken else set()
    if not words:
        return None
    told = "+".join(engine for engine in (line.engine, name) if engine in engines)
    return Line(tuple(words), bounding(word.box for word in words), told)


def _taken(stretch: Stretch, weighed: Calibration, names: tuple[str, str]) -> tuple[list[Word], set[str]]:
    seen = evidence(stretch)
    if stretch.agreed:
        return _sure(stretch.first, weighed.agreed(seen)), set(names)
    if weighed.choose(seen) > 0.5:
        return _sure([heard.word for heard in stretch.second], weighed.second(seen)), {names[1]}
    return _sure(stretch.first, weighed.first(seen)), {names[0]}


def _sure(words: Sequence[Word], confidence: float) -> list[Word]:
    return [Word(word.text, word.box, round(confidence, 3)) for word in words]


def believed(line: Line, weighed: Calibration) -> Line:
    """*line* as only the page engine read it, its confidences made honest."""
    return Line(
        tuple(Word(word.text, word.box, round(weighed.alone(alone(word)), 3)) for word in line.words),
        line.box,
        line.engine,
    )
