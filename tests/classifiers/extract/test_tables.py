"""Ruled tables: columns from the printed head, rows from where the words stand."""

from classifiers.extract import RuleExtractor
from pipeline.model.documents import Classification, Document, Table
from pipeline.model.ids import KindCode
from pipeline.model.reading import PageReading
from tests.classifiers.extract.pages import TAXONOMY, drawn, view_of


def tables(kind: str, *pages: PageReading) -> dict[str, Table]:
    """The tables found on *pages* taken as one document of *kind*."""
    view = view_of(*pages)
    named = Classification(KindCode(kind), TAXONOMY.title(KindCode(kind)), 1.0, (), "test")
    document = Document(tuple(view.readings), named, (), (), 1.0, None)
    return {table.name: table for table in RuleExtractor(TAXONOMY).tables(document, view)}


def rows(table: Table, *columns: str) -> list[tuple[str | None, ...]]:
    """The values of *columns*, row by row."""
    places = [table.columns.index(name) for name in columns]
    return [tuple(cell.value if (cell := row[place]) else None for place in places) for row in table.rows]


MEMBERS = """
  10. Những thành viên trong hộ gia đình cùng thay đổi:
  TT   Họ, chữ đệm và tên     Ngày, tháng,    Giới     Số định danh     Quan hệ
                              năm sinh        tính     cá nhân
  1    NGUYỄN THỊ LAN         01/02/1992      Nữ       001192000111     Vợ
  2    NGUYỄN GIA BẢO         03/04/2020      Nam      001220000222     Con
                       Hà Nội, ngày 05 tháng 01 năm 2026
  Ý KIẾN CỦA CHỦ HỘ                           NGƯỜI KÊ KHAI
"""


def test_members_of_a_household_stand_in_rows() -> None:
    """A head over two lines names the columns; what follows the last row is no row."""
    found = tables("residence-declaration", drawn(MEMBERS))["household_members"]
    assert rows(found, "full_name", "birth_date", "sex", "id_number", "relation") == [
        ("NGUYỄN THỊ LAN", "1992-02-01", "Nữ", "001192000111", "Vợ"),
        ("NGUYỄN GIA BẢO", "2020-04-03", "Nam", "001220000222", "Con"),
    ]


def test_every_cell_points_at_the_paper() -> None:
    """A cell has its page, its box and how sure it is; a doubtful word makes a doubtful cell."""
    found = tables("residence-declaration", drawn(MEMBERS, doubtful=("001192000111",)))["household_members"]
    name, number = (found.rows[0][found.columns.index(column)] for column in ("full_name", "id_number"))
    assert name
    assert number
    assert name.page == 1
    assert name.box.left < number.box.left
    assert number.confidence < 0.5 < name.confidence


def test_a_cell_goes_on_in_the_next_line() -> None:
    """A line of business over two lines is one; the number begins each row; the capital is no row."""
    page = drawn("""
  STT    Tên ngành                               Mã ngành
  1      Bán lẻ lương thực trong các cửa hàng    4721
         chuyên doanh
  2      Bán lẻ đồ uống                          4723
  4. Vốn kinh doanh: 100.000.000 đồng
""")
    found = tables("household-business-request", page)["business_lines_table"]
    assert rows(found, "ordinal", "line_name", "line_code") == [
        ("1", "Bán lẻ lương thực trong các cửa hàng chuyên doanh", "4721"),
        ("2", "Bán lẻ đồ uống", "4723"),
    ]


def test_papers_handed_in_with_how_many() -> None:
    """A receipt's list of papers: the columns a form does not print stay empty."""
    page = drawn("""
  1. Thành phần hồ sơ nộp gồm:
  TT    Tên giấy tờ                    Số lượng
  1     Tờ khai đăng ký khai sinh      01
  2     Giấy chứng sinh                01
  2. Số lượng hồ sơ: 01 (bộ)
""")
    found = tables("receipt-slip", page)["papers_received"]
    assert rows(found, "paper_name", "quantity", "note") == [
        ("Tờ khai đăng ký khai sinh", "01", None),
        ("Giấy chứng sinh", "01", None),
    ]


def test_a_table_goes_on_over_the_page() -> None:
    """The head is printed again on the next page: one table."""
    later = drawn("""
  TT   Họ và tên              Ngày sinh       Giới tính    Số định danh     Quan hệ
  3    TRẦN VĂN AN            05/06/1960      Nam          001060000333     Cha
""")
    found = tables("residence-declaration", drawn(MEMBERS), later)["household_members"]
    assert [row[0] for row in rows(found, "full_name")] == ["NGUYỄN THỊ LAN", "NGUYỄN GIA BẢO", "TRẦN VĂN AN"]


def test_running_text_is_no_table() -> None:
    """Labels in a row look like a head; without rows under them there is no table."""
    assert tables("residence-declaration", drawn("  Họ và tên: LÊ VĂN A    Ngày sinh: 01/02/1990")) == {}
    assert tables("decision", drawn(MEMBERS)) == {}
