"""``python -m bench.counter.client``: one station fed from a pile of pages, killed with SIGKILL at a chosen outside call."""

import argparse
import io
import logging
import os
import random
import signal
import sqlite3
import time
from datetime import timedelta
from pathlib import Path

import httpx

from bench.counter.door import Calendar, end_with_parent
from bench.counter.pages import small_page
from flows.station import Station, open_station
from pipeline.errors import DigitizationError
from pipeline.model.paper import Capture
from scanners.station.disk import Disk
from scanners.station.options import StationOptions
from scanners.station.values import BatchState

CALLS = ("create", "write", "sync", "rename", "sync_folder", "commit", "request")
"""What a station does outside itself; each of them is somebody's last, before and after its effect."""


class Axe:
    """Falls at the *count*-th call of *kind*, before or after its effect. It never falls when *count* is 0."""

    def __init__(self, kind: str, count: int, after: bool) -> None:
        self._kind, self._count, self._after = kind, count, after

    def falls(self, kind: str, after: bool) -> None:
        if kind != self._kind or after != self._after or not self._count:
            return
        self._count -= 1
        if not self._count:
            os.kill(os.getpid(), signal.SIGKILL)


class AxedDisk(Disk):
    def __init__(self, axe: Axe) -> None:
        self._axe = axe

    def create(self, path: Path) -> int:
        self._axe.falls("create", after=False)
        descriptor = super().create(path)
        self._axe.falls("create", after=True)
        return descriptor

    def write(self, descriptor: int, chunk: bytes) -> None:
        self._axe.falls("write", after=False)
        super().write(descriptor, chunk[: len(chunk) // 2])
        self._axe.falls("write", after=True)
        super().write(descriptor, chunk[len(chunk) // 2 :])

    def sync(self, descriptor: int) -> None:
        self._axe.falls("sync", after=False)
        super().sync(descriptor)
        self._axe.falls("sync", after=True)

    def rename(self, source: Path, target: Path) -> None:
        self._axe.falls("rename", after=False)
        super().rename(source, target)
        self._axe.falls("rename", after=True)

    def sync_folder(self, folder: Path) -> None:
        self._axe.falls("sync_folder", after=False)
        super().sync_folder(folder)
        self._axe.falls("sync_folder", after=True)

    def commit(self, database: sqlite3.Connection) -> None:
        self._axe.falls("commit", after=False)
        super().commit(database)
        self._axe.falls("commit", after=True)


class AxedTransport(httpx.HTTPTransport):
    def __init__(self, axe: Axe) -> None:
        super().__init__()
        self._axe = axe

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._axe.falls("request", after=False)
        answer = super().handle_request(request)
        self._axe.falls("request", after=True)
        return answer


class NoInspector:
    def inspect(self, path: Path) -> tuple[str, bool, tuple[Capture, ...]]:
        raise AssertionError("no folder feeds this station")


def plan(first: int, pages: int) -> list[list[int]]:
    """The pile as batches of 1 to 12 pages, the same at every start."""
    rng = random.Random(first)
    numbers, batches = list(range(first, first + pages)), []
    while numbers:
        count = rng.randint(1, 12)
        batches.append(numbers[:count])
        numbers = numbers[count:]
    return batches


def feed(station: Station, name: str, number: int, batch: list[int]) -> None:
    """A clerk's batch. Some pages are scanned again (the old one is kept), some set aside; every call may have been made before."""
    opened = station.open_batch(f"H26.15-{name}-{number:04d}", len(batch), key=f"batch-{number}")
    if opened.state is not BatchState.OPEN:
        return
    last = None
    for page in batch:
        source = io.BytesIO(small_page(page))
        if last is not None and page % 17 == 0:
            last = station.replace(last.id, source, key=f"page-{page}")
        else:
            last = station.add(opened.id, source, key=f"page-{page}")
        if page % 41 == 0 and len(batch) > 1 and page != batch[0]:
            station.set_aside(last.id, "blank-side")
            last = None
    station.seal(opened.id)


def until_done(what: object, *asked: object) -> None:
    while True:
        try:
            what(*asked)  # type: ignore[operator]
        except DigitizationError as later:
            logging.warning("again reference=%s", later.reference)
            time.sleep(0.2)
        else:
            return


def main() -> None:
    end_with_parent()
    line = argparse.ArgumentParser()
    for name in ("--folder", "--key", "--calendar"):
        line.add_argument(name, type=Path, required=True)
    for name in ("--name", "--url", "--axe"):
        line.add_argument(name, required=True)
    for name in ("--first", "--pages", "--count"):
        line.add_argument(name, type=int, required=True)
    line.add_argument("--wrong-by", type=float, default=0.0)
    line.add_argument("--after", action="store_true")
    asked = line.parse_args()
    logging.basicConfig(level=logging.WARNING)
    calendar = Calendar(asked.calendar, timedelta(days=asked.wrong_by))
    axe = Axe(asked.axe, asked.count, asked.after)
    options = StationOptions(
        folder=asked.folder,
        station=asked.name,
        centre_url=asked.url,
        centre_key=asked.key,
        disk_floor_mb=64,
        page_port=0,
        largest_part_kb=64,
    )
    with open_station(
        options, NoInspector(), clock=calendar.now, transport=AxedTransport(axe), disk=AxedDisk(axe)
    ) as station:
        for number, batch in enumerate(plan(asked.first, asked.pages)):
            until_done(feed, station, asked.name, number, batch)
            while station.status().waiting_batches > 60:
                time.sleep(0.05)
        while station.status().waiting_batches:
            time.sleep(0.1)


if __name__ == "__main__":
    main()
