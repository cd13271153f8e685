"""Engines: one closed list that can be read."""

from typing import Annotated, assert_never

from pydantic import Field

from ocr.engines.blank import BlankEngine, BlankOptions
from ocr.engines.portable import PortableEngine, PortableOptions
from ocr.engines.tesseract import TesseractEngine, TesseractOptions
from pipeline.ports import OcrEngine

OcrOptions = Annotated[TesseractOptions | PortableOptions | BlankOptions, Field(discriminator="engine")]


def ocr_engine(options: TesseractOptions | PortableOptions | BlankOptions) -> OcrEngine:
    """The engine *options* describe; `ConfigurationError` when its model or program is not there."""
    match options:
        case TesseractOptions():
            return TesseractEngine(options)
        case PortableOptions():
            return PortableEngine(options)
        case BlankOptions():
            return BlankEngine()
        case _:
            assert_never(options)


__all__ = ["BlankOptions", "OcrOptions", "PortableOptions", "TesseractOptions", "ocr_engine"]
