"""`pipeline.ports.Decider`: risk and decision of a document and its fields, and why a person is asked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from classifiers.decisions.evidence import Looking
from classifiers.decisions.families import Family, family_of
from classifiers.decisions.shipped import Shipped, shipped
from classifiers.decisions.thresholds import Experience, Thresholds
from classifiers.taxonomy import Taxonomy
from pipeline.model.documents import Decision, Document, ExtractedField, Finding, Gravity
from pipeline.model.ids import UNKNOWN_KIND, BranchId
from pipeline.model.paper import ScanBatch
from pipeline.model.samples import Outcome
from pipeline.model.work import VerdictKind
from pipeline.policy import Promise
from pipeline.ports import BatchView
from pipeline.stages.confirm import confirmed
from pipeline.stages.place import FILING_DOUBTS, was_accepted

LEAST_KIND, LEAST_BOUNDARY = 0.85, 0.6
"""Whatever was fitted: a kind or a boundary claimed with less is nobody's to file unseen. Drawn papers hold few such
doubts, and a fit may not have met them."""
Remembered = Callable[[BranchId], Iterable[Outcome]]
"""What people have judged of one branch's papers so far."""


def nothing_remembered(_: BranchId) -> tuple[Outcome, ...]:
    return ()


class RiskDecider:
    """Takes over what is sure enough by the shipped thresholds, or by the branch's own once it has experience."""

    def __init__(
        self,
        taxonomy: Taxonomy,
        promise: Promise | None = None,
        remembered: Remembered = nothing_remembered,
        fitted: Shipped | None = None,
    ) -> None:
        self._taxonomy = taxonomy
        self._promise = promise or Promise()
        self._remembered = remembered
        self._fitted = fitted or shipped()
        self._in_force: tuple[ScanBatch, Thresholds] | None = None

    def decide(self, document: Document, view: BatchView) -> Document:
        """The same document; it and its fields have their risk and decision. A person's word is final.

        Why a paper waits is the first of its findings that doubts: ``kind-unsure``, ``boundary-unsure``,
        ``too-little-data`` or ``branch-reads-worse``.
        """
        looking = Looking(document, view, self._taxonomy)
        thresholds = self._for_batch(view.batch)
        fields = tuple(self._field(found, document, looking, thresholds) for found in document.fields)
        settled = confirmed(replace(document, fields=fields), view.verdicts, self._label)
        risk = self._risk(document, looking, view)
        why = self._why(document, risk, thresholds, view)
        told = _without_data(fields, thresholds, self._taxonomy)
        return replace(
            settled,
            risk=risk,
            decision=Decision.REVIEW if why is not None or _doubted(document, view) else Decision.AUTO,
            findings=(*document.findings, *([why] if why else []), *([told] if told else [])),
        )

    def _for_batch(self, batch: ScanBatch) -> Thresholds:
        """One run of a batch is decided by one set of thresholds, asked for once."""
        held = self._in_force
        if held is None or held[0] is not batch:
            held = self._in_force = batch, self.thresholds(batch.branch)
        return held[1]

    def thresholds(self, branch: BranchId) -> Thresholds:
        """The thresholds in force at *branch*."""
        seen = [self._experience(outcome) for outcome in self._remembered(branch)]
        return self._fitted.thresholds.learn(seen, self._promise) if seen else self._fitted.thresholds

    def _experience(self, outcome: Outcome) -> Experience:
        judged = outcome.judged
        family = family_of(judged.claim.subject, self._taxonomy)
        return Experience(family, judged.kind, judged.claim.risk, judged.right, judged.claim.automatic)

    def _field(
        self, found: ExtractedField, document: Document, looking: Looking, thresholds: Thresholds
    ) -> ExtractedField:
        risk = round(self._fitted.field.risk(looking.of_field(found)), 6)
        limit = thresholds.of(family_of(found.name, self._taxonomy)).risk
        if looking.corroborated(found):
            limit = max(limit, self._fitted.corroborated)
        doubted = f"{document.classification.kind}.{found.name}" in self._fitted.watched or any(
            finding.gravity is not Gravity.NOTE and found.name in finding.fields for finding in document.findings
        )
        return replace(found, risk=risk, decision=Decision.AUTO if risk <= limit and not doubted else Decision.REVIEW)

    def _risk(self, document: Document, looking: Looking, view: BatchView) -> float:
        if was_accepted(document, view.verdicts):
            return 0.0
        if document.classification.kind == UNKNOWN_KIND:
            return 1.0
        return round(self._fitted.document.risk(looking.of_document()), 6)

    def _why(self, document: Document, risk: float, thresholds: Thresholds, view: BatchView) -> Finding | None:
        """Why a person has to look at the paper as a whole; None when nobody has to."""
        if was_accepted(document, view.verdicts):
            return None
        limit = thresholds.of(Family.DOCUMENT)
        kind = document.classification
        reference = ""
        if kind.kind in thresholds.stopped and not _named_by_person(document, view):
            reference = "branch-reads-worse"
        elif risk > limit.risk or kind.confidence < LEAST_KIND or document.boundary_confidence < LEAST_BOUNDARY:
            unsure = "boundary-unsure" if document.boundary_confidence < kind.confidence else "kind-unsure"
            reference = limit.reason if limit.risk < 0 and limit.reason else unsure
        return Finding(reference, document.pages) if reference else None

    def _label(self, name: str) -> str:
        known = self._taxonomy.fields.get(name)
        return known.label if known else name


def _named_by_person(document: Document, view: BatchView) -> bool:
    return any(v.kind is VerdictKind.KIND and set(document.pages) <= set(v.pages) for v in view.verdicts)


def _doubted(document: Document, view: BatchView) -> bool:
    """A check doubts that the paper belongs there, and nobody has said that it does."""
    weighs = document.blocked_by is not None or any(found.reference in FILING_DOUBTS for found in document.findings)
    return weighs and not was_accepted(document, view.verdicts)


def _without_data(fields: Sequence[ExtractedField], thresholds: Thresholds, taxonomy: Taxonomy) -> Finding | None:
    """Said openly: fields a person confirms for no other reason than that too few like them were ever judged."""
    names = tuple(
        dict.fromkeys(f.name for f in fields if thresholds.of(family_of(f.name, taxonomy)).reason == "too-little-data")
    )
    pages = tuple(sorted({f.page for f in fields if f.name in names}))
    return Finding("too-little-data", pages, names, Gravity.NOTE) if names else None
