"""Other ways to lay out values than a line each: cells with the label above, two columns, boxes for single digits."""

from collections.abc import Sequence

from bench.press.fonts import FAMILIES, families
from bench.press.pad import BLUE, Pad


def typed_over(pad: Pad) -> None:
    """The blanks of this form were filled in with other type than it is printed in, unless *pad* says how already."""
    if pad.ink.fill_family or pad.ink.hand:
        return
    if pad.rng.random() < 0.6:
        pad.with_ink(fill_family=pad.rng.choice(["Liberation Sans", "Liberation Mono", pad.ink.family]))
        if pad.rng.random() < 0.4:
            pad.with_ink(fill_colour=BLUE)


def at_hand(family: str) -> str:
    """*family*, or the first of its style where this machine lacks it."""
    style = next((style for style, known in FAMILIES.items() if family in known), "serif")
    return family if family in families(style) else families(style)[0]


def in_type(pad: Pad, family: str, size: float | None = None, leading: float | None = None) -> None:
    """This office prints in *family* whatever its neighbours do."""
    pad.with_ink(family=at_hand(family), size=size or pad.ink.size, leading=leading or pad.ink.leading)


def cells(pad: Pad, *rows: Sequence[tuple[float, str, str]], size: float = 11.5, label: float = 8.5) -> None:
    """Ruled rows of (share, label, markup): the label small in the upper edge, the value below it."""
    for row in rows:
        scale = pad.width / sum(share for share, _, _ in row)
        heights = [len(pad.wrap(value, share * scale - 4, size)) if value else 1 for share, _, value in row]
        height = max(heights) * pad.step(size, 1.2) + pad.step(label, 1.2) + 2.2
        pad.need(height)
        x = pad.left
        for share, name, value in row:
            wide = share * scale
            pad.frame(x, pad.y, x + wide, pad.y + height, weight=0.2)
            pad.put(f"<i>{name}</i>", x + 1.5, pad.y + 0.8, size=label)
            pad.block(value, x + 2, pad.y + 0.8 + pad.step(label, 1.25), wide - 4, size, align="left", leading=1.2)
            x += wide
        pad.y += height
    pad.y += 2


def beside(
    pad: Pad, left: Sequence[str], right: Sequence[str], *, size: float | None = None, ruled: bool = True
) -> None:
    """Two columns of paragraphs, printed column by column."""
    size = size or pad.ink.size - 1
    half = pad.width / 2
    ends = []
    top = pad.y
    for x, rows in ((pad.left + 1, left), (pad.left + half + 2, right)):
        y = top + 1
        for row in rows:
            y = pad.block(row, x, y, half - 4, size, align="left", leading=1.22) + 0.8
        ends.append(y)
    pad.y = max(ends) + 1.5
    if ruled:
        pad.frame(pad.left - 0.5, top, pad.left + half, pad.y, weight=0.2)
        pad.frame(pad.left + half, top, pad.right + 0.5, pad.y, weight=0.2)
    pad.y += 2


def pairs(pad: Pad, *rows: tuple[str, str], gap: float = 48.0, size: float | None = None) -> None:
    """Labels in one column, values in the next, no leaders between them."""
    size = size or pad.ink.size
    for label, value in rows:
        lines = max(1, len(pad.wrap(value, pad.width - gap, size)) if value else 1)
        pad.need(lines * pad.step(size))
        y = pad.y
        end = pad.block(label, pad.left, y, gap - 2, size, align="left")
        other = pad.block(value, pad.left + gap, y, pad.width - gap, size, align="left")
        pad.y = max(end, other) + 0.6


def digit_boxes(pad: Pad, label: str, name: str, digits: str, *, side: float = 5.2, size: float = 12) -> None:
    """*digits* one to a box behind *label*, as tax forms want them."""
    pad.need(side + 2)
    used = pad.put(label, pad.left, pad.y + 0.6, size=size)
    x = pad.left + used + 3
    for index in range(len(digits)):
        pad.frame(x + index * side, pad.y, x + (index + 1) * side, pad.y + side, weight=0.2)
    pad.spread(name, digits, x + side / 2, pad.y + 0.5, side, size=size)
    pad.y += side + 2


def squares(pad: Pad, *choices: tuple[str, bool], x: float | None = None, size: float | None = None) -> None:
    """A row of tick boxes."""
    size = size or pad.ink.size - 0.5
    at = pad.left if x is None else x
    for text, ticked in choices:
        pad.frame(at, pad.y + 0.6, at + 3.6, pad.y + 4.2, weight=0.25)
        if ticked:
            pad.put("X", at + 1.8, pad.y + 0.2, size=10, align="center", record=False)
        at += 5.5 + pad.put(text, at + 5.2, pad.y, size=size) + 5
    pad.y += pad.step(size) + 0.8


def mark(name: str, printed: object, value: object = "") -> str:
    """Markup of the field *name*; *value* is its normal form where that is not what is printed."""
    return f"{{{{{name}={value}|{printed}}}}}" if value != "" else f"{{{{{name}|{printed}}}}}"
