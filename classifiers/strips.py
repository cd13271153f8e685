"""Unsure places put to a person: one strip of pages for each neighbourhood, not one question for each page."""

from collections.abc import Collection, Iterable, Sequence

from classifiers.reasons import Run
from classifiers.segments import Cutting
from pipeline.model.documents import Doubt

UNSURE = "boundary-unsure"
_NEAR = 4
"""Unsure places with fewer pages than this between them are looked at in one go."""
_COUNTED = 6
_FAIRLY = 0.65
"""A document less probable than this is not filed without a person (`pipeline.policy`), so one is asked."""


def strips(run: Run, cutting: Cutting, sure: float, accepted: Collection[int]) -> tuple[Doubt, ...]:
    """The doubts about where documents begin: each names every page from one unsure place to the last one near it."""
    doubts = []
    for first, last in _neighbourhoods(_unsure(run, cutting, sure, accepted)):
        pages = (run.pages[at].number for at in range(first - 1, last + 1))
        doubts.append(Doubt(UNSURE, tuple(sorted(pages))))
    return tuple(doubts)


def confidence(cutting: Cutting, index: int) -> float:
    """The probability that the document at *index* has the right pages.

    For a long paper small doubts at many places are rather one doubt about its make-up than many: no more than so many
    of them are counted as if each were for itself.
    """
    certainties = [_certainty(cutting, at) for at in _places(cutting, index)]
    return max(cutting.whole[index], min(certainties, default=1.0) ** min(len(certainties), _COUNTED))


def settled_by_eye(run: Run, cutting: Cutting, accepted: Collection[int]) -> dict[int, tuple[bool, str]]:
    """Places a person looked at and found as proposed: they hold from now on as if they had been ordered."""
    starts = set(cutting.starts)
    return {
        run.pages[at].number: (at in starts, "accept-verdict")
        for at in range(1, len(run.pages))
        if run.pages[at].number not in run.settled and _seen(run, at, accepted)
    }


def _unsure(run: Run, cutting: Cutting, sure: float, accepted: Collection[int]) -> Sequence[int]:
    """Places less than *sure*, and of a document that is less than fairly sure in all the least sure place."""
    found = {at for at in range(1, len(run.pages)) if _certainty(cutting, at) < sure}
    for index in range(len(cutting.starts)):
        if confidence(cutting, index) < _FAIRLY:
            found.add(min(_places(cutting, index), key=lambda at: _certainty(cutting, at)))
    return sorted(at for at in found if not _seen(run, at, accepted))


def _certainty(cutting: Cutting, at: int) -> float:
    return max(cutting.begins[at], 1 - cutting.begins[at])


def _places(cutting: Cutting, index: int) -> range:
    """Where the document at *index* could begin or end otherwise: from its first page to the page behind its last."""
    end = cutting.starts[index + 1] if index + 1 < len(cutting.starts) else len(cutting.begins) - 1
    return range(max(1, cutting.starts[index]), end + 1)


def _seen(run: Run, at: int, accepted: Collection[int]) -> bool:
    return run.pages[at - 1].number in accepted and run.pages[at].number in accepted


def _neighbourhoods(places: Iterable[int]) -> Sequence[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for at in places:
        if found and at - found[-1][1] < _NEAR:
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
    return found
