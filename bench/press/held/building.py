"""Requests for building permits and permits, of districts before July 2025 and of communes since."""

from bench.press.case import Case
from bench.press.held.frames import cells, in_type, mark, pairs, squares, typed_over
from bench.press.held.heads import centred_nation, close, hands, heading, small_print, split_head
from bench.press.held.offices import DESIGNER, an_official, decimal, old_address
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.stationery import dated


def permit_request_2021(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`Mẫu số 01` of NĐ 15/2021, houses: items 1 to 6 with bold labels, blanks on dots."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "FreeSerif", 11.8, 1.3)
    typed_over(pad)
    day = case.before(rng.randrange(450, 1500))
    home = old_address(rng, owner)
    centred_nation(pad, form="Mẫu số 01 - Phụ lục số 1", dashes=True, size=12)
    heading(pad, "ĐƠN ĐỀ NGHỊ CẤP GIẤY PHÉP XÂY DỰNG", size=13.5, about="(Sử dụng cho nhà ở riêng lẻ: xây dựng mới)", italic=True)  # fmt: skip
    pad.para(f"<b>Kính gửi:</b> {mark('addressee', 'Ủy ban nhân dân ' + home.split(', ')[-2])}", align="center")
    floors = rng.randrange(2, 6)
    for row in (
        ("1. Tên chủ đầu tư (Chủ hộ):", mark("full_name", owner.name.upper())),
        ("- Người đại diện:", "không"),
        ("- Số CCCD:", mark("id_number", owner.id_number)),
        ("- Địa chỉ liên hệ: số nhà, đường, phường (xã), quận (huyện):", mark("residence", home)),
        ("2. Địa điểm xây dựng:", mark("address", home)),
        ("- Lô đất (thửa) số:", f"{mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}"),
        ("- Diện tích đất:", f"{mark('area', parcel.area_text, parcel.area)} m²"),
        ("3. Nội dung đề nghị cấp phép: cấp công trình:", "III"),
        ("- Cốt nền xây dựng:", "0,45 m so với vỉa hè"),
        ("- Tổng diện tích sàn:", f"{decimal(parcel.area * 0.7 * floors)} m² (ghi rõ diện tích sàn các tầng, tum)"),
        ("- Chiều cao công trình:", f"{decimal(floors * 3.3 + 2)} m; số tầng: {floors:02d}"),
        ("4. Đơn vị hoặc người thiết kế:", DESIGNER),
        ("5. Dự kiến thời gian hoàn thành:", f"{rng.randrange(5, 14)} tháng"),
    ):  # fmt: skip
        pad.blank_line(row)
    pad.para("6. Cam kết: Tôi xin cam đoan làm theo đúng giấy phép được cấp, nếu sai xin chịu xử lý theo quy định.", indent=0)  # fmt: skip
    hands(pad, (f"Hà Nội, {dated('issue_date', day)}", "Chủ đầu tư (ký, ghi rõ họ tên)", owner.name))
    return pad.paper()


def permit_request_2025(case: Case, ink: Ink, pad: Pad) -> Paper:
    """As a service portal prints it since July 2025: tick boxes for the kind of request, cells, sans type."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "FreeSans", 10.8, 1.3)
    centred_nation(pad, form="Mẫu số 01 (NĐ 175/2024/NĐ-CP)", size=11)
    heading(pad, "ĐƠN ĐỀ NGHỊ CẤP PHÉP XÂY DỰNG", size=14)
    squares(pad, ("Cấp mới", True), ("Sửa chữa, cải tạo", False), ("Có thời hạn", False), ("Di dời", False))
    pad.para(f"Kính gửi: {mark('addressee', case.people_s_committee[0].upper() + case.people_s_committee[1:])}", indent=0)  # fmt: skip
    floors = rng.randrange(2, 7)
    cells(
        pad,
        [(3, "Chủ đầu tư", mark("full_name", owner.name)), (2, "Số định danh cá nhân", mark("id_number", owner.id_number))],
        [(3, "Địa chỉ liên hệ", mark("residence", owner.address)), (2, "Số điện thoại", f"09{rng.randrange(10**7, 10**8)}")],
        [(1, "Địa điểm xây dựng", mark("address", parcel.address))],
        [(1, "Thửa đất số", mark("parcel_number", parcel.number)), (1, "Tờ bản đồ số", mark("map_sheet_number", parcel.sheet)), (1, "Diện tích đất (m²)", mark("area", parcel.area_text, parcel.area))],
        [(1, "Loại, cấp công trình", "Nhà ở riêng lẻ, cấp III"), (1, "Số tầng", f"{floors}"), (1, "Chiều cao (m)", decimal(floors * 3.4)), (1, "Mật độ (%)", "78")],
        [(1, "Tổng diện tích sàn (m²)", decimal(parcel.area * floors * 0.78)), (2, "Tổ chức thiết kế (tên, mã số chứng chỉ năng lực)", f"{DESIGNER}, HAN-000{rng.randrange(10000, 99999)}")],
        size=10.8,
    )  # fmt: skip
    pad.para("Dự kiến thời gian hoàn thành: 10 tháng. Chủ đầu tư cam kết thi công đúng giấy phép, bảo đảm an toàn cho công trình liền kề, không lấn chiếm không gian chung.", indent=0)  # fmt: skip
    pairs(pad, ("Tài liệu gửi kèm", "(1) Giấy chứng nhận quyền sử dụng đất; (2) hai bộ bản vẽ thiết kế; (3) bản cam kết"), gap=40)  # fmt: skip
    hands(pad, (f"{case.ward}, {dated('issue_date', case.day)}", "CHỦ ĐẦU TƯ", owner.name))
    small_print(pad, "Trường hợp nộp trực tuyến, chủ đầu tư ký số vào đơn này.")
    return pad.paper()


def permit_district(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`GIẤY PHÉP XÂY DỰNG` as a district gave it before July 2025: two pages, extensions overleaf."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Tinos", 12.5, 1.28)
    day = case.before(rng.randrange(520, 1400))
    home = old_address(rng, owner)
    district = home.split(", ")[-2]
    split_head(pad, ["UBND THÀNH PHỐ HÀ NỘI", f"<b>{mark('issuer', 'ỦY BAN NHÂN DÂN ' + district.upper())}</b>"], number=f"{rng.randrange(50, 2000)}-{day.year}/GPXD-UBND", day=day)  # fmt: skip
    heading(pad, "GIẤY PHÉP XÂY DỰNG", size=16, about="(Sử dụng cho công trình nhà ở riêng lẻ)", italic=True)
    pad.para(f"<b>1.</b> Cấp cho ông (bà): <b>{mark('full_name', owner.name)}</b>", indent=0)
    pad.para(f"Địa chỉ: {mark('residence', home)}", indent=6)
    pad.para("<b>2.</b> Được phép xây dựng công trình (loại công trình): Nhà ở riêng lẻ, theo những nội dung sau:", indent=0)  # fmt: skip
    pad.para(f"Theo hồ sơ thiết kế do {DESIGNER} lập, chủ trì thiết kế: KTS {an_official(rng)}.", indent=6)
    floors = rng.randrange(3, 7)
    for text in (
        f"Tại địa điểm: {mark('address', home)}",
        f"Trên thửa đất số: {mark('parcel_number', parcel.number)}, tờ bản đồ số: {mark('map_sheet_number', parcel.sheet)}, diện tích khu đất: {parcel.area_text} m²",
        "Cốt nền công trình: +0,30 m so với mặt đường; chỉ giới xây dựng: trùng chỉ giới đường đỏ",
        f"Diện tích xây dựng tầng 1: {mark('area', decimal(parcel.area * 0.8), round(parcel.area * 0.8, 1))} m²; tổng diện tích sàn: {decimal(parcel.area * 0.8 * floors)} m²",
        f"Chiều cao công trình: {decimal(floors * 3.3)} m; số tầng: {floors} tầng + tum thang",
    ):  # fmt: skip
        pad.para(f"- {text}.", indent=6)
    pad.para(f"<b>3.</b> Giấy tờ về đất đai: GCN số {parcel.serial} do UBND {district} cấp.", indent=0)
    pad.para("<b>4.</b> Ghi nhận các công trình đã khởi công: không.", indent=0)
    pad.para("<b>5.</b> Giấy phép có hiệu lực khởi công xây dựng trong thời hạn 12 tháng kể từ ngày cấp; quá thời hạn trên thì phải đề nghị gia hạn.", indent=0)  # fmt: skip
    close(pad, ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], case.official, unit=f"UBND {district.upper()}", receivers=["Như trên;", "Đội QLTTXD đô thị;", "Lưu: VT, QLĐT."])  # fmt: skip
    pad.new_sheet()
    pad.para("<b>CHỦ ĐẦU TƯ PHẢI THỰC HIỆN CÁC NỘI DUNG SAU ĐÂY:</b>", align="center", gap=2)
    for n, text in enumerate(("Phải hoàn toàn chịu trách nhiệm trước pháp luật nếu xâm phạm các quyền hợp pháp của các chủ sở hữu liền kề.", "Phải thực hiện đúng các quy định của pháp luật về đất đai, về đầu tư xây dựng và Giấy phép xây dựng này.", "Phải thông báo cho cơ quan cấp phép xây dựng đến kiểm tra khi định vị công trình, xây móng và công trình ngầm.", "Xuất trình Giấy phép xây dựng cho chính quyền sở tại trước khi khởi công và treo biển báo tại công trường."), 1):  # fmt: skip
        pad.para(f"{n}. {text}", indent=0)
    pad.para("<b>ĐIỀU CHỈNH/GIA HẠN GIẤY PHÉP</b>", align="center")
    pad.para("1. Nội dung điều chỉnh/gia hạn: ..............................................................", indent=0)
    pad.para("2. Thời gian có hiệu lực của giấy phép: ......................................................", indent=0)
    return pad.paper()


def permit_commune(case: Case, ink: Ink, pad: Pad) -> Paper:
    """As a commune gives it since July 2025: facts in a table, signed by certificate, number under the nation."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Liberation Serif", 12.5, 1.25)
    day = case.before(rng.randrange(2, 90))
    split_head(pad, ["THÀNH PHỐ HÀ NỘI", f"<b>{mark('issuer', 'ỦY BAN NHÂN DÂN ' + case.ward_caps)}</b>"], number=f"{rng.randrange(2, 300)}/GPXD-UBND", day=day, size=12, place=case.ward.split(" ", 1)[1])  # fmt: skip
    heading(pad, "GIẤY PHÉP XÂY DỰNG NHÀ Ở RIÊNG LẺ", size=14)
    floors = rng.randrange(2, 7)
    pad.table(
        [12, 62, 92],
        [
            ["STT", "Nội dung", "Thông tin"],
            ["1", "Chủ đầu tư", mark("full_name", owner.name.upper())],
            ["2", "Địa chỉ thường trú", mark("residence", owner.address)],
            ["3", "Vị trí xây dựng", mark("address", parcel.address)],
            ["4", "Thửa đất / tờ bản đồ", f"{mark('parcel_number', parcel.number)} / {mark('map_sheet_number', parcel.sheet)}"],
            ["5", "Diện tích xây dựng (m²)", mark("area", decimal(parcel.area * 0.75), round(parcel.area * 0.75, 1))],
            ["6", "Tổng diện tích sàn (m²)", decimal(parcel.area * 0.75 * floors)],
            ["7", "Số tầng; chiều cao", f"{floors} tầng; {decimal(floors * 3.4)} m"],
            ["8", "Hệ số sử dụng đất", decimal(0.75 * floors)],
            ["9", "Giấy tờ về đất", f"Giấy chứng nhận {parcel.serial}"],
        ],
        size=12, centred=(0,), least=8.5,
    )  # fmt: skip
    pad.para("Giấy phép có hiệu lực khởi công trong 12 tháng kể từ ngày ký. Chủ đầu tư thông báo ngày khởi công cho Ủy ban nhân dân trước ít nhất 03 ngày làm việc./.")  # fmt: skip
    close(pad, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], case.official, unit=f"UBND {case.ward_caps}", receivers=["Chủ đầu tư;", "Phòng KTHTĐT;", "Lưu: VT."], way="banner")  # fmt: skip
    return pad.paper()
