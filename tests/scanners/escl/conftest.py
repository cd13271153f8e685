"""One decoding process for all scans of these tests, and a device with little patience."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from ocr.decode.inspect import SandboxedInspector
from ocr.decode.options import DecodeOptions
from pipeline.ports import PageInspector
from scanners.devices import ScanEnd, ScanJob, ScannedFile
from scanners.escl import EsclDevice, EsclOptions
from tests.servers.escl import EsclScanner, Scenario

Scan = Callable[..., tuple[list[ScannedFile], ScanEnd]]
HASTY = {
    "connect_seconds": 2,
    "status_seconds": 5,
    "silence_seconds": 0.8,
    "page_seconds": 3,
    "patience_seconds": 1.5,
    "settle_seconds": 0.25,
    "busy_seconds": 0.6,
    "job_seconds": 20,
    "pause_seconds": 0.02,
}


@pytest.fixture(scope="session")
def inspector() -> Iterator[PageInspector]:
    inspector = SandboxedInspector(DecodeOptions(children=1))
    yield inspector
    inspector.close()


@pytest.fixture
def play() -> Iterator[Callable[[Scenario], EsclScanner]]:
    """Switch a scanner on; all are switched off when the test ends."""
    on: list[EsclScanner] = []

    def start(scenario: Scenario, **tls: Any) -> EsclScanner:
        on.append(EsclScanner(scenario, **tls).start())
        return on[-1]

    yield start
    for scanner in on:
        scanner.stop()


@pytest.fixture
def scan(inspector: PageInspector, tmp_path: Path) -> Scan:
    """Scan to the end: the files in their order, and the last word."""
    scans = iter(range(1000))

    def run(
        scanner: EsclScanner | str, job: ScanJob | None = None, stop: Event | None = None, **options: Any
    ) -> tuple[list[ScannedFile], ScanEnd]:
        url = scanner if isinstance(scanner, str) else scanner.url
        device = EsclDevice(EsclOptions(url=url, **{**HASTY, **options}), inspector)
        *files, end = device.scan(job or ScanJob(), tmp_path / f"scan-{next(scans)}", stop)
        assert isinstance(end, ScanEnd)
        assert all(isinstance(file, ScannedFile) for file in files)
        assert list(end.files) == files
        return [file for file in files if isinstance(file, ScannedFile)], end

    return run
