"""Oversee (giám sát): beside what a run files and asks, what it says of the machine's own answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.model.documents import Proposal
from pipeline.model.ids import KindCode
from pipeline.model.standing import PaperRule
from pipeline.model.work import DocumentSummary, Settlement, Verdict
from pipeline.policy import Sampling
from pipeline.ports import BatchView, QualityDesk
from pipeline.stages.judge import TELLING, judged
from pipeline.stages.recall import with_questions
from pipeline.stages.reuse import Keyed, marks
from pipeline.stages.sample import drawn


@dataclass(frozen=True, slots=True)
class Oversight:
    """What overseeing needs."""

    desk: QualityDesk
    sampling: Sampling
    rules: Mapping[KindCode, PaperRule]
    keyed: Keyed | None = None
    """Makes the keys papers are found again under; None remembers none."""


def asks_for_own_answers(verdicts: Sequence[Verdict]) -> bool:
    """Whether *verdicts* can be held against what the machine says without them."""
    return any(verdict.kind in TELLING for verdict in verdicts)


def overseen(
    settlement: Settlement,
    view: BatchView,
    proposal: Proposal,
    own: Proposal | None,
    filed_before: Sequence[DocumentSummary],
    oversight: Oversight,
) -> Settlement:
    """*settlement* with outcomes, samples, recalled papers' questions and marks of papers to use again.

    *own* is what the machine proposes without hearing a verdict, None when no verdict says anything about that.
    """
    desk = oversight.desk
    fresh = drawn(
        proposal,
        settlement.documents,
        filed_before,
        view.verdicts,
        desk.samples(view.batch.branch),
        oversight.sampling,
    )
    known = marks(settlement.filings, view, view.records, oversight.rules, oversight.keyed) if oversight.keyed else ()
    return replace(
        with_questions(settlement, desk.recalls(view.batch.id), view.verdicts),
        judged=judged(own, view.verdicts) if own is not None else (),
        drawn=fresh,
        reusable=tuple(known),
    )
