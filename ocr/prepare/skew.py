"""How far the lines of text lean, from how sharply the rows of letter feet stand out (projection profile).

The rows of an upright page are far sharper than its columns: the same measure, taken both ways, tells a page on its side.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.prepare.placement import PAPER, Grey, Mask, Matrix

_WIDEST = 15.0
_COARSE = 0.5
_FINE = (0.25, 0.12, 0.06, 0.03)
_FEWEST_FEET = 120
_MOST_FEET = 6000
_CLEAR = 3.0
"""The best angle must stand out from the usual one by this factor, or the page has no direction."""
WORTH_TURNING = 0.35
"""Degrees. Below this the engine copes, and turning only blurs."""

Places = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lean:
    """*degrees* that lines fall to the right (positive clockwise), and how sharp they are there."""

    degrees: float
    sharpness: float


@dataclass(frozen=True, slots=True)
class Direction:
    """Lean of the lines taken as rows, and how the page looks taken as columns."""

    lean: Lean
    sideways: bool


def direction(ink: Mask) -> Direction:
    """Measure *ink*. Nearly empty and directionless pages come out straight and upright.

    On scans upright pages, tables included, are at least twice as sharp in rows as in columns, pages on their side
    at most a quarter; so the line is drawn at one.
    """
    rows, columns = lean_of(ink), lean_of(np.ascontiguousarray(ink.T))
    return Direction(rows, columns.sharpness > max(rows.sharpness, 1e-9))


def lean_of(ink: Mask) -> Lean:
    """How far the lines of *ink* lean, taken as rows."""
    feet = ink.copy()
    feet[:-1] &= 1 - ink[1:]
    down, across = (axis.astype(np.float32) for axis in np.nonzero(feet))
    if down.size < _FEWEST_FEET:
        return Lean(0.0, 0.0)
    stride = max(1, down.size // _MOST_FEET)
    few_down, few_across = (axis[::stride] * np.float32(0.5) for axis in (down, across))
    angles = np.arange(-_WIDEST, _WIDEST + _COARSE / 2, _COARSE)
    scores = np.array([_sharpness(few_down, few_across, angle) for angle in angles])
    if scores.max() < _CLEAR * np.median(scores):
        return Lean(0.0, 0.0)
    best = float(angles[scores.argmax()])
    for step in _FINE:
        best = max((best, best - step, best + step), key=lambda angle: _sharpness(down, across, angle))
    return Lean(best, _sharpness(down, across, best) / down.size**2)


def _sharpness(down: Places, across: Places, degrees: float) -> float:
    angle = np.deg2rad(degrees)
    rows = down * np.float32(np.cos(angle)) - across * np.float32(np.sin(angle))
    counts = np.bincount((rows - rows.min()).astype(np.int32)).astype(np.float32)
    steps = np.diff(counts)
    return float(np.dot(steps, steps))


def straightened(grey: Grey, degrees: float, scale: float) -> tuple[Grey, Matrix]:
    """*grey* turned back by *degrees* and enlarged by *scale* in one step, on a sheet that holds all of it."""
    if not degrees and scale == 1.0:
        return grey, np.eye(3)
    if not degrees:
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        sized = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=method)
        return np.asarray(sized, dtype=np.uint8), np.diag([scale, scale, 1.0])
    height, width = grey.shape
    angle = np.deg2rad(degrees)
    cos, sin = scale * np.cos(angle), scale * np.sin(angle)
    matrix = np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1.0]])
    corners = matrix[:2, :2] @ np.array([[0, width, 0, width], [0, 0, height, height]])
    matrix[:2, 2] = -corners.min(axis=1)
    size = (int(np.ceil(np.ptp(corners[0]))), int(np.ceil(np.ptp(corners[1]))))
    lean = cv2.warpAffine(grey, matrix[:2], size, flags=cv2.INTER_CUBIC, borderValue=(PAPER,))
    return np.asarray(lean, dtype=np.uint8), matrix
