"""A form's dotted line read through its value."""

import pytest

from classifiers.extract.leaders import without_leaders
from tests.classifiers.extract.pages import drawn, read, values


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("Số.16.ngõ. 3, phường Nghĩa.Đô", "Số 16 ngõ 3, phường Nghĩa Đô"),
        ("Hà.Nội", "Hà Nội"),
        ("Thôn.Trung,.xã. Phúc. Thọ,. thành. phố. Hà. Nội", "Thôn Trung, xã Phúc Thọ, thành phố Hà Nội"),
        ("NGUYỄN.TẤT.BÌNH", "NGUYỄN TẤT BÌNH"),
    ],
)
def test_dots_between_words_are_the_forms(read_as: str, meant: str) -> None:
    """A dot that touches the next word, or stands by a comma, is no stop: then all loose dots are leaders."""
    assert without_leaders(read_as) == (meant, True)


@pytest.mark.parametrize(
    "printed",
    [
        "P.101 chung cư A, Q.1, TP.HCM",
        "TP. Hà Nội",
        "Tp.Hồ Chí Minh",
        "vốn 1.000.000 đồng",
        "Cần xác minh thêm. Bộ phận Một cửa xin lỗi",
        "số 12.A Hà Nội",
        "ThS. Lê Văn An",
        "05.05.2024",
    ],
)
def test_printed_dots_stay(printed: str) -> None:
    """Abbreviations, numbers, dates and stops are the author's."""
    assert without_leaders(printed) == (printed, False)


def test_a_value_read_through_leaders_is_never_sure() -> None:
    """Dots touch the letters above them, so somebody looks."""
    page = drawn("""
  Họ, chữ đệm, tên: NGUYỄN.MINH.ANH
  Quốc tịch: Việt.Nam    Dân tộc: Kinh
  Nơi sinh: Số.16.ngõ. 3, phường Nghĩa.Đô
""")
    found = read("birth-certificate", page)
    assert values(found) | {"ethnicity": ""} == {
        "full_name": "NGUYỄN MINH ANH",
        "nationality": "Việt Nam",
        "birth_place": "Số 16 ngõ 3, phường Nghĩa Đô",
        "ethnicity": "",
    }
    assert all(field.confidence < 0.9 for name, field in found.items() if name != "ethnicity")


def test_a_dot_between_two_figures_of_a_day_is_no_figure() -> None:
    """``ngày..1.6.tháng.5.năm.2022`` is the sixteenth, and doubted no less than any other leader."""
    page = drawn("  Ngày, tháng, năm đăng ký: ngày..1.6.tháng.5.năm.2022")
    assert read("marriage-certificate", page)["registration_date"].value == "2022-05-16"
