"""The composing stick: sets marked-up text on sheets and remembers what was printed where.

Markup: ``<b>bold</b>``, ``<i>italic</i>``, ``<h>by hand</h>`` where the ink has a hand that fills in forms, and
``{{name|printed}}`` or ``{{name=value|printed}}`` for a field.
All measures are millimetres and points; only the sheet knows pixels.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PIL import Image, ImageChops, ImageDraw, ImageFont

from bench.press.fonts import font
from bench.press.hand import Hand
from bench.press.paper import DrawnPage, Paper, TrueField, TrueLine
from pipeline.model.geometry import Box, bounding

BLACK = (24, 24, 28)
BLUE = (28, 44, 130)
RED = (200, 30, 40)
GREY = (120, 120, 124)

_MARK = re.compile(r"(</?[bih]>|\{\{.*?\}\})")
_NUMBERED_BY_HAND = {
    "document_number": re.compile(r"\d+|\D+"),
    "issue_date": re.compile(r"(?<!\d)\d{1,2}(?!\d)|\D+|\d+"),
}
"""Fields whose digits a clerk adds to a printed paper; the year is printed."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How one office prints: its type and size, and what fills its forms."""

    family: str
    size: float = 13.0
    leading: float = 1.3
    dpi: int = 200
    fill_family: str = ""
    fill_italic: bool = False
    fill_colour: tuple[int, int, int] = BLACK
    hand: Hand | None = None
    """Who fills in forms, or at least puts number and day on papers; nobody where all is typed."""
    dots_under: bool = False
    """Dot leaders run on under the values (a blank typed or written over), or stop where the value begins."""
    bare: frozenset[str] = frozenset()
    """What was forgotten on the paper: ``seal``, ``signature``."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    bold: bool
    italic: bool
    spaced: bool
    """A blank stands before it: a line may break here."""
    field: tuple[int, str, str, str] | None
    """(occurrence, name, value, printed text)"""
    by_hand: bool = False


@dataclass(slots=True)
class _Sheet:
    image: Image.Image
    lines: list[TrueLine] = field(default_factory=list)
    fields: dict[tuple[int, str, str, str], list[Box]] = field(default_factory=dict)
    seals: list[Box] = field(default_factory=list)
    written: list[TrueLine] = field(default_factory=list)


class Pad:
    """A stack of sheets of one document, written from top to bottom."""

    def __init__(
        self,
        kind: str,
        ink: Ink,
        rng: random.Random,
        *,
        size: tuple[float, float] = (210, 297),
        margins: tuple[float, float, float, float] = (30, 20, 18, 20),
        numbered: bool = False,
    ) -> None:
        self.kind, self.ink, self.rng, self.size = kind, ink, rng, size
        self.left, self.top, right, bottom = margins
        self.right, self.bottom = size[0] - right, size[1] - bottom
        self.numbered = numbered
        self._sheets: list[_Sheet] = []
        self._occurrence = 0
        self.new_sheet()

    # ------------------------------------------------------------ sheets

    def px(self, mm: float) -> int:
        return round(mm * self.ink.dpi / 25.4)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def image(self) -> Image.Image:
        return self._sheets[-1].image

    def new_sheet(self) -> None:
        """Go on overleaf; from the second sheet on its number stands in the top margin (NĐ 30, Phụ lục I)."""
        pixels = (self.px(self.size[0]), self.px(self.size[1]))
        self._sheets.append(_Sheet(Image.new("RGB", pixels, "white")))
        self.y = self.top
        if self.numbered and len(self._sheets) > 1:
            self.put(str(len(self._sheets)), self.size[0] / 2, self.top - 10, align="center")

    def need(self, height: float) -> None:
        if self.y + height > self.bottom:
            self.new_sheet()

    def paper(self, dossier: str | None = None) -> Paper:
        pages = []
        for sheet in self._sheets:
            fields = tuple(TrueField(k[1], k[2], k[3], tuple(boxes)) for k, boxes in sheet.fields.items())
            lines = tuple(sheet.lines)
            drawn = DrawnPage(sheet.image, self.ink.dpi, self.kind, lines, fields, dossier, seals=tuple(sheet.seals))
            drawn = replace(drawn, written=tuple(sheet.written))
            pages.append(drawn)
        return Paper(self.kind, tuple(pages))

    # ------------------------------------------------------------ text

    def _tokens(self, markup: str) -> list[_Token]:
        tokens: list[_Token] = []
        bold = italic = written = False
        spaced = True
        for piece in _MARK.split(markup):
            if piece in {"<b>", "</b>"}:
                bold = piece == "<b>"
                continue
            if piece in {"<i>", "</i>"}:
                italic = piece == "<i>"
                continue
            if piece in {"<h>", "</h>"}:
                written = piece == "<h>" and self._fills_in
                continue
            mark = None
            text = piece
            if piece.startswith("{{"):
                name, _, text = piece[2:-2].partition("|")
                name, _, value = name.partition("=")
                self._occurrence += 1
                mark = (self._occurrence, name, value or " ".join(text.split()), " ".join(text.split()))
            for part in re.findall(r"\s+|\S+", text):
                if part.isspace():
                    spaced = True
                    continue
                filled = written or (mark is not None and self._fills_in and not bold)
                for run, by_hand in self._runs(part, mark) if not filled else [(part, True)]:
                    tokens.append(_Token(run, bold, italic, spaced, mark, by_hand))
                    spaced = False
        return tokens

    @property
    def _fills_in(self) -> bool:
        return self.ink.hand is not None and self.ink.hand.forms

    def _runs(self, text: str, mark: tuple[int, str, str, str] | None) -> list[tuple[str, bool]]:
        """*text* in runs of printed and of written letters."""
        parts = _NUMBERED_BY_HAND.get(mark[1]) if mark and self.ink.hand else None
        if parts is None or mark is None:
            return [(text, False)]
        return [(run, run.isdigit() and (len(run) < 4 or mark[1] != "issue_date")) for run in parts.findall(text)]

    def _font(self, token: _Token, size: float) -> ImageFont.FreeTypeFont:
        pixels = max(6, round(size * self.ink.dpi / 72))
        if token.by_hand and self.ink.hand:
            return self.ink.hand.font(pixels)
        if token.field and self.ink.fill_family and not token.bold:
            return font(self.ink.fill_family, pixels, italic=self.ink.fill_italic)
        return font(self.ink.family, pixels, bold=token.bold, italic=token.italic)

    def _widths(self, tokens: Sequence[_Token], size: float) -> list[float]:
        return [self._font(token, size).getlength(token.text) for token in tokens]

    def _blank(self, size: float) -> float:
        return font(self.ink.family, max(6, round(size * self.ink.dpi / 72))).getlength(" ")

    def _set(
        self,
        tokens: Sequence[_Token],
        x: float,
        y: float,
        size: float,
        stretch: float = 0.0,
        colour: tuple[int, int, int] = BLACK,
        *,
        record: bool = True,
    ) -> float:
        """Print *tokens* from pixel *x* with their baseline at pixel *y*; the pixel right of the last one."""
        sheet = self._sheets[-1]
        pen = ImageDraw.Draw(sheet.image)
        blank = self._blank(size) + stretch
        text, boxes = "", []
        for index, token in enumerate(tokens):
            face = self._font(token, size)
            if token.spaced and index:
                x += blank
                text += " "
            if token.by_hand and self.ink.hand:
                box = self.ink.hand.write(sheet.image, token.text, x, y, max(6, round(size * self.ink.dpi / 72)))
                if record:
                    sheet.written.append(TrueLine(token.text, box))
            else:
                filled = bool(token.field and self.ink.fill_family and not token.bold)
                pen.text((x, y), token.text, font=face, fill=self.ink.fill_colour if filled else colour, anchor="ls")
                box = _ink_box(face, token.text, x, y)
            x += face.getlength(token.text)
            text += token.text
            boxes.append(box)
            if token.field:
                parts = sheet.fields.setdefault(token.field, [])
                if parts and abs(parts[-1].bottom - box.bottom) < size * self.ink.dpi / 72 * 0.8:
                    parts[-1] = parts[-1].union(box)
                else:
                    parts.append(box)
        if record and boxes:
            sheet.lines.append(TrueLine(text, bounding(boxes)))
        return x

    def put(
        self,
        markup: str,
        x: float,
        y: float,
        *,
        size: float | None = None,
        align: str = "left",
        colour: tuple[int, int, int] = BLACK,
        record: bool = True,
    ) -> float:
        """One line at (*x*, *y*), *y* being its top; the width it took, in mm."""
        size = size or self.ink.size
        tokens = self._tokens(markup)
        if not tokens:
            return 0.0
        widths = self._widths(tokens, size)
        total = sum(widths) + self._blank(size) * sum(token.spaced for token in tokens[1:])
        start = self.px(x) - {"left": 0.0, "center": total / 2, "right": total}[align]
        self._set(tokens, start, self.px(y) + size * self.ink.dpi / 72 * 0.95, size, colour=colour, record=record)
        return total * 25.4 / self.ink.dpi

    def spread(self, name: str, text: str, x: float, y: float, pitch: float, *, size: float) -> None:
        """The letters of *text* one by one, *pitch* mm apart and centred there: one line and one field of the truth."""
        sheet = self._sheets[-1]
        first = len(sheet.lines)
        mark = self._tokens(f"{{{{{name}|{text}}}}}")[0].field
        for index, letter in enumerate(text):
            token = _Token(letter, False, False, False, mark, self._fills_in)
            wide = self._widths([token], size)[0]
            base = self.px(y) + size * self.ink.dpi / 72 * 0.95
            self._set([token], self.px(x + index * pitch) - wide / 2, base, size)
        box = bounding(line.box for line in sheet.lines[first:])
        del sheet.lines[first:]
        sheet.lines.append(TrueLine(text, box))

    def step(self, size: float | None = None, leading: float | None = None) -> float:
        """Height of one line in mm."""
        return (size or self.ink.size) * (leading or self.ink.leading) * 25.4 / 72

    def wrap(self, markup: str, width: float, size: float, first: float = 0.0) -> list[list[_Token]]:
        """Tokens in lines not wider than *width* mm, the first one shorter by *first*."""
        tokens = self._tokens(markup)
        widths, blank = self._widths(tokens, size), self._blank(size)
        lines: list[list[_Token]] = []
        used = 0.0
        for token, wide in zip(tokens, widths, strict=True):
            room = width * self.ink.dpi / 25.4 - (first * self.ink.dpi / 25.4 if len(lines) <= 1 else 0.0)
            extra = (blank if token.spaced else 0.0) + wide
            if not lines or (token.spaced and used + extra > room):
                lines.append([token])
                used = wide
            else:
                lines[-1].append(token)
                used += extra
        return lines

    def para(
        self,
        markup: str,
        *,
        size: float | None = None,
        align: str = "justify",
        indent: float = 10.0,
        left: float | None = None,
        width: float | None = None,
        gap: float = 1.2,
        colour: tuple[int, int, int] = BLACK,
    ) -> None:
        """A paragraph at the running height."""
        size = size or self.ink.size
        left = self.left if left is None else left
        width = (self.right - left) if width is None else width
        indent = indent if align == "justify" else 0.0
        lines = self.wrap(markup, width, size, indent)
        for number, line in enumerate(lines):
            self.need(self.step(size))
            total = sum(self._widths(line, size)) + self._blank(size) * sum(t.spaced for t in line[1:])
            shift = indent if number == 0 else 0.0
            room = self.px(width - shift)
            blanks = sum(t.spaced for t in line[1:])
            stretch = 0.0
            if align == "justify" and number < len(lines) - 1 and blanks:
                stretch = max(0.0, (room - total) / blanks)
            start = self.px(left + shift) + {"center": (room - total) / 2, "right": room - total}.get(align, 0.0)
            base = self.px(self.y) + size * self.ink.dpi / 72 * 0.95
            self._set(line, start, base, size, stretch, colour)
            self.y += self.step(size)
        self.y += gap

    def block(
        self,
        markup: str,
        x: float,
        y: float,
        width: float,
        size: float,
        *,
        align: str = "center",
        leading: float = 1.25,
    ) -> float:
        """Lines not wider than *width*, centred on *x* or beginning there, from *y* down; the height below the last one."""
        for row in self.wrap(markup, width, size) if markup else ():
            total = sum(self._widths(row, size)) + self._blank(size) * sum(t.spaced for t in row[1:])
            start = self.px(x) - (total / 2 if align == "center" else 0)
            self._set(row, start, self.px(y) + size * self.ink.dpi / 72 * 0.95, size)
            y += self.step(size, leading)
        return y

    def centre(self, markup: str, *, size: float | None = None, gap: float = 0.8) -> None:
        self.para(markup, size=size, align="center", gap=gap)

    def blank_line(
        self, *parts: tuple[str, str], size: float | None = None, left: float | None = None, dots: bool = True
    ) -> None:
        """A line of a form: (label, value) parts share the width; values stand on dot leaders.

        One part too long for the line runs on below it. The truth of the line is its words, not its dots.
        """
        size = size or self.ink.size
        left = self.left if left is None else left
        parts = tuple((label, f"<h>{value}</h>" if value else "") for label, value in parts)
        if len(parts) == 1:
            self._leader_paragraph(" ".join(parts[0]).strip(), size, left, dots=dots)
            return
        self.need(self.step(size))
        shares = [self.put(f"{a} {b}".strip(), 0, -50, size=size, record=False) + 6 for a, b in parts]
        self._drop_fields_above()
        room, x = self.right - left, left
        scale = room / sum(shares)
        if scale < 0.97:  # too much for one line: each part gets its own
            for label, value in parts:
                self.blank_line((label, value), size=size, left=left, dots=dots)
            return
        for (label, value), share in zip(parts, shares, strict=True):
            end = x + share * scale
            used = self.put(f"{label} {value}".strip(), x, self.y, size=size)
            label_width = self.put(label, 0, -50, size=size, record=False)
            self._drop_fields_above()
            if dots:
                under = self.ink.dots_under and value
                self._dots(x + (label_width if under else used) + 1, end - 1.5, self.y, size)
            x = end
        self._join_last(len(parts))
        self.y += self.step(size)

    def _leader_paragraph(self, markup: str, size: float, left: float, *, dots: bool) -> None:
        for line in self.wrap(markup, self.right - left, size):
            self.need(self.step(size))
            base = self.px(self.y) + size * self.ink.dpi / 72 * 0.95
            end = self._set(line, self.px(left), base, size)
            if dots:
                start = next((i for i, t in enumerate(line) if t.field or t.by_hand), len(line))
                head = sum(self._widths(line[:start], size)) + self._blank(size) * start
                first = left + head * 25.4 / self.ink.dpi if start < len(line) else end * 25.4 / self.ink.dpi + 1
                self._dots(first if self.ink.dots_under else end * 25.4 / self.ink.dpi + 1, self.right, self.y, size)
            self.y += self.step(size)

    def _dots(self, x0: float, x1: float, y: float, size: float) -> None:
        """Dot leaders at the foot of the line."""
        pen = ImageDraw.Draw(self.image)
        pixels = round(size * self.ink.dpi / 72)
        face = font(self.ink.family, pixels)
        pitch = face.getlength(".")
        x, stop = self.px(x0), self.px(x1)
        base = self.px(y) + size * self.ink.dpi / 72 * 0.95 + pixels * 0.06
        while x + pitch <= stop:
            pen.text((x, base), ".", font=face, fill=(60, 60, 64), anchor="ls")
            x += round(pitch)

    def _join_last(self, count: int) -> None:
        """The last *count* pieces are one printed line."""
        sheet = self._sheets[-1]
        last = sheet.lines[-count:]
        del sheet.lines[-count:]
        sheet.lines.append(TrueLine(" ".join(line.text for line in last), bounding(line.box for line in last)))

    def _drop_fields_above(self) -> None:
        """Forget what was printed above the sheet only to be measured."""
        fields = self._sheets[-1].fields
        for key in [k for k, boxes in fields.items() if boxes[0].bottom <= 0]:
            del fields[key]

    # ------------------------------------------------------------ lines and marks

    def rule(self, x0: float, x1: float, y: float, *, weight: float = 0.25) -> None:
        """A horizontal rule, *weight* in mm."""
        pen = ImageDraw.Draw(self.image)
        thick = max(1, self.px(weight))
        pen.rectangle((self.px(x0), self.px(y), self.px(x1), self.px(y) + thick - 1), fill=BLACK)

    def frame(
        self, x0: float, y0: float, x1: float, y1: float, *, weight: float = 0.3, colour: tuple[int, int, int] = BLACK
    ) -> None:
        pen = ImageDraw.Draw(self.image)
        pen.rectangle(
            (self.px(x0), self.px(y0), self.px(x1), self.px(y1)), outline=colour, width=max(1, self.px(weight))
        )

    def comb(self, name: str, text: str, x: float, y: float, *, cell: float = 5.4, size: float | None = None) -> float:
        """The field *name* one letter to a box from (*x*, *y*), as forms ask for numbers; the x behind the last box."""
        size = size or self.ink.size
        self._occurrence += 1
        apart = " ".join(text)
        mark = (self._occurrence, name, text, apart)
        base = self.px(y) + size * self.ink.dpi / 72 * 0.95
        for number, letter in enumerate(text):
            left = x + number * cell
            self.frame(left, y - 0.6, left + cell, y + self.step(size, 1.2) + 0.4, weight=0.2)
            token = _Token(letter, bold=False, italic=False, spaced=True, field=mark, by_hand=self._fills_in)
            inset = (self.px(cell) - self._widths([token], size)[0]) / 2
            self._set([token], self.px(left) + inset, base, size, record=False)
        self._sheets[-1].lines.append(TrueLine(apart, bounding(self._sheets[-1].fields[mark])))
        return x + len(text) * cell

    def stamp(self, mark: Image.Image, x: float, y: float, *, wet: bool = False) -> None:
        """Lay *mark* (RGB on white) over the page so that what is printed beneath stays visible; *wet* ink soaks through."""
        if mark.info.get("of") in self.ink.bare:
            return
        at = (self.px(x), self.px(y))
        spot = (at[0], at[1], at[0] + mark.width, at[1] + mark.height)
        under = self.image.crop(spot)
        self.image.paste(ImageChops.multiply(under, mark.convert("RGB")), at)
        if wet:
            self._sheets[-1].seals.append(Box(*spot))

    def table(
        self,
        widths: Sequence[float],
        rows: Sequence[Sequence[str]],
        *,
        size: float | None = None,
        header: int = 1,
        centred: Sequence[int] = (),
        least: float = 0.0,
    ) -> None:
        """A ruled table; *widths* share the width of the text, *centred* columns are centred, *header* rows are bold."""
        size = size or self.ink.size - 1
        scale = self.width / sum(widths)
        edges = [self.left]
        for width in widths:
            edges.append(edges[-1] + width * scale)
        for number, row in enumerate(rows):
            cells = [
                self.wrap(f"<b>{cell}</b>" if number < header else cell, edges[i + 1] - edges[i] - 3, size)
                for i, cell in enumerate(row)
            ]
            height = max(max(len(lines) for lines in cells) * self.step(size, 1.2) + 2, least)
            self.need(height)
            for i, lines in enumerate(cells):
                self._cell(lines, edges[i], edges[i + 1], height, size, middle=number < header or i in centred)
                self.frame(edges[i], self.y, edges[i + 1], self.y + height, weight=0.2)
            self.y += height
        self.y += 2

    def _cell(
        self, lines: list[list[_Token]], x0: float, x1: float, height: float, size: float, *, middle: bool
    ) -> None:
        step = self.step(size, 1.2)
        y = self.y + (height - len(lines) * step) / 2
        for line in lines:
            total = sum(self._widths(line, size)) + self._blank(size) * sum(t.spaced for t in line[1:])
            start = (self.px(x0) + self.px(x1) - total) / 2 if middle else self.px(x0 + 1.5)
            self._set(line, start, self.px(y) + size * self.ink.dpi / 72 * 0.95, size)
            y += step

    def with_ink(self, **changes: object) -> None:
        self.ink = replace(self.ink, **changes)  # type: ignore[arg-type]


def _ink_box(face: ImageFont.FreeTypeFont, text: str, x: float, y: float) -> Box:
    left, top, right, bottom = face.getbbox(text, anchor="ls")
    return Box(int(x + left), int(y + top), int(x + right) + 1, int(y + bottom) + 1)
