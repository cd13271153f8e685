"""Names of administrative units as they are compared: folded, the word for the type apart from the name."""

import re

from classifiers.text import bare

COMMUNE, DISTRICT, PROVINCE = "commune", "district", "province"
TYPES: tuple[tuple[str, str, str], ...] = (
    ("thi tran", COMMUNE, "thị trấn"),
    ("dac khu", COMMUNE, "đặc khu"),
    ("phuong", COMMUNE, "phường"),
    ("xa", COMMUNE, "xã"),
    ("thi xa", DISTRICT, "thị xã"),
    ("quan", DISTRICT, "quận"),
    ("huyen", DISTRICT, "huyện"),
    ("thanh pho", PROVINCE, "thành phố"),
    ("tinh", PROVINCE, "tỉnh"),
)
"""Words for the type of a unit, and the level they mostly stand for; a thành phố may be a district too."""
SHORT = {
    "p": "phuong", "tt": "thi tran", "x": "xa", "q": "quan", "h": "huyen", "tx": "thi xa", "tp": "thanh pho", "t": "tinh",
}  # fmt: skip
"""Types as they are abbreviated; only before a stop or a name, never inside one."""
_ALIKE = str.maketrans({"y": "i"})


def key_of(name: str) -> str:
    """*name* folded to bare words."""
    return bare(name)


def sound_of(name: str) -> str:
    """`key_of` with ``y`` as ``i``: Thụy and Thuỵ, Quý and Quí, Lý and Lí are one name in two spellings."""
    return bare(name).translate(_ALIKE)


def split_type(name: str) -> tuple[str, str]:
    """(type in folded words, the rest as printed) of an official name; the type is empty when there is none."""
    words = name.split()
    for length in (2, 1):
        head = bare(" ".join(words[:length]))
        if len(words) > length and any(head == folded for folded, _, _ in TYPES):
            return head, " ".join(words[length:])
    return "", name


def numbered(name: str) -> bool:
    """Whether the name is a number (Phường 12): it says nothing without the word for its type."""
    return re.fullmatch(r"\d{1,2}", bare(name)) is not None
