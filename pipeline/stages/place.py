"""Which component of the checklist a document belongs under, or why a person has to say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.documents import Decision, Document, Gravity
from pipeline.model.dossier import Component, DossierRecord, Entry
from pipeline.model.ids import ComponentCode, KindCode
from pipeline.model.sameness import PaperIdentity
from pipeline.model.work import Verdict, VerdictKind
from pipeline.policy import FilingPolicy

ROUTING_KINDS = frozenset({KindCode("receipt-slip"), KindCode("cover-sheet")})
"""Papers that say where the others belong; they are kept, and are nobody's component."""

UNSURE = ("kind-unsure", "boundary-unsure", "branch-reads-worse", "too-little-data", "reads-too-badly")
"""What a decider says of a paper it does not let pass; a doubtful kind does not matter where any paper is accepted."""

FILING_DOUBTS = frozenset({"owner-not-seen", "stranger-among-papers", "duplicate-of"})
"""Doubts about whether the paper belongs there at all; doubts about what it says are settled field by field."""


@dataclass(frozen=True, slots=True)
class Placed:
    component: Component


@dataclass(frozen=True, slots=True)
class Unplaced:
    """`reference` says what a person is asked."""

    reference: str


def place(
    document: Document,
    record: DossierRecord | None,
    taken: Mapping[ComponentCode, int],
    verdicts: Sequence[Verdict],
    policy: FilingPolicy,
) -> Placed | Unplaced:
    """Choose the component for *document*; *taken* counts the papers each component already holds."""
    if document.dossier is None:
        return Unplaced("dossier-not-named")
    if record is None:
        return Unplaced("dossier-not-found")
    if not record.open_for_papers:
        return Unplaced("dossier-closed")
    decided = decided_component(document, record, verdicts)
    if decided is not None:
        return Placed(decided)
    accepted = was_accepted(document, verdicts)
    if not accepted:
        if document.boundary_confidence < policy.boundary:
            return Unplaced("boundary-unsure")
        unsure = why_unsure(document)
        if unsure is not None and unsure != "kind-unsure":
            return Unplaced(unsure)
        if (asked := _asks_a_person(document)) is not None:
            return Unplaced(asked)
    return _by_kind(document, record, taken, accepted, policy)


def _by_kind(
    document: Document, record: DossierRecord, taken: Mapping[ComponentCode, int], accepted: bool, policy: FilingPolicy
) -> Placed | Unplaced:
    kind = document.classification
    sure = accepted or (kind.confidence >= policy.kind and why_unsure(document) is None)
    named = [c for c in record.procedure.components if c.kinds and c.accepts(kind.kind)]
    if named and not sure:
        return Unplaced("kind-unsure")
    free = [c for c in named if c.many or not taken.get(c.code)]
    if free:
        required_first = sorted(free, key=lambda c: not c.required)
        return Placed(required_first[0])
    if named:
        return Unplaced("component-already-filled")
    anything = [c for c in record.procedure.components if not c.kinds]
    if anything:
        return Placed(anything[0])
    return Unplaced("kind-unsure" if not sure else "paper-not-on-checklist")


def decided_component(document: Document, record: DossierRecord, verdicts: Sequence[Verdict]) -> Component | None:
    """The component a person named for these pages, if the checklist has it."""
    for verdict in reversed(verdicts):
        if verdict.kind is VerdictKind.COMPONENT and set(verdict.pages) & set(document.pages):
            return next((c for c in record.procedure.components if c.code == verdict.value), None)
    return None


def was_accepted(document: Document, verdicts: Sequence[Verdict]) -> bool:
    """A person said that the proposal for these pages is right."""
    return any(v.kind is VerdictKind.ACCEPT and set(document.pages) <= set(v.pages) for v in verdicts)


def already_filed(document: Document, entries: Iterable[Entry]) -> Entry | None:
    """The entry that holds this very paper (same kind, number, day, people), if one does: it was scanned before."""
    paper = PaperIdentity.of(document.classification.kind, document.fields)
    known = ((entry, PaperIdentity.of(entry.classification.kind, entry.fields)) for entry in entries)
    return next((entry for entry, identity in known if paper.is_same_as(identity)), None)


def why_unsure(document: Document) -> str | None:
    """Why the decider would not let the paper be filed alone; None when it would."""
    if document.decision is Decision.AUTO:
        return None
    return next((found.reference for found in document.findings if found.reference in UNSURE), None)


def _asks_a_person(document: Document) -> str | None:
    """The reference of a finding that keeps the paper from being filed: what blocks first, then what filing hangs on."""
    if document.blocked_by is not None:
        return document.blocked_by.reference
    doubts = (found.reference for found in document.findings if found.gravity is Gravity.DOUBT)
    return next((reference for reference in doubts if reference in FILING_DOUBTS), None)
