"""How sure a value is: codes against print, figures against words, a seal over a name, a hole where a figure stood."""

from dataclasses import replace

from classifiers.extract.phrases import misspelt
from pipeline.model.geometry import Box
from tests.classifiers.extract.pages import drawn, read

CARD = """
   Số / No.: 001090012345
   Họ và tên / Full name:
   NGUYỄN VĂN AN
   Ngày sinh / Date of birth: {birth}
   Giới tính / Sex: Nam
"""
QR = "001090012345|012345678|Nguyễn Văn An|05011990|Nam|Phường Láng, Hà Nội|01012022"
LETTER = """
    ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    {ward}                        Độc lập - Tự do - Hạnh phúc
    Số: 45/UBND                  Láng, ngày 7 tháng 12 năm 2025
    V/v xác minh nơi cư trú
           Kính gửi: Công an phường Láng
    Ủy ban nhân dân phường đề nghị xác minh nơi cư trú của công dân.
    Nơi nhận:                                    CHỦ TỊCH

                                              {name}
"""


def test_a_code_that_differs_from_the_print_is_doubted() -> None:
    """Another birth date under the QR than beside it: somebody has to look at the card."""
    same, other = (
        read("id-card", drawn(CARD.format(birth=birth), barcodes=(QR,)))["birth_date"]
        for birth in ("05/01/1990", "05/07/1990")
    )
    assert same.value == other.value == "1990-01-05"
    assert other.confidence < 0.5 < 0.99 < same.confidence


def test_a_name_without_its_head_is_hardly_trusted() -> None:
    """The seal has swallowed the surname, or the first letters of a word: given as read, for a person to see."""
    whole, torn, small = (
        read("official-letter", drawn(LETTER.format(ward="PHƯỜNG LÁNG", name=name), sure=0.99))["signer"]
        for name in ("Trần Văn Giang", "Khánh Vân", "ăn Giang")
    )
    assert whole.confidence > 0.9
    assert max(torn.confidence, small.confidence) < 0.5


def test_a_seal_over_the_name_costs_confidence() -> None:
    """Where the seal lies on the first word, letters may be gone without a trace."""
    page = drawn(LETTER.format(ward="PHƯỜNG LÁNG", name="Trần Văn Giang"), sure=0.99)
    clear = read("official-letter", page)["signer"]
    stamped = replace(
        page, seals=(Box(clear.box.left - 150, clear.box.top - 200, clear.box.left + 30, clear.box.bottom),)
    )
    assert read("official-letter", stamped)["signer"].confidence < 0.9 < clear.confidence


def test_a_word_every_paper_prints_shows_lost_marks() -> None:
    """ỦY BẠN NHÂN DÂN is no body's name, PHƯỜNG VIỆT HUNG no ward's; hoà and hòa are both right."""
    assert misspelt("ỦY BẠN NHÂN DÂN PHƯỜNG LÁNG")
    assert misspelt("phường Việt Hung, thành phố Hà Nội")
    assert not misspelt("UỶ BAN NHÂN DÂN XÃ HOÀ LẠC, thành phố Hà Nội")
    assert not misspelt("Quân Thị Phượng, Tình Huyền")


def test_a_hole_in_a_date_is_a_doubt() -> None:
    """``ngày 2   tháng 9``: a figure stood in the blank."""
    close, wide = (
        read("birth-certificate", drawn(f"  Ngày, tháng, năm sinh: ngày 2{blank}tháng 9 năm 2025"))["birth_date"]
        for blank in (" ", "    ")
    )
    assert close.value == wide.value == "2025-09-02"
    assert wide.confidence < 0.7 < close.confidence


def test_a_year_beside_ruins_is_not_a_year_alone() -> None:
    """A day and a month that cannot be read leave the year, and a doubt; a year that stands alone is what was written."""
    alone, ruin = (
        read("birth-certificate", drawn(f"  Ngày, tháng, năm sinh: {said}"))["birth_date"]
        for said in ("1937", "1#/0? 1937")
    )
    assert alone.value == ruin.value == "1937"
    assert ruin.confidence < 0.6 < alone.confidence


def test_an_address_carries_its_communes_of_today() -> None:
    """As printed in the value, as communes of today beside it."""
    found = read("birth-certificate", drawn("  Quê quán: phường Trúc Bạch, quận Ba Đình, thành phố Hà Nội"))["hometown"]
    assert found.value == "phường Trúc Bạch, quận Ba Đình, thành phố Hà Nội"
    assert found.units == ("00004 Phường Ba Đình",)
