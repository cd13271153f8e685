"""A person's history before the state: curricula vitae, judicial records, health, insurance, allowances."""

from datetime import date

from bench.press.case import Case
from bench.press.held.parts import (
    born,
    columns,
    corner,
    fill,
    head,
    pairs,
    parents,
    signed,
    small_print,
    ticks,
    type_of,
)
from bench.press.held.places import an_old_place
from bench.press.marks import seal
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import a_day, a_name
from bench.press.stationery import MOTTO, NATION, dated, nation_head, on, short, title


def vitae_folder(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The printed folder sold in stationers' shops: a cover with a photograph, family, history, confirmation."""
    who, rng, place = case.owner, pad.rng, an_old_place(pad.rng)
    type_of(pad, "serif", 13, 1.5)
    pad.frame(pad.left, 22, pad.left + 30, 62, weight=0.25)
    pad.put("Ảnh 4x6 cm", pad.left + 15, 38, size=9, align="center")
    pad.put("(đóng dấu giáp lai)", pad.left + 15, 43, size=8, align="center")
    middle = (pad.left + 34 + pad.right) / 2
    for k, row in enumerate((f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", "---------o0o---------")):
        pad.put(row, middle, 24 + k * 6, size=11.5, align="center")
    pad.put("<b>SƠ YẾU LÝ LỊCH</b>", middle, 46, size=22, align="center")
    pad.put("<b>TỰ THUẬT</b>", middle, 56, size=15, align="center")
    pad.y = 74
    line = pad.blank_line
    line(("Họ và tên (viết chữ in hoa):", fill("full_name", who.name.upper())), ("Nam, nữ:", fill("sex", who.sex)))
    line(("Sinh ngày", born("birth_date", who, "%d tháng %m năm %Y")))
    line(("Nơi ở đăng ký thường trú hiện nay:", fill("residence", place.house(rng))))
    line(("Chứng minh thư nhân dân/CCCD số:", fill("id_number", who.id_number)), ("Nơi cấp:", "Cục CS QLHC về TTXH"))
    line(("Số điện thoại liên hệ:  Nhà riêng:", ""), ("Di động:", f"09{rng.randrange(10**7, 10**8)}"))
    line(("Khi cần báo tin cho ai? ở đâu?:", f"{case.spouse.name}, cùng địa chỉ"))
    pad.put(f"Số: {rng.randrange(1, 90):02d}     Ký hiệu: TT", pad.left, pad.y + 6, size=12)
    pad.new_sheet()
    line(("Họ và tên:", who.name), ("Bí danh:", "Không"))
    line(("Tên thường gọi:", who.name.split()[-1]))
    line(("Nguyên quán:", fill("hometown", who.origin)))
    line(("Nơi đăng ký thường trú hiện nay:", place.house(rng)))
    line(("Dân tộc:", fill("ethnicity", who.ethnic)), ("Tôn giáo:", fill("religion", "Không")))
    line(("Thành phần gia đình sau cải cách ruộng đất:", "Bần nông"))
    line(("Thành phần bản thân hiện nay:", rng.choice(["Viên chức", "Công nhân", "Lao động tự do"])))
    line(("Trình độ văn hóa:", "12/12"), ("Ngoại ngữ:", "Tiếng Anh B"))
    line(("Trình độ chuyên môn:", rng.choice(["Đại học", "Cao đẳng", "Trung cấp kế toán"])), ("Loại hình đào tạo:", "Chính quy"))  # fmt: skip
    line(("Kết nạp Đảng Cộng sản Việt Nam ngày:", ""), ("Nơi kết nạp:", ""))
    line(("Kết nạp Đoàn TNCS Hồ Chí Minh ngày:", f"26/3/{who.birth.year + 15}"), ("Nơi kết nạp:", "Trường THPT"))
    line(("Tình trạng sức khỏe:", "Tốt"), ("Cao: 1m", str(rng.randrange(52, 80))), ("Cân nặng:", f"{rng.randrange(44, 76)} kg"))  # fmt: skip
    pad.para("<b>HOÀN CẢNH GIA ĐÌNH</b>", align="center")
    for kin in ("bố", "mẹ"):
        line((f"Họ và tên {kin}:", fill("father_name" if kin == "bố" else "mother_name", a_name(rng, male=kin == "bố"))), ("Tuổi:", str(rng.randrange(50, 80))), ("Nghề nghiệp:", "Làm ruộng"))  # fmt: skip
        line(("Hoạt động của bố mẹ trước và sau năm 1975, hiện nay:", "Ở địa phương"))
    pad.para("<b>HỌ VÀ TÊN ANH CHỊ EM RUỘT</b> (ghi rõ tên, tuổi, chỗ ở, nghề nghiệp)", indent=0)
    line(("1.", f"{a_name(rng, male=True)}, {rng.randrange(20, 50)} tuổi, Hà Nội, công nhân"))
    line(("Họ và tên vợ hoặc chồng:", case.spouse.name), ("Tuổi:", "")), line(("Họ và tên các con:", case.child.name))
    pad.new_sheet()
    pad.para("<b>QUÁ TRÌNH HOẠT ĐỘNG CỦA BẢN THÂN</b>", align="center")
    start = who.birth.year + 6
    rows = [["Từ tháng năm đến tháng năm", "Làm công tác gì?", "Ở đâu?", "Giữ chức vụ gì?"], [f"9/{start} - 5/{start + 5}", "Học sinh tiểu học", "Hà Nội", ""], [f"9/{start + 5} - 5/{start + 12}", "Học sinh THCS, THPT", "Hà Nội", "Lớp phó"], [f"9/{start + 12} - 6/{start + 16}", "Sinh viên", "Hà Nội", ""], [f"8/{start + 16} - nay", "Nhân viên", "Hà Nội", ""]]  # fmt: skip
    pad.table([36, 50, 40, 34], rows + [["", "", "", ""]] * 4, size=11.5, least=10)
    pad.para("<b>KHEN THƯỞNG VÀ KỶ LUẬT</b>", align="center")
    line(("Khen thưởng:", "Không")), line(("Kỷ luật:", "Không"))
    pad.para("<b>LỜI CAM ĐOAN</b>", align="center")
    pad.para("Tôi xin cam đoan những lời khai trên là đúng sự thật, tôi chịu trách nhiệm trước pháp luật về những lời khai đó.")  # fmt: skip
    top = pad.y + 2
    pad.put("<b>Xác nhận của Thủ trưởng cơ quan,</b>", pad.left, top, size=11)
    pad.put("<b>xí nghiệp, Chủ tịch UBND xã, phường</b>", pad.left, top + 5, size=11)
    pad.put(f"<i>Hà Nội, {dated('issue_date', case.before(12))}</i>", pad.right, top, size=11, align="right")
    pad.stamp(seal(rng, f"UBND {place.ward.upper()}", pad.ink.dpi), pad.left + 12, top + 12, wet=True)
    signed(pad, 0.76, ["Người khai ký tên"], who.name, top=top + 7, size=12)
    return pad.paper()


def vitae_in_columns(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Mẫu 2C of officials, shortened to a page: numbered items in two columns, the photograph at the right."""
    who, rng = case.owner, pad.rng
    type_of(pad, "serif", 11.5, 1.3)
    corner(pad, "Mẫu 2C-BNV/2008 ban hành kèm theo Quyết định số 02/2008/QĐ-BNV", size=9)
    pad.put("Cơ quan quản lý: <b>SỞ XÂY DỰNG HÀ NỘI</b>", pad.left, pad.y, size=11)
    pad.put(f"Số hiệu: {rng.randrange(10**4, 10**5)}", pad.right, pad.y, size=11, align="right")
    pad.y += 8
    title(pad, "SƠ YẾU LÝ LỊCH CÁN BỘ, CÔNG CHỨC", size=15)
    pad.frame(pad.right - 26, pad.y, pad.right, pad.y + 34, weight=0.25)
    pad.put("Ảnh màu", pad.right - 13, pad.y + 12, size=9, align="center")
    width = pad.right
    pad.right -= 30
    pairs(
        pad,
        [
            ("1) Họ và tên khai sinh", f"<b>{fill('full_name', who.name.upper())}</b>"),
            ("2) Tên gọi khác", "Không"),
            ("3) Sinh ngày; giới tính", f"{born('birth_date', who)}; {fill('sex', who.sex)}"),
            ("5) Quê quán", fill("hometown", who.origin)),
            ("6) Dân tộc; 7) Tôn giáo", f"{fill('ethnicity', who.ethnic)}; {fill('religion', 'Không')}"),
        ],
        tab=48,
    )
    pad.right = width
    pairs(pad, [("8) Nơi đăng ký hộ khẩu thường trú", fill("residence", who.address)), ("9) Số căn cước", f"{fill('id_number', who.id_number)}, cấp ngày {short(who.id_issued)}")], tab=48)  # fmt: skip
    columns(
        pad,
        ["10) Ngày tuyển dụng: 01/8/2009", "11) Chức vụ: Chuyên viên", "12) Ngạch: 01.003", "13) Bậc lương: 5, hệ số: 3,66"],
        ["14) Trình độ giáo dục phổ thông: 12/12", "15) Chuyên môn: Đại học", "16) Lý luận: Trung cấp", "17) Tin học: CNTT cơ bản"],
    )  # fmt: skip
    pad.para("<b>27) Đào tạo, bồi dưỡng</b>", indent=0)
    pad.table([50, 40, 34, 26, 24], [["Tên trường", "Chuyên ngành", "Từ - đến", "Hình thức", "Văn bằng"], ["Đại học Kiến trúc Hà Nội", "Quản lý đô thị", f"{who.birth.year + 18} - {who.birth.year + 22}", "Chính quy", "Kỹ sư"]], size=10.5)  # fmt: skip
    pad.para("<b>28) Tóm tắt quá trình công tác</b>", indent=0)
    pad.table([44, 130], [["Từ tháng, năm", "Chức danh, chức vụ, đơn vị công tác"], [f"8/{who.birth.year + 23} - 12/2018", "Chuyên viên Phòng Quản lý đô thị"], ["01/2019 - nay", "Chuyên viên Sở Xây dựng Hà Nội"]], size=10.5)  # fmt: skip
    pad.para("<b>30) Quan hệ gia đình</b>", indent=0)
    pad.table([24, 46, 24, 80], [["Quan hệ", "Họ và tên", "Năm sinh", "Quê quán, nghề nghiệp, nơi ở"], ["Vợ/chồng", case.spouse.name, str(case.spouse.birth.year), case.spouse.address], ["Con", case.child.name, str(case.child.birth.year), "Còn nhỏ"]], size=10.5)  # fmt: skip
    top = pad.y + 2
    pad.put(dated("issue_date", case.before(30), f"Hà Nội, {on(case.before(30))}"), pad.right, top, size=11, align="right")  # fmt: skip
    signed(pad, 0.25, ["Người khai"], who.name, note="Tôi xin cam đoan những lời khai trên đây là đúng sự thật", top=top + 6)  # fmt: skip
    signed(pad, 0.75, ["Thủ trưởng cơ quan, đơn vị"], case.official, note="(Ký tên, đóng dấu)", unit="SỞ XÂY DỰNG", top=top + 6)  # fmt: skip
    return pad.paper()


def judicial_record_of_2024(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Phiếu số 2 of the department of justice: parents named, the record in a table, checks by QR and notes."""
    who, (mother, father), rng = case.owner, parents(case), pad.rng
    day = a_day(rng, date(2022, 2, 1), date(2025, 2, 25))
    elder_m, elder_f = a_name(rng, male=False), a_name(rng, male=True, surname=who.name.split()[0])
    del mother, father
    second = rng.random() < 0.5
    type_of(pad, "serif", 13, 1.3)
    corner(pad, f"Mẫu số 0{2 if second else 1}/2013/TT-LLTP", size=9.5)
    head(
        pad,
        ["UBND THÀNH PHỐ HÀ NỘI", f"<b>{fill('issuer', 'SỞ TƯ PHÁP')}</b>", f"Số: {fill('document_number', f'{rng.randrange(10**3, 10**5)}/STP-LLTP')}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", f"<i>Hà Nội, {dated('issue_date', day)}</i>"],
        rules="",
    )  # fmt: skip
    title(pad, f"PHIẾU LÝ LỊCH TƯ PHÁP SỐ {2 if second else 1}", size=16)
    pad.para("Căn cứ Luật Lý lịch tư pháp ngày 17 tháng 6 năm 2009;", indent=10, gap=0.3)
    pad.para("Căn cứ Nghị định số 111/2010/NĐ-CP ngày 23 tháng 11 năm 2010 của Chính phủ,", indent=10)
    pad.centre("<b>XÁC NHẬN:</b>")
    rows = [
        ("1. Họ và tên", f"<b>{fill('full_name', who.name.upper())}</b>"),
        ("2. Giới tính", fill("sex", who.sex)),
        ("3. Ngày, tháng, năm sinh", born("birth_date", who)),
        ("4. Nơi sinh", fill("birth_place", who.origin)),
        ("5. Quốc tịch", fill("nationality", "Việt Nam")),
        ("6. Nơi thường trú", fill("residence", an_old_place(rng).house(rng))),
        ("7. Nơi tạm trú", "Không"),
        ("8. Giấy CMND/Hộ chiếu", f"Căn cước công dân; Số: {fill('id_number', who.id_number)}; Cấp ngày {short(who.id_issued)}; Tại: Cục Cảnh sát QLHC về TTXH"),
    ]  # fmt: skip
    if second:
        rows += [("9. Họ và tên cha", fill("father_name", elder_f)), ("10. Họ và tên mẹ", fill("mother_name", elder_m)), ("11. Họ và tên vợ/chồng", case.spouse.name)]  # fmt: skip
    pairs(pad, rows, tab=56)
    pad.para(f"<b>{12 if second else 9}. Tình trạng án tích:</b>", indent=0)
    pad.table([38, 36, 48, 40], [["Số bản án; ngày tháng năm; Tòa án tuyên", "Tội danh, điều khoản", "Hình phạt chính, hình phạt bổ sung", "Tình trạng thi hành án"], [fill("criminal_status", "Không có án tích"), "///", "///", "///"]], size=11)  # fmt: skip
    pad.para(f"<b>{13 if second else 10}. Thông tin về cấm đảm nhiệm chức vụ, thành lập, quản lý doanh nghiệp, hợp tác xã:</b> Không.", indent=0)  # fmt: skip
    top = pad.y + 2
    signed(pad, 0.24, ["NGƯỜI LẬP PHIẾU"], case.clerk, note="(Ký, ghi rõ họ tên)", top=top)
    signed(pad, 0.75, ["KT. GIÁM ĐỐC", fill("signer_title", "PHÓ GIÁM ĐỐC")], case.official, field="signer", unit="SỞ TƯ PHÁP", top=top)  # fmt: skip
    return pad.paper()


def judicial_request_of_2024(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Mẫu số 03/2024/LLTP in its nineteen items, with the table of places lived in and the notes."""
    who, rng = case.owner, pad.rng
    type_of(pad, "serif", 12.5, 1.32)
    pad.put("<b>Mẫu số 03/2024/LLTP</b>", pad.right, pad.y - 7, size=11, align="right")
    nation_head(pad)
    title(pad, "TỜ KHAI YÊU CẦU CẤP PHIẾU LÝ LỊCH TƯ PHÁP", size=14, about=["<i>(Dùng cho cá nhân có yêu cầu cấp Phiếu lý lịch tư pháp)</i>"])  # fmt: skip
    pad.centre(f"Kính gửi: {fill('addressee', rng.choice(['Công an thành phố Hà Nội - Phòng Hồ sơ nghiệp vụ', 'Trung tâm Lý lịch tư pháp quốc gia', 'Sở Tư pháp thành phố Hà Nội']))}", gap=3)  # fmt: skip
    line = pad.blank_line
    line(("1. Tên tôi là (ghi bằng chữ in hoa, đủ dấu):", fill("full_name", who.name.upper())))
    line(("2. Tên gọi khác (nếu có):", ""), ("3. Giới tính:", fill("sex", who.sex)))
    line(("4. Ngày, tháng, năm sinh:", born("birth_date", who, "%d-%m-%Y")))
    line(("5. Chứng minh nhân dân/Thẻ căn cước công dân/Thẻ căn cước/Giấy chứng nhận căn cước/Hộ chiếu:", "Thẻ căn cước."), )  # fmt: skip
    line(("Số:", fill("id_number", who.id_number)), ("Cấp ngày", on(who.id_issued).removeprefix("ngày ")))
    line(("Tại:", "Cục Cảnh sát quản lý hành chính về trật tự xã hội"))
    line(("6. Nơi sinh (tỉnh/thành phố trực thuộc Trung ương):", fill("birth_place", who.origin)))
    line(("7. Quốc tịch:", fill("nationality", "Việt Nam")), ("8. Dân tộc:", fill("ethnicity", who.ethnic)))
    line(("9. Nơi thường trú:", fill("residence", who.address)))
    line(("10. Nơi tạm trú:", "Không"))
    line(("11. Họ và tên cha (ghi bằng chữ in hoa, đủ dấu):", fill("father_name", a_name(rng, male=True, surname=who.name.split()[0]).upper())), ("Năm sinh:", fill("father_birth_date", str(who.birth.year - 29))))  # fmt: skip
    line(("12. Họ và tên mẹ (ghi bằng chữ in hoa, đủ dấu):", fill("mother_name", a_name(rng, male=False).upper())), ("Năm sinh:", fill("mother_birth_date", str(who.birth.year - 27))))  # fmt: skip
    line(("13. Họ và tên vợ/chồng:", case.spouse.name.upper()), ("Năm sinh:", str(case.spouse.birth.year)))
    line(("14. Số điện thoại/e-mail:", fill("phone", f"09{rng.randrange(10**7, 10**8)}")))
    pad.para("15. Quá trình cư trú, nghề nghiệp, nơi làm việc từ khi đủ 14 tuổi:", indent=0)
    turned = who.birth.year + 14
    pad.table([34, 66, 66], [["Từ tháng, năm đến tháng, năm", "Nơi thường trú/Tạm trú", "Nghề nghiệp, nơi làm việc"], [f"{who.birth.month}/{turned} - 6/{turned + 4}", an_old_place(rng).within(rng), "Học sinh"], [f"7/{turned + 4} - nay", who.address, "Lao động tự do"]], size=11)  # fmt: skip
    line(("16. Thông tin về án tích, nội dung bị cấm đảm nhiệm chức vụ, thành lập, quản lý doanh nghiệp, hợp tác xã (nếu có):", "Không"))  # fmt: skip
    pad.para(f"17. Yêu cầu cấp Phiếu lý lịch tư pháp: {ticks('Số 1', 'Số 2', chosen=rng.randrange(2))}", indent=0)
    line(("18. Mục đích yêu cầu cấp Phiếu lý lịch tư pháp:", fill("purpose", rng.choice(["Xin việc làm", "Xuất khẩu lao động", "Đi du học", "Thi tuyển công chức"]))))  # fmt: skip
    pad.para("19. Hình thức, phương thức nhận kết quả:", indent=0)
    pad.para(
        f"- Nhận Phiếu lý lịch tư pháp bằng giấy {ticks('trực tiếp', 'qua dịch vụ bưu chính', chosen=1)}", indent=0
    )
    pad.para(f"Địa chỉ nhận kết quả: {who.address}.  Số lượng Phiếu: 01", indent=0)
    pad.para("Tôi xin cam đoan những lời khai trên là đúng sự thật và chịu trách nhiệm về lời khai của mình.")
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.day)}</i>", align="right")
    signed(pad, 0.74, ["Người khai"], who.name, note="(Ký, ghi rõ họ, tên)")
    small_print(
        pad,
        "1. Biểu mẫu này được sử dụng trong trường hợp nộp hồ sơ giấy (nộp trực tiếp hoặc qua dịch vụ bưu chính). Người yêu cầu cấp Phiếu lý lịch tư pháp kê khai đầy đủ thông tin có trong biểu mẫu.",
        "2. Thông tin số (5): ghi rõ là chứng minh nhân dân, thẻ căn cước công dân, thẻ căn cước, giấy chứng nhận căn cước hay hộ chiếu.",
        "3. Thông tin số (9), (10): ghi rõ nơi thường trú, tạm trú tại thời điểm yêu cầu cấp Phiếu lý lịch tư pháp.",
        head="Ghi chú:",
        size=10,
    )
    return pad.paper()
