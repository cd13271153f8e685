"""Vietnamese surnames (họ): to tell a name from a heading, and to doubt one. Never used to correct anything."""

import re

from classifiers.extract.syllables import is_syllable
from classifiers.text import fold

SURNAMES = frozenset((
    "NGUYỄN", "TRẦN", "LÊ", "PHẠM", "HOÀNG", "HUỲNH", "PHAN", "VŨ", "VÕ", "ĐẶNG", "BÙI", "ĐỖ", "HỒ", "NGÔ", "DƯƠNG",
    "LÝ", "ĐÀO", "ĐOÀN", "VƯƠNG", "TRỊNH", "TRƯƠNG", "LÂM", "ĐINH", "MAI", "TÔ", "LƯƠNG", "HÀ", "CAO", "THÁI",
    "CHÂU", "TẠ", "PHÙNG", "TĂNG", "NGHIÊM", "QUÁCH", "LƯU", "LẠI", "KIỀU", "CHU", "TRIỆU", "THẠCH", "LA", "MẠC",
    "TỐNG", "BẠCH", "KHƯƠNG", "DOÃN", "QUẢN", "CÙ", "VI", "NÔNG", "HÀN", "VIÊN", "ÔNG", "TIÊU", "GIANG", "LỤC",
    "ÂU", "THÂN", "HỨA", "KHUẤT", "ĐỒNG", "BÀNH", "HOA", "DIỆP", "CẦM", "LÒ", "SẦM", "MA", "ĐÀM", "NINH", "ĐIỀN",
    "NHÂM", "TÔN",
))  # fmt: skip
"""A name all in capitals looks like any heading; only behind a surname is it taken for one. Never used to correct."""

_BARE = frozenset(fold(surname) for surname in SURNAMES)


def misread_name(name: str) -> bool:
    """Whether *name* holds what no Vietnamese name does, or is a heading as likely. A doubt, nothing more: not every citizen's name is one."""
    heading = name.isupper() and name.split()[0] not in SURNAMES
    return heading or misread_surname(name) or not all(is_syllable(word) for word in re.findall(r"[^\W\d_]+", name))


def misread_surname(name: str) -> bool:
    """Whether *name* begins like a surname that has lost or changed its marks: ``NGUYÊN``, ``TRÂN``, ``LỆ``.

    Marks are what engines get wrong most. There may be a family so called, so it is a doubt and nothing more.
    """
    first = name.split()[0]
    return first.upper() not in SURNAMES and fold(first) in _BARE
