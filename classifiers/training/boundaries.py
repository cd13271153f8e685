"""What reasons for a beginning count for, learnt from labelled batches: maximum likelihood of the true cuttings.

The model is the one of `classifiers.segments`, here over many batches at once: forward and backward sums give the
probability of every cut under the weights in hand, the gradient is what the true cutting shows less what the model
expects. Weights are held near those set by hand (a reason few batches show keeps its own), and a reason may not come to
speak for what it was meant to speak against. Needs SciPy.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from classifiers.boundaries import CERTAIN
from classifiers.in_hand import given_the_beginning, left_open
from classifiers.neighbours import whatever_came_before
from classifiers.reasons import Reason, Run

LONGEST = 28
"""Documents of more pages are left out of the lesson."""
_FAR = 1.0
"""How far from the hand's weight, in log-odds, a learnt one costs as much as one standard deviation."""
_MOST = 6.0
_HEARD = 250
"""So many batches weigh against the hand's weights, however many there are: drawn batches are more alike than real ones."""
_MEANT = 0.5
"""Weights this far from nothing were set by hand for a reason: law or practice; smaller ones may go either way."""
_NEVER = -1e9
_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A run of pages and the places where its documents truly begin; the first is 0."""

    run: Run
    starts: tuple[int, ...]


@dataclass(slots=True)
class Rows:
    """Reasons of many places, one row a place."""

    values: list[float] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=lambda: [0])
    place: list[tuple[int, int, int]] = field(default_factory=list)
    """(position, batch, pages the document in hand would have)"""
    constant: list[float] = field(default_factory=list)
    true: list[float] = field(default_factory=list)

    def add(self, found: Mapping[int, float], place: tuple[int, int, int], constant: float, true: bool) -> None:
        self.values += found.values()
        self.columns += found.keys()
        self.ends.append(len(self.values))
        self.place.append(place)
        self.constant.append(constant)
        self.true.append(float(true))

    def matrix(self, features: int) -> csr_matrix:
        return csr_matrix((self.values, self.columns, self.ends), shape=(len(self.place), features))

    def where(self) -> tuple[_Ints, ...]:
        return tuple(np.array(self.place, dtype=np.int64).reshape(-1, 3).T)


@dataclass(slots=True)
class Lesson:
    """Every possible beginning of every batch, and every page that might go on with a document."""

    features: tuple[str, ...]
    begins: Rows = field(default_factory=Rows)
    goes_on: Rows = field(default_factory=Rows)
    """With the sign turned: these reasons speak against going on, and at the end of a batch for being over."""
    lengths: list[int] = field(default_factory=list)

    def add(self, labelled: Labelled) -> None:
        """One batch more; nothing is learnt from one with a longer document than can be followed."""
        run, length = labelled.run, len(labelled.run.pages)
        ends = (*labelled.starts[1:], length)
        if not length or max(end - start for start, end in zip(labelled.starts, ends, strict=True)) > LONGEST:
            return
        batch, true = len(self.lengths), -1
        for at in range(1, length + 1):
            true = max(start for start in labelled.starts if start < at)
            known = run.settled.get(run.pages[at].number) if at < length else None
            if at < length:
                held = self._found(whatever_came_before(run, at)) if known is None else {}
                constant = 0.0 if known is None else CERTAIN if known[0] else -CERTAIN
                self.begins.add(held, (at, batch, 0), constant, at in labelled.starts)
            for start in range(max(0, at - LONGEST), at):
                reasons: Iterable[Reason] = ()
                if at == length:
                    reasons = left_open(run, start)
                elif known is None:
                    reasons = given_the_beginning(run, start, at)
                found = self._found(reasons)
                if at < length:
                    found = {column: -value for column, value in found.items()}
                goes = start == true and at not in labelled.starts
                self.goes_on.add(found, (at, batch, at - start), 0.0, goes)
        self.lengths.append(length)

    def _found(self, reasons: Iterable[Reason]) -> dict[int, float]:
        found: dict[int, float] = {}
        for reason in reasons:
            if reason.feature in self.features:
                column = self.features.index(reason.feature)
                found[column] = found.get(column, 0.0) + reason.strength
        return found


class Likelihood:
    """How probable the true cuttings are under given weights, and in which direction they would be more so."""

    def __init__(self, lesson: Lesson) -> None:
        count = len(lesson.features)
        self._begins, self._goes_on = lesson.begins.matrix(count), lesson.goes_on.matrix(count)
        self._constant = np.array(lesson.begins.constant)
        self._began, self._went_on = np.array(lesson.begins.true), np.array(lesson.goes_on.true)
        self._at_begin, self._at_goes_on = lesson.begins.where()[:2], lesson.goes_on.where()
        self._lengths = np.array(lesson.lengths)
        self.batches = len(lesson.lengths)
        self._shape = (int(self._lengths.max()) + 1, self.batches, LONGEST + 1)

    def __call__(self, weights: _Floats, scale: float = 1.0) -> tuple[float, _Floats]:
        """(log likelihood in all, its gradient)."""
        begins = scale * (self._begins @ weights) + self._constant
        goes_on = scale * (self._goes_on @ weights)
        began, went_on, total = self._chances(begins, goes_on)
        likelihood = float(self._began @ begins) + float(self._went_on @ goes_on) - total
        slope: _Floats = scale * np.asarray(
            self._begins.T @ (self._began - began) + self._goes_on.T @ (self._went_on - went_on)
        )
        return likelihood, slope

    def _chances(self, begins: _Floats, goes_on: _Floats) -> tuple[_Floats, _Floats, float]:
        """The probability of every beginning and of every going on, and the log weight of all cuttings."""
        steps, batches, _ = self._shape
        cut = np.full(self._shape[:2], _NEVER)
        cut[self._at_begin] = begins
        held = np.full(self._shape, _NEVER)
        held[self._at_goes_on] = goes_on
        ahead = np.full(self._shape, _NEVER)
        ahead[1, :, 1] = 0.0
        whole = np.zeros(batches)
        for at in range(1, steps):
            ends = self._lengths == at
            whole[ends] = np.logaddexp.reduce(ahead[at] + held[at], axis=1)[ends]
            if at + 1 < steps:
                ahead[at + 1, :, 2:] = np.maximum(_NEVER, ahead[at, :, 1:-1] + held[at, :, 1:-1])
                ahead[at + 1, :, 1] = np.maximum(_NEVER, np.logaddexp.reduce(ahead[at], axis=1) + cut[at])
        began, went_on = np.zeros(self._shape[:2]), np.zeros(self._shape)
        onward = np.full((batches, LONGEST + 2), _NEVER)  # log weight from here on, by pages of the document in hand
        for at in range(steps - 1, 0, -1):
            ends, live = self._lengths == at, self._lengths >= at
            after = np.where(ends, _NEVER, cut[at] + onward[:, 1])
            on = held[at] + np.where(ends[:, None], 0.0, onward[:, 1:])
            began[at] = np.where(live, _share(np.logaddexp.reduce(ahead[at], axis=1) + after - whole), 0.0)
            went_on[at] = np.where(live[:, None], _share(ahead[at] + on - whole[:, None]), 0.0)
            onward = np.full((batches, LONGEST + 2), _NEVER)
            onward[:, : LONGEST + 1] = np.where(live[:, None], np.logaddexp(after[:, None], on), _NEVER)
        return began[self._at_begin], went_on[self._at_goes_on], float(whole.sum())


def _share(logarithm: _Floats) -> _Floats:
    share: _Floats = np.exp(np.minimum(0.0, logarithm))
    return share


def lesson_of(batches: Iterable[Labelled], features: Iterable[str]) -> Likelihood:
    """What *batches* teach about *features*."""
    lesson = Lesson(tuple(features))
    for batch in batches:
        lesson.add(batch)
    return Likelihood(lesson)


def fitted(
    likelihood: Likelihood,
    by_hand: Mapping[str, float],
    most: Mapping[str, float],
    least: Mapping[str, float],
    rounds: int = 100,
) -> dict[str, float]:
    """The weights of greatest likelihood, held near *by_hand*; where these say so no further from nothing than *most*,
    and no nearer than *least*."""
    hand = np.array(list(by_hand.values()))
    heard = min(1.0, _HEARD / likelihood.batches)

    def cost(weights: _Floats) -> tuple[float, _Floats]:
        value, slope = likelihood(weights)
        value, slope = heard * value, heard * slope
        away = weights - hand
        return -value + float(away @ away) / (2 * _FAR**2), -slope + away / _FAR**2

    bounds = [_bounds(value, least.get(name, 0.0), most.get(name, _MOST)) for name, value in by_hand.items()]
    found = minimize(cost, hand, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": rounds})
    return {feature: round(float(value), 3) for feature, value in zip(by_hand, found.x, strict=True)}


def scaled(likelihood: Likelihood, weights: Mapping[str, float], steps: Sequence[float]) -> float:
    """The scale among *steps* under which batches not learnt from are likeliest."""
    values = np.array(list(weights.values()))
    return max(steps, key=lambda scale: likelihood(values, scale)[0])


def _bounds(value: float, least: float, most: float) -> tuple[float, float]:
    """A reason meant to speak for a beginning does not come to speak against one, nor the other way round."""
    return (least if value >= _MEANT else -most), (-least if value <= -_MEANT else most)
