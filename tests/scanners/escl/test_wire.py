"""The network side: only the configured scanner is spoken to, whatever it says, and only for so long."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.errors import ConfigurationError, TransientError
from pipeline.ports import PageInspector
from scanners.devices import Feeder, ScanEnd, ScanJob, ScannedFile, Source
from scanners.escl import EsclDevice, EsclOptions
from scanners.escl.tls import shown_fingerprint
from tests.scanners.escl.conftest import HASTY, Scan
from tests.servers.escl import (
    EsclScanner,
    Scenario,
    after,
    capabilities,
    feeding,
    input_caps,
    never_ends,
    nobody,
    page,
    self_signed,
    side,
    wait_for,
)

Play = Callable[..., EsclScanner]
ONE, TWO = side(1), side(2)


@pytest.fixture
def device(inspector: PageInspector) -> Callable[..., EsclDevice]:
    def make(scanner: EsclScanner | str, **options: object) -> EsclDevice:
        url = scanner if isinstance(scanner, str) else scanner.url
        return EsclDevice(EsclOptions(url=url, **{**HASTY, **options}), inspector)  # type: ignore[arg-type]

    return make


LOCATIONS = {
    "absolute": "{origin}{base}/ScanJobs/{id}",
    "only a path": "{base}/ScanJobs/{id}",
    "relative": "ScanJobs/{id}",
    "its own idea of its name (HP Deskjet 3520)": "http://CN26F178X6.hpLedmUSB:8080{base}/ScanJobs/{id}",
    "another scheme": "https://10.0.0.9{base}/ScanJobs/{id}",
    "no scheme": "//10.0.0.9{base}/ScanJobs/{id}",
    "an address cut short (Xerox B205)": "http://[fe80{base}/ScanJobs/{id}",
    "a slash at the end": "{base}/ScanJobs/{id}/",
    "with a query": "{base}/ScanJobs/{id}?x=1",
}


@pytest.mark.parametrize("name", LOCATIONS)
def test_a_job_is_looked_for_at_the_configured_origin(play: Play, scan: Scan, name: str) -> None:
    """Only the path of Location is believed: devices do not know their own names, and nobody sends us elsewhere."""
    _, end = scan(play(feeding(ONE, TWO, location=LOCATIONS[name])))
    assert (end.complete, end.sides) == (True, 2)


@pytest.mark.parametrize(
    "location", ["", "http://10.0.0.9", "@10.0.0.9/x", "/../../{id}", "/" + "x" * 600, "http://h\\@10.0.0.9/"]
)
def test_a_location_that_is_none_asks_nobody(play: Play, scan: Scan, location: str) -> None:
    """No request leaves for anywhere but the scanner."""
    other = play(feeding(ONE))
    scanner = play(feeding(ONE, location=location.replace("10.0.0.9", f"127.0.0.1:{other.port}")))
    _, end = scan(scanner)
    assert not end.complete
    assert not other.requests


def test_redirects_stay_at_home(play: Play, scan: Scan) -> None:
    """A redirect within the device is followed; one to another address ends the scan, and nothing is sent there."""
    other = play(feeding(ONE))
    for where, complete in (("/elsewhere/eSCL/ScannerCapabilities", True), (f"{other.url}/ScannerCapabilities", False)):
        scanner = play(feeding(ONE))
        scanner.redirects = {"/eSCL/ScannerCapabilities": where}
        scanner.documents = {"/elsewhere/eSCL/ScannerCapabilities": "ScannerCapabilities"}
        _, end = scan(scanner)
        assert end.complete is complete
        assert complete or (end.failure and end.failure.reference) == "scanner-redirects"
    assert not other.requests
    around = play(feeding(ONE))
    around.redirects = {"/eSCL/ScannerCapabilities": "/eSCL/ScannerCapabilities"}
    _, end = scan(around)
    assert (end.failure and end.failure.reference) == "scanner-redirects"


def test_a_pinned_certificate_and_no_other(play: Play, scan: Scan, tmp_path: Path) -> None:
    """Most scanners sign their own: the fingerprint stands for it. With another one, not a byte is sent."""
    context, fingerprint = self_signed(tmp_path)
    scanner = play(feeding(ONE, TWO), tls=context)
    assert shown_fingerprint("127.0.0.1", scanner.port) == fingerprint
    colons = ":".join(fingerprint[i : i + 2] for i in range(0, 64, 2)).upper()
    _, end = scan(scanner, fingerprint=colons)
    assert (end.complete, end.sides) == (True, 2)
    asked = len(scanner.requests)
    for options in ({"fingerprint": "0" * 64}, {}):  # pinned to another; trusting the system's authorities
        _, end = scan(scanner, **options)
        assert (end.failure and end.failure.reference) == "scanner-certificate-unknown"
    assert len(scanner.requests) == asked


def test_quirks_over_tls(play: Play, scan: Scan, tmp_path: Path) -> None:
    """The leash holds an encrypted connection as well."""
    context, fingerprint = self_signed(tmp_path)
    started = time.monotonic()
    files, end = scan(
        play(Scenario((page(ONE), never_ends(TWO))), tls=context), fingerprint=fingerprint, page_seconds=1
    )
    assert (len(files), end.failure and end.failure.reference) == (1, "scan-stalled")
    assert time.monotonic() - started < 20


def test_nobody_there(device: Callable[..., EsclDevice], scan: Scan) -> None:
    """Switched off: said as an error, as a condition and as the end of a scan."""
    away = device(nobody())
    with pytest.raises(TransientError) as said:
        away.abilities()
    assert said.value.reference == "scanner-offline"
    assert away.condition().reference == "scanner-offline"
    _, end = scan(nobody())
    assert (end.failure and end.failure.reference) == "scanner-offline"


def test_something_else_is_there(play: Play, device: Callable[..., EsclDevice]) -> None:
    """A web server that is no scanner, a page that is no capabilities, an XML bomb."""
    scanner = play(feeding(ONE))
    with pytest.raises(ConfigurationError) as said:
        device(f"{scanner.origin}/other").abilities()
    assert said.value.reference == "scanner-not-found"
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]><ScannerCapabilities>&c;</ScannerCapabilities>'
    for body in (b"<html/>", b"not XML", bomb, b"<a>" * 1000, b"x" * (2 << 20)):
        with pytest.raises(ConfigurationError) as said:
            device(play(feeding(ONE, capabilities=body))).abilities()
        assert said.value.reference == "scanner-not-understood"


def test_switched_off_in_the_middle(play: Play, device: Callable[..., EsclDevice], tmp_path: Path) -> None:
    """What came is kept, the scan is over when nobody answers any more."""
    scanner = play(Scenario((page(ONE), after(30, page(TWO)))))
    pages = device(scanner).scan(ScanJob(), tmp_path / "scan")
    first = next(pages)
    scanner.stop()
    *_, end = pages
    assert isinstance(first, ScannedFile)
    assert isinstance(end, ScanEnd)
    assert end.failure is not None
    assert (end.failure.reference, end.partial) == ("scanner-offline", True)


def test_a_scan_is_stopped_from_another_thread(play: Play, device: Callable[..., EsclDevice], tmp_path: Path) -> None:
    """Stop reaches a request that waits for a page; the job is ended at the device."""
    scanner, stop = play(Scenario((page(ONE), after(30, page(TWO))))), threading.Event()
    said: list[ScannedFile | ScanEnd] = []
    asked = device(scanner, page_seconds=60, silence_seconds=60)
    thread = threading.Thread(target=lambda: said.extend(asked.scan(ScanJob(), tmp_path / "scan", stop)))
    thread.start()
    wait_for(lambda: sum(asked.endswith("NextDocument") for asked in scanner.requests) == 2)
    stop.set()
    thread.join(20)
    assert not thread.is_alive()
    end = said[-1]
    assert isinstance(end, ScanEnd)
    assert end.failure is not None
    assert (end.failure.reference, end.sides) == ("scan-cancelled", 1)
    assert scanner.requests[-1].startswith("DELETE")


def test_leaving_a_scan_ends_the_job(play: Play, device: Callable[..., EsclDevice], tmp_path: Path) -> None:
    """Whoever stops listening does not leave the feeder running."""
    scanner = play(feeding(ONE, TWO))
    pages = device(scanner).scan(ScanJob(), tmp_path / "scan")
    next(pages)
    pages.close()
    assert scanner.requests[-1].startswith("DELETE")


def test_a_job_is_asked_for_once(play: Play, scan: Scan) -> None:
    """A request to scan that got no answer is not repeated: the sheets may be moving."""
    scanner = play(feeding(ONE, create=(0,)))
    _, end = scan(scanner)
    assert (end.failure and end.failure.reference) == "scanner-offline"
    assert sum(asked.startswith("POST") for asked in scanner.requests) == 1


REFUSALS = {
    "busy for ever": (feeding(ONE, create=(503,) * 500), "scanner-busy"),
    "empty": (feeding(ONE, create=(409,), adf="ScannerAdfEmpty"), "feeder-empty"),
    "empty, and it does not say": (feeding(ONE, create=(409,), adf=""), "feeder-empty"),
    "jammed": (feeding(ONE, create=(409,), adf="ScannerAdfJam"), "paper-jam"),
    "settings": (feeding(ONE, create=(409,)), "scanner-refuses-settings"),
    "bad request": (feeding(ONE, create=(400,)), "scanner-refuses-settings"),
    "log in first": (feeding(ONE, create=(401,)), "scanner-refuses"),
    "only encrypted": (feeding(ONE, create=(307,)), "scanner-redirects"),
    "broken": (feeding(ONE, create=(500,)), "scanner-broken"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_job_that_is_refused_has_a_name(play: Play, scan: Scan, name: str) -> None:
    """What the status shows is more telling than the code."""
    scenario, reference = REFUSALS[name]
    files, end = scan(play(scenario))
    assert (files, end.failure and end.failure.reference) == ([], reference)


def test_a_busy_scanner_is_asked_again(play: Play, scan: Scan) -> None:
    """Somebody copies a page meanwhile: 409 while it works is no empty feeder."""
    _, end = scan(play(feeding(ONE, create=(409, 409), state="Processing", adf="")))
    assert end.complete


def test_what_a_device_lacks_is_refused_before_a_sheet_moves(play: Play, scan: Scan) -> None:
    """No glass on a document scanner (ScanBridge 112), no duplex, no colour; a lower resolution goes up to one it has."""
    feeder_only = capabilities(simplex=input_caps(modes=("Grayscale8",), dpi=(150, 300)))
    scanner = play(feeding(ONE, capabilities=feeder_only))
    for job in (ScanJob(source=Source.FLATBED), ScanJob(source=Source.DUPLEX), ScanJob()):
        _, end = scan(scanner, job)
        assert (end.failure and end.failure.reference) == "scanner-refuses-settings"
    assert not scanner.settings
    _, end = scan(play(feeding(ONE)), ScanJob(dpi=240))
    assert (end.complete, end.used.dpi) == (True, 300)


def test_narrow_paper_is_found_where_it_lies(play: Play, scan: Scan) -> None:
    """A feeder that centres A4 on a letter-wide path: without an offset one edge is cut."""
    centred = capabilities(
        simplex=input_caps(),
        more="<scan:Justification><pwg:XImagePosition>Center</pwg:XImagePosition></scan:Justification>",
    )
    scanner = play(feeding(ONE, capabilities=centred))
    scan(scanner)
    assert "<pwg:XOffset>35</pwg:XOffset>" in scanner.settings[0]
    assert "<pwg:Width>2480</pwg:Width>" in scanner.settings[0]


def test_the_condition_of_a_device(play: Play, device: Callable[..., EsclDevice]) -> None:
    """An empty feeder does not make a scanner unready: there is a glass beside it."""
    assert device(play(feeding(ONE))).condition().feeder is Feeder.LOADED
    empty = device(play(feeding(ONE, adf="ScannerAdfEmpty"))).condition()
    assert (empty.ready, empty.feeder) == (True, Feeder.EMPTY)
    assert device(play(feeding(ONE, adf="ScannerAdfHatchOpen"))).condition().reference == "cover-open"
    assert device(play(feeding(ONE, state="Testing"))).condition().reference == "scanner-busy"


def test_the_folder_of_a_scan_is_its_own(play: Play, device: Callable[..., EsclDevice], tmp_path: Path) -> None:
    """Pages of two scans never lie among each other; a folder that cannot be written is a named end."""
    scanner = play(feeding(ONE))
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "paper").write_bytes(b"x")
    with pytest.raises(ValueError, match="empty"):
        list(device(scanner).scan(ScanJob(), tmp_path / "taken"))
    (end,) = device(scanner).scan(ScanJob(), tmp_path / "taken" / "paper" / "below")
    assert isinstance(end, ScanEnd)
    assert (end.failure and end.failure.reference) == "scan-folder-refuses"


@pytest.mark.parametrize(
    "url", ["", "ftp://h/eSCL", "http://", "http://user:secret@h/eSCL", "http://h/eSCL?x=1", "http://h:0/"]
)
def test_an_address_that_is_none(url: str) -> None:
    """Said when it is configured, not at the counter."""
    with pytest.raises(ValidationError):
        EsclOptions(url=url)
    assert EsclOptions(url="http://192.0.2.4").url == "http://192.0.2.4/eSCL"
