"""Scans through SANE's own test backend: nothing is played but the paper."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.errors import ConfigurationError
from pipeline.model.paper import Colour
from pipeline.ports import PageInspector
from scanners.devices import PaperSize, ScanEnd, ScanJob, ScannedFile, Source
from scanners.sane import SaneDevice, SaneOptions, list_devices
from tests.scanners.sane.conftest import Scan
from tests.servers.escl import wait_for

QUICK = ScanJob(dpi=75)
SBIN = "/usr/sbin:/usr/bin:/sbin:/bin"
Make = Callable[..., SaneDevice]


def test_ten_sheets_come_out_of_the_feeder(scan: Scan) -> None:
    """As many as were counted, each decoded, in the colour and resolution asked for."""
    files, end = scan(QUICK)
    assert (end.complete, end.claimed, end.sides, end.used) == (True, 10, 10, QUICK)
    assert [file.path.name for file in files] == [f"page-{n:04d}.jpg" for n in range(1, 11)]
    assert sorted(p.name for p in files[0].path.parent.iterdir()) == [file.path.name for file in files]
    # the backend draws ten times the same picture: kept, and said
    assert [alarm.sides for alarm in end.alarms] == [tuple(range(1, 11))]


def test_the_glass_gives_one_page(scan: Scan, inspector: PageInspector) -> None:
    """Asked again it would give the same sheet for ever."""
    glass = ScanJob(source=Source.FLATBED, colour=Colour.GREY, dpi=100, paper=PaperSize.A5)
    (file,), end = scan(glass, extra={"test-picture": "Color pattern"})
    _, _, (capture,) = inspector.inspect(file.path)
    assert end.complete
    assert (capture.colour, capture.dpi) == (Colour.GREY, 100)
    assert (capture.width, capture.height) == pytest.approx((148 / 25.4 * 100, 210 / 25.4 * 100), abs=5)


def test_two_levels_are_kept_without_loss(scan: Scan, inspector: PageInspector) -> None:
    """The backend has no such mode but a depth of 1; JPEG would smear the letters."""
    (file,), end = scan(ScanJob(source=Source.FLATBED, colour=Colour.BILEVEL, dpi=100))
    assert end.complete
    assert file.media_type == "image/png"
    assert inspector.inspect(file.path)[2][0].colour is Colour.BILEVEL


@pytest.mark.parametrize(
    ("status", "reference"),
    [
        ("JAMMED", "paper-jam"),
        ("COVER_OPEN", "cover-open"),
        ("NO_DOCS", "feeder-empty"),
        ("NO_MEM", "scanner-out-of-memory"),
        ("DEVICE_BUSY", "scanner-busy"),
        ("IO_ERROR", "scanner-broken"),
        ("ACCESS_DENIED", "scanner-refuses"),
        ("CANCELLED", "scan-cancelled-at-device"),
        ("INVAL", "scanner-refuses-settings"),
        ("UNSUPPORTED", "scanner-refuses-settings"),
    ],
)
def test_every_status_has_its_name(scan: Scan, status: str, reference: str) -> None:
    """What went wrong at the device, from the exit code; a feeder that is empty ends with 0 and no page at all."""
    files, end = scan(QUICK, extra={"read-return-value": f"SANE_STATUS_{status}"})
    assert (files, end.failure and end.failure.reference) == ([], reference)


def test_a_page_without_data_is_no_page(scan: Scan) -> None:
    """The driver says the page is over before it began: TIFF then holds a header and nothing else, PNG brings scanimage down."""
    for written in ("tiff", "png", "jpeg"):
        files, end = scan(QUICK, extra={"read-return-value": "SANE_STATUS_EOF"}, format=written)
        assert (files, end.complete) == ([], False)


def test_a_job_knows_nothing_of_the_one_before(device: Make, tmp_path: Path) -> None:
    """Every job is a process of its own: an option that spoils one scan is gone in the next."""
    spoilt = device(extra={"hand-scanner": "yes", "read-return-value": "SANE_STATUS_JAMMED"})
    *_, jammed = spoilt.scan(QUICK, tmp_path / "one")
    *_, fine = device().scan(QUICK, tmp_path / "two")
    assert isinstance(jammed, ScanEnd)
    assert isinstance(fine, ScanEnd)
    assert (jammed.complete, fine.complete) == (False, True)


def test_a_scan_that_stands_still_is_killed(device: Make, tmp_path: Path) -> None:
    """The process is frozen in the middle of a page: what came before is kept, nothing of the process is left."""
    slow = device(stall_seconds=1, extra={"read-delay": "yes", "read-delay-duration": "20000"})
    pages = slow.scan(QUICK, tmp_path / "scan")
    first = next(pages)
    (pid,) = _children("scanimage")
    os.kill(pid, signal.SIGSTOP)
    *_, end = pages
    assert isinstance(first, ScannedFile)
    assert isinstance(end, ScanEnd)
    assert end.failure is not None
    assert (end.failure.reference, end.partial, first.path.exists()) == ("scan-stalled", True, True)
    assert not _children("scanimage")
    assert not list((tmp_path / "scan").glob("*.part"))


def test_a_network_driver_that_talks_on_for_ever_is_killed(
    config_dir: Path, inspector: PageInspector, tmp_path: Path
) -> None:
    """With its daemon killed in mid-page, scanimage prints the same progress without end: talk is no sign of life."""
    with socket.socket() as taken:
        if taken.connect_ex(("127.0.0.1", 6566)) == 0 or shutil.which("saned", path=SBIN) is None:
            pytest.skip("port 6566, which SANE's network driver cannot change, is taken, or there is no saned")
    (tmp_path / "d").mkdir()
    for name in ("dll.conf", "test.conf"):
        shutil.copy(config_dir / name, tmp_path / "d")
    (tmp_path / "d" / "saned.conf").write_text("127.0.0.1\n")
    (tmp_path / "net").mkdir()
    (tmp_path / "net" / "dll.conf").write_text("net\n")
    (tmp_path / "net" / "net.conf").write_text("127.0.0.1\n")
    daemon = subprocess.Popen(
        [shutil.which("saned", path=SBIN) or "saned", "-l", "-b", "127.0.0.1", "-p", "6566", "-e", "-d", "0"],
        env={"SANE_CONFIG_DIR": str(tmp_path / "d"), "PATH": SBIN},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        slow = {"read-delay": "yes", "read-delay-duration": "200000", "read-limit": "yes", "read-limit-size": "2000"}
        device = SaneDevice(
            SaneOptions(
                device="net:127.0.0.1:test:0",
                config_dir=tmp_path / "net",
                stall_seconds=1.5,
                end_seconds=1,
                extra=slow,
            ),
            inspector,
        )
        wait_for(lambda: device.condition().ready)
        said: list[ScannedFile | ScanEnd] = []
        thread = threading.Thread(target=lambda: said.extend(device.scan(ScanJob(dpi=100), tmp_path / "scan")))
        thread.start()
        wait_for(lambda: any((tmp_path / "scan").glob("*.part")))
        time.sleep(0.5)
        os.killpg(daemon.pid, signal.SIGKILL)
        thread.join(60)
    finally:
        os.killpg(daemon.pid, signal.SIGKILL)
        daemon.wait()
    (end,) = said
    assert isinstance(end, ScanEnd)
    assert end.failure is not None
    assert end.failure.reference in ("scan-stalled", "scanner-broken")
    assert not _children("scanimage")


def test_a_scan_is_stopped_from_another_thread(device: Make, tmp_path: Path) -> None:
    """The driver is told, so that the feeder comes to rest."""
    stop, slow = threading.Event(), device(extra={"read-delay": "yes", "read-delay-duration": "50000"})
    said: list[ScannedFile | ScanEnd] = []
    thread = threading.Thread(target=lambda: said.extend(slow.scan(QUICK, tmp_path / "scan", stop)))
    thread.start()
    wait_for(lambda: bool(_children("scanimage")))
    assert slow.condition().reference == "scanner-busy"
    time.sleep(0.2)
    stop.set()
    thread.join(20)
    assert isinstance(said[-1], ScanEnd)
    assert said[-1].failure is not None
    assert said[-1].failure.reference == "scan-cancelled"
    assert not _children("scanimage")


def test_leaving_a_scan_ends_it(device: Make, tmp_path: Path) -> None:
    """Whoever stops listening leaves no process behind."""
    pages = device(extra={"read-delay": "yes", "read-delay-duration": "20000"}).scan(QUICK, tmp_path / "scan")
    next(pages)
    pages.close()
    assert not _children("scanimage")


def test_a_scan_ends_with_the_program_that_asked_for_it(config_dir: Path, tmp_path: Path) -> None:
    """Killed hard, it can end nothing itself: its scan notices that nobody listens, and the feeder comes to rest."""
    asking = (
        "import sys; from pathlib import Path\n"
        "from scanners.devices import ScanJob; from scanners.sane import SaneDevice, SaneOptions\n"
        "slow = {'read-delay': 'yes', 'read-delay-duration': '100000'}\n"
        "options = SaneOptions(device='test:0', config_dir=Path(sys.argv[1]), extra=slow)\n"
        "list(SaneDevice(options, None).scan(ScanJob(dpi=300), Path(sys.argv[2])))\n"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", asking, str(config_dir), str(tmp_path / "scan")], cwd=Path(__file__).parents[3]
    )
    try:
        wait_for(lambda: any((tmp_path / "scan").glob("*.part")), 60)
        (scanning,) = _children("scanimage", program.pid)
    finally:
        program.kill()
        program.wait()
    wait_for(lambda: not Path(f"/proc/{scanning}").exists() or _state(scanning) == "Z")


def test_the_device_says_what_it_can_do(device: Make) -> None:
    """Sources, colours, resolutions and the size of the bed; no duplex, because this one has none."""
    abilities = device().abilities()
    assert [ability.source for ability in abilities.sources] == [Source.FLATBED, Source.FEEDER]
    feeder = abilities.of(Source.FEEDER)
    assert feeder is not None
    assert feeder.colours == set(Colour)
    assert (feeder.lowest, feeder.highest, feeder.width, feeder.height) == (1, 1200, 300, 300)
    assert device().condition().ready


def test_what_a_device_lacks_is_refused_before_a_sheet_moves(scan: Scan) -> None:
    """Half of a duplex scan would look like all of a simplex one."""
    _, end = scan(ScanJob(source=Source.DUPLEX))
    assert end.failure is not None
    assert end.failure.reference == "scanner-refuses-settings"


def test_devices_are_listed(config_dir: Path) -> None:
    """By the names to configure."""
    found = list_devices(SaneOptions(device="any", config_dir=config_dir))
    assert [device.name for device in found] == ["test:0", "test:1"]


def test_what_is_not_there_has_a_name(scan: Scan, device: Make) -> None:
    """A device SANE does not know, a machine without scanimage."""
    _, end = scan(QUICK, name="nosuch:0")
    assert end.failure is not None
    assert end.failure.reference == "scanner-not-found"
    assert device("nosuch:0").condition().reference == "scanner-not-found"
    with pytest.raises(ConfigurationError) as refused:
        device(program="/nonexistent/scanimage").abilities()
    assert refused.value.reference == "scan-program-missing"


def test_what_the_job_decides_cannot_be_set_beside_it() -> None:
    """An extra option is one of the device, never one of scanimage."""
    for name in ("batch", "output-file", "device-name", "source", "-o", "a b"):
        with pytest.raises(ValidationError):
            SaneOptions(device="test:0", extra={name: "x"})


def _children(name: str, parent: int | None = None) -> list[int]:
    """Processes called *name* that this process, or *parent*, started and that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            called, state, above = _stat(int(entry.name))
            if called == name and above == (parent or os.getpid()) and state != "Z":
                found.append(int(entry.name))
    return found


def _state(pid: int) -> str:
    return _stat(pid)[1]


def _stat(pid: int) -> tuple[str, str, int]:
    """Name, state and parent of a process; nothing of one that is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return "", "", 0
    called, _, rest = stat.partition(" (")[2].rpartition(") ")
    return called, rest.split()[0], int(rest.split()[1])
