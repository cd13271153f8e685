"""Reads the papers of open trays behind the clerk's back: which kinds they are, and which dossier their marks name.

One thread, one page at a time, newest tray first. Nobody waits for it: what is not known yet is said to be being read.
What was read stays in memory only; after a restart it is read again.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Protocol

from classifiers.marks import meanings_of
from console.station.checklist import Seen
from flows.batch_run import place_of
from flows.wiring import Eyes
from pipeline.errors import DigitizationError
from pipeline.model.documents import Proposal
from pipeline.model.dossier import DossierRecord
from pipeline.model.ids import UNKNOWN_KIND, BatchId, BranchId, Digest, DossierCode, StationId, digest_of_parts
from pipeline.model.paper import Capture, Colour, Deposit, Lane, Page, RefusedSide, ScanBatch
from pipeline.model.reading import PageReading
from pipeline.ports import BatchView, PageAddress
from pipeline.stages.understand import examined

log = logging.getLogger("sohoa")

KEPT: Final = 400
"""Readings in memory: a busy hour."""
ASK_AGAIN: Final = 60.0
"""Seconds before the one-stop system is asked again about a code it did not know, or did not answer about."""
TRAYS: Final = 50
"""Trays whose papers are remembered: those of the morning."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A side in place: `key` names its pixels. One that does not open (`damage`) or was not looked at yet cannot be read."""

    key: Digest
    number: int
    path: Path
    source: Digest
    index: int
    width: int
    height: int
    dpi: int
    size: int
    examined: bool = True
    damage: str = ""

    @property
    def readable(self) -> bool:
        return self.examined and not self.damage


@dataclass(frozen=True, slots=True)
class Stack:
    """The sides of one open tray in order, and what a person said of it."""

    tray: str
    sheets: tuple[Sheet, ...]
    dossier: str | None
    sheets_declared: int | None


@dataclass(frozen=True, slots=True)
class Known:
    """What reading has found so far."""

    documents: tuple[Seen, ...] = ()
    codes: tuple[tuple[str, int], ...] = ()
    """Dossier codes that marks name, each with its page."""
    all_read: bool = False
    proposal: Proposal | None = None
    batch: ScanBatch | None = None
    readings: tuple[tuple[int, PageReading], ...] = ()


class Trays(Protocol):
    """Where the reader finds its work. `wait` returns when something may have changed."""

    def stacks(self) -> Sequence[Stack]: ...

    def wait(self, seconds: float) -> None: ...

    def news(self, tray: str, known: Known) -> None:
        """Something new is known of *tray*."""
        ...


class ReadingAlong:
    """The thread. `start` once, `close` at the end; `known` from any thread, at once."""

    def __init__(
        self,
        trays: Trays,
        open_eyes: Callable[[], AbstractContextManager[Eyes]],
        ask: Callable[[DossierCode], DossierRecord | None] | None = None,
    ) -> None:
        self._trays, self._open_eyes, self._ask = trays, open_eyes, ask
        self._readings: OrderedDict[Digest, PageReading] = OrderedDict()
        self._known: dict[str, tuple[tuple[Digest, ...], Known]] = {}
        self._records: dict[str, DossierRecord] = {}
        self._ask_after: dict[str, float] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reading-along", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(20)

    def known(self, stack: Stack) -> Known:
        """What is known of exactly these sides; of others of the same tray only what still holds."""
        made_of, known = self._known.get(stack.tray, ((), Known()))
        if made_of == _made_of(stack):
            return known
        there = {sheet.number for sheet in stack.sheets if sheet.key in made_of}
        return replace(Known(), codes=tuple(pair for pair in known.codes if pair[1] in there))

    def record(self, code: str) -> DossierRecord | None:
        return self._records.get(code)

    def _run(self) -> None:
        with self._open_eyes() as eyes:
            while not self._stop.is_set():
                try:
                    if not self._step(eyes):
                        self._trays.wait(1.0)
                except DigitizationError as trouble:
                    log.warning("reading_along_failed reference=%s", trouble.reference)
                    self._stop.wait(5.0)

    def _step(self, eyes: Eyes) -> bool:
        """Read the next page there is, or make up the mind about a tray whose pages are read; False when all is done."""
        for stack in self._trays.stacks():
            self._look_up(stack)
            unread = next((s for s in stack.sheets if s.readable and s.key not in self._readings), None)
            if unread is not None:
                self._read(unread, eyes)
                self._conclude(stack, eyes)
                return True
            if self._known.get(stack.tray, ((), None))[0] != _made_of(stack) and stack.sheets:
                self._conclude(stack, eyes)
                return True
        return False

    def _read(self, sheet: Sheet, eyes: Eyes) -> None:
        for reading in eyes.reader.read([PageAddress(_page(sheet), sheet.path)]):
            self._readings[sheet.key] = reading
        while len(self._readings) > KEPT:
            self._readings.popitem(last=False)

    def _look_up(self, stack: Stack) -> None:
        code = stack.dossier
        if self._ask is None or not code or code in self._records or time.monotonic() < self._ask_after.get(code, 0.0):
            return
        self._ask_after[code] = time.monotonic() + ASK_AGAIN
        try:
            record = self._ask(DossierCode(code))
        except DigitizationError:
            return  # the centre does not answer now: the clerk's own choice of procedure stands
        if record is not None:
            self._records[code] = record
            self._known.pop(stack.tray, None)
            self._trays.news(stack.tray, Known())

    def _conclude(self, stack: Stack, eyes: Eyes) -> None:
        read = {s.number: self._readings[s.key] for s in stack.sheets if s.key in self._readings}
        try:
            known = concluded(stack, read, eyes, self._records.get(stack.dossier or ""))
        except DigitizationError:
            raise
        except Exception as defect:  # a defect in understanding one tray must not leave the next ones unread
            log.error("reading_along_defect place=%s", place_of(defect))  # noqa: TRY400  its text may quote the paper
            known = _not_understood(stack)
        made_of = _made_of(stack)
        self._known[stack.tray] = (made_of, known)
        while len(self._known) > TRAYS:
            del self._known[next(iter(self._known))]
        self._trays.news(stack.tray, known)


def concluded(stack: Stack, read: dict[int, PageReading], eyes: Eyes, record: DossierRecord | None) -> Known:
    """Documents and codes among the pages that were *read*."""
    if not read:
        return Known(all_read=not stack.sheets)
    batch = _batch(stack, read)
    records = {} if record is None else {record.code: record}
    view = BatchView(batch, read, records=records)
    all_read = all(sheet.damage or sheet.number in read for sheet in stack.sheets)
    proposal = _understood(view, eyes) if all_read else _named(view, eyes)
    documents = proposal.documents
    codes = {
        str(mark.dossier): number
        for number, reading in sorted(read.items(), reverse=True)
        for mark in meanings_of(reading.barcodes)
        if mark.dossier is not None
    }
    return Known(
        documents=tuple(Seen(d.classification.kind, d.classification.title, d.pages) for d in documents),
        codes=tuple(sorted(codes.items(), key=lambda pair: pair[1])),
        all_read=all_read,
        proposal=proposal,
        batch=batch,
        readings=tuple(read.items()),
    )


def _named(view: BatchView, eyes: Eyes) -> Proposal:
    """Where papers begin and what kind they are: enough while pages are still being read."""
    separated = eyes.separator.separate(view)
    documents = tuple(replace(d, classification=eyes.classifier.classify(d, view)) for d in separated.documents)
    return replace(separated, documents=documents)


def _understood(view: BatchView, eyes: Eyes) -> Proposal:
    """With what the papers say, held against each other: whether a seal or a signature is missing."""
    return examined(view, eyes.separator, eyes.classifier, eyes.extractor, eyes.examiner)


def _not_understood(stack: Stack) -> Known:
    """All that is left to say: look for yourself."""
    pages = tuple(sheet.number for sheet in stack.sheets)
    return Known((Seen(UNKNOWN_KIND, "Chưa nhận ra giấy tờ", pages),), all_read=True)


def sheet_key(digest: Digest, index: int) -> Digest:
    """A name for the pixels of one page of a file."""
    return Digest(digest_of_parts([digest, str(index)]))


def _made_of(stack: Stack) -> tuple[Digest, ...]:
    return tuple(sheet.key for sheet in stack.sheets if sheet.examined)


def _page(sheet: Sheet, *, blank: bool = False) -> Page:
    capture = Capture(sheet.index, sheet.key, sheet.width, sheet.height, sheet.dpi, Colour.COLOUR, blank=blank)
    return Page(sheet.number, sheet.source, capture)


def _batch(stack: Stack, read: Mapping[int, PageReading]) -> ScanBatch:
    """The tray as if it had been delivered; which sides are empty is known of those that were *read*."""
    empty = {number for number, reading in read.items() if reading.blank}
    deposits = {sheet.source: Deposit(sheet.source, sheet.size, "image/jpeg", "") for sheet in stack.sheets}
    return ScanBatch(
        id=BatchId(stack.tray),
        branch=BranchId("none"),
        station=StationId("none"),
        lane=Lane.LIVE,
        dossier_hint=DossierCode(stack.dossier) if stack.dossier else None,
        declared_sheets=stack.sheets_declared,
        taken_in_at=datetime.now(UTC),
        deposits=tuple(deposits.values()),
        pages=tuple(_page(sheet, blank=sheet.number in empty) for sheet in stack.sheets if not sheet.damage),
        refused=tuple(RefusedSide(s.number, s.source, s.damage) for s in stack.sheets if s.damage),
    )
