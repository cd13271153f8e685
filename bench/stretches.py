"""Drawn pages read twice, with the truth about every stretch: what the calibration is fitted and tested on."""

import multiprocessing
import os
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from bench.press.case import a_case
from bench.press.catalogue import KINDS, draw
from bench.press.damage import LEVELS, damage
from bench.press.paper import DrawnPage, TrueLine
from bench.score import normal
from ocr.combine.align import Stretch, stretches
from ocr.combine.second import by_tesseract
from ocr.engines.lines import LinesEngine, LinesOptions
from ocr.looking import look_at
from ocr.prepare import make_grey
from ocr.recognisers import CtcOptions
from pipeline.model.geometry import Box


@dataclass(frozen=True, slots=True)
class Judged:
    """A stretch and whether each reading of it is right."""

    stretch: Stretch
    first_right: bool
    second_right: bool
    level: int


_ENGINE: list[LinesEngine] = []


def judged_pages(seed: int, pages: int, workers: int, weights: Path | None = None) -> Iterator[list[Judged]]:
    """Stretches of *pages* drawn pages, all levels of damage in turn."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_settle_in, initargs=(weights,)) as pool:
        yield from pool.map(_judged_page, [seed] * pages, range(pages))


def _settle_in(weights: Path | None) -> None:
    os.environ["OMP_THREAD_LIMIT"] = "1"
    cv2.setNumThreads(1)
    recogniser = CtcOptions(folder=weights) if weights else CtcOptions()
    _ENGINE.append(LinesEngine(LinesOptions(recogniser=recogniser)))


def a_page(seed: int, number: int) -> tuple[DrawnPage, int]:
    """(page, level of its damage); the same arguments give the same page."""
    rng = random.Random(f"stretches/{seed}/{number}")
    level = number % len(LEVELS)
    kind = rng.choice(sorted(KINDS))
    return damage(rng.choice(draw(kind, a_case(rng), rng).pages), level, rng), level


def _judged_page(seed: int, number: int) -> list[Judged]:
    page, level = a_page(seed, number)
    grey, dpi, _ = make_grey(np.asarray(page.image.convert("RGB")), page.dpi)
    look = look_at(grey, dpi, _ENGINE[0])
    again = by_tesseract(look, range(len(look.lines)), _ENGINE[0].tesseract)
    found: list[Judged] = []
    for line, placed, words in zip(look.lines, look.on_the_scan(), again, strict=True):
        found += _judged(stretches(words, line.words), _reference(placed.box, page.lines), level)
    return found


def _reference(box: Box, truth: Sequence[TrueLine]) -> list[str]:
    """The words printed where *box* lies, from left to right."""
    here = [line for line in truth if line.box.overlap(box) > 0.4 * min(line.box.area, box.area)]
    return [word for line in sorted(here, key=lambda line: line.box.left) for word in normal(line.text)]


def _judged(parts: Sequence[Stretch], reference: list[str], level: int) -> Iterator[Judged]:
    """Each stretch held against the words it should be; a reading of nothing is right where the other read only wrong words."""
    first = _right([word.text for part in parts for word in part.first], reference)
    second = _right([word.text for part in parts for word in part.second], reference)
    at, place = 0, 0
    for part in parts:
        ours, theirs = first[at : at + len(part.first)], second[place : place + len(part.second)]
        at, place = at + len(part.first), place + len(part.second)
        yield Judged(part, all(ours) if ours else not any(theirs), all(theirs) if theirs else not any(ours), level)


def _right(words: list[str], reference: list[str]) -> list[bool]:
    """Which of *words* stand in *reference*, in order."""
    told = [" ".join(normal(word)) for word in words]
    right = [not word for word in told]  # a leader is no word
    for step in Levenshtein.opcodes(told, reference):
        if step.tag == "equal":
            right[step.src_start : step.src_end] = [True] * (step.src_end - step.src_start)
    return right
