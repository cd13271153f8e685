"""Which component of the checklist a document belongs under, or why a person has to say."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.documents import Document
from pipeline.model.dossier import Component, DossierRecord, Owner
from pipeline.model.ids import ComponentCode, KindCode
from pipeline.model.work import Verdict, VerdictKind
from pipeline.policy import FilingPolicy

ROUTING_KINDS = frozenset({KindCode("receipt-slip"), KindCode("cover-sheet")})
"""Papers that say where the others belong; they are kept, and are nobody's component."""

OWNER_KINDS = frozenset({KindCode("id-card"), KindCode("old-id-card"), KindCode("passport")})
"""Papers that prove who somebody is: their number is compared with the record's owner."""


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
        if contradicts_owner(document, record.owner):
            return Unplaced("wrong-citizen")
    return _by_kind(document, record, taken, accepted, policy)


def _by_kind(
    document: Document, record: DossierRecord, taken: Mapping[ComponentCode, int], accepted: bool, policy: FilingPolicy
) -> Placed | Unplaced:
    kind = document.classification
    sure = accepted or kind.confidence >= policy.kind
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


def contradicts_owner(document: Document, owner: Owner) -> bool:
    """An identity paper whose number is well read and is somebody else's, and whose name is too.

    A misfiled paper is a data-protection incident: both have to disagree for the machine to say so, and either
    agreeing is enough to go on. Family members' papers carry other names by right, hence only `OWNER_KINDS`.
    """
    if document.classification.kind not in OWNER_KINDS or not owner.id_number:
        return False
    number, name = document.value("id_number"), document.value("full_name")
    if number is None or number.confidence < 0.8 or number.value == owner.id_number:
        return False
    return name is None or plain(name.value) != plain(owner.name)


def plain(text: str) -> str:
    """Names as people compare them: no case, no marks, one blank; đ is its own letter and has no decomposition."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())
