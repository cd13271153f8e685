"""Cards and passports as other years and other copying machines show them."""

from datetime import date

from PIL import Image, ImageDraw, ImageFilter

from bench.press.case import Case
from bench.press.codes import ascii_name, card_payload, card_strip, check_digit, qr_image
from bench.press.fonts import families
from bench.press.held.parts import another_sheet, born, fill, type_of
from bench.press.held.places import an_old_place
from bench.press.marks import emblem, seal, signature
from bench.press.pad import GREY, Ink, Pad
from bench.press.paper import Paper
from bench.press.people import Person, a_day
from bench.press.stationery import dated, short

_SPECIMEN = "MẪU THỬ NGHIỆM"


def a_face(pad: Pad, x: float, y: float, width: float, height: float) -> None:
    """A shadow of a head: nobody."""
    tile = Image.new("RGB", (pad.px(width), pad.px(height)), (188, 206, 228))
    pen, (w, h) = ImageDraw.Draw(tile), tile.size
    pen.pieslice((w * 0.05, h * 0.7, w * 0.95, h * 1.6), 180, 360, fill=(236, 236, 238))
    pen.ellipse((w * 0.3, h * 0.2, w * 0.7, h * 0.72), fill=(196, 160, 138))
    pen.chord((w * 0.27, h * 0.13, w * 0.73, h * 0.6), 170, 370, fill=(30, 26, 26))
    pad.image.paste(tile.filter(ImageFilter.GaussianBlur(2)), (pad.px(x), pad.px(y)))


def plastic(pad: Pad, x: float, y: float, wide: float, high: float, tint: tuple[int, int, int]) -> None:
    """A card lying on the sheet, waves in its ground."""
    pen = ImageDraw.Draw(pad.image)
    box = tuple(map(pad.px, (x, y, x + wide, y + high)))
    pen.rounded_rectangle(box, radius=pad.px(3), fill=tint, outline=(140, 150, 150), width=2)
    paler = tuple(min(255, c + 9) for c in tint)
    for k in range(1, 9):
        pen.line((box[0] + 6, pad.px(y + k * high / 9), box[2] - 6, pad.px(y + (k + (-1) ** k * 0.6) * high / 9)), fill=paler)  # fmt: skip


def _bars(pad: Pad, x: float, y: float, wide: float, high: float, seed: str) -> None:
    """A stacked bar code."""
    pen, module = ImageDraw.Draw(pad.image), max(1, pad.px(0.3))
    bits = "".join(f"{ord(c):08b}" for c in seed * 40)
    for row in range(int(high / 1.4)):
        for k in range(pad.px(wide) // module):
            if bits[(row * 61 + k) % len(bits)] == "1":
                left, top = pad.px(x) + k * module, pad.px(y + row * 1.4)
                pen.rectangle((left, top, left + module - 1, top + pad.px(1.4) - 1), fill=(40, 40, 44))


def card_2016(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The card of 2016 to 2020: bar code and no chip, both sides beside each other on a sheet lying across."""
    person, rng = case.owner, pad.rng
    pad = another_sheet(pad, (297, 210), (14, 12, 14, 12))
    type_of(pad, "sans", 9)
    wide, high = 128.0, 80.7
    x, y = 13.0, 40 + rng.uniform(0, 40)
    plastic(pad, x, y, wide, high, (226, 240, 240))
    pad.stamp(emblem(pad.ink.dpi, side_mm=17), x + 7, y + 5)
    mid, left = x + 78, x + 42
    pad.put("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", mid, y + 4, size=10, align="center")
    pad.put("Độc lập - Tự do - Hạnh phúc", mid, y + 9, size=9.5, align="center")
    pad.put("<b>CĂN CƯỚC CÔNG DÂN</b>", mid, y + 15, size=15, align="center", colour=(196, 30, 40))
    pad.put(f"Số: {fill('id_number', person.id_number)}", left + 4, y + 23, size=14)
    pad.put(f"Họ và tên: {fill('full_name', person.name.upper())}", left, y + 31, size=10.5)
    pad.put(f"Ngày, tháng, năm sinh: {born('birth_date', person)}", left, y + 38, size=10.5)
    pad.put(f"Giới tính: {fill('sex', person.sex)}", left, y + 44, size=10.5)
    pad.put(f"Quốc tịch: {fill('nationality', 'Việt Nam')}", left + 40, y + 44, size=10.5)
    place = an_old_place(rng)
    foot = pad.block(f"Quê quán: {fill('hometown', f'{place.ward.title()}, {person.origin}')}", left, y + 50, 84, 10.5, align="left", leading=1.15)  # fmt: skip
    pad.block(f"Nơi thường trú: {fill('residence', place.house(rng))}", left, foot + 1.5, 84, 10.5, align="left", leading=1.15)  # fmt: skip
    a_face(pad, x + 6, y + 27, 30, 38)
    expiry = person.id_expires
    until = "Không thời hạn" if expiry.year == 9999 else dated("expiry_date", expiry, short(expiry))
    pad.put(f"Có giá trị đến: {until}", x + 4, y + 71, size=9)
    _card_2016_back(pad, person, x + wide + 15, y, wide, high)
    return pad.paper()


def _card_2016_back(pad: Pad, person: Person, x: float, y: float, wide: float, high: float) -> None:
    rng = pad.rng
    plastic(pad, x, y, wide, high, (226, 240, 240))
    _bars(pad, x + 8, y + 5, wide - 16, 12, person.id_number)
    day = a_day(rng, date(2016, 3, 1), date(2020, 12, 30))
    for k, finger in enumerate(("Ngón trỏ trái", "Ngón trỏ phải")):
        box = tuple(map(pad.px, (x + 7, y + 21 + k * 28, x + 29, y + 43 + k * 28)))
        ImageDraw.Draw(pad.image).rectangle(box, outline=(170, 120, 120), width=2)
        pad.put(finger, x + 18, y + 44 + k * 28, size=7.5, align="center")
    pad.put("<b>Đặc điểm nhân dạng:</b>", x + 36, y + 22, size=10)
    pad.put(f"Sẹo chấm C: {rng.choice(['1', '2,5', '3'])}cm trên sau đuôi mắt {rng.choice(['trái', 'phải'])}", x + 36, y + 28, size=10)  # fmt: skip
    middle = x + 80
    pad.put(dated("id_issue_date", day, f"Ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"), middle, y + 37, size=10, align="center")  # fmt: skip
    pad.block(f"<b>{fill('id_issuer', 'CỤC TRƯỞNG CỤC CẢNH SÁT ĐKQL CƯ TRÚ VÀ DLQG VỀ DÂN CƯ')}</b>", middle, y + 42, 70, 9, leading=1.15)  # fmt: skip
    pad.stamp(signature(rng, pad.ink.dpi, width_mm=26), middle - 12, y + 50)
    pad.stamp(seal(rng, "BỘ CÔNG AN", pad.ink.dpi, side_mm=24), middle - 32, y + 50, wet=True)
    pad.put(_SPECIMEN, x + wide - 4, y + high - 4, size=6, align="right", colour=GREY, record=False)


def card_at_life_size(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The card of 2024 in its own size at the head of an else empty sheet, in grey as a copier without colour gives it."""
    person = case.owner
    type_of(pad, "sans", 7)
    wide, high, y = 85.6, 54.0, 24 + pad.rng.uniform(0, 16)
    for k, side in enumerate((_front_2024, _back_2024)):
        x = 15.0 + k * 94 + pad.rng.uniform(-2, 2)
        plastic(pad, x, y, wide, high, (236, 236, 236))
        side(pad, person, x, y)
    return pad.paper()


def _front_2024(pad: Pad, person: Person, x: float, y: float) -> None:
    pad.stamp(emblem(pad.ink.dpi, side_mm=10, colour=(120, 120, 120)), x + 4, y + 4)
    pad.put("<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>", x + 45, y + 2.5, size=6.4, align="center")
    pad.put("<b>Độc lập - Tự do - Hạnh phúc</b>", x + 45, y + 5.6, size=6.2, align="center")
    pad.put("<i>SOCIALIST REPUBLIC OF VIET NAM</i>", x + 45, y + 8.6, size=5.2, align="center")
    pad.put("<b>CĂN CƯỚC</b>", x + 45, y + 12, size=11, align="center")
    pad.put("IDENTITY CARD", x + 45, y + 16.6, size=6, align="center")
    a_face(pad, x + 4, y + 19, 20, 26)
    left, row = x + 27, y + 20
    fields = (
        ("Số định danh cá nhân / Personal identification number", f"<b>{fill('id_number', person.id_number)}</b>", 10),
        ("Họ, chữ đệm và tên khai sinh / Full name", f"<b>{fill('full_name', person.name.upper())}</b>", 8.4),
        ("Ngày, tháng, năm sinh / Date of birth", born("birth_date", person), 8),
    )
    for label, value, size in fields:
        pad.put(label, left, row, size=5.4)
        pad.put(value, left, row + 2.4, size=size)
        row += 7.6
    pad.put("Giới tính / Sex", left, row, size=5.4)
    pad.put(fill("sex", person.sex), left, row + 2.2, size=8)
    pad.put("Quốc tịch / Nationality", left + 22, row, size=5.4)
    pad.put(fill("nationality", "Việt Nam"), left + 22, row + 2.2, size=8)


def _back_2024(pad: Pad, person: Person, x: float, y: float) -> None:
    pad.put("Nơi cư trú / Place of residence", x + 4, y + 3, size=5.4)
    pad.block(fill("residence", person.address), x + 4, y + 5.6, 52, 7, align="left", leading=1.1)
    pad.put("Nơi đăng ký khai sinh / Place of birth", x + 4, y + 13, size=5.4)
    pad.put(fill("birth_place", person.origin), x + 4, y + 15.4, size=7.2)
    pad.put("Ngày, tháng, năm cấp / Date of issue", x + 4, y + 19.5, size=5.4)
    pad.put(dated("id_issue_date", person.id_issued, short(person.id_issued)), x + 4, y + 21.8, size=7.2)
    expiry = person.id_expires
    pad.put("Ngày, tháng, năm hết hạn / Date of expiry", x + 4, y + 26, size=5.4)
    until = "Không thời hạn" if expiry.year == 9999 else dated("expiry_date", expiry, short(expiry))
    pad.put(until, x + 4, y + 28.4, size=7.2)
    pad.put(f"<b>{fill('id_issuer', 'BỘ CÔNG AN')}</b>", x + 70, y + 24, size=6.4, align="center")
    pad.put("MINISTRY OF PUBLIC SECURITY", x + 70, y + 27, size=4.8, align="center")
    pad.image.paste(qr_image(card_payload(person), 17, pad.ink.dpi), (pad.px(x + 62), pad.px(y + 3)))
    family = pad.ink.family
    pad.with_ink(family=families("mono")[0])
    for number, strip in enumerate(card_strip(person)):
        pad.put(strip, x + 42.8, y + 36.5 + number * 4.6, size=10, align="center")
    pad.with_ink(family=family)


def old_card_both_sides(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The nine-digit card, typed, front over back, with fingerprints and marks."""
    person, rng, place = case.elder, pad.rng, an_old_place(pad.rng)
    type_of(pad, "serif", 11)
    wide, high, x = 102.0, 66.0, 48 + pad.rng.uniform(-20, 20)
    day = a_day(rng, date(2002, 1, 8), date(2015, 12, 20))
    y = 30.0
    plastic(pad, x, y, wide, high, (238, 236, 222))
    mid = x + 64
    pad.put("<b>CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>", mid, y + 3, size=8, align="center")
    pad.put("<i>Độc lập - Tự do - Hạnh phúc</i>", mid, y + 7, size=8, align="center")
    pad.put("<b>GIẤY CHỨNG MINH NHÂN DÂN</b>", mid, y + 12, size=11.5, align="center", colour=(70, 50, 120))
    pad.put(f"<b>SỐ {fill('id_number', f'01{rng.randrange(10**6, 10**7):07d}')}</b>", mid, y + 18, size=13, align="center", colour=(190, 40, 50))  # fmt: skip
    a_face(pad, x + 4, y + 22, 24, 32)
    mono = families("mono")[0]
    for k, (label, value) in enumerate([
        ("Họ tên", fill("full_name", person.name.upper())),
        ("Sinh ngày", born("birth_date", person, "%d-%m-%Y")),
        ("Nguyên quán", fill("hometown", f"{place.ward.split(' ', 1)[1]}, {person.origin}")),
    ]):  # fmt: skip
        used = pad.put(f"{label}..", x + 32, y + 25 + k * 8, size=9)
        family = pad.ink.family
        pad.with_ink(family=mono)
        pad.put(value, x + 33 + used, y + 25 + k * 8, size=9)
        pad.with_ink(family=family)
    pad.block(f"Nơi ĐKHK thường trú.. {fill('residence', place.house(rng))}", x + 32, y + 49, 66, 8.5, align="left", leading=1.3)  # fmt: skip
    y += high + 22
    plastic(pad, x, y, wide, high, (238, 236, 222))
    pad.put(f"Dân tộc: {fill('ethnicity', person.ethnic)}", x + 30, y + 4, size=9)
    pad.put("Tôn giáo: Không", x + 68, y + 4, size=9)
    pad.rule(x + 28, x + wide - 3, y + 9.5)
    pad.put("DẤU VẾT RIÊNG VÀ DỊ HÌNH", x + 64, y + 11, size=8.5, align="center")
    pad.put(f"Nốt ruồi C. {rng.choice(['0,5', '1', '1,5'])}cm trên trước đầu mày {rng.choice(['trái', 'phải'])}", x + 30, y + 17, size=9)  # fmt: skip
    for k, finger in enumerate(("NGÓN TRỎ TRÁI", "NGÓN TRỎ PHẢI")):
        pad.frame(x + 3, y + 4 + k * 31, x + 25, y + 30 + k * 31, weight=0.2)
        pad.put(finger, x + 14, y + 30.3 + k * 31, size=6, align="center")
    pad.put(dated("id_issue_date", day, f"Ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"), x + 64, y + 27, size=9, align="center")  # fmt: skip
    pad.put(f"<b>{fill('id_issuer', 'GIÁM ĐỐC CA. T.P HÀ NỘI')}</b>", x + 64, y + 32, size=9, align="center")
    pad.stamp(seal(rng, "CÔNG AN T.P HÀ NỘI", pad.ink.dpi, side_mm=24), x + 42, y + 37, wet=True)
    pad.stamp(signature(rng, pad.ink.dpi, width_mm=26), x + 54, y + 40)
    return pad.paper()


def passport_data_page(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The page of the passport with the portrait, copied with the page above it, labels in two languages over the values."""
    person, rng = case.owner, pad.rng
    type_of(pad, "sans", 9)
    wide, high = 150.0, 105.0
    x, y = 28 + rng.uniform(-8, 8), 110 + rng.uniform(-10, 20)
    plastic(pad, x, y - high, wide, high - 1, (240, 238, 226))
    pad.block(
        "<i>Bộ trưởng Bộ Công an nước Cộng hòa xã hội chủ nghĩa Việt Nam trân trọng đề nghị các cơ quan có thẩm quyền cho phép người mang hộ chiếu này được đi lại dễ dàng, được giúp đỡ và bảo vệ khi cần thiết.</i>",
        x + wide / 2, y - high + 26, wide - 40, 10)  # fmt: skip
    pad.block("<i>The Minister of Public Security requests all authorities concerned to afford the bearer free passage, assistance and protection.</i>", x + wide / 2, y - high + 56, wide - 40, 9)  # fmt: skip
    plastic(pad, x, y, wide, high, (232, 240, 232))
    number = f"{rng.choice('BCNP')}{rng.randrange(10**6, 10**8):08d}"
    issued = a_day(rng, date(2017, 2, 1), date(2024, 12, 1))
    expiry = issued.replace(year=issued.year + 10, day=min(issued.day, 28))
    pad.put("<b>HỘ CHIẾU / PASSPORT</b>", x + 6, y + 4, size=11, colour=(30, 60, 110))
    pad.put("<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>", x + wide - 5, y + 4, size=8.4, align="right")
    pad.put("SOCIALIST REPUBLIC OF VIET NAM", x + wide - 5, y + 8, size=6.6, align="right")
    a_face(pad, x + 6, y + 18, 36, 46)
    left = x + 50
    rows: list[list[tuple[str, str]]] = [
        [("Loại / Type", "P"), ("Mã số / Code", "VNM"), ("Số hộ chiếu / Passport N°", f"<b>{fill('passport_number', number)}</b>")],
        [("Họ và tên / Full name", f"<b>{fill('full_name', person.name.upper())}</b>")],
        [("Quốc tịch / Nationality", fill("nationality", "VIỆT NAM / VIETNAMESE", "Việt Nam"))],
        [("Ngày sinh / Date of birth", born("birth_date", person, "%d / %m / %Y")), ("Nơi sinh / Place of birth", fill("birth_place", person.origin.upper()))],
        [("Giới tính / Sex", fill("sex", f"{person.sex.upper()} / {'M' if person.male else 'F'}", person.sex)), ("Số GCMND / ID card N°", fill("id_number", person.id_number))],
        [("Ngày cấp / Date of issue", dated("id_issue_date", issued, issued.strftime("%d / %m / %Y"))), ("Có giá trị đến / Date of expiry", dated("expiry_date", expiry, expiry.strftime("%d / %m / %Y")))],
        [("Nơi cấp / Place of issue", fill("id_issuer", "Cục Quản lý xuất nhập cảnh"))],
    ]  # fmt: skip
    row_y = y + 15
    for parts in rows:
        for k, (label, value) in enumerate(parts):
            at = left + k * (96 / len(parts))
            pad.put(label, at, row_y, size=5.6)
            pad.put(value, at, row_y + 2.6, size=8.6)
        row_y += 9.4
    _passport_strip(pad, person, number, expiry, x + wide / 2, y + 87)
    return pad.paper()


def _passport_strip(pad: Pad, person: Person, number: str, expiry: date, middle: float, y: float) -> None:
    """Two lines of 44 signs (ICAO 9303 part 4)."""
    surname, *given = ascii_name(person.name).split()
    first = f"P<VNM{surname}<<{'<'.join(given)}".ljust(44, "<")[:44]
    document, birth, until = number.ljust(9, "<"), person.birth.strftime("%y%m%d"), expiry.strftime("%y%m%d")
    own = person.id_number.ljust(14, "<")
    second = f"{document}{check_digit(document)}VNM{birth}{check_digit(birth)}{'M' if person.male else 'F'}{until}{check_digit(until)}{own}{check_digit(own)}"
    second += check_digit(second[:10] + second[13:20] + second[21:43])
    family = pad.ink.family
    pad.with_ink(family=families("mono")[0])
    for k, strip in enumerate((first, second)):
        pad.put(strip, middle, y + k * 6.5, size=13, align="center")
    pad.with_ink(family=family)
