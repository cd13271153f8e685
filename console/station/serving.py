"""Serves the page on 127.0.0.1, beside whatever else the station's process does."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn
from fastapi import FastAPI

from pipeline.errors import ConfigurationError

LOOPBACK: Final = "127.0.0.1"
GOODBYE: Final = 2
"""Seconds the open streams of news get when the station stops; the browser comes back by itself."""


@contextmanager
def page_served(app: FastAPI, port: int) -> Iterator[str]:
    """The page's address until the block ends; *port* 0 takes a free one. `ConfigurationError` (``station-port-taken``)."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((LOOPBACK, port))
            listening.listen(64)  # who knocks while the server is still starting waits, and is not turned away
        except OSError:
            raise ConfigurationError(
                "station-port-taken",
                f"port {port} of the station page is taken",
                "Is the station running already?",
            ) from None
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GOODBYE,
            timeout_keep_alive=30,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), name="station-page", daemon=True)
        thread.start()
        try:
            yield f"http://{LOOPBACK}:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)
