"""The mark stands where the rule puts it and is legible, however the page is turned: measured on the rendered page."""

from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest

from pipeline.model.signing import Regime
from storage.signing.marks import agency_mark, officers_mark
from storage.signing.sheet import reserved, sheet_of
from tests.storage.signing.paper import AGENCY, NOON, OFFICER, a_copy, agency, officer, signed

SCALE = 2.0
"""Pixels a point."""


def ink_of_mark(copy: Path, file: Path) -> tuple[float, float, float, float, tuple[int, int]]:
    """Where page 1 got darker by signing: left, top, right, bottom in points from the top left, and the page's size."""
    before, after = (rendered(path) for path in (copy, file))
    rows, columns = np.nonzero(before.astype(int) - after > 60)
    assert rows.size, "nothing to be seen"
    height, width = after.shape
    edges = columns.min(), rows.min(), columns.max() + 1, rows.max() + 1
    left, top, right, bottom = (float(edge / SCALE) for edge in edges)
    return left, top, right, bottom, (round(width / SCALE), round(height / SCALE))


def rendered(path: Path) -> "np.ndarray":
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    return document[0].render(scale=SCALE, grayscale=True, may_draw_forms=True).to_numpy().squeeze()


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_officers_mark_is_at_the_top_left(tmp_path: Path, turned: int) -> None:
    """TT 01/2023 Đ8: top left of page 1, the copier's name and the time. Two lines of 10 points."""
    copy = a_copy(tmp_path / "copy.pdf", turned=turned)
    left, top, right, bottom, (width, _) = ink_of_mark(copy, signed(copy, officer()))
    assert 15 < left < 30
    assert 5 < top < 20
    assert right < width / 2
    assert 18 < bottom - top < 24
    assert right - left > 3 * (bottom - top)  # it reads from left to right


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_agencys_mark_is_at_the_top_right(tmp_path: Path, turned: int) -> None:
    """NĐ 30/2020: top right of page 1; form of the copy, agency, time."""
    copy = a_copy(tmp_path / "copy.pdf", turned=turned)
    left, top, right, bottom, (width, _) = ink_of_mark(copy, signed(copy, agency(), NOON, Regime.AGENCY_COPY, AGENCY))
    assert left > width / 2
    assert 15 < width - right < 30
    assert 5 < top < 20
    assert bottom - top < 50


def test_the_marks_say_what_the_rules_ask_for() -> None:
    """Hà Nội's time; for SAO Y by ISO 8601 with its zone."""
    assert officers_mark(OFFICER, NOON).lines == (f"Người sao chụp: {OFFICER}", "Thời gian: 24/11/2026 19:00:00")
    assert agency_mark(AGENCY, NOON).lines == ("SAO Y", AGENCY, "2026-11-24T19:00:00+07:00")


def test_the_mark_is_text_in_an_embedded_upright_face_of_ten_points_without_a_picture(tmp_path: Path) -> None:
    """Black, 10 points, metric-compatible with Times New Roman; nothing in it is an image."""
    copy = a_copy(tmp_path / "copy.pdf")
    with pikepdf.open(signed(copy, agency(), NOON, Regime.AGENCY_COPY, AGENCY)) as pdf:
        [mark] = pdf.pages[0].obj["/Annots"].as_list()
        [form] = mark["/AP"]["/N"]["/Resources"]["/XObject"].values()
        [font] = form["/Resources"]["/Font"].values()
        assert "/XObject" not in form["/Resources"]
        assert "LiberationSerif" in str(font["/BaseFont"]) or "Tinos" in str(font["/BaseFont"])
        assert "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]
        assert b" 10.00 Tf" in form.read_bytes()


def test_a_long_name_is_broken_and_stays_in_its_half(tmp_path: Path) -> None:
    copy = a_copy(tmp_path / "copy.pdf")
    name = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG THÀNH PHỐ HÀ NỘI, CHI NHÁNH SỐ 15, ĐIỂM TIẾP NHẬN XÃ THỬ NGHIỆM"
    left, _, right, _, (width, _) = ink_of_mark(copy, signed(copy, agency(), NOON, Regime.AGENCY_COPY, name))
    assert left > width / 2
    assert right < width - 15


def test_the_place_wished_for_is_the_place_of_the_mark(tmp_path: Path) -> None:
    """What the note beside the copy tells a signer agrees with what our own signer does."""
    copy = a_copy(tmp_path / "copy.pdf", turned=90)
    wished = reserved(sheet_of(copy), right=False)
    with pikepdf.open(signed(copy, officer())) as pdf:
        [mark] = pdf.pages[0].obj["/Annots"].as_list()
        box = [float(edge) for edge in mark["/Rect"]]
    assert wished[0] - 1 <= box[0]
    assert wished[1] - 1 <= box[1]
    assert box[2] <= wished[2] + 1
    assert box[3] <= wished[3] + 1
