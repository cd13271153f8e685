"""A sheet that lies on something darker: where its edges run, and the view of it from straight above.

Phone photos show a desk around the paper, open scanner lids a dark rim. Writing is closed away first, so that what is
left is paper, its shadows (soft) and the sheet's edges (sharp). Nothing is done unless at least two edges are plain and
the whole outline is nearly a rectangle.
"""

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.prepare.placement import PAPER, Grey, Mask, Matrix

_LONG_SIDE = 585
_CLEARANCE = 13
"""Pixels of the search image (50 dpi on A4): writing is narrower."""
_RIM = 0.01
_RIM_DARKER, _RIM_SHARE = 0.82, 0.15
"""How dark a rim of the picture must be against its paper, and how much of the rim, before anything is sought."""
_DROP = 0.13
_OVER = 3
"""An edge falls by this share of the paper within so many pixels; shadows of hands and heads take longer."""
_FROM = 0.5
"""Edges are sought from this share of the way between the middle and the rim outwards."""
_NEAR, _AGREE = 2.0, 0.6
"""Pixels from the straight line that still are on it, and the share of rows that must be."""
_FEWEST_EDGES = 2
_LEAST_AREA = 0.35
_SQUARE = 12.0
"""Degrees the corners may be off a right angle."""
_INSET = 0.01
"""Share of the sheet that is left out around it: its edge is never quite straight."""

Points = NDArray[np.float64]
Edge = tuple[float, float]
"""Across = first * along + second."""


@dataclass(frozen=True)
class Sheet:
    """The corners of the paper in pixels of the page: top left, top right, bottom right, bottom left."""

    corners: Points = field(repr=False)

    def turned(self, quarter_turns: int, width: float, height: float) -> "Sheet":
        """On the page turned clockwise by *quarter_turns*; *width* and *height* are the page's before."""
        corners = self.corners
        for _ in range(quarter_turns % 4):
            corners = np.roll(np.column_stack([height - corners[:, 1], corners[:, 0]]), 1, axis=0)
            width, height = height, width
        return Sheet(corners)

    def within(self, ink: Mask, scale: float) -> Mask:
        """*ink*, the page's at *scale*, without what lies beside the sheet."""
        paper = np.zeros_like(ink)
        cv2.fillConvexPoly(paper, np.round(self.inner * scale).astype(np.int32), 1)
        return np.asarray(ink * paper, dtype=np.uint8)

    @property
    def inner(self) -> Points:
        """The corners a little inwards."""
        middle = self.corners.mean(axis=0)
        return np.asarray(middle + (self.corners - middle) * (1 - _INSET), dtype=np.float64)

    @property
    def lean(self) -> float:
        """Degrees its upper and lower edges fall to the right."""
        across = (self.corners[1] - self.corners[0]) + (self.corners[2] - self.corners[3])
        return float(np.degrees(np.arctan2(across[1], across[0])))


def sheet_on(grey: Grey) -> Sheet | None:
    """The sheet that lies on *grey*; None when the paper reaches the rim, as on every ordinary scan."""
    scale = min(1.0, _LONG_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    closed = cv2.morphologyEx(cv2.medianBlur(small, 3), cv2.MORPH_CLOSE, np.ones((_CLEARANCE, _CLEARANCE), np.uint8))
    bare = np.asarray(closed, dtype=np.uint8)
    if not _has_dark_rim(bare):
        return None
    height, width = bare.shape
    left, right = _edges(bare)
    top, bottom = _edges(np.ascontiguousarray(bare.T))
    if sum(edge is not None for edge in (left, right, top, bottom)) < _FEWEST_EDGES:
        return None
    upright = (left or (0.0, 0.0)), (right or (0.0, float(width)))
    level = (top or (0.0, 0.0)), (bottom or (0.0, float(height)))
    corners = np.array([_crossing(u, v) for u, v in ((upright[0], level[0]), (upright[1], level[0]),
                                                      (upright[1], level[1]), (upright[0], level[1]))])  # fmt: skip
    return Sheet(corners / scale) if _plausible(corners, width, height) else None


def _has_dark_rim(bare: Grey) -> bool:
    side = max(2, round(_RIM * max(bare.shape)))
    rim = np.concatenate([bare[:side].ravel(), bare[-side:].ravel(), bare[:, :side].ravel(), bare[:, -side:].ravel()])
    return bool(np.mean(rim < _RIM_DARKER * np.percentile(bare, 80)) >= _RIM_SHARE)


def _edges(bare: Grey) -> tuple[Edge | None, Edge | None]:
    """The left and the right edge of what is light in *bare*."""
    right = _edge(bare)
    mirrored = _edge(np.ascontiguousarray(bare[:, ::-1]))
    left = (-mirrored[0], bare.shape[1] - mirrored[1]) if mirrored else None
    return left, right


def _edge(bare: Grey) -> Edge | None:
    """The right edge: in most rows the first sharp fall on the way outwards lies on one straight line."""
    height, width = bare.shape
    start = round(width * (1 + _FROM) / 2)
    levels = bare[:, start:].astype(np.float32)
    if levels.shape[1] <= _OVER:
        return None
    falls = levels[:, :-_OVER] - levels[:, _OVER:] > _DROP * levels[:, :-_OVER]
    rows = np.flatnonzero(falls.any(axis=1))
    if rows.size < _AGREE * height:
        return None
    places = start + falls[rows].argmax(axis=1) + _OVER / 2
    return _line_through(rows.astype(np.float64), places, _AGREE * height)


def _line_through(along: Points, across: Points, fewest: float) -> Edge | None:
    """The line most points lie near; None when they are fewer than *fewest*."""
    half = along.size // 2
    apart = along[half : 2 * half] - along[:half]
    slopes = (across[half : 2 * half] - across[:half]) / np.maximum(apart, 1)
    slope = float(np.median(slopes))
    base = float(np.median(across - slope * along))
    for _ in range(3):
        near = np.abs(across - slope * along - base) <= _NEAR
        if np.count_nonzero(near) < fewest:
            return None
        slope, base = (float(v) for v in np.polyfit(along[near], across[near], 1))
    return slope, base


def _crossing(upright: Edge, level: Edge) -> tuple[float, float]:
    """Where x = a y + b meets y = c x + d."""
    (a, b), (c, d) = upright, level
    y = (c * b + d) / (1 - a * c)
    return a * y + b, y


def _plausible(corners: Points, width: int, height: int) -> bool:
    sides = np.roll(corners, -1, axis=0) - corners
    lengths = np.maximum(np.linalg.norm(sides, axis=1), 1)
    before = np.roll(sides, 1, axis=0) / np.roll(lengths, 1)[:, None]
    off = np.degrees(np.arcsin(np.clip(np.abs((before * sides).sum(axis=1)) / lengths, 0, 1)))
    area = cv2.contourArea(corners.astype(np.float32))
    return bool(off.max() <= _SQUARE and area >= _LEAST_AREA * width * height)


def from_above(grey: Grey, sheet: Sheet) -> tuple[Grey, Matrix]:
    """The sheet alone, as a rectangle, and the matrix from pixels of *grey* to pixels of it."""
    corners = sheet.inner
    lengths = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = round((lengths[0] + lengths[2]) / 2), round((lengths[1] + lengths[3]) / 2)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    flat = cv2.warpPerspective(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(PAPER,))
    return np.asarray(flat, dtype=np.uint8), np.asarray(matrix, dtype=np.float64)
