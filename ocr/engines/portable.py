"""Tesseract as a child process: the portable path where the in-process library cannot be had."""

import io
import subprocess
from pathlib import Path
from typing import Literal

import pytesseract
from PIL import Image
from pydantic import BaseModel, ConfigDict, Field

from ocr.engines.tesseract import clean, parted
from ocr.engines.weights import find_weights, weights_digest
from pipeline.errors import ConfigurationError, TransientError
from pipeline.model.geometry import Box
from pipeline.model.reading import EngineIdentity, Line, Word
from pipeline.ports import Raster


class PortableOptions(BaseModel):
    """What may be chosen about the `tesseract` command."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: Literal["pytesseract"] = "pytesseract"
    language: str = "vie"
    tessdata: Path | None = None
    psm: int = Field(default=3, ge=0, le=13)
    sha256: str | None = Field(default=None, description="as for Tesseract in our own process")
    seconds: float = Field(default=100.0, gt=0, description="wall time one page may take")


class PortableEngine:
    """An `OcrEngine` over pytesseract."""

    def __init__(self, options: PortableOptions) -> None:
        self._options = options
        self._weights = find_weights(options.language, options.tessdata)
        try:
            version = str(pytesseract.get_tesseract_version())
        except pytesseract.TesseractNotFoundError as error:
            raise ConfigurationError(
                "engine-missing", "the command tesseract is not installed", "apt-get install tesseract-ocr"
            ) from error
        self._identity = EngineIdentity(
            "pytesseract",
            version,
            weights_digest(self._weights, options.sha256),
            (("language", options.language), ("psm", str(options.psm))),
        )

    @property
    def identity(self) -> EngineIdentity:
        return self._identity

    def read(self, image: Raster) -> tuple[Line, ...]:
        mode = "L" if image.channels == 1 else "RGB"
        picture = Image.frombytes(mode, (image.width, image.height), bytes(image.pixels))
        config = f"--psm {self._options.psm} --oem 1 --dpi {image.dpi or 200} --tessdata-dir {self._weights.parent}"
        try:
            table = pytesseract.image_to_data(
                picture,
                lang=self._options.language,
                config=config,
                timeout=self._options.seconds,
                output_type=pytesseract.Output.DICT,
            )
        except (RuntimeError, pytesseract.TesseractError, subprocess.SubprocessError, io.UnsupportedOperation):
            raise TransientError("engine-failed", "the command tesseract failed on a page") from None
        return tuple(_lines(table))


def _lines(table: dict[str, list[str]]) -> list[Line]:
    grouped: dict[tuple[int, ...], list[Word]] = {}
    for at, text in enumerate(table["text"]):
        word = clean(text)
        if not word or float(table["conf"][at]) < 0:
            continue
        left, top, width, height = (int(table[name][at]) for name in ("left", "top", "width", "height"))
        key = tuple(int(table[name][at]) for name in ("block_num", "par_num", "line_num"))
        confidence = min(1.0, max(0.0, float(table["conf"][at]) / 100))
        grouped.setdefault(key, []).append(Word(word, Box(left, top, left + width, top + height), confidence))
    parts = [part for words in grouped.values() for part in parted(words)]
    return [Line.of(part, "pytesseract") for part in parts]
