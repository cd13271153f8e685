"""Long straight strokes: rules of tables, frames, underlines. They are sought at half the page's resolution."""

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.pieces import pieces
from ocr.prepare.placement import Mask
from pipeline.model.geometry import Box

_HALF = 2
_STEP = 4
"""Pixels along a stroke, at half size, that are looked at together: a stroke is what fills them."""
_FILLED = 0.75
_LONG = 5.0
"""Letter heights. A dash or the bar of a large T is shorter, and so is the stem of a large l."""
_THICK = 0.5
"""Letter heights; what is thicker is a bar, a shadow, a white-on-dark block."""
_MEETS = 0.5
"""Letter heights."""
_LEAN = 0.01
"""Of its length a stroke may climb: pages are straight to a tenth of a degree, sheets bend."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The boxes of the level and of the upright strokes, and their ink at half the page's size."""

    mask: Mask = field(repr=False)
    level: tuple[Box, ...]
    upright: tuple[Box, ...]

    def without(self, ink: Mask) -> Mask:
        """*ink*, of the whole page, less the strokes."""
        if not self.level and not self.upright:
            return ink
        mask = cv2.resize(self.mask, (ink.shape[1], ink.shape[0]), interpolation=cv2.INTER_NEAREST)
        return np.asarray(cv2.subtract(ink, mask), dtype=np.uint8)


def walls_of(rules: Rules, letter: float) -> tuple[Box, ...]:
    """The upright strokes that part what stands on either side: they meet level ones, or carry on such that do.

    A streak that a dirty scanner glass draws down the page meets none, and runs through the middle of sentences.
    """
    near = round(_MEETS * letter)
    crossing = [wall for wall in rules.upright if any(_near(wall, rule, near) for rule in rules.level)]
    return tuple(
        wall
        for wall in rules.upright
        if wall in crossing or any(abs(wall.left - other.left) <= near for other in crossing)
    )


def _near(one: Box, other: Box, room: int) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across >= -room and down >= -room


NO_RULES = Rules(np.zeros((0, 0), np.uint8), (), ())


def rules_in(half: Mask, letter: float) -> Rules:
    """Strokes in *half*, a page's ink (0 or 255) at half its size, that are long for letters *letter* pixels tall."""
    across, level = _along(half, letter / _HALF)
    down, standing = _along(np.ascontiguousarray(half.T), letter / _HALF)
    upright = tuple(Box(box.top, box.left, box.bottom, box.right) for box in standing)
    return Rules(np.asarray(cv2.bitwise_or(across, np.ascontiguousarray(down.T)), dtype=np.uint8), level, upright)


def _along(half: Mask, letter: float) -> tuple[Mask, tuple[Box, ...]]:
    """The level strokes: their pixels in *half*, and their boxes on the whole page."""
    height, width = half.shape
    if width < _STEP:
        return np.zeros_like(half), ()
    cells = width // _STEP
    coarse = cv2.resize(half[:, : cells * _STEP], (cells, height), interpolation=cv2.INTER_AREA)
    full = np.asarray(coarse > 255 * _FILLED, dtype=np.uint8)
    full |= _drifting(full)
    least = max(3, round(_LONG * letter / _STEP) - 1)
    long = cv2.morphologyEx(full, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    labels, stats = pieces(np.asarray(long, dtype=np.uint8))
    slim = np.asarray(stats[:, 3] <= max(2.0, _THICK * letter) + stats[:, 2] * _STEP * _LEAN, dtype=bool)
    slim[0] = False
    if not slim.any():
        return np.zeros_like(half), ()
    kept = cv2.dilate(slim[labels].astype(np.uint8) * 255, np.ones((3, 3), np.uint8))  # soft edges and ends too
    mask = np.zeros_like(half)
    mask[:, : cells * _STEP] = cv2.resize(kept, (cells * _STEP, height), interpolation=cv2.INTER_NEAREST)
    long_way = _HALF * _STEP
    boxes = [
        Box(x * long_way, y * _HALF, (x + w) * long_way, (y + h) * _HALF) for x, y, w, h, _ in stats[slim].tolist()
    ]
    return np.asarray(cv2.bitwise_and(mask, half), dtype=np.uint8), tuple(boxes)


def _drifting(full: Mask) -> NDArray[np.uint8]:
    """Cells that carry a leaning stroke on where it passes from one row to the next."""
    near = np.zeros_like(full)
    near[1:], near[:-1] = full[:-1], near[:-1] | full[1:]
    drift = np.zeros_like(full)
    drift[:, 1:-1] = near[:, :-2] & near[:, 2:]
    return drift
