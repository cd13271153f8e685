"""Residence papers: confirmations and declarations of earlier circulars, the household book."""

from datetime import date, timedelta

from bench.press.case import Case
from bench.press.held.parts import (
    another_sheet,
    born,
    corner,
    fill,
    head,
    numbered_comb,
    pairs,
    signed,
    small_print,
    type_of,
)
from bench.press.held.places import an_old_place
from bench.press.marks import seal
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import a_day, a_person
from bench.press.stationery import MOTTO, NATION, dated, nation_head, on, short, title


def confirmation_of_2021(case: Case, ink: Ink, pad: Pad) -> Paper:
    """CT07 of TT 56/2021/TT-BCA: district police, numbers in boxes, the household in a table, notes below."""
    owner, rng, place = case.owner, pad.rng, an_old_place(pad.rng)
    type_of(pad, "serif", 12.5, 1.22)
    corner(pad, "Mẫu CT07 ban hành kèm theo Thông tư", "số 56/2021/TT-BCA ngày 15/5/2021")
    day, where = a_day(rng, date(2022, 1, 4), date(2025, 6, 20)), place.house(rng)
    district = place.district.upper()
    head(
        pad,
        [f"CÔNG AN {district}", f"<b>{fill('issuer', f'CÔNG AN {place.ward.upper()}')}</b>", f"Số: {fill('document_number', f'{rng.randrange(20, 4000)}/XN-CAP')}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", f"<i>Hà Nội, {dated('issue_date', day)}</i>"],
        rules="",
    )  # fmt: skip
    title(pad, "XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ", size=14)
    pad.para("<b>I. Theo đề nghị của Ông/Bà:</b>", indent=0)
    pad.blank_line(("1. Họ, chữ đệm và tên:", fill("full_name", owner.name.upper())))
    pad.blank_line(("2. Ngày, tháng, năm sinh:", born("birth_date", owner)), ("3. Giới tính:", fill("sex", owner.sex)))
    numbered_comb(pad, "4. Số định danh cá nhân/CMND:", "id_number", owner.id_number)
    pad.blank_line(("5. Dân tộc:", fill("ethnicity", owner.ethnic)), ("6. Tôn giáo:", fill("religion", "Không")), ("7. Quốc tịch:", fill("nationality", "Việt Nam")))  # fmt: skip
    pad.blank_line(("8. Quê quán:", fill("hometown", owner.origin)))
    pad.para(f"<b>II. Công an {place.ward}, {place.district} xác nhận thông tin về cư trú của công dân, như sau:</b>", indent=0)  # fmt: skip
    pad.blank_line(("1. Nơi thường trú:", fill("residence", where)))
    pad.blank_line(("2. Nơi tạm trú:", "không đăng ký"))
    pad.blank_line(("3. Nơi ở hiện tại:", fill("current_residence", where)))
    pad.blank_line(("4. Họ, chữ đệm và tên chủ hộ:", fill("household_head", case.elder.name)), ("5. Quan hệ với chủ hộ:", "Con đẻ" if rng.random() < 0.5 else "Con dâu"))  # fmt: skip
    pad.para("6. Thông tin các thành viên khác trong hộ gia đình:", indent=0)
    members = [(case.spouse, "Con" if rng.random() < 0.5 else "Con rể"), (a_person(rng, born=(2006, 2014), surname=owner.name.split()[0]), "Cháu ruột")]  # fmt: skip
    rows = [["TT", "Họ, chữ đệm và tên", "Ngày, tháng, năm sinh", "Giới tính", "Số định danh cá nhân/CMND", "Quan hệ với chủ hộ"]]  # fmt: skip
    rows += [[str(k), p.name, short(p.birth), p.sex, p.id_number, kin] for k, (p, kin) in enumerate(members, 1)]
    pad.table([9, 46, 28, 16, 40, 28], rows, size=10.5, centred=(0, 2, 3, 4))
    pad.para("7. Nội dung xác nhận khác (nếu có): Không.", indent=0)
    until = day.replace(day=min(day.day, 28)) + timedelta(days=180)
    pad.para(f"Xác nhận này có giá trị đến hết {dated('expiry_date', until)}./.", indent=8)
    signed(pad, 0.75, ["THỦ TRƯỞNG CƠ QUAN ĐĂNG KÝ CƯ TRÚ"], f"{rng.choice(['Trung tá', 'Thiếu tá', 'Đại úy'])} {fill('signer', case.official)}", note="(Ký, ghi rõ họ tên và đóng dấu)", unit=f"CÔNG AN {place.ward.upper()}", room=20)  # fmt: skip
    return pad.paper()


def confirmation_from_the_register(case: Case, ink: Ink, pad: Pad) -> Paper:
    """As printed from the national population database in 2026: labels in a column, a bar of the form's name, no table."""
    owner, rng, day = case.owner, pad.rng, case.before(pad.rng.randrange(3, 40))
    type_of(pad, "serif", 12.5, 1.34)
    head(
        pad,
        ["CÔNG AN THÀNH PHỐ HÀ NỘI", f"<b>{fill('issuer', f'CÔNG AN {case.ward_caps}')}</b>"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"],
    )
    pad.put(f"Số: {fill('document_number', f'{rng.randrange(100, 9999)}/CT07-CA')}", pad.left, pad.y)
    pad.put("<b>Mẫu CT07</b>", pad.right, pad.y, size=11, align="right")
    pad.y += 9
    title(pad, "GIẤY XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ", size=15, rule=True)
    pad.para(f"Căn cứ Luật Cư trú và dữ liệu trong Cơ sở dữ liệu quốc gia về dân cư, Công an {case.ward[0].lower()}{case.ward[1:]} xác nhận:")  # fmt: skip
    pairs(
        pad,
        [
            ("Họ, chữ đệm và tên", f"<b>{fill('full_name', owner.name.upper())}</b>"),
            ("Số định danh cá nhân", fill("id_number", owner.id_number)),
            ("Sinh ngày", born("birth_date", owner)),
            ("Giới tính", fill("sex", owner.sex)),
            ("Dân tộc", fill("ethnicity", owner.ethnic)),
            ("Quê quán", fill("hometown", owner.origin)),
            ("Nơi thường trú", fill("residence", owner.address)),
            ("Nơi ở hiện tại", fill("current_residence", owner.address)),
            ("Chủ hộ", fill("household_head", case.elder.name.upper())),
            ("Quan hệ với chủ hộ", "Con"),
            ("Thời điểm đăng ký", f"{rng.randrange(1, 28):02d}/{rng.randrange(1, 12):02d}/{rng.randrange(2003, 2021)}"),
        ],
        tab=58,
    )
    pad.para("Mục đích xác nhận: bổ sung hồ sơ theo đề nghị của công dân. Giấy này có giá trị 01 năm kể từ ngày cấp.", indent=8)  # fmt: skip
    pad.para(f"<i>{case.ward.split(' ', 1)[1]}, {dated('issue_date', day)}</i>", align="right")
    top = pad.y
    signed(pad, 0.25, ["CÁN BỘ TRA CỨU"], case.clerk, note="(Ký, ghi rõ họ tên)", top=top, room=20)
    signed(pad, 0.74, ["KT. TRƯỞNG CÔNG AN", fill("signer_title", "PHÓ TRƯỞNG CÔNG AN")], case.official, field="signer", unit=f"CÔNG AN {case.ward_caps}")  # fmt: skip
    return pad.paper()


def declaration_of_2021(case: Case, ink: Ink, pad: Pad) -> Paper:
    """CT01 of TT 56/2021/TT-BCA: two boxed numbers, an empty table of members, four people to sign, notes overleaf."""
    owner, rng = case.owner, pad.rng
    type_of(pad, "serif", 12.5, 1.36)
    corner(pad, "Mẫu CT01 ban hành kèm theo Thông tư số 56/2021/TT-BCA")
    nation_head(pad)
    title(pad, "TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ", size=14)
    place = an_old_place(rng)
    where, day = place.house(rng), a_day(rng, date(2021, 7, 5), date(2023, 12, 20))
    pad.centre(f"Kính gửi<b>(1)</b>: {fill('addressee', f'Công an {place.ward}, {place.district}')}", gap=3)
    pad.blank_line(("1. Họ, chữ đệm và tên:", fill("full_name", owner.name.upper())))
    pad.blank_line(("2. Ngày, tháng, năm sinh:", born("birth_date", owner, "%d / %m / %Y")), ("3. Giới tính:", fill("sex", owner.sex)))  # fmt: skip
    numbered_comb(pad, "4. Số định danh cá nhân/CMND:", "id_number", owner.id_number)
    pad.blank_line(("5. Số điện thoại liên hệ:", fill("phone", f"09{rng.randrange(10**7, 10**8)}")), ("6. Email:", ""))
    pad.blank_line(("7. Nơi thường trú:", fill("residence", where)))
    pad.blank_line(("8. Nơi tạm trú:", "Không"))
    pad.blank_line(("9. Nơi ở hiện tại:", fill("current_residence", where)))
    pad.blank_line(
        ("10. Nghề nghiệp, nơi làm việc:", rng.choice(["Lao động tự do", "Kế toán, Công ty Cổ phần Hồng Hà"]))
    )
    pad.blank_line(("11. Họ, chữ đệm và tên chủ hộ:", fill("household_head", case.elder.name)), ("12. Quan hệ với chủ hộ:", fill("household_head_relation", "Con")))  # fmt: skip
    numbered_comb(pad, "13. Số định danh cá nhân/CMND của chủ hộ:", "household_head_id_number", case.elder.id_number, cell=4.6)  # fmt: skip
    pad.blank_line(("14. Nội dung đề nghị<b>(2)</b>:", fill("request_content", rng.choice(["Tách hộ tại cùng một chỗ ở hợp pháp", "Điều chỉnh thông tin về cư trú: nghề nghiệp", "Gia hạn tạm trú 02 năm"]))))  # fmt: skip
    pad.para("15. Những thành viên trong hộ gia đình cùng thay đổi:", indent=0)
    rows = [["TT", "Họ, chữ đệm và tên", "Ngày, tháng, năm sinh", "Giới tính", "Số định danh cá nhân/ CMND", "Quan hệ với người có thay đổi"]]  # fmt: skip
    pad.table([9, 44, 30, 16, 38, 34], rows + [["", "", "", "", "", ""]] * 3, size=10.5, least=7)
    four = [("Ý KIẾN CỦA CHỦ HỘ", "Đồng ý", case.elder.name), ("Ý KIẾN CỦA CHỦ SỞ HỮU", "", ""), ("Ý KIẾN CỦA CHA, MẸ", "", ""), ("NGƯỜI KÊ KHAI", "(Ký, ghi rõ họ tên)", owner.name)]  # fmt: skip
    pad.need(48)
    top = pad.y + 1
    for k, (role, note, name) in enumerate(four):
        pad.put("....,ngày.....tháng....năm....." if k < 3 else dated("issue_date", day, short(day)), pad.left + pad.width * (k + 0.5) / 4, top, size=8.5, align="center")  # fmt: skip
        signed(pad, (k + 0.5) / 4, [role], name, note=note, top=top + 5, size=9.5, room=15, pen=bool(name))
    pad.y = top + 38
    small_print(
        pad,
        "(1) Cơ quan đăng ký cư trú.",
        "(2) Ghi rõ ràng, cụ thể nội dung đề nghị. Ví dụ: đăng ký thường trú; đăng ký tạm trú; tách hộ; xác nhận thông tin về cư trú...",
        "(3) Áp dụng đối với các trường hợp quy định tại khoản 2, khoản 3, khoản 4, khoản 5, khoản 6 Điều 20; khoản 1 Điều 25 Luật Cư trú. Việc lấy ý kiến của chủ hộ được thực hiện theo các phương thức quy định.",
        "(4) Trường hợp chủ sở hữu chỗ ở hợp pháp gồm nhiều cá nhân thì phải ghi rõ họ, chữ đệm, tên của các cá nhân đó.",
        head="Chú thích:",
    )
    return pad.paper()


def household_book(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The book of TT 36/2014/TT-BCA: a cover, the page of the head of the household, a page of a member, A5 copied on A4."""
    rng, place, chief = pad.rng, an_old_place(pad.rng), case.elder
    pad = another_sheet(pad, (210, 297), (34, 24, 34, 60))
    type_of(pad, "serif", 12, 1.5)
    number, day = f"{rng.randrange(10**8, 10**9):09d}", a_day(rng, date(2008, 2, 1), date(2021, 6, 20))
    where = place.house(rng)
    pad.frame(26, 18, 184, 240, weight=0.3)
    for row in (f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"):
        pad.centre(row, size=12)
    pad.y += 34
    title(pad, "SỔ HỘ KHẨU", size=26)
    pad.centre(f"Số: {fill('book_number', number)}", size=14, gap=10)
    pairs(pad, [("Họ và tên chủ hộ", f"<b>{fill('household_head', chief.name.upper())}</b>"), ("Nơi thường trú", fill("residence", where))], tab=44)  # fmt: skip
    pad.y += 6
    pad.para(f"<i>Hà Nội, {dated('issue_date', day)}</i>", align="right")
    signed(pad, 0.72, [f"TRƯỞNG CÔNG AN {place.district.upper()}"], case.official, field="signer", unit=f"CÔNG AN {place.district.upper()}")  # fmt: skip
    pad.put(
        f"Hồ sơ hộ khẩu số: {rng.randrange(100, 9999)}   Tờ số: {rng.randrange(1, 300):02d}", pad.left, 228, size=10
    )
    in_law = "Con rể" if case.spouse.male else "Con dâu"
    members = [("CHỦ HỘ", chief), ("QUAN HỆ VỚI CHỦ HỘ: Con", case.owner), (f"QUAN HỆ VỚI CHỦ HỘ: {in_law}", case.spouse)]  # fmt: skip
    for sheet, (role, person) in enumerate(members[: rng.randrange(2, 4)], 2):
        pad.new_sheet()
        pad.frame(26, 18, 184, 240, weight=0.3)
        pad.centre(f"<b>{role}</b>", size=13, gap=4)
        pad.blank_line(("Họ và tên:", fill("full_name", person.name.upper())))
        pad.blank_line(("Họ và tên gọi khác (nếu có):", ""))
        pad.blank_line(("Ngày, tháng, năm sinh:", born("birth_date", person)), ("Giới tính:", fill("sex", person.sex)))
        pad.blank_line(("Nguyên quán:", fill("hometown", person.origin)))
        pad.blank_line(("Dân tộc:", fill("ethnicity", person.ethnic)), ("Tôn giáo:", "Không"), ("Quốc tịch:", "VN"))
        pad.blank_line(("CMND số:", fill("id_number", person.id_number)), ("Hộ chiếu số:", ""))
        pad.blank_line(("Nghề nghiệp, nơi làm việc:", rng.choice(["Nghỉ hưu", "Buôn bán", "Công nhân Nhà máy Dệt", "Tự do"])))  # fmt: skip
        pad.blank_line(("Chuyển đến ngày:", short(day)), ("Nơi thường trú trước khi chuyển đến:", ""))
        pad.blank_line(("", ""))
        pad.y += 3
        pad.para(f"<i>{on(day).capitalize()}</i>", align="right")
        top = pad.y
        signed(pad, 0.22, ["CÁN BỘ ĐĂNG KÝ"], case.clerk, note="(Ký, ghi rõ họ tên)", top=top, size=11)
        signed(pad, 0.76, [f"TRƯỞNG CÔNG AN {place.district.upper()}"], case.official, top=top, size=11)
        pad.stamp(seal(rng, f"CÔNG AN {place.district.upper()}", pad.ink.dpi, side_mm=33), 108, top + 4, wet=True)
        pad.y = max(top + 44, 196)
        pad.para("<b>Lý do xóa đăng ký thường trú:</b>", indent=0, size=10.5)
        pad.blank_line(("", ""))
        pad.put(str(sheet), 105, 233, size=10, align="center")
    return pad.paper()


def card_request(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The card declaration of TT 17/2024/TT-BCA: numbers in boxes, a choice of what is asked for, a receipt at the foot."""
    who, rng = case.owner, pad.rng
    type_of(pad, "serif", 12.5, 1.4)
    corner(pad, "Mẫu CC01 ban hành kèm theo Thông tư", "số 17/2024/TT-BCA ngày 15/5/2024", size=9.5)
    nation_head(pad)
    title(pad, "TỜ KHAI CĂN CƯỚC", size=16)
    line = pad.blank_line
    line(("1. Họ, chữ đệm và tên khai sinh:", fill("full_name", who.name.upper())))
    line(("2. Họ, chữ đệm và tên gọi khác (nếu có):", ""))
    line(("3. Ngày, tháng, năm sinh:", born("birth_date", who)), ("4. Giới tính:", fill("sex", who.sex)))
    numbered_comb(pad, "5. Số định danh cá nhân:", "id_number", who.id_number)
    line(("6. Dân tộc:", fill("ethnicity", who.ethnic)), ("7. Tôn giáo:", "Không"), ("8. Quốc tịch:", "Việt Nam"))
    line(("9. Nơi đăng ký khai sinh:", fill("birth_place", who.origin)))
    line(("10. Quê quán:", fill("hometown", who.origin)))
    line(("11. Nơi thường trú:", fill("residence", who.address)))
    line(("12. Nơi ở hiện tại:", fill("current_residence", who.address)))
    line(("13. Nhóm máu (nếu có):", rng.choice(["O", "A", "B", ""])), ("14. Nghề nghiệp:", "Lao động tự do"))
    asked = rng.choice(["Cấp", "Cấp đổi", "Cấp lại"])
    line(("15. Yêu cầu cấp thẻ căn cước (cấp, cấp đổi, cấp lại):", fill("request_content", asked)))
    line(("16. Lý do:", rng.choice(["Hết thời hạn sử dụng", "Bị mất thẻ", "Thay đổi nơi cư trú"])))
    pad.para("Tôi xin cam đoan những thông tin kê khai trên là đúng sự thật./.")
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.day)}</i>", align="right")
    signed(pad, 0.74, ["NGƯỜI KHAI"], who.name, note="(Ký, ghi rõ họ tên)", room=18)
    small_print(pad, "Kết quả xác minh; thời gian hẹn trả thẻ và ý kiến của lãnh đạo phụ trách do cơ quan quản lý căn cước ghi.", size=9)  # fmt: skip
    return pad.paper()
