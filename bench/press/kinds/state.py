"""Papers of state bodies (văn bản hành chính) in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I.

A kind is a row of ``data/phrases.toml``; `state_paper` draws them all.
"""

import tomllib
from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from PIL import Image

from bench.press.case import Case
from bench.press.marks import box_stamp
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper
from bench.press.stationery import dated, short, sign, state_head, title, to


@lru_cache(maxsize=1)
def phrases() -> dict[str, Any]:
    path = Path(__file__).parent.parent / "data" / "phrases.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _body_of(case: Case, pad: Pad) -> tuple[str, str, str, str]:
    """(parent, issuing body, mark in the number, who signs): a ward, a department, or the city's centre."""
    where = pad.rng.randrange(3)
    if where == 0:
        return "THÀNH PHỐ HÀ NỘI", f"ỦY BAN NHÂN DÂN {case.ward_caps}", "UBND", "CHỦ TỊCH"
    if where == 1:
        name, mark = pad.rng.choice([("SỞ TƯ PHÁP", "STP"), ("SỞ NỘI VỤ", "SNV"), ("SỞ XÂY DỰNG", "SXD")])
        return "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI", name, mark, "GIÁM ĐỐC"
    return "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "TTPVHCC", "GIÁM ĐỐC"


def state_paper(kind: str, case: Case, ink: Ink, pad: Pad) -> Paper:
    """One to two pages of the kind *kind*; a stamp of arrival or urgency on some."""
    rng, row = pad.rng, phrases()["state"][kind]
    parent, body, mark, role = _body_of(case, pad)
    shape, about = row.get("shape", "plain"), rng.choice(row["about"])
    day = case.before(rng.randrange(20, 400))
    number = f"{rng.randrange(1, 900):02d}/{row['sign'] + '-' if row['sign'] else ''}{mark}"
    under = [f"{{{{summary|{part}}}}}" for part in _halves(about)] if shape == "letter" else []
    state_head(pad, parent, body, number=number, day=day, under_number=under)
    if rng.random() < 0.3:
        pad.stamp(_arrival(pad, day), pad.left - 12, pad.top + 26)
    if shape != "letter":
        heads = [f"{{{{summary|{about}}}}}"] if about else []
        title(pad, row["title"], about=heads, rule=True)
    {"articles": _articles, "letter": _letter, "table": _figures, "minutes": _minutes, "invitation": _invitation,
     "introduction": _introduction, "addressed": _addressed, "plain": _plain}[shape](case, pad, role)  # fmt: skip
    deputy = rng.random() < 0.5
    authority = f"TM. {body}" if mark == "UBND" else ("KT. GIÁM ĐỐC" if deputy else "")
    if mark == "UBND" and deputy:
        authority, role = f"KT. {role}", f"PHÓ {role}"
    elif deputy:
        role = f"PHÓ {role}"
    if len(authority) > 32:
        authority = "TM. ỦY BAN NHÂN DÂN"
    receivers = ["Như trên;", "Các phòng, ban, đơn vị;", f"Lưu: VT, {rng.choice(['VP', 'TP', 'NV'])}."]
    sign(pad, authority, role, case.official, unit=body, receivers=receivers)
    return pad.paper()


def _halves(text: str) -> list[str]:
    words = text.split()
    cut = next((i for i in range(1, len(words)) if len(" ".join(words[:i])) > 26), len(words))
    return [" ".join(words[:cut]), *(_halves(" ".join(words[cut:])) if words[cut:] else [])]


def _arrival(pad: Pad, day: date) -> Image.Image:
    rows = ("ĐẾN", f"Số: {pad.rng.randrange(10, 3000)}", f"Ngày: {short(day)}")
    return box_stamp(pad.rng, rows, pad.ink.dpi, size_mm=(38, 22))


def _some(pad: Pad, key: str, least: int, most: int) -> list[str]:
    lines = list(phrases()[key])
    count = pad.rng.randrange(least, most + 1)
    keep = sorted(pad.rng.sample(range(len(lines)), min(count, len(lines))))
    return [lines[i] for i in keep]


def _articles(case: Case, pad: Pad, role: str) -> None:
    pad.centre(f"<b>{role}</b>", gap=2)
    for ground in _some(pad, "grounds", 2, 4):
        pad.para(f"<i>{ground}</i>")
    pad.para("<i>Theo đề nghị của Chánh Văn phòng.</i>")
    pad.centre("<b>QUYẾT ĐỊNH:</b>", gap=2)
    for number, article in enumerate(phrases()["articles"], 1):
        pad.para(f"<b>Điều {number}.</b> {article}")


def _plain(case: Case, pad: Pad, role: str) -> None:
    for ground in _some(pad, "grounds", 1, 2):
        pad.para(f"<i>{ground}</i>")
    for number, text in enumerate(_some(pad, "body", 4, 7), 1):
        if pad.rng.random() < 0.4:
            pad.para(
                f"<b>{number}. {pad.rng.choice(['Mục đích, yêu cầu', 'Nội dung thực hiện', 'Tổ chức thực hiện'])}</b>"
            )
        pad.para(text)


def _addressed(case: Case, pad: Pad, role: str) -> None:
    to(pad, "{{addressee|Ủy ban nhân dân thành phố Hà Nội}}")
    for text in _some(pad, "body", 3, 5):
        pad.para(text)
    pad.para("Kính trình cấp có thẩm quyền xem xét, quyết định./.")


def _letter(case: Case, pad: Pad, role: str) -> None:
    to(
        pad,
        f"{{{{addressee|{pad.rng.choice(['Các phòng, ban, đơn vị trực thuộc', 'Ủy ban nhân dân các phường, xã'])}}}}}",
    )
    for text in _some(pad, "body", 3, 5):
        pad.para(text)
    pad.para("Đề nghị các cơ quan, đơn vị quan tâm phối hợp thực hiện./.")


def _figures(case: Case, pad: Pad, role: str) -> None:
    for text in _some(pad, "body", 2, 3):
        pad.para(text)
    rows = [["STT", "Lĩnh vực", "Tiếp nhận", "Đã giải quyết", "Đúng hạn (%)"]]
    for number, field in enumerate(
        ["Hộ tịch", "Chứng thực", "Đất đai", "Xây dựng", "Hộ kinh doanh", "Bảo trợ xã hội"], 1
    ):
        got = pad.rng.randrange(40, 4000)
        done = got - pad.rng.randrange(0, got // 10 + 1)
        rows.append([str(number), field, f"{got:,}".replace(",", "."), f"{done:,}".replace(",", "."), f"{pad.rng.randrange(910, 1000) / 10:.1f}".replace(".", ",")])  # fmt: skip
    pad.table([10, 50, 32, 36, 36], rows, centred=(0, 2, 3, 4))
    for text in _some(pad, "body", 2, 4):
        pad.para(text)


def _minutes(case: Case, pad: Pad, role: str) -> None:
    pad.para(
        f"Hôm nay, hồi {pad.rng.randrange(8, 16)} giờ 00 phút, {dated('meeting_date', case.before(15))}, tại trụ sở {case.people_s_committee}, chúng tôi gồm:"
    )
    pad.para(f"1. {case.stranger.title}: {case.stranger.name} - Chủ trì;")
    pad.para(f"2. {case.spouse.title}: {case.spouse.name} - Thư ký;")
    for text in _some(pad, "body", 3, 4):
        pad.para(text)
    pad.para(
        "Biên bản được lập thành 02 bản có giá trị như nhau, đã đọc cho mọi người cùng nghe và thống nhất ký tên./."
    )


def _invitation(case: Case, pad: Pad, role: str) -> None:
    pad.para(f"{case.people_s_committee} trân trọng kính mời {case.stranger.title.lower()}: {case.stranger.name}")
    pad.para("Tới dự: Hội nghị đối thoại giữa chính quyền với người dân về giải quyết thủ tục hành chính.")
    pad.para(f"Thời gian: 08 giờ 30 phút, {dated('meeting_date', case.day)}.")
    pad.para("Địa điểm: Hội trường tầng 2 trụ sở Ủy ban nhân dân.")
    pad.para("Rất mong quý vị đến dự đúng giờ để hội nghị đạt kết quả tốt đẹp./.")


def _introduction(case: Case, pad: Pad, role: str) -> None:
    pad.para(f"Trân trọng giới thiệu {case.stranger.title.lower()}: {{{{full_name|{case.stranger.name}}}}}")
    pad.para("Chức vụ: Chuyên viên. Được cử đến: Văn phòng Đăng ký đất đai.")
    pad.para("Về việc: liên hệ sao lục hồ sơ địa chính phục vụ giải quyết thủ tục hành chính.")
    pad.para("Đề nghị Quý cơ quan tạo điều kiện để đồng chí có tên ở trên hoàn thành nhiệm vụ.")
    pad.para(f"Giấy này có giá trị đến hết {dated('expiry_date', case.day)}./.")


def drawing(kind: str) -> Callable[[Case, Ink, Pad], Paper]:
    """The drawing function of one row of the data."""
    return partial(state_paper, kind)
