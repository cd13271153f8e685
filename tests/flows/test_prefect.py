"""Prefect drives and does not remember: what it shows is right, and work survives the loss of it."""

import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.intake import take_in_all
from flows.loop import drain
from flows.prefect_flows import digitize_flow, orchestrated, take_in_flow
from flows.prefect_runs import crash_orphans
from flows.wiring import now
from flows.workbench import Workbench
from pipeline.errors import IntegrityError
from pipeline.model.ids import BatchId
from pipeline.model.paper import Lane
from pipeline.model.work import BatchState, BatchStatus
from tests.fakes.eyes import TextReader
from tests.fakes.records import InMemoryRecords
from tests.fakes.scan_source import MemoryScanSource
from tests.flows.bench_of_fakes import OPEN_DOSSIER, Clock, a_records, a_workbench
from tests.flows.prefect_house import PrefectHouse, prefect_house
from tests.flows.test_canary import Quoting, fed, look_everywhere, must_not_show, quoting_cause
from tests.flows.troubles import Down, settle_everything

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrefectHouse]:
    with prefect_house(tmp_path_factory.mktemp("prefect")) as house:
        yield house


def later() -> datetime:
    """An hour from now: every lease has run out."""
    return now() + timedelta(hours=1)


@pytest.fixture
def records() -> InMemoryRecords:
    return a_records()


@pytest.fixture
def bench(tmp_path: Path, records: InMemoryRecords) -> Workbench:
    return replace(a_workbench(tmp_path, records, Clock()), clock=now)


def scanned(bench: Workbench, folder: Path, text: str, lane: Lane = Lane.LIVE) -> BatchId:
    source = MemoryScanSource(folder, "Q1", "Q1-01", lane)
    source.lay({"1.txt": f"{text}\f{folder.parent.name}".encode()})
    [batch] = take_in_all(bench, source, lambda *_: None)
    return batch


def status_of(bench: Workbench, batch: BatchId) -> BatchStatus:
    status = bench.ledger.status(batch)
    assert status is not None
    return status


def state_names(prefect: PrefectHouse, batch: BatchId) -> list[str | None]:
    return [run.state_name for run in prefect.runs(batch)]


def test_a_run_shows_where_its_batch_stands(prefect: PrefectHouse, bench: Workbench, tmp_path: Path) -> None:
    """By its batch's name, with a state that says what it waits for, tags to filter by, and parameters that are ids."""
    work = orchestrated(bench)
    closed = scanned(bench, tmp_path / "a", f"doc notice {OPEN_DOSSIER}")
    asked = scanned(bench, tmp_path / "b", "doc plan", Lane.BACKFILL)
    work(closed)
    work(asked)
    assert state_names(prefect, closed) == ["Completed"]
    assert state_names(prefect, asked) == ["AwaitingReview"]
    [run] = prefect.runs(asked)
    assert run.parameters == {"batch": asked}
    [reason] = [row["state"]["message"] for row in prefect.rows("flow_runs") if row["name"] == asked]
    assert reason == "dossier-not-named"
    tasks = {row["name"].rpartition("-")[0]: row for row in prefect.rows("task_runs")}
    assert {"read", "understand", "file", "hand back"} <= set(tasks)
    assert all(row["task_inputs"] == {} for row in tasks.values())
    [flagged] = [row["tags"] for row in prefect.rows("flow_runs") if row["name"] == asked]
    assert set(flagged) == {"branch:Q1", "lane:backfill"}
    assert all(row["tags"] == [] for row in tasks.values()), "a task's tag costs a slot at the server"


def test_every_batch_has_a_page_an_operator_can_read(prefect: PrefectHouse, bench: Workbench, tmp_path: Path) -> None:
    """An artifact under the batch's own key: counts, kinds and reasons, and no dossier code."""
    batch = scanned(bench, tmp_path / "a", f"doc notice {OPEN_DOSSIER}\fsep\ftorn")
    orchestrated(bench)(batch)
    [page] = [row for row in prefect.rows("artifacts") if row["key"] == f"batch-{batch}"]
    assert f"# Batch {batch}" in page["data"]
    assert "| **scanned** | **4** |" in page["data"]
    assert "`page-unreadable`" in page["data"]
    assert OPEN_DOSSIER not in page["data"]


def test_a_stuck_batch_fails_its_run_by_reason_and_not_the_worker(
    prefect: PrefectHouse, bench: Workbench, tmp_path: Path
) -> None:
    """The run is red and says why; the worker goes on; a try that comes again is not red."""
    damaged = replace(bench, reader=Down(bench.reader, lambda: IntegrityError("object-damaged", "it is damaged")))
    batch = scanned(bench, tmp_path / "a", f"doc notice {OPEN_DOSSIER}")
    orchestrated(damaged)(batch)
    assert state_names(prefect, batch) == ["Stuck"]
    assert status_of(bench, batch).state is BatchState.STUCK
    bench.ledger.replay(batch, now())
    held = bench.ledger.claim(batch, "somebody", now(), bench.lease)
    assert held is not None
    orchestrated(bench)(batch)
    assert sorted(map(str, state_names(prefect, batch))) == ["HeldElsewhere", "Stuck"]


def test_a_run_of_a_batch_nobody_knows_fails(prefect: PrefectHouse, bench: Workbench) -> None:
    """An id from elsewhere does not pass for work done."""
    state = digitize_flow(bench)("b-nobody", return_state=True)
    assert state.is_failed()
    assert state.message == "unknown batch"


def test_take_in_is_a_run_too(prefect: PrefectHouse, bench: Workbench, tmp_path: Path) -> None:
    """What arrived becomes batches, and Prefect learns their ids at most."""
    source = MemoryScanSource(tmp_path / "tray")
    source.lay({"1.txt": b"doc notice"})
    [batch] = take_in_flow(bench, source, lambda *_: None, lambda *_: None)()
    assert status_of(bench, BatchId(batch)).state is BatchState.TAKEN_IN


def test_prefect_is_told_ids_and_references_only(
    prefect: PrefectHouse, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Parameters, tags, states, artifacts, logs and, to be sure, every byte of its database: after a good journey,
    a defect that quotes the page, and a vendor that quotes the message."""
    caplog.set_level(logging.DEBUG)
    clock = Clock()
    bench = a_workbench(tmp_path, a_records(), clock)
    source = fed(tmp_path)
    batches = [BatchId(batch) for batch in take_in_flow(bench, source, lambda *_: None, lambda *_: None)()]
    for troubled in (
        replace(bench, reader=Quoting()),
        replace(bench, records=Down(bench.records, quoting_cause)),
        bench,
    ):
        for batch in batches:
            orchestrated(troubled)(batch)
            bench.ledger.replay(batch, clock())
    settle_everything(bench, clock)
    look_everywhere(bench, tmp_path)
    for record in caplog.records:
        must_not_show(record.getMessage(), f"a log record of {record.name}")
    logs = wait_for_logs(prefect)
    assert any("RuntimeError in read" in entry["message"] for entry in logs), "the failures were seen"
    for what in ("flow_runs", "task_runs", "artifacts", "logs"):
        rows = prefect.rows(what)
        assert rows
        must_not_show(rows, f"Prefect's {what}")
    assert all(set(row["parameters"]) <= {"batch"} for row in prefect.rows("flow_runs"))
    for file in prefect.home.rglob("*"):
        if file.is_file():
            must_not_show(file.read_bytes().decode("latin-1"), f"Prefect's {file.name}")


def wait_for_logs(prefect: PrefectHouse) -> list[dict[str, Any]]:
    """Logs are sent by a thread of its own, every two seconds."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        logs = prefect.rows("logs")
        if any("RuntimeError in read" in entry["message"] for entry in logs):
            return logs
        time.sleep(0.25)
    return prefect.rows("logs")


def test_a_worker_killed_in_the_middle_costs_its_lease_and_nothing_else(
    prefect: PrefectHouse, bench: Workbench, records: InMemoryRecords, tmp_path: Path
) -> None:
    """kill -9 between two pages: a new process ends the batch as if nothing had been, reading only what was not read;
    the run that hangs in Prefect as Running is marked as crashed."""
    batch = scanned(bench, tmp_path / "a", f"doc notice {OPEN_DOSSIER} one\fmore two")
    command = [sys.executable, "-m", "tests.flows.doomed", "slow", str(tmp_path), batch]
    worker = subprocess.Popen(command, cwd=ROOT)
    try:
        deadline = time.monotonic() + 120
        while not (tmp_path / "reading").exists() and time.monotonic() < deadline and worker.poll() is None:
            time.sleep(0.05)
        assert (tmp_path / "reading").exists()
    finally:
        worker.kill()
        worker.wait()
    assert status_of(bench, batch).state is BatchState.DIGITIZING
    assert state_names(prefect, batch) == ["Running"]
    assert crash_orphans(bench) == 0, "its lease still stands"
    assert drain(bench) == 0

    reborn = replace(bench, clock=later, worker="next", reader=TextReader())
    assert crash_orphans(reborn) == 1
    assert state_names(prefect, batch) == ["Crashed"]
    assert drain(reborn, orchestrated(reborn)) == 1
    assert status_of(bench, batch).state is BatchState.CLOSED
    assert reborn.reader.pages_read == 2  # type: ignore[attr-defined]
    assert sorted(map(str, state_names(prefect, batch))) == ["Completed", "Crashed"]
    [(_, papers)] = records.snapshot()
    assert len(papers) == 1


def test_work_goes_on_when_prefect_dies_in_the_middle(prefect: PrefectHouse, bench: Workbench, tmp_path: Path) -> None:
    """kill -9 of the server while a page is read: the batch in hand and those after it reach their end without it.

    The last test here: there is no server after it.
    """
    batches = [scanned(bench, tmp_path / name, f"doc notice {OPEN_DOSSIER} {name}") for name in ("a", "b", "c")]
    words = ["orphaned", str(tmp_path), str(prefect.home), prefect.url]
    done = subprocess.run(
        [sys.executable, "-m", "tests.flows.doomed", *words], cwd=ROOT, capture_output=True, timeout=200, check=False
    )
    assert done.returncode == 0
    assert b"orchestrator_lost" in done.stderr
    assert {status_of(bench, batch).state for batch in batches} == {BatchState.CLOSED}
