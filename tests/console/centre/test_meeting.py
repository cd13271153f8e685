"""Our own station and our own door, met over a real line: what one says the other understands."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from flows.settings import Settings
from flows.stations import open_register
from flows.wiring import now, open_ledger
from pipeline.model.ids import BranchId, StationId
from scanners.station.centre import centre_client
from scanners.station.identity import Identity, enrol
from scanners.station.options import StationOptions
from scanners.station.sender import Sender
from scanners.station.spool import Spool
from scanners.station.values import BatchState
from tests.console.centre.hands import PATIENCE, WarmDoors, until


class OurStation:
    """A spool and its sender, against whatever door is open."""

    def __init__(self, folder: Path, doors: WarmDoors, name: str, clock: Callable[[], datetime] = now) -> None:
        self.options = StationOptions(
            folder=folder, station=name, centre_url=doors.base, disk_floor_mb=0, disk_alarm_mb=0, largest_part_kb=64
        )
        self.identity: Identity = enrol(name, self.options.key_file)
        with open_register(Settings(workspace=doors.workspace)) as register:
            register.stations.add(StationId(name), BranchId("Q1"), self.identity.public_pem, now())
            self._centre = load_pem_public_key(register.key.public_pem.encode())
        self.spool = Spool(self.options, clock)
        self.sender = self.fresh_sender()

    def fresh_sender(self) -> Sender:
        client = centre_client(self.options.centre_url, None, None)
        return Sender(self.spool, client, self.identity, (self._centre,))  # type: ignore[arg-type]

    def scan(self, *texts: str) -> str:
        batch = self.spool.open_batch("H26.15-261124-0001", len(texts))
        for text in texts:
            self.spool.add(batch.id, BytesIO(f"doc birth-certificate\n{text}\n".encode()))
        return self.spool.seal(batch.id).id

    def run(self, done: Callable[[], bool]) -> None:
        ends = time.monotonic() + PATIENCE
        while not done() and time.monotonic() < ends:
            time.sleep(min(self.sender.turn(), 0.05))
        assert done()

    def received(self, *batches: str) -> bool:
        return all(self.spool.batch(batch).state is BatchState.RECEIVED for batch in batches)


@pytest.fixture
def opened(doors: WarmDoors) -> Iterator[WarmDoors]:
    doors.open()
    yield doors
    doors.end()


def test_batches_go_from_glass_to_receipt(opened: WarmDoors, tmp_path: Path) -> None:
    """Large files in parts, small ones at once; a clock that is three days off."""
    station = OurStation(tmp_path, opened, "Q1-31", lambda: datetime.now(UTC) + timedelta(days=3))
    batches = [station.scan("one", "two"), station.scan("large " * 40_000), station.scan("one", "one more")]
    station.run(lambda: station.received(*batches))
    with closing(open_ledger(Settings(workspace=opened.workspace))) as ledger:
        assert sum(status.branch == "Q1" for status in ledger.statuses()) == 3


def test_a_door_that_dies_in_between_costs_time_only(opened: WarmDoors, tmp_path: Path) -> None:
    """Killed after the ledger and before the receipt: the next door ends it with one."""
    station = OurStation(tmp_path, opened, "Q1-32")
    opened.end()
    opened.open("before:scanners.uploads.batches:Batches.receive")
    batch = station.scan("dies", "in between")
    until(lambda: station.sender.turn() >= 0 and _dead(opened))
    opened.died()
    opened.open()
    station.sender = station.fresh_sender()
    station.run(lambda: station.received(batch))


def test_a_revoked_station_keeps_everything(opened: WarmDoors, tmp_path: Path) -> None:
    """And says so."""
    station = OurStation(tmp_path, opened, "Q1-33")
    with open_register(Settings(workspace=opened.workspace)) as register:
        register.stations.revoke(StationId("Q1-33"), now())
    batch = station.scan("kept")
    for _ in range(5):
        station.sender.turn()
    assert station.spool.batch(batch).state is not BatchState.RECEIVED
    assert all(station.spool.path(side.id).exists() for side in station.spool.sides(batch))


def _dead(doors: WarmDoors) -> bool:
    status = Path(f"/proc/{doors.pid}/status")
    return not status.exists() or "State:\tZ" in status.read_text()
