"""Forms in layouts nobody has tuned for: boxes, columns, strokes, sentences, questions in words of their own."""

from dataclasses import replace

import pytest

from classifiers.extract.hints import hinted
from classifiers.extract.layout import sheet_of
from pipeline.model.geometry import Box, bounding
from pipeline.model.reading import Line, PageReading, Word
from tests.classifiers.extract.pages import drawn, read, values


def said(kind: str, page: str, *names: str) -> tuple[str | None, ...]:
    found = values(read(kind, drawn(page)))
    return tuple(found.get(name) for name in names)


def test_answers_stand_under_their_questions() -> None:
    """Several questions in a row, their answers in the next, each from where its question begins."""
    page = """
       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                 TỜ KHAI THUẾ
       [04] Tên người nộp thuế            [05] Mã số thuế
       Trần Thy Khanh                     0101243150
       [06] Số CCCD                       [07] Địa chỉ
       034187534275                       Số 142 Quang Trung, phường Hà Đông
       Thửa đất số         Tờ bản đồ số       Loại đất
       5                   42                 Đất ở tại đô thị
    """
    names = ("full_name", "tax_code", "id_number", "parcel_number", "map_sheet_number")
    assert said("tax-declaration", page, *names) == ("Trần Thy Khanh", "0101243150", "034187534275", "5", "42")


def test_the_head_of_a_list_asks_nobody() -> None:
    """Heads of a table with ordinals are no boxes: its first row is not the paper's own person."""
    page = """
       1. Họ, chữ đệm và tên: Trần Văn An
       2. Những thành viên trong hộ gia đình:
       TT      Họ, chữ đệm và tên      Số định danh
       1       Lê Thị Bình             001190000222
    """
    assert said("residence-confirmation", page, "full_name") == ("Trần Văn An",)


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    """Each side of a contract in its own column; what does not fit goes on under itself, not across the page."""
    page = """
                  HỢP ĐỒNG CHUYỂN NHƯỢNG
       I. BÊN CHUYỂN NHƯỢNG                    II. BÊN NHẬN CHUYỂN NHƯỢNG
       Ông: Đoàn Văn Phát                      Bà: Vũ Lan Vy
       CCCD số: 030073567252                   CCCD số: 036176254380
       Địa chỉ: Thôn Đông, xã Thượng           Địa chỉ: Thôn Hạ, xã Phù Đổng,
       Phúc, thành phố Hà Nội                  thành phố Hà Nội
       Thửa đất chuyển nhượng:
       - Địa chỉ: Thôn Trung, xã Phù Đổng, thành phố Hà Nội
    """
    expected = {
        "party_a": "Đoàn Văn Phát",
        "party_b": "Vũ Lan Vy",
        "party_a_id_number": "030073567252",
        "party_b_id_number": "036176254380",
        "address": "Thôn Trung, xã Phù Đổng, thành phố Hà Nội",
    }
    assert said("land-transfer-contract", page, *expected) == tuple(expected.values())


def test_a_name_goes_on_in_its_column() -> None:
    """A word that did not fit stands alone in the next row of the column."""
    page = """
       I. NGƯỜI ĐƯỢC KHAI SINH
       Họ, chữ đệm, tên: PHẠM BÍCH HẢO
       II. CHA, MẸ
       Họ, chữ đệm, tên người mẹ: Nguyễn Uyên    Họ, chữ đệm, tên người cha: Phạm Văn Kiện
       Linh                                      Năm sinh: 2001
       Năm sinh: 1999                            Dân tộc: Kinh
       Dân tộc: Tày                              Quốc tịch: Việt Nam
    """
    names = ("mother_name", "father_name", "mother_birth_date", "father_birth_date", "mother_ethnicity")
    expected = ("Nguyễn Uyên Linh", "Phạm Văn Kiện", "1999", "2001", "Tày")
    assert said("birth-extract", page, *names) == expected


def test_rows_of_a_table_without_air_between_them_stay_apart() -> None:
    """Each question of the first column begins a row, however close the next one stands."""
    page = """
       Thông tin                 Bên nam                    Bên nữ
       Họ, chữ đệm, tên          HỒ KHÁNH HOÀNG             PHẠM PHƯƠNG DUNG
       Ngày, tháng, năm sinh     12/10/1997                 07/10/1994
       Giấy tờ tùy thân          025097208179               025194996926
    """
    names = ("husband_name", "wife_name", "husband_birth_date", "wife_id_number")
    assert said("divorce-extract", page, *names) == ("HỒ KHÁNH HOÀNG", "PHẠM PHƯƠNG DUNG", "1997-10-12", "025194996926")


def test_two_answers_behind_one_stroke() -> None:
    """``Thửa đất/ tờ bản đồ`` asks for two numbers."""
    page = """
       Thửa đất số/ tờ bản đồ số:   314/ 33
       Diện tích:  202,6 m2
    """
    assert said("land-certificate", page, "parcel_number", "map_sheet_number") == ("314", "33")


def test_a_home_behind_a_person_and_a_place_behind_a_parcel() -> None:
    """*Địa chỉ* is where the person lives who was spoken of last, and where the land lies behind the land."""
    page = """
       Họ và tên: Lê Văn Khải
       Căn cước số: 001076862895
       Địa chỉ: Thôn Đông, xã Phú Cát, thành phố Hà Nội
       Thửa đất số: 314
       Địa chỉ: Thôn Đoài, xã Phú Nghĩa, thành phố Hà Nội
    """
    expected = ("Thôn Đông, xã Phú Cát, thành phố Hà Nội", "Thôn Đoài, xã Phú Nghĩa, thành phố Hà Nội")
    assert said("land-certificate", page, "residence", "address") == expected


def test_a_question_in_words_of_its_own() -> None:
    """A word that must be in it tells what is asked; the value must be of that kind, and is never sure."""
    page = """
       Họ và tên: Lê Văn Khải
       Dãy số định danh in trên thẻ của công dân: 001076862895
       Nay thường trú ở địa chỉ: Thôn Đông, xã Phú Cát, thành phố Hà Nội
    """
    found = read("confirmation", drawn(page))
    assert found["id_number"].value == "001076862895"
    assert found["id_number"].confidence < 0.9
    assert hinted("noi dung tai lieu", typed=False) is None


def test_one_is_acknowledged_as_the_father_of_another() -> None:
    """``… công nhận người có tên dưới đây … Là cha đẻ của người có tên dưới đây``: first the father, then the child."""
    page = """
       Họ, chữ đệm, tên người yêu cầu: Bùi Văn Long
       Đề nghị cơ quan công nhận người có tên dưới đây:
       Họ, chữ đệm, tên: BÙI VĂN LONG         Ngày, tháng, năm sinh: 20/04/1986
       Là cha đẻ của người có tên dưới đây:
       Họ, chữ đệm, tên: BÙI HƯƠNG THU        Ngày, tháng, năm sinh: 06/09/2026
    """
    names = ("father_name", "father_birth_date", "child_name", "child_birth_date")
    assert said("parentage-declaration", page, *names) == ("BÙI VĂN LONG", "1986-04-20", "BÙI HƯƠNG THU", "2026-09-06")


def test_ministries_are_nobodys_fathers() -> None:
    """*BỘ* folds to the word for a father; its mark says that it is none."""
    page = """
                 BỘ GIÁO DỤC VÀ ĐÀO TẠO
       Họ và tên: VŨ THỊ NHÂN
    """
    assert said("transcript", page, "full_name") == ("VŨ THỊ NHÂN",)


def test_the_ticked_box_speaks() -> None:
    """Of several boxes the one with a cross is the answer; none, or two, say nothing."""
    page = """
       Nội dung biến động: [X] Chuyển nhượng quyền sử dụng đất  [ ] Tặng cho quyền sử dụng đất
    """
    assert said("land-change-registration", page, "summary") == ("Chuyển nhượng quyền sử dụng đất",)
    blank = page.replace("[X]", "[ ]")
    assert said("land-change-registration", blank, "summary") == (None,)


def test_figures_in_cells_are_one_number() -> None:
    """Borders an engine reads among the figures are no figures; one figure too few is no number."""
    page = "       Số định danh cá nhân: [0|3|0|0|9|6|6|8|4|0|8|9]"
    assert said("residence-confirmation", page, "id_number") == ("030096684089",)
    assert said("residence-confirmation", page.replace("|9]", "]"), "id_number") == (None,)


def test_an_address_that_is_printed_elsewhere_is_not_given() -> None:
    """*Như trên* is no address; what the form asks for before the answer is none either."""
    page = """
       Họ và tên: Lê Văn Khải
       Nơi thường trú: như trên
    """
    assert said("confirmation", page, "residence") == (None,)
    asked = "       Nơi thường trú: số nhà, đường, phường (xã): Số 78 Giải Phóng, phường Bạch Mai"
    assert said("confirmation", asked, "residence") == ("Số 78 Giải Phóng, phường Bạch Mai",)


def test_a_title_under_a_seal_is_doubted() -> None:
    """KT. CHỦ TỊCH is signed by a vice: where *PHÓ* cannot be read the title is not sure."""
    page = """
                                                  KT. CHỦ TỊCH
                                                  CHỦ TỊCH


                                                  Nguyễn Thế Anh
    """
    found = read("confirmation", drawn("       Xác nhận\n" * 12 + page.strip("\n")))
    assert found["signer"].value == "Nguyễn Thế Anh"
    assert "signer_title" not in found or found["signer_title"].confidence < 0.6


def test_a_page_that_lies_askew_is_read_level() -> None:
    """Rows that sink to the right are put level first: cells beside each other stand in one row of the table."""
    page = """
       Thông tin                 Bên nam                    Bên nữ
       Họ, chữ đệm, tên          HỒ KHÁNH HOÀNG             PHẠM PHƯƠNG DUNG
       Ngày, tháng, năm sinh     12/10/1997                 07/10/1994
       Giấy tờ tùy thân          025097208179               025194996926
    """
    tilted = _tilted(drawn(page), 0.03)
    assert sheet_of(1, tilted).slope == pytest.approx(0.03, abs=0.004)
    found = values(read("divorce-extract", tilted))
    assert (found["husband_id_number"], found["wife_birth_date"]) == ("025097208179", "1994-10-07")


def _tilted(reading: PageReading, slope: float) -> PageReading:
    def sunk(word: Word) -> Word:
        down, box = round(slope * word.box.left), word.box
        return replace(word, box=Box(box.left, box.top + down, box.right, box.bottom + down))

    lines = (tuple(map(sunk, line.words)) for line in reading.lines)
    return replace(reading, lines=tuple(Line(words, bounding(word.box for word in words), "drawn") for words in lines))
