"""What cannot be true on a paper."""

from datetime import date

import pytest

from classifiers.checks import examine
from classifiers.checks.calendar import agree, in_order, not_after
from classifiers.checks.identity import (
    agrees_with_birth,
    agrees_with_sex,
    birth_year_in,
    may_be_an_id_number,
    province_is_known,
    sex_in,
)
from classifiers.checks.numbering import agrees_with_kind, type_in
from classifiers.checks.tax import tax_code_is_sound
from pipeline.model.documents import ExtractedField, Finding
from pipeline.model.geometry import Box


def a_field(name: str, value: str, page: int = 1) -> ExtractedField:
    return ExtractedField(name, name, value, value, page, Box(0, 0, 10, 10), 0.9)


@pytest.mark.parametrize(
    ("number", "year", "sex"),
    [
        ("001087654321", 1987, "Nam"),
        ("001187654321", 1987, "Nữ"),
        ("001205654321", 2005, "Nam"),
        ("001305654321", 2005, "Nữ"),
        ("012345678", None, None),
    ],
)
def test_the_number_repeats_century_sex_and_year(number: str, year: int | None, sex: str | None) -> None:
    """NĐ 137/2015/NĐ-CP Đ13; the old nine-digit number says nothing."""
    assert birth_year_in(number) == year
    assert sex_in(number) == sex


def test_a_partial_birth_date_is_enough_to_compare() -> None:
    """Old papers give the year alone."""
    assert agrees_with_birth("001087654321", "1987") is True
    assert agrees_with_birth("001087654321", "1978-05") is False
    assert agrees_with_birth("012345678", "1978") is None
    assert agrees_with_sex("001087654321", "Nữ") is False


@pytest.mark.parametrize("code", ["0100109106", "0100686209", "0301442379", "0300588569"])
def test_codes_of_well_known_companies_are_sound(code: str) -> None:
    """TT 105/2020/TT-BTC: one changed figure is noticed."""
    assert tax_code_is_sound(code)
    changed = f"{code[:4]}{(int(code[4]) + 1) % 10}{code[5:]}"
    assert not tax_code_is_sound(changed)


def test_the_sign_names_the_type() -> None:
    """NĐ 30/2020 Phụ lục III."""
    assert type_in("15/QĐ-BNV") == "QĐ"
    assert type_in("30/2020/NĐ-CP") == "NĐ"
    assert type_in("05/BNV-VP") is None
    assert agrees_with_kind("15/QĐ-BNV", "TB") is False
    assert agrees_with_kind("15/QĐ-BNV", "QĐ") is True
    assert agrees_with_kind("05/BNV-VP", "QĐ") is None


def test_partial_dates_compare_as_far_as_they_go() -> None:
    """``2026`` is not after a scan of March 2026."""
    assert not_after("2026", date(2026, 3, 1))
    assert not not_after("2026-04", date(2026, 3, 1))
    assert in_order("1987", "1987-05-01")
    assert not in_order("2001-02", "2000")
    assert agree("1987", "1987-02-03")
    assert not agree("1987-02-04", "1987-02-03")


def test_findings_name_fields_and_pages_only() -> None:
    """Enough for a person to know where to look, nothing that says what stands there."""
    found = examine(
        (
            a_field("id_number", "001087654321", 2),
            a_field("sex", "Nữ"),
            a_field("birth_date", "1978-01-01"),
            a_field("document_number", "15/TB-UBND"),
            a_field("tax_code", "0100109107", 3),
            a_field("issue_date", "2027-01-01"),
            a_field("expiry_date", "2020-01-01"),
        ),
        "QĐ",
        date(2026, 3, 1),
    )
    assert found == (
        Finding("date-after-scan", (1,), ("issue_date",)),
        Finding("number-contradicts-kind", (1,), ("document_number",)),
        Finding("paper-expired", (1,), ("expiry_date",)),
        Finding("id-number-contradicts-birth-year", (1, 2), ("id_number", "birth_date")),
        Finding("id-number-contradicts-sex", (1, 2), ("id_number", "sex")),
        Finding("tax-code-check-digit", (3,), ("tax_code",)),
    )


def test_a_consistent_paper_has_no_findings() -> None:
    """Nothing to say is said by nothing."""
    fields = (a_field("id_number", "001087654321"), a_field("sex", "Nam"), a_field("birth_date", "1987-03-12"))
    assert examine(fields, "", date(2026, 3, 1)) == ()


def test_the_province_is_one_of_the_old_sixty_three() -> None:
    """TT 07/2016/TT-BCA: the list outlived the merger; 003 was never given, above 100 are countries."""
    assert province_is_known("001087654321")
    assert not province_is_known("003087654321")
    assert not province_is_known("000087654321")
    assert province_is_known("101087654321")
    assert may_be_an_id_number("012345678")
    assert not may_be_an_id_number("999999999")
    assert not may_be_an_id_number("0010876543")


def test_a_form_about_a_child_gives_the_number_of_whoever_asks() -> None:
    """A mother's number does not contradict her child's birth date."""
    child = (a_field("full_name", "Hoàng Thị Thơ"), a_field("birth_date", "2026-02-02"), a_field("sex", "Nam"))
    asked = (a_field("applicant", "Vũ Thị Thu Huyền"), a_field("id_number", "001194077120"), *child)
    assert examine(asked, "", date(2026, 3, 1)) == ()
    assert examine((a_field("id_number", "001194077120"), *child), "", date(2026, 3, 1)) != ()


def test_nobody_is_older_than_anybody_ever_was() -> None:
    """A birth year of the nineteenth century is a misread one."""
    assert [f.reference for f in examine((a_field("birth_date", "1887"),), "", date(2026, 3, 1))] == [
        "birth-date-implausible"
    ]
