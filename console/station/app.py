"""The station page (trang quầy): what the clerk looks at while the citizen waits. Served on 127.0.0.1 by `sohoa station run`."""

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles

from console.station.actions import actions
from console.station.desk import Desk, WhyNot
from console.station.events import news
from console.station.guard import Guard
from console.station.showing import shown, trouble_shown
from flows.wording import say
from pipeline.errors import RejectedInputError, TransientError

STATIC: Final = Path(__file__).parent / "static"
WIDTHS: Final = frozenset({240, 1600})


def station_page(desk: Desk, on_close: Callable[[], None] = lambda: None) -> FastAPI:
    """The page over *desk*. *on_close* is called when the server goes down."""
    closed = threading.Event()

    @asynccontextmanager
    async def lifetime(_app: FastAPI) -> AsyncIterator[None]:
        yield
        closed.set()
        on_close()

    app = FastAPI(title="sohoa station", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifetime)
    app.add_middleware(Guard)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.include_router(news(desk, closed.is_set))
    app.include_router(actions(desk))

    @app.exception_handler(WhyNot)
    async def why_not(request: Request, refusal: WhyNot) -> Response:
        return _told(request, refusal.reference, 409)

    @app.exception_handler(RejectedInputError)
    async def rejected(request: Request, refusal: RejectedInputError) -> Response:
        return _told(request, refusal.reference, 409)

    @app.exception_handler(TransientError)
    async def later(request: Request, trouble: TransientError) -> Response:
        return _told(request, trouble.reference, 503)

    @app.exception_handler(KeyError)
    async def nothing_there(request: Request, _missing: KeyError) -> Response:
        return _told(request, "counter-no-such-tray", 404)

    @app.get("/")
    def start() -> Response:
        return RedirectResponse(f"/trays/{desk.current()}", 303)

    @app.get("/trays/{tray}")
    def page(tray: str, side: str = Query("")) -> HTMLResponse:
        return HTMLResponse(shown("page.html", desk, tray, side))

    @app.get("/trays/{tray}/parts")
    def parts(tray: str, side: str = Query(""), old: str = Query("")) -> HTMLResponse:
        revision = desk.revision  # before it is drawn: what changes meanwhile is drawn again
        return HTMLResponse(shown("parts.html", desk, tray, side, old=bool(old)), headers={"X-Revision": revision})

    @app.get("/trays/{tray}/sides/{side}/{width}.jpg")
    def picture(tray: str, side: str, width: int) -> Response:
        if width not in WIDTHS:
            raise HTTPException(404)
        return Response(desk.picture(tray, side, width), media_type="image/jpeg")

    return app


def _told(request: Request, reference: str, status: int) -> Response:
    """To the page's own scripts as data, to somebody who opens an address as a page."""
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        return HTMLResponse(trouble_shown(reference), status)
    return JSONResponse({"reference": reference, "say": say(reference)}, status)
