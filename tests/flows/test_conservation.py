"""Sides in are sides accounted for, whatever was fed, whatever people decided, wherever the lights went out."""

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from flows.reports import batch_report, totals
from flows.workbench import Workbench
from pipeline.model.ids import DossierCode
from pipeline.model.paper import Lane, Outcome
from pipeline.model.work import BatchState, VerdictKind, WaitingFor
from storage.verify import verify
from tests.fakes.bad_luck import Fate, PowerCut
from tests.fakes.records import InMemoryRecords
from tests.fakes.scan_source import MemoryScanSource
from tests.flows.bench_of_fakes import OPEN_DOSSIER, OTHER_DOSSIER, Clock, a_record, a_records, a_workbench, under
from tests.flows.troubles import HeedingSeparator, must_be_conserved, outcomes_of, say, settle_everything, work_all

CLOSED_DOSSIER = DossierCode("H26.00-261120-0009")
UNKNOWN_DOSSIER = DossierCode("H26.00-261120-9999")
KINDS = ("decision", "id-card", "notice", "report", "plan", "unknown", "birth-certificate", "receipt-slip")
VERDICTS = (VerdictKind.DOSSIER, VerdictKind.QUARANTINE, VerdictKind.REPLACED, VerdictKind.ACCEPT, VerdictKind.BLANK)


def a_side(chance: random.Random) -> str:
    """One side of paper as it comes out of a feeder on a bad day."""
    dossier = chance.choice(["", OPEN_DOSSIER, OPEN_DOSSIER, OTHER_DOSSIER, CLOSED_DOSSIER, UNKNOWN_DOSSIER])
    document = f"doc {chance.choice(KINDS)} {dossier} no {chance.randrange(9)}"
    return chance.choice([document, document, document, f"more {chance.randrange(9)}", "", "sep", "torn", "fails here"])


def a_file(chance: random.Random) -> bytes:
    if chance.random() < 0.12:
        return f"BAD {chance.randrange(99)}".encode()
    sides = [a_side(chance) for _ in range(chance.randint(1, 5))]
    if chance.random() < 0.3:
        sides.insert(chance.randrange(len(sides)), chance.choice(sides))  # the same picture twice
    return "\f".join(sides).encode()


def fill_trays(chance: random.Random, source: MemoryScanSource) -> int:
    """Some deliveries; the number of sides that were fed."""
    fed = 0
    for _ in range(chance.randint(1, 4)):
        files = {f"scan-{number}.txt": a_file(chance) for number in range(1, chance.randint(1, 3) + 1)}
        if chance.random() < 0.2:
            files["scan-9.txt"] = files["scan-1.txt"]  # a whole file twice
        sides = sum(1 if blob.startswith(b"BAD") else blob.count(b"\f") + 1 for blob in files.values())
        sheets = chance.choice([None, None, sides, sides + 1])
        source.lay(files, chance.choice([None, OPEN_DOSSIER]), sheets)
        fed += sides
    return fed


def decide_something(chance: random.Random, bench: Workbench, clock: Clock) -> None:
    """People answer some of what is asked, not always wisely."""
    for item in bench.ledger.open_items():
        clock.skip(seconds=1)
        if chance.random() < 0.6:
            kind = chance.choice(VERDICTS)
            value = {VerdictKind.DOSSIER: OTHER_DOSSIER, VerdictKind.REPLACED: "b-rescan"}.get(kind, "")
            say(bench, clock, item.batch, item.pages, kind, value)


def lives(
    chance: random.Random, root: Path, records: InMemoryRecords, clock: Clock
) -> Iterator[tuple[Workbench, Fate]]:
    """Processes one after the other; each is cut somewhere, or nowhere."""
    for life in range(4):
        fate = Fate(chance.choice([0, chance.randint(1, 40), chance.randint(1, 250)]), chance.random() < 0.5)
        bench = a_workbench(root, records, clock, worker=f"w{life}", separator=HeedingSeparator())
        yield bench, fate
        clock.skip(hours=1)


SETS = 24
A_SHARD = 8


@pytest.mark.parametrize("shard", range(A_SHARD))
def test_every_side_has_one_outcome_on_every_bad_day(quick_folder: Path, shard: int) -> None:
    """Blanks, separators, doubles, torn pages, files that do not open, double feeds, hasty people and power cuts:
    the outcomes always add up to the sides, and a batch with a side that waits is never closed."""
    for seed in range(shard, SETS, A_SHARD):
        one_bad_day(random.Random(seed), quick_folder / str(seed))


def one_bad_day(chance: random.Random, root: Path) -> None:
    clock, records = Clock(), a_records()
    records.dossiers[CLOSED_DOSSIER] = a_record(CLOSED_DOSSIER, status=9)
    records.refusals = chance.choice([0, 0, 2])
    records.lost_answers = chance.choice([0, 0, 1])
    source = MemoryScanSource(root / "tray")
    fed = fill_trays(chance, source)
    for bench, fate in lives(chance, root, records, clock):
        with suppress(PowerCut):
            work_all(under(fate, bench), fate.watch(source, "source"))
            decide_something(chance, under(fate, bench), clock)
        must_be_conserved(bench, root)
    last = a_workbench(root, records, clock, worker="last", separator=HeedingSeparator())
    work_all(last, source)
    assert sum(status.sides for status in last.ledger.statuses()) == different_sides(fed, source, last)
    settle_everything(last, clock)
    must_be_conserved(last, root)
    statuses = list(last.ledger.statuses())
    figures = totals([batch_report(last, status.id) for status in statuses])
    assert figures["unaccounted"] == 0
    assert sum(figures["outcomes"].values()) == figures["sides"]
    assert figures["outcomes"]["awaiting-review"] == 0
    assert {status.state for status in statuses} == {BatchState.CLOSED}
    assert verify(last.store, last.ledger).findings == ()


def different_sides(fed: int, source: MemoryScanSource, bench: Workbench) -> int:
    """What was fed, less what was the same delivery twice: the same papers are the same batch."""
    batches = list(source.acknowledged.values())
    doubled = [batch for number, batch in enumerate(batches) if batch in batches[:number]]
    statuses = {status.id: status for status in bench.ledger.statuses()}
    return fed - sum(statuses[batch].sides for batch in doubled)


@pytest.mark.parametrize("declared", [2, 3, 5, 8], ids=lambda n: f"{n} sheets said")
def test_sheets_that_do_not_add_up_are_asked_about(tmp_path: Path, declared: int) -> None:
    """Four sides are four sheets or two; anything else may be a double feed, and nothing is filed before somebody counted."""
    clock, records = Clock(), a_records()
    bench = a_workbench(tmp_path, records, clock)
    source = MemoryScanSource(tmp_path / "tray")
    papers = f"doc decision {OPEN_DOSSIER}\fmore\fdoc id-card {OPEN_DOSSIER}\fmore"
    source.lay({"1.txt": papers.encode()}, declared_sheets=declared)
    work_all(bench, source)
    [status] = bench.ledger.statuses()
    must_be_conserved(bench, tmp_path)
    if declared in (2, 4):
        assert status.state is BatchState.CLOSED
        return
    [item] = bench.ledger.open_items()
    assert (item.reference, item.waiting_for) == ("sheet-count-differs", WaitingFor.BRANCH)
    assert set(outcomes_of(status).values()) == {Outcome.AWAITING_REVIEW}
    assert not records.snapshot()
    say(bench, clock, status.id, (), VerdictKind.ACCEPT, "")
    work_all(bench)
    [status] = bench.ledger.statuses()
    assert status.state is BatchState.CLOSED
    assert set(outcomes_of(status).values()) == {Outcome.ATTACHED}


def test_a_batch_of_nothing_but_rubbish_is_counted_and_asked_about(tmp_path: Path) -> None:
    """A file nobody can open takes one place, is kept, and waits for its branch by name."""
    bench = a_workbench(tmp_path, a_records(), Clock())
    source = MemoryScanSource(tmp_path / "tray", lane=Lane.BACKFILL)
    source.lay({"1.txt": b"BAD one", "2.txt": b"BAD two"})
    work_all(bench, source)
    [status] = bench.ledger.statuses()
    assert outcomes_of(status) == {1: Outcome.QUARANTINED, 2: Outcome.QUARANTINED}
    assert {item.waiting_for for item in bench.ledger.open_items()} == {WaitingFor.BRANCH}
    assert status.state is BatchState.AWAITING_REVIEW
