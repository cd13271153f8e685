"""What stands in the blanks of composed papers: names, days, numbers, places, sentences of law. All of it made up."""

import gzip
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from random import Random

TEXT = Path(__file__).resolve().parents[2] / "ocr" / "training" / "text"
"""Open lists of names and units, and passages of law; see its README."""
_ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SLOT = re.compile(r"\{(\w+)\}")
_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")


@lru_cache(maxsize=8)
def listed(name: str) -> tuple[str, ...]:
    """The lines of one of the open lists."""
    rows = (" ".join(row.split()) for row in (TEXT / f"{name}.txt").read_text(encoding="utf-8").splitlines())
    return tuple(row for row in rows if row and not row.startswith("#"))


@lru_cache(maxsize=1)
def passages() -> tuple[str, ...]:
    """Sentences of law."""
    with gzip.open(TEXT / "laws.txt.gz", "rt", encoding="utf-8") as laws:
        return tuple(line for line in laws.read().splitlines() if len(line) > 30)


def filled(text: str, rng: Random, *, blank: bool = False) -> str:
    """*text* with one of every ``[this|that]`` chosen and every ``{slot}`` filled, with dots when the form is *blank*."""
    while found := _CHOICE.search(text):
        text = text[: found.start()] + rng.choice(found[1].split("|")) + text[found.end() :]
    return _SLOT.sub(lambda slot: _value(slot[1], rng, blank=blank), text)


def _value(slot: str, rng: Random, *, blank: bool) -> str:
    if blank and slot not in ("law", "ward", "city", "n", "agency", "AGENCY", "sentence"):
        return rng.choice(["........", "…………", "................................", "______"])
    return _MAKERS[slot](rng)


def a_name(rng: Random) -> str:
    names = listed("given_names")
    given = " ".join(rng.choice(names).split()[-1] for _ in range(rng.choice((1, 2, 2))))
    return f"{rng.choice(listed('surnames'))} {rng.choice(['Văn', 'Thị', 'Đức', 'Thu', 'Minh', 'Ngọc', ''])} {given}".replace(
        "  ", " "
    )


def _day(rng: Random) -> tuple[int, int, int]:
    return rng.randrange(1, 29), rng.randrange(1, 13), rng.randrange(1950, 2027)


def _short(rng: Random) -> str:
    day, month, year = _day(rng)
    return rng.choice(
        [f"{day:02d}/{month:02d}/{year}", f"{day}-{month}-{year}", str(year)]
        if rng.random() < 0.3
        else [f"{day:02d}/{month:02d}/{year}"]
    )


def _long(rng: Random) -> str:
    day, month, year = _day(rng)
    return f"ngày {day:02d} tháng {month:02d} năm {year}"


def _in_words(rng: Random) -> str:
    day, month, year = _day(rng)
    tens = ("mười", "hai mươi", "ba mươi")[min(2, day // 10)]
    return f"Ngày {tens} {_ONES[day % 10]}, tháng {_ONES[month % 10]}, năm hai nghìn không trăm {_ONES[year % 10]}"


def _place(rng: Random) -> str:
    return rng.choice(listed("units"))


def _address(rng: Random) -> str:
    where = rng.choice(
        [
            f"Số {rng.randrange(1, 300)} {a_name(rng).split()[0]} {a_name(rng).split()[-1]}",
            f"Tổ dân phố số {rng.randrange(1, 30)}",
            f"Thôn {a_name(rng).split()[-1]}",
            f"Căn hộ {rng.randrange(100, 3000)} tòa nhà CT{rng.randrange(1, 9)}",
        ]
    )
    return f"{where}, {rng.choice(['phường', 'xã', 'P.', 'quận', 'thị trấn'])} {_place(rng)}, {rng.choice(['thành phố Hà Nội', 'TP. Hà Nội', 'Hà Nội', 'tỉnh ' + _place(rng)])}"


def _digits(count: int, rng: Random) -> str:
    return "".join(str(rng.randrange(10)) for _ in range(count))


def _money(rng: Random) -> str:
    return f"{rng.randrange(1, 9000):,}".replace(",", ".") + ".000" + rng.choice([" đồng", " VNĐ", " đ", ""])


def _agency(rng: Random) -> str:
    return rng.choice(
        [
            f"Ủy ban nhân dân {rng.choice(['phường', 'xã'])} {_place(rng)}",
            "Sở Tư pháp thành phố Hà Nội",
            "Sở Nội vụ",
            "Trung tâm Phục vụ hành chính công thành phố Hà Nội",
            f"Công an {rng.choice(['phường', 'xã'])} {_place(rng)}",
            f"Chi nhánh Văn phòng Đăng ký đất đai {_place(rng)}",
            "Sở Xây dựng",
            "Phòng Kinh tế, Hạ tầng và Đô thị",
            f"Thuế cơ sở {rng.randrange(1, 26)} thành phố Hà Nội",
        ]
    )


def _company(rng: Random) -> str:
    return f"{rng.choice(['Công ty TNHH', 'Công ty cổ phần', 'Công ty TNHH một thành viên', 'Doanh nghiệp tư nhân', 'Hợp tác xã'])} {rng.choice(['thương mại', 'xây dựng', 'dịch vụ', 'đầu tư', 'sản xuất', 'vận tải'])} {a_name(rng).split()[-1]} {rng.choice(['Phát', 'An', 'Việt', 'Hà Nội', 'Sài Gòn'])}"


def _law(rng: Random) -> str:
    sentence = rng.choice(passages())
    return sentence[: rng.randrange(60, 260)]


def _unit(rng: Random) -> str:
    return f"{rng.choice(['phường', 'xã'])} {_place(rng)}"


_OFFICE = """Thực hiện chỉ đạo của cấp có thẩm quyền về việc nâng cao chất lượng phục vụ người dân và doanh nghiệp.
Các phòng, ban, đơn vị căn cứ chức năng, nhiệm vụ được giao tổ chức triển khai thực hiện nghiêm túc, hiệu quả.
Tiếp tục đẩy mạnh cải cách thủ tục hành chính, chuyển đổi số gắn với thực hiện Đề án 06.
Trong quá trình thực hiện nếu có khó khăn, vướng mắc, kịp thời phản ánh về Văn phòng để tổng hợp, báo cáo.
Kinh phí thực hiện được bố trí từ nguồn ngân sách nhà nước và các nguồn huy động hợp pháp khác.
Tăng cường công tác kiểm tra, giám sát, xử lý nghiêm các trường hợp vi phạm theo quy định của pháp luật.
Công tác tuyên truyền, phổ biến, giáo dục pháp luật được triển khai sâu rộng đến các tầng lớp nhân dân.
Tổng số hồ sơ tiếp nhận trong kỳ tăng so với cùng kỳ năm trước, tỷ lệ giải quyết đúng hạn đạt trên 98%.
Giao Thủ trưởng các đơn vị chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân về kết quả thực hiện.
Đề nghị các cơ quan, đơn vị phối hợp, cử cán bộ tham gia đúng thành phần, thời gian quy định.
Bảo đảm an ninh trật tự, vệ sinh môi trường, văn minh đô thị trên địa bàn.
Rà soát, hoàn thiện cơ sở vật chất, trang thiết bị phục vụ công tác chuyên môn.
Tập trung giải phóng mặt bằng, đẩy nhanh tiến độ các dự án trọng điểm trên địa bàn thành phố.
Báo cáo kết quả thực hiện gửi về Sở Nội vụ trước ngày 15 hằng tháng để tổng hợp.
Hội đồng thi đua khen thưởng họp xét theo quy định của Luật Thi đua, khen thưởng.
Việc quản lý, sử dụng tài sản công thực hiện theo đúng tiêu chuẩn, định mức, chế độ.
Chỉ tiêu thu ngân sách năm đạt và vượt dự toán được giao, chi ngân sách bảo đảm tiết kiệm.
Nhà trường phối hợp với phụ huynh trong công tác quản lý, giáo dục học sinh, sinh viên.
Tổ chức kiểm điểm, đánh giá, xếp loại chất lượng cán bộ, công chức, viên chức cuối năm.
Quy hoạch chi tiết được công bố công khai tại trụ sở và trên cổng thông tin điện tử.
""".splitlines()


def _sentence(rng: Random) -> str:
    return rng.choice(_OFFICE) if rng.random() < 0.6 else _law(rng)


_MAKERS: dict[str, Callable[[Random], str]] = {
    "name": a_name,
    "NAME": lambda rng: a_name(rng).upper(),
    "date": _short,
    "longdate": _long,
    "words": _in_words,
    "year": lambda rng: str(rng.randrange(1940, 2027)),
    "id": lambda rng: _digits(12, rng) if rng.random() < 0.85 else _digits(9, rng),
    "tax": lambda rng: _digits(10, rng) + (f"-{_digits(3, rng)}" if rng.random() < 0.2 else ""),
    "phone": lambda rng: "0" + _digits(9, rng),
    "n": lambda rng: str(rng.randrange(1, 500)),
    "d": lambda rng: str(rng.randrange(1, 10)),
    "money": _money,
    "moneywords": lambda rng: (
        f"{rng.choice(_ONES[1:])} {rng.choice(['trăm', 'mươi'])} {rng.choice(_ONES[1:])} {rng.choice(['triệu', 'nghìn', 'tỷ'])} đồng"
    ),
    "area": lambda rng: f"{rng.randrange(20, 900)},{rng.randrange(10)}",
    "serial": lambda rng: f"{''.join(rng.choice('ABCDHKLMNPQ') for _ in range(2))} {_digits(6, rng)}",
    "code": lambda rng: f"H26.{rng.randrange(1, 99)}-2{_digits(5, rng)}-{_digits(4, rng)}",
    "address": _address,
    "ward": _unit,
    "place": _place,
    "city": lambda rng: rng.choice(["Hà Nội", "Hà Nội", "Hà Nội", _place(rng)]),
    "agency": _agency,
    "AGENCY": lambda rng: _agency(rng).upper(),
    "company": _company,
    "COMPANY": lambda rng: _company(rng).upper(),
    "ethnic": lambda rng: rng.choice(["Kinh", "Kinh", "Kinh", "Tày", "Nùng", "Mường", "Thái"]),
    "sex": lambda rng: rng.choice(["Nam", "Nữ"]),
    "law": _law,
    "sentence": _sentence,
    "time": lambda rng: f"{rng.randrange(7, 18):02d} giờ {rng.randrange(60):02d} phút",
}
