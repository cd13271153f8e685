"""A door in memory: the station protocol as an `httpx` transport, with the misfortunes a real line brings on demand."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

Interference = Callable[[httpx.Request], httpx.Response | Exception | None]


def calm(_request: httpx.Request) -> None:
    return None


class MemoryDoor(httpx.BaseTransport):
    """Answers as `sohoa door` does. `before` and `after` may put another answer, or an error, in the place of its own."""

    def __init__(self, station: str, key: Ed25519PublicKey, now: Callable[[], datetime]) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.public_key = self.key.public_key()
        self.now = now
        self.revoked = False
        self.before: Interference = calm
        self.after: Interference = calm
        self.seconds_to_take_in = 0
        """Questions for a receipt that are answered with "taking in"."""
        self.requests: list[str] = []
        self.uploads: dict[str, bytes] = {}
        self.lengths: dict[str, int] = {}
        self.manifests: dict[str, dict[str, Any]] = {}
        self.received: dict[str, str] = {}
        self.refuse: str = ""
        self._station, self._public = station, key
        self._seen: set[str] = set()

    # ---------------------------------------------------------------- the transport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(f"{request.method} {request.url.path}")
        answer = self._interfered(self.before, request) or self._answer(request)
        answer = self._interfered(self.after, request) or answer
        answer.headers["date"] = format_datetime(self.now().astimezone(UTC), usegmt=True)
        return answer

    @staticmethod
    def _interfered(interference: Interference, request: httpx.Request) -> httpx.Response | None:
        found = interference(request)
        if isinstance(found, Exception):
            raise found
        return found

    def _answer(self, request: httpx.Request) -> httpx.Response:
        refusal = self._not_admitted(request)
        if refusal is not None:
            return refusal
        match request.method, request.url.path.strip("/").split("/"):
            case "POST", ["v1", "files"]:
                return self._create(request)
            case "PATCH", ["v1", "files", name]:
                return self._append(name, request)
            case "DELETE", ["v1", "files", name]:
                self.uploads.pop(name, None)
                return httpx.Response(204)
            case "PUT", ["v1", "batches", batch]:
                return self._put(batch, request)
            case "GET", ["v1", "batches", batch, "receipt"]:
                return self._state(batch)
        return _said(400, "request-invalid")

    def _not_admitted(self, request: httpx.Request) -> httpx.Response | None:
        token = request.headers["authorization"].removeprefix("Bearer ")
        try:
            claims = jwt.decode(
                token,
                self._public,
                algorithms=["EdDSA"],
                audience="sohoa-door",
                issuer=self._station,
                options={"verify_exp": False, "verify_iat": False},
            )
        except jwt.InvalidTokenError:
            return _said(401, "token-invalid")
        if self.revoked:
            return _said(403, "revoked")
        if not claims["iat"] <= self.now().timestamp() + 10 or not self.now().timestamp() < claims["exp"]:
            return _said(401, "clock")
        if claims["jti"] in self._seen:
            return _said(401, "token-used")
        self._seen.add(claims["jti"])
        return None

    # ---------------------------------------------------------------- files

    def _create(self, request: httpx.Request) -> httpx.Response:
        digest = base64.b64decode(request.headers["upload-metadata"].split()[1]).decode()
        fresh = digest not in self.uploads
        self.lengths[digest] = int(request.headers["upload-length"])
        self.uploads.setdefault(digest, b"")
        if request.content and (fresh or not self.uploads[digest]):
            refusal = self._taken(digest, request)
            if refusal is not None:
                return refusal
        offset = str(len(self.uploads[digest]))
        return httpx.Response(201, headers={"location": f"/v1/files/{digest}", "upload-offset": offset})

    def _append(self, digest: str, request: httpx.Request) -> httpx.Response:
        if digest not in self.uploads:
            return _said(404, "no-such-upload")
        if int(request.headers["upload-offset"]) != len(self.uploads[digest]):
            return _said(409, "offset-differs")
        refusal = self._taken(digest, request)
        return refusal or httpx.Response(204, headers={"upload-offset": str(len(self.uploads[digest]))})

    def _taken(self, digest: str, request: httpx.Request) -> httpx.Response | None:
        checksum = base64.b64decode(request.headers["upload-checksum"].split()[1])
        if hashlib.sha256(request.content).digest() != checksum:
            return _said(460, "part-checksum-differs")
        self.uploads[digest] += request.content
        whole = self.uploads[digest]
        if len(whole) == self.lengths[digest] and hashlib.sha256(whole).hexdigest() != digest:
            self.uploads[digest] = b""
            return _said(460, "file-digest-differs")
        return None

    # ---------------------------------------------------------------- batches

    def _put(self, batch: str, request: httpx.Request) -> httpx.Response:
        said = json.loads(request.content)
        if self.manifests.setdefault(batch, said) != said:
            return _said(409, "batch-differs")
        return self._state(batch)

    def _state(self, batch: str) -> httpx.Response:
        manifest = self.manifests.get(batch)
        if manifest is None:
            return _said(404, "no-such-batch")
        if self.refuse:
            return _said(422, self.refuse)
        missing = [file["sha256"] for file in manifest["files"] if not self._whole(file["sha256"])]
        if missing:
            return httpx.Response(202, json={"state": "waiting-for-files", "missing": missing})
        if self.seconds_to_take_in > 0:
            self.seconds_to_take_in -= 1
            return httpx.Response(202, json={"state": "taking-in"})
        return httpx.Response(200, json={"state": "received", "receipt": self.receipt(batch)})

    def _whole(self, digest: str) -> bool:
        return digest in self.uploads and len(self.uploads[digest]) == self.lengths[digest]

    def receipt(self, batch: str) -> str:
        files = [file["sha256"] for file in self.manifests[batch]["files"]]
        return self.received.setdefault(batch, self.signed(batch, files))

    def signed(self, batch: str, files: list[str], key: Ed25519PrivateKey | None = None, **said: Any) -> str:
        """A receipt as the door signs it; *key* and *said* make it another."""
        payload = {
            "iss": "sohoa-door",
            "station": self._station,
            "batch": batch,
            "batch_id": f"b-{batch[:8]}",
            "files": files,
            "sides": len(files),
            "received_at": self.now().isoformat(),
        }
        headers = {"typ": said.pop("typ", "sohoa-receipt+jws")}
        return jwt.encode(payload | said, key or self.key, algorithm="EdDSA", headers=headers)

    def papers(self, batch: str) -> Iterator[bytes]:
        """The files of a batch, in the order the manifest names them."""
        for file in self.manifests[batch]["files"]:
            yield self.uploads[file["sha256"]]


def _said(status: int, code: str) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "message": "", "retry": False})
