"""Composed papers: skeletons in ``papers/*.txt`` set as pages of rows, for kinds and wordings nobody has a scan of.

A skeleton begins with ``= kind`` (and ``card`` or ``lying`` for its shape). Each line is one printed paragraph. Its first
sign says where it stands: ``#`` the title, ``^`` centred, ``>`` right, ``<`` left half, ``:`` a table row of cells between
bars, ``||`` two columns; ``?`` before any of these: left out half of the time. ``@nation``, ``@state SIGN``, ``@sign ROLE``,
``@two A | B``, ``@receivers``, ``@laws N``, ``@sentences N`` and ``@page`` stand for what papers share.
``[this|that]`` and ``{slot}`` are filled by `classifiers.training.slots`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from random import Random

from classifiers.training.slots import filled

PAPERS = Path(__file__).resolve().parent / "papers"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row of print and where it stands, in pixels at 200 dpi. `title` rows may be lost or misread later."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    title: bool = False
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page as rows of print."""

    width: int
    height: int
    rows: tuple[SetRow, ...]


@dataclass(frozen=True, slots=True)
class SetPaper:
    """A paper of a kind; `layout` names where it comes from, so that whole layouts can be held out."""

    kind: str
    layout: str
    pages: tuple[SetPage, ...]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What a kind of paper says, with blanks."""

    kind: str
    layout: str
    shape: str
    lines: tuple[str, ...] = field(repr=False)


@lru_cache(maxsize=1)
def skeletons() -> tuple[Skeleton, ...]:
    """Every skeleton, in the order of the files."""
    found: list[Skeleton] = []
    for path in sorted(PAPERS.glob("*.txt")):
        count: dict[str, int] = {}
        for block in path.read_text(encoding="utf-8").split("\n= "):
            head, _, body = block.removeprefix("= ").partition("\n")
            kind, *shape = head.split()
            count[kind] = count.get(kind, 0) + 1
            lines = tuple(line for line in body.split("\n") if line.strip())
            found.append(Skeleton(kind, f"{kind}/{path.stem}-{count[kind]}", shape[0] if shape else "", lines))
    return tuple(found)


def composed(skeleton: Skeleton, rng: Random) -> SetPaper:
    """One paper of *skeleton*; the same state of *rng* gives the same."""
    setter = _Setter(skeleton.shape, rng)
    blank = rng.random() < 0.12
    for line in skeleton.lines:
        optional = line.startswith("?")
        if optional and rng.random() < 0.5:
            continue
        if not optional and line[0] not in "#@" and rng.random() < 0.07:
            continue
        setter.put(line.removeprefix("?"), blank=blank)
    return SetPaper(skeleton.kind, skeleton.layout, setter.pages())


class _Setter:
    """Sets lines one under another, turning the page at its foot."""

    def __init__(self, shape: str, rng: Random) -> None:
        self.rng = rng
        self.letter = rng.choice([11, 12, 13, 14])
        self.tall = round(self.letter * 2.1)
        self.step = round(self.tall * rng.choice([1.35, 1.5, 1.75, 2.1]))
        self.width, self.height = {"lying": (2339, 1654)}.get(shape, (1654, 2339))
        self.left, self.right = rng.choice([150, 200, 236]), self.width - rng.choice([120, 150, 170])
        self.top = rng.choice([90, 130, 170])
        if shape == "card":
            self._as_card()
        self.done: list[SetPage] = []
        self.rows: list[SetRow] = []

    def _as_card(self) -> None:
        """A card copied onto a sheet, or scanned as small as it is."""
        if self.rng.random() < 0.5:
            self.width, self.height, self.left, self.right, self.top = 700, 450, 40, 670, 30
            self.letter, self.tall, self.step = 9, 19, 26
        else:
            self.left = self.rng.randrange(150, 500)
            self.right, self.top = self.left + 900, self.rng.randrange(150, 1200)

    # ------------------------------------------------------------ what papers share

    def put(self, line: str, *, blank: bool) -> None:
        if not line.startswith("@"):
            self._print(filled(line, self.rng, blank=blank))
            return
        order, _, rest = line[1:].partition(" ")
        rest = filled(rest, self.rng)
        for shared in getattr(self, f"_{order}")(rest):
            self._print(filled(shared, self.rng))

    def _nation(self, _: str) -> Iterator[str]:
        yield f"^{NATION}"
        yield f"^{MOTTO}"
        if self.rng.random() < 0.3:
            yield "^---------------"

    def _state(self, sign: str) -> Iterator[str]:
        body, mark = self.rng.choice([("ỦY BAN NHÂN DÂN", "UBND"), ("SỞ TƯ PHÁP", "STP"), ("SỞ NỘI VỤ", "SNV"), ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "TTPVHCC"), ("CÔNG AN THÀNH PHỐ", "CA"), ("TRƯỜNG ĐẠI HỌC", "ĐH"), ("BỘ TƯ PHÁP", "BTP"), ("VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI", "VPĐK"), ("PHÒNG KINH TẾ", "PKT")])  # fmt: skip
        above = self.rng.choice(["THÀNH PHỐ HÀ NỘI", "UBND THÀNH PHỐ HÀ NỘI", filled("TỈNH {place}", self.rng).upper()])
        yield f"{above} || {NATION}"
        yield f"{body} {filled('{place}', self.rng).upper() if self.rng.random() < 0.5 else ''} || {MOTTO}"
        number = filled("{n}", self.rng) if self.rng.random() < 0.8 else ""
        yield f"Số: {number}/{sign}-{mark} || {{city}}, {{longdate}}"

    def _state2(self, _: str) -> Iterator[str]:
        yield f"{filled('{AGENCY}', self.rng)} || {NATION}"
        yield f"------- || {MOTTO}"
        if self.rng.random() < 0.5:
            yield "Số: {n} || {city}, {longdate}"

    def _sign(self, role: str) -> Iterator[str]:
        if self.rng.random() < 0.4:
            yield ">{city}, {longdate}"
        yield f">{role}"
        if self.rng.random() < 0.4:
            yield ">(Ký, ghi rõ họ tên, đóng dấu)"
        yield ">{name}"

    def _two(self, roles: str) -> Iterator[str]:
        left, _, right = roles.partition(" | ")
        yield f"{left} || {right}"
        if self.rng.random() < 0.7:
            yield "(Ký, ghi rõ họ tên) || (Ký, ghi rõ họ tên)"
        yield "{name} || {name}"

    def _receivers(self, _: str) -> Iterator[str]:
        yield "<Nơi nhận:"
        yield self.rng.choice(["<- Như trên;", "<- Như Điều 3;", "<- Các phòng, ban, đơn vị;"])
        yield self.rng.choice(["<- Lưu: VT, NV.", "<- Lưu: VT.", "<- Lưu: VT, TP, {n}b."])

    def _laws(self, count: str) -> Iterator[str]:
        for number in range(int(count)):
            start = self.rng.choice(["Căn cứ ", "", "", f"Điều {number + 1}. ", f"{number + 1}. ", "a) "])
            yield start + "{law}"

    def _sentences(self, count: str) -> Iterator[str]:
        for number in range(int(count)):
            yield self.rng.choice(["", "", f"{number + 1}. ", "- "]) + "{sentence}"

    def _page(self, _: str) -> Iterator[str]:
        self.turn()
        return iter(())

    # ------------------------------------------------------------ setting

    def _print(self, line: str) -> None:
        where, text = (line[0], line[1:].strip()) if line.startswith(("#", "^", "<", ">", ":")) else ("", line)
        if where == ":":
            self._cells([cell.strip() for cell in text.split("|")])
        elif " || " in text:
            left, _, right = text.partition(" || ")
            self._row(left.strip(), self.left, self.left + (self.right - self.left) * 2 // 5, "^")
            self._row(right.strip(), self.left + (self.right - self.left) // 2, self.right, "^")
            self._down()
        else:
            for part in self._wrapped(text, where):
                self._row(part, self.left, self.right, where)
                self._down()

    def _wrapped(self, text: str, where: str) -> Iterator[str]:
        room = (self.right - self.left) // self.letter
        if where in ("#", ">", "<"):
            room = room * (3 if where == "#" else 2) // 4
        return self._broken(text, room)

    def _cells(self, cells: list[str]) -> None:
        wide = (self.right - self.left) // len(cells)
        most = 0
        for index, cell in enumerate(cells):
            lines = [*self._broken(cell, max(4, wide // self.letter))]
            for down, line in enumerate(lines):
                left = self.left + index * wide
                self._row(line, left, left + wide, "", down)
            most = max(most, len(lines))
        for _ in range(max(1, most)):
            self._down()

    def _broken(self, text: str, room: int) -> Iterator[str]:
        line = ""
        for word in text.split():
            if line and len(line) + len(word) >= room:
                yield line
                line = word
            else:
                line = f"{line} {word}".strip()
        if line:
            yield line

    def _row(self, text: str, left: int, right: int, where: str, down: int = 0) -> None:
        if not text:
            return
        long = len(text) * self.letter
        start = {"^": (left + right - long) // 2, "#": (left + right - long) // 2, ">": right - long}.get(where, left)
        start = max(10, min(start, self.width - long - 10))
        top = self.top + down * self.step
        self.rows.append(
            SetRow(text, start, top, min(self.width - 1, start + long), top + self.tall, title=where == "#")
        )

    def _down(self) -> None:
        self.top += self.step
        if self.top + self.tall > self.height - 80:
            self.turn()

    def turn(self) -> None:
        if self.rows:
            self.done.append(SetPage(self.width, self.height, tuple(self.rows)))
        self.rows = []
        self.top = 140
        if len(self.done) and self.rng.random() < 0.4:
            number = SetRow(str(len(self.done) + 1), self.width // 2 - 10, 80, self.width // 2 + 10, 80 + self.tall)
            self.rows.append(number)

    def pages(self) -> tuple[SetPage, ...]:
        number = len(self.done) + 1
        if any(row.text != str(number) for row in self.rows):
            self.done.append(SetPage(self.width, self.height, tuple(self.rows)))
        return tuple(self.done)
