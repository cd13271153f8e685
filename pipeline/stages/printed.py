"""What is printed on a side about its neighbours: its page number, that it goes on overleaf, that it is one side of a card."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.geometry import Box
from pipeline.model.reading import Line, PageReading, Word

_PAGE_OF = re.compile(r"\b(?:trang|page|to)\s*(?:so)?\s*[:.]?\s*(\d{1,3})\s*(?:/|tren|of)\s*(\d{1,3})\b")
_SHORT_PAGE_OF = re.compile(r"^\W*(\d{1,2})\s*/\s*(\d{1,2})\W*$")
_LONE = re.compile(r"^[\W_]*(\d{1,3})[\W_]*$")
_EDGE = 0.10
"""Share of the page's height, from either end, in which page numbers stand."""
_MIDDLE = 0.12
_OVERLEAF = re.compile(
    r"(?:xem|tiep|con)\s+(?:tiep\s+)?(?:o\s+)?(?:mat|trang)\s+(?:sau|ben)|mat sau\s*\)?\s*$|please turn over|\bp\.?t\.?o\.?$"
)
_FRONT = ("can cuoc cong dan", "citizen identity card", "the can cuoc", "identity card", "chung minh nhan dan")
_FRONT_FIELDS = (
    "date of birth",
    "full name",
    "ngay sinh",
    "place of origin",
    "que quan",
    "ho va ten",
    "nationality",
    "sex",
)
_BACK_SIGNS = (
    "idvnm", "dac diem nhan dang", "personal identification", "ngon tro", "index finger", "left index", "right index",
    "cuc truong cuc canh sat", "place of birth registration", "noi dang ky khai sinh", "<<<",
)  # fmt: skip
_CARD_WORDS = 90
"""A page with more words quotes a card; a card has fewer."""
_SURE = 0.80
_LONG = 3
_FEW, _SHARE = 3, 0.04


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """``Trang 2/5``, or a lone ``2`` at head or foot (then `total` is 0). `style` tells apart numbers set differently."""

    number: int
    total: int
    style: str
    box: Box


def bare(text: str) -> str:
    """Lower case, without Vietnamese marks."""
    flat = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(c for c in flat if not unicodedata.combining(c))


def number_on(reading: PageReading) -> PrintedNumber | None:
    """The page number printed on a side; None when none is, or several differ."""
    whole = list(dict.fromkeys(_numbers_of_total(reading)))
    if whole:
        return whole[0] if len({(n.number, n.total) for n in whole}) == 1 else None
    lone = list(_lone_numbers(reading))
    return lone[0] if len(lone) == 1 else None


def _numbers_of_total(reading: PageReading) -> Iterator[PrintedNumber]:
    for line in reading.lines:
        found = _PAGE_OF.search(bare(_text(line))) or (
            _SHORT_PAGE_OF.match(_text(line)) if _at_edge(line, reading) else None
        )
        if found:
            number, total = int(found[1]), int(found[2])
            if 1 <= number <= total and _sure(line):
                yield PrintedNumber(number, total, "of-total", line.box)


def _lone_numbers(reading: PageReading) -> Iterator[PrintedNumber]:
    """A number alone in the middle of the top or the foot (NĐ 30/2020/NĐ-CP, Phụ lục I: in the middle of the upper margin)."""
    width, height = reading.upright_size
    for line in reading.lines:
        found, box = _LONE.match(_text(line)), reading.upright(line.box)
        central = abs(box.centre[0] - width / 2) <= _MIDDLE * width
        if found and central and _at_edge(line, reading) and _sure(line):
            style = "top" if box.centre[1] < height / 2 else "foot"
            yield PrintedNumber(int(found[1]), 0, style, line.box)


def _at_edge(line: Line, reading: PageReading) -> bool:
    height = reading.upright_size[1]
    middle = reading.upright(line.box).centre[1]
    return middle < _EDGE * height or middle > (1 - _EDGE) * height


def goes_on_overleaf(reading: PageReading) -> bool:
    """A short line near the foot says so."""
    height = reading.upright_size[1]
    return any(
        reading.upright(line.box).centre[1] > 0.6 * height
        and len(line.words) <= 8
        and _OVERLEAF.search(bare(_text(line)).strip()) is not None
        for line in reading.lines
    )


def is_card_front(reading: PageReading) -> bool:
    """The side of an identity card with name and birth."""
    if not 0 < sum(len(line.words) for line in reading.lines) <= _CARD_WORDS:
        return False
    text = _whole(reading)
    return any(words in text for words in _FRONT) and sum(words in text for words in _FRONT_FIELDS) >= 2


def is_card_back(reading: PageReading) -> bool:
    """The side of an identity card with fingerprints and the machine-readable lines."""
    text = _whole(reading)
    signs = sum(words in text for words in _BACK_SIGNS)
    return signs >= 2 and sum(len(line.words) for line in reading.lines) <= 2 * _CARD_WORDS


def words_differ(one: PageReading, other: PageReading) -> bool:
    """Whether two sides that look alike bear different words: surely read ones that the other has nothing like."""
    mine, theirs = _sure_words(one), _sure_words(other)
    if not mine or not theirs:
        return False
    strangers = min(_strangers(mine, theirs), _strangers(theirs, mine))
    return strangers >= max(_FEW, _SHARE * min(len(mine), len(theirs)))


def _strangers(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """Words of *mine* beyond those *theirs* has, a letter's difference forgiven."""
    left: dict[str, int] = {}
    for word in theirs:
        left[word] = left.get(word, 0) + 1
    over = []
    for word in mine:
        if left.get(word, 0) > 0:
            left[word] -= 1
        else:
            over.append(word)
    rest = {word for word, count in left.items() if count > 0}
    return sum(not any(_near(word, other) for other in rest) for word in over)


def _near(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or (one.isdigit() and other.isdigit()):
        return one == other
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= max(1, len(one) // 4)
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _sure_words(reading: PageReading) -> list[str]:
    words: list[Word] = [word for line in reading.lines for word in line.words]
    folded = ("".join(c for c in bare(word.text) if c.isalnum()) for word in words if word.confidence >= _SURE)
    return [word for word in folded if len(word) >= _LONG]


def _sure(line: Line) -> bool:
    return min(word.confidence for word in line.words) >= 0.5


def _text(line: Line) -> str:
    return " ".join(word.text for word in line.words)


def _whole(reading: PageReading) -> str:
    return " ".join(bare(_text(line)) for line in reading.lines)
