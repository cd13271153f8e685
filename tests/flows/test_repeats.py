"""Nothing is doubled: a whole day sent again changes nothing."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from flows.reconcile import reconcile
from flows.workbench import Workbench
from pipeline.model.ids import DossierCode
from pipeline.model.work import BatchState, VerdictKind
from tests.fakes.records import InMemoryRecords
from tests.fakes.scan_source import MemoryScanSource
from tests.flows.bench_of_fakes import OPEN_DOSSIER, OTHER_DOSSIER, Clock, a_records, a_workbench
from tests.flows.troubles import HeedingSeparator, say, work_all

DAY: tuple[tuple[Mapping[str, str], DossierCode | None, int | None], ...] = (
    ({"1.txt": f"doc decision {OPEN_DOSSIER} one\fmore\f", "2.txt": "sep\fdoc notice"}, OPEN_DOSSIER, None),
    ({"1.txt": f"doc report {OTHER_DOSSIER} two\ftorn", "2.txt": "BAD"}, None, None),
    ({"1.txt": "doc plan"}, None, None),
    ({"1.txt": f"doc notice {OTHER_DOSSIER} three\fmore"}, None, 5),
)


def tray(folder: Path) -> MemoryScanSource:
    """The day's deliveries, as a scanner that has forgotten everything would offer them."""
    source = MemoryScanSource(folder)
    for files, dossier, sheets in DAY:
        source.lay({name: text.encode() for name, text in files.items()}, dossier, sheets)
    return source


def a_bench(root: Path, records: InMemoryRecords, clock: Clock, worker: str = "w1") -> Workbench:
    return a_workbench(root, records, clock, worker, separator=HeedingSeparator())


def a_day(root: Path, records: InMemoryRecords, clock: Clock) -> Workbench:
    """Taken in, digitized, one question answered, handed back, sealed."""
    bench = a_bench(root, records, clock)
    work_all(bench, tray(root / "first"))
    for item in bench.ledger.open_items():
        if item.reference == "dossier-not-named":
            say(bench, clock, item.batch, item.pages, VerdictKind.DOSSIER, OPEN_DOSSIER)
    work_all(bench)
    reconcile(bench)
    return bench


def everything(bench: Workbench, records: InMemoryRecords) -> tuple[object, ...]:
    """All that may not change. Audit segments are new objects by right."""
    names = [name for name in bench.store.names("") if not name.startswith("audit/")]
    return (
        list(bench.ledger.statuses()),
        bench.ledger.open_items(),
        bench.ledger.items(),
        names,
        set(bench.store.digests()),
        records.snapshot(),
        [event.digest for event in bench.ledger.events()],
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records() -> InMemoryRecords:
    return a_records()


def test_a_day_sent_again_is_nothing(tmp_path: Path, records: InMemoryRecords, clock: Clock) -> None:
    """Same batches, no new hand-back, no new object, not even an event; and the scanner is told every time."""
    bench = a_day(tmp_path, records, clock)
    before = everything(bench, records)
    for again in range(1, 3):
        clock.skip(days=1)
        source = tray(tmp_path / f"again-{again}")
        reborn = a_bench(tmp_path, records, clock, f"w{again + 1}")
        work_all(reborn, source)
        reconcile(reborn)
        assert everything(reborn, records) == before
        assert len(source.acknowledged) == len(DAY)


def test_a_day_sent_again_reads_no_page_twice(tmp_path: Path, records: InMemoryRecords, clock: Clock) -> None:
    """A fresh run of every batch reads from the store, not from the paper, and files nothing new."""
    bench = a_day(tmp_path, records, clock)
    letters, papers = bench.ledger.items(), records.snapshot()
    reborn = a_bench(tmp_path, records, clock, "w2")
    work_all(reborn, tray(tmp_path / "again"))
    for status in list(reborn.ledger.statuses()):
        reborn.ledger.replay(status.id, clock())
    work_all(reborn)
    assert reborn.reader.pages_read == 0  # type: ignore[attr-defined]
    assert reborn.ledger.items() == letters
    assert records.snapshot() == papers


def test_the_same_papers_for_another_dossier_are_another_batch(
    tmp_path: Path, records: InMemoryRecords, clock: Clock
) -> None:
    """A correction at the counter is not swallowed as a repeat, and the bytes are still kept once."""
    bench = a_bench(tmp_path, records, clock)
    source = MemoryScanSource(tmp_path / "tray")
    source.lay({"1.txt": b"doc notice"}, OPEN_DOSSIER)
    source.lay({"1.txt": b"doc notice"}, OTHER_DOSSIER)
    work_all(bench, source)
    assert [status.state for status in bench.ledger.statuses()] == [BatchState.CLOSED] * 2
    batches = [bench.codecs.batches.decode(bench.store.recall(name) or b"") for name in bench.store.names("batches/")]
    assert len({batch.deposits[0].digest for batch in batches}) == 1
    assert {code for code, _ in records.snapshot()} == {OPEN_DOSSIER, OTHER_DOSSIER}


def test_a_hand_back_whose_answer_was_lost_is_not_written_twice(
    tmp_path: Path, records: InMemoryRecords, clock: Clock
) -> None:
    """The one-stop system wrote, its answer got lost: the repeat reads first and finds everything there."""
    records.lost_answers = 2
    bench = a_bench(tmp_path, records, clock)
    source = MemoryScanSource(tmp_path / "tray")
    source.lay({"1.txt": b"doc notice"}, OPEN_DOSSIER)
    work_all(bench, source)
    for _ in range(4):
        clock.skip(minutes=20)
        work_all(bench)
    [(_, papers)] = records.snapshot()
    assert len(papers) == 1
    [letter] = bench.ledger.items()
    assert letter.state.value == "accepted"
