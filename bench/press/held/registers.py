"""What registers and courts give out: notes, confirmations, guardianship, adoption, judgments, residence notices, benefits."""

from datetime import date, timedelta

from bench.press.case import Case
from bench.press.held.parts import (
    Told,
    another_sheet,
    born,
    capital,
    card_of,
    columns,
    corner,
    fill,
    head,
    lattice,
    pairs,
    parents,
    side_by_side,
    signed,
    small,
    small_print,
    type_of,
)
from bench.press.held.places import an_old_place
from bench.press.marks import emblem
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import a_day, number_in_words
from bench.press.stationery import MOTTO, NATION, dated, on, short, title


def _ward_head(case: Case, pad: Pad, number: str, day: date) -> None:
    head(
        pad,
        ["THÀNH PHỐ HÀ NỘI", f"<b>{fill('issuer', f'ỦY BAN NHÂN DÂN {case.ward_caps}')}</b>", f"Số: {fill('document_number', number)}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", f"<i>Hà Nội, {dated('issue_date', day)}</i>"],
        rules="",
    )  # fmt: skip


def _extract_signed(case: Case, pad: Pad) -> None:
    signed(pad, 0.74, ["NGƯỜI KÝ TRÍCH LỤC", fill("signer_title", pad.rng.choice(["CHỦ TỊCH", "PHÓ CHỦ TỊCH"]))], case.official, field="signer", unit=f"UBND {case.ward_caps}", note="(Ký, ghi rõ họ, chữ đệm, tên, chức vụ và đóng dấu)")  # fmt: skip


def divorce_extract(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Trích lục ghi chú ly hôn, both sides in a table."""
    wife, husband = parents(case)
    rng, day = pad.rng, case.before(pad.rng.randrange(2, 40))
    type_of(pad, "serif", 12.5, 1.34)
    _ward_head(case, pad, f"{rng.randrange(1, 40):02d}/TLGCLH", day)
    title(pad, "TRÍCH LỤC GHI CHÚ LY HÔN", size=16)
    he, she = Told("husband", husband), Told("wife", wife)
    pad.table([42, 62, 62], [["Thông tin", "Bên nam", "Bên nữ"], ["Họ, chữ đệm, tên", he.caps, she.caps], ["Ngày, tháng, năm sinh", he.born, she.born], ["Dân tộc; quốc tịch", f"{husband.ethnic}; Việt Nam", f"{wife.ethnic}; Việt Nam"], ["Giấy tờ tùy thân", he.number, she.number], ["Nơi cư trú", husband.address, wife.address]], size=11.5)  # fmt: skip
    pad.para(f"Đã ly hôn theo Quyết định số {rng.randrange(100, 9000)}/{day.year - 1} của Tòa án quận 7, thành phố Seoul, Hàn Quốc, có hiệu lực từ {on(day - timedelta(days=200))}.", indent=0)  # fmt: skip
    pad.para(f"Đăng ký tại: {fill('registration_place', f'UBND {small(case.ward)}, thành phố Hà Nội')}; ngày {dated('registration_date', day, short(day))}; quyển số {fill('book_number', f'01/{day.year}')}.", indent=0)  # fmt: skip
    pad.para("Thực hiện trích lục từ: Sổ ghi chú ly hôn.", indent=0)
    _extract_signed(case, pad)
    return pad.paper()


def note_extract(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Trích lục ghi vào sổ hộ tịch các việc hộ tịch khác."""
    who, rng, day = case.owner, pad.rng, case.before(pad.rng.randrange(2, 40))
    type_of(pad, "serif", 13, 1.42)
    _ward_head(case, pad, f"{rng.randrange(1, 40):02d}/TLHTK", day)
    title(pad, "TRÍCH LỤC", "GHI VÀO SỔ HỘ TỊCH CÁC VIỆC HỘ TỊCH KHÁC", size=14)
    pairs(pad, [("Họ, chữ đệm, tên", f"<b>{fill('full_name', who.name.upper())}</b>"), ("Ngày, tháng, năm sinh", born("birth_date", who)), ("Giới tính; dân tộc; quốc tịch", f"{who.sex}; {who.ethnic}; Việt Nam"), ("Giấy tờ tùy thân", card_of(who, "id_number", rng)), ("Nội dung ghi vào sổ", rng.choice(["Tuyên bố mất năng lực hành vi dân sự theo quyết định của Tòa án", "Thôi quốc tịch Cộng hòa Séc, trở lại quốc tịch Việt Nam"])), ("Nơi đăng ký", fill("registration_place", f"UBND {small(case.ward)}")), ("Ngày đăng ký; quyển số", f"{dated('registration_date', day, short(day))}; {fill('book_number', f'01/{day.year}')}")], tab=56)  # fmt: skip
    _extract_signed(case, pad)
    return pad.paper()


def register_confirmation(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Văn bản xác nhận thông tin hộ tịch: what the register holds, in running text."""
    who, rng, day, place = case.owner, pad.rng, case.before(pad.rng.randrange(2, 40)), an_old_place(pad.rng)
    type_of(pad, "serif", 13, 1.42)
    _ward_head(case, pad, f"{rng.randrange(1, 90):02d}/XNTTHT", day)
    title(pad, "VĂN BẢN XÁC NHẬN THÔNG TIN HỘ TỊCH", size=15, rule=True)
    pad.para(f"Xét đề nghị của ông/bà {who.name}, {small(case.people_s_committee)} xác nhận:", indent=10)
    pairs(pad, [("Họ, chữ đệm, tên", f"<b>{fill('full_name', who.name.upper())}</b>"), ("Ngày, tháng, năm sinh", born("birth_date", who)), ("Giới tính", fill("sex", who.sex)), ("Số định danh cá nhân", fill("id_number", who.id_number)), ("Nơi cư trú", fill("residence", who.address))], tab=52)  # fmt: skip
    registered = who.birth + timedelta(days=21)
    pad.para(f"Đã đăng ký khai sinh tại {fill('registration_place', f'UBND {place.ward}, {place.district}')} {dated('registration_date', registered)}; thông tin trong Sổ đăng ký khai sinh phù hợp với giấy tờ tùy thân nêu trên.")  # fmt: skip
    pad.para("Văn bản này được cấp theo yêu cầu của đương sự để sử dụng vào việc bổ sung hồ sơ./.")
    signed(pad, 0.74, ["TM. ỦY BAN NHÂN DÂN", fill("signer_title", "CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {case.ward_caps}")  # fmt: skip
    return pad.paper()


def guardianship_extract(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Trích lục đăng ký giám hộ."""
    guardian, kept, rng, day = case.owner, case.elder, pad.rng, case.before(pad.rng.randrange(2, 40))
    type_of(pad, "serif", 13, 1.34)
    _ward_head(case, pad, f"{rng.randrange(1, 30):02d}/TLGH", day)
    title(pad, rng.choice(["TRÍCH LỤC ĐĂNG KÝ GIÁM HỘ", "TRÍCH LỤC ĐĂNG KÝ CHẤM DỨT GIÁM HỘ"]), size=15)
    for label, name, person in (
        ("NGƯỜI GIÁM HỘ", "guardian_name", guardian),
        ("NGƯỜI ĐƯỢC GIÁM HỘ", "ward_name", kept),
    ):
        pad.para(f"<b>{label}</b>", indent=0)
        pad.blank_line(("Họ, chữ đệm, tên:", fill(name, person.name.upper())), ("Giới tính:", person.sex))
        pad.blank_line(("Ngày, tháng, năm sinh:", short(person.birth)), ("Dân tộc:", person.ethnic))
        number = fill("guardian_id_number", person.id_number) if person is guardian else person.id_number
        pad.blank_line(("Giấy tờ tùy thân:", f"CCCD số {number}"))
        pad.blank_line(("Nơi cư trú:", person.address))
    pad.blank_line(("Đăng ký tại:", fill("registration_place", f"UBND {small(case.ward)}")), ("Quyển số:", fill("book_number", f"01/{day.year}")))  # fmt: skip
    pad.blank_line(("Ngày, tháng, năm đăng ký:", dated("registration_date", day)))
    _extract_signed(case, pad)
    return pad.paper()


def adoption_certificate(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Giấy chứng nhận nuôi con nuôi trong nước: bordered, the parents in two columns, the giver signs as well."""
    wife, husband = parents(case)
    child, rng = case.child, pad.rng
    pad = another_sheet(pad, (210, 297), (26, 24, 26, 24))
    type_of(pad, "serif", 12.5, 1.42)
    lattice(pad, 9, colour=(60, 120, 170), band=6)
    day = case.before(2)
    pad.centre(f"<b>{NATION}</b>", size=13)
    pad.centre(f"<b>{MOTTO}</b>", size=13)
    pad.stamp(emblem(pad.ink.dpi, side_mm=15), 97, pad.y + 1)
    pad.y += 18
    title(pad, "GIẤY CHỨNG NHẬN", "NUÔI CON NUÔI TRONG NƯỚC", size=18)
    pad.centre(f"Số: {fill('document_number', f'{rng.randrange(1, 30):02d}/{day.year}')}   Quyển số: {fill('book_number', f'01/{day.year}')}", gap=3)  # fmt: skip
    pairs(pad, [("Họ và tên con nuôi", f"<b>{fill('child_name', child.name.upper())}</b>"), ("Ngày, tháng, năm sinh", born("child_birth_date", child)), ("Giới tính; dân tộc", f"{child.sex}; {child.ethnic}"), ("Số định danh cá nhân", fill("child_id_number", child.id_number))], tab=52)  # fmt: skip
    columns(
        pad,
        ["<b>Cha nuôi</b>", f"Họ và tên: {fill('adopter_father_name', husband.name)}", f"Ngày sinh: {short(husband.birth)}", f"Giấy tờ: {husband.id_number}", f"Nơi cư trú: {husband.address}"],
        ["<b>Mẹ nuôi</b>", f"Họ và tên: {fill('adopter_mother_name', wife.name)}", f"Ngày sinh: {short(wife.birth)}", f"Giấy tờ: {wife.id_number}", f"Nơi cư trú: {wife.address}"],
        rule=True,
    )  # fmt: skip
    pad.para(f"Nơi đăng ký: {fill('registration_place', f'UBND {small(case.ward)}, thành phố Hà Nội')}. Ngày đăng ký: {dated('registration_date', day)}.", indent=0)  # fmt: skip
    side_by_side(pad, ("Cha nuôi", "(Ký)", husband.name), ("Mẹ nuôi", "(Ký)", wife.name), ("Bên giao con nuôi", "(Ký)", case.stranger.name), room=16)  # fmt: skip
    signed(pad, 0.5, ["TM. ỦY BAN NHÂN DÂN", fill("signer_title", "CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {case.ward_caps}", room=20)  # fmt: skip
    return pad.paper()


def judgment(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Bản án về ly hôn over two or three pages: the bench, the parties, what was found, what is ordered."""
    wife, husband = parents(case)
    rng, place = pad.rng, an_old_place(pad.rng)
    court = f"TÒA ÁN NHÂN DÂN {place.district.upper()}"
    day = a_day(rng, date(2018, 2, 1), date(2025, 6, 20))
    type_of(pad, "serif", 14, 1.42)
    pad.numbered = True
    head(
        pad, [f"<b>{fill('issuer', court)}</b>", "THÀNH PHỐ HÀ NỘI"], [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"], size=12.5
    )
    number = fill("document_number", f"{rng.randrange(20, 300)}/{day.year}/HNGĐ-ST")
    for row in (f"Bản án số: {number}", f"Ngày: {dated('issue_date', day, day.strftime('%d-%m-%Y'))}", "V/v: Ly hôn, nuôi con"):  # fmt: skip
        pad.para(row, indent=0, gap=0)
    pad.y += 4
    pad.centre("<b>NHÂN DANH</b>")
    pad.centre(f"<b>NƯỚC {NATION}</b>", size=13)
    title(pad, court, size=14)
    pad.para("<b>- Thành phần Hội đồng xét xử sơ thẩm gồm có:</b>", indent=10)
    pad.para(f"Thẩm phán - Chủ tọa phiên tòa: ông/bà {case.official}. Các Hội thẩm nhân dân: {case.clerk}; {case.stranger.name}.")  # fmt: skip
    pad.para(f"Ngày {short(day)}, tại trụ sở {capital(court.lower().replace(place.district.lower(), place.district))}, xét xử sơ thẩm công khai vụ án thụ lý số {rng.randrange(100, 900)}/{day.year}/TLST-HNGĐ về việc “Ly hôn, tranh chấp nuôi con”, giữa các đương sự:")  # fmt: skip
    pad.para(f"<b>Nguyên đơn:</b> chị {fill('wife_name', wife.name)}, sinh năm {wife.birth.year}; nơi cư trú: {place.house(rng)}. Có mặt.")  # fmt: skip
    pad.para(f"<b>Bị đơn:</b> anh {fill('husband_name', husband.name)}, sinh năm {husband.birth.year}; nơi cư trú: {place.house(rng)}. Vắng mặt.")  # fmt: skip
    for name, texts in (
        ("NỘI DUNG VỤ ÁN", ("Tại đơn khởi kiện và trong quá trình giải quyết vụ án, nguyên đơn trình bày: hai bên kết hôn trên cơ sở tự nguyện, có đăng ký kết hôn. Quá trình chung sống phát sinh mâu thuẫn, đã sống ly thân từ lâu, tình cảm không còn.", "Bị đơn đã được triệu tập hợp lệ nhiều lần nhưng vắng mặt không có lý do.")),
        ("NHẬN ĐỊNH CỦA TÒA ÁN", ("[1] Về tố tụng: Tòa án thụ lý đúng thẩm quyền quy định tại Điều 28, Điều 35, Điều 39 Bộ luật Tố tụng dân sự.", "[2] Về quan hệ hôn nhân: mâu thuẫn vợ chồng đã trầm trọng, mục đích hôn nhân không đạt được, yêu cầu ly hôn là có căn cứ chấp nhận.", "[3] Về con chung và tài sản: giao con cho mẹ nuôi dưỡng; tài sản không yêu cầu nên không xem xét.")),
        ("QUYẾT ĐỊNH", ("Căn cứ các điều 51, 56, 81, 82, 83 Luật Hôn nhân và gia đình; Nghị quyết số 326/2016/UBTVQH14, xử:", f"1. Chị {wife.name} được ly hôn anh {husband.name}.", "2. Giao con chung cho chị trực tiếp nuôi dưỡng cho đến khi thành niên.", "3. Về án phí: nguyên đơn chịu 300.000 đồng án phí dân sự sơ thẩm.", "4. Đương sự có quyền kháng cáo trong hạn 15 ngày kể từ ngày tuyên án hoặc nhận được bản án./.")),
    ):  # fmt: skip
        pad.centre(f"<b>{name}:</b>", gap=2)
        for text in texts:
            pad.para(text)
    pad.need(46)
    top = pad.y
    pad.put("<b><i>Nơi nhận:</i></b>", pad.left, top, size=11)
    pad.put("- Đương sự; VKSND; THADS; lưu HS.", pad.left, top + 5.5, size=10.5)
    signed(pad, 0.74, ["TM. HỘI ĐỒNG XÉT XỬ SƠ THẨM", fill("signer_title", "THẨM PHÁN - CHỦ TỌA PHIÊN TÒA")], case.official, field="signer", unit=court, top=top, size=12)  # fmt: skip
    return pad.paper()


def residence_notice(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Thông báo về kết quả giải quyết (CT08) of the ward's police."""
    who, rng, day = case.owner, pad.rng, case.before(pad.rng.randrange(1, 30))
    type_of(pad, "serif", 13, 1.4)
    corner(pad, "Mẫu CT08 ban hành kèm theo", "Thông tư số 53/2025/TT-BCA", size=9.5)
    head(
        pad,
        ["CÔNG AN THÀNH PHỐ HÀ NỘI", f"<b>{fill('issuer', f'CÔNG AN {case.ward_caps}')}</b>", f"Số: {fill('document_number', f'{rng.randrange(100, 9000)}/TB')}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", f"<i>Hà Nội, {dated('issue_date', day)}</i>"],
        rules="",
    )  # fmt: skip
    title(pad, "THÔNG BÁO", "VỀ KẾT QUẢ GIẢI QUYẾT, HỦY BỎ ĐĂNG KÝ CƯ TRÚ", size=14)
    pad.para(f"Kính gửi: Ông/Bà {fill('full_name', who.name)}; sinh ngày {born('birth_date', who)}; số định danh cá nhân {fill('id_number', who.id_number)}.", indent=0)  # fmt: skip
    pad.para(f"Công an {small(case.ward)} thông báo kết quả giải quyết hồ sơ của Ông/Bà như sau: {fill('summary', rng.choice(['đã đăng ký thường trú', 'đã đăng ký tạm trú 02 năm', 'đã điều chỉnh thông tin về cư trú']))} tại địa chỉ: {fill('residence', who.address)}.")  # fmt: skip
    pad.para("Thông tin đã được cập nhật vào Cơ sở dữ liệu về cư trú và Cơ sở dữ liệu quốc gia về dân cư./.")
    top = pad.y + 2
    pad.put("<b><i>Nơi nhận:</i></b>", pad.left, top, size=11)
    pad.put("- Như trên; - Lưu: hồ sơ.", pad.left, top + 5.5, size=10.5)
    signed(pad, 0.74, [fill("signer_title", "PHÓ TRƯỞNG CÔNG AN")], case.official, field="signer", unit=f"CÔNG AN {case.ward_caps}", top=top)  # fmt: skip
    return pad.paper()


def benefit_decision(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Quyết định trợ cấp: grounds, articles, the amount in figures and words."""
    who, rng, day = case.elder, pad.rng, case.before(pad.rng.randrange(10, 900))
    amount = rng.randrange(10, 40) * 50_000
    type_of(pad, "serif", 13.5, 1.36)
    head(pad, ["ỦY BAN NHÂN DÂN", f"<b>{fill('issuer', case.ward_caps)}</b>"], [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"])
    pad.put(f"Số: {fill('document_number', f'{rng.randrange(10, 900)}/QĐ-UBND')}", pad.left + 6, pad.y)
    pad.put(f"<i>Hà Nội, {dated('issue_date', day)}</i>", pad.right, pad.y, align="right")
    pad.y += 10
    what = "Về việc trợ cấp xã hội hằng tháng đối với người cao tuổi"
    title(pad, "QUYẾT ĐỊNH", size=15, about=[fill("summary", what)], rule=True)
    pad.centre(f"<b>CHỦ TỊCH ỦY BAN NHÂN DÂN {case.ward_caps}</b>", gap=3)
    for ground in ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ quy định chính sách trợ giúp xã hội;", "Xét đề nghị của Trưởng phòng Văn hóa - Xã hội."):  # fmt: skip
        pad.para(f"<i>{ground}</i>")
    pad.centre("<b>QUYẾT ĐỊNH:</b>", gap=2)
    start = (day.replace(day=1) + timedelta(days=40)).replace(day=1)
    pad.para(f"<b>Điều 1.</b> Trợ cấp xã hội hằng tháng đối với {who.title.lower()} {fill('full_name', who.name)}, sinh ngày {born('birth_date', who)}, số định danh {fill('id_number', who.id_number)}, nơi cư trú: {fill('residence', who.address)}. Mức trợ cấp: {fill('amount', f'{amount:,}'.replace(',', '.'), str(amount))} đồng/tháng ({fill('amount_words', f'{capital(number_in_words(amount))} đồng')}), kể từ {dated('effective_date', start)}.")  # fmt: skip
    pad.para("<b>Điều 2.</b> Quyết định này có hiệu lực kể từ ngày ký.")
    pad.para("<b>Điều 3.</b> Chánh Văn phòng, Trưởng phòng Văn hóa - Xã hội và người có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.")  # fmt: skip
    top = pad.y + 2
    pad.put("<b><i>Nơi nhận:</i></b>", pad.left, top, size=11.5)
    for k, row in enumerate(("Như Điều 3;", "Kho bạc;", "Lưu: VT.")):
        pad.put(f"- {row}", pad.left, top + 5.5 + k * 5, size=10.5)
    signed(
        pad,
        0.74,
        [fill("signer_title", "CHỦ TỊCH")],
        case.official,
        field="signer",
        unit=f"UBND {case.ward_caps}",
        top=top,
    )
    pad.y = top + 46
    small_print(pad, "Phụ lục kèm theo: danh sách chi trả qua tài khoản.", size=9)
    return pad.paper()
