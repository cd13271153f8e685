"""Printed lines sought among the words that were read, wherever they stand; no word read serves twice.

A line nobody read costs its whole length. A line read in pieces (a form row, a table row) is put together from them;
what answers to no line was added. Long lines choose first, because they are the surest to know again.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_ALIKE = 0.4
"""A stretch serves a line when so much of the letters it is held against need no change."""
_SHORT = 2
"""Letters of a word that may all be other ones and still be a misreading of it."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """Letters to change in the printed lines, and letters read that belong to none."""

    wrong: int
    added: int


@dataclass(frozen=True, slots=True)
class _Find:
    """What of a line is served by what of a run: a mark for each word of both, and the letters that need no change."""

    saved: int = 0
    wrong: int = 0
    line: tuple[bool, ...] = ()
    run: tuple[bool, ...] = ()


def matched(lines: Sequence[Sequence[str]], read: Sequence[str]) -> Matched:
    """*lines* against the words *read*, both as they are compared."""
    order = count()
    pending = [(-_length(line), next(order), tuple(line)) for line in lines if line]
    heapq.heapify(pending)
    runs: list[Words] = [tuple(read)] if read else []
    wrong = 0
    while pending:
        _, _, line = heapq.heappop(pending)
        finds = [_find(line, run) for run in runs]
        best = max(range(len(runs)), key=lambda n: (finds[n].saved, -n), default=None)
        if best is None or not finds[best].saved:
            wrong += _length(line)
            continue
        find, run = finds[best], runs.pop(best)
        wrong += find.wrong
        runs += _left(run, find.run)
        for rest in _left(line, find.line):
            heapq.heappush(pending, (-_length(rest), next(order), rest))
    return Matched(wrong, sum(_length(run) for run in runs))


def _length(words: Sequence[str]) -> int:
    return len(" ".join(words))


def _left(words: Words, taken: Sequence[bool]) -> Iterator[Words]:
    """The stretches of *words* between those that were taken."""
    start = 0
    for number, gone in enumerate((*taken, True)):
        if gone:
            if number > start:
                yield words[start:number]
            start = number + 1


def _find(line: Words, run: Words) -> _Find:
    """The stretch of *run* that serves *line* best: words alien to it stay in the run, words it lacks in the line."""
    ours, text = " ".join(line), " ".join(run)
    place = fuzz.partial_ratio_alignment(ours, text, score_cutoff=100 * _ALIKE)
    if place is None:
        return _Find()
    start, stop = (place.dest_start, place.dest_end) if len(text) > len(ours) else (0, len(text))
    first, last = _words_at(run, start, stop)
    theirs = " ".join(run[first:last])
    steps = Levenshtein.editops(ours, theirs)
    kept = _mostly(line, {step.src_pos: step.tag for step in steps if step.tag != "insert"})
    used = _mostly(run[first:last], {step.dest_pos: step.tag for step in steps if step.tag != "delete"})
    said = " ".join(word for word, yes in zip(line, kept, strict=True) if yes)
    heard = " ".join(word for word, yes in zip(run[first:last], used, strict=True) if yes)
    wrong = Levenshtein.distance(said, heard)
    if not said or not heard or len(said) - wrong < _ALIKE * len(said):
        return _Find()
    return _Find(len(said) - wrong, wrong, kept, (False,) * first + used + (False,) * (len(run) - last))


def _words_at(words: Words, start: int, stop: int) -> tuple[int, int]:
    """First and last but one of the words that lie at least in part within [start, stop) of the joined text."""
    at, inside = 0, []
    for number, word in enumerate(words):
        if at < stop and at + len(word) > start:
            inside.append(number)
        at += len(word) + 1
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _mostly(words: Words, changed: Mapping[int, str]) -> tuple[bool, ...]:
    """Of which words at least half of the letters are right; a short word may be read as another of its length."""
    at, right = 0, []
    for word in words:
        wrong = [changed[place] for place in range(at, at + len(word)) if place in changed]
        right.append(2 * len(wrong) <= len(word) or (len(word) <= _SHORT and set(wrong) == {"replace"}))
        at += len(word) + 1
    return tuple(right)
