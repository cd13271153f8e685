"""Whom a paper speaks of: headings that open a person's particulars, and the fields a person's particulars go to.

``II. BÊN ĐƯỢC ỦY QUYỀN``, ``Thông tin về người mẹ``, ``Bên nữ | Bên nam``: from such a heading on, *Họ và tên* and *Số định
danh* are that person's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from classifiers.extract.layout import Strip
from classifiers.text import fold, upper_share

_NUMBERING = r"^\W*(?:(?:phan|muc)\s+(?:[ivx]{1,4}|\d{1,2}|thu \w+)\W+|(?:[ivx]{1,4}|\d{1,2}|[a-h])\s?[.)/:\-]\s*){0,2}"
_ABOUT = (
    r"(?:(?:phan\s+)?(?:ghi|khai|ke khai|thong tin|noi dung khai|cac thong tin)\s+)?(?:(?:ca nhan|nhan than|ho tich)\s+)?"
    r"(?:(?:ve|cua|cho)\s+)?(?:(?:ong|ba)\s+)?"
)
_DEED = r"(?: (?:thue|vay|tang|cho|nhuong|chuyen|chuyen nhuong|dat coc|uy quyen|the chap|quyen su dung dat|nha|dat|tai san|gop von)\b)*"
_WHO: tuple[tuple[str, str], ...] = (
    ("ward", r"nguoi duoc giam ho\b"),
    ("guardian", r"nguoi (?:nhan )?giam ho\b"),
    ("party_b", r"nguoi (?:nhan (?:tang cho|chuyen nhuong|uy quyen|coc|dat coc|the chap)|duoc (?:tang cho|uy quyen)|mua\b|thue\b)" + _DEED),
    ("party_a", r"nguoi (?:tang cho|chuyen nhuong|ban\b|cho thue|uy quyen|dat coc|the chap)" + _DEED),
    ("party_b", r"ben (?:b\b|nhan\b|duoc\b|mua\b|thue\b|vay\b|thua ke nhan|huong\b)" + _DEED),
    ("party_a", r"ben (?:a\b|chuyen|tang\b|the chap|ban\b|cho\b|uy quyen|giao\b|dat coc|nhuong\b|bao lanh|gop von|de nghi\b|cam ket\b)" + _DEED),
    ("wife", r"(?:nguoi )?(?:ben nu|vo)\b(?!\s*(?:/|,|va|hoac)\s*chong)"),
    ("husband", r"(?:nguoi )?(?:ben nam|chong)\b"),
    ("mother", r"(?:nguoi |ba )?me(?: de)?\b(?!\s*(?:/|,|va|hoac)\s*(?:cha|con))"),
    ("father", r"(?:nguoi |ong )?(?:cha|bo)(?: de)?\b(?!\s*(?:/|,|va|hoac)\s*me)"),
    ("spouse", r"vo\s*(?:/|,|hoac)\s*chong\b"),
    ("child", r"(?:nguoi con|con)\b"),
    ("applicant", r"nguoi (?:yeu cau|nop(?: ho so)?|de nghi|lam don|di dang ky|di khai|khai(?! sinh)|ke khai|dang ky(?! khai))\b"),
    ("representative", r"(?:nguoi dai dien(?: theo phap luat)?|chu ho kinh doanh|chu doanh nghiep|chu so huu)\b"),
    ("household-head", r"chu ho\b(?! kinh)"),
    ("owner", r"(?:nguoi de lai di san|nguoi su dung dat|chu su dung dat|chu dau tu)\b"),
    ("self", r"nguoi (?:duoc (?:khai sinh|khai tu|cap|xac nhan|dang ky)|chet|da chet|tu vong|mat|co ten|co thay doi|lao dong)\b|tre\b"),
)  # fmt: skip
_HEADINGS = tuple((who, re.compile(rf"{_NUMBERING}{_ABOUT}(?P<who>{pattern})")) for who, pattern in _WHO)
_CLOSING = re.compile(
    r"^\W*(?:dieu\s+\d{1,2}\b|(?:[ivx]{1,4}|\d{1,2})\s?[.)]\s*(?:noi dung|cam ket|cam doan|quyen|nghia vu|doi tuong|gia\b|pham vi|"
    r"thoi han|thu lao|tai san|thua dat|ket qua|giay to kem)|hai ben\b|noi dung (?:uy quyen|hop dong)|de nghi\b|toi cam doan)"
)
"""Headings after which nobody's particulars go on."""
_NOTE = re.compile(
    r"\([^)]*\)|\bcua (?:cong ty|doanh nghiep|ho kinh doanh|chi nhanh|to chuc|hop tac xa)\b|\bsau day goi (?:tat )?la\b.*|\bgom(?: co)?\b|\b(?:ben )?[ab]\b"
)

_LETTERED = re.compile(r"\bben (?P<side>[ab])\b|\((?P<aside>[ab])\)")
_MARKED = {"bo": "bố", "me": "mẹ", "vo": "vợ", "con": "con", "cha": "cha", "chong": "chồng"}
"""Words for relatives as they are written: ``BỘ GIÁO DỤC`` is nobody's father."""

NAMES = {
    "self": "full_name", "applicant": "applicant", "mother": "mother_name", "father": "father_name", "wife": "wife_name",
    "husband": "husband_name", "child": "child_name", "owner": "owner", "representative": "representative",
    "household-head": "household_head", "party_a": "party_a", "party_b": "party_b", "spouse": "spouse_name",
    "guardian": "guardian_name", "ward": "ward_name",
}  # fmt: skip
"""The field a person's name goes to."""
_OTHER_NAMES = {"party_a": "principal", "party_b": "agent"}
"""The parties of an authorisation are called differently."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A heading that opens *person*'s particulars; what stands behind `end` may already be their name."""

    person: str
    end: int
    alone: bool = field(default=True)
    """Nothing but the heading stands in the row."""


def opened_by(row: Strip) -> Opened | None:
    """Whose particulars the row opens, None when it is no such heading."""
    for found, pattern in _HEADINGS:
        match = pattern.match(row.folded)
        if match is None:
            continue
        word = row.text[match.start("who") : match.end("who")].lower()
        if fold(word) in _MARKED and word not in (fold(word), _MARKED[fold(word)]):
            continue
        letter = _LETTERED.search(row.folded) if found.startswith("party") else None
        person = (
            f"party_{letter['side'] or letter['aside']}" if letter else found
        )  # whatever a side does, the letter says which it is
        rest = _NOTE.sub(" ", row.folded[match.end() :])
        letters = sum(c.isalpha() for c in rest)
        marked = row.folded[match.end() :].lstrip().startswith((":", "("))
        if letters <= 3 or upper_share(row.text) > 0.85 or _is_heading(row, match.start("who"), match.end()):
            return Opened(person, match.end())
        if person.startswith("party") and (marked or ":" in rest[:40]):
            return Opened(person, match.end(), alone=False)
    return None


def _is_heading(row: Strip, who: int, end: int) -> bool:
    """``II. Thông tin về người yêu cầu đăng ký khai tử``: numbered or announced, small letters behind, no value."""
    before, rest = row.folded[:who], row.text[end:].strip(" .:…_-")
    announced = bool(re.search(r"\b(?:thong tin|phan|khai|ve|cua)\b|\d\s?[.)]|\b[ivx]{1,4}\s?[.)/]", before))
    return (
        announced
        and len(row.text) < 90
        and rest == rest.lower()
        and not any(c.isdecimal() for c in rest)
        and "," not in rest
    )


def closes(row: Strip) -> bool:
    """Whether the row opens a part of the paper that is about nobody."""
    return bool(_CLOSING.match(row.folded))


def head_of(piece: Strip) -> str | None:
    """The person a column's head names (``Bên nữ``, ``Thông tin về người mẹ``)."""
    found = opened_by(piece)
    return found.person if found and found.alone and len(piece.text) < 40 else None


def fields_of(person: str, field_name: str, wanted: frozenset[str]) -> tuple[str, ...]:
    """Names under which *person*'s *field_name* is asked for, ``mother_id_number``; none when nobody asks."""
    prefixes = [
        person.replace("-", "_"),
        _OTHER_NAMES.get(person, ""),
        {"wife": "spouse", "husband": "spouse"}.get(person, ""),
    ]
    return tuple(name for prefix in prefixes if prefix and (name := f"{prefix}_{field_name}") in wanted)


MAIN = frozenset({"owner", "representative", "applicant", "household-head", "spouse"})


def asked_for(person: str, wanted: frozenset[str]) -> str:
    """*person*, or ``self`` when the paper is about them and nobody else: a permit's chủ đầu tư is its *Họ và tên*."""
    if (
        (person in MAIN or person.startswith("party"))
        and "full_name" in wanted
        and not wanted & set(name_fields(person))
    ):
        return "self"
    return person


def name_fields(person: str) -> tuple[str, ...]:
    """The fields *person*'s name goes to."""
    return tuple(name for name in (NAMES.get(person), _OTHER_NAMES.get(person)) if name)


_NAMED_BELOW = re.compile(r"\bnguoi (?:co ten )?(?:duoi day|sau day)|\bnguoi co ten\b")
_RELATED = re.compile(r"^\W*la (?P<as>cha|me|con)(?: de| ruot)?(?: cua)?\b.{0,40}\b(?:duoi day|sau day|co ten)\b")
_ROLES = {"cha": ("father", "child"), "me": ("mother", "child"), "con": ("child", "father")}


def roles_in(rows: Sequence[Strip]) -> dict[int, str]:
    """Row → whose particulars it opens, on a paper by which one person is acknowledged as another's father, mother or
    child: ``… công nhận người có tên dưới đây: … Là cha đẻ của người có tên dưới đây: …`` (TT 04/2024/TT-BTP)."""
    for index, row in enumerate(rows):
        related = _RELATED.match(row.folded)
        if related is None:
            continue
        one, other = _ROLES[related["as"]]
        first = next((n for n in range(index - 1, -1, -1) if _NAMED_BELOW.search(rows[n].folded)), None)
        return {index: other} if first is None else {first: one, index: other}
    return {}
