"""Page 1 of a copy as its reader sees it, and the corner a signature's mark belongs in."""

from dataclasses import dataclass
from pathlib import Path

import pikepdf

LEADING = 12.0
"""Points from line to line of a mark in 10 points."""
BELOW = 2.0
"""Points under the last line, for what hangs below it (``ụ``)."""
ASIDE, ABOVE = 20.0, 9.0
"""Points between the mark and the edges of the sheet: inside the margin that state documents leave empty."""
WIDEST = 0.45
"""Share of the sheet's width; longer lines are broken."""
A4 = (0.0, 0.0, 595.0, 842.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Page 1: its box in points, lower left to upper right, and how many degrees a viewer turns it clockwise."""

    box: tuple[float, float, float, float]
    rotation: int = 0

    @property
    def seen(self) -> tuple[float, float]:
        """Width and height as a reader sees them."""
        left, bottom, right, top = self.box
        size = right - left, top - bottom
        return size if self.rotation % 180 == 0 else (size[1], size[0])


def place(sheet: Sheet, width: float, height: float, *, right: bool) -> tuple[float, float, float, float]:
    """The rectangle in the page's own space for a mark of *width* x *height* points in the corner a reader sees."""
    across, down = sheet.seen
    x = across - ASIDE - width if right else ASIDE
    y = down - ABOVE - height
    left, bottom, far_right, top = sheet.box
    match sheet.rotation % 360:
        case 90:
            return far_right - y - height, bottom + x, far_right - y, bottom + x + width
        case 180:
            return far_right - x - width, top - y - height, far_right - x, top - y
        case 270:
            return left + y, top - x - width, left + y + height, top - x
        case _:
            return left + x, bottom + y, left + x + width, bottom + y + height


def reserved(sheet: Sheet, *, right: bool) -> tuple[float, float, float, float]:
    """Where a signer is wished to put the mark: room for three lines over the widest it may be."""
    return place(sheet, WIDEST * sheet.seen[0], 3 * LEADING + BELOW, right=right)


def sheet_of(path: Path) -> Sheet:
    """Page 1 of the file at *path*. `pikepdf.PdfError` when it does not open."""
    with pikepdf.open(path) as pdf:
        page = pdf.pages[0]
        left, bottom, right, top = (float(value) for value in page.cropbox or A4)
        rotation = int(page.obj.get("/Rotate", 0))
    return Sheet((left, bottom, right, top), rotation % 360)
