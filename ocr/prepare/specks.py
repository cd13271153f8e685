"""Small and foreign things that are not writing: dotted leaders, dust, punch holes, the dark edge around a copy.

Vietnamese hangs meaning on dots. A leader (dòng chấm) is known by its row: many dots alike, evenly set, in one line.
A dot under ị or ộ is neither like them nor in their line, and stays.
"""

import itertools
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.prepare.placement import PAPER, Grey, Mask

_DOT = 0.9
_LEADER = 9.0
_REACH = 2.4
_FEWEST_DOTS = 5
_DUST = 0.5
_ALONE = 2.0
_DUSTY = 150
_VERY_DUSTY = 800
"""Specks away from letters on one page: from the first number on they go, from the second the letters are smoothed too."""
_HOLE = (3.5, 9.0)
_EDGE = 18.0

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Spots:
    """Connected pieces of ink, by column of the statistics OpenCV gives; row 0 is the paper."""

    labels: NDArray[np.int32]
    left: NDArray[np.int32]
    top: NDArray[np.int32]
    width: NDArray[np.int32]
    height: NDArray[np.int32]
    area: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Swept:
    """The page without them, and what was found."""

    grey: Grey
    dusty: bool
    leaders: int
    edges: int


def spots_of(ink: Mask) -> Spots:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    stats[0] = 0
    columns = np.asarray(stats, dtype=np.int32).T
    return Spots(np.asarray(labels, dtype=np.int32), *columns[:5])


def swept(grey: Grey, ink: Mask, dpi: int) -> Swept:
    """Take them off *grey*. *ink* is 1 on 0; *grey* itself stays as it was."""
    millimetre = dpi / 25.4
    spots = spots_of(ink)
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
    if dusty:
        grey = np.asarray(cv2.medianBlur(grey, 3), dtype=np.uint8)
    return Swept(grey, dusty, int(leaders.sum()), int(edges.sum()))


def dust_among(spots: Spots, shape: tuple[int, ...], millimetre: float, leaders: Flags) -> Flags:
    """Specks that stand away from all letters, if there are so many that the whole page must be dusty."""
    side, cell = _DUST * millimetre, _ALONE * millimetre
    across = ((spots.left + spots.width / 2) / cell).astype(np.intp)
    down = ((spots.top + spots.height / 2) / cell).astype(np.intp)
    lettered = np.zeros((int(shape[0] / cell) + 1, int(shape[1] / cell) + 1), dtype=np.uint8)
    letters = (spots.height > 1.2 * millimetre) & (spots.height < 12 * millimetre)
    lettered[down[letters], across[letters]] = 1
    lettered = np.asarray(cv2.dilate(lettered, np.ones((3, 3), np.uint8)), dtype=np.uint8)
    specks = (spots.area > 0) & ~leaders & (spots.width <= side) & (spots.height <= side)
    alone = specks & (lettered[down, across] == 0)
    return alone if np.count_nonzero(alone) > _DUSTY else np.zeros_like(alone)


def edges_among(spots: Spots, shape: tuple[int, ...], millimetre: float) -> Flags:
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


def leaders_among(spots: Spots, shape: tuple[int, ...], millimetre: float) -> Flags:
    """Dots, dashes and wavy remains of them that make a dotted line."""
    flat = (spots.area > 1) & (spots.height <= max(3, round(_DOT * millimetre)))
    chosen = np.zeros(spots.area.shape, dtype=np.bool_)
    members = np.flatnonzero(flat)
    if members.size < _FEWEST_DOTS:
        return chosen
    strip, names = _rows_of_dots(spots, members, shape, millimetre)
    order = np.argsort(strip, kind="stable")
    bounds = np.searchsorted(strip[order], np.arange(1, names + 1))
    for begin, end in itertools.pairwise(bounds):
        row = members[order[begin:end]]
        chosen[_leader_in(spots, row, millimetre)] = True
    return chosen


def _rows_of_dots(
    spots: Spots, members: NDArray[np.intp], shape: tuple[int, ...], millimetre: float
) -> tuple[NDArray[np.int32], int]:
    """For each of *members* the number of the level strip it lies in (0: none), and how many strips there are.

    Worked out on one row per pixel and a column per third of a millimetre: dots drawn as dashes as long as their reach
    run together into strips where they stand close.
    """
    cell = max(1.0, millimetre / 3)
    picture = np.zeros((shape[0], int(shape[1] / cell) + 2), dtype=np.uint8)
    middle = spots.top[members] + spots.height[members] // 2
    first = (spots.left[members] / cell).astype(np.int32)
    last = ((spots.left[members] + spots.width[members]) / cell).astype(np.int32)
    for row, begin, end in zip(middle, first, last, strict=True):
        picture[row, begin : end + 1] = 1
    picture = np.asarray(cv2.dilate(picture, np.ones((3, 1), np.uint8)), dtype=np.uint8)
    closed = cv2.morphologyEx(picture, cv2.MORPH_CLOSE, np.ones((1, round(_REACH * millimetre / cell) | 1), np.uint8))
    strips = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, round(_LEADER * millimetre / cell)), np.uint8))
    names, labels = cv2.connectedComponents(strips, connectivity=8)
    return labels[middle, (first + last) // 2].astype(np.int32), names


def _leader_in(spots: Spots, row: NDArray[np.intp], millimetre: float) -> NDArray[np.intp]:
    """Those of a strip's spots that are alike and level."""
    if row.size < _FEWEST_DOTS and spots.width[row].sum() < _LEADER * millimetre:
        return row[:0]
    middle = spots.top[row] + spots.height[row] / 2
    across = spots.left[row] + spots.width[row] / 2
    slope, base = np.polyfit(across, middle, 1) if row.size > 2 else (0.0, middle.mean())
    off = np.abs(middle - (slope * across + base))
    tall = spots.height[row] > 1.6 * np.median(spots.height[row]) + 1
    level = off <= max(1.5, 0.2 * millimetre)
    kept = row[level & ~tall]
    return kept if kept.size >= min(_FEWEST_DOTS, row.size) and _evenly_set(spots, kept) else row[:0]


def _evenly_set(spots: Spots, row: NDArray[np.intp]) -> bool:
    """Most neighbours stand one pitch apart; marks over and under letters never do."""
    if row.size < _FEWEST_DOTS:
        return True
    pitches = np.diff(np.sort(spots.left[row]))
    pitch = np.median(pitches)
    return bool(np.mean(np.abs(pitches - pitch) <= max(1.5, 0.3 * pitch)) >= 0.5)
