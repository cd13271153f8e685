"""What enterprises and household businesses ask for and announce, and what they are answered."""

from bench.press.case import Case, tax_number
from bench.press.held.frames import cells, in_type, mark, pairs, squares, typed_over
from bench.press.held.heads import centred_nation, close, hands, heading, page_marks, split_head
from bench.press.held.offices import a_company, lower, money, old_address
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import number_in_words
from bench.press.stationery import dated, short


def enterprise_request_sole(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`GIẤY ĐỀ NGHỊ ĐĂNG KÝ DOANH NGHIỆP TƯ NHÂN` (Phụ lục I-1): long, numbered, tables, tax part, three pages."""
    owner, rng = case.owner, pad.rng
    in_type(pad, "Tinos", 12, 1.3)
    typed_over(pad)
    given = owner.name.split()[-1].upper()
    name = f"DOANH NGHIỆP TƯ NHÂN {rng.choice(['HOÀNG', 'TÂN', 'NGỌC'])} {given}"
    centred_nation(pad, form="Mẫu số 1", law="Ban hành kèm theo Thông tư số 68/2025/TT-BTC")
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.day)}</i>", align="right")
    heading(pad, "GIẤY ĐỀ NGHỊ ĐĂNG KÝ DOANH NGHIỆP", "DOANH NGHIỆP TƯ NHÂN", size=13.5)
    pad.para(f"Kính gửi: {mark('addressee', 'Cơ quan đăng ký kinh doanh cấp tỉnh - thành phố Hà Nội')}", align="center")
    pad.blank_line(("Tôi là (ghi họ tên bằng chữ in hoa):", mark("full_name", owner.name.upper())))
    pad.para("<b>Đăng ký doanh nghiệp tư nhân do tôi làm chủ với các nội dung sau:</b>", indent=0)
    pad.para("<b>1. Tình trạng thành lập</b> (đánh dấu X vào ô thích hợp):", indent=0)
    squares(pad, ("Thành lập mới", True), ("Chuyển đổi từ hộ kinh doanh", False))
    pad.para("<b>2. Tên doanh nghiệp:</b>", indent=0)
    pad.blank_line(("Tên doanh nghiệp viết bằng tiếng Việt (ghi bằng chữ in hoa):", mark("enterprise_name", name)))
    pad.blank_line(("Tên viết tắt (nếu có):", ""))
    pad.para("<b>3. Địa chỉ trụ sở chính:</b>", indent=0)
    pad.blank_line(("", mark("address", owner.address)))
    pad.blank_line(("Điện thoại:", f"09{rng.randrange(10**7, 10**8)}"), ("Email (nếu có):", ""))
    pad.para("<b>4. Ngành, nghề kinh doanh:</b>", indent=0)
    pad.table([14, 96, 26, 30], [["STT", "Tên ngành", "Mã ngành", "Ngành chính"], ["1", case.shop.trade, case.shop.trade_code, "X"], ["2", "Vận tải hàng hóa bằng đường bộ", "4933", ""], ["3", "", "", ""]], size=11, centred=(0, 2, 3))  # fmt: skip
    capital = rng.randrange(3, 90) * 100_000_000
    pad.para("<b>5. Vốn đầu tư:</b>", indent=0)
    pad.blank_line(("Vốn đầu tư (bằng số; VNĐ):", mark("capital", money(capital), capital)))
    pad.blank_line(("Vốn đầu tư (bằng chữ; VNĐ):", f"{number_in_words(capital).capitalize()} đồng"))
    pad.table([80, 46, 40], [["Loại nguồn vốn", "Số tiền (VNĐ)", "Tỷ lệ (%)"], ["Vốn ngân sách nhà nước", "0", "0"], ["Vốn tư nhân", money(capital), "100"], ["Vốn nước ngoài", "0", "0"]], size=11, centred=(1, 2))  # fmt: skip
    pad.para("<b>6. Chủ doanh nghiệp:</b>", indent=0)
    for row in (("- Họ tên (ghi bằng chữ in hoa):", mark("representative", owner.name.upper())), ("- Ngày, tháng, năm sinh:", short(owner.birth)), ("- Giới tính:", owner.sex), ("- Số định danh cá nhân:", mark("id_number", owner.id_number)), ("- Địa chỉ liên lạc:", owner.address)):  # fmt: skip
        pad.blank_line(row)
    pad.para("<b>7. Thông tin đăng ký thuế:</b>", indent=0)
    pad.table([14, 152], [["STT", "Các chỉ tiêu thông tin đăng ký thuế"], ["7.1", "Hình thức hạch toán: [x] Hạch toán độc lập   [ ] Hạch toán phụ thuộc"], ["7.2", "Năm tài chính: áp dụng từ ngày 01/01 đến ngày 31/12"], ["7.3", f"Tổng số lao động (dự kiến): {rng.randrange(2, 60)}"], ["7.4", "Phương pháp tính thuế GTGT: [x] Khấu trừ   [ ] Trực tiếp trên GTGT"]], size=11, centred=(0,))  # fmt: skip
    pad.para("Tôi cam kết: không thuộc diện cấm thành lập và quản lý doanh nghiệp; chịu trách nhiệm trước pháp luật về tính hợp pháp, chính xác, trung thực của nội dung đăng ký doanh nghiệp trên.")  # fmt: skip
    hands(pad, ("CHỦ DOANH NGHIỆP", "(Ký và ghi họ tên)", owner.name))
    page_marks(pad, "{n}")
    return pad.paper()


def enterprise_change(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`THÔNG BÁO THAY ĐỔI NỘI DUNG ĐĂNG KÝ DOANH NGHIỆP` (Phụ lục II-1): the company's head with number, before and after."""
    owner, rng = case.owner, pad.rng
    in_type(pad, "Liberation Sans", 10.8, 1.32)
    company, _ = a_company(rng, case)
    split_head(pad, [f"<b>{mark('enterprise_name', company)}</b>"], number=f"{rng.randrange(1, 40):02d}/TB-{case.day.year}", day=case.day, size=10.5)  # fmt: skip
    heading(pad, "THÔNG BÁO", "THAY ĐỔI NỘI DUNG ĐĂNG KÝ DOANH NGHIỆP", size=13)
    pad.para(f"Kính gửi: {mark('addressee', 'Phòng Đăng ký kinh doanh - Sở Tài chính thành phố Hà Nội')}", align="center")  # fmt: skip
    pairs(pad, ("Tên doanh nghiệp:", company), ("Mã số doanh nghiệp/Mã số thuế:", tax_number(rng)), ("Địa chỉ trụ sở chính:", mark("address", owner.address)), gap=56)  # fmt: skip
    pad.para("<b>Doanh nghiệp thông báo thay đổi (đánh dấu X vào nội dung thay đổi):</b>", indent=0)
    squares(pad, ("Tên doanh nghiệp", False), ("Địa chỉ trụ sở", False), ("Vốn điều lệ", True), size=10)
    squares(pad, ("Ngành, nghề", True), ("Người đại diện", False), ("Chủ sở hữu", False), size=10)
    old, new = rng.randrange(5, 40) * 10**8, rng.randrange(50, 200) * 10**8
    pad.table([50, 58, 58], [["Nội dung", "Trước khi thay đổi", "Sau khi thay đổi"], ["Vốn điều lệ (VNĐ)", money(old), mark("capital", money(new), new)], ["Thời điểm thay đổi vốn", "", short(case.before(5))], ["Ngành bổ sung", "", f"{case.shop.trade} ({case.shop.trade_code})"]], size=10.5)  # fmt: skip
    pad.para("Doanh nghiệp cam kết hoàn toàn chịu trách nhiệm trước pháp luật về tính hợp pháp, chính xác và trung thực của nội dung Thông báo này. Người ký tại Thông báo này cam kết là người có quyền và nghĩa vụ thực hiện thủ tục đăng ký doanh nghiệp.")  # fmt: skip
    pairs(pad, ("Người ký, số định danh:", f"{mark('full_name', owner.name)}, {mark('id_number', owner.id_number)}"), gap=56)  # fmt: skip
    close(pad, ["NGƯỜI ĐẠI DIỆN THEO PHÁP LUẬT"], owner.name, field="representative", unit=company, titled=False)
    return pad.paper()


def household_request_2025(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`GIẤY ĐỀ NGHỊ ĐĂNG KÝ THÀNH LẬP HỘ KINH DOANH` with the tax part, table of members, two pages."""
    owner, shop, rng = case.owner, case.shop, pad.rng
    in_type(pad, "FreeSerif", 11.8, 1.3)
    typed_over(pad)
    centred_nation(pad, form="Mẫu số 01 - HKD", law="Thông tư số 68/2025/TT-BTC", dashes=True)
    heading(pad, "GIẤY ĐỀ NGHỊ ĐĂNG KÝ THÀNH LẬP HỘ KINH DOANH", size=13)
    pad.para(f"Kính gửi: {mark('addressee', f'Phòng Kinh tế, Hạ tầng và Đô thị {lower(case.ward)}')}", align="center")
    pad.para("<b>A. CHỦ HỘ KINH DOANH</b>", indent=0)
    for row in (
        ("1. Họ, chữ đệm và tên:", mark("full_name", owner.name.upper())),
        ("2. Ngày sinh:", dated("birth_date", owner.birth, short(owner.birth))),
        ("3. Giới tính:", mark("sex", owner.sex)),
        ("4. Số định danh cá nhân:", mark("id_number", owner.id_number)),
        ("5. Nơi thường trú:", mark("residence", owner.address)),
        ("6. Điện thoại, thư điện tử:", f"09{rng.randrange(10**7, 10**8)}"),
    ):
        pad.blank_line(row)
    pad.para("<b>B. HỘ KINH DOANH</b>", indent=0)
    for row in (
        ("1. Tên (chữ in hoa):", mark("enterprise_name", shop.name)),
        ("2. Trụ sở:", mark("address", shop.address)),
        ("3. Ngành nghề chính:", f"{mark('business_lines', shop.trade)} - mã {shop.trade_code}"),
        ("4. Vốn kinh doanh:", f"{mark('capital', money(shop.capital), shop.capital)} đồng"),
        ("5. Ngày bắt đầu hoạt động:", short(case.day)),
        ("6. Số lao động:", str(rng.randrange(1, 9))),
    ):
        pad.blank_line(row)
    pad.para("<b>C. CHỦ THỂ THÀNH LẬP</b>", indent=0)
    squares(pad, ("Cá nhân", False), ("Các thành viên hộ gia đình", True))
    pad.table([12, 60, 34, 60], [["TT", "Họ tên thành viên", "Ngày sinh", "Số định danh"], ["1", owner.name, short(owner.birth), owner.id_number], ["2", case.spouse.name, short(case.spouse.birth), case.spouse.id_number]], size=11, centred=(0, 2))  # fmt: skip
    pad.para("<b>D. THUẾ</b>: phương pháp kê khai [x]; khoán [ ]; sử dụng hóa đơn điện tử [x].", indent=0)
    pad.para("Bản thân cam kết không vi phạm điều cấm về kinh doanh, chịu trách nhiệm về nội dung đã kê khai.")
    hands(pad, (f"Hà Nội, {dated('issue_date', case.day)}", "CHỦ HỘ KINH DOANH (ký, ghi họ tên)", owner.name))
    page_marks(pad, "{n}/{all}")
    return pad.paper()


def household_change(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`THÔNG BÁO THAY ĐỔI NỘI DUNG ĐĂNG KÝ HỘ KINH DOANH`: the shop's head on the left, before and after in two columns."""
    owner, shop, rng = case.owner, case.shop, pad.rng
    in_type(pad, "DejaVu Serif", 10.2, 1.34)
    split_head(pad, [f"<b>{mark('enterprise_name', shop.name)}</b>"], number=f"{rng.randrange(1, 9):02d}/TB", day=case.day, size=10.5)  # fmt: skip
    heading(pad, "THÔNG BÁO", "Thay đổi nội dung đăng ký hộ kinh doanh", size=13)
    pad.para(f"Kính gửi: {mark('addressee', case.people_s_committee[0].upper() + case.people_s_committee[1:])}", align="center")  # fmt: skip
    pairs(
        pad,
        ("Mã số hộ kinh doanh", shop.number),
        ("Địa chỉ trụ sở", mark("address", shop.address)),
        ("Chủ hộ", mark("full_name", owner.name)),
        ("Ngày sinh", dated("birth_date", owner.birth, short(owner.birth))),
        ("Số định danh", mark("id_number", owner.id_number)),
        ("Thường trú", mark("residence", owner.address)),
        ("Ngành đang kinh doanh", mark("business_lines", shop.trade)),
        gap=52,
    )
    pad.table([83, 83], [["Nội dung đã đăng ký", "Nội dung đăng ký mới"], [f"Vốn: {money(shop.capital // 2)} đồng", f"Vốn: {mark('capital', money(shop.capital), shop.capital)} đồng"]], size=10)  # fmt: skip
    pad.para("Chủ hộ kinh doanh cam kết về tính chính xác, trung thực của nội dung thông báo này.", indent=0)
    hands(pad, ("CHỦ HỘ KINH DOANH", "(Ký, ghi họ tên)", owner.name))
    return pad.paper()


def suspension_notice(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`GIẤY XÁC NHẬN VỀ VIỆC HỘ KINH DOANH ĐĂNG KÝ TẠM NGỪNG KINH DOANH` of the commune's department."""
    owner, shop, rng = case.owner, case.shop, pad.rng
    in_type(pad, "Liberation Serif", 12.8, 1.32)
    day = case.before(rng.randrange(3, 200))
    split_head(pad, [f"UBND {case.ward_caps}", f"<b>{mark('issuer', 'PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ')}</b>"], number=f"{rng.randrange(2, 300)}/GXN-KT", day=day)  # fmt: skip
    heading(pad, "GIẤY XÁC NHẬN", "Về việc hộ kinh doanh đăng ký tạm ngừng kinh doanh", size=13.5)
    pad.para("Phòng Kinh tế, Hạ tầng và Đô thị xác nhận:", indent=0)
    for text in (f"Tên hộ kinh doanh: {mark('enterprise_name', shop.name)}", f"Mã số hộ kinh doanh/Mã số thuế: {mark('tax_code', shop.number)}", f"Địa chỉ trụ sở: {mark('address', shop.address)}", f"Chủ hộ kinh doanh: {mark('full_name', owner.name)}", f"Đăng ký tạm ngừng kinh doanh từ ngày {short(case.day)} trong thời hạn 12 tháng.", "Lý do tạm ngừng: {{reason|sửa chữa cửa hàng}}."):  # fmt: skip
        pad.para(text, indent=4)
    close(pad, ["TRƯỞNG PHÒNG"], case.official, unit="PHÒNG KINH TẾ", receivers=["Hộ kinh doanh;", "Thuế cơ sở;", "Lưu: VT."])  # fmt: skip
    return pad.paper()


def closing_notice(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`GIẤY XÁC NHẬN VỀ VIỆC HỘ KINH DOANH CHẤM DỨT HOẠT ĐỘNG`, district generation, labels and values in a table."""
    owner, shop, rng = case.owner, case.shop, pad.rng
    in_type(pad, "FreeSans", 11, 1.34)
    day = case.before(rng.randrange(500, 1500))
    home = old_address(rng, owner)
    split_head(pad, [f"ỦY BAN NHÂN DÂN {home.split(', ')[-2].upper()}", f"<b>{mark('issuer', 'PHÒNG TÀI CHÍNH - KẾ HOẠCH')}</b>"], number=f"{rng.randrange(2, 900)}/XN-TCKH", day=day, size=10.5)  # fmt: skip
    heading(pad, "GIẤY XÁC NHẬN", "VỀ VIỆC HỘ KINH DOANH CHẤM DỨT HOẠT ĐỘNG", size=13)
    pad.table([60, 106], [["Tên hộ kinh doanh", mark("enterprise_name", shop.name)], ["Số đăng ký", mark("tax_code", shop.number)], ["Địa điểm", mark("address", home)], ["Đại diện", mark("full_name", owner.name)], ["Lý do", "{{reason|chủ hộ tự nguyện chấm dứt}}"]], size=11, header=0)  # fmt: skip
    pad.para("Kể từ ngày xác nhận này, Giấy chứng nhận đăng ký hộ kinh doanh nêu trên hết hiệu lực và được thu hồi bản gốc.")  # fmt: skip
    close(pad, ["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"], case.official, unit="PHÒNG TC-KH", way="said")
    return pad.paper()


def enterprise_request_member(case: Case, ink: Ink, pad: Pad) -> Paper:
    """For a company of one member, as the national portal for enterprises prints it: cells, sans type, letters for parts."""
    owner, rng = case.owner, pad.rng
    in_type(pad, "Arimo", 10, 1.28)
    company, english = a_company(rng, case)
    capital = rng.randrange(3, 90) * 100_000_000
    centred_nation(pad, form="Mẫu số 2", law="Thông tư số 68/2025/TT-BTC", size=11)
    heading(pad, "GIẤY ĐỀ NGHỊ ĐĂNG KÝ DOANH NGHIỆP", "CÔNG TY TNHH MỘT THÀNH VIÊN", size=12.5)
    pad.para(f"Kính gửi: {mark('addressee', 'Phòng Đăng ký kinh doanh thành phố Hà Nội')}", align="center")
    pad.para("<b>A. NGƯỜI NỘP</b>", indent=0)
    cells(
        pad,
        [(3, "Họ, chữ đệm và tên", mark("full_name", owner.name.upper())), (2, "Ngày sinh", dated("birth_date", owner.birth, short(owner.birth)))],
        [(2, "Số định danh cá nhân", mark("id_number", owner.id_number)), (3, "Địa chỉ liên lạc", mark("residence", owner.address))],
        size=10,
    )  # fmt: skip
    pad.para("<b>B. CÔNG TY</b>", indent=0)
    cells(
        pad,
        [(1, "Tên tiếng Việt", mark("enterprise_name", company))],
        [(3, "Tên tiếng nước ngoài", english), (2, "Tên viết tắt", "")],
        [(1, "Trụ sở chính", mark("address", owner.address))],
        [(2, "Vốn điều lệ (VNĐ)", mark("capital", money(capital), capital)), (3, "Bằng chữ", f"{number_in_words(capital)} đồng")],
        [(3, "Ngành, nghề chính", mark("business_lines", case.shop.trade)), (1, "Mã ngành", case.shop.trade_code)],
        [(3, "Người đại diện theo pháp luật", mark("representative", owner.name)), (2, "Chức danh", "Chủ tịch công ty kiêm Giám đốc")],
        size=10,
    )  # fmt: skip
    pad.para("<b>C. ĐĂNG KÝ THUẾ</b>", indent=0)
    squares(pad, ("Hạch toán độc lập", True), ("Phụ thuộc", False), ("Khấu trừ thuế GTGT", True), size=9.5)
    pad.para("<b>D. CHỦ SỞ HỮU HƯỞNG LỢI:</b> là chủ sở hữu công ty.", indent=0)
    pad.para(
        "Tôi cam kết trụ sở thuộc quyền sử dụng hợp pháp, nội dung kê khai là trung thực và chịu trách nhiệm trước pháp luật.",
        indent=0,
    )
    hands(pad, (f"Hà Nội, {dated('issue_date', case.day)}", "CHỦ SỞ HỮU CÔNG TY", owner.name), size=10.5)
    page_marks(pad, "{n}/{all}")
    return pad.paper()


def household_request_2021(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`Phụ lục III-1` (TT 01/2021) to a district: numbered, trades in a table, old address, note marks."""
    owner, shop, rng = case.owner, case.shop, pad.rng
    in_type(pad, "Liberation Serif", 12.3, 1.3)
    typed_over(pad)
    day = case.before(rng.randrange(500, 1500))
    home = old_address(rng, owner)
    pad.put("<b>Phụ lục III-1</b>", pad.left + pad.width / 2, pad.top - 9, size=11, align="center")
    centred_nation(pad)
    pad.para(f"<i>Hà Nội, {dated('issue_date', day)}</i>", align="right")
    heading(pad, "GIẤY ĐỀ NGHỊ", "ĐĂNG KÝ HỘ KINH DOANH", size=14)
    pad.para(f"Kính gửi: {mark('addressee', 'Phòng Tài chính - Kế hoạch ' + home.split(', ')[-2])}", align="center")
    for row in (
        ("Tôi là (ghi họ tên bằng chữ in hoa):", f"{mark('full_name', owner.name.upper())}    Giới tính: {mark('sex', owner.sex)}"),
        ("Sinh ngày:", f"{dated('birth_date', owner.birth, short(owner.birth))}    Dân tộc: {owner.ethnic}    Quốc tịch: Việt Nam"),
        ("Số giấy tờ pháp lý của cá nhân:", mark("id_number", owner.id_number)),
        ("Ngày cấp:", f"{short(owner.id_issued)}    Nơi cấp: Cục Cảnh sát QLHC về TTXH"),
        ("Địa chỉ thường trú:", mark("residence", home)),
        ("Địa chỉ liên lạc:", "như trên"),
    ):  # fmt: skip
        pad.blank_line(row)
    pad.para("<b>Đăng ký hộ kinh doanh với các nội dung sau:</b>", indent=0)
    pad.blank_line(("1. Tên hộ kinh doanh (ghi bằng chữ in hoa):", mark("enterprise_name", shop.name)))
    pad.blank_line(("2. Địa chỉ trụ sở hộ kinh doanh:", mark("address", home)))
    pad.para("3. Ngành, nghề kinh doanh (1):", indent=0)
    pad.table(
        [14, 100, 26, 36],
        [
            ["STT", "Tên ngành", "Mã ngành", "Đánh dấu X ngành chính"],
            ["1", mark("business_lines", shop.trade), shop.trade_code, "X"],
        ],
        size=11,
        centred=(0, 2, 3),
    )
    pad.blank_line(("4. Vốn kinh doanh:", f"{mark('capital', money(shop.capital), shop.capital)} VNĐ"))
    pad.blank_line(("5. Số lượng lao động (dự kiến):", str(rng.randrange(1, 9))))
    pad.para("6. Chủ thể thành lập hộ kinh doanh:", indent=0)
    squares(pad, ("Cá nhân", True), ("Các thành viên hộ gia đình", False))
    pad.para(
        "Tôi cam kết không đồng thời là chủ hộ kinh doanh khác, chủ doanh nghiệp tư nhân; địa điểm kinh doanh thuộc quyền sử dụng hợp pháp của tôi."
    )
    hands(pad, ("CHỦ HỘ KINH DOANH", "(Ký và ghi họ tên) (2)", owner.name))
    pad.para(
        "(1) Ghi theo Hệ thống ngành kinh tế Việt Nam, cấp bốn. (2) Chủ hộ kinh doanh ký trực tiếp vào phần này.",
        indent=0,
        size=9.5,
    )
    return pad.paper()
