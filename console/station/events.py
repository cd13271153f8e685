"""News for the page: one small event whenever something it shows has changed (server-sent events), and the same to ask for."""

import asyncio
from collections.abc import AsyncIterator, Callable

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, StreamingResponse

from console.station.desk import Desk

LOOK_EVERY = 0.1
"""Seconds between looks at the revision: a number in memory."""
LIFE = 20.0
"""Seconds a stream lasts; the browser opens the next by itself, and a server that is told to stop is not kept waiting."""
BREATH = 10.0
"""Seconds between signs of life on a quiet line."""


def news(desk: Desk, closing: Callable[[], bool]) -> APIRouter:
    """``/events`` (stream) and ``/revision`` (polling, where streams do not come through)."""
    router = APIRouter()

    @router.get("/events")
    async def events(request: Request) -> StreamingResponse:
        return StreamingResponse(_told(desk, request, closing), media_type="text/event-stream")

    @router.get("/revision")
    def revision() -> PlainTextResponse:
        return PlainTextResponse(desk.revision)

    return router


async def _told(desk: Desk, request: Request, closing: Callable[[], bool]) -> AsyncIterator[str]:
    told, quiet, age = "", 0.0, 0.0
    yield "retry: 300\n\n"
    while age < LIFE and not closing() and not await request.is_disconnected():
        if (now := desk.revision) != told:
            told, quiet = now, 0.0
            yield f"data: {now}\n\n"
        elif quiet >= BREATH:
            quiet = 0.0
            yield ": still here\n\n"
        await asyncio.sleep(LOOK_EVERY)
        quiet += LOOK_EVERY
        age += LOOK_EVERY
