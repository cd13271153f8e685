"""Where the lines of text stand on a prepared page: every letter a bar at its middle, bars that meet are a line.

Letters of one line have their middles at nearly one height, whatever marks they carry; the bars of the next line are
far away, even where its marks touch this line's tails. Rules of tables part what stands on either side of them. Dashes,
dots and marks are pulled in afterwards.
"""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.lines.ink import Inked, inked
from ocr.prepare.placement import Grey
from pipeline.model.geometry import Box

_LETTER = (0.42, 3.0)
"""Heights of pieces that are letters, in units. Marks and dots are lower, scribbles and seals taller."""
_LONGEST = 14
"""Widths, in heights, of letters grown together."""
_BAR = 0.27
"""Half a bar's thickness, in heights of its letter."""
_REACH = 0.62
"""How far a bar reaches out to either side, in heights: blanks between words of most lines are narrower than twice this."""
_CELL = (2, 4)
"""Pixels, down and across, that are looked at together."""

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that stand level and close: a line or a part of one. `height` of its usual letter, `middle` row of it."""

    members: Numbers
    box: Box
    height: float
    middle: float
    gap: float
    """The usual blank between words in it, 0 where there is none."""


def find_lines(grey: Grey, dpi: int) -> tuple[Box, ...]:
    """Boxes of the lines of the upright, straight page *grey*, from top to bottom. A row of cells is a line for each cell.

    *dpi* is not needed: letters are measured.
    """
    del dpi
    return lines_on(inked(grey))


def lines_on(ink: Inked) -> tuple[Box, ...]:
    runs = _joined(_parted(_runs(ink), ink), ink)
    boxes = [_with_small_parts(run, ink) for run in runs if _is_text(run, ink)]
    return tuple(sorted(boxes, key=lambda box: (box.top + box.bottom, box.left)))


def _letters(ink: Inked) -> Flags:
    low, high = (share * ink.unit for share in _LETTER)
    shaped = (ink.height >= low) & (ink.height <= high) & (ink.width <= _LONGEST * ink.height)
    return np.asarray(shaped & (ink.width >= 2) & (ink.area > 0.06 * ink.width * ink.height), dtype=np.bool_)


def _runs(ink: Inked) -> list[Run]:
    """Letters whose bars meet."""
    letters = np.flatnonzero(_letters(ink))
    if not letters.size:
        return []
    owner = _met(ink, letters)
    order = np.argsort(owner, kind="stable")
    bounds = np.flatnonzero(np.diff(owner[order], prepend=-1, append=-1))
    return [_run(ink, letters[order[a:b]].astype(np.int32)) for a, b in pairwise(bounds)]


def _met(ink: Inked, letters: NDArray[np.intp]) -> Numbers:
    """For each of *letters* the number of the run its bar is part of."""
    down, across = _CELL
    rows, columns = ink.grey.shape[0] // down + 2, ink.grey.shape[1] // across + 2
    left, width = ink.left[letters], ink.width[letters]
    height = np.minimum(ink.height[letters], 1.8 * ink.unit)
    middle = ink.top[letters] + ink.height[letters] / 2
    half = np.maximum(_BAR * height, 0.2 * ink.unit)
    reach = _REACH * np.maximum(height, 0.6 * ink.unit)
    first = np.clip((middle - half) / down, 0, rows - 2).astype(np.intp)
    last = np.clip((middle + half) / down, 0, rows - 2).astype(np.intp) + 1
    start = np.clip((left - reach) / across, 0, columns - 2).astype(np.intp)
    end = np.clip((left + width + reach) / across, 0, columns - 2).astype(np.intp) + 1
    canvas = np.zeros((rows, columns), dtype=np.int32)
    for row, column, sign in ((first, start, 1), (first, end, -1), (last, start, -1), (last, end, 1)):
        np.add.at(canvas, (row, column), sign)
    bars = (canvas.cumsum(axis=0).cumsum(axis=1) > 0).astype(np.uint8)
    for rule in ink.rules.upright:
        bars[rule.top // down : rule.bottom // down + 1, rule.left // across : rule.right // across + 1] = 0
    for rule in ink.rules.level:
        bars[rule.top // down : rule.bottom // down + 1, rule.left // across : rule.right // across + 1] = 0
    _, labels = cv2.connectedComponents(bars, connectivity=4)
    own = labels[(middle / down).astype(np.intp), ((left + width / 2) / across).astype(np.intp)]
    alone = own == 0  # its own middle was cut away
    own[alone] = labels.max() + 1 + np.arange(np.count_nonzero(alone))
    return np.asarray(own, dtype=np.int32)


def _run(ink: Inked, members: Numbers) -> Run:
    members = members[np.argsort(ink.left[members], kind="stable")]
    left, top = ink.left[members], ink.top[members]
    right, bottom = left + ink.width[members], top + ink.height[members]
    height = float(np.percentile(ink.height[members], 70))
    blanks = left[1:] - np.maximum.accumulate(right)[:-1]
    words = blanks[blanks > 0.22 * height]
    return Run(
        members,
        Box(int(left.min()), int(top.min()), int(right.max()), int(bottom.max())),
        height,
        float(np.median(top + ink.height[members] / 2)),
        float(np.median(words)) if words.size else 0.0,
    )


_MARKS = 0.72
"""A run whose letters are so much lower than those beneath it is the marks of these."""
_COLUMN = 1.35
"""Letter heights: wider blanks may part columns."""
_STRAY = 2.4
"""Usual blanks: a line's own are all alike."""


def _parted(runs: list[Run], ink: Inked) -> list[Run]:
    """Runs cut where one blank stands out: two columns that come close to each other."""
    found: list[Run] = []
    for run in runs:
        members = run.members
        right = np.maximum.accumulate(ink.left[members] + ink.width[members])
        blanks = ink.left[members][1:] - right[:-1]
        limit = max(_COLUMN * run.height, _STRAY * run.gap)
        places = np.flatnonzero(blanks > limit) + 1
        found += [_run(ink, part) for part in np.split(members, places)] if places.size else [run]
    return found


def _joined(runs: list[Run], ink: Inked) -> list[Run]:
    """Runs put together that are one line: loosely set words, and the marks of large letters."""
    runs = _without_marks(runs, ink)
    runs.sort(key=lambda run: run.box.left)
    done: list[Run] = []
    for run in runs:
        for at in range(len(done) - 1, -1, -1):
            if _goes_on(done[at], run, ink):
                done[at] = _run(ink, np.concatenate([done[at].members, run.members]))
                break
        else:
            done.append(run)
    return done


def _goes_on(run: Run, more: Run, ink: Inked) -> bool:
    """*more* is the same line a blank further on."""
    blank = more.box.left - run.box.right
    height = min(run.height, more.height)
    if abs(run.middle - more.middle) > 0.4 * height or max(run.height, more.height) > 1.8 * height:
        return False
    usual = max(run.gap, more.gap, 0.3 * height)
    return blank <= max(_COLUMN * height, 1.6 * usual) and not _ruled_off(run, more, ink)


def _ruled_off(run: Run, more: Run, ink: Inked) -> bool:
    low, high = max(run.box.top, more.box.top), min(run.box.bottom, more.box.bottom)
    start, end = run.box.right - 2, more.box.left + 2
    return any(
        rule.left >= start and rule.right <= end and rule.top < high and rule.bottom > low
        for rule in ink.rules.upright
    )


def _without_marks(runs: list[Run], ink: Inked) -> list[Run]:
    """Marks of capitals as large as small letters, given to the line they stand over or under."""
    kept = sorted(runs, key=lambda run: -run.height * len(run.members))
    lines: list[Run] = []
    for run in kept:
        host = next((n for n, line in enumerate(lines) if _marks(run, line)), None)
        if host is None:
            lines.append(run)
        else:
            lines[host] = _run(ink, np.concatenate([lines[host].members, run.members]))
    return lines


def _marks(run: Run, line: Run) -> bool:
    """*run* is but marks over or under letters of *line*."""
    if run.height > _MARKS * line.height or len(run.members) > len(line.members):
        return False
    within = run.box.left >= line.box.left - 0.3 * line.height and run.box.right <= line.box.right + 0.3 * line.height
    above = run.middle > line.middle - 1.25 * line.height and run.middle < line.middle
    below = run.middle < line.middle + 0.95 * line.height and run.middle > line.middle
    return within and (above or below)


def _is_text(run: Run, ink: Inked) -> bool:
    """Not a lone speck, a stroke, or a picture."""
    count = len(run.members)
    if count == 1:
        number = run.members[0]
        return bool(ink.height[number] >= 0.6 * ink.unit and ink.width[number] <= 6 * ink.height[number])
    return run.box.height <= 4 * run.height


def _with_small_parts(run: Run, ink: Inked) -> Box:
    """The box of *run* with the marks over it, dots under it, and the dash before or the stop behind it."""
    low = ink.height < _LETTER[0] * ink.unit
    centre, middle = ink.left + ink.width / 2, ink.top + ink.height / 2
    near = low & (ink.area > max(3.0, 0.006 * run.height**2)) & (ink.width <= 2 * run.height)
    near &= (middle >= run.middle - 1.15 * run.height) & (middle <= run.middle + 0.95 * run.height)
    over = near & (centre >= run.box.left) & (centre <= run.box.right)
    level = near & (np.abs(middle - run.middle) <= 0.75 * run.height)
    behind = level & (centre > run.box.right) & (ink.left <= run.box.right + 0.7 * run.height)
    dash = level & (ink.width > 1.4 * ink.height) & (np.abs(middle - run.middle) <= 0.4 * run.height)
    ahead = dash & (centre < run.box.left) & (ink.left + ink.width >= run.box.left - 2.0 * run.height)
    mine = over | behind | ahead
    if not mine.any():
        return run.box
    left, top = int(ink.left[mine].min()), int(ink.top[mine].min())
    right, bottom = int((ink.left + ink.width)[mine].max()), int((ink.top + ink.height)[mine].max())
    return run.box.union(Box(left, top, right, bottom))



