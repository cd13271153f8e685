"""Empty sides: a seal showing through is nothing, one word is something."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from ocr.decode.blank import is_blank
from ocr.decode.capture import capture_of
from ocr.decode.image import PageImage
from ocr.decode.page import load_page
from ocr.decode.pixels import settle_colour, to_pixels
from tests.ocr.decode.papers import drawn_page

ODD = Path(__file__).parent / "odd"
SIZE = (1654, 2339)


def _page(image: Image.Image) -> PageImage:
    pixels, colour = settle_colour(to_pixels(image))
    return PageImage(pixels, 200, colour)


def _sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """An empty sheet with the dust every glass has."""
    sheet = Image.new("RGB", SIZE, (250, 249, 246))
    pen = ImageDraw.Draw(sheet)
    for spot in range(25):
        x, y = 100 + 57 * spot, 150 + 83 * spot
        pen.ellipse((x, y, x + 3, y + 3), fill=(60, 60, 60))
    return sheet, pen


def _seal(pen: ImageDraw.ImageDraw, ink: tuple[int, int, int], left: int = 700, top: int = 1500) -> None:
    pen.ellipse((left, top, left + 290, top + 290), outline=ink, width=14)
    pen.ellipse((left + 60, top + 60, left + 230, top + 230), outline=ink, width=10)
    pen.regular_polygon((left + 145, top + 145, 60), 5, fill=ink)
    for letter in range(24):
        pen.text((left + 30 + letter * 9, top + 30), "N", fill=ink, font=ImageFont.load_default(22))


@pytest.mark.parametrize("name", ["qng_ttr_22_back.jpg", "blank_bleed_c.jpg"])
def test_a_real_back_with_the_seal_showing_through_is_blank(name: str) -> None:
    """Two real backs with the faint, patchy ring of the seal on the front."""
    assert is_blank(load_page(ODD / name, 0))


def test_a_real_page_of_print_is_not_blank() -> None:
    """A page of a decree."""
    assert not is_blank(load_page(ODD / "vgp_nd_154_2024.png", 0))


def test_an_empty_sheet_is_blank() -> None:
    """Dust, an edge shadow, a streak and punch holes are not content."""
    sheet, pen = _sheet()
    pen.rectangle((0, 0, 10, 2339), fill=(30, 30, 30))
    pen.line((900, 0, 900, 2339), fill=(120, 120, 120), width=2)
    pen.ellipse((60, 900, 104, 944), fill=(20, 20, 20))
    assert is_blank(_page(sheet))


def test_print_from_the_other_side_is_blank() -> None:
    """Thin paper lets the front shine through: pale, soft and mirrored."""
    front = drawn_page(*SIZE).transpose(Image.Transpose.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(3))
    through = front.point([235 + value * 20 // 255 for value in range(256)])
    assert is_blank(_page(through))


@pytest.mark.parametrize("text", ["2", "Ký", "1/3", "Đã thu"])
@pytest.mark.parametrize("place", [(820, 2240), (820, 60), (300, 1100)])
def test_one_word_is_not_blank(text: str, place: tuple[int, int]) -> None:
    """A page number at the foot or a word in the middle is what the side says."""
    sheet, pen = _sheet()
    pen.text(place, text, fill=(40, 40, 40), font=ImageFont.load_default(36))
    assert not is_blank(_page(sheet))


@pytest.mark.parametrize("ink", [(200, 30, 40), (30, 50, 180)])
def test_a_stamp_is_not_blank(ink: tuple[int, int, int]) -> None:
    """A seal put on this side, red or blue, is evidence."""
    sheet, pen = _sheet()
    _seal(pen, ink)
    assert not is_blank(_page(sheet))


def test_a_line_of_red_letters_is_not_blank() -> None:
    """A name stamp is red too, and small."""
    sheet, pen = _sheet()
    pen.text((700, 1500), "PHÓ CHỦ TỊCH", fill=(200, 30, 40), font=ImageFont.load_default(44))
    assert not is_blank(_page(sheet))


def test_blue_handwriting_is_not_blank() -> None:
    """A signature or a note in pen."""
    sheet, pen = _sheet()
    pen.line([(400, 800), (480, 760), (520, 830), (600, 770), (640, 810)], fill=(60, 80, 170), width=4)
    assert not is_blank(_page(sheet))


def test_a_black_page_is_not_blank() -> None:
    """A side scanned with the lid open, or a dark photograph, is for a person to look at."""
    assert not is_blank(_page(Image.new("L", SIZE, 15)))


def test_print_hardly_darker_than_its_paper_is_no_blank_side() -> None:
    """Toner at its end: kept as blank the paper would be lost. A real back in the same place stays blank."""
    page = load_page(ODD / "vgp_nd_154_2024.png", 0)
    faint = page.pixels.astype(np.float32) * 0.14 + 255 * 0.86
    pale = PageImage(np.asarray(faint, dtype=np.uint8), page.dpi, page.colour)
    assert is_blank(pale)
    assert not capture_of(0, pale).blank
    assert capture_of(0, load_page(ODD / "qng_ttr_22_back.jpg", 0)).blank
