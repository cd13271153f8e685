"""The citizen comes first: live work before every backfill batch, and branches take turns inside a lane."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from flows.batch_run import digitize
from flows.intake import take_in_all
from flows.loop import Rhythm, drain, next_batch, serve
from flows.workbench import Workbench
from pipeline.model.ids import BatchId
from pipeline.model.paper import Lane
from pipeline.model.reading import PageReading
from pipeline.model.work import BatchState
from pipeline.ports import PageAddress
from tests.fakes.eyes import TextReader
from tests.fakes.scan_source import MemoryScanSource
from tests.flows.bench_of_fakes import OPEN_DOSSIER, Clock, a_records, a_workbench


class Hall:
    """A workbench and scanners of several branches in front of it."""

    def __init__(self, root: Path) -> None:
        self.clock = Clock()
        self.bench: Workbench = a_workbench(root, a_records(), self.clock)
        self._root = root
        self._fed = 0

    def feed(self, branch: str, lane: Lane, batches: int = 1) -> list[BatchId]:
        """*batches* deliveries of one paper each are scanned now and taken in."""
        self._fed += 1
        source = MemoryScanSource(self._root / f"tray-{self._fed}", branch, f"{branch}-01", lane)
        for number in range(batches):
            source.lay({"1.txt": f"doc notice {OPEN_DOSSIER} {self._fed} {number}".encode()})
        self.clock.skip(seconds=1)
        return take_in_all(self.bench, source, lambda *_: None)

    def branch_of(self, batch: BatchId) -> str:
        status = self.bench.ledger.status(batch)
        assert status is not None
        return str(status.branch)

    def next(self) -> BatchId:
        """Work on what is next, and say what it was."""
        batch = next_batch(self.bench)
        assert batch is not None
        digitize(self.bench, batch)
        return batch


@pytest.fixture
def hall(quick_folder: Path) -> Hall:
    return Hall(quick_folder)


def test_live_batches_go_before_fifty_that_nobody_waits_for(hall: Hall) -> None:
    """Whoever stands at the counter waits for at most the batch in hand."""
    backfill = hall.feed("archive", Lane.BACKFILL, 50)
    assert hall.next() in backfill
    live = hall.feed("Q1", Lane.LIVE, 2)
    assert {hall.next(), hall.next()} == set(live)
    assert hall.next() in backfill
    later = hall.feed("Q2", Lane.LIVE)
    assert [hall.next()] == later


def test_papers_that_arrive_while_the_service_works_go_next(hall: Hall) -> None:
    """The service looks at its scanners between any two batches, not when its queue is empty."""
    hall.feed("archive", Lane.BACKFILL, 6)
    order: list[str] = []

    def work(batch: BatchId) -> None:
        order.append(hall.branch_of(batch))
        digitize(hall.bench, batch)
        if len(order) == 2:
            hall.feed("Q1", Lane.LIVE)

    serve(hall.bench, [], Rhythm(idle=0), lambda: len(order) == 7, work)
    assert order == ["archive", "archive", "Q1", *["archive"] * 4]


@pytest.mark.parametrize("lane", list(Lane))
def test_branches_take_turns_inside_a_lane(hall: Hall, lane: Lane) -> None:
    """Thirty batches of one branch delay another's single one by one turn at most."""
    hall.feed("big", lane, 30)
    assert hall.branch_of(hall.next()) == "big"
    [single] = hall.feed("small", lane)
    assert single in (hall.next(), hall.next())
    hall.feed("other", lane, 3)
    turns = [hall.branch_of(hall.next()) for _ in range(6)]
    assert turns.count("other") == 3
    assert all(one != two for one, two in pairwise(turns))


def test_within_a_branch_the_oldest_goes_first(hall: Hall) -> None:
    """A queue, not a heap."""
    early = hall.feed("Q1", Lane.LIVE)
    late = hall.feed("Q1", Lane.LIVE)
    assert [hall.next(), hall.next()] == [*early, *late]


def test_a_live_batch_that_has_to_wait_does_not_hold_up_the_others(hall: Hall) -> None:
    """What is not due is passed over, and its turn comes again."""
    [first, second] = hall.feed("Q1", Lane.LIVE, 2)
    claim = hall.bench.ledger.claim(first, "w1", hall.clock(), hall.bench.lease)
    assert claim is not None
    hall.bench.ledger.release(claim, "store-unavailable", hall.clock(), hall.clock.time.replace(hour=13))
    assert hall.next() == second
    assert next_batch(hall.bench) is None
    hall.clock.skip(hours=2)
    assert hall.next() == first


def test_two_workers_share_a_lane_without_doing_anything_twice(hall: Hall) -> None:
    """What one holds the other does not get; both together do every batch once."""
    hall.feed("Q1", Lane.LIVE, 4)
    other = replace(hall.bench, worker="w2")
    reader = TextReader()
    seen: list[BatchId] = []

    class Interleaved(TextReader):
        """While this worker reads, the other takes the next batch."""

        def read(self, pages: Sequence[PageAddress]) -> Iterator[PageReading]:
            batch = next_batch(other)
            if batch is not None and len(seen) < 2:
                seen.append(batch)
                digitize(replace(other, reader=reader), batch)
            yield from super().read(pages)

    mine = Interleaved()
    drain(replace(hall.bench, reader=mine))
    assert {status.state for status in hall.bench.ledger.statuses()} == {BatchState.CLOSED}
    assert mine.pages_read + reader.pages_read == 4
    assert reader.pages_read == 2
