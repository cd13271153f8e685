"""What scanning and reading do to a page: letters misread, words run together, rows lost, titles gone, stamps and strangers' words."""

from dataclasses import replace
from random import Random

from classifiers.training.composing import SetPage, SetRow
from classifiers.training.slots import filled

_MISREAD = "aeiounthclrmgdkbpvsy"
_A_PAGEFUL = 12
"""Rows below which a page with a certification is the certification."""
_STAMPS = (
    ("CÔNG VĂN ĐẾN", "Số: {n}", "Ngày: {date}"),
    ("ĐẾN", "Số: {n}", "Ngày {date}", "Chuyển:"),
    ("BẢN SAO",),
    ("BẢN CHÍNH",),
    ("SAO Y BẢN CHÍNH",),
    ("ĐÃ THU LỆ PHÍ",),
    ("HỎA TỐC",),
    ("Người ký: {name}", "Thời gian ký: {date} {time}"),
    ("Ký bởi: {agency}", "Ngày ký: {date}"),
    ("Trung tâm Phục vụ hành chính công", "{date} 10:21:33 +07:00"),
)
_CERTIFIED = (
    "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH",
    "Số chứng thực: {n}  Quyển số: {n} - SCT/BS",
    "Ngày {date}",
    "PHÓ CHỦ TỊCH",
    "{name}",
)


def worn(page: SetPage, rng: Random, *, hard: bool = False) -> SetPage:
    """*page* as an engine might give it back. A *hard* wear takes the title, or most of the page."""
    rows = list(page.rows)
    draw = rng.random()
    if hard or draw < 0.3:
        rows = [row for row in rows if not row.title]
    elif draw < 0.45:
        rows = [_misread(row, rng, 0.25) if row.title else row for row in rows]
    if rng.random() < (0.5 if hard else 0.12):
        rows = _torn(rows, rng)
    rows = _stamped(page, rows, rng)
    rate = rng.choice([0.0, 0.0, 0.004, 0.015, 0.05])
    lost = rng.choice([0.0, 0.0, 0.03, 0.12])
    rows = [_misread(row, rng, rate) for row in rows if rng.random() >= lost]
    if rng.random() < 0.3:
        rows = _slipped(rows, rng)
    return replace(page, rows=tuple(rows))


def _torn(rows: list[SetRow], rng: Random) -> list[SetRow]:
    """Only a stretch of the page can be read."""
    if len(rows) < 6:
        return rows
    keep = rng.randrange(max(4, len(rows) // 3), len(rows))
    start = rng.randrange(0, len(rows) - keep + 1)
    return rows[start : start + keep]


def _stamped(page: SetPage, rows: list[SetRow], rng: Random) -> list[SetRow]:
    if rng.random() < 0.2:
        left, top = rng.randrange(30, max(31, page.width // 2)), rng.randrange(20, max(21, page.height // 3))
        rows = rows + [_stamp(filled(text, rng), left, top + 34 * at) for at, text in enumerate(rng.choice(_STAMPS))]
    if rng.random() < 0.07:
        foot = max((row.bottom for row in rows), default=0)
        if foot < page.height * 0.8 and len(rows) >= _A_PAGEFUL:
            left = rng.randrange(60, max(61, page.width // 2))
            rows = rows + [_stamp(filled(text, rng), left, foot + 40 + 36 * at) for at, text in enumerate(_CERTIFIED)]
    return rows


def _stamp(text: str, left: int, top: int) -> SetRow:
    return SetRow(text, left, top, left + 14 * len(text), top + 28, confidence=0.8)


def _misread(row: SetRow, rng: Random, rate: float) -> SetRow:
    if not rate:
        return row
    letters = []
    for letter in row.text:
        draw = rng.random()
        if draw < rate * 0.6 and letter.isalpha():
            new = rng.choice(_MISREAD)
            letters.append(new.upper() if letter.isupper() else new)
        elif draw < rate * 0.8:
            continue
        else:
            letters.append(letter)
    text = " ".join("".join(letters).split())
    return replace(row, text=text, confidence=max(0.4, row.confidence - rate))


def _slipped(rows: list[SetRow], rng: Random) -> list[SetRow]:
    """The whole page a little further up or down, left or right, as it lay on the glass."""
    right, down = rng.randrange(-60, 60), rng.randrange(-60, 60)
    return [
        replace(
            row,
            left=max(0, row.left + right),
            right=max(1, row.right + right),
            top=max(0, row.top + down),
            bottom=max(1, row.bottom + down),
        )
        for row in rows
    ]
