"""Applications to register land and changes of it, of the 2013 law and of the 2024 one, in the make-up of several offices."""

from bench.press.case import Case
from bench.press.held.frames import beside, cells, in_type, mark, squares, typed_over
from bench.press.held.heads import centred_nation, hands, heading, page_marks, small_print
from bench.press.held.offices import decimal, lodging_office, old_address
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.stationery import dated, short


def lines(pad: Pad, *rows: tuple[str, str]) -> None:
    for row in rows:
        pad.blank_line(row)


def _reception_box(pad: Pad) -> None:
    """What the office fills in above the title: received at, by whom."""
    x, y = pad.right - 58, pad.y
    pad.frame(x, y, pad.right, y + 21, weight=0.25)
    for index, row in enumerate(("PHẦN GHI CỦA NGƯỜI NHẬN HỒ SƠ", "Vào sổ tiếp nhận số: ........ Quyển: .....", "Ngày ...... / ...... / ..........", "Người nhận: ...........................")):  # fmt: skip
        pad.put(f"<b>{row}</b>" if not index else row, x + 2, y + 1 + 4.8 * index, size=8.5)


def change_2014(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`Mẫu số 09/ĐK` (TT 24/2014): the reception box, part I for the citizen, parts II to IV for the offices, two pages."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Tinos", 12, 1.28)
    typed_over(pad)
    day = case.before(rng.randrange(500, 1500))
    centred_nation(pad, form="Mẫu số 09/ĐK", size=12)
    _reception_box(pad)
    pad.y += 24
    heading(pad, "ĐƠN ĐĂNG KÝ BIẾN ĐỘNG", "ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT", size=13)
    pad.para(f"Kính gửi: {mark('addressee', 'Chi nhánh Văn phòng Đăng ký đất đai ' + old_address(rng, owner).split(', ')[-2])}", align="center")  # fmt: skip
    pad.para("<b>I. PHẦN KÊ KHAI CỦA NGƯỜI ĐĂNG KÝ</b>", indent=0)
    pad.para("<b>1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất</b>", indent=0)
    lines(
        pad,
        ("1.1. Tên (viết chữ in hoa):", mark("full_name", owner.name.upper())),
        ("Số CMND/CCCD:", mark("id_number", owner.id_number)),
        ("1.2. Địa chỉ:", mark("residence", old_address(rng, owner))),
    )
    pad.para("<b>2. Giấy chứng nhận đã cấp</b>", indent=0)
    lines(
        pad,
        ("2.1. Số vào sổ cấp GCN:", mark("register_number", parcel.register)),
        ("2.2. Số phát hành GCN:", mark("certificate_serial", parcel.serial)),
        ("2.3. Ngày cấp GCN:", short(case.before(rng.randrange(2500, 4000)))),
    )
    pad.para("<b>3. Nội dung biến động về:</b>", indent=0)
    change = rng.choice(["Tặng cho quyền sử dụng đất", "Chuyển nhượng quyền sử dụng đất", "Thừa kế quyền sử dụng đất", "Đính chính số thửa, tờ bản đồ"])  # fmt: skip
    lines(pad, ("", mark("summary", change)))
    half = (
        ["<b>3.1. Nội dung trên GCN trước khi biến động:</b>", f"- Thửa đất số: {parcel.number}", f"- Tờ bản đồ số: {parcel.sheet}", f"- Diện tích: {parcel.area_text} m²", f"- Người sử dụng: {case.stranger.name}"],
        ["<b>3.2. Nội dung sau khi biến động:</b>", f"- Thửa đất số: {mark('parcel_number', parcel.number)}", f"- Tờ bản đồ số: {mark('map_sheet_number', parcel.sheet)}", f"- Diện tích: {mark('area', parcel.area_text, parcel.area)} m²", f"- Người sử dụng: {owner.name}"],
    )  # fmt: skip
    beside(pad, *half, size=11)
    lines(pad, ("4. Lý do biến động:", "Theo hợp đồng đã được công chứng"), ("5. Tình hình thực hiện nghĩa vụ tài chính về đất đai:", "Đã thực hiện"))  # fmt: skip
    pad.para("6. Giấy tờ liên quan đến nội dung thay đổi nộp kèm theo đơn này gồm có: Giấy chứng nhận đã cấp; hợp đồng.", indent=0)  # fmt: skip
    pad.para("Tôi ☐ có nhu cầu cấp GCN mới    ☒ không có nhu cầu cấp GCN mới".replace("☐", "[ ]").replace("☒", "[x]"), indent=0)  # fmt: skip
    pad.para("Tôi cam đoan nội dung kê khai trên đơn là đúng sự thật, nếu sai tôi hoàn toàn chịu trách nhiệm trước pháp luật.")  # fmt: skip
    pad.para(f"<i>{case.ward.split(' ', 1)[1]}, {dated('issue_date', day)}</i>", align="right")
    hands(pad, ("Người viết đơn", "(Ký, ghi rõ họ tên, đóng dấu nếu có)", owner.name))
    pad.new_sheet()
    pad.para("<b>II. XÁC NHẬN CỦA ỦY BAN NHÂN DÂN CẤP XÃ</b>", indent=0)
    pad.table([90, 76], [["Ngày ...... tháng ...... năm ......\nCông chức địa chính", "Ngày ...... tháng ...... năm ......\nTM. Ủy ban nhân dân"], ["", ""]], least=22)  # fmt: skip
    pad.para("<b>III. Ý KIẾN CỦA CƠ QUAN ĐĂNG KÝ ĐẤT ĐAI</b>", indent=0)
    pad.table([90, 76], [["Người kiểm tra", "Giám đốc"], ["", ""]], least=30)
    pad.para("<b>IV. Ý KIẾN CỦA CƠ QUAN TÀI NGUYÊN VÀ MÔI TRƯỜNG</b> <i>(chỉ ghi ý kiến đối với trường hợp gia hạn sử dụng đất)</i>", indent=0)  # fmt: skip
    pad.table([90, 76], [["Người kiểm tra", "Thủ trưởng cơ quan"], ["", ""]], least=30)
    pad.para("<i>(1) Kê khai theo đúng tên và địa chỉ như trên giấy CMND; trường hợp có thay đổi thì kèm theo giấy tờ chứng minh. (2) Ghi một trong các trường hợp biến động: chuyển đổi, chuyển nhượng, thừa kế, tặng cho, góp vốn, cho thuê.</i>", size=10)  # fmt: skip
    return pad.paper()


def change_2025(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`Mẫu số 18` (NĐ 151/2025) as a service portal fills it in: cells, sans type, an online number at the foot."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "DejaVu Sans", 9.8, 1.3)
    centred_nation(pad, form="Mẫu số 18", law="Ban hành kèm theo Nghị định số 151/2025/NĐ-CP", size=10.5)
    heading(pad, "ĐƠN ĐĂNG KÝ BIẾN ĐỘNG ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT", size=11)
    pad.para(f"Kính gửi: {mark('addressee', lodging_office(case))}", align="center")
    pad.y += 2
    change = rng.choice(["Nhận thừa kế quyền sử dụng đất, quyền sở hữu nhà ở", "Xóa đăng ký thế chấp bằng quyền sử dụng đất", "Thay đổi thông tin về người sử dụng đất"])  # fmt: skip
    cells(
        pad,
        [(3, "1. Người sử dụng đất, chủ sở hữu tài sản", mark("full_name", owner.name.upper())), (2, "Số định danh cá nhân", mark("id_number", owner.id_number))],
        [(3, "Địa chỉ", mark("residence", owner.address)), (2, "Điện thoại", f"09{rng.randrange(10_000_000, 99_999_999)}")],
        [(1, "2. Nội dung biến động", mark("summary", change))],
        [(1, "Thửa đất số", mark("parcel_number", parcel.number)), (1, "Tờ bản đồ số", mark("map_sheet_number", parcel.sheet)), (1, "Diện tích (m²)", mark("area", parcel.area_text, parcel.area))],
        [(1, "Số phát hành GCN", mark("certificate_serial", parcel.serial)), (1, "Số vào sổ cấp GCN", mark("register_number", parcel.register))],
        [(1, "Địa chỉ thửa đất", mark("address", parcel.address))],
        size=10.5,
    )  # fmt: skip
    pad.para("3. Giấy tờ nộp kèm theo:", indent=0)
    squares(pad, ("Bản gốc Giấy chứng nhận", True), ("Văn bản chuyển quyền", True), size=9.5)
    squares(pad, ("Tờ khai thuế", True), ("Trích đo thửa đất", False), ("Văn bản ủy quyền", False), size=9.5)
    pad.para("4. Nhu cầu cấp Giấy chứng nhận mới:", indent=0)
    squares(pad, ("Có", True), ("Không", False), size=9.5)
    pad.para("Tôi cam đoan nội dung kê khai là đúng sự thật và chịu hoàn toàn trách nhiệm trước pháp luật.", indent=0)
    hands(pad, (f"Hà Nội, {dated('issue_date', case.day)}", "NGƯỜI NỘP ĐƠN (Ký, ghi rõ họ tên)", owner.name), size=10.5)
    small_print(pad, f"Đơn được lập trên Cổng Dịch vụ công quốc gia lúc 09:{rng.randrange(10, 60)} {short(case.day)}")
    return pad.paper()


def registration_2024(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`Mẫu số 15` (NĐ 101/2024): first registration with a table of parcels and one of houses."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    typed_over(pad)
    day = case.before(rng.randrange(10, 400))
    centred_nation(pad, form="Mẫu số 15", size=12)
    heading(pad, "ĐƠN ĐĂNG KÝ ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT", size=14)
    pad.para(f"Kính gửi: {mark('addressee', case.people_s_committee[0].upper() + case.people_s_committee[1:])}", align="center", gap=2)  # fmt: skip
    pad.para("<b>1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất, người quản lý đất:</b>", indent=0)
    lines(
        pad,
        ("a) Tên:", f"{owner.title} {mark('full_name', owner.name)}"),
        ("b) Giấy tờ nhân thân/pháp nhân:", f"CCCD số {mark('id_number', owner.id_number)}"),
        ("c) Địa chỉ:", mark("residence", owner.address)),
        ("d) Điện thoại liên hệ:", f"0{rng.randrange(300_000_000, 999_999_999)}"),
    )
    pad.para("<b>2. Thửa đất đăng ký:</b>", indent=0)
    pad.blank_line(("a) Thửa đất số:", mark("parcel_number", parcel.number)), ("b) Tờ bản đồ số:", mark("map_sheet_number", parcel.sheet)))  # fmt: skip
    lines(
        pad,
        ("c) Địa chỉ:", mark("address", parcel.address)),
        ("d) Diện tích:", f"{mark('area', parcel.area_text, parcel.area)} m²; sử dụng chung: 0 m²; sử dụng riêng: {parcel.area_text} m²"),
        ("đ) Sử dụng vào mục đích:", f"{mark('land_purpose', parcel.use)}, từ thời điểm: {rng.randrange(1985, 2004)}"),
        ("e) Thời hạn đề nghị được sử dụng đất:", "{{land_term|Lâu dài}}"),
        ("g) Nguồn gốc sử dụng đất:", rng.choice(["Ông cha để lại", "Nhà nước giao đất không thu tiền", "Mua lại bằng giấy viết tay năm 1992"])),
    )  # fmt: skip
    pad.para("<b>3. Nhà ở, công trình xây dựng:</b>", indent=0)
    pad.table([34, 30, 34, 34, 34], [["Loại công trình", "Số tầng", "Diện tích xây dựng (m²)", "Diện tích sàn (m²)", "Năm xây dựng"], ["Nhà ở riêng lẻ", f"{rng.randrange(1, 5):02d}", decimal(parcel.area * 0.6), decimal(parcel.area * 1.8), str(rng.randrange(1990, 2022))]], size=11, centred=(1, 2, 3, 4))  # fmt: skip
    pad.para("<b>4. Đề nghị của người sử dụng đất:</b>", indent=0)
    squares(pad, ("Đăng ký đất đai", True), ("Cấp Giấy chứng nhận", True), ("Ghi nợ tiền sử dụng đất", False), size=11)
    pad.para("<b>5. Những giấy tờ nộp kèm theo:</b> sơ đồ nhà ở; giấy tờ về nguồn gốc đất; chứng từ nộp thuế đất các năm.", indent=0)  # fmt: skip
    pad.para("Cam đoan nội dung kê khai trên đơn là đúng sự thật và chịu trách nhiệm trước pháp luật./.")
    pad.para(f"<i>{case.ward}, {dated('issue_date', day)}</i>", align="right")
    hands(pad, ("NGƯỜI VIẾT ĐƠN", "(Ký, ghi rõ họ tên và đóng dấu nếu có)", owner.name))
    page_marks(pad)
    return pad.paper()


def reissue_request(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`ĐƠN ĐỀ NGHỊ CẤP LẠI, CẤP ĐỔI GIẤY CHỨNG NHẬN` (10/ĐK): roman parts, the area before and after in a table."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "FreeSerif", 12, 1.3)
    typed_over(pad)
    day = case.before(rng.randrange(420, 1800))
    centred_nation(pad, form="Mẫu số 10/ĐK", size=12, dashes=True)
    heading(pad, "ĐƠN ĐỀ NGHỊ CẤP LẠI, CẤP ĐỔI GIẤY CHỨNG NHẬN", "QUYỀN SỬ DỤNG ĐẤT, QUYỀN SỞ HỮU NHÀ Ở VÀ TÀI SẢN KHÁC GẮN LIỀN VỚI ĐẤT", size=12)  # fmt: skip
    pad.para(f"Kính gửi: {mark('addressee', 'Văn phòng Đăng ký đất đai Hà Nội')}", align="center")
    pad.para("<b>I. Người sử dụng đất</b>", indent=0)
    lines(pad, ("1. Họ tên:", mark("full_name", owner.name)), ("2. CMND/CCCD:", mark("id_number", owner.id_number)), ("3. Nơi ở:", mark("residence", old_address(rng, owner))))  # fmt: skip
    pad.para("<b>II. Giấy chứng nhận đề nghị được cấp đổi</b>", indent=0)
    lines(pad, ("Số phát hành:", parcel.serial), ("Số vào sổ:", parcel.register), ("Địa chỉ thửa đất:", mark("address", old_address(rng, owner))))  # fmt: skip
    pad.para("<b>III. Lý do đề nghị:</b> Giấy chứng nhận bị ố, nhòe, rách; số liệu thửa đất thay đổi theo bản đồ mới.", indent=0)  # fmt: skip
    pad.para("<b>IV. Thông tin thửa đất có thay đổi do đo đạc lại</b>", indent=0)
    pad.table(
        [40, 30, 30, 34, 34],
        [
            ["Thông tin", "Tờ bản đồ số", "Thửa đất số", "Diện tích (m²)", "Loại đất"],
            ["Theo GCN đã cấp", str(max(1, parcel.sheet - 1)), str(parcel.number + 31), decimal(parcel.area - 1.4), ""],
            ["Theo bản đồ mới", mark("map_sheet_number", parcel.sheet), mark("parcel_number", parcel.number), mark("area", parcel.area_text, parcel.area), mark("land_purpose", parcel.use)],
        ],
        size=11, centred=(1, 2, 3),
    )  # fmt: skip
    pad.para("<b>V. Giấy tờ gửi kèm:</b> bản gốc Giấy chứng nhận; trích đo địa chính thửa đất.", indent=0)
    pad.para("Tôi cam đoan nội dung kê khai trên đơn là đúng sự thật.")
    pad.para(f"<i>Hà Nội, {dated('issue_date', day)}</i>", align="right")
    hands(pad, ("XÁC NHẬN CỦA UBND CẤP XÃ", "(Ký, ghi rõ họ tên, đóng dấu)", ""), ("NGƯỜI LÀM ĐƠN", "(Ký, ghi rõ họ tên)", owner.name))  # fmt: skip
    return pad.paper()


def change_2024(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`Mẫu số 11/ĐK` (NĐ 101/2024): letters and dashes, the case to tick, a company's email, notes overleaf."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Noto Serif", 10.8, 1.36)
    typed_over(pad)
    day = case.before(rng.randrange(5, 450))
    pad.put("Mẫu số 11/ĐK", pad.left, pad.top - 8, size=10)
    centred_nation(pad, size=12)
    heading(pad, "ĐƠN ĐĂNG KÝ BIẾN ĐỘNG", "ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT", size=13)
    pad.para(
        f"Kính gửi (1): {mark('addressee', 'Chi nhánh Văn phòng Đăng ký đất đai số ' + str(rng.randrange(2, 13)))}",
        indent=20,
    )
    change = rng.choice(
        ["Chuyển nhượng quyền sử dụng đất", "Đổi tên, thay đổi giấy tờ nhân thân", "Tặng cho quyền sử dụng đất"]
    )
    pad.para("1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất, người quản lý đất:", indent=0)
    lines(
        pad,
        ("a) Tên (2):", mark("full_name", owner.name)),
        ("b) Giấy tờ nhân thân/pháp nhân (3):", f"Căn cước số {mark('id_number', owner.id_number)}"),
        ("c) Địa chỉ (4):", mark("residence", owner.address)),
        ("d) Điện thoại liên hệ (nếu có):", f"09{rng.randrange(10**7, 10**8)}"),
    )
    pad.para("2. Nội dung biến động (5):", indent=0)
    squares(
        pad,
        *((text, text == change) for text in ("Chuyển nhượng quyền sử dụng đất", "Tặng cho quyền sử dụng đất")),
        size=9.8,
    )
    lines(pad, ("Cụ thể:", mark("summary", change)))
    pad.para("3. Giấy tờ liên quan đến nội dung biến động nộp kèm theo đơn này gồm có:", indent=0)
    lines(
        pad,
        ("(1) Giấy chứng nhận đã cấp, số phát hành:", f"{mark('certificate_serial', parcel.serial)}; số vào sổ: {mark('register_number', parcel.register)};"),
        ("(2) Thửa đất số:", f"{mark('parcel_number', parcel.number)}; tờ bản đồ số: {mark('map_sheet_number', parcel.sheet)}; diện tích: {mark('area', parcel.area_text, parcel.area)} m²"),
        ("(3) Địa chỉ thửa đất:", mark("address", parcel.address)),
        ("(4)", "Hợp đồng, văn bản về việc thay đổi"),
    )  # fmt: skip
    pad.para(
        "Tôi/chúng tôi có nhu cầu cấp Giấy chứng nhận mới. Cam đoan nội dung kê khai trên đơn là đúng sự thật và chịu trách nhiệm trước pháp luật."
    )
    hands(pad, (f"{case.ward}, {dated('issue_date', day)}", "Người viết đơn (ký, ghi rõ họ tên)", owner.name), size=11)
    pad.para(
        "<b>Hướng dẫn kê khai:</b> (1) Ghi nơi nộp hồ sơ. (2) Cá nhân ghi họ, tên bằng chữ in hoa; hộ gia đình ghi tên các thành viên có chung quyền; tổ chức ghi theo quyết định thành lập. (3) Ghi số định danh. (4) Ghi địa chỉ để liên hệ. (5) Ghi cụ thể nội dung biến động.",
        size=9,
        indent=0,
    )
    return pad.paper()
