"""Judge (đánh giá): what people's verdicts say of the machine's own answers.

The machine's own answers are what it proposes without hearing any verdict: they can be computed again at any time, so
the outcomes of a batch are always those of all its verdicts, and one taken back takes its outcome back.
"""

from collections.abc import Iterator, Sequence

from pipeline.model.documents import Decision, Document, ExtractedField, Proposal
from pipeline.model.ids import UNKNOWN_KIND
from pipeline.model.quality import DOCUMENT, Claim, Judged
from pipeline.model.work import Verdict, VerdictKind
from pipeline.stages.confirm import values_said

TELLING = frozenset({VerdictKind.KIND, VerdictKind.ACCEPT, VerdictKind.SPLIT, VerdictKind.JOIN, VerdictKind.DOSSIER, VerdictKind.FIELD})  # fmt: skip
"""Verdicts that say whether the machine was right; the others speak of the paper, not of the answer."""


def judged(own: Proposal, verdicts: Sequence[Verdict]) -> tuple[Judged, ...]:
    """What *verdicts* say of the machine's *own* proposal: one outcome a paper, one a field somebody looked at."""
    return tuple(one for document in own.documents for one in _of_paper(document, verdicts))


def _of_paper(document: Document, verdicts: Sequence[Verdict]) -> Iterator[Judged]:
    right = _whole(document, verdicts)
    kind = document.classification.kind
    if right is not None and kind != UNKNOWN_KIND:  # an honest unknown is no answer
        claim = Claim(DOCUMENT, document.risk, automatic=document.decision is Decision.AUTO)
        yield Judged(document.pages, kind, claim, right)
    if right is False:
        return  # what the fields of another paper say is nobody's error
    said = values_said(document, verdicts)
    for name, value in said.items():
        found = document.value(name)
        if found is not None:
            claim = Claim(name, found.risk, automatic=found.decision is Decision.AUTO)
            yield Judged(document.pages, kind, claim, _same(found, value))


def _whole(document: Document, verdicts: Sequence[Verdict]) -> bool | None:
    """Whether pages, kind and dossier were right; None when nobody said. The last word about each counts."""
    pages = set(document.pages)
    said: dict[str, bool] = {}
    for verdict in verdicts:
        theirs = set(verdict.pages)
        match verdict.kind:
            case VerdictKind.ACCEPT if pages <= theirs:
                said = {"whole": True}
            case VerdictKind.KIND if pages & theirs:
                said["kind"] = verdict.value == document.classification.kind and pages <= theirs
            case VerdictKind.SPLIT if verdict.pages and verdict.pages[0] in pages:
                said["pages"] = verdict.pages[0] == document.pages[0]
            case VerdictKind.JOIN if pages & theirs:
                said["pages"] = pages == theirs
            case VerdictKind.DOSSIER if pages & theirs and document.dossier is not None:
                said["dossier"] = verdict.value == document.dossier
            case _:
                pass
    return all(said.values()) if said else None


def _same(found: ExtractedField, value: str) -> bool:
    """Equal as people write it: case and blanks apart."""
    return " ".join(found.value.casefold().split()) == " ".join(value.casefold().split())
