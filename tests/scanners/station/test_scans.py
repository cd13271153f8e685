"""Scanning into a batch: pages appear while the device runs, a failure is said, nothing that came whole is dropped."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from pipeline.errors import RejectedInputError
from pipeline.model.ids import digest_of
from scanners.devices import (
    Abilities,
    Condition,
    ScanAlarm,
    ScanEnd,
    ScanFailure,
    ScanJob,
    ScannedFile,
    Source,
    SourceAbility,
)
from scanners.station.devices import Neighbourhood
from scanners.station.recovery import recover
from scanners.station.scans import Scans
from scanners.station.values import Job, JobState
from tests.scanners.station.desk import Bench, paper


class ScriptedScanner:
    """A feeder with so many sheets; it jams, waits or is asked to stop as the test says."""

    name = "http://scanner.example/eSCL"

    def __init__(self, sheets: int, failure: str = "", alarms: tuple[str, ...] = ()) -> None:
        self._sheets, self._failure, self._alarms = sheets, failure, alarms
        self.go_on = Event()
        self.go_on.set()

    def abilities(self) -> Abilities:
        return Abilities("Model 1", (SourceAbility(Source.FEEDER, frozenset(), (200, 300)),))

    def condition(self) -> Condition:
        return Condition()

    def scan(self, job: ScanJob, folder: Path, stop: Event | None = None) -> Iterator[ScannedFile | ScanEnd]:
        folder.mkdir(parents=True)
        files = []
        failure = self._failure
        for number in range(1, self._sheets + 1):
            while not self.go_on.wait(0.01):
                if stop is not None and stop.is_set():
                    break
            if stop is not None and stop.is_set():
                failure = "scan-cancelled"
                break
            blob = paper(number).read()
            path = folder / f"page-{number:04d}.jpg"
            path.write_bytes(blob)
            files.append(ScannedFile(path, digest_of(blob), len(blob), "image/jpeg", number, 1))
            yield files[-1]
        alarms = tuple(ScanAlarm(alarm) for alarm in self._alarms)
        yield ScanEnd(tuple(files), job, len(files), ScanFailure(failure) if failure else None, alarms)


def scans_of(bench: Bench, scanner: ScriptedScanner) -> Scans:
    return Scans(bench.spool, lambda _address: scanner, lambda: None)


def ended(scans: Scans, job: Job) -> Job:
    deadline = time.monotonic() + 30
    while scans.running:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return scans.job(job.id)


def test_pages_appear_in_the_order_of_the_feed(bench: Bench) -> None:
    """Kept in the spool one by one; the device's folder is gone afterwards."""
    scans = scans_of(bench, ScriptedScanner(4, alarms=("feeder-still-loaded",)))
    batch = bench.spool.open_batch()
    job = ended(scans, scans.begin(batch.id, "a", ScanJob()))
    assert (job.state, job.pages, job.alarms) == (JobState.DONE, 4, ("feeder-still-loaded",))
    kept = [bench.spool.path(side.id).read_bytes() for side in bench.spool.sides(batch.id)]
    assert kept == [paper(n).read() for n in (1, 2, 3, 4)]
    assert not list((bench.options.folder / "scans").iterdir())


def test_a_jam_keeps_what_came_and_says_what_happened(bench: Bench) -> None:
    """A partial scan is never taken for a whole one."""
    scans = scans_of(bench, ScriptedScanner(2, failure="paper-jam"))
    batch = bench.spool.open_batch()
    job = ended(scans, scans.begin(batch.id, "a", ScanJob()))
    assert (job.state, job.reference, job.pages) == (JobState.FAILED, "paper-jam", 2)
    assert len(bench.spool.sides(batch.id)) == 2


def test_a_rescan_from_the_scanner_takes_the_sides_place(bench: Bench) -> None:
    """The first page replaces it, further ones are added."""
    batch = bench.spool.open_batch()
    old = bench.spool.add(batch.id, paper(9))
    scans = scans_of(bench, ScriptedScanner(1))
    ended(scans, scans.begin(batch.id, "a", ScanJob(), in_place_of=old.id))
    assert [side.number for side in bench.spool.sides(batch.id)] == [None, 1]


def test_one_scan_at_a_time_for_a_device_and_a_batch(bench: Bench) -> None:
    """The second is told; a cancelled one ends by itself and keeps its pages."""
    scanner = ScriptedScanner(3)
    scanner.go_on.clear()
    scans = scans_of(bench, scanner)
    batch, other = bench.spool.open_batch(), bench.spool.open_batch()
    job = scans.begin(batch.id, "a", ScanJob())
    with pytest.raises(RejectedInputError, match="scanner-busy"):
        scans.begin(other.id, "a", ScanJob())
    with pytest.raises(RejectedInputError, match="batch-being-scanned"):
        scans.begin(batch.id, "b", ScanJob())
    scans.cancel(job.id)
    assert ended(scans, job).state is JobState.CANCELLED


def test_pages_a_dying_station_had_not_entered_are_named(bench: Bench) -> None:
    """They lie whole in the scan's folder at the next start; those entered already are not named twice."""
    batch = bench.spool.open_batch()
    with bench.spool.database.writing() as write:
        write.execute(
            "INSERT INTO jobs (id, batch, device, state, started_at) VALUES ('J', ?, 'a', 'running', ?)",
            (batch.id, bench.clocks.now().isoformat()),
        )
    folder = bench.options.folder / "scans" / "J"
    folder.mkdir(parents=True)
    for number in (1, 2):
        (folder / f"page-{number:04d}.jpg").write_bytes(paper(number).read())
    (folder / "page.part").write_bytes(b"\xff\xd8 half")
    bench.spool.add(batch.id, folder / "page-0001.jpg", key="J-1")
    assert recover(bench.spool)
    (job,) = scans_of(bench, ScriptedScanner(0)).jobs()
    assert (job.state, job.reference) == (JobState.FAILED, "scan-interrupted")
    named = {(f.reference, f.batch) for f in bench.spool.findings.waiting()}
    assert named == {("paper-not-entered", batch.id), ("paper-half-received", batch.id)}
    assert not folder.exists()


def test_a_page_that_comes_after_sealing_is_named_not_lost(bench: Bench) -> None:
    """Somebody accepted the batch by the command line while the feeder ran."""
    scanner = ScriptedScanner(2)
    scanner.go_on.clear()
    scans = scans_of(bench, scanner)
    batch = bench.spool.open_batch()
    bench.spool.add(batch.id, paper(7))
    job = scans.begin(batch.id, "a", ScanJob())
    bench.spool.seal(batch.id)
    scanner.go_on.set()
    assert ended(scans, job).reference == "batch-not-open"
    assert [f.reference for f in bench.spool.findings.waiting()] == ["paper-not-entered"]


def test_devices_are_asked_beside_everything_else() -> None:
    """What is configured and what is found is shown; an unknown address is refused."""
    asked = threading.Event()

    def discover() -> Iterator[str]:
        yield "http://found.example/eSCL"
        asked.set()

    around = Neighbourhood(["http://known.example/eSCL"], lambda _address: ScriptedScanner(0), discover)
    around.look()
    assert asked.wait(30)
    views = around.views()
    assert [view.id for view in views] == ["http://known.example/eSCL", "http://found.example/eSCL"]
    assert (views[0].name, views[0].sources, views[0].dpis, views[0].ready) == (
        "Model 1",
        ("feeder",),
        (200, 300),
        True,
    )
    with pytest.raises(RejectedInputError, match="no-such-device"):
        around.device("http://evil.example/eSCL")
