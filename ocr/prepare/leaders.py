"""Dotted leaders (dòng chấm): the rows of dots that forms leave to be filled in.

Vietnamese hangs meaning on dots. A leader is known by its row: many dots alike, evenly set, in one line. A dot under ị
or ộ is neither like them nor in their line, and stays.

Dots that show between words typed on a leader stay: taking some of them and not others reads worse than all of them
(measured; the line recogniser knows leaders under text).
"""

import itertools

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.pieces import Pieces

_DOT = 0.9
_LEADER = 9.0
_REACH = 2.4
_FEWEST_DOTS = 5

Flags = NDArray[np.bool_]


def leaders_among(spots: Pieces, shape: tuple[int, ...], millimetre: float) -> Flags:
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
    chosen[_colons(spots, chosen)] = False
    return chosen


def _rows_of_dots(
    spots: Pieces, members: NDArray[np.intp], shape: tuple[int, ...], millimetre: float
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


def _leader_in(spots: Pieces, row: NDArray[np.intp], millimetre: float) -> NDArray[np.intp]:
    """Those of a strip's spots that are alike and level."""
    if row.size < _FEWEST_DOTS and spots.width[row].sum() < _LEADER * millimetre:
        return row[:0]
    middle, across = spots.middle[row], spots.centre[row]
    slope, base = np.polyfit(across, middle, 1) if row.size > 2 else (0.0, middle.mean())
    off = np.abs(middle - (slope * across + base))
    tall = spots.height[row] > 1.6 * np.median(spots.height[row]) + 1
    level = off <= max(1.5, 0.2 * millimetre)
    kept = row[level & ~tall]
    return kept if kept.size >= min(_FEWEST_DOTS, row.size) and _evenly_set(spots, kept) else row[:0]


def _evenly_set(spots: Pieces, row: NDArray[np.intp]) -> bool:
    """Most neighbours stand one pitch apart; marks over and under letters never do."""
    if row.size < _FEWEST_DOTS:
        return True
    pitches = np.diff(np.sort(spots.left[row]))
    pitch = np.median(pitches)
    return bool(np.mean(np.abs(pitches - pitch) <= max(1.5, 0.3 * pitch)) >= 0.5)


def _colons(spots: Pieces, chosen: Flags) -> NDArray[np.intp]:
    """Which of *chosen* are the lower dots of colons: nothing chosen just before them, and their like above."""
    dots = np.flatnonzero(chosen)
    if not dots.size:
        return dots
    tall = float(np.median(spots.height[dots]))
    row = dots[np.lexsort((spots.left[dots], np.round(spots.middle[dots] / (2 * tall))))]
    away = np.diff(spots.left[row], prepend=-(10**6))
    usual = max(3 * tall, float(np.median(np.abs(away))))
    first = row[(away < 0) | (away > 1.6 * usual)]
    low, high = 0.5 * tall - 1, 1.5 * tall + 1
    sized = np.flatnonzero(
        (spots.height >= low) & (spots.height <= high) & (spots.width >= low) & (spots.width <= high) & (spots.area > 1)
    )
    beside = np.abs(spots.centre[sized] - spots.centre[first][:, None]) <= 1.3 * tall
    above = spots.middle[first][:, None] - spots.middle[sized]
    return np.asarray(first[(beside & (above > 1.5 * tall) & (above < 8 * tall)).any(axis=1)], dtype=np.intp)
