"""What every request goes by: who asks, how many at once, which upload is in hand, and who waits for which batch."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Final, TypeVar

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from flows.stations import Door
from pipeline.errors import RejectedInputError, TransientError
from pipeline.model.ids import DeliveryId, StationId
from scanners.uploads import Station

T = TypeVar("T")

AT_ONCE: Final = 16
"""Requests of one station at once."""
HAND_OVER: Final = 30.0
"""Seconds an upload's older part has to let go."""


@dataclass(slots=True)
class _Slot:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: int = 0


class Desk:
    """One event loop's side of a `Door`. Everything that touches disk or database runs in a thread."""

    def __init__(self, door: Door) -> None:
        self.door = door
        self._busy: Counter[StationId] = Counter()
        self._slots: dict[str, _Slot] = {}
        self._bells: dict[DeliveryId, set[asyncio.Event]] = {}
        self._loop = asyncio.get_running_loop()
        door.told.add(self._tell)

    @asynccontextmanager
    async def admitted(self, request: Request) -> AsyncIterator[Station]:
        """The station that asks, for as long as its request lasts."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise RejectedInputError("token-invalid", "there is no token", "Sign every request.")
        station = await run_in_threadpool(self.door.tokens.admit, token.strip(), self.door.clock())
        if self._busy[station.id] >= AT_ONCE:
            raise TransientError("too-many-requests", "the station has too many requests open", "Wait for some.")
        self._busy[station.id] += 1
        try:
            yield station
        finally:
            self._busy[station.id] -= 1

    async def still_registered(self, station: Station) -> None:
        """`RejectedInputError` (``revoked``) when it was revoked meanwhile."""
        known = await run_in_threadpool(self.door.stations.find, station.id)
        if known is None or known.revoked:
            raise RejectedInputError("revoked", "the station was revoked", "Ask the operator of the centre.")

    @asynccontextmanager
    async def holding(self, upload: str) -> AsyncIterator[asyncio.Event]:
        """The upload in one hand at a time. The event tells the holder to let go: somebody newer asks.

        The newer request wins, because the older connection is most often one whose other end is gone.
        """
        slot = self._slots.setdefault(upload, _Slot())
        slot.waiting += 1
        slot.stop.set()
        try:
            async with asyncio.timeout(HAND_OVER):
                await slot.lock.acquire()
        except TimeoutError:
            raise TransientError("door-busy", "an older part of the file does not let go", "Try again.") from None
        finally:
            slot.waiting -= 1
        slot.stop = asyncio.Event()
        if slot.waiting:
            slot.stop.set()
        try:
            yield slot.stop
        finally:
            slot.lock.release()
            if not slot.waiting and not slot.lock.locked():
                self._slots.pop(upload, None)

    @contextmanager
    def listening(self, delivery: DeliveryId) -> Iterator[asyncio.Event]:
        """An event that is set whenever the batch behind *delivery* moved."""
        bell = asyncio.Event()
        self._bells.setdefault(delivery, set()).add(bell)
        try:
            yield bell
        finally:
            bells = self._bells[delivery]
            bells.discard(bell)
            if not bells:
                del self._bells[delivery]

    def _tell(self, delivery: DeliveryId) -> None:
        """Called from the threads that take in."""
        try:
            self._loop.call_soon_threadsafe(self._ring, delivery)
        except RuntimeError:  # the loop has ended, and with it everybody who waits
            return

    def _ring(self, delivery: DeliveryId) -> None:
        for bell in self._bells.get(delivery, ()):
            bell.set()


async def in_thread(call: Callable[..., T], *args: object) -> T:
    """*call* where it may wait for disk and database."""
    return await run_in_threadpool(call, *args)
