"""What the claimed confidences are worth: of the words that claim so much, how many are right.

Three sets: drawn pages nobody fitted on, published scans that are printed, and published forms filled in by hand.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

from bench.curves import Curve, curves
from bench.results import BENCH, Table
from bench.score import normal
from bench.sets import real_scans
from bench.stretches import Judged, JudgedPage
from ocr.combine.calibration import Calibration, Weighing
from ocr.combine.evidence import alone, figures
from ocr.combine.route import doubted
from ocr.combine.second import Readers
from ocr.combine.vote import decided
from ocr.decode.capture import capture_of
from ocr.decode.page import load_page
from ocr.engines.lines import LinesEngine, LinesOptions
from ocr.recognisers import CtcOptions
from ocr.worker import read_page
from pipeline.model.ids import Digest
from pipeline.model.paper import Page
from pipeline.model.reading import PageReading
from pipeline.ports import PageAddress

PLOT = BENCH / "plots" / "reliability.svg"
SURE = 0.95
_BINS = 15

Claim = tuple[float, bool, bool]
"""Confidence, whether it is right, whether it holds digits."""

COLUMNS = ("pages of", "reading", "words", "right", "ECE", f"at ≥ {SURE}", "of these right", "figures at ≥ 0.9", "of these wrong", "read twice")  # fmt: skip


def read_twice(page: JudgedPage, heard: Weighing) -> set[int]:
    """Numbers of the lines a second engine would be asked about."""
    return {
        part.line
        for part in page.parts
        for word in part.stretch.second
        if doubted(word.text, heard(alone(word, part.near)))
    }


def as_read(page: JudgedPage) -> Iterator[Claim]:
    """The words of the line recogniser with its own confidences."""
    return ((one.word.confidence, one.right, bool(figures(one.word.text))) for one in page.heard)


def as_voted(page: JudgedPage, kept: Calibration) -> Iterator[Claim]:
    """The words the vote leaves, a stretch of several words being right when all are."""
    again = read_twice(page, kept.heard)
    right = {one.word: one.right for one in page.heard}
    for part in page.parts:
        if part.line in again:
            yield from _of_stretch(part, kept)
        else:
            for word in part.stretch.second:
                yield kept.heard(alone(word, part.near)), right.get(word, part.second_right), bool(figures(word.text))


def _of_stretch(part: Judged, kept: Calibration) -> Iterator[Claim]:
    second, confidence = decided(part.stretch, kept, part.near)
    words, right = (part.stretch.second, part.second_right) if second else (part.stretch.first, part.first_right)
    if words:
        yield confidence, right, bool(figures(" ".join(word.text for word in words)))


def by_tesseract(page: JudgedPage, weighing: Weighing | None) -> Iterator[Claim]:
    """Tesseract's words, when it is alone; with its own confidences without *weighing*."""
    for one in page.alone:
        sure = weighing(alone(one.word, one.near)) if weighing else one.word.confidence
        yield sure, one.right, bool(figures(one.word.text))


def error(claims: Sequence[Claim]) -> float:
    """Expected calibration error, over bins of about equal number; equal claims are in one bin."""
    if not claims:
        return 0.0
    sure = np.array([claim[0] for claim in claims])
    right = np.array([claim[1] for claim in claims])
    edges = np.unique(np.quantile(sure, np.linspace(0, 1, _BINS + 1)[1:-1]))
    of = np.searchsorted(edges, sure, side="right")
    return float(sum(abs((sure[of == n] - right[of == n]).sum()) for n in range(len(edges) + 1)) / len(sure))


def drawn_tables(pages: Sequence[JudgedPage], kept: Calibration) -> list[Table]:
    """All classes together, and each by itself; Tesseract alone last."""
    rows: list[tuple[str, ...]] = []
    for kind in ("all", *dict.fromkeys(page.kind for page in pages)):
        some = [page for page in pages if kind in ("all", page.kind)]
        twice = sum(len(read_twice(page, kept.heard)) for page in some)
        share = twice / max(1, sum(len({part.line for part in page.parts}) for page in some))
        rows.append((kind, "as read", *_figures([c for page in some for c in as_read(page)]), ""))
        rows.append((kind, "voted", *_figures([c for page in some for c in as_voted(page, kept)]), f"{share:.0%}"))
    for name, weighing in (("Tesseract, as read", None), ("Tesseract, calibrated", kept.alone)):
        rows.append(("all", name, *_figures([c for page in pages for c in by_tesseract(page, weighing)]), ""))
    return [Table("Drawn pages not fitted on", COLUMNS, tuple(rows))]


def _figures(claims: Sequence[Claim]) -> tuple[str, ...]:
    right = [good for _, good, _ in claims]
    high = [good for sure, good, _ in claims if sure >= SURE]
    numbers = [good for sure, good, digits in claims if digits and sure >= 0.9]
    wrong = numbers.count(False)
    return (
        str(len(claims)), f"{sum(right) / max(1, len(right)):.2%}", f"{error(claims):.3f}", f"{len(high) / max(1, len(claims)):.0%}",
        f"{sum(high) / max(1, len(high)):.2%}", str(len(numbers)), str(wrong),
    )  # fmt: skip


def real_tables(weights: Path | None = None) -> list[Table]:
    """Published scans whose text is known."""
    engine = LinesEngine(LinesOptions(recogniser=CtcOptions(folder=weights)) if weights else LinesOptions())
    rows: list[tuple[str, ...]] = []
    for kind in ("real print", "real forms"):
        scans = [scan for scan in real_scans() if bool(scan.written) == (kind == "real forms")]
        for name, readers in (("as read", None), ("voted", Readers(engine))):
            claims = [c for s in scans for c in _claims(read_page(_address(s.path), engine, readers), s.truth)]
            rows.append((kind, name, *_figures(claims), ""))
    return [Table("Published scans", COLUMNS, tuple(rows))]


def _address(path: Path) -> PageAddress:
    return PageAddress(Page(1, Digest("0" * 64), capture_of(0, load_page(path, 0))), path)


def _claims(reading: PageReading, truth: str) -> Iterator[Claim]:
    """Each word with whether it stands in the text at its place in the order, or is one nobody else answered to."""
    words = [word for line in reading.lines for word in line.words]
    told, wanted = [" ".join(normal(word.text)) for word in words], normal(truth)
    right = [not text for text in told]
    left = Counter(wanted)
    for step in Levenshtein.opcodes(told, wanted):
        if step.tag == "equal":
            right[step.src_start : step.src_end] = [True] * (step.src_end - step.src_start)
            left.subtract(wanted[step.dest_start : step.dest_end])
    for number, word in enumerate(words):
        if not right[number] and left[told[number]] > 0:
            left[told[number]] -= 1
            right[number] = True
        yield word.confidence, right[number], bool(figures(word.text))


def plotted(pages: Sequence[JudgedPage], kept: Calibration) -> Path:
    """Claimed against found, before and after."""
    sets = {
        "as read": [c for page in pages for c in as_read(page)],
        "voted": [c for page in pages for c in as_voted(page, kept)],
        "Tesseract, as read": [c for page in pages for c in by_tesseract(page, None)],
        "Tesseract, calibrated": [c for page in pages for c in by_tesseract(page, kept.alone)],
    }
    curves("Claimed confidence against share of right words", {name: _curve(c) for name, c in sets.items()}, PLOT)
    return PLOT


_EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99, 0.995, 1.01)


def _curve(claims: Sequence[Claim]) -> Curve:
    """(mean claimed, share right, words) by bands of confidence."""
    sure = np.array([claim[0] for claim in claims])
    right = np.array([claim[1] for claim in claims])
    bands = [(sure >= low) & (sure < high) for low, high in pairwise(_EDGES)]
    return [(float(sure[b].mean()), float(right[b].mean()), int(b.sum())) for b in bands if b.sum() >= 10]
