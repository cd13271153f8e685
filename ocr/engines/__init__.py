"""Engines: one closed list that can be read."""

from typing import Annotated, assert_never

from pydantic import Field

from ocr.engines.blank import BlankEngine, BlankOptions
from ocr.engines.lines import LinesEngine, LinesOptions
from ocr.engines.portable import PortableEngine, PortableOptions
from ocr.engines.tesseract import TesseractEngine, TesseractOptions
from ocr.recognisers import own_recogniser
from pipeline.ports import OcrEngine

OcrOptions = Annotated[LinesOptions | TesseractOptions | PortableOptions | BlankOptions, Field(discriminator="engine")]


def best_engine() -> LinesOptions | TesseractOptions:
    """What reads best here: our own line recogniser when its weights are there, else Tesseract alone."""
    own = own_recogniser()
    return LinesOptions(recogniser=own) if own else TesseractOptions()


def ocr_engine(options: LinesOptions | TesseractOptions | PortableOptions | BlankOptions) -> OcrEngine:
    """The engine *options* describe; `ConfigurationError` when its model or program is not there."""
    match options:
        case LinesOptions():
            return LinesEngine(options)
        case TesseractOptions():
            return TesseractEngine(options)
        case PortableOptions():
            return PortableEngine(options)
        case BlankOptions():
            return BlankEngine()
        case _:
            assert_never(options)


__all__ = [
    "BlankOptions", "LinesOptions", "OcrOptions", "PortableOptions", "TesseractOptions", "best_engine", "ocr_engine",
]  # fmt: skip
