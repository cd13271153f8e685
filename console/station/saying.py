"""The words of the page: states, verdicts, sizes and times as a clerk says them. Colour is never alone: every state has words."""

import re
from datetime import datetime
from typing import Final

from console.station.desk import Board, Found, Link, Side, Standing, Tray
from flows.judging import sentence
from flows.wording import say
from pipeline.model.days import HANOI

WAYS: Final = {
    "feeder": "Khay nạp, một mặt",
    "feeder-duplex": "Khay nạp, hai mặt",
    "flatbed": "Mặt kính",
}

ASIDES: Final = {
    "blank-side": "Mặt trắng",
    "scanned-by-mistake": "Quét nhầm hoặc trùng trang",
    "not-of-this-dossier": "Không thuộc hồ sơ này",
    "set-aside-by-clerk": "Lý do khác",
}
"""Reasons for setting a side aside; the station keeps the reference."""

FOUND: Final = {
    Found.THERE: "Đã có",
    Found.MISSING: "Còn thiếu",
    Found.OPTIONAL: "Không bắt buộc",
    Found.NOT_YET: "Chưa quét",
    Found.READING: "Đang đọc",
    Found.BY_HAND: "Tự đối chiếu",
}


def clock(moment: datetime) -> str:
    """``10:32``, Hà Nội time."""
    return moment.astimezone(HANOI).strftime("%H:%M")


def tone(side: Side) -> str:
    """Class of the side's row; the words beside it say the same."""
    if side.aside:
        return "aside"
    if side.to_rescan:
        return "rescan"
    if side.to_look:
        return "look"
    return "good" if side.judged else "reading"


def verdict(side: Side) -> str:
    """All that is to say about a side, worst first, without its page number: that stands beside it."""
    if side.aside:
        return ASIDES.get(side.aside, "Không tính vào hồ sơ")
    if side.refused:
        return f"Quét lại: {_without_place(say(side.refused, (side.number,)))}"
    if side.faults:
        return " ".join(sentence(fault) if fault.others else _without_place(sentence(fault)) for fault in side.faults)
    return "Đạt" if side.judged else "Đang xem…"


def announced(side: Side) -> str:
    """The same as a screen reader says it; empty while there is nothing to say."""
    if not side.judged or not (side.faults or side.refused or side.aside):
        return ""
    return f"{called(side)}. {verdict(side)}".removesuffix(".")


def called(side: Side) -> str:
    """``Trang 3``; a side set aside has no number: the next one bears it."""
    return "Để riêng" if side.aside else f"Trang {side.number}"


_ACT: Final = re.compile(r"(?P<act>Quét lại|Xem lại) trang \d+:(?P<rest>.*)", re.DOTALL)
_PLACE: Final = re.compile(r"Trang \d+: (?P<rest>.*)", re.DOTALL)


def _without_place(said: str) -> str:
    """``Quét lại trang 3: mất mép phải.`` → ``Quét lại: mất mép phải.``; a sentence of another shape stays whole."""
    if act := _ACT.fullmatch(said):
        return f"{act['act']}:{act['rest']}"
    if place := _PLACE.fullmatch(said):
        return place["rest"][:1].upper() + place["rest"][1:]
    return said


def size(count: int) -> str:
    """``4,2 MB``, with the decimal comma."""
    if count < 1 << 20:
        return f"{max(1, count >> 10)} KB"
    return f"{count / (1 << 20):.1f}".replace(".", ",") + " MB"


def waiting_time(seconds: int | None) -> str:
    """Coarse on purpose: nobody knows better."""
    if seconds is None:
        return "chưa biết còn bao lâu"
    if seconds < 60:
        return "còn dưới 1 phút"
    minutes = -(-seconds // 60)
    if minutes < 60:
        return f"còn khoảng {minutes if minutes < 10 else -(-minutes // 5) * 5} phút"
    hours = -(-minutes // 60)
    return f"còn khoảng {hours} giờ"


def link_said(board: Board) -> str:
    """The way to the centre in one sentence."""
    match board.link:
        case Link.TRYING:
            return "Đang nối với trung tâm…"
        case Link.UP:
            return "Có mạng: tự gửi về trung tâm"
        case Link.DOWN:
            return say("counter-offline")
        case Link.REVOKED:
            return say("counter-not-let-in")
        case Link.ALONE:
            return say("counter-not-enrolled")


def sending_said(board: Board) -> str:
    """What is on its way, and how long it takes as far as anybody can know."""
    if not board.waiting:
        return "Không còn lô nào chờ gửi"
    count = f"{board.waiting} lô chờ gửi" + (f", {size(board.bytes_left)}" if board.bytes_left else "")
    match board.link:
        case Link.UP | Link.TRYING:
            return f"{count}, {waiting_time(board.seconds_left)}"
        case Link.DOWN:
            return f"{count}, gửi khi có mạng"
        case Link.REVOKED | Link.ALONE:
            return f"{count}, chưa gửi được"


def standing_said(tray: Tray, link: Link = Link.UP) -> str:
    """Where a tray is, for the list and above its pages."""
    match tray.standing:
        case Standing.OPEN:
            return "Đang quét" if tray.scanning.running else "Đang mở"
        case Standing.SENDING:
            if tray.reason:
                return say(tray.reason)
            return _sent(tray) if link in (Link.UP, Link.TRYING) else "Đã chốt, đã lưu trên máy, chưa gửi"
        case Standing.RECEIVED:
            return "Trung tâm đã nhận"
        case Standing.REFUSED:
            return say(tray.reason or "counter-refused")


def _sent(tray: Tray) -> str:
    if not tray.size or tray.sent >= tray.size:
        return "Đã gửi hết, chờ trung tâm xác nhận"
    return f"Đang gửi: {100 * tray.sent // tray.size} %"


def counted(tray: Tray) -> str:
    """Sides against declared sheets: ``8 mặt (khai 4 tờ: khớp)``."""
    sides = len(tray.in_place)
    if tray.sheets is None:
        return f"Đã quét {sides} mặt"
    if sheets_fit(tray):
        return f"Đã quét {sides} mặt, khai {tray.sheets} tờ: khớp"
    if sides < tray.sheets:
        return f"Đã quét {sides} mặt, khai {tray.sheets} tờ: còn thiếu"
    return f"Đã quét {sides} mặt, khai {tray.sheets} tờ: không khớp, đếm lại"


def sheets_fit(tray: Tray) -> bool:
    """One-sided papers give as many sides as sheets, two-sided ones twice as many."""
    return tray.sheets is None or len(tray.in_place) in (tray.sheets, 2 * tray.sheets)


def dossier_said(tray: Tray) -> str:
    """Where the code comes from, and whether the papers agree."""
    if tray.other_codes and tray.dossier:
        return f"Giấy trong khay ghi mã khác: {', '.join(tray.other_codes)}. Kiểm tra lại."
    if tray.other_codes:
        return f"Giấy trong khay ghi nhiều mã: {', '.join(tray.other_codes)}. Nhập mã đúng."
    if tray.read_from:
        return f"Đọc từ mã trên trang {tray.read_from}"
    return "Đã ghi" if tray.dossier else "Có thể quét mã trên giấy hẹn"


def missing_said(tray: Tray) -> str:
    """``Còn thiếu: …``, each component by the first words of its name."""
    missing = tray.checklist.missing if tray.checklist else ()
    return "Còn thiếu: " + "; ".join(_shortened(line.name) for line in missing)


def _shortened(name: str) -> str:
    """Up to the first stop: checklists say in one line what else would do."""
    first = name.partition(";")[0]
    return first if len(first) <= 120 else first[:120].rsplit(" ", 1)[0] + "…"


def summary(tray: Tray) -> str:
    """How the sides stand, in one line: what is still being looked at, else what was found."""
    unseen = sum(1 for side in tray.in_place if not side.judged)
    if unseen:
        return f"Đang xem {unseen} trang…"
    tones = [tone(side) for side in tray.in_place]
    parts = [f"{tones.count('good')} đạt"]
    parts += [f"{count} cần quét lại"] if (count := tones.count("rescan")) else []
    parts += [f"{count} cần xem"] if (count := tones.count("look")) else []
    parts += [f"{count} để riêng"] if (count := sum(1 for side in tray.sides if side.aside)) else []
    return ", ".join(parts)
