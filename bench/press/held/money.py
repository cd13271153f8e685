"""Taxes: declarations with boxes for digits, notices of both generations of tax offices, slips of the land office."""

from datetime import timedelta

from bench.press.case import Case, tax_number
from bench.press.codes import qr_image
from bench.press.held.frames import cells, digit_boxes, in_type, mark, pairs, squares, typed_over
from bench.press.held.heads import (
    centred_nation,
    close,
    hands,
    heading,
    page_marks,
    split_head,
)
from bench.press.held.offices import money, old_address
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import number_in_words
from bench.press.stationery import dated, short


def a_sum(pad: Pad, least: int = 2, most: int = 900) -> tuple[int, str, str]:
    """(amount, its field, in words)."""
    amount = pad.rng.randrange(least, most) * 1_000_00 + pad.rng.randrange(0, 1000) * 100
    return amount, mark("amount", money(amount), amount), f"{number_in_words(amount).capitalize()} đồng"


def a_tax_office(pad: Pad) -> str:
    return f"Thuế cơ sở {pad.rng.randrange(1, 26)} thành phố Hà Nội"


def house_duty(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`TỜ KHAI LỆ PHÍ TRƯỚC BẠ` nhà, đất (01/LPTB): digit boxes for numbers, items in square brackets, two pages."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Tinos", 11.8, 1.25)
    typed_over(pad)
    centred_nation(pad, form="Mẫu số: 01/LPTB", law="TT số 80/2021/TT-BTC", size=12)
    heading(pad, "TỜ KHAI LỆ PHÍ TRƯỚC BẠ", size=14, about="(Áp dụng đối với nhà, đất)", italic=True)
    pad.para("[01] Kỳ tính thuế: Theo từng lần phát sinh     [02] Lần đầu [x]     [03] Bổ sung lần thứ: ...", indent=0, size=11)  # fmt: skip
    code = tax_number(rng, rng.choice(["80", "83", "85"]))
    pad.blank_line(("[04] Tên người nộp thuế:", mark("full_name", owner.name.upper())))
    digit_boxes(pad, "[05] Mã số thuế (nếu có):", "tax_code", code)
    digit_boxes(pad, "[06] Số CCCD/định danh:", "id_number", owner.id_number)
    for row in (("[07] Địa chỉ:", owner.address), ("[08] Quận/huyện (cũ):", "............"), ("[10] Điện thoại:", f"09{rng.randrange(10**7, 10**8)}")):  # fmt: skip
        pad.blank_line(row)
    pad.para("<b>ĐẶC ĐIỂM NHÀ, ĐẤT:</b>", indent=0)
    pad.para("<b>1. Đất</b>", indent=0)
    for row in (
        ("1.1. Địa chỉ thửa đất:", mark("address", parcel.address)),
        ("1.2. Thửa đất số:", f"{mark('parcel_number', parcel.number)}     Tờ bản đồ số: {mark('map_sheet_number', parcel.sheet)}"),
        ("1.3. Vị trí thửa đất (mặt tiền đường phố hay ngõ, hẻm):", "Vị trí 2"),
        ("1.4. Mục đích sử dụng đất:", parcel.use),
        ("1.5. Diện tích (m²):", parcel.area_text),
        ("1.6. Nguồn gốc nhà đất:", "Nhận chuyển nhượng"),
    ):  # fmt: skip
        pad.blank_line(row)
    _, figures, _ = a_sum(pad, 500, 60000)
    pad.blank_line(("1.7. Giá trị đất thực tế chuyển giao (nếu có):", f"{figures} đồng"))
    pad.para("<b>2. Nhà</b>: cấp III, diện tích sàn xây dựng 148,0 m², năm hoàn công 2015.", indent=0)
    pad.para("<b>3. Giá trị nhà, đất thực tế nhận chuyển nhượng:</b> như mục 1.7.", indent=0)
    pad.para("<b>4. Tài sản thuộc diện được miễn lệ phí trước bạ (lý do):</b> không.", indent=0)
    pad.para("Tôi cam đoan số liệu kê khai trên là đúng và chịu trách nhiệm trước pháp luật về số liệu đã khai./.")
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.day)}</i>", align="right")
    hands(pad, ("NHÂN VIÊN ĐẠI LÝ THUẾ", "Chứng chỉ hành nghề số:", ""), ("NGƯỜI NỘP THUẾ HOẶC ĐẠI DIỆN HỢP PHÁP", "(Chữ ký, ghi rõ họ tên)", owner.name), size=11)  # fmt: skip
    page_marks(pad, "{n}")
    return pad.paper()


def income_tax(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`TỜ KHAI THUẾ THU NHẬP CÁ NHÂN` on selling land (03/BĐS-TNCN): tables, sums right, sans type."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Liberation Sans", 10.2, 1.26)
    centred_nation(pad, form="03/BĐS-TNCN", size=11)
    heading(pad, "TỜ KHAI THUẾ THU NHẬP CÁ NHÂN", size=13, about="(Dành cho cá nhân có thu nhập từ chuyển nhượng bất động sản; thừa kế, quà tặng là bất động sản)", italic=True)  # fmt: skip
    pad.para("<b>I. THÔNG TIN NGƯỜI CHUYỂN NHƯỢNG</b>", indent=0)
    code = owner.id_number if rng.random() < 0.5 else tax_number(rng, "82")
    cells(
        pad,
        [(3, "[04] Tên người nộp thuế", mark("full_name", owner.name)), (2, "[05] Mã số thuế", mark("tax_code", code))],
        [(2, "[06] Số CCCD", mark("id_number", owner.id_number)), (3, "[07] Địa chỉ", owner.address)],
        size=10.5,
    )
    pad.para("<b>II. LOẠI BẤT ĐỘNG SẢN</b>", indent=0)
    squares(pad, ("Quyền sử dụng đất và tài sản gắn liền", True), ("Nhà ở hình thành trong tương lai", False), size=9.5)
    cells(
        pad,
        [(1, "Thửa đất số", mark("parcel_number", parcel.number)), (1, "Tờ bản đồ số", mark("map_sheet_number", parcel.sheet)), (2, "Loại đất", parcel.use)],
        [(1, "Địa chỉ bất động sản", mark("address", parcel.address))],
        size=10.5,
    )  # fmt: skip
    amount, figures, words = a_sum(pad, 3000, 60000)
    pad.para("<b>III. XÁC ĐỊNH THUẾ</b>", indent=0)
    pad.table([14, 100, 52], [["TT", "Chỉ tiêu", "Số tiền (VNĐ)"], ["1", "Giá chuyển nhượng theo hợp đồng", money(amount * 50)], ["2", "Thuế suất", "2 %"], ["3", "Thuế thu nhập phải nộp (1) x (2)", figures], ["4", "Số thuế được miễn, giảm", "0"]], size=10, centred=(0, 2))  # fmt: skip
    pad.para(f"Số thuế phải nộp bằng chữ: {words}.", indent=0)
    hands(pad, ("NGƯỜI CHUYỂN NHƯỢNG", f"Ngày {short(case.day)}", owner.name), ("NGƯỜI NHẬN (nộp thay)", "", case.spouse.name), size=10.5)  # fmt: skip
    return pad.paper()


def land_tax(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`TỜ KHAI THUẾ SỬ DỤNG ĐẤT PHI NÔNG NGHIỆP` with the part the commune fills in, FreeSerif, digits in boxes."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "FreeSerif", 11.6, 1.3)
    typed_over(pad)
    centred_nation(pad, form="Mẫu số: 04/TK-SDDPNN", dashes=True, size=12)
    heading(pad, "TỜ KHAI THUẾ SỬ DỤNG ĐẤT PHI NÔNG NGHIỆP", size=13, about="[01] Kỳ tính thuế: năm " + str(case.day.year))  # fmt: skip
    pad.para("<b>I. PHẦN NGƯỜI NỘP THUẾ TỰ KHAI</b>", indent=0)
    pad.blank_line(("1. Họ và tên:", mark("full_name", owner.name)))
    digit_boxes(pad, "2. Mã số thuế:", "tax_code", tax_number(rng, rng.choice(["80", "83", "85"])), side=5.6)
    _, figures, _ = a_sum(pad, 2, 60)
    for row in (("3. Số CMND/CCCD:", mark("id_number", owner.id_number)), ("4. Địa chỉ thửa đất:", mark("address", parcel.address)), ("5. Tờ bản đồ số:", f"{mark('map_sheet_number', parcel.sheet)}   Thửa đất số: {mark('parcel_number', parcel.number)}"), ("6. Diện tích đất ở thực tế sử dụng:", f"{parcel.area_text} m²"), ("7. Mục đích đang sử dụng:", parcel.use)):  # fmt: skip
        pad.blank_line(row)
    pad.para("<b>II. PHẦN XÁC ĐỊNH CỦA CƠ QUAN CHỨC NĂNG</b>", indent=0)
    pad.table([84, 82], [["Nội dung", "Số liệu"], ["Giá 1 m² đất (đồng)", money(rng.randrange(10, 90) * 1_000_000)], ["Thuế suất", "0,03 %"], ["Số thuế phải nộp trong năm (đồng)", figures]], size=11)  # fmt: skip
    pad.para(f"<i>{case.ward}, {dated('issue_date', case.day)}</i>", align="right")
    hands(pad, ("CÁN BỘ ĐỊA CHÍNH", "", case.clerk), ("TM. ỦY BAN NHÂN DÂN", "", case.official), ("NGƯỜI NỘP THUẾ", "", owner.name), size=11)  # fmt: skip
    return pad.paper()


def notice_2025(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`THÔNG BÁO NỘP TIỀN` of a basic tax office since 2025: QR for paying, sums in a table, signed by certificate."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Tinos", 12, 1.24)
    day = case.before(rng.randrange(1, 60))
    office = a_tax_office(pad).upper()
    pad.put("Mẫu số: 01/TB-SDĐ", pad.right, pad.top - 9, size=9.5, align="right")
    split_head(pad, ["THUẾ THÀNH PHỐ HÀ NỘI", f"<b>{mark('issuer', office)}</b>"], number=f"LTB{rng.randrange(10**6, 10**7)}-TK{rng.randrange(10**5, 10**6)}/TB-TCS", day=day)  # fmt: skip
    heading(pad, "THÔNG BÁO NỘP TIỀN", size=14, about="Về thuế thu nhập cá nhân và lệ phí trước bạ nhà, đất")
    pad.para(f"Căn cứ Phiếu chuyển thông tin số {rng.randrange(100, 9000)}/PCTT của Chi nhánh Văn phòng Đăng ký đất đai, cơ quan thuế thông báo:")  # fmt: skip
    code = tax_number(rng, rng.choice(["80", "83", "85"]))
    pairs(
        pad,
        ("1. Người nộp thuế:", f"<b>{mark('full_name', owner.name)}</b>"),
        ("2. Mã số thuế:", mark("tax_code", code)),
        ("3. Địa chỉ:", owner.address),
        ("4. Bất động sản:", f"thửa {parcel.number}, tờ {parcel.sheet}, {parcel.address}"),
        gap=38,
    )
    amount, figures, words = a_sum(pad, 100, 9000)
    part = amount * 4 // 5
    pad.table([12, 74, 34, 46], [["STT", "Khoản thu", "Tiểu mục", "Số tiền (đồng)"], ["1", "Thuế TNCN từ chuyển nhượng bất động sản", "1006", money(part)], ["2", "Lệ phí trước bạ nhà, đất", "2801", money(amount - part)], ["", "<b>Tổng cộng</b>", "", f"<b>{figures}</b>"]], size=11.5, centred=(0, 2, 3))  # fmt: skip
    pad.para(f"Bằng chữ: {words}.", indent=0)
    due = day + timedelta(days=30)
    pad.para(f"5. Thời hạn nộp tiền: chậm nhất là {dated('due_date', due)}. Quá hạn, người nộp thuế phải nộp thêm tiền chậm nộp 0,03 %/ngày.", indent=0)  # fmt: skip
    pad.image.paste(qr_image(f"ID{rng.randrange(10**9)}|{amount}", 24, pad.ink.dpi), (pad.px(pad.left), pad.px(pad.y + 8)))  # fmt: skip
    pad.put("Mã QR nộp tiền", pad.left, pad.y + 34, size=8.5)
    close(pad, ["KT. TRƯỞNG THUẾ CƠ SỞ", "PHÓ TRƯỞNG THUẾ CƠ SỞ"], case.official, unit=office, way=rng.choice(["banner", "wet"]))  # fmt: skip
    return pad.paper()


def notice_2022(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`THÔNG BÁO NỘP THUẾ` of a district's tax branch before 2025: prose with numbered blanks, `TỔNG CỤC THUẾ` in the head."""
    owner, rng = case.owner, pad.rng
    in_type(pad, "Liberation Serif", 12.5, 1.3)
    day = case.before(rng.randrange(650, 1600))
    home = old_address(rng, owner)
    district = home.split(", ")[-2].split(" ", 1)[1].upper()
    office = f"CHI CỤC THUẾ {'QUẬN' if 'quận' in home else 'HUYỆN'} {district}"
    split_head(pad, ["CỤC THUẾ TP HÀ NỘI", f"<b>{mark('issuer', office)}</b>"], number=f"{rng.randrange(1000, 20000)}/TB-CCT-TB", day=day, stars=True)  # fmt: skip
    heading(pad, "THÔNG BÁO", "Về việc nộp tiền sử dụng đất", size=13.5)
    _, figures, words = a_sum(pad, 500, 9000)
    due = day + timedelta(days=30)
    for text in (
        f"1. Tên người nộp tiền: {mark('full_name', owner.name.upper())}",
        f"2. Địa chỉ nhận thông báo: {home}",
        f"3. Mã số thuế: {mark('tax_code', tax_number(rng, '84'))}     Chương: 757     Tiểu mục: 1401",
        f"4. Số tiền phải nộp: {figures} đồng ({words}).",
        f"5. Hạn nộp: {dated('due_date', due, short(due))} tại Kho bạc Nhà nước hoặc ngân hàng thương mại được ủy nhiệm thu.",
        "6. Quá thời hạn trên mà chưa nộp đủ thì mỗi ngày chậm nộp phải chịu tiền chậm nộp theo Luật Quản lý thuế.",
    ):  # fmt: skip
        pad.para(text, indent=0)
    pad.para("Nếu có vướng mắc, đề nghị người nộp thuế liên hệ với cơ quan thuế để được giải quyết./.")
    close(pad, ["KT. CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG"], case.official, unit=office, receivers=["Như trên;", "Kho bạc NN;", "Lưu: VT, TB-TK."])  # fmt: skip
    return pad.paper()


def duty_slip(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`PHIẾU CHUYỂN THÔNG TIN ĐỂ XÁC ĐỊNH NGHĨA VỤ TÀI CHÍNH VỀ ĐẤT ĐAI` (NĐ 101/2024, Mẫu 19): roman parts, pairs."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Tinos", 12, 1.26)
    day = case.before(rng.randrange(2, 60))
    split_head(pad, ["VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI HÀ NỘI", f"<b>{mark('issuer', f'CHI NHÁNH SỐ {rng.randrange(2, 13)}')}</b>"], number=f"{rng.randrange(100, 9000)}/PCTTĐC", day=day)  # fmt: skip
    heading(pad, "PHIẾU CHUYỂN THÔNG TIN", "ĐỂ XÁC ĐỊNH NGHĨA VỤ TÀI CHÍNH VỀ ĐẤT ĐAI", size=13)
    pad.para(f"Kính gửi: {a_tax_office(pad)}", align="center")
    pad.para(f"<b>I. NGƯỜI SỬ DỤNG ĐẤT</b> (mã hồ sơ {case.code})", indent=0)
    pairs(pad, ("1.1. Tên", mark("owner", owner.name)), ("1.2. Địa chỉ", owner.address), ("1.3. Số giấy tờ", owner.id_number), ("1.4. Loại thủ tục", "Chuyển nhượng quyền sử dụng đất"), gap=40)  # fmt: skip
    pad.para("<b>II. THÔNG TIN THỬA ĐẤT</b>", indent=0)
    pairs(pad, ("2.1. Thửa đất số", f"{mark('parcel_number', parcel.number)}; tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}"), ("2.2. Địa chỉ", mark("address", parcel.address)), ("2.3. Diện tích", f"{mark('area', parcel.area_text, parcel.area)} m²"), ("2.4. Giá đất", "theo Bảng giá đất; vị trí 2; đường phố loại II"), ("2.5. Mục đích", parcel.use), gap=40)  # fmt: skip
    pad.para("<b>III. TÀI SẢN GẮN LIỀN VỚI ĐẤT</b>: nhà ở riêng lẻ, cấp III, 3 tầng.", indent=0)
    pad.para("<b>IV. GIẤY TỜ KÈM THEO</b>: hợp đồng; tờ khai thuế thu nhập cá nhân; tờ khai lệ phí trước bạ.", indent=0)
    close(pad, ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], case.official, unit="CHI NHÁNH VPĐKĐĐ", receivers=["Như trên;", "Lưu: HS."])  # fmt: skip
    return pad.paper()


def duty_slip_table(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`PHIẾU CHUYỂN THÔNG TIN NGHĨA VỤ TÀI CHÍNH` as one table, sans type, with the receipt part torn off below."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "FreeSans", 10.6, 1.28)
    day = case.before(rng.randrange(2, 60))
    split_head(pad, ["UBND THÀNH PHỐ HÀ NỘI", f"<b>{mark('issuer', 'VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI')}</b>"], number=f"{rng.randrange(10, 900)}/PC-VPĐK", day=day, size=10.5)  # fmt: skip
    heading(pad, "PHIẾU CHUYỂN THÔNG TIN NGHĨA VỤ TÀI CHÍNH", size=13)
    pad.table(
        [12, 64, 90],
        [
            ["TT", "Chỉ tiêu", "Thông tin"],
            ["1", "Chủ sử dụng đất", mark("owner", owner.name.upper())],
            ["2", "Số thửa / số tờ", f"{mark('parcel_number', parcel.number)} / {mark('map_sheet_number', parcel.sheet)}"],
            ["3", "Địa điểm", mark("address", parcel.address)],
            ["4", "Diện tích chịu nghĩa vụ (m²)", mark("area", parcel.area_text, parcel.area)],
            ["5", "Hình thức", "Tặng cho"],
            ["6", "Thời điểm nộp đủ hồ sơ", short(case.before(3))],
        ],
        size=10.5, centred=(0,), least=9,
    )  # fmt: skip
    hands(pad, ("Người lập phiếu", "", case.clerk), ("Thủ trưởng đơn vị", "(ký, đóng dấu)", case.official), size=11)
    pad.para(
        "- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -", align="center"
    )
    pad.para(f"Cơ quan thuế nhận phiếu ngày ......../......../{day.year}. Người nhận: ..............................", indent=0)  # fmt: skip
    return pad.paper()
