"""A station on a bench: its spool in a folder, its clocks in our hands, papers by number."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import httpx

from scanners.station.centre import centre_client
from scanners.station.disk import Disk
from scanners.station.identity import Identity, enrol
from scanners.station.options import StationOptions
from scanners.station.policy import Portion
from scanners.station.sender import Sender
from scanners.station.spool import Spool
from scanners.station.values import Batch, BatchState
from tests.fakes.door import MemoryDoor

STATION = "Q1-02"
MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)


def paper(number: int, size: int = 300) -> BytesIO:
    """Bytes that begin like a JPEG and are no other paper's."""
    return BytesIO(b"\xff\xd8\xff" + f"paper {number} ".encode() * (size // 8))


@dataclass
class Clocks:
    """The PC's date, which people set, and the time that passes, which they do not."""

    date: datetime = MORNING
    passed: float = 0.0

    def now(self) -> datetime:
        return self.date

    def monotonic(self) -> float:
        return self.passed

    def wait(self, seconds: float) -> None:
        self.passed += seconds
        self.date += timedelta(seconds=seconds)


def options(folder: Path, **chosen: object) -> StationOptions:
    return StationOptions(
        **{
            "folder": folder / "station",
            "station": STATION,
            "centre_url": "https://door.example",
            "disk_floor_mb": 0,
            "disk_alarm_mb": 0,
            **chosen,
        }
    )


@dataclass
class Bench:
    """A station with its sender and a door in memory. Turns are ours to make."""

    folder: Path
    clocks: Clocks = field(default_factory=Clocks)
    disk: Disk | None = None
    door_clocks: Clocks | None = None

    def __post_init__(self) -> None:
        self.options = options(self.folder)
        self.identity: Identity = enrol(STATION, self.options.key_file)
        self.spool = Spool(self.options, self.clocks.now, self.disk)
        key = self.identity._key.public_key()
        self.door = MemoryDoor(STATION, key, (self.door_clocks or self.clocks).now)
        self.sender = self.new_sender()

    def new_sender(self, portion: Portion | None = None) -> Sender:
        """As after a start: nothing of the earlier sender's memory."""
        client = centre_client(self.options.centre_url, None, None, self.door)
        return Sender(
            self.spool,
            client,
            self.identity,
            (self.door.public_key,),
            monotonic=self.clocks.monotonic,
            draw=lambda: 1.0,
            portion=portion,
        )

    def sealed(self, *numbers: int, size: int = 300, **said: object) -> Batch:
        batch = self.spool.open_batch("H26.15-261124-0001", len(numbers), **said)
        for number in numbers:
            self.spool.add(batch.id, paper(number, size))
        return self.spool.seal(batch.id)

    def run(self, turns: int = 200, until: BatchState | None = None, batch: str = "") -> int:
        """Turns until nothing is due within a second, or *batch* is where it should be; how many were made."""
        for made in range(turns):
            if until is not None and self.spool.batch(batch).state is until:
                return made
            wait = self.sender.turn()
            if until is None and wait >= 0.25:
                return made
            self.clocks.wait(min(wait, 3600.0))
        return turns

    def state(self, batch: str) -> BatchState:
        return self.spool.batch(batch).state

    def close(self) -> None:
        self.spool.close()


@contextmanager
def a_bench(folder: Path, **chosen: object) -> Iterator[Bench]:
    bench = Bench(folder, **chosen)
    try:
        yield bench
    finally:
        bench.close()


def cut(_request: httpx.Request) -> Exception:
    """The line is dead."""
    return httpx.ConnectError("no line")
