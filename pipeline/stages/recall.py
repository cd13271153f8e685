"""Recall (thu hồi để kiểm tra): where samples show more errors than promised, filed papers are looked at again.

A recalled paper stays where it was filed: taking it away would punish the citizen for a suspicion. A person either
accepts it or corrects it, and a correction is a new version of the dossier.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.intervals import lower
from pipeline.model.ids import BatchId, BranchId, KindCode
from pipeline.model.paper import Outcome as SideEnd
from pipeline.model.quality import DOCUMENT
from pipeline.model.samples import Outcome, Recall
from pipeline.model.work import BatchStatus, DocumentSummary, Settlement, Verdict, VerdictKind, WaitingFor
from pipeline.policy import Promise, Sampling

REFERENCE = "paper-recalled"
ANSWERS = frozenset(VerdictKind) - {VerdictKind.CHECKED, VerdictKind.FIELD, VerdictKind.SIGNED}
"""After one of these a recalled paper was looked at as a whole."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Papers that go wrong together: one kind at one branch, by one subject."""

    branch: BranchId
    kind: KindCode
    subject: str


@dataclass(frozen=True, slots=True)
class Realised:
    """What was found among the claims of a stratum that were taken over without a person."""

    stratum: Stratum
    of: int
    wrong: int

    def breaks(self, promise: Promise, sampling: Sampling) -> bool:
        """Shown to be over the ceiling: by the lower end of its interval, or by too many in a small sample."""
        if self.wrong < sampling.wrong_few:
            return False
        few = self.of <= sampling.few
        return few or lower(self.wrong, self.of, promise.surety) > promise.ceiling(self.stratum.subject)


def realised(outcomes: Iterable[Outcome]) -> tuple[Realised, ...]:
    """By stratum, in order."""
    counts: dict[Stratum, tuple[int, int]] = {}
    for one in outcomes:
        if one.judged.claim.automatic:
            stratum = Stratum(one.branch, one.judged.kind, one.judged.claim.subject)
            of, wrong = counts.get(stratum, (0, 0))
            counts[stratum] = of + 1, wrong + (not one.judged.right)
    ordered = sorted(counts.items(), key=lambda item: (item[0].branch, item[0].kind, item[0].subject))
    return tuple(Realised(stratum, of, wrong) for stratum, (of, wrong) in ordered)


def to_recall(
    outcomes: Sequence[Outcome], statuses: Iterable[BatchStatus], promise: Promise, sampling: Sampling
) -> Iterator[tuple[BatchId, tuple[int, ...]]]:
    """Filed papers of every stratum that breaks its promise, but for those a person has judged already."""
    broken = {(one.stratum.branch, one.stratum.kind) for one in realised(outcomes) if one.breaks(promise, sampling)}
    if not broken:
        return
    looked_at = {(one.batch, one.judged.pages) for one in outcomes if one.judged.claim.subject == DOCUMENT}
    for status in statuses:
        for paper in status.documents:
            filed = paper.outcome is SideEnd.ATTACHED and (status.branch, paper.kind) in broken
            if filed and (status.id, paper.pages) not in looked_at:
                yield status.id, paper.pages


def with_questions(settlement: Settlement, recalls: Sequence[Recall], verdicts: Sequence[Verdict]) -> Settlement:
    """*settlement* with a question for each filed paper that is called back and that nobody has looked at since."""
    called = [
        (REFERENCE, paper.pages, WaitingFor.REVIEWER)
        for paper in settlement.documents
        if paper.outcome is SideEnd.ATTACHED and still_called(paper, recalls, verdicts)
    ]
    return replace(settlement, reviews=tuple(sorted({*settlement.reviews, *called}))) if called else settlement


def still_called(document: DocumentSummary, recalls: Iterable[Recall], verdicts: Sequence[Verdict]) -> bool:
    """Whether *document* was called back and nobody has said anything of it since."""
    mine = [recall for recall in recalls if set(recall.pages) & set(document.pages)]
    return any(
        not any(v.kind in ANSWERS and v.at >= recall.since and set(v.pages) & set(document.pages) for v in verdicts)
        for recall in mine
    )
