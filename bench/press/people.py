"""Whom the papers are about: made-up persons with ids that are valid in structure only."""

import random
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    return tomllib.loads((_DATA / "lexicon.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    name: str = field(repr=False)
    male: bool = field(repr=False)
    birth: date = field(repr=False)
    id_number: str = field(repr=False)
    address: str = field(repr=False)
    origin: str = field(repr=False, default="Hà Nội")
    ethnic: str = field(repr=False, default="Kinh")

    @property
    def sex(self) -> str:
        return "Nam" if self.male else "Nữ"

    @property
    def title(self) -> str:
        return "Ông" if self.male else "Bà"

    @property
    def id_issued(self) -> date:
        """Cards were first given out with a chip in 2021; a child's later."""
        return max(date(2021, 4, 12) + timedelta(days=sum(map(int, self.id_number)) * 3), self.birth)

    @property
    def id_expires(self) -> date:
        """At 25, 40 and 60 (Luật Căn cước 26/2023/QH15 Đ21)."""
        for age in (25, 40, 60):
            turn = _years_after(self.birth, age)
            if turn > self.id_issued + timedelta(days=730):
                return turn
        return date(9999, 12, 31)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def id_number(rng: random.Random, birth: date, province: str, *, male: bool) -> str:
    """Province, century and sex, year, six digits without meaning (NĐ 137/2015/NĐ-CP Đ13); no check digit exists."""
    century = (birth.year - 1900) // 100 * 2 + (0 if male else 1)
    return f"{province}{century}{birth.year % 100:02d}{rng.randrange(1_000_000):06d}"


def a_day(rng: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def an_address(rng: random.Random, ward: str) -> str:
    """*ward* as the lists have it: ``Phường Cửa Nam``, ``Xã Đông Anh``."""
    place = ward[0].lower() + ward[1:]
    if place.startswith("xã"):
        village = rng.choice(["Thôn Trung", "Thôn Đoài", "Thôn Thượng", "Thôn Hạ", "Thôn Đông"])
        return f"{village}, {place}, thành phố Hà Nội"
    number, street = rng.randrange(2, 180), rng.choice(lexicon()["streets"])
    lane = f" ngõ {rng.randrange(3, 120)}" if rng.random() < 0.5 else ""
    return f"Số {number}{lane} {street}, {place}, thành phố Hà Nội"


def a_name(rng: random.Random, *, male: bool, surname: str = "") -> str:
    words = lexicon()
    surname = surname or rng.choice(words["surnames"])
    given = rng.choice(words["given_boy" if male else "given_girl"])
    style = rng.random()
    if style < 0.3:  # one given name behind the traditional middle word
        middle = "Văn" if male else "Thị"
        given = f"{middle} {given.split()[-1]}"
    elif style < 0.45 and not male:
        given = f"Thị {given}"
    return f"{surname} {given}"


def a_person(
    rng: random.Random,
    *,
    born: tuple[int, int] = (1960, 2002),
    male: bool | None = None,
    ward: str = "",
    surname: str = "",
) -> Person:
    """Anyone born within the *born* years."""
    male = rng.random() < 0.5 if male is None else male
    birth = a_day(rng, date(born[0], 1, 1), date(born[1], 12, 31))
    province, origin = rng.choice(lexicon()["birth_places"])
    return Person(
        name=a_name(rng, male=male, surname=surname),
        male=male,
        birth=birth,
        id_number=id_number(rng, birth, province, male=male),
        address=an_address(rng, ward or rng.choice(lexicon()["wards"])),
        origin=origin,
        ethnic=rng.choice(lexicon()["ethnic"]),
    )


_DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def _below_hundred(number: int, *, after_hundred: bool) -> str:
    tens, units = divmod(number, 10)
    if tens == 0:
        return (f"linh {_DIGITS[units]}" if after_hundred else _DIGITS[units]) if units or not after_hundred else ""
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if units == 0:
        return head
    tail = {1: "một" if tens == 1 else "mốt", 4: "bốn" if tens == 1 else "tư", 5: "lăm"}.get(units, _DIGITS[units])
    return f"{head} {tail}"


def number_in_words(number: int) -> str:
    """Up to thousands of billions, as written on contracts and birth certificates."""
    if number == 0:
        return "không"
    words: list[str] = []
    for unit, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, number = divmod(number, unit)
        if not group:
            continue
        hundreds, rest = divmod(group, 100)
        if hundreds or words:
            words.append(f"{_DIGITS[hundreds]} trăm")
        low = _below_hundred(rest, after_hundred=bool(hundreds or words))
        words += [part for part in (low, name) if part]
    return " ".join(words)


def date_in_words(day: date) -> str:
    first = {1: "mồng một"}.get(day.day, number_in_words(day.day))
    if 1 < day.day <= 10:
        first = f"mồng {first}"
    month = {1: "một", 4: "tư", 12: "mười hai"}.get(day.month, number_in_words(day.month))
    return f"Ngày {first}, tháng {month}, năm {number_in_words(day.year)}"
