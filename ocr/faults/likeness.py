"""Whether two sides are scans of the same sheet: the same ink at the same places, whatever the light, the angle and the dust.

Two forms filled in by two people share the print and differ where they are filled in, so every place with ink on it has to
agree, not most of the sheet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.faults.lean import turn
from ocr.faults.side import Side
from ocr.prepare.placement import Grey
from ocr.prepare.skew import WORTH_TURNING

_LONG_SIDE = 1000
"""Pixels: about 85 dpi on A4; at less, different words look alike."""
_BLOCK = (72, 40)
"""Width and height of the places compared, pixels: 21 x 12 mm of A4."""
_SHIFT = 8
_INKED = 0.02
_FEWEST_BLOCKS = 6
_AGREE, _MOST = 0.76, 0.96
"""Correlation of a place that agrees, and share of the places that must."""
_COARSE, _ALIKE = 12, 0.80
_SHAPE = 0.06
_FAR = 70


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is kept of a side to know it again: its ink, small, upright and straight, as PNG."""

    picture: bytes = field(repr=False)
    coarse: tuple[float, ...] = field(repr=False)


def likeness_of(side: Side) -> Likeness | None:
    """None of a side without ink enough to know it by."""
    ink = _upright(side)
    if float(ink.mean()) < 255 * 0.002:
        return None
    coarse = cv2.resize(ink, (_COARSE, _COARSE), interpolation=cv2.INTER_AREA).astype(np.float32).ravel()
    done, png = cv2.imencode(".png", ink & 0xF0)
    return Likeness(png.tobytes(), tuple(float(v) for v in coarse)) if done else None


def twins(sides: Mapping[int, Likeness]) -> tuple[tuple[int, int], ...]:
    """Pairs of numbers, the lower one first, of sides that are scans of one sheet as far as their ink tells."""
    numbers = sorted(sides)
    if len(numbers) < 2:
        return ()
    coarse = np.array([sides[n].coarse for n in numbers], dtype=np.float32)
    coarse -= coarse.mean(axis=1, keepdims=True)
    coarse /= np.maximum(np.linalg.norm(coarse, axis=1, keepdims=True), 1e-6)
    near = np.triu(coarse @ coarse.T >= _ALIKE, k=1)
    return tuple(
        (numbers[a], numbers[b])
        for a, b in np.argwhere(near).tolist()
        if same_sheet(sides[numbers[a]], sides[numbers[b]])
    )


def same_sheet(one: Likeness, other: Likeness) -> bool:
    """Whether the ink of both agrees place by place."""
    return agreement(one, other) >= _MOST


def agreement(one: Likeness, other: Likeness) -> float:
    """Share of the inked places of either that are found on the other; 0 when there are too few to say."""
    first, second = _opened(one), _opened(other)
    if abs(first.shape[0] / first.shape[1] - second.shape[0] / second.shape[1]) > _SHAPE:
        return 0.0
    second = np.asarray(cv2.resize(second, (first.shape[1], first.shape[0]), interpolation=cv2.INTER_AREA))
    (x, y), _ = cv2.phaseCorrelate(first.astype(np.float32), second.astype(np.float32))
    if max(abs(x), abs(y)) > _FAR:
        return 0.0
    move = np.array([[1, 0, -x], [0, 1, -y]], dtype=np.float32)
    laid = np.asarray(cv2.warpAffine(second, move, (first.shape[1], first.shape[0])), dtype=np.uint8)
    return min(_found(first, laid), _found(laid, first))


def _found(here: Grey, there: Grey) -> float:
    scores = []
    width, height = _BLOCK
    for top in range(_SHIFT, here.shape[0] - height - _SHIFT, height):
        for left in range(_SHIFT, here.shape[1] - width - _SHIFT, width):
            block = here[top : top + height, left : left + width]
            if float(block.mean()) >= 255 * _INKED:
                field = there[top - _SHIFT : top + height + _SHIFT, left - _SHIFT : left + width + _SHIFT]
                scores.append(float(cv2.matchTemplate(field, block, cv2.TM_CCOEFF_NORMED).max()))
    if len(scores) < _FEWEST_BLOCKS:
        return 0.0
    return float((np.array(scores) >= _AGREE).mean())


def _upright(side: Side) -> Grey:
    """The ink, 0 to 255, turned and straightened, without what lies beside the sheet."""
    height, width = side.small.shape
    beside = cv2.resize(side.beside, (width, height), interpolation=cv2.INTER_NEAREST)
    depth = cv2.subtract(side.paper_here, side.small)
    depth = np.where((beside > 0) | (depth < 40), 0, depth).astype(np.uint8)
    turned = np.ascontiguousarray(np.rot90(depth, -turn(side)))
    degrees = side.sight.turned(turn(side)).lean.degrees
    if abs(degrees) >= WORTH_TURNING / 3:
        middle = turned.shape[1] / 2, turned.shape[0] / 2
        back = cv2.getRotationMatrix2D(middle, degrees, 1.0)
        turned = np.asarray(cv2.warpAffine(turned, back, (turned.shape[1], turned.shape[0])), dtype=np.uint8)
    scale = _LONG_SIDE / max(turned.shape)
    small = cv2.resize(turned, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), 0.8), dtype=np.uint8)


def _opened(likeness: Likeness) -> NDArray[np.uint8]:
    return np.asarray(cv2.imdecode(np.frombuffer(likeness.picture, np.uint8), cv2.IMREAD_GRAYSCALE), dtype=np.uint8)
