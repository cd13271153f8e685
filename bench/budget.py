"""Where a page's time goes: CPU milliseconds a page for every step from the delivered file to the bound copy.

``python -m bench.budget [--papers DIR]``. One process, one thread; the steps are timed where they are called, each
without what it calls in turn. CPU time hardly minds what else the machine does.
"""

import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ["OMP_THREAD_LIMIT"] = "1"  # before the engine's library is loaded, as in the page workers

import cv2

import ocr.combine.second
import ocr.engines.lines
import ocr.looking
import ocr.marks
import ocr.prepare.page
import ocr.recognisers.ctc
import ocr.worker
from bench.own import MADE_AT, NOWHERE
from bench.results import Report, Table, parser, talk
from bench.sets import Bundle, drawn, found
from ocr.bind.pdfa import PdfaBinder
from ocr.combine.second import Readers
from ocr.decode.blank import is_blank
from ocr.decode.capture import capture_digest
from ocr.decode.image import DecodeLimits
from ocr.decode.page import open_paper
from ocr.engines import best_engine, ocr_engine
from ocr.engines.tesseract import TesseractEngine
from pipeline.model.paper import Capture, Page
from pipeline.model.reading import EngineIdentity, Line, PageReading
from pipeline.ports import BoundPage, OcrEngine, PageAddress, Raster

STEPS: tuple[tuple[Any, str, str], ...] = (
    (ocr.worker, "load_page", "read: decode again"),
    (ocr.worker, "make_grey", "read: grey copy, seals"),
    (ocr.worker, "marks", "read: other marks"),
    (ocr.marks, "_read", "read: QR and bar codes"),
    (ocr.marks, "find_patches", "read: patch bars"),
    (ocr.marks, "_looks_coded", "read: does it look coded"),
    (ocr.worker, "bears_red_secrecy_stamp", "read: red secrecy stamp"),
    (ocr.looking, "likely_turn", "read: which way up"),
    (ocr.looking, "sight_of", "read: seen from afar"),
    (ocr.looking, "prepare", "read: prepare, the rest"),
    (ocr.prepare.page, "straightened", "read: prepare, straightened"),
    (ocr.prepare.page, "light_on", "read: prepare, light"),
    (ocr.prepare.page, "flattened", "read: prepare, light"),
    (ocr.prepare.page, "swept", "read: prepare, specks swept"),
    (ocr.looking, "in_reading_order", "read: reading order"),
    (ocr.looking, "better_turn", "read: which way up, by reading"),
    (ocr.engines.lines, "inked", "read: ink in pieces"),
    (ocr.engines.lines, "find_lines", "read: lines found"),
    (ocr.engines.lines, "strips_of", "read: lines cut out"),
    (ocr.engines.lines, "words_of", "read: words"),
    (ocr.recognisers.ctc.CtcRecogniser, "read", "read: line recogniser"),
    (ocr.combine.second, "strips_of", "read: doubtful lines cut out"),
    (ocr.combine.second, "voted", "read: vote"),
    (ocr.combine.second, "believed", "read: confidences"),
    (TesseractEngine, "read_line", "read: Tesseract, doubtful lines"),
)


@dataclass(slots=True)
class Clock:
    """CPU seconds and calls by step, nested steps taken out."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    calls: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _inner: list[float] = field(default_factory=lambda: [0.0])

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self._inner.append(0.0)
        began = time.thread_time()
        try:
            yield
        finally:
            spent = time.thread_time() - began
            self.seconds[name] += spent - self._inner.pop()
            self.calls[name] += 1
            self._inner[-1] += spent

    def timing(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            with self.step(name):
                return call(*arguments, **named)

        return timed


class TimedEngine:
    """The page engine on the clock: a first look at the whole page, bands to tell the way up, and second looks."""

    def __init__(self, engine: OcrEngine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock
        self.tallest = 0
        self.seen = 0

    @property
    def identity(self) -> EngineIdentity:
        return self._engine.identity

    def read(self, image: Raster) -> tuple[Line, ...]:
        if image.height < 0.6 * self.tallest:
            name = "read: bands to tell the way up, stamps"
        else:
            self.seen += 1
            name = "read: the page" if self.seen == 1 else "read: the page, a second look"
        with self._clock.step(name):
            return self._engine.read(image)


def looked_at(bundle: Bundle, clock: Clock) -> list[PageAddress]:
    """What the decoding process does with a file."""
    pages: list[PageAddress] = []
    for path in bundle.files:
        with clock.step("inspect: open"), open_paper(path, DecodeLimits()) as (_, _, paper):
            for index in range(paper.page_count):
                with clock.step("inspect: decode"):
                    image = paper.page(index)
                with clock.step("inspect: digest"):
                    digest = capture_digest(image)
                with clock.step("inspect: blank or not"):
                    blank = is_blank(image)
                capture = Capture(index, digest, image.width, image.height, image.dpi, image.colour, blank=blank)
                pages.append(PageAddress(Page(len(pages) + 1, NOWHERE, capture), path))
    return pages


def read_all(pages: list[PageAddress], engine: TimedEngine, readers: Readers, clock: Clock) -> list[PageReading]:
    readings: list[PageReading] = []
    for address in pages:
        engine.tallest, engine.seen = min(address.page.capture.width, address.page.capture.height), 0
        with clock.step("read: the rest"):
            readings.append(ocr.worker.read_page(address, engine, readers))
    return readings


def main() -> None:
    line = parser("budget", __doc__)
    line.add_argument("--papers", type=Path, help="files or folders; the press draws when absent")
    line.add_argument("--seed", type=int, default=11)
    line.add_argument("--dossiers", type=int, default=5)
    line.add_argument("--level", type=int, choices=range(4), default=1)
    chosen = line.parse_args()
    report = Report("budget", keep=not chosen.dry)
    cv2.setNumThreads(1)
    clock = Clock()
    own = ocr_engine(best_engine())
    engine, readers = TimedEngine(own, clock), Readers(own)
    for place, name, label in STEPS:
        setattr(place, name, clock.timing(label, getattr(place, name)))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        bundles = found(chosen.papers) if chosen.papers else drawn(chosen.seed, folder, chosen.dossiers, chosen.level)
        pages = 0
        for bundle in bundles:
            addresses = looked_at(bundle, clock)
            readings = read_all(addresses, engine, readers, clock)
            with clock.step("bind"):
                bound = [BoundPage(*both) for both in zip(addresses, readings, strict=True)]
                PdfaBinder().bind(bound, "Giấy tờ", MADE_AT, folder / "copy.pdf")
            pages += len(addresses)
            talk(f"{bundle.name}: {len(addresses)} pages")
    whole = sum(clock.seconds.values())
    order = sorted(clock.seconds, key=lambda name: -clock.seconds[name])
    rows = tuple(
        (
            name,
            f"{1000 * clock.seconds[name] / pages:.1f}",
            f"{clock.seconds[name] / whole:.1%}",
            str(clock.calls[name]),
        )
        for name in order
    )
    total = ("all", f"{1000 * whole / pages:.1f}", "100.0%", str(pages))
    report.tables.append(Table(f"CPU a page, {pages} pages", ("step", "ms/page", "share", "calls"), (*rows, total)))
    report.numbers = {
        "pages": pages,
        "ms_per_page": {name: round(1000 * clock.seconds[name] / pages, 2) for name in order},
    }
    report.finish()


if __name__ == "__main__":
    main()
