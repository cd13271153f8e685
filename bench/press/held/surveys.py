"""Survey papers: extracts of the cadastral map on A3 and A4, descriptions of boundaries."""

from dataclasses import replace

from PIL import ImageDraw

from bench.press.case import Case
from bench.press.held.frames import at_hand, cells, in_type, mark, squares
from bench.press.held.heads import centred_nation, close, hands, heading, page_marks, small_print, split_head
from bench.press.held.offices import an_official, decimal, lower
from bench.press.marks import box_stamp
from bench.press.pad import GREY, Ink, Pad
from bench.press.paper import Paper
from bench.press.stationery import dated, on, short


def outline(pad: Pad, x: float, y: float, width: float, height: float, *, neighbours: bool = True) -> list[float]:
    """A parcel with its corners numbered and neighbours named; the lengths of its sides in metres."""
    rng, pen = pad.rng, ImageDraw.Draw(pad.image)
    corners = [
        (x + width * a + rng.uniform(-4, 4), y + height * b + rng.uniform(-3, 3))
        for a, b in ((0.25, 0.15), (0.75, 0.12), (0.8, 0.5), (0.72, 0.85), (0.28, 0.88))
    ]
    pen.line([(pad.px(a), pad.px(b)) for a, b in [*corners, corners[0]]], fill=(10, 10, 12), width=pad.px(0.5))
    lengths = []
    for number, (a, b) in enumerate(corners):
        c, d = corners[(number + 1) % len(corners)]
        lengths.append(((a - c) ** 2 + (b - d) ** 2) ** 0.5 / 3)
        pen.ellipse((pad.px(a - 0.8), pad.px(b - 0.8), pad.px(a + 0.8), pad.px(b + 0.8)), fill=(10, 10, 12))
        pad.put(str(number + 1), a + 1.6, b - 5, size=8.5)
        pad.put(decimal(lengths[-1]), (a + c) / 2 + 1, (b + d) / 2, size=8)
    if neighbours:
        for text, a, b in (("Ngõ đi", 0.45, -0.02), (f"{rng.randrange(1, 300)}", 0.02, 0.5), ("ONT", 0.9, 0.3)):
            pad.put(f"<i>{text}</i>", x + width * a, y + height * b, size=8.5)
    return lengths


def column(pad: Pad, left: float, right: float, top: float) -> None:
    pad.left, pad.right, pad.y = left, right, top


def measured_extract(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`MẢNH TRÍCH ĐO BẢN ĐỒ ĐỊA CHÍNH`: a landscape A3 sheet with a frame, a table of corners and a title block."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    pad = Pad(
        pad.kind, replace(ink, family=at_hand("FreeSans"), size=10.5), rng, size=(420, 297), margins=(20, 16, 14, 14)
    )
    pad.frame(14, 10, 410, 287, weight=0.6)
    day = case.before(rng.randrange(8, 90))
    pad.y = 16
    pad.centre(f"<b>MẢNH TRÍCH ĐO BẢN ĐỒ ĐỊA CHÍNH SỐ {mark('document_number', f'TĐ {rng.randrange(10, 90)}-{day.year}')}</b>", size=14)  # fmt: skip
    pad.centre(f"{mark('address', parcel.address)}", size=11)
    outline(pad, 40, 44, 200, 180)
    pen = ImageDraw.Draw(pad.image)
    for k in range(5):
        x, y = 40 + 50 * k, 44 + 45 * k
        pen.line((pad.px(x), pad.px(44), pad.px(x), pad.px(46)), fill=GREY, width=2)
        pen.line((pad.px(26), pad.px(y), pad.px(28), pad.px(y)), fill=GREY, width=2)
    pad.put("Tỷ lệ {{scale|1:200}}", 140, 230, size=12, align="center")
    column(pad, 262, 402, 44)
    pad.para("<b>BẢNG TỌA ĐỘ ĐỈNH THỬA (VN-2000)</b>", indent=0)
    rows = [["Đỉnh", "X (m)", "Y (m)", "Cạnh (m)"]]
    for n in range(1, 6):
        rows.append([str(n), f"23{rng.randrange(10000, 99999)},{rng.randrange(10, 99)}", f"58{rng.randrange(1000, 9999)},{rng.randrange(10, 99)}", f"{rng.randrange(4, 19)},{rng.randrange(10, 99)}"])  # fmt: skip
    pad.table([16, 50, 46, 28], rows, size=9.5, centred=(0, 1, 2, 3))
    rows = [["Tên chủ sử dụng", "Thửa", "Tờ bản đồ", "Diện tích (m²)", "Loại đất"], [mark("full_name", owner.name), mark("parcel_number", parcel.number), mark("map_sheet_number", parcel.sheet), mark("area", parcel.area_text, parcel.area), mark("land_purpose", parcel.use)]]  # fmt: skip
    pad.table([42, 18, 22, 28, 30], rows, size=9.5, centred=(1, 2, 3))
    column(pad, 262, 402, 188)
    pad.table([70, 70], [["Đơn vị đo đạc", "Chi nhánh Văn phòng Đăng ký đất đai"], ["Công ty TNHH Đo đạc và Bản đồ Sông Nhuệ", mark("issuer", "CHI NHÁNH VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI SỐ 3")], [f"Ngày {short(day)}", f"{dated('issue_date', day)}"], [f"Người đo: {an_official(rng)}", f"Ký duyệt: {mark('signer', case.official)}"]], size=9.5, least=13)  # fmt: skip
    return pad.paper()


def map_copy(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH THỬA ĐẤT` of two pages: numbered items in a table, the drawing overleaf."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Tinos", 12.5, 1.26)
    day = case.before(rng.randrange(8, 90))
    split_head(pad, ["SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG HÀ NỘI", "VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI HÀ NỘI", f"<b>{mark('issuer', 'CHI NHÁNH SỐ ' + str(rng.randrange(2, 13)))}</b>"], number=f"{rng.randrange(100, 9000)}/TLBĐ", day=day)  # fmt: skip
    heading(pad, "TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH THỬA ĐẤT", size=14)
    pad.para(f"<i>Theo yêu cầu của {owner.title.lower()} {owner.name}, phiếu yêu cầu ngày {short(case.before(95))}.</i>", size=11.5)  # fmt: skip
    pad.table(
        [12, 66, 88],
        [
            ["STT", "Thông tin", "Nội dung"],
            ["1", "Số thứ tự thửa đất", mark("parcel_number", parcel.number)],
            ["2", "Số hiệu tờ bản đồ", mark("map_sheet_number", parcel.sheet)],
            ["3", "Người sử dụng đất", mark("full_name", owner.name)],
            ["4", "Vị trí thửa đất", mark("address", parcel.address)],
            ["5", "Diện tích theo bản đồ (m²)", mark("area", parcel.area_text, parcel.area)],
            ["6", "Loại đất theo bản đồ", mark("land_purpose", parcel.use)],
            ["7", "Giấy chứng nhận đã cấp", f"Số phát hành {parcel.serial}"],
            ["8", "Quy hoạch", "Không thuộc diện thu hồi theo kế hoạch sử dụng đất được công bố"],
        ],
        size=11.5, centred=(0,), least=8,
    )  # fmt: skip
    pad.para("<i>Ghi chú: trích lục này không thay thế Giấy chứng nhận và chỉ có giá trị cung cấp thông tin tại thời điểm trích lục.</i>", size=11)  # fmt: skip
    close(pad, ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC CHI NHÁNH"], case.official, unit="CHI NHÁNH VPĐKĐĐ", receivers=["Người yêu cầu;", "Lưu: HSĐC."])  # fmt: skip
    pad.new_sheet()
    pad.para("<b>9. Hình thể thửa đất</b> (tỷ lệ {{scale|1:500}}; hệ tọa độ VN-2000, kinh tuyến trục 105°00')", indent=0)  # fmt: skip
    lengths = outline(pad, pad.left + 10, pad.y + 4, 140, 120)
    pad.y += 132
    pad.para("<b>10. Chiều dài cạnh thửa</b>", indent=0)
    rows = [["Cạnh", *(f"{i}-{i % 5 + 1}" for i in range(1, 6))], ["m", *(decimal(m) for m in lengths)]]
    pad.table([20, 28, 28, 28, 28, 28], rows, size=11, centred=(1, 2, 3, 4, 5))
    hands(pad, ("NGƯỜI TRÍCH LỤC", "", case.clerk), ("NGƯỜI KIỂM TRA", "", an_official(rng)))
    page_marks(pad, "{n}/{all}")
    return pad.paper()


def boundary_description(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`BẢN MÔ TẢ RANH GIỚI, MỐC GIỚI THỬA ĐẤT`: the drawing, then what each neighbour says."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Liberation Serif", 12, 1.22)
    day = case.before(rng.randrange(10, 120))
    centred_nation(pad, form="Phụ lục số 10", law="Thông tư số 26/2024/TT-BTNMT")
    pad.para(f"<i>{case.ward}, {dated('issue_date', day)}</i>", align="right")
    heading(pad, "BẢN MÔ TẢ RANH GIỚI, MỐC GIỚI THỬA ĐẤT", size=13.5)
    pad.para(f"{on(day)[0].upper() + on(day)[1:]}, Đơn vị đo đạc đã tiến hành xác định ranh giới, mốc giới thửa đất của {owner.title.lower()} {mark('full_name', owner.name)} đang sử dụng đất tại {mark('address', parcel.address)}.", size=11.5)  # fmt: skip
    pad.para("Sau khi xem xét hiện trạng về sử dụng đất và ý kiến thống nhất của những người sử dụng đất liền kề, đã xác định được ranh giới, mốc giới sử dụng đất và lập Bản mô tả như sau:", size=11.5)  # fmt: skip
    pad.para("<b>SƠ HỌA RANH GIỚI, MỐC GIỚI THỬA ĐẤT</b>", align="center", size=11.5)
    outline(pad, pad.left + 25, pad.y, 110, 62)
    pad.y += 66
    pad.para(f"Thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}", align="center", size=11)  # fmt: skip
    pad.para("<b>MÔ TẢ CHI TIẾT MỐC GIỚI, RANH GIỚI THỬA ĐẤT:</b>", indent=0, size=11.5)
    for text in ("Từ điểm 1 đến điểm 2: ranh giới là mép ngoài tường xây, giáp ngõ đi chung;", "Từ điểm 2 đến điểm 3: ranh giới là tim tường chung với hộ liền kề;", "Từ điểm 3 đến điểm 5: dấu sơn trên sân bê tông;", "Từ điểm 5 đến điểm 1: hàng rào lưới thép."):  # fmt: skip
        pad.para(f"- {text}", indent=0, size=11.5, gap=0.3)
    rows = [["STT", "Tên người sử dụng đất liền kề", "Đồng ý (ký tên)", "Không đồng ý, lý do"]]
    rows += [[str(n), an_official(rng), "", ""] for n in (1, 2, 3)]
    pad.table([12, 70, 40, 44], rows, size=10.5, centred=(0,), least=8)
    hands(pad, ("NGƯỜI SỬ DỤNG ĐẤT", "(Ký, ghi rõ họ tên)", owner.name), ("NGƯỜI DẪN ĐẠC", "(Ký, ghi rõ họ tên)", case.clerk), ("CÁN BỘ ĐO ĐẠC", "(Ký, ghi rõ họ tên)", an_official(rng)), size=11)  # fmt: skip
    return pad.paper()


def boundary_cells(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The same description as a survey company prints it: cells, tick boxes, sans type, two pages."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "FreeSans", 11, 1.25)
    day = case.before(rng.randrange(10, 120))
    pad.put("Mẫu: BM-07/ĐĐBĐ", pad.left, pad.top - 8, size=9)
    heading(pad, "BẢN MÔ TẢ", "RANH GIỚI, MỐC GIỚI THỬA ĐẤT", size=13)
    cells(
        pad,
        [(2, "Người sử dụng đất", mark("full_name", owner.name.upper())), (1, "Ngày lập", dated("issue_date", day, short(day)))],
        [(1, "Thửa đất số", mark("parcel_number", parcel.number)), (1, "Tờ bản đồ số", mark("map_sheet_number", parcel.sheet)), (1, "Diện tích đo đạc", f"{parcel.area_text} m²")],
        [(1, "Vị trí thửa đất", mark("address", parcel.address))],
    )  # fmt: skip
    pad.para("Mốc giới được xác định bằng:", indent=0)
    squares(pad, ("Đinh sắt", True), ("Dấu sơn", True), ("Cọc bê tông", False), ("Góc tường", True))
    outline(pad, pad.left + 20, pad.y, 120, 84)
    pad.y += 90
    pad.para("Ý kiến của người sử dụng đất liền kề: các bên thống nhất ranh giới như sơ họa, không có tranh chấp, khiếu nại.", indent=0)  # fmt: skip
    rows = [["Đoạn", "Mô tả ranh giới", "Người liền kề", "Ký tên"]]
    rows += [[f"{n} → {n % 5 + 1}", rng.choice(["Mép ngoài tường xây", "Tim tường chung", "Bờ rào cây"]), an_official(rng), ""] for n in range(1, 6)]  # fmt: skip
    pad.table([20, 62, 54, 30], rows, size=10, centred=(0,), least=9)
    hands(pad, ("Đại diện đơn vị đo đạc", "", an_official(rng)), ("Xác nhận của tổ dân phố", "", case.clerk))
    pad.stamp(box_stamp(rng, ("CÔNG TY ĐO ĐẠC", "SÔNG NHUỆ"), pad.ink.dpi, size_mm=(34, 12)), pad.left + 10, pad.y - 18)
    small_print(pad, f"Lập thành 02 bản: người sử dụng đất giữ 01 bản, Ủy ban nhân dân {lower(case.ward)} lưu 01 bản.")
    return pad.paper()


def split_sketch(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`SƠ ĐỒ DỰ KIẾN TÁCH THỬA`: the parcel with a dashed line through it, a table of the two parts, hands of three."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Tinos", 12, 1.28)
    day = case.before(rng.randrange(5, 60))
    centred_nation(pad, dashes=True, size=12)
    heading(pad, "SƠ ĐỒ DỰ KIẾN TÁCH THỬA", size=14)
    pad.para(f"Người sử dụng đất: {mark('full_name', owner.name)}. Thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}, tại {mark('address', parcel.address)}; diện tích {mark('area', parcel.area_text, parcel.area)} m²; loại đất: {mark('land_purpose', parcel.use)}.", indent=0)  # fmt: skip
    top = pad.y + 4
    outline(pad, pad.left + 20, top, 120, 100)
    pen = ImageDraw.Draw(pad.image)
    for step in range(14):
        x = pad.left + 50 + step * 5
        pen.line((pad.px(x), pad.px(top + 52), pad.px(x + 3), pad.px(top + 52)), fill=(190, 30, 40), width=pad.px(0.5))
    for text, y in (("Thửa 1", top + 30), ("Thửa 2", top + 70)):
        pad.put(f"<b>{text}</b>", pad.left + 78, y, size=11, align="center")
    pad.put("Tỷ lệ {{scale|1/200}}", pad.left + 80, top + 104, size=11, align="center")
    pad.y = top + 114
    first = round(parcel.area * 0.5, 1)
    pad.table([24, 48, 48, 46], [["Thửa", "Diện tích (m²)", "Loại đất", "Kích thước mặt tiền (m)"], ["1", decimal(first), "Đất ở", "4,2"], ["2", decimal(parcel.area - first), "Đất ở", "4,0"]], size=11, centred=(0, 1, 3))  # fmt: skip
    pad.para(f"<i>Hà Nội, {dated('issue_date', day)}</i>", align="right")
    hands(pad, ("NGƯỜI SỬ DỤNG ĐẤT", "", owner.name), ("NGƯỜI ĐO VẼ", "", case.clerk), ("ĐƠN VỊ ĐO VẼ", "(ký, đóng dấu)", an_official(rng)), size=11)  # fmt: skip
    return pad.paper()
