"""Civil status (hộ tịch): declarations people fill in, certificates and extracts they get back (TT 04/2020/TT-BTP forms)."""

from functools import partial

from bench.press.case import Case
from bench.press.marks import emblem
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import Person, date_in_words
from bench.press.stationery import (
    MOTTO,
    NATION,
    dated,
    nation_head,
    on,
    short,
    sign,
    sign_columns,
    state_head,
    title,
    to,
)


def _card(person: Person, name: str = "id_number") -> str:
    return (
        f"Căn cước công dân số {{{{{name}|{person.id_number}}}}} do Cục Cảnh sát QLHC về TTXH "
        f"cấp ngày {short(person.id_issued)}"
    )


# ---------------------------------------------------------------- declarations


def birth_declaration(case: Case, ink: Ink, pad: Pad) -> Paper:
    child, owner, mother, father = case.child, case.owner, *_parents(case)
    nation_head(pad)
    title(pad, "TỜ KHAI ĐĂNG KÝ KHAI SINH")
    to(pad, f"{{{{addressee|{case.people_s_committee}}}}}")
    line = pad.blank_line
    line(("Họ, chữ đệm, tên người yêu cầu:", f"{{{{applicant|{owner.name}}}}}"))
    line(("Ngày, tháng, năm sinh:", short(owner.birth)))
    line(("Nơi cư trú:", f"{{{{residence|{owner.address}}}}}"))
    line(("Giấy tờ tùy thân:", _card(owner)))
    line(("Quan hệ với người được khai sinh:", "Bố đẻ" if owner.male else "Mẹ đẻ"))
    pad.para("<b>Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:</b>", indent=0)
    line(("Họ, chữ đệm, tên:", f"{{{{full_name|{child.name.upper()}}}}}"))
    line(("Ngày, tháng, năm sinh:", dated("birth_date", child.birth, short(child.birth))))
    line(("ghi bằng chữ:", date_in_words(child.birth)))
    line(
        ("Giới tính:", f"{{{{sex|{child.sex}}}}}"),
        ("Dân tộc:", f"{{{{ethnicity|{child.ethnic}}}}}"),
        ("Quốc tịch:", "Việt Nam"),
    )
    line(("Nơi sinh:", "{{birth_place|Bệnh viện Phụ sản Hà Nội, phường Giảng Võ, thành phố Hà Nội}}"))
    line(("Quê quán:", f"{{{{hometown|{father.origin}}}}}"))
    for label, field, person in (("mẹ", "mother_name", mother), ("cha", "father_name", father)):
        line((f"Họ, chữ đệm, tên người {label}:", f"{{{{{field}|{person.name}}}}}"))
        line(("Năm sinh:", str(person.birth.year)), ("Dân tộc:", person.ethnic), ("Quốc tịch:", "Việt Nam"))
        line(("Nơi cư trú:", person.address))
        line(("Giấy tờ tùy thân:", _card(person, field.replace("_name", "_id_number"))))
    _oath(pad, "đề nghị đăng ký khai sinh")
    _made_at(case, pad)
    sign_columns(
        pad,
        ("Đề nghị cấp bản sao: Có", "Số lượng: 02 bản", ""),
        ("Người yêu cầu", "(Ký, ghi rõ họ, chữ đệm, tên)", owner.name),
    )
    return pad.paper()


def _parents(case: Case) -> tuple[Person, Person]:
    return (case.spouse, case.owner) if case.owner.male else (case.owner, case.spouse)


def _couple(case: Case) -> tuple[Person, Person]:
    """(wife, husband)"""
    return _parents(case)


def _oath(pad: Pad, what: str) -> None:
    pad.para(
        f"Tôi cam đoan nội dung {what} trên đây là đúng sự thật, được sự thỏa thuận nhất trí của các bên liên quan theo quy định pháp luật."
    )
    pad.para("Tôi chịu hoàn toàn trách nhiệm trước pháp luật về nội dung cam đoan của mình.")


def _made_at(case: Case, pad: Pad, days: int = 0) -> None:
    place = case.ward[0].lower() + case.ward[1:]
    pad.para(f"<i>Làm tại: {place}, {dated('issue_date', case.before(days))}</i>", align="right")


def marriage_declaration(case: Case, ink: Ink, pad: Pad) -> Paper:
    wife, husband = _couple(case)
    nation_head(pad)
    title(pad, "TỜ KHAI ĐĂNG KÝ KẾT HÔN")
    to(pad, f"{{{{addressee|{case.people_s_committee}}}}}")
    rows = [["Thông tin", "Bên nữ", "Bên nam"]]
    rows.append(["Họ, chữ đệm, tên", f"{{{{wife_name|{wife.name}}}}}", f"{{{{husband_name|{husband.name}}}}}"])
    rows.append(
        [
            "Ngày, tháng, năm sinh",
            dated("wife_birth_date", wife.birth, short(wife.birth)),
            dated("husband_birth_date", husband.birth, short(husband.birth)),
        ]
    )
    rows.append(["Dân tộc", wife.ethnic, husband.ethnic])
    rows.append(["Quốc tịch", "Việt Nam", "Việt Nam"])
    rows.append(["Nơi cư trú", wife.address, husband.address])
    rows.append(["Giấy tờ tùy thân", _card(wife, "wife_id_number"), _card(husband, "husband_id_number")])
    rows.append(["Kết hôn lần thứ mấy", "Lần thứ nhất", "Lần thứ nhất"])
    pad.table([42, 62, 62], rows, least=11)
    pad.para(
        "Chúng tôi cam đoan những lời khai trên đây là đúng sự thật, việc kết hôn của chúng tôi là tự nguyện, không vi phạm quy định của Luật Hôn nhân và gia đình Việt Nam."
    )
    pad.para("Chúng tôi chịu hoàn toàn trách nhiệm trước pháp luật về nội dung cam đoan của mình.")
    pad.para("Đề nghị Quý cơ quan đăng ký.")
    _made_at(case, pad)
    note = "(Ký, ghi rõ họ, chữ đệm, tên)"
    sign_columns(pad, ("Bên nữ", note, wife.name), ("Bên nam", note, husband.name))
    pad.para("Đề nghị cấp bản sao: Có [X]   Không [  ]", indent=0)
    pad.para("Số lượng: 02 bản", indent=0)
    return pad.paper()


def marital_status_declaration(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner = case.owner
    nation_head(pad)
    title(pad, "TỜ KHAI CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", size=14)
    to(pad, f"{{{{addressee|{case.people_s_committee}}}}}")
    line = pad.blank_line
    line(("Họ, chữ đệm, tên người yêu cầu:", f"{{{{applicant|{owner.name}}}}}"))
    line(("Nơi cư trú:", f"{{{{residence|{owner.address}}}}}"))
    line(("Giấy tờ tùy thân:", _card(owner)))
    line(("Quan hệ với người được cấp Giấy xác nhận tình trạng hôn nhân:", "Bản thân"))
    pad.para("<b>Đề nghị cấp Giấy xác nhận tình trạng hôn nhân cho người có tên dưới đây:</b>", indent=0)
    line(("Họ, chữ đệm, tên:", f"{{{{full_name|{owner.name}}}}}"), ("Giới tính:", f"{{{{sex|{owner.sex}}}}}"))
    line(("Ngày, tháng, năm sinh:", dated("birth_date", owner.birth, short(owner.birth))))
    line(("Dân tộc:", f"{{{{ethnicity|{owner.ethnic}}}}}"), ("Quốc tịch:", "Việt Nam"))
    line(("Tình trạng hôn nhân:", "{{marital_status|Hiện tại chưa đăng ký kết hôn với ai}}"))
    line(("Mục đích sử dụng Giấy xác nhận tình trạng hôn nhân:", f"{{{{purpose|{_purpose(pad)}}}}}"))
    _oath(pad, "khai")
    _made_at(case, pad)
    sign_columns(pad, ("Người yêu cầu", "(Ký, ghi rõ họ, chữ đệm, tên)", owner.name))
    return pad.paper()


def _purpose(pad: Pad) -> str:
    return pad.rng.choice(
        ["Làm thủ tục đăng ký kết hôn", "Làm thủ tục vay vốn ngân hàng", "Làm thủ tục mua bán nhà đất"]
    )


def death_declaration(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner, dead, day = case.owner, case.elder, case.before(6)
    nation_head(pad)
    title(pad, "TỜ KHAI ĐĂNG KÝ KHAI TỬ")
    to(pad, f"{{{{addressee|{case.people_s_committee}}}}}")
    line = pad.blank_line
    line(("Họ, chữ đệm, tên người yêu cầu:", f"{{{{applicant|{owner.name}}}}}"))
    line(("Nơi cư trú:", f"{{{{residence|{owner.address}}}}}"))
    line(("Giấy tờ tùy thân:", _card(owner)))
    line(("Quan hệ với người đã chết:", "Con đẻ"))
    pad.para("<b>Đề nghị cơ quan đăng ký khai tử cho người có tên dưới đây:</b>", indent=0)
    line(("Họ, chữ đệm, tên:", f"{{{{full_name|{dead.name.upper()}}}}}"))
    line(("Ngày, tháng, năm sinh:", dated("birth_date", dead.birth, short(dead.birth))), ("Giới tính:", dead.sex))
    line(("Dân tộc:", dead.ethnic), ("Quốc tịch:", "Việt Nam"))
    line(("Đã chết vào lúc:", f"03 giờ 15 phút, {dated('death_date', day)}"))
    line(("Nơi chết:", f"{{{{death_place|{dead.address}}}}}"))
    line(("Nguyên nhân chết:", "{{death_cause|Tuổi già}}"))
    line(("Số Giấy báo tử:", f"{pad.rng.randrange(2, 90):02d}/GBT do Trạm y tế cấp ngày {short(day)}"))
    _oath(pad, "khai")
    _made_at(case, pad)
    sign_columns(pad, ("Người yêu cầu", "(Ký, ghi rõ họ, chữ đệm, tên)", owner.name))
    return pad.paper()


# ---------------------------------------------------------------- certificates


def _certificate_head(case: Case, pad: Pad, *, number: str, framed: bool) -> None:
    """The nation over the coat of arms inside a frame, as pre-printed blanks have it, or the plain state head."""
    if not framed:
        state_head(pad, "THÀNH PHỐ HÀ NỘI", f"ỦY BAN NHÂN DÂN {case.ward_caps}", number=number)
        return
    pad.frame(12, 12, 198, 285, weight=1.1, colour=(176, 60, 70))
    pad.frame(14.5, 14.5, 195.5, 282.5, weight=0.4, colour=(176, 60, 70))
    pad.centre(f"<b>{NATION}</b>", size=13)
    pad.centre(f"<b>{MOTTO}</b>", size=13)
    pad.stamp(emblem(pad.ink.dpi), 96, pad.y + 1)
    pad.put(f"Số: {{{{document_number|{number}}}}}", pad.left + 4, pad.y + 8)
    pad.y += 22


def birth_certificate(case: Case, ink: Ink, pad: Pad, *, framed: bool = True) -> Paper:
    child, (mother, father) = case.child, _parents(case)
    day = max(case.before(3), child.birth)
    _certificate_head(case, pad, number=f"{pad.rng.randrange(1, 400)}/{day.year}", framed=framed)
    title(pad, "GIẤY KHAI SINH", size=18)
    line = partial(pad.blank_line, dots=framed)
    line(("Họ, chữ đệm, tên:", f"{{{{full_name|{child.name.upper()}}}}}"))
    line(("Ngày, tháng, năm sinh:", dated("birth_date", child.birth, short(child.birth))))
    line(("Ghi bằng chữ:", date_in_words(child.birth)))
    line(
        ("Giới tính:", f"{{{{sex|{child.sex}}}}}"),
        ("Dân tộc:", f"{{{{ethnicity|{child.ethnic}}}}}"),
        ("Quốc tịch:", "{{nationality|Việt Nam}}"),
    )
    line(("Nơi sinh:", "{{birth_place|Bệnh viện Phụ sản Hà Nội, thành phố Hà Nội}}"))
    line(("Quê quán:", f"{{{{hometown|{father.origin}}}}}"))
    line(("Số định danh cá nhân:", f"{{{{id_number|{child.id_number}}}}}"))
    for label, field, person in (("mẹ", "mother_name", mother), ("cha", "father_name", father)):
        line((f"Họ, chữ đệm, tên người {label}:", f"{{{{{field}|{person.name}}}}}"))
        line(("Năm sinh:", str(person.birth.year)), ("Dân tộc:", person.ethnic), ("Quốc tịch:", "Việt Nam"))
        line(("Nơi cư trú:", person.address))
    line(("Họ, chữ đệm, tên người đi khai sinh:", case.owner.name))
    line(("Giấy tờ tùy thân:", f"Căn cước công dân số {case.owner.id_number}"))
    pad.blank_line(
        ("Nơi đăng ký khai sinh:", f"{{{{registration_place|{case.people_s_committee}, thành phố Hà Nội}}}}"),
        dots=framed,
    )
    pad.blank_line(("Ngày, tháng, năm đăng ký:", dated("registration_date", day)), dots=framed)
    pad.y += 3
    sign(pad, "NGƯỜI KÝ GIẤY KHAI SINH", "PHÓ CHỦ TỊCH", case.official, unit=f"UBND {case.ward_caps}")
    return pad.paper()


def birth_extract(case: Case, ink: Ink, pad: Pad) -> Paper:
    child, (mother, father) = case.child, _parents(case)
    day = max(case.before(2), child.birth)
    state_head(
        pad,
        "THÀNH PHỐ HÀ NỘI",
        f"ỦY BAN NHÂN DÂN {case.ward_caps}",
        number=f"{pad.rng.randrange(1, 400)}/TLKS-BS",
        day=day,
    )
    title(pad, "TRÍCH LỤC KHAI SINH", about=["<i>(Bản sao)</i>"])
    line = partial(pad.blank_line, dots=False)
    line(("Họ, chữ đệm, tên:", f"<b>{{{{full_name|{child.name.upper()}}}}}</b>"))
    line(("Ngày, tháng, năm sinh:", dated("birth_date", child.birth, short(child.birth))))
    line(("Ghi bằng chữ:", date_in_words(child.birth)))
    line(("Giới tính:", f"{{{{sex|{child.sex}}}}}"), ("Dân tộc:", child.ethnic), ("Quốc tịch:", "Việt Nam"))
    line(("Số định danh cá nhân:", f"{{{{id_number|{child.id_number}}}}}"))
    line(("Nơi sinh:", "{{birth_place|Bệnh viện Phụ sản Hà Nội, thành phố Hà Nội}}"))
    line(("Quê quán:", f"{{{{hometown|{father.origin}}}}}"))
    line(("Họ, chữ đệm, tên người mẹ:", f"{{{{mother_name|{mother.name}}}}}"))
    line(("Họ, chữ đệm, tên người cha:", f"{{{{father_name|{father.name}}}}}"))
    line(("Đăng ký khai sinh tại:", f"{{{{registration_place|{case.people_s_committee}, thành phố Hà Nội}}}}"))
    line(("Số:", f"{pad.rng.randrange(1, 400)}"), ("ngày", dated("registration_date", day)))
    line(("Thực hiện trích lục từ:", "Cơ sở dữ liệu hộ tịch điện tử"))
    pad.y += 4
    sign(pad, "NGƯỜI KÝ TRÍCH LỤC", "CÔNG CHỨC TƯ PHÁP - HỘ TỊCH", case.official, unit=f"UBND {case.ward_caps}")
    return pad.paper()


def birth_certificate_plain(case: Case, ink: Ink, pad: Pad) -> Paper:
    return birth_certificate(case, ink, pad, framed=False)


def marriage_certificate(case: Case, ink: Ink, pad: Pad, *, framed: bool = True) -> Paper:
    wife, husband = _couple(case)
    day = case.before(pad.rng.randrange(300, 2400))
    _certificate_head(case, pad, number=f"{pad.rng.randrange(1, 300)}/{day.year}", framed=framed)
    title(pad, "GIẤY CHỨNG NHẬN KẾT HÔN", size=17)
    for label, name, person in (("vợ", "wife", wife), ("chồng", "husband", husband)):
        line = partial(pad.blank_line, dots=framed)
        line((f"Họ, chữ đệm, tên {label}:", f"{{{{{name}_name|{person.name.upper()}}}}}"))
        line(("Ngày, tháng, năm sinh:", dated(f"{name}_birth_date", person.birth, short(person.birth))))
        line(("Dân tộc:", person.ethnic), ("Quốc tịch:", "Việt Nam"))
        line(("Nơi cư trú:", person.address))
        line(("Giấy tờ tùy thân:", f"Căn cước công dân số {{{{{name}_id_number|{person.id_number}}}}}"))
        pad.y += 2
    pad.blank_line(
        ("Nơi đăng ký kết hôn:", f"{{{{registration_place|{case.people_s_committee}, thành phố Hà Nội}}}}"), dots=framed
    )
    pad.blank_line(("Ngày, tháng, năm đăng ký:", dated("registration_date", day)), dots=framed)
    sign_columns(
        pad,
        ("Vợ", "(Ký, ghi rõ họ, chữ đệm, tên)", wife.name),
        ("Chồng", "(Ký, ghi rõ họ, chữ đệm, tên)", husband.name),
    )
    sign(pad, "NGƯỜI KÝ GIẤY CHỨNG NHẬN KẾT HÔN", "CHỦ TỊCH", case.official, unit=f"UBND {case.ward_caps}")
    return pad.paper()


def marriage_certificate_plain(case: Case, ink: Ink, pad: Pad) -> Paper:
    return marriage_certificate(case, ink, pad, framed=False)


def marriage_extract(case: Case, ink: Ink, pad: Pad) -> Paper:
    wife, husband = _couple(case)
    day = case.before(4)
    state_head(
        pad,
        "THÀNH PHỐ HÀ NỘI",
        f"ỦY BAN NHÂN DÂN {case.ward_caps}",
        number=f"{pad.rng.randrange(1, 400)}/TLKH-BS",
        day=day,
    )
    title(pad, "TRÍCH LỤC KẾT HÔN", about=["<i>(Bản sao)</i>"])
    for label, name, person in (("vợ", "wife", wife), ("chồng", "husband", husband)):
        pad.blank_line((f"Họ, chữ đệm, tên {label}:", f"{{{{{name}_name|{person.name}}}}}"), dots=False)
        pad.blank_line(("Ngày, tháng, năm sinh:", short(person.birth)), dots=False)
        pad.blank_line(("Dân tộc:", person.ethnic), ("Quốc tịch:", "Việt Nam"), dots=False)
        pad.blank_line(("Nơi cư trú:", person.address), dots=False)
        pad.blank_line(("Giấy tờ tùy thân:", f"Căn cước công dân số {person.id_number}"), dots=False)
        pad.y += 2
    pad.blank_line(("Đăng ký kết hôn tại:", f"{{{{registration_place|{case.people_s_committee}}}}}"), dots=False)
    sign(pad, "NGƯỜI KÝ TRÍCH LỤC", "PHÓ CHỦ TỊCH", case.official, unit=f"UBND {case.ward_caps}")
    return pad.paper()


def marital_status_certificate(case: Case, ink: Ink, pad: Pad, *, of_spouse: bool = False) -> Paper:
    person = case.spouse if of_spouse else case.owner
    day = case.before(pad.rng.randrange(5, 60))
    state_head(
        pad,
        "THÀNH PHỐ HÀ NỘI",
        f"ỦY BAN NHÂN DÂN {case.ward_caps}",
        number=f"{pad.rng.randrange(1, 900)}/UBND-XNTTHN",
        day=day,
    )
    title(pad, "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN")
    pad.centre(f"<b>{{{{issuer|{case.people_s_committee.upper()}}}}}</b>", gap=2)
    pad.para(f"Xét đề nghị của {person.title.lower()} {person.name} về việc cấp Giấy xác nhận tình trạng hôn nhân,")
    pad.centre("<b>XÁC NHẬN:</b>", gap=2)
    line = pad.blank_line
    line(("Họ, chữ đệm, tên:", f"{{{{full_name|{person.name.upper()}}}}}"))
    line(
        ("Ngày, tháng, năm sinh:", dated("birth_date", person.birth, short(person.birth))),
        ("Giới tính:", f"{{{{sex|{person.sex}}}}}"),
    )
    line(("Dân tộc:", f"{{{{ethnicity|{person.ethnic}}}}}"), ("Quốc tịch:", "{{nationality|Việt Nam}}"))
    line(("Giấy tờ tùy thân:", _card(person)))
    line(("Nơi cư trú:", f"{{{{residence|{person.address}}}}}"))
    line(("Tình trạng hôn nhân:", "{{marital_status|Hiện tại chưa đăng ký kết hôn với ai}}"))
    pad.para(f"Giấy này được cấp để: {{{{purpose|{_purpose(pad)}}}}}.", indent=0)
    pad.para("Giấy này có giá trị trong thời hạn 06 tháng kể từ ngày cấp./.", indent=0)
    pad.y += 3
    sign(
        pad,
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        case.official,
        unit=f"UBND {case.ward_caps}",
        receivers=["Như trên;", "Lưu: VT, HT."],
    )
    return pad.paper()


def spouse_marital_status(case: Case, ink: Ink, pad: Pad) -> Paper:
    return marital_status_certificate(case, ink, pad, of_spouse=True)


def birth_notification(case: Case, ink: Ink, pad: Pad) -> Paper:
    child, (mother, father) = case.child, _parents(case)
    state_head(pad, "SỞ Y TẾ HÀ NỘI", "BỆNH VIỆN PHỤ SẢN HÀ NỘI", number=f"{pad.rng.randrange(100, 9000):05d}")
    title(pad, "GIẤY CHỨNG SINH", size=17)
    line = pad.blank_line
    line(("Họ và tên mẹ:", f"{{{{mother_name|{mother.name.upper()}}}}}"))
    line(("Năm sinh:", str(mother.birth.year)), ("Dân tộc:", mother.ethnic))
    line(("Nơi đăng ký thường trú:", f"{{{{residence|{mother.address}}}}}"))
    line(("Số Định danh cá nhân/CCCD:", f"{{{{id_number|{mother.id_number}}}}}"))
    line(("Họ và tên cha:", f"{{{{father_name|{father.name}}}}}"))
    hour = pad.rng.randrange(1, 23)
    line(
        ("Đã sinh con vào lúc:", f"{hour:02d} giờ {pad.rng.randrange(60):02d} phút, {dated('birth_date', child.birth)}")
    )
    line(("Tại:", "{{birth_place|Bệnh viện Phụ sản Hà Nội, đường La Thành, phường Giảng Võ}}"))
    line(("Số lần sinh:", str(pad.rng.randrange(1, 4))), ("Số con hiện sống:", "01"))
    line(("Số con trong lần sinh này:", "01"), ("Giới tính của con:", f"{{{{sex|{child.sex}}}}}"))
    line(("Cân nặng:", f"{pad.rng.randrange(26, 41) * 100} gam"), ("Tình trạng hiện tại của con:", "Khỏe mạnh"))
    line(("Dự định đặt tên con là:", f"{{{{child_name|{child.name}}}}}"))
    line(("Người đỡ đẻ:", case.stranger.name))
    pad.para(f"<i>Hà Nội, {dated('issue_date', child.birth)}</i>", align="right")
    sign_columns(
        pad,
        ("Cha, mẹ hoặc người thân thích", "(Ký, ghi rõ họ tên)", father.name),
        ("Người đỡ đẻ", "(Ký, ghi rõ họ tên)", case.stranger.name),
    )
    sign(pad, "THỦ TRƯỞNG", "CƠ SỞ KHÁM CHỮA BỆNH", case.clerk, unit="BỆNH VIỆN PHỤ SẢN HÀ NỘI")
    return pad.paper()


def death_notification(case: Case, ink: Ink, pad: Pad) -> Paper:
    dead, day = case.elder, case.before(6)
    state_head(
        pad, "SỞ Y TẾ HÀ NỘI", "BỆNH VIỆN ĐA KHOA ĐỐNG ĐA", number=f"{pad.rng.randrange(2, 300):02d}/GBT", day=day
    )
    title(pad, "GIẤY BÁO TỬ", size=17)
    line = pad.blank_line
    line(("Họ, chữ đệm, tên người chết:", f"{{{{full_name|{dead.name.upper()}}}}}"))
    line(
        ("Ngày, tháng, năm sinh:", dated("birth_date", dead.birth, short(dead.birth))),
        ("Giới tính:", f"{{{{sex|{dead.sex}}}}}"),
    )
    line(("Số định danh cá nhân:", f"{{{{id_number|{dead.id_number}}}}}"))
    line(("Nơi cư trú cuối cùng:", f"{{{{residence|{dead.address}}}}}"))
    line(("Đã chết vào lúc:", f"03 giờ 15 phút, {dated('death_date', day)}"))
    line(("Nơi chết:", "{{death_place|Bệnh viện đa khoa Đống Đa}}"))
    line(("Nguyên nhân chết:", "{{death_cause|Bệnh lý}}"))
    sign(pad, "THỦ TRƯỞNG", "CƠ SỞ KHÁM CHỮA BỆNH", case.clerk, unit="BỆNH VIỆN ĐA KHOA ĐỐNG ĐA")
    return pad.paper()


def death_extract(case: Case, ink: Ink, pad: Pad) -> Paper:
    dead, day = case.elder, case.before(3)
    state_head(
        pad,
        "THÀNH PHỐ HÀ NỘI",
        f"ỦY BAN NHÂN DÂN {case.ward_caps}",
        number=f"{pad.rng.randrange(1, 200)}/TLKT",
        day=day,
    )
    title(pad, "TRÍCH LỤC KHAI TỬ")
    line = partial(pad.blank_line, dots=False)
    line(("Họ, chữ đệm, tên:", f"<b>{{{{full_name|{dead.name.upper()}}}}}</b>"), ("Giới tính:", dead.sex))
    line(("Ngày, tháng, năm sinh:", dated("birth_date", dead.birth, short(dead.birth))))
    line(("Dân tộc:", dead.ethnic), ("Quốc tịch:", "Việt Nam"))
    line(("Số định danh cá nhân:", f"{{{{id_number|{dead.id_number}}}}}"))
    line(("Đã chết vào lúc:", f"03 giờ 15 phút, {dated('death_date', case.before(6))}"))
    line(("Nơi chết:", f"{{{{death_place|{dead.address}}}}}"))
    line(("Đăng ký khai tử tại:", f"{{{{registration_place|{case.people_s_committee}}}}}"))
    line(("Ghi bằng chữ ngày đăng ký:", on(day)))
    sign(pad, "NGƯỜI KÝ TRÍCH LỤC", "PHÓ CHỦ TỊCH", case.official, unit=f"UBND {case.ward_caps}")
    return pad.paper()
