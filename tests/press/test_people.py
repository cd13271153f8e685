"""Persons who do not exist, with numbers that could."""

import random
from datetime import date

import pytest

from bench.press.case import a_case, tax_number
from bench.press.codes import card_strip
from bench.press.fonts import LETTERS, families
from bench.press.people import a_person, date_in_words, lexicon, number_in_words


@pytest.mark.parametrize("seed", range(40))
def test_numbers_are_valid_in_structure(seed: int) -> None:
    """Province, century and sex, year of birth, six digits (NĐ 137/2015/NĐ-CP Đ13)."""
    somebody = a_person(random.Random(seed), born=(1950, 2015))
    number = somebody.id_number
    assert len(number) == 12
    assert number.isdigit()
    assert number[:3] in {code for code, _ in lexicon()["birth_places"]}
    assert int(number[3]) == (somebody.birth.year >= 2000) * 2 + (not somebody.male)
    assert number[4:6] == f"{somebody.birth.year % 100:02d}"


def test_the_strip_has_three_lines_of_thirty() -> None:
    """ICAO 9303 part 5, with the whole number of the card in the first line."""
    somebody = a_person(random.Random(5))
    strip = card_strip(somebody)
    assert [len(line) for line in strip] == [30, 30, 30]
    assert somebody.id_number in strip[0]


def test_tax_numbers_carry_their_check_digit() -> None:
    """N10 = 10 - (sum of weights mod 11) (TT 105/2020/TT-BTC Đ5)."""
    for seed in range(20):
        digits = [int(d) for d in tax_number(random.Random(seed))]
        weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
        assert digits[9] == 10 - sum(w * d for w, d in zip(weights, digits, strict=False)) % 11


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (5, "năm"),
        (21, "hai mươi mốt"),
        (104, "một trăm linh bốn"),
        (1994, "một nghìn chín trăm chín mươi tư"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (2_500_000_000, "hai tỷ năm trăm triệu"),
    ],
)
def test_numbers_are_said_as_people_say_them(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_dates_are_said_as_on_birth_certificates() -> None:
    assert date_in_words(date(2026, 4, 3)) == "Ngày mồng ba, tháng tư, năm hai nghìn không trăm hai mươi sáu"


def test_generated_dossier_codes_belong_to_nobody() -> None:
    """Codes of random cases name an agency that no record system here knows."""
    assert all(a_case(random.Random(seed)).code.startswith("H26.90-") for seed in range(20))


def test_fonts_have_every_vietnamese_letter() -> None:
    """146 letters with their marks, and a family for each style the press sets."""
    assert len(LETTERS) == 146
    for style in ("serif", "sans", "mono"):
        assert families(style)
