"""What contracts of every house share: the price in figures and words, numbered articles, the notary's page."""

from collections.abc import Sequence
from datetime import date

from bench.press.case import Case
from bench.press.held.frames import mark
from bench.press.held.heads import close, heading
from bench.press.held.offices import lower, money
from bench.press.pad import Pad
from bench.press.people import date_in_words, number_in_words
from bench.press.stationery import on

POLICE = "Cục Cảnh sát quản lý hành chính về trật tự xã hội"


def price(pad: Pad) -> tuple[str, str]:
    amount = pad.rng.randrange(8, 120) * 50_000_000
    return mark("amount", money(amount), amount), number_in_words(amount)


def articles(pad: Pad, items: Sequence[tuple[str, Sequence[str]]], *, style: str = "{n}. {name}") -> None:
    for n, (name, rows) in enumerate(items, 1):
        pad.need(16)
        pad.para(f"<b>{style.format(n=n, name=name)}</b>", indent=0)
        for row in rows:
            pad.para(row, indent=8)


def notary_words(pad: Pad, case: Case, day: date, office: str, what: str) -> None:
    """A page of the notary: the number at its head or foot, the office, the two names of the parties."""
    rng = pad.rng
    pad.new_sheet()
    heading(pad, "LỜI CHỨNG CỦA CÔNG CHỨNG VIÊN", size=13.5)
    pad.para(f"{on(day)[0].upper() + on(day)[1:]} ({date_in_words(day)}).")
    pad.para(f"Tại trụ sở {office}, số {rng.randrange(3, 200)} Trần Đăng Ninh, {lower(case.ward)}, thành phố Hà Nội.")
    pad.para(f"Tôi - {case.official}, công chứng viên, trong phạm vi trách nhiệm của mình theo quy định của pháp luật,")
    pad.para("<b>CHỨNG NHẬN:</b>", align="center")
    for text in (
        f"{what} này được giao kết giữa các bên có tên nêu trên;",
        "Các bên đã tự nguyện thỏa thuận giao kết và cam đoan chịu trách nhiệm trước pháp luật về nội dung;",
        "Tại thời điểm công chứng, các bên có năng lực hành vi dân sự phù hợp theo quy định của pháp luật;",
        "Mục đích, nội dung không vi phạm điều cấm của luật, không trái đạo đức xã hội;",
        "Các bên đã đọc lại toàn bộ, đồng ý toàn bộ nội dung, đã ký và điểm chỉ vào từng trang trước sự có mặt của tôi.",
    ):
        pad.para(f"- {text}")
    number = mark("notary_number", f"{rng.randrange(100, 9900)}.{day.year}/CCGD" if rng.random() < 0.5 else rng.randrange(100, 9900))  # fmt: skip
    pad.para(f"Số công chứng {number}, quyển số {rng.randrange(1, 9):02d} TP/CC-SCC/HĐGD.")
    close(pad, ["CÔNG CHỨNG VIÊN"], case.official, unit=office.upper(), titled=False)
