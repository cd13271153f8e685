"""Lines found by Tesseract's layout analysis and read by the line recogniser: faster than Tesseract's own reading."""

from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from ocr.engines.tesseract import TesseractEngine, TesseractOptions, parted
from ocr.lines.find import find_lines, upright_rules
from ocr.lines.inked import inked
from ocr.lines.rows import in_rows
from ocr.lines.strips import strips_of
from ocr.lines.words import words_of
from ocr.recognisers import CtcOptions, RecogniserOptions, line_recogniser
from pipeline.model.geometry import bounding
from pipeline.model.reading import EngineIdentity, Line
from pipeline.ports import Raster


class LinesOptions(BaseModel):
    """Who finds the lines, and who reads them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: Literal["lines"] = "lines"
    layout: TesseractOptions = TesseractOptions()
    recogniser: RecogniserOptions = CtcOptions()


class LinesEngine:
    """An `OcrEngine`. One per process; not thread-safe."""

    def __init__(self, options: LinesOptions) -> None:
        self.page_engine = TesseractEngine(options.layout)
        self._recogniser = line_recogniser(options.recogniser)

    @property
    def identity(self) -> EngineIdentity:
        reader, layout = self._recogniser.identity, self.page_engine.identity
        return EngineIdentity(reader.name, reader.version, reader.model, (*reader.parameters, ("layout", layout.key)))

    def read(self, image: Raster) -> tuple[Line, ...]:
        grey = np.frombuffer(image.pixels, np.uint8).reshape(image.height, image.width)
        page = inked(grey)
        strips = strips_of(grey, find_lines(page), page=page)
        name = self._recogniser.identity.name
        readings = self._recogniser.read([strip.grey for strip in strips])
        lines: list[Line] = []
        for strip, reading in zip(strips, readings, strict=True):
            lines += [
                Line(tuple(part), bounding(word.box for word in part), name)
                for part in parted(list(words_of(reading, strip)))
            ]
        return in_rows(lines, upright_rules(page))
