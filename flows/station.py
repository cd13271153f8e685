"""The station put together: spool, sender, scanners, folders and the judge, each in a thread of its own; and what the page calls."""

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

import httpx

from flows.station_chores import Chores
from flows.station_judge import JudgingAlong, SideJudge, TogetherJudge
from pipeline.errors import ConfigurationError, RejectedInputError
from pipeline.model.faults import Fault
from pipeline.model.paper import Colour, Lane
from pipeline.ports import PageInspector
from scanners.devices import Device, ScanJob
from scanners.station.centre import centre_client
from scanners.station.devices import SOURCES, DeviceView, Neighbourhood
from scanners.station.disk import Disk
from scanners.station.identity import centre_keys, identity_of
from scanners.station.options import StationOptions
from scanners.station.policy import Portion
from scanners.station.recovery import recover
from scanners.station.scans import Scans
from scanners.station.sender import Sender
from scanners.station.sending import SenderThread
from scanners.station.spool import Spool
from scanners.station.standing import status_of
from scanners.station.values import Batch, BatchState, Changes, Finding, Job, Link, Side, Status
from scanners.station.verdicts import Verdicts

log = logging.getLogger("sohoa")

SWEEP_EVERY: Final = 1.0
LET_GO_EVERY: Final = 60.0


def now() -> datetime:
    return datetime.now(UTC)


class Station:
    """Everything the page may ask. Calls are quick, durable when they return, and may come from any thread."""

    def __init__(
        self,
        options: StationOptions,
        spool: Spool,
        sender: Sender | None,
        scans: Scans,
        devices: Neighbourhood,
        judge: SideJudge | None,
        woken: Callable[[], None],
    ) -> None:
        self.options, self.spool = options, spool
        self._sender, self._scans, self._devices, self._judge, self._woken = sender, scans, devices, judge, woken
        self._verdicts = Verdicts(spool.database)

    # ---------------------------------------------------------------- batches

    def open_batch(
        self,
        dossier: str | None = None,
        declared_sheets: int | None = None,
        *,
        lane: Lane = Lane.LIVE,
        source: str = "page",
        key: str | None = None,
    ) -> Batch:
        return self.spool.open_batch(dossier, declared_sheets, lane=lane, source=source, key=key)

    def amend(self, batch: str, *, dossier: str | None, declared_sheets: int | None) -> Batch:
        return self.spool.amend(batch, dossier=dossier, declared_sheets=declared_sheets)

    def add(
        self, batch: str, source: Path | BinaryIO, *, name: str = "", device: str = "", key: str | None = None
    ) -> Side:
        side = self.spool.add(batch, source, name=name, device=device, key=key)
        self._woken()
        return side

    def replace(
        self, side: int, source: Path | BinaryIO, *, name: str = "", device: str = "", key: str | None = None
    ) -> Side:
        new = self.spool.replace(side, source, name=name, device=device, key=key)
        self._woken()
        return new

    def move(self, side: int, before: int | None) -> None:
        self.spool.move(side, before)

    def set_aside(self, side: int, reason: str) -> None:
        self.spool.set_aside(side, reason)

    def restore(self, side: int) -> None:
        self.spool.restore(side)

    def seal(self, batch: str) -> Batch:
        """Accept. `RejectedInputError` (``batch-being-scanned``) while a scanner feeds it."""
        self._not_while_scanned(batch)
        sealed = self.spool.seal(batch)
        self._woken()
        return sealed

    def discard(self, batch: str, reason: str = "") -> Batch:
        self._not_while_scanned(batch)
        return self.spool.discard(batch, reason)

    def copy_open(self, batch: str) -> Batch:
        return self.spool.copy_open(batch)

    def _not_while_scanned(self, batch: str) -> None:
        if self._scans.of_batch(batch):
            raise RejectedInputError("batch-being-scanned", "a scanner feeds this batch", "Wait until it is done.")

    def batch(self, batch: str) -> Batch:
        return self.spool.batch(batch)

    def batches(self, *, states: Collection[BatchState] | None = None, limit: int = 200) -> tuple[Batch, ...]:
        return self.spool.batches(states=states, limit=limit)

    def sides(self, batch: str, *, every: bool = True) -> tuple[Side, ...]:
        found = self.spool.sides(batch)
        return found if every else tuple(side for side in found if side.number is not None)

    def faults(self, batch: str) -> tuple[Fault, ...]:
        """Those of the whole batch; a side's own are with the side."""
        return self._verdicts.faults(batch)

    def path(self, side: int) -> Path:
        return self.spool.path(side)

    def picture(self, side: int, width: int) -> bytes:
        """JPEG of the page as scanned, its longer edge at most *width*. `RejectedInputError` when nothing can open it."""
        if self._judge is None:
            raise RejectedInputError("page-unreadable", "no judge runs here", "Look at the file itself.")
        return self._judge.picture(self.spool.path(side), self.spool.side(side).index, width)

    def remember(self, batch: str, text: str) -> None:
        self.spool.remember(batch, text)

    def remembered(self, batch: str) -> str | None:
        return self.spool.remembered(batch)

    # ---------------------------------------------------------------- live

    def version(self) -> int:
        """Grows whenever anything a page shows has changed."""
        return self.spool.database.version + self._devices.changes

    def wait(self, since: int, timeout: float) -> int:
        """The version, as soon as it differs from *since*, at the latest after *timeout* seconds."""
        pause = threading.Event()
        waited = 0.0
        while (version := self.version()) == since and waited < timeout:
            pause.wait(0.1)
            waited += 0.1
        return version

    def changes(self, since: int) -> Changes:
        """What changed. *since* is a version this process gave; after a start everything has."""
        rows = self.spool.database.rows("SELECT id FROM batches WHERE version > ?", since - self._devices.changes)
        changed = self.version() != since
        return Changes(self.version(), tuple(row[0] for row in rows), status=changed, devices=changed)

    # ---------------------------------------------------------------- scanning

    def devices(self) -> tuple[DeviceView, ...]:
        return self._devices.views()

    def look_for_devices(self) -> None:
        self._devices.look()

    def scan(
        self,
        batch: str,
        *,
        device: str,
        source: str = "feeder",
        dpi: int = 300,
        colour: str = "colour",
        in_place_of: int | None = None,
    ) -> Job:
        """Start a scan; its pages appear in the batch while it runs. `RejectedInputError`: ``no-such-device``, ``scanner-busy``."""
        if self.spool.batch(batch).state is not BatchState.OPEN:
            raise RejectedInputError("batch-not-open", "the batch is accepted already", "Open another batch.")
        try:
            asked = ScanJob(SOURCES[source], Colour(colour), dpi)
        except (KeyError, ValueError):
            raise RejectedInputError(
                "scanner-refuses-settings", "no scanner takes these settings", "Choose source, colour and dpi again."
            ) from None
        return self._scans.begin(batch, device, asked, in_place_of)

    def job(self, job: str) -> Job:
        return self._scans.job(job)

    def jobs(self, batch: str | None = None) -> tuple[Job, ...]:
        return self._scans.jobs(batch)

    def cancel(self, job: str) -> Job:
        return self._scans.cancel(job)

    # ---------------------------------------------------------------- the rest

    def status(self) -> Status:
        link = self._sender.link() if self._sender is not None else Link(eta_reason="not-measured-yet")
        return status_of(self.spool, self.options, link, self._scans.running)

    def resume(self) -> None:
        if self._sender is not None:
            self._sender.resume()
            self._woken()

    def findings(self) -> tuple[Finding, ...]:
        return self.spool.findings.waiting()

    def adopt(self, finding: int, batch: str) -> Side:
        side = self.spool.adopt(finding, batch)
        self._woken()
        return side

    def dismiss(self, finding: int) -> None:
        self.spool.dismiss(finding)


@contextmanager
def open_spool(options: StationOptions, clock: Callable[[], datetime] = now) -> Iterator[Spool]:
    """The spool alone: for commands beside a running station. Nothing is sent, nothing is recovered."""
    with closing(Spool(options, clock)) as spool:
        yield spool


def _nothing_found() -> Iterable[str]:
    return ()


@contextmanager
def open_station(
    options: StationOptions,
    inspector: PageInspector,
    *,
    judge: SideJudge | None = None,
    together: TogetherJudge = lambda _batch, seen: tuple(f for side in seen.values() for f in side.faults),
    open_device: Callable[[str], Device] | None = None,
    discover: Callable[[], Iterable[str]] = _nothing_found,
    clock: Callable[[], datetime] = now,
    transport: httpx.BaseTransport | None = None,
    disk: Disk | None = None,
) -> Iterator[Station]:
    """A running station until the block ends. Without a centre in the options it keeps everything and sends nothing.

    `ConfigurationError` when a centre is named and the station is not enrolled, or its pinned key cannot be read.
    """
    with ExitStack() as stack:
        spool = stack.enter_context(closing(Spool(options, clock, disk)))
        stack.enter_context(spool.shelf.alone())
        recovered = recover(spool)
        threads: list[SenderThread | JudgingAlong] = []
        sender = _sender(options, spool, stack, transport) if options.centre_url else None
        if sender is not None:
            threads.append(SenderThread(sender, lambda defect: log.error("sender_defect", exc_info=defect)))
        if judge is not None:
            threads.append(JudgingAlong(spool, judge, inspector, together))

        def wake() -> None:
            for thread in threads:
                thread.wake()

        devices = Neighbourhood(options.devices, open_device or _no_devices, discover)
        scans = Scans(spool, devices.device, wake)
        station = Station(options, spool, sender, scans, devices, judge, wake)
        chores = Chores(options, spool, inspector, wake, recovered)
        for thread in (*threads, chores):
            thread.start()
            stack.callback(thread.stop)
        stack.callback(scans.stop)
        devices.look()
        yield station


def _sender(options: StationOptions, spool: Spool, stack: ExitStack, transport: httpx.BaseTransport | None) -> Sender:
    keys = centre_keys(options.centre_key)
    identity = identity_of(options.station, options.key_file)
    ca = str(options.centre_ca) if options.centre_ca else None
    client = stack.enter_context(centre_client(options.centre_url, ca, options.proxy, transport))
    most = options.kilobytes_per_second * 1024.0 if options.kilobytes_per_second else None
    portion = Portion(most=most, largest=options.largest_part_kb << 10)
    return Sender(spool, client, identity, keys, portion=portion)


def _no_devices(_address: str) -> Device:
    raise ConfigurationError("no-such-device", "this station opens no scanners", "Start it with `sohoa station run`.")
