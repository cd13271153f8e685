"""Contracts that give land away, for money and for nothing: a notary's, a commune's blank, a family's, a deed."""

from bench.press.case import Case
from bench.press.held.frames import beside, in_type, mark, pairs
from bench.press.held.heads import centred_nation, close, hands, heading, letterhead, page_marks
from bench.press.held.notary import POLICE, articles, notary_words, price
from bench.press.held.offices import an_official, old_address
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import number_in_words
from bench.press.stationery import dated, short


def transfer_notary(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A notary's wording: husband and wife sell, parties as tables of cells, articles with arabic numbers, sheets numbered."""
    seller, buyer, wife, parcel, rng = case.stranger, case.owner, case.spouse, case.parcel, pad.rng
    in_type(pad, "FreeSerif", 12.5, 1.32)
    day = case.before(rng.randrange(4, 40))
    office = f"Văn phòng Công chứng {an_official(rng)}"
    letterhead(pad, office.upper(), ["Giấy đăng ký hoạt động số 45/TP-ĐKHĐ - ĐT: 024.3.765.xxxx"], colour=(120, 20, 40))
    centred_nation(pad)
    heading(pad, "HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT", "VÀ TÀI SẢN GẮN LIỀN VỚI ĐẤT", size=14)
    pad.para(f"Tại {office}, các bên ký tên dưới đây gồm:", indent=0)
    for side, person, name in (("BÊN CHUYỂN NHƯỢNG (gọi tắt là Bên A)", seller, "party_a"), ("BÊN NHẬN CHUYỂN NHƯỢNG (gọi tắt là Bên B)", buyer, "party_b")):  # fmt: skip
        pad.para(f"<b>{side}</b>", indent=0)
        pairs(
            pad,
            ("Họ và tên", f"<b>{person.title} {mark(name, person.name.upper())}</b>"),
            ("Sinh ngày", dated(name + "_birth_date", person.birth, short(person.birth))),
            ("Căn cước số", f"{mark(name + '_id_number', person.id_number)}, cấp ngày {short(person.id_issued)}, nơi cấp: {POLICE}"),
            ("Nơi cư trú", mark(name + "_residence", person.address)),
            gap=34,
        )  # fmt: skip
    pad.para(f"và {wife.title.lower()} {wife.name}, sinh năm {wife.birth.year} (là vợ/chồng của Bên B).", indent=0)
    figures, words = price(pad)
    articles(
        pad,
        [
            ("Quyền sử dụng đất và tài sản chuyển nhượng", [
                f"1.1. Quyền sử dụng đất của Bên A đối với thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}, tại địa chỉ {mark('address', parcel.address)} theo Giấy chứng nhận số {mark('certificate_serial', parcel.serial)}, số vào sổ {parcel.register}, cấp ngày {short(case.before(2000))}.",
                f"1.2. Diện tích đất: {mark('area', parcel.area_text, parcel.area)} m² ({number_in_words(int(parcel.area))} mét vuông, phần lẻ theo giấy chứng nhận); mục đích sử dụng: {mark('land_purpose', parcel.use)}; thời hạn: lâu dài.",
                "1.3. Tài sản gắn liền với đất: nhà ở riêng lẻ, kết cấu bê tông, chưa đăng ký quyền sở hữu.",
            ]),
            ("Giá và phương thức thanh toán", [f"2.1. Giá chuyển nhượng toàn bộ là: {figures} VNĐ ({words} đồng).", "2.2. Bên B đã thanh toán đủ một lần qua ngân hàng. Việc giao nhận số tiền do hai bên tự thực hiện và chịu trách nhiệm."]),
            ("Việc giao đất và đăng ký", ["3.1. Bên A giao thửa đất và bản chính giấy tờ cho Bên B ngay khi ký hợp đồng.", "3.2. Bên B thực hiện đăng ký biến động tại cơ quan đăng ký đất đai trong thời hạn 30 ngày."]),
            ("Thuế, lệ phí", ["Thuế thu nhập cá nhân, lệ phí trước bạ, phí công chứng do Bên B nộp thay toàn bộ theo thỏa thuận."]),
            ("Cam đoan", ["Thửa đất không có tranh chấp, không bị kê biên, không thế chấp tại bất kỳ tổ chức tín dụng nào; hai bên không bị lừa dối, ép buộc khi ký hợp đồng."]),
            ("Giải quyết tranh chấp", ["Các bên thương lượng, hòa giải; không thành thì khởi kiện tại Tòa án nhân dân có thẩm quyền."]),
            ("Điều khoản chung", ["Hợp đồng có hiệu lực kể từ ngày được công chứng, lập thành 04 bản, mỗi bản 03 tờ, 05 trang, mỗi bên giữ 01 bản, lưu tại tổ chức công chứng 01 bản."]),
        ],
        style="ĐIỀU {n}: {name}",
    )  # fmt: skip
    pad.para(f"Hợp đồng này được ký {dated('issue_date', day)}.", indent=0)
    hands(pad, ("BÊN A", "(ký, điểm chỉ, ghi rõ họ tên)", seller.name), ("BÊN B", "(ký, điểm chỉ, ghi rõ họ tên)", buyer.name))  # fmt: skip
    notary_words(pad, case, day, office, "Hợp đồng chuyển nhượng")
    page_marks(pad, "Trang {n}")
    return pad.paper()


def transfer_commune(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A commune's pre-printed form (HĐCN): parties side by side in a box, blanks, certified by the chairman not a notary."""
    seller, buyer, parcel, rng = case.stranger, case.owner, case.parcel, pad.rng
    in_type(pad, "Tinos", 12, 1.3)
    day = case.before(rng.randrange(4, 60))
    centred_nation(pad, form="Mẫu HĐ-01", dashes=True)
    heading(pad, "HỢP ĐỒNG", "CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT", size=14)
    pad.para(f"Số: {rng.randrange(10, 300)}/HĐCN", align="center", size=11)
    columns = []
    for side, person, name in (("I. BÊN CHUYỂN NHƯỢNG", seller, "party_a"), ("II. BÊN NHẬN CHUYỂN NHƯỢNG", buyer, "party_b")):  # fmt: skip
        columns.append([f"<b>{side}</b>", f"{person.title}: {mark(name, person.name)}", f"Sinh năm: {person.birth.year}", f"CCCD số: {mark(name + '_id_number', person.id_number)}", f"Cấp ngày: {short(person.id_issued)}", f"Địa chỉ: {old_address(rng, person) if rng.random() < 0.3 else person.address}"])  # fmt: skip
    beside(pad, *columns, size=11)
    figures, words = price(pad)
    pad.para("Thửa đất chuyển nhượng:", indent=0)
    for row in (
        ("- Diện tích đất chuyển nhượng:", f"{mark('area', parcel.area_text, parcel.area)} m²"),
        ("- Loại đất:", mark("land_purpose", parcel.use)),
        ("- Thửa số:", f"{mark('parcel_number', parcel.number)}    - Tờ bản đồ số: {mark('map_sheet_number', parcel.sheet)}"),
        ("- Địa chỉ:", mark("address", parcel.address)),
        ("- Giấy chứng nhận quyền sử dụng đất số:", mark("certificate_serial", parcel.serial)),
        ("- Giá chuyển nhượng bằng số:", figures + " đồng"),
        ("- Bằng chữ:", f"{words.capitalize()} đồng"),
    ):  # fmt: skip
        pad.blank_line(row)
    pad.para("<b>HAI BÊN THỎA THUẬN KÝ HỢP ĐỒNG VỚI CÁC ĐIỀU KHOẢN:</b>", indent=0)
    for n, text in enumerate(("Bên chuyển nhượng phải chuyển giao đất đủ diện tích, đúng hiện trạng và các giấy tờ liên quan.", "Bên nhận chuyển nhượng trả đủ tiền cho bên chuyển nhượng trước khi làm thủ tục đăng ký.", "Bên chuyển nhượng nộp thuế thu nhập; bên nhận chuyển nhượng nộp lệ phí trước bạ.", "Bên nào không thực hiện những nội dung đã cam kết thì phải bồi thường thiệt hại do việc vi phạm gây ra."), 1):  # fmt: skip
        pad.para(f"{n}) {text}", indent=0)
    pad.para(f"Lập tại {case.people_s_committee}, {dated('issue_date', day)}, thành 03 bản có giá trị như nhau.", indent=0)  # fmt: skip
    hands(pad, ("Bên nhận chuyển nhượng", "(Ký, ghi rõ họ tên)", buyer.name), ("Bên chuyển nhượng", "(Ký, ghi rõ họ tên)", seller.name))  # fmt: skip
    pad.para("<b>CHỨNG THỰC CỦA ỦY BAN NHÂN DÂN</b>", align="center")
    pad.para(f"Số chứng thực: {mark('notary_number', rng.randrange(10, 900))}, quyển số 01-SCT/HĐ,GD. Các bên đã ký vào hợp đồng trước mặt tôi.", indent=0)  # fmt: skip
    close(pad, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], case.official, unit=f"UBND {case.ward_caps}", titled=False)
    return pad.paper()


def gift_family(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Parents give to a child: running prose without tables, `Điều` underlined by hand style, conditions of the gift."""
    giver, taker, parcel, rng = case.stranger, case.owner, case.parcel, pad.rng
    in_type(pad, "Noto Serif", 11, 1.38)
    day = case.before(rng.randrange(4, 40))
    centred_nation(pad)
    heading(pad, "HỢP ĐỒNG TẶNG CHO QUYỀN SỬ DỤNG ĐẤT", "VÀ TÀI SẢN GẮN LIỀN VỚI ĐẤT", size=13)
    pad.para(f"Hôm nay, {dated('issue_date', day)}, tại Phòng Công chứng số {rng.randrange(1, 10)} thành phố Hà Nội, chúng tôi gồm:")  # fmt: skip
    pad.para(f"<b>Bên tặng cho (Bên A):</b> {giver.title} {mark('party_a', giver.name)}, sinh ngày {dated('party_a_birth_date', giver.birth, short(giver.birth))}, số định danh cá nhân {mark('party_a_id_number', giver.id_number)}, thường trú tại {mark('party_a_residence', giver.address)}.", indent=0)  # fmt: skip
    pad.para(f"<b>Bên được tặng cho (Bên B):</b> {taker.title} {mark('party_b', taker.name)}, sinh ngày {dated('party_b_birth_date', taker.birth, short(taker.birth))}, số định danh cá nhân {mark('party_b_id_number', taker.id_number)}, thường trú tại {mark('party_b_residence', taker.address)}.", indent=0)  # fmt: skip
    pad.para(
        "Quan hệ giữa hai bên: cha/mẹ đẻ và con đẻ, thuộc trường hợp miễn thuế thu nhập cá nhân và lệ phí trước bạ."
    )
    articles(
        pad,
        [
            ("Tài sản tặng cho", [f"Bên A tự nguyện tặng cho Bên B toàn bộ thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ {mark('map_sheet_number', parcel.sheet)}, diện tích {mark('area', parcel.area_text, parcel.area)} m², mục đích {mark('land_purpose', parcel.use)}, địa chỉ {mark('address', parcel.address)}; Giấy chứng nhận số {mark('certificate_serial', parcel.serial)}."]),
            ("Điều kiện tặng cho", ["Bên B có nghĩa vụ chăm sóc, phụng dưỡng Bên A và thờ cúng tổ tiên; không chuyển nhượng thửa đất khi Bên A còn sống nếu không có sự đồng ý bằng văn bản."]),
            ("Giao nhận và đăng ký quyền", ["Việc giao đất và giấy tờ thực hiện ngay sau khi hợp đồng được công chứng. Bên B đăng ký quyền sử dụng đất theo quy định."]),
            ("Trách nhiệm của các bên", ["Các bên chịu trách nhiệm về những thông tin nhân thân và giấy tờ đã cung cấp; tài sản không có tranh chấp."]),
            ("Hiệu lực", ["Hợp đồng có hiệu lực từ thời điểm công chứng; quyền sử dụng đất chuyển từ thời điểm đăng ký vào sổ địa chính."]),
        ],
        style="Điều {n}. {name}",
    )  # fmt: skip
    hands(pad, ("BÊN TẶNG CHO", "", giver.name), ("BÊN ĐƯỢC TẶNG CHO", "", taker.name))
    notary_words(pad, case, day, f"Phòng Công chứng số {rng.randrange(1, 10)}", "Hợp đồng tặng cho")
    return pad.paper()


def gift_deed(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`VĂN BẢN TẶNG CHO QUYỀN SỬ DỤNG ĐẤT`, one page certified at the commune."""
    giver, taker, parcel, rng = case.stranger, case.owner, case.parcel, pad.rng
    in_type(pad, "Liberation Sans", 11, 1.34)
    day = case.before(rng.randrange(4, 40))
    centred_nation(pad, dashes=True, size=12)
    heading(pad, "VĂN BẢN TẶNG CHO QUYỀN SỬ DỤNG ĐẤT", size=13.5)
    pairs(
        pad,
        ("Người tặng cho", f"{mark('party_a', giver.name)} - căn cước {mark('party_a_id_number', giver.id_number)}"),
        ("Nơi thường trú", mark("party_a_residence", giver.address)),
        ("Người nhận tặng cho", f"{mark('party_b', taker.name)} - căn cước {mark('party_b_id_number', taker.id_number)}"),
        ("Nơi thường trú", mark("party_b_residence", taker.address)),
        ("Thửa đất", f"số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}"),
        ("Địa chỉ thửa đất", mark("address", parcel.address)),
        ("Diện tích", f"{mark('area', parcel.area_text, parcel.area)} m²"),
        ("Mục đích sử dụng", mark("land_purpose", parcel.use)),
        ("Giấy chứng nhận", mark("certificate_serial", parcel.serial)),
        gap=46,
    )  # fmt: skip
    pad.para("Người tặng cho cam đoan quyền sử dụng đất thuộc quyền của mình, không có tranh chấp và tự nguyện cho hẳn người nhận; người nhận đồng ý và chịu trách nhiệm làm thủ tục sang tên.")  # fmt: skip
    pad.para(f"Lập ngày: {dated('issue_date', day, short(day))}", indent=0)
    hands(pad, ("NGƯỜI TẶNG CHO", "(Điểm chỉ)", giver.name), ("NGƯỜI NHẬN", "(Điểm chỉ)", taker.name), size=11)
    pad.para(f"Chứng thực số {mark('notary_number', rng.randrange(10, 400))} quyển số 02/{day.year}-SCT/HĐ,GD.", indent=0)  # fmt: skip
    close(pad, ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], case.official, unit=f"UBND {case.ward_caps}", titled=False)
    return pad.paper()


def transfer_house(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`HỢP ĐỒNG MUA BÁN NHÀ Ở VÀ CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT Ở`: the number on top, house and land in tables."""
    seller, buyer, parcel, rng = case.stranger, case.owner, case.parcel, pad.rng
    in_type(pad, "Noto Sans", 10, 1.36)
    day = case.before(rng.randrange(4, 60))
    pad.put(f"Số công chứng: {mark('notary_number', rng.randrange(100, 9900))}  Quyển số: 03 TP/CC-SCC/HĐGD", pad.right, pad.top - 8, size=9, align="right")  # fmt: skip
    centred_nation(pad, size=11)
    heading(pad, "HỢP ĐỒNG MUA BÁN NHÀ Ở", "VÀ CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT Ở", size=13)
    figures, words = price(pad)
    pad.table(
        [36, 65, 65],
        [
            ["", "BÊN BÁN", "BÊN MUA"],
            ["Họ và tên", mark("party_a", seller.name), mark("party_b", buyer.name)],
            ["Ngày sinh", dated("party_a_birth_date", seller.birth, short(seller.birth)), dated("party_b_birth_date", buyer.birth, short(buyer.birth))],
            ["Số định danh", mark("party_a_id_number", seller.id_number), mark("party_b_id_number", buyer.id_number)],
            ["Thường trú", mark("party_a_residence", seller.address), mark("party_b_residence", buyer.address)],
        ],
        size=9.8,
    )  # fmt: skip
    pad.para("<b>1. NHÀ, ĐẤT MUA BÁN</b>", indent=0)
    pad.table([50, 116], [["Thông tin", "Theo Giấy chứng nhận"], ["Địa chỉ nhà đất", mark("address", parcel.address)], ["Thửa đất / tờ bản đồ", f"{mark('parcel_number', parcel.number)} / {mark('map_sheet_number', parcel.sheet)}"], ["Diện tích đất", f"{mark('area', parcel.area_text, parcel.area)} m²"], ["Mục đích sử dụng", mark("land_purpose", parcel.use)], ["Số Giấy chứng nhận", mark("certificate_serial", parcel.serial)], ["Nhà ở", "3 tầng, cấp III, 148,5 m² sàn"]], size=9.8)  # fmt: skip
    pad.para(f"<b>2. GIÁ VÀ THANH TOÁN</b>: {figures} đồng (bằng chữ: {words} đồng), trả làm hai lần.", indent=0)
    for n, text in enumerate(("<b>GIAO NHẬN</b>: bên bán giao nhà, chìa khóa và giấy tờ khi nhận đủ tiền.", "<b>THUẾ, PHÍ</b>: mỗi bên nộp phần mình theo luật.", "<b>CAM KẾT</b>: nhà đất không tranh chấp, không bị ngăn chặn giao dịch; hai bên minh mẫn, tự nguyện.", "<b>HIỆU LỰC</b>: kể từ ngày công chứng."), 3):  # fmt: skip
        pad.para(f"<b>{n}.</b> {text}", indent=0, gap=2)
    pad.para(f"Hà Nội, {dated('issue_date', day)}", align="right")
    hands(pad, ("BÊN MUA", "(ký, điểm chỉ)", buyer.name), ("BÊN BÁN", "(ký, điểm chỉ)", seller.name))
    notary_words(pad, case, day, "Văn phòng Công chứng Sông Tô", "Hợp đồng mua bán nhà ở")
    return pad.paper()
