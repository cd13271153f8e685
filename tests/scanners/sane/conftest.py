"""Debian's SANE with its ``test`` backend: a real driver that plays a flatbed with a feeder of ten sheets."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from ocr.decode.inspect import SandboxedInspector
from ocr.decode.options import DecodeOptions
from pipeline.ports import PageInspector
from scanners.devices import ScanEnd, ScanJob, ScannedFile
from scanners.sane import SaneDevice, SaneOptions

Scan = Callable[..., tuple[list[ScannedFile], ScanEnd]]
SYSTEM = Path("/etc/sane.d/test.conf")


@pytest.fixture(scope="session")
def inspector() -> Iterator[PageInspector]:
    inspector = SandboxedInspector(DecodeOptions(children=1))
    yield inspector
    inspector.close()


@pytest.fixture(scope="session")
def config_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SANE configuration that knows the test backend alone, with a bed that holds A4."""
    if shutil.which("scanimage") is None or not SYSTEM.exists():
        pytest.skip("no SANE here: install Debian's sane-utils")
    folder = tmp_path_factory.mktemp("sane.d")
    (folder / "dll.conf").write_text("test\n")
    (folder / "test.conf").write_text(SYSTEM.read_text().replace("geometry_max 200", "geometry_max 300"))
    return folder


@pytest.fixture
def device(config_dir: Path, inspector: PageInspector) -> Callable[..., SaneDevice]:
    def make(name: str = "test:0", **options: Any) -> SaneDevice:
        return SaneDevice(
            SaneOptions(**{"device": name, "config_dir": config_dir, "end_seconds": 0.5, **options}), inspector
        )

    return make


@pytest.fixture
def scan(device: Callable[..., SaneDevice], tmp_path: Path) -> Scan:
    """Scan to the end: the files in their order, and the last word."""
    scans = iter(range(1000))

    def run(job: ScanJob, stop: Event | None = None, **options: Any) -> tuple[list[ScannedFile], ScanEnd]:
        *files, end = device(**options).scan(job, tmp_path / f"scan-{next(scans)}", stop)
        assert isinstance(end, ScanEnd)
        assert list(end.files) == files
        return [file for file in files if isinstance(file, ScannedFile)], end

    return run
