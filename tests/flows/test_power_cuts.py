"""The test we are proudest of: the lights go out at every outside call, before and after its effect."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.intake import take_in_all
from flows.loop import drain
from flows.reconcile import reconcile
from flows.workbench import Workbench
from pipeline.errors import LostClaimError
from pipeline.model.paper import Outcome
from pipeline.model.work import BatchState, Verdict, VerdictKind
from pipeline.stages.decide import decide
from tests.fakes.bad_luck import Fate, PowerCut
from tests.flows.bench_of_fakes import NOON, Clock, a_records, a_workbench, under
from tests.flows.journeys import PAPERS, EndState, a_scanner, end_state


def work_all(bench: Workbench, source: object) -> None:
    """Everything one process does: take in, then drain."""
    take_in_all(bench, source, lambda *_: None)  # type: ignore[arg-type]
    drain(bench)


def answer(bench: Workbench, clock: Clock) -> None:
    """A person answers the one question that has an answer here: the dossier of a paper that named none."""
    for item in bench.ledger.open_items():
        if item.reference == "dossier-not-named":
            verdict = Verdict(item.batch, item.pages, VerdictKind.DOSSIER, PAPERS.open_dossier, "reviewer", clock())
            decide(verdict, bench.store, bench.codecs.verdicts, bench.ledger)


def calm_run(root: Path) -> tuple[EndState, int]:
    """An undisturbed run and the number of its outside calls."""
    clock, records, fate = Clock(), a_records(), Fate()
    bench = under(fate, a_workbench(root, records, clock))
    source = a_scanner(root)
    work_all(bench, fate.watch(source, "source"))
    answer(bench, clock)
    work_all(bench, fate.watch(source, "source"))
    return end_state(bench, records, source), fate.calls


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> tuple[EndState, int]:
    return calm_run(tmp_path_factory.mktemp("calm"))


def cut_run(root: Path, step: int, after: bool) -> EndState:
    """The same work, cut once; then fresh processes until nothing is left to do."""
    clock, records = Clock(), a_records()
    fate = Fate(step, after)
    source = a_scanner(root)
    bench = a_workbench(root, records, clock)
    watched, watched_source = under(fate, bench), fate.watch(source, "source")
    try:
        work_all(watched, watched_source)
        answer(watched, clock)
        work_all(watched, watched_source)
    except PowerCut:
        pass  # the lights are out; what follows is the next process
    for life in range(1, 3):
        reborn = a_workbench(root, records, clock, worker=f"reborn-{life}")
        for _ in range(2):
            clock.time = NOON  # what carries its own time of day: the batch's account, the verdict
            take_in_all(reborn, source, lambda *_: None)
            answer(reborn, clock)
            clock.skip(hours=life)  # past every lease and waiting time
            reconcile(reborn)
            drain(reborn)
    return end_state(reborn, records, source)


CUTS_A_SHARD = 12


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("shard", range(CUTS_A_SHARD))
def test_a_power_cut_changes_nothing(calm: tuple[EndState, int], quick_folder: Path, shard: int, after: bool) -> None:
    """Whatever call the lights go out at, the runs after it end where a calm one does."""
    expected, calls = calm
    assert calls > 60
    for step in range(1 + shard, calls + 1, CUTS_A_SHARD):
        ended = cut_run(quick_folder / f"cut-{step}", step, after)
        assert ended == expected, f"cut {'after' if after else 'before'} call {step} of {calls}"


def test_the_calm_run_ends_as_it_should(calm: tuple[EndState, int]) -> None:
    """The yardstick itself: everything attached or named, nothing waiting but the two papers nobody can open."""
    ended, _ = calm
    outcomes = [outcome for batch in ended.batches for _, outcome in batch.outcomes]
    assert outcomes.count(Outcome.AWAITING_REVIEW) == 0
    assert Outcome.QUARANTINED in outcomes
    assert {batch.state for batch in ended.batches} == {BatchState.CLOSED, BatchState.AWAITING_REVIEW}
    assert ended.acknowledged == len(PAPERS.deliveries)
    assert all(state == "accepted" for _, state in ended.hand_backs)


def test_a_slow_worker_cannot_overwrite_the_one_that_took_over(tmp_path: Path) -> None:
    """A lease runs out, another worker settles, and the late result of the first is dropped."""
    clock, records = Clock(), a_records()
    slow = a_workbench(tmp_path, records, clock, worker="slow")
    take_in_all(slow, a_scanner(tmp_path), lambda *_: None)
    batch = next(slow.ledger.statuses()).id
    claim = slow.ledger.claim(batch, "slow", clock(), timedelta(minutes=10))
    assert claim is not None
    clock.skip(hours=1)
    quick = a_workbench(tmp_path, records, clock, worker="quick")
    drain(quick)
    settled = quick.ledger.status(batch)
    with pytest.raises(LostClaimError):
        slow.ledger.release(claim, "late", clock(), None)
    assert quick.ledger.status(batch) == settled
