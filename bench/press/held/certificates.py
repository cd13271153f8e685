"""Land certificates of other years: the book of four pages on A3, the old red one, the sheet of today."""

from dataclasses import replace

from PIL import ImageDraw

from bench.press.case import Case
from bench.press.codes import qr_image
from bench.press.held.frames import in_type, mark, pairs
from bench.press.held.heads import close, heading, small_print
from bench.press.held.offices import decimal, old_address, old_number, old_place
from bench.press.held.surveys import column, outline
from bench.press.kinds.land import _holder
from bench.press.marks import emblem
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import number_in_words
from bench.press.stationery import dated

PINK = (250, 236, 236)


def _ground(pad: Pad, x0: float, x1: float) -> None:
    pen = ImageDraw.Draw(pad.image)
    pen.rectangle((pad.px(x0), 0, pad.px(x1), pad.image.height), fill=PINK)
    pad.frame(x0 + 9, 9, x1 - 9, pad.size[1] - 9, weight=1.0, colour=(206, 110, 120))


def land_book(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The book of 2009 to 2024 laid open on A3: pages 4 and 1 outside, 2 and 3 inside."""
    owner, parcel, rng = _holder(case), case.parcel, pad.rng
    pad = Pad(pad.kind, replace(ink, size=12.0, fill_family=""), rng, size=(420, 297), margins=(24, 20, 24, 16))
    day = case.before(rng.randrange(2400, 4200))
    commune, district = old_place(rng, case.ward)
    _ground(pad, 0, 210)
    _ground(pad, 210, 420)
    column(pad, 24, 190, 24)
    pad.para("<b>IV. Những thay đổi sau khi cấp giấy chứng nhận</b>", indent=0)
    pad.table([100, 66], [["Nội dung thay đổi và cơ sở pháp lý", "Xác nhận của cơ quan có thẩm quyền"], ["", ""]], least=72)  # fmt: skip
    pad.para("<i>Người được cấp Giấy chứng nhận không được sửa chữa, tẩy xóa hoặc bổ sung bất kỳ nội dung nào trong Giấy chứng nhận; khi bị mất hoặc hư hỏng Giấy chứng nhận phải khai báo ngay với cơ quan cấp giấy.</i>", size=10.5)  # fmt: skip
    column(pad, 234, 396, 24)
    pad.stamp(emblem(pad.ink.dpi, side_mm=24), 303, 20)
    pad.y = 50
    pad.centre("<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>", size=12.5)
    pad.centre("<b>Độc lập - Tự do - Hạnh phúc</b>", size=12.5, gap=12)
    pad.centre("<b>GIẤY CHỨNG NHẬN</b>", size=23, gap=1)
    pad.centre("<b>QUYỀN SỬ DỤNG ĐẤT</b>", size=17, gap=1)
    pad.centre("<b>QUYỀN SỞ HỮU NHÀ Ở VÀ TÀI SẢN KHÁC GẮN LIỀN VỚI ĐẤT</b>", size=13, gap=10)
    pad.para("<b>I. Người sử dụng đất, chủ sở hữu nhà ở và tài sản khác gắn liền với đất</b>", indent=0)
    pad.y += 4
    pad.para(f"<b>{owner.title}: {mark('full_name', owner.name.upper())}</b>", indent=0, left=240)
    pad.para(f"Sinh năm: {owner.birth.year}. Số CMND: {mark('id_number', old_number(owner))}", indent=0, left=240)
    pad.para(f"Địa chỉ thường trú: {mark('residence', old_address(rng, owner))}.", indent=0, left=240)
    pad.put(f"<b>{mark('certificate_serial', parcel.serial)}</b>", 394, 272, size=16, align="right", colour=(180, 30, 40))  # fmt: skip
    pad.new_sheet()
    _ground(pad, 0, 210)
    _ground(pad, 210, 420)
    column(pad, 24, 190, 22)
    pad.para("<b>II. Thửa đất, nhà ở và tài sản khác gắn liền với đất</b>", indent=0)
    pad.para("<b>1. Thửa đất:</b>", indent=0)
    para = pad.para
    para(f"a) Thửa đất số: {mark('parcel_number', parcel.number)},   tờ bản đồ số: {mark('map_sheet_number', parcel.sheet)},", indent=6)  # fmt: skip
    place = f"{commune}, {district}, thành phố Hà Nội"
    para(f"b) Địa chỉ: {mark('address', place[0].upper() + place[1:])},", indent=6)
    words = number_in_words(int(parcel.area))
    para(f"c) Diện tích: {mark('area', parcel.area_text, parcel.area)} m² (bằng chữ: {words} phẩy {number_in_words(round(parcel.area * 10) % 10)} mét vuông),", indent=6)  # fmt: skip
    para("d) Hình thức sử dụng: riêng: toàn bộ; chung: không,", indent=6)
    para(f"đ) Mục đích sử dụng: {mark('land_purpose', parcel.use)},", indent=6)
    para("e) Thời hạn sử dụng: {{land_term|Lâu dài}},", indent=6)
    para("g) Nguồn gốc sử dụng: Nhận chuyển nhượng đất được Công nhận QSDĐ như giao đất có thu tiền sử dụng đất.", indent=6)  # fmt: skip
    for text in ("2. Nhà ở:", "3. Công trình xây dựng khác:", "4. Rừng sản xuất là rừng trồng:", "5. Cây lâu năm:"):
        para(f"<b>{text}</b> -/-", indent=0)
    para("<b>6. Ghi chú:</b> Không.", indent=0)
    pad.y += 6
    capital = district.split(" ", 1)[1].upper()
    unit = f"{district.split(' ', 1)[0].upper()} {capital}"
    close(pad, ["TM. ỦY BAN NHÂN DÂN " + unit, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], case.official, unit=f"UBND {unit}", place=f"{capital.title()}, {dated('issue_date', day)}", at=0.66)  # fmt: skip
    pad.put(f"Số vào sổ cấp GCN: {mark('register_number', parcel.register)}", 24, 274, size=11)
    column(pad, 234, 396, 22)
    pad.para("<b>III. Sơ đồ thửa đất, nhà ở và tài sản khác gắn liền với đất</b>", indent=0)
    lengths = outline(pad, 250, 40, 120, 140)
    pad.put("Tỷ lệ {{scale|1/500}}", 312, 186, size=11, align="center")
    column(pad, 240, 330, 196)
    rows = [["Cạnh", "Chiều dài (m)"], *([f"{i} - {i % 5 + 1}", decimal(m)] for i, m in enumerate(lengths, 1))]
    pad.table([30, 60], rows, size=10, centred=(0, 1))
    return pad.paper()


def land_red_book(case: Case, ink: Ink, pad: Pad) -> Paper:
    """As district committees filled it in before 2003: certifies that a household may use the parcels of a table."""
    owner, parcel, rng = _holder(case), case.parcel, pad.rng
    in_type(pad, "FreeSerif", 12.5, 1.3)
    commune, district = old_place(rng, case.ward)
    day = case.before(rng.randrange(7600, 9400))
    pad.frame(12, 12, 198, 285, weight=1.2, colour=(150, 40, 40))
    pad.y = 20
    pad.centre("<b>ỦY BAN NHÂN DÂN</b>", size=13, gap=0)
    unit = f"{district.upper()} THÀNH PHỐ HÀ NỘI"
    pad.centre(f"<b>{mark('issuer', 'ỦY BAN NHÂN DÂN ' + district.upper())}</b>", size=13, gap=3)
    pad.centre("<b>CHỨNG NHẬN</b>", size=20, gap=4)
    pad.para(f"Hộ ông (bà): <b>{mark('full_name', owner.name.upper())}</b>", indent=0)
    pad.para(f"Năm sinh: {owner.birth.year}     Giấy CMND số: {mark('id_number', old_number(owner))}", indent=0)
    pad.para(f"Thường trú tại: {mark('residence', old_address(rng, owner))}", indent=0)
    place = f"{commune}, {district}, thành phố Hà Nội"
    pad.para(f"Được quyền sử dụng: {mark('area', parcel.area_text, parcel.area)} m² đất", indent=0)
    pad.para(f"Tại: {mark('address', place[0].upper() + place[1:])}", indent=0)
    pad.para("Theo bảng liệt kê dưới đây:", indent=0, gap=2)
    pad.table(
        [18, 18, 24, 40, 28, 34],
        [
            ["Số tờ bản đồ", "Số thửa", "Diện tích (m²)", "Mục đích sử dụng", "Thời hạn sử dụng", "Phần ghi thêm"],
            [mark("map_sheet_number", parcel.sheet), mark("parcel_number", parcel.number), parcel.area_text, mark("land_purpose", parcel.use), "{{land_term|Lâu dài}}", ""],
            ["", "", "", "", "", ""],
            ["", "", "", "", "", ""],
        ],
        size=11, centred=(0, 1, 2), least=9,
    )  # fmt: skip
    close(pad, [f"TM. ỦY BAN NHÂN DÂN {district.upper()}", "CHỦ TỊCH"], case.official, unit=f"UBND {unit}", place=f"Ngày {day.day:02d} tháng {day.month:02d} năm {day.year}".replace("Ngày", "{{issue_date=" + day.isoformat() + "|ngày") + "}}", way="wet")  # fmt: skip
    pad.put("Vào sổ cấp giấy chứng nhận", pad.left, 262, size=11)
    pad.put(f"quyền sử dụng đất số: {mark('register_number', parcel.register)}", pad.left, 267, size=11)
    pad.put(f"<b>{mark('certificate_serial', parcel.serial)}</b>", pad.right, 274, size=15, align="right", colour=(150, 20, 30))  # fmt: skip
    return pad.paper()


def land_certificate_qr(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The sheet of 2025 as a print of the land office: QR above, two persons, labels in one column, sans type."""
    owner, spouse, parcel, rng = _holder(case), case.spouse, case.parcel, pad.rng
    in_type(pad, rng.choice(["Noto Sans", "DejaVu Serif", "FreeSans"]), 10.5, 1.32)
    day = case.before(rng.randrange(30, 200))
    serial = f"AA {rng.randrange(1_000_000, 9_999_999):08d}"
    pad.image.paste(qr_image(f"{serial}|{parcel.register}", 24, pad.ink.dpi), (pad.px(170), pad.px(12)))
    pad.put(f"Số phát hành: {mark('certificate_serial', serial)}", pad.left, 14, size=10)
    pad.y = 26
    pad.block("<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>", 95, 22, 120, 11)
    pad.block("<b>Độc lập - Tự do - Hạnh phúc</b>", 95, 28, 120, 11)
    pad.y = 44
    heading(pad, "GIẤY CHỨNG NHẬN", "QUYỀN SỬ DỤNG ĐẤT, QUYỀN SỞ HỮU TÀI SẢN GẮN LIỀN VỚI ĐẤT", size=13)
    pad.para("<b>1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất</b>", indent=0)
    pairs(pad, ("Họ và tên", f"<b>{mark('full_name', owner.name)}</b>"), ("Giấy tờ nhân thân", f"Căn cước số {mark('id_number', owner.id_number)}"), ("Cùng sử dụng với", f"{spouse.title.lower()} {spouse.name}"), ("Địa chỉ", mark("residence", owner.address)), gap=44)  # fmt: skip
    pad.para("<b>2. Thông tin thửa đất</b>", indent=0)
    pairs(
        pad,
        ("Thửa đất số / tờ bản đồ số", f"{mark('parcel_number', parcel.number)} / {mark('map_sheet_number', parcel.sheet)}"),
        ("Địa chỉ", mark("address", parcel.address)),
        ("Diện tích (m²)", mark("area", parcel.area_text, parcel.area)),
        ("Loại đất", mark("land_purpose", parcel.use)),
        ("Hình thức sử dụng", "Sử dụng chung của vợ và chồng"),
        ("Thời hạn", "{{land_term|Ổn định lâu dài}}"),
        ("Nguồn gốc", "Nhà nước giao đất có thu tiền sử dụng đất"),
        gap=60,
    )  # fmt: skip
    pad.para("<b>3. Thông tin tài sản gắn liền với đất</b>", indent=0)
    pad.table([40, 30, 30, 30, 30], [["Tên tài sản", "Diện tích XD (m²)", "Diện tích sàn (m²)", "Hình thức sở hữu", "Cấp"], ["Nhà ở riêng lẻ", decimal(parcel.area * 0.7), decimal(parcel.area * 2.1), "Sở hữu chung", "III"]], size=9.5, centred=(1, 2, 3, 4))  # fmt: skip
    pad.para("<b>4. Sơ đồ thửa đất, tài sản gắn liền với đất</b> (tỷ lệ {{scale|1:200}})", indent=0)
    outline(pad, pad.left + 30, pad.y, 90, 52)
    pad.y += 56
    close(pad, ["VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI HÀ NỘI", "TUQ. GIÁM ĐỐC", "GIÁM ĐỐC CHI NHÁNH"], case.official, unit="CHI NHÁNH VPĐKĐĐ", place=f"Hà Nội, {dated('issue_date', day)}", at=0.68, way=rng.choice(["wet", "banner"]))  # fmt: skip
    small_print(pad, f"Số vào sổ: {parcel.register}. Quét mã QR để tra cứu thông tin chi tiết của Giấy chứng nhận.")
    return pad.paper()
