"""Particulars in sentences and in cells: no colon, no row that holds label and value."""

from classifiers.extract.layout import Sheet, sheet_of
from classifiers.extract.persons import opened_by
from pipeline.model.geometry import Box
from pipeline.model.reading import Line, PageReading, Word
from tests.classifiers.extract.pages import HEIGHT, STEP, drawn, read, values


def test_a_sentence_breaks_labels_where_the_line_ends() -> None:
    """Name, birth, people and number in one sentence over three rows; the address ends with its province."""
    page = drawn("""
  Ủy ban nhân dân phường Láng xác nhận: ông Nguyễn Văn An, sinh ngày 05/01/1990, dân
  tộc Kinh, quốc tịch Việt Nam, số định danh cá nhân 001090012345, thường trú tại số
  5 phố Chùa Láng, phường Láng, thành phố Hà Nội, là công dân của phường.
""")
    found = values(read("confirmation", page))
    assert found["full_name"] == "Nguyễn Văn An"
    assert (found["birth_date"], found["id_number"]) == ("1990-01-05", "001090012345")
    assert found["residence"] == "số 5 phố Chùa Láng, phường Láng, thành phố Hà Nội"


def cells(*rows: tuple[str, str, int]) -> PageReading:
    """A table of two columns: (text, answer, half rows the answer stands lower). A stroke breaks a question in two lines."""
    page = drawn("  TỜ KHAI")
    lines = list(page.lines)
    top = 300
    for question, answer, lower in rows:
        for number, part in enumerate(question.split("|")):
            lines.append(_line(part, 80, top + number * 40))
        lines.append(_line(answer, 600, top + lower * 20))
        top += 40 * len(question.split("|")) + 60
    return PageReading(page.page, page.engine, page.width, page.height, 200, 0, 0.0, False, tuple(lines))


def _line(text: str, left: int, top: int) -> Line:
    words, at = [], left
    for word in text.split():
        words.append(Word(word, Box(at, top, at + STEP * len(word), top + HEIGHT - 4), 0.99))
        at += STEP * len(word) + 12
    return Line.of(words, "drawn")


def test_an_answer_between_the_lines_of_its_question() -> None:
    """Cells centred against each other: the question stands half above and half below its answer."""
    page = cells(
        ("Họ, chữ đệm, tên", "NGUYỄN VĂN AN", 0),
        ("Ngày, tháng,|năm sinh", "05/01/1990", 1),
        ("Giới tính", "Nam", 0),
        ("Số định danh|cá nhân", "001090012345", 1),
        ("Quê quán", "xã Thư Lâm, thành phố Hà Nội", 0),
    )
    found = values(read("curriculum-vitae", page))
    assert found["full_name"] == "NGUYỄN VĂN AN"
    assert (found["birth_date"], found["id_number"]) == ("1990-01-05", "001090012345")
    assert found["hometown"] == "xã Thư Lâm, thành phố Hà Nội"


def test_an_address_ends_with_its_province() -> None:
    """What a row goes on with behind the province is another value; the country still belongs to it."""
    page = drawn("  Nơi cư trú: phường Láng, thành phố Hà Nội Nghề nghiệp nông dân")
    assert values(read("curriculum-vitae", page))["residence"] == "phường Láng, thành phố Hà Nội"
    abroad = drawn("  Địa chỉ trụ sở chính: phường Láng, thành phố Hà Nội, Việt Nam")
    assert values(read("enterprise-certificate", abroad))["address"] == "phường Láng, thành phố Hà Nội, Việt Nam"


def test_headings_say_whose_particulars_follow() -> None:
    """Numbered or announced, with or without capitals; a sentence that mentions the mother opens nothing."""

    def who(text: str) -> str | None:
        sheet: Sheet = sheet_of(1, drawn(f"  {text}"))
        found = opened_by(sheet.rows[0])
        return found.person if found else None

    assert who("II. Thông tin về người yêu cầu đăng ký khai tử") == "applicant"
    assert who("B. NGƯỜI MẸ") == "mother"
    assert who("BÊN ĐẶT CỌC (sau đây gọi là Bên A):") == "party_a"
    assert who("BÊN NHẬN ĐẶT CỌC (Bên B):") == "party_b"
    assert who("Bên cho thuê (Bên B)") == "party_b"
    assert who("Mẹ tôi là bà Trần Thị Hoa, sinh năm 1960") is None


def test_a_book_keeps_its_register() -> None:
    """Blanks beside strokes close up; the register behind the year belongs to the number."""
    page = drawn("  Số công chứng: 2741, quyển số 05/2026 TP/CC - SCC/HĐGD")
    copy = drawn("  Số chứng thực: 1234 quyển số: 01/2026 - SCT/BS")
    assert values(read("certified-copy-page", copy))["book_number"] == "01/2026-SCT/BS"
    assert values(read("land-transfer-contract", page))["notary_number"] == "2741"
