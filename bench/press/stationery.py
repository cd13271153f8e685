"""What most papers share: the two-column head, the place and date, the signature with its seal (NĐ 30/2020, Phụ lục I)."""

from collections.abc import Sequence
from datetime import date

from bench.press.marks import seal, signature
from bench.press.pad import Pad

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def on(day: date) -> str:
    """Day and months 1 and 2 padded, the others not."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def dated(name: str, day: date, printed: str = "") -> str:
    """Markup of a date field with its ISO value."""
    return f"{{{{{name}={day.isoformat()}|{printed or on(day)}}}}}"


def state_head(
    pad: Pad,
    parent: str,
    body: str,
    *,
    number: str = "",
    place: str = "Hà Nội",
    day: date | None = None,
    under_number: Sequence[str] = (),
) -> None:
    """Boxes 1 to 4: issuing body on the left, the nation on the right. *body* is the field ``issuer``.

    Set, and so remembered, as it is read: the left block, then the right one.
    """
    left_mid = pad.left + pad.width * 0.21
    right_mid = pad.left + pad.width * 0.70
    size = min(12.0, pad.ink.size - 1)
    y = pad.y
    step = pad.step(size, 1.25)
    left = y
    for text in (parent, f"<b>{{{{issuer|{body}}}}}</b>"):
        left = pad.block(text, left_mid, left, pad.width * 0.42, size)
    pad.rule(left_mid - 10, left_mid + 10, left + 0.6)
    row_y = max(left, y + 2 * step) + 3.2
    if number:
        pad.put(f"Số: {{{{document_number|{number}}}}}", left_mid, row_y, size=pad.ink.size, align="center")
    pad.y = row_y + (pad.step() if number or day else 0)
    for text in under_number:
        pad.put(text, left_mid, pad.y, size=size, align="center")
        pad.y += pad.step(size)
    pad.y += 3
    pad.put(f"<b>{NATION}</b>", right_mid, y, size=size, align="center")
    wide = pad.put(f"<b>{MOTTO}</b>", right_mid, y + step, size=size + 1, align="center")
    pad.rule(right_mid - wide / 2, right_mid + wide / 2, y + 2 * step + 1.0)
    if day:
        pad.put(f"<i>{place}, {dated('issue_date', day)}</i>", right_mid, row_y, align="center")


def nation_head(pad: Pad, *, form: str = "", right: bool = False) -> None:
    """A citizen's paper: the nation alone, *form* (``Mẫu số …``) at the top right corner."""
    if form:
        pad.put(f"<i>{form}</i>", pad.right, pad.y - 6, size=11, align="right")
    middle = pad.left + pad.width / 2
    pad.put(f"<b>{NATION}</b>", middle, pad.y, size=13, align="center")
    pad.y += pad.step(13)
    wide = pad.put(f"<b>{MOTTO}</b>", middle, pad.y, size=14, align="center")
    pad.y += pad.step(14)
    pad.rule(middle - wide / 2, middle + wide / 2, pad.y)
    pad.y += 7


def title(pad: Pad, *rows: str, size: float = 15, about: Sequence[str] = (), rule: bool = False) -> None:
    """The name of the paper in bold capitals, then what it is about."""
    for row in rows:
        pad.centre(f"<b>{row}</b>", size=size, gap=0.3)
    for row in about:
        pad.centre(f"<b>{row}</b>", gap=0.3)
    if rule:
        middle = pad.left + pad.width / 2
        pad.rule(middle - 14, middle + 14, pad.y + 0.8)
    pad.y += 4


def to(pad: Pad, whom: str) -> None:
    pad.centre(f"Kính gửi: {whom}", gap=3)


def sign(
    pad: Pad,
    authority: str,
    role: str,
    name: str,
    *,
    unit: str = "",
    receivers: Sequence[str] = (),
    sealed: bool = True,
    signer_field: str = "signer",
) -> None:
    """Boxes 7 to 9: who signs on the right, `Nơi nhận` on the left, the seal over the left third of the signature."""
    height = 44.0
    pad.need(height)
    top, middle = pad.y, pad.left + pad.width * 0.74
    if receivers:
        pad.put("<b><i>Nơi nhận:</i></b>", pad.left, top, size=12)
        below = top + pad.step(12)
        for row in receivers:
            pad.put(f"- {row}", pad.left, below, size=11)
            below += pad.step(11, 1.15)
    y = top
    for row in (authority, role):
        if row:
            pad.put(f"<b>{row}</b>", middle, y, align="center")
            y += pad.step()
    pen = signature(pad.rng, pad.ink.dpi, width_mm=pad.rng.uniform(30, 40))
    pad.stamp(pen, middle - 14 + pad.rng.uniform(-3, 3), y - 1)
    if sealed and unit:
        round_seal = seal(pad.rng, unit, pad.ink.dpi)
        pad.stamp(round_seal, middle - 34 + pad.rng.uniform(-2, 3), y - 5 + pad.rng.uniform(-2, 2), wet=True)
    y += 22
    pad.put(f"<b>{{{{{signer_field}|{name}}}}}</b>", middle, y, align="center")
    pad.y = max(y + pad.step(), top + height)


def sign_columns(pad: Pad, *columns: tuple[str, str, str], field: str = "") -> None:
    """Citizens sign side by side: (role, note, name) each; *field* names the last one's name."""
    pad.need(42)
    top = pad.y + 2
    for number, (role, note, name) in enumerate(columns):
        middle = pad.left + pad.width * (number + 0.5) / len(columns)
        if len(columns) == 1:
            middle = pad.left + pad.width * 0.74
        pad.put(f"<b>{role}</b>", middle, top, align="center")
        pad.put(f"<i>{note}</i>", middle, top + pad.step(), size=pad.ink.size - 1, align="center")
        if name:
            pad.stamp(signature(pad.rng, pad.ink.dpi, width_mm=30), middle - 15, top + 2 * pad.step())
            text = f"{{{{{field}|{name}}}}}" if field and number == len(columns) - 1 else name
            pad.put(text, middle, top + 2 * pad.step() + 17, align="center")
    pad.y = top + 2 * pad.step() + 25
