"""The sandbox as a separate process, and the file door it fetches from."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from pipeline.model.ids import ComponentCode, Digest, DossierCode
from storage.records.portal_message import AttachedPaper
from storage.records.portal_standing import entry_of
from tests.fakes.records import HeldPaper
from tests.fakes.store import MemoryStore

ROOT = Path(__file__).parents[3]


def a_paper(mark: str) -> bytes:
    """A one-page PDF that bears *mark*."""
    return (
        f"%PDF-1.4\n% {mark}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    ).encode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class OneStop:
    """A sandbox process that can be killed and started again on the same port and database."""

    def __init__(self, folder: Path) -> None:
        self._database = folder / "one-stop.sqlite"
        self._log = folder / "one-stop.log"
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.base = f"http://127.0.0.1:{self._port}"
        self._client = httpx.Client(base_url=self.base, trust_env=False, timeout=30)

    def start(self) -> None:
        command = [sys.executable, "-m", "storage.records.sandbox", "--database", str(self._database)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--port", str(self._port), "--seed"], cwd=ROOT, stdout=log, stderr=log
            )
        for _ in range(600):
            try:
                self._client.get("/_health")
            except httpx.HTTPError:
                assert self._process.poll() is None, self._log.read_text()
                time.sleep(0.05)
            else:
                return
        raise AssertionError("the sandbox did not start")

    def kill(self) -> None:
        """kill -9, as far as it still lives."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    @property
    def dead(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def stop(self) -> None:
        self._client.close()
        if self._process is not None:
            self.kill()

    def reset(self) -> None:
        self._client.post("/_reset").raise_for_status()

    def misbehave(self, kind: str, times: int = 1, seconds: float = 0.0) -> None:
        order = {"kind": kind, "count": times, "seconds": seconds}
        self._client.post("/_misbehave", json=order).raise_for_status()

    def behave(self) -> None:
        self._client.post("/_behave").raise_for_status()

    def files(self, code: DossierCode) -> dict[str, Any]:
        found: dict[str, Any] = self._client.get(f"/_files/{code}").raise_for_status().json()
        return found

    def get(self, path: str, **content: Any) -> httpx.Response:
        return self._client.get(path, **content)

    def post(self, path: str, **content: Any) -> httpx.Response:
        return self._client.post(path, **content)

    def held_by_sync(self, code: DossierCode) -> list[HeldPaper]:
        """The rows; the ``##`` list has to agree with ours among them."""
        found = self.files(code)
        ours = [row["url"] for row in found["files"] if row["origin"] == "sync"]
        assert sorted(found["joined_urls"]) == sorted(ours)
        return _held(found["files"], lambda row: row["id"] if row["origin"] == "sync" else "")

    def held_by_portal(self, code: DossierCode) -> list[HeldPaper]:
        return _held(self.files(code)["files"], lambda row: entry_of(AttachedPaper(id="", name=row["name"])) or "")


def _held(rows: list[dict[str, Any]], entry: Any) -> list[HeldPaper]:
    assert all(row["opens"] == "1" for row in rows)
    return sorted(HeldPaper(ComponentCode(row["component"]), Digest(row["sha256"]), entry(row)) for row in rows)


class FileDoor:
    """`pipeline.ports.FileLinks` over a store; an address is never the same twice, as with presigned ones."""

    def __init__(self, store: MemoryStore) -> None:
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                blob = door.store.objects.get(Digest(self.path[1:65]))
                self.send_response(404 if blob is None else 200)
                self.send_header("Content-Length", str(len(blob or b"")))
                self.end_headers()
                self.wfile.write(blob or b"")

            def log_message(self, *_: object) -> None:
                pass

        self.store = store
        self._numbers = count(1)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def link(self, digest: Digest, name: str, lifetime: timedelta) -> str:
        seconds = int(lifetime.total_seconds())
        return f"http://127.0.0.1:{self._server.server_port}/{digest}?name={name}&n={next(self._numbers)}&s={seconds}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def open_door(store: MemoryStore) -> Iterator[FileDoor]:
    door = FileDoor(store)
    try:
        yield door
    finally:
        door.close()
