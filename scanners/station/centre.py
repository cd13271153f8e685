"""The centre's door as the station sees it: one signed request at a time, every answer turned into who acts next."""

import base64
import hashlib
import json
import re
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from pipeline.errors import ConfigurationError, RejectedInputError, TransientError
from pipeline.model.ids import Digest
from scanners.station.identity import Identity
from scanners.station.policy import CLOCK_STEP

TUS: Final = {"Tus-Resumable": "1.0.0"}
_PART: Final = "application/offset+octet-stream"
_LARGEST_ANSWER: Final = 8 << 20
_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class CentreAwayError(TransientError):
    """The line or the centre is away for now. `after`: seconds the centre asked us to wait; `answered`: something did answer."""

    after: float | None = None
    answered = False


class NotLetInError(ConfigurationError):
    """The centre knows us no more, or not yet: nothing is sent, everything is kept, a person acts."""


class Gone(Exception):  # noqa: N818 - an answer, not a fault
    """The centre has no such upload or batch (any more)."""


class NotTaken(Exception):  # noqa: N818 - an answer, not a fault
    """A part did not count. Where the upload stands has to be asked."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One HTTP answer, read to its end."""

    status: int
    headers: Mapping[str, str]
    said: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the centre says of a batch: a receipt, files it lacks, or that it is taking in."""

    receipt: str | None = None
    missing: tuple[Digest, ...] = ()
    reason: str = ""


class Centre:
    """Speaks the wire protocol. Not thread-safe: one sender, one request at a time.

    *offset* is what is known of the centre's clock; it follows the ``Date`` of the answers, and tokens are signed by it.
    """

    def __init__(
        self, client: httpx.Client, identity: Identity, clock: Callable[[], datetime], offset: timedelta = timedelta(0)
    ) -> None:
        self._client = client
        self._identity = identity
        self._clock = clock
        self.offset = offset

    # ---------------------------------------------------------------- files

    def create(self, digest: Digest, size: int, first: bytes = b"") -> tuple[str, int]:
        """Make the upload, or find it and how far it is: (location, offset). *first* counts if nothing was there before.

        Asked in place of ``HEAD``: it makes anew what has expired, and a refusal comes with its reason.
        """
        name = base64.b64encode(digest.encode()).decode()
        headers = {"Upload-Length": str(size), "Upload-Metadata": f"sha256 {name}", **(_part(first) if first else {})}
        answer = self._ask("POST", "/v1/files", headers=TUS | headers, content=first)
        return _location(answer), _offset(answer)

    def append(self, location: str, offset: int, part: bytes) -> int:
        """Send *part*; the new offset. `NotTaken` when it did not count, `Gone` when there is no such upload."""
        headers = TUS | _part(part) | {"Upload-Offset": str(offset)}
        return _offset(self._ask("PATCH", location, headers=headers, content=part))

    def drop(self, location: str) -> None:
        """Let go of what a clerk gave up. An upload that is not there, or that a batch waits with, is left alone."""
        try:
            self._ask("DELETE", location, headers=dict(TUS))
        except (Gone, NotTaken, RejectedInputError):
            return

    # ---------------------------------------------------------------- batches

    def put(self, batch: str, manifest: bytes, wait: int) -> Answer:
        """Hand the manifest over; the centre may hold its answer for *wait* seconds. `RejectedInputError`: for good."""
        headers = {"Content-Type": "application/json", **_prefer(wait)}
        return _answer(self._ask("PUT", f"/v1/batches/{batch}", headers=headers, content=manifest))

    def receipt(self, batch: str, wait: int) -> Answer:
        """Ask for the receipt. `Gone` when the centre does not know the batch."""
        return _answer(self._ask("GET", f"/v1/batches/{batch}/receipt", headers=_prefer(wait)))

    # ---------------------------------------------------------------- one request

    def _ask(self, method: str, path: str, headers: Mapping[str, str], content: bytes | None = None) -> Reply:
        """Signed anew each time. A clock or a token that did not fit is put right once, at once."""
        answer = self._once(method, path, headers, content)
        if answer.status == httpx.codes.UNAUTHORIZED and _code(answer) in ("clock", "token-used"):
            answer = self._once(method, path, headers, content)
        _raise_for(answer)
        return answer

    def _once(self, method: str, path: str, headers: Mapping[str, str], content: bytes | None) -> Reply:
        token = self._identity.token(self._clock() + self.offset)
        asked = self._clock()
        try:
            with self._client.stream(
                method, path, headers={**headers, "Authorization": f"Bearer {token}"}, content=content
            ) as coming:
                answer = Reply(coming.status_code, coming.headers, _body(coming))
        except httpx.TimeoutException:
            raise CentreAwayError(
                "centre-timed-out", "the centre did not answer in time", "It is tried again by itself."
            ) from None
        except httpx.HTTPError as error:
            kind = type(error).__name__
            raise CentreAwayError(
                "centre-unreachable", f"no way to the centre ({kind})", "It is tried again by itself."
            ) from None
        self._follow_clock(answer, asked)
        return answer

    def _follow_clock(self, answer: Reply, asked: datetime) -> None:
        try:
            said = parsedate_to_datetime(answer.headers["date"])
        except (KeyError, ValueError, TypeError):
            return
        here = asked + (self._clock() - asked) / 2
        seen = said.astimezone(UTC) + timedelta(seconds=0.5) - here
        if abs(seen - self.offset) > CLOCK_STEP or _code(answer) == "clock":
            self.offset = seen


def centre_client(
    url: str, ca: str | None, proxy: str | None, transport: httpx.BaseTransport | None = None
) -> httpx.Client:
    """A client for the configured door. `ConfigurationError` for an address that would send tokens in the clear."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _HERE):
        raise ConfigurationError(
            "centre-address-unfit", "the centre's address is not https", "Set centre_url to https://…"
        )
    return httpx.Client(
        base_url=url,
        verify=_context(ca) if ca else True,
        proxy=proxy,
        transport=transport,
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(30.0, connect=10.0),
        limits=httpx.Limits(max_connections=2, keepalive_expiry=15.0),
        headers={"User-Agent": "sohoa-station", "Accept": "application/json"},
    )


def _context(ca: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca)
    except (OSError, ssl.SSLError):
        raise ConfigurationError(
            "centre-ca-unreadable", "the file of the centre's authority cannot be read", "Set centre_ca to its PEM."
        ) from None


def _part(part: bytes) -> dict[str, str]:
    checksum = base64.b64encode(hashlib.sha256(part).digest()).decode()
    return {"Content-Type": _PART, "Upload-Checksum": f"sha256 {checksum}"}


def _prefer(wait: int) -> dict[str, str]:
    return {"Prefer": f"wait={wait}"} if wait else {}


def _body(coming: httpx.Response) -> dict[str, Any]:
    """The JSON object it carries, {} when it carries none; within bounds, as what answers may not be the centre."""
    whole = bytearray()
    for chunk in coming.iter_bytes():
        whole += chunk
        if len(whole) > _LARGEST_ANSWER:
            raise _unreadable()
    try:
        said = json.loads(whole)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _location(answer: Reply) -> str:
    """The path alone: whatever host an answer names, tokens go to the configured one only."""
    path = urlsplit(answer.headers.get("location", "")).path
    if not path.startswith("/"):
        raise _unreadable()
    return path


def _code(answer: Reply) -> str:
    """The centre's reference, if it is one."""
    code = answer.said.get("code")
    return code if isinstance(code, str) and len(code) <= 60 and _CODE.fullmatch(code) else ""


def _offset(answer: Reply) -> int:
    said = answer.headers.get("upload-offset", "")
    if not said.isascii() or not said.isdigit():
        raise _unreadable()
    return int(said)


def _answer(answer: Reply) -> Answer:
    said = answer.said
    if answer.status == httpx.codes.OK and isinstance(said.get("receipt"), str):
        return Answer(receipt=said["receipt"])
    if answer.status == httpx.codes.ACCEPTED:
        missing = said.get("missing") or []
        if isinstance(missing, list) and all(isinstance(digest, str) for digest in missing):
            return Answer(missing=tuple(Digest(digest) for digest in missing), reason=_code(answer))
    raise _unreadable()


def _raise_for(answer: Reply) -> None:
    """Nothing for an answer that says yes; else who acts next."""
    status, code = answer.status, _code(answer)
    if 200 <= status < 300:
        return
    if status == httpx.codes.FORBIDDEN and code == "revoked":
        raise NotLetInError(
            "station-revoked", "the centre has revoked this station", "Ask the centre; nothing is lost."
        )
    if status in (401, 403):
        if code == "clock":
            raise _later(answer, "station-clock-wrong", "the centre does not accept our time")
        raise NotLetInError(
            "station-not-let-in", "the centre does not know this station", "Register its key at the centre."
        )
    if status in (404, 410):
        raise Gone
    if (status == httpx.codes.CONFLICT and code in ("offset-differs", "")) or status == 460:
        raise NotTaken(code)
    if status in (408, 425, 429) or status >= 500:
        raise _later(answer, code or "centre-failed", f"the centre answers {status}")
    if 300 <= status < 400 or not code:  # a page of some proxy or portal on the way, never the door's own word
        raise _later(answer, "centre-answer-unreadable", f"something on the way answers {status}")
    raise RejectedInputError(code, f"the centre refuses it for good ({status})", "Everything is kept; a person acts.")


def _later(answer: Reply, reference: str, message: str) -> CentreAwayError:
    later = CentreAwayError(reference, message, "It is tried again by itself.")
    said = answer.headers.get("retry-after", "")
    later.answered = True
    later.after = min(float(said), 300.0) if said.isascii() and said.isdigit() else None
    return later


def _unreadable() -> CentreAwayError:
    return CentreAwayError(
        "centre-answer-unreadable", "the answer is not one of the centre", "Look at the line and its proxies."
    )
