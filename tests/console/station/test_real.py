"""The page before the real station: spool, sender, judge and a scanner that speaks eSCL; the centre alone is played."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from classifiers.taxonomy import Taxonomy
from console.station.app import station_page
from console.station.counter import Counter
from console.station.serving import page_served
from flows.embedded import free_port
from flows.judging import batch_faults
from flows.scanning import open_device
from flows.station import Station, now, open_station
from flows.station_options import write_station_options
from ocr.decode.inspect import SandboxedInspector
from ocr.faults.judge import JudgeOptions, PageJudge
from scanners.station.identity import enrol
from scanners.station.options import StationOptions
from scanners.station.values import BatchState
from tests.fakes.door import MemoryDoor
from tests.servers.escl import EsclScanner, escl_scanner, feeding

CODE = "H26.14-261124-0005"
Tab = Callable[..., Page]


@pytest.fixture(scope="module")
def cut_scan(sharp_scans: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The birth notification with its right edge gone: letters run into the border."""
    path = tmp_path_factory.mktemp("cut") / "cut.jpg"
    with Image.open(sharp_scans[2]) as image:
        image.crop((0, 0, int(image.width * 0.82), image.height)).save(path, quality=80, dpi=(200, 200))
    return path


@pytest.fixture
def scanner(sharp_scans: list[Path], cut_scan: Path) -> Iterator[EsclScanner]:
    """A feeder with three sheets in it, the middle one fed askew past the edge."""
    sheets = [sharp_scans[1].read_bytes(), cut_scan.read_bytes(), sharp_scans[3].read_bytes()]
    with escl_scanner(feeding(*sheets)) as scanner:
        yield scanner


def settings(folder: Path, scanner: EsclScanner, **chosen: object) -> StationOptions:
    said = {"folder": folder / "station", "station": "quay-3", "disk_floor_mb": 16, "disk_alarm_mb": 16}
    return StationOptions(**{**said, "devices": (scanner.url,), **chosen})


@contextmanager
def counter(options: StationOptions, door: MemoryDoor | None) -> Iterator[tuple[Station, str]]:
    with ExitStack() as stack:
        inspector = stack.enter_context(closing(SandboxedInspector()))
        judge = stack.enter_context(closing(PageJudge(JudgeOptions())))
        station = stack.enter_context(
            open_station(
                options,
                inspector,
                judge=judge,
                together=partial(batch_faults, readings={}),
                open_device=partial(open_device, inspector=inspector),
                transport=door,
            )
        )
        desk = Counter(station, Taxonomy.load(None), now, folder=options.folder)
        yield station, stack.enter_context(page_served(station_page(desk), 0))


def choose_the_scanner(page: Page) -> None:
    page.keyboard.press("Shift+F2")
    expect(page.locator("#choice-1-1")).to_be_visible()
    page.locator("#choice-1-1").check()
    page.keyboard.press("Enter")
    expect(page.locator("#devices")).not_to_be_visible()
    expect(page.locator("#device")).to_contain_text("Khay nạp, một mặt")


def judged(page: Page, count: int) -> None:
    expect(page.locator("#sides .side")).to_have_count(count, timeout=60_000)
    expect(page.locator("#sides .side.reading")).to_have_count(0, timeout=60_000)


def accept_with_a_reason(page: Page) -> None:
    """F9; the page looks once more before it decides whether it has to ask, so either answer is waited for."""
    page.keyboard.press("F9")
    expect(page.locator("#ask[open], #standing").first).to_be_visible()
    if page.locator("#ask[open]").count():
        page.keyboard.press("1")
        page.keyboard.press("F9")


def test_scan_verdict_rescan_accept_receipt(
    tmp_path: Path, scanner: EsclScanner, sharp_scans: list[Path], tab: Tab
) -> None:
    """From the glass to the centre's receipt, by keys: the cut page is named and marked, rescanned in place, both kept;
    the centre is away when the clerk accepts, and the receipt comes by itself when it is back."""
    options = settings(tmp_path, scanner, centre_url="https://door.example", centre_key=tmp_path / "centre.pem")
    identity = enrol(options.station, options.key_file)
    door = MemoryDoor(options.station, identity._key.public_key(), now)
    (tmp_path / "centre.pem").write_bytes(pem(door))
    door.before = lambda _request: httpx.ConnectError("no line")
    with counter(options, door) as (station, address):
        page = tab(address)
        choose_the_scanner(page)
        page.keyboard.type(CODE)
        page.keyboard.press("Enter")
        page.keyboard.press("F2")
        judged(page, 3)
        bad = page.locator("#sides .side").nth(1)
        expect(bad).to_contain_text("mép phải")
        expect(page.locator("rect.rescan").first).to_be_attached()
        scanner.scenario = feeding(sharp_scans[2].read_bytes())
        page.keyboard.press("F4")
        expect(bad).to_contain_text("đã quét lại", timeout=60_000)
        judged(page, 3)
        expect(bad).not_to_contain_text("mép phải")
        expect(page.locator("#link")).to_contain_text("Mất mạng", timeout=60_000)
        accept_with_a_reason(page)
        expect(page.locator("#standing")).to_contain_text("đã lưu trên máy")
        door.before = lambda _request: None
        station.resume()
        expect(page.locator("#standing")).to_contain_text("Trung tâm đã nhận", timeout=60_000)
        (batch,) = station.batches(states={BatchState.RECEIVED})
        assert (batch.dossier, batch.sides) == (CODE, 3)
        assert len(list(door.papers(batch.id))) == 4


def pem(door: MemoryDoor) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return door.public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@contextmanager
def running(options: StationOptions, workspace: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`sohoa station run` as a branch PC runs it."""
    command = [sys.executable, "-c", "from console.door import main; main()", "station", "run"]
    command += ["--folder", str(options.folder), "--page-port", str(options.page_port)]
    environment = {**os.environ, "SOHOA_WORKSPACE": str(workspace)}
    process = subprocess.Popen(command, env=environment, start_new_session=True, stdin=subprocess.DEVNULL)
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)


def test_a_station_killed_in_the_middle_is_where_it_was(
    tmp_path: Path, scanner: EsclScanner, sharp_scans: list[Path], tab: Tab
) -> None:
    """kill -9 between two pages: the open browser says so, finds the station again and shows every page that was kept;
    the clerk goes on and accepts."""
    options = settings(tmp_path, scanner, page_port=free_port())
    write_station_options(options)
    address = f"http://127.0.0.1:{options.page_port}"
    page = tab()
    with running(options, tmp_path):
        open_when_up(page, address)
        page.locator("#dossier").fill(CODE)
        page.locator("#dossier").press("Enter")
        page.set_input_files("#picker", sharp_scans[:2])
        expect(page.locator("#sides .side")).to_have_count(2, timeout=60_000)
    expect(page.locator("#lost")).to_be_visible(timeout=30_000)
    with running(options, tmp_path):
        expect(page.locator("#lost")).to_be_hidden(timeout=60_000)
        page.set_input_files("#picker", sharp_scans[2])
        judged(page, 3)
        expect(page.locator("#dossier")).to_have_value(CODE)
        accept_with_a_reason(page)
        expect(page.locator("#standing")).to_be_visible()


def open_when_up(page: Page, address: str) -> None:
    for _ in range(240):
        try:
            page.goto(address)
        except Exception:
            page.wait_for_timeout(250)
        else:
            page.wait_for_selector("body[data-ready]")
            return
    raise AssertionError("the station did not open its page")
