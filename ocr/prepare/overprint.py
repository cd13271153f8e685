"""Coloured ink over black print: stamps ("ĐẾN", "BẢN SAO"), signatures across a name.

Only where black words stand beneath does the colour go, so that they can be read. Ink that stands by itself stays as
dark as it is, whatever its colour: people fill in and sign in blue, numbering machines strike in red.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.pieces import pieces
from ocr.prepare.cells import in_cells
from ocr.prepare.placement import Grey, Mask

_HALF = 2
"""Colours are judged on cells of so many pixels a side: the coloured rims a scanner gives black strokes are narrower."""
_COLOURED, _LEAST_COLOUR = 0.38, 34
_BLACK, _DARK = 0.18, 110
"""What counts as coloured and as black: spread of the channels as a share of how dark the ink is; and levels, the paper at 255."""
_LETTER = (1.0, 6.0)
"""Millimetres, height of black pieces that are print. Dots of a leader and rules are lower, frames and pictures taller."""
_WORD_GAP = 1.1
_FEWEST = 3
"""Black pieces side by side that make a word."""
_WITHIN = 0.35
"""A coloured piece goes as a whole when so much of it lies on words."""
_STROKE, _RIMS = 140, 0.6
"""Level of a cell that a black stroke touches; and the share of the colour beside such cells that makes it rims."""
_TOGETHER, _STAMPED = 1.2, 0.15
"""Millimetres around coloured ink within which more of it is the same stamp; and the share on words that dooms all of it."""
_TOO_MUCH = 0.2
"""Share of the page. More colour than this is a coloured sheet or a picture."""
_LIFT = 0.9
_LEAST_MM2 = 6.0

Flags = NDArray[np.bool_]


def without_overprint(grey: Grey, pixels: Grey, dpi: int) -> tuple[Grey, bool]:
    """(*grey* without coloured ink that crosses black print, whether there was any); *pixels* are the same page in colour."""
    small = in_cells(pixels, _HALF)
    over = _crossing(small, dpi / 25.4 / _HALF)
    if over is None:
        return grey, False
    out = grey.copy()
    for left, top, right, bottom in _blocks(over):
        mask = cv2.resize(over[top // _HALF : bottom // _HALF, left // _HALF : right // _HALF], (right - left, bottom - top),
                          interpolation=cv2.INTER_NEAREST)  # fmt: skip
        where = np.s_[top:bottom, left:right]
        out[where] = np.where(mask > 0, _without_colour(pixels[where]), out[where])
    return out, True


def _crossing(small: Grey, millimetre: float) -> Mask | None:
    """Cells whose colour is to go, or None: most pages have none."""
    level = _on_white(small)
    coloured, black = _inks(level)
    amount = np.count_nonzero(coloured)
    if amount < _LEAST_MM2 * millimetre**2 or amount > _TOO_MUCH * coloured.size:
        return None
    if _is_fringe(coloured, level):
        return None
    words = _words(black, millimetre)
    if not (words & coloured).any():
        return None
    over = (words & coloured) | _stamped(coloured, words, millimetre)
    if np.count_nonzero(over) < _LEAST_MM2 / 2 * millimetre**2:
        return None
    return np.asarray(cv2.dilate(over, np.ones((5, 5), np.uint8)), dtype=np.uint8)


def _is_fringe(coloured: Mask, level: Grey) -> bool:
    """Black strokes have coloured rims where a scanner's colours lie apart. Whether that is most of what is *coloured*."""
    red, green, blue = cv2.split(cv2.erode(level, np.ones((3, 3), np.uint8)))
    beside = cv2.max(cv2.max(red, green), blue) < _STROKE  # something that is dark in every colour
    return bool(np.count_nonzero(beside & (coloured > 0)) > _RIMS * np.count_nonzero(coloured))


def _stamped(coloured: Mask, words: Mask, millimetre: float) -> Mask:
    """Coloured pieces, and groups of them, that lie largely on words: a stamp's frame takes what it holds with it."""
    side = round(2 * _TOGETHER * millimetre) | 1
    near = cv2.dilate(coloured, np.ones((side, side), np.uint8))
    gone = np.zeros_like(coloured)
    for part, share in ((coloured, _WITHIN), (np.asarray(near, dtype=np.uint8), _STAMPED)):
        labels, stats = pieces(part)
        inked = np.bincount(labels[coloured > 0], minlength=len(stats))
        inside = np.bincount(labels[(words & coloured) > 0], minlength=len(stats))
        doomed = (inside >= share * inked) & (inside > 0)
        doomed[0] = False
        gone |= doomed.astype(np.uint8)[labels] & coloured
    return gone


def _on_white(small: Grey) -> Grey:
    """*small* with the paper's own tint taken off."""
    tint = np.median(small[::8, ::8].reshape(-1, 3), axis=0)
    return np.asarray(cv2.LUT(small, _to_white(tint)), dtype=np.uint8)


def _inks(level: Grey) -> tuple[Mask, Mask]:
    """(coloured ink, black ink) by cell."""
    most, least = _extremes(level)
    spread, depth = cv2.subtract(most, least), cv2.bitwise_not(least)
    coloured = (spread > _LEAST_COLOUR) & (spread > _COLOURED * depth)
    black = (most < _DARK) & (spread < _BLACK * depth)
    return coloured.astype(np.uint8), black.astype(np.uint8)


def _extremes(colours: Grey) -> tuple[Grey, Grey]:
    """(the lightest channel of each pixel, the darkest)."""
    red, green, blue = cv2.split(colours)
    most, least = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    return np.asarray(most, dtype=np.uint8), np.asarray(least, dtype=np.uint8)


def _to_white(tint: NDArray[np.float64]) -> Grey:
    ramp = np.arange(256)[:, None] * (255 / np.maximum(tint, 120))
    return np.clip(ramp, 0, 255).astype(np.uint8)[:, None, :]


def _words(black: Mask, millimetre: float) -> Mask:
    """Boxes of black words by cell."""
    _, stats = pieces(black)
    low, high = (side * millimetre for side in _LETTER)
    letters = (stats[:, 3] >= low) & (stats[:, 3] <= high) & (stats[:, 2] <= 4 * high)
    letters[0] = False
    rows = np.zeros_like(black)
    reach = round(_WORD_GAP * millimetre / 2)
    for x, y, w, h, _ in stats[letters].tolist():
        rows[y + h // 4 : y + h - h // 4 + 1, max(0, x - reach) : x + w + reach] = 1
    names, groups = cv2.connectedComponents(rows, connectivity=8)
    members = stats[letters]
    own = groups[members[:, 1] + members[:, 3] // 2, members[:, 0] + members[:, 2] // 2]
    words = np.zeros_like(black)
    for name in np.flatnonzero(np.bincount(own, minlength=names) >= _FEWEST):
        if name:
            word = members[own == name]
            left, top = word[:, 0].min(), word[:, 1].min()
            right, bottom = (word[:, 0] + word[:, 2]).max(), (word[:, 1] + word[:, 3]).max()
            words[top : bottom + 1, left : right + 1] = 1
    return words


def _blocks(over: Mask) -> list[tuple[int, int, int, int]]:
    """Where on the page something goes, as left, top, right, bottom."""
    near = cv2.dilate(over, np.ones((9, 9), np.uint8))
    _, stats = pieces(np.asarray(near, dtype=np.uint8))
    return [(x * _HALF, y * _HALF, (x + w) * _HALF, (y + h) * _HALF) for x, y, w, h, _ in stats[1:].tolist()]


def _without_colour(block: Grey) -> Grey:
    """Coloured ink is lightest in its own channel; what is left is lifted by how coloured it is."""
    most, least = _extremes(block)
    return np.asarray(cv2.addWeighted(most, 1.0, cv2.subtract(most, least), _LIFT, 0), dtype=np.uint8)
