"""Verify (kiểm tra toàn vẹn): read everything again and compare store, ledger and audit chain.

Whatever differs is a finding with its place. Nothing is repaired here. Work may go on meanwhile: what is found missing
is asked for once more before it is reported.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from pipeline.errors import IntegrityError
from pipeline.model.documents import Proposal
from pipeline.model.dossier import HandBackReceipt, Manifest
from pipeline.model.ids import BatchId, Digest, DossierCode, digest_of, shelf_key
from pipeline.model.paper import ScanBatch
from pipeline.model.reading import PageReading
from pipeline.model.signing import SignedCopy, Slip
from pipeline.model.work import BatchState, BatchStatus, Event, OutboxState, Settlement, Verdict
from pipeline.names import batch_name, signed_name
from pipeline.ports import Ledger, Store
from storage.audit import ChainBreak, check_chain, events_in, segments, vouched
from storage.codec import JsonCodec
from storage.ledger.publications import receipt_name

T = TypeVar("T")

Said = Callable[[str, int], None]
"""Called with (what is being looked at, how many of them so far)."""

_SETTLED = (BatchState.AWAITING_REVIEW, BatchState.HANDING_BACK, BatchState.CLOSED)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be. `where` names a record, an object, a batch or an event: never a person."""

    reference: str
    where: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """How much was looked at, and what was wrong with it."""

    objects: int
    records: int
    batches: int
    events: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        return not self.findings


def verify(store: Store, ledger: Ledger, progress: Said | None = None) -> VerifyReport:
    """Re-hash every object that anything refers to, read every record, and compare the three memories.

    Memory stays flat but for one digest for each object. `TransientError` when store or ledger go away.
    """
    with TemporaryDirectory() as scratch:
        look = _Look(store, ledger, progress, Path(scratch) / "object")
        look.at_the_chain()
        look.at_batches()
        look.at_dossiers()
        look.at_records("settlements/", JsonCodec(Settlement))
        look.at_records("proposals/", JsonCodec(Proposal))
        look.at_readings()
        look.at_verdicts()
        look.at_signed_copies()
        look.at_hand_backs()
        return look.report()


@dataclass
class _Look:
    """One walk through everything, and what it has found so far."""

    store: Store
    ledger: Ledger
    progress: Said | None
    scratch: Path
    findings: list[Finding] = field(default_factory=list)
    seen: set[Digest] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    unnamed_before: dict[str, Digest] = field(init=False)

    def __post_init__(self) -> None:
        self.unnamed_before = dict(self.ledger.unpublished())

    def report(self) -> VerifyReport:
        for name in self.unnamed_before.keys() & dict(self.ledger.unpublished()).keys():
            self.found("name-not-published", name)
        counts = self.counts
        return VerifyReport(
            objects=len(self.seen),
            records=counts.get("records", 0),
            batches=counts.get("batches", 0),
            events=counts.get("events", 0),
            findings=tuple(self.findings),
        )

    def found(self, reference: str, where: str) -> None:
        self.findings.append(Finding(reference, where))

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1
        if self.progress is not None:
            self.progress(what, self.counts[what])

    # ------------------------------------------------------------ the chain

    def at_the_chain(self) -> None:
        """The ledger's chain holds, agrees with what was sealed, and every record it vouches for is there."""
        broken = check_chain(self._counted(self.ledger.events()))
        if broken is not None:
            self.found(broken.reference, f"event {broken.sequence}")
        self._compare_seals(broken)
        if broken is None:
            for event in self.ledger.events():
                try:
                    for name, digest in vouched(event):
                        self._vouched_record(name, digest, event)
                except (KeyError, ValueError):  # well chained, and yet no event of ours: somebody wrote it
                    self.found("event-unreadable", f"event {event.sequence}")

    def _counted(self, events: Iterator[Event]) -> Iterator[Event]:
        for event in events:
            self.count("events")
            yield event

    def _compare_seals(self, broken: ChainBreak | None) -> None:
        for segment in segments(self.store):
            self.count("records")
            try:
                sealed = events_in(self.store, segment)
            except IntegrityError as error:
                self.found(error.reference, segment.name)
                continue
            if broken is not None and broken.sequence <= segment.last:
                continue  # reported already, and the rows behind a break may not be readable
            ours = self.ledger.events(after=segment.first - 1)
            for event in sealed:
                mine = next(ours, None)
                if mine is None or mine.digest != event.digest:
                    self.found("event-not-as-sealed", f"event {event.sequence} in {segment.name}")
                    break

    def _vouched_record(self, name: str, digest: str, event: Event) -> None:
        blob = self.store.recall(name)
        if blob is not None:
            if digest_of(blob) != digest:
                self.found("record-changed", f"{name} (event {event.sequence})")
            return
        waiting = dict(self.ledger.unpublished()).get(name)
        if waiting is not None:
            self.at_object(waiting, name)
        elif self.store.recall(name) is None:
            self.found("record-missing", f"{name} (event {event.sequence})")

    # ------------------------------------------------------------ bytes and records

    def at_object(self, digest: Digest, where: str) -> None:
        """The bytes under *digest* are there and are what they were; each is read once."""
        if digest in self.seen:
            return
        self.seen.add(digest)
        self.count("objects")
        try:
            self.store.fetch(digest, self.scratch)
        except IntegrityError as error:
            self.found(error.reference, f"{digest} ({where})")

    def read(self, name: str, codec: JsonCodec[T]) -> T | None:
        """The record under *name*, None (and a finding) when it cannot be read."""
        self.count("records")
        blob = self.store.recall(name)
        if blob is None:
            self.found("record-missing", name)
            return None
        try:
            return codec.decode(blob)
        except IntegrityError as error:
            self.found(error.reference, name)
            return None

    def at_records(self, prefix: str, codec: JsonCodec[T]) -> None:
        for name in self.store.names(prefix):
            self.read(name, codec)

    def at_readings(self) -> None:
        codec = JsonCodec(PageReading)
        for name in self.store.names("readings/"):
            reading = self.read(name, codec)
            if reading is not None and name != f"readings/{reading.engine.key}/{reading.page}.json":
                self.found("record-misnamed", name)

    # ------------------------------------------------------------ batches

    def at_batches(self) -> None:
        """Both ways: each account in the store is a batch of the ledger, each batch has its account."""
        codec = JsonCodec(ScanBatch)
        for name in self.store.names("batches/"):
            batch = self.read(name, codec)
            if batch is None:
                continue
            self.count("batches")
            if name != batch_name(batch.id):
                self.found("record-misnamed", name)
            for deposit in batch.deposits:
                self.at_object(deposit.digest, name)
            status = self.ledger.status(batch.id)
            if status is None:
                self.found("batch-not-in-ledger", name)
            else:
                self._conserved(batch, status)
        for status in self.ledger.statuses():
            if self.store.recall(batch_name(status.id)) is None:
                self.found("batch-not-in-store", f"batch {status.id}")

    def _conserved(self, batch: ScanBatch, status: BatchStatus) -> None:
        """Every side of the batch has exactly one outcome once a run has spoken, a final one once it is closed."""
        pages = [side.page for side in status.outcomes]
        whole = list(range(1, batch.sides + 1))
        settled = status.state in _SETTLED
        if status.sides != batch.sides or not set(pages) <= set(whole) or (settled and sorted(pages) != whole):
            self.found("sides-not-conserved", f"batch {batch.id}")
        if status.state is BatchState.CLOSED and not all(side.outcome.final for side in status.outcomes):
            self.found("closed-but-waiting", f"batch {batch.id}")

    # ------------------------------------------------------------ dossiers

    def at_dossiers(self) -> None:
        """Each dossier's versions follow each other, their files are whole, and the newest is the ledger's head."""
        codec = JsonCodec(Manifest)
        newest: tuple[str, Manifest, Digest] | None = None
        for name in self.store.names("dossiers/"):
            manifest = self.read(name, codec)
            if manifest is None:
                continue
            digest = digest_of(codec.encode(manifest))
            if name != f"dossiers/{shelf_key(manifest.dossier)}/{manifest.version:06d}-{digest[:16]}.json":
                self.found("record-misnamed", name)
            if newest is not None and newest[1].dossier != manifest.dossier:
                self._at_head(*newest)
                newest = None
            follows = (newest[1].version + 1, newest[2]) if newest else (1, None)
            if (manifest.version, manifest.previous) != follows:
                self.found("version-missing", name)
            newest = (name, manifest, digest)
            self._at_entries(name, manifest)
        if newest is not None:
            self._at_head(*newest)
        self._heads_are_named()

    def _at_entries(self, name: str, manifest: Manifest) -> None:
        for entry in manifest.entries:
            for digest in (entry.copy, entry.signed_original, *entry.sources):
                if digest is not None:
                    self.at_object(digest, name)

    def _at_head(self, name: str, manifest: Manifest, digest: Digest) -> None:
        head = self.ledger.head(manifest.dossier)
        if head is None or head[0] < manifest.version:
            self.found("head-behind-store", name)
        elif head[0] == manifest.version and head[1] != digest:
            self.found("head-differs", name)

    def _heads_are_named(self) -> None:
        asked: set[DossierCode] = set()
        for status in self.ledger.statuses():
            for code in status.dossiers:
                head = None if code in asked else self.ledger.head(code)
                asked.add(code)
                if head is not None:
                    self.at_object(head[1], f"head of dossiers/{shelf_key(code)}")

    # ------------------------------------------------------------ people's answers and the one-stop system's

    def at_verdicts(self) -> None:
        codec = JsonCodec(Verdict)
        batch, known = None, set[Verdict]()
        for name in self.store.names("verdicts/"):
            verdict = self.read(name, codec)
            if verdict is None:
                continue
            if verdict.batch != batch:
                batch, known = verdict.batch, set(self.ledger.verdicts(verdict.batch))
            if not name.endswith(f"{BatchId(verdict.batch)}/{digest_of(codec.encode(verdict))[:16]}.json"):
                self.found("record-changed", name)
            elif verdict not in known:
                self.found("verdict-not-in-ledger", name)

    def at_signed_copies(self) -> None:
        """What was handed out to be signed, and every signed file that came back, whether or not it is filed yet."""
        for name in self.store.names("signing/copies/"):
            slip = self.read(name, JsonCodec(Slip))
            if slip is not None:
                self.at_object(slip.copy, name)
        for name in self.store.names("signing/signed/"):
            copy = self.read(name, JsonCodec(SignedCopy))
            if copy is not None and name != signed_name(copy.file):
                self.found("record-misnamed", name)
            elif copy is not None:
                self.at_object(copy.file, name)

    def at_hand_backs(self) -> None:
        codec = JsonCodec(HandBackReceipt)
        accepted = {i.key for i in self.ledger.items() if i.state is OutboxState.ACCEPTED}
        for name in self.store.names("receipts/"):
            receipt = self.read(name, codec)
            if receipt is not None and name != receipt_name(receipt.key):
                self.found("record-misnamed", name)
            elif receipt is not None and receipt.key not in accepted:
                self.found("receipt-not-in-ledger", name)
