"""Letters, declarations and promises people write to an office, in other shapes than the usual one."""

from datetime import timedelta

from bench.press.case import Case
from bench.press.held.parts import (
    born,
    capital,
    card_of,
    cells,
    columns,
    corner,
    fill,
    head,
    numbered_comb,
    pairs,
    side_by_side,
    signed,
    small,
    ticks,
    type_of,
)
from bench.press.held.places import an_old_place
from bench.press.marks import box_stamp, seal, signature
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import a_person, number_in_words
from bench.press.stationery import MOTTO, NATION, dated, nation_head, on, short, title


def letter_with_confirmation(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A letter typed at home: several offices addressed, no rows, the ward's confirmation under it."""
    who, rng = case.owner, pad.rng
    what, why = rng.choice([
        ("ĐƠN XIN XÁC NHẬN ĐANG CÔNG TÁC, SINH SỐNG TẠI ĐỊA PHƯƠNG", "xác nhận tôi hiện đang sinh sống thực tế tại địa phương"),
        ("ĐƠN TRÌNH BÁO MẤT GIẤY TỜ", "xác nhận việc tôi đánh rơi ví có các giấy tờ tùy thân, đăng ký xe"),
        ("ĐƠN KIẾN NGHỊ", "kiểm tra việc hộ liền kề xây dựng lấn chiếm ngõ đi chung"),
        ("ĐƠN XIN MIỄN, GIẢM HỌC PHÍ", "xét miễn, giảm học phí cho con tôi do hoàn cảnh gia đình khó khăn"),
    ])  # fmt: skip
    type_of(pad, rng.choice(["serif", "serif", "mono"]), 13, 1.5)
    pad.centre(f"<b>{NATION}</b>", size=12.5)
    pad.centre("<b>Độc lập – Tự do – Hạnh phúc</b>", size=12.5)
    pad.centre("***", gap=2)
    title(pad, what, size=15)
    pad.para(f"Kính gửi:   - {fill('addressee', f'Ủy ban nhân dân {small(case.ward)}')};", left=pad.left + 30, indent=0, gap=0)  # fmt: skip
    pad.para(f"- Công an {small(case.ward)}.", left=pad.left + 52, indent=0)
    pad.para(f"Tôi là {fill('full_name', who.name)}, sinh ngày {born('birth_date', who)}, số căn cước {fill('id_number', who.id_number)} cấp ngày {short(who.id_issued)}, thường trú tại {fill('residence', who.address)}.")  # fmt: skip
    pad.para(f"Nay tôi viết đơn này kính đề nghị quý cơ quan {fill('summary', why)}. Sự việc cụ thể như sau: từ khoảng tháng {rng.randrange(2, 9)} đến nay gia đình tôi gặp nhiều khó khăn trong sinh hoạt, đã báo tổ dân phố số {rng.randrange(2, 40)} nhưng chưa được giải quyết dứt điểm.")  # fmt: skip
    pad.para("Vậy tôi kính mong các cấp có thẩm quyền xem xét, tạo điều kiện giúp đỡ. Tôi xin hứa chấp hành nghiêm chỉnh mọi quy định của pháp luật và xin trân trọng cảm ơn!")  # fmt: skip
    day = case.before(rng.randrange(1, 9))
    pad.para(f"<i>Hà Nội, {dated('issue_date', day)}</i>", align="right")
    top = pad.y + 1
    pad.put("<b>XÁC NHẬN CỦA UBND</b>", pad.left + pad.width * 0.25, top, align="center", size=12)
    pad.put("<i>Ông/bà có tên trên hiện cư trú tại phường.</i>", pad.left + pad.width * 0.25, top + 6, align="center", size=10.5)  # fmt: skip
    pad.stamp(seal(rng, f"UBND {case.ward_caps}", pad.ink.dpi), pad.left + 8, top + 12, wet=True)
    pad.stamp(signature(rng, pad.ink.dpi), pad.left + 30, top + 16)
    signed(pad, 0.74, ["Người viết đơn"], who.name, top=top, room=26)
    return pad.paper()


def petition_form(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A printed form with an open title (Đơn đề nghị cấp lại, hưởng trợ cấp...), boxes, attachments, a stub to cut off."""
    who, rng = case.owner, pad.rng
    what = rng.choice([
        "ĐƠN ĐỀ NGHỊ HƯỞNG TRỢ CẤP XÃ HỘI HẰNG THÁNG",
        "ĐƠN ĐỀ NGHỊ CẤP LẠI GIẤY TỜ HỘ TỊCH",
        "ĐƠN ĐĂNG KÝ SỬ DỤNG TẠM THỜI LÒNG ĐƯỜNG, HÈ PHỐ",
        "PHIẾU ĐỀ NGHỊ CUNG CẤP THÔNG TIN",
    ])  # fmt: skip
    type_of(pad, "sans", 11.5, 1.4)
    corner(pad, f"Mẫu số {rng.randrange(1, 20):02d}", "(Kèm theo Quyết định công bố TTHC)", size=9)
    nation_head(pad)
    title(pad, what, size=14)
    pad.centre(f"Kính gửi: {fill('addressee', rng.choice([f'UBND {small(case.ward)}', 'Trung tâm Phục vụ hành chính công thành phố Hà Nội']))}", gap=3)  # fmt: skip
    numbered_comb(pad, "Số định danh cá nhân", "id_number", who.id_number, cell=5)
    cells(pad, [("Họ và tên người đề nghị (chữ in hoa)", fill("full_name", who.name.upper()), 3), ("Ngày, tháng, năm sinh", born("birth_date", who), 2)])  # fmt: skip
    cells(pad, [("Địa chỉ thường trú", fill("residence", who.address), 3), ("Điện thoại", fill("phone", f"09{rng.randrange(10**7, 10**8)}"), 2)])  # fmt: skip
    cells(pad, [("Nội dung đề nghị", fill("summary", f"{capital(what.lower().removeprefix('đơn ').removeprefix('phiếu '))} theo quy định"), 1)])  # fmt: skip
    pad.y += 3
    pad.para("Giấy tờ kèm theo (đánh dấu X vào ô tương ứng):", indent=0)
    for paper in ("Bản sao giấy tờ tùy thân", "Giấy xác nhận của tổ dân phố", "Giấy tờ khác có liên quan"):
        pad.para(f"{ticks(paper, chosen=rng.randrange(2))}", indent=0, left=pad.left + 8)
    pad.para("Tôi cam đoan những lời khai trên là đúng, nếu có sai trái tôi xin chịu trách nhiệm trước pháp luật.", indent=0)  # fmt: skip
    top = pad.y + 2
    pad.put("Cán bộ tiếp nhận", pad.left + pad.width * 0.22, top, align="center", size=11)
    pad.put(f"Hà Nội, {dated('issue_date', case.day, short(case.day))}", pad.right, top, align="right", size=11)
    signed(pad, 0.78, ["Người đề nghị"], who.name, note="(Ký, ghi rõ họ tên)", top=top + 6, size=11.5)
    pad.y = top + 50
    pad.para("- - - - - - - - - - - - - - - - - - - - - - - (cắt theo đường này) - - - - - - - - - - - - - - - - - - - - - - -", align="center", size=9)  # fmt: skip
    pad.para(f"Phần lưu tại đơn vị: đã nhận lúc {rng.randrange(8, 17):02d} giờ 30, số thứ tự {rng.randrange(1, 200)}", indent=0, size=10)  # fmt: skip
    return pad.paper()


def mandate_of_one_side(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Giấy ủy quyền signed by one person alone and certified by the ward on the same page."""
    one, other, rng = case.owner, case.stranger, pad.rng
    type_of(pad, "serif", 13, 1.34)
    day = case.before(rng.randrange(1, 25))
    nation_head(pad, form="Mẫu số 02/UQ")
    title(pad, "GIẤY ỦY QUYỀN", size=17, about=[f"<i>(Về việc {rng.choice(['nộp hồ sơ và nhận kết quả thủ tục hành chính', 'nhận lương hưu', 'làm thủ tục sang tên xe'])})</i>"])  # fmt: skip
    pad.para("- Căn cứ Bộ luật Dân sự số 91/2015/QH13;", indent=0, gap=0)
    pad.para(f"- Căn cứ nhu cầu của các bên. Hôm nay, {dated('issue_date', day)}, chúng tôi gồm:", indent=0)
    pad.table(
        [34, 68, 68],
        [
            ["", "NGƯỜI ỦY QUYỀN", "NGƯỜI ĐƯỢC ỦY QUYỀN"],
            ["Họ và tên", fill("principal", one.name.upper()), fill("agent", other.name.upper())],
            ["Ngày sinh", short(one.birth), short(other.birth)],
            ["Số căn cước", fill("principal_id_number", one.id_number), fill("agent_id_number", other.id_number)],
            ["Nơi cư trú", fill("principal_residence", one.address), fill("agent_residence", other.address)],
        ],
        size=12,
    )
    pad.para("<b>Điều 1. Phạm vi ủy quyền:</b> Người được ủy quyền được thay mặt người ủy quyền lập, ký, nộp hồ sơ; bổ sung giấy tờ; nộp các khoản phí, lệ phí, thuế và nhận kết quả.", indent=0)  # fmt: skip
    pad.para(f"<b>Điều 2. Thời hạn:</b> đến khi thực hiện xong công việc nêu trên hoặc hết ngày {short(day + timedelta(days=180))}.", indent=0)  # fmt: skip
    pad.para("<b>Điều 3.</b> Người ủy quyền cam đoan chịu mọi trách nhiệm trước pháp luật về việc ủy quyền này; việc ủy quyền không có thù lao.", indent=0)  # fmt: skip
    signed(pad, 0.74, ["NGƯỜI ỦY QUYỀN"], one.name, note="(Ký/điểm chỉ và ghi rõ họ tên)", room=18)
    pad.rule(pad.left, pad.right, pad.y)
    pad.y += 2
    pad.centre("<b>LỜI CHỨNG CỦA NGƯỜI THỰC HIỆN CHỨNG THỰC</b>", size=11.5)
    pad.para(f"Tại {small(case.people_s_committee)}, tôi chứng thực ông/bà {one.name} đã ký vào giấy này trước mặt tôi. Số chứng thực {fill('certification_number', str(rng.randrange(100, 4000)))}, quyển số 0{rng.randrange(1, 5)}-SCT/CK.", indent=0, size=11.5)  # fmt: skip
    signed(pad, 0.74, ["PHÓ CHỦ TỊCH"], case.official, field="signer", unit=f"UBND {case.ward_caps}", size=12, room=18)
    return pad.paper()


def mandate_of_a_firm(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A company's: its own head with number and place, one person sent."""
    head_of, sent, rng = case.owner, case.stranger, pad.rng
    type_of(pad, "serif", 13, 1.36)
    firm, day = f"CÔNG TY CỔ PHẦN {head_of.name.split()[-1].upper()} {rng.choice(['VIỆT', 'AN PHÁT', 'SÔNG HỒNG'])}", case.before(3)  # fmt: skip
    head(
        pad,
        [f"<b>{fill('issuer', firm)}</b>", f"Số: {fill('document_number', f'{rng.randrange(1, 99):02d}/{day.year}/GUQ')}"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", f"<i>Hà Nội, {dated('issue_date', day)}</i>"],
        rules="",
    )  # fmt: skip
    title(pad, "GIẤY ỦY QUYỀN", size=17)
    pairs(pad, [("Bên ủy quyền", firm), ("Đại diện", f"{head_of.title} {fill('principal', head_of.name)}, chức vụ: Giám đốc"), ("Địa chỉ", head_of.address)], tab=46)  # fmt: skip
    pad.y += 2
    pairs(pad, [("Bên được ủy quyền", f"{sent.title} <b>{fill('agent', sent.name)}</b>"), ("Ngày sinh", short(sent.birth)), ("Số CCCD", f"{fill('agent_id_number', sent.id_number)}, cấp ngày {short(sent.id_issued)}"), ("Chức vụ", "Nhân viên phòng Hành chính")], tab=46)  # fmt: skip
    pad.para("<b>Nội dung ủy quyền:</b> thay mặt Công ty liên hệ với Trung tâm Phục vụ hành chính công thành phố Hà Nội và các cơ quan liên quan để nộp, giải trình, bổ sung hồ sơ và nhận kết quả đăng ký doanh nghiệp.")  # fmt: skip
    pad.para("Giấy ủy quyền có hiệu lực kể từ ngày ký đến khi hoàn thành công việc. Bên được ủy quyền không được ủy quyền lại cho người thứ ba.")  # fmt: skip
    top = pad.y + 2
    signed(pad, 0.25, ["BÊN ĐƯỢC ỦY QUYỀN"], sent.name, top=top)
    signed(pad, 0.74, ["BÊN ỦY QUYỀN", "GIÁM ĐỐC"], head_of.name, field="signer", unit=firm, top=top)
    return pad.paper()


def mandate_contract(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Hợp đồng ủy quyền before a notary: articles over three pages, page numbers, the notary's words on the last."""
    one, two, other, rng = case.owner, case.spouse, case.stranger, pad.rng
    place, day, parcel = an_old_place(pad.rng), case.before(pad.rng.randrange(5, 900)), case.parcel
    type_of(pad, "serif", 13.5, 1.42)
    pad.numbered = True
    nation_head(pad)
    title(pad, "HỢP ĐỒNG ỦY QUYỀN", size=16)
    office = f"Văn phòng công chứng {case.official.split()[-1]}"
    pad.para(f"Hôm nay, {dated('issue_date', day)}, tại trụ sở {office}, số {rng.randrange(3, 200)} {place.within(rng)}, chúng tôi gồm có:")  # fmt: skip
    pad.para("<b>BÊN ỦY QUYỀN (Sau đây gọi là Bên A):</b>", indent=0)
    pad.para(f"{one.title}: {fill('principal', one.name.upper())}, sinh năm: {one.birth.year}, {card_of(one, 'principal_id_number', rng)}", indent=0)  # fmt: skip
    pad.para(f"Và {'vợ' if one.male else 'chồng'} là {two.title.lower()}: {two.name.upper()}, sinh năm: {two.birth.year}, CCCD số {two.id_number}. Cùng thường trú tại: {fill('principal_residence', one.address)}.", indent=0)  # fmt: skip
    pad.para("<b>BÊN ĐƯỢC ỦY QUYỀN (Sau đây gọi là Bên B):</b>", indent=0)
    pad.para(f"{other.title}: {fill('agent', other.name.upper())}, sinh năm: {other.birth.year}, CCCD số {fill('agent_id_number', other.id_number)}; thường trú tại: {fill('agent_residence', other.address)}.", indent=0)  # fmt: skip
    pad.para("Các bên tự nguyện cùng nhau lập và ký Hợp đồng ủy quyền này với những thỏa thuận sau đây:")
    years = rng.randrange(2, 20)
    articles = [
        ("CĂN CỨ ỦY QUYỀN", [f"Bên A là chủ sử dụng hợp pháp thửa đất số {parcel.number}, tờ bản đồ số {parcel.sheet}, diện tích {parcel.area_text} m² tại {place.within(rng)} theo Giấy chứng nhận số {parcel.serial}."]),
        ("PHẠM VI ỦY QUYỀN", ["Bên B được toàn quyền thay mặt và nhân danh Bên A thực hiện: quản lý, trông coi, sử dụng nhà đất; chuyển nhượng, tặng cho, cho thuê; ký các hợp đồng, văn bản liên quan; nộp hồ sơ, thực hiện nghĩa vụ tài chính và nhận kết quả tại cơ quan nhà nước có thẩm quyền.", "Bên B có nghĩa vụ báo cho Bên A về việc thực hiện công việc, giữ bí mật thông tin mà mình biết được trong khi thực hiện việc ủy quyền."]),
        ("THỜI HẠN ỦY QUYỀN", [f"Thời hạn ủy quyền là {years} ({number_in_words(years)}) năm kể từ ngày ký hoặc chấm dứt trước thời hạn theo quy định của pháp luật."]),
        ("THÙ LAO ỦY QUYỀN", ["Việc ủy quyền theo Hợp đồng này không có thù lao."]),
        ("NGHĨA VỤ VÀ QUYỀN CỦA CÁC BÊN", ["Bên A có nghĩa vụ cung cấp thông tin, tài liệu và phương tiện cần thiết để Bên B thực hiện công việc; chịu trách nhiệm về cam kết do Bên B thực hiện trong phạm vi ủy quyền; có quyền yêu cầu Bên B thông báo đầy đủ về việc thực hiện công việc.", "Bên B thực hiện công việc theo ủy quyền và báo cho Bên A; bồi thường thiệt hại do vi phạm nghĩa vụ; có quyền yêu cầu Bên A thanh toán chi phí hợp lý mà mình đã bỏ ra."]),
        ("PHƯƠNG THỨC GIẢI QUYẾT TRANH CHẤP", ["Trong quá trình thực hiện Hợp đồng, nếu phát sinh tranh chấp, các bên cùng nhau thương lượng giải quyết; nếu không giải quyết được thì một trong hai bên có quyền khởi kiện để yêu cầu Tòa án có thẩm quyền giải quyết."]),
        ("CAM ĐOAN CỦA CÁC BÊN", ["Việc giao kết Hợp đồng này hoàn toàn tự nguyện, không bị lừa dối, không bị ép buộc; các bên đã đọc lại, hiểu rõ quyền, nghĩa vụ và hậu quả pháp lý của việc ủy quyền."]),
    ]  # fmt: skip
    for number, (name, texts) in enumerate(articles, 1):
        pad.need(18)
        pad.centre(f"<b>ĐIỀU {number}</b>", gap=0)
        pad.centre(f"<b>{name}</b>", gap=1)
        for text in texts:
            pad.para(text)
    side_by_side(pad, ("BÊN A", "(Ký, điểm chỉ và ghi rõ họ tên)", one.name), ("BÊN B", "(Ký, điểm chỉ và ghi rõ họ tên)", other.name))  # fmt: skip
    pad.new_sheet()
    title(pad, "LỜI CHỨNG CỦA CÔNG CHỨNG VIÊN", size=14)
    pad.para(f"Hôm nay, {on(day)}, tại {office}, tôi - Công chứng viên ký tên dưới đây, chứng nhận: Hợp đồng ủy quyền này được giao kết giữa các bên có tên nêu trên; các bên có năng lực hành vi dân sự, nội dung thỏa thuận không vi phạm pháp luật, không trái đạo đức xã hội; chữ ký, điểm chỉ trong Hợp đồng đúng là của các bên.")  # fmt: skip
    pad.para(f"Hợp đồng được lập thành 04 bản chính, mỗi bản gồm 03 tờ, 03 trang. Số công chứng: {fill('notary_number', f'{rng.randrange(100, 9000)}/{day.year}/HĐUQ')}, quyển số 0{rng.randrange(1, 9)} TP/CC-SCC/HĐGD.")  # fmt: skip
    signed(
        pad, 0.74, ["CÔNG CHỨNG VIÊN"], case.official, field="signer", unit=office, note="(Ký, đóng dấu, ghi rõ họ tên)"
    )
    return pad.paper()


def statement_of_oneself(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A declaration with a name of its own: one's own account, or a request for social help, in numbered points."""
    who, rng = case.owner, pad.rng
    what, about = rng.choice([
        ("BẢN KHAI CÁ NHÂN", "về thời gian tham gia thanh niên xung phong"),
        ("TỜ KHAI ĐỀ NGHỊ TRỢ GIÚP XÃ HỘI", "dành cho người đơn thân đang nuôi con"),
        ("BẢN TƯỜNG TRÌNH", "về việc mất giấy tờ hộ tịch"),
    ])  # fmt: skip
    type_of(pad, rng.choice(["serif", "sans"]), 12.5, 1.42)
    corner(pad, f"Mẫu số {rng.randrange(1, 12):02d}")
    nation_head(pad)
    title(pad, what, size=15, about=[f"<i>({about})</i>"])
    pad.centre(f"Kính gửi: {fill('addressee', f'UBND {small(case.ward)}')}", gap=3)
    pad.para("<b>Phần 1. Thông tin của người khai</b>", indent=0)
    line = pad.blank_line
    line(("1. Họ và tên:", fill("full_name", who.name.upper())), ("Giới tính:", fill("sex", who.sex)))
    line(("2. Sinh ngày:", born("birth_date", who)), ("Dân tộc:", fill("ethnicity", who.ethnic)))
    line(("3. Giấy tờ tùy thân:", card_of(who, "id_number", rng)))
    line(("4. Nơi cư trú:", fill("residence", who.address)))
    line(("5. Điện thoại:", fill("phone", f"09{rng.randrange(10**7, 10**8)}")))
    pad.para("<b>Phần 2. Nội dung khai</b>", indent=0)
    pad.para("6. Tình hình gia đình: hiện sống cùng con, không có thu nhập ổn định, chưa hưởng chế độ nào của Nhà nước.", indent=0)  # fmt: skip
    pad.para("7. Giấy tờ kèm theo: bản sao giấy tờ tùy thân, xác nhận của tổ dân phố.", indent=0)
    pad.para("Tôi xin cam đoan những lời khai trên là đúng, nếu có điều gì khai không đúng tôi xin chịu trách nhiệm hoàn toàn.")  # fmt: skip
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.day)}</i>", align="right")
    top = pad.y
    signed(pad, 0.25, ["NGƯỜI THU THẬP THÔNG TIN"], case.clerk, note="(Ký, ghi rõ họ tên)", top=top, size=12)
    signed(pad, 0.75, ["NGƯỜI KHAI"], who.name, note="(Ký, điểm chỉ, ghi rõ họ tên)", top=top, size=12)
    return pad.paper()


def promise_with_witnesses(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Giấy cam đoan with numbered statements and two witnesses, a receipt stamp at the top."""
    who, rng = case.owner, pad.rng
    witnesses = [a_person(rng, ward=case.ward), a_person(rng, ward=case.ward)]
    what, why = rng.choice([
        ("GIẤY CAM ĐOAN", "việc sinh là có thật, không có giấy chứng sinh"),
        ("VĂN BẢN CAM ĐOAN", "chưa được cấp Giấy khai sinh ở bất cứ nơi nào"),
        ("BẢN CAM KẾT", "bảo đảm các điều kiện về an ninh, trật tự và phòng cháy"),
        ("ĐƠN CAM KẾT", "tài sản riêng, không tranh chấp với ai"),
    ])  # fmt: skip
    type_of(pad, rng.choice(["serif", "sans"]), 12.5, 1.4)
    pad.stamp(box_stamp(rng, ("ĐÃ TIẾP NHẬN", short(case.day)), pad.ink.dpi, size_mm=(42, 16), colour=(40, 60, 160)), 14, 10)  # fmt: skip
    nation_head(pad)
    title(pad, what, size=16, about=[f"<i>(V/v {why})</i>"])
    pad.para(f"<b>Kính gửi:</b> {fill('addressee', f'Ủy ban nhân dân {small(case.ward)}, thành phố Hà Nội')}", indent=0)
    pairs(pad, [("Tôi tên là", fill("full_name", who.name.upper())), ("Sinh ngày", born("birth_date", who)), ("Căn cước số", fill("id_number", who.id_number)), ("Hiện cư trú tại", fill("residence", who.address))], tab=40)  # fmt: skip
    pad.para("Bằng văn bản này tôi cam đoan:", indent=0)
    for k, text in enumerate((f"Nội dung nêu trên ({why}) là hoàn toàn đúng sự thật.", "Các giấy tờ nộp kèm là thật, do cơ quan có thẩm quyền cấp, không tẩy xóa, sửa chữa.", "Nếu có tranh chấp, khiếu nại hoặc gian dối, tôi chịu mọi trách nhiệm trước pháp luật và bồi thường thiệt hại."), 1):  # fmt: skip
        pad.para(f"{k}/ {text}", indent=6)
    pad.para(f"<i>{case.ward.split(' ', 1)[1]}, {dated('issue_date', case.before(1))}</i>", align="right")
    signed(pad, 0.74, ["NGƯỜI CAM ĐOAN"], who.name, note="(Ký tên)", room=17)
    pad.para("<b>Người làm chứng:</b>", indent=0)
    columns(pad, *[[f"Họ và tên: {w.name}", f"Sinh năm: {w.birth.year}", f"CCCD: {w.id_number}", f"Địa chỉ: {w.address}", "Ký tên: ........................"] for w in witnesses])  # fmt: skip
    return pad.paper()


def confirmation_by_the_ward(case: Case, ink: Ink, pad: Pad) -> Paper:
    """Giấy xác nhận about anything: income, dependants, one and the same person; running text, receivers left."""
    who, rng, day = case.owner, pad.rng, case.before(pad.rng.randrange(2, 60))
    what, text = rng.choice([
        ("GIẤY XÁC NHẬN", f"Ông/bà {{}} và người có tên {who.name.split()[0]} {who.name.split()[-1]} ghi trong học bạ, sổ hộ khẩu cũ là cùng một người."),
        ("GIẤY XÁC NHẬN THU NHẬP", "Ông/bà {} hiện không có việc làm ổn định, thu nhập bình quân 5.000.000 đồng/tháng."),
        ("GIẤY XÁC NHẬN", "Ông/bà {} là người trực tiếp nuôi dưỡng, chăm sóc người cao tuổi tại địa phương."),
    ])  # fmt: skip
    type_of(pad, "serif", 13.5, 1.42)
    head(
        pad,
        ["THÀNH PHỐ HÀ NỘI", f"<b>{fill('issuer', f'ỦY BAN NHÂN DÂN {case.ward_caps}')}</b>"],
        [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>"],
    )
    pad.put(f"Số: {fill('document_number', f'{rng.randrange(3, 900):02d}/GXN-UBND')}", pad.left + 8, pad.y)
    pad.put(f"<i>Hà Nội, {dated('issue_date', day)}</i>", pad.right, pad.y, align="right")
    pad.y += 12
    title(pad, what, size=16, rule=True)
    pad.para(f"Xét đơn đề nghị của {who.title.lower()} {who.name}; căn cứ kết quả xác minh của tổ dân phố số {rng.randrange(1, 40)},")  # fmt: skip
    pad.para(f"{capital(case.people_s_committee)} xác nhận:", indent=10)
    pairs(pad, [("Họ và tên", f"<b>{fill('full_name', who.name)}</b>"), ("Sinh ngày", born("birth_date", who)), ("Số căn cước", fill("id_number", who.id_number)), ("Thường trú", fill("residence", who.address))], tab=40)  # fmt: skip
    pad.para(text.format("có tên trên"))
    pad.para("Giấy xác nhận này được cấp để bổ sung hồ sơ theo yêu cầu của đương sự và có giá trị trong 06 tháng./.")
    top = pad.y + 2
    pad.put("<b><i>Nơi nhận:</i></b>", pad.left, top, size=11.5)
    for k, row in enumerate(("Như trên;", "Lưu: VT, VP.")):
        pad.put(f"- {row}", pad.left, top + 5.5 + k * 5, size=10.5)
    signed(pad, 0.74, ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", fill("signer_title", "PHÓ CHỦ TỊCH")], case.official, field="signer", unit=f"UBND {case.ward_caps}", top=top)  # fmt: skip
    return pad.paper()
