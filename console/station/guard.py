"""The page is for the browser of this very PC: what else may knock at a loopback port is turned away here.

A page of another origin can make a browser knock (CSRF), and by a name that it re-points to 127.0.0.1 it can read as well
(DNS rebinding). So the Host must be loopback by name, whatever changes something must carry this page's own Origin, and a
browser that says where a request comes from (Sec-Fetch-Site) must say: from here, or typed in.
"""

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS: Final = frozenset({"127.0.0.1", "localhost", "::1"})
SAFE: Final = frozenset({"GET", "HEAD"})
SITES: Final = frozenset({"", "none", "same-origin"})
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types sohoa",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """Wraps the app: refuses with 403 what is not this PC's own browser on our own page; puts the safety headers on all."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if not welcome(scope["method"], Headers(scope=scope)):
            await PlainTextResponse("not from here", 403)(scope, receive, with_headers)
            return
        await self._app(scope, receive, with_headers)


def welcome(method: str, headers: Headers) -> bool:
    """Whether a request with *headers* comes from our own page, or was typed into this PC's browser."""
    host = headers.get("host", "")
    if _name_of(f"//{host}") not in HOSTS:
        return False
    origin = headers.get("origin")
    if origin is not None and origin != f"http://{host}":
        return False
    if method not in SAFE:
        return origin is not None and headers.get("sec-fetch-site", "") in {"", "same-origin"}
    opened = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return opened or headers.get("sec-fetch-site", "") in SITES


def _name_of(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
