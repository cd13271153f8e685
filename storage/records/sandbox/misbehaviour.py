"""Bad luck to order: what counterparts do on bad days, so many times."""

import asyncio
import os
import signal
import threading
import time
from enum import StrEnum
from typing import Annotated

from fastapi import HTTPException
from pydantic import BaseModel, Field
from starlette.responses import Response
from starlette.types import Receive, Scope, Send


class Mischief(StrEnum):
    FAIL = "fail"
    """HTTP 500 before anything is done."""
    FAIL_WRITES = "fail-writes"
    """The same, for writes only."""
    SLOW = "slow"
    """Waits `seconds` before doing anything."""
    ABORT_AFTER_COMMIT = "abort-after-commit"
    """Writes, then breaks the connection off after `seconds`."""
    CRASH_MIDWAY = "crash-midway"
    """Dies (SIGKILL) between the two statements of one write."""
    ALREADY_EXISTS = "already-exists"
    """Says "đã tồn tại" and does nothing (older sync)."""
    ALREADY_EXISTS_AFTER_COMMIT = "already-exists-after-commit"
    """Says "đã tồn tại" although it has written (older sync)."""
    DUPLICATE = "duplicate"
    """Writes each file twice."""
    FETCH_FAILS = "fetch-fails"
    """Cannot fetch a file it is told of (older sync); damages an upload (portal)."""
    REORDER = "reorder"
    """Shows attachments in another order."""
    EXPIRE_SESSIONS = "expire-sessions"
    """Forgets every session and token before the call."""


class Order(BaseModel):
    """`POST /_misbehave`."""

    kind: Mischief
    count: Annotated[int, Field(ge=0)] = 1
    seconds: Annotated[float, Field(ge=0, le=60)] = 0.0


class Mood:
    """What is ordered and not yet used up. Forgotten when the process dies."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._orders: dict[Mischief, Order] = {}

    def order(self, order: Order) -> None:
        with self._lock:
            self._orders[order.kind] = order

    def calm_down(self) -> None:
        with self._lock:
            self._orders.clear()

    def take(self, kind: Mischief) -> Order | None:
        """Use up one of *kind*, if there is one."""
        with self._lock:
            order = self._orders.get(kind)
            if order is None or order.count == 0:
                return None
            self._orders[kind] = order.model_copy(update={"count": order.count - 1})
            return order

    def before(self, *, writing: bool) -> None:
        """What may happen before a call does anything."""
        if slow := self.take(Mischief.SLOW):
            time.sleep(slow.seconds)
        if self.take(Mischief.FAIL) or (writing and self.take(Mischief.FAIL_WRITES)):
            raise HTTPException(500)

    def midway(self) -> None:
        if self.take(Mischief.CRASH_MIDWAY):
            os.kill(os.getpid(), signal.SIGKILL)


class BrokenOff(Response):
    """An answer that promises more than it sends, so that the connection breaks under the caller."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        await asyncio.sleep(self._seconds)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
