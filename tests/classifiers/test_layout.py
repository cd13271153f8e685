"""What stands where on a page."""

import pytest

from classifiers.layout import sheet_of
from classifiers.titles import annex_of
from tests.classifiers.pages import BODY, HEAD, MORE, NATION, a_reading
from tests.classifiers.papers import BIRTH, DECISION, numbered


def test_agency_and_national_heading_share_a_line_and_are_two_rows() -> None:
    """An engine reads across both columns of a head; a reader does not."""
    sheet = sheet_of(1, a_reading(DECISION))
    assert sheet.nation is not None
    assert sheet.nation.text == NATION
    assert sheet.number_row is not None
    assert sheet.number_row.text == "Số: 15/QĐ-UBND"


def test_the_agency_is_no_title_and_the_title_is() -> None:
    titles = [block.rows[0].text for block in sheet_of(1, a_reading(DECISION)).blocks if block.in_band]
    assert titles[0] == "QUYẾT ĐỊNH"


def test_a_title_over_two_lines_is_one_block() -> None:
    sheet = sheet_of(1, a_reading(HEAD + "\n^GIẤY CHỨNG NHẬN\n^QUYỀN SỬ DỤNG ĐẤT\n\n" + BODY))
    assert [row.text for row in sheet.blocks[0].rows] == ["GIẤY CHỨNG NHẬN", "QUYỀN SỬ DỤNG ĐẤT"]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_on_its_side_is_read_upright_and_evidence_lies_on_the_scan(rotation: int) -> None:
    """Rows are where a reader sees them, places where the scanner saw them."""
    upright, turned = sheet_of(1, a_reading(BIRTH)), sheet_of(1, a_reading(BIRTH, rotation=rotation))
    assert [row.box for row in turned.rows] == [row.box for row in upright.rows]
    assert [row.text for row in turned.rows] == [row.text for row in upright.rows]
    assert turned.rows[0].place != upright.rows[0].place


@pytest.mark.parametrize(
    ("sketch", "mark"),
    [
        (numbered(2), (2, None)),
        ("@0.03\n>Trang 2/5\n@0.1\n" + MORE, (2, 5)),
        (MORE + "\n@0.95\n^Trang số 3 trên 4", (3, 4)),
        (MORE + "\n@0.95\n^- 7 -", (7, None)),
        (MORE, None),
        ("@0.5\n^2\n" + MORE, None),
    ],
)
def test_printed_page_numbers(sketch: str, mark: tuple[int, int | None] | None) -> None:
    found = sheet_of(1, a_reading(sketch)).mark
    assert (None if found is None else (found.number, found.total)) == mark


def test_capitals_inside_the_running_text_are_not_a_title() -> None:
    sheet = sheet_of(1, a_reading(MORE + "\n^QUY ĐỊNH CHUNG\n" + BODY))
    assert not any(block.in_band for block in sheet.blocks)


@pytest.mark.parametrize("line", ["^CHƯƠNG I", "^I. PHẦN KHAI VỀ NGƯỜI ỦY QUYỀN", "^Điều 1. HỢP ĐỒNG", "^PHẦN II"])
def test_numbered_headings_are_not_titles(line: str) -> None:
    assert sheet_of(1, a_reading(HEAD + "\n" + line)).blocks == ()


@pytest.mark.parametrize(
    ("sketch", "annex"),
    [
        ("^PHỤ LỤC I\n^(Kèm theo Quyết định số 15/QĐ-UBND)\n" + BODY, True),
        ("^DANH MỤC THỦ TỤC HÀNH CHÍNH\n" + BODY, True),
        ("^QUY CHẾ\n^(Ban hành kèm theo Quyết định số 3)\n" + BODY, True),
        (">Mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA\n" + BIRTH, False),
        (DECISION, False),
        ("^PHỤ LỤC HỢP ĐỒNG\n" + BODY, False),
    ],
)
def test_annexes_say_what_they_belong_to(sketch: str, annex: bool) -> None:
    """A form's note of where it was published makes it nobody's annex."""
    assert (annex_of(sheet_of(1, a_reading(sketch))) is not None) is annex


def test_a_page_without_words_is_silent() -> None:
    assert sheet_of(1, a_reading("")).silent
    assert sheet_of(1, a_reading("", failed="page-not-read")).silent
    assert not sheet_of(1, a_reading(BIRTH)).silent
