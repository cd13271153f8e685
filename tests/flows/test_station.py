"""The station put together: what the page may ask, the judge beside it, folders that feed it, one service a folder."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

from flows.station import Station, open_station
from pipeline.errors import ConfigurationError, RejectedInputError
from pipeline.model.faults import Fault
from pipeline.model.ids import digest_of
from pipeline.model.paper import Capture, Colour, ScanBatch
from scanners.station.options import DropFolder, StationOptions
from scanners.station.values import BatchState, LinkState, SideState
from tests.scanners.station.desk import paper


class CountingInspector:
    """Says that a PDF has as many pages as it has letters P after its head."""

    def inspect(self, path: Path) -> tuple[str, bool, tuple[Capture, ...]]:
        pages = max(1, path.read_bytes()[5:].count(b"P"))
        return "application/pdf", False, tuple(_capture(n) for n in range(pages))


def _capture(index: int) -> Capture:
    return Capture(index, digest_of(str(index).encode()), 1654, 2339, 200, Colour.COLOUR)


@dataclass(frozen=True)
class Look:
    capture: Capture
    faults: tuple[Fault, ...]


class StrictJudge:
    """Finds every page blurred whose file holds the word; breaks down at another."""

    def __init__(self) -> None:
        self.looks = 0

    def look(self, path: Path, index: int, number: int) -> Look:
        self.looks += 1
        whole = path.read_bytes()
        if b"paper 13 " in whole:
            raise RuntimeError("a defect of the judge")
        return Look(_capture(index), (Fault("blurred", number),) if b"paper 2 " in whole else ())

    def picture(self, path: Path, index: int, longest: int) -> bytes:
        return b"\xff\xd8\xff" + str((index, longest)).encode()


def together(batch: ScanBatch, seen: Mapping[int, Look]) -> tuple[Fault, ...]:
    short = (batch.declared_sheets or 0) > len(batch.pages)
    return tuple(f for look in seen.values() for f in look.faults) + (
        (Fault("sheet-count-differs", 0),) if short else ()
    )


@contextmanager
def running(folder: Path, **chosen: object) -> Iterator[Station]:
    options = StationOptions(folder=folder / "station", station="Q1-02", disk_floor_mb=0, disk_alarm_mb=0, **chosen)
    with open_station(options, CountingInspector(), judge=StrictJudge(), together=together) as station:
        yield station


def until(said: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not said():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_every_side_gets_its_verdict_and_the_batch_its_own(tmp_path: Path) -> None:
    """Pages of a PDF appear, faults stand with their sides, what concerns the whole batch stands with the batch."""
    with running(tmp_path) as station:
        batch = station.open_batch("H26.15-1", 9)
        station.add(batch.id, paper(1))
        blurred = station.add(batch.id, paper(2))
        station.add(batch.id, BytesIO(b"%PDF-PP"))
        until(lambda: station.batch(batch.id).unexamined == 0 and len(station.sides(batch.id)) == 4)
        until(lambda: bool(station.faults(batch.id)))
        sides = station.sides(batch.id)
        assert [(side.number, side.index, side.width) for side in sides] == [
            (1, 0, 1654),
            (2, 0, 1654),
            (3, 0, 1654),
            (4, 1, 1654),
        ]
        assert sides[1].faults == (Fault("blurred", 2),)
        assert station.faults(batch.id) == (Fault("sheet-count-differs", 0),)
        station.replace(blurred.id, paper(3))
        until(lambda: station.batch(batch.id).unexamined == 0)
        assert not any(side.faults for side in station.sides(batch.id, every=False))


def test_faults_follow_a_side_that_moves(tmp_path: Path) -> None:
    """They carry the number the clerk sees now."""
    with running(tmp_path) as station:
        batch = station.open_batch()
        first, blurred = station.add(batch.id, paper(1)), station.add(batch.id, paper(2))
        until(lambda: station.sides(batch.id)[1].faults == (Fault("blurred", 2),))
        station.move(blurred.id, first.id)
        until(lambda: station.sides(batch.id)[0].faults == (Fault("blurred", 1),))
        station.set_aside(first.id, "blank-side")
        assert station.sides(batch.id)[1].state is SideState.SET_ASIDE


def test_a_defect_of_the_judge_keeps_no_page_from_the_clerk(tmp_path: Path) -> None:
    """It is said of that page; its neighbours are judged."""
    with running(tmp_path) as station:
        batch = station.open_batch()
        station.add(batch.id, paper(13))
        station.add(batch.id, paper(2))
        until(lambda: station.batch(batch.id).unexamined == 0)
        assert [side.damage for side in station.sides(batch.id)] == ["page-not-judged", ""]
        assert station.sides(batch.id)[1].faults


def test_without_a_centre_everything_is_kept_and_said(tmp_path: Path) -> None:
    """A station may work before it is enrolled."""
    with running(tmp_path) as station:
        batch = station.open_batch()
        station.add(batch.id, paper(1))
        assert station.seal(batch.id).state is BatchState.SEALED
        status = station.status()
        assert (status.link, status.waiting_batches, status.eta_seconds) == (LinkState.NEVER, 1, None)


def test_a_watcher_hears_of_every_change(tmp_path: Path) -> None:
    """`wait` returns when something happened, `changes` says which batches."""
    with running(tmp_path) as station:
        batch = station.open_batch()
        version = station.version()
        station.add(batch.id, paper(1))
        assert station.wait(version, 10) > version
        assert batch.id in station.changes(version).batches
        assert station.changes(station.version()).batches == ()


def test_a_folder_at_the_station_feeds_it(tmp_path: Path) -> None:
    """By itself, sealed at once."""
    drop = tmp_path / "drop"
    drop.mkdir()
    with running(tmp_path, drops=(DropFolder(root=drop, quiet_seconds=0.0),)) as station:
        (drop / "scan.jpg").write_bytes(paper(1).read())
        until(lambda: bool(station.batches()))
        until(lambda: station.batches()[0].state is BatchState.SEALED)
        until(lambda: not (drop / "scan.jpg").exists())


def test_one_folder_has_one_station(tmp_path: Path) -> None:
    """A second service would recover what the first is writing."""
    with running(tmp_path), pytest.raises(ConfigurationError, match="station-already-runs"), running(tmp_path):
        pass


def test_a_named_centre_needs_a_key_of_ours_and_one_of_its(tmp_path: Path) -> None:
    """Said at the start, not at the first citizen."""
    with (
        pytest.raises(ConfigurationError, match="centre-key-missing"),
        running(tmp_path, centre_url="https://door.example"),
    ):
        pass


def test_scanning_needs_a_device_that_is_known(tmp_path: Path) -> None:
    """And settings a scanner can take."""
    with running(tmp_path) as station:
        batch = station.open_batch()
        with pytest.raises(RejectedInputError, match="no-such-device"):
            station.scan(batch.id, device="http://evil.example/eSCL")
        with pytest.raises(RejectedInputError, match="scanner-refuses-settings"):
            station.scan(batch.id, device="x", source="the-window")
