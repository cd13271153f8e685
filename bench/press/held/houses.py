"""Who issues state papers, and how each house sets its heads and feet: a ministry, an old typewriter, the Party, a company,
a commune of today, an elected council, a union of the masses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bench.press.case import Case
from bench.press.codes import qr_image
from bench.press.held.frames import in_type, mark
from bench.press.held.heads import close, letterhead, small_print, split_head
from bench.press.held.offices import a_company, old_place
from bench.press.marks import box_stamp
from bench.press.pad import Pad
from bench.press.stationery import dated, short


@dataclass(frozen=True, slots=True)
class House:
    """An issuing body: its name, its mark in numbers, how it signs, whether it numbers like the Party (``12-KH/ĐU``)."""

    name: str
    parent: str
    mark: str
    sign: tuple[str, ...]
    unit: str
    style: str
    party: bool = False

    def number(self, serial: int, abbreviation: str, year: int) -> str:
        """The number as this house writes it; laws and decrees carry the year."""
        if self.party:
            return f"{serial}-{abbreviation or 'CV'}/{self.mark}"
        if abbreviation in {"NĐ-CP", "TT"}:
            return f"{serial}/{year}/{abbreviation}" + (f"-{self.mark}" if abbreviation == "TT" else "")
        return f"{serial}/{abbreviation + '-' if abbreviation else ''}{self.mark}"


def a_house(style: str, case: Case, pad: Pad) -> House:
    """A body of the given *style*: ministry, typewriter, party, company, commune, council, front, government, assembly."""
    rng, ward = pad.rng, case.ward_caps
    _, district = old_place(rng, case.ward)
    if style == "ministry":
        name, short_name = rng.choice([("BỘ NỘI VỤ", "BNV"), ("BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "BVHTTDL"), ("BỘ CÔNG THƯƠNG", "BCT")])  # fmt: skip
        return House(name, "", short_name, ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"), name, style)
    if style == "typewriter":
        return House(f"ỦY BAN NHÂN DÂN {district.upper()}", "THÀNH PHỐ HÀ NỘI", "UB", ("T/M ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), f"UBND {district.upper()}", style)  # fmt: skip
    if style == "party":
        return House(f"ĐẢNG ỦY {ward}", "ĐẢNG BỘ THÀNH PHỐ HÀ NỘI", "ĐU", ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"), f"ĐẢNG ỦY {ward}", style, party=True)  # fmt: skip
    if style == "company":
        company, _ = a_company(rng, case)
        return House(company, "", "CTY", ("GIÁM ĐỐC",), company[:30], style)
    if style == "commune":
        return House(f"ỦY BAN NHÂN DÂN {ward}", "", "UBND", ("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), f"UBND {ward}", style)
    if style == "council":
        return House(f"HỘI ĐỒNG NHÂN DÂN {ward}", "", "HĐND", ("CHỦ TỊCH",), f"HĐND {ward}", style)
    if style == "front":
        return House(f"ỦY BAN MTTQ VIỆT NAM {ward}", "MẶT TRẬN TỔ QUỐC VIỆT NAM TP HÀ NỘI", "MTTQ-BTT", ("TM. BAN THƯỜNG TRỰC", "PHÓ CHỦ TỊCH"), f"MTTQ {ward}", style)  # fmt: skip
    if style == "school":
        name = f"TRƯỜNG THCS {rng.choice(['LÊ LỢI', 'TÂY SƠN', 'CHU VĂN AN'])}"
        return House(name, f"UBND {ward}", "THCS", ("HIỆU TRƯỞNG",), name, style)
    if style == "government":
        return House("CHÍNH PHỦ", "", "CP", ("TM. CHÍNH PHỦ", "KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG"), "CHÍNH PHỦ", style)
    return House("QUỐC HỘI", "", "QH16", ("CHỦ TỊCH QUỐC HỘI",), "QUỐC HỘI", "assembly")


TYPES = {
    "ministry": ("Tinos", 13.0, 1.3),
    "typewriter": ("Cousine", 10.4, 1.34),
    "party": ("FreeSerif", 13.0, 1.36),
    "company": ("Liberation Sans", 11.0, 1.32),
    "commune": ("Liberation Serif", 13.0, 1.26),
    "council": ("DejaVu Serif", 10.8, 1.34),
    "front": ("Noto Serif", 11.2, 1.32),
    "school": ("FreeSans", 11.4, 1.32),
    "government": ("Liberation Serif", 13.5, 1.3),
    "assembly": ("FreeSerif", 13.5, 1.34),
}
"""Type family, size and leading of each house."""


def head(house: House, case: Case, pad: Pad, number: str, day: date, *, under: str = "") -> None:
    """The head as *house* sets it; *under* is what the letter is about (V/v), below the number."""
    in_type(pad, *TYPES[house.style])
    place = case.ward.split(" ", 1)[1] if house.style in {"commune", "council", "front"} else "Hà Nội"
    issuer = f"<b>{mark('issuer', house.name)}</b>"
    rows = [house.parent, issuer] if house.parent else [issuer]
    about = [mark("summary", under)] if under else []
    if house.style == "party":
        _party_head(pad, house, number, day, under)
    elif house.style == "company":
        letterhead(pad, mark("issuer", house.name), [f"Địa chỉ: {case.stranger.address}", "Điện thoại: 024 3 xxx xxxx   Website: congty.example"], colour=(150, 60, 20))  # fmt: skip
        pad.put(f"Số: {mark('document_number', number)}", pad.left, pad.y)
        pad.put(f"<i>Hà Nội, {dated('issue_date', day)}</i>", pad.right, pad.y, align="right")
        pad.y += pad.step() + 1
        if under:
            pad.para(f"<i>{mark('summary', under)}</i>", indent=0, size=pad.ink.size - 1)
        pad.y += 3
    elif house.style == "commune":
        pad.image.paste(qr_image(f"VB|{number}", 16, pad.ink.dpi), (pad.px(8), pad.px(8)))
        split_head(pad, rows, day=None, size=12)
        pad.y -= 2
        pad.put(f"Số: {mark('document_number', number)}", pad.left + 8, pad.y)
        pad.put(f"<i>{place}, {dated('issue_date', day)}</i>", pad.right - 2, pad.y, align="right")
        pad.y += pad.step()
        if under:
            pad.y = pad.block(mark("summary", under), pad.left + 32, pad.y, 62, 11.5)
        pad.y += 4
    else:
        size = {"typewriter": 9.4, "council": 10.2, "front": 10.4, "school": 10.6}.get(house.style, 12.0)
        stars = house.style in {"typewriter", "front"}
        split_head(pad, rows, number=number, day=day, place=place, size=size, stars=stars, under=about)


def _party_head(pad: Pad, house: House, number: str, day: date, under: str) -> None:
    left, right, top = pad.left + 34, pad.left + pad.width * 0.72, pad.y
    y = pad.block(house.parent, left, top, 68, 12)
    y = pad.block(f"<b>{mark('issuer', house.name)}</b>", left, y, 68, 12)
    y = pad.block("*", left, y, 10, 12)
    pad.put(f"Số {mark('document_number', number)}", left, y, align="center")
    y += pad.step()
    if under:
        y = pad.block(f"<i>{mark('summary', under)}</i>", left, y, 62, 11)
    wide = pad.put("<b>ĐẢNG CỘNG SẢN VIỆT NAM</b>", right, top, size=14, align="center")
    pad.rule(right - wide / 2, right + wide / 2, top + 7.5)
    pad.put(f"<i>Hà Nội, {dated('issue_date', day)}</i>", right, top + 13, align="center")
    pad.y = max(y, top + 24) + 4


def foot(house: House, case: Case, pad: Pad, receivers: Sequence[str], *, way: str = "") -> None:
    """The foot as *house* sets it: who signs how, to whom copies go, small print."""
    ways = {"commune": "banner", "typewriter": "wet", "ministry": "said", "government": "said", "assembly": "said"}
    way = way or ways.get(house.style, "wet")
    shown = () if house.style in {"assembly", "company"} else receivers
    at = {"company": 0.2, "assembly": 0.7}.get(house.style, 0.74)
    close(pad, house.sign, case.official, unit=house.unit, receivers=shown, way=way, at=at)
    if house.style == "commune":
        small_print(
            pad, f"Văn bản điện tử được ký số ngày {short(case.day)}; người soạn: {case.clerk.split()[-1]}.(05)"
        )
    if house.style == "front" and pad.rng.random() < 0.4:
        pad.stamp(box_stamp(pad.rng, ("CÔNG VĂN ĐẾN", f"Số: {pad.rng.randrange(5, 900)}"), pad.ink.dpi, size_mm=(36, 16), colour=(30, 40, 140)), pad.left, pad.top + 34)  # fmt: skip
