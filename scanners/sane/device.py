"""A scanner behind SANE (USB, or a network one with a driver of its own). Every job is a process of its own."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Final

from pipeline.errors import ConfigurationError, TransientError
from pipeline.ports import PageInspector
from scanners.devices import Abilities, Condition, ScanEnd, ScanFailure, ScanJob, ScannedFile, ScanStream, Source
from scanners.sane.command import fitted, scan_arguments, source_arguments
from scanners.sane.ends import claimed_in, failure_of, trouble_opening
from scanners.sane.listing import ListedDevice, SaneOption, abilities_of, devices_in, options_in
from scanners.sane.options import SaneOptions, environment
from scanners.sane.process import ScanProcess
from scanners.tray import ScanHaltError, Tray, writing

_TRANSIENT: Final = ("scanner-offline", "scanner-busy", "scanner-out-of-memory", "scan-stalled")
_ROUNDED: Final = re.compile(r"rounded value of resolution from [\d.]+ to ([\d.]+)")


class SaneDevice:
    """Keeps `scanners.devices.Device`. Pages are opened by *inspector*."""

    def __init__(self, options: SaneOptions, inspector: PageInspector) -> None:
        self._options = options
        self._inspector = inspector
        self._known: dict[Source | None, dict[str, SaneOption]] = {}
        self._scanning = False

    @property
    def name(self) -> str:
        return f"sane:{self._options.device}"

    def abilities(self) -> Abilities:
        try:
            sources = abilities_of(self._asked(None), "").sources
            found = [abilities_of(self._asked(ability.source), "").of(ability.source) for ability in sources]
        except ScanHaltError as halt:
            kind = TransientError if halt.failure.reference in _TRANSIENT else ConfigurationError
            raise kind(
                halt.failure.reference, halt.failure.detail, "See `scanimage -L` for the devices SANE finds."
            ) from None
        return Abilities(self._options.device.partition(":")[0], tuple(ability for ability in found if ability))

    def condition(self) -> Condition:
        """SANE has no way to ask; a device that opens can be asked to scan."""
        if self._scanning:
            return Condition("scanner-busy")
        try:
            _asked(self._options, ["--dont-scan"])
        except ScanHaltError as halt:
            return Condition(halt.failure.reference)
        return Condition()

    def scan(self, job: ScanJob, folder: Path, stop: Event | None = None) -> ScanStream:
        used, tray, process = job, None, None
        stop = stop or Event()
        failure: ScanFailure | None = None
        self._scanning = True
        try:
            tray = Tray(folder, self._inspector)
            used = fitted(job, self._asked(job.source))
            command = scan_arguments(used, self._options, self._asked(job.source), folder.resolve())
            process = ScanProcess(command, self._options, folder, stop)
            yield from self._landing(process, tray)
            code = process.end()
            left_over = len(list(folder.glob("*.part")))
            failure = failure_of(code, process.said, tray, left_over)
        except ScanHaltError as halt:
            failure = halt.failure
            if tray is not None and process is not None:
                process.end()
                yield from self._finished(tray, folder)
        finally:
            self._scanning = False
            if process is not None:
                process.end()
            if tray is not None:
                tray.clear()
        if tray is None:
            yield ScanEnd((), used, failure=failure)
            return
        said = process.said if process is not None else []
        yield tray.end(_as_rounded(used, said), claimed_in(said), failure)

    # ---------------------------------------------------------------- inside

    def _landing(self, process: ScanProcess, tray: Tray) -> Iterator[ScannedFile]:
        with closing(process.pages()) as names:
            for name in names:
                yield from self._landed(tray, Path(name))
                if tray.sides >= self._options.most_sides:
                    raise ScanHaltError("scan-too-large", "the scanner sends pages without end")

    def _finished(self, tray: Tray, folder: Path) -> Iterator[ScannedFile]:
        """Pages it had finished before it was stopped, and had no time to name."""
        for path in sorted(folder.glob("raw-*.scan")):
            try:
                yield from self._landed(tray, path)
            except ScanHaltError:  # the scan has ended already, and for a better reason
                return

    @staticmethod
    def _landed(tray: Tray, path: Path) -> Iterator[ScannedFile]:
        with writing():
            path.rename(tray.part)
        landed = tray.land()
        if landed is not None:
            yield landed

    def _asked(self, source: Source | None) -> dict[str, SaneOption]:
        """The options of the device as they are once *source* is chosen. Asked once: a real device takes seconds."""
        if source not in self._known:
            chosen = []
            if source is not None:
                plain = self._asked(None)
                if abilities_of(plain, "").of(source) is None:
                    raise ScanHaltError("scanner-refuses-settings", f"the scanner has no {source.value}")
                chosen = source_arguments(ScanJob(source=source), plain)
            self._known[source] = options_in(_asked(self._options, [*chosen, "--all-options"]))
        return self._known[source]


def list_devices(options: SaneOptions) -> tuple[ListedDevice, ...]:
    """Every device SANE finds now; of *options* only the configuration and the program count. `ConfigurationError`
    without `scanimage`, `TransientError` when it does not come to an end."""
    try:
        return devices_in(_run(options, [str(options.program), "--formatted-device-list=%d%n%v %m%n"]).stdout)
    except ScanHaltError as halt:
        kind = TransientError if halt.failure.reference in _TRANSIENT else ConfigurationError
        raise kind(halt.failure.reference, halt.failure.detail, "Install Debian's sane-utils.") from None


def _asked(options: SaneOptions, arguments: list[str]) -> str:
    done = _run(options, [str(options.program), f"--device-name={options.device}", *arguments])
    if done.returncode:
        said = done.stderr.splitlines()
        raise ScanHaltError(trouble_opening(said) or "scanner-refuses-settings", "the scanner cannot be opened")
    return done.stdout


def _run(options: SaneOptions, command: list[str]) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(  # noqa: S603 - a list, no shell; values were checked
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            env=environment(options),
            timeout=options.ask_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ScanHaltError("scan-stalled", "SANE does not answer") from None
    except OSError:
        raise ScanHaltError("scan-program-missing", "the program scanimage cannot be started") from None


def _as_rounded(used: ScanJob, said: list[str]) -> ScanJob:
    """A driver may round the resolution by itself and says so in passing."""
    found = [match for line in said if (match := _ROUNDED.search(line)) is not None]
    dpi = round(float(found[-1][1])) if found else used.dpi
    return replace(used, dpi=dpi) if 50 <= dpi <= 1200 else used
