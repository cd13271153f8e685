"""The door as an ASGI app (docs/station-protocol.md)."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from console.centre.answers import PRIVATE, on_digitization_error, refused, unforeseen
from console.centre.arriving import Gone
from console.centre.batches import batch_routes
from console.centre.desk import Desk, in_thread
from console.centre.files import file_routes, request_invalid
from flows.batch_run import place_of
from flows.stations import Door
from pipeline.errors import DigitizationError, TransientError

log = logging.getLogger("sohoa")

SWEEP_EVERY: Final = 3600.0


def centre_app(door: Door) -> FastAPI:
    """The app over an open door. Its routes are made when it starts: they belong to that event loop."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        desk = Desk(door)
        app.include_router(file_routes(desk))
        app.include_router(batch_routes(desk))
        _house_routes(app, desk)
        sweeping = asyncio.create_task(_sweep(desk))
        yield
        sweeping.cancel()

    app = FastAPI(title="sohoa door", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.router.redirect_slashes = False
    app.add_exception_handler(DigitizationError, on_digitization_error)
    app.add_exception_handler(Gone, _nobody_listens)
    app.add_exception_handler(HTTPException, _on_no_route)
    app.add_middleware(Discreet)
    return app


def _house_routes(app: FastAPI, desk: Desk) -> None:
    door = desk.door

    @app.get("/v1/health")
    async def health() -> Response:
        """Whether papers can be taken: the register answers, the disk has room, somebody takes in."""
        if not door.taking.alive:
            return refused(TransientError("door-closing", "nobody takes in"))
        await in_thread(door.stations.find, "-")
        if await in_thread(door.shelf.free) < door.options.free_bytes:
            return refused(TransientError("inbox-full", "the inbox's disk is nearly full"))
        return JSONResponse({"state": "open"}, headers=PRIVATE)

    @app.get("/v1/key")
    async def key() -> Response:
        return JSONResponse({"key": door.key.public_pem, "fingerprint": door.key.fingerprint}, headers=PRIVATE)

    @app.get("/v1/queue")
    async def queue(request: Request) -> Response:
        async with desk.admitted(request):
            ahead = await in_thread(door.pace.queue)
            waiting = await in_thread(door.batches.count_complete)
        taking = door.taking
        body = {
            "ahead": {"live": ahead.live, "backfill": ahead.backfill},
            "taking_in": waiting,
            "seconds_a_page": _rounded(ahead.seconds_a_page),
            "pages_a_batch": _rounded(ahead.pages_a_batch),
            "take_in_seconds_a_page": _rounded(taking.seconds / taking.sides if taking.sides else None),
            "measured_pages": ahead.measured_pages,
        }
        return JSONResponse(body, headers=PRIVATE)


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)


async def _sweep(desk: Desk) -> None:
    while True:
        await asyncio.sleep(SWEEP_EVERY)
        try:
            swept = await in_thread(desk.door.uploads.sweep, desk.door.clock())
        except DigitizationError as later:
            log.warning("interrupted part=door reference=%s", later.reference)
        else:
            log.info("inbox_swept files=%d", swept)


async def _nobody_listens(request: Request, error: Exception) -> Response:  # noqa: ARG001 - the framework's shape
    return Response(status_code=400)


async def _on_no_route(request: Request, error: Exception) -> Response:  # noqa: ARG001 - the framework's shape
    """An address or a method the protocol does not know."""
    assert isinstance(error, HTTPException)
    answer = refused(request_invalid())
    answer.status_code = error.status_code
    return answer


class Discreet:
    """Outermost: what nobody foresaw is answered 503 and logged by place, never by text, which may quote a paper."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as defect:
            answer = unforeseen(place_of(defect))
            if not started:
                await answer(scope, receive, send)
