"""Papers of other sizes than a standing A4: A5 receipts, lists across the sheet, two pages on an A3, small print."""

import random
from dataclasses import replace
from datetime import date

from PIL import Image

from bench.press.case import Case
from bench.press.catalogue import an_ink, draw
from bench.press.pad import Ink, Pad
from bench.press.paper import DrawnPage, TrueField, TrueLine
from bench.press.people import a_day, a_name, number_in_words
from bench.press.stationery import short, sign, sign_columns, state_head, title
from pipeline.model.geometry import Box

_MARGINS = (16, 12, 12, 10)
_FIRST, _LAST = date(1955, 1, 1), date(2006, 12, 31)


def fee_receipt(case: Case, ink: Ink, rng: random.Random) -> DrawnPage:
    """Receipt for fees (biên lai thu phí, lệ phí) on A5."""
    size = (210, 148) if rng.random() < 0.5 else (148, 210)
    pad = Pad("fee-receipt", replace(ink, size=11), rng, size=size, margins=_MARGINS)
    amount = rng.randrange(2, 400) * 1000
    pad.y = 12
    state_head(pad, "UBND THÀNH PHỐ HÀ NỘI", case.receiving_unit.partition(" - ")[0].upper(), day=case.day)
    title(pad, "BIÊN LAI THU PHÍ, LỆ PHÍ", size=13, about=["Liên 2: Giao cho người nộp"])
    pad.put(f"Ký hiệu: 01BLP-{case.day:%y}T   Số: {rng.randrange(1, 99999):07d}", pad.right, pad.y - 4, align="right")
    pad.y += 2
    line = pad.blank_line
    line(("Họ, tên người nộp:", case.owner.name))
    line(("Số định danh cá nhân:", case.owner.id_number))
    line(("Địa chỉ:", case.owner.address))
    line(("Lý do nộp:", f"Lệ phí giải quyết hồ sơ {case.code}"))
    line(
        ("Số tiền:", f"{amount:,} đồng".replace(",", ".")), ("Hình thức thu:", rng.choice(["Tiền mặt", "Chuyển khoản"]))
    )
    line(("Viết bằng chữ:", f"{number_in_words(amount).capitalize()} đồng"))
    sign_columns(
        pad,
        ("NGƯỜI NỘP TIỀN", "(Ký, ghi rõ họ tên)", case.owner.name),
        ("NGƯỜI THU TIỀN", "(Ký, ghi rõ họ tên)", case.clerk),
    )
    return pad.paper().pages[0]


def list_across(case: Case, ink: Ink, rng: random.Random) -> DrawnPage:
    """A list on an A4 lying on its long side: eight ruled columns."""
    pad = Pad("list", replace(ink, size=12), rng, size=(297, 210), margins=(20, 14, 14, 12))
    state_head(
        pad,
        "THÀNH PHỐ HÀ NỘI",
        f"ỦY BAN NHÂN DÂN {case.ward_caps}",
        number=f"{rng.randrange(2, 400)}/DS-UBND",
        day=case.day,
    )
    title(pad, "DANH SÁCH", about=["Hồ sơ đã tiếp nhận, số hóa và trả kết quả"])
    rows = [["STT", "Mã hồ sơ", "Họ và tên", "Ngày sinh", "Số định danh", "Lĩnh vực", "Ngày nhận", "Ngày trả"]]
    for number in range(1, rng.randrange(9, 14)):
        born, got = a_day(rng, _FIRST, _LAST), case.before(rng.randrange(4, 90))
        code = f"H26.90-{got:%y%m%d}-{rng.randrange(1, 9999):04d}"
        rows.append([str(number), code, a_name(rng, male=rng.random() < 0.5), short(born), f"001{rng.randrange(10**9):09d}",
                     rng.choice(["Hộ tịch", "Chứng thực", "Đất đai", "Xây dựng"]), short(got), short(case.day)])  # fmt: skip
    pad.table([10, 42, 44, 24, 32, 26, 24, 24], rows, size=10.5, centred=(0, 3, 6, 7))
    sign(pad, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", case.official, unit=f"ỦY BAN NHÂN DÂN {case.ward_caps}")
    return pad.paper().pages[0]


def on_a3(left: DrawnPage, right: DrawnPage) -> DrawnPage:
    """Two pages of one size on a sheet twice as wide: the left one is read first."""
    width, height = left.image.size
    image = Image.new("RGB", (2 * width, height), "white")
    image.paste(left.image, (0, 0))
    image.paste(right.image, (width, 0))

    def over(box: Box) -> Box:
        return Box(box.left + width, box.top, box.right + width, box.bottom)

    lines = tuple(TrueLine(line.text, over(line.box)) for line in right.lines)
    fields = tuple(TrueField(f.name, f.value, f.text, tuple(over(b) for b in f.boxes)) for f in right.fields)
    return replace(left, image=image, lines=left.lines + lines, fields=left.fields + fields)


def a3(case: Case, ink: Ink, rng: random.Random) -> DrawnPage:
    """A contract's first pages, or the inside of a folded certificate."""
    kind = rng.choice(["land-transfer-contract", "land-gift-contract", "land-lease-contract"])
    pages = draw(kind, case, rng, ink=ink).pages
    return on_a3(pages[0], pages[1])


def small_print(case: Case, rng: random.Random, dpi: int = 200) -> DrawnPage:
    """A card copied onto a sheet, or a paper set in eight to nine points."""
    if rng.random() < 0.6:
        return rng.choice(draw(rng.choice(["id-card", "id-card", "old-id-card"]), case, rng, dpi=dpi).pages)
    ink = an_ink(rng, dpi)
    return draw("regulation", case, rng, ink=replace(ink, size=rng.choice([8.0, 8.5, 9.0]))).pages[0]
