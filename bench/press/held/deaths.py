"""Death: certificates of former years, extracts, notifications of wards and hospitals, declarations."""

from datetime import date, timedelta

from bench.press.case import Case
from bench.press.held.parts import (
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
    signed,
    small,
    small_print,
    ticks,
    type_of,
)
from bench.press.held.places import an_old_place
from bench.press.marks import emblem
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import a_day, date_in_words
from bench.press.stationery import MOTTO, NATION, dated, nation_head, on, short, title

_CAUSES = ("Tuổi già", "Bệnh hiểm nghèo", "Tai biến mạch máu não", "Bệnh tim mạch", "Tai nạn giao thông")


def certificate_of_2010(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Giấy chứng tử as given out until 2015, in its border, number and book at the left, the receiver's line at the foot."""
    dead, rng, place = case.elder, pad.rng, an_old_place(pad.rng)
    pad = another_sheet(pad, (210, 297), (28, 26, 26, 26))
    type_of(pad, "serif", 13, 1.55)
    lattice(pad, 9, colour=(90, 90, 96), band=6)
    died = a_day(rng, date(2003, 1, 4), date(2015, 11, 30))
    day = died + timedelta(days=rng.randrange(1, 12))
    pad.put(f"{fill('issuer', f'UBND {capital(place.ward)}')}", pad.left, pad.y, size=12)
    pad.put(f"{capital(place.district)}, TP Hà Nội", pad.left, pad.y + 6, size=12)
    pad.put(f"Số: {fill('document_number', str(rng.randrange(2, 120)))}", pad.right - 38, pad.y, size=12)
    pad.put(f"Quyển số: {fill('book_number', f'01/{day.year}')}", pad.right - 38, pad.y + 6, size=12)
    pad.y += 16
    pad.centre(f"<b>{NATION}</b>", size=13)
    pad.centre(f"<b>{MOTTO}</b>", size=13)
    pad.stamp(emblem(pad.ink.dpi, side_mm=14, colour=(150, 40, 40)), 98, pad.y + 1)
    pad.y += 17
    title(pad, "GIẤY CHỨNG TỬ", size=22)
    if rng.random() < 0.5:
        pad.centre("<b>(BẢN SAO)</b>", size=12)
    line = pad.blank_line
    line(("Họ và tên:", fill("full_name", dead.name.upper())), ("Giới tính:", fill("sex", dead.sex)))
    line(("Ngày, tháng, năm sinh:", born("birth_date", dead)))
    line(("Dân tộc:", fill("ethnicity", dead.ethnic)), ("Quốc tịch:", fill("nationality", "Việt Nam")))
    line(("Nơi thường trú/tạm trú cuối cùng:", fill("residence", place.house(rng))))
    line(("Số Giấy CMND/Hộ chiếu:", fill("id_number", f"01{rng.randrange(10**6, 10**7)}")))
    line((f"Đã chết vào lúc: {rng.randrange(24):02d} giờ {rng.randrange(60):02d} phút,", dated("death_date", died)))
    line(("(Bằng chữ):", date_in_words(died)))
    line(("Nơi chết:", fill("death_place", rng.choice(["Tại nhà", "Bệnh viện Bạch Mai, Hà Nội"]))))
    line(("Nguyên nhân chết:", fill("death_cause", rng.choice(_CAUSES))))
    line(("Nơi đăng ký:", fill("registration_place", f"UBND {place.ward}, {place.district}, Hà Nội")))
    line(("Ngày, tháng, năm đăng ký:", dated("registration_date", day)))
    line(("Họ và tên người đi khai tử:", case.owner.name), ("Quan hệ:", "Con đẻ"))
    top = pad.y + 3
    signed(pad, 0.22, ["CÁN BỘ TƯ PHÁP HỘ TỊCH"], case.clerk, note="(Ký, ghi rõ họ tên)", top=top, size=11.5)
    signed(pad, 0.74, ["NGƯỜI KÝ GIẤY CHỨNG TỬ", fill("signer_title", "CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {place.ward.upper()}", top=top, size=11.5)  # fmt: skip
    return pad.paper()


def extract_with_columns(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Trích lục khai tử in label columns, number and date below the title, the copy's remark in a box."""
    dead, rng = case.elder, pad.rng
    died, day = case.before(rng.randrange(9, 900)), case.before(rng.randrange(1, 8))
    type_of(pad, rng.choice(["serif", "sans"]), 12, 1.34)
    head(
        pad,
        [f"<b>{fill('issuer', f'ỦY BAN NHÂN DÂN {case.ward_caps}')}</b>", "THÀNH PHỐ HÀ NỘI"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"],
        rules="r",
    )
    title(pad, "TRÍCH LỤC KHAI TỬ", size=17)
    pad.centre(f"(BẢN SAO)    Số: {fill('document_number', f'{rng.randrange(5, 300)}/TLKT-BS')}    {dated('issue_date', day, short(day))}", size=11.5, gap=4)  # fmt: skip
    pairs(
        pad,
        [
            ("Họ, chữ đệm, tên người chết", f"<b>{fill('full_name', dead.name.upper())}</b>"),
            ("Giới tính", fill("sex", dead.sex)),
            ("Ngày, tháng, năm sinh", born("birth_date", dead)),
            ("Dân tộc - Quốc tịch", f"{fill('ethnicity', dead.ethnic)} - {fill('nationality', 'Việt Nam')}"),
            ("Giấy tờ tùy thân", card_of(dead, "id_number", rng)),
            ("Nơi cư trú cuối cùng", fill("residence", dead.address)),
            ("Đã chết vào lúc", f"{rng.randrange(24):02d} giờ {rng.randrange(60):02d} phút, {dated('death_date', died)}"),
            ("Ghi bằng chữ", date_in_words(died)),
            ("Nơi chết", fill("death_place", rng.choice(["Bệnh viện Bạch Mai, thành phố Hà Nội", dead.address]))),
            ("Nguyên nhân chết", fill("death_cause", rng.choice(_CAUSES))),
            ("Số Giấy báo tử", f"{rng.randrange(2, 90):02d}/GBT, do UBND {small(case.ward)} cấp {on(died + timedelta(days=1))}"),
            ("Đăng ký khai tử tại", fill("registration_place", f"UBND {small(case.ward)}, thành phố Hà Nội")),
            ("Ngày, tháng, năm đăng ký", dated("registration_date", died + timedelta(days=3))),
            ("Quyển số", fill("book_number", f"01/{died.year}")),
        ],
        tab=58,
    )  # fmt: skip
    top = pad.y + 3
    pad.frame(pad.left, top, pad.left + 62, top + 24, weight=0.2)
    pad.block("<i>Sao từ Cơ sở dữ liệu hộ tịch điện tử. Bản sao này có giá trị sử dụng như bản chính.</i>", pad.left + 2, top + 2, 58, 10, align="left")  # fmt: skip
    signed(pad, 0.74, ["KT. CHỦ TỊCH", fill("signer_title", "PHÓ CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {case.ward_caps}", top=top)  # fmt: skip
    return pad.paper()


def notification_of_the_ward(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A death at home, certified by the ward in the wording of Phụ lục 6 (giấy báo tử of the health ministry)."""
    dead, rng, died = case.elder, pad.rng, case.before(pad.rng.randrange(3, 10))
    type_of(pad, "serif", 13, 1.42)
    corner(pad, "Mẫu số 01 - Giấy báo tử", size=10)
    head(
        pad,
        ["<b>THÀNH PHỐ HÀ NỘI</b>", f"<b>{fill('issuer', f'ỦY BAN NHÂN DÂN {case.ward_caps}')}</b>", f"Số: {fill('document_number', f'{rng.randrange(2, 200):02d}/UBND-GBT')}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", f"<i>{case.ward.split(' ', 1)[1]}, {dated('issue_date', died + timedelta(days=1))}</i>"],
        rules="",
    )  # fmt: skip
    title(pad, "GIẤY BÁO TỬ", size=18)
    pad.para(f"{case.people_s_committee} thông báo:", indent=0)
    line = pad.blank_line
    line(("Ông/Bà:", fill("full_name", dead.name.upper())), ("Nam/Nữ:", fill("sex", dead.sex)))
    line(("Ngày/tháng/năm sinh:", born("birth_date", dead)), ("Tuổi:", str(died.year - dead.birth.year)))
    line(("Dân tộc:", dead.ethnic), ("Quốc tịch:", "Việt Nam"))
    line(("Nơi thường trú:", fill("residence", dead.address)))
    line(("Số định danh cá nhân/Hộ chiếu:", fill("id_number", dead.id_number)), ("Nơi cấp:", "Bộ Công an"))
    line((f"Đã tử vong vào lúc: {rng.randrange(24):02d} giờ {rng.randrange(60):02d} phút", dated("death_date", died)))
    line(("Nơi tử vong:", fill("death_place", f"Tại nhà, {dead.address}")))
    line(("Nguyên nhân tử vong:", fill("death_cause", rng.choice(_CAUSES))))
    line(("Họ tên người thân thích:", case.owner.name), ("Quan hệ:", "Con"))
    pad.para("Đề nghị gia đình đến Ủy ban nhân dân có thẩm quyền để đăng ký khai tử trong thời hạn 15 ngày kể từ ngày có người chết./.")  # fmt: skip
    signed(pad, 0.74, ["TM. ỦY BAN NHÂN DÂN", fill("signer_title", "CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {case.ward_caps}")  # fmt: skip
    return pad.paper()


def notification_of_a_clinic(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The hospital's form on A5, in boxes: department, case number, diagnosis, three signatures."""
    dead, rng, died = case.elder, pad.rng, case.before(pad.rng.randrange(3, 10))
    pad = another_sheet(pad, (210, 235), (15, 12, 15, 8))
    type_of(pad, "sans", 10.5, 1.25)
    name = rng.choice(["BỆNH VIỆN BẠCH MAI", "BỆNH VIỆN HỮU NGHỊ", "BỆNH VIỆN LÃO KHOA TRUNG ƯƠNG"])
    columns(
        pad,
        ["BỘ Y TẾ", f"<b>{fill('issuer', name)}</b>", f"Khoa: {rng.choice(['Cấp cứu A9', 'Hồi sức tích cực', 'Nội tổng hợp'])}"],
        ["MS: 11/BV-01", f"Số: {fill('document_number', f'{rng.randrange(30, 2000)}/GBT-BV')}", f"Mã bệnh án: {rng.randrange(10**7, 10**8)}"],
        gutter=50,
    )  # fmt: skip
    title(pad, "GIẤY BÁO TỬ", size=17)
    cells(pad, [("Họ và tên người bệnh", f"<b>{fill('full_name', dead.name.upper())}</b>", 3), ("Sinh ngày", born("birth_date", dead), 2), ("Giới", fill("sex", dead.sex), 1)])  # fmt: skip
    cells(pad, [("Số CCCD/Số định danh cá nhân", fill("id_number", dead.id_number), 2), ("Dân tộc", dead.ethnic, 1), ("Quốc tịch", "Việt Nam", 1)])  # fmt: skip
    cells(pad, [("Địa chỉ thường trú", fill("residence", dead.address), 1)])
    cells(pad, [("Vào viện lúc", short(died - timedelta(days=3)), 1), ("Tử vong lúc (giờ, phút)", f"{rng.randrange(24):02d}h{rng.randrange(60):02d}", 1), ("Ngày tử vong", dated("death_date", died), 2)])  # fmt: skip
    cells(pad, [("Nơi tử vong", fill("death_place", capital(name.lower()).replace("bạch mai", "Bạch Mai").replace("hữu nghị", "Hữu Nghị").replace("trung ương", "Trung ương")), 1), ("Nguyên nhân tử vong chính (ICD-10)", fill("death_cause", rng.choice(["I46 Ngừng tuần hoàn", "J18 Viêm phổi nặng", "I63 Nhồi máu não"])), 1)])  # fmt: skip
    pad.y += 3
    pad.para(f"Giấy báo tử được giao cho ông/bà {case.owner.name}, là con của người chết, để làm thủ tục đăng ký khai tử.", indent=0)  # fmt: skip
    pad.para(f"<i>Hà Nội, {dated('issue_date', died)}</i>", align="right")
    top = pad.y
    signed(pad, 0.18, ["NGƯỜI NHẬN"], case.owner.name, top=top, size=10, room=18)
    signed(pad, 0.48, ["BÁC SĨ ĐIỀU TRỊ"], case.stranger.name, top=top, size=10, room=18)
    signed(pad, 0.8, ["TUQ. GIÁM ĐỐC", fill("signer_title", "TRƯỞNG PHÒNG KHTH")], case.official, field="signer", unit=name, top=top, size=10, room=18)  # fmt: skip
    return pad.paper()


def declaration_with_notes(case: Case, ink: Ink, pad: Pad) -> Paper:
    """TT 04/2024 wording with numbered notes, answers in a column, the request for copies at the foot left."""
    dead, owner, rng = case.elder, case.owner, pad.rng
    died = case.before(rng.randrange(2, 14))
    type_of(pad, "serif", 12.5, 1.24)
    nation_head(pad)
    title(pad, "TỜ KHAI ĐĂNG KÝ KHAI TỬ", size=14)
    pad.centre(f"Kính gửi: (1) {fill('addressee', f'UBND {small(case.ward)}, TP Hà Nội')}", gap=2)
    pairs(
        pad,
        [
            ("Họ, chữ đệm, tên người yêu cầu", fill("applicant", owner.name)),
            ("Ngày, tháng, năm sinh", short(owner.birth)),
            ("Nơi cư trú (2)", fill("applicant_residence", owner.address)),
            ("Giấy tờ tùy thân (3)", card_of(owner, "applicant_id_number", rng)),
            ("Quan hệ với người đã chết", fill("applicant_relation", "Con")),
        ],
        tab=62,
    )
    pad.para("<b>Đề nghị cơ quan đăng ký khai tử cho người có tên dưới đây:</b>", indent=0)
    pairs(
        pad,
        [
            ("Họ, chữ đệm, tên", f"<b>{fill('full_name', dead.name.upper())}</b>"),
            ("Ngày, tháng, năm sinh", born("birth_date", dead)),
            ("Giới tính; dân tộc; quốc tịch (2)", f"{fill('sex', dead.sex)}; {fill('ethnicity', dead.ethnic)}; {fill('nationality', 'Việt Nam')}"),
            ("Nơi cư trú cuối cùng (2)", fill("residence", dead.address)),
            ("Giấy tờ tùy thân (3)", card_of(dead, "id_number", rng)),
            ("Đã chết vào lúc", f"{rng.randrange(24):02d} giờ {rng.randrange(60):02d} phút, {dated('death_date', died)}"),
            ("Nơi chết", fill("death_place", rng.choice(["Bệnh viện Bạch Mai, Hà Nội", "Tại nhà riêng"]))),
            ("Nguyên nhân chết", fill("death_cause", rng.choice(_CAUSES))),
            ("Số Giấy báo tử/Giấy tờ thay thế Giấy báo tử (4)", f"{rng.randrange(2, 99):02d}/GBT do {small(case.people_s_committee)} cấp {on(died + timedelta(days=1))}"),
        ],
        tab=62,
    )  # fmt: skip
    pad.para("Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật về cam đoan của mình.")  # fmt: skip
    pad.para(f"<i>Làm tại: {case.ward.split(' ', 1)[1]}, {dated('issue_date', case.day)}</i>", align="right")
    top = pad.y
    pad.put(f"Đề nghị cấp bản sao(5): {ticks('Có', 'Không', box='{}')}", pad.left, top + 3, size=11)
    pad.put("Số lượng: 03 bản", pad.left, top + 9, size=11)
    signed(pad, 0.74, ["Người yêu cầu"], owner.name, note="(Ký, ghi rõ họ, chữ đệm, tên)", room=17)
    small_print(
        pad,
        "(1) Ghi rõ tên cơ quan đăng ký khai tử.",
        "(2) Chỉ ghi trong trường hợp người có yêu cầu đăng ký hộ tịch chưa có/không cung cấp số định danh cá nhân.",
        "(3) Ví dụ: Căn cước công dân số 025188001010 do Cục Cảnh sát QLHC về TTXH cấp ngày 20/11/2021.",
        "(4) Nếu ghi theo Giấy báo tử thì gạch cụm từ “Giấy tờ thay thế Giấy báo tử”; (5) Đánh dấu X vào ô nếu có yêu cầu cấp bản sao.",
        head="Chú thích:",
        size=8.5,
    )
    return pad.paper()
