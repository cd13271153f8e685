"""The words a page was printed with: only those that are seen, put together by where they stand."""

from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from ocr.decode.page import load_page


def typed(target: Path, *, hidden: bool = False) -> Path:
    """A page that says ``So: /QD-UBND``; the number 217 is written into the gap at the very end of the file."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=14)
    if hidden:
        pdf.image(Image.new("RGB", (1654, 2339), "white"), 0, 0, 210, 297)
        pdf.text_mode = "INVISIBLE"  # type: ignore[assignment]  the library takes the name
    pdf.text(30, 40, "So:")
    pdf.text(52, 40, "/QD-UBND")
    pdf.text(30, 60, "Uy ban nhan dan")
    pdf.text(40, 40, "217")
    pdf.output(str(target))
    return target


def test_words_stand_where_they_are_seen_whenever_they_were_written(tmp_path: Path) -> None:
    """Number and day of a signed paper are written last; on the page they stand first."""
    words = load_page(typed(tmp_path / "a.pdf"), 0).words
    assert [word.text for word in words] == ["So:", "217", "/QD-UBND", "Uy", "ban", "nhan", "dan"]
    so, number, sign = words[:3]
    assert so.box.right <= number.box.left < number.box.right <= sign.box.left


def test_boxes_lie_on_the_ink(tmp_path: Path) -> None:
    """A word's box holds dark pixels, and the white beside it holds none."""
    page = load_page(typed(tmp_path / "a.pdf"), 0)
    for word in page.words:
        box = word.box
        assert page.pixels[box.top : box.bottom, box.left : box.right].min() < 128
    last = page.words[-1].box
    assert page.pixels[last.top : last.bottom, last.right + 20 : last.right + 200].min() > 200


@pytest.mark.parametrize("hidden", [True])
def test_a_search_layer_nobody_sees_is_nobodys_word(tmp_path: Path, hidden: bool) -> None:
    """What somebody's OCR put under a scan is not what the paper says."""
    assert load_page(typed(tmp_path / "a.pdf", hidden=hidden), 0).words == ()
