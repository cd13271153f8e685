"""One `scanimage` process: what it says, whether it still gets on, and its end, if need be by force.

Killing the daemon behind a network scanner was seen to leave `scanimage` printing the same progress for ever, millions of
bytes a second. So what it prints is no sign of life: only a page, a higher percentage or a longer file is.
"""

import os
import re
import selectors
import signal
import subprocess
import time
from collections.abc import Generator
from pathlib import Path
from threading import Event
from typing import IO, Final

from scanners.sane.options import SaneOptions, environment
from scanners.tray import ScanHaltError

_LOOK: Final = 0.1
_READ: Final = 1 << 16
_PERCENT: Final = b"Progress:"
_PROGRESS: Final = re.compile(rb"Progress: ([\d.]+)%")
_TURN: Final = re.compile(r"Scanning page (\d+)")
_KEPT: Final = 60
"""Lines of its talk kept to say what went wrong."""


class ScanProcess:
    """Started at once, in a process group of its own."""

    def __init__(self, command: list[str], options: SaneOptions, folder: Path, stop: Event) -> None:
        self._options = options
        self._folder = folder
        self._stop = stop
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a list, no shell; values were checked
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment(options),
                cwd=folder,
                start_new_session=True,
            )
        except OSError:
            raise ScanHaltError("scan-program-missing", "the program scanimage cannot be started") from None
        self.said: list[str] = []
        self._rest = {"out": b"", "err": b""}
        self._code: int | None = None
        self._turn = 0
        self._percent = 0.0

    @property
    def pid(self) -> int:
        return self._process.pid

    def pages(self) -> Generator[str, None, None]:
        """The names of files as they are finished, until the process ends by itself. Halts when it stands still."""
        now = time.monotonic()
        moved, mark, ends = now, self._mark(), now + self._options.job_seconds
        with selectors.DefaultSelector() as selector:
            assert self._process.stdout is not None
            assert self._process.stderr is not None
            selector.register(self._process.stdout, selectors.EVENT_READ, "out")
            selector.register(self._process.stderr, selectors.EVENT_READ, "err")
            while selector.get_map():
                ready = selector.select(_LOOK)
                for key, _ in ready:
                    names = self._read(key.fileobj, key.data)  # type: ignore[arg-type]
                    if names is None:
                        selector.unregister(key.fileobj)
                    yield from names or ()
                now = time.monotonic()
                if (reached := self._mark()) > mark:
                    moved, mark = now, reached
                if not ready and self._ended():  # a child it left behind may hold the pipes open
                    break
                self._check(standing=now - moved, late=now > ends)

    def _check(self, *, standing: float, late: bool) -> None:
        if self._stop.is_set():
            raise ScanHaltError("scan-cancelled", "stopped at the station")
        if standing > self._options.stall_seconds:
            raise ScanHaltError("scan-stalled", "the scanner stopped getting on")
        if late:
            raise ScanHaltError("scan-stalled", "the scan takes longer than a scan may")

    def _mark(self) -> tuple[int, float, int]:
        """How far it has come, page by page: grows when and only when it gets on. Finished pages may be taken away."""
        written = 0
        for entry in os.scandir(self._folder):
            try:
                written += entry.stat().st_size if entry.name.endswith(".part") else 0
            except FileNotFoundError:  # renamed while we look
                continue
        return self._turn, self._percent, written

    def _read(self, stream: IO[bytes], name: str) -> list[str] | None:
        """Lines of what it printed now; None at the end. Of its talk, only the last is remembered."""
        chunk = os.read(stream.fileno(), _READ)
        if not chunk:
            return None
        *lines, rest = (self._rest[name] + chunk).replace(b"\r", b"\n").split(b"\n")
        self._rest[name] = rest[-4096:]
        if name == "out":
            return [line.decode("utf-8", "replace") for line in lines if line]
        self._hear(lines)
        return []

    def _hear(self, lines: list[bytes]) -> None:
        """Of a page's progress only the last counts: a driver gone wild prints thousands of lines at a time."""
        latest = b""
        for line in lines:
            if line.startswith(_PERCENT):
                latest = line
            elif line.strip():
                self.said = [*self.said, line.decode("utf-8", "replace")[:500]][-_KEPT:]
                if (turn := _TURN.match(self.said[-1])) is not None:
                    self._turn, self._percent, latest = int(turn[1]), 0.0, b""
        if (progress := _PROGRESS.match(latest)) is not None:
            self._percent = max(self._percent, float(progress[1]))

    def _ended(self) -> bool:
        """It is over, and still there to be asked how: its id is nobody else's yet."""
        return os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None

    def end(self) -> int:
        """Ask it to bring the device to rest if it still runs, then kill the whole group. Nothing of it is left when this
        returns: its exit code, negative for a signal. Saying it twice is saying it once."""
        if self._code is not None:
            return self._code
        self._await_end(signal.SIGTERM, self._options.end_seconds)
        os.killpg(self._process.pid, signal.SIGKILL)  # and with it the children it may have left
        self._code = self._process.wait()
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()
        return self._code

    def _await_end(self, number: signal.Signals, seconds: float) -> None:
        if self._ended():
            return
        os.killpg(self._process.pid, number)
        until = time.monotonic() + seconds
        while not self._ended() and time.monotonic() < until:
            self._drain()
            time.sleep(0.02)

    def _drain(self) -> None:
        """A full pipe would keep it from ending."""
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                os.set_blocking(stream.fileno(), False)
                try:
                    os.read(stream.fileno(), _READ)
                except BlockingIOError:
                    pass
