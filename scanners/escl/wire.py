"""The HTTP side of one scanner: bounded in time and size, and never away from the configured origin."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

import httpx

from scanners.escl.leash import Leash
from scanners.escl.options import EsclOptions
from scanners.escl.reading import LARGEST
from scanners.escl.tls import context_for
from scanners.tray import ScanHaltError, writing

_REDIRECTS: Final = 3


class CutError(Exception):
    """The exchange began and broke off. What the device did with it is not known.

    `late`: it took longer than it may. `page`: a page had begun to arrive.
    """

    def __init__(self, *, late: bool = False, page: bool = False) -> None:
        super().__init__()
        self.late = late
        self.page = page


class OfflineError(Exception):
    """Nothing was sent: nobody is there, or it hung up at once."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. `body` is empty when it went into a file."""

    status: int
    headers: httpx.Headers
    body: bytes = field(default=b"", repr=False)

    @property
    def retry_after(self) -> float:
        """Seconds the device asks us to wait, 0 when it does not say. A date is not looked at: device clocks are wrong."""
        said = self.headers.get("retry-after", "").strip()
        return min(float(said), 30.0) if said.isascii() and said.isdigit() and len(said) < 6 else 0.0


class Wire:
    """One scanner's requests. Each takes a connection of its own: a kept one that has died cannot be told from a lost page."""

    def __init__(self, options: EsclOptions, stop: threading.Event) -> None:
        self._options = options
        self._stop = stop
        parts = urlsplit(options.url)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self.base = parts.path
        self.host: str | None = options.host_header
        self._client = httpx.Client(
            verify=context_for(options) if parts.scheme == "https" else False,
            trust_env=False,  # a proxy of the office does not lead to the scanner beside us
            follow_redirects=False,
            limits=httpx.Limits(max_keepalive_connections=0),
            headers={"User-Agent": "sohoa", "Accept-Encoding": "identity", "Accept": "*/*"},
        )

    def close(self) -> None:
        self._client.close()

    def get(self, path: str) -> Reply:
        """A small document. Redirects are followed within the origin only."""
        for _ in range(_REDIRECTS):
            with self._asking("GET", path, self._options.status_seconds) as (response, _):
                if not response.is_redirect:
                    return Reply(response.status_code, response.headers, self._small(response))
                path = self._within(response.headers.get("location", ""), path)
        raise ScanHaltError("scanner-redirects", "the scanner sends us round in circles")

    def post(self, path: str, body: bytes) -> Reply:
        """Status and headers only: some devices break the connection before the body they announced."""
        with self._asking("POST", path, self._options.status_seconds, body) as (response, _):
            return Reply(response.status_code, response.headers)

    def fetch(self, path: str, part: Path, seconds: float) -> Reply:
        """A page, written to *part* when the answer is 200, in at most *seconds*."""
        began = False
        try:
            with self._asking("GET", path, min(seconds, self._options.page_seconds)) as (response, leash):
                if response.status_code == httpx.codes.OK:
                    began = True
                    self._into(response, part, leash)
                return Reply(response.status_code, response.headers)
        except CutError as cut:
            raise CutError(late=cut.late, page=began) from None

    def delete(self, path: str) -> None:
        """End the job; what the device answers changes nothing."""
        try:
            with self._asking("DELETE", path, self._options.connect_seconds * 2, even_stopped=True):
                pass
        except (CutError, OfflineError, ScanHaltError):
            pass  # it ends by itself; what counts was read before

    def job_path(self, location: str) -> str:
        """The path of a job from its Location, joined to our origin whatever host it names.

        Relative ones are meant from ``…/ScanJobs``; a host cut short (``http://[fe80/eSCL/…``, Xerox) is passed over.
        """
        return _path_of(location, f"{self.base}/ScanJobs")

    # ---------------------------------------------------------------- inside

    @contextmanager
    def _asking(
        self, method: str, path: str, seconds: float, body: bytes | None = None, *, even_stopped: bool = False
    ) -> Iterator[tuple[httpx.Response, Leash]]:
        stop = threading.Event() if even_stopped else self._stop
        headers = {"Host": self.host} if self.host else {}
        if body is not None:
            headers["Content-Type"] = "text/xml"
        options = self._options
        with Leash(stop, seconds) as leash:
            request = self._client.build_request(
                method,
                self._origin + path,
                content=body,
                headers=headers,
                extensions={"trace": leash.trace},
                timeout=httpx.Timeout(None, connect=options.connect_seconds),  # the leash bounds the rest
            )
            try:
                response = self._client.send(request, stream=True)
                try:
                    yield response, leash
                finally:
                    response.close()
            except httpx.HTTPError as error:
                raise _translated(error, leash) from None
            if leash.stopped or leash.late:  # an answer without a length ends well when it is cut
                raise _cut_by(leash)

    def _small(self, response: httpx.Response) -> bytes:
        read = bytearray()
        for chunk in response.iter_bytes():
            read += chunk
            if len(read) > LARGEST:
                raise ScanHaltError("scanner-not-understood", "the scanner's answer is far too long")
        return bytes(read)

    def _into(self, response: httpx.Response, part: Path, leash: Leash) -> None:
        size = 0
        leash.heard(self._options.silence_seconds)
        with writing(), part.open("wb") as file:
            for chunk in response.iter_bytes():
                leash.heard(self._options.silence_seconds)
                size += len(chunk)
                if size > self._options.largest_page:
                    raise ScanHaltError("scan-too-large", "one document is larger than the limit")
                file.write(chunk)

    def _within(self, location: str, path: str) -> str:
        """Where a redirect leads, if that is still our own origin; else the scan ends."""
        target = urljoin(self._origin + path, location)
        if not location or not target.startswith(f"{self._origin}/"):
            raise ScanHaltError("scanner-redirects", "the scanner sends us to another address; configure that one")
        return target.removeprefix(self._origin)


def _path_of(location: str, relative_to: str) -> str:
    location = location.strip().replace("\\", "/")
    scheme, found, rest = location.partition("://")
    if found and scheme.isalpha():
        location = "/" + rest.partition("/")[2]
    elif location.startswith("//"):
        location = "/" + location[2:].partition("/")[2]
    location = location.partition("?")[0].partition("#")[0]
    if not location.startswith("/"):
        location = f"{relative_to.rpartition('/')[0]}/{location}" if location else ""
    bare = location.rstrip("/")
    if not bare or len(bare) > 500 or ".." in bare.split("/"):
        raise ScanHaltError("scanner-not-understood", "the scanner does not say where its job is")
    return quote(bare, safe="/%:@!$&'()*+,;=~-._")


def _translated(error: httpx.HTTPError, leash: Leash) -> Exception:
    if leash.stopped:
        return _cut_by(leash)
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        if _about_certificates(error):
            return ScanHaltError("scanner-certificate-unknown", "the scanner shows a certificate we do not trust")
        return CutError(late=True) if leash.late else OfflineError(type(error).__name__)
    return CutError(late=leash.late or isinstance(error, httpx.TimeoutException))


def _cut_by(leash: Leash) -> Exception:
    return ScanHaltError("scan-cancelled", "stopped at the station") if leash.stopped else CutError(late=True)


def _about_certificates(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
