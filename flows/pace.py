"""How fast the centre is and how much lies ahead: what a station's estimate may honestly be made of."""

import itertools
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pipeline.model.paper import Lane
from pipeline.model.work import Event
from pipeline.ports import Ledger

FRESH: Final = timedelta(seconds=2)
WINDOW: Final = 50
"""Digitized batches a pace is measured over."""
LATEST: Final = 2_000
"""Events looked at when a door opens; older ones speak of other days."""
MANY: Final = 10_000


@dataclass(frozen=True, slots=True)
class Queue:
    """Batches ahead by lane, and what a page was found to take. None: not measured yet."""

    live: int
    backfill: int
    seconds_a_page: float | None
    pages_a_batch: float | None
    measured_pages: int


@dataclass(frozen=True, slots=True)
class _Run:
    began: datetime
    ended: datetime
    pages: int


class Pace:
    """Reads the ledger's own events: from claim to settlement, over the last batches, those side by side counted once."""

    def __init__(self, ledger: Ledger, clock: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._clock = clock
        self._lock = threading.Lock()
        self._read: int | None = None
        self._claimed: dict[str, datetime] = {}
        self._runs: deque[_Run] = deque(maxlen=WINDOW)
        self._told: tuple[datetime, Queue] | None = None

    def queue(self) -> Queue:
        """As of at most two seconds ago."""
        now = self._clock()
        with self._lock:
            if self._told is None or not timedelta() <= now - self._told[0] < FRESH:
                self._told = (now, self._measured(now))
            return self._told[1]

    def _measured(self, now: datetime) -> Queue:
        self._catch_up()
        pages = sum(run.pages for run in self._runs)
        busy = busy_seconds([(run.began, run.ended) for run in self._runs])
        return Queue(
            live=len(self._ledger.ready(Lane.LIVE, now, MANY)),
            backfill=len(self._ledger.ready(Lane.BACKFILL, now, MANY)),
            seconds_a_page=busy / pages if pages else None,
            pages_a_batch=pages / len(self._runs) if self._runs else None,
            measured_pages=pages,
        )

    def _catch_up(self) -> None:
        if self._read is None:
            self._read = max(0, self._newest() - LATEST)
        for event in self._ledger.events(self._read):
            self._read = event.sequence
            self._note(event)

    def _note(self, event: Event) -> None:
        match event.name:
            case "BatchClaimed":
                self._claimed[event.subject] = event.at
            case "BatchSettled":
                began = self._claimed.pop(event.subject, None)
                pages = int(dict(event.facts).get("sides", "0"))
                if began is not None and pages:
                    self._runs.append(_Run(began, event.at, pages))
            case "BatchReleased":
                self._claimed.pop(event.subject, None)

    def _newest(self) -> int:
        """The last event's number, without reading those before it."""
        low, high = 0, 1
        while self._any_after(high):
            low, high = high, 2 * high
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self._any_after(middle) else (low, middle)
        return low

    def _any_after(self, sequence: int) -> bool:
        return next(iter(itertools.islice(self._ledger.events(sequence), 1)), None) is not None


def busy_seconds(spans: list[tuple[datetime, datetime]]) -> float:
    """Time during which at least one of *spans* lasted."""
    total, until = 0.0, None
    for began, ended in sorted(spans):
        if until is None or began > until:
            total += (ended - began).total_seconds()
            until = ended
        elif ended > until:
            total += (ended - until).total_seconds()
            until = ended
    return total
