"""The second reading of a page: which lines, with what result, and the upper third for whoever waits."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ocr.combine.route import DOUBT, DOUBT_IN_FIGURES, MOST, doubtful
from ocr.combine.second import Readers
from ocr.decode.capture import capture_of
from ocr.decode.page import load_page
from ocr.engines.tesseract import TesseractEngine, TesseractOptions
from ocr.looking import look_at
from ocr.worker import HEAD, read_page, reader_identity
from pipeline.model.geometry import Box
from pipeline.model.ids import Digest
from pipeline.model.paper import Page
from pipeline.model.reading import Line, Word
from pipeline.ports import PageAddress

ROWS = (
    "QUYẾT ĐỊNH",
    "Về việc công nhận kết quả",
    "Căn cứ Luật Hộ tịch năm 2014",
    "Điều 1. Công nhận",
    "Nơi nhận: như trên",
)


@pytest.fixture(scope="module")
def engine() -> TesseractEngine:
    return TesseractEngine(TesseractOptions())


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> PageAddress:
    """Five rows down an A4 sheet at 150 dpi."""
    image = Image.new("L", (1240, 1754), 255)
    face = ImageFont.truetype("DejaVuSans.ttf", 30)
    for number, row in enumerate(ROWS):
        ImageDraw.Draw(image).text((150, 150 + 330 * number), row, font=face, fill=0)
    path = tmp_path_factory.mktemp("sheet") / "sheet.png"
    image.save(path, dpi=(150, 150))
    return PageAddress(Page(1, Digest("0" * 64), capture_of(0, load_page(path, 0))), path)


def a_line(*told: tuple[str, float]) -> Line:
    words = tuple(Word(text, Box(90 * n, 0, 90 * n + 80, 30), sure) for n, (text, sure) in enumerate(told))
    return Line(words, Box(0, 0, 90 * len(words), 30), "sohoa-line")


def test_a_line_with_one_doubtful_word_is_read_again() -> None:
    """One word is enough; a sure line costs nothing more."""
    sure, unsure = a_line(("Hà", 0.99), ("Nội", 0.99)), a_line(("Hà", 0.99), ("Nôi", DOUBT - 0.01))
    assert doubtful([sure, unsure, sure]) == [1]


def test_figures_are_read_again_sooner_than_words() -> None:
    """No neighbour betrays a wrong number."""
    confidence = (DOUBT + DOUBT_IN_FIGURES) / 2
    assert doubtful([a_line(("ngày", confidence)), a_line(("2025", confidence))]) == [1]


def test_a_page_full_of_doubt_costs_a_bounded_time() -> None:
    """Noise that looks like a thousand lines is not read a thousand times."""
    assert len(doubtful([a_line(("?", 0.1))] * 1000)) == MOST


def test_tesseract_alone_gets_honest_confidences_too(engine: TesseractEngine, sheet: PageAddress) -> None:
    """Without a line recogniser words, boxes and order stay; only what is believed of them changes."""
    grey = np.asarray(Image.open(sheet.path))
    look = look_at(grey, 150, engine)
    revised = Readers(engine).revised(look)
    assert [line.text for line in revised.lines] == [line.text for line in look.lines]
    assert [word.box for line in revised.lines for word in line.words] == [
        w.box for line in look.lines for w in line.words
    ]
    assert {line.engine for line in revised.lines} == {"tesseract"}
    assert all(0 < word.confidence < 1 for line in revised.lines for word in line.words)


def test_the_upper_third_reads_as_on_the_whole_page(engine: TesseractEngine, sheet: PageAddress) -> None:
    """The same words in the same places, and nothing from further down."""
    whole, head = read_page(sheet, engine), read_page(sheet, engine, share=HEAD)
    assert [line.text for line in head.lines] == list(ROWS[:2])
    assert [line.box for line in head.lines] == [line.box for line in whole.lines[:2]]
    assert (head.width, head.height) == (whole.width, whole.height)


def test_a_reading_of_the_head_is_never_taken_for_the_page(engine: TesseractEngine, sheet: PageAddress) -> None:
    """Its identity is another one, so that it is kept under another name."""
    assert read_page(sheet, engine, share=HEAD).engine.key != read_page(sheet, engine).engine.key
    assert reader_identity(engine.identity) == read_page(sheet, engine).engine


def test_the_calibration_is_part_of_who_read(engine: TesseractEngine) -> None:
    """Another file gives other confidences, and so another reading."""
    told = dict(Readers(engine).identity(engine.identity).parameters)
    assert len(told["calibration"]) == 16
