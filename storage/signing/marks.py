"""The visible mark of a signature: where it stands and what it says.

- The officer's copy of a dossier's paper: top left of page 1, the copier's name and the time (TT 01/2023/TT-VPCP Đ8).
- `SAO Y`, an agency's electronic copy: top right of page 1, no picture; form of the copy, agency, time by ISO 8601 in
  Việt Nam's zone; Times New Roman upright, 10 points, black (NĐ 30/2020/NĐ-CP, Phụ lục I Phần II k3).
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from fpdf import FPDF

from pipeline.errors import ConfigurationError
from pipeline.model.days import HANOI
from pipeline.model.signing import Regime
from storage.signing.sheet import BELOW, LEADING, WIDEST, Sheet, place

SIZE = 10.0
"""Points."""
FACES = (
    "liberation2/LiberationSerif-Regular.ttf",
    "croscore/Tinos-Regular.ttf",
    "liberation/LiberationSerif-Regular.ttf",
    "liberation-serif/LiberationSerif-Regular.ttf",
)
"""Free faces with the widths of Times New Roman, under ``/usr/share/fonts/truetype``."""
LETTERS = "ĂÂĐÊÔƠƯăâđêôơưẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
"""What Vietnamese needs beyond Latin-1."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is written, in which corner."""

    lines: tuple[str, ...]
    right: bool


def officers_mark(name: str, at: datetime) -> Mark:
    return Mark((f"Người sao chụp: {name}", f"Thời gian: {at.astimezone(HANOI):%d/%m/%Y %H:%M:%S}"), right=False)


def agency_mark(agency: str, at: datetime, form: str = "SAO Y") -> Mark:
    return Mark((form, agency, at.astimezone(HANOI).isoformat(timespec="seconds")), right=True)


def mark_for(regime: Regime, name: str, at: datetime) -> Mark:
    return officers_mark(name, at) if regime is Regime.PAPER_COPY else agency_mark(name, at)


def drawn(mark: Mark, sheet: Sheet, face: Path | None = None) -> tuple[bytes, tuple[float, float, float, float]]:
    """The mark as a one-page PDF with its face embedded, turned as the sheet is, and the rectangle it belongs in."""
    pdf = FPDF(unit="pt", format=(10, 10))
    pdf.add_font("mark", "", str(face or _face()))
    pdf.set_font("mark", size=SIZE)
    pdf.set_margins(0, 0, 0)
    pdf.c_margin = 0
    pdf.set_auto_page_break(auto=False)
    widest = WIDEST * sheet.seen[0]
    lines = [piece for line in mark.lines for piece in _broken(pdf, line, widest)]
    width, height = max(pdf.get_string_width(line) for line in lines) + 1, LEADING * len(lines) + BELOW
    turn = sheet.rotation % 360
    pdf.add_page(format=(height, width) if turn % 180 else (width, height))
    pdf.set_text_color(0, 0, 0)
    for row, line in enumerate(lines):
        across = width - pdf.get_string_width(line) if mark.right else 0.0
        x, y = _on_sheet(across, row * LEADING + SIZE, width, height, turn)
        with pdf.rotation(turn, x, y):  # against the way the viewer will turn the page: the text lands upright
            pdf.text(x, y, line)
    return bytes(pdf.output()), place(sheet, width, height, right=mark.right)


def _on_sheet(across: float, down: float, width: float, height: float, turn: int) -> tuple[float, float]:
    """Where a point of the mark as it is seen lies on the mark as it is drawn; both measured from the top left."""
    match turn:
        case 90:
            return down, width - across
        case 180:
            return width - across, height - down
        case 270:
            return height - down, across
        case _:
            return across, down


def _broken(pdf: FPDF, line: str, widest: float) -> list[str]:
    """*line* in pieces no wider than *widest*, broken between words."""
    pieces: list[str] = []
    for word in line.split():
        longer = f"{pieces[-1]} {word}" if pieces else word
        if pieces and pdf.get_string_width(longer) <= widest:
            pieces[-1] = longer
        else:
            pieces.append(word)
    return pieces or [line]


@cache
def _face() -> Path:
    for name in FACES:
        path = Path("/usr/share/fonts/truetype") / name
        if path.exists() and speaks_vietnamese(path):
            return path
    raise ConfigurationError(
        "signing-font-missing",
        "no face with the widths of Times New Roman and Vietnamese letters is installed",
        "Install fonts-liberation2 or fonts-croscore, or name a face with --font.",
    )


def speaks_vietnamese(path: Path) -> bool:
    """Whether the face has every letter; an older edition of one of them under the same name has not."""
    with TTFont(path, lazy=True) as font:
        letters = font.getBestCmap()
    return all(ord(letter) in letters for letter in LETTERS)
