from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ocr.layout import in_reading_order
from ocr.lines.rules import Rules
from pipeline.model.geometry import Box, bounding
from pipeline.model.reading import Line, Word


def line(top: int, *parts: tuple[int, str], height: int = 24) -> Line:
    """Words set from the given places, a letter 14 pixels wide."""
    words: list[Word] = []
    for left, text in parts:
        for word in text.split():
            words.append(Word(word, Box(left, top, left + 14 * len(word), top + height), 0.9))
            left += 14 * (len(word) + 1)
    return Line(tuple(words), bounding(word.box for word in words), "test")


def texts(*lines: Line) -> list[str]:
    return [found.text for found in in_reading_order(lines)]


def test_the_two_columns_of_the_head_are_parted_and_read_one_after_the_other() -> None:
    """Decree 30/2020: the issuing body first, then the national title."""
    assert texts(
        line(100, (200, "ỦY BAN NHÂN DÂN"), (800, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
        line(140, (200, "TỈNH BẠC LIÊU"), (900, "Độc lập - Tự do - Hạnh phúc")),
        line(180, (200, "Số: 210/QĐ-UBND"), (900, "Bạc Liêu, ngày 18 tháng 02 năm 2025")),
        line(300, (600, "QUYẾT ĐỊNH")),
    ) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH BẠC LIÊU",
        "Số: 210/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bạc Liêu, ngày 18 tháng 02 năm 2025",
        "QUYẾT ĐỊNH",
    ]


def test_lines_an_engine_parted_itself_are_ordered_the_same_way() -> None:
    """Whoever found the gap."""
    assert texts(
        line(100, (200, "ỦY BAN NHÂN DÂN")),
        line(100, (800, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA")),
        line(140, (200, "TỈNH BẠC LIÊU")),
        line(140, (900, "Độc lập - Tự do")),
    ) == ["ỦY BAN NHÂN DÂN", "TỈNH BẠC LIÊU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Độc lập - Tự do"]


def test_recipients_stand_before_the_signature() -> None:
    """Nơi nhận: ends like a label and is none."""
    assert texts(
        line(100, (200, "Nơi nhận:"), (900, "TM. ỦY BAN NHÂN DÂN")),
        line(140, (200, "- Như Điều 3;"), (1000, "CHỦ TỊCH")),
        line(180, (200, "- Lưu: VT.")),
    ) == ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


def test_a_label_keeps_what_is_filled_in_behind_it() -> None:
    """However long the line between them was."""
    field = line(100, (200, "Họ và tên:"), (800, "Nguyễn Văn An"))
    assert texts(field) == ["Họ và tên: Nguyễn Văn An"]


def test_fields_side_by_side_stay_in_their_row() -> None:
    """Two fields a row are read row by row."""
    assert texts(
        line(100, (200, "Giới tính: Nữ"), (800, "Dân tộc: Kinh")),
        line(140, (200, "Quốc tịch: Việt Nam"), (800, "Năm sinh: 1970")),
    ) == ["Giới tính: Nữ", "Dân tộc: Kinh", "Quốc tịch: Việt Nam", "Năm sinh: 1970"]


def test_rows_of_a_table_are_left_in_order() -> None:
    """Many pairs are a table, read row by row."""
    rows = [line(100 + 40 * n, (200, f"hàng {n}"), (800, f"ô {n}")) for n in range(12)]
    assert " ".join(texts(*rows)) == " ".join(row.text for row in rows)


def test_justified_text_is_never_parted() -> None:
    """Its gaps are wide, but all alike."""
    body = line(100, (200, "Căn"), (400, "cứ"), (560, "Luật"), (760, "Tổ"), (900, "chức"), (1100, "chính"))
    assert texts(body) == [body.text]


def test_the_head_is_parted_however_close_its_columns_come() -> None:
    """The national title begins a block of its own even where only a word's blank parts it from the office's name."""
    assert texts(
        line(100, (100, "ỦY BAN NHÂN DÂN THÀNH PHỐ"), (100 + 14 * 26, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
        line(140, (230, "HÀ NỘI"), (560, "Độc lập - Tự do - Hạnh phúc")),
        line(180, (190, "Số: 5/QĐ-UBND"), (520, "Hà Nội, ngày 01 tháng 7 năm 2025")),
    )[:4] == ["ỦY BAN NHÂN DÂN THÀNH PHỐ", "HÀ NỘI", "Số: 5/QĐ-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_each_signs_in_a_column_of_their_own() -> None:
    """Role, note and name of the first, then of the second, though a signature's height lies above the names."""
    assert texts(
        line(100, (200, "NGƯỜI NỘP HỒ SƠ"), (900, "NGƯỜI TIẾP NHẬN HỒ SƠ")),
        line(140, (214, "(Ký, họ tên)"), (956, "(Ký, họ tên)")),
        line(320, (200, "Nguyễn Tâm Linh"), (949, "Trịnh Tuấn Sỹ")),
    ) == [
        "NGƯỜI NỘP HỒ SƠ",
        "(Ký, họ tên)",
        "Nguyễn Tâm Linh",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "(Ký, họ tên)",
        "Trịnh Tuấn Sỹ",
    ]


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    """Many rows of sentences are no table."""
    words = "một hai ba bốn năm sáu bảy"
    rows = [line(100 + 40 * n, (100, f"a{n} {words}"), (700, f"b{n} {words}")) for n in range(9)]
    assert [text[0] for text in texts(*rows)] == ["a"] * 9 + ["b"] * 9


def test_two_pages_on_one_sheet_are_read_one_after_the_other() -> None:
    """An A3 sheet, whatever stands beside what."""
    words = "một hai ba bốn năm sáu"
    left = [line(100 + 100 * n, (100, f"a{n} {words}")) for n in range(5)]
    right = [line(110 + 90 * n, (1500, f"b{n} {words}")) for n in range(5)]
    assert [text[0] for text in texts(*right, *left)] == ["a"] * 5 + ["b"] * 5


def test_a_cell_of_a_ruled_table_is_read_whole() -> None:
    """Row by row, and each cell with all its lines before the next one."""
    level = tuple(Box(100, y, 900, y + 3) for y in (90, 180, 270))
    upright = tuple(Box(x, 90, x + 3, 273) for x in (100, 500, 897))
    found = in_reading_order(
        [
            line(100, (120, "một dòng"), (520, "ô hai")),
            line(140, (120, "dòng nữa"), (520, "tiếp theo")),
            line(200, (120, "hàng hai"), (520, "ô cuối")),
        ],
        Rules(np.zeros((1, 1), np.uint8), level, upright),
    )
    assert [each.text for each in found] == ["một dòng", "dòng nữa", "ô hai", "tiếp theo", "hàng hai", "ô cuối"]


def test_a_streak_down_the_page_parts_nothing() -> None:
    """Dirt on the scanner's glass draws a line that meets no other."""
    streak = Rules(np.zeros((1, 1), np.uint8), (), (Box(325, 0, 328, 2000),))
    sentence = line(100, (200, "Ủy ban nhân dân xã"))
    assert [each.text for each in in_reading_order([sentence], streak)] == [sentence.text]


def test_words_an_engine_tore_apart_are_one_line_again() -> None:
    """Two lines level and a blank apart."""
    assert texts(line(100, (200, "Căn cứ Luật")), line(101, (370, "Thủ đô"))) == ["Căn cứ Luật Thủ đô"]


WORDS = st.sampled_from(["a", "Số: 1", "Nơi nhận:", "CỘNG HÒA XÃ HỘI", "ba từ đây", "Họ tên:"])
PLACES = st.tuples(st.integers(0, 1500), st.integers(0, 600), WORDS, st.integers(6, 60))
RULES = st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 600), st.integers(1, 900), st.booleans()), max_size=8)


@given(st.lists(PLACES, max_size=14), RULES)
def test_no_word_is_lost_or_doubled(
    places: list[tuple[int, int, str, int]], drawn: list[tuple[int, int, int, bool]]
) -> None:
    """Whatever the page looks like, and whatever rules were seen on it."""
    lines = [line(top, (left, text), height=height) for left, top, text, height in places]
    level = tuple(Box(x, y, x + length, y + 2) for x, y, length, lies in drawn if lies)
    upright = tuple(Box(x, y, x + 2, y + length) for x, y, length, lies in drawn if not lies)
    found = in_reading_order(lines, Rules(np.zeros((1, 1), np.uint8), level, upright))
    assert Counter(word for each in found for word in each.words) == Counter(w for each in lines for w in each.words)
