"""Secrecy stamps are red, and red ink is dropped before a page is read: they are looked for by themselves.

Secret papers are outside digitization (TT 01/2023/TT-VPCP, Đ4); NĐ 30/2020, Phụ lục I, puts the stamp (box 10a) into the
upper part of the first page, in capitals.
"""

import re
from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.prepare.placement import Grey, turned
from pipeline.model.reading import Line

_RED = 40
"""Levels by which red exceeds green and blue in stamp ink."""
_LEAST_MM2 = 8.0
"""Less red ink than this in the upper half is dust."""
_DEGREE = re.compile(r"^\W*(?:(?:T[ỐÓÔO]I|TUY[ỆẾÊE]T)\s*)?M[ẬÂẠẶ]T\W*$")


def bears_red_secrecy_stamp(
    pixels: Grey, dpi: int, quarter_turns: int, read: Callable[[Grey, int], Sequence[Line]]
) -> bool:
    """Whether MẬT, TỐI MẬT or TUYỆT MẬT stands alone on a line of red ink in the upper half of the upright page."""
    if pixels.ndim == 2 or _red_mm2(_upper_half(pixels[::4, ::4], quarter_turns), dpi / 4) < _LEAST_MM2:
        return False
    upper = np.where(_is_red(_upper_half(pixels, quarter_turns)), 0, 255).astype(np.uint8)
    # pale ink is dotted: close it so that letters hold together; a frame round the word is no part of it
    solid = np.asarray(cv2.morphologyEx(upper, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), dtype=np.uint8)
    return any(_DEGREE.match(line.text) for line in read(_without_frames(solid), dpi))


def _upper_half(pixels: Grey, quarter_turns: int) -> Grey:
    upright, _ = turned(np.ascontiguousarray(pixels), quarter_turns)
    return np.ascontiguousarray(upright[: upright.shape[0] // 2])


def _is_red(pixels: Grey) -> NDArray[np.bool_]:
    red, green, blue = cv2.split(pixels)
    return np.asarray(cv2.subtract(red, cv2.max(green, blue)) > _RED, dtype=np.bool_)


def _red_mm2(pixels: Grey, dpi: float) -> float:
    return float(np.count_nonzero(_is_red(pixels))) * (25.4 / dpi) ** 2


def _without_frames(ink: Grey) -> Grey:
    """Long straight strokes taken out: the box that many stamps have."""
    dark = 255 - ink
    length = max(25, ink.shape[1] // 25)
    across = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    frames = cv2.dilate(cv2.bitwise_or(across, down), np.ones((5, 5), np.uint8))
    return np.where(frames > 0, 255, ink).astype(np.uint8)
