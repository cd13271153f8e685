"""Cover sheets as a printer and a scanner meet them."""

import io
from datetime import date

import cv2
import numpy as np
import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from ocr.marks import marks
from pipeline.errors import RejectedInputError
from pipeline.model.covers import cover_mark, printed_check
from pipeline.model.ids import DossierCode
from scanners.covers import CoverSheet, cover_pdf

CODE = DossierCode("H26.14-240823-0001")
LONG = DossierCode("000.00.16.H26-20240705-0001234")
DAY = date(2026, 11, 24)
SHEET = CoverSheet(CODE, DAY, 12, "2.000815", "Chi nhánh số 3")


def drawn(pdf: bytes, page: int = 0, dpi: int = 200) -> np.ndarray:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as opened:
        return np.asarray(opened[page].render(scale=dpi / 72).to_pil().convert("L"))


def words(pdf: bytes, page: int = 0) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as opened:
        return str(opened[page].get_textpage().get_text_range())


def test_our_own_reading_finds_both_marks_and_both_bars() -> None:
    """Codes of 22 mm and more, patch 2 at head and foot, whichever way up the sheet lies."""
    grey = drawn(cover_pdf([SHEET]))
    for turned in (grey, np.ascontiguousarray(grey[::-1, ::-1]), np.ascontiguousarray(np.rot90(grey))):
        found = marks(turned, 200, thorough=False)
        said = [cover_mark(mark.text) for mark in found if mark.symbology == "qr"]
        assert [(one.dossier, one.sheets) for one in said if one] == [(CODE, 12)] * 2
        assert [mark.text for mark in found if mark.symbology == "patch"] == ["2", "2"]
        assert all(25.4 * min(m.box.width, m.box.height) / 200 >= 22 for m in found if m.symbology == "qr")


def test_half_a_sheet_still_names_the_dossier() -> None:
    """Torn across, either half carries a mark."""
    grey = drawn(cover_pdf([SHEET]))
    for half in (grey[: grey.shape[0] // 2], grey[grey.shape[0] // 2 :]):
        said = [cover_mark(mark.text) for mark in marks(np.ascontiguousarray(half), 200, thorough=False)]
        assert CODE in [one.dossier for one in said if one]


def test_a_worn_sheet_is_read() -> None:
    """Four degrees askew, blurred, half faded, grainy, kept as a poor JPEG."""
    grey = drawn(cover_pdf([CoverSheet(LONG, DAY)]))
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 4.0, 1.0)
    work = cv2.GaussianBlur(cv2.warpAffine(grey, turn, (width, height), borderValue=250), (0, 0), 0.9).astype(float)
    work = 245 - (255 - work) * 0.45 + np.random.default_rng(3).standard_normal(work.shape) * 8
    _, file = cv2.imencode(".jpg", work.clip(0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 55])
    worn = np.asarray(cv2.imdecode(file, cv2.IMREAD_GRAYSCALE))
    said = [cover_mark(mark.text) for mark in marks(worn, 200, thorough=False)]
    assert LONG in [one.dossier for one in said if one]


def test_people_can_read_it_and_machines_can_copy_its_text() -> None:
    said = words(cover_pdf([SHEET]))
    for expected in ("TỜ PHÂN CÁCH HỒ SƠ", "không phải giấy tờ", CODE, printed_check(CODE), "Số tờ: 12", "Chi nhánh số 3", "24/11/2026"):  # fmt: skip
        assert expected in said


def test_a_sheet_says_little_enough_to_be_told_from_a_paper() -> None:
    """With its marks gone it is known by its few words."""
    wordy = CoverSheet(LONG, DAY, 12, "Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất " * 6, "Trung tâm Phục vụ hành chính công " * 5)  # fmt: skip
    assert len(words(cover_pdf([wordy])).split()) <= 60


def test_the_longest_code_stays_on_the_sheet() -> None:
    grey = drawn(cover_pdf([CoverSheet(LONG, DAY)]), dpi=100)
    margin = round(10 / 25.4 * 100)
    assert grey[:, :margin].min() > 200
    assert grey[:, -margin:].min() > 200


def test_one_page_a_dossier_type_embedded_and_the_same_bytes_every_time() -> None:
    sheets = [SHEET, CoverSheet(LONG, DAY)]
    pdf = cover_pdf(sheets)
    assert pdf == cover_pdf(sheets)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == 2
        for font in opened.pages[0].Resources.Font.values():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        width, height = (float(side) for side in opened.pages[0].mediabox[2:])
        assert (round(width), round(height)) == (595, 842)


@pytest.mark.parametrize("code", ["", "H26", "H26.14-241323-0001", "h26.14-240823-0001", "(H26.14-240823-0001)"])
def test_what_is_no_code_is_refused_with_the_form_of_one(code: str) -> None:
    """Nothing is put right on its way to paper, and the error does not repeat what was typed."""
    with pytest.raises(RejectedInputError) as refused:
        CoverSheet(DossierCode(code), DAY)
    assert refused.value.reference == "dossier-code-malformed"
    assert "H26.14-240823-0001" in str(refused.value)


@pytest.mark.parametrize("sheets", [0, -1, 10_000])
def test_a_count_that_cannot_be_is_refused(sheets: int) -> None:
    with pytest.raises(RejectedInputError) as refused:
        CoverSheet(CODE, DAY, sheets)
    assert refused.value.reference == "sheet-count-impossible"
