"""Parts of papers that only held-out layouts are built of: other heads, label columns, boxes, places to sign, small print."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import ImageDraw

from bench.press.case import Case
from bench.press.fonts import families
from bench.press.marks import seal, signature
from bench.press.pad import BLACK, Pad
from bench.press.people import Person
from bench.press.stationery import dated, on, short

Colour = tuple[int, int, int]


def fill(name: str, printed: str, value: str = "") -> str:
    """Markup of the field *name*, printed as *printed*."""
    return f"{{{{{name}={value}|{printed}}}}}" if value else f"{{{{{name}|{printed}}}}}"


def born(name: str, person: Person, style: str = "%d/%m/%Y") -> str:
    return dated(name, person.birth, person.birth.strftime(style))


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody's details as fields of their own: ``mother_name``, ``mother_birth_date`` and so on."""

    prefix: str
    person: Person
    home: str = ""

    @property
    def name(self) -> str:
        return fill(f"{self.prefix}_name", self.person.name)

    @property
    def caps(self) -> str:
        return fill(f"{self.prefix}_name", self.person.name.upper())

    @property
    def born(self) -> str:
        return born(f"{self.prefix}_birth_date", self.person)

    @property
    def year(self) -> str:
        return fill(f"{self.prefix}_birth_date", str(self.person.birth.year))

    @property
    def ethnic(self) -> str:
        return fill(f"{self.prefix}_ethnicity", self.person.ethnic)

    @property
    def nation(self) -> str:
        return fill(f"{self.prefix}_nationality", "Việt Nam")

    @property
    def lives(self) -> str:
        return fill(f"{self.prefix}_residence", self.home or self.person.address)

    @property
    def number(self) -> str:
        return fill(f"{self.prefix}_id_number", self.person.id_number)


def card_of(person: Person, name: str, rng: random.Random) -> str:
    """How a person's identity card is told in a line of text."""
    number, day = fill(name, person.id_number), short(person.id_issued)
    return rng.choice([
        f"CCCD số {number}, do Cục CSQLHC về TTXH cấp ngày {day}",
        f"Thẻ căn cước số {number} do Bộ Công an cấp ngày {day}",
        f"{number} (Cục trưởng Cục Cảnh sát QLHC về trật tự xã hội cấp {on(person.id_issued)})",
    ])  # fmt: skip


def parents(case: Case) -> tuple[Person, Person]:
    """(mother, father) of the case's child, or (wife, husband)."""
    return (case.spouse, case.owner) if case.owner.male else (case.owner, case.spouse)


def type_of(pad: Pad, style: str = "serif", size: float = 13.0, leading: float = 1.3) -> None:
    """Set the paper in one of the families of *style*."""
    usable = families(style)
    family = usable[pad.rng.randrange(min(4, len(usable)))]
    wide = 0.9 if family.startswith("Noto") else 0.86 if family.startswith("DejaVu") else 1.0
    pad.with_ink(family=family, size=size * wide, leading=leading)


def another_sheet(pad: Pad, size: tuple[float, float], margins: tuple[float, float, float, float]) -> Pad:
    """A pad of another sheet in the same ink."""
    return Pad(pad.kind, pad.ink, pad.rng, size=size, margins=margins)


def head(
    pad: Pad, left: Sequence[str], right: Sequence[str], *, split: float = 0.44, size: float = 12.0, rules: str = "lr"
) -> None:
    """Two blocks of rows side by side; *rules* says below which of them (l, r) a short rule stands."""
    foot = pad.y
    for rows, share, middle, side in ((left, split, split / 2, "l"), (right, 1 - split, split + (1 - split) / 2, "r")):
        y, x, width, own = pad.y, pad.left + pad.width * middle, pad.width * share - 2, size
        while side == "r" and own > 9 and any(len(pad.wrap(row, width, own)) > 1 for row in rows):
            own -= 0.5  # the nation's name is never broken
        for row in rows:
            y = pad.block(row, x, y, width, own)
        if side in rules and rows:
            pad.rule(x - 11, x + 11, y + 0.7)
        foot = max(foot, y)
    pad.y = foot + 4


def corner(pad: Pad, *rows: str, size: float = 10.0) -> None:
    """The form's name and the circular it belongs to, small at the top right, above the text."""
    y = max(6.0, pad.top - 3 - len(rows) * pad.step(size, 1.15))
    for row in rows:
        pad.put(f"<i>{row}</i>", pad.right, y, size=size, align="right")
        y += pad.step(size, 1.15)
    pad.y = max(pad.y, y + 2)


def pairs(pad: Pad, rows: Sequence[tuple[str, str]], *, tab: float = 52.0, size: float | None = None, colon: str = ":", gap: float = 0.6) -> None:  # fmt: skip
    """Labels in a column of *tab* mm, their values beside them."""
    size = size or pad.ink.size
    for label, value in rows:
        tall = max(len(pad.wrap(label, tab - 3, size)), len(pad.wrap(value or "-", pad.width - tab, size)))
        pad.need(tall * pad.step(size))
        foot = pad.block(f"{label}{colon}", pad.left, pad.y, tab - 3, size, align="left", leading=pad.ink.leading)
        if value:
            foot = max(foot, pad.block(value, pad.left + tab, pad.y, pad.width - tab, size, align="left", leading=pad.ink.leading))  # fmt: skip
        pad.y = foot + gap


def cells(pad: Pad, row: Sequence[tuple[str, str, float]], *, size: float | None = None, small: float = 8.5, colour: Colour = BLACK) -> None:  # fmt: skip
    """A row of boxes, each with a small label above its value; (label, value, share of the width)."""
    size = size or pad.ink.size
    scale, x = pad.width / sum(share for _, _, share in row), pad.left
    tall = max(len(pad.wrap(value, share * scale - 4, size)) if value else 1 for _, value, share in row)
    over = max(len(pad.wrap(label, share * scale - 3, small)) for label, _, share in row) * pad.step(small, 1.2)
    height = over + tall * pad.step(size, 1.2) + 2.4
    pad.need(height)
    for label, value, share in row:
        wide = share * scale
        pad.frame(x, pad.y, x + wide, pad.y + height, weight=0.25, colour=colour)
        pad.block(label, x + 1.5, pad.y + 0.8, wide - 3, small, align="left", leading=1.2)
        pad.block(value, x + 2, pad.y + 1 + over, wide - 4, size, align="left", leading=1.2)
        x += wide
    pad.y += height


def columns(pad: Pad, left: Sequence[str], right: Sequence[str], *, size: float | None = None, gutter: float = 8.0, rule: bool = False) -> None:  # fmt: skip
    """Rows of markup in two columns."""
    size = size or pad.ink.size
    top, foot, wide = pad.y, pad.y, (pad.width - gutter) / 2
    for rows, x in ((left, pad.left), (right, pad.left + wide + gutter)):
        y = top
        for row in rows:
            y = pad.block(row, x, y, wide, size, align="left", leading=pad.ink.leading) + 0.5
        foot = max(foot, y)
    if rule:
        pad.frame(pad.left + wide + gutter / 2, top, pad.left + wide + gutter / 2 + 0.2, foot, weight=0.2)
    pad.y = foot + 1.5


def numbered_comb(pad: Pad, label: str, name: str, text: str, *, cell: float = 5.2) -> None:
    """A label and the boxes of a number behind it."""
    pad.need(pad.step() + 2)
    wide = pad.put(label, pad.left, pad.y + 0.3)
    pad.comb(name, text, pad.left + wide + 2, pad.y + 0.3, cell=cell)
    pad.y += pad.step() + 2.2


def ticks(*choices: str, chosen: int = 0, box: str = "[{}]") -> str:
    """Boxes to tick, one of them ticked."""
    return "   ".join(f"{box.format('X' if k == chosen else '  ')} {choice}" for k, choice in enumerate(choices))


def signed(
    pad: Pad,
    at: float,
    rows: Sequence[str],
    name: str = "",
    *,
    field: str = "",
    note: str = "",
    unit: str = "",
    room: float = 22.0,
    size: float | None = None,
    top: float | None = None,
    pen: bool = True,
    below: str = "",
) -> float:
    """Somebody signs at the share *at* of the width: rows in bold, a note, pen and seal, the name; the foot of it.

    The running height moves on only when *top* is not given; *below* is a row under the name.
    """
    size = size or pad.ink.size
    middle = pad.left + pad.width * at
    if top is None:
        pad.need((len(rows) + 2) * pad.step(size) + room)
    y = start = pad.y if top is None else top
    for row in rows:
        y = pad.block(f"<b>{row}</b>", middle, y, pad.width * 0.48, size)
    if note:
        y = pad.block(f"<i>{note}</i>", middle, y, pad.width * 0.42, size - 1.5)
    wide = pad.rng.uniform(26, 34)
    if pen:
        pad.stamp(signature(pad.rng, pad.ink.dpi, width_mm=wide), middle - wide / 2 + pad.rng.uniform(-4, 4), y + 1)
    if unit:
        side = pad.rng.uniform(33, 37)
        pad.stamp(seal(pad.rng, unit, pad.ink.dpi, side_mm=side), middle - side + pad.rng.uniform(-2, 5), max(start, y - 4), wet=True)  # fmt: skip
    y += room
    if name:
        y = pad.block(f"<b>{fill(field, name) if field else name}</b>", middle, y, pad.width * 0.48, size)
    if below:
        y = pad.block(below, middle, y, pad.width * 0.48, size - 1.5)
    if top is None:
        pad.y = y + 2
    return y


def side_by_side(pad: Pad, *people: tuple[str, str, str], field: str = "", unit: str = "", room: float = 20.0, size: float | None = None) -> None:  # fmt: skip
    """Several sign in a row: (role, note, name) each; *field* names the first one's name, *unit* seals the last one's."""
    size = size or pad.ink.size
    pad.need(3 * pad.step(size) + room)
    top, foot = pad.y + 1, pad.y
    for number, (role, note, name) in enumerate(people):
        at = (number + 0.5) / len(people)
        own, seal_of = field if number == 0 else "", unit if number == len(people) - 1 else ""
        foot = max(foot, signed(pad, at, [role], name, field=own, note=note, unit=seal_of, room=room, size=size, top=top, pen=bool(name)))  # fmt: skip
    pad.y = foot + 2


def small_print(pad: Pad, *rows: str, head: str = "", size: float = 9.0, rule: bool = True) -> None:
    """Notes and instructions under a short rule."""
    pad.need(6 + len(rows) * pad.step(size) + 4)
    if rule:
        pad.rule(pad.left, pad.left + 46, pad.y + 1)
        pad.y += 2.5
    if head:
        pad.para(f"<b><i>{head}</i></b>", size=size, indent=0, gap=0.3)
    for row in rows:
        pad.para(row, size=size, indent=0, gap=0.2)


def capital(text: str) -> str:
    """The first letter large, the others as they are: names keep theirs."""
    return text[0].upper() + text[1:]


def small(text: str) -> str:
    """The first letter small: a ward's name in running text."""
    return text[0].lower() + text[1:]


def lattice(pad: Pad, inset: float, *, colour: Colour = (176, 60, 70), band: float = 7.0) -> None:
    """An ornamental border: two rules with a row of lozenges and round corners between them."""
    width, height = pad.size
    pad.frame(inset, inset, width - inset, height - inset, weight=0.7, colour=colour)
    near = inset + band
    pad.frame(near, near, width - near, height - near, weight=0.35, colour=colour)
    pen, half = ImageDraw.Draw(pad.image), band / 2 - 1
    middle = inset + band / 2
    across = [(x, y) for x in _steps(near + half, width - near - half, band) for y in (middle, height - middle)]
    down = [(x, y) for y in _steps(near + half, height - near - half, band) for x in (middle, width - middle)]
    for x, y in across + down:
        points = [(x - half, y), (x, y - half), (x + half, y), (x, y + half)]
        pen.polygon([(pad.px(a), pad.px(b)) for a, b in points], outline=colour)
        pen.ellipse(tuple(map(pad.px, (x - 0.7, y - 0.7, x + 0.7, y + 0.7))), fill=colour)


def tinted(pad: Pad, box: tuple[float, float, float, float], colour: Colour) -> None:
    """Coloured ground, to be printed over."""
    ImageDraw.Draw(pad.image).rectangle(tuple(map(pad.px, box)), fill=colour)


def _steps(first: float, last: float, pitch: float) -> list[float]:
    count = max(1, round((last - first) / pitch))
    return [first + (last - first) * k / count for k in range(count + 1)]
