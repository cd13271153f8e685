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

from bench.classes import CLASSES
from bench.press.paper import DrawnPage, TrueLine
from bench.score import normal
from ocr.combine.align import Stretch, stretches
from ocr.combine.evidence import Around, around
from ocr.combine.second import by_tesseract
from ocr.engines.lines import LinesEngine, LinesOptions
from ocr.looking import Look, look_at
from ocr.prepare import make_grey
from ocr.recognisers import CtcOptions
from pipeline.model.geometry import Box
from pipeline.model.reading import Word


@dataclass(frozen=True, slots=True)
class Judged:
    """A stretch of line number *line* of its page, and whether each reading of it is right."""

    stretch: Stretch
    near: Around
    line: int
    first_right: bool
    second_right: bool
    saved: int
    """Wrong letters the line is spared when the second reading of the stretch is taken and not the first."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A word of the only reader there was, and whether it is right."""

    word: Word
    near: Around
    right: bool


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A page of class *kind*: line for line as both engines read it, and as Tesseract reads a whole page by itself."""

    kind: str
    parts: tuple[Judged, ...]
    heard: tuple[Heard, ...]
    """As the line recogniser read it."""
    alone: tuple[Heard, ...]


_SHARED = 0.35
"""Of its box a word shares with the printed line it is part of; rows of neighbours overlap less."""

_ENGINE: list[LinesEngine] = []


def judged_pages(seed: int, pages: int, workers: int, weights: Path | None = None) -> Iterator[JudgedPage]:
    """*pages* drawn pages, all classes of `bench.classes` in turn."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_settle_in, initargs=(weights,)) as pool:
        yield from pool.map(_judged_page, [seed] * pages, range(pages))


def _settle_in(weights: Path | None) -> None:
    os.environ["OMP_THREAD_LIMIT"] = "1"
    cv2.setNumThreads(1)
    recogniser = CtcOptions(folder=weights) if weights else CtcOptions()
    _ENGINE.append(LinesEngine(LinesOptions(recogniser=recogniser)))


def a_page(seed: int, number: int) -> tuple[DrawnPage, str]:
    """(page, its class); the same arguments give the same page."""
    kind = CLASSES[number % len(CLASSES)]
    return kind.page(random.Random(f"stretches/{seed}/{number}")), kind.name


def _judged_page(seed: int, number: int) -> JudgedPage:
    page, kind = a_page(seed, number)
    copy = make_grey(np.asarray(page.image.convert("RGB")), page.dpi)
    look = look_at(copy.grey, copy.dpi, _ENGINE[0])
    again = list(by_tesseract(look, range(len(look.lines)), _ENGINE[0].tesseract))
    near = around(look.lines)
    parts: list[Judged] = []
    for n, (line, placed) in enumerate(zip(look.lines, look.on_the_scan(), strict=True)):
        parts += _judged(stretches(again[n], line.words), _reference(placed.box, page.lines), near[n], n)
    plain = look_at(copy.grey, copy.dpi, _ENGINE[0].tesseract)
    untold = _untold(parts, look, page.lines)
    return JudgedPage(
        kind,
        tuple(part for part in parts if part.stretch not in untold),
        _heard(look, page.lines, untold),
        _heard(plain, page.lines, untold),
    )


def _untold(parts: Sequence[Judged], look: Look, truth: Sequence[TrueLine]) -> list[Stretch]:
    """Print the truth does not tell of: both engines read it alike, and no line is said to be there. The press puts
    stamps with words onto papers without a note."""

    def told(word: Word) -> bool:
        box = look.page.placement.box(word.box)
        return any(box.overlap(line.box) > _SHARED * box.area for line in truth)

    wrong = [part.stretch for part in parts if part.stretch.agreed and not part.second_right]
    return [stretch for stretch in wrong if not any(map(told, stretch.second))]


def _heard(look: Look, truth: Sequence[TrueLine], untold: Sequence[Stretch]) -> tuple[Heard, ...]:
    found: list[Heard] = []
    left_out = {word.text for stretch in untold for word in stretch.second}
    for line, placed, near in zip(look.lines, look.on_the_scan(), around(look.lines), strict=True):
        right = right_words([word.text for word in line.words], _reference(placed.box, truth))
        pairs = zip(line.words, right, strict=True)
        found += [Heard(word, near, good) for word, good in pairs if good or word.text not in left_out]
    return tuple(found)


def _reference(box: Box, truth: Sequence[TrueLine]) -> list[str]:
    """The words printed where *box* lies, from left to right."""
    here = [line for line in truth if line.box.overlap(box) > 0.4 * min(line.box.area, box.area)]
    return [word for line in sorted(here, key=lambda line: line.box.left) for word in normal(line.text)]


def _judged(parts: Sequence[Stretch], reference: list[str], near: Around, line: int) -> Iterator[Judged]:
    first = right_words([word.text for part in parts for word in part.first], reference)
    second = right_words([word.text for part in parts for word in part.second], reference)
    at, place = 0, 0
    for number, part in enumerate(parts):
        ours, theirs = first[at : at + len(part.first)], second[place : place + len(part.second)]
        at, place = at + len(part.first), place + len(part.second)
        saved = 0 if part.agreed else _saved(parts, number, reference)
        yield Judged(part, near, line, all(ours), all(theirs), saved)


def _saved(parts: Sequence[Stretch], number: int, reference: list[str]) -> int:
    """Wrong letters of the line with the first reading in stretch *number* less those without, all else being the second's."""
    texts = [part.second_text for part in parts]
    other = [*texts[:number], parts[number].first_text, *texts[number + 1 :]]
    return _wrong(other, reference) - _wrong(texts, reference)


def _wrong(texts: Sequence[str], reference: list[str]) -> int:
    return Levenshtein.distance(" ".join(normal(" ".join(texts))), " ".join(reference))


def right_words(words: list[str], reference: list[str]) -> list[bool]:
    """Which of *words* stand in *reference*, in order."""
    told = [" ".join(normal(word)) for word in words]
    right = [not word for word in told]  # a leader is no word
    for step in Levenshtein.opcodes(told, reference):
        if step.tag == "equal":
            right[step.src_start : step.src_end] = [True] * (step.src_end - step.src_start)
    return right
