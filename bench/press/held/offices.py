"""Where a paper comes from: the offices of today and those there were before July 2025, and their addresses."""

import random
import re
import tomllib
from functools import lru_cache
from pathlib import Path

from bench.press.case import Case
from bench.press.people import Person, a_name

DESIGNER = "Công ty Cổ phần Kiến trúc Gạch Non"
_PLACE = re.compile(r"(phường|xã) [^,]+, thành phố Hà Nội$")


@lru_cache(maxsize=1)
def _old_places() -> dict[str, list[list[str]]]:
    path = Path(__file__).parent.parent / "data" / "old_places.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def old_place(rng: random.Random, ward: str) -> tuple[str, str]:
    """(commune, district) that stood where *ward* is now."""
    commune, district = rng.choice(_old_places()[ward])
    return commune, district


def old_address(rng: random.Random, person: Person) -> str:
    """Where *person* lived, as it was written before July 2025: with a district."""
    found = _PLACE.search(person.address)
    if found is None:
        return person.address
    ward = found.group(0).partition(",")[0]
    commune, district = old_place(rng, ward[0].upper() + ward[1:])
    style = rng.choice(["{c}, {d}, thành phố Hà Nội", "{c}, {d}, Hà Nội", "{c}, {d}, TP. Hà Nội"])
    return person.address[: found.start()] + style.format(c=commune, d=district)


def old_number(person: Person) -> str:
    """The nine digits of the identity card *person* had before numbers got twelve (Hà Nội gave out 01...)."""
    return f"01{person.id_number[-7:]}"


def money(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def a_company(rng: random.Random, case: Case) -> tuple[str, str]:
    """(full name, name in English) of a company that does not exist."""
    given = case.owner.name.split()[-1]
    second, english = rng.choice(
        [("PHÚ AN", "PHU AN"), ("SAO MAI", "SAO MAI"), ("VẠN XUÂN", "VAN XUAN"), ("BÌNH MINH", "BINH MINH")]
    )
    trade, trade_english = rng.choice(
        [
            ("THƯƠNG MẠI VÀ DỊCH VỤ", "TRADING AND SERVICES"),
            ("XÂY DỰNG", "CONSTRUCTION"),
            ("THỰC PHẨM", "FOOD"),
            ("CÔNG NGHỆ", "TECHNOLOGY"),
        ]
    )
    return f"CÔNG TY TNHH {trade} {second} {given.upper()}", f"{english} {trade_english} COMPANY LIMITED"


def an_official(rng: random.Random) -> str:
    return a_name(rng, male=rng.random() < 0.6)


def lower(name: str) -> str:
    """``Phường Láng`` in running text."""
    return name[0].lower() + name[1:]


def lodging_office(case: Case) -> str:
    """Whom land applications are addressed to since July 2025."""
    return f"Ủy ban nhân dân {lower(case.ward)}; Chi nhánh Văn phòng Đăng ký đất đai Hà Nội"
