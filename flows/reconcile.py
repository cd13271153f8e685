"""The reconciler: compares what the ledger, the store and Prefect believe, and puts right what a crash left behind.

Expired leases need no freeing (the ledger offers such batches again); they are counted so that an operator sees them.
Prefect runs that say Running while the ledger knows nobody holds their batch are marked Crashed: otherwise they keep
work-pool slots for ever.
"""

from collections import Counter

from flows.overseeing import recall_where_broken
from flows.workbench import Workbench
from pipeline.model.ids import BatchId
from pipeline.model.work import BatchState, OutboxState, Verdict
from pipeline.names import batch_name
from pipeline.stages.hand_back import publish
from storage.audit import seal


def reconcile(bench: Workbench) -> dict[str, int]:
    """What was found, by name; empty when all three agree. Needs no Prefect."""
    now = bench.clock()
    found: Counter[str] = Counter()
    known: set[BatchId] = set()
    for status in bench.ledger.statuses():
        known.add(status.id)
        if status.state is BatchState.DIGITIZING and status.lease_until is not None and status.lease_until < now:
            found["leases-expired"] += 1
    for item in bench.ledger.items():
        if item.state is OutboxState.DEAD:
            found["dead-letters"] += 1
    found["names-published"] += publish(bench.ledger, bench.store)
    found["batches-reopened"] += _reopen_forgotten(bench, known)
    found["verdicts-heard"] += _hear_verdicts(bench)
    found["papers-recalled"] += recall_where_broken(bench.ledger, bench.promise, bench.sampling, now)
    seal(bench.ledger, bench.store)
    return {name: count for name, count in found.items() if count}


def _hear_verdicts(bench: Workbench) -> int:
    """Verdicts that reached the store and not the ledger: a cut inside `decide`."""
    count = 0
    heard: dict[BatchId, set[Verdict]] = {}
    for name in bench.store.names("verdicts/"):
        blob = bench.store.recall(name)
        if blob is None:
            continue
        verdict = bench.codecs.verdicts.decode(blob)
        if verdict.batch not in heard:
            heard[verdict.batch] = set(bench.ledger.verdicts(verdict.batch))
        if verdict not in heard[verdict.batch]:
            bench.ledger.decide(verdict)
            count += 1
    return count


def _reopen_forgotten(bench: Workbench, known: set[BatchId]) -> int:
    """Batches whose account is in the store but not in the ledger: the cut fell between the two, and the station
    still has its copy; opening them again is opening them once."""
    count = 0
    for name in bench.store.names("batches/"):
        batch = BatchId(name.removeprefix("batches/").removesuffix(".json"))
        if batch in known:
            continue
        blob = bench.store.recall(batch_name(batch))
        if blob is not None:
            bench.ledger.open(bench.codecs.batches.decode(blob), bench.clock())
            count += 1
    return count
