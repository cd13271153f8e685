"""A request's body as it arrives: in pieces, within bounds, whoever sends it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

from fastapi import Request

from pipeline.errors import RejectedInputError

STALL: Final = 30.0
"""Seconds nothing may come."""
GRACE: Final = 60.0
"""Seconds after which the body must have come at `LEAST_RATE`."""
LEAST_RATE: Final = 1024
"""Bytes a second: slower than any line that could carry scans."""
LAST_BREATH: Final = 0.1
"""Seconds in which what is already on the line is still taken, although somebody newer asks."""


class LetGo(Exception):  # noqa: N818 - no error: somebody newer asks for the upload
    """The holder was told to let go of its upload."""


class Gone(Exception):  # noqa: N818 - no error of ours: the line is cut
    """The sender is not there any more."""


async def arriving(request: Request, let_go: asyncio.Event | None = None) -> AsyncIterator[bytes]:
    """The body's pieces. `RejectedInputError` (``too-slow``), `LetGo`, `Gone`; what was yielded before has come."""
    loop = asyncio.get_running_loop()
    began, came = loop.time(), 0
    while True:
        message = await _next(request, let_go)
        if message["type"] == "http.disconnect":
            raise Gone
        blob: bytes = message.get("body", b"")
        came += len(blob)
        if blob:
            yield blob
        if not message.get("more_body", False):
            return
        if let_go is not None and let_go.is_set():
            raise LetGo
        lasted = loop.time() - began
        if lasted > GRACE and came < lasted * LEAST_RATE:
            raise _too_slow()


async def small_body(request: Request, most: int) -> bytes | None:
    """All of a body of at most *most* bytes, None when it is longer."""
    whole = bytearray()
    async for piece in arriving(request):
        whole += piece
        if len(whole) > most:
            return None
    return bytes(whole)


async def _next(request: Request, let_go: asyncio.Event | None) -> Any:
    coming = asyncio.ensure_future(request.receive())
    told = asyncio.ensure_future(let_go.wait()) if let_go is not None else None
    try:
        await asyncio.wait([coming, told] if told else [coming], timeout=STALL, return_when=asyncio.FIRST_COMPLETED)
        if told is not None and told.done() and not coming.done():
            await asyncio.wait([coming], timeout=LAST_BREATH)
        if coming.done():
            return coming.result()
        raise LetGo if told is not None and told.done() else _too_slow()
    finally:
        coming.cancel()
        if told is not None:
            told.cancel()


def _too_slow() -> RejectedInputError:
    return RejectedInputError("too-slow", "the body comes too slowly", "Ask HEAD and go on.")
