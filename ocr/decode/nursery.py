"""Decoding processes from the outside: started, asked, watched, and killed with all they started."""

import contextlib
import json
import os
import queue
import select
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ocr.decode.options import DecodeOptions

_START_SECONDS = 30.0
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from ocr.decode.child import main; main(int(sys.argv[2]))"
)
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class LostChildError(Exception):
    """A decoding process ended or had to be ended. `reference`: ``decoding-timed-out`` or ``decoder-crashed``."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


class Child:
    """One warm decoding process."""

    def __init__(self, options: DecodeOptions) -> None:
        self._options = options
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, nothing delivered on its command line
            [sys.executable, "-I", "-c", _PROGRAM, json.dumps(sys.path), str(options.memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # decoders write file names and content into their complaints
            env=_ENVIRONMENT,
            start_new_session=True,
        )
        self._buffer = b""
        self.pages = 0
        self._finalizer = weakref.finalize(self, _kill, self._process, os.getpid())

    def inspect(self, path: Path, start: int) -> Iterator[dict[str, Any]]:
        """Messages about the file from page *start* on. `LostChildError` when the process is gone or too slow."""
        request = {
            "path": str(path.absolute()),
            "start": start,
            "cpu_seconds": self._options.page_cpu_seconds,
            "limits": asdict(self._options.limits),
        }
        self._say(json.dumps(request))
        patience = self._options.page_seconds + (_START_SECONDS if self.pages == 0 else 0.0)
        while True:
            message: dict[str, Any] = json.loads(self._line(patience))
            patience = self._options.page_seconds
            self.pages += 1
            yield message
            if "end" in message or "refused" in message:
                return

    @property
    def tired(self) -> bool:
        return self.pages >= self._options.retire_after_pages

    def end(self) -> None:
        """Kill the process and everything it started."""
        self._finalizer()

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line.encode() + b"\n")
            self._process.stdin.flush()
        except (BrokenPipeError, OSError):
            raise LostChildError("decoder-crashed") from None

    def _line(self, seconds: float) -> bytes:
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        deadline = time.monotonic() + seconds
        poll = select.poll()
        poll.register(descriptor, select.POLLIN | select.POLLHUP)
        while b"\n" not in self._buffer:
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise LostChildError("decoding-timed-out")
            read = os.read(descriptor, 65536)
            if not read:
                raise LostChildError(self._cause_of_death())
            self._buffer += read
        line, self._buffer = self._buffer.split(b"\n", 1)
        return line

    def _cause_of_death(self) -> str:
        try:
            code = self._process.wait(5)
        except subprocess.TimeoutExpired:
            return "decoder-crashed"
        return "decoding-timed-out" if code == -signal.SIGXCPU else "decoder-crashed"


class Nursery:
    """At most so many children at once; each is lent to one thread at a time and kept warm in between."""

    def __init__(self, options: DecodeOptions) -> None:
        self._options = options
        self._places: queue.LifoQueue[Child | None] = queue.LifoQueue()
        for _ in range(options.children):
            self._places.put(None)

    @contextlib.contextmanager
    def lend(self) -> Iterator[Child]:
        """A child to ask. It is ended, and its place kept, when anything at all goes wrong while it is lent."""
        child = self._places.get()
        fit = False
        try:
            if child is None:
                child = Child(self._options)
            yield child
            fit = not child.tired
        finally:
            if child is not None and not fit:
                child.end()
                child = None
            self._places.put(child)

    def close(self) -> None:
        """End every child that is not lent out."""
        for _ in range(self._options.children):
            try:
                child = self._places.get_nowait()
            except queue.Empty:
                return
            if child is not None:
                child.end()
            self._places.put(None)


def _kill(process: "subprocess.Popen[bytes]", owner: int) -> None:
    if os.getpid() != owner:
        return  # a fork of the owner is ending, not the owner
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
    process.wait()
