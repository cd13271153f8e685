"""A real browser (Debian's chromium) before a page served on the loopback address."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from console.station.app import station_page
from console.station.desk import Desk
from console.station.serving import page_served
from tests.fakes.desk import MemoryDesk

PAPERS = Path(__file__).parents[2] / "papers"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
QUIET += ["--disable-sync", "--no-first-run"]
SMALL = (1366, 640)
"""What a 1366×768 screen leaves of itself once the browser has taken its bars."""

expect.set_options(timeout=15_000)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield browser
        browser.close()


def feed(folder: Path, dpi: int) -> list[Path]:
    """The demo birth dossier as the six pictures a feeder would give."""
    document = pypdfium2.PdfDocument(PAPERS / "03-khai-sinh.pdf")
    paths = []
    for number, page in enumerate(document, start=1):
        paths.append(folder / f"trang-{number:02}.jpg")
        page.render(scale=dpi / 72).to_pil().convert("RGB").save(paths[-1], quality=70, dpi=(dpi, dpi))
    return paths


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Small ones, where nobody judges them."""
    return feed(tmp_path_factory.mktemp("scans"), 60)


@pytest.fixture(scope="module")
def sharp_scans(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """As the scan rule wants them."""
    return feed(tmp_path_factory.mktemp("sharp"), 200)


@pytest.fixture
def desk(scans: list[Path]) -> MemoryDesk:
    return MemoryDesk(list(scans), feed=True)


@pytest.fixture
def serve() -> Iterator[Callable[[Desk], str]]:
    """Serves a desk until the test is over; gives its address."""
    opened = []

    def served(desk: Desk) -> str:
        serving = page_served(station_page(desk), 0)
        opened.append(serving)
        return serving.__enter__()

    yield served
    for serving in opened:
        serving.__exit__(None, None, None)


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a tab; whatever the page writes to the console as an error fails the test."""
    contexts, troubles = [], []

    def opened(address: str = "", size: tuple[int, int] = SMALL) -> Page:
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi-VN")
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if _is_trouble(said.text, said.type) else None)
        page.on(
            "filechooser", lambda _chooser: None
        )  # intercepted from the start: asked for late, the first one is missed
        if address:
            page.goto(address)
            page.wait_for_selector("body[data-ready]")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


def _is_trouble(text: str, kind: str) -> bool:
    """Answers that refuse or a station that is away are what some tests are about."""
    return kind == "error" and "Failed to load resource" not in text and "ERR_" not in text
