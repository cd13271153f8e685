"""Which way up: a quarter turn only when the page looks sideways, a half turn only when reading went badly.

Tesseract's own orientation test costs as much as reading; here both candidates are read on a band of the page and the
better one wins. A wrong turn is the worst error there is, so the winner must win clearly.
"""

from collections.abc import Callable, Sequence

import numpy as np

from ocr.prepare import Grey
from ocr.prepare.overview import overview
from ocr.prepare.placement import turned
from ocr.prepare.skew import direction
from pipeline.model.reading import Line

CLEARLY = 1.25
"""By this factor the other way must read better before the page is turned away from what it seems to be."""
BAND = 0.30
"""Share of the page's height that is read to compare two ways."""

Read = Callable[[Grey], Sequence[Line]]


def worth(lines: Sequence[Line]) -> float:
    """How well something was read: sure letters count for, unsure ones little, stray marks nothing."""
    words = [word for line in lines for word in line.words if len(word.text) > 1]
    return sum(len(word.text) * max(0.0, word.confidence - 0.3) for word in words)


def looks_sideways(grey: Grey) -> bool:
    ink, _ = overview(grey)
    return direction(ink).sideways


def reads_sideways(grey: Grey, read: Read) -> bool:
    """A second opinion on a page that looks sideways: drawings do, and their words stand upright all the same.

    Tesseract reads sideways words too, but boxes them taller than wide. Measured, share of letters in such words: 0.00 to
    0.08 on upright drawings, 0.98 to 1.00 on pages on their side. A page with no words keeps the first opinion.
    """
    words = [word for line in read(_band(grey)) for word in line.words if len(word.text) > 2]
    tall = sum(len(word.text) for word in words if word.box.height > word.box.width)
    return not words or tall >= 0.5 * sum(len(word.text) for word in words)


def better_turn(grey: Grey, candidates: tuple[int, int], read: Read) -> int:
    """Of two ways to turn the page (quarter turns clockwise) the one that reads better; the first unless clearly beaten."""
    first, second = (worth(read(_band(turned(grey, turns)[0]))) for turns in candidates)
    return candidates[1] if second > CLEARLY * first else candidates[0]


def _band(upright: Grey) -> Grey:
    """The rows with the most ink."""
    rows = (upright < 128).sum(axis=1)
    height = max(1, int(upright.shape[0] * BAND))
    if height >= rows.size:
        return upright
    sums = np.convolve(rows, np.ones(height), mode="valid")
    top = int(sums.argmax())
    return np.ascontiguousarray(upright[top : top + height])
