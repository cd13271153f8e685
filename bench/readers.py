"""Ways to read a page, for comparison: sohoa's reader, Tesseract in three ways, and readers from elsewhere."""

import json
import multiprocessing
import os
import subprocess
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytesseract
from PIL import Image

from bench import peers
from ocr.decode.capture import capture_of
from ocr.decode.page import load_page
from ocr.engines.tesseract import TesseractEngine, TesseractOptions
from ocr.pool import PooledReader, ReaderOptions
from pipeline.model.geometry import Box
from pipeline.model.ids import Digest
from pipeline.model.paper import Page
from pipeline.model.reading import Word
from pipeline.ports import PageAddress, Raster

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of one picture: its lines in order, boxes on the picture as it was given."""

    lines: tuple[tuple[Word, ...], ...] = ()
    rotation: int = 0
    failure: str = ""
    """Why the page was not read at all."""

    @property
    def text(self) -> str:
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)

    @property
    def words(self) -> Iterator[Word]:
        return (word for line in self.lines for word in line)


Reader = Callable[[Sequence[Path], int], Iterator[Reading]]
"""Readings of the pictures in order, so many at a time."""


def sohoa(paths: Sequence[Path], workers: int) -> Iterator[Reading]:
    """As `sohoa read` does it."""
    addresses = [PageAddress(Page(1, Digest("0" * 64), capture_of(0, load_page(path, 0))), path) for path in paths]
    with PooledReader(ReaderOptions(workers=workers)) as reader:
        for reading in reader.read(addresses):
            yield Reading(tuple(line.words for line in reading.lines), reading.rotation, reading.failed)


def abreast(one: Callable[[Path], Reading]) -> Reader:
    """*one* page a process."""

    def read(paths: Sequence[Path], workers: int) -> Iterator[Reading]:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context, initializer=_settle_in) as pool:
            yield from pool.map(one, paths)

    return read


_ENGINE: list[TesseractEngine] = []


def _settle_in() -> None:
    os.environ["OMP_THREAD_LIMIT"] = "1"
    cv2.setNumThreads(1)
    _ENGINE.append(TesseractEngine(TesseractOptions()))


def unprepared(path: Path) -> Reading:
    """Tesseract in process (tesserocr brings a newer one than Debian), on the page in grey as it was scanned."""
    image = load_page(path, 0)
    pixels = image.pixels if image.pixels.ndim == 2 else cv2.cvtColor(image.pixels, cv2.COLOR_RGB2GRAY)
    raster = Raster(image.width, image.height, 1, np.ascontiguousarray(pixels).tobytes(), image.dpi or 200)
    return Reading(tuple(line.words for line in _ENGINE[0].read(raster)))


def tesseract(path: Path) -> Reading:
    """pytesseract with Debian's `vie`, as a short script would call it."""
    return _plainly(path, "vie", "")


def tesseract_script(path: Path) -> Reading:
    """pytesseract with Debian's larger `script/Vietnamese`."""
    return _plainly(path, "Vietnamese", f"--tessdata-dir {peers.READERS / 'tessdata'}")


def _plainly(path: Path, language: str, options: str) -> Reading:
    with Image.open(path) as picture:
        found = pytesseract.image_to_data(picture, lang=language, config=options, output_type=pytesseract.Output.DICT)
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for n, text in enumerate(found["text"]):
        if text.strip():
            left, top, width, height = (found[key][n] for key in ("left", "top", "width", "height"))
            place = (found["block_num"][n], found["par_num"][n], found["line_num"][n])
            lines.setdefault(place, []).append(
                _word(text, (left, top, left + width, top + height), found["conf"][n] / 100)
            )
    return Reading(tuple(tuple(words) for words in lines.values()))


def foreign(name: str) -> Reader:
    """A reader of `bench.foreign`, a process for each share of the pictures."""

    def read(paths: Sequence[Path], workers: int) -> Iterator[Reading]:
        command = [str(peers.readers()), "-m", "bench.foreign", name]
        with ExitStack() as stack:
            running = [stack.enter_context(_begun(command, paths[n::workers])) for n in range(workers)]
            for number in range(len(paths)):
                line = running[number % workers].stdout.readline()
                if not line:
                    raise SystemExit(f"{name} ended before its last page; try: {' '.join(command)}")
                yield Reading(tuple(_spread(row) for row in json.loads(line)))

    return read


def _begun(command: list[str], paths: Sequence[Path]) -> "subprocess.Popen[str]":
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, text=True, encoding="utf-8", **pipes)
    assert process.stdin
    process.stdin.write("".join(f"{path}\n" for path in paths))
    process.stdin.close()
    return process


def _spread(row: dict[str, Any]) -> tuple[Word, ...]:
    """The words of a line that has one box, each with its share of it."""
    left, top, right, bottom = row["box"]
    at, pitch = 0, (right - left) / max(1, len(row["text"]))
    words: list[Word] = []
    for text in row["text"].split(" "):
        if text:
            words.append(
                _word(text, (left + at * pitch, top, left + (at + len(text)) * pitch, bottom), row["confidence"])
            )
        at += len(text) + 1
    return tuple(words)


def _word(text: str, box: Sequence[float], confidence: float) -> Word:
    left, top, right, bottom = (max(0, round(side)) for side in box)
    return Word(
        unicodedata.normalize("NFC", text.strip()),
        Box(left, top, max(right, left + 1), max(bottom, top + 1)),
        min(1.0, max(0.0, confidence)),
    )


READERS: dict[str, Reader] = {
    "sohoa": sohoa,
    "tesserocr vie": abreast(unprepared),
    "Tesseract vie": abreast(tesseract),
    "Tesseract script": abreast(tesseract_script),
    "RapidOCR": foreign("rapidocr"),
    "AsterOCR on its lines": foreign("asterocr"),
}
"""The last reads the lines Tesseract finds, for it finds none itself."""
