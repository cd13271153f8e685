"""Records newer than the last seal: what the store has names for and the audit trail does not know yet."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from pipeline.errors import DigitizationError, IntegrityError
from pipeline.model.ids import BatchId, digest_of
from pipeline.model.work import BatchState, Claim, OutboxState, Verdict
from pipeline.ports import Store
from storage.ledger import reasons
from storage.ledger.publications import receipt_name
from storage.ledger.sql import Rebuilding
from storage.replay import BATCHES, RECEIPTS, SETTLEMENTS, UNFITTING, VERDICTS, only_if_unfitting, record_in
from storage.verify import Finding

WORKER = "rebuild"
"""Who claims what is settled again from a record."""


@dataclass
class NewerRecords:
    """Picks them up into a ledger being rebuilt. When they happened is not written in them, so they happen now."""

    store: Store
    ledger: Rebuilding
    now: datetime
    findings: list[Finding] = field(default_factory=list)

    def pick_up(self) -> int:
        """Batches, settlements, receipts and verdicts the store has names for and the chain does not know; returns how many.

        A verdict comes last: whether a run has seen it is not known, and one more run does no harm.
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
        self.ledger.open(BATCHES.decode(record_in(self.store, name)), self.now)

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
                blob = record_in(self.store, name)
                settlement = SETTLEMENTS.decode(blob)
                self._raise_fence(batch, fence)
                self.ledger.settle(Claim(batch, WORKER, fence, 0, self.now), settlement, self.now, digest_of(blob))
        except UNFITTING as error:
            only_if_unfitting(error)
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
        blob = record_in(self.store, name)
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
                found.append((name, VERDICTS.decode(record_in(self.store, name))))
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
            only_if_unfitting(error)
            reference = error.reference if isinstance(error, DigitizationError) else "record-unfitting"
            self.findings.append(Finding(reference, name))
            return False
        return True


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[1].removesuffix(".json")


def _batch_in(name: str) -> BatchId:
    """``batches/<id>.json`` or ``settlements/<id>/<fence>.json``."""
    return BatchId(name.split("/")[1].removesuffix(".json"))


def _fence_in(name: str) -> int:
    """0, which is newer than nothing, when the name is not one of ours."""
    stem = _stem(name)
    return int(stem) if stem.isdigit() else 0
