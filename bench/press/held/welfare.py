"""What a person is owed or found to be: health, insurance, disability, poverty."""

from datetime import date, timedelta

from bench.press.case import Case
from bench.press.held.parts import (
    another_sheet,
    born,
    capital,
    corner,
    fill,
    head,
    pairs,
    signed,
    small,
    small_print,
    tinted,
    type_of,
)
from bench.press.held.places import an_old_place
from bench.press.pad import GREY, Ink, Pad
from bench.press.paper import Paper
from bench.press.people import a_day, a_name
from bench.press.stationery import MOTTO, NATION, dated, on, short, title


def health_form(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Giấy khám sức khỏe (TT 14/2013, TT 32/2023): photograph left, history ticked, a table of findings, two pages."""
    who, rng, day = case.owner, pad.rng, case.before(pad.rng.randrange(4, 170))
    house = rng.choice(["BỆNH VIỆN ĐA KHOA ĐỐNG ĐA", "BỆNH VIỆN GIAO THÔNG VẬN TẢI", "TRUNG TÂM Y TẾ BA ĐÌNH", "BỆNH VIỆN E"])  # fmt: skip
    type_of(pad, "serif", 12.5, 1.42)
    head(
        pad,
        [rng.choice(["SỞ Y TẾ HÀ NỘI", "BỘ Y TẾ"]), f"<b>{fill('issuer', house)}</b>", f"Số: {fill('document_number', f'{rng.randrange(100, 9000)}/GKSK-{house.split()[0][0]}V')}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"],
        rules="r",
    )  # fmt: skip
    title(pad, rng.choice(["GIẤY KHÁM SỨC KHỎE", "GIẤY KHÁM SỨC KHOẺ", "GIẤY KHÁM SỨC KHỎE CỦA NGƯỜI LÁI XE"]), size=16)
    top = pad.y
    pad.frame(pad.left, top, pad.left + 34, top + 46, weight=0.3)
    pad.block("Ảnh (4 x 6cm) nền trắng", pad.left + 17, top + 16, 28, 9)
    keep, pad.left = pad.left, pad.left + 39
    line = pad.blank_line
    line(("Họ và tên (chữ in hoa):", fill("full_name", who.name.upper())))
    line(("Giới: Nam [{}] Nữ [{}]".format(*("X", "  ") if who.male else ("  ", "X")), ""), ("Tuổi:", str(day.year - who.birth.year)))  # fmt: skip
    line(("Sinh ngày:", born("birth_date", who)))
    line(("Số CMND/CCCD/Hộ chiếu:", fill("id_number", who.id_number)))
    line(("Cấp ngày", short(who.id_issued)), ("tại", "Cục CS QLHC"))
    line(("Chỗ ở hiện tại:", fill("residence", who.address)))
    line(
        (
            "Lý do khám sức khỏe:",
            fill("purpose", rng.choice(["Xin việc làm", "Cấp giấy phép lái xe hạng B2", "Đi học"])),
        )
    )
    pad.left = keep
    pad.y = max(pad.y, top + 50)
    pad.centre("<b>TIỀN SỬ BỆNH CỦA ĐỐI TƯỢNG KHÁM SỨC KHỎE</b>", gap=1)
    pad.para("1. Tiền sử gia đình: có ai mắc bệnh truyền nhiễm, tim mạch, đái tháo đường, lao, hen phế quản, ung thư, động kinh, rối loạn tâm thần không?   a) Không [X]   b) Có [  ]", indent=0)  # fmt: skip
    pad.para("2. Tiền sử bản thân: đã/đang mắc bệnh, tình trạng bệnh nào sau đây không?   a) Không [X]   b) Có [  ]", indent=0)  # fmt: skip
    pad.para("3. Câu hỏi khác: a) Có đang điều trị bệnh gì không? Không.   b) Tiền sử thai sản (đối với phụ nữ): ..............", indent=0)  # fmt: skip
    pad.para("Tôi xin cam đoan những điều khai trên đây hoàn toàn đúng với sự thật theo sự hiểu biết của tôi.")
    signed(pad, 0.74, ["Người đề nghị khám sức khỏe"], who.name, note="(Ký và ghi rõ họ, tên)", room=18)
    pad.new_sheet()
    pad.para("<b>I. KHÁM THỂ LỰC</b>", indent=0)
    pad.para(f"Chiều cao: {rng.randrange(150, 178)} cm; Cân nặng: {rng.randrange(44, 80)} kg; Chỉ số BMI: {rng.randrange(180, 249) / 10:.1f}; Mạch: {rng.randrange(64, 88)} lần/phút; Huyết áp: 1{rng.randrange(10, 30)}/{rng.randrange(64, 84)} mmHg. Phân loại thể lực: II", indent=0)  # fmt: skip
    pad.para("<b>II. KHÁM LÂM SÀNG</b>", indent=0)
    parts = ["1. Nội khoa: a) Tuần hoàn", "b) Hô hấp", "c) Tiêu hóa", "d) Thận - Tiết niệu", "đ) Thần kinh", "2. Ngoại khoa, da liễu", "3. Sản phụ khoa", "4. Mắt: không kính MP 10/10, MT 10/10", "5. Tai - Mũi - Họng", "6. Răng - Hàm - Mặt"]  # fmt: skip
    doctor = a_name(rng, male=True)
    pad.table([80, 46, 40], [["Nội dung khám", "Phân loại", "Họ tên, chữ ký của bác sĩ"]] + [[p, rng.choice(["Bình thường, loại I", "Loại II"]), doctor] for p in parts], size=11.5)  # fmt: skip
    pad.para("<b>III. KHÁM CẬN LÂM SÀNG</b>: Xét nghiệm máu, nước tiểu trong giới hạn bình thường; X-quang tim phổi: không thấy bất thường.", indent=0)  # fmt: skip
    pad.para("<b>IV. KẾT LUẬN</b>", indent=0)
    pad.para(f"1. Phân loại sức khỏe: {fill('health_class', rng.choice(['Loại I', 'Loại II', 'Loại III']))}", indent=0)
    pad.para("2. Các bệnh, tật (nếu có): Không", indent=0)
    pad.para(f"<i>Hà Nội, {dated('issue_date', day)}</i>", align="right")
    signed(pad, 0.74, [fill("signer_title", "NGƯỜI KẾT LUẬN")], case.official, field="signer", unit=house, note="(Ký, ghi rõ họ, tên và đóng dấu)")  # fmt: skip
    return pad.paper()


def insurance_book(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The cover of the book and a loose leaf of the time paid, as they are copied: A5 on A4, a blue ground."""
    who, rng = case.owner, pad.rng
    type_of(pad, "sans", 11.5, 1.5)
    number, day = f"01{rng.randrange(10**7, 10**8):08d}", a_day(rng, date(2018, 1, 4), date(2025, 12, 1))
    tinted(pad, (40, 30, 170, 140), (214, 230, 246))
    pad.frame(40, 30, 170, 140, weight=0.4, colour=(60, 90, 150))
    for k, (row, size) in enumerate([("BẢO HIỂM XÃ HỘI VIỆT NAM", 12), ("VIETNAM SOCIAL SECURITY", 9)]):
        pad.put(f"<b>{row}</b>", 105, 36 + k * 6, size=size, align="center")
    pad.put("<b>SỔ BẢO HIỂM XÃ HỘI</b>", 105, 66, size=22, align="center", colour=(30, 60, 130))
    pad.put("SOCIAL INSURANCE BOOK", 105, 77, size=9, align="center")
    pad.put(f"Họ và tên: <b>{fill('full_name', who.name.upper())}</b>", 54, 98, size=12)
    pad.put(f"Mã số BHXH: <b>{fill('insurance_number', number)}</b>", 54, 108, size=13)
    pad.put("Cấp lần: 01", 140, 128, size=9)
    pad.new_sheet()
    type_of(pad, "serif", 12, 1.4)
    pad.centre(f"<b>{NATION}</b>", size=12)
    pad.centre(f"<b>{MOTTO}</b>", size=12, gap=5)
    pairs(pad, [("Họ và tên", f"<b>{fill('full_name', who.name.upper())}</b>"), ("Ngày, tháng, năm sinh", born("birth_date", who)), ("Giới tính", fill("sex", who.sex)), ("Quốc tịch", fill("nationality", "Việt Nam")), ("Số CMND/CCCD/Hộ chiếu", fill("id_number", who.id_number)), ("Mã số BHXH", fill("insurance_number", number))], tab=56)  # fmt: skip
    pad.y += 3
    pad.centre("<b>QUÁ TRÌNH ĐÓNG BẢO HIỂM XÃ HỘI</b>", gap=2)
    year, rows = day.year - 4, [["Từ tháng, năm", "Đến tháng, năm", "Cấp bậc, chức vụ, nơi làm việc", "Căn cứ đóng", "Tỷ lệ đóng (%)"]]  # fmt: skip
    for k in range(rng.randrange(3, 6)):
        rows.append([f"01/{year + k}", f"12/{year + k}", "Nhân viên, Công ty Cổ phần Thương mại", f"{rng.randrange(5, 12)}.{rng.randrange(1, 9)}00.000", "8 - 17,5"])  # fmt: skip
    pad.table([24, 24, 66, 30, 22], rows, size=10.5, centred=(0, 1, 3, 4))
    pad.para("Tổng thời gian đóng BHXH đến nay chưa hưởng BHXH một lần: 04 năm 00 tháng.", indent=0)
    issuer = rng.choice(["BẢO HIỂM XÃ HỘI QUẬN ĐỐNG ĐA", "BẢO HIỂM XÃ HỘI THÀNH PHỐ HÀ NỘI", "BẢO HIỂM XÃ HỘI HUYỆN GIA LÂM"])  # fmt: skip
    pad.para(f"<i>Hà Nội, {dated('issue_date', day)}</i>", align="right")
    signed(pad, 0.72, [fill("issuer", issuer), fill("signer_title", "GIÁM ĐỐC")], case.official, field="signer", unit=issuer)  # fmt: skip
    return pad.paper()


def disability_card(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The card of TT 01/2019/TT-BLĐTBXH, enlarged on a sheet: photograph left, ward's seal at the foot right."""
    who, rng, day = case.owner, pad.rng, case.before(pad.rng.randrange(20, 1500))
    type_of(pad, "serif", 11.5, 1.3)
    x, y, wide, high = 30.0, 40.0, 150.0, 104.0
    tinted(pad, (x, y, x + wide, y + high), (250, 246, 226))
    pad.frame(x, y, x + wide, y + high, weight=0.5, colour=(200, 120, 40))
    pad.put(f"<b>{NATION}</b>", x + 96, y + 4, size=9.5, align="center")
    pad.put(f"<b>{MOTTO}</b>", x + 96, y + 9, size=9.5, align="center")
    pad.put(fill("issuer", f"UBND {capital(small(case.ward))}"), x + 24, y + 5, size=9, align="center")
    pad.put("Thành phố Hà Nội", x + 24, y + 10, size=9, align="center")
    pad.put("<b>GIẤY XÁC NHẬN KHUYẾT TẬT</b>", x + 75, y + 19, size=15, align="center", colour=(190, 30, 40))
    pad.frame(x + 5, y + 30, x + 32, y + 66, weight=0.2, colour=GREY)
    pad.put("Ảnh 3 x 4", x + 18.5, y + 46, size=9, align="center")
    row, left = y + 29, x + 38
    kind, level = rng.choice(["Vận động", "Nghe, nói", "Nhìn", "Trí tuệ"]), rng.choice(["Nặng", "Đặc biệt nặng", "Nhẹ"])
    for text in (
        f"Họ và tên: <b>{fill('full_name', who.name)}</b>",
        f"Ngày, tháng, năm sinh: {born('birth_date', who)}    Giới tính: {fill('sex', who.sex)}",
        f"Số định danh cá nhân: {fill('id_number', who.id_number)}",
        f"Nơi cư trú: {fill('residence', who.address)}",
        f"Dạng khuyết tật: {fill('disability', f'{kind}; mức độ khuyết tật: {level}')}",
        f"Số hiệu: {fill('certificate_serial', f'HN/{rng.randrange(100, 999)}/{rng.randrange(10**5, 10**6)}')}",
    ):
        row = pad.block(text, left, row, 108, 10.5, align="left") + 0.8
    row = max(row, y + 66)
    pad.put(f"<i>Hà Nội, {dated('issue_date', day)}</i>", x + wide - 6, row, size=10, align="right")
    keep = (pad.left, pad.right)
    pad.left, pad.right = x, x + wide
    signed(pad, 0.74, [fill("signer_title", "CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {case.ward_caps}", top=row + 5, size=10, room=16)  # fmt: skip
    pad.left, pad.right = keep
    return pad.paper()


def disability_confirmation(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The older leaf: level in a table, the council's minutes named, valid without a term."""
    who, rng, place = case.elder, pad.rng, an_old_place(pad.rng)
    day = a_day(rng, date(2013, 2, 1), date(2018, 12, 20))
    type_of(pad, "serif", 13, 1.45)
    corner(pad, "Mẫu số 07 ban hành kèm theo TTLT số 37/2012/TTLT-BLĐTBXH", size=9)
    head(pad, [f"<b>{fill('issuer', f'UBND {place.ward.upper()}')}</b>", capital(place.district)], [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"])  # fmt: skip
    pad.put(f"Số hiệu: {fill('certificate_serial', f'01-{rng.randrange(100, 999)}-{rng.randrange(1000, 9999)}')}", pad.left, pad.y)  # fmt: skip
    pad.y += 10
    title(pad, "GIẤY XÁC NHẬN KHUYẾT TẬT", size=17)
    pairs(pad, [("Họ và tên", f"<b>{fill('full_name', who.name.upper())}</b>"), ("Sinh ngày", f"{born('birth_date', who)}; {fill('sex', who.sex)}"), ("Số CMND/CCCD", fill("id_number", who.id_number)), ("Nơi đăng ký hộ khẩu thường trú", fill("residence", place.house(rng)))], tab=60)  # fmt: skip
    pad.para("Theo Biên bản họp Hội đồng xác định mức độ khuyết tật, ông/bà có tên trên được xác định:", indent=0)
    pad.table([60, 60], [["Dạng khuyết tật", "Mức độ khuyết tật"], [fill("disability", "Khuyết tật vận động"), rng.choice(["Nặng", "Đặc biệt nặng"])]], size=12, centred=(0, 1), least=10)  # fmt: skip
    pad.para(f"<i>{dated('issue_date', day, capital(on(day)))}</i>", align="right")
    signed(pad, 0.74, ["CHỦ TỊCH UBND"], case.official, field="signer", unit=f"UBND {place.ward.upper()}", note="(Ký tên, đóng dấu)")  # fmt: skip
    return pad.paper()


def poor_household(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Giấy chứng nhận hộ nghèo, hộ cận nghèo: bordered, members in a table, the year it counts for."""
    who, rng = case.owner, pad.rng
    year = case.day.year
    near = rng.random() < 0.5
    what = "HỘ CẬN NGHÈO" if near else "HỘ NGHÈO"
    day = date(year, 1, rng.randrange(4, 20))
    pad = another_sheet(pad, (210, 297), (24, 22, 24, 24))
    type_of(pad, "serif", 13, 1.4)
    pad.frame(12, 12, 198, 285, weight=1.0, colour=(40, 110, 80))
    pad.frame(14.5, 14.5, 195.5, 282.5, weight=0.3, colour=(40, 110, 80))
    head(pad, ["THÀNH PHỐ HÀ NỘI", f"<b>{fill('issuer', f'ỦY BAN NHÂN DÂN {case.ward_caps}')}</b>"], [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"])  # fmt: skip
    title(pad, "GIẤY CHỨNG NHẬN", f"{what} NĂM {year}", size=17)
    pad.centre(f"Số: {fill('document_number', f'{rng.randrange(3, 200):02d}/GCN-HN.HCN')}", gap=3)
    pad.para(f"Căn cứ Quyết định số {rng.randrange(900, 4000)}/QĐ-UBND của Chủ tịch Ủy ban nhân dân về việc công nhận hộ nghèo, hộ cận nghèo theo chuẩn nghèo đa chiều giai đoạn 2022 - 2025 và 2026 - 2030, chứng nhận:")  # fmt: skip
    pairs(pad, [("Hộ gia đình ông/bà", f"<b>{fill('household_head', who.name.upper())}</b>"), ("Sinh ngày", born("birth_date", who)), ("Số CCCD", fill("id_number", who.id_number)), ("Dân tộc", fill("ethnicity", who.ethnic)), ("Nơi cư trú", fill("residence", who.address))], tab=50)  # fmt: skip
    pad.para(f"Là {fill('ration_kind', what.lower())} năm {year}. Danh sách thành viên trong hộ:", indent=0)
    pad.table([12, 60, 36, 30, 30], [["STT", "Họ và tên", "Quan hệ với chủ hộ", "Ngày sinh", "Ghi chú"], ["1", case.spouse.name, "Vợ/chồng", short(case.spouse.birth), ""], ["2", case.elder.name, "Ông/bà", short(case.elder.birth), ""]], size=11.5, centred=(0, 3))  # fmt: skip
    pad.para(f"Giấy chứng nhận này có giá trị đến hết ngày 31 tháng 12 năm {year}./.", indent=0)
    pad.para(f"<i>{case.ward.split(' ', 1)[1]}, {dated('issue_date', day)}</i>", align="right")
    signed(pad, 0.72, ["TM. ỦY BAN NHÂN DÂN", fill("signer_title", "CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {case.ward_caps}")  # fmt: skip
    small_print(pad, f"Giấy này không được cho mượn, tẩy xóa. In ngày {short(day + timedelta(days=1))}.", size=9)
    return pad.paper()
