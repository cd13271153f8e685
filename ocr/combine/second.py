"""The second reading: lines that one reader is not sure of are read by another, and the better word counts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ocr.combine.calibration import Calibration, calibration
from ocr.combine.evidence import around
from ocr.combine.route import doubtful
from ocr.combine.vote import believed, voted
from ocr.engines.lines import LinesEngine
from ocr.engines.tesseract import TesseractEngine
from ocr.lines.strips import Strip, strips_of
from ocr.looking import Look, raster
from ocr.prepare.placement import PAPER, Grey
from pipeline.model.reading import EngineIdentity, Line, Word
from pipeline.ports import OcrEngine

_ROOM = 12
"""Pixels of paper around a strip; Tesseract wants them."""


class Readers:
    """What happens to a page's lines after the page engine: a second opinion, and honest confidences."""

    def __init__(self, engine: OcrEngine) -> None:
        self._weighed: Calibration = calibration()
        self._lines = engine if isinstance(engine, LinesEngine) else None

    def identity(self, engine: EngineIdentity) -> EngineIdentity:
        """*engine* together with what decides about its words."""
        return replace(engine, parameters=(*engine.parameters, ("calibration", self._weighed.digest[:16])))

    def revised(self, look: Look) -> Look:
        """*look* with doubtful lines read again and every confidence a probability."""
        near = around(look.lines)
        weighing = self._weighed.heard if self._lines else self._weighed.alone
        sure = [believed(line, weighing, one) for line, one in zip(look.lines, near, strict=True)]
        lines: list[Line | None] = list(sure)
        if self._lines is not None:
            again = doubtful(sure)
            for n, words in zip(again, by_tesseract(look, again, self._lines.tesseract), strict=True):
                lines[n] = voted(look.lines[n], words, self._weighed, near[n])
        return look.with_lines(tuple(line for line in lines if line is not None))


def by_tesseract(look: Look, numbers: Sequence[int], engine: TesseractEngine) -> Iterator[tuple[Word, ...]]:
    """What Tesseract reads in the lines of *look* with these *numbers*, boxes on the prepared page."""
    for strip in strips_of(look.page.grey, [line.box for line in look.lines], numbers):
        yield placed(engine.read_line(raster(_framed(strip.grey), look.page.dpi)), strip)


def _framed(grey: Grey) -> Grey:
    return np.pad(grey, _ROOM, constant_values=PAPER)


def placed(words: Sequence[Word], strip: Strip) -> tuple[Word, ...]:
    """Words of a framed strip on the page; rows are the strip's line's, as for the other reader."""
    return tuple(
        Word(word.text, strip.box(word.box.left - _ROOM, word.box.right - _ROOM), word.confidence) for word in words
    )
