"""Charters of companies and lists of those who own them."""

from bench.press.case import Case
from bench.press.held.frames import cells, in_type, mark, pairs
from bench.press.held.heads import centred_nation, close, hands, heading, page_marks
from bench.press.held.offices import a_company, an_official, money
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.people import number_in_words
from bench.press.stationery import dated, short

_CHAPTERS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("QUY ĐỊNH CHUNG", (("Phạm vi trách nhiệm", "Chủ sở hữu chịu trách nhiệm về các nghĩa vụ tài chính và nghĩa vụ tài sản khác trong phạm vi số vốn điều lệ."), ("Con dấu", "Công ty có con dấu riêng; việc quản lý, sử dụng và lưu giữ con dấu do Giám đốc quyết định."))),
    ("VỐN VÀ CHỦ SỞ HỮU", (("Góp vốn", "Chủ sở hữu góp đủ vốn điều lệ trong thời hạn 90 ngày kể từ ngày được cấp Giấy chứng nhận đăng ký doanh nghiệp."), ("Tăng, giảm vốn điều lệ", "Công ty thay đổi vốn điều lệ trong các trường hợp pháp luật quy định, theo quyết định bằng văn bản của chủ sở hữu."))),
    ("CƠ CẤU TỔ CHỨC QUẢN LÝ", (("Mô hình", "Công ty có Chủ tịch công ty và Giám đốc; nhiệm kỳ của Giám đốc không quá 05 năm."), ("Quyền và nghĩa vụ của Giám đốc", "Giám đốc điều hành hoạt động kinh doanh hằng ngày, ký kết hợp đồng nhân danh công ty, tuyển dụng lao động."), ("Tiền lương", "Tiền lương, thù lao của người quản lý tính vào chi phí kinh doanh theo quy định của pháp luật về thuế."))),
    ("KẾ TOÁN, LỢI NHUẬN", (("Năm tài chính", "Bắt đầu từ ngày 01 tháng 01 và kết thúc vào ngày 31 tháng 12 hằng năm."), ("Sử dụng lợi nhuận", "Lợi nhuận sau thuế do chủ sở hữu quyết định phân phối sau khi trích lập các quỹ."))),
    ("GIẢI THỂ, HIỆU LỰC", (("Giải thể", "Công ty giải thể trong các trường hợp quy định của Luật Doanh nghiệp sau khi thanh toán hết các khoản nợ."), ("Hiệu lực", "Điều lệ này có hiệu lực kể từ ngày công ty được cấp Giấy chứng nhận đăng ký doanh nghiệp, lập thành 03 bản."))),
)  # fmt: skip


def charter_chapters(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`ĐIỀU LỆ CÔNG TY` in chapters over three to four pages, grounds first."""
    owner, rng = case.owner, pad.rng
    in_type(pad, "Liberation Serif", 13, 1.42)
    company, english = a_company(rng, case)
    capital = rng.randrange(5, 200) * 100_000_000
    centred_nation(pad)
    heading(pad, "ĐIỀU LỆ", company, size=15)
    pad.para(
        "<i>Căn cứ Luật Doanh nghiệp số 59/2020/QH14 ngày 17 tháng 6 năm 2020 và các văn bản sửa đổi, bổ sung;</i>"
    )
    pad.para("Điều lệ này được chủ sở hữu thông qua để tổ chức và hoạt động công ty với các điều khoản như sau:")
    number = 0
    for roman, (chapter, said) in zip(("I", "II", "III", "IV", "V"), _CHAPTERS, strict=True):
        pad.need(24)
        pad.centre(f"<b>Chương {roman}</b>")
        pad.centre(f"<b>{chapter}</b>", gap=2)
        articles = list(said)
        if roman == "I":
            articles = [
                ("Tên, trụ sở", f"Tên công ty viết bằng tiếng Việt: {mark('enterprise_name', company)}; tên bằng tiếng nước ngoài: {english}. Trụ sở chính: {mark('address', owner.address)}."),
                ("Người đại diện theo pháp luật", f"Ông (bà) {mark('representative', owner.name)}, chức danh Giám đốc, căn cước số {owner.id_number}."),
                ("Ngành, nghề kinh doanh", f"{case.shop.trade} (mã {case.shop.trade_code}); các ngành khác theo đăng ký."),
                *articles,
            ]  # fmt: skip
        if roman == "II":
            articles = [("Vốn điều lệ", f"Vốn điều lệ của công ty là {mark('capital', money(capital), capital)} đồng ({number_in_words(capital)} đồng)."), *articles]  # fmt: skip
        for name, text in articles:
            number += 1
            pad.para(f"<b>Điều {number}. {name}</b>", indent=0)
            pad.para(text)
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.before(3))}</i>", align="right")
    hands(pad, ("CHỦ SỞ HỮU", "(Ký, ghi rõ họ tên)", owner.name), ("NGƯỜI ĐẠI DIỆN THEO PHÁP LUẬT", "(Ký, ghi rõ họ tên)", owner.name))  # fmt: skip
    page_marks(pad, "{n}")
    return pad.paper()


def charter_cover(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`ĐIỀU LỆ TỔ CHỨC VÀ HOẠT ĐỘNG` with a cover page in a frame, founders in a table, sans type."""
    owner, rng = case.owner, pad.rng
    in_type(pad, "FreeSans", 11.4, 1.4)
    company, _ = a_company(rng, case)
    company = company.replace("TNHH", "CỔ PHẦN")
    capital = rng.randrange(20, 500) * 100_000_000
    pad.frame(16, 16, 196, 280, weight=0.9)
    pad.y = 60
    pad.centre(f"<b>{mark('enterprise_name', company)}</b>", size=15, gap=40)
    pad.centre("<b>ĐIỀU LỆ</b>", size=26, gap=3)
    pad.centre("<b>TỔ CHỨC VÀ HOẠT ĐỘNG</b>", size=18, gap=100)
    pad.centre(f"Hà Nội, tháng {case.day.month} năm {case.day.year}", size=13)
    pad.new_sheet()
    pad.para("<b>PHẦN A. THÔNG TIN CÔNG TY</b>", indent=0)
    pairs(pad, ("Trụ sở chính", mark("address", owner.address)), ("Vốn điều lệ", f"{mark('capital', money(capital), capital)} VNĐ"), ("Đại diện theo pháp luật", mark("representative", owner.name)), ("Ngày thông qua", dated("issue_date", case.before(4), short(case.before(4)))), gap=52)  # fmt: skip
    pad.para("<b>Danh sách cổ đông sáng lập</b>", indent=0)
    pad.table([12, 66, 48, 40], [["TT", "Cổ đông", "Số cổ phần", "Tỷ lệ"], ["1", owner.name, money(capital // 20000), "50 %"], ["2", case.spouse.name, money(capital * 3 // 100000), "30 %"], ["3", an_official(rng), money(capital // 50000), "20 %"]], size=10.5, centred=(0, 2, 3))  # fmt: skip
    pad.para("<b>PHẦN B. CÁC QUY ĐỊNH</b>", indent=0)
    number = 0
    for _, articles in _CHAPTERS:
        for name, text in articles:
            number += 1
            pad.para(f"<b>{number}.</b> <i>{name}.</i> {text}", indent=0, gap=2.5)
    hands(pad, ("CỔ ĐÔNG SÁNG LẬP", "", owner.name), ("CỔ ĐÔNG SÁNG LẬP", "", case.spouse.name))
    page_marks(pad, "Điều lệ - trang {n}/{all}")
    return pad.paper()


def members_list(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`DANH SÁCH THÀNH VIÊN CÔNG TY TRÁCH NHIỆM HỮU HẠN` on a sheet lying on its side, many narrow columns."""
    owner, rng = case.owner, pad.rng
    company, _ = a_company(rng, case)
    pad = Pad(pad.kind, pad.ink, rng, size=(297, 210), margins=(18, 16, 16, 12))
    in_type(pad, "Tinos", 11.5, 1.25)
    pad.put("Mẫu số 6", pad.right, 8, size=9.5, align="right")
    heading(pad, "DANH SÁCH THÀNH VIÊN CÔNG TY TRÁCH NHIỆM HỮU HẠN HAI THÀNH VIÊN TRỞ LÊN", size=12.5)
    pad.para(f"Tên công ty: {mark('enterprise_name', company)}", indent=0)
    capital = rng.randrange(10, 90) * 10**8
    rows = [["STT", "Tên thành viên", "Ngày sinh", "Giới tính", "Loại, số giấy tờ pháp lý", "Địa chỉ liên lạc", "Vốn góp (VNĐ)", "Tỷ lệ (%)", "Thời hạn góp", "Chữ ký"]]  # fmt: skip
    for n, (person, share) in enumerate(((owner, 50), (case.spouse, 30), (case.stranger, 20)), 1):
        rows.append([str(n), person.name, short(person.birth), person.sex, f"CCCD {person.id_number}", person.address, money(capital * share // 100), str(share), "90 ngày", ""])  # fmt: skip
    pad.table([8, 32, 22, 14, 34, 50, 32, 14, 18, 20], rows, size=9, centred=(0, 3, 7))
    pad.para(f"<i>Hà Nội, {dated('issue_date', case.day)}</i>", align="right")
    hands(pad, ("NGƯỜI ĐẠI DIỆN THEO PHÁP LUẬT", "(Ký, ghi họ tên)", ""))
    pad.y -= 10
    pad.put(mark("representative", owner.name), pad.left + pad.width * 0.72, pad.y, align="center")
    return pad.paper()


def founders_list(case: Case, ink: Ink, pad: Pad) -> Paper:
    """`DANH SÁCH CỔ ĐÔNG SÁNG LẬP`, upright, a cell block for each founder."""
    owner, rng = case.owner, pad.rng
    in_type(pad, "Liberation Sans", 10.5, 1.3)
    company, _ = a_company(rng, case)
    heading(pad, "DANH SÁCH CỔ ĐÔNG SÁNG LẬP", size=14, about=f"Công ty: {mark('enterprise_name', company.replace('TNHH', 'CỔ PHẦN'))}")  # fmt: skip
    for n, person in enumerate((owner, case.spouse, case.stranger), 1):
        cells(
            pad,
            [(1, "STT", str(n)), (6, "Họ và tên", person.name), (3, "Ngày sinh", short(person.birth)), (3, "Quốc tịch", "Việt Nam")],
            [(4, "Số định danh", person.id_number), (7, "Địa chỉ", person.address), (3, "Số cổ phần", money(rng.randrange(10, 90) * 10000))],
        )  # fmt: skip
    pad.para(f"Lập {dated('issue_date', case.day)}", indent=0)
    close(pad, ["ĐẠI DIỆN THEO PHÁP LUẬT"], owner.name, field="representative", titled=False)
    return pad.paper()
