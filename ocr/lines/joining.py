"""Runs of letters made into lines: cut between columns, put together over wide blanks, given their marks back."""

import numpy as np
from numpy.typing import NDArray

from ocr.lines.inked import Inked
from ocr.lines.runs import Run, run_of

_MARKS = 0.72
"""A run whose letters are so much lower than those beneath it is the marks of these."""
_ABOVE, _BELOW = 1.25, 0.95
"""Heights from the middle of a line within which its marks have theirs."""
_RAISED = 0.8
"""Heights beyond the end of a line where a raised figure of it may stand (m²)."""
_COLUMN = 1.35
"""Letter heights: wider blanks may part columns."""
_STRAY = 2.4
"""Usual blanks: a line's own are all alike."""
_SHARED = 0.7
_OFF_LEVEL = 0.6
_TOUCH = 1.0
_ROUNDS = 3


def parted(runs: list[Run], page: Inked) -> list[Run]:
    """Runs cut where a blank stands out: two columns that come close to each other."""
    found: list[Run] = []
    for run in runs:
        members = run.members
        blanks = page.left[members][1:] - np.maximum.accumulate(page.right[members])[:-1]
        places = np.flatnonzero(blanks > max(_COLUMN * run.height, _STRAY * run.gap)) + 1
        found += [run_of(page, part) for part in np.split(members, places)] if places.size else [run]
    return found


def with_tall(runs: list[Run], tall: NDArray[np.intp], page: Inked) -> tuple[list[Run], NDArray[np.intp]]:
    """*runs* with those of the *tall* pieces that stand next to them, and the rest of these.

    A long stroke of handwriting reaches over two lines; it belongs to the one whose middle is nearest its own.
    """
    for _ in range(_ROUNDS):
        taken: dict[int, list[int]] = {}
        for number in tall.tolist():
            at = _nearest(number, runs, page)
            if at is not None:
                taken.setdefault(at, []).append(number)
        if not taken:
            break
        for at, numbers in taken.items():
            runs[at] = run_of(page, np.concatenate([runs[at].members, np.array(numbers, dtype=np.int32)]))
        tall = np.setdiff1d(tall, [number for numbers in taken.values() for number in numbers])
    return runs, tall


def _nearest(number: int, runs: list[Run], page: Inked) -> int | None:
    left, right, top, bottom = (int(side[number]) for side in (page.left, page.right, page.top, page.bottom))
    best, least = None, 0.5 * (bottom - top)
    for at, run in enumerate(runs):
        off = abs(run.middle - (top + bottom) / 2)
        near = left <= run.box.right + _TOUCH * run.height and right >= run.box.left - _TOUCH * run.height
        if near and off < least and top < run.middle < bottom:
            best, least = at, off
    return best


def joined(runs: list[Run], page: Inked) -> list[Run]:
    """Runs put together that are one line: loosely set words, and the marks of large letters."""
    done: list[Run] = []
    for run in sorted(_with_marks(runs, page), key=lambda one: one.box.left):
        at = next((n for n in range(len(done) - 1, -1, -1) if _goes_on(done[n], run, page)), None)
        if at is None:
            done.append(run)
        else:
            done[at] = run_of(page, np.concatenate([done[at].members, run.members]))
    return done


def _goes_on(run: Run, more: Run, page: Inked) -> bool:
    """*more* is the same line a blank further on."""
    blank = more.box.left - run.box.right
    height = max(run.height, more.height)
    usual = max(run.gap, more.gap, 0.3 * height)
    if not -height <= blank <= max(_COLUMN * height, 1.6 * usual):
        return False
    shared = min(run.box.bottom, more.box.bottom) - max(run.box.top, more.box.top)
    level = shared >= _SHARED * min(run.box.height, more.box.height)
    return level and abs(run.middle - more.middle) <= _OFF_LEVEL * height and not _ruled_off(run, more, page)


def _ruled_off(run: Run, more: Run, page: Inked) -> bool:
    low, high = max(run.box.top, more.box.top), min(run.box.bottom, more.box.bottom)
    start, end = run.box.right - 2, more.box.left + 2
    return any(
        rule.left >= start and rule.right <= end and rule.top < high and rule.bottom > low for rule in page.walls
    )


def _with_marks(runs: list[Run], page: Inked) -> list[Run]:
    """Marks of capitals as large as small letters, given to the line they stand over or under."""
    lines: list[Run] = []
    for run in sorted(runs, key=lambda one: -one.height * len(one.members)):
        host = next((n for n, line in enumerate(lines) if _marks(run, line)), None)
        if host is None:
            lines.append(run)
        else:
            lines[host] = run_of(page, np.concatenate([lines[host].members, run.members]))
    return lines


def _marks(run: Run, line: Run) -> bool:
    """*run* is but marks over or under letters of *line*."""
    if run.height > _MARKS * line.height or len(run.members) > len(line.members):
        return False
    within = (
        run.box.left >= line.box.left - 0.3 * line.height and run.box.right <= line.box.right + _RAISED * line.height
    )
    return within and line.middle - _ABOVE * line.height < run.middle < line.middle + _BELOW * line.height
