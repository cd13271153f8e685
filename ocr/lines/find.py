"""Where the lines of text stand on a prepared page.

Rules of tables part what stands on either side of them. Dashes, dots and marks are pulled in at the end. Small print on
a page of large letters is sought once more by itself.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ocr.lines.inked import Inked
from ocr.lines.joining import joined, parted, with_tall
from ocr.lines.pictures import Pictures, pictures_on
from ocr.lines.runs import Run, runs_of
from pipeline.model.geometry import Box

_LOW, _TALL, _HIGH = 0.37, 1.8, 3.2
"""Heights of pieces in usual letters: marks and dots are lower than the first; from the second on they may be strokes
that reach into other lines; what is higher than the last is no letter."""
_LONGEST = 14
"""Widths, in heights, of letters grown together."""
_THINNEST = 0.06
"""Of its box that a letter's ink fills at least."""
_BENT = 1.8
"""A line of text is lower than so many of its letters, marks and tails included."""
_FEWEST_IN_A_SEAL = 5
_FEWEST_AT_A_PICTURE = 4
_SMALL = 0.62
"""Small print is lower than this many usual letters."""
_FEWEST_SMALL = 8
_USUAL = 0.75
"""Lines with letters of at least so many usual ones are not small print, and small pieces about them are their marks."""
_SAME_PRINT = 2.2
"""Capitals of small print are not taller than this many of its letters."""
_SMALLEST = 6
"""Pixels."""

Flags = NDArray[np.bool_]


def find_lines(page: Inked) -> tuple[Box, ...]:
    """Boxes of the lines of an upright, straight page, from top to bottom. A row of a ruled table is a line for each cell."""
    pictures = pictures_on(page)
    drawn = pictures.hold_middle(page)
    runs = _lines(page, ~drawn, page.letter)
    runs = _with_small_print(page, runs, ~drawn)
    boxes = [_with_small_parts(run, page) for run in runs if _is_text(run, page, pictures)]
    return tuple(sorted(boxes, key=lambda box: (box.top + box.bottom, box.left)))


def _lines(page: Inked, among: Flags, letter: float) -> list[Run]:
    """Lines of letters about *letter* pixels tall, made of pieces *among* the page's."""
    shaped = among & (page.height >= _LOW * letter) & (page.height <= _HIGH * letter) & (page.width >= 2)
    shaped &= (page.width <= _LONGEST * page.height) & (page.area > _THINNEST * page.width * page.height)
    tall = shaped & (page.height > _TALL * letter)
    runs = parted(runs_of(page, np.flatnonzero(shaped & ~tall), letter), page)
    runs, rest = with_tall(runs, np.flatnonzero(tall), page)
    return joined(runs + parted(runs_of(page, rest, _TALL * letter), page), page)


def _with_small_print(page: Inked, runs: list[Run], among: Flags) -> list[Run]:
    """*runs*, and lines of letters too small to be seen beside the usual ones.

    What was found of such lines already, by their taller letters, is given up and sought again with the rest.
    """
    letters = (
        among & (page.height >= _SMALLEST) & (page.height < _SMALL * page.letter) & (page.width <= 4 * page.height)
    )
    small = np.flatnonzero(letters & (page.width * 4 >= page.height))
    free = small[_outside(page, small, [run for run in runs if run.height > _USUAL * page.letter])]
    if free.size < _FEWEST_SMALL:
        return runs
    usual = float(np.percentile(page.height[free], 60))
    own = np.zeros(page.height.size, dtype=np.bool_)
    own[free] = True
    kept: list[Run] = []
    for run in runs:
        if run.height <= min(_SAME_PRINT * usual, _USUAL * page.letter):
            own[run.members] = True
        else:
            kept.append(run)
    return kept + [run for run in _lines(page, own, usual) if len(run.members) > 2]


def _outside(page: Inked, small: NDArray[np.intp], runs: Sequence[Run]) -> Flags:
    """Which of the pieces *small* are no marks of the lines found."""
    middle, centre = page.middle[small], page.centre[small]
    free = np.ones(small.size, dtype=np.bool_)
    for run in runs:
        room = 0.6 * run.height
        within = (centre >= run.box.left - room) & (centre <= run.box.right + room)
        free &= ~(within & (middle >= run.box.top - room) & (middle <= run.box.bottom + room))
    return free


def _is_text(run: Run, page: Inked, pictures: Pictures) -> bool:
    """Not a lone speck, a stroke, a piece of a picture, or the bent writing of a seal."""
    count, bent = len(run.members), run.box.height > _BENT * run.height
    if pictures.hold(run.box) or (pictures.sealed(run.box) and (bent or count < _FEWEST_IN_A_SEAL)):
        return False
    if count < _FEWEST_AT_A_PICTURE and pictures.touch(run.box):
        return False
    if count == 1:
        number = run.members[0]
        return bool(page.height[number] >= 0.6 * page.letter and page.width[number] <= 6 * page.height[number])
    return run.box.height <= 4 * run.height


def _with_small_parts(run: Run, page: Inked) -> Box:
    """The box of *run* with the marks over it, dots under it, and the dash before or the stop behind it."""
    low = page.height < _LOW * max(page.letter, run.height)
    centre, middle = page.centre, page.middle
    near = low & (page.area > max(3.0, 0.006 * run.height**2)) & (page.width <= 2 * run.height)
    near &= (middle >= run.middle - 1.15 * run.height) & (middle <= run.middle + 0.95 * run.height)
    over = near & (centre >= run.box.left) & (centre <= run.box.right)
    level = near & (np.abs(middle - run.middle) <= 0.75 * run.height)
    behind = level & (centre > run.box.right) & (page.left <= run.box.right + 0.7 * run.height)
    dash = (page.width > 1.4 * page.height) & (np.abs(middle - run.middle) <= 0.4 * run.height)
    room = np.where(dash, 2.0, 0.35) * run.height
    ahead = level & (centre < run.box.left) & (page.right >= run.box.left - room)
    mine = over | behind | ahead
    if not mine.any():
        return run.box
    left, top, right, bottom = (
        int(edge(side[mine]))
        for edge, side in ((np.min, page.left), (np.min, page.top), (np.max, page.right), (np.max, page.bottom))
    )
    return run.box.union(Box(left, top, right, bottom))
