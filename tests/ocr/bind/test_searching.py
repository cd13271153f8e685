"""From the scanner to the search box: a word sought in the copy is found on its print, however the sheet was fed."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from ocr.bind.pdfa import PdfaBinder
from ocr.combine.second import Readers
from ocr.engines import best_engine, ocr_engine
from ocr.worker import read_page
from pipeline.ports import BoundPage
from tests.ocr.bind.copies import MADE_AT, bound
from tests.ocr.pages import LEFT, PITCH, POINTS, SIZE, TEXT, TOP, drawn

DPI = 200
NEAR = 1.2
"""Millimetres a found word's edges may lie from its print along the line, and its middle across it."""


def only(row: int, word: str) -> Image.Image:
    """The drawn page with nothing on it but *word*, where it stands in *row*."""
    page, font = Image.new("L", SIZE, "white"), ImageFont.load_default(POINTS)
    before = TEXT[row][: TEXT[row].index(word)]
    ImageDraw.Draw(page).text((LEFT + font.getlength(before), TOP + PITCH * row), word, fill="black", font=font)
    return page


def ink_box(page: Image.Image) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the ink, millimetres from the top left."""
    down, across = np.nonzero(np.asarray(page) < 128)
    return tuple(float(v) * 25.4 / DPI for v in (across.min(), down.min(), across.max() + 1, down.max() + 1))  # type: ignore[return-value]


def sought(copy: Path, word: str) -> tuple[float, float, float, float]:
    """The same of *word*'s first place in the copy, as PDFium finds it, on the page as scanned."""
    with pypdfium2.PdfDocument(copy) as document:
        page = document[0]
        text = page.get_textpage()
        place = text.search(word).get_next()
        assert place is not None, f"{word} is not found"
        boxes = np.array([text.get_charbox(place[0] + n, loose=True) for n in range(place[1])])
        height = page.get_mediabox()[3]
    left, bottom, right, top = boxes[:, 0].min(), boxes[:, 1].min(), boxes[:, 2].max(), boxes[:, 3].max()
    return tuple(float(v) * 25.4 / 72 for v in (left, height - top, right, height - bottom))  # type: ignore[return-value]


FED: dict[str, Callable[[Image.Image], Image.Image]] = {
    "straight": lambda page: page,
    "askew": lambda page: page.rotate(3.0, expand=True, fillcolor=255),
    "askew the other way": lambda page: page.rotate(-2.0, fillcolor=255),
    "on its side": lambda page: page.rotate(90, expand=True),
    "upside down and askew": lambda page: page.rotate(181.5, fillcolor=255),
    "on its other side and askew": lambda page: page.rotate(271.0, expand=True, fillcolor=255),
}


@pytest.mark.parametrize("fed", FED)
def test_a_word_is_found_where_it_is_printed(fed: str, tmp_path: Path) -> None:
    """Read, bound and searched for real: PDFium's frame of a word lies on the ink of that word on the sheet as scanned."""
    path = tmp_path / "scan.jpg"
    FED[fed](drawn()).save(path, quality=90, dpi=(DPI, DPI))
    engine = ocr_engine(best_engine())
    address = bound(path).address
    reading = read_page(address, engine, Readers(engine))
    copy = tmp_path / "copy.pdf"
    PdfaBinder().bind([BoundPage(address, reading)], "Đơn", MADE_AT, copy)
    for row, word in ((0, "registration"), (2, "answer"), (4, "applicant")):
        printed, found = ink_box(FED[fed](only(row, word))), sought(copy, word)
        middle = [(box[0] + box[2]) / 2 - (box[1] + box[3]) / 2 * 1j for box in (printed, found)]
        assert abs(middle[0] - middle[1]) < NEAR
        extents = [max(box[2] - box[0], box[3] - box[1]) for box in (printed, found)]
        assert abs(extents[0] - extents[1]) < 2 * NEAR
