"""A page seen from afar, once: what the way up, the lean of its lines and the size of its letters are judged from."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ocr.prepare.overview import letter_height, overview
from ocr.prepare.placement import Grey, Mask
from ocr.prepare.sheet import Sheet, sheet_on
from ocr.prepare.skew import Lean, lean_of


@dataclass(frozen=True)
class Sight:
    """The small two-level picture of a page, and its scale to the page. What is measured on it is measured once."""

    ink: Mask = field(repr=False)
    scale: float
    sheet: Sheet | None = None
    """Where the paper lies, when it lies on something darker; what is around it is no ink."""

    @cached_property
    def lean(self) -> Lean:
        """Of the lines, taken as rows."""
        return lean_of(self.ink)

    @cached_property
    def sideways(self) -> bool:
        """On scans upright pages, tables included, are at least twice as sharp in rows as in columns, pages on their
        side at most a quarter; so the line is drawn at one."""
        return lean_of(np.ascontiguousarray(self.ink.T)).sharpness > max(self.lean.sharpness, 1e-9)

    @cached_property
    def letters(self) -> float:
        """Height of the letters, pixels of the page; 0 when there are too few to say."""
        return letter_height(self.ink) / self.scale

    def turned(self, quarter_turns: int) -> "Sight":
        """The same page turned clockwise by *quarter_turns* x 90 degrees."""
        if not quarter_turns % 4:
            return self
        height, width = (side / self.scale for side in self.ink.shape)
        sheet = self.sheet and self.sheet.turned(quarter_turns, width, height)
        return Sight(np.ascontiguousarray(np.rot90(self.ink, -quarter_turns)), self.scale, sheet)


def sight_of(grey: Grey) -> Sight:
    """*grey* seen from afar."""
    ink, scale = overview(grey)
    sheet = sheet_on(grey)
    return Sight(sheet.within(ink, scale) if sheet else ink, scale, sheet)
