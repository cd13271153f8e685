"""What a crash leaves lying is found, counted and put right; what agrees is left alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from flows.loop import drain
from flows.reconcile import reconcile
from flows.workbench import Workbench
from pipeline.errors import IntegrityError, RejectedInputError
from pipeline.model.ids import digest_of
from pipeline.model.work import BatchState, Verdict, VerdictKind
from pipeline.names import batch_name, verdict_name
from pipeline.stages.take_in import take_in
from storage.audit import sealed_events
from storage.verify import verify
from tests.fakes.bad_luck import Fate, PowerCut
from tests.fakes.scan_source import MemoryScanSource
from tests.flows.bench_of_fakes import OPEN_DOSSIER, Clock, a_records, a_workbench, under
from tests.flows.troubles import Down, work_all


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bench(tmp_path: Path, clock: Clock) -> Workbench:
    return a_workbench(tmp_path, a_records(), clock)


@pytest.fixture
def source(tmp_path: Path) -> MemoryScanSource:
    source = MemoryScanSource(tmp_path / "tray")
    source.lay({"1.txt": f"doc notice {OPEN_DOSSIER}".encode()})
    return source


def test_a_workspace_in_order_has_nothing_to_reconcile(bench: Workbench, source: MemoryScanSource) -> None:
    """Empty means agreement, and saying it twice changes nothing."""
    work_all(bench, source)
    assert reconcile(bench) == {}
    names = list(bench.store.names(""))
    assert reconcile(bench) == {}
    assert list(bench.store.names("")) == names
    assert verify(bench.store, bench.ledger).sound


def test_a_batch_the_store_knows_and_the_ledger_does_not_is_opened(
    bench: Workbench, source: MemoryScanSource, tmp_path: Path
) -> None:
    """The cut fell between the two: the batch is ours although nobody remembered it, and is worked on."""
    fate = Fate()
    watched = under(fate, bench)
    ledger = Down(bench.ledger, PowerCutter, only={"open"})
    [delivery] = source.ready(bench.clock())
    with pytest.raises(PowerCut):
        take_in(
            delivery,
            source,
            watched.inspector,
            watched.store,
            bench.codecs.batches,
            ledger,
            bench.scratch,
            bench.clock(),
        )
    assert not list(bench.ledger.statuses())
    assert not source.acknowledged
    assert reconcile(bench) == {"batches-reopened": 1}
    drain(bench)
    [status] = bench.ledger.statuses()
    assert status.state is BatchState.CLOSED
    work_all(bench, source)
    assert len(list(bench.ledger.statuses())) == len(source.acknowledged) == 1


def PowerCutter() -> Exception:
    raise PowerCut("ledger.open")


def test_a_verdict_the_ledger_never_heard_is_heard(bench: Workbench, source: MemoryScanSource, clock: Clock) -> None:
    """A person's answer that reached the store is not asked for again."""
    source.lay({"1.txt": b"doc plan"})
    work_all(bench, source)
    [item] = bench.ledger.open_items()
    verdict = Verdict(item.batch, item.pages, VerdictKind.DOSSIER, OPEN_DOSSIER, "reviewer", clock())
    blob = bench.codecs.verdicts.encode(verdict)
    bench.store.record(verdict_name(item.batch, digest_of(blob)), blob)
    assert reconcile(bench) == {"verdicts-heard": 1}
    drain(bench)
    assert not bench.ledger.open_items()
    assert reconcile(bench) == {}


def test_leases_that_ran_out_are_counted_and_their_batches_go_on(
    bench: Workbench, source: MemoryScanSource, clock: Clock
) -> None:
    """A worker that died shows up by number; its batch is offered again without anybody's help."""
    [delivery] = source.ready(clock())
    batch = take_in(
        delivery,
        source,
        bench.inspector,
        bench.store,
        bench.codecs.batches,
        bench.ledger,
        bench.scratch,
        clock(),
    )
    assert bench.ledger.claim(batch.id, "gone", clock(), bench.lease) is not None
    assert reconcile(bench) == {}
    clock.skip(hours=1)
    assert reconcile(bench) == {"leases-expired": 1}
    drain(bench)
    [status] = bench.ledger.statuses()
    assert status.state is BatchState.CLOSED


def test_the_audit_trail_is_sealed_into_the_store(bench: Workbench, source: MemoryScanSource) -> None:
    """After each pass the store alone tells every event; a trail that was forked is never sealed over."""
    work_all(bench, source)
    reconcile(bench)
    assert list(sealed_events(bench.store)) == list(bench.ledger.events())


def test_a_ledger_that_was_swapped_is_noticed(
    bench: Workbench, source: MemoryScanSource, tmp_path: Path, clock: Clock
) -> None:
    """Another history over the same store is refused by name, not mixed in."""
    work_all(bench, source)
    reconcile(bench)
    for file in tmp_path.glob("ledger.sqlite*"):
        file.unlink()
    clock.skip(days=1)
    other = a_workbench(tmp_path, a_records(), clock)
    with pytest.raises(IntegrityError) as refused:
        reconcile(other)
    assert refused.value.reference == "audit-forked"


def test_a_batch_whose_account_is_gone_is_stuck_by_name(bench: Workbench, source: MemoryScanSource) -> None:
    """Without its account a batch cannot be worked on: it waits for an operator and says so."""
    work_all(bench, source)
    [status] = bench.ledger.statuses()
    bench.ledger.replay(status.id, bench.clock())
    name = batch_name(status.id)

    class Forgetful(Down):
        def recall(self, wanted: str) -> bytes | None:
            return None if wanted == name else bench.store.recall(wanted)

    drain(replace(bench, store=Forgetful(bench.store)))
    [status] = bench.ledger.statuses()
    assert (status.state, status.reason) == (BatchState.STUCK, "batch-not-in-store")
    with pytest.raises(RejectedInputError):
        bench.ledger.replay("b-nobody", bench.clock())  # type: ignore[arg-type]
