"""Sample (lấy mẫu): papers filed without a person that somebody looks at afterwards."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from pipeline.model.documents import Decision, Document, Proposal
from pipeline.model.ids import BatchId, digest_of_parts
from pipeline.model.paper import Outcome
from pipeline.model.quality import DOCUMENT, Claim, Drawn
from pipeline.model.samples import Sample
from pipeline.model.work import DocumentSummary, Verdict, VerdictKind
from pipeline.policy import Sampling
from pipeline.ports import Codec, ReviewDesk, Store
from pipeline.stages.decide import decide


def drawn(
    proposal: Proposal,
    filed: Iterable[DocumentSummary],
    filed_before: Iterable[DocumentSummary],
    verdicts: Iterable[Verdict],
    so_far: Iterable[Sample],
    sampling: Sampling,
) -> tuple[Drawn, ...]:
    """Which of the papers this run files for the first time are looked at.

    *so_far* are the branch's samples. The lot falls by batch and pages, so that a run made again draws the same; what
    a person decided needs no second look.
    """
    known = {d.pages for d in filed_before if d.outcome is Outcome.ATTACHED}
    touched = {page for verdict in verdicts for page in verdict.pages}
    count = Counter(sample.drawn.kind for sample in so_far if sample.batch != proposal.batch)
    documents = {document.pages: document for document in proposal.documents}
    found = []
    for summary in filed:
        document = documents.get(summary.pages)
        if summary.outcome is not Outcome.ATTACHED or document is None or summary.pages in known:
            continue
        if not touched.isdisjoint(summary.pages):
            continue
        if _falls(proposal.batch, document, count[summary.kind], sampling):
            count[summary.kind] += 1
            found.append(Drawn(summary.pages, summary.kind, tuple(claims_of(document))))
    return tuple(found)


def _falls(batch: BatchId, document: Document, so_far: int, sampling: Sampling) -> bool:
    if so_far < sampling.least:
        return True
    lot = digest_of_parts([sampling.seed, batch, *map(str, document.pages)])
    return int(lot[:12], 16) / 16**12 < sampling.share


def claims_of(document: Document) -> Iterator[Claim]:
    """What the machine said of a paper on its own: the paper as a whole and every field it took over."""
    yield Claim(DOCUMENT, document.risk, automatic=document.decision is Decision.AUTO)
    seen: set[str] = set()
    for found in document.fields:
        if found.name not in seen and found.confirmed is None and found.decision is Decision.AUTO:
            seen.add(found.name)
            yield Claim(found.name, found.risk, automatic=True)


def check(
    sample: Sample,
    wrong: Collection[str],
    by: str,
    at: datetime,
    store: Store,
    verdicts: Codec[Verdict],
    desk: ReviewDesk,
) -> None:
    """A person has looked at *sample*; *wrong* names what is wrong with it. What is right instead is a verdict of its own."""
    value = ",".join(sorted(wrong))
    decide(Verdict(sample.batch, sample.drawn.pages, VerdictKind.CHECKED, value, by, at), store, verdicts, desk)
