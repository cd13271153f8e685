"""A network scanner that speaks eSCL (AirScan, Mopria): most MFPs of the last ten years."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
from typing import Final, TypeVar

from pipeline.errors import ConfigurationError, DigitizationError, TransientError
from pipeline.ports import PageInspector
from scanners.devices import Abilities, Condition, Feeder, ScanEnd, ScanJob, ScanStream
from scanners.escl.capabilities import Capabilities, capabilities_in
from scanners.escl.job import EsclJob
from scanners.escl.options import EsclOptions
from scanners.escl.pace import Pace
from scanners.escl.reading import NotUnderstoodError
from scanners.escl.settings import fitted, media_type_for, settings_xml
from scanners.escl.status import ScannerStatus, status_in
from scanners.escl.verdict import STUCK
from scanners.escl.wire import CutError, OfflineError, Reply, Wire
from scanners.tray import ScanHaltError, Tray

T = TypeVar("T")

_CREATED: Final = range(200, 300)
"""201 by the book; what tells is the address of the job beside it."""
_TRANSIENT: Final = ("scanner-offline", "scanner-busy")
_HINT: Final = "See that the scanner is switched on, and compare the settings of its address."


class EsclDevice:
    """Keeps `scanners.devices.Device`. The address is configured; pages are opened by *inspector*."""

    def __init__(self, options: EsclOptions, inspector: PageInspector) -> None:
        self._options = options
        self._inspector = inspector
        self._feeder_tells = False

    @property
    def name(self) -> str:
        return self._options.url

    def abilities(self) -> Abilities:
        try:
            with self._wire(Event()) as wire:
                return self._capabilities(wire).abilities
        except ScanHaltError as halt:
            failure = halt.failure
            kind = TransientError if failure.reference in _TRANSIENT else ConfigurationError
            raise kind(failure.reference, failure.detail, _HINT) from None

    def condition(self) -> Condition:
        try:
            with self._wire(Event()) as wire:
                return self._status(wire).condition
        except ScanHaltError as halt:
            return Condition(halt.failure.reference, Feeder.UNKNOWN)
        except DigitizationError as error:
            return Condition(error.reference, Feeder.UNKNOWN)

    def scan(self, job: ScanJob, folder: Path, stop: Event | None = None) -> ScanStream:
        stop = stop or Event()
        used, tray = job, None
        try:
            tray = Tray(folder, self._inspector)
            with self._wire(stop) as wire:
                running = self._begin(wire, job, tray, stop)
                used = running.used
                with closing(running.pages()) as pages:
                    yield from pages
                self._feeder_tells = running.feeder_tells
        except ScanHaltError as halt:
            yield ScanEnd(tuple(tray.files) if tray else (), used, failure=halt.failure)
        except DigitizationError as error:
            yield ScanEnd((), used, failure=ScanHaltError(error.reference, error.message).failure)

    # ---------------------------------------------------------------- beginning

    def _begin(self, wire: Wire, job: ScanJob, tray: Tray, stop: Event) -> EsclJob:
        capabilities = self._capabilities(wire)
        used = fitted(job, capabilities)
        media_type = media_type_for(used, self._options.media_type, capabilities.abilities.formats)
        before = self._status(wire)
        path = self._accepted(wire, settings_xml(used, media_type, capabilities), used, stop)
        return EsclJob(
            wire,
            self._options,
            tray,
            used,
            path,
            before,
            stop,
            slow_next=capabilities.abilities.model.lower().startswith("brother"),
            feeder_tells=self._feeder_tells or before.feeder is Feeder.EMPTY,
        )

    def _accepted(self, wire: Wire, settings: bytes, used: ScanJob, stop: Event) -> str:
        """Ask until the device takes the job; a busy one gets some time. An unanswered question is never repeated:
        the sheets may be moving already."""
        pace, until = Pace(stop, self._options.pause_seconds), time.monotonic() + self._options.busy_seconds
        while True:
            try:
                reply = wire.post(f"{wire.base}/ScanJobs", settings)
            except OfflineError:
                raise ScanHaltError("scanner-offline", "the scanner does not answer") from None
            except CutError:
                raise ScanHaltError("scanner-offline", "the scanner broke off when it was asked to scan") from None
            if reply.status in _CREATED:
                return wire.job_path(reply.headers.get("location", ""))
            refusal = self._refusal(wire, reply, used)
            if refusal != "scanner-busy" or time.monotonic() >= until:
                raise ScanHaltError(refusal, f"the scanner answers {reply.status} when asked to scan")
            pace.wait(reply.retry_after)

    def _refusal(self, wire: Wire, reply: Reply, used: ScanJob) -> str:
        """Why no job was made: what the status shows is more telling than the code (409 is an empty feeder, or a busy one)."""
        if reply.status in (401, 403):
            return "scanner-refuses"
        if reply.status in range(300, 400):
            return "scanner-redirects"
        status = self._status(wire)
        trouble = status.feeder_trouble if used.source.feeds else ""
        if trouble in STUCK:
            return trouble
        if reply.status in (429, 503) or (reply.status == 409 and status.state in ("processing", "testing")):
            return "scanner-busy"
        if reply.status == 409 and used.source.feeds and status.feeder is not Feeder.LOADED:
            return "feeder-empty"
        return "scanner-broken" if reply.status >= 500 else "scanner-refuses-settings"

    # ---------------------------------------------------------------- asking

    @contextmanager
    def _wire(self, stop: Event) -> Iterator[Wire]:
        with closing(Wire(self._options, stop)) as wire:
            yield wire

    def _capabilities(self, wire: Wire) -> Capabilities:
        reply = self._got(wire, "ScannerCapabilities")
        capabilities = _understood(capabilities_in, reply.body)
        if self._options.host_header is None:
            wire.host = _host_for(capabilities.abilities.model, reply, self._options)
        return capabilities

    def _status(self, wire: Wire) -> ScannerStatus:
        return _understood(status_in, self._got(wire, "ScannerStatus").body)

    def _got(self, wire: Wire, name: str) -> Reply:
        """The document *name*. Asked once more when nobody answered: devices wake up slowly."""
        for last in (False, True):
            try:
                reply = wire.get(f"{wire.base}/{name}")
            except (CutError, OfflineError):
                if last:
                    raise ScanHaltError("scanner-offline", "the scanner does not answer") from None
                continue
            if reply.status in (401, 403):
                raise ScanHaltError("scanner-refuses", f"the scanner wants us to log in ({reply.status})")
            if reply.status == 503 and not last:
                continue
            if reply.status >= 500:
                raise ScanHaltError("scanner-busy", f"the scanner answers {reply.status}")
            if reply.status != 200:
                raise ScanHaltError("scanner-not-found", f"there is no eSCL scanner at this address ({reply.status})")
            return reply
        raise AssertionError("unreachable")


def _understood(parse: Callable[[bytes], T], body: bytes) -> T:
    try:
        return parse(body)
    except NotUnderstoodError as error:
        raise ScanHaltError("scanner-not-understood", f"the scanner's answer is {error}") from None


def _host_for(model: str, reply: Reply, options: EsclOptions) -> str | None:
    """Some take a job only under a certain Host header: HP's compact server wants localhost, Epson the port always."""
    if reply.headers.get("server", "") == "HP_Compact_Server":
        return "localhost"
    if model.lower().startswith("epson"):
        return options.host_and_port
    return None
