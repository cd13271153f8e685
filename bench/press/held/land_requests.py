"""Requests to split parcels and to use land for something else, of the 2013 law and of the 2024 one."""

from bench.press.case import Case
from bench.press.held.frames import in_type, mark, pairs, typed_over
from bench.press.held.heads import centred_nation, close, hands, heading
from bench.press.held.land_forms import lines
from bench.press.held.offices import decimal, lower, old_address
from bench.press.held.surveys import outline
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import number_in_words
from bench.press.stationery import dated


def split_request(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`Mẫu số 21` (NĐ 151/2025): what is split off in a table, the office's conclusion in a box below."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "Liberation Serif", 12.5, 1.3)
    typed_over(pad)
    centred_nation(pad, form="Mẫu số 21")
    heading(pad, "ĐƠN ĐỀ NGHỊ TÁCH THỬA ĐẤT, HỢP THỬA ĐẤT", size=14)
    pad.para(f"Kính gửi: {mark('addressee', 'Chi nhánh Văn phòng Đăng ký đất đai số ' + str(rng.randrange(2, 13)))}", align="center")  # fmt: skip
    pad.para("<b>I. KÊ KHAI CỦA NGƯỜI SỬ DỤNG ĐẤT</b>", indent=0)
    pad.para("<b>1. Thông tin người sử dụng đất</b>", indent=0)
    lines(pad, ("- Tên:", mark("full_name", owner.name.upper())), ("- Giấy tờ nhân thân:", mark("id_number", owner.id_number)), ("- Địa chỉ liên hệ:", mark("residence", owner.address)))  # fmt: skip
    pad.para("<b>2. Thửa đất gốc đề nghị tách</b>", indent=0)
    pad.blank_line(("Thửa số:", mark("parcel_number", parcel.number)), ("tờ bản đồ số:", mark("map_sheet_number", parcel.sheet)), ("diện tích:", f"{mark('area', parcel.area_text, parcel.area)} m²"))  # fmt: skip
    lines(pad, ("Địa chỉ:", mark("address", parcel.address)), ("Giấy chứng nhận số phát hành:", mark("certificate_serial", parcel.serial)))  # fmt: skip
    first = round(parcel.area * 0.55, 1)
    pad.para("<b>3. Thửa đất sau khi tách</b>", indent=0)
    pad.table([14, 40, 40, 72], [["STT", "Diện tích (m²)", "Loại đất", "Người sử dụng"], ["1", decimal(first), parcel.use, owner.name], ["2", decimal(parcel.area - first), parcel.use, case.child.name]], size=11.5, centred=(0, 1))  # fmt: skip
    lines(pad, ("4. Lý do tách thửa:", "Tặng cho một phần quyền sử dụng đất"), ("5. Giấy tờ kèm theo:", "Giấy chứng nhận; bản vẽ tách thửa"))  # fmt: skip
    pad.para(f"<i>{case.ward}, {dated('issue_date', case.day)}</i>", align="right")
    hands(pad, ("Người viết đơn", "(Ký và ghi rõ họ tên)", owner.name))
    pad.para("<b>II. Ý KIẾN CỦA CƠ QUAN ĐĂNG KÝ ĐẤT ĐAI</b>", indent=0)
    pad.table([83, 83], [["Người kiểm tra", "Thủ trưởng đơn vị"], ["", ""]], least=16)
    return pad.paper()


def split_letter(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`ĐƠN XIN TÁCH THỬA` as a citizen types it: running text, the parcel inside a sentence, a sketch below."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, rng.choice(["Liberation Sans", "Tinos"]), 12.5, 1.4)
    centred_nation(pad, dashes=True)
    heading(pad, "ĐƠN XIN TÁCH THỬA", size=16)
    pad.para(f"<b>Kính gửi:</b>  - {mark('addressee', case.people_s_committee[0].upper() + case.people_s_committee[1:])};", indent=0)  # fmt: skip
    pad.para("- Văn phòng Đăng ký đất đai Hà Nội.", indent=22)
    pad.para(f"Tôi tên là {mark('full_name', owner.name)}, sinh năm {owner.birth.year}, căn cước số {mark('id_number', owner.id_number)}, hiện đang cư trú tại {mark('residence', owner.address)}.")  # fmt: skip
    pad.para(f"Gia đình tôi được quyền sử dụng thửa đất số {mark('parcel_number', parcel.number)} thuộc tờ bản đồ số {mark('map_sheet_number', parcel.sheet)} tại {mark('address', parcel.address)}, diện tích {mark('area', parcel.area_text, parcel.area)} m², theo Giấy chứng nhận quyền sử dụng đất số {mark('certificate_serial', parcel.serial)}.")  # fmt: skip
    pad.para(f"Nay tôi làm đơn này xin tách thửa đất nói trên thành hai thửa để cho con tôi là {case.child.name} theo sơ đồ dưới đây. Tôi cam kết bảo đảm lối đi chung và không có tranh chấp với các hộ liền kề.")  # fmt: skip
    outline(pad, pad.left + 35, pad.y, 90, 55)
    pad.y += 60
    pad.para("Kính mong quý cơ quan xem xét, giải quyết. Tôi xin chân thành cảm ơn.")
    hands(pad, (f"Hà Nội, {dated('issue_date', case.day)}", "Người làm đơn", owner.name))
    return pad.paper()


def purpose_2014(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`Mẫu số 01` (TT 30/2014): ten numbered items, note numbers in brackets, notes at the foot."""
    owner, parcel, rng = case.owner, case.parcel, pad.rng
    in_type(pad, "DejaVu Serif", 10.2, 1.3)
    typed_over(pad)
    day = case.before(rng.randrange(520, 1600))
    centred_nation(pad, form="Mẫu số 01. Đơn xin giao đất, thuê đất, chuyển mục đích", dashes=True, size=12)
    pad.para(f"<i>Hà Nội, {dated('issue_date', day)}</i>", align="right")
    heading(pad, "ĐƠN XIN CHUYỂN MỤC ĐÍCH SỬ DỤNG ĐẤT", size=14)
    home = old_address(rng, owner)
    pad.para(f"Kính gửi: {mark('addressee', 'Ủy ban nhân dân ' + home.split(', ')[-2])}", align="center")
    lines(
        pad,
        ("1. Người xin phép chuyển mục đích sử dụng đất (1):", mark("full_name", owner.name)),
        ("2. Địa chỉ/trụ sở chính:", mark("residence", home)),
        ("3. Địa chỉ liên hệ:", "như trên"),
        ("4. Địa điểm khu đất:", mark("address", home)),
        ("5. Diện tích (m²):", mark("area", parcel.area_text, parcel.area)),
        ("6. Để sử dụng vào mục đích (2):", mark("land_purpose", parcel.use)),
        ("7. Thời hạn sử dụng:", "{{land_term|Lâu dài}}"),
    )
    pad.para("8. Cam kết sử dụng đất đúng mục đích, chấp hành đúng các quy định của pháp luật đất đai, nộp tiền sử dụng đất đầy đủ, đúng hạn;", indent=0)  # fmt: skip
    pad.para(f"9. Thửa đất số {mark('parcel_number', parcel.number)}, tờ bản đồ số {mark('map_sheet_number', parcel.sheet)}, hiện trạng: đất trồng cây lâu năm.", indent=0)  # fmt: skip
    pad.para(f"10. Số CMND/CCCD của người đề nghị: {mark('id_number', owner.id_number)}", indent=0)
    hands(pad, ("Người làm đơn", "(ký và ghi rõ họ tên)", owner.name))
    pad.para("(1) Ghi rõ họ và tên cá nhân hoặc cá nhân đại diện cho hộ gia đình. (2) Ghi rõ mục đích sử dụng đất theo giấy chứng nhận đầu tư; trường hợp cá nhân ghi theo kế hoạch sử dụng đất hằng năm.", size=9.5, indent=0)  # fmt: skip
    return pad.paper()


def purpose_2025(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`ĐƠN ĐỀ NGHỊ GIAO ĐẤT/THUÊ ĐẤT/CHUYỂN MỤC ĐÍCH SỬ DỤNG ĐẤT` since July 2025: labels in a column, a table of areas."""
    owner, parcel = case.owner, case.parcel
    in_type(pad, "Noto Serif", 11, 1.3)
    centred_nation(pad, form="Mẫu số 01", law="Kèm theo Nghị định số 151/2025/NĐ-CP", size=11.5)
    heading(pad, "ĐƠN ĐỀ NGHỊ GIAO ĐẤT/THUÊ ĐẤT/", "CHUYỂN MỤC ĐÍCH SỬ DỤNG ĐẤT", size=13)
    pad.para(f"Kính gửi: {mark('addressee', 'Chủ tịch Ủy ban nhân dân ' + lower(case.ward))}", align="center", gap=3)
    pairs(
        pad,
        ("1. Người đề nghị", f"<b>{mark('full_name', owner.name)}</b>"),
        ("2. Số định danh", mark("id_number", owner.id_number)),
        ("3. Địa chỉ", mark("residence", owner.address)),
        ("4. Địa điểm thửa đất", mark("address", parcel.address)),
        ("5. Thửa, tờ bản đồ", f"thửa số {mark('parcel_number', parcel.number)}, tờ số {mark('map_sheet_number', parcel.sheet)}"),
        ("6. Mục đích sử dụng", mark("land_purpose", parcel.use)),
        ("7. Thời hạn", "{{land_term|Ổn định lâu dài}}"),
        gap=46,
    )  # fmt: skip
    part = round(parcel.area * 0.4, 1)
    pad.table([12, 70, 42, 42], [["TT", "Loại đất hiện nay", "Loại đất đề nghị", "Diện tích (m²)"], ["1", "Đất trồng cây lâu năm (CLN)", "Đất ở (ODT)", decimal(part)], ["2", "Đất ở", "Giữ nguyên", decimal(parcel.area - part)], ["", "Tổng cộng", "", mark("area", parcel.area_text, parcel.area)]], size=10.5, centred=(0, 2, 3))  # fmt: skip
    pad.para(f"Bằng chữ: {number_in_words(int(parcel.area))} mét vuông (phần nguyên).", indent=0)
    pad.para("8. Cam kết: sử dụng đất đúng mục đích, chấp hành đúng quy định của pháp luật về đất đai; nộp tiền sử dụng đất theo thông báo của cơ quan thuế.", indent=0)  # fmt: skip
    close(pad, ["NGƯỜI ĐỀ NGHỊ"], owner.name, place=f"{case.ward}, {dated('issue_date', case.day)}", field="", titled=False, way="stamp")  # fmt: skip
    return pad.paper()
