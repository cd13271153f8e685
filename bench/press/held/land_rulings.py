"""What authorities decide and post about land, and what citizens ask them to settle."""

from bench.press.case import Case
from bench.press.held.frames import cells, in_type, mark, pairs, typed_over
from bench.press.held.heads import centred_nation, close, hands, heading, page_marks, small_print, split_head
from bench.press.held.offices import an_official, decimal, lower, money, old_address, old_place
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import number_in_words
from bench.press.stationery import dated, on, short


def purpose_decision(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`QUYẾT ĐỊNH` cho phép chuyển mục đích of a commune since July 2025: articles with letters, signed by the chairman."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Tinos", 13, 1.26)
    day = case.before(rng.randrange(5, 300))
    split_head(pad, ["THÀNH PHỐ HÀ NỘI", f"<b>{mark('issuer', 'ỦY BAN NHÂN DÂN ' + case.ward_caps)}</b>"], number=f"{rng.randrange(100, 4000)}/QĐ-UBND", day=day, size=12, place=case.ward.split(" ", 1)[1])  # fmt: skip
    heading(pad, "QUYẾT ĐỊNH", mark("summary", "Về việc cho phép chuyển mục đích sử dụng đất"), size=13.5)
    pad.centre(f"<b>CHỦ TỊCH ỦY BAN NHÂN DÂN {case.ward_caps}</b>", gap=2)
    for text in ("Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;", "Căn cứ Nghị định số 151/2025/NĐ-CP ngày 12 tháng 6 năm 2025 của Chính phủ;", f"Xét đơn của {owner.title.lower()} {owner.name} và hồ sơ kèm theo,"):  # fmt: skip
        pad.para(f"<i>{text}</i>")
    pad.centre("<b>QUYẾT ĐỊNH:</b>", gap=2)
    part = round(parcel.area * 0.4, 1)
    pad.para(f"<b>Điều 1.</b> Cho phép {owner.title.lower()} {mark('full_name', owner.name)}, số định danh {mark('id_number', owner.id_number)}, thường trú tại {mark('residence', owner.address)}, được chuyển mục đích sử dụng {mark('area', decimal(part), part)} m² đất trồng cây lâu năm sang {mark('land_purpose', lower(parcel.use))}.")  # fmt: skip
    pad.para(f"a) Vị trí: thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}, tại {mark('address', parcel.address)};")  # fmt: skip
    pad.para("b) Thời hạn sử dụng đất: {{land_term|ổn định lâu dài}};")
    pad.para("c) Hình thức: Nhà nước giao đất có thu tiền sử dụng đất; giá đất theo bảng giá hiện hành.")
    pad.para("<b>Điều 2.</b> Giao Phòng Kinh tế, Hạ tầng và Đô thị chuyển thông tin cho cơ quan thuế; Chi nhánh Văn phòng Đăng ký đất đai chỉnh lý hồ sơ địa chính, trao Giấy chứng nhận sau khi hoàn thành nghĩa vụ tài chính.")  # fmt: skip
    pad.para("<b>Điều 3.</b> Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng và người sử dụng đất có tên tại Điều 1 chịu trách nhiệm thi hành./.")  # fmt: skip
    close(pad, ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], case.official, unit=f"UBND {case.ward_caps}", receivers=["Như Điều 3;", "Thuế cơ sở;", "Lưu: VT, HSGĐ."])  # fmt: skip
    return pad.paper()


def recovery_decision(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`QUYẾT ĐỊNH VỀ VIỆC THU HỒI ĐẤT` of a district before July 2025: the whole name in capitals, the land in a table."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "FreeSerif", 13, 1.3)
    commune, district = old_place(rng, case.ward)
    day = case.before(rng.randrange(520, 2500))
    split_head(pad, [f"<b>{mark('issuer', 'ỦY BAN NHÂN DÂN ' + district.upper())}</b>"], number=f"{rng.randrange(100, 9000)}/QĐ-UBND", day=day, stars=True)  # fmt: skip
    heading(pad, "QUYẾT ĐỊNH", mark("summary", "VỀ VIỆC THU HỒI ĐẤT"), size=14, about="(để xây dựng tuyến đường vành đai)", italic=True)  # fmt: skip
    pad.para("ỦY BAN NHÂN DÂN", align="center")
    pad.para("<i>Căn cứ Luật Đất đai năm 2013; Kế hoạch sử dụng đất hằng năm đã được phê duyệt;</i>")
    pad.para(
        f"<i>Xét đề nghị của Phòng Tài nguyên và Môi trường tại Tờ trình số {rng.randrange(10, 900)}/TTr-TNMT,</i>"
    )
    pad.para("QUYẾT ĐỊNH:", align="center")
    pad.para(f"<b>Điều 1.</b> Thu hồi đất của hộ {owner.title.lower()} {mark('full_name', owner.name)}, địa chỉ {mark('residence', old_address(rng, owner))}, cụ thể:")  # fmt: skip
    pad.table([30, 30, 40, 66], [["Tờ bản đồ", "Thửa đất", "Diện tích thu hồi (m²)", "Loại đất"], [mark("map_sheet_number", parcel.sheet), mark("parcel_number", parcel.number), mark("area", parcel.area_text, parcel.area), mark("land_purpose", parcel.use)]], size=12, centred=(0, 1, 2))  # fmt: skip
    pad.para(f"Địa điểm: {mark('address', f'{commune}, {district}')}.")
    pad.para("<b>Điều 2.</b> Ban Bồi thường giải phóng mặt bằng chi trả tiền, nhận bàn giao mặt bằng trong 20 ngày.")
    pad.para("<b>Điều 3.</b> Người có đất thu hồi có quyền khiếu nại trong 90 ngày kể từ ngày nhận quyết định.")
    close(pad, ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], case.official, unit=f"UBND {district.upper()}", receivers=["Như Điều 3;", "Lưu: VT."])  # fmt: skip
    return pad.paper()


def sanction_form(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`QUYẾT ĐỊNH XỬ PHẠT VI PHẠM HÀNH CHÍNH` (MQĐ 02, NĐ 118/2021): a form of two pages with note marks."""
    owner, rng = case.owner, pad.rng
    in_type(pad, "Liberation Serif", 12.5, 1.28)
    day = case.before(rng.randrange(5, 500))
    pad.put("Mẫu quyết định số 02", pad.right, pad.top - 9, size=9.5, align="right")
    split_head(pad, ["ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI", f"<b>{mark('issuer', 'ỦY BAN NHÂN DÂN ' + case.ward_caps)}</b>"], number=f"{rng.randrange(2, 600)}/QĐ-XPHC", day=day, size=11)  # fmt: skip
    heading(pad, "QUYẾT ĐỊNH", mark("summary", "Xử phạt vi phạm hành chính"), size=13.5)
    pad.para("<i>Căn cứ Điều 57, Điều 68, Điều 70, Điều 78 và Điều 85 Luật Xử lý vi phạm hành chính;</i>")
    pad.para(f"<i>Căn cứ Biên bản vi phạm hành chính số {rng.randrange(2, 600)}/BB-VPHC lập ngày {short(case.before(510))};</i>")  # fmt: skip
    pad.para(f"Tôi: {case.official}, chức vụ: Chủ tịch Ủy ban nhân dân {lower(case.ward)}.", indent=0)
    pad.centre("<b>QUYẾT ĐỊNH:</b>", gap=2)
    pad.para("<b>Điều 1.</b> Xử phạt vi phạm hành chính đối với ông (bà) có tên sau đây:")
    for text in (f"1. Họ và tên: {mark('full_name', owner.name)}     Giới tính: {owner.sex}", f"Ngày, tháng, năm sinh: {dated('birth_date', owner.birth, short(owner.birth))}     Quốc tịch: Việt Nam", f"Nơi ở hiện tại: {mark('residence', owner.address)}", f"Số định danh cá nhân/CCCD: {mark('id_number', owner.id_number)}", "2. Đã thực hiện hành vi: tổ chức thi công xây dựng sai nội dung giấy phép được cấp.", "3. Quy định tại: điểm a khoản 4 Điều 16 Nghị định số 16/2022/NĐ-CP."):  # fmt: skip
        pad.para(text, indent=6)
    amount = rng.randrange(3, 90) * 1_000_000
    pad.para(f"4. Hình thức xử phạt chính: phạt tiền. Mức phạt: {mark('amount', money(amount), amount)} đồng (bằng chữ: {number_in_words(amount)} đồng).", indent=6)  # fmt: skip
    pad.para("5. Biện pháp khắc phục hậu quả: buộc phá dỡ phần công trình sai phép trong 60 ngày.", indent=6)
    pad.para("<b>Điều 2.</b> Quyết định này có hiệu lực kể từ ngày ký.")
    pad.para("<b>Điều 3.</b> Quyết định này được giao cho người có tên tại Điều 1 để chấp hành; nộp phạt tại Kho bạc Nhà nước trong 10 ngày kể từ ngày nhận; quá thời hạn mà không tự nguyện chấp hành sẽ bị cưỡng chế.")  # fmt: skip
    close(pad, ["CHỦ TỊCH"], case.official, unit=f"UBND {case.ward_caps}", receivers=["Như Điều 3;", "Lưu: Hồ sơ."])
    return pad.paper()


def sanction_police(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The police's short form: cells, number above, sans type, receipt of the decision below."""
    owner, rng = case.owner, pad.rng
    in_type(pad, "FreeSans", 10.8, 1.3)
    day = case.before(rng.randrange(5, 500))
    split_head(pad, ["CÔNG AN THÀNH PHỐ HÀ NỘI", f"<b>{mark('issuer', 'CÔNG AN ' + case.ward_caps)}</b>"], number=f"{rng.randrange(1000, 90000)}/QĐ-XPHC", day=day, size=10.5)  # fmt: skip
    heading(pad, "QUYẾT ĐỊNH XỬ PHẠT VI PHẠM HÀNH CHÍNH", size=13, about=mark("summary", "(Xử phạt theo thủ tục không lập biên bản)"))  # fmt: skip
    amount = rng.randrange(2, 40) * 100_000
    cells(
        pad,
        [(2, "Họ và tên người vi phạm", mark("full_name", owner.name.upper())), (1, "Ngày sinh", dated("birth_date", owner.birth, short(owner.birth)))],
        [(1, "Số định danh", mark("id_number", owner.id_number)), (2, "Nơi cư trú", mark("residence", owner.address))],
        [(1, "Hành vi", "Đỗ xe trên vỉa hè trái quy định; để vật cản che khuất biển báo")],
        [(1, "Mức tiền phạt (đồng)", mark("amount", money(amount), amount)), (2, "Bằng chữ", f"{number_in_words(amount)} đồng")],
        size=10.8,
    )  # fmt: skip
    pad.para("Người bị xử phạt nộp tiền tại chỗ hoặc qua Cổng Dịch vụ công trong 10 ngày. Quyết định có thể bị khiếu nại, khởi kiện theo quy định của pháp luật.", indent=0)  # fmt: skip
    close(pad, ["TRƯỞNG CÔNG AN PHƯỜNG"], case.official, unit=f"CÔNG AN {case.ward_caps}")
    return pad.paper()


def posting_notice(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`THÔNG BÁO` niêm yết công khai a lost certificate: number, one paragraph each, thirty days."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Tinos", 13, 1.3)
    day = case.before(rng.randrange(10, 200))
    split_head(pad, [f"<b>{mark('issuer', 'ỦY BAN NHÂN DÂN ' + case.ward_caps)}</b>"], number=f"{rng.randrange(10, 900)}/TB-UBND", day=day)  # fmt: skip
    heading(pad, "THÔNG BÁO NIÊM YẾT CÔNG KHAI", mark("summary", "Về việc mất Giấy chứng nhận quyền sử dụng đất"), size=13.5)  # fmt: skip
    pad.para(f"Theo đơn trình báo của {owner.title.lower()} {mark('full_name', owner.name)}, thường trú tại {owner.address}, về việc bị mất Giấy chứng nhận số {parcel.serial}, thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}, tại {mark('address', parcel.address)}, diện tích {mark('area', parcel.area_text, parcel.area)} m².")  # fmt: skip
    pad.para("Ủy ban nhân dân thông báo và niêm yết tại trụ sở, nhà văn hóa trong 15 ngày. Ai nhặt được hoặc có ý kiến khác đề nghị liên hệ bộ phận địa chính. Hết thời hạn trên, hồ sơ được chuyển cơ quan có thẩm quyền hủy giấy cũ và cấp lại.")  # fmt: skip
    close(pad, ["TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"], case.official, unit=f"UBND {case.ward_caps}", receivers=["Nhà văn hóa;", "Lưu: VT, ĐC."])  # fmt: skip
    return pad.paper()


def posting_minutes(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`BIÊN BẢN KẾT THÚC NIÊM YẾT`: who was there, a table of dossiers, four hands."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "DejaVu Serif", 10.4, 1.34)
    day = case.before(rng.randrange(10, 200))
    centred_nation(pad, dashes=True, size=11)
    heading(pad, "BIÊN BẢN KẾT THÚC NIÊM YẾT", size=13, about=mark("summary", "Kết quả kiểm tra hồ sơ đăng ký, cấp Giấy chứng nhận lần đầu"))  # fmt: skip
    pad.para(f"Hồi 16 giờ, {dated('issue_date', day)}, tại {case.people_s_committee}, chúng tôi gồm: {case.official} (Phó Chủ tịch), {case.clerk} (công chức), {an_official(rng)} (tổ trưởng tổ dân phố).")  # fmt: skip
    pad.table([12, 56, 20, 20, 26, 46], [["TT", "Người sử dụng đất", "Tờ", "Thửa", "DT (m²)", "Địa chỉ thửa đất"], ["1", mark("full_name", owner.name), mark("map_sheet_number", parcel.sheet), mark("parcel_number", parcel.number), mark("area", parcel.area_text, parcel.area), mark("address", parcel.address)]], size=9.6, centred=(0, 2, 3, 4))  # fmt: skip
    pad.para("Trong thời gian niêm yết 15 ngày không nhận được ý kiến, khiếu nại nào. Biên bản lập xong cùng ngày, mọi người nhất trí ký tên.")  # fmt: skip
    hands(pad, ("TỔ TRƯỞNG", "", an_official(rng)), ("CÔNG CHỨC", "", case.clerk), ("TM. UBND", "", case.official), size=10.5)  # fmt: skip
    return pad.paper()


def dispute_form(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`ĐƠN YÊU CẦU HÒA GIẢI TRANH CHẤP ĐẤT ĐAI`: two sides as blocks of blanks, what happened, what is asked."""
    owner, other, parcel = case.owner, case.stranger, case.parcel
    in_type(pad, "Tinos", 12.5, 1.34)
    typed_over(pad)
    centred_nation(pad)
    pad.para(f"<i>{case.ward}, {dated('issue_date', case.day)}</i>", align="right")
    heading(pad, "ĐƠN YÊU CẦU HÒA GIẢI TRANH CHẤP ĐẤT ĐAI", size=14)
    pad.para(f"Kính gửi: {mark('addressee', 'Chủ tịch Ủy ban nhân dân ' + lower(case.ward))}", align="center")
    for row in (
        ("Họ và tên người yêu cầu:", mark("full_name", owner.name)),
        ("Sinh ngày:", dated("birth_date", owner.birth, short(owner.birth))),
        ("Số định danh:", mark("id_number", owner.id_number)),
        ("Trú tại:", mark("residence", owner.address)),
        ("Người bị yêu cầu:", f"{other.name}, trú tại {other.address}"),
        ("Thửa đất tranh chấp số:", f"{mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}, diện tích {mark('area', parcel.area_text, parcel.area)} m²"),
        ("Địa chỉ thửa đất:", mark("address", parcel.address)),
        ("Nội dung tranh chấp:", mark("summary", "hộ liền kề xây tường lấn sang phần lối đi của gia đình tôi")),
        ("Yêu cầu:", "tổ chức hòa giải, xác định lại ranh giới theo bản đồ địa chính"),
    ):  # fmt: skip
        pad.blank_line(row)
    pad.para("Tôi gửi kèm bản sao Giấy chứng nhận, ảnh hiện trạng và cam đoan trình bày đúng sự thật.")
    hands(pad, ("NGƯỜI LÀM ĐƠN", "(Ký, ghi rõ họ tên)", owner.name))
    return pad.paper()


def dispute_letter(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`ĐƠN ĐỀ NGHỊ GIẢI QUYẾT TRANH CHẤP ĐẤT ĐAI` as two typed pages of complaint."""
    owner, other, parcel, rng = case.owner, case.stranger, case.parcel, pad.rng
    in_type(pad, "Liberation Sans", 11.5, 1.5)
    centred_nation(pad, dashes=True)
    heading(pad, "ĐƠN ĐỀ NGHỊ", "GIẢI QUYẾT TRANH CHẤP ĐẤT ĐAI", size=14)
    pad.para(f"<b>Kính gửi:</b> {mark('addressee', case.people_s_committee[0].upper() + case.people_s_committee[1:])}", indent=0)  # fmt: skip
    pairs(pad, ("Tôi là", f"{mark('full_name', owner.name)}, sinh {on(owner.birth)}"), ("Căn cước", mark("id_number", owner.id_number)), ("Chỗ ở", mark("residence", owner.address)), ("Việc", mark("summary", "tranh chấp ranh giới với hộ liền kề")), gap=28)  # fmt: skip
    for text in (
        f"Gia đình tôi sử dụng thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ {mark('map_sheet_number', parcel.sheet)}, tại {mark('address', parcel.address)} từ năm {rng.randrange(1978, 2001)}, đã đóng thuế đầy đủ, không tranh chấp với ai.",
        f"Đầu năm nay, {other.title.lower()} {other.name} đào móng xây tường sát mép nhà tôi, lấn sang khoảng 0,4 mét theo suốt chiều dài 12 mét. Tôi đã nhiều lần sang nói chuyện nhưng hai bên không thống nhất được.",
        "Tổ dân phố đã hòa giải một lần vào tháng trước, có lập biên bản, kết quả không thành do bên kia không công nhận mốc giới trên bản đồ.",
        "Vì vậy tôi đề nghị đo đạc lại ranh giới, đình chỉ thi công và buộc tháo dỡ phần tường xây lấn. Tôi cam kết chịu trách nhiệm về nội dung đơn này.",
    ):  # fmt: skip
        pad.para(text, gap=3)
    hands(pad, (f"Hà Nội, {dated('issue_date', case.day)}", "Người đề nghị", owner.name))
    small_print(pad, "Kèm theo: 01 bản sao Giấy chứng nhận; 06 ảnh; 01 biên bản hòa giải.")
    page_marks(pad, "- {n} -")
    return pad.paper()
