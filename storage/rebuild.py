"""Rebuild (dựng lại sổ cái): fill an empty ledger from the store alone.

The sealed audit trail is played again, event by event, through the very methods that once made it: the new ledger
comes out with the old one's chain, digest for digest. What happened after the last seal is then picked up from the
records the store has names for. In the end nobody holds anything, and what was unfinished is ready again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from pipeline.errors import ConfigurationError, DigitizationError, IntegrityError, TransientError
from pipeline.model.dossier import HandBackReceipt
from pipeline.model.ids import BatchId, Digest, digest_of
from pipeline.model.paper import ScanBatch
from pipeline.model.work import BatchState, Claim, Event, OutboxState, Settlement, Verdict
from pipeline.names import batch_name
from pipeline.ports import Store
from storage.audit import check_chain, sealed_events
from storage.codec import JsonCodec
from storage.ledger import reasons
from storage.ledger.chain import adopt, read_after
from storage.ledger.publications import receipt_name
from storage.ledger.sql import Rebuilding, SqlLedger
from storage.verify import Finding

BATCHES = JsonCodec(ScanBatch)
SETTLEMENTS = JsonCodec(Settlement)
VERDICTS = JsonCodec(Verdict)
RECEIPTS = JsonCodec(HandBackReceipt)

WORKER = "rebuild"
"""Who claims what is settled again from records newer than the last seal."""


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What the new ledger holds; `findings` say what could not be had back and where it was missed."""

    batches: int
    dossiers: int
    events: int
    """Sealed events played again."""
    beyond_seal: int
    """Batches, settlements, verdicts and receipts picked up from after the last seal."""
    findings: tuple[Finding, ...]


def rebuild(store: Store, ledger: SqlLedger, now: datetime | None = None) -> RebuildReport:
    """Fill *ledger*, whole or not at all. `ConfigurationError` (``ledger-not-empty``) unless it is new;
    `IntegrityError` when the sealed chain itself is broken: then a person has to look first."""
    with ledger.rebuilding() as fresh:
        if not fresh.empty:
            raise ConfigurationError(
                "ledger-not-empty", "The ledger holds something already", "Rebuild into a new, empty one"
            )
        work = _Rebuild(store, fresh, now or datetime.now(UTC))
        events = work.replay_sealed()
        beyond = work.pick_up_newer()
        work.forget_published()
        fresh.finish(work.now)
        batches = sum(1 for _ in fresh.statuses())
        dossiers = len({item.dossier for item in fresh.items()})
        return RebuildReport(batches, dossiers, events, beyond, tuple(work.findings))


@dataclass
class _Rebuild:
    store: Store
    ledger: Rebuilding
    now: datetime
    findings: list[Finding] = field(default_factory=list)

    # ------------------------------------------------------------ what was sealed

    def replay_sealed(self) -> int:
        """Play the sealed chain again; returns how many events it has."""
        broken = check_chain(sealed_events(self.store))
        if broken is not None:
            raise IntegrityError(broken.reference, f"The sealed audit trail breaks at event {broken.sequence}")
        consequences: list[Event] = []
        count = 0
        for event in sealed_events(self.store):
            consequences.append(event)
            count += 1
            if event.name != "HandBackQueued":  # stated by the settlement that follows it
                self._play(consequences)
                consequences = []
        self._keep(consequences)
        return count

    def _play(self, events: list[Event]) -> None:
        """Do what the last of *events* says; unless that states exactly *events* again, keep them as they stand."""
        try:
            with self.ledger.connection.begin_nested():
                self._do(events[-1])
                said = read_after(self.ledger.connection, events[0].sequence - 1)
                if [event.digest for event in said] != [event.digest for event in events]:
                    raise _OtherStoryError
        except UNFITTING as error:
            _only_if_unfitting(error)
            self._keep(events)
            last = events[-1]
            self.findings.append(Finding("event-not-replayed", f"event {last.sequence} {last.name} {last.subject}"))

    def _keep(self, events: list[Event]) -> None:
        for event in events:
            adopt(self.ledger.connection, event)

    def _do(self, event: Event) -> None:
        facts, at, ledger = dict(event.facts), event.at, self.ledger
        match event.name:
            case "BatchTakenIn":
                ledger.open(self._batch(BatchId(event.subject)), at)
            case "BatchClaimed":
                ledger.claim(BatchId(event.subject), facts["worker"], at, _lease(facts))
            case "BatchSettled":
                record = Digest(facts["record"])
                ledger.settle(_claim(event, facts), SETTLEMENTS.decode(self.store.get(record)), at, record)
            case "BatchReleased":
                ledger.release(_claim(event, facts), facts["reason"], at, _moment(facts["next_try_at"]))
            case "BatchReplayed":
                ledger.replay(BatchId(event.subject), at)
            case "VerdictGiven":
                ledger.decide(self._verdict(event.subject, facts["record"]))
            case "HandBackBegun":
                ledger.begin(event.subject, facts["worker"], at, _lease(facts))
            case "HandBackAccepted":
                receipt = RECEIPTS.decode(self.store.get(Digest(facts["receipt"])))
                ledger.accept(self.ledger.item(event.subject), receipt, Digest(facts["receipt"]), at)
            case "HandBackFailed":
                ledger.fail(self.ledger.item(event.subject), facts["reason"], at, _moment(facts["next_try_at"]))
            case "HandBackRevived":
                ledger.revive(event.subject, at)
            case "LedgerRebuilt":
                ledger.finish(at)
            case _:
                ledger.append(event.name, event.subject, facts, at)

    def _batch(self, batch: BatchId) -> ScanBatch:
        return BATCHES.decode(self._record(batch_name(batch)))

    def _verdict(self, batch: str, record: str) -> Verdict:
        return VERDICTS.decode(self._record(f"verdicts/{batch}/{record[:16]}.json"))

    def _record(self, name: str) -> bytes:
        blob = self.store.recall(name)
        if blob is None:
            raise IntegrityError("record-missing", f"{name} is not in the store")
        return blob

    # ------------------------------------------------------------ what is newer than the last seal

    def pick_up_newer(self) -> int:
        """Batches, settlements, receipts and verdicts the store has names for and the chain does not know.

        When they happened is not written in them, so they happen now. A verdict comes last: whether a run has seen it
        is not known, and one more run does no harm.
        """
        return (
            self._new_batches()
            + self._new_receipts(self._known_letters())
            + self._new_settlements()
            + self._new_receipts({_stem(name) for name in self.store.names("receipts/")})
            + self._new_verdicts()
        )

    def _new_batches(self) -> int:
        names = (name for name in self.store.names("batches/") if self.ledger.status(_batch_in(name)) is None)
        return sum(self._try(name, partial(self._reopen, name)) for name in names)

    def _reopen(self, name: str) -> None:
        self.ledger.open(BATCHES.decode(self._record(name)), self.now)

    def _new_settlements(self) -> int:
        """In the order each dossier's versions ask for: what does not fit yet is tried again after the others."""
        left = [name for name in self.store.names("settlements/") if self._is_newer(name)]
        total = len(left)
        arrived = 0
        while left:
            later = []
            for name in left:
                keys = self._settles(name)
                if keys is None:
                    later.append(name)
                else:
                    # before a newer version supersedes it: what arrived, arrived
                    arrived += self._new_receipts(keys)
            if len(later) == len(left):
                break
            left = later
        for name in left:
            self.findings.append(Finding("settlement-unfitting", name))
        for name in self.store.names("proposals/"):
            # a run whose settlement has no name yet: its number must not be given to another run
            if self._is_newer(name):
                self._try(name, partial(self._raise_fence, _batch_in(name), _fence_in(name)))
        return total - len(left) + arrived

    def _is_newer(self, name: str) -> bool:
        fences = self.ledger.fences(_batch_in(name))
        return fences is not None and _fence_in(name) > fences[1] and _fence_in(name) >= fences[0]

    def _settles(self, name: str) -> set[str] | None:
        """Settle as the record says, and return the keys of its hand-backs; None when it does not fit (yet)."""
        batch, fence = _batch_in(name), _fence_in(name)
        try:
            with self.ledger.connection.begin_nested():
                blob = self._record(name)
                settlement = SETTLEMENTS.decode(blob)
                self._raise_fence(batch, fence)
                self.ledger.settle(Claim(batch, WORKER, fence, 0, self.now), settlement, self.now, digest_of(blob))
        except UNFITTING as error:
            _only_if_unfitting(error)
            return None
        return {filing.message.key for filing in settlement.filings}

    def _raise_fence(self, batch: BatchId, fence: int) -> None:
        """Hold *batch* under *fence*, as the run did whose records are in the store."""
        while (now_at := self.ledger.fences(batch)) is not None and now_at[0] < fence:
            if self.ledger.claim(batch, WORKER, self.now, timedelta(0)) is not None:
                continue
            status = self.ledger.status(batch)
            if status is not None and status.state is BatchState.DIGITIZING:
                claim = Claim(batch, WORKER, now_at[0], 0, self.now)
                self.ledger.release(claim, reasons.REBUILT, self.now, self.now)
            else:
                self.ledger.replay(batch, self.now)

    def _known_letters(self) -> set[str]:
        return {item.key for item in self.ledger.items()}

    def _new_receipts(self, keys: set[str]) -> int:
        """Receipts in the store for *keys*, a dossier's versions in the order they went out."""
        items = {item.key: item for item in self.ledger.items()}
        wanted = {key for key in keys if key not in items or items[key].state is not OutboxState.ACCEPTED}
        ordered = sorted(wanted, key=lambda key: (items[key].version if key in items else 0, key))
        names = [receipt_name(key) for key in ordered]
        return sum(
            self._try(name, partial(self._accept, name)) for name in names if self.store.recall(name) is not None
        )

    def _accept(self, name: str) -> None:
        """It arrived, says the store; so whatever else was thought of it, and of the versions before, is over."""
        blob = self._record(name)
        receipt = RECEIPTS.decode(blob)
        item = self.ledger.item(receipt.key)
        for earlier in self.ledger.items():
            overtaken = earlier.dossier == item.dossier and earlier.version < item.version
            if overtaken and earlier.state is OutboxState.SENDING:
                self.ledger.fail(earlier, reasons.REBUILT, self.now, self.now)
        if item.state is OutboxState.DEAD:
            self.ledger.revive(item.key, self.now)
        if item.state is not OutboxState.SENDING:
            when = max(self.now, item.next_try_at or self.now)
            begun = self.ledger.begin(item.key, WORKER, when, timedelta(0))
            if begun is None:
                raise ValueError("a receipt for a hand-back that could not have gone out")
            item = begun
        self.ledger.accept(item, receipt, digest_of(blob), receipt.accepted_at)

    def _new_verdicts(self) -> int:
        found: list[tuple[str, Verdict]] = []
        for name in self.store.names("verdicts/"):
            try:
                found.append((name, VERDICTS.decode(self._record(name))))
            except IntegrityError as error:
                self.findings.append(Finding(error.reference, name))
        found.sort(key=lambda pair: pair[1].at)
        fresh = [(n, v) for n, v in found if v not in self.ledger.verdicts(v.batch)]
        return sum(self._try(name, partial(self.ledger.decide, verdict)) for name, verdict in fresh)

    def _try(self, name: str, act: Callable[[], None]) -> bool:
        """Do it, or say in the findings that it could not be done."""
        try:
            with self.ledger.connection.begin_nested():
                act()
        except UNFITTING as error:
            _only_if_unfitting(error)
            reference = error.reference if isinstance(error, DigitizationError) else "record-unfitting"
            self.findings.append(Finding(reference, name))
            return False
        return True

    # ------------------------------------------------------------ names

    def forget_published(self) -> None:
        """What the replay queued again and the store has a name for already."""
        for name, digest in self.ledger.unpublished():
            blob = self.store.recall(name)
            if blob is None:
                continue
            if digest_of(blob) != digest:
                self.findings.append(Finding("record-changed", name))
            self.ledger.published(name)


UNFITTING = (DigitizationError, KeyError, ValueError)
"""What playing a record again may raise when it does not fit what is there."""


class _OtherStoryError(ValueError):
    """Played again, an event did not state itself."""


def _only_if_unfitting(error: Exception) -> None:
    """A store or a database that went away is no verdict on a record: nothing is rebuilt then."""
    if isinstance(error, TransientError) and error.reference != "dossier-moved":
        raise error


def _claim(event: Event, facts: dict[str, str]) -> Claim:
    return Claim(BatchId(event.subject), "", int(facts["fence"]), 0, event.at)


def _lease(facts: dict[str, str]) -> timedelta:
    return timedelta(seconds=float(facts["lease_seconds"]))


def _moment(said: str) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[1].removesuffix(".json")


def _batch_in(name: str) -> BatchId:
    """``batches/<id>.json`` or ``settlements/<id>/<fence>.json``."""
    return BatchId(name.split("/")[1].removesuffix(".json"))


def _fence_in(name: str) -> int:
    """0, which is newer than nothing, when the name is not one of ours."""
    stem = _stem(name)
    return int(stem) if stem.isdigit() else 0
