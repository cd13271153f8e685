"""A person's papers: identity card copies, residence, criminal record, letters and declarations."""

from functools import partial

from PIL import Image, ImageDraw, ImageFilter

from bench.press.case import Case
from bench.press.codes import card_payload, card_strip, qr_image
from bench.press.fonts import families
from bench.press.marks import emblem
from bench.press.pad import GREY, Ink, Pad
from bench.press.paper import Paper
from bench.press.people import Person
from bench.press.stationery import dated, nation_head, short, sign, sign_columns, state_head, title, to

_CARD = (112.0, 70.6)
"""A card is 85.6 x 54 mm; copies are mostly enlarged by a third so that the small print can be read."""


def id_card(case: Case, ink: Ink, pad: Pad, *, of_spouse: bool = False, new: bool = False) -> Paper:
    """Both sides on one photocopied page, front above back."""
    person = case.spouse if of_spouse else case.owner
    x = 105 - _CARD[0] / 2 + pad.rng.uniform(-8, 8)
    _front(pad, person, x, 34 + pad.rng.uniform(-6, 10), new=new)
    _back(pad, person, x, 150 + pad.rng.uniform(-6, 12), new=new)
    return pad.paper()


def id_card_2024(case: Case, ink: Ink, pad: Pad) -> Paper:
    return id_card(case, ink, pad, new=True)


def spouse_id_card(case: Case, ink: Ink, pad: Pad) -> Paper:
    return id_card(case, ink, pad, of_spouse=True)


def id_card_two_pages(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Front and back on a sheet each."""
    x = 105 - _CARD[0] / 2
    _front(pad, case.owner, x, 60 + pad.rng.uniform(-10, 30), new=False)
    pad.new_sheet()
    _back(pad, case.owner, x, 60 + pad.rng.uniform(-10, 30), new=False)
    return pad.paper()


def _ground(pad: Pad, x: float, y: float) -> None:
    pen = ImageDraw.Draw(pad.image)
    box = (pad.px(x), pad.px(y), pad.px(x + _CARD[0]), pad.px(y + _CARD[1]))
    pen.rounded_rectangle(box, radius=pad.px(4), fill=(232, 240, 236), outline=GREY, width=2)
    for k in range(14):
        left, right, down = pad.px(2.8 * k), pad.px(2.0 * k), pad.px(2.5 + 1.1 * k)
        pen.arc((box[0] + left, box[1] + down, box[2] - right, box[3] + pad.px(8)), 190, 350, fill=(214, 228, 222))


def _portrait(pad: Pad, x: float, y: float, width: float, height: float) -> None:
    """A grey head and shoulders: nobody's face."""
    tile = Image.new("RGB", (pad.px(width), pad.px(height)), (206, 214, 220))
    pen = ImageDraw.Draw(tile)
    w, h = tile.size
    tone = 90 + pad.rng.randrange(50)
    pen.ellipse((w * 0.08, h * 0.66, w * 0.92, h * 1.5), fill=(70, 76, 90))
    pen.ellipse((w * 0.28, h * 0.16, w * 0.72, h * 0.68), fill=(tone + 70, tone + 45, tone + 30))
    pen.chord((w * 0.24, h * 0.08, w * 0.76, h * 0.56), 180, 360, fill=(40, 36, 34))
    pad.image.paste(tile.filter(ImageFilter.GaussianBlur(3)), (pad.px(x), pad.px(y)))


def _front(pad: Pad, person: Person, x: float, y: float, *, new: bool) -> None:
    _ground(pad, x, y)
    dpi = pad.ink.dpi
    pad.stamp(emblem(dpi, side_mm=15), x + 5, y + 5)
    mid, red = x + 54, (190, 30, 40)
    pad.put("<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>", mid, y + 4, size=7.4, align="center")
    pad.put("Độc lập - Tự do - Hạnh phúc", mid, y + 8, size=7.4, align="center")
    pad.put(f"<b>{'CĂN CƯỚC' if new else 'CĂN CƯỚC CÔNG DÂN'}</b>", mid, y + 13.5, size=13, align="center", colour=red)
    pad.put("<i>IDENTITY CARD</i>" if new else "<i>Citizen Identity Card</i>", mid, y + 19, size=8, align="center")
    pad.image.paste(qr_image(card_payload(person), 19, dpi), (pad.px(x + _CARD[0] - 22), pad.px(y + 3.5)))
    _portrait(pad, x + 5, y + 25, 23, 31)
    left = x + 32
    label = "Số định danh cá nhân / Personal identification number:" if new else "Số / No.:"
    pad.put(label, left, y + 25, size=8)
    pad.put(
        f"<b>{{{{id_number|{person.id_number}}}}}</b>", left + (0 if new else 14), y + (28 if new else 23.8), size=13
    )
    row = y + (33.5 if new else 31)
    pad.put("Họ, chữ đệm và tên khai sinh / Full name:" if new else "Họ và tên / Full name:", left, row, size=8)
    pad.put(f"<b>{{{{full_name|{person.name.upper()}}}}}</b>", left, row + 3.3, size=11)
    row += 9.2
    width = pad.put("Ngày sinh / Date of birth: ", left, row, size=8)
    pad.put(dated("birth_date", person.birth, short(person.birth)), left + width + 1, row - 0.5, size=9.5)
    row += 4.6
    width = pad.put("Giới tính / Sex: ", left, row, size=8)
    pad.put(f"{{{{sex|{person.sex}}}}}", left + width + 1, row - 0.5, size=9.5)
    width = pad.put("Quốc tịch / Nationality: ", left + 30, row, size=8)
    pad.put("{{nationality|Việt Nam}}", left + 30 + width + 1, row - 0.5, size=9.5)
    if not new:
        row += 4.6
        pad.put("Quê quán / Place of origin:", left, row, size=8)
        pad.put(f"{{{{hometown|{person.origin}}}}}", left + 37, row - 0.5, size=9.5)
        row += 4.6
        pad.put("Nơi thường trú / Place of residence:", left, row, size=8)
        pad.block(f"{{{{residence|{person.address}}}}}", left, row + 3.4, 76, 9, align="left", leading=1.1)
    expiry = person.id_expires
    text = "Không thời hạn" if expiry.year == 9999 else short(expiry)
    pad.put("Có giá trị đến:", x + 5, y + 57.5, size=7.5)
    if expiry.year == 9999:
        pad.put(text, x + 5, y + 61, size=8.5)
    else:
        pad.put(dated("expiry_date", expiry, text), x + 5, y + 61, size=8.5)
    pad.put("MẪU THỬ NGHIỆM", x + _CARD[0] - 3, y + _CARD[1] - 3.6, size=6, align="right", colour=GREY, record=False)


def _back(pad: Pad, person: Person, x: float, y: float, *, new: bool) -> None:
    _ground(pad, x, y)
    if new:
        pad.put("Nơi cư trú / Place of residence:", x + 6, y + 5, size=8)
        pad.block(f"{{{{residence|{person.address}}}}}", x + 6, y + 8.6, 68, 9, align="left", leading=1.1)
        pad.put("Nơi đăng ký khai sinh / Place of birth:", x + 6, y + 17, size=8)
        pad.put(f"{{{{birth_place|{person.origin}}}}}", x + 6, y + 20.6, size=9)
        where, minister = y + 27, "BỘ CÔNG AN"
    else:
        pad.put("Đặc điểm nhận dạng / Personal identification:", x + 6, y + 6, size=8)
        pad.put(
            f"Nốt ruồi cách {pad.rng.randrange(1, 4)}cm dưới trước mắt {pad.rng.choice(['trái', 'phải'])}",
            x + 6,
            y + 10,
            size=9,
        )
        where, minister = y + 16, "CỤC TRƯỞNG CỤC CẢNH SÁT QLHC VỀ TTXH"
    width = pad.put("Ngày, tháng, năm / Date, month, year: ", x + 6, where, size=8)
    pad.put(dated("id_issue_date", person.id_issued, short(person.id_issued)), x + 7 + width, where - 0.5, size=9.5)
    pad.put(f"<b>{minister}</b>", x + 40, where + 5, size=8, align="center")
    pen = ImageDraw.Draw(pad.image)
    for k in range(2):
        left = pad.px(x + 78 + k * 16)
        box = (left, pad.px(y + 8), left + pad.px(13), pad.px(y + 26))
        pen.rectangle(box, outline=GREY, width=2)
        for ring in range(5):
            d = ring * 1.1
            arc = (x + 79 + k * 16 + d / 2, y + 9.3 + d, x + 90 + k * 16 - d / 2, y + 25.2 - d / 3)
            pen.arc(tuple(map(pad.px, arc)), 180, 360, fill=GREY, width=max(1, pad.px(0.25)))
    mono = pad.ink.family
    pad.with_ink(family=families("mono")[0])
    for number, strip in enumerate(card_strip(person)):
        pad.put(strip, x + _CARD[0] / 2, y + 52 + number * 5.4, size=13, align="center")
    pad.with_ink(family=mono)
    pad.put("MẪU THỬ NGHIỆM", x + _CARD[0] - 3, y + 2, size=6, align="right", colour=GREY, record=False)


def old_id_card(case: Case, ink: Ink, pad: Pad) -> Paper:
    person, x, y = case.elder, 105 - _CARD[0] / 2, 45.0
    _ground(pad, x, y)
    pad.put("<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>", x + 68, y + 5, size=8.5, align="center")
    pad.put("Độc lập - Tự do - Hạnh phúc", x + 68, y + 9, size=8, align="center")
    pad.put("<b>GIẤY CHỨNG MINH NHÂN DÂN</b>", x + 68, y + 14.5, size=13, align="center", colour=(30, 60, 120))
    pad.put(
        f"SỐ <b>{{{{id_number|{pad.rng.randrange(10**7, 10**8):08d}1}}}}</b>", x + 68, y + 21, size=14, align="center"
    )
    _portrait(pad, x + 5, y + 25, 25, 33)
    pad.put(f"Họ tên: {{{{full_name|{person.name.upper()}}}}}", x + 35, y + 29, size=11)
    pad.put(
        f"Sinh ngày: {dated('birth_date', person.birth, person.birth.strftime('%d-%m-%Y'))}", x + 35, y + 36, size=11
    )
    pad.put(f"Nguyên quán: {{{{hometown|{person.origin}}}}}", x + 35, y + 43, size=11)
    markup = f"Nơi ĐKHK thường trú: {{{{residence|{person.address}}}}}"
    pad.block(markup, x + 35, y + 50, 74, 9.5, align="left")
    pad.put("MẪU THỬ NGHIỆM", x + _CARD[0] - 3, y + _CARD[1] - 3.6, size=6, align="right", colour=GREY, record=False)
    return pad.paper()


def residence_confirmation(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner = case.owner
    pad.put(
        "<i>Mẫu CT07 ban hành kèm theo Thông tư số 66/2023/TT-BCA</i>", pad.right, pad.top - 7, size=10, align="right"
    )
    state_head(
        pad,
        "CÔNG AN THÀNH PHỐ HÀ NỘI",
        f"CÔNG AN {case.ward_caps}",
        number=f"{pad.rng.randrange(100, 9000)}/XN",
        day=case.before(9),
    )
    title(pad, "XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ")
    line = pad.blank_line
    pad.para(f"I. Theo đề nghị của {owner.title} {{{{full_name|{owner.name}}}}}", indent=0)
    line(
        ("1. Ngày, tháng, năm sinh:", dated("birth_date", owner.birth, short(owner.birth))),
        ("2. Giới tính:", f"{{{{sex|{owner.sex}}}}}"),
    )
    line(("3. Số định danh cá nhân:", f"{{{{id_number|{owner.id_number}}}}}"))
    line(("4. Dân tộc:", f"{{{{ethnicity|{owner.ethnic}}}}}"), ("5. Tôn giáo:", "Không"), ("6. Quốc tịch:", "Việt Nam"))
    line(("7. Quê quán:", f"{{{{hometown|{owner.origin}}}}}"))
    pad.para("II. Kết quả tra cứu, xác nhận thông tin về cư trú:", indent=0)
    line(("1. Nơi thường trú:", f"{{{{residence|{owner.address}}}}}"))
    line(("2. Nơi tạm trú:", "Không"))
    line(("3. Nơi ở hiện tại:", f"{{{{current_residence|{owner.address}}}}}"))
    line(
        ("4. Họ, chữ đệm và tên chủ hộ:", f"{{{{household_head|{owner.name}}}}}"), ("5. Quan hệ với chủ hộ:", "Chủ hộ")
    )
    pad.table([12, 54, 32, 40, 38], [["TT", "Họ, chữ đệm và tên", "Ngày sinh", "Số định danh", "Quan hệ"], ["1", case.spouse.name, short(case.spouse.birth), case.spouse.id_number, "Vợ/Chồng"], ["2", case.child.name, short(case.child.birth), case.child.id_number, "Con"]], size=11, centred=(0, 2, 3))  # fmt: skip
    pad.para("Xác nhận này có giá trị trong thời hạn 01 năm kể từ ngày cấp./.", indent=0)
    sign(pad, "", "TRƯỞNG CÔNG AN", case.official, unit=f"CÔNG AN {case.ward_caps}")
    return pad.paper()


def residence_declaration(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner = case.owner
    nation_head(pad, form="Mẫu CT01 ban hành theo TT số 53/2025/TT-BCA")
    title(pad, "TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ")
    to(pad, f"{{{{addressee|Công an {case.ward[0].lower()}{case.ward[1:]}}}}}")
    line = pad.blank_line
    line(("1. Họ, chữ đệm và tên:", f"{{{{full_name|{owner.name.upper()}}}}}"))
    line(
        ("2. Ngày, tháng, năm sinh:", dated("birth_date", owner.birth, short(owner.birth))),
        ("3. Giới tính:", f"{{{{sex|{owner.sex}}}}}"),
    )
    line(("4. Số định danh cá nhân:", f"{{{{id_number|{owner.id_number}}}}}"))
    line(("5. Số điện thoại liên hệ:", ""), ("6. Email:", ""))
    line(
        ("7. Họ, chữ đệm và tên chủ hộ:", f"{{{{household_head|{owner.name}}}}}"), ("8. Quan hệ với chủ hộ:", "Chủ hộ")
    )
    line(("9. Nội dung đề nghị:", f"Đăng ký thường trú tại {{{{residence|{owner.address}}}}}"))
    pad.para("10. Những thành viên trong hộ gia đình cùng thay đổi:", indent=0)
    pad.table([12, 54, 32, 40, 38], [["TT", "Họ, chữ đệm và tên", "Ngày sinh", "Số định danh", "Quan hệ"], ["1", case.spouse.name, short(case.spouse.birth), case.spouse.id_number, "Vợ/Chồng"]], size=11, centred=(0, 2, 3))  # fmt: skip
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.day)}</i>", align="right")
    sign_columns(
        pad,
        ("Ý KIẾN CỦA CHỦ HỘ", "(Ký, ghi rõ họ tên)", owner.name),
        ("NGƯỜI KÊ KHAI", "(Ký, ghi rõ họ tên)", owner.name),
    )
    return pad.paper()


def criminal_record(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner, day = case.owner, case.before(20)
    state_head(
        pad, "CÔNG AN THÀNH PHỐ HÀ NỘI", "PHÒNG HỒ SƠ NGHIỆP VỤ", number=f"{pad.rng.randrange(100, 9000)}/LLTP", day=day
    )
    title(pad, "PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1")
    pad.para("Căn cứ Luật Lý lịch tư pháp; căn cứ dữ liệu lý lịch tư pháp đang quản lý,", indent=8)
    pad.centre("<b>XÁC NHẬN:</b>", gap=2)
    line = partial(pad.blank_line, dots=False)
    line(
        ("1. Họ và tên:", f"<b>{{{{full_name|{owner.name.upper()}}}}}</b>"),
        ("2. Giới tính:", f"{{{{sex|{owner.sex}}}}}"),
    )
    line(("3. Ngày, tháng, năm sinh:", dated("birth_date", owner.birth, short(owner.birth))))
    line(("4. Nơi sinh:", f"{{{{birth_place|{owner.origin}}}}}"))
    line(("5. Quốc tịch:", "{{nationality|Việt Nam}}"))
    line(("6. Nơi thường trú:", f"{{{{residence|{owner.address}}}}}"))
    line(("7. Giấy CMND/CCCD:", f"số {{{{id_number|{owner.id_number}}}}} cấp ngày {short(owner.id_issued)}"))
    line(("8. Tình trạng án tích:", "Không có án tích"))
    pad.y += 4
    sign(pad, "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG", case.official, unit="CÔNG AN THÀNH PHỐ HÀ NỘI")
    return pad.paper()


def criminal_record_request(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner = case.owner
    nation_head(pad, form="Mẫu số 03/2024/LLTP")
    title(pad, "TỜ KHAI YÊU CẦU CẤP PHIẾU LÝ LỊCH TƯ PHÁP")
    to(pad, "{{addressee|Công an thành phố Hà Nội}}")
    line = pad.blank_line
    line(("1. Tên tôi là:", f"{{{{full_name|{owner.name.upper()}}}}}"))
    line(
        ("2. Ngày, tháng, năm sinh:", dated("birth_date", owner.birth, short(owner.birth))),
        ("3. Giới tính:", f"{{{{sex|{owner.sex}}}}}"),
    )
    line(("4. Nơi sinh:", f"{{{{birth_place|{owner.origin}}}}}"))
    line(("5. Quốc tịch:", "Việt Nam"), ("6. Dân tộc:", owner.ethnic))
    line(("7. Nơi thường trú:", f"{{{{residence|{owner.address}}}}}"))
    line(("8. Số CCCD/Hộ chiếu:", f"{{{{id_number|{owner.id_number}}}}}"))
    line(("9. Yêu cầu cấp Phiếu lý lịch tư pháp:", "Số 1 [X]   Số 2 [  ]"))
    line(("10. Mục đích:", "{{purpose|Bổ sung hồ sơ xin việc làm}}"))
    pad.para(
        "Tôi xin cam đoan những lời khai trên là đúng sự thật và chịu trách nhiệm trước pháp luật về lời khai của mình./."
    )
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.day)}</i>", align="right")
    sign_columns(pad, ("Người khai", "(Ký, ghi rõ họ tên)", owner.name))
    return pad.paper()


# ---------------------------------------------------------------- letters


def request_letter(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner = case.owner
    nation_head(pad)
    what, why = pad.rng.choice([
        ("ĐƠN ĐỀ NGHỊ", "Xác nhận tình trạng nhà ở, đất ở không có tranh chấp"),
        ("ĐƠN XIN XÁC NHẬN", "Xác nhận nơi cư trú để bổ sung hồ sơ nhập học cho con"),
        ("ĐƠN ĐỀ NGHỊ", "Đề nghị lắp đặt đèn chiếu sáng tại ngõ"),
    ])  # fmt: skip
    title(pad, what, about=[f"<i>(V/v {why[0].lower()}{why[1:]})</i>"])
    to(pad, f"{{{{addressee|{case.people_s_committee}}}}}")
    line = pad.blank_line
    line(("Tên tôi là:", f"{{{{full_name|{owner.name}}}}}"), ("Sinh năm:", str(owner.birth.year)))
    line(("Số CCCD:", f"{{{{id_number|{owner.id_number}}}}}"), ("Cấp ngày:", short(owner.id_issued)))
    line(("Hiện cư trú tại:", f"{{{{residence|{owner.address}}}}}"))
    pad.para(f"Tôi làm đơn này kính đề nghị quý cơ quan: {{{{summary|{why}}}}}.")
    pad.para(
        "Lý do: gia đình tôi đã sinh sống ổn định tại địa phương nhiều năm, luôn chấp hành tốt chủ trương, chính sách của Nhà nước và quy định của địa phương."
    )
    pad.para(
        "Tôi cam đoan những nội dung nêu trên là đúng sự thật, nếu sai tôi xin hoàn toàn chịu trách nhiệm trước pháp luật. Kính mong quý cơ quan xem xét, giải quyết. Tôi xin chân thành cảm ơn./."
    )
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.before(2))}</i>", align="right")
    sign_columns(pad, ("Người làm đơn", "(Ký, ghi rõ họ tên)", owner.name))
    return pad.paper()


def power_of_attorney(case: Case, ink: Ink, pad: Pad) -> Paper:
    nation_head(pad)
    title(pad, "GIẤY ỦY QUYỀN")
    pad.para(f"Hôm nay, {dated('issue_date', case.before(3))}, tại {case.people_s_committee}, chúng tôi gồm:")
    for side, field, person in (
        ("I. BÊN ỦY QUYỀN", "principal", case.owner),
        ("II. BÊN ĐƯỢC ỦY QUYỀN", "agent", case.spouse),
    ):
        pad.para(f"<b>{side}:</b>", indent=0)
        pad.blank_line(("Họ và tên:", f"{{{{{field}|{person.name}}}}}"), ("Năm sinh:", str(person.birth.year)))
        pad.blank_line(
            ("Số CCCD:", f"{{{{{field}_id_number|{person.id_number}}}}}"), ("Cấp ngày:", short(person.id_issued))
        )
        pad.blank_line(("Nơi thường trú:", person.address))
    pad.para("<b>III. NỘI DUNG ỦY QUYỀN:</b>", indent=0)
    pad.para(
        "Bên ủy quyền giao cho bên được ủy quyền thay mặt nộp hồ sơ, bổ sung giấy tờ, nộp phí, lệ phí và nhận kết quả giải quyết thủ tục hành chính tại Bộ phận Một cửa."
    )
    pad.para(
        "<b>IV. CAM KẾT:</b> Hai bên cam kết hoàn toàn chịu trách nhiệm trước pháp luật về mọi thông tin ghi ở trên. Mọi tranh chấp phát sinh giữa hai bên do hai bên tự giải quyết. Giấy ủy quyền có hiệu lực trong 03 tháng kể từ ngày ký."
    )
    sign_columns(
        pad,
        ("BÊN ĐƯỢC ỦY QUYỀN", "(Ký, ghi rõ họ tên)", case.spouse.name),
        ("BÊN ỦY QUYỀN", "(Ký, ghi rõ họ tên)", case.owner.name),
    )
    sign(pad, "XÁC NHẬN CỦA ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH", case.official, unit=f"UBND {case.ward_caps}")
    return pad.paper()


def commitment(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner = case.owner
    nation_head(pad)
    title(pad, "BẢN CAM KẾT", about=["Bảo đảm an toàn đối với công trình liền kề"])
    to(pad, f"{{{{addressee|{case.people_s_committee}}}}}")
    pad.blank_line(("Tôi là:", f"{{{{full_name|{owner.name}}}}}"), ("Số CCCD:", f"{{{{id_number|{owner.id_number}}}}}"))
    pad.blank_line(("Địa chỉ thường trú:", f"{{{{residence|{owner.address}}}}}"))
    pad.para(
        f"Là chủ đầu tư công trình nhà ở riêng lẻ tại thửa đất số {case.parcel.number}, tờ bản đồ số {case.parcel.sheet}. Tôi cam kết:"
    )
    for text in ("Thi công đúng thiết kế, có biện pháp che chắn, bảo đảm an toàn cho công trình liền kề và người qua lại.", "Chịu hoàn toàn trách nhiệm và bồi thường thiệt hại nếu để xảy ra lún, nứt, hư hỏng công trình liền kề.", "Tháo dỡ, khôi phục nguyên trạng khi cơ quan có thẩm quyền yêu cầu theo quy định của pháp luật."):  # fmt: skip
        pad.para(f"- {text}")
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.before(1))}</i>", align="right")
    sign_columns(
        pad,
        ("CÁC HỘ LIỀN KỀ", "(Ký, ghi rõ họ tên)", case.stranger.name),
        ("NGƯỜI CAM KẾT", "(Ký, ghi rõ họ tên)", owner.name),
    )
    return pad.paper()


def curriculum_vitae(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner = case.owner
    nation_head(pad)
    title(pad, "SƠ YẾU LÝ LỊCH", about=["<i>TỰ THUẬT</i>"])
    line = pad.blank_line
    pad.para("<b>I. BẢN THÂN</b>", indent=0)
    line(
        ("1. Họ và tên (chữ in hoa):", f"{{{{full_name|{owner.name.upper()}}}}}"),
        ("Nam, nữ:", f"{{{{sex|{owner.sex}}}}}"),
    )
    line(("2. Ngày, tháng, năm sinh:", dated("birth_date", owner.birth, short(owner.birth))))
    line(("3. Nơi đăng ký thường trú:", f"{{{{residence|{owner.address}}}}}"))
    line(("4. Số CCCD:", f"{{{{id_number|{owner.id_number}}}}}"), ("Dân tộc:", f"{{{{ethnicity|{owner.ethnic}}}}}"))
    line(("5. Trình độ văn hóa:", "12/12"), ("Chuyên môn:", "Cử nhân kinh tế"))
    pad.para("<b>II. HOÀN CẢNH GIA ĐÌNH</b>", indent=0)
    line(("Họ và tên vợ hoặc chồng:", case.spouse.name), ("Sinh năm:", str(case.spouse.birth.year)))
    line(("Họ và tên con:", case.child.name), ("Sinh năm:", str(case.child.birth.year)))
    pad.para("<b>III. QUÁ TRÌNH HOẠT ĐỘNG CỦA BẢN THÂN</b>", indent=0)
    start = owner.birth.year + 6
    pad.table([50, 120], [["Từ tháng năm đến tháng năm", "Làm công tác gì, ở đâu"], [f"9/{start} - 6/{start + 12}", "Học phổ thông tại Hà Nội"], [f"9/{start + 12} - nay", "Lao động tự do"]], size=12)  # fmt: skip
    pad.para("Tôi xin cam đoan bản khai sơ yếu lý lịch trên là đúng sự thật./.")
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.before(2))}</i>", align="right")
    sign_columns(pad, ("Xác nhận của UBND", "(Ký, đóng dấu)", ""), ("Người khai", "(Ký, ghi rõ họ tên)", owner.name))
    return pad.paper()


def certified_copy_page(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The words of certification on a sheet of their own (mostly the last page of a copy)."""
    pad.y = 60
    day = case.before(1)
    title(pad, "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH", size=14)
    pad.para(
        f"Số chứng thực: {{{{certification_number|{pad.rng.randrange(100, 9000)}}}}}, quyển số: {pad.rng.randrange(1, 30):02d} - SCT/BS",
        indent=0,
    )
    pad.para(f"Ngày: {dated('certification_date', day, short(day))}", indent=0)
    sign(pad, "NGƯỜI THỰC HIỆN CHỨNG THỰC", "PHÓ CHỦ TỊCH", case.official, unit=f"UBND {case.ward_caps}")
    return pad.paper()
