"""A side scanned again at the station takes the old one's place; both are kept, and each has its outcome."""

from pathlib import Path

import pytest

from flows.workbench import Workbench
from pipeline.model.ids import BatchId
from pipeline.model.paper import Outcome, Place, ScanBatch
from pipeline.model.work import VerdictKind
from pipeline.names import batch_name
from tests.fakes.records import InMemoryRecords
from tests.fakes.scan_source import MemoryScanSource
from tests.flows.bench_of_fakes import OPEN_DOSSIER, Clock, a_records, a_workbench
from tests.flows.troubles import HeedingSeparator, say, work_all

FIRST = "doc decision\nmờ"
SECOND = "doc id-card\nrõ"
AGAIN = "doc decision\nrõ"
IN_PLACE = (Place(0, 0, replaced=True), Place(2, 0), Place(1, 0))


@pytest.fixture
def records() -> InMemoryRecords:
    return a_records()


@pytest.fixture
def bench(tmp_path: Path, records: InMemoryRecords) -> Workbench:
    return a_workbench(tmp_path, records, Clock(), separator=HeedingSeparator())


def batch_of(bench: Workbench, files: tuple[str, ...], order: tuple[Place, ...], root: Path) -> ScanBatch:
    source = MemoryScanSource(root / "tray")
    laid = {f"{number}.txt": text.encode() for number, text in enumerate(files, start=1)}
    source.lay(laid, OPEN_DOSSIER, declared_sheets=2, order=order)
    work_all(bench, source)
    (status,) = bench.ledger.statuses()
    blob = bench.store.recall(batch_name(status.id))
    assert blob is not None
    return bench.codecs.batches.decode(blob)


def outcomes(bench: Workbench, batch: BatchId) -> list[tuple[Outcome, str]]:
    status = bench.ledger.status(batch)
    assert status is not None
    return [(side.outcome, side.reason) for side in sorted(status.outcomes, key=lambda side: side.page)]


def test_the_new_side_stands_where_the_old_one_was(bench: Workbench, tmp_path: Path) -> None:
    """Pages count in the order a clerk sees; the blurred scan keeps a number, its file and an outcome of its own."""
    batch = batch_of(bench, (FIRST, SECOND, AGAIN), IN_PLACE, tmp_path)
    assert [bench.store.get(page.source).decode() for page in batch.pages] == [FIRST, AGAIN, SECOND]
    assert batch.replaced == (1,)
    assert outcomes(bench, batch.id)[0][0] is Outcome.REPLACED
    assert batch.fed == 2


def test_a_side_set_aside_is_kept_and_counted(bench: Workbench, tmp_path: Path) -> None:
    """A stranger's paper between the others: in no document, in no dossier, in no silence."""
    order = (Place(0, 0), Place(1, 0, set_aside=True))
    batch = batch_of(bench, (FIRST, SECOND), order, tmp_path)
    assert outcomes(bench, batch.id)[1][0] is Outcome.QUARANTINED
    assert bench.store.get(batch.page(2).source).decode() == SECOND


def test_declared_sheets_are_held_against_what_stands(bench: Workbench, tmp_path: Path) -> None:
    """Two sheets, one scanned twice: three sides, and nobody is asked about a double feed."""
    batch = batch_of(bench, (FIRST, SECOND, AGAIN), IN_PLACE, tmp_path)
    assert not [item for item in bench.ledger.open_items(batch.id) if item.reference == "sheet-count-differs"]


def test_a_later_verdict_brings_the_old_side_back(bench: Workbench, tmp_path: Path) -> None:
    """What was decided at the station is a verdict like others: the last word counts."""
    batch = batch_of(bench, (FIRST, SECOND, AGAIN), IN_PLACE, tmp_path)
    say(bench, Clock(), batch.id, (1,), VerdictKind.BLANK, "")
    work_all(bench, MemoryScanSource(tmp_path / "empty"))
    assert outcomes(bench, batch.id)[0][0] is not Outcome.REPLACED


def test_an_order_for_sides_that_are_not_there_loses_none(bench: Workbench, tmp_path: Path) -> None:
    """Whatever the order says, every side that came has exactly one place."""
    order = (Place(7, 0), Place(1, 0), Place(1, 0), Place(0, 9))
    batch = batch_of(bench, (FIRST, SECOND), order, tmp_path)
    assert [bench.store.get(page.source).decode() for page in batch.pages] == [SECOND, FIRST]


def test_the_same_papers_in_another_order_are_another_batch(bench: Workbench, tmp_path: Path) -> None:
    """A clerk said something else of them; and the same said twice is the same batch."""
    first = batch_of(bench, (FIRST, SECOND, AGAIN), IN_PLACE, tmp_path)
    for name, order in (("again", IN_PLACE), ("other", ())):
        source = MemoryScanSource(tmp_path / name)
        laid = {f"{number}.txt": text.encode() for number, text in enumerate((FIRST, SECOND, AGAIN), start=1)}
        source.lay(laid, OPEN_DOSSIER, order=order)
        work_all(bench, source)
    ids = [status.id for status in bench.ledger.statuses()]
    assert first.id in ids
    assert len(ids) == 2
