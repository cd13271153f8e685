"""Lines a dirty glass draws: hairlines straight along the feed, through print and margins alike, up to the rim."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.faults.side import Side, runs
from ocr.prepare.placement import Grey
from pipeline.model.geometry import Box

_BANDS = 16
_ROWS = 4
"""Every so many rows one is looked at."""
_WIDEST = 1.6
"""Millimetres; what is wider is a bar, not a streak."""
_DARK, _DARK_MANY = 0.36, 0.22
"""Share of the paper's light a single streak takes, and each of several."""
_PAPER, _PRINT = 0.6, 0.45
"""Beside a dark streak there is paper, beside a light one print: of the paper's light."""
_BARE, _INKED = 0.3, (0.06, 0.6)
"""Share of a band that must be so before the band says anything. What is inked throughout is a rule, not print."""
_KNOWN = 0.5
_MOST_OF_BAND = 0.85
_LONG = 0.60
"""Of the page's length, from a rim on: a rule of a table ends before it."""
_RIM = 4.0
"""Millimetres beside the picture's own edges that are no concern of this search."""


def streaks(side: Side) -> Iterator[Box]:
    """Boxes of streaks, down the picture or across it."""
    for turned in (False, True):
        grey = np.ascontiguousarray(side.grey.T) if turned else side.grey
        found = _down(grey, side.dpi, side.paper_level)
        for left, right, top, bottom in found:
            yield Box(top, left, bottom, right) if turned else Box(left, top, right, bottom)


def _down(grey: Grey, dpi: float, paper: float) -> list[tuple[int, int, int, int]]:
    """(left, right, top, bottom) of the streaks down *grey*."""
    reach = max(2, round(_WIDEST * dpi / 25.4 / 2) + 1)
    rows = grey[::_ROWS]
    if rows.shape[0] < 4 * _BANDS or grey.shape[1] < 8 * reach:
        return []
    one, other, here = rows[:, : -2 * reach], rows[:, 2 * reach :], rows[:, reach:-reach]
    # against the darker neighbour, so that the flank of something wide is no streak
    darker, bare = cv2.subtract(cv2.min(one, other), here), _flags(cv2.min(one, other) > _PAPER * paper)
    chosen = _chains(_flags(darker > _DARK_MANY * paper), bare, (_BARE, 1.0), dpi)
    if len(chosen) < 2:
        chosen = chosen and _chains(_flags(darker > _DARK * paper), bare, (_BARE, 1.0), dpi)
    rim = round(_RIM * dpi / 25.4)
    high = grey.shape[0] / _BANDS
    return [
        (a + reach, b + reach, round(first * high), round(last * high))
        for a, b, first, last in chosen
        if rim < a + reach and b + reach < grey.shape[1] - rim
    ]


def _flags(where: NDArray[np.bool_]) -> NDArray[np.uint8]:
    return where.astype(np.uint8)


def _chains(marked: Grey, valid: Grey, share: tuple[float, float], dpi: float) -> list[tuple[int, int, int, int]]:
    """(left, right, first band, one past the last band) of columns marked in band after band, from a rim on.

    Only *valid* pixels count; a band where fewer than the lesser *share* of them are goes with its neighbours, one where more
    than the greater are goes against them.
    """
    bands = []
    for mark, sound in zip(np.array_split(marked, _BANDS), np.array_split(valid, _BANDS), strict=True):
        hit, held = (cv2.reduce(field, 0, cv2.REDUCE_SUM, dtype=cv2.CV_32S)[0] for field in (mark & sound, sound))
        known, fit = held >= share[0] * mark.shape[0], held <= share[1] * mark.shape[0]
        bands.append(np.where(known, np.where(fit & (hit >= _MOST_OF_BAND * held), 1, -1), 0))
    verdict = np.stack(bands)
    # a streak may wander by a pixel from band to band
    held = np.stack(
        [cv2.dilate((b > 0).astype(np.uint8).reshape(1, -1), np.ones((1, 3), np.uint8))[0] for b in verdict]
    )
    held = held | (verdict == 0)
    enough = (verdict > 0).sum(axis=0) >= _KNOWN * _BANDS
    found = []
    for upended in (False, True):
        stack = held[::-1] if upended else held
        length = np.where(stack.all(axis=0), _BANDS, stack.argmin(axis=0))
        near = cv2.dilate(enough.astype(np.uint8).reshape(1, -1), np.ones((1, 3), np.uint8))[0] > 0
        for a, b in runs((length >= _LONG * _BANDS) & near):
            if b - a <= (_WIDEST * dpi / 25.4) + 4:
                far = int(length[a:b].max())
                found.append((a, b, _BANDS - far, _BANDS) if upended else (a, b, 0, far))
    return [f for n, f in enumerate(found) if not any(abs(f[0] - e[0]) < 6 for e in found[:n])]
