"""Sets text on pages without drawing it: which line stands where, in pixels of a page of 100 dpi."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.stacks.as_read import Printed
from pipeline.model.geometry import Box

DPI = 100
A4, A5, A3 = (827, 1169), (583, 827), (1169, 1654)
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_FEET = ("Công ty Luật", "Văn phòng công chứng", "Hồ sơ lưu trữ", "Mẫu ban hành theo", "Địa chỉ:", "Chi nhánh")
_PLACES = (
    "Minh An",
    "Hoàn Kiếm",
    "Số 12",
    "Thành Đạt",
    "Tây Hồ",
    "Long Biên",
    "Bình Minh",
    "Phú Thượng",
    "Việt Hà",
    "Năm 2026",
)
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True, slots=True)
class Make:
    """How one office sets its papers."""

    size: tuple[int, int]
    margins: tuple[int, int, int, int]
    """left, top, right, bottom"""
    letter: float
    """Mean width of a small letter."""
    tall: int
    pitch: int
    numbers: str
    """``none``, ``top`` (NĐ 30/2020), ``bottom``, ``of`` for ``Trang 2/5``."""
    foot: str = ""
    """A running foot."""

    @classmethod
    def drawn(cls, rng: random.Random, size: tuple[int, int] = A4, numbers: str = "") -> "Make":
        usual = (
            rng.random() < 0.6
        )  # NĐ 30/2020: 13 to 14 points, margins of 30, 20, 15 and 20 mm; everybody's word processor
        scale = rng.choice((0.98, 1.0, 1.0, 1.03)) if usual else rng.uniform(0.85, 1.15)
        loose = rng.choice((1.0, 1.0, 1.1, 1.25)) if usual else rng.uniform(0.95, 1.3)
        margins = (
            (118, 79, 60, 79)
            if usual
            else (rng.randrange(80, 125), rng.randrange(60, 100), rng.randrange(45, 85), rng.randrange(60, 95))
        )
        chosen = numbers or rng.choice(["none", "none", "top", "top", "bottom", "of"])
        foot = f"{rng.choice(_FEET)} {rng.choice(_PLACES)} {rng.choice(_PLACES)}" if rng.random() < 0.25 else ""
        return cls(
            size=size,
            margins=margins,
            letter=8.1 * scale,
            tall=round(18 * scale),
            pitch=round(24 * scale * loose),
            numbers=chosen,
            foot=foot,
        )


@dataclass(slots=True)
class Setter:
    """Pages filled from top to bottom."""

    make: Make
    pages: list[list[Printed]] = field(default_factory=lambda: [[]])
    y: int = 0

    def __post_init__(self) -> None:
        self.y = self.make.margins[1]

    @property
    def width(self) -> int:
        return self.make.size[0] - self.make.margins[0] - self.make.margins[2]

    def new_page(self) -> None:
        self.pages.append([])
        self.y = self.make.margins[1]

    def skip(self, lines: float = 1.0) -> None:
        self.y += round(lines * self.make.pitch)

    def need(self, lines: int) -> None:
        if self.y + lines * self.make.pitch > self.make.size[1] - self.make.margins[3]:
            self.new_page()

    def put(self, text: str, left: float, *, wide: float = 1.0) -> None:
        """*text* at *left* on the line in hand; the line does not move on."""
        letter = self.make.letter * wide * (1.28 if text.isupper() else 1.0)
        right = min(self.make.size[0] - 8, left + letter * len(text))
        self.pages[-1].append(
            (text, Box(round(left), self.y, max(round(left) + 4, round(right)), self.y + self.make.tall))
        )

    def centre(self, text: str, middle: float | None = None, *, wide: float = 1.0) -> None:
        letter = self.make.letter * wide * (1.28 if text.isupper() else 1.0)
        at = self.make.margins[0] + self.width / 2 if middle is None else middle
        for part in _parts(text, int((self.width if middle is None else self.width / 2) / letter)):
            self.put(part, max(8.0, at - letter * len(part) / 2), wide=wide)
            self.y += self.make.pitch

    def left(self, text: str) -> None:
        self.need(1)
        self.put(text, self.make.margins[0])
        self.y += self.make.pitch

    def para(self, text: str, indent: bool = True) -> None:
        first = 40 if indent else 0
        for number, part in enumerate(_parts(" " * (4 if indent else 0) + text, int(self.width / self.make.letter))):
            self.need(1)
            self.put(part.strip(), self.make.margins[0] + (first if number == 0 else 0))
            self.y += self.make.pitch

    def columns(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Two blocks side by side, as heads and signatures are."""
        one, two = self.make.margins[0] + 0.22 * self.width, self.make.margins[0] + 0.72 * self.width
        for number in range(max(len(left), len(right))):
            for text, middle in ((left[number : number + 1], one), (right[number : number + 1], two)):
                if text and text[0]:
                    letter = self.make.letter * 0.9 * (1.28 if text[0].isupper() else 1.0)
                    self.put(text[0], max(8.0, middle - letter * len(text[0]) / 2), wide=0.9)
            self.y += self.make.pitch

    def done(self) -> list[list[Printed]]:
        """The pages, numbered as the office does it."""
        width, height = self.make.size
        total = len(self.pages)
        for number, page in enumerate(self.pages, 1):
            text, top = "", height - 45
            if self.make.numbers == "of":
                text = f"Trang {number}/{total}"
            elif self.make.numbers in ("top", "bottom") and number > 1:
                text, top = str(number), 42 if self.make.numbers == "top" else height - 45
            if text:
                wide = round(self.make.letter * len(text))
                page.append((text, Box(width // 2 - wide // 2, top, width // 2 + wide // 2 + 4, top + self.make.tall)))
            if self.make.foot:
                left, wide = self.make.margins[0], round(6.5 * len(self.make.foot))
                page.append((self.make.foot, Box(left, height - 70, left + wide, height - 70 + self.make.tall)))
        return self.pages


def _parts(text: str, letters: int) -> list[str]:
    """*text* broken into lines of at most *letters*."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > letters:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line] if line else lines
