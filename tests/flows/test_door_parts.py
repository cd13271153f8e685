"""Behind the door: whose turn it is, how fast we are, and files opened ahead of their batch."""

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.foresight import Foresight, ForesightedInspector, Opened
from flows.pace import Pace, busy_seconds
from flows.taking import choose
from pipeline.errors import RejectedInputError
from pipeline.model.ids import BatchId, BranchId, DeliveryId, StationId, digest_of
from pipeline.model.paper import Capture, Colour, Deposit, Lane, Page, ScanBatch
from scanners.uploads.batches import Complete
from storage.ledger import LedgerOptions, SqlLedger
from tests.fakes.eyes import TextInspector

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LIVE, BACKFILL = Lane.LIVE, Lane.BACKFILL


def waiting(*named: tuple[str, Lane]) -> list[Complete]:
    return [Complete(DeliveryId(f"{branch}{n}"), BranchId(branch), lane) for n, (branch, lane) in enumerate(named)]


def test_live_goes_first_and_branches_take_turns() -> None:
    """However long another branch's queue is; within a branch the oldest goes first."""
    due = waiting(("A", BACKFILL), ("A", LIVE), ("A", LIVE), ("A", LIVE), ("B", LIVE))
    served: dict[BranchId, int] = {}
    order = []
    while (chosen := choose(due, served, backfill=True)) is not None:
        order.append(chosen.delivery)
        due.remove(chosen)
        served[chosen.branch] = len(order)
    assert order == ["A1", "B4", "A2", "A3", "A0"]


def test_backfill_leaves_room_for_whoever_comes_next() -> None:
    """When it has its share of the threads, nothing is chosen."""
    assert choose(waiting(("A", BACKFILL)), {}, backfill=False) is None
    assert choose(waiting(("A", BACKFILL), ("B", LIVE)), {}, backfill=False) is not None


def test_time_side_by_side_counts_once() -> None:
    """Two batches in one minute are a minute of work."""
    at = [NOW + timedelta(seconds=second) for second in range(100)]
    assert busy_seconds([]) == 0
    assert busy_seconds([(at[0], at[10]), (at[5], at[12]), (at[6], at[7]), (at[50], at[60])]) == 22


def a_batch(number: int, pages: int, lane: Lane = LIVE) -> ScanBatch:
    digest = digest_of(b"%d" % number)
    sides = tuple(Page(n, digest, Capture(n - 1, digest, 10, 10, 200, Colour.GREY)) for n in range(1, pages + 1))
    deposit = Deposit(digest, 1, "image/jpeg", "1.jpg")
    return ScanBatch(
        BatchId(f"b-{number:04d}"), BranchId("Q1"), StationId("Q1-01"), lane, None, None, NOW, (deposit,), sides, ()
    )


def test_the_pace_is_what_the_ledger_saw(tmp_path: Path) -> None:
    """Unmeasured is None; what waits is counted by lane; a door that opens late finds the end of a long trail."""
    ledger = SqlLedger(LedgerOptions(url=f"sqlite:///{tmp_path / 'ledger.sqlite'}"))  # type: ignore[arg-type]
    ledger.create_schema()
    clock = iter(NOW + timedelta(seconds=10 * n) for n in range(100))
    pace = Pace(ledger, lambda: next(clock))
    assert (pace.queue().live, pace.queue().seconds_a_page) == (0, None)
    for number in range(3):
        ledger.open(a_batch(number, 4, LIVE if number else BACKFILL), NOW)
    found = pace.queue()
    assert (found.live, found.backfill) == (2, 1)
    for number in range(40):
        ledger.append("SomethingElse", f"x-{number}", {}, NOW)
    late = Pace(ledger, lambda: NOW)
    assert late._newest() == 43
    ledger.close()


class CountingInspector(TextInspector):
    """Counts its looks, and takes its time."""

    def __init__(self) -> None:
        self.looks = 0

    def inspect(self, path: Path) -> Opened:
        self.looks += 1
        time.sleep(0.05)
        return super().inspect(path)


def test_a_file_opened_ahead_is_not_opened_again(tmp_path: Path) -> None:
    """By its bytes, wherever they lie; also when both ask at once."""
    eyes = CountingInspector()
    inspector = ForesightedInspector(eyes)
    foresight = Foresight(inspector)
    foresight.start()
    for name in ("a", "b"):
        (tmp_path / name).write_text("doc birth-certificate\none\n")
    foresight.came(tmp_path / "a")
    askers = [threading.Thread(target=inspector.inspect, args=(tmp_path / "b",)) for _ in range(3)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    foresight.stop()
    assert inspector.inspect(tmp_path / "a") == TextInspector().inspect(tmp_path / "b")
    assert eyes.looks == 1


def test_what_did_not_open_well_is_looked_at_again(tmp_path: Path) -> None:
    """Want of time or memory passes; a refusal is not kept either."""
    eyes = CountingInspector()
    inspector = ForesightedInspector(eyes)
    (tmp_path / "torn").write_text("torn")
    (tmp_path / "bad").write_text("BAD")
    for _ in range(2):
        assert inspector.inspect(tmp_path / "torn")[2][0].damage
        with pytest.raises(RejectedInputError, match="not-a-paper"):
            inspector.inspect(tmp_path / "bad")
    assert eyes.looks == 4
