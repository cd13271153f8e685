"""Where documents begin: every reason for or against it, weighed and summed over the whole run of pages.

A reason has a name and a strength; what it counts for is in ``boundary_weights.toml``, learnt from labelled batches by
`classifiers.training.boundaries`. What people and separators settled is certain and not weighed.
"""

from collections.abc import Iterable

from classifiers.in_hand import given_the_beginning, left_open
from classifiers.neighbours import whatever_came_before
from classifiers.reasons import Reason, Run
from classifiers.segments import Cutting, cut
from classifiers.weights import Weights
from pipeline.model.documents import Evidence

CERTAIN = 40.0
"""Log-odds nobody argues with: a separator, a verdict."""


def cutting(run: Run, weights: Weights) -> Cutting:
    """The best way to cut *run*, and the probability of a beginning at every page.

    What two neighbours say counts for the beginning; what the document in hand says counts against going on with it.
    A heading that a circular explains, being that of its own form, is then no loss to the circular.
    """

    def begins(at: int) -> float:
        settled = run.settled.get(run.pages[at].number)
        if settled is not None:
            return CERTAIN if settled[0] else -CERTAIN
        return weights.scale * _weighed(whatever_came_before(run, at), weights)

    def goes_on(start: int, at: int) -> float:
        if at == len(run.pages):
            return weights.scale * _weighed(left_open(run, start), weights)
        if run.pages[at].number in run.settled:
            return 0.0
        return -weights.scale * _weighed(given_the_beginning(run, start, at), weights)

    return cut(len(run.pages), begins, goes_on)


def evidence_at(run: Run, start: int, at: int, weights: Weights) -> tuple[Evidence, ...]:
    """Why a document begins at *at* when the one before it began at *start*, the weightiest first."""
    number = run.pages[at].number
    if (settled := run.settled.get(number)) is not None:
        return (Evidence(settled[1], number),)
    counted: dict[str, tuple[float, Reason]] = {}
    for reason in (*whatever_came_before(run, at), *given_the_beginning(run, start, at)):
        before = counted.get(reason.name, (0.0, reason))
        kept = before[1] if before[1].box is not None else reason
        counted[reason.name] = (before[0] + weights.of(reason.feature) * reason.strength, kept)
    speaking = sorted(((value, reason) for value, reason in counted.values() if value > 0), key=lambda pair: -pair[0])
    return tuple(Evidence(reason.name, number, reason.box) for _, reason in speaking if not reason.silent)


def _weighed(reasons: Iterable[Reason], weights: Weights) -> float:
    return sum(weights.of(reason.feature) * reason.strength for reason in reasons)
