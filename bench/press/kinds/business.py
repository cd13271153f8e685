"""Business registration (đăng ký kinh doanh)."""

from bench.press.case import Case, tax_number
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import number_in_words
from bench.press.stationery import dated, nation_head, short, sign, sign_columns, state_head, title, to


def _money(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def household_business_request(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner, shop = case.owner, case.shop
    nation_head(pad)
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.day)}</i>", align="right")
    title(pad, "GIẤY ĐỀ NGHỊ ĐĂNG KÝ HỘ KINH DOANH")
    to(pad, f"{{{{addressee|Phòng Kinh tế, Hạ tầng và Đô thị {case.ward[0].lower()}{case.ward[1:]}}}}}")
    line = pad.blank_line
    line(("Tôi là (ghi họ tên bằng chữ in hoa):", f"{{{{full_name|{owner.name.upper()}}}}}"))
    line(
        ("Ngày sinh:", dated("birth_date", owner.birth, short(owner.birth))), ("Giới tính:", f"{{{{sex|{owner.sex}}}}}")
    )
    line(("Số định danh cá nhân:", f"{{{{id_number|{owner.id_number}}}}}"))
    line(("Nơi thường trú:", f"{{{{residence|{owner.address}}}}}"))
    pad.para("<b>Đăng ký hộ kinh doanh do tôi là chủ hộ với các nội dung sau:</b>", indent=0)
    line(("1. Tên hộ kinh doanh viết bằng tiếng Việt (ghi bằng chữ in hoa):", ""))
    line(("", f"{{{{enterprise_name|{shop.name}}}}}"))
    line(("2. Trụ sở hộ kinh doanh:", f"{{{{address|{shop.address}}}}}"))
    pad.para("3. Ngành, nghề kinh doanh:", indent=0)
    pad.table([14, 100, 28, 34], [["STT", "Tên ngành", "Mã ngành", "Ngành chính"], ["1", f"{{{{business_lines|{shop.trade}}}}}", shop.trade_code, "X"], ["2", "", "", ""]], size=12, centred=(0, 2, 3))  # fmt: skip
    line(("4. Vốn kinh doanh (bằng số; VNĐ):", f"{{{{capital={shop.capital}|{_money(shop.capital)}}}}} đồng"))
    line(("(bằng chữ):", f"{number_in_words(shop.capital).capitalize()} đồng"))
    line(("5. Tổng số lao động (dự kiến):", f"{pad.rng.randrange(1, 8):02d}"))
    line(("6. Chủ thể thành lập hộ kinh doanh:", "[X] Cá nhân   [  ] Các thành viên hộ gia đình"))
    pad.para(
        "<b>Tôi xin cam kết:</b> bản thân và các thành viên hộ gia đình không thuộc diện pháp luật cấm kinh doanh; không đồng thời là chủ hộ kinh doanh khác; chịu trách nhiệm trước pháp luật về tính hợp pháp, chính xác và trung thực của nội dung đăng ký trên./."
    )
    sign_columns(pad, ("CHỦ HỘ KINH DOANH", "(Ký và ghi họ tên)", owner.name))
    return pad.paper()


def household_business_certificate(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner, shop, day = case.owner, case.shop, case.before(pad.rng.randrange(5, 600))
    state_head(pad, f"ỦY BAN NHÂN DÂN {case.ward_caps}", "PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ")
    title(pad, "GIẤY CHỨNG NHẬN", "ĐĂNG KÝ HỘ KINH DOANH")
    pad.centre(f"<b>Mã số hộ kinh doanh: {{{{tax_code|{shop.number}}}}}</b>")
    pad.centre(f"<i>Đăng ký lần đầu, {dated('issue_date', day)}</i>", gap=3)
    pad.para(f"<b>1. Tên hộ kinh doanh:</b> {{{{enterprise_name|{shop.name}}}}}", indent=0)
    pad.para(f"<b>2. Địa chỉ trụ sở hộ kinh doanh:</b> {{{{address|{shop.address}}}}}", indent=0)
    pad.para(f"<b>3. Ngành, nghề kinh doanh:</b> {{{{business_lines|{shop.trade}}}}}", indent=0)
    pad.para(f"<b>4. Vốn kinh doanh:</b> {{{{capital={shop.capital}|{_money(shop.capital)}}}}} đồng", indent=0)
    pad.para("<b>5. Thông tin về chủ hộ kinh doanh</b>", indent=0)
    pad.para(f"Họ và tên: {{{{full_name|{owner.name.upper()}}}}}        Giới tính: {owner.sex}", indent=6)
    pad.para(
        f"Sinh ngày: {dated('birth_date', owner.birth, short(owner.birth))}    Dân tộc: {owner.ethnic}    Quốc tịch: Việt Nam",
        indent=6,
    )
    pad.para(f"Số định danh cá nhân: {{{{id_number|{owner.id_number}}}}}", indent=6)
    pad.para(f"Nơi thường trú: {{{{residence|{owner.address}}}}}", indent=6)
    pad.y += 4
    sign(pad, "", "TRƯỞNG PHÒNG", case.official, unit="PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ")
    return pad.paper()


def enterprise_certificate(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner, day = case.owner, case.before(pad.rng.randrange(5, 2000))
    name = f"CÔNG TY TNHH {owner.name.split()[-1].upper()} {pad.rng.choice(['PHÁT', 'MINH', 'THỊNH', 'LONG'])} HÀ NỘI"
    state_head(pad, "SỞ TÀI CHÍNH THÀNH PHỐ HÀ NỘI", "PHÒNG ĐĂNG KÝ KINH DOANH")
    title(pad, "GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP", "CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN", size=14)
    pad.centre(f"<b>Mã số doanh nghiệp: {{{{tax_code|{tax_number(pad.rng)}}}}}</b>")
    pad.centre(f"<i>Đăng ký lần đầu, {dated('issue_date', day)}</i>", gap=3)
    capital = pad.rng.randrange(2, 90) * 100_000_000
    pad.para("<b>1. Tên công ty</b>", indent=0)
    pad.para(f"Tên công ty viết bằng tiếng Việt: {{{{enterprise_name|{name}}}}}", indent=0)
    pad.para("<b>2. Địa chỉ trụ sở chính</b>", indent=0)
    pad.para(f"{{{{address|{owner.address}, Việt Nam}}}}", indent=0)
    pad.para(f"<b>3. Vốn điều lệ:</b> {{{{capital={capital}|{_money(capital)}}}}} đồng.", indent=0)
    pad.para(f"Bằng chữ: {number_in_words(capital).capitalize()} đồng", indent=0)
    pad.para("<b>4. Thông tin về chủ sở hữu, người đại diện theo pháp luật</b>", indent=0)
    pad.para(f"* Họ và tên: {{{{representative|{owner.name.upper()}}}}}      Giới tính: {owner.sex}", indent=0)
    pad.para("Chức danh: Giám đốc", indent=0)
    pad.para(f"Sinh ngày: {short(owner.birth)}      Dân tộc: {owner.ethnic}      Quốc tịch: Việt Nam", indent=0)
    pad.para(f"Số giấy tờ pháp lý của cá nhân: {{{{id_number|{owner.id_number}}}}}", indent=0)
    pad.para(f"Địa chỉ thường trú: {owner.address}", indent=0)
    pad.y += 3
    sign(pad, "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG", case.official, unit="PHÒNG ĐĂNG KÝ KINH DOANH")
    return pad.paper()


def business_registration_request(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner = case.owner
    name = f"CÔNG TY TNHH {owner.name.split()[-1].upper()} {pad.rng.choice(['PHÁT', 'MINH', 'THỊNH', 'LONG'])}"
    nation_head(pad)
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.day)}</i>", align="right")
    title(pad, "GIẤY ĐỀ NGHỊ ĐĂNG KÝ DOANH NGHIỆP", "CÔNG TY TNHH MỘT THÀNH VIÊN", size=14)
    to(pad, "{{addressee|Phòng Đăng ký kinh doanh - Sở Tài chính thành phố Hà Nội}}")
    line = pad.blank_line
    line(("Tôi là (ghi họ tên bằng chữ in hoa):", f"{{{{full_name|{owner.name.upper()}}}}}"))
    pad.para(
        "<b>Đăng ký công ty trách nhiệm hữu hạn một thành viên do tôi là chủ sở hữu với các nội dung sau:</b>", indent=0
    )
    line(("1. Tình trạng thành lập:", "[X] Thành lập mới"))
    line(("2. Tên công ty viết bằng tiếng Việt:", f"{{{{enterprise_name|{name}}}}}"))
    line(("3. Địa chỉ trụ sở chính:", f"{{{{address|{owner.address}}}}}"))
    line(
        ("4. Vốn điều lệ (bằng số; VNĐ):", f"{{{{capital={case.shop.capital * 10}|{_money(case.shop.capital * 10)}}}}}")
    )
    line(("5. Số định danh cá nhân chủ sở hữu:", f"{{{{id_number|{owner.id_number}}}}}"))
    line(("6. Người đại diện theo pháp luật:", f"{{{{representative|{owner.name}}}}}"), ("Chức danh:", "Giám đốc"))
    pad.para(
        "Tôi cam kết trụ sở công ty thuộc quyền sở hữu/quyền sử dụng hợp pháp của công ty và được sử dụng đúng mục đích theo quy định của pháp luật; chịu trách nhiệm trước pháp luật về tính hợp pháp, chính xác, trung thực của nội dung đăng ký doanh nghiệp trên./."
    )
    sign_columns(pad, ("CHỦ SỞ HỮU CÔNG TY", "(Ký và ghi họ tên)", owner.name))
    return pad.paper()
