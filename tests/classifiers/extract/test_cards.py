"""Identity papers: code before zone before print."""

from classifiers.extract.cards import check_digit
from tests.classifiers.extract.pages import drawn, read, values

FRONT = """
             CĂN CƯỚC CÔNG DÂN
         Số / No.: 001 087 6S4 321
         Họ và tên / Full name:
         LE VĂN CƯƠNG
         Ngày sinh / Date of birth: 12/03/1987
         Giới tính / Sex: Nam   Quốc tịch / Nationality: Việt Nam
         Quê quán / Place of origin:
         Tiên Dương, Đông Anh, Hà Nội
         Nơi thường trú / Place of residence: Thôn Đoài
         Tiên Dương, Đông Anh, Hà Nội
  Có giá trị đến: 12/03/2027
"""
QR = "001087654321|012345678|Lê Văn Cường|12031987|Nam|Thôn Đoài, Tiên Dương, Đông Anh, Hà Nội|10052021"


def test_a_card_without_code_is_read_from_its_print() -> None:
    """Two-language labels, values beside or below; the mended number costs confidence."""
    fields = read("id-card", drawn(FRONT))
    assert values(fields) == {
        "id_number": "001087654321",
        "full_name": "LE VĂN CƯƠNG",
        "birth_date": "1987-03-12",
        "sex": "Nam",
        "nationality": "Việt Nam",
        "hometown": "Tiên Dương, Đông Anh, Hà Nội",
        "residence": "Thôn Đoài Tiên Dương, Đông Anh, Hà Nội",
        "expiry_date": "2027-03-12",
    }
    assert fields["id_number"].confidence < 0.8


def test_the_qr_on_the_front_goes_before_the_print() -> None:
    """It carries the name with its marks and the day of issue; what it does not carry is still read."""
    fields = read("id-card", drawn(FRONT, barcodes=(QR,)))
    assert fields["full_name"].value == "Lê Văn Cường"
    assert fields["id_issue_date"].value == "2021-05-10"
    assert fields["id_number"].confidence > 0.95
    assert fields["hometown"].value == "Tiên Dương, Đông Anh, Hà Nội"


def test_another_qr_is_not_taken_for_a_card() -> None:
    """A payment code or a web address on the same page has no place among the fields."""
    assert read("id-card", drawn("", barcodes=("https://example.vn/001087654321",))) == {}


def zone(number: str, birth: str, expiry: str) -> str:
    nine = number[3:]
    return (
        f"\n  IDVNM{nine}{check_digit(nine)}{number}<<8"
        f"\n  {birth}{check_digit(birth)}M{expiry}{check_digit(expiry)}VNM<<<<<<<<<<<4\n  LE<<VAN<CUONG<<<<<<<<<<<<<<<<<"
    )


def test_the_zone_on_the_back_is_believed_when_its_check_digits_agree() -> None:
    """ICAO 9303 TD1."""
    page = drawn("  Ngày, tháng, năm / Date, month, year: 10/05/2021" + zone("001087654321", "870312", "270312"))
    assert values(read("id-card", page)) == {
        "id_number": "001087654321",
        "birth_date": "1987-03-12",
        "sex": "Nam",
        "expiry_date": "2027-03-12",
        "id_issue_date": "2021-05-10",
    }


def test_a_zone_that_contradicts_itself_says_nothing() -> None:
    """A wrong check digit means that a character was misread, and nobody knows which."""
    broken = zone("001087654321", "870312", "270312").replace("8703", "8708")
    assert "birth_date" not in read("id-card", drawn(broken))


def test_check_digits_follow_the_standard() -> None:
    """The example of ICAO Doc 9303 part 5."""
    assert check_digit("D23145890") == 7
    assert check_digit("740812") == 2
    assert check_digit("120415") == 9
