"""Cards and leaves a person carries: health insurance, driving licence, vehicle papers, school reports."""

from datetime import date, timedelta

from bench.press.case import Case
from bench.press.held.identity import a_face, plastic
from bench.press.held.parts import another_sheet, born, cells, fill, head, pairs, signed, type_of
from bench.press.marks import seal, signature
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import a_day
from bench.press.stationery import MOTTO, NATION, dated, on, short, title


def health_insurance(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The card of 2021: ten digits, the place of first treatment, five years in a row."""
    who, rng = case.owner, pad.rng
    type_of(pad, "sans", 9)
    x, y, wide, high = 40 + rng.uniform(-10, 30), 40 + rng.uniform(0, 60), 120.0, 76.0
    plastic(pad, x, y, wide, high, (240, 246, 252))
    first = a_day(rng, date(2022, 1, 1), date(2026, 1, 20))
    pad.put("BẢO HIỂM XÃ HỘI VIỆT NAM", x + wide / 2, y + 4, size=9.5, align="center")
    pad.put("<b>THẺ BẢO HIỂM Y TẾ</b>", x + wide / 2, y + 9, size=16, align="center", colour=(190, 30, 40))
    pad.put(f"Mã số: <b>{fill('insurance_number', f'01{rng.randrange(10**7, 10**8):08d}')}</b>", x + wide / 2, y + 18, size=14, align="center")  # fmt: skip
    rows = (
        f"Họ và tên: <b>{fill('full_name', who.name)}</b>",
        f"Ngày sinh: {born('birth_date', who)}     Giới tính: {fill('sex', who.sex)}",
        f"Địa chỉ: {fill('residence', who.address)}",
        f"Giá trị sử dụng: từ ngày {short(first)}",
        f"Nơi ĐK KCB BĐ: {fill('insurance_place', rng.choice(['Bệnh viện đa khoa Đống Đa', 'Trạm y tế phường Láng Hạ', 'Bệnh viện Thanh Nhàn']))}",
        f"Thời điểm đủ 05 năm liên tục: từ ngày {short(first + timedelta(days=900))}",
    )  # fmt: skip
    row_y = y + 27
    for row in rows:
        row_y = pad.block(row, x + 5, row_y, wide - 10, 9.5, align="left") + 0.6
    pad.put(f"Hà Nội, {dated('issue_date', first)}", x + wide - 6, y + 58, size=8.5, align="right")
    pad.put(f"<b>{fill('issuer', 'GIÁM ĐỐC BHXH THÀNH PHỐ HÀ NỘI')}</b>", x + wide - 6, y + 62.5, size=8, align="right")
    pad.stamp(signature(rng, pad.ink.dpi, width_mm=22), x + wide - 40, y + 63)
    return pad.paper()


def driving_licence(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The plastic licence in two languages, front over back."""
    who, rng = case.owner, pad.rng
    type_of(pad, "sans", 8.5)
    x, y, wide, high = 48.0, 36 + rng.uniform(0, 20), 114.0, 72.0
    grade = rng.choice(["A1", "B1", "B2", "C"])
    day = a_day(rng, date(2017, 1, 4), date(2025, 10, 20))
    expiry = day.replace(year=day.year + 10, day=min(28, day.day))
    plastic(pad, x, y, wide, high, (250, 236, 226))
    mid = x + 70
    pad.put("<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>", mid, y + 3, size=7.6, align="center")
    pad.put("<i>Độc lập - Tự do - Hạnh phúc</i>", mid, y + 7, size=7, align="center")
    pad.put(rng.choice(["BỘ GIAO THÔNG VẬN TẢI / MOT", "BỘ CÔNG AN / MPS"]), x + 22, y + 4, size=6.4, align="center")
    pad.put("<b>GIẤY PHÉP LÁI XE / DRIVER'S LICENSE</b>", mid, y + 12, size=11, align="center", colour=(190, 30, 40))
    pad.put(f"Số/No: <b>{fill('document_number', f'01{rng.randrange(10**9, 10**10)}')}</b>", mid, y + 18, size=11, align="center")  # fmt: skip
    a_face(pad, x + 4, y + 16, 27, 36)
    rows = (
        f"Họ tên/Full name: <b>{fill('full_name', who.name.upper())}</b>",
        f"Ngày sinh/Date of Birth: {born('birth_date', who)}",
        f"Quốc tịch/Nationality: {fill('nationality', 'VIỆT NAM', 'Việt Nam')}",
        f"Nơi cư trú/Address: {fill('residence', who.address)}",
    )
    row_y = y + 25
    for row in rows:
        row_y = pad.block(row, x + 36, row_y, 74, 8.6, align="left", leading=1.15) + 1
    pad.put(f"Hà Nội, {dated('issue_date', day)}", x + 84, y + 48, size=8, align="center")
    pad.put(f"<b>{fill('issuer', 'PHÓ GIÁM ĐỐC SỞ')}</b>" if grade != "C" else "<b>CỤC TRƯỞNG</b>", x + 84, y + 52, size=8, align="center")  # fmt: skip
    pad.stamp(seal(rng, "SỞ GIAO THÔNG VẬN TẢI", pad.ink.dpi, side_mm=18), x + 66, y + 53, wet=True)
    pad.put(fill("signer", case.official), x + 84, y + 66, size=8, align="center")
    pad.put(f"Hạng/Class: <b>{fill('licence_class', grade)}</b>", x + 4, y + 56, size=11)
    pad.put(f"Có giá trị đến/Expires: {dated('expiry_date', expiry, short(expiry))}", x + 4, y + 64, size=8)
    y += high + 18
    plastic(pad, x, y, wide, high, (250, 236, 226))
    pad.put("CÁC LOẠI XE CƠ GIỚI ĐƯỜNG BỘ ĐƯỢC ĐIỀU KHIỂN", x + wide / 2, y + 6, size=8.5, align="center")
    pad.put("CLASSIFICATION OF MOTOR VEHICLES", x + wide / 2, y + 10, size=7, align="center")
    pad.block("Ô tô chở người đến 9 chỗ; ô tô tải, máy kéo có trọng tải dưới 3.500 kg. Ngày trúng tuyển/Beginning date: " + short(day), x + 8, y + 20, wide - 16, 9, align="left")  # fmt: skip
    return pad.paper()


def vehicle_paper(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Chứng nhận đăng ký xe: small card with labels in two languages."""
    who, rng = case.owner, pad.rng
    type_of(pad, "sans", 8.5)
    x, y, wide, high = 44.0, 44.0 + rng.uniform(0, 50), 122.0, 78.0
    day = a_day(rng, date(2014, 2, 1), date(2026, 3, 1))
    car = rng.random() < 0.4
    plastic(pad, x, y, wide, high, (250, 248, 214))
    office = rng.choice(["PHÒNG CẢNH SÁT GIAO THÔNG", "CÔNG AN QUẬN ĐỐNG ĐA", "CÔNG AN PHƯỜNG CẦU GIẤY"])
    pad.put("CÔNG AN THÀNH PHỐ HÀ NỘI", x + 30, y + 4, size=7.5, align="center")
    pad.put(f"<b>{fill('issuer', office)}</b>", x + 30, y + 8, size=7.5, align="center")
    pad.put("<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>", x + 88, y + 4, size=7, align="center")
    pad.put("<b>Độc lập - Tự do - Hạnh phúc</b>", x + 88, y + 8, size=7, align="center")
    pad.put(f"<b>CHỨNG NHẬN ĐĂNG KÝ XE {'Ô TÔ' if car else 'MÔ TÔ, XE MÁY'}</b>", x + wide / 2, y + 14, size=12, align="center", colour=(190, 30, 40))  # fmt: skip
    pad.put(f"<i>{'Car' if car else 'Motorbike'} registration certificate</i>", x + wide / 2, y + 19.5, size=8, align="center")  # fmt: skip
    pad.put(f"Số (Number): {fill('document_number', f'{rng.randrange(10**5, 10**6)}')}", x + wide / 2, y + 23.5, size=10, align="center")  # fmt: skip
    plate = f"{rng.choice(['29', '30'])}{rng.choice('ABCDEF')}-{rng.randrange(100, 999)}.{rng.randrange(10, 99)}" if car else f"{rng.choice(['29', '30'])}-{rng.choice('BCDEFGHK')}{rng.randrange(1, 10)} {rng.randrange(100, 999)}.{rng.randrange(10, 99)}"  # fmt: skip
    rows = (
        f"Tên chủ xe (Owner's full name): <b>{fill('full_name', who.name.upper())}</b>",
        f"Địa chỉ (Address): {fill('address', who.address)}",
        f"Nhãn hiệu (Brand): {rng.choice(['HONDA', 'YAMAHA', 'TOYOTA', 'VINFAST'])}   Số loại (Model): {rng.choice(['WAVE', 'VISION', 'VIOS', 'FADIL'])}",
        f"Số máy (Engine N°): JA39E{rng.randrange(10**6, 10**7)}   Số khung (Chassis N°): RLHJA39{rng.randrange(10**6, 10**7)}",
        f"Màu sơn (Color): {rng.choice(['Đỏ đen', 'Trắng', 'Bạc'])}   Số chỗ ngồi (Sit): {5 if car else 2}",
        f"Biển số đăng ký (N° plate): <b>{fill('plate_number', plate)}</b>",
    )  # fmt: skip
    row_y = y + 30
    for row in rows:
        row_y = pad.block(row, x + 5, row_y, wide - 10, 8.5, align="left", leading=1.18) + 0.6
    pad.put(f"Hà Nội, {dated('issue_date', day)}", x + 88, y + 59, size=8, align="center")
    pad.stamp(seal(rng, office, pad.ink.dpi, side_mm=17), x + 68, y + 60, wet=True)
    pad.put(f"<b>{fill('signer', case.official)}</b>", x + 92, y + 72, size=8, align="center")
    return pad.paper()


def school_report(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Học bạ: a cover with the pupil, then a year's marks with the teachers' and head's words."""
    who, rng = case.owner, pad.rng
    type_of(pad, "serif", 13, 1.5)
    school = f"Trường {rng.choice(['THPT Kim Liên', 'THPT Việt Đức', 'THCS Giảng Võ'])}"
    level = "TRUNG HỌC CƠ SỞ" if "THCS" in school else "TRUNG HỌC PHỔ THÔNG"
    year = who.birth.year + (11 if "THCS" in school else 15)
    pad.frame(20, 16, 192, 280, weight=0.6)
    pad.y = 40
    pad.centre("BỘ GIÁO DỤC VÀ ĐÀO TẠO", size=13, gap=24)
    title(pad, "HỌC BẠ", level, size=24)
    pad.y += 20
    pairs(pad, [("Họ và tên", f"<b>{fill('full_name', who.name.upper())}</b>"), ("Giới tính", fill("sex", who.sex)), ("Ngày sinh", born("birth_date", who)), ("Nơi sinh", fill("birth_place", who.origin)), ("Dân tộc", who.ethnic), ("Trường", fill("school", school)), ("Số", f"{rng.randrange(100, 999)}/{year}-THPT")], tab=44)  # fmt: skip
    pad.new_sheet()
    pad.para(f"Họ và tên: {who.name}     Lớp: 1{rng.randrange(0, 3)}A{rng.randrange(1, 12)}     Năm học: {year} - {year + 1}", indent=0, size=12)  # fmt: skip
    rows = [["Môn học", "ĐTB HK I", "ĐTB HK II", "ĐTB cả năm", "Giáo viên bộ môn ký"]]
    for subject in ("Toán", "Vật lí", "Hóa học", "Sinh học", "Tin học", "Ngữ văn", "Lịch sử", "Địa lí", "Ngoại ngữ", "GDCD", "Công nghệ"):  # fmt: skip
        marks = [rng.randrange(50, 98) / 10 for _ in range(3)]
        rows.append([subject, *(f"{mark:.1f}".replace(".", ",") for mark in marks), ""])
    pad.table([36, 26, 26, 28, 50], rows, size=11.5, centred=(1, 2, 3))
    pad.para(f"Hạnh kiểm: Tốt. Học lực: {fill('grade', rng.choice(['Giỏi', 'Khá']))}. Được lên lớp thẳng.", indent=0)
    cells(pad, [("Nhận xét của giáo viên chủ nhiệm", "Ngoan, có ý thức học tập tốt, hòa đồng với bạn bè.", 1)])
    pad.y += 4
    day = date(year + 1, 5, 28)
    pad.para(f"<i>Hà Nội, {dated('issue_date', day)}</i>", align="right")
    signed(pad, 0.74, [fill("signer_title", "HIỆU TRƯỞNG")], case.official, field="signer", unit=school.upper())
    return pad.paper()


def university_marks(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Bảng điểm toàn khóa: courses in two tables of credits on a sheet lying across."""
    who, rng = case.owner, pad.rng
    pad = another_sheet(pad, (297, 210), (18, 14, 18, 12))
    type_of(pad, "serif", 11.5, 1.25)
    school, day = rng.choice(["TRƯỜNG ĐẠI HỌC THƯƠNG MẠI", "TRƯỜNG ĐẠI HỌC THỦY LỢI"]), date(who.birth.year + 22, 7, 6)
    head(
        pad,
        ["BỘ GIÁO DỤC VÀ ĐÀO TẠO", f"<b>{fill('school', school)}</b>"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"],
        size=11,
    )
    title(pad, "BẢNG ĐIỂM TOÀN KHÓA", size=15)
    pad.para(f"Họ và tên: <b>{fill('full_name', who.name)}</b>   Ngày sinh: {born('birth_date', who)}   Giới tính: {fill('sex', who.sex)}   Nơi sinh: {fill('birth_place', who.origin)}", indent=0)  # fmt: skip
    pad.para(f"Ngành: {fill('major', rng.choice(['Kế toán', 'Quản trị kinh doanh']))}   Hệ: Chính quy   Khóa: {day.year - 4} - {day.year}", indent=0)  # fmt: skip
    names = ["Triết học Mác - Lênin", "Toán cao cấp", "Tin học đại cương", "Kinh tế vi mô", "Pháp luật đại cương", "Nguyên lý kế toán", "Tiếng Anh 1", "Tiếng Anh 2", "Kinh tế lượng", "Kế toán tài chính", "Thuế", "Khóa luận tốt nghiệp"]  # fmt: skip
    rows = [["TT", "Học phần", "TC", "Điểm", "TT", "Học phần", "TC", "Điểm"]]
    for k in range(6):
        rows.append([str(k + 1), names[k], "3", f"{rng.randrange(60, 96) / 10}", str(k + 7), names[k + 6], "3", f"{rng.randrange(60, 96) / 10}"])  # fmt: skip
    pad.table([10, 80, 12, 18, 10, 80, 12, 18], rows, size=11, centred=(0, 2, 3, 4, 6, 7))
    pad.para(f"Điểm trung bình chung tích lũy: {rng.randrange(250, 380) / 100:.2f}. Xếp loại tốt nghiệp: {fill('grade', rng.choice(['Khá', 'Giỏi']))}.", indent=0)  # fmt: skip
    pad.para(f"<i>{dated('issue_date', day, f'Hà Nội, {on(day)}')}</i>", align="right")
    signed(pad, 0.8, ["TL. HIỆU TRƯỞNG", fill("signer_title", "TRƯỞNG PHÒNG ĐÀO TẠO")], case.official, field="signer", unit=school, room=18)  # fmt: skip
    return pad.paper()
