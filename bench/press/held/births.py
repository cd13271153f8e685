"""Birth: certificates, extracts, notifications and declarations of other years and other registers."""

from datetime import date, timedelta

from bench.press.case import Case
from bench.press.held.parts import (
    Told,
    another_sheet,
    born,
    capital,
    card_of,
    cells,
    columns,
    corner,
    fill,
    head,
    lattice,
    pairs,
    parents,
    side_by_side,
    signed,
    small_print,
    ticks,
    type_of,
)
from bench.press.held.places import an_old_place
from bench.press.marks import emblem
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import a_day, a_person, date_in_words
from bench.press.stationery import MOTTO, NATION, dated, nation_head, on, short, title

_HOSPITALS = ("Bệnh viện Bạch Mai", "Bệnh viện Phụ sản Trung ương", "Nhà hộ sinh B", "Bệnh viện đa khoa Xanh Pôn", "Trạm y tế xã")  # fmt: skip


def certificate_copy_of_2008(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The copy of QĐ 01/2006/QĐ-BTP and TT 08.a/2010: three rows of place at the left, number and book at the right, two signers."""
    who, rng, place = case.owner, pad.rng, an_old_place(pad.rng)
    father = a_person(rng, born=(1946, 1955), male=True, surname=who.name.split()[0])
    mother = a_person(rng, born=(1948, 1957), male=False)
    type_of(pad, "serif", 13, 1.5)
    corner(pad, rng.choice(["Mẫu TP/HT-2008-KS.2.a", "Mẫu TP/HT-2010-KS.2", "Mẫu TP/HT-1999-A.2"]), size=9.5)
    registered, copied = min(who.birth + timedelta(days=rng.randrange(5, 50)), case.day), a_day(rng, date(2008, 5, 2), date(2015, 11, 20))  # fmt: skip
    copied = max(copied, registered)
    kind_of, name = place.ward.split(" ", 1)
    pad.put(f"{capital(kind_of)}: {fill('issuer', name)}", pad.left, pad.y, size=12)
    pad.put(f"<b>{NATION}</b>", pad.right, pad.y, size=11.5, align="right")
    pad.put(capital(place.district), pad.left, pad.y + 6, size=12)
    pad.put(f"<b>{MOTTO}</b>", pad.right - 12, pad.y + 6, size=12, align="right")
    pad.put("Thành phố: Hà Nội", pad.left, pad.y + 12, size=12)
    pad.put(f"Số: {fill('document_number', str(rng.randrange(2, 300)))}", pad.right - 40, pad.y + 14, size=12)
    pad.put(f"Quyển số: {fill('book_number', f'{rng.randrange(1, 5):02d}/{registered.year}')}", pad.right - 40, pad.y + 20, size=12)  # fmt: skip
    pad.y += 34
    title(pad, "GIẤY KHAI SINH", size=19)
    pad.centre("<b>(BẢN SAO)</b>", size=12, gap=4)
    line = pad.blank_line
    line(("Họ và tên:", fill("full_name", who.name.upper())), ("Giới tính:", fill("sex", who.sex)))
    line(
        ("Ngày, tháng, năm sinh:", born("birth_date", who)),
        ("(Bằng chữ):", fill("birth_date_words", date_in_words(who.birth).lower())),
    )
    line(("Nơi sinh:", fill("birth_place", f"{rng.choice(_HOSPITALS[:4])}, Hà Nội")))
    line(("Dân tộc:", fill("ethnicity", who.ethnic)), ("Quốc tịch:", fill("nationality", "Việt Nam")))
    line(("Quê quán:", fill("hometown", who.origin)))
    for label, one in (("cha", Told("father", father, place.house(rng))), ("mẹ", Told("mother", mother, place.house(rng)))):  # fmt: skip
        line((f"Họ và tên {label}:", one.name))
        line(("Dân tộc:", one.ethnic), ("Quốc tịch:", one.nation), ("Năm sinh:", one.year))
        line(("Nơi thường trú/tạm trú:", one.lives))
    line(("Nơi đăng ký:", fill("registration_place", f"Ủy ban nhân dân {place.ward}, {place.district}, Hà Nội")))
    line(("Ngày, tháng, năm đăng ký:", dated("registration_date", registered)))
    line(("Ghi chú:", rng.choice(["", "Đăng ký quá hạn", "Cấp lại"])))
    pad.put("<i>Sao từ Sổ đăng ký khai sinh</i>", pad.right - 68, pad.y + 2, size=12)
    pad.put(f"<i>{dated('issue_date', copied, on(copied).capitalize())}</i>", pad.right - 68, pad.y + 8, size=12)
    pad.y += 15
    top = pad.y
    signed(pad, 0.2, ["CÁN BỘ TƯ PHÁP HỘ TỊCH"], case.clerk, top=top, size=11.5, room=20)
    signed(pad, 0.74, ["TM. UỶ BAN NHÂN DÂN", fill("signer_title", "CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {place.ward.upper()}", room=22)  # fmt: skip
    return pad.paper()


def certificate_in_columns(case: Case, ink: Ink, pad: Pad) -> Paper:
    """An original of 1999 to 2006: ornamental border, coat of arms, the parents in two columns of a table."""
    rng, place = pad.rng, an_old_place(pad.rng)
    child = a_person(rng, born=(1999, 2005))
    father = a_person(rng, born=(1966, 1976), male=True, surname=child.name.split()[0])
    mother = a_person(rng, born=(1968, 1979), male=False)
    dad, mum = Told("father", father, place.house(rng)), Told("mother", mother, place.house(rng))
    pad = another_sheet(pad, (210, 297), (27, 26, 25, 26))
    type_of(pad, "serif", 12.5, 1.5)
    lattice(pad, 9, colour=rng.choice([(150, 60, 110), (60, 110, 90), (176, 60, 70)]))
    day = child.birth + timedelta(days=rng.randrange(6, 60))
    pad.centre(f"<b>{NATION}</b>", size=12.5)
    pad.centre(f"<b>{MOTTO}</b>", size=12.5)
    pad.stamp(emblem(pad.ink.dpi, side_mm=16), 97, pad.y + 1)
    pad.y += 18
    title(pad, "GIẤY KHAI SINH", size=22)
    pad.centre(f"Số: {fill('document_number', f'{rng.randrange(2, 300)}')}    Quyển: {fill('book_number', f'{rng.randrange(1, 4):02d}/{day.year}')}", gap=3)  # fmt: skip
    line = pad.blank_line
    line(("Họ và tên:", f"<b>{fill('full_name', child.name.upper())}</b>"), ("Nam, nữ:", fill("sex", child.sex)))
    line(("Sinh ngày:", born("birth_date", child, "%d tháng %m năm %Y")))
    line(("Viết bằng chữ:", fill("birth_date_words", date_in_words(child.birth))))
    line(("Nơi sinh:", fill("birth_place", f"{rng.choice(_HOSPITALS[:4])}, thành phố Hà Nội")))
    line(("Dân tộc:", fill("ethnicity", child.ethnic)), ("Quốc tịch:", fill("nationality", "Việt Nam")))
    pad.y += 2
    pad.table(
        [40, 60, 60],
        [
            ["Phần khai về cha, mẹ", "NGƯỜI CHA", "NGƯỜI MẸ"],
            ["Họ và tên", dad.name, mum.name],
            ["Ngày, tháng, năm sinh", dad.born, mum.born],
            ["Dân tộc", dad.ethnic, mum.ethnic],
            ["Quốc tịch", dad.nation, mum.nation],
            ["Nghề nghiệp", "Công nhân", "Giáo viên"],
            ["Nơi thường trú", dad.lives, mum.lives],
        ],
        size=11.5,
    )
    line(("Họ tên, năm sinh, nơi thường trú của người đứng khai:", f"{father.name}, {father.birth.year}"))
    line(("Quan hệ với người được khai sinh:", "Cha đẻ"))
    pad.para(f"Đăng ký tại {fill('registration_place', f'UBND {place.ward}, {place.district}')} {dated('registration_date', day)}.", indent=0)  # fmt: skip
    top = pad.y + 2
    signed(pad, 0.24, ["NGƯỜI ĐỨNG KHAI"], father.name, note="(Ký và ghi rõ họ tên)", top=top, size=11.5)
    signed(pad, 0.74, ["TM. UBND", fill("signer_title", "PHÓ CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {place.ward.upper()}", top=top, size=11.5)  # fmt: skip
    return pad.paper()


def extract_in_columns(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A copy from the electronic register: no leaders, rows numbered, parents beside each other, a note on where it is from."""
    child, (mother, father), rng = case.child, parents(case), pad.rng
    type_of(pad, rng.choice(["serif", "sans"]), 11.5, 1.3)
    day = max(case.before(rng.randrange(1, 5)), child.birth + timedelta(days=4))
    head(
        pad,
        [f"<b>{fill('issuer', f'ỦY BAN NHÂN DÂN {case.ward_caps}')}</b>", "THÀNH PHỐ HÀ NỘI", f"Số: {fill('document_number', f'{rng.randrange(10, 900)}/TLKS')}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"],
        rules="r",
    )  # fmt: skip
    pad.para(f"<i>{case.ward.split(' ', 1)[1]}, {dated('issue_date', day)}</i>", align="right", gap=4)
    title(pad, "TRÍCH LỤC", "GHI VÀO SỔ HỘ TỊCH VIỆC KHAI SINH" if rng.random() < 0.3 else "KHAI SINH", about=["<b>(BẢN SAO)</b>"], size=16)  # fmt: skip
    pad.para("<b>I. NGƯỜI ĐƯỢC KHAI SINH</b>", indent=0)
    pairs(
        pad,
        [
            ("1. Họ, chữ đệm, tên", f"<b>{fill('full_name', child.name.upper())}</b>"),
            (
                "2. Ngày, tháng, năm sinh",
                f"{born('birth_date', child)} ({fill('birth_date_words', date_in_words(child.birth).lower())})",
            ),
            ("3. Giới tính", fill("sex", child.sex)),
            ("4. Dân tộc / Quốc tịch", f"{fill('ethnicity', child.ethnic)} / {fill('nationality', 'Việt Nam')}"),
            ("5. Nơi sinh", fill("birth_place", f"{rng.choice(_HOSPITALS[:4])}, thành phố Hà Nội")),
            ("6. Quê quán", fill("hometown", father.origin)),
            ("7. Số định danh cá nhân", fill("id_number", child.id_number)),
        ],
        tab=60,
    )
    pad.para("<b>II. CHA, MẸ</b>", indent=0)
    columns(
        pad,
        *(
            [f"Họ, chữ đệm, tên người {label}: {one.name}", f"Năm sinh: {one.year}", f"Dân tộc: {one.ethnic}", f"Quốc tịch: {one.nation}", f"Nơi cư trú: {one.lives}"]
            for label, one in (("mẹ", Told("mother", mother)), ("cha", Told("father", father)))
        ),
        rule=True,
    )  # fmt: skip
    pad.para("<b>III. ĐĂNG KÝ</b>", indent=0)
    pairs(pad, [("Đăng ký khai sinh tại", fill("registration_place", f"UBND {case.ward[0].lower()}{case.ward[1:]}, TP Hà Nội")), ("Số / Quyển số", f"{rng.randrange(3, 300)}/{fill('book_number', f'01/{day.year}')}"), ("Ngày đăng ký", dated("registration_date", day, short(day))), ("Ghi chú", "Không")], tab=60)  # fmt: skip
    pad.para("<i>Trích lục này được thực hiện từ Cơ sở dữ liệu hộ tịch điện tử.</i>", indent=0, size=11)
    signed(pad, 0.72, ["NGƯỜI KÝ TRÍCH LỤC", fill("signer_title", "CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {case.ward_caps}", note="(Ký, ghi rõ họ, chữ đệm, tên, chức vụ; đóng dấu)")  # fmt: skip
    return pad.paper()


def notification_on_a5(case: Case, ink: Ink, pad: Pad) -> Paper:
    """TT 17/2012/TT-BYT on A5 across: book number, insurance card, three who sign, what parents should note."""
    child, (mother, father), rng = case.child, parents(case), pad.rng
    mum = Told("mother", mother)
    house = rng.choice(["BỆNH VIỆN ĐA KHOA HÀ ĐÔNG", "BỆNH VIỆN ĐA KHOA ĐÔNG ANH", "BỆNH VIỆN THANH NHÀN", "TRẠM Y TẾ XÃ CỔ LOA"])  # fmt: skip
    pad = another_sheet(pad, (210, 200), (16, 14, 14, 8))
    type_of(pad, "serif", 11, 1.28)
    corner(pad, "Phụ lục 01, Thông tư số 17/2012/TT-BYT", size=8.5)
    head(
        pad,
        ["Đơn vị: Sở Y tế Hà Nội", f"<b>{fill('issuer', house)}</b>", f"Số: {fill('document_number', f'{rng.randrange(10, 4000)}/{child.birth.year}')}   Quyển số: {fill('book_number', f'{rng.randrange(1, 9):02d}')}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"],
        size=10.5,
        rules="r",
    )  # fmt: skip
    title(pad, "GIẤY CHỨNG SINH", size=16)
    line = pad.blank_line
    line(("Họ và tên mẹ/Người nuôi dưỡng:", mum.name), ("Năm sinh:", mum.year))
    line(("Nơi đăng ký thường trú:", mum.lives))
    line(("Mã số BHXH/Thẻ BHYT số:", f"HN 4 01 {rng.randrange(10**9, 10**10)}"), ("Dân tộc:", mum.ethnic))
    line(("Số CMND/CCCD/Hộ chiếu:", mum.number), ("Ngày cấp:", short(mother.id_issued)), ("Nơi cấp:", "Cục CS"))  # fmt: skip
    line(("Họ và tên cha:", fill("father_name", father.name)))
    line(("Đã sinh con vào lúc:", f"{rng.randrange(24):02d} giờ {rng.randrange(60):02d} phút"), ("", dated("birth_date", child.birth)))  # fmt: skip
    line(("Tại:", fill("birth_place", f"{house.title().replace('Xã', 'xã').replace('Y Tế', 'y tế')}, Hà Nội")))
    line(("Số con trong lần sinh này:", "01"), ("Số lần sinh:", str(rng.randrange(1, 4))), ("Số con hiện sống:", "01"))
    line(("Giới tính của con:", fill("sex", child.sex)), ("Cân nặng:", f"{rng.randrange(24, 42) * 100} gram"), ("Hiện trạng của con:", "Bình thường"))  # fmt: skip
    line(("Dự định đặt tên con là:", fill("child_name", child.name)))
    pad.para(f"<i>Hà Nội, {dated('issue_date', child.birth + timedelta(days=1))}</i>", align="right")
    side_by_side(
        pad,
        ("Cha, mẹ hoặc người thân thích", "(Ký, ghi rõ họ tên, quan hệ với trẻ)", father.name),
        ("Người đỡ đẻ", "(Ký tên, ghi rõ chức danh)", case.stranger.name),
        ("Thủ trưởng cơ sở y tế", "(Ký tên, đóng dấu)", case.clerk),
        unit=house,
        room=14,
        size=10.5,
    )
    small_print(pad, "- Tên dự định đặt có thể thay đổi khi đăng ký khai sinh.  - Thời hạn đăng ký khai sinh cho con là 60 ngày kể từ ngày sinh.", head="Lưu ý:", size=8.5)  # fmt: skip
    return pad.paper()


def declaration_in_boxes(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The electronic form printed out: numbered boxes with small labels, the parents' marriage, a request for copies."""
    child, owner, (mother, father), rng = case.child, case.owner, parents(case), pad.rng
    type_of(pad, "sans", 11, 1.2)
    nation_head(pad)
    title(pad, "TỜ KHAI ĐĂNG KÝ KHAI SINH", size=15)
    pad.centre(f"Kính gửi: {fill('addressee', f'UBND {case.ward[0].lower()}{case.ward[1:]}, thành phố Hà Nội')}", size=11, gap=2)  # fmt: skip
    size = 10.5
    pad.para("<b>I. Thông tin về người yêu cầu đăng ký khai sinh</b>", indent=0, size=11)
    cells(pad, [("(1) Họ, chữ đệm, tên", fill("applicant", owner.name), 3), ("(5) Quan hệ với người được khai sinh", fill("applicant_relation", "Cha" if owner.male else "Mẹ"), 2)], size=size)  # fmt: skip
    cells(pad, [("(2) Số định danh cá nhân", fill("applicant_id_number", owner.id_number), 2), ("(3) Giấy tờ tùy thân: loại, số, ngày cấp, nơi cấp", f"Căn cước, cấp ngày {short(owner.id_issued)}, Bộ Công an", 3)], size=size)  # fmt: skip
    cells(pad, [("(4) Nơi cư trú", fill("applicant_residence", owner.address), 1)], size=size)
    pad.y += 2
    pad.para("<b>II. Thông tin về người được đăng ký khai sinh</b>", indent=0, size=11)
    cells(pad, [("(6) Họ, chữ đệm, tên", fill("full_name", child.name.upper()), 3), ("(8) Giới tính", fill("sex", child.sex), 1)], size=size)  # fmt: skip
    cells(pad, [("(7) Ngày, tháng, năm sinh", born("birth_date", child), 2), ("Ghi bằng chữ", fill("birth_date_words", date_in_words(child.birth)), 4)], size=size)  # fmt: skip
    cells(pad, [("(9) Dân tộc", fill("ethnicity", child.ethnic), 1), ("(10) Quốc tịch", fill("nationality", "Việt Nam"), 1), ("(12) Quê quán", fill("hometown", father.origin), 2)], size=size)  # fmt: skip
    cells(
        pad, [("(11) Nơi sinh", fill("birth_place", f"{rng.choice(_HOSPITALS[:4])}, thành phố Hà Nội"), 1)], size=size
    )
    for part, label, one in (("III", "mẹ", Told("mother", mother)), ("IV", "cha", Told("father", father))):
        pad.y += 2
        pad.para(f"<b>{part}. Thông tin về người {label} của người được đăng ký khai sinh</b>", indent=0, size=11)
        cells(pad, [("Họ, chữ đệm, tên", one.name, 3), ("Năm sinh", one.year, 1), ("Dân tộc", one.ethnic, 1), ("Quốc tịch", one.nation, 1)], size=size)  # fmt: skip
        cells(pad, [("Số định danh cá nhân", one.number, 2), ("Nơi cư trú", one.lives, 4)], size=size)  # fmt: skip
    pad.y += 2
    pad.para(
        f"V. Đề nghị cấp bản sao: {ticks('Có', 'Không')}   Số lượng: 0{rng.randrange(1, 6)} bản", indent=0, size=11
    )
    pad.para("<i>Người yêu cầu cam đoan các thông tin cung cấp là đúng sự thật và chịu hoàn toàn trách nhiệm trước pháp luật về nội dung khai của mình.</i>", indent=0, size=10)  # fmt: skip
    pad.para(f"<i>{case.ward.split(' ', 1)[1]}, {dated('issue_date', case.day)}</i>", align="right", size=11)
    signed(pad, 0.76, ["NGƯỜI YÊU CẦU"], owner.name, note="(Ký, ghi rõ họ, chữ đệm, tên)", size=11, room=14)
    return pad.paper()


def declaration_again(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Registering again a birth whose register is lost (Tờ khai đăng ký lại khai sinh), with two pages of notes."""
    who, rng, place = case.owner, pad.rng, an_old_place(pad.rng)
    father = a_person(rng, born=(1946, 1955), male=True, surname=who.name.split()[0])
    mother = a_person(rng, born=(1948, 1957), male=False)
    type_of(pad, "serif", 13, 1.4)
    nation_head(pad)
    title(pad, "TỜ KHAI ĐĂNG KÝ LẠI KHAI SINH", size=14)
    pad.centre(f"Kính gửi: (1) {fill('addressee', f'Ủy ban nhân dân {case.ward[0].lower()}{case.ward[1:]}')}", gap=3)
    line = pad.blank_line
    line(("Họ, chữ đệm, tên người yêu cầu:", fill("applicant", who.name)))
    line(("Nơi cư trú: (2)", fill("applicant_residence", who.address)))
    line(("Giấy tờ tùy thân: (3)", card_of(who, "applicant_id_number", rng)))
    line(("Quan hệ với người được khai sinh:", fill("applicant_relation", "Bản thân")))
    pad.para("<b>Đề nghị cơ quan đăng ký lại khai sinh cho người có tên dưới đây:</b>", indent=0)
    line(("Họ, chữ đệm, tên:", fill("full_name", who.name.upper())))
    line(
        ("Ngày, tháng, năm sinh:", born("birth_date", who, "%d-%m-%Y")),
        ("ghi bằng chữ:", fill("birth_date_words", date_in_words(who.birth))),
    )
    line(("Giới tính:", fill("sex", who.sex)), ("Dân tộc:", fill("ethnicity", who.ethnic)), ("Quốc tịch:", fill("nationality", "Việt Nam")))  # fmt: skip
    line(("Nơi sinh: (4)", fill("birth_place", place.within(rng))))
    line(("Quê quán:", fill("hometown", who.origin)))
    for label, one in (("cha", Told("father", father, place.house(rng))), ("mẹ", Told("mother", mother, place.house(rng)))):  # fmt: skip
        line((f"Họ, chữ đệm, tên người {label}:", one.name))
        line(("Năm sinh: (5)", one.year), ("Dân tộc:", one.ethnic), ("Quốc tịch:", one.nation))
        line(("Nơi cư trú: (2)", f"{one.lives} (đã chết)" if rng.random() < 0.3 else one.lives))
    line(("Đã đăng ký khai sinh tại: (6)", f"UBND {place.ward}, {place.district}"), ("năm", str(who.birth.year)))
    line(("Theo Giấy khai sinh số: (7)", str(rng.randrange(3, 200))), ("Quyển số:", "01"))
    pad.para("Tôi cam đoan những nội dung khai trên đây là đúng sự thật, tôi đã nộp đủ các giấy tờ hiện có và chịu hoàn toàn trách nhiệm trước pháp luật về nội dung cam đoan của mình.")  # fmt: skip
    pad.para(f"<i>Làm tại: {place.district.split(' ', 1)[1]}, {dated('issue_date', case.before(1))}</i>", align="right")
    signed(pad, 0.74, ["Người yêu cầu"], who.name, note="(Ký, ghi rõ họ, chữ đệm, tên)")
    pad.para(f"Đề nghị cấp bản sao: {ticks('Có', 'Không', chosen=1)}", indent=0)
    small_print(
        pad,
        "(1) Ghi rõ tên cơ quan đăng ký lại khai sinh.",
        "(2) Ghi theo nơi đăng ký thường trú; nếu không có nơi đăng ký thường trú thì ghi theo nơi đăng ký tạm trú; trường hợp không có cả hai thì ghi theo nơi đang sinh sống.",
        "(3) Ghi thông tin về giấy tờ tùy thân của người đi đăng ký. Ví dụ: Chứng minh nhân dân số 001089123 do Công an thành phố Hà Nội cấp ngày 20/10/2004.",
        "(4) Trường hợp sinh tại cơ sở y tế thì ghi rõ tên cơ sở y tế và địa chỉ trụ sở cơ sở y tế đó. Trường hợp sinh ra ngoài cơ sở y tế thì ghi địa danh của đơn vị hành chính nơi sinh ra.",
        "(5) Ghi đầy đủ ngày, tháng sinh của cha, mẹ (nếu có).",
        "(6) Ghi tên cơ quan đã đăng ký khai sinh trước đây.",
        "(7) Chỉ khai trong trường hợp biết rõ.",
        head="Chú thích:",
        size=10,
    )
    return pad.paper()
