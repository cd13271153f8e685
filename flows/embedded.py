"""Services that the one-command run starts and stops for you: Prefect's server, the sandbox one-stop, the file door.

All listen on the loopback address only. A deployment that has its own names them in the settings and starts none.
"""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI

from pipeline.errors import ConfigurationError

LOOPBACK = "127.0.0.1"
START_SECONDS = 120.0


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def prefect_environment(home: Path) -> dict[str, str]:
    """Prefect quiet, offline and at home in the workspace.

    The heartbeat thread costs up to a second of wall time at every flow exit; the ledger's lease does its work here.
    """
    return {
        "PREFECT_HOME": str(home),
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
        "PREFECT_LOGGING_LEVEL": "ERROR",
        "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(int(START_SECONDS)),
        "PREFECT_SERVER_LOG_RETRYABLE_ERRORS": "false",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    }


@contextmanager
def serving(command: list[str], log: Path, health: str, environment: Mapping[str, str] | None = None) -> Iterator[None]:
    """Run *command* until the block ends; it is up when *health* answers 200.

    `ConfigurationError("service-did-not-start")` when it exits early or does not answer in time; its output is in *log*.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603  our own interpreter and module names
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
        try:
            _wait_until_up(process, health, log)
            yield
        finally:
            _stop(process)


def _wait_until_up(process: subprocess.Popen[bytes], health: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            if httpx.get(health, timeout=2.0, trust_env=False).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            pass  # not up yet: that is what we are waiting for
        time.sleep(0.1)
    raise ConfigurationError("service-did-not-start", "a service of the workspace did not start", f"Read {log}.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask, then insist; the whole group, because servers leave children behind."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            pass  # insisted upon below
    try:
        os.killpg(process.pid, 9)
    except ProcessLookupError:
        pass  # all gone already
    process.wait()


@contextmanager
def prefect_server(home: Path, port: int | None = None) -> Iterator[str]:
    """Prefect's own server and UI over SQLite in *home*; yields its address. Sets this process to talk to it."""
    home.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    base = f"http://{LOOPBACK}:{port}"
    environment = prefect_environment(home) | {
        "PREFECT_API_URL": f"{base}/api",
        "PREFECT_SERVER_UI_API_URL": f"{base}/api",
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", LOOPBACK, "--port", str(port)]
    with serving(command, home / "server.log", f"{base}/api/health", environment):
        os.environ.update(environment)
        yield base


@contextmanager
def sandbox_one_stop(folder: Path, port: int | None = None) -> Iterator[str]:
    """The sandbox one-stop service over its own database in *folder*; yields its address."""
    folder.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    base = f"http://{LOOPBACK}:{port}"
    command = [sys.executable, "-m", "storage.records.sandbox", "--database", str(folder / "one-stop.sqlite")]
    command += ["--host", LOOPBACK, "--port", str(port), "--seed"]
    with serving(command, folder / "one-stop.log", f"{base}/_health"):
        yield base


@contextmanager
def in_thread(app: FastAPI, port: int) -> Iterator[str]:
    """Serve *app* on the loopback address from a thread of this process."""
    server = uvicorn.Server(uvicorn.Config(app, host=LOOPBACK, port=port, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, name="file-door", daemon=True)
    thread.start()
    deadline = time.monotonic() + START_SECONDS
    while not server.started and time.monotonic() < deadline and thread.is_alive():
        time.sleep(0.02)
    if not server.started:
        raise ConfigurationError("service-did-not-start", "the file door did not open", f"Is port {port} taken?")
    try:
        yield f"http://{LOOPBACK}:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
