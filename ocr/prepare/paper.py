"""The paper under the ink: shade and show-through taken away."""

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.prepare.cells import in_cells
from ocr.prepare.placement import PAPER, Grey

_STEP = 8
_STROKE_CLEARANCE = 9
"""Cells of `_STEP` pixels: wider than letters are thick, narrower than shadows."""
_DARKEST_PAPER = 40
_EVEN = 0.90
"""Darkest over brightest tenth of the paper; below it the light was uneven."""
_BRIGHT = 200
_SHOW_THROUGH = 225
"""Level, of a paper at 255, from which ink is taken to be the other side's."""
_FADED_INK = 110
_LEAST_CONTRAST = 60
_LEAST_INK = 0.0005


@dataclass(frozen=True, slots=True)
class Light:
    """How a page is lit: the paper's level on a coarse grid, and what is to be done about it."""

    background: Grey
    uneven: bool


def light_on(grey: Grey) -> Light:
    """Measure the paper's own level everywhere, as if nothing were written on it."""
    coarse = in_cells(grey, _STEP)
    kernel = np.ones((_STROKE_CLEARANCE, _STROKE_CLEARANCE), np.uint8)
    background = cv2.GaussianBlur(cv2.morphologyEx(coarse, cv2.MORPH_CLOSE, kernel), (0, 0), 3)
    background = np.maximum(background, _DARKEST_PAPER)
    low, middle, high = np.percentile(background, (10, 50, 90))
    uneven = bool(low < _EVEN * high or middle < _BRIGHT)
    return Light(np.asarray(background, dtype=np.uint8), uneven)


def flattened(grey: Grey, light: Light) -> Grey:
    """*grey* as if the paper were white and evenly lit."""
    if not light.uneven:
        return grey
    height, width = grey.shape
    background = cv2.resize(light.background, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, background, scale=PAPER), dtype=np.uint8)


def contrasted(grey: Grey) -> Grey:
    """Evened *grey* with its paper quite white. Only for uneven light: on a flat scan it costs thin strokes."""
    counts = np.bincount(grey[::4, ::4].reshape(-1), minlength=256)
    total = int(counts.sum())
    paper = int(np.searchsorted(np.cumsum(counts), 0.6 * total))
    dark = counts[: max(1, paper - 40)]
    if dark.sum() < _LEAST_INK * total:
        return grey
    ink = int(np.searchsorted(np.cumsum(dark), 0.25 * dark.sum()))
    white = paper * _SHOW_THROUGH / PAPER
    if ink > _FADED_INK or white - ink < _LEAST_CONTRAST:
        return grey
    levels = np.arange(256, dtype=np.float32) * (PAPER / white)
    return np.asarray(cv2.LUT(grey, np.clip(levels, 0, PAPER).astype(np.uint8)), dtype=np.uint8)
