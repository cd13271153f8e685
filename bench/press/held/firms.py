"""Enterprises and household businesses: certificates of both generations, requests, notices of change, charters."""

from bench.press.case import Case, tax_number
from bench.press.codes import qr_image
from bench.press.held.frames import cells, in_type, mark, pairs
from bench.press.held.heads import close, heading, page_marks, small_print, split_head
from bench.press.held.offices import a_company, money, old_address
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import number_in_words
from bench.press.stationery import dated, short


def enterprise_2021(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Joint stock company, department of planning, changed several times: shareholders in a table, two pages."""
    owner, rng = case.owner, pad.rng
    in_type(pad, "Tinos", 12.3, 1.28)
    first, day = case.before(rng.randrange(2500, 5000)), case.before(rng.randrange(620, 1500))
    company, english = a_company(rng, case)
    company = company.replace("TNHH", "CỔ PHẦN")
    split_head(pad, ["SỞ KẾ HOẠCH VÀ ĐẦU TƯ THÀNH PHỐ HÀ NỘI", f"<b>{mark('issuer', 'PHÒNG ĐĂNG KÝ KINH DOANH')}</b>"], stars=True)  # fmt: skip
    heading(pad, "GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP", "CÔNG TY CỔ PHẦN", size=14)
    pad.centre(f"<b>Mã số doanh nghiệp: {mark('tax_code', tax_number(rng))}</b>")
    pad.centre(f"<i>Đăng ký lần đầu: {dated('registration_date', first)}</i>")
    pad.centre(f"<i>Đăng ký thay đổi lần thứ: {rng.randrange(2, 14)}, {dated('issue_date', day)}</i>", gap=3)
    pad.para("<b>1. Tên công ty</b>", indent=0)
    pad.para(f"Tên công ty viết bằng tiếng Việt: {mark('enterprise_name', company)}", indent=0)
    pad.para(f"Tên công ty viết bằng tiếng nước ngoài: {english.replace('COMPANY LIMITED', 'JOINT STOCK COMPANY')}", indent=0)  # fmt: skip
    pad.para("<b>2. Địa chỉ trụ sở chính</b>", indent=0)
    pad.para(f"{mark('address', old_address(rng, owner) + ', Việt Nam')}", indent=0)
    pad.para(f"Điện thoại: 024{rng.randrange(10**7, 10**8)}     Email: vanphong@congty.example", indent=0)
    capital = rng.randrange(10, 900) * 100_000_000
    pad.para("<b>3. Vốn điều lệ</b>", indent=0)
    pad.para(f"Vốn điều lệ: {mark('capital', money(capital), capital)} đồng.", indent=0)
    pad.para(f"Bằng chữ: {number_in_words(capital).capitalize()} đồng. Mệnh giá cổ phần: 10.000 đồng.", indent=0)
    pad.para("<b>4. Người đại diện theo pháp luật của công ty</b>", indent=0)
    pad.para(f"* Họ và tên: {mark('representative', owner.name.upper())}     Giới tính: {owner.sex}", indent=0)
    pad.para("Chức danh: Chủ tịch hội đồng quản trị", indent=0)
    pad.para(f"Sinh ngày: {short(owner.birth)}     Dân tộc: {owner.ethnic}     Quốc tịch: Việt Nam", indent=0)
    pad.para("Loại giấy tờ pháp lý của cá nhân: Thẻ căn cước công dân", indent=0)
    pad.para(f"Số giấy tờ pháp lý của cá nhân: {mark('id_number', owner.id_number)}", indent=0)
    pad.para(f"Ngày cấp: {short(owner.id_issued)}     Nơi cấp: Cục Cảnh sát QLHC về TTXH", indent=0)
    pad.para(f"Địa chỉ thường trú: {old_address(rng, owner)}", indent=0)
    close(pad, ["TRƯỞNG PHÒNG"], case.official, unit="PHÒNG ĐĂNG KÝ KINH DOANH")
    page_marks(pad, "{n}")
    return pad.paper()


def enterprise_2025(case: Case, ink: Ink, pad: Pad) -> Paper:
    """As given since July 2025 (NĐ 168/2025), limited company with two members: QR, members in a table, signed by certificate."""
    owner, rng = case.owner, pad.rng
    in_type(pad, "Liberation Serif", 11.8, 1.24)
    day = case.before(rng.randrange(2, 120))
    company, english = a_company(rng, case)
    number = owner.id_number if rng.random() < 0.1 else tax_number(rng)
    pad.image.paste(qr_image(f"DN|{number}", 20, pad.ink.dpi), (pad.px(12), pad.px(8)))
    pad.y = 30
    split_head(pad, ["SỞ TÀI CHÍNH TP. HÀ NỘI", f"<b>{mark('issuer', 'PHÒNG ĐĂNG KÝ KINH DOANH VÀ TÀI CHÍNH DOANH NGHIỆP')}</b>"], size=11)  # fmt: skip
    heading(pad, "GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP", size=14, about="CÔNG TY TRÁCH NHIỆM HỮU HẠN HAI THÀNH VIÊN TRỞ LÊN")  # fmt: skip
    pad.table([60, 106], [["Mã số doanh nghiệp", mark("tax_code", number)], ["Đăng ký lần đầu ngày", dated("registration_date", day, short(day))]], size=11.5, header=0)  # fmt: skip
    capital = rng.randrange(5, 300) * 100_000_000
    pairs(
        pad,
        ("1. Tên công ty", f"<b>{mark('enterprise_name', company)}</b>"),
        ("Tên nước ngoài", english),
        ("2. Trụ sở chính", mark("address", f"{owner.address}, Việt Nam")),
        ("3. Vốn điều lệ", f"{mark('capital', money(capital), capital)} VNĐ ({number_in_words(capital)} đồng)"),
        gap=40,
    )
    pad.para("4. Danh sách thành viên góp vốn", indent=0)
    pad.table([10, 46, 28, 44, 38], [["STT", "Tên thành viên", "Quốc tịch", "Phần vốn góp (VNĐ)", "Tỷ lệ (%)"], ["1", owner.name, "Việt Nam", money(capital * 6 // 10), "60"], ["2", case.spouse.name, "Việt Nam", money(capital * 4 // 10), "40"]], size=10.5, centred=(0, 2, 3, 4))  # fmt: skip
    pad.para("5. Người đại diện theo pháp luật", indent=0)
    pairs(pad, ("Họ, chữ đệm và tên", mark("representative", owner.name.upper())), ("Chức danh", "Giám đốc"), ("Ngày sinh; giới tính", f"{short(owner.birth)}; {owner.sex}"), ("Số định danh cá nhân", mark("id_number", owner.id_number)), ("Địa chỉ liên lạc", owner.address), gap=44)  # fmt: skip
    close(pad, ["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"], case.official, unit="PHÒNG ĐĂNG KÝ KINH DOANH", place=f"Hà Nội, {dated('issue_date', day)}", way="banner")  # fmt: skip
    return pad.paper()


def household_2021(case: Case, ink: Ink, pad: Pad) -> Paper:
    """District finance office, before July 2025: number as its own line, `Đại diện hộ kinh doanh`, old address."""
    owner, shop, rng = case.owner, case.shop, pad.rng
    in_type(pad, "FreeSerif", 12.3, 1.3)
    day = case.before(rng.randrange(520, 1600))
    home = old_address(rng, owner)
    district = home.split(", ")[-2].upper()
    split_head(pad, [f"ỦY BAN NHÂN DÂN {district}", f"<b>{mark('issuer', 'PHÒNG TÀI CHÍNH - KẾ HOẠCH')}</b>"])
    heading(pad, "GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH", size=14)
    pad.centre(f"Số: 01{rng.choice('ABCDEFGH')}8{rng.randrange(10**6):06d}", gap=0.3)
    pad.centre(f"Mã số thuế: {mark('tax_code', shop.number)}")
    pad.centre(f"<i>Đăng ký lần đầu, {dated('registration_date', day)}</i>", gap=3)
    for row in (
        ("1. Tên hộ kinh doanh:", mark("enterprise_name", shop.name)),
        ("2. Địa điểm kinh doanh:", mark("address", home)),
        ("Điện thoại:", f"09{rng.randrange(10**7, 10**8)}"),
        ("3. Ngành, nghề kinh doanh:", mark("business_lines", shop.trade)),
        ("4. Vốn kinh doanh:", f"{mark('capital', money(shop.capital), shop.capital)} đồng"),
        ("5. Họ và tên đại diện hộ kinh doanh:", f"{mark('full_name', owner.name.upper())}    Giới tính: {owner.sex}"),
        ("Sinh ngày:", f"{dated('birth_date', owner.birth, short(owner.birth))}   Dân tộc: {owner.ethnic}   Quốc tịch: Việt Nam"),
        ("CMND/CCCD số:", f"{mark('id_number', owner.id_number)}   Ngày cấp: {short(owner.id_issued)}"),
        ("Nơi đăng ký hộ khẩu thường trú:", mark("residence", home)),
        ("Chỗ ở hiện tại:", home),
    ):  # fmt: skip
        pad.para(f"{row[0]} {row[1]}", indent=0, gap=2)
    close(pad, ["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"], case.official, unit="PHÒNG TÀI CHÍNH - KẾ HOẠCH", place=f"Hà Nội, {dated('issue_date', day)}")  # fmt: skip
    return pad.paper()


def household_2025(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A commune's department, 2025: the tax number is the owner's own number, cells, trades in a table."""
    owner, shop, rng = case.owner, case.shop, pad.rng
    in_type(pad, "Noto Sans", 10, 1.28)
    day = case.before(rng.randrange(2, 90))
    split_head(pad, [f"UBND {case.ward_caps}", f"<b>{mark('issuer', 'PHÒNG KINH TẾ')}</b>"], size=10)
    heading(pad, "GIẤY CHỨNG NHẬN ĐĂNG KÝ", "HỘ KINH DOANH", size=13)
    cells(
        pad,
        [(1, "Mã số hộ kinh doanh", f"<b>{mark('tax_code', owner.id_number)}</b>"), (1, "Đăng ký lần đầu", dated("registration_date", day, short(day)))],
        [(1, "1. Tên hộ kinh doanh", f"<b>{mark('enterprise_name', shop.name)}</b>")],
        [(1, "2. Địa chỉ trụ sở", mark("address", shop.address))],
        [(1, "3. Vốn kinh doanh (đồng)", mark("capital", money(shop.capital), shop.capital)), (2, "Bằng chữ", f"{number_in_words(shop.capital).capitalize()} đồng")],
        [(2, "4. Chủ hộ kinh doanh", mark("full_name", owner.name.upper())), (1, "Giới tính", owner.sex), (1, "Ngày sinh", dated("birth_date", owner.birth, short(owner.birth)))],
        [(1, "Số định danh cá nhân", mark("id_number", owner.id_number)), (2, "Nơi thường trú", mark("residence", owner.address))],
        size=10.5,
    )  # fmt: skip
    pad.para("5. Ngành, nghề kinh doanh", indent=0)
    pad.table([12, 112, 42], [["STT", "Tên ngành", "Mã ngành"], ["1", mark("business_lines", shop.trade), f"{shop.trade_code} (chính)"]], size=10, centred=(0, 2))  # fmt: skip
    close(pad, ["TL. CHỦ TỊCH", "TRƯỞNG PHÒNG"], case.official, unit=f"UBND {case.ward_caps}", place=f"{case.ward.split(' ', 1)[1]}, {dated('issue_date', day)}", way="banner")  # fmt: skip
    small_print(pad, "Hộ kinh doanh có trách nhiệm đăng ký thay đổi trong 10 ngày kể từ ngày thay đổi.")
    return pad.paper()


def branch_certificate(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`GIẤY CHỨNG NHẬN ĐĂNG KÝ HOẠT ĐỘNG CHI NHÁNH`: thirteen digits, the parent company below, Noto type."""
    owner, rng = case.owner, pad.rng
    in_type(pad, "Noto Serif", 10.8, 1.34)
    first, day = case.before(rng.randrange(700, 2500)), case.before(rng.randrange(5, 380))
    company, _ = a_company(rng, case)
    code = tax_number(rng)
    split_head(
        pad, ["SỞ TÀI CHÍNH THÀNH PHỐ HÀ NỘI", f"<b>{mark('issuer', 'PHÒNG ĐĂNG KÝ KINH DOANH')}</b>"], size=10.6
    )
    heading(pad, "GIẤY CHỨNG NHẬN ĐĂNG KÝ HOẠT ĐỘNG CHI NHÁNH", size=13.5)
    pad.centre(f"<b>Mã số chi nhánh: {mark('tax_code', code + '-001')}</b>")
    pad.centre(f"<i>Đăng ký lần đầu, {dated('registration_date', first)}</i>", gap=0.5)
    pad.centre(f"<i>Đăng ký thay đổi lần thứ 2, {dated('issue_date', day)}</i>", gap=4)
    pairs(
        pad,
        ("1. Tên chi nhánh", f"<b>{mark('enterprise_name', 'CHI NHÁNH HÀ NỘI - ' + company)}</b>"),
        ("2. Địa chỉ", mark("address", owner.address)),
        ("3. Người đứng đầu", f"{mark('representative', owner.name.upper())}, {owner.sex.lower()}, sinh {short(owner.birth)}"),
        ("Số định danh", mark("id_number", owner.id_number)),
        ("4. Hoạt động theo ủy quyền của", f"{company}, mã số doanh nghiệp {code}"),
        ("5. Trụ sở doanh nghiệp", case.stranger.address),
        gap=54,
    )  # fmt: skip
    close(pad, ["TRƯỞNG PHÒNG"], case.official, unit="PHÒNG ĐĂNG KÝ KINH DOANH", way=rng.choice(["wet", "said"]))
    return pad.paper()
