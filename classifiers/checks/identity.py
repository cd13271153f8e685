"""Số định danh cá nhân: twelve digits that repeat sex, century, year and place of birth registration.

NĐ 137/2015/NĐ-CP Đ13 and TT 07/2016/TT-BCA: three digits of the province or country, one of century and sex (0/1
twentieth, 2/3 twenty-first, and so on; even male, odd female), two of the birth year, six at random. There is no check
digit. The province part keeps the list of 63 provinces after the merger of 2025; 001 is Hà Nội.
"""

from datetime import date

PROVINCES = frozenset((
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45,
    46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92,
    93, 94, 95, 96,
))  # fmt: skip
"""The 63 of TT 07/2016/TT-BCA. Numbers above 100 stand for countries of birth abroad."""
_ABROAD = 100
OLDEST = 125
"""Nobody at the counter is older, in years."""


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
    """Whether the first three digits stand for one of the 63 provinces, or for a country abroad."""
    place = int(id_number[:3]) if id_number[:3].isdecimal() else 0
    return place in PROVINCES or place > _ABROAD


def may_be_an_id_number(number: str) -> bool:
    """Twelve digits of a possible structure, or the nine of a chứng minh nhân dân (which have none)."""
    if not number.isdecimal():
        return False
    if len(number) == 9:
        return len(set(number)) > 1
    year = birth_year_in(number)
    return year is not None and 1900 <= year <= 2099 and int(number[:3]) in PROVINCES | {*range(_ABROAD + 1, 1000)}


def agrees_with_birth(id_number: str, birth_date: str) -> bool | None:
    """Whether number and (possibly partial) ISO birth date name the same year; None when the number does not say."""
    year = birth_year_in(id_number)
    return None if year is None or len(birth_date) < 4 else birth_date[:4] == f"{year}"


def agrees_with_sex(id_number: str, sex: str) -> bool | None:
    """Whether number and printed sex agree; None when the number does not say."""
    said = sex_in(id_number)
    return None if said is None or sex not in ("Nam", "Nữ") else said == sex


def is_too_long_ago(birth_date: str, today: date) -> bool:
    """Whether nobody born on *birth_date* (ISO, possibly partial) can stand at the counter on *today*."""
    return birth_date[:4].isdecimal() and today.year - int(birth_date[:4]) > OLDEST
