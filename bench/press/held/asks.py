"""Declarations that ask the civil register for something: a change, a copy, a note, a parent, a guardian, a child."""

from datetime import date

from bench.press.case import Case
from bench.press.held.parts import (
    Told,
    born,
    card_of,
    cells,
    columns,
    corner,
    fill,
    numbered_comb,
    pairs,
    parents,
    signed,
    small,
    small_print,
    ticks,
    type_of,
)
from bench.press.held.places import an_old_place
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import Person, a_day
from bench.press.stationery import dated, nation_head, on, short, title

_NOTES = (
    "(1) Ghi rõ tên cơ quan đăng ký hộ tịch.",
    "(2) Ghi theo nơi đăng ký thường trú; nếu không có thì ghi theo nơi đăng ký tạm trú hoặc nơi đang sinh sống.",
    "(3) Ghi số định danh cá nhân/căn cước công dân/thẻ căn cước hoặc giấy tờ hợp lệ thay thế.",
)


def _asker(pad: Pad, who: Person, relation: str, *, of: str) -> None:
    """The first rows of every such form: who asks and what they are to the person in question."""
    line = pad.blank_line
    line(("Họ, chữ đệm, tên người yêu cầu:", fill("applicant", who.name)))
    line(("Ngày, tháng, năm sinh:", short(who.birth)))
    line(("Nơi cư trú: (2)", fill("applicant_residence", who.address)))
    line(("Giấy tờ tùy thân: (3)", card_of(who, "applicant_id_number", pad.rng)))
    line((f"Quan hệ với {of}:", fill("applicant_relation", relation)))


def _made(pad: Pad, case: Case) -> None:
    pad.para(f"<i>Làm tại: {case.ward.split(' ', 1)[1]}, {dated('issue_date', case.day)}</i>", align="right")


def change(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Tờ khai đăng ký việc thay đổi, cải chính: a long title, what and why, opinions of others in boxes at the foot."""
    who, rng = case.owner, pad.rng
    type_of(pad, "serif", 12.5, 1.3)
    nation_head(pad)
    title(
        pad, "TỜ KHAI ĐĂNG KÝ VIỆC THAY ĐỔI, CẢI CHÍNH,", "BỔ SUNG THÔNG TIN HỘ TỊCH, XÁC ĐỊNH LẠI DÂN TỘC", size=13.5
    )
    pad.centre(f"Kính gửi: (1) {fill('addressee', f'UBND {small(case.ward)}, thành phố Hà Nội')}", gap=2)
    _asker(pad, who, "Bản thân", of="người được thay đổi, cải chính, xác định lại dân tộc, bổ sung thông tin hộ tịch")
    pad.para("Đề nghị cơ quan đăng ký việc (4) <b>cải chính hộ tịch</b> cho người có tên dưới đây:", indent=0)
    line = pad.blank_line
    line(("Họ, chữ đệm, tên:", fill("full_name", who.name.upper())))
    line(("Ngày, tháng, năm sinh:", born("birth_date", who)))
    line(("Giới tính:", fill("sex", who.sex)), ("Dân tộc:", fill("ethnicity", who.ethnic)), ("Quốc tịch:", fill("nationality", "Việt Nam")))  # fmt: skip
    line(("Nơi cư trú: (2)", fill("residence", who.address)))
    line(("Giấy tờ tùy thân: (3)", f"Số định danh {fill('id_number', who.id_number)}"))
    line(("Đã đăng ký (5)", "khai sinh"), ("tại", f"UBND {an_old_place(rng).ward}"))
    line(
        (f"ngày 12 tháng 3 năm {who.birth.year}, số:", str(rng.randrange(3, 200))),
        ("Quyển số:", f"01/{who.birth.year}"),
    )
    wrong = rng.choice([f"năm sinh từ {who.birth.year - 1} thành {who.birth.year}", "họ tên mẹ từ “Nguyễn Thị Hoa” thành “Nguyễn Thị Hòa”", f"quê quán từ “Hà Tây” thành “{who.origin}”"])  # fmt: skip
    line(("Nội dung: (6)", fill("change_content", f"Cải chính {wrong}")))
    line(
        ("Lý do:", fill("reason", rng.choice(["Ghi nhầm khi đăng ký khai sinh", "Cho thống nhất với giấy tờ cá nhân"])))
    )
    pad.para("Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật về cam đoan của mình.")  # fmt: skip
    pad.para(f"Đề nghị cấp bản sao (7): {ticks('Có', 'Không')}; số lượng: 02 bản", indent=0)
    _made(pad, case)
    signed(pad, 0.74, ["Người yêu cầu"], who.name, note="(Ký, ghi rõ họ, chữ đệm, tên)", room=16)
    cells(pad, [("Ý kiến của người được thay đổi họ, chữ đệm, tên (từ đủ 9 tuổi trở lên)", "", 1), ("Ý kiến của cha và mẹ (nếu thay đổi cho người dưới 18 tuổi)", "", 1)])  # fmt: skip
    small_print(pad, *_NOTES, head="Chú thích:", size=8.5)
    return pad.paper()


def copy(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Tờ khai cấp bản sao trích lục hộ tịch, the boxes version."""
    who, child, rng = case.owner, case.child, pad.rng
    type_of(pad, "sans", 11.5, 1.3)
    nation_head(pad)
    title(pad, "TỜ KHAI CẤP BẢN SAO TRÍCH LỤC HỘ TỊCH", size=14)
    pad.centre(f"Kính gửi: {fill('addressee', f'{case.people_s_committee}, thành phố Hà Nội')}", gap=2)
    cells(pad, [("Họ, chữ đệm, tên người yêu cầu", fill("applicant", who.name), 3), ("Quan hệ với người được cấp", fill("applicant_relation", "Cha" if who.male else "Mẹ"), 2)])  # fmt: skip
    cells(pad, [("Nơi cư trú", fill("applicant_residence", who.address), 3), ("Giấy tờ tùy thân", f"CC {fill('applicant_id_number', who.id_number)}", 2)])  # fmt: skip
    pad.y += 3
    pad.para("Đề nghị cơ quan cấp bản sao trích lục <b>khai sinh</b> cho người có tên dưới đây:", indent=0)
    cells(pad, [("Họ, chữ đệm, tên", fill("full_name", child.name.upper()), 3), ("Ngày, tháng, năm sinh", born("birth_date", child), 2), ("Giới tính", fill("sex", child.sex), 1)])  # fmt: skip
    cells(pad, [("Dân tộc", fill("ethnicity", child.ethnic), 1), ("Quốc tịch", fill("nationality", "Việt Nam"), 1), ("Số định danh cá nhân", fill("id_number", child.id_number), 2)])  # fmt: skip
    cells(pad, [("Nơi cư trú", fill("residence", child.address), 1)])
    day = case.before(3)
    cells(pad, [("Đã đăng ký tại", fill("registration_place", f"UBND {small(case.ward)}"), 3), ("Số", fill("document_number", str(rng.randrange(3, 300))), 1), ("Ngày", dated("registration_date", day, short(day)), 2)])  # fmt: skip
    pad.y += 3
    pad.para(f"Số lượng bản sao yêu cầu cấp: 0{rng.randrange(1, 6)} bản. Tôi cam đoan những nội dung khai trên đây là đúng sự thật.", indent=0)  # fmt: skip
    _made(pad, case)
    signed(pad, 0.76, ["Người yêu cầu"], who.name, note="(Ký, ghi rõ họ, chữ đệm, tên)")
    return pad.paper()


def note_of_divorce(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Tờ khai ghi chú ly hôn: a divorce abroad entered in the register."""
    wife, husband = parents(case)
    who, rng = case.owner, pad.rng
    type_of(pad, "serif", 13, 1.36)
    nation_head(pad, form="TP/HT-2020-TKGCLH")
    title(pad, "TỜ KHAI GHI CHÚ LY HÔN", size=15)
    pad.centre(f"Kính gửi: {fill('addressee', f'UBND {small(case.ward)}')}", gap=2)
    line = pad.blank_line
    line(("Họ, chữ đệm, tên người yêu cầu:", fill("applicant", who.name)))
    line(("Nơi cư trú:", fill("applicant_residence", who.address)))
    line(("Giấy tờ tùy thân:", card_of(who, "applicant_id_number", rng)))
    pad.para("Đề nghị cơ quan đăng ký ghi vào sổ việc ly hôn theo thông tin dưới đây:", indent=0)
    he, she = Told("husband", husband), Told("wife", wife)
    pad.table([44, 62, 62], [["", "Bên nam", "Bên nữ"], ["Họ, chữ đệm, tên", he.name, she.name], ["Ngày, tháng, năm sinh", he.born, she.born], ["Quốc tịch", he.nation, she.nation], ["Giấy tờ tùy thân", he.number, she.number], ["Nơi cư trú", he.lives, she.lives]], size=11.5)  # fmt: skip
    day = a_day(rng, date(2019, 1, 3), date(2025, 5, 30))
    line(("Đã ly hôn theo:", f"Bản án/Quyết định số {rng.randrange(100, 9000)} của Tòa án {rng.choice(['quận Praha 4, Cộng hòa Séc', 'thành phố Berlin, CHLB Đức', 'Seoul, Hàn Quốc'])}"))  # fmt: skip
    line(("có hiệu lực từ", on(day)))
    pad.para("Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật về cam đoan của mình.")  # fmt: skip
    _made(pad, case)
    signed(pad, 0.74, ["Người yêu cầu"], who.name, note="(Ký, ghi rõ họ, chữ đệm, tên)")
    return pad.paper()


def parentage(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Tờ khai đăng ký nhận cha, mẹ, con: the father recognises a child, the mother agrees."""
    child, (mother, father) = case.child, parents(case)
    rng = pad.rng
    type_of(pad, "serif", 13, 1.36)
    nation_head(pad)
    title(pad, "TỜ KHAI ĐĂNG KÝ NHẬN CHA, MẸ, CON", size=14)
    pad.centre(f"Kính gửi: (1) {fill('addressee', f'UBND {small(case.ward)}')}", gap=3)
    _asker(pad, father, "Cha đẻ", of="người nhận cha/mẹ/con (4)")
    pad.para("<b>Đề nghị cơ quan công nhận người có tên dưới đây:</b>", indent=0)
    he, she = Told("father", father), Told("mother", mother)
    line = pad.blank_line
    line(("Họ, chữ đệm, tên:", he.caps), ("Ngày, tháng, năm sinh:", he.born))
    line(("Giới tính: (2)", father.sex), ("Dân tộc: (2)", father.ethnic), ("Quốc tịch: (2)", "Việt Nam"))
    line(("Giấy khai sinh/Giấy tờ tùy thân: (3)", he.number))
    pad.para("Là <b>cha đẻ</b> của người có tên dưới đây:", indent=0)
    line(("Họ, chữ đệm, tên:", fill("child_name", child.name.upper())), ("Ngày, tháng, năm sinh:", born("child_birth_date", child)))  # fmt: skip
    line(("Giới tính: (2)", child.sex), ("Dân tộc: (2)", child.ethnic), ("Quốc tịch: (2)", "Việt Nam"))
    line(("Giấy khai sinh/Giấy tờ tùy thân: (3)", f"Số định danh {fill('child_id_number', child.id_number)}"))
    pad.para("Tôi cam đoan việc nhận con nói trên là đúng sự thật, tự nguyện, không có tranh chấp và chịu trách nhiệm trước pháp luật về cam đoan của mình.")  # fmt: skip
    _made(pad, case)
    top = pad.y
    pad.block(f"<b>Ý kiến của người hiện đang là mẹ (5):</b> Tôi là {she.name}, sinh ngày {she.born}, đồng ý.", pad.left, top, pad.width * 0.46, 11.5, align="left")  # fmt: skip
    signed(pad, 0.24, [], mother.name, top=top + 16, size=12)
    signed(pad, 0.75, ["Người yêu cầu"], father.name, note="(Ký, ghi rõ họ, chữ đệm, tên)", top=top)
    pad.y = top + 52
    small_print(pad, *_NOTES, f"(4) Chỉ khai trong trường hợp người yêu cầu không đồng thời là người nhận cha/mẹ/con. In ngày {short(case.day)}.", head="Chú thích:", size=9)  # fmt: skip
    del rng
    return pad.paper()


def guardianship(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Tờ khai đăng ký giám hộ: guardian and ward in two columns."""
    guardian, kept, rng = case.owner, case.elder, pad.rng
    type_of(pad, "serif", 13, 1.36)
    nation_head(pad)
    title(pad, rng.choice(["TỜ KHAI ĐĂNG KÝ GIÁM HỘ", "TỜ KHAI ĐĂNG KÝ GIÁM SÁT VIỆC GIÁM HỘ"]), size=15)
    pad.centre(f"Kính gửi: (1) {fill('addressee', f'UBND {small(case.ward)}')}", gap=3)
    _asker(pad, guardian, "Con", of="người được giám hộ")
    pad.para("Đề nghị cơ quan đăng ký việc giám hộ giữa những người có tên dưới đây:", indent=0)
    columns(
        pad,
        ["<b>Người giám hộ</b>", f"Họ, chữ đệm, tên: {fill('guardian_name', guardian.name.upper())}", f"Sinh ngày: {short(guardian.birth)}; {guardian.sex}", f"Giấy tờ tùy thân: {fill('guardian_id_number', guardian.id_number)}", f"Nơi cư trú: {guardian.address}"],
        ["<b>Người được giám hộ</b>", f"Họ, chữ đệm, tên: {fill('ward_name', kept.name.upper())}", f"Sinh ngày: {short(kept.birth)}; {kept.sex}", f"Giấy tờ tùy thân: {kept.id_number}", f"Nơi cư trú: {kept.address}"],
        rule=True,
    )  # fmt: skip
    pad.para(f"Lý do đăng ký giám hộ: {fill('reason', 'Người được giám hộ mất năng lực hành vi dân sự')}.", indent=0)
    pad.para("Các giấy tờ kèm theo: văn bản cử người giám hộ; danh mục tài sản của người được giám hộ.", indent=0)
    pad.para(
        "Tôi cam đoan nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật về cam đoan của mình."
    )
    _made(pad, case)
    signed(pad, 0.74, ["Người yêu cầu"], guardian.name, note="(Ký, ghi rõ họ, chữ đệm, tên)")
    small_print(pad, *_NOTES, head="Chú thích:")
    return pad.paper()


def adoption(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Đơn xin nhận con nuôi trong nước: two photographs, the couple in a table, the child, a promise."""
    wife, husband = parents(case)
    child, rng = case.child, pad.rng
    type_of(pad, "serif", 12.5, 1.3)
    corner(pad, "TP/CN-2020/CN.02", size=9.5)
    nation_head(pad)
    for x in (pad.left, pad.left + 30):
        pad.frame(x, pad.y - 2, x + 26, pad.y + 30, weight=0.2)
        pad.put("Ảnh 4 x 6 cm", x + 13, pad.y + 12, size=8.5, align="center")
    keep, pad.left = pad.left, pad.left + 58
    pad.y += 6
    title(pad, "ĐƠN XIN NHẬN CON NUÔI", "TRONG NƯỚC", size=15)
    pad.left = keep
    pad.y += 12
    pad.centre(f"Kính gửi: {fill('addressee', f'UBND {small(case.ward)}, thành phố Hà Nội')}", gap=3)
    pad.para("<b>1. Phần khai về người nhận con nuôi</b>", indent=0)
    pad.table(
        [44, 62, 62],
        [
            ["", "Ông", "Bà"],
            ["Họ, chữ đệm, tên", fill("adopter_father_name", husband.name.upper()), fill("adopter_mother_name", wife.name.upper())],
            ["Ngày, tháng, năm sinh", short(husband.birth), short(wife.birth)],
            ["Nơi sinh", husband.origin, wife.origin],
            ["Dân tộc; quốc tịch", f"{husband.ethnic}; Việt Nam", f"{wife.ethnic}; Việt Nam"],
            ["Giấy tờ tùy thân", husband.id_number, wife.id_number],
            ["Nghề nghiệp", "Kỹ sư", "Kế toán"],
        ],
        size=11.5,
    )  # fmt: skip
    pad.blank_line(("Nơi cư trú:", fill("residence", husband.address)))
    pad.para("<b>2. Phần khai về người được nhận làm con nuôi</b>", indent=0)
    pairs(pad, [("Họ, chữ đệm, tên", fill("child_name", child.name.upper())), ("Ngày, tháng, năm sinh", born("child_birth_date", child)), ("Giới tính; dân tộc", f"{child.sex}; {child.ethnic}"), ("Nơi đang cư trú", rng.choice(["Trung tâm Bảo trợ xã hội 3 Hà Nội", "Làng trẻ em Birla Hà Nội"]))], tab=50)  # fmt: skip
    pad.para("<b>Lý do nhận con nuôi:</b> Vợ chồng chúng tôi hiếm muộn, mong muốn được chăm sóc, nuôi dưỡng, giáo dục cháu.", indent=0)  # fmt: skip
    pad.para("Nếu được nhận cháu làm con nuôi, chúng tôi cam kết chăm sóc, nuôi dưỡng, giáo dục cháu và thực hiện mọi nghĩa vụ của cha mẹ đối với con; thông báo hằng năm cho UBND về tình trạng của cháu trong 03 năm.")  # fmt: skip
    _made(pad, case)
    top = pad.y
    signed(pad, 0.28, ["ÔNG"], husband.name, note="(Ký, ghi rõ họ tên)", top=top, room=17)
    signed(pad, 0.75, ["BÀ"], wife.name, note="(Ký, ghi rõ họ tên)", top=top, room=17)
    return pad.paper()


def absence(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Phiếu khai báo tạm vắng (CT03): with its stub for the citizen beneath."""
    who, rng = case.owner, pad.rng
    type_of(pad, "serif", 12.5, 1.4)
    corner(pad, "Mẫu CT03 ban hành kèm theo Thông tư số 56/2021/TT-BCA", size=9.5)
    nation_head(pad)
    title(pad, "PHIẾU KHAI BÁO TẠM VẮNG", size=15)
    pad.centre(f"Kính gửi: {fill('addressee', f'Công an {small(case.ward)}')}", gap=3)
    line = pad.blank_line
    line(("1. Họ, chữ đệm và tên:", fill("full_name", who.name.upper())))
    line(("2. Ngày, tháng, năm sinh:", born("birth_date", who)), ("3. Giới tính:", fill("sex", who.sex)))
    numbered_comb(pad, "4. Số định danh cá nhân/CMND:", "id_number", who.id_number)
    line(("5. Nơi thường trú:", fill("residence", who.address)))
    line(("6. Nơi ở hiện tại:", fill("current_residence", who.address)))
    first = case.day
    last = first.replace(year=first.year + 1, day=min(28, first.day))
    line(("7. Tạm vắng từ ngày:", fill("absence_period", f"{short(first)} đến ngày {short(last)}")))
    line(("8. Lý do tạm vắng:", fill("reason", rng.choice(["Đi làm ăn xa", "Đi học", "Chăm sóc người thân ốm"]))))
    line(("9. Địa chỉ nơi đến:", fill("destination", f"Phường {rng.choice(['Hải Châu, thành phố Đà Nẵng', 'Bến Nghé, Thành phố Hồ Chí Minh'])}")))  # fmt: skip
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.day)}</i>", align="right")
    top = pad.y
    signed(pad, 0.25, ["NGƯỜI TIẾP NHẬN"], case.clerk, note="(Ký, ghi rõ họ tên)", top=top, room=18)
    signed(pad, 0.75, ["NGƯỜI KHAI BÁO"], who.name, note="(Ký, ghi rõ họ tên)", top=top, room=18)
    pad.y = top + 44
    small_print(
        pad, "Phiếu này được lập khi công dân thuộc trường hợp phải khai báo tạm vắng theo Điều 31 Luật Cư trú.", size=9
    )
    return pad.paper()


def dwelling(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Tờ khai xác nhận tình trạng chỗ ở hợp pháp, with the ward's confirmation beneath."""
    who, rng = case.owner, pad.rng
    type_of(pad, "serif", 13, 1.34)
    nation_head(pad, form="Mẫu số 02, Nghị định số 154/2024/NĐ-CP")
    title(pad, "TỜ KHAI", "XÁC NHẬN TÌNH TRẠNG CHỖ Ở HỢP PHÁP, DIỆN TÍCH NHÀ Ở", "TỐI THIỂU ĐỂ ĐĂNG KÝ THƯỜNG TRÚ, ĐĂNG KÝ TẠM TRÚ", size=13)  # fmt: skip
    pad.centre(f"Kính gửi: {fill('addressee', f'{case.people_s_committee}')}", gap=2)
    pairs(pad, [("1. Họ, chữ đệm và tên", fill("full_name", who.name.upper())), ("2. Ngày, tháng, năm sinh", born("birth_date", who)), ("3. Số định danh cá nhân", fill("id_number", who.id_number)), ("4. Nơi thường trú", fill("residence", an_old_place(rng).house(rng))), ("5. Địa chỉ chỗ ở đề nghị xác nhận", fill("address", who.address)), ("6. Diện tích sàn", fill("house_area", f"{rng.randrange(24, 120)} m²")), ("7. Tình trạng", "Không có tranh chấp quyền sở hữu, quyền sử dụng; đang sử dụng ổn định")], tab=58)  # fmt: skip
    pad.para("Tôi cam đoan những lời khai trên là đúng sự thật và chịu trách nhiệm trước pháp luật về nội dung khai.")
    pad.para(f"<i>{case.ward.split(' ', 1)[1]}, {dated('issue_date', case.day)}</i>", align="right")
    signed(pad, 0.74, ["NGƯỜI KHAI"], who.name, note="(Ký, ghi rõ họ tên)", room=16)
    pad.rule(pad.left, pad.right, pad.y)
    pad.y += 2
    pad.para("<b>XÁC NHẬN CỦA ỦY BAN NHÂN DÂN CẤP XÃ:</b> Chỗ ở nêu trên không có tranh chấp; diện tích bình quân bảo đảm theo quy định của Hội đồng nhân dân thành phố.", indent=0)  # fmt: skip
    signed(pad, 0.74, ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], case.official, unit=f"UBND {case.ward_caps}", room=19)
    return pad.paper()


def witness(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Văn bản xác nhận của người làm chứng about a birth outside a hospital."""
    seen, (mother, _), child, rng = case.stranger, parents(case), case.child, pad.rng
    type_of(pad, rng.choice(["serif", "sans"]), 12.5, 1.45)
    nation_head(pad)
    title(pad, rng.choice(["VĂN BẢN XÁC NHẬN CỦA NGƯỜI LÀM CHỨNG", "GIẤY XÁC NHẬN CỦA NGƯỜI LÀM CHỨNG"]), size=14, about=["<i>(Về việc sinh)</i>"])  # fmt: skip
    pad.centre(f"Kính gửi: {fill('addressee', f'UBND {small(case.ward)}')}", gap=3)
    pad.para(f"Tôi tên là {fill('witness', seen.name)}, sinh ngày {born('birth_date', seen)}, căn cước số {fill('id_number', seen.id_number)}, cư trú tại {fill('residence', seen.address)}.")  # fmt: skip
    pad.para(f"Tôi xin làm chứng: vào hồi {rng.randrange(24):02d} giờ ngày {short(child.birth)}, chị {fill('mother_name', mother.name)}, sinh năm {mother.birth.year}, đã sinh tại nhà riêng một cháu {'trai' if child.male else 'gái'}, dự định đặt tên là {fill('child_name', child.name)}. Khi đó tôi có mặt và trực tiếp giúp đỡ sản phụ.")  # fmt: skip
    pad.para("Tôi cam đoan nội dung làm chứng là đúng sự thật, nếu sai tôi xin chịu trách nhiệm trước pháp luật.")
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.before(1))}</i>", align="right")
    top = pad.y
    signed(pad, 0.25, ["NGƯỜI MẸ"], mother.name, top=top)
    signed(pad, 0.75, ["NGƯỜI LÀM CHỨNG"], seen.name, note="(Ký, ghi rõ họ tên)", top=top)
    return pad.paper()
