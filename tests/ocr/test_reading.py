"""One page from file to reading, with the real engine."""

from pathlib import Path

import pytest
from PIL import Image

from ocr.engines import TesseractOptions, ocr_engine
from ocr.worker import read_page
from pipeline.model.paper import Capture, Colour, Page
from pipeline.ports import OcrEngine, PageAddress
from tests.ocr.pages import TEXT, addressed, drawn

SCAN = Path(__file__).parent / "decode" / "odd" / "vgp_nd_154_2024.png"


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return ocr_engine(TesseractOptions())


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_page_is_read_whichever_way_it_was_fed(turns: int, engine: OcrEngine, tmp_path: Path) -> None:
    """The reading says how far to turn it, and boxes lie on the page as scanned."""
    page = drawn().rotate(90 * turns, expand=True)
    reading = read_page(addressed(page, tmp_path, f"turned-{turns}"), engine)
    assert reading.rotation == 90 * turns
    assert [line.text for line in reading.lines] == list(TEXT * 2)
    box = reading.upright(reading.lines[0].words[0].box)
    assert 190 <= box.left <= 215
    assert 395 <= box.top <= 420
    assert ("turned" in reading.warnings) is (turns > 0)


def test_a_real_decree_is_read_with_its_head_in_order(engine: OcrEngine) -> None:
    """A one-bit scan at 200 dpi: the body left of the national title is not run into it."""
    capture = Capture(0, Page.__name__.ljust(64, "0"), 1673, 2353, 200, Colour.BILEVEL)  # type: ignore[arg-type]
    reading = read_page(PageAddress(Page(1, capture.digest, capture), SCAN), engine)
    texts = [line.text for line in reading.lines]
    assert "CHÍNH PHỦ" in texts
    assert any(text.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") for text in texts)
    assert texts.index("CHÍNH PHỦ") < next(n for n, text in enumerate(texts) if text.startswith("CỘNG HÒA"))
    assert reading.confidence > 0.85


def test_reading_twice_is_reading_once(engine: OcrEngine, tmp_path: Path) -> None:
    """The same page and engine give the same reading."""
    address = addressed(drawn("RGB").rotate(2.0, fillcolor="white"), tmp_path, "askew")
    assert read_page(address, engine) == read_page(address, engine)


def test_a_blank_side_is_not_read(engine: OcrEngine, tmp_path: Path) -> None:
    """What the decoder called blank costs no engine time."""
    reading = read_page(addressed(Image.new("L", (1654, 2339), 255), tmp_path, "white", blank=True), engine)
    assert (reading.blank, reading.lines, reading.failed) == (True, (), "")
