"""Chủ hồ sơ as the one-stop record names it: a citizen, a couple in one breath, an enterprise."""

import re

from classifiers.checks.people import Person
from classifiers.text import bare
from pipeline.model.dossier import Owner

_BETWEEN = re.compile(r"[,;/&()+]|\bvà\b|\bvà vợ\b|\bvà chồng\b", re.IGNORECASE)
_HONORIFIC = re.compile(r"^(?:(?:vo la|chong la|ong|ba|anh|chi|vo|chong|ho ten|ho va ten|ho gia dinh|chu ho) )+")
_ORGANISED = re.compile(
    r"\b(?:cong ty|doanh nghiep|hop tac xa|ho kinh doanh|chi nhanh|van phong|truong|benh vien|uy ban|ban quan ly|xi nghiep|tap doan|ngan hang)\b"
)
_FORM = re.compile(
    r"\b(?:cong ty|doanh nghiep|hop tac xa|ho kinh doanh|xi nghiep|trach nhiem huu han|tnhh|co phan|cp|tu nhan|mot thanh vien|mtv|hai thanh vien tro len)\b"
)
"""How an enterprise is organised is abridged at will: what tells it from others is the rest of its name."""


def persons_of(owner: Owner) -> tuple[Person, ...]:
    """Everybody *owner* names; number and birth date are the first one's."""
    number = "".join(filter(str.isdecimal, owner.id_number))
    if _ORGANISED.search(bare(owner.name)):
        return (Person("", number),) if number else ()
    names = [_HONORIFIC.sub("", bare(part)) for part in _BETWEEN.split(owner.name)]
    named = [name for name in names if len(name.split()) >= 2] or [bare(owner.name)]
    first = Person(named[0], number, owner.birth_date, told=True)
    return (first, *(Person(name, told=True) for name in named[1:]))


def enterprise_of(owner: Owner) -> str:
    """What tells an enterprise from others in its name, folded; empty when the owner is no enterprise."""
    folded = bare(owner.name)
    if not _ORGANISED.search(folded):
        return ""
    core = " ".join(_FORM.sub(" ", folded).split())
    return core if len(core) >= 6 else folded
