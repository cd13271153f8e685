"""Heads and feet other than those of `bench.press.stationery`: how offices, companies and notaries differ."""

from collections.abc import Callable, Sequence
from datetime import date

from PIL import ImageDraw

from bench.press.marks import seal, signature
from bench.press.pad import Pad
from bench.press.stationery import MOTTO, NATION, dated


def split_head(
    pad: Pad,
    rows: Sequence[str],
    *,
    number: str = "",
    day: date | None = None,
    place: str = "Hà Nội",
    size: float = 11.5,
    share: float = 0.44,
    stars: bool = False,
    english: str = "",
    under: Sequence[str] = (),
) -> None:
    """Issuing body on the left (its name is a field of *rows*), nation on the right; date under the nation, number below it all.

    *stars* instead of rules, as typewriters had it; *english* adds the second language.
    """
    top, left_mid = pad.y, pad.left + pad.width * share / 2
    right_mid = pad.left + pad.width * (share + (1 - share) / 2)
    y = top
    for row in rows:
        y = pad.block(row, left_mid, y, pad.width * share - 4, size, leading=1.2)
    if stars:
        y = pad.block("*", left_mid, y, 20, size)
    else:
        pad.rule(left_mid - 9, left_mid + 9, y + 0.8)
        y += 2.5
    if number:
        pad.put(f"Số: {{{{document_number|{number}}}}}", left_mid, y, size=size + 0.5, align="center")
        y += pad.step(size + 0.5)
    for row in under:
        y = pad.block(row, left_mid, y, pad.width * share - 6, size, leading=1.15)
    right = top
    pad.put(f"<b>{NATION}</b>", right_mid, right, size=min(size, 11.5), align="center")
    right += pad.step(size, 1.2)
    if english:
        pad.put("<i>SOCIALIST REPUBLIC OF VIET NAM</i>", right_mid, right, size=size - 2.5, align="center")
        right += pad.step(size - 2, 1.2)
    wide = pad.put(f"<b>{MOTTO}</b>", right_mid, right, size=size + 0.5, align="center")
    right += pad.step(size + 0.5, 1.2)
    if english:
        pad.put("<i>Independence - Freedom - Happiness</i>", right_mid, right, size=size - 2, align="center")
        right += pad.step(size - 2, 1.2)
    if stars:
        pad.put("---------------------", right_mid, right, size=size, align="center")
    else:
        pad.rule(right_mid - wide / 2, right_mid + wide / 2, right + 0.8)
    right += 4
    if day:
        pad.put(f"<i>{place}, {dated('issue_date', day)}</i>", right_mid, right, size=size + 0.5, align="center")
        right += pad.step(size + 0.5)
    pad.y = max(y, right) + 5


def centred_nation(pad: Pad, *, form: str = "", law: str = "", dashes: bool = False, size: float = 12.5) -> None:
    """The nation in the middle; *form* and the *law* it belongs to in small print above, at the left or right."""
    if form:
        y = pad.top - 9
        pad.put(f"<b>{form}</b>", pad.right, y, size=9.5, align="right")
        if law:
            pad.put(f"<i>({law})</i>", pad.right, y + 4, size=8.5, align="right")
    middle = pad.left + pad.width / 2
    pad.put(f"<b>{NATION}</b>", middle, pad.y, size=size, align="center")
    pad.y += pad.step(size, 1.25)
    wide = pad.put(f"<b>{MOTTO}</b>", middle, pad.y, size=size + 0.5, align="center")
    pad.y += pad.step(size + 0.5, 1.25)
    if dashes:
        pad.put("------o0o------", middle, pad.y, size=size - 1, align="center")
        pad.y += pad.step(size)
    else:
        pad.rule(middle - wide / 2, middle + wide / 2, pad.y + 0.3)
    pad.y += 5


def letterhead(pad: Pad, name: str, lines: Sequence[str], *, colour: tuple[int, int, int] = (20, 70, 130)) -> None:
    """A company's own paper: its mark on the left, name and address beside it, a coloured rule below. *name* is markup."""
    top = pad.y - 6
    pen = ImageDraw.Draw(pad.image)
    pen.ellipse((pad.px(pad.left), pad.px(top), pad.px(pad.left + 17), pad.px(top + 17)), fill=colour)
    pen.rectangle((pad.px(pad.left + 5), pad.px(top + 5), pad.px(pad.left + 12), pad.px(top + 12)), fill="white")
    y = pad.block(f"<b>{name}</b>", pad.left + 21, top, pad.width - 22, 12.5, align="left")
    for line in lines:
        y = pad.block(line, pad.left + 21, y, pad.width - 22, 9.5, align="left")
    pad.y = max(y, top + 18) + 1
    pen.rectangle((pad.px(pad.left), pad.px(pad.y), pad.px(pad.right), pad.px(pad.y + 0.7)), fill=colour)
    pad.y += 5


def small_print(pad: Pad, text: str, *, size: float = 8.0) -> None:
    """A line at the foot of the sheet."""
    pad.put(f"<i>{text}</i>", pad.left, pad.size[1] - 12, size=size)


def page_marks(pad: Pad, pattern: str = "Trang {n}/{all}") -> None:
    """Number every sheet at its foot on the right, once all are written."""
    sheets = list(pad._sheets)
    for number, sheet in enumerate(sheets, 1):
        pad._sheets = [sheet]
        text = pattern.format(n=number, all=len(sheets))
        pad.put(text, pad.right, pad.size[1] - 12, size=9, align="right")
    pad._sheets = sheets


def running_head(pad: Pad, text_of: Callable[[int], str]) -> None:
    """A line over the text of every sheet, once all are written; *text_of* its number from 0."""
    sheets = list(pad._sheets)
    for number, sheet in enumerate(sheets):
        pad._sheets = [sheet]
        pad.put(f"<i>{text_of(number)}</i>", pad.size[0] / 2, 9, size=10, align="center")
        pad.rule(pad.left, pad.right, 15)
    pad._sheets = sheets


def heading(pad: Pad, *rows: str, size: float = 14, about: str = "", italic: bool = False) -> None:
    """The name of the paper, then what it is about in lower case, with no rule."""
    for row in rows:
        pad.centre(f"<b>{row}</b>", size=size, gap=0.2)
    if about:
        pad.centre(f"<i>{about}</i>" if italic else f"<b>{about}</b>", gap=0.2, size=pad.ink.size - 0.5)
    pad.y += 3.5


def close(
    pad: Pad,
    rows: Sequence[str],
    name: str,
    *,
    unit: str = "",
    receivers: Sequence[str] = (),
    way: str = "wet",
    place: str = "",
    at: float = 0.74,
    field: str = "signer",
    titled: bool = True,
) -> None:
    """Who signs: *rows* of authority, the last one the signer's title.

    *way* is ``wet`` (pen and seal), ``banner`` (a certificate's text instead of ink), ``said`` ((đã ký)) or ``stamp``
    (a name stamp in bold). *place* is a line of place and date above it all.
    """
    pad.need(46 + 5 * len(rows))
    top, middle = pad.y + 2, pad.left + pad.width * at
    y = top
    if place:
        pad.put(f"<i>{place}</i>", middle, y, align="center", size=pad.ink.size - 0.5)
        y += pad.step()
    if receivers:
        pad.put("<b><i>Nơi nhận:</i></b>", pad.left, y, size=11)
        below = y + pad.step(11)
        for row in receivers:
            below = pad.block(f"- {row}", pad.left, below, pad.width * 0.42, 10, align="left")
    for index, row in enumerate(rows):
        last = index == len(rows) - 1 and titled
        pad.put(f"<b>{{{{signer_title|{row}}}}}</b>" if last else f"<b>{row}</b>", middle, y, align="center")
        y += pad.step()
    if way == "banner":
        pad.frame(middle - 27, y + 1, middle + 27, y + 17, weight=0.25, colour=(190, 60, 60))
        for index, row in enumerate(
            (f"Người ký: {name[:30]}", f"Cơ quan: {unit.capitalize()[:30]}", "Thời gian ký: 14:32:07 +07:00")
        ):
            pad.put(row, middle - 25, y + 2.2 + 4.6 * index, size=8, colour=(190, 40, 40))
    elif way == "said":
        pad.put("<i>(Đã ký)</i>", middle, y + 7, align="center")
    else:
        pen = signature(pad.rng, pad.ink.dpi, width_mm=pad.rng.uniform(28, 38))
        pad.stamp(pen, middle - 15 + pad.rng.uniform(-3, 3), y)
        if unit and way == "wet":
            pad.stamp(seal(pad.rng, unit[:44], pad.ink.dpi), middle - 33 + pad.rng.uniform(-2, 3), y - 4, wet=True)
    y += 20
    pad.put(f"<b>{{{{{field}|{name}}}}}</b>" if field else f"<b>{name}</b>", middle, y, align="center")
    pad.y = max(y + pad.step(), top + 40)


def hands(pad: Pad, *columns: tuple[str, str, str], size: float = 12) -> None:
    """Citizens sign side by side, each under (role, note), with the name in type; the roles may run over two lines."""
    pad.need(44)
    share = pad.width / max(len(columns), 1)
    y = pad.y + 2
    below = y
    for index, (role, note, _) in enumerate(columns):
        middle = pad.left + share * (index + 0.5) if len(columns) > 1 else pad.left + pad.width * 0.72
        end = pad.block(f"<b>{role}</b>", middle, y, share - 3 if len(columns) > 1 else 80, size)
        if note:
            end = pad.block(f"<i>{note}</i>", middle, end, share - 3 if len(columns) > 1 else 80, size - 1.5)
        below = max(below, end)
    for index, (_, _, name) in enumerate(columns):
        middle = pad.left + share * (index + 0.5) if len(columns) > 1 else pad.left + pad.width * 0.72
        if name:
            pad.stamp(signature(pad.rng, pad.ink.dpi, width_mm=28), middle - 14, below + 1)
            pad.put(name, middle, below + 18, size=size, align="center")
    pad.y = below + 26
