"""Papers of several pages as desks get them, set line by line: contracts, decisions with annexes, forms, circulars, cards.

Each recipe fills a `Setter`; the words are passages of law and blanks filled with made-up names. They teach where papers
begin and end, not what they say.
"""

import gzip
import random
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from bench.stacks.setter import A3, A4, A5, MOTTO, NATION, Make, Setter
from classifiers.taxonomy import Kind, Layout, Taxonomy

TEXT = Path(__file__).resolve().parents[2] / "ocr" / "training" / "text"
UNKNOWN_TITLES = (
    "BẢN THUYẾT MINH", "PHƯƠNG ÁN KINH DOANH", "HỢP ĐỒNG LAO ĐỘNG", "BẢNG KÊ TÀI SẢN", "PHIẾU KHẢO SÁT", "BẢN TƯỜNG TRÌNH",
    "GIẤY MƯỢN ĐỒ", "BIÊN BẢN BÀN GIAO NHÀ", "PHIẾU KHÁM BỆNH", "BẢNG ĐIỂM HỌC KỲ", "THƯ NGỎ", "HỒ SƠ NĂNG LỰC",
    "CHỨNG CHỈ TIN HỌC", "PHIẾU THU TIỀN ĐIỆN", "BẢN CAM ĐOAN VỀ PHÒNG CHÁY", "SỔ TAY HƯỚNG DẪN",
)  # fmt: skip
_LABELS = (
    "Họ và tên", "Ngày, tháng, năm sinh", "Số định danh cá nhân", "Nơi thường trú", "Số điện thoại", "Nghề nghiệp", "Dân tộc",
    "Địa chỉ thửa đất", "Diện tích", "Mục đích sử dụng", "Quan hệ với người được khai", "Nơi cấp", "Ngày cấp", "Quê quán",
)  # fmt: skip
_SIGNERS = (
    "NGƯỜI KHAI",
    "NGƯỜI LÀM ĐƠN",
    "BÊN A",
    "BÊN NHẬN CHUYỂN NHƯỢNG",
    "CHỦ TỊCH",
    "GIÁM ĐỐC",
    "NGƯỜI YÊU CẦU",
    "CÔNG CHỨNG VIÊN",
)
_HEADINGS = (
    "QUYỀN VÀ NGHĨA VỤ CỦA BÊN A", "GIÁ CHUYỂN NHƯỢNG VÀ PHƯƠNG THỨC THANH TOÁN", "CAM ĐOAN CỦA CÁC BÊN", "ĐIỀU KHOẢN CHUNG",
    "THÔNG TIN VỀ THỬA ĐẤT", "QUÁ TRÌNH CÔNG TÁC", "KÊ KHAI CỦA CHỦ HỘ", "NỘI DUNG ĐỀ NGHỊ", "TỔ CHỨC THỰC HIỆN", "Ý KIẾN CỦA CƠ QUAN",
)  # fmt: skip
_NUMBERED = re.compile(r"^(?:Điều \d+\.|\d{1,2}\.|[a-zđ]{1,2}\))\s*")

Recipe = Callable[[random.Random, Kind], Setter]


@lru_cache(maxsize=1)
def passages() -> tuple[str, ...]:
    with gzip.open(TEXT / "laws.txt.gz", "rt", encoding="utf-8") as laws:
        return tuple(line.strip() for line in laws if len(line.strip()) > 40)


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    lists = (
        (TEXT / f"{name}.txt").read_text(encoding="utf-8").split("\n") for name in ("surnames", "given_names", "units")
    )
    one, two, three = (tuple(row.strip() for row in rows if row.strip() and not row.startswith("#")) for rows in lists)
    return one, two, three


def name(rng: random.Random) -> str:
    surnames, given, _ = _names()
    return f"{rng.choice(surnames)} {rng.choice(given)}"


def unit(rng: random.Random) -> str:
    return rng.choice(_names()[2])


# ---------------------------------------------------------------- parts of papers


def citizens_head(page: Setter) -> None:
    page.centre(NATION)
    page.centre(MOTTO)
    page.skip()


def agency_head(page: Setter, rng: random.Random, sign: str) -> str:
    """The head of a state paper; returns its number."""
    day = f"Hà Nội, ngày {rng.randrange(1, 29):02d} tháng {rng.randrange(1, 13):02d} năm {rng.randrange(2008, 2027)}"
    number = f"{rng.randrange(1, 900)}/{sign}"
    page.columns(
        (rng.choice(("ỦY BAN NHÂN DÂN", "SỞ TƯ PHÁP", "UBND THÀNH PHỐ")), f"{unit(rng)}".upper()[:24], f"Số: {number}"),
        (NATION, MOTTO, day),
    )
    page.skip()
    return number


def heading(page: Setter, title: str, rng: random.Random) -> None:
    page.need(5)
    page.centre(title, wide=1.1)
    if rng.random() < 0.5:
        page.centre(
            rng.choice(("Về việc giải quyết hồ sơ của công dân", "(Bản sao)", "(Dùng cho cá nhân)", "Năm 2026"))
        )
    page.skip()


def text(page: Setter, rng: random.Random, count: int) -> None:
    at = rng.randrange(len(passages()) - count - 1)
    numbered = rng.random() < 0.3
    for line in passages()[at : at + count]:
        page.para(line[:900] if numbered else _plain(line)[:900])


def _plain(line: str) -> str:
    """*line* without the number of its article or clause."""
    return _NUMBERED.sub("", line)


def blanks(page: Setter, rng: random.Random, count: int, first: int = 0) -> None:
    for number in range(count):
        label = rng.choice(_LABELS)
        value = rng.choice(
            (
                name(rng),
                unit(rng),
                f"{rng.randrange(10**11, 10**12)}",
                f"{rng.randrange(1, 28):02d}/05/{rng.randrange(1950, 2024)}",
            )
        )
        page.left(f"{first + number + 1}. {label}: {value}" if first else f"{label}: {value}")


def parts(page: Setter, rng: random.Random, count: int) -> None:
    """Numbered parts with headings in capitals."""
    style = rng.choice(("roman", "article", "plain", "letters"))
    for number in range(1, count + 1):
        page.need(3)
        title = rng.choice(_HEADINGS)
        if style == "article":
            page.left(f"ĐIỀU {number}. {title}" if rng.random() < 0.5 else f"Điều {number}. {title.capitalize()}")
        elif style == "roman":
            page.left(f"{('I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X')[(number - 1) % 10]}. {title}")
        elif style == "letters":
            page.left(f"{'ABCDEFGH'[(number - 1) % 8]}. {title}")
        else:
            page.centre(title)
        if rng.random() < 0.5:
            text(page, rng, rng.randrange(1, 4))
        else:
            blanks(page, rng, rng.randrange(3, 8), first=rng.randrange(2))


def signed(page: Setter, rng: random.Random, agency: bool = False) -> None:
    page.need(7)
    who = rng.choice(_SIGNERS)
    left = ("Nơi nhận:", "- Như trên;", "- Lưu: VT.") if agency else ("BÊN B", "(Ký, ghi rõ họ tên)", "")
    page.columns(left, (who, "(Ký, ghi rõ họ tên)", ""))
    page.skip(2)
    page.columns(("",), (name(rng),))


def table(page: Setter, rng: random.Random, rows: int) -> None:
    for number in range(rows):
        page.need(1)
        left = page.make.margins[0]
        for column, cell in enumerate((str(number + 1), name(rng), unit(rng), f"{rng.randrange(1, 999)}.000")):
            page.put(cell, left + (0, 50, 330, 520)[column] * page.width / 640)
        page.y += page.make.pitch


# ---------------------------------------------------------------- recipes


def citizens_form(rng: random.Random, kind: Kind) -> Setter:
    page = Setter(Make.drawn(rng))
    if rng.random() < 0.4:
        page.put(f"Mẫu số {rng.randrange(1, 30):02d}", page.make.size[0] - 220)
        page.y += page.make.pitch
    if rng.random() < 0.93:
        citizens_head(page)
    heading(page, rng.choice(kind.titles), rng)
    if rng.random() < 0.6:
        page.centre(f"Kính gửi: {unit(rng)}")
    blanks(page, rng, rng.randrange(5, 12), first=rng.randrange(2))
    if rng.random() < 0.5:
        parts(page, rng, rng.randrange(1, 9))
    else:
        text(page, rng, rng.randrange(1, 8))
    signed(page, rng)
    if rng.random() < 0.12:
        page.new_page()
        page.left(rng.choice(("Chú thích:", "Ghi chú:", "Hướng dẫn ghi:", "Hướng dẫn viết đơn:")))
        text(page, rng, rng.randrange(2, 7))
    return page


def agencys_paper(rng: random.Random, kind: Kind) -> Setter:
    page = Setter(Make.drawn(rng))
    number = agency_head(page, rng, f"{kind.abbreviation or 'GCN'}-UBND")
    heading(page, rng.choice(kind.titles), rng)
    text(page, rng, rng.randrange(1, 6))
    if rng.random() < 0.5:
        parts(page, rng, rng.randrange(1, 8))
    signed(page, rng, agency=True)
    return _annexed(page, rng, f"Quyết định số {_known(number, rng)}")


def official_letter(rng: random.Random, _: Kind) -> Setter:
    page = Setter(Make.drawn(rng))
    number = agency_head(page, rng, "UBND-VP")
    page.left("V/v phối hợp giải quyết hồ sơ")
    page.centre(f"Kính gửi: {unit(rng)}")
    text(page, rng, rng.randrange(1, 7))
    signed(page, rng, agency=True)
    return _annexed(page, rng, f"Công văn số {_known(number, rng)}")


def contract(rng: random.Random, kind: Kind) -> Setter:
    page = Setter(Make.drawn(rng))
    citizens_head(page)
    heading(page, rng.choice(kind.titles), rng)
    text(page, rng, 1)
    blanks(page, rng, 6)
    parts(page, rng, rng.randrange(4, 14))
    signed(page, rng)
    if rng.random() < 0.5:
        page.new_page()
        page.centre("LỜI CHỨNG CỦA CÔNG CHỨNG VIÊN")
        text(page, rng, rng.randrange(1, 3))
        page.left(f"Số công chứng: {rng.randrange(1, 9000)}, quyển số 01 TP/CC-SCC/HĐGD")
        signed(page, rng)
    return page


def unknown_paper(rng: random.Random, _: Kind) -> Setter:
    page = Setter(Make.drawn(rng, rng.choice((A4, A4, A4, A5))))
    style = rng.random()
    if style < 0.3:
        citizens_head(page)
    elif style < 0.5:
        agency_head(page, rng, "CV-HC")
    elif style < 0.75:
        page.columns((f"CÔNG TY {name(rng)}".upper()[:26], "Địa chỉ: " + unit(rng)), ("", ""))
    heading(page, rng.choice(UNKNOWN_TITLES), rng)
    rng.choice((text, blanks, table))(page, rng, rng.randrange(3, 16))
    if rng.random() < 0.5:
        parts(page, rng, rng.randrange(1, 7))
    if rng.random() < 0.7:
        signed(page, rng)
    return page


def normative(rng: random.Random, kind: Kind) -> Setter:
    """A circular or decree with the forms it issues behind it: all one paper."""
    page = Setter(Make.drawn(rng, numbers=rng.choice(("top", "top", "bottom", "none"))))
    own = agency_head(page, rng, f"2025/{kind.abbreviation or 'TT'}-BTP")
    heading(page, rng.choice(kind.titles), rng)
    at = rng.randrange(len(passages()) - 60)
    for number, line in enumerate(passages()[at : at + rng.randrange(10, 40)], 1):
        if number % 4 == 0:
            page.left(f"Điều {number // 4}. Quy định chuyển tiếp")
        page.para(line[:700])
    signed(page, rng, agency=True)
    for number in range(rng.randrange(0, 4)):
        page.new_page()
        page.put(f"Mẫu số {number + 1:02d}", page.make.size[0] - 240)
        page.y += page.make.pitch
        page.centre(f"(Ban hành kèm theo Thông tư số {_known(own, rng)})")
        citizens_head(page)
        page.centre(rng.choice(("TỜ KHAI ĐĂNG KÝ KHAI SINH", "ĐƠN ĐỀ NGHỊ", "GIẤY ỦY QUYỀN", "BẢN CAM KẾT", "TỜ KHAI")))
        for _ in range(rng.randrange(6, 14)):
            page.left(f"{rng.choice(_LABELS)}: ..............................")
        signed(page, rng)
    return page


def land_booklet(rng: random.Random, kind: Kind) -> Setter:
    """A red book: four sides, the later ones with headings of their own."""
    page = Setter(Make.drawn(rng, numbers="none"))
    citizens_head(page)
    heading(page, rng.choice(kind.titles), rng)
    page.left("I. Người sử dụng đất, chủ sở hữu nhà ở và tài sản khác gắn liền với đất")
    blanks(page, rng, 3)
    page.left(f"{rng.choice('BCDK')}{rng.choice('AHKL')} {rng.randrange(100000, 999999)}")
    for part in (
        ("II. Thửa đất, nhà ở và tài sản khác gắn liền với đất", "1. Thửa đất:"),
        ("III. Sơ đồ thửa đất", "Tỷ lệ 1:500"),
        ("IV. Những thay đổi sau khi cấp giấy chứng nhận", "Nội dung thay đổi và cơ sở pháp lý"),
    ):
        if rng.random() < 0.85:
            page.new_page()
            for line in part:
                page.left(line)
            blanks(page, rng, rng.randrange(0, 8))
    return page


def booklet(rng: random.Random, kind: Kind) -> Setter:
    """A book bound in small sheets: a cover, then sides that have a day, a seal and a signature of their own."""
    page = Setter(
        Make.drawn(rng, rng.choice((A4, A4, A5, (A4[1], A4[0]))), numbers=rng.choice(("none", "none", "bottom")))
    )
    citizens_head(page)
    heading(page, rng.choice(kind.titles), rng)
    blanks(page, rng, rng.randrange(1, 5))
    for _ in range(rng.randrange(1, 6)):
        page.new_page()
        if rng.random() < 0.12:
            citizens_head(page)
            if rng.random() < 0.6:
                page.centre(rng.choice(kind.titles))
        if rng.random() < 0.4:
            page.centre(
                rng.choice((*_HEADINGS, "NHỮNG THAY ĐỔI", "THÀNH VIÊN TRONG HỘ", "NỘI DUNG THAY ĐỔI VÀ XÁC NHẬN"))
            )
        blanks(page, rng, rng.randrange(2, 10))
        if rng.random() < 0.6:
            page.columns(
                ("",),
                (f"Ngày {rng.randrange(1, 29):02d} tháng {rng.randrange(1, 13):02d} năm {rng.randrange(1999, 2024)}",),
            )
            signed(page, rng)
    return page


def drawing(rng: random.Random, _: Kind) -> Setter:
    """A drawing: few words, lying or large; one sheet or several."""
    size = rng.choice(((A4[1], A4[0]), A3, (A3[1], A3[0]), A4))
    page = Setter(Make.drawn(rng, size, numbers="none"))
    for number in range(rng.choice((1, 1, 1, 2, 3))):
        if number:
            page.new_page()
        if rng.random() < 0.5:
            page.y = round(size[1] * rng.uniform(0.1, 0.85))
            page.put(
                rng.choice(("MẶT BẰNG TẦNG 1", "MẶT CẮT A-A", "SƠ ĐỒ VỊ TRÍ", "TỶ LỆ 1/100", "12,50", "N")),
                size[0] * rng.uniform(0.1, 0.7),
            )
    return page


def handwritten(rng: random.Random, _: Kind) -> Setter:
    """A letter by hand: no head that could be read, uneven lines."""
    page = Setter(Make.drawn(rng, numbers="none"))
    if rng.random() < 0.5:
        citizens_head(page)
    for _line in range(rng.randrange(8, 40)):
        page.para(_plain(rng.choice(passages()))[: rng.randrange(20, 70)], indent=rng.random() < 0.2)
    return page


def lying_list(rng: random.Random, kind: Kind) -> Setter:
    """A paper whose annex lies on its long side: kept by `compose`, which joins the two."""
    page = Setter(Make.drawn(rng, (A4[1], A4[0]), numbers=rng.choice(("none", "of"))))
    page.centre(rng.choice(("DANH SÁCH", "PHỤ LỤC", "BẢNG TỔNG HỢP", "PHỤ LỤC I")))
    if rng.random() < 0.6:
        page.centre(f"(Kèm theo Quyết định số {rng.randrange(1, 99)}/QĐ-UBND ngày 05/01/2026)")
    table(page, rng, rng.randrange(8, 40))
    return page


def _known(number: str, rng: random.Random) -> str:
    """*number* as an annex repeats it: often left open, as it is written in by hand when the paper is signed."""
    return number if rng.random() < 0.6 else f"...../{number.partition('/')[2]}"


def _annexed(page: Setter, rng: random.Random, what: str) -> Setter:
    for _ in range(rng.choice((0, 0, 0, 1, 1, 2))):
        page.new_page()
        style = rng.random()
        if style < 0.5:
            page.centre(rng.choice(("PHỤ LỤC", "PHỤ LỤC I", "PHỤ LỤC 02", "DANH SÁCH", "BẢNG TỔNG HỢP")))
        elif style < 0.8:
            page.centre(rng.choice(("QUY CHẾ", "KẾ HOẠCH", "DANH MỤC", "QUY ĐỊNH")))
        page.centre(f"(Kèm theo {what})")
        rng.choice((text, table))(page, rng, rng.randrange(2, 20))
    return page


def recipe_for(kind: Kind) -> Recipe:
    """How papers of *kind* are usually made."""
    if kind.code in ("circular", "decree", "law"):
        return normative
    if kind.code == "land-certificate":
        return land_booklet
    if Layout.BOOKLET in kind.layout:
        return booklet
    if kind.code == "official-letter" or not kind.titles:
        return official_letter
    if Layout.AGENCY in kind.layout:
        return agencys_paper
    if "contract" in kind.code or kind.code in ("inheritance-agreement", "will", "company-charter"):
        return contract
    return citizens_form


def usable(taxonomy: Taxonomy) -> list[Kind]:
    """Kinds papers can be set of; cards and separators have drawings of their own."""
    apart = {"id-card", "old-id-card", "passport", "cover-sheet", "unknown", "certified-copy-page", "receipt-slip"}
    return [kind for kind in taxonomy if kind.code not in apart and kind.titles]
