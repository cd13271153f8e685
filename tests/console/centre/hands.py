"""A door in a process of its own, and a station's hands written from the protocol's page alone."""

import base64
import hashlib
import itertools
import json
import os
import re
import secrets
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from pipeline.model.ids import digest_of

COMMAND = [sys.executable, "-c", "from console.door import main; main()"]
PATIENCE = 60.0
"""Seconds a condition may take on a machine that has other things to do."""


def until(condition: Callable[[], Any], what: str = "the condition") -> Any:
    """Wait for *condition*; its first true value."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError(f"{what} did not come in {PATIENCE} s")


def sohoa(workspace: Path, *words: str, text: str | None = None) -> str:
    """One command, to its end; what it said."""
    done = subprocess.run(
        [*COMMAND, *words, "--workspace", str(workspace)], input=text, capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode in (0, 3), done.stderr
    return done.stdout


class DoorProcess:
    """`sohoa door` over a workspace, as an operator starts it."""

    def __init__(self, workspace: Path, *words: str) -> None:
        self.workspace = workspace
        self._words = words
        self.port = 0
        self.process: subprocess.Popen[str] | None = None
        self.check: Callable[[], bool] = lambda: True

    def open(self) -> None:
        """Returns when it listens."""
        self.log = (self.workspace / "door.log").open("a")
        self.process = subprocess.Popen(
            [*COMMAND, "door", "--port", str(self.port), "--workspace", str(self.workspace), *self._words],
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        found = re.search(r":(\d+)$", said.strip())
        assert found, (self.workspace / "door.log").read_text()
        self.port = int(found[1])
        until(self.check, "the door")

    def close(self) -> int:
        assert self.process is not None
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.log.close()
        return self.process.wait()

    def said(self) -> str:
        return (self.workspace / "door.log").read_text()


class WarmDoors:
    """Doors forked off one warm process, one after another, over one workspace (tests.console.centre.warm)."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.port = 0
        self.pid = 0
        self._open = False
        self._log = (workspace / "door.log").open("a")
        self._mother = subprocess.Popen(
            [sys.executable, "-m", "tests.console.centre.warm", str(workspace)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            start_new_session=True,
        )
        assert self._line() == "warm", self.said()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def open(self, fate: str = "-", **bounds: float) -> None:
        """Open a door, in place of one a test left; returns when it listens."""
        if self._open:
            self.end(signal.SIGKILL)
        self._open = True
        self._tell(f"open {self.port} {fate} " + " ".join(f"{name}={value}" for name, value in bounds.items()))
        said = self._line().split()
        assert len(said) == 2, self.said()
        self.port, self.pid = int(said[0]), int(said[1])

    def end(self, how: int = signal.SIGTERM) -> int:
        """Tell the door to stop, and how it ended: 0, or minus the signal it died of."""
        try:
            os.kill(self.pid, how)
        except ProcessLookupError:
            pass
        return self.died()

    def died(self) -> int:
        """Wait until the door has ended by itself."""
        self._open = False
        self._tell("end")
        return int(self._line())

    def close(self) -> None:
        try:
            os.killpg(self._mother.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._mother.wait()
        self._log.close()

    def said(self) -> str:
        return (self.workspace / "door.log").read_text()

    def _tell(self, line: str) -> None:
        assert self._mother.stdin is not None
        self._mother.stdin.write(line + "\n")
        self._mother.stdin.flush()

    def _line(self) -> str:
        assert self._mother.stdout is not None
        came, _, _ = select.select([self._mother.stdout], [], [], PATIENCE)
        assert came, self.said()
        return self._mother.stdout.readline().strip()


@dataclass
class Hands:
    """One station, as a stranger would write it."""

    base: Callable[[], str]
    name: str
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    offset: float = 0.0
    client: httpx.Client = field(default_factory=lambda: httpx.Client(trust_env=False, timeout=2 * PATIENCE))

    @property
    def public_pem(self) -> str:
        return self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def token(self, **claims: object) -> str:
        now = time.time() + self.offset
        said = {"iss": self.name, "aud": "sohoa-door", "iat": now, "exp": now + 60, "jti": secrets.token_hex(16)}
        said |= claims
        return jwt.encode({k: v for k, v in said.items() if v is not None}, self.key, algorithm="EdDSA")

    def ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        content: Any = None,
        token: str | None = None,
    ) -> httpx.Response:
        sent = {"Authorization": f"Bearer {token or self.token()}", **(headers or {})}
        return self.client.request(method, self.base() + path, headers=sent, content=content)

    def corrected(self, method: str, path: str) -> httpx.Response:
        """As a station does whose clock is wrong."""
        answer = self.ask(method, path)
        if answer.status_code == 401 and answer.json()["code"] == "clock":
            self.offset = parsedate_to_datetime(answer.headers["date"]).timestamp() - time.time()
            answer = self.ask(method, path)
        return answer

    # ---------------------------------------------------------------- files

    def create(
        self, blob: bytes, length: int | str | None = None, digest: str | None = None, **headers: str
    ) -> httpx.Response:
        said = base64.b64encode((digest or digest_of(blob)).encode()).decode()
        lead = {
            "Tus-Resumable": "1.0.0",
            "Upload-Length": str(len(blob) if length is None else length),
            "Upload-Metadata": f"sha256 {said}",
        }
        return self.ask("POST", "/v1/files", {**lead, **headers})

    def came(self, path: str) -> int | None:
        """As `where`; None when the door knows no such upload (any more)."""
        answer = self.ask("HEAD", path, {"Tus-Resumable": "1.0.0"})
        return None if answer.status_code == 404 else int(answer.headers["upload-offset"])

    def where(self, path: str) -> int:
        answer = self.ask("HEAD", path, {"Tus-Resumable": "1.0.0"})
        assert answer.status_code == 200, answer.status_code
        return int(answer.headers["upload-offset"])

    def patch(
        self, path: str, offset: int, content: bytes | Iterator[bytes], checksum: bytes | None = None, **headers: str
    ) -> httpx.Response:
        lead = {
            "Tus-Resumable": "1.0.0",
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": str(offset),
        }
        if checksum is not None:
            lead["Upload-Checksum"] = "sha256 " + base64.b64encode(hashlib.sha256(checksum).digest()).decode()
        return self.ask("PATCH", path, {**lead, **headers}, content)

    def send(self, blob: bytes) -> str:
        """A whole file; its address."""
        made = self.create(blob)
        assert made.status_code == 201, made.text
        path = str(made.headers["location"])
        offset = int(made.headers["upload-offset"])
        if offset < len(blob) or not blob:
            answer = self.patch(path, offset, blob[offset:], checksum=blob[offset:])
            assert answer.status_code == 204, answer.text
        return path

    # ---------------------------------------------------------------- batches

    def manifest(self, batch: str, files: Mapping[str, bytes], **said: object) -> dict[str, object]:
        listed = [{"name": name, "sha256": digest_of(blob), "size": len(blob)} for name, blob in files.items()]
        return {"batch": batch, "sequence": 1, "files": listed, **said}

    def seal(self, batch: str, files: Mapping[str, bytes], wait: int | None = None, **said: object) -> httpx.Response:
        return self.put(batch, json.dumps(self.manifest(batch, files, **said)).encode(), wait)

    def put(self, batch: str, body: bytes, wait: int | None = None) -> httpx.Response:
        headers = {"Content-Type": "application/json"} | ({"Prefer": f"wait={wait}"} if wait else {})
        return self.ask("PUT", f"/v1/batches/{batch}", headers, body)

    def receipt(self, batch: str, wait: int = 10) -> httpx.Response:
        return self.ask("GET", f"/v1/batches/{batch}/receipt", {"Prefer": f"wait={wait}"})

    def received(self, batch: str) -> dict[str, Any]:
        """What the receipt says, once there is one."""
        answer = until(lambda: a if (a := self.receipt(batch)).status_code == 200 else None, "the receipt")
        return self.verified(answer.json()["receipt"])

    def verified(self, receipt: str) -> dict[str, Any]:
        pinned = self.client.get(self.base() + "/v1/key").json()["key"]
        said: dict[str, Any] = jwt.decode(receipt, pinned, algorithms=["EdDSA"])
        return said


NAMES = (f"khay-{number:06d}" for number in itertools.count(1))
