"""Up to which risk the machine decides alone, and how a branch's own experience moves that.

A threshold is proved when the upper end of the interval for the share wrong below it lies under the ceiling. What is
learnt at a branch makes its thresholds stricter as soon as it reads worse with some certainty, and looser only as far
as the ceiling is proved to be kept there, one step after another from the shipped one (fixed-sequence testing).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from classifiers.decisions.families import Family
from pipeline.intervals import enough, lower, upper
from pipeline.model.ids import KindCode
from pipeline.policy import Promise

NONE = -1.0
"""A threshold below every risk: everything goes to a person."""
_STEP = 1.15
"""Each step looser admits so much more risk."""
_FEW = 20
"""Fewer judged claims than this say nothing about a branch."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """Claims of at most `risk` are taken over; of `of` such claims `wrong` were wrong. `reason` when none are."""

    risk: float
    of: int
    wrong: int
    reason: str = ""

    def limit(self, surety: float) -> float:
        """The share wrong that this much experience leaves possible."""
        return upper(self.wrong, self.of, surety)

    def proves(self, ceiling: float, surety: float) -> bool:
        return self.limit(surety) <= ceiling


@dataclass(frozen=True, slots=True)
class Experience:
    """A judged claim, as thresholds see it."""

    family: Family
    kind: KindCode
    risk: float
    right: bool
    automatic: bool


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A threshold for each family, and kinds that are not filed without a person for the time being."""

    by_family: Mapping[Family, Threshold]
    stopped: frozenset[KindCode] = field(default_factory=frozenset)
    own: frozenset[Family] = field(default_factory=frozenset)
    """Families whose threshold was learnt here and not shipped."""

    def of(self, family: Family) -> Threshold:
        """The threshold of *family*; one that takes nothing over when nothing is known of it."""
        return self.by_family.get(family, Threshold(NONE, 0, 0, "too-little-data"))

    def learn(self, outcomes: Iterable[Experience], promise: Promise) -> "Thresholds":
        """These thresholds as one branch's *outcomes* move them."""
        seen = list(outcomes)
        learnt = dict(self.by_family)
        for family in Family:
            mine = [one for one in seen if one.family is family]
            ceiling = promise.ceiling(family)
            moved = _moved(self.of(family), mine, ceiling, promise.surety)
            if moved is not None:
                learnt[family] = moved
        own = frozenset(family for family in learnt if learnt[family] is not self.by_family.get(family))
        return replace(self, by_family=learnt, own=own, stopped=_stopped(seen, self.of(Family.DOCUMENT).risk, promise))


def _moved(shipped: Threshold, seen: Sequence[Experience], ceiling: float, surety: float) -> Threshold | None:
    """Another threshold than *shipped*, None when *seen* asks for none."""
    if len(seen) < _FEW and _wrong(seen) < 2:
        return None
    within = [one for one in seen if one.risk <= shipped.risk]
    if _wrong(within) >= 2 and lower(_wrong(within), len(within), surety) > ceiling:
        return _stricter(within, ceiling, surety)
    return _looser(shipped, seen, ceiling, surety)


def _stricter(within: Sequence[Experience], ceiling: float, surety: float) -> Threshold:
    """The highest risk below which the branch is not shown to read worse than promised."""
    for risk in sorted({one.risk for one in within}, reverse=True):
        kept = [one for one in within if one.risk < risk]
        wrong = _wrong(kept)
        if len(kept) >= _FEW and not wrong:
            return Threshold(max(one.risk for one in kept), len(kept), wrong)
        if len(kept) >= enough(ceiling, surety) and lower(wrong, len(kept), surety) <= ceiling >= wrong / len(kept):
            return Threshold(max(one.risk for one in kept), len(kept), wrong)
    return Threshold(NONE, len(within), _wrong(within), "branch-reads-worse")


def _looser(shipped: Threshold, seen: Sequence[Experience], ceiling: float, surety: float) -> Threshold | None:
    """As far above *shipped* as each step is proved; reviewed claims weigh in full and sampled ones by their share
    only, which counts the doubtful ones more often than they come: the bound errs on the careful side."""
    best: Threshold | None = None
    risk = max(shipped.risk, 0.0005)
    while risk < 1.0:
        risk = min(1.0, risk * _STEP)
        within = [one for one in seen if one.risk <= risk]
        wrong = _wrong(within)
        if upper(wrong, len(within), surety) > ceiling:
            break
        best = Threshold(round(risk, 6), len(within), wrong)
    return best


def _stopped(seen: Sequence[Experience], limit: float, promise: Promise) -> frozenset[KindCode]:
    """Kinds whose papers, filed unseen, are shown to be wrong more often than promised. Papers that would have been
    filed unseen count too: they show when the kind may be filed alone again."""
    papers = [one for one in seen if one.family is Family.DOCUMENT and (one.automatic or one.risk <= limit)]
    kinds = {one.kind for one in papers}
    return frozenset(kind for kind in kinds if _breaks([one for one in papers if one.kind == kind], promise))


def _breaks(papers: Sequence[Experience], promise: Promise) -> bool:
    wrong = _wrong(papers)
    return wrong >= 2 and lower(wrong, len(papers), promise.surety) > promise.attachment


def _wrong(seen: Sequence[Experience]) -> int:
    return sum(not one.right for one in seen)
