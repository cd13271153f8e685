"""A scanner that speaks eSCL, played by a real HTTP server on loopback, with the quirks that were measured or reported.

A `Scenario` says which sheets lie in the feeder and, in order, what the device does each time it is asked for the next
page (`acts`); when they are used up the job ends as the scenario says. Quirks are ordinary acts, so they combine.
"""

import contextlib
import datetime as dt
import io
import socket
import ssl
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw

NAMESPACES = (
    "xmlns:pwg='http://www.pwg.org/schemas/2010/12/sm' xmlns:scan='http://schemas.hp.com/imaging/escl/2011/05/03'"
)
Act = Callable[["Handler", "Job"], None]


# ---------------------------------------------------------------- sheets


@cache
def side(number: int, *, blank: bool = False, size: tuple[int, int] = (160, 220)) -> bytes:
    """A small page as JPEG. Every number is another picture; blank ones are all the same."""
    image = Image.new("RGB", size, "white")
    if not blank:
        draw = ImageDraw.Draw(image)
        for line in range(6):
            draw.line((12, 20 + 30 * line, 60 + (number * 7 + line * 11) % 90, 20 + 30 * line), "black", 3)
        draw.rectangle((10 + number % 100, 190, 30 + number % 100, 210), "red")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80, dpi=(100, 100))
    return out.getvalue()


def pdf_of(sides: list[bytes]) -> bytes:
    """A PDF of several sides, as devices send that gather a job in one document."""
    images = [Image.open(io.BytesIO(one)) for one in sides]
    out = io.BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=100)
    return out.getvalue()


# ---------------------------------------------------------------- acts


def page(body: bytes, media_type: str = "image/jpeg") -> Act:
    """A page as it should come."""

    def act(handler: "Handler", job: "Job") -> None:
        job.transferred += 1
        handler.answer(200, body, media_type)

    return act


def code(status: int, **headers: str) -> Act:
    """Nothing but a status code: a page that is late, or worse."""

    def act(handler: "Handler", _job: "Job") -> None:
        handler.answer(status, b"", headers={k.replace("_", "-"): v for k, v in headers.items()})

    return act


def empty() -> Act:
    """200 with nothing in it: how a jam was seen to look."""
    return lambda handler, _job: handler.answer(200, b"", "image/jpeg")


def fragment(body: bytes, share: float = 0.6, media_type: str = "image/jpeg") -> Act:
    """200 and a whole answer holding a piece of a page."""
    return lambda handler, _job: handler.answer(200, body[: int(len(body) * share)], media_type)


def cut(body: bytes, share: float = 0.6) -> Act:
    """The connection breaks in the middle of a page."""

    def act(handler: "Handler", _job: "Job") -> None:
        handler.head(200, {"Content-Type": "image/jpeg", "Content-Length": str(len(body))})
        handler.wfile.write(body[: int(len(body) * share)])

    return act


def closes_early(body: bytes, share: float = 0.6) -> Act:
    """As `cut`, but without a length: HTTP cannot tell that anything is missing."""

    def act(handler: "Handler", _job: "Job") -> None:
        handler.head(200, {"Content-Type": "image/jpeg"})
        handler.wfile.write(body[: int(len(body) * share)])

    return act


def never_ends(body: bytes) -> Act:
    """Half a page, then silence on an open connection."""

    def act(handler: "Handler", job: "Job") -> None:
        handler.head(200, {"Content-Type": "image/jpeg", "Content-Length": str(len(body))})
        handler.wfile.write(body[: len(body) // 2])
        handler.wfile.flush()
        job.scanner.gone.wait(60)

    return act


def drips(every: float = 0.05) -> Act:
    """Bytes that never stop coming: no read timeout ever fires."""

    def act(handler: "Handler", job: "Job") -> None:
        handler.head(200, {"Content-Type": "image/jpeg"})
        while not job.scanner.gone.wait(every):
            handler.wfile.write(b"\xff")
            handler.wfile.flush()

    return act


def drips_headers(every: float = 0.05) -> Act:
    """A header that never ends."""

    def act(handler: "Handler", job: "Job") -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not job.scanner.gone.wait(every):
            handler.wfile.write(b"a")
            handler.wfile.flush()

    return act


def floods(size: int) -> Act:
    """A page far larger than any page."""

    def act(handler: "Handler", _job: "Job") -> None:
        handler.head(200, {"Content-Type": "image/jpeg"})
        for _ in range(size >> 16):
            handler.wfile.write(b"\xff" * 65536)

    return act


def hangs_up() -> Act:
    """The connection closes without a word."""
    return lambda _handler, _job: None


def says(**changes: object) -> Act:
    """Not an answer: the device changes its mind about the job (`Job` fields), then the next act follows at once."""

    def act(handler: "Handler", job: "Job") -> None:
        for name, value in changes.items():
            setattr(job, name, value)
        job.next(handler)

    return act


def after(seconds: float, then: Act) -> Act:
    def act(handler: "Handler", job: "Job") -> None:
        job.scanner.gone.wait(seconds)
        then(handler, job)

    return act


# ---------------------------------------------------------------- the device


@dataclass(frozen=True)
class Scenario:
    """How one device behaves. `made` is ImagesCompleted at the end: None counts what was sent, -1 leaves it out."""

    acts: tuple[Act, ...] = ()
    end_code: int = 404
    end_state: str = "Completed"
    end_adf: str = "ScannerAdfEmpty"
    end_reasons: tuple[str, ...] = ("JobCompletedSuccessfully",)
    made: int | None = None
    adf: str = "ScannerAdfLoaded"
    location: str = "{origin}{base}/ScanJobs/{id}"
    create: tuple[int, ...] = ()
    """Codes for the first requests to scan, before 201."""
    listed: bool = True
    """Whether the job shows in the status."""
    capabilities: bytes = b""
    base: str = "/eSCL"
    wants_host: str = ""
    server: str = "played"
    state: str = "Idle"
    settles_after: int = 0
    """So many readings of the status still say ``Processing`` after the last page."""

    def but(self, **changes: object) -> "Scenario":
        return replace(self, **changes)  # type: ignore[arg-type]


def feeding(*sheets: bytes, **changes: object) -> Scenario:
    """A device that does everything right."""
    return Scenario(tuple(page(sheet) for sheet in sheets)).but(**changes)


@dataclass
class Job:
    scanner: "EsclScanner"
    id: str
    acts: list[Act]
    state: str = "Processing"
    adf: str = ""
    reasons: tuple[str, ...] = ("JobScanning",)
    made: int | None = None
    transferred: int = 0
    readings_left: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self, handler: "Handler") -> None:
        scenario = self.scanner.scenario
        if self.acts:
            self.acts.pop(0)(handler, self)
        else:
            self.finish()
            handler.answer(scenario.end_code, b"")

    def finish(self) -> None:
        scenario = self.scanner.scenario
        if self.state != "Processing":
            return
        if self.readings_left > 0:
            return
        self.state, self.adf, self.reasons = scenario.end_state, scenario.end_adf, scenario.end_reasons
        self.made = self.transferred if scenario.made is None else scenario.made

    def xml(self) -> str:
        if self.readings_left > 0 and not self.acts:
            self.readings_left -= 1
        made = self.transferred if self.made is None else self.made
        count = "" if made < 0 else f"<pwg:ImagesCompleted>{made}</pwg:ImagesCompleted>"
        reasons = "".join(f"<pwg:JobStateReason>{reason}</pwg:JobStateReason>" for reason in self.reasons)
        return (
            f"<scan:JobInfo><pwg:JobUri>{self.scanner.scenario.base}/ScanJobs/{self.id}</pwg:JobUri>"
            f"<pwg:JobUuid>{self.id}</pwg:JobUuid><scan:Age>1</scan:Age>{count}"
            f"<pwg:JobState>{self.state}</pwg:JobState><pwg:JobStateReasons>{reasons}</pwg:JobStateReasons></scan:JobInfo>"
        )


class EsclScanner:
    """The running device. `requests` is what it was asked, as "METHOD path"; `settings` what it was told to scan."""

    def __init__(self, scenario: Scenario, tls: ssl.SSLContext | None = None) -> None:
        self.scenario = scenario
        self.requests: list[str] = []
        self.settings: list[str] = []
        self.jobs: dict[str, Job] = {}
        self.gone = threading.Event()
        self.redirects: dict[str, str] = {}
        self.documents: dict[str, str] = {}
        self._refusals = list(scenario.create)
        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.scanner = self
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self.scheme = "https" if tls is not None else "http"
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def origin(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return self.origin + self.scenario.base

    def start(self) -> "EsclScanner":
        self._thread.start()
        return self

    def stop(self) -> None:
        """Switch it off, whatever it is doing."""
        if not self.gone.is_set():
            self.gone.set()
            self._server.shutdown()
            self._server.server_close()

    def create(self, handler: "Handler") -> None:
        self.settings.append(handler.body.decode("utf-8", "replace"))
        if self._refusals:
            if refusal := self._refusals.pop(0):  # 0: hangs up without a word
                handler.answer(refusal, b"")
            return
        scenario = self.scenario
        job = Job(self, str(uuid.uuid4()), list(scenario.acts), readings_left=scenario.settles_after)
        self.jobs[job.id] = job
        where = scenario.location.format(origin=self.origin, base=scenario.base, id=job.id)
        handler.answer(201, b"", headers={"Location": where})

    def status(self) -> bytes:
        jobs = list(self.jobs.values())
        running = any(job.state == "Processing" for job in jobs)
        adf = next((job.adf for job in reversed(jobs) if job.adf), self.scenario.adf)
        adf_xml = f"<scan:AdfState>{adf}</scan:AdfState>" if adf else ""
        listed = "".join(job.xml() for job in jobs) if self.scenario.listed else ""
        return (
            f"<?xml version='1.0' encoding='UTF-8'?><!-- played --><scan:ScannerStatus {NAMESPACES}>"
            f"<pwg:Version>2.63</pwg:Version><pwg:State>{'Processing' if running else self.scenario.state}</pwg:State>"
            f"{adf_xml}<scan:Jobs>{listed}</scan:Jobs></scan:ScannerStatus>"
        ).encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    scanner: EsclScanner

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is what many scenarios are about."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    body: bytes = b""

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def _come_in(self) -> bool:
        scanner = self.server.scanner
        scanner.requests.append(f"{self.command} {self.path}")
        self.close_connection = True
        wanted = scanner.scenario.wants_host
        if wanted and self.headers.get("Host") != wanted:
            self.answer(404, b"")
            return False
        return True

    def do_GET(self) -> None:
        scanner = self.server.scanner
        base = scanner.scenario.base
        if not self._come_in():
            return
        if where := scanner.redirects.get(self.path):
            self.answer(302, b"", headers={"Location": where})
        elif self.path in scanner.documents:
            self.answer(200, scanner.scenario.capabilities or CAPABILITIES, "text/xml")
        elif self.path == f"{base}/ScannerStatus":
            self.answer(200, scanner.status(), "text/xml")
        elif self.path == f"{base}/ScannerCapabilities":
            self.answer(200, scanner.scenario.capabilities or CAPABILITIES, "text/xml")
        elif (job := self._job("/NextDocument")) is not None:
            with job.lock:
                job.next(self)
        else:
            self.answer(404, b"")

    def do_POST(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self._come_in() and self.path == f"{self.server.scanner.scenario.base}/ScanJobs":
            self.server.scanner.create(self)

    def do_DELETE(self) -> None:
        if self._come_in() and (job := self._job("")) is not None:
            job.state, job.reasons = "Canceled", ("JobCanceledByUser",)  # as measured: even after it was completed
            self.answer(200, b"")

    def _job(self, tail: str) -> Job | None:
        name = self.path.removesuffix(tail).rpartition("/")[2]
        return self.server.scanner.jobs.get(name) if self.path.endswith(tail) else None

    def head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Server": self.server.scanner.scenario.server, "Connection": "close", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def version_string(self) -> str:
        return self.server.scanner.scenario.server

    def answer(self, status: int, body: bytes, media_type: str = "", headers: dict[str, str] | None = None) -> None:
        sent = {"Content-Length": str(len(body)), **({"Content-Type": media_type} if media_type else {})}
        self.send_response(status)
        for name, value in {**sent, "Connection": "close", **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def escl_scanner(scenario: Scenario, tls: ssl.SSLContext | None = None) -> Iterator[EsclScanner]:
    scanner = EsclScanner(scenario, tls).start()
    try:
        yield scanner
    finally:
        scanner.stop()


# ---------------------------------------------------------------- what it says of itself


def input_caps(
    modes: tuple[str, ...] = ("RGB24", "Grayscale8", "BlackAndWhite1"), dpi: tuple[int, ...] = (100, 200, 300, 600)
) -> str:
    modes_xml = "".join(f"<scan:ColorMode>{mode}</scan:ColorMode>" for mode in modes)
    dpi_xml = "".join(
        f"<scan:DiscreteResolution><scan:XResolution>{d}</scan:XResolution><scan:YResolution>{d}</scan:YResolution>"
        "</scan:DiscreteResolution>"
        for d in dpi
    )
    return (
        "<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth>"
        "<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>4200</scan:MaxHeight>"
        f"<scan:SettingProfiles><scan:SettingProfile><scan:ColorModes>{modes_xml}</scan:ColorModes>"
        "<scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>"
        "<pwg:DocumentFormat>application/pdf</pwg:DocumentFormat>"
        "<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:DocumentFormats>"
        f"<scan:SupportedResolutions><scan:DiscreteResolutions>{dpi_xml}</scan:DiscreteResolutions>"
        "</scan:SupportedResolutions></scan:SettingProfile></scan:SettingProfiles>"
        "<scan:SupportedIntents><scan:Intent>Document</scan:Intent></scan:SupportedIntents>"
    )


def capabilities(
    *, platen: str = "", simplex: str = "", duplex: str = "", model: str = "Played MFP", more: str = ""
) -> bytes:
    adf = ""
    if simplex or duplex:
        adf = "<scan:Adf>"
        adf += f"<scan:AdfSimplexInputCaps>{simplex}</scan:AdfSimplexInputCaps>" if simplex else ""
        adf += f"<scan:AdfDuplexInputCaps>{duplex}</scan:AdfDuplexInputCaps>" if duplex else ""
        adf += f"{more}</scan:Adf>"
    glass = f"<scan:Platen><scan:PlatenInputCaps>{platen}</scan:PlatenInputCaps></scan:Platen>" if platen else ""
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><scan:ScannerCapabilities {NAMESPACES}><pwg:Version>2.63</pwg:Version>"
        f"<pwg:MakeAndModel>{model}</pwg:MakeAndModel>{glass}{adf}</scan:ScannerCapabilities>"
    ).encode()


CAPABILITIES = capabilities(platen=input_caps(), simplex=input_caps(), duplex=input_caps())


# ---------------------------------------------------------------- TLS and the neighbourhood


def self_signed(folder: Path, name: str = "MFP-played") -> tuple[ssl.SSLContext, str]:
    """A server context as most devices have one, and the SHA-256 of its certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + dt.timedelta(days=36500))
        .sign(key, hashes.SHA256())
    )
    pem = folder / f"{name}.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context, certificate.fingerprint(hashes.SHA256()).hex()


def nobody() -> str:
    """An address on loopback where nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/eSCL"


def wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Until *condition* holds; the test fails when it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)
