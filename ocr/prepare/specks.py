"""Small and foreign things that are not writing: dotted leaders, dust, punch holes, the dark edge around a copy."""

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.pieces import Pieces, columns_of
from ocr.prepare.leaders import Flags, leaders_among
from ocr.prepare.placement import PAPER, Grey, Mask

_DUST = 0.5
_ALONE = 2.0
_DUSTY = 150
_VERY_DUSTY = 800
"""Specks away from letters on one page: from the first number on they go, from the second the page is called dusty."""
_HOLE = (3.5, 9.0)
_EDGE = 18.0


@dataclass(frozen=True, slots=True)
class Swept:
    """The page without them, and what was found."""

    grey: Grey
    dusty: bool
    leaders: int
    edges: int


def swept(grey: Grey, ink: Mask, dpi: int) -> Swept:
    """Take them off *grey*. *ink* is 1 on 0; *grey* itself stays as it was."""
    millimetre = dpi / 25.4
    spots = Pieces(*columns_of(ink))
    edges = edges_among(spots, ink.shape, millimetre)
    leaders = leaders_among(spots, ink.shape, millimetre)
    dust = dust_among(spots, ink.shape, millimetre, leaders)
    doomed = edges | leaders | dust
    dusty = int(dust.sum()) > _VERY_DUSTY
    if doomed.any():
        mask = doomed.astype(np.uint8)[spots.labels]
        halo = np.asarray(cv2.dilate(mask, np.ones((3, 3), np.uint8)), dtype=np.uint8) & (1 - (ink & (1 - mask)))
        grey = grey.copy()
        grey[halo.astype(bool)] = PAPER
    return Swept(grey, dusty, int(leaders.sum()), int(edges.sum()))


def dust_among(spots: Pieces, shape: tuple[int, ...], millimetre: float, leaders: Flags) -> Flags:
    """Specks that stand away from all letters, if there are so many that the whole page must be dusty."""
    side, cell = _DUST * millimetre, _ALONE * millimetre
    across = (spots.centre / cell).astype(np.intp)
    down = (spots.middle / cell).astype(np.intp)
    lettered = np.zeros((int(shape[0] / cell) + 1, int(shape[1] / cell) + 1), dtype=np.uint8)
    letters = (spots.height > 1.2 * millimetre) & (spots.height < 12 * millimetre)
    lettered[down[letters], across[letters]] = 1
    lettered = np.asarray(cv2.dilate(lettered, np.ones((3, 3), np.uint8)), dtype=np.uint8)
    specks = (spots.area > 0) & ~leaders & (spots.width <= side) & (spots.height <= side)
    alone = specks & (lettered[down, across] == 0)
    return alone if np.count_nonzero(alone) > _DUSTY else np.zeros_like(alone)


def edges_among(spots: Pieces, shape: tuple[int, ...], millimetre: float) -> Flags:
    """Shadows that run along an edge of the sheet, and punch holes near one."""
    height, width = shape[:2]
    right, bottom = width - spots.left - spots.width, height - spots.top - spots.height
    nearest = np.minimum(np.minimum(spots.left, spots.top), np.minimum(right, bottom))
    box = np.maximum(spots.width * spots.height, 1)
    fill = spots.area / box
    slim = np.minimum(spots.width, spots.height) < 8 * millimetre
    long = np.maximum(spots.width, spots.height) > 12 * millimetre
    shadow = (nearest <= 1) & long & ((slim & (fill > 0.25)) | (fill > 0.6))
    frame = (nearest <= 1) & (spots.width > 0.9 * width) & (spots.height > 0.9 * height)
    low, high = (side * millimetre for side in _HOLE)
    disc = (np.abs(spots.width - spots.height) < 1.2 * millimetre) & (fill > 0.62) & (fill < 0.95)
    hole = disc & (spots.width >= low) & (spots.width <= high) & (nearest < _EDGE * millimetre)
    return np.asarray((spots.area > 0) & (shadow | frame | hole), dtype=np.bool_)
