"""Draws docs/pictures/station-*.png: the real station, judge and page in Debian's chromium, with the demo papers; the centre is played.

`python -m scripts.station_pictures`. The papers are the made-up birth dossier of tests/papers; one of its pages is cut at
the right edge and one blurred, as a feeder and a shaking table do.
"""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path

import httpx
import pypdfium2
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from PIL import ImageFilter
from playwright.sync_api import Page, expect, sync_playwright

from classifiers.taxonomy import Taxonomy
from console.station.app import station_page
from console.station.counter import Counter
from console.station.serving import page_served
from flows.judging import batch_faults
from flows.settings import Settings
from flows.station import Station, now, open_station
from flows.wiring import open_eyes
from ocr.decode.inspect import SandboxedInspector
from ocr.faults.judge import JudgeOptions, PageJudge
from scanners.station.identity import enrol
from scanners.station.options import StationOptions
from tests.fakes.door import MemoryDoor

PICTURES = Path("docs/pictures")
PAPERS = Path("tests/papers/03-khai-sinh.pdf")
DPI = 200
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
READ_WITHIN = 300_000
"""Milliseconds for the pages to be read along, on a busy machine."""


def scans(folder: Path) -> list[Path]:
    """Six pages as a feeder gives them: the third cut, the fifth blurred; and the third once more, whole."""
    paths = []
    for number, page in enumerate(pypdfium2.PdfDocument(PAPERS), start=1):
        image = page.render(scale=DPI / 72).to_pil().convert("RGB")
        whole = folder / f"lai-{number}.jpg"
        image.save(whole, quality=85, dpi=(DPI, DPI))
        if number == 3:
            image = image.crop((0, 0, int(image.width * 0.86), image.height))
        if number == 5:
            image = image.filter(ImageFilter.GaussianBlur(3.2))
        paths.append(folder / f"trang-{number}.jpg")
        image.save(paths[-1], quality=85, dpi=(DPI, DPI))
    return paths


@contextmanager
def served(folder: Path) -> Iterator[tuple[Station, MemoryDoor, str]]:
    settings = Settings(workspace=folder / "workspace")
    options = StationOptions(
        folder=folder / "station",
        station="quay-3",
        centre_url="https://door.example",
        centre_key=folder / "centre.pem",
        disk_floor_mb=64,
        disk_alarm_mb=64,
    )
    identity = enrol(options.station, options.key_file)
    door = MemoryDoor(options.station, load_pem_public_key(identity.public_pem.encode()), now)
    pem = door.public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (folder / "centre.pem").write_bytes(pem)
    with ExitStack() as stack:
        inspector = stack.enter_context(closing(SandboxedInspector(settings.decode)))
        judge = stack.enter_context(closing(PageJudge(JudgeOptions())))
        together = partial(batch_faults, readings={})
        station = stack.enter_context(open_station(options, inspector, judge=judge, together=together, transport=door))
        counter = Counter(
            station,
            Taxonomy.load(settings.taxonomy),
            now,
            folder=options.folder,
            branch="Điểm tiếp nhận Mẫu",
            open_eyes=partial(open_eyes, settings),
        )
        counter.start()
        stack.callback(counter.close)
        yield station, door, stack.enter_context(page_served(station_page(counter), 0))


def shot(page: Page, name: str) -> None:
    page.locator("#big").evaluate_all("images => Promise.all(images.map((image) => image.decode()))")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(400)
    page.screenshot(path=PICTURES / f"station-{name}.png")


def draw(page: Page, station: Station, door: MemoryDoor, papers: list[Path]) -> None:
    shot(page, "empty")
    page.set_input_files("#picker", papers)
    sides = page.locator("#sides .side")
    expect(sides).to_have_count(6, timeout=60_000)
    expect(page.locator("#sides .reading")).to_have_count(0, timeout=120_000)
    page.select_option("#procedure", "1.001193")
    page.locator("#sheets-declared").fill("6")
    page.locator("#sheets-declared").press("Enter")
    expect(page.locator("#reading")).to_have_count(0, timeout=READ_WITHIN)
    page.locator("#sides .rescan").first.click()
    shot(page, "verdict")
    page.keyboard.press("F9")
    shot(page, "ask")
    page.keyboard.press("Escape")
    for number in (3, 5):
        with page.expect_file_chooser() as chosen:
            sides.nth(number - 1).click()
            page.keyboard.press("Shift+F4")
        chosen.value.set_files(papers[number - 1].with_name(f"lai-{number}.jpg"))
        expect(sides.nth(number - 1)).to_contain_text("đã quét lại", timeout=60_000)
    expect(page.locator("#sides .reading")).to_have_count(0, timeout=120_000)
    expect(page.locator("#reading")).to_have_count(0, timeout=READ_WITHIN)
    shot(page, "rescanned")
    sides.nth(2).click()
    page.keyboard.press("F8")
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(sides.nth(2)).to_contain_text("Để riêng")
    expect(page.locator("#missing")).to_be_visible(timeout=READ_WITHIN)
    shot(page, "missing")
    page.keyboard.press("F8")
    expect(sides.nth(2)).to_contain_text("Trang 3")
    expect(page.locator("#reading")).to_have_count(0, timeout=READ_WITHIN)
    door.before = lambda _request: httpx.ConnectError("no line")
    station.resume()
    page.keyboard.press("F9")
    if page.locator("#ask").is_visible():
        page.keyboard.press("1")
        page.keyboard.press("F9")
    expect(page.locator("#link")).to_contain_text("Mất mạng", timeout=60_000)
    expect(page.locator("#standing")).to_be_visible()
    shot(page, "accepted")
    door.before = lambda _request: None
    station.resume()
    expect(page.locator("#standing")).to_contain_text("Trung tâm đã nhận", timeout=60_000)
    shot(page, "received")
    page.keyboard.press("F10")
    shot(page, "today")
    page.keyboard.press("Escape")
    page.keyboard.press("F1")
    shot(page, "keys")


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch, served(Path(scratch)) as parts, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        page = browser.new_page(viewport={"width": 1366, "height": 640}, locale="vi-VN")
        page.on("filechooser", lambda _chooser: None)
        station, door, address = parts
        page.goto(address)
        page.wait_for_selector("body[data-ready]")
        draw(page, station, door, scans(Path(scratch)))
        browser.close()


if __name__ == "__main__":
    main()
