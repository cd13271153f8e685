"""The best way to cut a sequence of pages into documents, and how probable each cut is.

A cutting is weighed by the sum of two kinds of scores: for every document that begins, how much its first page looks like
a beginning; for every other page, how well it goes on with the document in hand (a linear model over whole segments,
semi-Markov: what a page says may depend on the page its document began with, however far back). Forward and backward
sums over all cuttings give the probability of every single cut, the best cutting is found by the same recursion with a
maximum. Beginnings whose share of the weight is negligible are dropped on the way, so the work grows with the pages
and not with their square.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Begins = Callable[[int], float]
"""at -> the score of a document beginning at *at*."""
GoesOn = Callable[[int, int], float]
"""(start, at) -> the score of *at* going on with the document that began at *start*; where *at* is the number of pages,
the score of that document being over there."""

_NEGLIGIBLE = 18.0
"""Beginnings this much less likely (in logarithms) than the likeliest are no longer followed."""
_FOLLOWED = 24
"""How many possible beginnings of the document in hand are followed at once."""


@dataclass(frozen=True, slots=True)
class Cutting:
    """Where documents begin: the best answer, and the probability of a beginning at every position."""

    starts: tuple[int, ...]
    begins: tuple[float, ...]
    whole: tuple[float, ...]
    """For each of `starts`, the probability that exactly these pages are one document."""


@dataclass(slots=True)
class _Step:
    """One position: the beginnings followed up to it with their weights, and what each says about going on here."""

    weights: dict[int, float]
    best: dict[int, float]
    goes_on: dict[int, float]
    begins: float
    """The score of a cut here; nothing at the end."""
    cut_from: int = 0
    """The beginning the best cut here ends."""


def cut(length: int, begins: Begins, goes_on: GoesOn) -> Cutting:
    """Cut *length* pages by their scores."""
    if length == 0:
        return Cutting((), (), ())
    steps = _forward(length, begins, goes_on)
    starts = _best(steps)
    chances, ahead = _backward(steps)
    whole = (_held(steps, ahead, start, end) for start, end in zip(starts, (*starts[1:], length), strict=True))
    return Cutting(starts, chances, tuple(whole))


def _forward(length: int, begins: Begins, goes_on: GoesOn) -> list[_Step]:
    weights, best = {0: 0.0}, {0: 0.0}
    steps = [_Step({}, {}, {}, 0.0)]
    for at in range(1, length):
        step = _Step(weights, best, {start: goes_on(start, at) for start in weights}, begins(at))
        step.cut_from = max(best, key=lambda start: (best[start], -start))
        steps.append(step)
        onward = {start: weight + step.goes_on[start] for start, weight in weights.items()}
        weights = _likely({**onward, at: _total(weights.values()) + step.begins})
        ahead = {**{start: best[start] + step.goes_on[start] for start in best}, at: best[step.cut_from] + step.begins}
        best = {start: ahead[start] for start in weights}
    last = _Step(weights, best, {start: goes_on(start, length) for start in weights}, 0.0)
    last.cut_from = max(best, key=lambda start: (best[start] + last.goes_on[start], -start))
    return [*steps, last]


def _likely(weights: dict[int, float]) -> dict[int, float]:
    top = max(weights.values())
    ranked = sorted(weights, key=lambda start: -weights[start])[:_FOLLOWED]
    return {start: weights[start] for start in ranked if weights[start] > top - _NEGLIGIBLE}


def _best(steps: list[_Step]) -> tuple[int, ...]:
    """The beginnings of the best cutting, followed back from the end."""
    starts = []
    at = len(steps) - 1
    while at:
        at = steps[at].cut_from
        starts.append(at)
    return tuple(reversed(starts))


def _backward(steps: list[_Step]) -> tuple[tuple[float, ...], list[float]]:
    """The probability of a cut at every position, and the log weight of a cut there and all that may follow it.

    The latter is less the weight of all cuttings, so that forward weight and this give a probability.
    """
    end = len(steps) - 1
    last = steps[end]
    everything = _total(last.weights[start] + last.goes_on[start] for start in last.weights)
    chances = [1.0] + [0.0] * (end - 1)
    ahead = [-math.inf] * end + [-everything]
    onward = {start: score - everything for start, score in last.goes_on.items()}
    for at in range(end - 1, 0, -1):
        step = steps[at]
        ahead[at] = step.begins + onward.get(at, -math.inf)
        chances[at] = min(1.0, math.exp(_total(step.weights.values()) + ahead[at]))
        onward = {
            start: _total((ahead[at], score + onward.get(start, -math.inf))) for start, score in step.goes_on.items()
        }
    return tuple(chances), ahead


def _held(steps: list[_Step], ahead: list[float], start: int, end: int) -> float:
    step = steps[end]
    if start not in step.weights:
        return 0.0
    over = step.goes_on[start] if end == len(steps) - 1 else 0.0
    return min(1.0, math.exp(step.weights[start] + over + ahead[end]))


def _total(logarithms: Iterable[float]) -> float:
    values = list(logarithms)
    top = max(values)
    if top == -math.inf:
        return top
    return top + math.log(sum(math.exp(value - top) for value in values))
