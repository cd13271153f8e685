"""The long-lived worker: sweep the scanners, drain the lanes, deliver hand-backs, put right what was left lying.

The live lane always goes first; backfill takes what is left, one batch at a time, so that a citizen at the counter waits
for at most the batch in hand. Within a lane the ledger gives branches turns.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from flows.batch_run import deliver, digitize
from flows.intake import take_in_all
from flows.reconcile import reconcile
from flows.signing import SigningOffice
from flows.workbench import Workbench
from pipeline.errors import DigitizationError, TransientError
from pipeline.model.ids import BatchId, DeliveryId
from pipeline.model.paper import Lane
from pipeline.ports import ScanSource

log = logging.getLogger("sohoa")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often the loop looks around."""

    idle: float = 1.0
    reconcile_every: timedelta = timedelta(minutes=1)
    sign_every: timedelta = timedelta(seconds=5)


def next_batch(bench: Workbench) -> BatchId | None:
    """The batch to work on now: live before backfill."""
    for lane in (Lane.LIVE, Lane.BACKFILL):
        ready = bench.ledger.ready(lane, bench.clock(), 1)
        if ready:
            return ready[0]
    return None


def drain(bench: Workbench, work: Callable[[BatchId], object] | None = None, limit: int | None = None) -> int:
    """Work until nothing is ready (or *limit* batches are done); returns how many were worked on."""
    done = 0
    while limit is None or done < limit:
        batch = next_batch(bench)
        if batch is None:
            break
        if work is None:
            digitize(bench, batch)
        else:
            work(batch)
        done += 1
    deliver(bench)
    return done


def serve(
    bench: Workbench,
    sources: Sequence[ScanSource],
    rhythm: Rhythm,
    stopping: Callable[[], bool],
    work: Callable[[BatchId], object] | None = None,
    office: SigningOffice | None = None,
) -> None:
    """Run until *stopping* says so, looking for new papers between any two batches.

    A store, a ledger, a one-stop system or a scan folder that is away for a while is waited for, each by itself.
    """
    last_reconciled = bench.clock() - rhythm.reconcile_every
    last_signed = bench.clock() - rhythm.sign_every
    while not stopping():
        for source in sources:
            with _waited_for("take_in"):
                take_in_all(bench, source, _log_refusal)
        worked = 0
        with _waited_for("drain"):
            worked = drain(bench, work, limit=1)
        if office is not None and bench.clock() - last_signed >= rhythm.sign_every:
            last_signed = bench.clock()
            with _waited_for("signing"):
                office.exchange()
        if bench.clock() - last_reconciled >= rhythm.reconcile_every:
            last_reconciled = bench.clock()
            with _waited_for("reconcile"):
                _log_found(reconcile(bench))
        if not worked:
            time.sleep(rhythm.idle)


@contextmanager
def _waited_for(what: str) -> Iterator[None]:
    try:
        yield
    except TransientError as later:
        log.warning("interrupted part=%s reference=%s", what, later.reference)


def _log_found(found: Mapping[str, int]) -> None:
    if found:
        log.info("reconciled %s", " ".join(f"{name}={count}" for name, count in sorted(found.items())))


def _log_refusal(delivery: DeliveryId, error: DigitizationError) -> None:
    log.warning("delivery_refused delivery=%s reference=%s", delivery, error.reference)
