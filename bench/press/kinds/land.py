"""Land and building papers (đất đai, xây dựng): requests, certificates, contracts of several pages, drawings."""

from PIL import ImageDraw

from bench.press.case import Case
from bench.press.marks import emblem
from bench.press.pad import GREY, Ink, Pad
from bench.press.paper import Paper
from bench.press.people import Person, number_in_words
from bench.press.stationery import dated, nation_head, on, short, sign, sign_columns, state_head, title, to


def land_change_registration(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner, parcel = case.owner, case.parcel
    nation_head(pad, form="Mẫu số 18")
    title(pad, "ĐƠN ĐĂNG KÝ BIẾN ĐỘNG", "ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT", size=14)
    to(pad, "{{addressee|Chi nhánh Văn phòng Đăng ký đất đai Hà Nội}}")
    line = pad.blank_line
    pad.para("<b>1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất:</b>", indent=0)
    line(("a) Tên:", f"{{{{full_name|{owner.name}}}}}"))
    line(("b) Giấy tờ nhân thân/pháp nhân số:", f"{{{{id_number|{owner.id_number}}}}}"))
    line(("c) Địa chỉ:", f"{{{{residence|{owner.address}}}}}"))
    line(("d) Điện thoại liên hệ (nếu có):", ""), ("Hộp thư điện tử:", ""))
    pad.para("<b>2. Nội dung biến động:</b>", indent=0)
    change = pad.rng.choice(["Thay đổi thông tin về giấy tờ nhân thân và địa chỉ của người sử dụng đất", "Thay đổi số hiệu thửa đất, địa chỉ thửa đất do sắp xếp đơn vị hành chính"])  # fmt: skip
    if case.procedure == TRANSFER:
        change = "Nhận chuyển nhượng quyền sử dụng đất"
    line(("", f"{{{{summary|{change}}}}}"))
    line(
        ("Thửa đất số:", f"{{{{parcel_number|{parcel.number}}}}}"),
        ("tờ bản đồ số:", f"{{{{map_sheet_number|{parcel.sheet}}}}}"),
    )
    line(("Diện tích (m²):", f"{{{{area={parcel.area}|{parcel.area_text}}}}}"), ("Số phát hành Giấy chứng nhận:", f"{{{{certificate_serial|{parcel.serial}}}}}"))  # fmt: skip
    line(("Địa chỉ thửa đất:", f"{{{{address|{parcel.address}}}}}"))
    pad.para("<b>3. Giấy tờ liên quan đến nội dung thay đổi nộp kèm theo đơn này gồm có:</b>", indent=0)
    line(("(1)", "Giấy chứng nhận đã cấp"))
    line(("(2)", "Bản sao căn cước công dân"))
    line(("(3)", ""))
    pad.para("Cam đoan nội dung kê khai trên đơn là đúng sự thật và chịu trách nhiệm trước pháp luật./.")
    place = case.ward[0].lower() + case.ward[1:]
    pad.para(f"<i>{place[0].upper() + place[1:]}, {dated('issue_date', case.day)}</i>", align="right")
    sign_columns(pad, ("Người viết đơn", "(Ký, ghi rõ họ tên và đóng dấu nếu có)", owner.name))
    return pad.paper()


TRANSFER = "1.013831"


def _holder(case: Case) -> Person:
    """Who the certificate names: in a transfer, the one who sells or gives."""
    return case.stranger if case.procedure == TRANSFER else case.owner


def land_certificate(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The certificate as it is since 2025: one sheet of two pages, no longer the four pink ones."""
    owner, parcel = _holder(case), case.parcel
    _blossoms(pad)
    pad.stamp(emblem(pad.ink.dpi, side_mm=20), 95, 22)
    pad.y = 45
    pad.centre("<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>", size=13)
    pad.centre("<b>Độc lập - Tự do - Hạnh phúc</b>", size=13, gap=4)
    title(pad, "GIẤY CHỨNG NHẬN", size=20)
    pad.centre("<b>QUYỀN SỬ DỤNG ĐẤT,</b>", size=15)
    pad.centre("<b>QUYỀN SỞ HỮU TÀI SẢN GẮN LIỀN VỚI ĐẤT</b>", size=15, gap=6)
    pad.para("<b>1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất:</b>", indent=0)
    pad.para(f"{owner.title} {{{{full_name|{owner.name}}}}}, CCCD số: {{{{id_number|{owner.id_number}}}}}", indent=4)
    pad.para("<b>2. Thông tin thửa đất:</b>", indent=0)
    pad.para(
        f"a) Thửa đất số: {{{{parcel_number|{parcel.number}}}}}; tờ bản đồ số: {{{{map_sheet_number|{parcel.sheet}}}}}",
        indent=4,
    )
    pad.para(f"b) Diện tích: {{{{area={parcel.area}|{parcel.area_text}}}}} m²", indent=4)
    pad.para(f"c) Loại đất: {{{{land_purpose|{parcel.use}}}}}", indent=4)
    pad.para("d) Thời hạn sử dụng đất: {{land_term|Lâu dài}}", indent=4)
    pad.para("đ) Hình thức sử dụng đất: Sử dụng riêng", indent=4)
    pad.para(f"e) Địa chỉ: {{{{address|{parcel.address}}}}}", indent=4)
    pad.para("<b>3. Thông tin tài sản gắn liền với đất:</b> -/-", indent=0)
    day = case.before(pad.rng.randrange(200, 480))
    pad.para(f"<i>Hà Nội, {dated('issue_date', day)}</i>", align="right")
    sign(pad, "VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI HÀ NỘI", "GIÁM ĐỐC", case.official, unit="VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI")
    pad.put(
        f"Số phát hành (Số seri): {{{{certificate_serial|{parcel.serial}}}}}",
        pad.right - 2,
        272,
        size=12,
        align="right",
    )
    pad.put(f"Số vào sổ cấp Giấy chứng nhận: {{{{register_number|{parcel.register}}}}}", pad.left, 266, size=12)
    pad.new_sheet()
    _blossoms(pad)
    pad.para("<b>4. Sơ đồ thửa đất, tài sản gắn liền với đất:</b>", indent=0)
    _plot(pad, pad.y, 90, scale_text="Tỷ lệ: {{scale|1/500}}")
    pad.para("<b>5. Ghi chú:</b> -/-", indent=0)
    pad.para("<b>6. Những thay đổi sau khi cấp Giấy chứng nhận:</b>", indent=0)
    pad.table(
        [90, 76], [["Nội dung thay đổi và cơ sở pháp lý", "Xác nhận của cơ quan có thẩm quyền"], ["", ""]], least=30
    )
    pad.put(parcel.serial, pad.right - 2, 272, size=12, align="right")
    return pad.paper()


def land_certificate_red(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A page of the older certificate: serial below, roman numbers, names in bold."""
    owner, parcel = _holder(case), case.parcel
    _blossoms(pad)
    pad.y = 30
    pad.centre("<b>GIẤY CHỨNG NHẬN</b>", size=17)
    pad.centre("<b>QUYỀN SỬ DỤNG ĐẤT</b>", size=17)
    pad.centre("<b>QUYỀN SỞ HỮU NHÀ Ở VÀ TÀI SẢN KHÁC GẮN LIỀN VỚI ĐẤT</b>", size=12, gap=5)
    pad.para("<b>I. Người sử dụng đất, chủ sở hữu nhà ở và tài sản khác gắn liền với đất</b>", indent=0)
    pad.para(f"{owner.title}: <b>{{{{full_name|{owner.name}}}}}</b>", indent=4)
    pad.para(f"Năm sinh: {owner.birth.year}, CCCD số: {{{{id_number|{owner.id_number}}}}}", indent=4)
    pad.para(f"Địa chỉ thường trú: {{{{residence|{owner.address}}}}}", indent=4)
    pad.para("<b>II. Thửa đất, nhà ở và tài sản khác gắn liền với đất</b>", indent=0)
    pad.para("<b>1. Thửa đất:</b>", indent=0)
    pad.para(
        f"a) Thửa đất số: {{{{parcel_number|{parcel.number}}}}}, tờ bản đồ số: {{{{map_sheet_number|{parcel.sheet}}}}}",
        indent=4,
    )
    pad.para(f"b) Địa chỉ: {{{{address|{parcel.address}}}}}", indent=4)
    pad.para(f"c) Diện tích: {{{{area={parcel.area}|{parcel.area_text}}}}} m²", indent=4)
    pad.para(f"d) Mục đích sử dụng: {{{{land_purpose|{parcel.use}}}}}", indent=4)
    pad.para("đ) Thời hạn sử dụng: {{land_term|Lâu dài}}", indent=4)
    pad.para("e) Nguồn gốc sử dụng: Công nhận QSDĐ như giao đất có thu tiền sử dụng đất", indent=4)
    day = case.before(pad.rng.randrange(1200, 4000))
    pad.para(f"<i>Hà Nội, {dated('issue_date', day)}</i>", align="right")
    sign(pad, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", case.official, unit="ỦY BAN NHÂN DÂN")
    pad.put(f"Số vào sổ cấp GCN: {{{{register_number|{parcel.register}}}}}", pad.left, 262, size=12)
    pad.put(
        f"<b>{{{{certificate_serial|{parcel.serial}}}}}</b>",
        pad.right - 2,
        270,
        size=15,
        align="right",
        colour=(170, 30, 40),
    )
    return pad.paper()


def _blossoms(pad: Pad) -> None:
    """The pink wave ground and border of pre-printed certificates."""
    image = pad.image
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, *image.size), fill=(253, 244, 244))
    step = pad.px(7)
    for y in range(0, image.height, step):
        points = [(x, y + (step // 3) * ((x // step) % 2)) for x in range(0, image.width + step, step)]
        pen.line(points, fill=(248, 232, 233), width=1)
    pad.frame(10, 10, 200, 287, weight=1.4, colour=(214, 120, 128))
    pad.frame(13, 13, 197, 284, weight=0.4, colour=(214, 120, 128))


def _plot(pad: Pad, top: float, height: float, *, scale_text: str) -> None:
    """A parcel outline with numbered corners and lengths of its sides."""
    pen, rng = ImageDraw.Draw(pad.image), pad.rng
    x0, x1 = pad.left + 45, pad.left + 115
    corners = [(x0 + rng.uniform(0, 12), top + 10), (x1, top + 8 + rng.uniform(0, 8)), (x1 - rng.uniform(2, 10), top + height - 16), (x0, top + height - 20)]  # fmt: skip
    pen.line([(pad.px(x), pad.px(y)) for x, y in [*corners, corners[0]]], fill=(20, 20, 24), width=pad.px(0.4))
    for number, (x, y) in enumerate(corners, 1):
        pad.put(str(number), x - (6 if number in (1, 4) else -2), y - 4, size=10)
        nx, ny = corners[number % 4]
        length = ((x - nx) ** 2 + (y - ny) ** 2) ** 0.5 / 4
        pad.put(f"{length:.2f}".replace(".", ","), (x + nx) / 2 - 4, (y + ny) / 2 + 1, size=9)
    pad.put(scale_text, pad.left + 60, top + height - 8, size=12)
    pad.y = top + height + 4


def cadastral_extract(case: Case, ink: Ink, pad: Pad) -> Paper:
    parcel = case.parcel
    state_head(pad, "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG HÀ NỘI", "VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI", number=f"{pad.rng.randrange(2, 900)}/TL-VPĐK", day=case.before(12))  # fmt: skip
    title(pad, "TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH")
    pad.para(
        f"1. Thửa đất số: {{{{parcel_number|{parcel.number}}}}}; tờ bản đồ số: {{{{map_sheet_number|{parcel.sheet}}}}}",
        indent=0,
    )
    pad.para(f"2. Địa chỉ: {{{{address|{parcel.address}}}}}", indent=0)
    pad.para(
        f"3. Diện tích: {{{{area={parcel.area}|{parcel.area_text}}}}} m². Mục đích sử dụng: {{{{land_purpose|{parcel.use}}}}}",
        indent=0,
    )
    pad.para(f"4. Tên người sử dụng đất: {{{{full_name|{case.owner.name}}}}}", indent=0)
    pad.para("5. Bản vẽ thửa đất:", indent=0)
    _plot(pad, pad.y, 80, scale_text="Tỷ lệ {{scale|1:500}}")
    sign(
        pad,
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        case.official,
        unit="VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI",
        receivers=["Người sử dụng đất;", "Lưu: VP."],
    )
    return pad.paper()


# ---------------------------------------------------------------- contracts


def _party(pad: Pad, side: str, person: Person, field: str) -> None:
    pad.para(f"<b>{side}:</b>", indent=0)
    pad.para(f"{person.title}: <b>{{{{{field}|{person.name}}}}}</b>, sinh {on(person.birth)};", indent=6)
    pad.para(f"Căn cước công dân số: {{{{{field}_id_number|{person.id_number}}}}} do Cục Cảnh sát quản lý hành chính về trật tự xã hội cấp ngày {short(person.id_issued)};", indent=6)  # fmt: skip
    pad.para(f"Nơi thường trú: {person.address}.", indent=6)


_CLAUSES = (
    ("ĐỐI TƯỢNG CỦA HỢP ĐỒNG", "Bằng hợp đồng này, hai bên thỏa thuận chuyển quyền sử dụng thửa đất có thông tin nêu dưới đây cùng toàn bộ tài sản gắn liền với đất (nếu có) theo hiện trạng sử dụng tại thời điểm ký kết."),
    ("PHƯƠNG THỨC THANH TOÁN", "Việc thanh toán được thực hiện bằng chuyển khoản qua ngân hàng, chia làm hai đợt theo thỏa thuận. Mỗi lần thanh toán hai bên lập giấy biên nhận và lưu cùng hợp đồng này."),
    ("VIỆC GIAO ĐẤT VÀ ĐĂNG KÝ QUYỀN SỬ DỤNG ĐẤT", "Bên A có nghĩa vụ giao thửa đất cùng giấy tờ về quyền sử dụng đất cho Bên B ngay sau khi nhận đủ số tiền. Bên B có nghĩa vụ đăng ký quyền sử dụng đất tại cơ quan có thẩm quyền theo quy định của pháp luật."),
    ("TRÁCH NHIỆM NỘP THUẾ, LỆ PHÍ", "Thuế thu nhập cá nhân do Bên A nộp; lệ phí trước bạ và các khoản phí khác liên quan đến việc sang tên do Bên B nộp, trừ trường hợp hai bên có thỏa thuận khác bằng văn bản."),
    ("PHƯƠNG THỨC GIẢI QUYẾT TRANH CHẤP", "Trong quá trình thực hiện hợp đồng, nếu phát sinh tranh chấp, hai bên cùng thương lượng giải quyết trên nguyên tắc tôn trọng quyền lợi của nhau; nếu không giải quyết được thì một trong hai bên có quyền yêu cầu Tòa án có thẩm quyền giải quyết."),
    ("CAM ĐOAN CỦA CÁC BÊN", "Bên A cam đoan những thông tin về nhân thân, về thửa đất đã ghi trong hợp đồng này là đúng sự thật; thửa đất thuộc trường hợp được chuyển quyền theo quy định của pháp luật; tại thời điểm giao kết thửa đất không có tranh chấp, quyền sử dụng đất không bị kê biên để bảo đảm thi hành án. Bên B cam đoan đã xem xét kỹ, biết rõ về thửa đất và các giấy tờ về quyền sử dụng đất."),
    ("QUYỀN VÀ NGHĨA VỤ CỦA CÁC BÊN", "Các bên thực hiện đầy đủ quyền và nghĩa vụ theo quy định của Bộ luật Dân sự, Luật Đất đai và các văn bản hướng dẫn thi hành; bên nào vi phạm gây thiệt hại thì phải bồi thường theo quy định của pháp luật."),
    ("ĐIỀU KHOẢN CUỐI CÙNG", "Hai bên đã hiểu rõ quyền, nghĩa vụ, lợi ích hợp pháp của mình và hậu quả pháp lý của việc giao kết hợp đồng. Việc sửa đổi, bổ sung hoặc hủy bỏ hợp đồng này chỉ có giá trị khi được lập thành văn bản có công chứng hoặc chứng thực."),
)  # fmt: skip


def _contract(case: Case, pad: Pad, name: tuple[str, ...], sides: tuple[str, str], *, price: bool) -> Paper:
    """Three to five pages: parties, parcel, clauses, signatures, the notary's words (lời chứng)."""
    parcel, day = case.parcel, case.before(pad.rng.randrange(4, 40))
    nation_head(pad)
    title(pad, *name, size=15)
    pad.para(f"Hôm nay, {dated('issue_date', day)}, tại Văn phòng công chứng, thành phố Hà Nội, chúng tôi gồm có:")
    _party(pad, f"{sides[0]} (sau đây gọi là Bên A)", case.stranger, "party_a")
    _party(pad, f"{sides[1]} (sau đây gọi là Bên B)", case.owner, "party_b")
    pad.para("Hai bên tự nguyện cùng nhau lập và ký bản hợp đồng này với các điều khoản sau đây:")
    number = 0
    for heading, text in _CLAUSES:
        if not price and heading == "PHƯƠNG THỨC THANH TOÁN":
            continue
        number += 1
        pad.need(22)
        pad.centre(f"<b>ĐIỀU {number}</b>")
        pad.centre(f"<b>{heading}</b>", gap=2)
        pad.para(f"{number}.1. {text}")
        if number == 1:
            pad.para(
                f"- Thửa đất số: {{{{parcel_number|{parcel.number}}}}}; tờ bản đồ số: {{{{map_sheet_number|{parcel.sheet}}}}};"
            )
            pad.para(f"- Địa chỉ: {{{{address|{parcel.address}}}}};")
            words = number_in_words(int(parcel.area))
            pad.para(
                f"- Diện tích: {{{{area={parcel.area}|{parcel.area_text}}}}} m² (bằng chữ: khoảng {words} mét vuông);"
            )
            pad.para(f"- Mục đích sử dụng: {{{{land_purpose|{parcel.use}}}}}; thời hạn sử dụng: lâu dài.")
            pad.para(
                f"Giấy chứng nhận quyền sử dụng đất số {{{{certificate_serial|{parcel.serial}}}}}, số vào sổ {parcel.register}."
            )
        elif price and number == 2:
            amount = pad.rng.randrange(12, 90) * 100_000_000
            money = f"{amount:,}".replace(",", ".")
            pad.para(
                f"{number}.2. Giá chuyển nhượng là: {{{{amount={amount}|{money}}}}} đồng (bằng chữ: {number_in_words(amount)} đồng)."
            )
        else:
            pad.para(
                f"{number}.2. Các nội dung khác không ghi trong điều này được thực hiện theo quy định của pháp luật hiện hành và thỏa thuận bằng văn bản của hai bên phù hợp với quy định đó."
            )
    sign_columns(
        pad,
        ("BÊN A", "(Ký, điểm chỉ và ghi rõ họ tên)", case.stranger.name),
        ("BÊN B", "(Ký, điểm chỉ và ghi rõ họ tên)", case.owner.name),
    )
    pad.new_sheet()
    pad.centre("<b>LỜI CHỨNG CỦA CÔNG CHỨNG VIÊN</b>", size=14, gap=4)
    pad.para(
        f"Hôm nay, {on(day)}, tại trụ sở Văn phòng công chứng, tôi ký tên dưới đây là công chứng viên, chứng nhận hợp đồng này được giao kết giữa các bên có tên nêu trên; tại thời điểm công chứng, các bên có năng lực hành vi dân sự theo quy định của pháp luật; mục đích, nội dung của hợp đồng không vi phạm điều cấm của luật, không trái đạo đức xã hội."
    )
    pad.para(
        f"Số công chứng: {{{{notary_number|{pad.rng.randrange(100, 9000)}}}}}, quyển số {pad.rng.randrange(1, 9):02d}/{day.year} TP/CC-SCC/HĐGD."
    )
    sign(pad, "", "CÔNG CHỨNG VIÊN", case.official, unit="VĂN PHÒNG CÔNG CHỨNG")
    return pad.paper()


def land_transfer_contract(case: Case, ink: Ink, pad: Pad) -> Paper:
    return _contract(
        case,
        pad,
        ("HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT",),
        ("BÊN CHUYỂN NHƯỢNG", "BÊN NHẬN CHUYỂN NHƯỢNG"),
        price=True,
    )


def land_gift_contract(case: Case, ink: Ink, pad: Pad) -> Paper:
    return _contract(
        case, pad, ("HỢP ĐỒNG TẶNG CHO", "QUYỀN SỬ DỤNG ĐẤT"), ("BÊN TẶNG CHO", "BÊN ĐƯỢC TẶNG CHO"), price=False
    )


def land_lease_contract(case: Case, ink: Ink, pad: Pad) -> Paper:
    return _contract(case, pad, ("HỢP ĐỒNG THUÊ ĐẤT",), ("BÊN CHO THUÊ", "BÊN THUÊ"), price=False)


# ---------------------------------------------------------------- building


def building_permit_request(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner, parcel = case.owner, case.parcel
    nation_head(pad, form="Mẫu số 01")
    title(pad, "ĐƠN ĐỀ NGHỊ CẤP GIẤY PHÉP XÂY DỰNG", about=["<i>(Sử dụng cho công trình: Nhà ở riêng lẻ)</i>"])
    to(pad, f"{{{{addressee|{case.people_s_committee}}}}}")
    line = pad.blank_line
    pad.para("<b>1. Thông tin về chủ đầu tư:</b>", indent=0)
    line(("- Tên chủ đầu tư (tên chủ hộ):", f"{{{{full_name|{owner.name}}}}}"))
    line(("- Địa chỉ liên hệ:", f"{{{{residence|{owner.address}}}}}"))
    line(("- Mã số định danh/căn cước:", f"{{{{id_number|{owner.id_number}}}}}"), ("Số điện thoại:", ""))
    pad.para("<b>2. Thông tin công trình:</b>", indent=0)
    line(("Địa điểm xây dựng:", f"{{{{address|{parcel.address}}}}}"))
    line(("Lô đất số:", f"{{{{parcel_number|{parcel.number}}}}}"), ("Tờ bản đồ số:", f"{{{{map_sheet_number|{parcel.sheet}}}}}"), ("Diện tích:", f"{{{{area={parcel.area}|{parcel.area_text}}}}} m²"))  # fmt: skip
    pad.para("<b>3. Nội dung đề nghị cấp phép:</b>", indent=0)
    floors = pad.rng.randrange(2, 6)
    line(("- Loại công trình:", "Nhà ở riêng lẻ"), ("Cấp công trình:", "Cấp III"))
    line(("- Diện tích xây dựng tầng 1:", f"{parcel.area * 0.7:.1f} m²".replace(".", ",")))
    line(("- Tổng diện tích sàn:", f"{parcel.area * 0.7 * floors:.1f} m²".replace(".", ",")))
    line(("- Chiều cao công trình:", f"{floors * 3.4 + 1.2:.1f} m".replace(".", ",")), ("Số tầng:", f"{floors:02d}"))
    line(("4. Đơn vị thiết kế:", "Công ty Cổ phần Tư vấn kiến trúc và xây dựng Phố Mới"))
    line(("5. Dự kiến thời gian hoàn thành công trình:", f"{pad.rng.randrange(5, 14):02d} tháng"))
    pad.para(
        "6. Cam kết: tôi xin cam đoan làm theo đúng giấy phép được cấp, nếu sai tôi xin hoàn toàn chịu trách nhiệm và bị xử lý theo quy định của pháp luật.",
        indent=0,
    )
    pad.para(
        "Gửi kèm theo Đơn này các tài liệu: bản sao giấy tờ về đất; bản vẽ thiết kế xây dựng; bản cam kết bảo đảm an toàn đối với công trình liền kề.",
        indent=0,
    )
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.day)}</i>", align="right")
    sign_columns(pad, ("NGƯỜI LÀM ĐƠN/CHỦ ĐẦU TƯ", "(Ký, ghi rõ họ tên)", owner.name))
    return pad.paper()


def building_permit(case: Case, ink: Ink, pad: Pad) -> Paper:
    owner, parcel, day = case.owner, case.parcel, case.before(pad.rng.randrange(2, 300))
    state_head(
        pad,
        "THÀNH PHỐ HÀ NỘI",
        f"ỦY BAN NHÂN DÂN {case.ward_caps}",
        number=f"{pad.rng.randrange(2, 300):02d}/GPXD",
        day=day,
    )
    title(pad, "GIẤY PHÉP XÂY DỰNG", about=["<i>(Sử dụng cho nhà ở riêng lẻ)</i>"])
    pad.para(f"1. Cấp cho: {{{{full_name|{owner.name}}}}}", indent=0)
    pad.para(f"Địa chỉ: {{{{residence|{owner.address}}}}}", indent=6)
    pad.para("2. Được phép xây dựng công trình: Nhà ở riêng lẻ", indent=0)
    pad.para(
        "Theo thiết kế do Công ty Cổ phần Tư vấn kiến trúc và xây dựng Phố Mới lập, gồm các nội dung sau:", indent=6
    )
    pad.para(f"- Vị trí xây dựng: {{{{address|{parcel.address}}}}}", indent=6)
    pad.para(
        f"- Thửa đất số {{{{parcel_number|{parcel.number}}}}}, tờ bản đồ số {{{{map_sheet_number|{parcel.sheet}}}}}",
        indent=6,
    )
    pad.para(
        f"- Diện tích xây dựng tầng một: {{{{area={parcel.area * 0.7:.1f}|{f'{parcel.area * 0.7:.1f}'.replace('.', ',')}}}}} m²",
        indent=6,
    )
    pad.para(f"- Số tầng: {pad.rng.randrange(2, 6):02d}; mật độ xây dựng: 70 %", indent=6)
    pad.para(f"3. Giấy tờ về quyền sử dụng đất: Giấy chứng nhận số {parcel.serial}", indent=0)
    pad.para(
        "4. Giấy phép này có hiệu lực khởi công xây dựng trong thời hạn 12 tháng kể từ ngày cấp; quá thời hạn trên thì phải đề nghị gia hạn giấy phép xây dựng./.",
        indent=0,
    )
    sign(
        pad,
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        case.official,
        unit=f"UBND {case.ward_caps}",
        receivers=["Chủ đầu tư;", "Lưu: VT, KT."],
    )
    return pad.paper()


def as_built_drawing(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A drawing sheet with its title block."""
    pad.frame(pad.left - 8, 10, 200, 287, weight=0.6)
    pad.put("<b>BẢN VẼ HOÀN CÔNG</b>", 105, 18, size=16, align="center")
    pad.put("MẶT BẰNG TẦNG 1", 105, 30, size=12, align="center")
    _plot(pad, 40, 120, scale_text="TỶ LỆ {{scale|1/100}}")
    pen = ImageDraw.Draw(pad.image)
    for k in range(6):
        x = pad.left + 48 + k * 10
        pen.line((pad.px(x), pad.px(56), pad.px(x), pad.px(136)), fill=GREY, width=2)
    pad.y = 240
    pad.table([60, 60, 50], [["CHỦ ĐẦU TƯ", "ĐƠN VỊ THI CÔNG", "BẢN VẼ SỐ"], [f"{{{{full_name|{case.owner.name}}}}}", "Công ty TNHH Xây dựng Phố Mới", "HC-01"]], size=11, least=14)  # fmt: skip
    return pad.paper()
