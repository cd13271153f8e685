"""Memory of everything a bench starts, seen from outside through ``/proc``."""

import os
import threading
import time
from collections import defaultdict
from pathlib import Path
from types import TracebackType
from typing import Self

_EVERY = 0.03
"""Seconds. The kernel itself keeps each process's peak, so a look shortly before its end is enough."""


_OURS = Path("/proc/self/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
"""A child that still calls itself so has not begun: its memory is this process's."""


class Watch:
    """Looks at all descendants of this process while the block runs."""

    def __init__(self) -> None:
        self._peaks: dict[int, int] = {}
        self._roles: dict[int, str] = {}
        self.together = 0
        """Highest sum of resident memory at one moment, bytes; pages that processes share count for each."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, name="watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def largest(self) -> int:
        """Peak resident memory of the largest single process, bytes."""
        return max(self._peaks.values(), default=0)

    def by_role(self) -> dict[str, int]:
        """The same for each kind of process."""
        peaks: dict[str, int] = defaultdict(int)
        for pid, peak in self._peaks.items():
            peaks[self._roles[pid]] = max(peaks[self._roles[pid]], peak)
        return dict(peaks)

    def _look(self) -> None:
        while not self._stop.is_set():
            now = 0
            for pid in descendants(os.getpid()):
                seen = _memory(pid)
                if seen is None:
                    continue
                resident, peak, role = seen
                now += resident
                self._peaks[pid] = max(peak, self._peaks.get(pid, 0))
                self._roles[pid] = role
            self.together = max(self.together, now)
            time.sleep(_EVERY)


def descendants(pid: int) -> list[int]:
    """Children, their children, and so on."""
    found: list[int] = []
    waiting = [pid]
    while waiting:
        children = _children(waiting.pop())
        found += children
        waiting += children
    return found


def _children(pid: int) -> list[int]:
    children: list[int] = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += [int(child) for child in (task / "children").read_text().split()]
    except OSError:
        pass  # it ended between two looks
    return children


def _memory(pid: int) -> tuple[int, int, str] | None:
    """(resident, peak resident, what it is), None when it is gone."""
    try:
        # in this order: a child may begin to be itself between the two
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    sizes = {line.partition(":")[0]: line.split()[1] for line in status.splitlines() if line.startswith("Vm")}
    if "VmHWM" not in sizes or "resource_tracker" in command or command == _OURS:
        return None
    return int(sizes["VmRSS"]) * 1024, int(sizes["VmHWM"]) * 1024, _role(command)


def _role(command: str) -> str:
    for mark, role in (("ocr.decode", "decoder"), ("spawn_main", "page worker"), ("bench.", "main")):
        if mark in command:
            return role
    return Path(command.split()[0]).name if command.split() else "?"
