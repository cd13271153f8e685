"""What the lines say: passages of law, names, places, numbers, form rows, and syllables that mean nothing.

Everything is drawn from one `random.Random`. A fifth of the lines is nonsense on purpose: the net shall read letters, not
guess words. Texts: six laws of 2025 (no copyright: Law on Intellectual Property, art. 15), open lists of names and
administrative units (MIT), our own list of the labels of forms.
"""

import gzip
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from ocr.training.alphabet import ALPHABET, known

TEXT = Path(__file__).parent / "text"
LEADER = "…"
"""A dot leader of whatever length is read as one such sign."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line in one hand. `hand` is ``print``, ``strong``, ``written`` or ``leader``."""

    text: str
    hand: str = "print"
    on_leader: bool = False


Wording = tuple[Part, ...]


def spelled(wording: Wording) -> str:
    """What the recogniser shall answer. A part that begins with a stroke follows without a space: 12/QĐ-UBND."""
    return " ".join(" ".join(part.text for part in wording).replace(" /", "/").split())


@lru_cache(maxsize=1)
def _passages() -> tuple[str, ...]:
    with gzip.open(TEXT / "laws.txt.gz", "rt", encoding="utf-8") as laws:
        return tuple(line for line in laws.read().splitlines() if known(line))


@lru_cache(maxsize=8)
def _list(name: str) -> tuple[str, ...]:
    rows = (" ".join(row.split()) for row in (TEXT / f"{name}.txt").read_text(encoding="utf-8").splitlines())
    return tuple(row for row in rows if row and known(row))


@lru_cache(maxsize=1)
def _syllables() -> tuple[str, ...]:
    words = {word for passage in _passages() for word in re.findall(r"[^\W\d_]+", passage.lower())}
    words |= {word for name in ("units", "given_names") for row in _list(name) for word in row.lower().split()}
    return tuple(sorted(word for word in words if len(word) <= 7))


_ONSETS = ("", *"bcdđghklmnprstvx", "ch", "gh", "gi", "kh", "ng", "ngh", "nh", "ph", "qu", "th", "tr")
_CODAS = (*"cmnptiyou", "ch", "ng", "nh", *[""] * 8)
_NUCLEI = [
    letter for letter in ALPHABET if letter.lower() == letter and letter.isalpha() and not letter.isascii()
] + list("aeiouy")


def _made_up(rng: Random) -> str:
    return rng.choice(_ONSETS) + rng.choice(_NUCLEI) + rng.choice(_CODAS)


def _cased(text: str, rng: Random) -> str:
    draw = rng.random()
    return text.upper() if draw < 0.13 else text.title() if draw < 0.17 else text


def _passage(rng: Random) -> Wording:
    words = rng.choice(_passages()).split()
    count = min(len(words), rng.choice((1, 2, 3, 5, 7, 9, 11, 13, 15, 17)))
    start = rng.randrange(len(words) - count + 1)
    return (Part(_cased(" ".join(words[start : start + count]), rng), _hand(rng)),)


def _nonsense(rng: Random) -> Wording:
    words = [rng.choice(_syllables()) if rng.random() < 0.7 else _made_up(rng) for _ in range(rng.randint(1, 11))]
    words = [word.capitalize() if rng.random() < 0.15 else word for word in words]
    words = [word + rng.choice(",.;:") if rng.random() < 0.08 else word for word in words]
    return (Part(_cased(" ".join(words), rng), _hand(rng)),)


def _signs(rng: Random) -> Wording:
    """Letters and signs at random: codes, tables, whatever no language explains."""
    pool = rng.choice(
        (
            ALPHABET,
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
            "0123456789.,-/",
            "0123456789",
            "ABCDĐEGHKLMNPQTUVX0123456789-/.",
        )
    )
    words = ["".join(rng.choice(pool) for _ in range(rng.randint(1, 10))) for _ in range(rng.randint(1, 6))]
    return (Part(" ".join(words).strip() or "-", _hand(rng)),)


def _hand(rng: Random) -> str:
    return rng.choices(("print", "strong", "written"), (0.72, 0.16, 0.12))[0]


def name(rng: Random) -> str:
    surname, given = rng.choice(_list("surnames")), rng.choice(_list("given_names"))
    middle = rng.choice(("", "", "Văn", "Thị", "Đức", "Hữu", "Thị Ngọc", "Minh", "Xuân"))
    return " ".join(f"{surname} {middle} {given}".split())


def place(rng: Random) -> str:
    """An address, new or old."""
    parts = [
        rng.choice(
            (
                f"Số {rng.randint(1, 400)}",
                f"Tổ {rng.randint(1, 30)}",
                f"Thôn {rng.choice(_list('given_names'))}",
                f"Số nhà {rng.randint(1, 99)}{rng.choice('ABC')}, ngõ {rng.randint(1, 300)}",
                "",
            )
        )
    ]
    if rng.random() < 0.5:
        parts.append(f"{rng.choice(('đường', 'phố'))} {name(rng)}")
    parts += [rng.choice(_list("units")) for _ in range(rng.randint(1, 2))]
    parts.append(rng.choice(("Hà Nội", "TP. Hà Nội", "thành phố Hà Nội", "tỉnh Hưng Yên", "")))
    return ", ".join(part for part in parts if part)


def day(rng: Random) -> str:
    d, m, y = rng.randint(1, 31), rng.randint(1, 12), rng.randint(1930, 2030)
    return rng.choice(
        (
            f"{d:02}/{m:02}/{y}", f"{d}/{m}/{y}", f"{d:02}-{m:02}-{y}", f"{d:02}.{m:02}.{y}", f"ngày {d:02} tháng {m:02} năm {y}",
            f"ngày {d} tháng {m} năm {y}", f"{rng.choice(('Hà Nội', 'Ba Đình', 'Sóc Trăng'))}, ngày {d:02} tháng {m} năm {y}", str(y),
            f"{rng.randint(0, 23)} giờ {rng.randint(0, 59):02} phút, ngày {d:02}/{m:02}/{y}", f"tháng {m} năm {y}",
        )
    )  # fmt: skip


def number(rng: Random) -> str:
    """Numbers as papers write them: of documents, persons, telephones, money, areas."""
    n = rng.randint
    office = rng.choice(("UBND", "HĐND", "STP", "VP", "CAHN", "TTPVHCC", "BTP", "SNV", "CP", "QH15", "PKT", "TCT"))
    kind = rng.choice(("QĐ", "TB", "CV", "BC", "TTr", "GM", "KH", "NQ", "NĐ", "GCN", "TLKS", "HĐ"))
    return rng.choice(
        (
            f"{n(1, 9999)}/{kind}-{office}", f"Số: {n(1, 9999)}/{kind}-{office}", f"{n(1, 400)}/{n(2001, 2026)}/{kind}-{office}", f"Số: {n(1, 999):02}/{n(2001, 2026)}",
            f"0{n(10, 96):02}{n(0, 3)}{n(0, 99):02}{n(0, 999999):06}", f"{n(10**8, 10**9 - 1)}", f"0{n(3, 9)}{n(0, 99999999):08}", f"0{n(300, 999)} {n(100, 999)} {n(100, 999)}",
            f"{n(1, 999)}.{n(0, 999):03}.{n(0, 999):03} đồng", f"{n(1, 99)}.{n(0, 999):03}.000đ", f"{n(20, 999)},{n(0, 9)} m²", f"{n(1, 100)} %", f"{n(1, 99)},{n(0, 99):02}%",
            f"0{n(10**8, 10**9 - 1)}", f"0{n(10**8, 10**9 - 1)}-{n(1, 99):03}", f"{n(1, 50)}.{n(1, 9)}.{n(1, 9)}", f"{n(1, 30)}", f"{n(0, 9)}", f"{n(1, 12)}/{n(2000, 2026)}",
            f"H26.{n(1, 199)}.{n(0, 99):02}-{n(200000, 261231)}-{n(0, 9999):04}", f"{rng.choice('ABCDĐ')}{rng.choice('ABCDEG')} {n(0, 999999):06}", f"{n(2, 99)}/{n(10, 99)}", f"({n(1, 20)})",
        )
    )  # fmt: skip


def _fact(rng: Random) -> str:
    return rng.choice((name, place, day, number))(rng)


def _fact_alone(rng: Random) -> Wording:
    return (Part(_cased(_fact(rng), rng), _hand(rng)),)


def _label(rng: Random) -> str:
    phrase = rng.choice(_list("phrases"))
    return phrase[0].upper() + phrase[1:]


def _heading(rng: Random) -> Wording:
    phrase = rng.choice(_list("phrases"))
    return (Part(phrase.upper() if rng.random() < 0.6 else phrase, "strong" if rng.random() < 0.6 else "print"),)


def _row(rng: Random) -> Wording:
    """A row of a form: label, dots, and perhaps what somebody filled in."""
    parts: list[Part] = []
    if rng.random() < 0.2:
        parts.append(
            Part(
                rng.choice(
                    (f"{rng.randint(1, 20)}.", f"{rng.randint(1, 20)})", "-", "+", "a)", "đ)", f"({rng.randint(1, 9)})")
                )
            )
        )
    for _ in range(rng.choice((1, 1, 1, 2))):
        parts.append(
            Part(_label(rng) + rng.choice((":", ":", ":", "", " (1):")), rng.choice(("print", "print", "strong")))
        )
        draw = rng.random()
        if draw < 0.25:
            parts.append(Part(LEADER, "leader"))
        elif draw < 0.6:
            parts.append(Part(_fact(rng), rng.choice(("written", "written", "print")), on_leader=True))
            if rng.random() < 0.6:
                parts.append(Part(LEADER, "leader"))
        else:
            parts.append(Part(_fact(rng), rng.choice(("print", "print", "strong", "written"))))
    return tuple(parts)


def _filed(rng: Random) -> Wording:
    """The head of a letter as it leaves the office: number and day put in by hand, or struck by a numbering machine."""
    hand = rng.choice(("written", "written", "written", "print"))
    sign = number(rng).partition("/")[2] or "QĐ-UBND"
    figure = str(rng.randint(1, 9999)) if rng.random() < 0.7 else f"{rng.randint(1, 99):02}"
    d, m = str(rng.randint(1, 31)), str(rng.randint(1, 12))
    d, m = (d.zfill(2), m.zfill(2)) if rng.random() < 0.6 else (d, m)
    town = rng.choice(("Hà Nội,", "Hà Nội,", "Quảng Ngãi,", f"{rng.choice(_list('units'))},", ""))
    year = str(rng.randint(1990, 2030))
    dated = (
        Part(f"{town} ngày".strip()), Part(d, hand), Part("tháng"), Part(m, hand), Part("năm"),
        Part(year, hand if rng.random() < 0.2 else "print"),
    )  # fmt: skip
    return rng.choice(
        (
            (Part(rng.choice(("Số:", "Số", "Số:"))), Part(figure, hand), Part(f"/{sign}")),
            (Part(rng.choice(("Số:", "Số chứng thực", "Quyển số:"))), Part(f"{figure}{rng.choice(('', '/' + year))}", hand)),
            dated, dated, dated, (Part(figure, hand),), (Part(day(rng), "written"),), (Part(number(rng), "written"),),
        )
    )  # fmt: skip


def _listed(rng: Random) -> Wording:
    head = rng.choice(
        (
            "-",
            "-",
            "+",
            "–",
            "•",
            f"{rng.randint(1, 30)}.",
            f"{rng.choice('abcdđeg')})",
            f"Điều {rng.randint(1, 90)}.",
            f"{rng.randint(1, 9)}.{rng.randint(1, 9)}.",
        )
    )
    return (Part(head + " " + _passage(rng)[0].text),)


def _box(rng: Random) -> Wording:
    """Choices to be ticked, and what a card of identity prints."""
    return rng.choice(
        (
            (Part(f"{rng.choice('☐☒☑')} {_label(rng)}"),),
            (Part(f"{_label(rng)} {rng.choice('☐☒☑')} {_label(rng)} {rng.choice('☐☒☑')}"),),
            (Part(f"IDVNM{rng.randint(10**9, 10**10 - 1)}{rng.randint(0, 9)}{rng.randint(10**11, 10**12 - 1)}<<{rng.randint(0, 9)}"),),
            (Part(f"{rng.choice(('NGUYEN', 'TRAN', 'LE', 'PHAM'))}<<{rng.choice(('VAN', 'THI', 'MINH'))}<{rng.choice(('AN', 'BINH', 'HOA'))}<<<<<<<<<<<<"),),
            (Part(f"Có giá trị đến: {day(rng)}"),),
            (Part(f"{rng.choice(('Họ và tên / Full name:', 'Số / No.:', 'Giới tính / Sex:', 'Quốc tịch / Nationality:', 'Ngày sinh / Date of birth:', 'Nơi thường trú / Place of residence:'))}"), Part(_fact(rng), "strong")),
            (Part(f"{rng.choice(('Email:', 'Website:', 'E-mail:'))} {rng.choice(('ttpvhcc', 'ubnd', 'vanthu', 'info'))}@{rng.choice(('hanoi.gov.vn', 'gmail.com', 'chinhphu.vn'))}"),),
        )
    )  # fmt: skip


_MIX = (
    (_passage, 0.32), (_nonsense, 0.15), (_signs, 0.05), (_fact_alone, 0.13), (_heading, 0.07), (_row, 0.13), (_filed, 0.07), (_listed, 0.06),
    (_box, 0.02),
)  # fmt: skip


def wording(rng: Random) -> Wording:
    """One line. Never empty, only letters of the alphabet."""
    while True:
        parts = rng.choices([make for make, _ in _MIX], [share for _, share in _MIX])[0](rng)
        text = spelled(parts)
        if text and known(text) and len(text) <= 120:
            return parts
