"""Cover sheets drawn: an A4 page each, that survives feeders, copiers and drawers.

Everything a machine looks for stands there twice, far apart: patch bars at head and foot, the QR large and small, the
code in print large and small. The same sheets give the same bytes.
"""

import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, time
from pathlib import Path

import segno
from fpdf import FPDF

from pipeline.model.covers import cover_payload, printed_check
from scanners.covers.sheet import CoverSheet

FACES = Path(__file__).with_name("faces")
TITLE = "TỜ PHÂN CÁCH HỒ SƠ"
ADVICE = ("Đặt tờ này lên trên giấy tờ của hồ sơ rồi quét.", "Tờ này không phải giấy tờ trong hồ sơ.")

_INCH = 25.4
_BARS = (0.20, 0.08, 0.08, 0.20)
"""Inches: patch 2, the one that reads the same from both sides. Gaps are as wide as a narrow bar."""
_GAP = 0.08
_BARS_FROM, _BARS_TO, _EDGE = 25.0, 185.0, 12.0
_QUIET = 4
"""Modules of white around a QR (ISO/IEC 18004)."""
_LARGE, _SMALL = 58.0, 34.0
"""Millimetres a QR takes with its quiet zone; without it 45 and 26: from 22 on a worn one reads at 200 dpi."""
_WIDTH = 178.0
_CODE_POINTS, _AGAIN_POINTS = 42.0, 20.0
_OVERLAP = 0.02
"""Millimetres rows of a QR overlap, lest a printer leave white hairs between them."""


def cover_pdf(sheets: Iterable[CoverSheet]) -> bytes:
    """The sheets in order, one page each."""
    made = tuple(sheets)
    pdf = FPDF(unit="mm", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.add_font("cover", "", FACES / "noto-sans-regular.ttf")
    pdf.add_font("cover", "B", FACES / "noto-sans-bold.ttf")
    pdf.set_title(TITLE)
    pdf.set_lang("vi")
    pdf.set_producer("sohoa")
    day = max((sheet.printed_on for sheet in made), default=None)
    if day is not None:
        pdf.set_creation_date(datetime.combine(day, time(), UTC))
    for sheet in made:
        _page(pdf, sheet)
    return bytes(pdf.output())


def _page(pdf: FPDF, sheet: CoverSheet) -> None:
    pdf.add_page()
    height = _INCH * (sum(_BARS) + _GAP * (len(_BARS) - 1))
    _patch(pdf, _EDGE)
    _patch(pdf, pdf.h - _EDGE - height)
    _line(pdf, TITLE, 42, 30, bold=True)
    for row, advice in enumerate(ADVICE):
        _line(pdf, advice, 57 + 7 * row, 13)
    payload = cover_payload(sheet.dossier, sheet.sheets)
    _qr(pdf, payload, 21, 76, _LARGE)
    for row, remark in enumerate(sheet.remarks):
        _line(pdf, remark, 88 + 9 * row, 14, left=86, width=103)
    _line(pdf, "MÃ HỒ SƠ", 142, 15)
    _line(pdf, sheet.dossier, 151, _CODE_POINTS, bold=True)
    _line(pdf, f"Số kiểm tra: {printed_check(sheet.dossier)}", 173, 18)
    _qr(pdf, payload, 155, 222, _SMALL)
    _line(pdf, sheet.dossier, 230, _AGAIN_POINTS, bold=True, left=21, width=130)
    _line(pdf, f"Số kiểm tra: {printed_check(sheet.dossier)}", 241, 13, left=21, width=130)


def _patch(pdf: FPDF, top: float) -> None:
    pdf.set_fill_color(0)
    for bar in _BARS:
        pdf.rect(_BARS_FROM, top, _BARS_TO - _BARS_FROM, bar * _INCH, style="F")
        top += (bar + _GAP) * _INCH


def _qr(pdf: FPDF, payload: str, left: float, top: float, side: float) -> None:
    """Level Q at least: a quarter of it may be lost."""
    rows = [bytes(row) for row in segno.make(payload, error="q", micro=False).matrix]
    module = side / (len(rows) + 2 * _QUIET)
    pdf.set_fill_color(0)
    for down, row in enumerate(rows):
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end] == row[start]:
                end += 1
            if row[start]:
                x, y = left + (start + _QUIET) * module, top + (down + _QUIET) * module
                pdf.rect(x, y, (end - start) * module, module + _OVERLAP, style="F")
            start = end


def _line(
    pdf: FPDF, text: str, top: float, points: float, *, bold: bool = False, left: float = 16.0, width: float = _WIDTH
) -> None:
    """One line, set smaller where it would not fit; in the middle of the sheet unless it stands beside something."""
    text = unicodedata.normalize("NFC", text)
    pdf.set_font("cover", "B" if bold else "", points)
    wide = pdf.get_string_width(text)
    if wide > width:
        pdf.set_font_size(points * width / wide * 0.99)
    pdf.set_xy(left, top)
    pdf.cell(width, pdf.font_size * 1.2, text, align="C" if width == _WIDTH else "L")
