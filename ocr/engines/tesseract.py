"""Tesseract inside our own process: no child, no picture file in between, the model loaded once."""

import unicodedata
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, Literal

import tesserocr
from pydantic import BaseModel, ConfigDict, Field

from ocr.engines.weights import find_weights, weights_digest
from pipeline.model.geometry import Box
from pipeline.model.reading import EngineIdentity, Line, Word
from pipeline.ports import Raster

WIDE_GAP = 3.0
"""A gap of so many letter heights inside a line parts two columns that Tesseract joined."""


class TesseractOptions(BaseModel):
    """What may be chosen about Tesseract."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: Literal["tesseract"] = "tesseract"
    language: str = "vie"
    tessdata: Path | None = Field(default=None, description="folder of *.traineddata; Debian's own when absent")
    psm: int = Field(default=3, ge=0, le=13, description="page segmentation mode")
    sha256: str | None = Field(
        default=None, description="of the *.traineddata; any is taken when absent, and named in each reading"
    )


class TesseractEngine:
    """An `OcrEngine`. One per process; not thread-safe."""

    def __init__(self, options: TesseractOptions) -> None:
        self._options = options
        weights = find_weights(options.language, options.tessdata)
        self._identity = EngineIdentity(
            name="tesseract",
            version=tesserocr.tesseract_version().split()[1],
            model=weights_digest(weights, options.sha256),
            parameters=(("language", options.language), ("psm", str(options.psm))),
        )
        self._api: Any = tesserocr.PyTessBaseAPI(
            path=str(weights.parent), lang=options.language, psm=options.psm, oem=tesserocr.OEM.LSTM_ONLY
        )
        self._api.SetVariable("tessedit_do_invert", "0")
        # no search for typewriter pitch: the network parts words by itself, and the search costs a twentieth of the page
        self._api.SetVariable("textord_all_prop", "1")

    @property
    def identity(self) -> EngineIdentity:
        return self._identity

    def _show(self, image: Raster) -> None:
        self._api.SetImageBytes(
            bytes(image.pixels), image.width, image.height, image.channels, image.width * image.channels
        )
        self._api.SetSourceResolution(image.dpi or 200)

    def read(self, image: Raster) -> tuple[Line, ...]:
        self._show(image)
        try:
            self._api.Recognize()
            return tuple(self._lines(self._api.GetTSVText(0)))
        finally:
            self._api.Clear()

    def read_line(self, image: Raster) -> tuple[Word, ...]:
        """The words of a strip that holds one line."""
        self._api.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)
        try:
            return tuple(word for line in self.read(image) for word in line.words)
        finally:
            self._api.SetPageSegMode(self._options.psm)

    def _lines(self, tsv: str) -> Iterator[Line]:
        rows = [row.split("\t") for row in tsv.splitlines()]
        words = [row for row in rows if len(row) == 12 and row[0] == "5" and float(row[10]) >= 0]
        for _, group in groupby(words, key=lambda row: row[1:5]):
            found = [word for word in map(_word, group) if word is not None]
            for part in parted(found):
                yield Line.of(part, "tesseract")


def _word(row: list[str]) -> Word | None:
    text = clean(row[11])
    if not text:
        return None
    left, top, width, height = (int(value) for value in row[6:10])
    confidence = min(1.0, max(0.0, float(row[10]) / 100))
    return Word(text, Box(left, top, left + width, top + height), confidence)


def clean(text: str) -> str:
    """NFC, without control characters; nothing else is touched."""
    kept = "".join(c for c in text if unicodedata.category(c)[0] != "C")
    return unicodedata.normalize("NFC", kept).strip()


def parted(words: list[Word]) -> Iterator[list[Word]]:
    """The line cut at very wide gaps: the head of a letter has two columns (NĐ 30/2020, Phụ lục I)."""
    if not words:
        return
    heights = sorted(word.box.height for word in words)
    limit = WIDE_GAP * heights[len(heights) // 2]
    part = [words[0]]
    for before, word in pairwise(words):
        if word.box.left - before.box.right > limit:
            yield part
            part = []
        part.append(word)
    yield part
