"""Words every paper prints alike: an engine that lost a mark in them has lost others too. A doubt, nothing more.

The first value holds what is printed (``ỦY BẠN NHÂN DÂN``) and is never mended.
"""

import re
from functools import cache

from classifiers.addresses.gazetteer import gazetteer
from classifiers.addresses.names import split_type
from classifiers.text import fold

_PHRASES = (
    "ủy ban nhân dân", "thành phố", "thành phố hà nội", "phường", "quận", "huyện", "tỉnh", "thị trấn", "thị xã",
    "văn phòng đăng ký đất đai", "bệnh viện", "công an", "cục cảnh sát", "quản lý hành chính", "trật tự xã hội",
    "hội đồng nhân dân", "trung tâm phục vụ hành chính công", "sở tư pháp", "phòng tư pháp", "sở y tế", "trạm y tế",
    "đa khoa", "phụ sản", "chi nhánh", "sở nông nghiệp và môi trường", "phòng kinh tế", "hồ sơ nghiệp vụ", "nghỉ lễ",
    "căn cước công dân", "hộ kinh doanh", "công ty", "trách nhiệm hữu hạn", "cổ phần", "thủ tục hành chính", "hà nội",
    "hồ sơ", "kết quả", "giải quyết", "thủ tục", "ngân hàng", "đăng ký", "kết hôn", "khai sinh", "lưu động", "chuyên doanh",
    "cửa hàng", "bán lẻ", "dịch vụ", "thời hạn", "lâu dài", "đất ở", "đô thị", "nông thôn", "tổ dân phố", "thôn",
)  # fmt: skip


@cache
def _marked() -> dict[str, frozenset[str]]:
    """Folded phrase → how it may be written, in lower case."""
    spellings: dict[str, set[str]] = {}
    for phrase in _PHRASES:
        spellings.setdefault(fold(phrase), set()).add(_old_marks(phrase))
    for name in gazetteer().names.values():
        kind, rest = split_type(name)
        if " " in rest:
            spellings.setdefault(f"{kind} {fold(rest)}", set())
            spellings[f"{kind} {fold(rest)}"].add(_old_marks(" ".join(name.lower().split())))
    return {folded: frozenset(ways) for folded, ways in spellings.items()}


def misspelt(text: str) -> bool:
    """Whether *text* holds one of the phrases with other marks than it has."""
    lowered = _old_marks(" ".join(text.lower().split()))
    folded = fold(lowered)
    if len(folded) != len(lowered):
        return False
    words = [(match.start(), match.end()) for match in re.finditer(r"\w+", folded)]
    known = _marked()
    for first in range(len(words)):
        for last in range(first, min(len(words), first + 7)):
            start, end = words[first][0], words[last][1]
            ways = known.get(folded[start:end])
            if (
                ways
                and not any(way == lowered[start:end] for way in ways)
                and not _is_name(folded[start:end], lowered[start:end])
            ):
                return True
    return False


def _is_name(folded: str, marked: str) -> bool:
    """A single syllable with other marks may be another word (Quân, Tình, Phượng)."""
    return " " not in folded and marked in _OTHERS.get(folded, ())


_OTHERS = {
    "phuong": ("phương", "phượng", "phường", "phưởng"), "quan": ("quân", "quan", "quán", "quận", "quản", "quần"),
    "tinh": ("tính", "tình", "tịnh", "tinh", "tĩnh", "tỉnh"), "huyen": ("huyền", "huyện", "huyên"), "thon": ("thôn", "thon"),
}  # fmt: skip
_MOVED = (
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"), ("oè", "òe"), ("oé", "óe"), ("uỳ", "ùy"),
    ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
)  # fmt: skip


def _old_marks(text: str) -> str:
    """The tone on the first of two vowels, as hòa and ủy: both places are right."""
    for new, old in _MOVED:
        text = text.replace(new, old)
    return text
