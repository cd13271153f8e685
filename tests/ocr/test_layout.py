from ocr.layout import in_reading_order
from pipeline.model.geometry import Box, bounding
from pipeline.model.reading import Line, Word

WIDTH = 1650


def line(top: int, *parts: tuple[int, str], height: int = 24) -> Line:
    """Words set from the given places, a letter 14 pixels wide."""
    words: list[Word] = []
    for left, text in parts:
        for word in text.split():
            words.append(Word(word, Box(left, top, left + 14 * len(word), top + height), 0.9))
            left += 14 * (len(word) + 1)
    return Line(tuple(words), bounding(word.box for word in words), "test")


def texts(*lines: Line) -> list[str]:
    return [found.text for found in in_reading_order(lines, WIDTH)]


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


def test_no_word_is_lost_or_doubled() -> None:
    """Whatever the page looks like."""
    lines = [
        line(top, (left, text), (left + 700, text))
        for top, left, text in ((10, 50, "a b"), (50, 300, "c: d"), (90, 20, "e"), (400, 100, "g h"), (60, 500, "i"))
    ]
    words = sorted(word.text for each in lines for word in each.words)
    assert sorted(word.text for each in in_reading_order(lines, WIDTH) for word in each.words) == words
