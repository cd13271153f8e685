"""A secrecy stamp is red, and must be seen although red ink is dropped before reading."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ocr.engines import TesseractOptions, ocr_engine
from ocr.prepare import Grey
from ocr.red_stamps import bears_red_secrecy_stamp
from pipeline.model.reading import Line
from pipeline.ports import OcrEngine, Raster


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return ocr_engine(TesseractOptions())


def stamped(word: str, colour: tuple[int, int, int], *, framed: bool) -> Grey:
    page = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(page)
    font = _font()
    frame = draw.textbbox((230, 430), word, font=font)
    draw.text((230, 430), word, fill=colour, font=font)
    draw.text((230, 700), "Căn cứ Luật Tổ chức chính quyền địa phương", fill="black", font=_font())
    if framed:
        draw.rectangle((frame[0] - 12, frame[1] - 10, frame[2] + 12, frame[3] + 10), outline=colour, width=4)
    return np.asarray(page)


def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype("/usr/share/fonts/truetype/noto/NotoSerif-Bold.ttf", 38)


def look(engine: OcrEngine, page: Grey) -> bool:
    def read(ink: Grey, dpi: int) -> tuple[Line, ...]:
        return engine.read(Raster(ink.shape[1], ink.shape[0], 1, ink.tobytes(), dpi))

    return bears_red_secrecy_stamp(page, 200, 0, read)


@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize("word", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_red_secrecy_stamp_is_seen(engine: OcrEngine, word: str, framed: bool) -> None:
    """All three degrees, with and without the box that many stamps have."""
    assert look(engine, stamped(word, (205, 60, 70), framed=framed))


@pytest.mark.parametrize("word", ["HỎA TỐC", "THƯỢNG KHẨN", "ĐẾN", "BÍ THƯ"])
def test_other_red_stamps_are_not_secret(engine: OcrEngine, word: str) -> None:
    """Urgency and arrival stamps are everyday."""
    assert not look(engine, stamped(word, (205, 60, 70), framed=True))


def test_a_page_without_red_costs_no_reading(engine: OcrEngine) -> None:
    """Black capitals are the separator's business, not ours."""
    assert not look(engine, stamped("MẬT", (20, 20, 20), framed=False))
