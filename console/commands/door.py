"""`sohoa door`: the address stations send to, and taking in what they sent, in one process."""

import ipaddress
import logging
import signal
import socket
from pathlib import Path
from typing import Annotated

import typer

from flows.cli import Workspace, app, settings_for
from pipeline.errors import ConfigurationError

DEFAULT_PORT = 8400
BACKLOG = 512


@app.command("door")
def door_command(
    workspace: Workspace = None,
    port: Annotated[int, typer.Option(help="0: any free one.")] = DEFAULT_PORT,
    host: Annotated[str, typer.Option(help="Address to listen on; another than the loopback needs TLS.")] = "127.0.0.1",
    tls_cert: Annotated[Path | None, typer.Option(help="PEM file of the certificate with its chain.")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="PEM file of its key.")] = None,
    behind_proxy: Annotated[bool, typer.Option(help="A proxy in front speaks TLS; listen in the clear.")] = False,
) -> None:
    """Receive batches from stations and take them in right away, until told to stop (SIGTERM, Ctrl-C)."""
    from console.centre.app import centre_app
    from console.centre.server import door_server
    from flows.stations import open_door

    if (tls_cert is None) != (tls_key is None):
        raise ConfigurationError("tls-incomplete", "a certificate needs its key", "Give --tls-cert and --tls-key.")
    if tls_cert is None and not behind_proxy and not _is_loopback(host):
        raise ConfigurationError(
            "tls-missing",
            "papers would travel in the clear",
            "Give --tls-cert and --tls-key, or --behind-proxy where a proxy speaks TLS.",
        )
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    for number in (signal.SIGTERM, signal.SIGINT):
        # the server handles them while it runs; afterwards it raises them again, and batches in hand are still finished
        signal.signal(number, lambda *_: None)
    listening = _listening(host, port)
    with listening, open_door(settings_for(workspace)) as door:
        scheme = "https" if tls_cert else "http"
        typer.echo(f"sohoa door: {scheme}://{host}:{listening.getsockname()[1]}")
        typer.echo(f"key: {door.key.fingerprint}; stop with Ctrl-C", err=True)
        door_server(centre_app(door), host, port, tls_cert, tls_key).run(sockets=[listening])


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listening(host: str, port: int) -> socket.socket:
    """Bound before anything is opened: a port in use is said at once. `ConfigurationError` (``door-port-taken``)."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(BACKLOG)  # from here on a station waits instead of being turned away
    except OSError:
        raise ConfigurationError(
            "door-port-taken", f"the door cannot listen on port {port} of that address", "Choose another --port."
        ) from None
    return listening
