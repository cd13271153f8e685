"""Three ways to read a page, for comparison: sohoa's reader, its engine without the preparation, plain pytesseract."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytesseract
from PIL import Image

from ocr.decode.capture import capture_of
from ocr.decode.page import load_page
from ocr.engines.tesseract import TesseractEngine, TesseractOptions
from ocr.worker import read_page
from pipeline.model.ids import Digest
from pipeline.model.paper import Page
from pipeline.ports import PageAddress, Raster

_ENGINE: list[TesseractEngine] = []


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What each reader made of one picture, and how sohoa's turned it."""

    texts: dict[str, str]
    rotation: int


def sohoa(path: Path) -> tuple[str, int]:
    page = Page(1, Digest("0" * 64), capture_of(0, load_page(path, 0)))
    reading = read_page(PageAddress(page, path), _ENGINE[0])
    return reading.text, reading.rotation


def unprepared(path: Path) -> str:
    """The same engine and model on the page in grey, as it was scanned."""
    image = load_page(path, 0)
    pixels = image.pixels if image.pixels.ndim == 2 else cv2.cvtColor(image.pixels, cv2.COLOR_RGB2GRAY)
    raster = Raster(image.width, image.height, 1, np.ascontiguousarray(pixels).tobytes(), image.dpi or 200)
    return "\n".join(line.text for line in _ENGINE[0].read(raster))


def plain(path: Path) -> str:
    with Image.open(path) as picture:
        return str(pytesseract.image_to_string(picture, lang="vie"))


OTHERS: dict[str, Callable[[Path], str]] = {"unprepared": unprepared, "pytesseract": plain}
READERS = ("sohoa", *OTHERS)


def read_by_all(path: Path) -> ReadPage:
    text, rotation = sohoa(path)
    return ReadPage({"sohoa": text} | {name: read(path) for name, read in OTHERS.items()}, rotation)


def read_many(paths: Sequence[Path], workers: int) -> list[ReadPage]:
    """In order, *workers* pages at a time."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_settle_in) as pool:
        return list(pool.map(read_by_all, paths))


def _settle_in() -> None:
    os.environ["OMP_THREAD_LIMIT"] = "1"
    cv2.setNumThreads(1)
    _ENGINE.append(TesseractEngine(TesseractOptions()))
