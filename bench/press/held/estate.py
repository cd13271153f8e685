"""What the dead leave (di sản): agreements, claims, refusals, wills; written by notaries, communes and old hands."""

from datetime import date, timedelta

from bench.press.case import Case
from bench.press.held.frames import in_type, mark, pairs
from bench.press.held.heads import centred_nation, close, hands, heading, page_marks
from bench.press.held.notary import notary_words
from bench.press.held.offices import an_official, lower
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.stationery import dated, on, short


def _died(case: Case, pad: Pad) -> date:
    return case.day - timedelta(days=pad.rng.randrange(200, 3000))


def inheritance_notary(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`VĂN BẢN THỎA THUẬN PHÂN CHIA DI SẢN THỪA KẾ`: roman parts, heirs numbered, a table of shares, notary's page."""
    elder, parcel, rng = case.elder, case.parcel, pad.rng
    in_type(pad, "Tinos", 12.5, 1.3)
    died, day = _died(case, pad), case.before(rng.randrange(5, 60))
    centred_nation(pad)
    heading(pad, "VĂN BẢN THỎA THUẬN", "PHÂN CHIA DI SẢN THỪA KẾ", size=14.5)
    pad.para(f"Hôm nay, {dated('issue_date', day)}, tại Văn phòng Công chứng Hồng Hà, chúng tôi là những người thừa kế theo pháp luật gồm:")  # fmt: skip
    heirs = (case.owner, case.spouse, case.stranger)
    for n, heir in enumerate(heirs, 1):
        pad.para(f"<b>{n}. {heir.title} {heir.name}</b>, sinh ngày {short(heir.birth)}, căn cước số {heir.id_number}, thường trú tại {heir.address};", indent=0)  # fmt: skip
    pad.para("<b>I. NGƯỜI ĐỂ LẠI DI SẢN</b>", indent=0)
    pad.para(f"{elder.title} {mark('owner', elder.name)}, sinh năm {elder.birth.year}, đã chết {dated('death_date', died)} theo Trích lục khai tử số {rng.randrange(2, 300)}/TLKT do {case.people_s_committee} cấp. Trước khi chết, {elder.title.lower()} không để lại di chúc và không để lại nghĩa vụ nào.")  # fmt: skip
    pad.para("<b>II. DI SẢN THỪA KẾ</b>", indent=0)
    pad.para(f"Quyền sử dụng thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}, tại {mark('address', parcel.address)}, diện tích {parcel.area_text} m², theo Giấy chứng nhận số {mark('certificate_serial', parcel.serial)}.")  # fmt: skip
    pad.para("<b>III. THỎA THUẬN PHÂN CHIA</b>", indent=0)
    pad.table([14, 80, 36, 36], [["TT", "Người được hưởng", "Phần di sản", "Ghi chú"], *([str(n), heir.name, "1/3", ""] for n, heir in enumerate(heirs, 1))], size=11.5, centred=(0, 2))  # fmt: skip
    pad.para("<b>IV. CAM ĐOAN</b>", indent=0)
    pad.para("Ngoài chúng tôi, người để lại di sản không còn người thừa kế nào khác thuộc hàng thừa kế thứ nhất; nếu có, chúng tôi chịu trách nhiệm bằng tài sản của mình. Việc niêm yết thông báo đã thực hiện đủ 15 ngày, không có khiếu nại.")  # fmt: skip
    hands(pad, *(("Người thừa kế", "(ký, điểm chỉ)", heir.name) for heir in heirs), size=11.5)
    notary_words(pad, case, day, "Văn phòng Công chứng Hồng Hà", "Văn bản thỏa thuận phân chia di sản")
    page_marks(pad, "{n}/{all}")
    return pad.paper()


def inheritance_claim(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`VĂN BẢN KHAI NHẬN DI SẢN THỪA KẾ`: the only heir claims, labels in a column, certified at the commune."""
    elder, heir, parcel, rng = case.elder, case.owner, case.parcel, pad.rng
    in_type(pad, "FreeSans", 11, 1.36)
    died, day = _died(case, pad), case.before(rng.randrange(5, 60))
    centred_nation(pad, dashes=True, size=12)
    heading(pad, "VĂN BẢN KHAI NHẬN DI SẢN THỪA KẾ", size=14)
    pairs(
        pad,
        ("Người khai nhận", f"{heir.name}, sinh {short(heir.birth)}, căn cước {heir.id_number}"),
        ("Chỗ ở", heir.address),
        ("Người đã chết", f"{mark('owner', elder.name)}, sinh năm {elder.birth.year}"),
        ("Chết ngày", dated("death_date", died, short(died))),
        ("Quan hệ", "con đẻ, người thừa kế duy nhất"),
        ("Di sản", f"thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}"),
        ("Địa chỉ đất", mark("address", parcel.address)),
        ("Giấy chứng nhận", mark("certificate_serial", parcel.serial)),
        gap=40,
    )  # fmt: skip
    pad.para("Tôi khai nhận toàn bộ di sản nêu trên. Cha mẹ của người để lại di sản đã chết trước; vợ hoặc chồng đã chết; không có con nuôi, con riêng. Tôi cam đoan không bỏ sót người thừa kế và chịu trách nhiệm trước pháp luật nếu khai gian dối.")  # fmt: skip
    pad.para(f"Hà Nội, {dated('issue_date', day)}", align="right")
    hands(pad, ("NGƯỜI KHAI NHẬN", "(Ký, ghi rõ họ tên)", heir.name))
    pad.para(f"Chứng thực tại {case.people_s_committee}; số chứng thực {mark('notary_number', rng.randrange(10, 500))}, quyển số 01-SCT/HĐ,GD.", indent=0)  # fmt: skip
    close(pad, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], case.official, unit=f"UBND {case.ward_caps}", titled=False)
    return pad.paper()


def refusal_notary(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`VĂN BẢN TỪ CHỐI NHẬN DI SẢN`: one citizen, one page, the commune's certificate of the signature below."""
    elder, heir, parcel, rng = case.elder, case.owner, case.parcel, pad.rng
    in_type(pad, "Liberation Serif", 13, 1.36)
    died, day = _died(case, pad), case.before(rng.randrange(5, 60))
    centred_nation(pad)
    heading(pad, "VĂN BẢN TỪ CHỐI NHẬN DI SẢN", size=15)
    pad.para(f"Tôi là: <b>{mark('full_name', heir.name)}</b>, sinh {dated('birth_date', heir.birth)}; số định danh cá nhân {mark('id_number', heir.id_number)}; nơi thường trú: {mark('residence', heir.address)}.")  # fmt: skip
    pad.para(f"Tôi là con của {elder.title.lower()} {mark('owner', elder.name)}, chết ngày {short(died)}. Di sản để lại là quyền sử dụng thửa đất số {parcel.number}, tờ bản đồ số {parcel.sheet}, tại {parcel.address}.")  # fmt: skip
    pad.para("Nay bằng văn bản này tôi tự nguyện từ chối nhận phần di sản mà tôi được hưởng. Việc từ chối không nhằm trốn tránh việc thực hiện nghĩa vụ tài sản của mình đối với người khác.")  # fmt: skip
    pad.para(f"Lập tại {lower(case.ward)}, {dated('issue_date', day)}.")
    hands(pad, ("NGƯỜI TỪ CHỐI NHẬN DI SẢN", "(Ký, điểm chỉ và ghi rõ họ tên)", heir.name))
    pad.para("<b>LỜI CHỨNG CỦA NGƯỜI CÓ THẨM QUYỀN</b>", align="center")
    pad.para(f"{on(day)[0].upper() + on(day)[1:]}, tôi {case.official}, Phó Chủ tịch, chứng thực văn bản này được lập bởi người có tên nêu trên. Số chứng thực {mark('notary_number', rng.randrange(5, 300))}, quyển số 01-SCT/HĐ,GD.", size=11.5)  # fmt: skip
    close(pad, ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], case.official, unit=f"UBND {case.ward_caps}", titled=False)
    return pad.paper()


def refusal_form(case: Case, ink: Ink, pad: Pad) -> Paper:
    """The same as a blank with numbered parts, filled in on dots; a notary's number above the title."""
    elder, heir, rng = case.elder, case.owner, pad.rng
    in_type(pad, "DejaVu Serif", 10.4, 1.42)
    day = case.before(rng.randrange(5, 60))
    pad.put(f"Số công chứng: {mark('notary_number', rng.randrange(100, 9000))}", pad.left, pad.top - 6, size=10)
    centred_nation(pad, dashes=True, size=11.5)
    heading(pad, "VĂN BẢN TỪ CHỐI NHẬN DI SẢN THỪA KẾ", size=13)
    pad.para("<b>A. NGƯỜI TỪ CHỐI</b>", indent=0)
    for row in (("Họ và tên:", mark("full_name", heir.name.upper())), ("Ngày sinh:", dated("birth_date", heir.birth, short(heir.birth))), ("Số CCCD/hộ chiếu:", mark("id_number", heir.id_number)), ("Nơi cư trú:", mark("residence", heir.address))):  # fmt: skip
        pad.blank_line(row)
    pad.para("<b>B. NGƯỜI ĐỂ LẠI DI SẢN</b>", indent=0)
    pad.blank_line(("Họ và tên:", mark("owner", elder.name)))
    pad.blank_line(("Quan hệ với người từ chối:", "cha/mẹ đẻ"))
    pad.para("<b>C. NỘI DUNG</b>", indent=0)
    pad.para("Tôi từ chối nhận toàn bộ di sản, kể cả di sản phát hiện sau này, và không thay đổi ý kiến. Tôi đã được giải thích về quyền, nghĩa vụ và hậu quả pháp lý của việc từ chối.")  # fmt: skip
    pad.para(f"Hà Nội, {dated('issue_date', day)}", align="right")
    hands(pad, ("NGƯỜI LÀM CHỨNG", "", an_official(rng)), ("NGƯỜI TỪ CHỐI", "", heir.name), size=11)
    return pad.paper()


def will_notary(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`DI CHÚC` before a notary: prose, what goes to whom numbered, sheets numbered."""
    maker, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "FreeSerif", 13, 1.4)
    day = case.before(rng.randrange(5, 2000))
    centred_nation(pad)
    heading(pad, "DI CHÚC", size=18)
    pad.para(f"Hôm nay, {dated('issue_date', day)}, tại Phòng Công chứng số {rng.randrange(1, 9)}, tôi là <b>{mark('full_name', maker.name)}</b>, sinh {dated('birth_date', maker.birth)}, căn cước số {mark('id_number', maker.id_number)}, thường trú tại {mark('residence', maker.address)}.")  # fmt: skip
    pad.para("Trong trạng thái tinh thần minh mẫn, sáng suốt, không bị lừa dối, đe dọa hoặc cưỡng ép, tôi lập di chúc này để định đoạt tài sản của tôi như sau:")  # fmt: skip
    pad.para(f"1. Sau khi tôi qua đời, quyền sử dụng thửa đất số {parcel.number}, tờ bản đồ số {parcel.sheet} tại {parcel.address} để lại cho con tôi là {case.child.name}, sinh ngày {short(case.child.birth)}.")  # fmt: skip
    pad.para("2. Tiền gửi tiết kiệm (nếu còn) dùng vào việc mai táng và thờ cúng.")
    pad.para(f"3. Tôi chỉ định {case.stranger.title.lower()} {case.stranger.name} là người quản lý di sản và công bố di chúc.")  # fmt: skip
    pad.para("Di chúc này thay thế mọi di chúc đã lập trước đây. Tôi đã đọc lại và ký tên, điểm chỉ vào từng trang.")
    hands(pad, ("NGƯỜI LẬP DI CHÚC", "(ký, điểm chỉ)", maker.name))
    notary_words(pad, case, day, "Phòng Công chứng số 3", "Di chúc")
    page_marks(pad, "Trang {n}")
    return pad.paper()


def will_home(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`BẢN DI CHÚC` typed at home on a machine: monospaced, witnesses instead of a notary."""
    maker, rng = case.owner, pad.rng
    in_type(pad, "Liberation Mono", 11, 1.4)
    day = case.before(rng.randrange(300, 4000))
    centred_nation(pad, dashes=True, size=11.5)
    heading(pad, "BẢN DI CHÚC", size=15)
    pad.para(f"Tôi tên là: {mark('full_name', maker.name)}", indent=0)
    pad.para(f"Sinh ngày: {dated('birth_date', maker.birth, short(maker.birth))}", indent=0)
    pad.para(f"Số CMND/CCCD: {mark('id_number', maker.id_number)}", indent=0)
    pad.para(f"Hiện ở tại: {mark('residence', maker.address)}", indent=0)
    pad.para("Nay tôi tuổi đã cao, còn minh mẫn, tôi viết bản di chúc này để lại căn nhà và mảnh đất tôi đang ở cho các con, chia đều, không ai được bán khi chưa đủ ba năm sau khi tôi chết. Đồ thờ cúng giao cho con cả giữ. Mong các con thuận hòa.", indent=6)  # fmt: skip
    pad.para(f"Viết {dated('issue_date', day)}", align="right")
    hands(pad, ("Người làm chứng 1", "", an_official(rng)), ("Người làm chứng 2", "", an_official(rng)), ("Người lập", "", maker.name), size=10)  # fmt: skip
    return pad.paper()
