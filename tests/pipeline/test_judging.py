"""What verdicts say of the machine's answers, which papers are drawn, and which are called back."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.model.documents import Classification, Decision, Document, ExtractedField, Proposal
from pipeline.model.geometry import Box
from pipeline.model.ids import UNKNOWN_KIND, BatchId, BranchId, DossierCode, KindCode
from pipeline.model.paper import Outcome as SideEnd
from pipeline.model.quality import DOCUMENT, Claim, Drawn, Judged
from pipeline.model.samples import Outcome, Sample, sample_id
from pipeline.model.work import DocumentSummary, Verdict, VerdictKind, WaitingFor
from pipeline.policy import Promise, Sampling
from pipeline.stages.judge import judged
from pipeline.stages.recall import realised
from pipeline.stages.sample import drawn
from tests.storage.ledger.papers import at

BATCH = BatchId("b-a")
KIND = KindCode("birth-certificate")
BOX = Box(0, 0, 10, 10)
BIRTH = ExtractedField("birth_date", "Ngày sinh", "2/5/1987", "1987-05-02", 1, BOX, 0.97, 0.002, Decision.AUTO)


def paper(*pages: int, kind: KindCode = KIND, risk: float = 0.001) -> Document:
    named = Classification(kind, "Giấy khai sinh", 0.99, (), "t")
    decision = Decision.AUTO if risk < 0.01 else Decision.REVIEW
    return Document(pages, named, (BIRTH,), (), 0.99, DossierCode("d-1"), risk=risk, decision=decision)


def proposed(*documents: Document) -> Proposal:
    return Proposal(BATCH, documents, (), ())


def said(kind: VerdictKind, pages: tuple[int, ...], value: str = "", minute: float = 1) -> Verdict:
    return Verdict(BATCH, pages, kind, value, "clerk-7", at(minute))


def about(document: Document, *verdicts: Verdict) -> dict[str, bool]:
    return {one.claim.subject: one.right for one in judged(proposed(document), verdicts)}


@pytest.mark.parametrize(
    ("verdict", "right"),
    [
        (said(VerdictKind.ACCEPT, (1, 2)), True),
        (said(VerdictKind.KIND, (1, 2), KIND), True),
        (said(VerdictKind.KIND, (1, 2), "death-certificate"), False),
        (said(VerdictKind.SPLIT, (2,)), False),
        (said(VerdictKind.SPLIT, (1,)), True),
        (said(VerdictKind.JOIN, (1, 2)), True),
        (said(VerdictKind.JOIN, (1, 2, 3)), False),
        (said(VerdictKind.DOSSIER, (1, 2), "d-1"), True),
        (said(VerdictKind.DOSSIER, (1, 2), "d-2"), False),
    ],
)
def test_a_verdict_judges_the_paper_it_is_about(verdict: Verdict, right: bool) -> None:
    """Pages, kind and dossier: one wrong is a wrong attachment."""
    assert about(paper(1, 2), verdict) == {DOCUMENT: right}


def test_verdicts_about_other_papers_or_about_the_paper_itself_judge_nothing() -> None:
    """A rescan, a quarantine, a question to another page."""
    for verdict in (
        said(VerdictKind.ACCEPT, (1,)),
        said(VerdictKind.KIND, (3,), KIND),
        said(VerdictKind.QUARANTINE, (1, 2)),
        said(VerdictKind.REPLACED, (1, 2), "b-z"),
        said(VerdictKind.COMPONENT, (1, 2), "C1"),
    ):
        assert about(paper(1, 2), verdict) == {}


def test_the_last_word_counts() -> None:
    """A slip corrected is no error of the machine."""
    first = said(VerdictKind.KIND, (1, 2), "death-certificate", 1)
    assert about(paper(1, 2), first, said(VerdictKind.KIND, (1, 2), KIND, 2)) == {DOCUMENT: True}
    assert about(paper(1, 2), said(VerdictKind.SPLIT, (2,)), said(VerdictKind.JOIN, (1, 2), "", 2)) == {DOCUMENT: True}


def test_a_persons_value_judges_the_field() -> None:
    """Case and blanks apart; a field the machine did not find was no claim."""
    assert about(paper(1), said(VerdictKind.FIELD, (1,), "birth_date=1987-05-02")) == {"birth_date": True}
    assert about(paper(1), said(VerdictKind.FIELD, (1,), "birth_date=1987-05-20")) == {"birth_date": False}
    assert about(paper(1), said(VerdictKind.FIELD, (1,), "sex=Nam")) == {}
    wrong = said(VerdictKind.KIND, (1,), "death-certificate")
    assert about(paper(1), wrong, said(VerdictKind.FIELD, (1,), "birth_date=1999")) == {DOCUMENT: False}


def test_an_honest_unknown_is_no_answer() -> None:
    """Naming it teaches nothing about papers that were filed alone."""
    unknown = paper(1, kind=UNKNOWN_KIND, risk=1.0)
    assert about(unknown, said(VerdictKind.KIND, (1,), KIND)) == {}


# ---------------------------------------------------------------- the lot


def summary(document: Document, outcome: SideEnd = SideEnd.ATTACHED) -> DocumentSummary:
    return DocumentSummary(document.pages, document.classification.kind, "", 0.99, outcome, None)


def lot(
    documents: Sequence[Document],
    sampling: Sampling,
    verdicts: Sequence[Verdict] = (),
    so_far: Sequence[Sample] = (),
    before: Sequence[DocumentSummary] = (),
) -> list[tuple[int, ...]]:
    found = drawn(proposed(*documents), [summary(d) for d in documents], before, verdicts, so_far, sampling)
    return [one.pages for one in found]


def test_the_lot_falls_on_about_the_share_and_always_the_same() -> None:
    """Two in a hundred, by batch and pages alone."""
    papers = [paper(n) for n in range(1, 3001)]
    share = Sampling(share=0.02, least=0)
    chosen = lot(papers, share)
    assert 40 <= len(chosen) <= 85
    assert lot(papers, share) == chosen
    assert lot(papers, replace(share, seed="other")) != chosen


def test_the_first_of_a_kind_at_a_branch_are_drawn_whatever_the_share() -> None:
    """Counted over the branch's earlier samples; its own batch does not count against itself."""
    first = Sampling(share=0.0, least=3)
    papers = [paper(n) for n in range(1, 6)]
    assert lot(papers, first) == [(1,), (2,), (3,)]
    known = Sample("s-1", BatchId("b-z"), BranchId("q1"), Drawn((9,), KIND, ()), at(0), WaitingFor.NOBODY)
    assert lot(papers, first, so_far=[known, replace(known, batch=BATCH)]) == [(1,), (2,)]


def test_nothing_a_person_decided_and_nothing_filed_before_is_drawn() -> None:
    """One look is enough."""
    all_of_them = Sampling(share=1.0)
    papers = [paper(1), paper(2), paper(3)]
    assert lot(papers, all_of_them, verdicts=[said(VerdictKind.KIND, (2,), KIND)]) == [(1,), (3,)]
    assert lot(papers, all_of_them, before=[summary(papers[0])]) == [(2,), (3,)]


def test_a_sample_is_called_the_same_by_every_run() -> None:
    """By its batch and pages."""
    assert sample_id(BATCH, (1, 2)) == sample_id(BATCH, (1, 2)) != sample_id(BATCH, (1, 3))


# ---------------------------------------------------------------- broken promises


def outcomes(right: int, wrong: int, automatic: bool = True) -> list[Outcome]:
    claim = Claim(DOCUMENT, 0.001, automatic)
    return [
        Outcome(BatchId(f"b{n}"), BranchId("q1"), Judged((1,), KIND, claim, n >= wrong), sampled=True)
        for n in range(right + wrong)
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "broken"),
    [(10, 0, False), (10, 1, False), (10, 2, True), (48, 2, True), (3000, 2, False), (2500, 8, True)],
)
def test_a_promise_is_broken_by_two_in_few_or_by_the_lower_end_of_the_interval(
    right: int, wrong: int, broken: bool
) -> None:
    """One wrong paper is an accident; what people were asked about is no error of filing."""
    (found,) = realised(outcomes(right, wrong))
    assert (found.of, found.wrong) == (right + wrong, wrong)
    assert found.breaks(Promise(), Sampling()) is broken
    assert realised(outcomes(right, wrong, automatic=False)) == ()
