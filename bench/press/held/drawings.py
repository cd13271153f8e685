"""Drawings of buildings, to be built and as built: A3 sheets, a set with its cover."""

from dataclasses import replace

from PIL import ImageDraw

from bench.press.case import Case
from bench.press.held.frames import at_hand, cells, in_type, mark, pairs
from bench.press.held.heads import hands, heading
from bench.press.held.offices import DESIGNER, an_official, decimal, lower
from bench.press.marks import box_stamp
from bench.press.pad import GREY, Ink, Pad
from bench.press.paper import Paper
from bench.press.stationery import dated, short


def _plan(pad: Pad, x: float, y: float, width: float, height: float, rooms: int = 4) -> None:
    """Walls, doors and measures of one floor."""
    pen, rng = ImageDraw.Draw(pad.image), pad.rng
    for inset in (0.0, 1.6):
        pad.frame(x + inset, y + inset, x + width - inset, y + height - inset, weight=0.4)
    for index in range(1, rooms):
        level = y + height * index / rooms + rng.uniform(-5, 5)
        pen.line((pad.px(x), pad.px(level), pad.px(x + width * 0.7), pad.px(level)), fill=(15, 15, 18), width=pad.px(0.8))  # fmt: skip
        pad.put(rng.choice(["PHÒNG KHÁCH", "BẾP + ĂN", "PHÒNG NGỦ", "WC", "SÂN"]), x + width * 0.2, level - 16, size=9)
    for index in range(5):
        a = x + width * index / 4
        pen.line((pad.px(a), pad.px(y - 8), pad.px(a), pad.px(y - 3)), fill=GREY, width=2)
        if index < 4:
            pad.put(str(rng.randrange(12, 36) * 100), a + width / 8, y - 9, size=7.5, align="center")


def as_built_a3(case: Case, ink: Ink, pad: Pad) -> Paper:
    """An A3 sheet with plan and section, the builder's rectangular as-built stamp, the title block down the right edge."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    pad = Pad(pad.kind, replace(ink, family=at_hand("Liberation Sans"), size=10.5), rng, size=(420, 297), margins=(20, 14, 14, 12))  # fmt: skip
    pad.frame(18, 8, 412, 289, weight=0.6)
    pad.frame(348, 8, 412, 289, weight=0.4)
    _plan(pad, 40, 34, 110, 210)
    pad.put("<b>MẶT BẰNG TẦNG 1</b>", 95, 252, size=12, align="center")
    pad.put("TL: 1/100", 95, 259, size=9, align="center")
    _plan(pad, 190, 60, 110, 180, rooms=5)
    pad.put("<b>MẶT CẮT A-A</b>", 245, 252, size=12, align="center")
    pad.left, pad.right, pad.y = 350, 410, 14
    day = case.before(rng.randrange(5, 200))
    for label, value in (
        ("CHỦ ĐẦU TƯ", mark("full_name", owner.name.upper())),
        ("CÔNG TRÌNH", "NHÀ Ở RIÊNG LẺ"),
        ("ĐỊA ĐIỂM", mark("address", parcel.address)),
        ("NHÀ THẦU THI CÔNG", "CÔNG TY TNHH XÂY LẮP TRE XANH"),
        ("NGƯỜI VẼ", case.clerk),
        ("CHỈ HUY TRƯỞNG", an_official(rng)),
        ("TỶ LỆ", "{{scale|1/100}}"),
        ("NGÀY HOÀN THÀNH", dated("issue_date", day, short(day))),
        ("KÝ HIỆU BẢN VẼ", "KT-HC-03"),
    ):
        pad.put(label, 351, pad.y, size=7.5)
        pad.y = pad.block(f"<b>{value}</b>", 351, pad.y + 4, 58, 10, align="left") + 3
        pad.rule(348, 412, pad.y)
        pad.y += 2
    pad.put("<b>BẢN VẼ HOÀN CÔNG</b>", 380, 266, size=14, align="center")
    stamp = box_stamp(rng, ("BẢN VẼ HOÀN CÔNG", f"Ngày {short(day)}", "Người lập   Chỉ huy trưởng"), pad.ink.dpi, size_mm=(70, 26), colour=(160, 30, 60))  # fmt: skip
    pad.stamp(stamp, 262, 14)
    return pad.paper()


def as_built_report(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`BẢN VẼ HOÀN CÔNG CÔNG TRÌNH` upright A4: a table of planned and built measures above a small plan, three signatures."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "DejaVu Serif", 10.2, 1.3)
    day = case.before(rng.randrange(5, 200))
    heading(pad, "BẢN VẼ HOÀN CÔNG CÔNG TRÌNH", size=14)
    pairs(pad, ("Công trình:", "Nhà ở gia đình"), ("Chủ đầu tư:", mark("full_name", owner.name)), ("Địa điểm:", mark("address", parcel.address)), ("Tỷ lệ:", "{{scale|1:100}}"), gap=32)  # fmt: skip
    pad.table([46, 40, 40, 40], [["Thông số", "Theo giấy phép", "Thực tế", "Chênh lệch"], ["Diện tích xây dựng (m²)", decimal(parcel.area * 0.7), decimal(parcel.area * 0.7 + 0.4), "+0,4"], ["Chiều cao tầng 1 (m)", "3,6", "3,6", "0"], ["Số tầng", "4", "4", "0"]], size=9.5, centred=(1, 2, 3))  # fmt: skip
    _plan(pad, pad.left + 40, pad.y + 12, 80, 96)
    pad.y += 116
    pad.para("Công trình đã thi công xong, phù hợp với hiện trạng thể hiện trên bản vẽ này.", indent=0)
    pad.para(f"<i>{lower(case.ward)[0].upper() + lower(case.ward)[1:]}, {dated('issue_date', day)}</i>", align="right")
    hands(pad, ("CHỦ ĐẦU TƯ", "(Ký, họ tên)", owner.name), ("NHÀ THẦU", "(Ký, đóng dấu)", case.clerk), ("GIÁM SÁT", "(Ký, họ tên)", an_official(rng)), size=10.5)  # fmt: skip
    return pad.paper()


def design_set(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`HỒ SƠ THIẾT KẾ XIN PHÉP XÂY DỰNG`: a cover of A4, then two A3 sheets with plan and fronts."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Liberation Sans", 12, 1.4)
    day, floors = case.before(rng.randrange(8, 120)), rng.randrange(3, 7)
    pad.frame(16, 16, 196, 280, weight=1.0)
    pad.y = 36
    pad.centre(f"<b>{mark('designer', DESIGNER.upper())}</b>", size=12, gap=50)
    pad.centre("<b>HỒ SƠ THIẾT KẾ</b>", size=24, gap=2)
    pad.centre("<b>XIN PHÉP XÂY DỰNG</b>", size=20, gap=14)
    pairs(
        pad,
        ("CÔNG TRÌNH", "Nhà ở riêng lẻ"),
        ("CHỦ ĐẦU TƯ", mark("full_name", owner.name.upper())),
        ("ĐỊA ĐIỂM", mark("address", parcel.address)),
        ("SỐ TẦNG", mark("floors", floors)),
        ("DIỆN TÍCH XÂY DỰNG", f"{mark('house_area', decimal(parcel.area * 0.8), round(parcel.area * 0.8, 1))} m²"),
        gap=52,
    )
    pad.y = 262
    pad.centre(f"Hà Nội, {dated('issue_date', day)}")
    sheets = [pad.paper().pages[0]]
    pad = Pad(pad.kind, replace(pad.ink, size=10.5), rng, size=(420, 297), margins=(20, 14, 14, 12))
    for number, (left, right) in enumerate((("MẶT BẰNG TẦNG 1", "MẶT BẰNG TẦNG 2"), ("MẶT ĐỨNG TRỤC 1-2", "MẶT CẮT B-B")), 1):  # fmt: skip
        if number > 1:
            pad.new_sheet()
        pad.frame(18, 8, 412, 289, weight=0.6)
        _plan(pad, 50, 36, 120, 200)
        _plan(pad, 230, 36, 120, 200, rooms=5)
        for text, x in ((left, 110), (right, 290)):
            pad.put(f"<b>{text}</b>", x, 244, size=12, align="center")
            pad.put(f"TỶ LỆ {mark('scale', '1/100')}" if (number, x) == (1, 110) else "TỶ LỆ 1/100", x, 251, size=9, align="center")  # fmt: skip
        pad.put(f"KT-0{number}  |  {DESIGNER}  |  KTS {case.clerk}", 404, 280, size=9, align="right")
    return Paper(pad.kind, (*sheets, *pad.paper().pages))


def design_sheet(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`BẢN VẼ XIN PHÉP XÂY DỰNG` on one A3 sheet lying on its side, title block along the foot."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    pad = Pad(pad.kind, replace(ink, family=at_hand("FreeSans"), size=10), rng, size=(420, 297), margins=(20, 14, 14, 12))  # fmt: skip
    pad.frame(14, 10, 408, 287, weight=0.7)
    pad.put("<b>BẢN VẼ XIN PHÉP XÂY DỰNG</b>", 211, 15, size=15, align="center")
    for k, name in enumerate(("MẶT BẰNG VỊ TRÍ", "MẶT BẰNG TẦNG 1", "MẶT CẮT 1-1")):
        _plan(pad, 26 + 128 * k, 44, 100, 160, rooms=3 + k)
        pad.put(name, 76 + 128 * k, 212, size=10.5, align="center")
    day = case.before(rng.randrange(8, 120))
    pad.left, pad.right, pad.y = 16, 406, 238
    cells(
        pad,
        [(3, "CHỦ ĐẦU TƯ", mark("full_name", owner.name)), (5, "ĐỊA ĐIỂM XÂY DỰNG", mark("address", parcel.address)), (2, "TỶ LỆ", "{{scale|1/100}}")],
        [(4, "ĐƠN VỊ THIẾT KẾ", mark("designer", DESIGNER)), (2, "CHỦ TRÌ", case.clerk), (2, "KIỂM TRA", an_official(rng)), (2, "NGÀY", dated("issue_date", day, short(day)))],
        size=10.5,
    )  # fmt: skip
    return pad.paper()
