"""Slips and receipts for money paid, and invoices."""

from dataclasses import replace

from bench.press.case import Case, tax_number
from bench.press.codes import qr_image
from bench.press.held.frames import at_hand, in_type, mark, pairs, squares, typed_over
from bench.press.held.heads import (
    close,
    hands,
    heading,
    letterhead,
    small_print,
)
from bench.press.held.money import a_sum, a_tax_office
from bench.press.held.offices import a_company, an_official, money
from bench.press.marks import box_stamp
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import number_in_words
from bench.press.stationery import dated, short


def treasury_slip(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`GIẤY NỘP TIỀN VÀO NGÂN SÁCH NHÀ NƯỚC` (C1-02/NS): half a page of small type, tick boxes, a table, four signatures."""
    owner, rng = case.owner, pad.rng
    in_type(pad, "FreeSans", 9.6, 1.26)
    typed_over(pad)
    day = case.before(rng.randrange(0, 30))
    pad.put("Không ghi vào khu vực này", pad.left, pad.top - 9, size=8)
    pad.put("<b>Mẫu số C1-02/NS</b>", pad.right, pad.top - 9, size=9, align="right")
    pad.put(
        f"Số: {mark('document_number', rng.randrange(10**6, 10**8))}", pad.right, pad.top - 4, size=9, align="right"
    )
    heading(pad, "GIẤY NỘP TIỀN VÀO NGÂN SÁCH NHÀ NƯỚC", size=13)
    squares(pad, ("Tiền mặt", False), ("Chuyển khoản", True), ("Loại tiền: VND", True), size=9.5)
    code = tax_number(rng, "81")
    for row in (
        ("Người nộp thuế:", f"{mark('payer', owner.name)}    Mã số thuế: {mark('tax_code', code)}"),
        ("Địa chỉ:", owner.address),
        ("Người nộp thay:", ""),
        ("Đề nghị NH/KBNN: Ngân hàng TMCP Hoa Sen", "trích tài khoản số: 0011" + str(rng.randrange(10**5, 10**6))),
        ("để nộp vào NSNN theo: cơ quan quản lý thu:", a_tax_office(pad)),
    ):
        pad.blank_line(row)
    amount, figures, words = a_sum(pad, 10, 9000)
    pad.table([10, 30, 60, 20, 20, 34], [["STT", "Số tờ khai/QĐ/TB", "Nội dung các khoản nộp NS", "Mã chương", "Mã TM", "Số tiền"], ["1", f"{rng.randrange(10**5, 10**6)}", "Lệ phí trước bạ nhà đất", "757", "2801", money(amount)], ["", "", "<b>Tổng cộng</b>", "", "", f"<b>{figures}</b>"]], size=9, centred=(0, 3, 4, 5))  # fmt: skip
    pad.para(f"Tổng số tiền ghi bằng chữ: {words}", indent=0)
    pad.para(f"Ngày nộp: {dated('issue_date', day, short(day))}", indent=0)
    hands(pad, ("NGƯỜI NỘP TIỀN", "", owner.name), ("KẾ TOÁN", "", an_official(rng)), ("KẾ TOÁN TRƯỞNG", "", an_official(rng)), size=9.5)  # fmt: skip
    pad.stamp(box_stamp(rng, ("ĐÃ THU TIỀN", f"{short(day)}", "NH HOA SEN"), pad.ink.dpi, size_mm=(40, 20)), pad.left + 64, pad.y - 24)  # fmt: skip
    return pad.paper()


def fee_receipt(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ` on a slip of A5 across: series and number red, copy number, dossier code."""
    owner, rng = case.owner, pad.rng
    pad = Pad(pad.kind, replace(ink, family=at_hand("Liberation Serif"), size=11.5, leading=1.32), rng, size=(210, 148), margins=(18, 14, 16, 10))  # fmt: skip
    unit = f"TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG - CHI NHÁNH SỐ {rng.randrange(1, 13)}"
    y = pad.block("TÊN ĐƠN VỊ THU PHÍ, LỆ PHÍ:", 70, pad.y, 104, 9.5)
    y = pad.block(f"<b>{unit}</b>", 70, y, 104, 10)
    pad.put("Mẫu số: 01BLP0-001", pad.right, pad.y, size=9.5, align="right")
    pad.put(f"Ký hiệu: AA-{case.day:%y}T", pad.right, pad.y + 5, size=9.5, align="right")
    pad.put(f"Số: {mark('document_number', f'{rng.randrange(1, 99999):07d}')}", pad.right, pad.y + 10, size=12, align="right", colour=(190, 30, 40))  # fmt: skip
    pad.y = y + 5
    heading(pad, "BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ", size=14, about="(Liên 2: Giao cho người nộp tiền)", italic=True)
    _, figures, words = a_sum(pad, 1, 12)
    for row in (
        ("Họ tên người nộp tiền:", mark("payer", owner.name)),
        ("Địa chỉ:", owner.address),
        ("Lý do thu:", f"Lệ phí giải quyết hồ sơ {mark('dossier_code', case.code)}"),
        ("Số tiền:", f"{figures} đồng. (Viết bằng chữ): {words}"),
        ("Hình thức thanh toán:", rng.choice(["Tiền mặt", "Chuyển khoản"])),
    ):
        pad.blank_line(row)
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.day)}</i>", align="right")
    top = pad.y
    pad.put("<b>Người thu tiền</b>", 150, top, align="center")
    pad.put("<i>(Ký, ghi rõ họ tên)</i>", 150, top + 5, size=9.5, align="center")
    pad.put(case.clerk, 150, top + 19, align="center")
    return pad.paper()


def tax_collection(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`BIÊN LAI THU THUẾ` (CTT) as printed by a machine: monospaced, cut narrow, sums under each other."""
    owner, rng = case.owner, pad.rng
    pad = Pad(pad.kind, replace(ink, family=at_hand("FreeMono"), size=9.5, leading=1.4), rng, size=(148, 210), margins=(12, 14, 12, 12))  # fmt: skip
    pad.centre("<b>THUẾ THÀNH PHỐ HÀ NỘI</b>", size=10)
    pad.centre(a_tax_office(pad).upper(), size=9)
    pad.y += 3
    pad.centre("<b>BIÊN LAI THU THUẾ</b>", size=13)
    pad.centre(f"Mẫu CTT50 - Số {mark('document_number', rng.randrange(10**6, 10**7))}", size=9, gap=4)
    _, figures, words = a_sum(pad, 2, 90)
    code = tax_number(rng, "81")
    pairs(
        pad,
        ("Người nộp thuế", mark("payer", owner.name)),
        ("Mã số thuế", mark("tax_code", code)),
        ("Địa chỉ", owner.address),
        ("Loại thuế", "Thuế sử dụng đất PNN"),
        ("Kỳ thuế", f"Năm {case.day.year}"),
        ("Số thuế", f"{figures} đồng"),
        ("Tiền chậm nộp", "0 đồng"),
        gap=38,
        size=9.5,
    )
    pad.para(f"Bằng chữ: {words}", indent=0)
    pad.para(f"Ngày thu: {dated('issue_date', case.day, short(case.day))}", indent=0)
    hands(pad, ("NGƯỜI NỘP", "", owner.name), ("NGƯỜI THU", "", case.clerk), size=9.5)
    return pad.paper()


def invoice_electronic(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`HÓA ĐƠN GIÁ TRỊ GIA TĂNG` under NĐ 123/2020: bilingual, bordered, QR, the seller's digital signature as a box."""
    owner, rng = case.owner, pad.rng
    in_type(pad, "Liberation Sans", 9.6, 1.28)
    company, _ = a_company(rng, case)
    code = tax_number(rng)
    day = case.before(rng.randrange(1, 200))
    pad.frame(10, 10, 200, 285, weight=0.8, colour=(30, 80, 150))
    letterhead(pad, mark("enterprise_name", company), [f"Mã số thuế <i>(Tax code)</i>: {mark('tax_code', code)}", f"Địa chỉ <i>(Address)</i>: {owner.address}"])  # fmt: skip
    pad.image.paste(qr_image(f"{code}|{day}", 20, pad.ink.dpi), (pad.px(172), pad.px(pad.y)))
    heading(pad, "HÓA ĐƠN GIÁ TRỊ GIA TĂNG", size=15, about="(VAT INVOICE)", italic=True)
    pad.centre(f"Ngày <i>(Date)</i> {dated('issue_date', day, f'{day.day:02d} tháng (month) {day.month:02d} năm (year) {day.year}')}", size=9.5)  # fmt: skip
    pad.para(f"Ký hiệu <i>(Serial)</i>: 1C{day:%y}TAA     Số <i>(No.)</i>: <b>{mark('document_number', f'{rng.randrange(1, 99999):08d}')}</b>", indent=0)  # fmt: skip
    pairs(pad, ("Người mua (Buyer)", case.stranger.name), ("Địa chỉ (Address)", case.stranger.address), ("Hình thức TT", "TM/CK"), gap=40, size=9.6)  # fmt: skip
    rows = [["STT (No.)", "Tên hàng hóa, dịch vụ (Description)", "ĐVT (Unit)", "Số lượng (Qty)", "Đơn giá (Price)", "Thành tiền (Amount)"]]  # fmt: skip
    total = 0
    for n, (name, unit) in enumerate(rng.sample([("Xi măng PCB40", "bao"), ("Gạch đặc", "viên"), ("Thiết kế bản vẽ", "gói"), ("Dịch vụ đo đạc", "lần"), ("Máy in", "chiếc")], 3), 1):  # fmt: skip
        count, price = rng.randrange(1, 40), rng.randrange(2, 300) * 10_000
        total += count * price
        rows.append([str(n), name, unit, str(count), money(price), money(count * price)])
    pad.table([12, 58, 16, 18, 28, 34], rows, size=9, centred=(0, 2, 3, 4, 5))
    tax = total * 8 // 100
    pad.para(f"Cộng tiền hàng <i>(Total before VAT)</i>: {money(total)}", align="right")
    pad.para(f"Thuế suất GTGT <i>(VAT rate)</i>: 8 %   Tiền thuế <i>(VAT)</i>: {money(tax)}", align="right")
    pad.para(f"<b>Tổng cộng tiền thanh toán <i>(Total payment)</i>: {mark('amount', money(total + tax), total + tax)}</b>", align="right")  # fmt: skip
    pad.para(f"Số tiền viết bằng chữ <i>(In words)</i>: {number_in_words(total + tax).capitalize()} đồng.", indent=0)
    close(pad, ["NGƯỜI BÁN HÀNG (SELLER)"], company.title(), unit=company, way="banner", titled=False, field="")
    small_print(pad, f"Mã tra cứu: {rng.randrange(10**9, 10**10)}. Cần kiểm tra, đối chiếu khi lập, giao, nhận hóa đơn.")  # fmt: skip
    return pad.paper()


def invoice_retail(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`HÓA ĐƠN BÁN HÀNG` of a household business, A5 upright, few lines, serif type."""
    rng, shop = pad.rng, case.shop
    pad = Pad(pad.kind, replace(ink, family=at_hand("Liberation Serif"), size=10.5, leading=1.3), rng, size=(148, 210), margins=(12, 14, 12, 12))  # fmt: skip
    day = case.before(rng.randrange(1, 200))
    pad.centre("<b>HÓA ĐƠN BÁN HÀNG</b>", size=14)
    pad.centre(f"Ngày {dated('issue_date', day, short(day))}     Số: {mark('document_number', rng.randrange(1, 9999))}", size=10, gap=3)  # fmt: skip
    pairs(pad, ("Đơn vị bán", mark("enterprise_name", shop.name)), ("MST", mark("tax_code", shop.number)), ("Địa chỉ", shop.address), ("Người mua", case.owner.name), gap=26, size=10.5)  # fmt: skip
    rows, total = [["Mặt hàng", "SL", "Đơn giá", "Thành tiền"]], 0
    for name in rng.sample(["Gạo tẻ", "Nước mắm", "Dầu ăn", "Đường kính", "Bánh quy", "Sữa hộp"], 4):
        count, price = rng.randrange(1, 9), rng.randrange(10, 300) * 1000
        total += count * price
        rows.append([name, str(count), money(price), money(count * price)])
    pad.table([52, 14, 28, 30], rows, size=10, centred=(1, 2, 3))
    pad.para(f"Tổng tiền thanh toán: <b>{mark('amount', money(total), total)}</b> đồng (đã gồm thuế)", indent=0)
    pad.para(f"Bằng chữ: {number_in_words(total)} đồng", indent=0)
    hands(pad, ("Người mua", "", ""), ("Người bán", "", case.owner.name), size=10.5)
    return pad.paper()
