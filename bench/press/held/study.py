"""Diplomas and certificates of schools, in two languages or one, across the sheet or standing."""

from datetime import date

from bench.press.case import Case
from bench.press.held.parts import (
    another_sheet,
    born,
    columns,
    fill,
    head,
    lattice,
    pairs,
    signed,
    small_print,
    tinted,
    type_of,
)
from bench.press.marks import emblem, seal, signature
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import a_day
from bench.press.stationery import MOTTO, NATION, dated, on, short, title

_DEGREES = (
    ("BẰNG CỬ NHÂN", "THE DEGREE OF BACHELOR", "Kế toán", "Accounting", "TRƯỜNG ĐẠI HỌC THƯƠNG MẠI", "THUONGMAI UNIVERSITY"),
    ("BẰNG KỸ SƯ", "THE DEGREE OF ENGINEER", "Xây dựng dân dụng và công nghiệp", "Civil Engineering", "TRƯỜNG ĐẠI HỌC XÂY DỰNG HÀ NỘI", "HANOI UNIVERSITY OF CIVIL ENGINEERING"),
    ("BẰNG THẠC SĨ", "THE DEGREE OF MASTER", "Quản lý công", "Public Management", "HỌC VIỆN HÀNH CHÍNH QUỐC GIA", "NATIONAL ACADEMY OF PUBLIC ADMINISTRATION"),
    ("BẰNG TỐT NGHIỆP ĐẠI HỌC", "BACHELOR DEGREE", "Luật Kinh tế", "Economic Law", "TRƯỜNG ĐẠI HỌC LUẬT HÀ NỘI", "HANOI LAW UNIVERSITY"),
)  # fmt: skip
_GRADES = (("Giỏi", "Very good"), ("Khá", "Good"), ("Trung bình khá", "Average good"), ("Xuất sắc", "Excellent"))


def degree_in_two_languages(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Across an A4: English on the left half, Vietnamese on the right, signed by the rector on the right."""
    who, rng = case.owner, pad.rng
    vi, en, major, field, school, abroad = rng.choice(_DEGREES)
    grade, mark = rng.choice(_GRADES)
    pad = another_sheet(pad, (297, 210), (24, 22, 24, 20))
    type_of(pad, "serif", 12, 1.35)
    tinted(pad, (8, 8, 289, 202), rng.choice([(252, 246, 232), (240, 248, 244), (248, 240, 240)]))
    lattice(pad, 8, colour=(190, 140, 40), band=7)
    day = a_day(rng, date(min(2019, who.birth.year + 22), 6, 1), date(2023, 12, 20))
    middles = (pad.left + pad.width * 0.25, pad.left + pad.width * 0.75)
    heads = (("SOCIALIST REPUBLIC OF VIETNAM", "Independence - Freedom - Happiness", f"THE RECTOR OF {abroad}", "confers"),
             (NATION, MOTTO, f"HIỆU TRƯỞNG {fill('school', school)}", "cấp"))  # fmt: skip
    for middle, rows in zip(middles, heads, strict=True):
        for k, (row, size) in enumerate(zip(rows, (11, 11, 10.5, 11), strict=True)):
            pad.block(
                f"<b>{row}</b>" if k < 3 else f"<i>{row}</i>", middle, (24, 29, 40, 51)[k], pad.width * 0.46, size
            )
    pad.put(f"<b>{en}</b>", middles[0], 60, size=19, align="center", colour=(180, 30, 40))
    pad.put(f"<b>{vi}</b>", middles[1], 60, size=21, align="center", colour=(180, 30, 40))
    pad.put(f"<b>{field}</b>", middles[0], 71, size=14, align="center")
    pad.put(f"<b>{fill('major', major)}</b>", middles[1], 71, size=14, align="center")
    pad.left, pad.right = 30, 142
    pad.y = 84
    left = [("Upon", f"{'Mr' if who.male else 'Ms'}. {who.name}"), ("Date of birth", who.birth.strftime("%d %B %Y")), ("Degree classification", mark), ("Mode of study", "Full-time")]  # fmt: skip
    pairs(pad, left, tab=46, size=12)
    pad.left, pad.right = 156, 272
    pad.y = 84
    right = [("Cho", f"{'Ông' if who.male else 'Bà'} <b>{fill('full_name', who.name)}</b>"), ("Ngày sinh", born("birth_date", who)), ("Xếp loại tốt nghiệp", fill("grade", grade)), ("Hình thức đào tạo", "Chính quy")]  # fmt: skip
    pairs(pad, right, tab=46, size=12)
    serial, register = f"{rng.choice(['QH', 'TM', 'A', 'NEU'])}{rng.randrange(10**5, 10**7)}", f"{rng.randrange(100, 9000)}/{day.year}"  # fmt: skip
    pad.put(f"<i>{dated('issue_date', day, f'Hà Nội, {on(day)}')}</i>", middles[1], 122, size=11.5, align="center")
    pad.put("<b>HIỆU TRƯỞNG</b>", middles[1], 128, size=12, align="center")
    pad.stamp(seal(rng, school, pad.ink.dpi, side_mm=35), middles[1] - 38, 132, wet=True)
    pad.stamp(signature(rng, pad.ink.dpi, width_mm=34), middles[1] - 14, 136)
    pad.put(f"<b>{fill('signer', f'PGS.TS. {case.official}', case.official)}</b>", middles[1], 160, size=12, align="center")  # fmt: skip
    pad.put(f"Số hiệu: {fill('certificate_serial', serial)}", 156, 176, size=11)
    pad.put(f"Số vào sổ gốc cấp văn bằng: {fill('register_number', register)}", 156, 182, size=11)
    pad.put(f"No.: {serial}", 30, 176, size=11)
    pad.put(f"Reg. No.: {register}", 30, 182, size=11)
    return pad.paper()


def school_leaving(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Bằng tốt nghiệp THPT or THCS of the department of education, A5 across in the middle of a sheet."""
    who, rng = case.owner, pad.rng
    type_of(pad, "serif", 12, 1.5)
    lower = rng.random() < 0.35
    x, y, wide, high = 14.0, 30 + rng.uniform(0, 60), 182.0, 128.0
    tinted(pad, (x, y, x + wide, y + high), (250, 244, 220))
    pad.frame(x, y, x + wide, y + high, weight=1.0, colour=(190, 60, 50))
    pad.frame(x + 2.5, y + 2.5, x + wide - 2.5, y + high - 2.5, weight=0.3, colour=(190, 60, 50))
    pad.stamp(emblem(pad.ink.dpi, side_mm=14), x + 8, y + 7)
    mid = x + wide / 2
    pad.put(f"<b>{NATION}</b>", mid, y + 7, size=12, align="center")
    pad.put(f"<b>{MOTTO}</b>", mid, y + 13, size=12, align="center")
    pad.put("TRƯỞNG PHÒNG GIÁO DỤC VÀ ĐÀO TẠO QUẬN ĐỐNG ĐA" if lower else "GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NỘI", mid, y + 22, size=11, align="center")  # fmt: skip
    pad.put("cấp", mid, y + 28, size=11, align="center")
    level = "TRUNG HỌC CƠ SỞ" if lower else "TRUNG HỌC PHỔ THÔNG"
    pad.put("<b>BẰNG TỐT NGHIỆP</b>", mid, y + 34, size=20, align="center", colour=(190, 30, 40))
    pad.put(f"<b>{level}</b>", mid, y + 43, size=15, align="center", colour=(190, 30, 40))
    year = who.birth.year + (15 if lower else 18)
    day, keep = date(year, 7, rng.randrange(5, 28)), (pad.left, pad.right)
    pad.left, pad.right, pad.y = x + 46, x + wide - 8, y + 54
    line = pad.blank_line
    line(("Cho:", f"<b>{fill('full_name', who.name)}</b>"), ("Giới tính:", fill("sex", who.sex)))
    line(("Ngày sinh:", born("birth_date", who)), ("Nơi sinh:", fill("birth_place", who.origin)))
    line(("Dân tộc:", fill("ethnicity", who.ethnic)), ("Quốc tịch:", "Việt Nam"))
    line(("Học sinh trường:", fill("school", f"{'THCS' if lower else 'THPT'} {rng.choice(['Kim Liên', 'Trần Phú', 'Lê Quý Đôn'])}")))  # fmt: skip
    line(
        ("Năm tốt nghiệp:", fill("graduation_year", str(year))),
        ("Xếp loại tốt nghiệp:", fill("grade", rng.choice(["Khá", "Giỏi", "Trung bình"]))),
    )
    pad.frame(x + 10, y + 56, x + 38, y + 94, weight=0.2)
    pad.put("Ảnh 3x4", x + 24, y + 73, size=9, align="center")
    top = pad.y
    pad.put(f"<i>Hà Nội, {dated('issue_date', day)}</i>", x + wide - 46, top, size=10.5, align="center")
    signed(pad, 0.62, ["TRƯỞNG PHÒNG" if lower else "GIÁM ĐỐC"], case.official, field="signer", unit="SỞ GIÁO DỤC VÀ ĐÀO TẠO", top=top + 5, size=11, room=17)  # fmt: skip
    pad.left, pad.right = keep
    pad.put(
        f"Số hiệu: {fill('certificate_serial', f'A{rng.randrange(10**6, 10**8):08d}')}", x + 8, y + high - 16, size=10
    )
    pad.put(f"Số vào sổ: {fill('register_number', f'{rng.randrange(10, 900)}/TNPT')}", x + 8, y + high - 10, size=10)
    return pad.paper()


def provisional_graduation(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Giấy chứng nhận tốt nghiệp tạm thời: a plain standing leaf a school prints until the diploma is out."""
    who, rng = case.owner, pad.rng
    type_of(pad, "serif", 13, 1.5)
    school = rng.choice(
        ["TRƯỜNG THPT CHU VĂN AN", "TRƯỜNG CAO ĐẲNG NGHỀ CÔNG NGHIỆP HÀ NỘI", "TRƯỜNG ĐẠI HỌC MỞ HÀ NỘI"]
    )
    year = who.birth.year + 18 if "THPT" in school else who.birth.year + 22
    day = date(year, 7, rng.randrange(5, 28))
    head(
        pad,
        ["SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NỘI" if "THPT" in school else "BỘ GIÁO DỤC VÀ ĐÀO TẠO", f"<b>{fill('school', school)}</b>"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"],
    )  # fmt: skip
    pad.y += 4
    title(pad, "GIẤY CHỨNG NHẬN", "TỐT NGHIỆP TẠM THỜI", size=18)
    pad.centre(f"<b>HIỆU TRƯỞNG {school}</b>", size=12)
    pad.centre("<b>CHỨNG NHẬN:</b>", gap=3)
    columns(
        pad,
        [f"Học sinh, sinh viên: <b>{fill('full_name', who.name.upper())}</b>", f"Sinh ngày: {born('birth_date', who)}", f"Nơi sinh: {fill('birth_place', who.origin)}"],
        [f"Giới tính: {fill('sex', who.sex)}", f"Dân tộc: {fill('ethnicity', who.ethnic)}", f"Số báo danh: {rng.randrange(10**5, 10**6)}"],
    )  # fmt: skip
    if "THPT" not in school:
        pad.para(f"Ngành đào tạo: {fill('major', rng.choice(['Điện công nghiệp', 'Công nghệ thông tin', 'Kế toán']))}", indent=0)  # fmt: skip
    pad.para(f"Đã tốt nghiệp kỳ thi, xét tốt nghiệp năm {fill('graduation_year', str(year))}; xếp loại: {fill('grade', rng.choice(['Khá', 'Giỏi', 'Trung bình']))}.", indent=0)  # fmt: skip
    pad.para("Giấy chứng nhận này có giá trị cho đến khi được cấp bằng tốt nghiệp chính thức.", indent=0)
    pad.para(f"<i>Hà Nội, {dated('issue_date', day)}</i>", align="right")
    top = pad.y
    pad.frame(pad.left + 8, top + 2, pad.left + 38, top + 42, weight=0.2)
    pad.put("Ảnh", pad.left + 23, top + 18, size=10, align="center")
    signed(pad, 0.72, ["HIỆU TRƯỞNG"], case.official, field="signer", unit=school, top=top)
    pad.y = top + 50
    small_print(pad, f"Vào sổ số: {rng.randrange(10, 999)}/CNTN. In lúc {short(day)}.", size=9)
    return pad.paper()
