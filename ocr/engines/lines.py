"""Lines found by their letters and read by the line recogniser: faster than Tesseract, and better on all but the odd line."""

from typing import Literal

import cv2
import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from ocr.engines.tesseract import TesseractEngine, TesseractOptions, parted
from ocr.lines.find import find_lines
from ocr.lines.inked import inked
from ocr.lines.strips import strips_of
from ocr.lines.words import words_of
from ocr.prepare.placement import Grey
from ocr.recognisers import CtcOptions, RecogniserOptions, line_recogniser
from pipeline.model.reading import EngineIdentity, Line
from pipeline.ports import Raster


class LinesOptions(BaseModel):
    """Who reads the lines, and who is asked about the doubtful ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: Literal["lines"] = "lines"
    recogniser: RecogniserOptions = Field(default_factory=CtcOptions)
    doubts: TesseractOptions = TesseractOptions()


class LinesEngine:
    """An `OcrEngine`. One per process; not thread-safe."""

    def __init__(self, options: LinesOptions) -> None:
        self.tesseract = TesseractEngine(options.doubts)
        self._recogniser = line_recogniser(options.recogniser)

    @property
    def identity(self) -> EngineIdentity:
        reader, other = self._recogniser.identity, self.tesseract.identity
        return EngineIdentity(reader.name, reader.version, reader.model, (*reader.parameters, ("doubts", other.key)))

    def read(self, image: Raster) -> tuple[Line, ...]:
        grey = _grey(image)
        strips = strips_of(grey, find_lines(inked(grey)))
        name = self._recogniser.identity.name
        readings = self._recogniser.read([strip.grey for strip in strips])
        lines: list[Line] = []
        for strip, reading in zip(strips, readings, strict=True):
            lines += [Line.of(part, name) for part in parted(list(words_of(reading, strip)))]
        return tuple(lines)


def _grey(image: Raster) -> Grey:
    pixels = np.frombuffer(image.pixels, np.uint8)
    if image.channels == 1:
        return pixels.reshape(image.height, image.width)
    return np.asarray(
        cv2.cvtColor(pixels.reshape(image.height, image.width, image.channels), cv2.COLOR_RGB2GRAY), dtype=np.uint8
    )
