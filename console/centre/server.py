"""The door's HTTP server: uvicorn, with bounds for whoever holds a connection and sends nothing."""

import asyncio
from pathlib import Path
from typing import Any, Final

import h11
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

HEAD_SECONDS: Final = 10.0
"""A connection has so long to say a whole request head."""
UNREAD_BYTES: Final = 8 << 20
"""What may still come of a body whose request was answered already, so that the sender gets to read the answer."""
CONNECTIONS: Final = 512
SHUTDOWN_SECONDS: Final = 5
"""What is under way when the door closes has so long; the station goes on where it was."""


class BoundedProtocol(H11Protocol):
    """Closes connections that trickle a head, or go on sending a body nobody wants."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the parent's
        super().connection_made(transport)
        self._unread = 0
        self._head_timer: asyncio.TimerHandle | None = None
        self._watch_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_watching()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._watch_head()
        else:
            self._stop_watching()
        if self._answered and self.conn.their_state is h11.SEND_BODY:
            self._unread += len(data)
            if self._unread > UNREAD_BYTES:
                self.transport.abort()
            self._watch_head()
        else:
            self._unread = 0

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY:  # answered before its body was read
            self._watch_head()

    def _watch_head(self) -> None:
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(HEAD_SECONDS, self._too_long)

    def _stop_watching(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _too_long(self) -> None:
        self._head_timer = None
        idle = self.timeout_keep_alive_task is not None and self.conn.their_state is not h11.SEND_BODY
        if self._answered and not idle and not self.transport.is_closing():
            self.transport.abort()  # over TLS a polite end would wait half a minute for the other side's

    @property
    def _answered(self) -> bool:
        """No request is under way, or it has its answer."""
        cycle: RequestResponseCycle | None = self.cycle  # the parent's type forgets that there is none at first
        return cycle is None or cycle.response_complete


def door_server(
    app: FastAPI, host: str, port: int, tls_cert: Path | None = None, tls_key: Path | None = None
) -> uvicorn.Server:
    """A server over *app*: no access log, no banner, idle connections kept for half a minute."""
    secured: dict[str, Any] = {"ssl_certfile": tls_cert, "ssl_keyfile": tls_key} if tls_cert and tls_key else {}
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            http=BoundedProtocol,
            ws="none",
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
            limit_concurrency=CONNECTIONS,
            h11_max_incomplete_event_size=32 * 1024,
            **secured,
        )
    )
