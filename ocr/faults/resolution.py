"""Whether the scan holds as many dots as the rule asks for, in colour (NĐ 30/2020/NĐ-CP, Phụ lục I: colour, at least 200 dpi),
and whether they are dots of the paper: a coarse scan enlarged afterwards has the number without the detail.

Enlarging leaves a beat: every new pixel is mixed from its neighbours, by shares that repeat with the ratio of the sizes. Of
a whitened row (all its frequencies made equally strong) the strength then swings at exactly that frequency; nothing on
paper does.
"""

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.faults.side import A4_LONG_SIDE, Side
from ocr.prepare.placement import Grey

SCAN_DPI = 200
_TOLERANCE = 0.97
_SHEET, _CARD = 2**0.5, 85.6 / 53.98
"""Long side over short side: of the A sizes (ISO 216), and of an identity card (ISO 7810 ID-1)."""
_NEAR_SHEET, _NEAR_CARD = 0.025, 0.05
_CARD_INCHES = 85.6 / 25.4
_CARD_PIXELS = 1400
_SMALL_SHEET = 8.2
"""Inches: up to A5 a sheet may be a small one, or a larger one with a resolution that is not true."""
_SMALL_PRINT = 1.5
"""Millimetres, median height of letters: print of ordinary papers is 1.6 and more."""
_LETTER = 2.0
"""The same on most papers."""
_DULL = 0.55
"""Steepness of edges (see `sharpness`) from which the pixels may be enlarged ones."""
_DULLER = 0.46
_BEAT = 11.0
"""How far the beat stands out of the other frequencies. Measured: 18 to 200 on enlarged scans, below 7 on others."""
_PLAIN_BEAT = 20.0
"""From here on one direction is enough."""
_ROWS = 320
_FEWEST_ROWS = 40
_JPEG = 1 / 8
_SLACK = 0.004

Rows = NDArray[np.float32]


def true_dpi(side: Side) -> float:
    """Pixels to the inch of paper, as far as the size of the sheet and of its letters tell; 0 when nothing does."""
    image = side.image
    long_side, short = max(image.width, image.height), min(image.width, image.height)
    ratio = long_side / max(1, short)
    if abs(ratio - _CARD) < _NEAR_CARD and (long_side / _CARD_INCHES < image.dpi or not image.dpi):
        return long_side / _CARD_INCHES if long_side < _CARD_PIXELS else 0.0
    letters = side.sight.letters
    if image.dpi:
        small = long_side / image.dpi < _SMALL_SHEET and abs(ratio - _SHEET) < _NEAR_SHEET
        false = small and 0 < letters / image.dpi * 25.4 < _SMALL_PRINT
        return long_side / A4_LONG_SIDE if false else float(image.dpi)
    if abs(ratio - _SHEET) < _NEAR_SHEET:
        return long_side / A4_LONG_SIDE
    return letters / _LETTER * 25.4


def resolution_faults(side: Side, steepness: float) -> Iterator[str]:
    """References: ``below-200-dpi``, ``false-resolution``. *steepness* is the page's (`Sharpness.whole`)."""
    if side.image.rendered:
        return  # drawn by us, as fine as we please
    dpi = true_dpi(side)
    if 0 < dpi < SCAN_DPI * _TOLERANCE:
        yield "below-200-dpi"
    elif side.image.dpi and dpi < side.image.dpi * _TOLERANCE:
        yield "false-resolution"
    elif dpi and steepness <= _DULL:
        times = enlarged(side.grey, steepness)
        if times > 1 and dpi / times < SCAN_DPI * _TOLERANCE:
            yield "false-resolution"


def enlarged(grey: Grey, steepness: float) -> float:
    """How many times *grey* was enlarged after scanning; 1 when there is no sign of it."""
    across, down = _beat(grey), _beat(np.ascontiguousarray(grey.T))
    agreed = bool(across[1] and down[1]) and abs(across[0] - down[0]) <= 2 * _SLACK
    beat, strength = max(across, down, key=lambda found: found[1])
    if not strength or not (agreed or strength > _PLAIN_BEAT):
        return 1.0
    # a frequency of 1/3 is left by 3 times and by 1.5 times; the duller one is the larger
    few, many = 1 / (1 - beat), 1 / beat
    return many if steepness < _DULLER or many - few < 0.2 else few


def _beat(grey: Grey) -> tuple[float, float]:
    """(frequency, cycles a pixel, at which the strength of whitened rows swings; how far it stands out), zeros when it does not."""
    written = np.flatnonzero(cv2.reduce(cv2.bitwise_not(grey), 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S)[:, 0])
    if written.size < _FEWEST_ROWS:
        return 0.0, 0.0
    rows = grey[written[:: max(1, written.size // _ROWS)]].astype(np.float32)
    white = _whitened(rows)
    strongest, where = 0.0, 0.0
    for lag in (0, 1):
        swing = white[:, : white.shape[1] - lag] * white[:, lag:]
        limit = float(np.percentile(np.abs(swing[::4]), 99)) or 1.0
        mean = np.clip(swing, -limit, limit).mean(axis=0)
        mean -= cv2.blur(mean.reshape(1, -1), (33, 1))[0]
        strength = np.abs(np.fft.rfft(mean * np.hanning(mean.size)))
        frequencies = np.fft.rfftfreq(mean.size)
        usual = float(np.median(strength[frequencies > 0.1])) or 1.0
        for place in _peaks(strength / usual, frequencies):
            if strength[place] / usual > strongest:
                strongest, where = float(strength[place] / usual), float(frequencies[place])
    return where, strongest


def _peaks(strength: NDArray[Any], frequencies: NDArray[Any]) -> Iterator[int]:
    """Where the beat may be: JPEG has one of its own in every eighth pixel, so there more is asked."""
    eighths = np.round(frequencies / _JPEG) * _JPEG
    own = np.abs(frequencies - eighths) < _SLACK
    jpeg = max((float(strength[np.abs(frequencies - n * _JPEG) < _SLACK].max()) for n in (1, 3)), default=0.0)
    bar = np.where(own, np.maximum(2 * _BEAT, 1.5 * jpeg), _BEAT)
    fit = (frequencies > 0.22) & (strength > bar)
    if fit.any():
        yield int(np.where(fit, strength, 0).argmax())


def _whitened(rows: Rows) -> Rows:
    spectrum = np.fft.rfft(rows - rows.mean(axis=1, keepdims=True), axis=1)
    power = (np.abs(spectrum) ** 2).mean(axis=0).astype(np.float32)
    smooth = cv2.blur(power.reshape(1, -1), (31, 1))[0]
    return np.fft.irfft(spectrum / np.sqrt(smooth + 1), n=rows.shape[1], axis=1).astype(np.float32)
