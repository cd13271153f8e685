"""Communes of today and of before 1 July 2025, from ``units.json`` (its head names sources and licences; ``build.py`` makes it).

Since then an address has two levels (commune, province); districts were abolished by Luật Tổ chức chính quyền địa
phương 72/2025/QH15. The former communes are those of 63 provinces at the end of June 2025 and, marked ``~`` in the
file, names they had swallowed in the years before.
"""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from classifiers.addresses.names import sound_of, split_type

_OLDER_PROVINCES = {"ha tai": "ha noi"}
"""Hà Tây, part of Hà Nội since 1 August 2008; its districts kept their names."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's name without its type, folded; the type, folded; the codes of today it covers."""

    sound: str
    type: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class District:
    """A district of before July 2025 with its communes."""

    unit: Unit
    communes: tuple[Unit, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Province:
    """A province by one of its names, old or new: what may be printed to its left."""

    sound: str
    communes: tuple[Unit, ...] = field(repr=False)
    """Those of today."""
    districts: tuple[District, ...] = field(repr=False)
    """Those of before: of every old province now in it when the name is today's too."""

    @property
    def former(self) -> tuple[Unit, ...]:
        """Every commune of before, in whatever district."""
        return tuple(unit for district in self.districts for unit in district.communes)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All of it."""

    names: dict[str, str] = field(repr=False)
    """Code → official name of a commune of today."""
    provinces: dict[str, Province] = field(repr=False)
    """By folded name, without the type."""


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer shipped with this version; read once."""
    held = json.loads(files("classifiers.addresses").joinpath("units.json").read_text(encoding="utf-8"))
    names = {code: name for communes in held["communes"].values() for code, name in communes.items()}
    today = {
        _sound(held["provinces"][code]): (code, tuple(_unit(name, [ward]) for ward, name in communes.items()))
        for code, communes in held["communes"].items()
    }
    former = {_sound(province): _districts(districts) for province, districts in held["former"].items()}
    home = {ward: code for code, communes in held["communes"].items() for ward in communes}
    provinces: dict[str, Province] = {}
    for sound in {*today, *former}:
        code, communes = today.get(sound, ("", ()))
        own = former.get(sound, ())
        if code:  # Bắc Giang's districts are looked for under Bắc Ninh too
            own += tuple(
                district
                for other, districts in former.items()
                if other != sound
                for district in districts
                if any(home[ward] == code for ward in district.unit.codes)
            )
        provinces[sound] = Province(sound, communes, own)
    for older, now in _OLDER_PROVINCES.items():
        provinces[older] = Province(older, provinces[now].communes, provinces[now].districts)
    return Gazetteer(names, provinces)


def _sound(name: str) -> str:
    return sound_of(split_type(name)[1])


def _unit(name: str, codes: list[str]) -> Unit:
    kind, rest = split_type(name)
    return Unit(sound_of(rest), kind, frozenset(codes))


def _districts(held: dict[str, dict[str, str]]) -> tuple[District, ...]:
    found = []
    for name, communes in held.items():
        units = tuple(_former(commune, codes.split()) for commune, codes in communes.items())
        covered = sorted({code for unit in units for code in unit.codes})
        found.append(District(_unit(name, covered), units))
    return tuple(found)


def _former(name: str, codes: list[str]) -> Unit:
    """A commune of before; ``~phuongvanmieu`` is one that was gone already: its words stand together."""
    older = re.match(r"~(?P<type>phuong|thitran|xa)(?P<rest>.+)", name)
    if older is None:
        return _unit(name, codes)
    kind = "thi tran" if older["type"] == "thitran" else older["type"]
    return Unit(older["rest"].replace("y", "i"), kind, frozenset(codes))
