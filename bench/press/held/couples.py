"""Property between spouses, within households, before a sale and for rent: agreements of notaries and of the parties."""

from bench.press.case import Case
from bench.press.held.frames import beside, in_type, mark, pairs
from bench.press.held.heads import centred_nation, hands, heading, page_marks
from bench.press.held.notary import notary_words
from bench.press.held.offices import an_official, decimal, money
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import Person, number_in_words
from bench.press.stationery import dated, short


def _couple(case: Case) -> tuple[Person, Person]:
    return (case.owner, case.spouse) if case.owner.male else (case.spouse, case.owner)


def separate_property(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`VĂN BẢN CAM KẾT VỀ TÀI SẢN RIÊNG` of husband and wife, notary's page behind."""
    husband, wife = _couple(case)
    parcel, rng = case.parcel, pad.rng
    in_type(pad, "Tinos", 12.8, 1.34)
    day = case.before(rng.randrange(5, 120))
    centred_nation(pad)
    heading(pad, "VĂN BẢN CAM KẾT VỀ TÀI SẢN RIÊNG", size=14.5)
    pad.para(f"Hôm nay, {dated('issue_date', day)}, chúng tôi gồm:")
    for person, name in ((husband, "husband"), (wife, "wife")):
        pad.para(f"{person.title} <b>{mark(name + '_name', person.name)}</b>, sinh năm {person.birth.year}, căn cước số {mark(name + '_id_number', person.id_number)}, thường trú tại {person.address};", indent=0)  # fmt: skip
    pad.para("là vợ chồng theo Giấy chứng nhận kết hôn, cùng lập văn bản này để cam kết như sau:", indent=0)
    pad.para(f"1. Quyền sử dụng thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}, tại {mark('address', parcel.address)} (Giấy chứng nhận {mark('certificate_serial', parcel.serial)}) là tài sản riêng của {case.owner.title.lower()} {case.owner.name}, hình thành từ tiền được bố mẹ cho riêng.")  # fmt: skip
    pad.para("2. Người còn lại không có đóng góp, không có quyền lợi và không tranh chấp về tài sản này, kể cả sau khi ly hôn.")  # fmt: skip
    pad.para("3. Việc cam kết không nhằm trốn tránh nghĩa vụ với bất kỳ tổ chức, cá nhân nào.")
    hands(pad, ("NGƯỜI CHỒNG", "", husband.name), ("NGƯỜI VỢ", "", wife.name))
    notary_words(pad, case, day, "Văn phòng Công chứng Tây Đô", "Văn bản cam kết")
    return pad.paper()


def property_division(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`VĂN BẢN THỎA THUẬN PHÂN CHIA TÀI SẢN CHUNG VỢ CHỒNG`: the two side by side, what each takes in a table."""
    husband, wife = _couple(case)
    parcel, rng = case.parcel, pad.rng
    in_type(pad, "FreeSans", 11, 1.34)
    day = case.before(rng.randrange(5, 120))
    centred_nation(pad, dashes=True, size=12)
    heading(pad, "VĂN BẢN THỎA THUẬN", "PHÂN CHIA TÀI SẢN CHUNG VỢ CHỒNG", size=13.5)
    sides = [
        [f"<b>{label}</b>", mark(f"{name}_name", person.name), f"Sinh ngày {dated(f'{name}_birth_date', person.birth, short(person.birth))}", f"Căn cước {mark(f'{name}_id_number', person.id_number)}", mark(f"{name}_residence", person.address)]
        for label, person, name in (("NGƯỜI CHỒNG", husband, "husband"), ("NGƯỜI VỢ", wife, "wife"))
    ]  # fmt: skip
    beside(pad, sides[0], sides[1], size=10.5)
    pad.para("Chúng tôi thống nhất chia khối tài sản chung như sau:", indent=0)
    pad.table([14, 88, 64], [["TT", "Tài sản", "Người được chia"], ["1", f"Thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ {mark('map_sheet_number', parcel.sheet)}, {mark('address', parcel.address)}, {mark('area', parcel.area_text, parcel.area)} m², GCN {mark('certificate_serial', parcel.serial)}", wife.name], ["2", "Ô tô con, sổ tiết kiệm", husband.name]], size=10.5, centred=(0,))  # fmt: skip
    pad.para("Mỗi người có toàn quyền với phần được chia; các khoản nợ chung do hai người cùng trả. Thỏa thuận có hiệu lực từ ngày công chứng.")  # fmt: skip
    pad.para(f"Lập {dated('issue_date', day)}. Số công chứng: {mark('notary_number', rng.randrange(100, 9000))}.", indent=0)  # fmt: skip
    hands(pad, ("NGƯỜI VỢ", "(ký, điểm chỉ)", wife.name), ("NGƯỜI CHỒNG", "(ký, điểm chỉ)", husband.name))
    return pad.paper()


def joint_certificate(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`VĂN BẢN THỎA THUẬN VỀ VIỆC CẤP CHUNG MỘT GIẤY CHỨNG NHẬN`: members in a table, one is to hold the paper."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Noto Serif", 11, 1.34)
    day = case.before(rng.randrange(5, 120))
    centred_nation(pad, size=12)
    heading(pad, "VĂN BẢN THỎA THUẬN", "VỀ VIỆC CẤP CHUNG MỘT GIẤY CHỨNG NHẬN", size=13)
    members = (owner, case.spouse, case.elder)
    pad.table([12, 60, 46, 48], [["TT", "Họ và tên", "Số định danh", "Quan hệ"], *([str(n), p.name, p.id_number, rel] for n, (p, rel) in enumerate(zip(members, ("Đại diện", "Vợ/chồng", "Bố/mẹ"), strict=True), 1))], size=10.5, centred=(0,))  # fmt: skip
    pad.para(f"Chúng tôi cùng có quyền sử dụng thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}, địa chỉ {mark('address', parcel.address)}, diện tích {mark('area', parcel.area_text, parcel.area)} m².")  # fmt: skip
    pad.para(f"Nay thống nhất đề nghị cấp chung một Giấy chứng nhận và cử {owner.title.lower()} {mark('full_name', owner.name)}, số định danh {mark('id_number', owner.id_number)}, thường trú tại {mark('residence', owner.address)}, đứng tên nhận và giữ.")  # fmt: skip
    pad.para(f"<i>Hà Nội, {dated('issue_date', day)}</i>", align="right")
    hands(pad, *(("", "(ký, ghi rõ họ tên)", person.name) for person in members), size=11)
    return pad.paper()


def household_members(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`VĂN BẢN XÁC ĐỊNH CÁC THÀNH VIÊN CÓ CHUNG QUYỀN SỬ DỤNG ĐẤT`: prose, each member a numbered paragraph."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Liberation Serif", 12.5, 1.38)
    day = case.before(rng.randrange(5, 120))
    centred_nation(pad, dashes=True)
    heading(pad, "VĂN BẢN XÁC ĐỊNH", "CÁC THÀNH VIÊN CÓ CHUNG QUYỀN SỬ DỤNG ĐẤT CỦA HỘ GIA ĐÌNH", size=13)
    pad.para(f"Tôi là {mark('full_name', owner.name)}, căn cước số {mark('id_number', owner.id_number)}, nơi thường trú: {mark('residence', owner.address)}, chủ hộ.")  # fmt: skip
    pad.para(f"Hộ gia đình tôi được cấp Giấy chứng nhận số {mark('certificate_serial', parcel.serial)} đối với thửa số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)} tại {mark('address', parcel.address)}. Tại thời điểm cấp giấy, các thành viên có chung quyền sử dụng đất gồm:")  # fmt: skip
    for n, person in enumerate((owner, case.spouse, case.elder), 1):
        pad.para(f"{n}. {person.name}, sinh năm {person.birth.year};")
    pad.para("Ngoài những người trên không còn ai khác. Chúng tôi cam đoan và chịu trách nhiệm trước pháp luật.")
    pad.para(f"Lập tại {case.people_s_committee}, {dated('issue_date', day)}.")
    hands(pad, ("CHỦ HỘ", "", owner.name), ("THÀNH VIÊN", "", case.spouse.name), ("THÀNH VIÊN", "", case.elder.name))
    return pad.paper()


def deposit_contract(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`HỢP ĐỒNG ĐẶT CỌC` between two citizens for a parcel: labels in a column, double back if broken."""
    seller, buyer, parcel, rng = case.stranger, case.owner, case.parcel, pad.rng
    in_type(pad, "Arimo", 10.8, 1.38)
    day = case.before(rng.randrange(5, 90))
    centred_nation(pad, size=12)
    heading(pad, "HỢP ĐỒNG ĐẶT CỌC", size=16, about="(V/v mua bán nhà đất)", italic=True)
    amount = rng.randrange(2, 40) * 50_000_000
    pairs(
        pad,
        ("Bên nhận cọc (A)", f"{mark('party_a', seller.name)}, CCCD {mark('party_a_id_number', seller.id_number)}"),
        ("Địa chỉ", mark("party_a_residence", seller.address)),
        ("Bên đặt cọc (B)", f"{mark('party_b', buyer.name)}, CCCD {mark('party_b_id_number', buyer.id_number)}"),
        ("Địa chỉ", mark("party_b_residence", buyer.address)),
        ("Nhà đất", f"thửa {mark('parcel_number', parcel.number)}, tờ {mark('map_sheet_number', parcel.sheet)}, {mark('address', parcel.address)}; sổ số {mark('certificate_serial', parcel.serial)}"),
        ("Số tiền cọc", f"<b>{mark('amount', money(amount), amount)}</b> đồng ({number_in_words(amount)} đồng)"),
        ("Thời hạn cọc", f"đến ngày {short(case.day)}"),
        gap=38,
    )  # fmt: skip
    for n, text in enumerate(("Trong thời hạn trên hai bên ra công chứng ký hợp đồng chuyển nhượng.", "Bên B không mua thì mất cọc; Bên A không bán thì trả lại cọc và một khoản bằng tiền cọc.", "Tiền cọc được trừ vào giá bán khi thanh toán.", "Hai bên tự nguyện, lập hai bản như nhau."), 1):  # fmt: skip
        pad.para(f"Điều {n}: {text}", indent=0, gap=2)
    pad.para(f"Ngày ký: {dated('issue_date', day, short(day))}", indent=0)
    hands(pad, ("BÊN A", "đã nhận đủ tiền", seller.name), ("BÊN B", "", buyer.name), ("LÀM CHỨNG", "", an_official(rng)))  # fmt: skip
    return pad.paper()


def shop_lease(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`HỢP ĐỒNG THUÊ MẶT BẰNG KINH DOANH`: articles with sub-numbers over two pages."""
    lessor, lessee, rng = case.stranger, case.owner, pad.rng
    in_type(pad, "FreeSerif", 12.5, 1.36)
    day = case.before(rng.randrange(10, 200))
    centred_nation(pad, dashes=True)
    heading(pad, "HỢP ĐỒNG THUÊ MẶT BẰNG KINH DOANH", size=14)
    pad.para(f"Số: {mark('document_number', f'{rng.randrange(1, 60):02d}/{day.year}/HĐTMB')}", align="center")
    for side, person, name in (("BÊN CHO THUÊ (Bên A)", lessor, "party_a"), ("BÊN THUÊ (Bên B)", lessee, "party_b")):
        pad.para(f"<b>{side}:</b> {person.title} {mark(name, person.name)}; căn cước {mark(name + '_id_number', person.id_number)}; địa chỉ: {mark(name + '_residence', person.address)}.", indent=0)  # fmt: skip
    rent, space = rng.randrange(5, 80) * 1_000_000, rng.randrange(200, 1500) / 10
    for n, (name, texts) in enumerate((
        ("Mặt bằng cho thuê", (f"Tầng 1 nhà tại {mark('address', case.shop.address)}, diện tích {mark('house_area', decimal(space), space)} m².", "Tình trạng: đã lát nền, có cửa cuốn, công tơ điện riêng.")),
        ("Thời hạn", (f"Thời hạn thuê {mark('land_term', str(rng.randrange(1, 6)) + ' năm')} tính từ ngày bàn giao.", "Gia hạn phải báo trước 30 ngày.")),
        ("Giá thuê", (f"Giá thuê {mark('amount', money(rent), rent)} đồng mỗi tháng (bằng chữ: {number_in_words(rent)} đồng).", "Trả ba tháng một lần bằng chuyển khoản; đặt cọc một tháng.")),
        ("Trách nhiệm bên A", ("Bàn giao đúng hẹn, sửa chữa kết cấu khi hư hỏng không do bên B.", "Cho phép treo biển hiệu, sử dụng vỉa hè theo giấy phép.")),
        ("Trách nhiệm bên B", ("Sử dụng đúng mục đích, giữ vệ sinh, phòng cháy.", "Không chuyển nhượng lại hợp đồng.")),
        ("Chấm dứt", ("Hợp đồng chấm dứt khi hết hạn, khi hai bên thỏa thuận hoặc nhà bị thu hồi.",)),
    ), 1):  # fmt: skip
        pad.need(14)
        pad.para(f"<b>ĐIỀU {n}. {name.upper()}</b>", indent=0)
        for m, text in enumerate(texts, 1):
            pad.para(f"{n}.{m}. {text}")
    pad.para(f"Hợp đồng được ký {dated('issue_date', day)}, lập thành 02 bản.", indent=0)
    hands(pad, ("BÊN CHO THUÊ", "(Ký, họ tên)", lessor.name), ("BÊN THUÊ", "(Ký, họ tên)", lessee.name))
    page_marks(pad, "{n}/{all}")
    return pad.paper()


def lodging_deed(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`GIẤY CHO Ở NHỜ`, half a page, for registering residence."""
    host, guest, rng = case.stranger, case.owner, pad.rng
    in_type(pad, "Liberation Sans", 11.5, 1.5)
    day = case.before(rng.randrange(10, 200))
    centred_nation(pad, size=12)
    heading(pad, "GIẤY CHO Ở NHỜ", size=16)
    pad.para(f"Chủ nhà: {mark('party_a', host.name)}, căn cước số {mark('party_a_id_number', host.id_number)}, là chủ sở hữu nhà tại {mark('address', host.address)}.", indent=0)  # fmt: skip
    pad.para(f"Đồng ý cho: {mark('party_b', guest.name)}, sinh {short(guest.birth)}, căn cước số {mark('party_b_id_number', guest.id_number)}, quê quán {guest.origin}, được ở nhờ tại nhà trên, không thu tiền, thời hạn {mark('land_term', '24 tháng')} và làm thủ tục đăng ký cư trú.", indent=0)  # fmt: skip
    pad.para(f"Hà Nội, {dated('issue_date', day)}", align="right")
    hands(pad, ("NGƯỜI Ở NHỜ", "", guest.name), ("CHỦ NHÀ", "", host.name))
    return pad.paper()


def separate_property_form(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`GIẤY CAM KẾT TÀI SẢN RIÊNG` of one spouse, a blank with a signature certified at the commune."""
    person, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Noto Sans", 10.4, 1.4)
    day = case.before(rng.randrange(5, 120))
    centred_nation(pad, dashes=True, size=11.5)
    heading(pad, "GIẤY CAM KẾT TÀI SẢN RIÊNG", size=14)
    for row in (
        ("Tôi tên là:", mark("full_name", person.name)),
        ("Sinh ngày:", dated("birth_date", person.birth, short(person.birth))),
        ("Căn cước:", mark("id_number", person.id_number)),
        ("Thường trú:", mark("residence", person.address)),
        ("Là vợ (chồng) của:", case.spouse.name),
        (
            "Tài sản:",
            f"thửa đất số {mark('parcel_number', parcel.number)}, tờ {mark('map_sheet_number', parcel.sheet)}",
        ),
        ("Địa chỉ:", mark("address", parcel.address)),
        ("Giấy chứng nhận số:", mark("certificate_serial", parcel.serial)),
    ):
        pad.blank_line(row)
    pad.para("Tôi cam kết tài sản trên là tài sản riêng của vợ (chồng) tôi, tôi không góp tiền mua, không yêu cầu đứng tên và không khiếu nại về sau.")  # fmt: skip
    pad.para(f"{case.ward}, {dated('issue_date', day)}", align="right")
    hands(pad, ("NGƯỜI CAM KẾT", "(Ký, ghi rõ họ tên)", person.name))
    pad.para(f"Chứng thực chữ ký, số {rng.randrange(10, 900)}, quyển số 01-SCT/CK,ĐC.", indent=0, size=10)
    return pad.paper()


def property_regime(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`VĂN BẢN THỎA THUẬN NHẬP TÀI SẢN RIÊNG VÀO TÀI SẢN CHUNG VỢ CHỒNG`: prose, notary's page behind."""
    husband, wife = _couple(case)
    parcel, rng = case.parcel, pad.rng
    in_type(pad, "FreeSerif", 12.8, 1.36)
    day = case.before(rng.randrange(5, 120))
    centred_nation(pad)
    heading(pad, "VĂN BẢN THỎA THUẬN", "NHẬP TÀI SẢN RIÊNG VÀO TÀI SẢN CHUNG VỢ CHỒNG", size=13.5)
    pad.para(f"Chúng tôi là chồng: {mark('husband_name', husband.name)} (căn cước {mark('husband_id_number', husband.id_number)}) và vợ: {mark('wife_name', wife.name)} (căn cước {mark('wife_id_number', wife.id_number)}), cùng trú tại {case.owner.address}, tự nguyện thỏa thuận:")  # fmt: skip
    pad.para(f"Quyền sử dụng thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}, địa chỉ {mark('address', parcel.address)}, Giấy chứng nhận {mark('certificate_serial', parcel.serial)}, vốn là tài sản riêng của {case.owner.name}, nay nhập vào khối tài sản chung hợp nhất của hai vợ chồng kể từ {dated('issue_date', day)}.")  # fmt: skip
    pad.para("Hai bên cùng làm thủ tục đăng ký để ghi tên cả hai vợ chồng; hoa lợi, lợi tức phát sinh từ thời điểm này là của chung.")  # fmt: skip
    hands(pad, ("CHỒNG", "(điểm chỉ)", husband.name), ("VỢ", "(điểm chỉ)", wife.name))
    notary_words(pad, case, day, "Văn phòng Công chứng Hoa Lư", "Văn bản thỏa thuận")
    return pad.paper()


def deposit_slip(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`GIẤY ĐẶT CỌC`, half a page in running text with a receipt of the money."""
    seller, buyer, parcel, rng = case.stranger, case.owner, case.parcel, pad.rng
    in_type(pad, "Tinos", 13, 1.45)
    day = case.before(rng.randrange(5, 90))
    centred_nation(pad, dashes=True)
    heading(pad, "GIẤY ĐẶT CỌC", size=17)
    amount = rng.randrange(2, 20) * 50_000_000
    pad.para(f"Hôm nay, {dated('issue_date', day)}, tôi là {mark('party_b', buyer.name)}, căn cước {mark('party_b_id_number', buyer.id_number)}, ở tại {mark('party_b_residence', buyer.address)}, có đặt cọc cho {seller.title.lower()} {mark('party_a', seller.name)}, căn cước {mark('party_a_id_number', seller.id_number)}, ở tại {mark('party_a_residence', seller.address)}, số tiền {mark('amount', money(amount), amount)} đ ({number_in_words(amount)} đồng) để mua mảnh đất tại {mark('address', parcel.address)}, thửa {mark('parcel_number', parcel.number)}, tờ {mark('map_sheet_number', parcel.sheet)}.")  # fmt: skip
    pad.para("Hẹn trong vòng một tháng ra công chứng. Ai sai hẹn người đó chịu, bên bán sai trả gấp đôi.")
    hands(pad, ("Bên nhận tiền", "", seller.name), ("Bên đặt cọc", "", buyer.name))
    return pad.paper()
