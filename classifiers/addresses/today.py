"""From a printed address to the communes of today it may lie in.

An old commune may have been split over several of today: then all of them are given, and a person chooses. A district
alone gives all it covered. Nothing that fits gives nothing. A name that stands exactly is never weighed against one
that is only like it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from classifiers.addresses.gazetteer import District, Province, Unit, gazetteer
from classifiers.addresses.names import COMMUNE, DISTRICT, PROVINCE, SHORT, TYPES, sound_of
from classifiers.text import fold, fold_letters

MERGED_ON = "2025-07-01"
"""From this day on an address has two levels (Luật 72/2025/QH15, resolutions of 16 June 2025)."""
_LEVEL = {folded: level for folded, level, _ in TYPES}
_TYPE = re.compile(
    r"(?<![^\W_])(?:(?P<whole>thi tran|dac khu|phuong|xa|thi xa|quan|huyen|thanh pho|tinh)(?=[\s.:]+\S)"
    r"|(?P<short>tt|tx|tp|p|q|h|x|t)(?:\s?\.\s?|\s?(?=\d)|(?<=tp)\s+))"
)
_CUT = re.compile(r"\s*[,;|]\s*|\s+[-–—]\s+|(?<=[a-z]{3})\s?[-–]\s?(?=[a-z]{3})|(?<=[a-z]{3})\.\s+")
_LEAST = 85.0
_FUZZY_FROM = 5
_MOST_WORDS = 6
_PROVINCE_SPOT = re.compile(r"[,\-–]\s*(?:(?:thanh pho|tinh|tp\.?)\s+)?(?=[a-z])")
_BEHIND = re.compile(r"[,\s]*viet nam(?![a-z])|\s*\(nay[^)]{3,90}\)?")
"""What may stand behind a province: the country, or what the place is called now."""
_ABBREVIATED = {"hn": "ha noi", "hcm": "ho chi minh", "tphcm": "ho chi minh", "sai gon": "ho chi minh"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the address that may name a unit: the word for its type as folded, and the name."""

    type: str
    sound: str = field(repr=False)

    @property
    def level(self) -> str:
        return _LEVEL.get(self.type, "")


@lru_cache(maxsize=4096)
def units_of(address: str, printed_on: str = "") -> tuple[str, ...]:
    """``code name`` of every commune of today *address* may lie in, by code; empty when none fits.

    *printed_on* is the ISO day of the paper, as far as known: a commune named without a district on a paper older than
    the merger is an old one.
    """
    parts = _parts(address)
    for count in range(len(parts), 0, -1):
        province = _province(parts[count - 1])
        if province is not None:
            found = _within(province, parts[: count - 1], printed_on)
            return _named(found)
    return _named(_anywhere(parts, printed_on))


def ends_in_province(text: str) -> bool:
    """Whether *text*, two parts or more, ends in the name of a province: nothing follows it in an address."""
    parts = _CUT.split(fold(text))
    if len(parts) < 2:
        return False
    last = _TYPE.sub("", parts[-1]).strip(" .,")
    return sound_of(last) in gazetteer().provinces


def address_end(text: str) -> int:
    """Where the address at the head of *text* ends: behind its province, or with the text."""
    folded = fold_letters(text)
    for match in _PROVINCE_SPOT.finditer(folded):
        words = list(re.finditer(r"[a-z\-]+", folded[match.end() : match.end() + 40]))
        for count in (4, 3, 2):
            if len(words) >= count:
                name = sound_of(folded[match.end() : match.end() + words[count - 1].end()])
                if name in gazetteer().provinces:
                    end = match.end() + words[count - 1].end()
                    more = _BEHIND.match(folded, end)
                    return more.end() if more else end
    return len(text)


def _named(codes: Iterable[str]) -> tuple[str, ...]:
    names = gazetteer().names
    return tuple(f"{code} {names[code]}" for code in sorted(codes))


def _parts(address: str) -> list[_Part]:
    """The address cut at commas, dashes and words for types, from left to right."""
    parts: list[_Part] = []
    for piece in _CUT.split(fold(address)):
        marks = list(_TYPE.finditer(piece))
        edges = [0, *(mark.start() for mark in marks), len(piece)]
        if edges[1] > 0 or not marks:
            parts.append(_Part("", sound_of(piece[: edges[1]])))
        for index, mark in enumerate(marks):
            kind = mark["whole"] or SHORT[mark["short"]]
            parts.append(_Part(kind, sound_of(piece[mark.end() : edges[index + 2]])))
    return [part for part in parts if part.sound]


def _province(part: _Part) -> Province | None:
    """The province a part names or ends in; thành phố Thanh Hóa in tỉnh Thanh Hóa is found from the right first."""
    if part.level not in ("", PROVINCE):
        return _trailing(part) if part.level == COMMUNE or part.level == DISTRICT else None
    provinces = gazetteer().provinces
    sound = _ABBREVIATED.get(part.sound, part.sound)
    if sound in provinces:
        return provinces[sound]
    near = _alike(sound, provinces)
    return provinces[near] if near else _trailing(part)


def _trailing(part: _Part) -> Province | None:
    """``… quận Hoàn Kiếm Hà Nội``: a province's name behind another, without a comma."""
    words = part.sound.split()
    for length in (4, 3, 2):
        if len(words) > length:
            found = gazetteer().provinces.get(" ".join(words[-length:]))
            if found:
                return found
    return None


def _within(province: Province, parts: Sequence[_Part], printed_on: str) -> frozenset[str]:
    """Codes the parts left of the province's name lead to."""
    near = list(reversed(parts))
    for index, part in enumerate(near[:4]):
        district = _district(province, part)
        if district is None:
            continue
        behind = near[index + 1 :]
        commune = _first(district.communes, behind)
        if commune is not None:
            return commune
        if part.type or any(other.level == COMMUNE for other in behind):
            return district.unit.codes
        today = _commune(province.communes, part)  # "Hai Bà Trưng, Hà Nội": a quận then, a phường now
        return today if today and printed_on >= MERGED_ON else district.unit.codes | (today or frozenset())
    return _two_levels(province, near, printed_on)


def _district(province: Province, part: _Part) -> District | None:
    if part.level == COMMUNE:
        return None
    fitting = [d for d in province.districts if not part.type or _same_type(part.type, d.unit.type)]
    exact = [d for d in fitting if d.unit.sound == part.sound]
    if exact:
        return exact[0] if len(exact) == 1 else _typed(exact)
    if part.type:
        renamed = [d for d in province.districts if d.unit.sound == part.sound]  # a huyện that became a thị xã
        if len(renamed) == 1:
            return renamed[0]
    near = _alike(part.sound, [d.unit.sound for d in fitting]) if part.type else None
    return next((d for d in fitting if d.unit.sound == near), None)


def _typed(districts: Sequence[District]) -> District:
    """Thành phố and huyện of one name (Cao Lãnh): the town's, as when nothing is said, would be a guess; take both."""
    communes = tuple(unit for district in districts for unit in district.communes)
    codes = frozenset(code for district in districts for code in district.unit.codes)
    return District(Unit(districts[0].unit.sound, districts[0].unit.type, codes), communes)


def _same_type(one: str, other: str) -> bool:
    return one == other or ({one, other} <= {"thi xa", "thanh pho", "huyen", "quan"} and one != "tinh")


def _first(units: Sequence[Unit], parts: Sequence[_Part]) -> frozenset[str] | None:
    """Codes of the commune named in the first part (from the right) that names one; exact before alike."""
    for part in parts[:3]:
        found = _commune(units, part)
        if found is not None:
            return found
    for place, part in enumerate(parts[:2]):
        if part.level != COMMUNE and (part.level or place > 0):
            continue
        near = _alike(part.sound, [unit.sound for unit in units])
        if near:
            return frozenset(code for unit in units if unit.sound == near for code in unit.codes)
    return None


def _commune(units: Sequence[Unit], part: _Part) -> frozenset[str] | None:
    if part.level not in ("", COMMUNE):
        return None
    packed = part.sound.replace(" ", "")
    exact = [unit for unit in units if part.sound == unit.sound or packed == unit.sound]
    typed = [unit for unit in exact if unit.type == part.type]
    if part.sound.isdecimal() and not part.type:
        return None
    chosen = typed or exact
    return frozenset(code for unit in chosen for code in unit.codes) if chosen else None


def _two_levels(province: Province, parts: Sequence[_Part], printed_on: str) -> frozenset[str]:
    """Without a district: a commune of today, or an old one whose district was left out."""
    new, old = _first(province.communes, parts), _first(province.former, parts)
    if printed_on and printed_on < MERGED_ON:
        return old or new or frozenset()
    exact = [_commune(province.communes, part) for part in parts[:3]]
    if any(exact):
        return next(found for found in exact if found)
    former = [_commune(province.former, part) for part in parts[:3]]
    if any(former):
        return next(found for found in former if found)
    return new or old or frozenset()


def _anywhere(parts: Sequence[_Part], printed_on: str) -> frozenset[str]:
    """No province is named: only what leads into one province of today counts, Hà Nội before others."""
    near = list(reversed(parts))
    found: dict[str, frozenset[str]] = {}
    for sound, province in gazetteer().provinces.items():
        codes = _exactly(province, near, printed_on)
        if codes:
            found[sound] = codes
    if "ha noi" in found:
        return found["ha noi"]
    alike = set(found.values())
    return alike.pop() if len(alike) == 1 else frozenset()


def _exactly(province: Province, parts: Sequence[_Part], printed_on: str) -> frozenset[str]:
    for index, part in enumerate(parts[:3]):
        if part.level == DISTRICT or not part.type:
            for district in province.districts:
                if district.unit.sound == part.sound:
                    inner = [_commune(district.communes, other) for other in parts[index + 1 : index + 4]]
                    codes = next((codes for codes in inner if codes), None)
                    if codes or part.type:
                        return codes or district.unit.codes
        if part.level == COMMUNE:
            groups = (province.communes, province.former)
            for units in reversed(groups) if printed_on and printed_on < MERGED_ON else groups:
                typed = frozenset(
                    code for unit in units if unit.sound == part.sound and unit.type == part.type for code in unit.codes
                )
                if typed:
                    return typed
    return frozenset()


def _alike(sound: str, names: Iterable[str]) -> str | None:
    """The one name *sound* is a slip of; None when there is none, or two as near."""
    if len(sound) < _FUZZY_FROM or len(sound.split()) > _MOST_WORDS:
        return None
    scored = sorted(((fuzz.ratio(sound, name), name) for name in set(names)), reverse=True)[:2]
    if not scored or scored[0][0] < _LEAST:
        return None
    return scored[0][1] if len(scored) == 1 or scored[0][0] - scored[1][0] >= 4 else None
