"""Số định danh cá nhân: twelve digits that repeat sex, century, year and place of birth registration.

NĐ 137/2015/NĐ-CP Đ13 and TT 07/2016/TT-BCA: three digits of the province or country, one of century and sex (0/1
twentieth, 2/3 twenty-first, and so on; even male, odd female), two of the birth year, six at random. There is no check
digit. The province part keeps the list of 63 provinces after the merger of 2025; 001 is Hà Nội.
"""

HIGHEST_PROVINCE = 96
"""Provinces are 001 to 096; larger numbers stand for countries of birth abroad."""


def birth_year_in(id_number: str) -> int | None:
    """The birth year a twelve-digit number says, None for any other number."""
    if len(id_number) != 12 or not id_number.isdecimal():
        return None
    return 1900 + 100 * (int(id_number[3]) // 2) + int(id_number[4:6])


def sex_in(id_number: str) -> str | None:
    """``Nam`` or ``Nữ`` as a twelve-digit number says, None for any other number."""
    if len(id_number) != 12 or not id_number.isdecimal():
        return None
    return "Nam" if int(id_number[3]) % 2 == 0 else "Nữ"


def province_is_known(id_number: str) -> bool:
    """Whether the first three digits may stand at all: 000 never does."""
    return id_number[:3] != "000"


def agrees_with_birth(id_number: str, birth_date: str) -> bool | None:
    """Whether number and (possibly partial) ISO birth date name the same year; None when the number does not say."""
    year = birth_year_in(id_number)
    return None if year is None or len(birth_date) < 4 else birth_date[:4] == f"{year}"


def agrees_with_sex(id_number: str, sex: str) -> bool | None:
    """Whether number and printed sex agree; None when the number does not say."""
    said = sex_in(id_number)
    return None if said is None or sex not in ("Nam", "Nữ") else said == sex
