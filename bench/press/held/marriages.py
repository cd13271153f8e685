"""Marriage and marital status: certificates, extracts, confirmations and declarations of other years."""

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
    small,
    small_print,
    ticks,
    type_of,
)
from bench.press.held.places import an_old_place
from bench.press.marks import emblem
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import Person, a_day
from bench.press.stationery import MOTTO, NATION, dated, nation_head, on, short, title


def certificate_in_columns(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The original of QĐ 01/2006: two columns, husband first, both sign under their own column, the committee below."""
    wife, husband = parents(case)
    rng, place = pad.rng, an_old_place(pad.rng)
    pad = another_sheet(pad, (210, 297), (25, 25, 25, 25))
    type_of(pad, "serif", 12.5, 1.46)
    lattice(pad, 8, colour=rng.choice([(190, 40, 60), (200, 120, 40), (176, 60, 110)]), band=8)
    day = a_day(rng, date(2007, 1, 5), date(2015, 12, 20))
    columns(
        pad,
        [f"{capital(place.ward.split(' ', 1)[0])}: {fill('issuer', place.ward.split(' ', 1)[1])}", capital(place.district), "Tỉnh, thành phố: Hà Nội"],
        [f"Số: {fill('document_number', str(rng.randrange(3, 200)))}", f"Quyển số: {fill('book_number', f'01/{day.year}')}"],
        size=11.5,
        gutter=60,
    )  # fmt: skip
    pad.centre(f"<b>{NATION}</b>", size=12.5)
    pad.centre(f"<b>{MOTTO}</b>", size=12)
    pad.stamp(emblem(pad.ink.dpi, side_mm=15), 97.5, pad.y + 0.5)
    pad.y += 17
    title(pad, "GIẤY CHỨNG NHẬN KẾT HÔN", size=20)

    def half(label: str, name: str, person: Person) -> list[str]:
        one = Told(name, person, place.house(rng))
        return [
            f"Họ và tên {label}: <b>{one.caps}</b>",
            f"Ngày, tháng, năm sinh: {one.born}",
            f"Dân tộc: {one.ethnic}",
            f"Quốc tịch: {one.nation}",
            f"Nơi thường trú/tạm trú: {one.lives}",
            f"Số Giấy CMND/Hộ chiếu: {fill(f'{name}_id_number', f'01{rng.randrange(10**6, 10**7)}')}",
        ]

    columns(pad, half("chồng", "husband", husband), half("vợ", "wife", wife), rule=True)
    pad.y += 2
    pad.para(f"Nơi đăng ký: {fill('registration_place', f'Ủy ban nhân dân {place.ward}, {place.district}, Hà Nội')}", indent=0)  # fmt: skip
    pad.para(f"Ngày, tháng, năm đăng ký: {dated('registration_date', day)}", indent=0)
    pad.para("Ghi chú: ................................................................................", indent=0)
    side_by_side(pad, ("CHỒNG", "(Ký, ghi rõ họ tên)", husband.name), ("VỢ", "(Ký, ghi rõ họ tên)", wife.name), room=18)
    signed(pad, 0.5, ["TM. UỶ BAN NHÂN DÂN", fill("signer_title", "CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {place.ward.upper()}", room=20)  # fmt: skip
    return pad.paper()


def extract_numbered(case: Case, ink: Ink, pad: Pad) -> Paper:
    """From the electronic register, in a table of three columns, the note of a later change below."""
    wife, husband = parents(case)
    she, he = Told("wife", wife), Told("husband", husband)
    rng, day = pad.rng, case.before(pad.rng.randrange(2, 30))
    type_of(pad, "serif", 12.5, 1.3)
    pad.put(f"<b>{fill('issuer', f'UBND {case.ward_caps}')}</b>", pad.left, pad.y, size=12)
    pad.put(f"<b>{NATION}</b>", pad.right, pad.y, size=12, align="right")
    pad.put(f"Số: {fill('document_number', f'{rng.randrange(10, 700)}/TLKH-BS')}", pad.left, pad.y + 6, size=12)
    pad.put(f"<b>{MOTTO}</b>", pad.right - 14, pad.y + 6, size=12, align="right")
    pad.y += 20
    title(pad, "TRÍCH LỤC ĐĂNG KÝ KẾT HÔN", about=["(Bản sao)"], size=16, rule=True)
    registered = day - timedelta(days=rng.randrange(200, 4000))
    pad.table(
        [44, 60, 60],
        [
            ["Nội dung", "Vợ", "Chồng"],
            ["Họ, chữ đệm, tên", she.caps, he.caps],
            ["Ngày, tháng, năm sinh", she.born, he.born],
            ["Dân tộc", she.ethnic, he.ethnic],
            ["Quốc tịch", she.nation, he.nation],
            ["Nơi cư trú", she.lives, he.lives],
            ["Giấy tờ tùy thân", f"CCCD số {she.number}", f"CCCD số {he.number}"],
        ],
        size=12,
        least=9,
    )  # fmt: skip
    pad.para(f"Đã đăng ký kết hôn tại {fill('registration_place', f'Ủy ban nhân dân {small(case.ward)}, thành phố Hà Nội')}; số {rng.randrange(2, 200)}, quyển số {fill('book_number', f'01/{registered.year}')}; {dated('registration_date', registered)}.", indent=0)  # fmt: skip
    pad.para("Ghi chú: Không có.", indent=0)
    pad.para("Thực hiện trích lục từ Sổ đăng ký kết hôn và Cơ sở dữ liệu hộ tịch điện tử.", indent=0)
    pad.para(f"<i>Hà Nội, {dated('issue_date', day)}</i>", align="right")
    top = pad.y
    signed(pad, 0.24, ["NGƯỜI LẬP"], case.clerk, note="Công chức Tư pháp - Hộ tịch", top=top)
    signed(pad, 0.74, ["NGƯỜI KÝ TRÍCH LỤC", fill("signer_title", "PHÓ CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {case.ward_caps}", top=top)  # fmt: skip
    return pad.paper()


def declaration_with_photographs(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The older declaration: places for two photographs, one person's rows after the other's, man first."""
    wife, husband = parents(case)
    rng = pad.rng
    type_of(pad, "serif", 12.5, 1.34)
    corner(pad, "Mẫu TP/HT-2013-TKĐKKH" if rng.random() < 0.6 else "(Ban hành kèm theo Thông tư số 15/2015/TT-BTP)")
    pad.centre(f"<b>{NATION}</b>", size=12.5)
    pad.centre(f"<b>{MOTTO}</b>", size=12.5, gap=2)
    for x, label in ((pad.left, "Ảnh bên nam"), (pad.right - 24, "Ảnh bên nữ")):
        pad.frame(x, pad.y - 6, x + 24, pad.y + 26, weight=0.2)
        pad.put(label, x + 12, pad.y + 7, size=9, align="center")
    pad.y += 10
    title(pad, "TỜ KHAI ĐĂNG KÝ KẾT HÔN", size=15)
    pad.centre(f"Kính gửi: {fill('addressee', f'UBND {small(case.ward)}')}", gap=8)
    for label, one in (("I. BÊN NAM", Told("husband", husband)), ("II. BÊN NỮ", Told("wife", wife))):
        pad.para(f"<b>{label}</b>", indent=0)
        pad.blank_line(("Họ và tên:", one.caps))
        pad.blank_line(("Ngày, tháng, năm sinh:", one.born), ("Dân tộc:", one.ethnic), ("Quốc tịch:", one.nation))  # fmt: skip
        pad.blank_line(("Nghề nghiệp:", rng.choice(["Kỹ sư", "Giáo viên", "Nhân viên văn phòng", "Tự do"])))
        pad.blank_line(("Nơi cư trú:", one.lives))
        pad.blank_line(("Số CCCD/Hộ chiếu:", one.number), ("cấp ngày:", short(one.person.id_issued)))  # fmt: skip
        pad.blank_line(("Kết hôn lần thứ mấy:", "01"))
    pad.para("Chúng tôi cam đoan lời khai trên đây là đúng sự thật, việc kết hôn của chúng tôi là hoàn toàn tự nguyện, không vi phạm quy định của Luật Hôn nhân và gia đình và chịu trách nhiệm trước pháp luật về lời cam đoan của mình. Đề nghị Ủy ban nhân dân đăng ký.")  # fmt: skip
    pad.para(f"<i>Làm tại {small(case.ward)}, {dated('issue_date', case.day)}</i>", align="right")
    side_by_side(pad, ("Bên nam", "(Ký, ghi rõ họ tên)", husband.name), ("Bên nữ", "(Ký, ghi rõ họ tên)", wife.name))
    pad.para("<b>Xác nhận về tình trạng hôn nhân của cơ quan có thẩm quyền</b> (nếu có): .......................................................................................................................", indent=0, size=11.5)  # fmt: skip
    return pad.paper()


def status_in_one_sentence(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Before July 2025, in the names of ward and district: running text instead of rows, the purpose at the end."""
    who, rng, place = case.owner, pad.rng, an_old_place(pad.rng)
    type_of(pad, "serif", 13.5, 1.4)
    day, where = a_day(rng, date(2021, 1, 5), date(2025, 6, 27)), place.house(rng)
    name = f"ỦY BAN NHÂN DÂN {place.ward.upper()}"
    head(
        pad,
        [f"ỦY BAN NHÂN DÂN {place.district.upper()}", f"<b>{fill('issuer', name)}</b>"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"],
    )
    number = fill("document_number", f"{rng.randrange(5, 900)}/UBND-XNTTHN")
    pad.put(f"Số: {number}", pad.left + 6, pad.y)
    pad.put(f"<i>{capital(place.ward.split(' ', 1)[1])}, {dated('issue_date', day)}</i>", pad.right, pad.y, align="right")  # fmt: skip
    pad.y += 12
    title(pad, "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", size=15, rule=True)
    pad.para(f"Ủy ban nhân dân {place.ward}, {place.district}, thành phố Hà Nội xác nhận ông/bà: <b>{fill('full_name', who.name.upper())}</b>; sinh ngày {born('birth_date', who, '%d tháng %m năm %Y')}; giới tính: {fill('sex', who.sex)}; dân tộc: {fill('ethnicity', who.ethnic)}; quốc tịch: {fill('nationality', 'Việt Nam')}; giấy tờ tùy thân: {card_of(who, 'id_number', rng)}; nơi cư trú: {fill('residence', where)}.")  # fmt: skip
    status = rng.choice([
        f"Từ ngày {short(who.birth.replace(year=who.birth.year + (20 if who.male else 18), day=min(28, who.birth.day)))} đến nay chưa đăng ký kết hôn với ai",
        f"Đã đăng ký kết hôn nhưng đã ly hôn theo Quyết định số {rng.randrange(20, 400)}/{day.year - 2}/QĐST-HNGĐ của Tòa án nhân dân {place.district}; từ đó đến nay chưa đăng ký kết hôn với ai",
    ])  # fmt: skip
    pad.para(f"Tình trạng hôn nhân: {fill('marital_status', status)}.")
    pad.para(f"Giấy này được sử dụng để: {fill('purpose', rng.choice(['đăng ký kết hôn', 'bổ sung hồ sơ vay vốn', 'chuyển nhượng quyền sử dụng đất']))}.")  # fmt: skip
    pad.para("<i>(Giấy xác nhận này có giá trị 6 tháng kể từ ngày cấp hoặc đến thời điểm tình trạng hôn nhân thay đổi, tùy theo thời điểm nào đến trước).</i>", size=12)  # fmt: skip
    signed(pad, 0.74, ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", fill("signer_title", "PHÓ CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {place.ward.upper()}")  # fmt: skip
    return pad.paper()


def status_declaration_in_boxes(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The interactive form of 2025: three numbered parts in boxes, the address of each marriage's end."""
    who, rng = case.owner, pad.rng
    type_of(pad, rng.choice(["sans", "serif"]), 11.5, 1.25)
    pad.put("<b>MẪU HỘ TỊCH ĐIỆN TỬ TƯƠNG TÁC</b>", pad.left, pad.y - 6, size=9)
    nation_head(pad)
    title(pad, "TỜ KHAI", "CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", size=14)
    pad.centre(f"Kính gửi: {fill('addressee', f'Ủy ban nhân dân {small(case.ward)}, TP. Hà Nội')}", size=11.5, gap=3)
    pad.para("<b>I. NGƯỜI YÊU CẦU</b>", indent=0)
    cells(pad, [("1. Họ, chữ đệm, tên", fill("applicant", who.name), 1), ("2. Quan hệ với người được cấp giấy", fill("applicant_relation", "Bản thân"), 1)])  # fmt: skip
    cells(pad, [("3. Nơi cư trú", fill("applicant_residence", who.address), 1)])
    pad.y += 2
    pad.para("<b>II. NGƯỜI ĐƯỢC CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN</b>", indent=0)
    cells(pad, [("4. Họ, chữ đệm, tên", fill("full_name", who.name.upper()), 3), ("5. Ngày sinh", born("birth_date", who), 2), ("6. Giới tính", fill("sex", who.sex), 1)])  # fmt: skip
    cells(pad, [("7. Số định danh cá nhân", fill("id_number", who.id_number), 2), ("8. Dân tộc", fill("ethnicity", who.ethnic), 1), ("9. Quốc tịch", fill("nationality", "Việt Nam"), 1)])  # fmt: skip
    status = rng.choice(["Chưa đăng ký kết hôn với ai", "Đã ly hôn, hiện tại chưa đăng ký kết hôn với ai", f"Hiện đang có vợ/chồng là {case.spouse.name}"])  # fmt: skip
    cells(pad, [("10. Tình trạng hôn nhân hiện tại", fill("marital_status", status), 1)])
    cells(pad, [("11. Nơi thường trú trước đây, từ ngày ... đến ngày ...", f"{an_old_place(rng).within(rng)}, từ {who.birth.year + 18} đến {who.birth.year + 24}", 1)])  # fmt: skip
    pad.y += 2
    pad.para("<b>III. MỤC ĐÍCH SỬ DỤNG</b>", indent=0)
    cells(pad, [("12. Để kết hôn (ghi rõ họ tên, ngày sinh, giấy tờ của người dự định kết hôn) hoặc mục đích khác", fill("purpose", rng.choice(["Mua bán, chuyển nhượng tài sản", "Đăng ký kết hôn", "Hoàn thiện hồ sơ xuất cảnh"])), 1)])  # fmt: skip
    pad.y += 2
    pad.para("Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật về cam đoan của mình.", size=11)  # fmt: skip
    top = pad.y
    pad.put(f"Số bản đề nghị cấp: 0{rng.randrange(1, 4)}", pad.left, top + 8, size=10.5)
    pad.put(ticks("Nhận trực tiếp", "Qua bưu chính", chosen=rng.randrange(2)), pad.left, top + 14, size=10.5)
    pad.para(f"<i>Làm tại: {case.ward.split(' ', 1)[1]}, {dated('issue_date', case.day)}</i>", align="right")
    signed(pad, 0.76, ["NGƯỜI YÊU CẦU"], who.name, note="(Ký, ghi rõ họ, chữ đệm, tên)")
    return pad.paper()


def status_for_marriage(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Since July 2025: rows with the label column, number under the title, an extra line about the other person."""
    who, other, rng = case.owner, case.spouse, pad.rng
    day = case.before(rng.randrange(2, 80))
    type_of(pad, "serif", 13, 1.3)
    head(
        pad,
        ["THÀNH PHỐ HÀ NỘI", f"<b>{fill('issuer', f'UBND {case.ward_caps}')}</b>"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"],
        split=0.38,
    )
    title(pad, "GIẤY XÁC NHẬN", "TÌNH TRẠNG HÔN NHÂN", size=16)
    pad.centre(f"Số: {fill('document_number', f'{rng.randrange(5, 990)}/XNTTHN')}", gap=3)
    pad.para("Xét đề nghị của đương sự, qua xác minh hồ sơ hộ tịch đang lưu giữ, Ủy ban nhân dân xác nhận:")
    pairs(
        pad,
        [
            ("Họ, chữ đệm, tên", f"<b>{fill('full_name', who.name)}</b>"),
            ("Ngày, tháng, năm sinh", f"{born('birth_date', who)}     Giới tính: {fill('sex', who.sex)}"),
            ("Dân tộc, quốc tịch", f"{fill('ethnicity', who.ethnic)}, {fill('nationality', 'Việt Nam')}"),
            ("Giấy tờ tùy thân", card_of(who, "id_number", rng)),
            ("Nơi cư trú", fill("residence", who.address)),
            ("Tình trạng hôn nhân", fill("marital_status", "Hiện tại chưa đăng ký kết hôn với ai")),
            ("Giấy này được cấp để", fill("purpose", f"Đăng ký kết hôn với {other.title.lower()} {other.name}, sinh năm {other.birth.year}, nơi cư trú: {other.address}")),
        ],
        tab=54,
    )  # fmt: skip
    pad.para("Giấy này có giá trị sử dụng trong thời hạn 6 tháng, kể từ ngày cấp; không có giá trị sử dụng vào mục đích khác.")  # fmt: skip
    pad.para(f"<i>{dated('issue_date', day, capital(on(day)))}</i>", align="right")
    signed(pad, 0.74, [fill("signer_title", "CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {case.ward_caps}")
    small_print(pad, "Mã tra cứu trên Cổng Dịch vụ công quốc gia. Bản điện tử có giá trị như bản giấy.", size=9)
    return pad.paper()
