"""What is promised, what became of it, and what is done where it is not kept."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from classifiers.decisions import RiskDecider
from classifiers.decisions.families import Family, family_of
from classifiers.decisions.thresholds import Threshold
from classifiers.taxonomy import Taxonomy
from pipeline.errors import RejectedInputError
from pipeline.intervals import lower, upper
from pipeline.model.ids import BatchId, BranchId
from pipeline.model.paper import Outcome as SideEnd
from pipeline.model.samples import Outcome, Sample
from pipeline.policy import Promise, Sampling
from pipeline.ports import Ledger
from pipeline.stages.recall import to_recall

TWO_SIDED = 0.975
"""Each end of an interval of 95 %."""


def recall_where_broken(ledger: Ledger, promise: Promise, sampling: Sampling, now: datetime) -> int:
    """Call back the filed papers of every stratum whose samples show more errors than promised; returns how many.

    Safe to repeat: a paper is called back once.
    """
    called: dict[BatchId, list[tuple[int, ...]]] = {}
    for batch, pages in to_recall(ledger.outcomes(), ledger.statuses(), promise, sampling):
        called.setdefault(batch, []).append(pages)
    count = 0
    for batch, papers in called.items():
        known = {recall.pages for recall in ledger.recalls(batch)}
        count += sum(ledger.recall(batch, pages, now) for pages in papers if pages not in known)
    return count


@dataclass(frozen=True, slots=True)
class FamilyQuality:
    """One family at one branch: what is promised, what was found among claims taken over, and the threshold in force."""

    branch: BranchId
    family: Family
    promised: float
    checked: int
    """Claims taken over without a person that somebody has judged since."""
    wrong: int
    judged: int
    """Claims judged in all, those a person was asked about included."""
    threshold: Threshold
    own: bool
    """The threshold was learnt at this branch."""

    @property
    def realised(self) -> float | None:
        return self.wrong / self.checked if self.checked else None

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share wrong lies, with 95 %."""
        return lower(self.wrong, self.checked, TWO_SIDED), upper(self.wrong, self.checked, TWO_SIDED)

    @property
    def state(self) -> str:
        """``kept``, ``broken``, or ``too-little-data`` while the interval holds the promise inside."""
        low, high = self.interval
        if high <= self.promised:
            return "kept"
        return "broken" if self.wrong >= 2 and low > self.promised else "too-little-data"


@dataclass(frozen=True, slots=True)
class BranchQuality:
    """One branch: coverage, samples and every family."""

    branch: BranchId
    papers: int
    filed: int
    """Papers filed now; `papers` are all that were found."""
    waiting: tuple[Sample, ...]
    answered: int
    recalled: int
    families: tuple[FamilyQuality, ...]


def quality(ledger: Ledger, decider: RiskDecider, taxonomy: Taxonomy, promise: Promise) -> Iterator[BranchQuality]:
    """Every branch that has papers, in order."""
    papers: Counter[BranchId] = Counter()
    filed: Counter[BranchId] = Counter()
    recalled: Counter[BranchId] = Counter()
    for status in ledger.statuses():
        known = [d for d in status.documents if d.outcome is not SideEnd.SEPARATOR]
        papers[status.branch] += len(known)
        filed[status.branch] += sum(d.outcome is SideEnd.ATTACHED for d in known)
        recalled[status.branch] += len(ledger.recalls(status.id))
    for branch in sorted(papers):
        drawn = ledger.samples(branch)
        yield BranchQuality(
            branch=branch,
            papers=papers[branch],
            filed=filed[branch],
            waiting=tuple(sample for sample in drawn if not sample.answered),
            answered=sum(sample.answered for sample in drawn),
            recalled=recalled[branch],
            families=tuple(_families(branch, ledger.outcomes(branch), decider, taxonomy, promise)),
        )


def _families(
    branch: BranchId, outcomes: tuple[Outcome, ...], decider: RiskDecider, taxonomy: Taxonomy, promise: Promise
) -> Iterator[FamilyQuality]:
    thresholds = decider.thresholds(branch)
    for family in Family:
        mine = [one.judged for one in outcomes if family_of(one.judged.claim.subject, taxonomy) is family]
        taken = [one for one in mine if one.claim.automatic]
        yield FamilyQuality(
            branch=branch,
            family=family,
            promised=promise.ceiling(family),
            checked=len(taken),
            wrong=sum(not one.right for one in taken),
            judged=len(mine),
            threshold=thresholds.of(family),
            own=family in thresholds.own,
        )


def sample_called(ledger: Ledger, name: str) -> Sample:
    """The sample with id *name*; `RejectedInputError` (``nothing-by-that-name``) when there is none."""
    for sample in ledger.samples():
        if sample.id == name:
            return sample
    raise RejectedInputError("nothing-by-that-name", "no sample by that name", "List them: sohoa quality check")
