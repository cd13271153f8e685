"""The second reading of a page: every line is read again by the line recogniser, and the better word counts."""

from dataclasses import replace

from ocr.combine.align import words_of
from ocr.combine.calibration import Calibration, calibration
from ocr.combine.vote import believed, voted
from ocr.lines.strips import strip_of
from ocr.looking import Look
from ocr.recognisers.port import LineRecogniser
from pipeline.model.reading import EngineIdentity, Line

_MOST_LINES = 600
"""Lines of one page that are read again; the densest printed page has about 200."""


class Readers:
    """What is known after the page engine has read: perhaps a line recogniser, and how far to believe either."""

    def __init__(self, recogniser: LineRecogniser | None) -> None:
        self._recogniser = recogniser
        self._weighed: Calibration = calibration()

    def identity(self, engine: EngineIdentity) -> EngineIdentity:
        """*engine* together with everything that decides what comes out of it."""
        more = [("calibration", self._weighed.digest[:16])]
        if self._recogniser is not None:
            more.append(("second", self._recogniser.identity.key))
        return replace(engine, parameters=(*engine.parameters, *more))

    def revised(self, look: Look) -> Look:
        """*look* with its lines read again, or with honest confidences where there is nobody to read again."""
        if self._recogniser is None:
            return look.with_lines(tuple(believed(line, self._weighed) for line in look.lines))
        again, rest = look.lines[:_MOST_LINES], look.lines[_MOST_LINES:]
        strips = [strip_of(look.page.grey, line) for line in again]
        readings = self._recogniser.read([strip.grey for strip in strips])
        name = self._recogniser.identity.name
        lines = [
            voted(line, words_of(reading, strip), self._weighed, name)
            for line, strip, reading in zip(again, strips, readings, strict=True)
        ]
        kept: list[Line] = [line for line in lines if line is not None]
        return look.with_lines((*kept, *(believed(line, self._weighed) for line in rest)))
