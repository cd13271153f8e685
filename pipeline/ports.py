"""The seams: what each stage may rely on, whoever stands behind.

A docstring here is the contract; `tests/contracts` holds every implementation to it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from pipeline.model.documents import Classification, Document, ExtractedField, Proposal, Table
from pipeline.model.dossier import DossierRecord, HandBack, HandBackReceipt
from pipeline.model.ids import BatchId, BranchId, DeliveryId, Digest, DossierCode
from pipeline.model.paper import Capture, Delivery, Lane, Page, ScanBatch
from pipeline.model.quality import ReuseMark
from pipeline.model.reading import EngineIdentity, Line, PageReading
from pipeline.model.samples import Outcome, Recall, Sample
from pipeline.model.signing import Examination, Terms
from pipeline.model.work import (
    BatchStatus,
    Claim,
    Event,
    OutboxItem,
    ReviewItem,
    Settlement,
    Verdict,
)

T = TypeVar("T")


# ---------------------------------------------------------------- bytes


class ObjectStore(Protocol):
    """Bytes under their SHA-256: written once, never changed."""

    def put(self, blob: bytes) -> Digest:
        """Keep *blob*; putting it twice is keeping it once. Durable when it returns. `TransientError` if unreachable."""
        ...

    def put_file(self, path: Path) -> Digest:
        """Keep the file's bytes without reading them into memory at once."""
        ...

    def get(self, digest: Digest) -> bytes:
        """Return the bytes, or raise `IntegrityError` if they are gone or damaged."""
        ...

    def fetch(self, digest: Digest, target: Path) -> None:
        """Write the bytes to *target* (created or replaced) with flat memory; `IntegrityError` as for `get`."""
        ...

    def digests(self) -> Iterator[Digest]:
        """Every digest kept, in order."""
        ...


class Catalogue(Protocol):
    """Names given once to self-describing records, so that the store can be understood without the ledger."""

    def record(self, name: str, blob: bytes) -> None:
        """Give *name* to *blob*. The same again is nothing; other bytes under a taken name raise `IntegrityError`."""
        ...

    def recall(self, name: str) -> bytes | None:
        """The bytes under *name*, or None."""
        ...

    def names(self, prefix: str) -> Iterator[str]:
        """Names that begin with *prefix*, in order."""
        ...


class Store(ObjectStore, Catalogue, Protocol):
    """Both together: what every store we keep is."""


class Codec(Protocol[T]):
    """One type of value as canonical bytes: equal values give equal bytes."""

    def encode(self, value: T) -> bytes: ...

    def decode(self, blob: bytes) -> T:
        """`IntegrityError` when the bytes are not such a value."""
        ...


class FileLinks(Protocol):
    """Addresses under which the one-stop system may read a kept file for a while."""

    def link(self, digest: Digest, name: str, lifetime: timedelta) -> str: ...


# ---------------------------------------------------------------- paper


class ScanSource(Protocol):
    """A way paper arrives. It offers only deliveries that are proved complete."""

    def ready(self, now: datetime) -> Iterator[DeliveryId]:
        """Complete deliveries not yet acknowledged, oldest first."""
        ...

    def load(self, delivery: DeliveryId) -> Delivery:
        """Open one. The files stay put until `acknowledge`. `RejectedInputError` if it is gone or changed."""
        ...

    def acknowledge(self, delivery: DeliveryId, batch: BatchId, now: datetime) -> None:
        """The batch is durable with us; the source may forget its copy. Saying it twice is saying it once."""
        ...


class PageInspector(Protocol):
    """Opens a delivered file and decodes every page of it once, in bounded time and memory."""

    def inspect(self, path: Path) -> tuple[str, bool, tuple[Capture, ...]]:
        """(media type, digitally signed, captures in order).

        `RejectedInputError` when no page can be had: `empty-file`, `not-a-paper`, `truncated-file`, `encrypted-file`,
        `no-pages`, `too-many-pages`, `page-too-large`, `decoding-timed-out`, `decoder-crashed`. A single page that cannot
        be decoded is a capture with `damage` set to one of these or to `page-unreadable`.
        """
        ...


@dataclass(frozen=True, slots=True)
class PageAddress:
    """A page and the local file it can be decoded from."""

    page: Page
    path: Path


@dataclass(frozen=True, slots=True)
class Raster:
    """Decoded pixels, upright or as scanned: row-major, 1 (grey) or 3 (RGB) bytes a pixel, no padding."""

    width: int
    height: int
    channels: int
    pixels: bytes | memoryview
    dpi: int

    def __post_init__(self) -> None:
        if len(self.pixels) != self.width * self.height * self.channels:
            raise ValueError("pixels do not fill the raster")


class OcrEngine(Protocol):
    """Reads one prepared, upright page image. Not thread-safe; one per process."""

    @property
    def identity(self) -> EngineIdentity: ...

    def read(self, image: Raster) -> tuple[Line, ...]:
        """Lines in reading order, boxes in *image* pixels. Empty for an empty page."""
        ...


class PageReader(Protocol):
    """Reads many pages, several at a time, each within time and memory bounds."""

    @property
    def identity(self) -> EngineIdentity: ...

    def read(self, pages: Sequence[PageAddress]) -> Iterator[PageReading]:
        """One reading for each page, in any order. A page that fails gives a reading with `failed` set, never an exception."""
        ...


@dataclass(frozen=True, slots=True)
class BoundPage:
    """What the binder needs of one page."""

    address: PageAddress
    reading: PageReading


class Binder(Protocol):
    """Makes the searchable copy that stands beside the originals."""

    def bind(self, pages: Sequence[BoundPage], title: str, made_at: datetime, target: Path) -> None:
        """Write a PDF/A-2b to *target*: the page images as scanned, upright, with invisible selectable text.

        Same input, same bytes. Pages whose capture is damaged may not be bound. *title* comes from the taxonomy, never from the paper.
        """
        ...


class SignatureValidator(Protocol):
    """Says what holds of the digital signatures in a PDF, in bounded time and memory. Nothing is fetched from anywhere."""

    def examine(self, path: Path, now: datetime, terms: Terms | None = None) -> Examination:
        """Everything wrong is a fault of the examination, never an exception. Without *terms* each signature is held
        against the moment it says it was made at; with them, a returned file is held against what was handed out.

        `TransientError` when the machine cannot look.
        """
        ...


# ---------------------------------------------------------------- understanding


@dataclass(frozen=True, slots=True)
class BatchView:
    """What the classifiers look at: the batch, its readings by page number, what is known from outside."""

    batch: ScanBatch
    readings: Mapping[int, PageReading]
    verdicts: tuple[Verdict, ...] = ()
    records: Mapping[DossierCode, DossierRecord] = field(default_factory=dict)
    """What the one-stop system said of the dossiers the batch names: their checklists and owners. Empty when nobody was asked."""


class Separator(Protocol):
    """Where documents begin, which pages are separators or blanks."""

    def dossiers(self, view: BatchView) -> tuple[DossierCode, ...]:
        """Every dossier code that papers, station or people name, each once: what the one-stop system is asked about."""
        ...

    def separate(self, view: BatchView) -> Proposal:
        """Every readable page gets one place. Documents come out classified as `unknown`; `Classifier` names them."""
        ...


class Classifier(Protocol):
    """What kind of paper a document is."""

    def classify(self, document: Document, view: BatchView) -> Classification:
        """An honest `unknown` when the evidence does not carry a kind."""
        ...


class FieldExtractor(Protocol):
    """What a document says, each value with its place on the paper."""

    def extract(self, document: Document, view: BatchView) -> tuple[ExtractedField, ...]: ...

    def tables(self, document: Document, view: BatchView) -> tuple[Table, ...]:
        """The tables its kind has, as far as they were read."""
        ...


class Examiner(Protocol):
    """Whether what the papers say can be true, each alone and all together."""

    def examine(self, documents: Sequence[Document], view: BatchView) -> tuple[Document, ...]:
        """The same documents in the same order, each with its findings."""
        ...


class Decider(Protocol):
    """What may be taken over without a person."""

    def decide(self, document: Document, view: BatchView) -> Document:
        """The same document; it and its fields have their risk and decision. Too little data means review."""
        ...


# ---------------------------------------------------------------- one-stop


class RecordSystem(Protocol):
    """The one-stop system (hệ thống thông tin giải quyết TTHC) behind one adapter."""

    @property
    def target(self) -> str:
        """A short stable name: ``sync`` or ``portal``, with the deployment's own suffix."""
        ...

    def dossier(self, code: DossierCode) -> DossierRecord | None:
        """What it holds under *code*, None if it knows no such dossier. `TransientError` when it does not answer."""
        ...

    def hand_back(self, message: HandBack, now: datetime) -> HandBackReceipt:
        """Upsert, then read back: the receipt says that each file is there exactly once and opens with our digest.

        Entries the message calls `withdrawn` are taken back; files under other ids belong to others and are left alone.

        Reads before it writes and never appends what is there. Safe to repeat. `TransientError` when unsure or refused
        for now, `RejectedInputError` when the dossier cannot take papers, `ConfigurationError` when we are not let in.
        """
        ...


# ---------------------------------------------------------------- memory


class BatchLedger(Protocol):
    """Which batches are unfinished, who holds them, what waits for whom and why.

    Every writing call is one transaction: done whole or not at all, and safe to repeat.
    """

    def open(self, batch: ScanBatch, now: datetime) -> None:
        """Remember *batch* as taken in, every side without an outcome yet. Opening it twice is opening it once."""
        ...

    def status(self, batch: BatchId) -> BatchStatus | None: ...

    def statuses(self) -> Iterator[BatchStatus]:
        """All batches, oldest first."""
        ...

    def ready(self, lane: Lane, now: datetime, limit: int) -> tuple[BatchId, ...]:
        """Batches a worker may claim: taken in, or lease run out, and due. Branches take turns; oldest first within one."""
        ...

    def claim(self, batch: BatchId, worker: str, now: datetime, lease: timedelta) -> Claim | None:
        """Take the batch, or None if it is held, not due, or has nothing left to do. Raises the fence by one."""
        ...

    def renew(self, claim: Claim, now: datetime, lease: timedelta) -> Claim:
        """Hold it longer; `LostClaimError` if someone took it since."""
        ...

    def settle(self, claim: Claim, settlement: Settlement, now: datetime, record: Digest) -> None:
        """Write the run's result and give the batch up, all in one transaction: side outcomes, documents, reviews
        (new ones opened, unasked ones withdrawn, `since` kept for those asked again), dossier heads, outbox, events, state.
        *record* is the settlement itself as bytes in the store, queued to be named there.

        `LostClaimError` if the fence is stale; `TransientError("dossier-moved")` if a filing's `previous` is no longer
        the dossier's head; `ValueError` if the outcomes do not cover every side exactly once.
        """
        ...

    def release(self, claim: Claim, reason: str, now: datetime, next_try_at: datetime | None) -> None:
        """Give the batch up unfinished with *reason* (a reference): ready again at *next_try_at*, or `stuck` when None."""
        ...

    def replay(self, batch: BatchId, now: datetime) -> None:
        """Make a stuck (or closed, or waiting) batch ready for a fresh run, attempts from zero."""
        ...


class ReviewDesk(Protocol):
    """Questions to people, and their answers."""

    def open_items(self, batch: BatchId | None = None) -> tuple[ReviewItem, ...]: ...

    def decide(self, verdict: Verdict) -> None:
        """Keep the verdict; the batch becomes ready for a new run. The same verdict twice is one."""
        ...

    def verdicts(self, batch: BatchId) -> tuple[Verdict, ...]:
        """In the order they were given."""
        ...


class DossierHeads(Protocol):
    """The newest manifest of each dossier."""

    def head(self, dossier: DossierCode) -> tuple[int, Digest] | None:
        """(version, manifest digest), None if we never filed anything there."""
        ...


class Outbox(Protocol):
    """Hand-backs on their way, each with its reason for waiting."""

    def due(self, now: datetime, limit: int, batch: BatchId | None = None) -> tuple[OutboxItem, ...]:
        """Pending ones (or whose sender's lease ran out) that may be tried now; one dossier's versions never overtake."""
        ...

    def begin(self, key: str, worker: str, now: datetime, lease: timedelta) -> OutboxItem | None:
        """Take one for sending, None if it is held or done."""
        ...

    def message(self, key: str) -> HandBack:
        """The message to send; `KeyError` if there is none."""
        ...

    def accept(self, item: OutboxItem, receipt: HandBackReceipt, receipt_digest: Digest, now: datetime) -> None:
        """It was read back. Closes the batch if nothing else is open. Older versions of the dossier become superseded."""
        ...

    def fail(self, item: OutboxItem, reason: str, now: datetime, next_try_at: datetime | None) -> None:
        """It did not go through: again at *next_try_at*, or a dead letter waiting for an operator when None."""
        ...

    def items(self, batch: BatchId | None = None) -> tuple[OutboxItem, ...]: ...

    def revive(self, key: str, now: datetime) -> None:
        """Replay a dead letter."""
        ...


class AuditTrail(Protocol):
    """Events in one hash chain."""

    def append(self, name: str, subject: str, facts: Mapping[str, str | int], at: datetime) -> Event: ...

    def events(self, after: int = 0) -> Iterator[Event]: ...


class Publications(Protocol):
    """Records written to the store but not yet given their name there; `settle`, `decide` and `accept` queue them."""

    def unpublished(self) -> Iterable[tuple[str, Digest]]:
        """(name, digest of the bytes kept in the store)."""
        ...

    def published(self, name: str) -> None: ...


class QualityDesk(Protocol):
    """What became of the machine's answers, and which papers are looked at again. Nothing in it names a person."""

    def outcomes(self, branch: BranchId | None = None) -> tuple[Outcome, ...]:
        """Every claim a person has judged, by a verdict or at the samples' desk; each once."""
        ...

    def samples(self, branch: BranchId | None = None) -> tuple[Sample, ...]:
        """Every drawn paper, longest waiting first. `ReviewDesk.decide` answers one with a verdict of kind ``checked``."""
        ...

    def recall(self, batch: BatchId, pages: tuple[int, ...], now: datetime) -> bool:
        """Call a filed paper back for a look and make its batch ready for a run that asks; False when it was called
        back before. `RejectedInputError` when there is no such batch."""
        ...

    def recalls(self, batch: BatchId) -> tuple[Recall, ...]:
        """In the order they were called back."""
        ...

    def reusable(self, owner: str) -> tuple[ReuseMark, ...]:
        """Papers that may serve again, by the keyed digest of their owner's number; newest filed last."""
        ...


class Ledger(BatchLedger, ReviewDesk, DossierHeads, Outbox, QualityDesk, AuditTrail, Publications, Protocol):
    """All of it: one small SQL database."""


Progress = Callable[[BatchId, int, int], None]
"""Called with (batch, pages done, pages in all)."""
