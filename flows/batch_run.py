"""One attempt at one batch: claim, read, understand, file, hand back.

The attempt holds its values in memory and hands none of them to the orchestrator: what Prefect is told are ids.
Every step may be cut at any point; the next attempt starts from what the store and the ledger remember.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from flows.workbench import Workbench
from pipeline.errors import DigitizationError, LostClaimError, RejectedInputError, TransientError
from pipeline.model.documents import Proposal
from pipeline.model.dossier import DossierRecord
from pipeline.model.ids import BatchId, DossierCode
from pipeline.model.paper import ScanBatch
from pipeline.model.reading import PageReading
from pipeline.model.work import BatchStatus, Claim, said_at_the_station
from pipeline.names import batch_name
from pipeline.ports import BatchView, Progress
from pipeline.stages.file import file_batch
from pipeline.stages.hand_back import hand_back, publish
from pipeline.stages.oversee import asks_for_own_answers, overseen
from pipeline.stages.read import read
from pipeline.stages.understand import understand, with_records

log = logging.getLogger("sohoa")

Step = Callable[[], None]
Caller = Callable[[str, Step], None]
"""Calls a named step: plainly, or as a Prefect task."""


def plainly(_name: str, step: Step) -> None:
    step()


class Once:
    """A step that is done once, although whoever calls it may go away before it or after it."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self.done = False
        self.failure: Exception | None = None

    def __call__(self) -> None:
        try:
            self._step()
        except Exception as failure:
            self.failure = failure
            raise
        self.done = True


def through(call: Caller, name: str, step: Step) -> Caller:
    """Do *step* by way of *call*; returns who is to call the next one.

    What the step itself raises comes out. An orchestrator that fails is done without from here on.
    """
    once = Once(step)
    try:
        call(name, once)
    except Exception as error:
        if once.failure is not None:
            raise once.failure from once.failure.__cause__
        log.warning("orchestrator_lost step=%s error=%s", name.replace(" ", "_"), type(error).__name__)
        if not once.done:
            once()
        return plainly
    return call


def place_of(defect: BaseException) -> str:
    """Type and place of an unforeseen error, without its message: that may quote what was read."""
    where = defect.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{where.tb_frame.f_code.co_name}:{where.tb_lineno}" if where is not None else "?"
    return f"{type(defect).__name__} in {place}"


class BatchRun:
    """The values one attempt carries from step to step."""

    def __init__(self, bench: Workbench, batch: BatchId, progress: Progress | None = None) -> None:
        self._bench = bench
        self._id = batch
        self._progress = progress
        self._claim: Claim | None = None
        self._renewed: datetime = bench.clock()
        self._batch: ScanBatch | None = None
        self._readings: dict[int, PageReading] = {}
        self._view: BatchView | None = None
        self._proposal: Proposal | None = None
        self._own: Proposal | None = None
        """What the machine proposes without hearing a verdict, where verdicts can be held against it."""

    def claim(self) -> Claim | None:
        self._claim = self._bench.ledger.claim(self._id, self._bench.worker, self._bench.clock(), self._bench.lease)
        return self._claim

    @property
    def steps(self) -> tuple[tuple[str, Step], ...]:
        return (("read", self.read), ("understand", self.understand), ("file", self.file))

    def read(self) -> None:
        bench = self._bench
        blob = bench.store.recall(batch_name(self._id))
        if blob is None:
            raise RejectedInputError("batch-not-in-store", f"batch {self._id} has no account in the store")
        self._batch = bench.codecs.batches.decode(blob)
        self._readings = read(
            self._batch,
            bench.reader,
            bench.store,
            bench.codecs.readings,
            bench.is_secret,
            bench.scratch,
            self._tick,
        )

    def understand(self) -> None:
        assert self._batch is not None
        bench = self._bench
        said = said_at_the_station(self._batch)
        seen = BatchView(self._batch, self._readings, (*said, *bench.ledger.verdicts(self._id)))
        self._view = with_records(seen, bench.separator, bench.records.dossier)
        self._proposal = self._understood(self._view)
        if asks_for_own_answers(self._view.verdicts):
            self._own = self._understood(replace(self._view, verdicts=said))
        self._hold()

    def _understood(self, view: BatchView) -> Proposal:
        bench = self._bench
        proposal = understand(view, bench.separator, bench.classifier, bench.extractor, bench.examiner, bench.decider)
        return bench.signature_notes(proposal, view) if bench.signature_notes else proposal

    def file(self) -> None:
        assert self._view is not None
        assert self._proposal is not None
        assert self._claim is not None
        bench = self._bench
        status = bench.ledger.status(self._id)
        before: tuple[DossierCode, ...] = status.dossiers if status else ()
        filed = file_batch(self._view, self._proposal, before, self._record_of, bench.cabinet)
        filed_before = status.documents if status else ()
        settlement = overseen(filed, self._view, self._proposal, self._own, filed_before, bench.oversight)
        record = bench.store.put(bench.codecs.settlements.encode(settlement))
        bench.ledger.settle(self._claim, settlement, bench.clock(), record)

    def _record_of(self, code: DossierCode) -> DossierRecord | None:
        """What the one-stop system said already, else what it says now."""
        assert self._view is not None
        return self._view.records.get(code) or self._bench.records.dossier(code)

    def _tick(self, batch: BatchId, done: int, total: int) -> None:
        if self._progress is not None:
            self._progress(batch, done, total)
        self._hold()

    def _hold(self) -> None:
        """Renew the lease when a quarter of it is gone."""
        now = self._bench.clock()
        if self._claim is not None and now - self._renewed > self._bench.lease / 4:
            self._claim = self._bench.ledger.renew(self._claim, now, self._bench.lease)
            self._renewed = now

    def give_up(self, error: DigitizationError) -> None:
        """Say in the ledger why the attempt ended and when the next may begin."""
        if self._claim is None:
            return
        now = self._bench.clock()
        again = None
        if isinstance(error, TransientError):
            again = self._bench.patience.next_try(self._id, self._claim.attempt, now)
        try:
            self._bench.ledger.release(self._claim, error.reference, now, again)
        except LostClaimError:
            return  # someone else holds it: what they write is the truth


def digitize(
    bench: Workbench, batch: BatchId, call: Caller = plainly, progress: Progress | None = None
) -> BatchStatus | None:
    """Bring *batch* as far as it goes now; the status says where it stands. None if the ledger does not know it.

    A defect costs its own batch and no other: that one is stuck with its reason, and the log names the place.
    """
    run = BatchRun(bench, batch, progress)
    if run.claim() is not None:
        try:
            for name, step in run.steps:
                call = through(call, name, step)
        except LostClaimError:
            return bench.ledger.status(batch)
        except DigitizationError as error:
            run.give_up(error)
            return bench.ledger.status(batch)
        except Exception as defect:
            place = place_of(defect).replace(" ", "_")
            log.error("batch_defect batch=%s error=%s", batch, place)  # noqa: TRY400  its text may quote a paper
            run.give_up(DigitizationError("defect", "an unforeseen error"))
            return bench.ledger.status(batch)
    try:
        through(call, "hand back", lambda: _deliver(bench, batch))
    except TransientError as later:  # what was not sent or named is in the outbox or the queue, and comes up again
        log.warning("hand_back_interrupted batch=%s reference=%s", batch, later.reference)
    return bench.ledger.status(batch)


def _deliver(bench: Workbench, batch: BatchId) -> None:
    deliver(bench, batch)


def deliver(bench: Workbench, batch: BatchId | None = None, limit: int = 100) -> int:
    """Send what is due (of one batch, or of all) and name what was written. Returns how many were accepted."""
    accepted = 0
    publish(bench.ledger, bench.store)
    while True:
        now = bench.clock()
        due = bench.ledger.due(now, limit, batch)
        if not due:
            break
        accepted += sum(_send(bench, item.key) for item in due)
    publish(bench.ledger, bench.store)
    return accepted


def _send(bench: Workbench, key: str) -> bool:
    try:
        receipt = hand_back(
            key,
            bench.ledger,
            bench.records,
            bench.store,
            bench.codecs.receipts,
            bench.worker,
            bench.patience,
            bench.clock(),
            bench.lease,
        )
    except LostClaimError:
        return False  # sent so slowly that someone else took it: what they write is the truth
    return receipt is not None
