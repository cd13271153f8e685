"""Makes ``units.json``: which communes of today each commune of before 1 July 2025 went into.

``python -m classifiers.addresses.build --today UNITS.json --merged MERGED.csv --former DATASET.db --went-into CONVERTER.json
--as-of DAY`` where UNITS.json is the simplified list of vietnamese-provinces-database (MIT), MERGED.csv the table of new
communes and the old ones merged into each (facts of the resolutions of the National Assembly's Standing Committee of
16 June 2025), DATASET.db and CONVERTER.json the data of the package vietnamadminunits 1.0.4 (MIT, Hieu Tran). Only names
and which-went-where are taken; the packages themselves are not needed to run.
"""

import argparse
import csv
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from classifiers.addresses.names import key_of, split_type

_PART = re.compile(r"\s*\((?P<note>[^)]*)\)")
_SOURCES = (
    "communes and provinces of today: thanglequoc/vietnamese-provinces-database (MIT)",
    "communes before 2025-07-01 and where they went: PyPI vietnamadminunits 1.0.4, Hieu Tran (MIT)",
    "communes merged into each new one: public resolutions of 2025-06-16, table vanducng/don-vi-hanh-chinh-2025 (facts)",
)
Former = dict[str, dict[str, dict[str, set[str]]]]
"""Province before the merger → district → commune → codes of today."""


def today(path: Path) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """(province code → name, commune code → (name, province code))."""
    provinces: dict[str, str] = {}
    communes: dict[str, tuple[str, str]] = {}
    for province in json.loads(path.read_text(encoding="utf-8")):
        provinces[province["Code"]] = province["FullName"]
        communes |= {ward["Code"]: (ward["FullName"], province["Code"]) for ward in province["Wards"]}
    return provinces, communes


def former(database: Path, converter: Path, provinces: Mapping[str, str], communes: Mapping[str, Any]) -> Former:
    """Every commune of before the merger with the codes it went into, and names still older under the same."""
    codes = _Codes(provinces, communes)
    went = _went_into(json.loads(converter.read_text(encoding="utf-8")), codes)
    found: Former = defaultdict(lambda: defaultdict(dict))
    held = sqlite3.connect(database).execute(
        "select province, district, ward, provinceKey, districtKey, wardKey, wardAlias from admin_units_legacy"
    )
    for province, district, ward, *keys, older in held:
        into = went.get("_".join(key or "" for key in keys), set())
        if not district or not ward or not into:
            continue
        found[province][district][ward] = into
        for alias in json.loads(older) if older else ():
            if re.match(r"(?:phuong|xa|thitran)", alias):
                found[province][district].setdefault("~" + alias, set()).update(into)
    return found


class _Codes:
    """Codes of today by province and name as the package writes them; a commune may have become a ward since."""

    def __init__(self, provinces: Mapping[str, str], communes: Mapping[str, Any]) -> None:
        self._exact: dict[tuple[str, str], str] = {}
        self._untyped: dict[tuple[str, str], list[str]] = defaultdict(list)
        for code, (name, province) in communes.items():
            keys = {re.sub(r"^(?:thanhpho|tinh)", "", squeezed(provinces[province]))}
            for key in keys:
                self._exact[key, squeezed(name)] = code
                self._untyped[key, _untyped(squeezed(name))].append(code)

    def find(self, province: str, name: str) -> str | None:
        """None when the name is no longer one commune's."""
        province = re.sub(r"^(?:thanhpho|tinh)", "", province)
        exact = self._exact.get((province, squeezed(name)))
        others = self._untyped.get((province, _untyped(squeezed(name))), [])
        return exact or (others[0] if len(others) == 1 else None)


def _untyped(key: str) -> str:
    return re.sub(r"^(?:phuong|xa|thitran|dackhu)", "", key)


def _went_into(table: Mapping[str, Any], codes: _Codes) -> dict[str, set[str]]:
    went: dict[str, set[str]] = defaultdict(set)
    for province, whole in table["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, olds in whole.items():
            for old in olds:
                went[old].add(codes.find(province, new) or "")
    for province, divided in table["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            went[old].update(codes.find(province, part["newWardKey"]) or "" for part in parts)
    return {old: into - {""} for old, into in went.items()}


def squeezed(name: str) -> str:
    """The form of a name the package keys by: folded letters and digits, nothing between."""
    return key_of(name).replace(" ", "")


def merged(
    path: Path, provinces: Mapping[str, str], communes: Mapping[str, Any]
) -> Iterator[tuple[str, str, str, str]]:
    """(province code, code of today, old commune, the district named beside it or empty)."""
    by_name = {(province, key_of(split_type(name)[1])): code for code, (name, province) in communes.items()}
    shorter = {key_of(split_type(name)[1]): code for code, name in provinces.items()} | {"tp hcm": "79"}
    with path.open(encoding="utf-8", newline="") as file:
        for name, new, olds in list(csv.reader(file))[1:]:
            province = shorter[key_of(name)]
            code = by_name.get((province, key_of(new)))
            for old in _names_in(olds) if code else ():
                district = re.search(r"\((?:quận|huyện|thị xã|thành phố) ([^)]+)\)", old)
                yield province, code or "", _PART.sub("", old).strip(), district[1] if district else ""


def _names_in(olds: str) -> list[str]:
    """Names between the commas outside brackets."""
    return [name.strip() for name in re.split(r",(?![^(]*\))", olds) if name.strip()]


def joined(found: Former, into: Iterator[tuple[str, str, str, str]], communes: Mapping[str, Any]) -> Former:
    """*found* with what the resolutions add, where the old name can mean one commune only."""
    places: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for province, districts in found.items():
        for district, wards in districts.items():
            for ward, codes in wards.items():
                homes = {communes[code][1] for code in codes}
                for home in homes if not ward.startswith("~") else ():
                    places[home, key_of(ward)].append((province, district, ward))
    for home, code, old, district in into:
        spots = places.get((home, key_of(old)), [])
        if district:
            spots = [spot for spot in spots if key_of(split_type(spot[1])[1]) == key_of(district)]
        if len(spots) == 1:
            province, place, ward = spots[0]
            found[province][place][ward].add(code)
    return found


def written(found: Former, provinces: Mapping[str, str], communes: Mapping[str, Any], as_of: str) -> str:
    """The file, one district to a line so that two versions can be compared by eye."""
    head = {"version": "1", "as_of": as_of, "sources": _SOURCES, "provinces": provinces}
    lines = [json.dumps(head, ensure_ascii=False)[:-1] + ","]
    lines.append('"communes": {')
    by_province: dict[str, dict[str, str]] = defaultdict(dict)
    for code, (name, province) in sorted(communes.items()):
        by_province[province][code] = name
    lines.append(",\n".join(f'"{p}": {_compact(names)}' for p, names in sorted(by_province.items())) + "},")
    lines.append('"former": {')
    rows = []
    for province, districts in sorted(found.items()):
        inner = ",\n".join(
            f" {json.dumps(district, ensure_ascii=False)}: {_compact({w: ' '.join(sorted(c)) for w, c in sorted(wards.items())})}"
            for district, wards in sorted(districts.items())
        )
        rows.append(f"{json.dumps(province, ensure_ascii=False)}: {{\n{inner}}}")
    return "\n".join(lines) + "\n" + ",\n".join(rows) + "}}\n"


def _compact(mapping: Mapping[str, str]) -> str:
    return json.dumps(mapping, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    for name in ("today", "merged", "former", "went-into", "out"):
        asked.add_argument(f"--{name}", type=Path, required=True)
    asked.add_argument("--as-of", required=True, help="the day of the newest source, ISO 8601")
    given = asked.parse_args()
    provinces, communes = today(given.today)
    found = former(given.former, given.went_into, provinces, communes)
    found = joined(found, merged(given.merged, provinces, communes), communes)
    given.out.write_text(written(found, provinces, communes, given.as_of), encoding="utf-8")


if __name__ == "__main__":
    main()
