"""The sealed audit trail, played again event by event through the very methods that once made it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pipeline.errors import DigitizationError, IntegrityError, TransientError
from pipeline.model.dossier import HandBackReceipt
from pipeline.model.ids import BatchId, Digest
from pipeline.model.paper import ScanBatch
from pipeline.model.work import Claim, Event, Settlement, Verdict
from pipeline.names import batch_name
from pipeline.ports import Catalogue, Store
from storage.audit import check_chain, sealed_events
from storage.codec import JsonCodec
from storage.ledger.chain import adopt, read_after
from storage.ledger.sql import Rebuilding
from storage.verify import Finding

BATCHES = JsonCodec(ScanBatch)
SETTLEMENTS = JsonCodec(Settlement)
VERDICTS = JsonCodec(Verdict)
RECEIPTS = JsonCodec(HandBackReceipt)

UNFITTING = (DigitizationError, KeyError, ValueError)
"""What playing a record again may raise when it does not fit what is there."""


def only_if_unfitting(error: Exception) -> None:
    """A store or a database that went away is no verdict on a record: nothing is rebuilt then."""
    if isinstance(error, TransientError) and error.reference != "dossier-moved":
        raise error


def record_in(store: Catalogue, name: str) -> bytes:
    """The bytes under *name*; `IntegrityError` (``record-missing``) when there are none."""
    blob = store.recall(name)
    if blob is None:
        raise IntegrityError("record-missing", f"{name} is not in the store")
    return blob


@dataclass
class Replay:
    """Plays into a ledger that is still empty; what cannot be played stays in the chain as it stands and is a finding."""

    store: Store
    ledger: Rebuilding
    findings: list[Finding] = field(default_factory=list)

    def play_all(self) -> int:
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
            only_if_unfitting(error)
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
            case "PaperRecalled":
                ledger.recall(BatchId(event.subject), tuple(map(int, facts["pages"].split(","))), at)
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
        return BATCHES.decode(record_in(self.store, batch_name(batch)))

    def _verdict(self, batch: str, record: str) -> Verdict:
        return VERDICTS.decode(record_in(self.store, f"verdicts/{batch}/{record[:16]}.json"))


class _OtherStoryError(ValueError):
    """Played again, an event did not state itself."""


def _claim(event: Event, facts: dict[str, str]) -> Claim:
    return Claim(BatchId(event.subject), "", int(facts["fence"]), 0, event.at)


def _lease(facts: dict[str, str]) -> timedelta:
    return timedelta(seconds=float(facts["lease_seconds"]))


def _moment(said: str) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
