"""Which way up a page lies: seen in its lines before anything is read, and doubted once it is.

Rows of text are sharper than columns; and lines of Vietnamese reach above their letters (tone and letter marks,
capitals, b, d, h) further than below them, which tells the right way up from upside down. Measured on 134 pages (scans
and drawn ones), each turned four ways: no page with twenty lines to go by stood on its head. Tesseract's own
orientation test costs as much as reading. A wrong turn is the worst error there is, so what was read has the last word:
where it reads badly, both ways are read on a band of the page, and the winner must win clearly.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.prepare import Grey, Sight
from ocr.prepare.placement import Mask, turned
from pipeline.model.reading import Line

CLEARLY = 1.25
"""By this factor the other way must read better before the page is turned away from what it seems to be."""
BAND = 0.30
"""Share of the page's height that is read to compare two ways."""

_STRIPES = 6
"""Columns of the page whose lines are looked at apart: what stands side by side is seldom level."""
_FAINT = 0.1
_CORE = 0.5
"""Share of a line's blackest row from which a row runs through the bodies of its letters."""
_LINE = (6, 40)
"""Height of a line, pixels of the sight: 1.5 to 10 mm."""
_SURE = (0.3, 20)
_PLAIN = (0.4, 40)
"""How far, and by how many pieces of lines, a page must stand one way: to be sure of it, and to ask nothing more."""

Read = Callable[[Grey], Sequence[Line]]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a page's lines stand: `leaning` from +2, upright, to -2, upside down, as `lines` pieces of lines have it."""

    leaning: float
    lines: int

    def clears(self, bar: tuple[float, int]) -> bool:
        return abs(self.leaning) >= bar[0] and self.lines >= bar[1]


def likely_turn(sight: Sight) -> tuple[int, bool]:
    """(quarter turns clockwise that would put the page upright, whether its lines leave no doubt)."""
    rows = standing(sight)
    if (rows.clears(_PLAIN) and sight.lean.sharpness > 0) or not sight.sideways:
        sure = rows.clears(_SURE)
        return (2 if sure and rows.leaning < 0 else 0), sure
    return turn_across(sight, 1)


def turn_across(sight: Sight, quarter: int) -> tuple[int, bool]:
    """The same where it is settled that the page wants *quarter* turns (0 or 1) or two more."""
    lines = standing(sight.turned(quarter))
    return (quarter if lines.leaning >= 0 else quarter + 2), lines.clears(_SURE)


def standing(sight: Sight) -> Standing:
    """Ink above the bodies of the letters against ink below them, by weight and by votes of the lines."""
    rows = _rows_of(_straight(sight.ink, sight.lean.degrees))
    edges = np.flatnonzero(np.diff(np.concatenate(([0], rows > 0, [0])).astype(np.int8)))
    begin, end = edges[::2], edges[1::2]
    lines = (end - begin >= _LINE[0]) & (end - begin <= _LINE[1])
    begin, end = begin[lines], end[lines]
    if not begin.size:
        return Standing(0.0, 0)
    top, bottom = _bodies(rows, begin, end)
    ink = np.concatenate(([0], np.cumsum(rows)))
    above, below = ink[top] - ink[begin], ink[end] - ink[bottom + 1]
    weight = (above.sum() - below.sum()) / max(1, above.sum() + below.sum())
    return Standing(float(weight + np.sign(above - below).mean()), int(begin.size))


def _straight(ink: Mask, degrees: float) -> Mask:
    if not degrees:
        return ink
    height, width = ink.shape
    back = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(ink, back, (width, height), flags=cv2.INTER_NEAREST), dtype=np.uint8)


def _rows_of(ink: Mask) -> NDArray[np.int64]:
    """Ink by row, of one stripe after another; a row with next to none holds none, and one such parts the stripes."""
    counts = []
    for stripe in np.array_split(ink, _STRIPES, axis=1):
        rows = cv2.reduce(stripe, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S)[:, 0].astype(np.int64)
        inked = rows[rows > 0]
        faint = _FAINT * np.percentile(inked, 95) if inked.size else 0.0
        counts += [np.where(rows > faint, rows, 0), np.zeros(1, dtype=np.int64)]
    return np.concatenate(counts)


def _bodies(
    rows: NDArray[np.int64], begin: NDArray[np.intp], end: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """First and last row through the bodies of the letters, of each line from *begin* to before *end*."""
    length = end - begin
    first = np.cumsum(length) - length
    places = np.arange(length.sum()) + np.repeat(begin - first, length)
    blackest = np.repeat(np.maximum.reduceat(rows[places], first), length)
    body = rows[places] > _CORE * blackest
    top = np.minimum.reduceat(np.where(body, places, rows.size), first)
    bottom = np.maximum.reduceat(np.where(body, places, -1), first)
    return top, bottom


def worth(lines: Sequence[Line]) -> float:
    """How well something was read: sure letters count for, unsure ones little, stray marks nothing."""
    words = [word for line in lines for word in line.words if len(word.text) > 1]
    return sum(len(word.text) * max(0.0, word.confidence - 0.3) for word in words)


def lies_down(lines: Sequence[Line]) -> bool:
    """Whether the words that were read lie on their side.

    Tesseract reads sideways words too, but boxes them taller than wide. Measured, share of letters in such words: 0.00 to
    0.08 on upright drawings, 0.98 to 1.00 on pages on their side.
    """
    words = [word for line in lines for word in line.words if len(word.text) > 2]
    tall = sum(len(word.text) for word in words if word.box.height > word.box.width)
    return bool(words) and tall >= 0.5 * sum(len(word.text) for word in words)


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
