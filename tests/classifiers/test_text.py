"""Folding and likeness of Vietnamese text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from classifiers.text import bare, contains, fold, fold_letters, similar, upper_share


def test_case_marks_and_blanks_do_not_matter() -> None:
    """đ has no decomposition, hoà is hòa, uỷ is ủy, and NFD is NFC."""
    assert fold("  ĐĂNG  KÝ\tHỘ ") == "dang ky ho"
    assert fold("hoà") == fold("hòa") == "hoa"
    assert fold("UỶ BAN") == fold("ủy ban") == "uy ban"
    assert fold(unicodedata.normalize("NFD", "Giấy khai sinh")) == "giay khai sinh"


def test_y_and_i_stay_apart() -> None:
    """Lý and Lí are spelt by different people, not misread by one engine."""
    assert fold("kỹ") != fold("kĩ")


def test_bare_drops_punctuation_only() -> None:
    assert bare("TRÍCH LỤC, ĐĂNG KÝ (bản sao):") == "trich luc dang ky ban sao"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="ĂÂĐÊÔƠƯăâđêôơưÁẢÃẠàếệữỵ aZ-9"))
def test_folded_letters_stand_where_the_letters_stood(text: str) -> None:
    """Places found in folded text are places in the NFC text."""
    assert len(fold_letters(text)) == len(unicodedata.normalize("NFC", text))


def test_likeness_and_upper_case() -> None:
    assert similar("QUYÉT ĐỊNH", "quyết định") == 1.0
    assert similar("Giấy khai sinh", "Hợp đồng") < 0.5
    assert upper_share("ỦY BAN nhân") == 5 / 9
    assert upper_share("123 / ...") == 0.0


def test_a_phrase_is_found_despite_a_slip_and_not_inside_words() -> None:
    """Short phrases must stand whole; long ones may hold a misread letter."""
    assert contains(bare("Số chứng thực: 12, quyển số 3"), "so chung thuc")
    assert contains("cong hoa xa hoi chu nghla viet nam", "cong hoa xa hoi chu nghia viet nam")
    assert not contains("mau sac", "mau sa")
    assert not contains("van ban", "")
