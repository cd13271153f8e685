"""State papers as nine kinds of houses write them; the words are rows of ``data/held_state.toml``.

A layout is a kind in a house: the same report of a ministry and of a Party committee share no line.
"""

import tomllib
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from bench.press.case import Case
from bench.press.catalogue import Drawing
from bench.press.held.frames import mark
from bench.press.held.heads import heading, page_marks, running_head
from bench.press.held.houses import a_house, foot, head
from bench.press.held.state_bodies import BODIES
from bench.press.pad import Ink, Pad
from bench.press.paper import Paper


@lru_cache(maxsize=1)
def rows() -> dict[str, Any]:
    path = Path(__file__).parent.parent / "data" / "held_state.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


RECEIVERS = (
    ("Như trên;", "Chủ tịch, các Phó Chủ tịch;", "Lưu: VT, TH."),
    ("Thường trực Đảng ủy, HĐND;", "Các tổ dân phố;", "Cổng TTĐT;", "Lưu: VP."),
    ("Như Điều cuối;", "Bộ Tài chính (để b/c);", "Lưu: VT, PC (05b)."),
)


def state_paper(kind: str, style: str, case: Case, ink: Ink, pad: Pad) -> Paper:
    """One paper of *kind* from a house of *style*: its head, its name, the body its row asks for, its foot."""
    row, house, rng = {**rows()[kind], "more": rows()["more"]}, a_house(style, case, pad), pad.rng
    old = style == "typewriter"
    day = case.before(rng.randrange(6500, 9500) if old else rng.randrange(15, 500))
    number = house.number(rng.randrange(1, 4000 if style == "ministry" else 700), row["sign"], day.year)
    about = rng.choice(row["about"])
    letter = row["shape"] == "letter"
    if kind == "law":
        number = f"Luật số: {rng.randrange(20, 200)}/{day.year}/{house.mark}"
    head(house, case, pad, number.replace("Luật số: ", ""), day, under=about if letter else "")
    if not letter:
        _name(kind, row, about, pad, style)
    BODIES[row["shape"]](house, case, pad, row)
    if row["shape"] != "parties":
        foot(house, case, pad, rng.choice(RECEIVERS))
    if style in {"ministry", "council", "school"} and len(pad._sheets) > 1:
        page_marks(pad, "{n}" if style == "ministry" else "Trang {n}/{all}")
    return pad.paper()


def _name(kind: str, row: dict[str, Any], about: str, pad: Pad, style: str) -> None:
    title = row["title"]
    if not about:
        heading(pad, title, size=15)
    elif style == "party":
        heading(pad, title, size=15)
        pad.y -= 3
        pad.centre(f"<b>{mark('summary', about[0].lower() + about[1:])}</b>", gap=0.5)
        pad.centre("-----", gap=3)
    elif style == "typewriter":
        heading(pad, " ".join(title) if len(title) < 12 else title, size=13)
        pad.centre(f"({mark('summary', 'V/v: ' + about.removeprefix('Về việc '))})", gap=3)
    elif kind == "law":
        heading(pad, title, mark("summary", about), size=14)
    else:
        heading(pad, title, size=14)
        pad.y -= 3
        pad.centre(f"<b>{mark('summary', about)}</b>", gap=4, size=pad.ink.size)


def gazette(kind: str, style: str, case: Case, ink: Ink, pad: Pad) -> Paper:
    """The paper as the official gazette (Công báo) prints it again: small type, a running head, no seal."""
    day = case.before(pad.rng.randrange(1, 14))
    issue = f"CÔNG BÁO/Số {pad.rng.randrange(800, 1200)} + {pad.rng.randrange(1200, 1300)}/Ngày {day.day:02d}-{day.month}-{day.year}"
    pad.top += 8
    pad.y = pad.top
    pad.centre("<b>PHẦN VĂN BẢN QUY PHẠM PHÁP LUẬT</b>", size=12, gap=5)
    state_paper(kind, style, case, ink, pad)
    first = pad.rng.randrange(2, 90)
    running_head(
        pad, lambda n: f"{first + n}          {issue}" if (first + n) % 2 == 0 else f"{issue}          {first + n}"
    )
    return pad.paper()


HOUSES: dict[str, Sequence[str]] = {
    "law": ("assembly", "gazette-assembly"), "decree": ("government", "gazette-government"), "circular": ("ministry", "gazette-ministry"),
    "resolution": ("council", "party"), "decision": ("commune", "typewriter", "ministry"), "directive": ("typewriter", "party"),
    "regulation": ("party", "school"), "rules": ("commune", "ministry"), "announcement": ("ministry", "council"),
    "notice": ("commune", "party", "school"), "guidance": ("front", "party"), "programme": ("party", "front"),
    "plan": ("school", "commune"), "scheme": ("commune", "typewriter"), "project-scheme": ("council", "school"),
    "project": ("company", "ministry"), "report": ("party", "typewriter", "front"), "minutes": ("commune", "company"),
    "submission": ("school", "party"), "contract": ("company", "front"), "urgent-telegram": ("ministry", "commune"),
    "memorandum": ("company", "ministry"), "agreement": ("front", "company"), "invitation": ("school", "front"),
    "introduction": ("company", "party"), "leave-permit": ("school", "company"), "sending-slip": ("typewriter", "commune"),
    "transfer-slip": ("front", "ministry"), "notification-slip": ("council", "commune"),
    "official-letter": ("ministry", "typewriter", "company", "party"), "formal-letter": ("council", "ministry"),
}  # fmt: skip
"""Kind to the houses it is drawn for."""


def layout(kind: str, style: str) -> Drawing:
    """The drawing of *kind* by a house of *style*; it is named after both."""
    printed_again = style.startswith("gazette-")
    drawing = partial(gazette if printed_again else state_paper, kind, style.removeprefix("gazette-"))
    drawing.__name__ = f"{style}_{kind}"  # type: ignore[attr-defined]
    return drawing


STATE: dict[str, tuple[Drawing, ...]] = {
    kind: tuple(layout(kind, style) for style in styles) for kind, styles in HOUSES.items()
}
"""Kind code to layouts."""
