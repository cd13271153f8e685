"""How the bodies of state papers are laid out: articles, parts, tables, parties, slips, chapters of law."""

from collections.abc import Callable
from typing import Any

from bench.press.case import Case
from bench.press.held.frames import beside, cells, mark, pairs
from bench.press.held.heads import hands
from bench.press.held.houses import House
from bench.press.held.offices import an_official, lower, money
from bench.press.pad import Pad
from bench.press.people import number_in_words
from bench.press.stationery import dated, on, short

Body = Callable[[House, Case, Pad, dict[str, Any]], None]
ROMAN = ("I", "II", "III", "IV", "V", "VI")


def _grounds(house: House, pad: Pad) -> None:
    if house.style == "typewriter":
        pad.para("- Căn cứ Luật Tổ chức HĐND và UBND (sửa đổi) ngày 21 tháng 6 năm 1994;", indent=4)
        pad.para("- Xét đề nghị của Trưởng phòng chuyên môn,", indent=4)
        return
    for text in pad.rng.sample([
        "Căn cứ Luật Ngân sách nhà nước số 89/2025/QH15;",
        "Căn cứ Luật Đất đai số 31/2024/QH15 và Nghị định số 102/2024/NĐ-CP;",
        "Căn cứ Luật Xử lý vi phạm hành chính số 15/2012/QH13, sửa đổi năm 2020;",
        "Căn cứ Luật Cán bộ, công chức số 80/2025/QH15;",
        "Căn cứ Điều lệ Đảng và Quy chế làm việc khóa mới;",
        "Xét tờ trình của đơn vị chuyên môn và báo cáo thẩm tra;",
    ], 3):  # fmt: skip
        pad.para(f"<i>{text}</i>")


def _articles(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    pad.centre(f"<b>{house.sign[-1] if house.style != 'council' else house.name}</b>", gap=2)
    _grounds(house, pad)
    pad.centre(f"<b>{row['verb']}</b>", gap=2)
    for n, text in enumerate(row["text"], 1):
        label = f"<b><i>Điều {n}.</i></b>" if house.style in {"party", "typewriter"} else f"<b>Điều {n}.</b>"
        pad.para(f"{label} {text}")
    if house.style == "council":
        pad.para(f"Nghị quyết này đã được {house.name.capitalize()} khóa II, kỳ họp thứ {pad.rng.randrange(2, 9)} thông qua.")  # fmt: skip


def _at_length(pad: Pad, more: list[str]) -> None:
    """Some papers run on for pages."""
    for text in pad.rng.sample(more, pad.rng.choice([0, 0, 0, 4, 9, 14])):
        pad.para(text)


def _plain(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    for text in row["text"]:
        pad.para(text)
    _at_length(pad, row["more"])


def _numbers(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    first, *others = row["text"]
    pad.para(first)
    others += pad.rng.sample(row["more"], pad.rng.choice([0, 0, 5, 12]))
    for n, text in enumerate(others, 1):
        pad.para(f"{n}. {text}" if house.style != "party" else f"{n}- {text}")


def _romans(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    parts = (("MỤC ĐÍCH", "TÌNH HÌNH CHUNG"), ("NỘI DUNG", "KẾT QUẢ"), ("GIẢI PHÁP", "TỒN TẠI, NGUYÊN NHÂN"), ("TỔ CHỨC THỰC HIỆN", "KIẾN NGHỊ"))  # fmt: skip
    texts = list(row["text"])
    for n, names in enumerate(parts):
        name = names[pad.rng.randrange(2)]
        label = f"{ROMAN[n]}- {name}" if house.style == "party" else f"Phần {ROMAN[n]}. {name.capitalize()}" if house.style == "school" else f"{ROMAN[n]}. {name}"  # fmt: skip
        pad.para(f"<b>{label}</b>", indent=0)
        own = texts[n : n + 1] if n < 3 else texts[3:]
        for m, text in enumerate(own, 1):
            pad.para(f"{m}. {text}")
            for extra in pad.rng.sample(row["more"], pad.rng.choice([1, 1, 2, 5])):
                pad.para(f"- {extra}")


def _table(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    for text in row["text"]:
        pad.para(text)
    _at_length(pad, row["more"])
    table = [["TT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian", "Kinh phí (triệu đồng)"]]
    for n, text in enumerate(("Khảo sát, lập danh sách", "Mua sắm vật tư", "Triển khai đợt 1", "Triển khai đợt 2", "Tổng kết"), 1):  # fmt: skip
        table.append([str(n), text, pad.rng.choice(["Văn phòng", "Trạm y tế", "Công an", "Đoàn TN"]), f"Tháng {n + 1}", str(pad.rng.randrange(5, 400))])  # fmt: skip
    pad.table([12, 60, 36, 26, 32], table, centred=(0, 3, 4), size=pad.ink.size - 1.5)


def _addressed(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    to = pad.rng.choice(["Hội đồng nhân dân thành phố Hà Nội", "Sở Tài chính thành phố Hà Nội", "Thường trực Đảng ủy"])
    pad.para(f"<i>Kính gửi:</i> {mark('addressee', to)}", align="center", gap=2)
    for n, text in enumerate(row["text"], 1):
        pad.para(text if house.style == "party" else f"{n}. {text}")
    pad.para("Trân trọng kính trình./.")


def _letter(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    whom = pad.rng.choice([f"{case.stranger.title} {case.stranger.name}", "Trường Tiểu học Kim Đồng", "Các chi bộ trực thuộc"])  # fmt: skip
    pad.para(f"Kính gửi: {mark('addressee', whom)}", indent=30, gap=2)
    for text in pad.rng.sample(list(row["text"]), 3):
        pad.para(text)
    pad.para("Trân trọng./.")


def _telegram(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    pad.para(f"<b>{house.sign[-1]} điện:</b>", align="center")
    pad.para(f"- {mark('addressee', 'Chủ tịch Ủy ban nhân dân các phường, xã')};", indent=14)
    pad.para("- Công ty Điện lực, Công ty Công viên cây xanh.", indent=14)
    for text in row["text"]:
        pad.para(text)


def _minutes(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    rng = pad.rng
    pairs(
        pad,
        ("Thời gian:", f"{rng.randrange(8, 16)} giờ {rng.randrange(10, 59)}, {on(case.before(20))}"),
        ("Địa điểm:", case.parcel.address),
        ("Chủ trì:", f"{case.official} - Phó Chủ tịch"),
        ("Thư ký:", case.clerk),
        gap=30,
    )
    table = [["TT", "Họ và tên", "Chức vụ, đơn vị"]]
    table += [[str(n), an_official(rng), rng.choice(["Công chức địa chính", "Tổ trưởng tổ dân phố", "Công an khu vực", "Hộ liền kề"])] for n in range(1, 5)]  # fmt: skip
    pad.table([12, 70, 84], table, centred=(0,), size=pad.ink.size - 1)
    pad.para("<b>Nội dung:</b>", indent=0)
    for text in row["text"]:
        pad.para(f"+ {text}")
    _at_length(pad, row["more"])


def _parties(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    rng = pad.rng
    a, b = (house.name, case.shop.name) if house.style == "company" else (case.stranger.name, case.owner.name)
    beside(
        pad,
        ["<b>BÊN A</b>", mark("party_a", a), f"Địa chỉ: {case.stranger.address}", f"Đại diện: {case.official}"],
        ["<b>BÊN B</b>", mark("party_b", b), f"Địa chỉ: {case.owner.address}", f"Số định danh: {case.owner.id_number}"],
        size=pad.ink.size - 1,
    )
    if row["sign"] == "HĐ":
        amount = rng.randrange(20, 900) * 1_000_000
        pad.para(f"Giá trị hợp đồng: {mark('amount', money(amount), amount)} đồng ({number_in_words(amount)} đồng).", indent=0)  # fmt: skip
    for n, text in enumerate(row["text"], 1):
        pad.para(f"<b>Điều {n}.</b> {text}" if row["sign"] == "HĐ" else f"({n}) {text}", indent=0, gap=2)
    hands(pad, ("ĐẠI DIỆN BÊN A", "(ký tên, đóng dấu)", case.official), ("ĐẠI DIỆN BÊN B", "(ký tên)", case.owner.name))


def _invitation(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    pad.para(f"Kính gửi: {case.stranger.title} {mark('addressee', case.stranger.name)}", align="center")
    pad.para(row["text"][0])
    pairs(pad, ("Thời gian", f"7 giờ 30, {on(case.day)}"), ("Địa điểm", f"Nhà văn hóa {lower(case.ward)}"), ("Nội dung", "theo chương trình kèm theo"), ("Chủ trì", case.official), gap=34)  # fmt: skip
    for text in row["text"][1:]:
        pad.para(text)


def _introduction(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    person = case.owner
    for label, value in (
        ("Giới thiệu đồng chí:", mark("full_name", person.name)),
        ("Chức vụ:", "Cán bộ"),
        ("CMND/CCCD số:", mark("id_number", person.id_number)),
        ("Được cử đến:", mark("addressee", "Trung tâm Lưu trữ lịch sử thành phố")),
        ("Về việc:", "nhận kết quả trích sao hồ sơ"),
        ("Giấy có giá trị đến ngày:", dated("expiry_date", case.day, short(case.day))),
    ):
        pad.blank_line((label, value))
    pad.para(row["text"][-1])


def _leave(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    cells(
        pad,
        [(2, "Cấp cho", mark("full_name", case.owner.name)), (1, "Chức danh", "Nhân viên")],
        [(1, "Số ngày nghỉ", "05"), (1, "Từ ngày", short(case.day)), (1, "Đến ngày", short(case.day))],
        [(1, "Nơi nghỉ", case.owner.address)],
        size=pad.ink.size,
    )
    for text in row["text"]:
        pad.para(text)
    pad.para("<i>Xác nhận của địa phương nơi nghỉ (ngày đến, ngày đi): ............................</i>", indent=0)


def _slip(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    pad.para(f"Gửi: {mark('addressee', pad.rng.choice(['Văn phòng Đăng ký đất đai Hà Nội', 'Công an ' + lower(case.ward), 'Thanh tra thành phố']))}", indent=0)  # fmt: skip
    for text in row["text"]:
        pad.para(text)
    table = [["STT", "Tên, số, ký hiệu tài liệu", "Số lượng", "Ghi chú"]]
    table += [[str(n), f"{pad.rng.choice(['Đơn', 'Hồ sơ', 'Công văn'])} số {pad.rng.randrange(3, 900)}", "01", ""] for n in (1, 2)]  # fmt: skip
    pad.table([14, 90, 28, 34], table, centred=(0, 2), size=pad.ink.size - 1)


def _chapters(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    pad.para(f"<i>(Ban hành kèm theo Quyết định số {pad.rng.randrange(10, 900)}/QĐ của {house.name.capitalize()})</i>", align="center")  # fmt: skip
    number = 0
    names = ("Quy định chung", "Quy định cụ thể", "Tổ chức thực hiện")
    for n, name in enumerate(names):
        pad.need(26)
        pad.centre(f"<b>Chương {ROMAN[n]}</b>", gap=0.3)
        pad.centre(f"<b>{name.upper()}</b>", gap=2)
        for text in row["text"][n * 2 : n * 2 + 2] or row["text"][-1:]:
            number += 1
            pad.para(f"<b>Điều {number}.</b> {text}")
            for m, extra in enumerate(pad.rng.sample(row["more"], pad.rng.choice([1, 2, 4, 8])), 1):
                pad.para(f"{m}. {extra}")


def _law(house: House, case: Case, pad: Pad, row: dict[str, Any]) -> None:
    _grounds(house, pad)
    verb = {"assembly": "Quốc hội ban hành Luật", "government": "Chính phủ ban hành Nghị định"}
    pad.para(f"<i>{verb.get(house.style, 'Bộ trưởng ban hành Thông tư')} với các quy định sau đây.</i>")
    number = 0
    for n in range(3):
        pad.need(28)
        pad.centre(f"<b>Chương {ROMAN[n]}</b>", gap=0.3)
        pad.centre(f"<b>{('NHỮNG QUY ĐỊNH CHUNG', 'NỘI DUNG QUẢN LÝ', 'ĐIỀU KHOẢN THI HÀNH')[n]}</b>", gap=2)
        for text in row["text"][n * 2 : n * 2 + 2]:
            number += 1
            pad.para(f"<b>Điều {number}. {' '.join(text.split()[:6]).rstrip(',;')}</b>")
            pad.para(f"1. {text}")
            pad.para("2. Việc áp dụng phải bảo đảm công khai, thống nhất, không làm phát sinh thủ tục ngoài quy định.")
            pad.para("3. Trường hợp văn bản dẫn chiếu được sửa đổi, thay thế thì áp dụng theo văn bản mới.")
            for m, extra in enumerate(pad.rng.sample(row["more"], pad.rng.choice([0, 0, 3, 6])), 4):
                pad.para(f"{m}. {extra}")
    number += 1
    effect = case.before(pad.rng.randrange(1, 12))
    pad.para(f"<b>Điều {number}. Hiệu lực thi hành</b>")
    pad.para(f"{row['title'].capitalize()} này có hiệu lực thi hành kể từ {dated('effective_date', effect)}.")
    if house.style == "assembly":
        pad.para(f"<i>Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XVI, kỳ họp thứ {pad.rng.randrange(1, 4)} thông qua.</i>")  # fmt: skip


BODIES: dict[str, Body] = {
    "articles": _articles, "plain": _plain, "numbers": _numbers, "romans": _romans, "table": _table,
    "addressed": _addressed, "letter": _letter, "telegram": _telegram, "minutes": _minutes, "parties": _parties,
    "invitation": _invitation, "introduction": _introduction, "leave": _leave, "slip": _slip, "chapters": _chapters,
    "law": _law,
}  # fmt: skip
"""Shape of a row to how its body is set."""
