"""A leash on one HTTP exchange: it ends when its time is over or somebody says stop, wherever it is stuck.

A read timeout alone does not bound an exchange: a device that sends a byte now and then, in a header or in a page, keeps
it alive for ever. So the connection itself is shut down from outside, and the read that waits on it comes back.
"""

import os
import socket
import threading
import time
from types import TracebackType
from typing import Any, Final, Self

_LOOKS: Final = 0.1
"""Seconds between two looks at the clock."""


class Leash:
    """Give `trace` to httpx as the request's ``trace`` extension. Afterwards `stopped` or `late` says who cut, if anybody did."""

    def __init__(self, stop: threading.Event, seconds: float) -> None:
        self._stop = stop
        self._deadline = time.monotonic() + seconds
        self._quiet_until = self._deadline
        self._done = threading.Event()
        self._socket: socket.socket | None = None
        self.stopped = False
        self.late = False

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Called by httpcore at every step; the one of interest brings the connected socket."""
        if event == "connection.connect_tcp.complete":
            connected = info["return_value"].get_extra_info("socket")
            # a second descriptor: TLS takes the first one over
            self._socket = socket.socket(fileno=os.dup(connected.fileno()))

    def heard(self, silence: float) -> None:
        """Something arrived; the next may take *silence* seconds. Before the first, a scanner may think for long."""
        self._quiet_until = time.monotonic() + silence

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._watch, name="scan-leash", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()
        if self._socket is not None:
            self._socket.close()

    def _watch(self) -> None:
        while not self._done.wait(_LOOKS):
            self.stopped = self.stopped or self._stop.is_set()
            self.late = self.late or time.monotonic() > min(self._deadline, self._quiet_until)
            if (self.stopped or self.late) and self._socket is not None:
                self._cut(self._socket)

    @staticmethod
    def _cut(connected: socket.socket) -> None:
        try:
            connected.shutdown(socket.SHUT_RDWR)
        except OSError:  # the other side was quicker
            pass
