"""How a page is set: size of type, distance of lines, margin, how far down it is filled.

Everything is a share of the page's short side (`filled`: of its height), so that a photograph taken from farther away
compares with one from near. One office's paper keeps these from page to page; the next paper seldom has all of them.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from classifiers.layout import Sheet
from classifiers.rows import is_running

_ENOUGH = 5
"""Fewer lines of running text show a habit of nobody's."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The measures of one page; None where too little running text shows them."""

    type_size: float | None
    pitch: float | None
    left: float | None
    filled: float
    """Where the lowest legible row ends, 0..1 from the top; 1 on a page without any."""


def setting_of(sheet: Sheet) -> Setting:
    """The measures of *sheet*."""
    side = max(1, min(sheet.width, sheet.height))
    legible = [row for row in sheet.rows if row.letters >= 3 and row.confidence >= 0.4]
    text = [row for row in legible if row.box.bottom < 0.93 * sheet.height]
    filled = max((row.box.bottom / sheet.height for row in text), default=1.0)
    running = [row for row in legible if is_running(row, sheet.width)]
    if len(running) < _ENOUGH:
        return Setting(None, None, None, filled)
    size = median(row.box.height for row in running)
    centres = sorted(row.box.centre[1] for row in running)
    gaps = [below - above for above, below in pairwise(centres) if below - above < 3 * size]
    lefts = sorted(row.box.left for row in running)
    return Setting(
        type_size=size / side,
        pitch=median(gaps) / side if gaps else None,
        left=lefts[len(lefts) // 4] / side,
        filled=filled,
    )


def apart(one: float | None, other: float | None) -> float | None:
    """How many times larger the larger is, as a logarithm; None where one of them is not known."""
    if not one or not other:
        return None
    return abs(math.log(one / other))
