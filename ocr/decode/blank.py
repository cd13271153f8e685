"""Is a side empty? Wrongly calling it so hides a paper, so every doubt says no.

Dust, the shadow along an edge, a scanner's streak, punch holes and a seal showing through from the front are not
content; one word, a page number or a stamp is. Distances are in millimetres of paper.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.decode.image import PageImage, Pixels
from ocr.pieces import pieces

_DPI = 150
_MM = _DPI / 25.4
_A4_LONG_SIDE = 11.7
_MARGIN = 2.0
_DARKEST_PAPER = 90
_INK = 60
"""Levels darker than the paper around it. Print from the other side stays below 45, worn toner reaches 80."""
_BLACK = 110
_MARK = 1.7
"""Anything this high or wide is a mark; a full stop or dust is smaller."""
_HIGHEST_MARK = 12.0
_ENOUGH_MARKS = 12
_STRIP = 0.12
_STRIDE = 8
_MAX_SPECKS = 40
_SPECK_AREA = 4
_RED = 25
_STRONG_RED = 60
_STRONG_SHARE = 0.02
"""Share of red that is strong. Measured on scans: none to 0.00 for pale show-through, 0.15 and more for every seal put on."""
_SEAL = (15.0, 48.0)
_SEAL_GAP = 7.0
_SEAL_FILL = 0.24
"""Share of its frame that a seal seen from behind may fill. Measured on scans: 0.10 and 0.18 from behind, 0.32 to 0.79
on the front."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Spot:
    left: int
    top: int
    width: int
    height: int
    area: int


def is_blank(image: PageImage) -> bool:
    """True when nothing was written, printed or stamped on this side."""
    dpi = image.dpi or max(image.width, image.height) / _A4_LONG_SIDE
    if _plainly_written(image.pixels, dpi):
        return False
    pixels = _at_working_size(image.pixels, dpi)
    grey = _grey(pixels)
    if min(grey.shape) < 20 * _MM or float(np.median(grey)) < _DARKEST_PAPER:
        return False
    red = _red(pixels)
    inner = tuple(slice(round(_MARGIN * _MM), -round(_MARGIN * _MM)) for _ in range(2))
    ink = _ink(grey) & ~red
    return _only_dust(ink[inner]) and (_only_pale(pixels, red) or _only_seals_from_behind(red[inner]))


def _plainly_written(pixels: Pixels, dpi: float) -> bool:
    """A strip of the side, where most is dark, already holds marks that the whole test would stumble over as well.

    Most sides are written on, and this takes a tenth of the time. A mark that reaches the strip's border may be part
    of a shadow or a streak, and does not count.
    """
    height, width = pixels.shape[:2]
    high, aside = int(height * _STRIP), round(_MARGIN * dpi / 25.4)
    if aside < 1 or high < _HIGHEST_MARK * dpi / 25.4 or width <= 4 * aside:
        return False  # a stamp, not a sheet
    dark = _grey(np.ascontiguousarray(pixels[::_STRIDE, ::_STRIDE])) < _BLACK
    rows = np.convolve(np.count_nonzero(dark, axis=1), np.ones(max(1, high // _STRIDE)), mode="valid")
    # no nearer to the upper and lower edge than the whole test looks
    top = int(np.clip(int(rows.argmax()) * _STRIDE, aside, max(aside, height - aside - high)))
    strip = _at_working_size(np.ascontiguousarray(pixels[top : top + high, aside:-aside]), dpi)
    _, stats = pieces((_ink(_grey(strip)) & ~_red(strip)).astype(np.uint8))
    left, up, wide, tall, _ = stats[1:].T
    inside = (left > 0) & (up > 0) & (left + wide < strip.shape[1]) & (up + tall < strip.shape[0])
    marks = inside & (np.maximum(wide, tall) >= _MARK * _MM) & (np.maximum(wide, tall) <= _HIGHEST_MARK * _MM)
    return int(np.count_nonzero(marks)) >= _ENOUGH_MARKS


def _at_working_size(pixels: Pixels, dpi: float) -> Pixels:
    scale = _DPI / dpi
    if scale >= 1:
        return pixels
    height, width = (max(1, round(side * scale)) for side in pixels.shape[:2])
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _grey(pixels: Pixels) -> Pixels:
    return pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _ink(grey: Pixels) -> Mask:
    """Darker than the paper nearby, or plainly dark: a black field is its own neighbourhood."""
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
    paper = cv2.resize(cv2.medianBlur(small, 31), (width, height), interpolation=cv2.INTER_LINEAR)
    darker: Mask = paper.astype(np.int16) - grey > _INK
    return darker | (grey < _BLACK)


def _red(pixels: Pixels) -> Mask:
    """Seal ink, with the fringe around it."""
    if pixels.ndim == 2:
        return np.zeros(pixels.shape, dtype=np.bool_)
    first, second, third = cv2.split(pixels)
    reddish = (cv2.subtract(first, cv2.max(second, third)) > _RED).astype(np.uint8)
    return np.asarray(cv2.dilate(reddish, np.ones((3, 3), np.uint8)), dtype=np.bool_)


def _only_pale(pixels: Pixels, red: Mask) -> bool:
    """Red print seen through the sheet is pale throughout: seals, frames, letters in mirror writing."""
    if not red.any():
        return True
    seen = pixels[red].astype(np.int16)
    strong = seen[:, 0] - seen[:, 1:].max(axis=1) > _STRONG_RED
    return float(strong.mean()) < _STRONG_SHARE


def _only_dust(ink: Mask) -> bool:
    height, width = ink.shape
    specks = 0
    for spot in _spots(ink):
        if _edge_shadow(spot, width, height) or _streak(spot, width, height) or _punch_hole(spot, width, height):
            continue
        if max(spot.width, spot.height) >= _MARK * _MM:
            return False
        specks += spot.area >= _SPECK_AREA
    return specks <= _MAX_SPECKS


def _only_seals_from_behind(red: Mask) -> bool:
    """Seal ink that soaks through is round, patchy and pale; a stamp put on this side fills its frame."""
    gap = round(_SEAL_GAP * _MM)
    joined = cv2.morphologyEx(red.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    for spot in _spots(joined > 0):
        inside = red[spot.top : spot.top + spot.height, spot.left : spot.left + spot.width]
        count = int(np.count_nonzero(inside))
        if max(spot.width, spot.height) < _MARK * _MM:
            continue
        shape = all(_SEAL[0] <= side / _MM <= _SEAL[1] for side in (spot.width, spot.height))
        if not shape or count > _SEAL_FILL * spot.width * spot.height:
            return False
    return True


def _edge_shadow(spot: _Spot, width: int, height: int) -> bool:
    touches = spot.left == 0 or spot.top == 0 or spot.left + spot.width == width or spot.top + spot.height == height
    return touches and min(spot.width, spot.height) < 3 * _MM and max(spot.width, spot.height) > 10 * _MM


def _streak(spot: _Spot, width: int, height: int) -> bool:
    """Dust on a sheet feeder's glass draws a hair line along the whole sheet."""
    down = spot.width <= 0.8 * _MM and spot.height > 0.6 * height
    across = spot.height <= 0.8 * _MM and spot.width > 0.6 * width
    return down or across


def _punch_hole(spot: _Spot, width: int, height: int) -> bool:
    round_one = abs(spot.width - spot.height) < 1 * _MM and 4 * _MM <= spot.width <= 8 * _MM
    full = 0.65 <= spot.area / (spot.width * spot.height) <= 0.9
    right, bottom = width - spot.left - spot.width, height - spot.top - spot.height
    return round_one and full and min(spot.left, spot.top, right, bottom) < 15 * _MM


def _spots(mask: Mask) -> list[_Spot]:
    _, stats = pieces(mask.astype(np.uint8))
    return [_Spot(*row) for row in stats[1:].tolist()]
