"""Contracts of mortgage, lease and authorisation: banks, the State, citizens, companies."""

from bench.press.case import Case, tax_number
from bench.press.held.frames import beside, in_type, mark
from bench.press.held.heads import centred_nation, hands, heading, letterhead, page_marks, small_print
from bench.press.held.notary import POLICE, articles, notary_words, price
from bench.press.held.offices import a_company, an_official, money
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import Person, number_in_words
from bench.press.stationery import dated, short

_BANK_CLAUSES = tuple(
    (name, tuple(f"{number}.{place}. {text}" for place, text in enumerate(texts, 1)))
    for number, (name, texts) in enumerate((
        ("Bảo hiểm tài sản thế chấp", ("Bên A mua bảo hiểm cháy nổ cho nhà và công trình, chỉ định Bên B là người thụ hưởng đầu tiên trong suốt thời hạn vay.", "Giấy chứng nhận bảo hiểm bản gốc do Bên B giữ; phí bảo hiểm do Bên A chịu và được nhắc nộp trước 15 ngày.", "Khi xảy ra sự kiện bảo hiểm, tiền bồi thường được chuyển thẳng vào tài khoản phong tỏa tại Bên B.")),
        ("Định giá lại", ("Tài sản được định giá lại 12 tháng một lần hoặc khi thị trường biến động quá 20 %.", "Chi phí thuê tổ chức thẩm định giá do Bên A trả, trừ lần định giá đầu tiên.", "Kết quả định giá lập thành phụ lục có chữ ký của hai bên, không phải công chứng lại.")),
        ("Kiểm tra, giám sát", ("Bên B được xem xét, kiểm tra trực tiếp tài sản sau khi báo trước 03 ngày làm việc.", "Bên A cung cấp giấy tờ liên quan đến việc cho thuê, sửa chữa, cơi nới khi được yêu cầu.", "Mọi công trình xây thêm sau ngày ký mặc nhiên thuộc tài sản thế chấp, kể cả khi chưa được cấp phép.")),
        ("Thay thế, rút bớt tài sản", ("Bên A có thể đề nghị thay thế bằng tài sản khác có giá trị tương đương, đủ giấy tờ.", "Việc rút bớt chỉ thực hiện khi dư nợ còn lại không vượt quá tỷ lệ cho vay đã thỏa thuận.")),
        ("Thông báo", ("Thông báo giữa các bên gửi bằng văn bản, thư điện tử hoặc tin nhắn tới số điện thoại đã đăng ký.", "Thông báo được coi là đã nhận sau 03 ngày kể từ ngày gửi, nếu người nhận đổi địa chỉ mà không báo.")),
        ("Bảo mật dữ liệu", ("Bên B được lưu trữ, xử lý dữ liệu cá nhân của Bên A cho mục đích quản lý khoản vay và báo cáo tín dụng.", "Bên A có quyền yêu cầu cung cấp, chỉnh sửa dữ liệu của mình theo quy định về bảo vệ dữ liệu cá nhân.")),
        ("Luật áp dụng, giải quyết tranh chấp", ("Hợp đồng được điều chỉnh bởi pháp luật Việt Nam.", "Tranh chấp được thương lượng trong 30 ngày; không thành thì đưa ra Tòa án nhân dân khu vực nơi Bên B có trụ sở.")),
    ), 7)
)  # fmt: skip


def mortgage_bank(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A bank's contract: letterhead, number, narrow sans type, decimal clauses over three pages, bank's seal on the left."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Liberation Sans", 10.2, 1.34)
    day = case.before(rng.randrange(20, 900))
    bank = rng.choice(["NGÂN HÀNG TMCP ĐẦU TƯ HOA SEN", "NGÂN HÀNG TMCP NÔNG THÔN MỚI"])
    letterhead(pad, bank, [f"Chi nhánh Hà Nội {rng.randrange(1, 9)} - Phòng giao dịch {case.ward.split(' ', 1)[1]}"], colour=(0, 110, 70))  # fmt: skip
    heading(pad, "HỢP ĐỒNG THẾ CHẤP QUYỀN SỬ DỤNG ĐẤT", "VÀ TÀI SẢN GẮN LIỀN VỚI ĐẤT", size=13)
    pad.para(f"Số: {mark('document_number', f'{rng.randrange(100, 999)}/{day.year}/HĐTC-PGD')}", align="center")
    pad.para(f"Hợp đồng được lập {dated('issue_date', day)} tại Hà Nội giữa các bên:", indent=0)
    pad.para(f"<b>BÊN THẾ CHẤP (Bên A):</b> {owner.title} <b>{mark('party_a', owner.name)}</b>; CCCD số {owner.id_number} do {POLICE} cấp ngày {short(owner.id_issued)}; địa chỉ: {owner.address}.", indent=0)  # fmt: skip
    pad.para(f"<b>BÊN NHẬN THẾ CHẤP (Bên B):</b> <b>{mark('party_b', bank)}</b> - mã số doanh nghiệp {tax_number(rng)}; người đại diện: {case.official}, chức vụ: Giám đốc phòng giao dịch.", indent=0)  # fmt: skip
    figures, words = price(pad)
    articles(
        pad,
        [
            ("Nghĩa vụ được bảo đảm", [f"1.1. Giá trị tài sản bảo đảm do hai bên thỏa thuận: {figures} đồng (bằng chữ: {words} đồng).", "1.2. Nghĩa vụ được bảo đảm bao gồm nợ gốc, lãi trong hạn, lãi quá hạn, phí và các chi phí xử lý tài sản phát sinh từ các hợp đồng tín dụng ký giữa hai bên."]),
            ("Tài sản thế chấp", [f"2.1. Thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}; địa chỉ: {mark('address', parcel.address)}; diện tích {parcel.area_text} m²; Giấy chứng nhận số phát hành {mark('certificate_serial', parcel.serial)}.", "2.2. Toàn bộ công trình, vật phụ, tiền bảo hiểm và các quyền phát sinh gắn liền với thửa đất."]),
            ("Giữ giấy tờ và đăng ký biện pháp bảo đảm", ["3.1. Bên B giữ bản chính Giấy chứng nhận trong suốt thời hạn thế chấp.", "3.2. Các bên đăng ký thế chấp tại văn phòng đăng ký đất đai; lệ phí do Bên A chịu."]),
            ("Quyền và nghĩa vụ của Bên A", ["4.1. Được khai thác công dụng của tài sản. 4.2. Không được chuyển nhượng, tặng cho, góp vốn, cho thuê khi chưa có chấp thuận bằng văn bản của Bên B. 4.3. Thông báo ngay khi tài sản hư hỏng, giảm giá trị."]),
            ("Quyền và nghĩa vụ của Bên B", ["5.1. Yêu cầu bổ sung tài sản bảo đảm khi giá trị giảm quá 10 %. 5.2. Hoàn trả giấy tờ trong 05 ngày làm việc kể từ khi nghĩa vụ được thực hiện xong."]),
            ("Xử lý tài sản thế chấp", ["6.1. Bên B được bán đấu giá hoặc nhận chính tài sản để thay thế nghĩa vụ khi đến hạn mà Bên A không thực hiện đúng.", "6.2. Tiền thu được thanh toán theo thứ tự: chi phí xử lý, lãi quá hạn, lãi trong hạn, nợ gốc."]),
            *_BANK_CLAUSES,
            ("Hiệu lực của hợp đồng", ["Hợp đồng có hiệu lực từ thời điểm công chứng và chấm dứt khi nghĩa vụ được bảo đảm hoàn thành.", "Hợp đồng gồm 03 bản, có giá trị pháp lý như nhau."]),
        ],
        style="{n}. {name}",
    )  # fmt: skip
    hands(pad, ("ĐẠI DIỆN BÊN B", "(ký, đóng dấu)", case.official), ("BÊN A", "(ký, điểm chỉ)", owner.name), size=10.5)
    notary_words(pad, case, day, "Văn phòng Công chứng Đồng Tâm", "Hợp đồng thế chấp")
    page_marks(pad, f"{bank.title()} | {{n}}/{{all}}")
    return pad.paper()


def mortgage_short(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`HỢP ĐỒNG THẾ CHẤP TÀI SẢN` of one and a half pages, parties in a table, land in a table."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "FreeSerif", 12, 1.26)
    day = case.before(rng.randrange(20, 900))
    centred_nation(pad)
    heading(pad, "HỢP ĐỒNG THẾ CHẤP TÀI SẢN", size=15)
    pad.para(f"Số hợp đồng: {mark('document_number', f'{rng.randrange(10, 99)}-{rng.randrange(1000, 9999)}/TC')}     Ngày ký: {dated('issue_date', day, short(day))}", align="center")  # fmt: skip
    pad.table(
        [34, 66, 66],
        [
            ["", "BÊN NHẬN THẾ CHẤP", "BÊN THẾ CHẤP"],
            ["Tên", mark("party_b", "Quỹ tín dụng nhân dân Sông Đáy"), mark("party_a", owner.name)],
            ["Giấy tờ", f"MSDN {tax_number(rng)}", f"CCCD {owner.id_number}"],
            ["Địa chỉ", case.ward + ", Hà Nội", owner.address],
            ["Đại diện", case.official, "-"],
        ],
        size=11,
    )
    figures, words = price(pad)
    pad.para("<b>I. TÀI SẢN</b>", indent=0)
    pad.table([50, 116], [["Thông tin", "Nội dung"], ["Thửa đất / tờ bản đồ", f"{mark('parcel_number', parcel.number)} / {mark('map_sheet_number', parcel.sheet)}"], ["Địa chỉ", mark("address", parcel.address)], ["Giấy chứng nhận", mark("certificate_serial", parcel.serial)], ["Giá trị", f"{figures} đồng"]], size=11)  # fmt: skip
    pad.para(f"Bằng chữ: {words} đồng.", indent=0)
    pad.para("<b>II. THỎA THUẬN</b>", indent=0)
    for letter, text in zip("abcde", ("Bên thế chấp dùng tài sản trên để bảo đảm cho khoản vay của chính mình.", "Tài sản không được dùng để bảo đảm cho nghĩa vụ khác.", "Giấy tờ do bên nhận thế chấp giữ; tài sản do bên thế chấp giữ.", "Khi đến hạn không trả được nợ, tài sản được bán đấu giá.", "Tranh chấp do Tòa án khu vực nơi có đất giải quyết."), strict=True):  # fmt: skip
        pad.para(f"{letter}) {text}", indent=0)
    hands(pad, ("BÊN NHẬN THẾ CHẤP", "", case.official), ("BÊN THẾ CHẤP", "", owner.name))
    pad.para(f"Số công chứng: {mark('notary_number', rng.randrange(100, 9000))}/{day.year}", indent=0)
    return pad.paper()


def lease_state(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The State leases land (Mẫu số 07): grounds first, both parties, eight short articles, the department's seal."""
    parcel, rng = case.parcel, pad.rng
    in_type(pad, "Tinos", 12.5, 1.28)
    day = case.before(rng.randrange(20, 400))
    centred_nation(pad, form="Mẫu số 07. Hợp đồng cho thuê đất")
    company, _ = a_company(rng, case)
    pad.para(f"<i>Hà Nội, {dated('issue_date', day)}</i>", align="right")
    heading(pad, "HỢP ĐỒNG CHO THUÊ ĐẤT", size=15)
    pad.para(f"Số: {mark('document_number', f'{rng.randrange(10, 400)}/HĐTĐ')}", align="center")
    for text in ("Căn cứ Bộ luật Dân sự; Luật Đất đai ngày 18 tháng 01 năm 2024;", "Căn cứ Nghị định số 102/2024/NĐ-CP ngày 30 tháng 7 năm 2024 của Chính phủ;", f"Căn cứ Quyết định số {rng.randrange(100, 5000)}/QĐ-UBND của Ủy ban nhân dân thành phố Hà Nội về việc cho thuê đất."):  # fmt: skip
        pad.para(f"<i>{text}</i>")
    pad.para(f"<b>I. BÊN CHO THUÊ ĐẤT:</b> {mark('party_a', 'Sở Nông nghiệp và Môi trường Hà Nội')}, do ông {case.official}, Phó Giám đốc, làm đại diện.", indent=0)  # fmt: skip
    pad.para(f"<b>II. BÊN THUÊ ĐẤT:</b> {mark('party_b', company)}; trụ sở: {case.owner.address}; đại diện: {case.owner.name}, Giám đốc.", indent=0)  # fmt: skip
    figures, words = price(pad)
    articles(
        pad,
        [
            ("", [f"Bên cho thuê đất cho Bên thuê đất thuê khu đất: diện tích {mark('area', parcel.area_text, parcel.area)} m² tại {mark('address', parcel.address)}, thửa số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}; thời hạn thuê đất: {mark('land_term', str(rng.choice([20, 30, 49])) + ' năm')}; mục đích sử dụng: {mark('land_purpose', 'Đất thương mại, dịch vụ')}."]),
            ("", [f"Tiền thuê đất nộp một lần: {figures} đồng (viết bằng chữ: {words} đồng), theo thông báo của cơ quan thuế."]),
            ("", ["Việc sử dụng đất phải phù hợp với mục đích quy định tại Điều 1 của Hợp đồng này."]),
            ("", ["Bên cho thuê đất bảo đảm quyền sử dụng đất của Bên thuê đất trong thời gian thực hiện hợp đồng."]),
            ("", ["Hợp đồng chấm dứt khi hết hạn mà không được gia hạn, hoặc khi bị thu hồi đất theo quy định."]),
            ("", ["Hai bên cam kết thực hiện đúng; bên nào không thực hiện thì bồi thường thiệt hại."]),
        ],
        style="Điều {n}.{name}",
    )  # fmt: skip
    hands(pad, ("BÊN THUÊ ĐẤT", "(Ký, ghi rõ họ tên và đóng dấu)", case.owner.name), ("BÊN CHO THUÊ ĐẤT", "(Ký, ghi rõ họ tên và đóng dấu)", case.official))  # fmt: skip
    return pad.paper()


def lease_private(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`HỢP ĐỒNG THUÊ QUYỀN SỬ DỤNG ĐẤT` between two citizens for a shop: rent by month, deposit, sans type, one page and a bit."""
    lessor, lessee, parcel, rng = case.stranger, case.owner, case.parcel, pad.rng
    in_type(pad, "DejaVu Sans", 9.6, 1.36)
    day = case.before(rng.randrange(10, 200))
    centred_nation(pad, size=11)
    heading(pad, "HỢP ĐỒNG THUÊ QUYỀN SỬ DỤNG ĐẤT", size=12.5, about=f"(Số {mark('document_number', f'{rng.randrange(1, 40):02d}/{day.year}/HĐTQSDĐ')})")  # fmt: skip
    pad.para(f"Hôm nay, {dated('issue_date', day)}, chúng tôi gồm có:", indent=0)
    columns = [
        [f"<b>{side}</b>", mark(name, person.name), f"SN {person.birth.year}; CCCD {mark(name + '_id_number', person.id_number)}", person.address]
        for side, person, name in (("BÊN CHO THUÊ (A)", lessor, "party_a"), ("BÊN THUÊ (B)", lessee, "party_b"))
    ]  # fmt: skip
    beside(pad, columns[0], columns[1], size=9.4)
    rent = rng.randrange(5, 60) * 1_000_000
    for n, text in enumerate((
        f"Bên A cho Bên B thuê thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}, {mark('address', parcel.address)}; diện tích {mark('area', parcel.area_text, parcel.area)} m²; Giấy chứng nhận {mark('certificate_serial', parcel.serial)}.",
        f"Mục đích thuê: {mark('land_purpose', 'làm địa điểm kinh doanh')}. Thời hạn thuê: {mark('land_term', '05 năm')} kể từ ngày ký.",
        f"Giá thuê: {mark('amount', money(rent), rent)} đồng/tháng (bằng chữ: {number_in_words(rent)} đồng một tháng), trả trước ngày 05 hằng tháng; đặt cọc 02 tháng.",
        "Bên B không được cho thuê lại khi chưa có sự đồng ý của Bên A; tự chịu tiền điện, nước, thuế kinh doanh.",
        "Bên A bảo đảm quyền sử dụng ổn định, không tăng giá trong 24 tháng đầu.",
        "Khi hết hạn, Bên B trả lại mặt bằng nguyên trạng; tài sản lắp đặt thêm thuộc về Bên B.",
        "Đơn phương chấm dứt phải báo trước 60 ngày; bên vi phạm mất khoản đặt cọc hoặc hoàn trả gấp đôi.",
        "Hợp đồng lập thành 02 bản, mỗi bên giữ 01 bản.",
    ), 1):  # fmt: skip
        pad.para(f"<b>{n}.</b> {text}", indent=0, gap=1.8)
    hands(
        pad, ("BÊN A", "", lessor.name), ("BÊN B", "", lessee.name), ("NGƯỜI LÀM CHỨNG", "", an_official(rng)), size=10
    )
    small_print(pad, "Hai bên đã đọc, hiểu rõ và ký vào từng trang.")
    return pad.paper()


def authorisation_notary(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`HỢP ĐỒNG ỦY QUYỀN` before a notary: scope in letters, a fixed term, no pay."""
    principal, agent, parcel, rng = case.owner, case.stranger, case.parcel, pad.rng
    in_type(pad, "FreeSerif", 12.5, 1.3)
    day = case.before(rng.randrange(10, 200))
    centred_nation(pad, dashes=True)
    heading(pad, "HỢP ĐỒNG ỦY QUYỀN", size=16)
    _two_persons(pad, principal, agent)
    pad.para("Bằng hợp đồng này, Bên A ủy quyền cho Bên B với những thỏa thuận sau đây:")
    articles(
        pad,
        [
            ("NỘI DUNG ỦY QUYỀN", [f"Bên B được nhân danh Bên A quản lý, sử dụng, cho thuê, làm thủ tục cấp đổi Giấy chứng nhận và nhận kết quả đối với thửa đất số {parcel.number}, tờ bản đồ số {parcel.sheet}, tại {parcel.address}.", "Trong phạm vi ủy quyền, Bên B được lập, ký các giấy tờ cần thiết, nộp các khoản phí, lệ phí theo quy định."]),
            ("THỜI HẠN ỦY QUYỀN", [f"{rng.randrange(1, 11)} năm kể từ ngày hợp đồng này được công chứng."]),
            ("THÙ LAO", ["Hợp đồng ủy quyền này không có thù lao."]),
            ("NGHĨA VỤ VÀ QUYỀN CỦA CÁC BÊN", ["Bên B thực hiện công việc theo đúng nội dung ủy quyền, không được ủy quyền lại cho người thứ ba. Bên A chịu trách nhiệm về cam kết do Bên B thực hiện trong phạm vi ủy quyền."]),
            ("CAM ĐOAN CỦA CÁC BÊN", ["Hai bên chịu trách nhiệm trước pháp luật về những thông tin đã ghi; việc giao kết hoàn toàn tự nguyện."]),
        ],
        style="ĐIỀU {n}. {name}",
    )  # fmt: skip
    pad.para(f"Hà Nội, {dated('issue_date', day)}", align="right")
    hands(pad, ("BÊN ỦY QUYỀN", "", principal.name), ("BÊN ĐƯỢC ỦY QUYỀN", "", agent.name))
    notary_words(pad, case, day, "Văn phòng Công chứng Ba Vì", "Hợp đồng ủy quyền")
    return pad.paper()


def _two_persons(pad: Pad, principal: Person, agent: Person) -> None:
    for side, person, name in (("BÊN ỦY QUYỀN (BÊN A)", principal, "principal"), ("BÊN ĐƯỢC ỦY QUYỀN (BÊN B)", agent, "agent")):  # fmt: skip
        pad.para(f"<b>{side}:</b>", indent=0)
        number = mark("id_number", person.id_number) if name == "principal" else person.id_number
        pad.para(f"{person.title}: <b>{mark(name, person.name.upper())}</b>    Sinh năm: {person.birth.year}", indent=6)
        pad.para(f"CCCD số: {number}, cấp ngày {short(person.id_issued)}; thường trú: {person.address}.", indent=6)


def authorisation_company(case: Case, ink: Ink, pad: Pad) -> Paper:
    """A company's contract with a lawyer, numbered, two languages, parties in a table."""
    principal, agent, rng = case.owner, case.stranger, pad.rng
    in_type(pad, "Liberation Sans", 10.4, 1.3)
    day = case.before(rng.randrange(10, 200))
    centred_nation(pad, size=11)
    heading(pad, "HỢP ĐỒNG ỦY QUYỀN", size=14, about="AUTHORISATION CONTRACT", italic=True)
    pad.para(f"Ngày/Date: {dated('issue_date', day, short(day))}", align="center")
    pad.table([40, 63, 63], [["Thông tin / Details", "Bên ủy quyền / Principal", "Bên được ủy quyền / Agent"], ["Họ tên / Full name", mark("principal", principal.name), mark("agent", agent.name)], ["Ngày sinh / Date of birth", short(principal.birth), short(agent.birth)], ["Số định danh / ID No.", mark("id_number", principal.id_number), agent.id_number], ["Địa chỉ / Address", principal.address, agent.address]], size=10)  # fmt: skip
    for n, (vi, en) in enumerate((("Phạm vi: nộp và nhận hồ sơ đăng ký doanh nghiệp, ký nhận kết quả.", "Scope: to lodge and collect business registration files."), ("Thời hạn: đến khi hoàn thành công việc.", "Term: until the work is completed."), ("Thù lao: do hai bên thỏa thuận riêng.", "Fee: as separately agreed."), ("Bên được ủy quyền không được ủy quyền lại.", "The agent shall not sub-delegate.")), 1):  # fmt: skip
        pad.para(f"{n}. {vi}", indent=0, gap=0.2)
        pad.para(f"<i>{en}</i>", indent=0, left=pad.left + 5, gap=2)
    hands(pad, ("BÊN ỦY QUYỀN", "Principal", principal.name), ("BÊN ĐƯỢC ỦY QUYỀN", "Agent", agent.name), size=11)
    pad.para(f"Số công chứng/Notary No.: {mark('notary_number', rng.randrange(100, 9000))}", indent=0)
    return pad.paper()
