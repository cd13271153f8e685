"""The decider: risk and decision, why a person is asked, and a person's word."""

from dataclasses import replace

import pytest

from classifiers.decisions import RiskDecider
from classifiers.decisions.families import Family
from classifiers.decisions.shipped import Shipped, shipped
from classifiers.decisions.thresholds import Threshold, Thresholds
from classifiers.decisions.weighing import Weighing
from classifiers.taxonomy import Taxonomy
from pipeline.model.documents import Classification, Decision, Document, ExtractedField, Finding, Gravity
from pipeline.model.geometry import Box
from pipeline.model.ids import UNKNOWN_KIND, BatchId, BranchId, KindCode, digest_of
from pipeline.model.quality import DOCUMENT, Claim, Judged
from pipeline.model.reading import EngineIdentity, PageReading
from pipeline.model.samples import Outcome
from pipeline.model.work import Verdict, VerdictKind
from pipeline.ports import BatchView
from tests.storage.ledger.papers import at, scan

TAXONOMY = Taxonomy.load()
KIND = KindCode("birth-certificate")
BOX = Box(10, 10, 200, 40)
BY_CONFIDENCE = Weighing(0.0, {"confidence": -1.0}, (0.001, 0.5), (0.001, 0.5))
BY_KIND = Weighing(0.0, {"kind": -1.0, "boundary": -0.5}, (0.001, 0.5), (0.001, 0.5))
FITTED = Shipped(
    BY_CONFIDENCE,
    BY_KIND,
    Thresholds({Family.DATE: Threshold(0.05, 700, 0), Family.DOCUMENT: Threshold(0.02, 3000, 0)}),
    frozenset({"birth-certificate.registration_date"}),
)


def found(name: str = "birth_date", value: str = "1987-05-02", confidence: float = 0.99) -> ExtractedField:
    return ExtractedField(name, name, value, value, 1, BOX, confidence)


def paper(
    *fields: ExtractedField, kind: float = 0.99, boundary: float = 0.99, findings: tuple[Finding, ...] = ()
) -> Document:
    named = Classification(KIND, TAXONOMY.title(KIND), kind, (), "t")
    return Document((1,), named, fields, (), boundary, None, findings=findings)


def view(*verdicts: Verdict) -> BatchView:
    batch = scan("a", pages=1)
    reading = PageReading(digest_of(b"p"), EngineIdentity("t", "1", ""), 1654, 2339, 200, 0, 0.0, False, ())
    return BatchView(batch, {1: reading}, verdicts)


def verdict(kind: VerdictKind, value: str = "", minute: float = 1) -> Verdict:
    return Verdict(BatchId("b-a"), (1,), kind, value, "clerk-7", at(minute))


def decided(document: Document, *verdicts: Verdict, decider: RiskDecider | None = None) -> Document:
    return (decider or RiskDecider(TAXONOMY, fitted=FITTED)).decide(document, view(*verdicts))


def references(document: Document) -> set[str]:
    return {finding.reference for finding in document.findings if finding.gravity is not Gravity.NOTE}


def test_a_sure_value_is_taken_over_and_a_doubtful_one_is_not() -> None:
    """By its risk, not by its confidence."""
    sure, doubtful = decided(paper(found(), found("death_date", confidence=0.6))).fields
    assert (sure.decision, doubtful.decision) == (Decision.AUTO, Decision.REVIEW)
    assert sure.risk < 0.05 < doubtful.risk


@pytest.mark.parametrize("low", [0.05, 0.3, 0.7, 0.95])
def test_more_confidence_is_never_more_risk(low: float) -> None:
    """Whatever was fitted: the shipped weighings."""
    decider = RiskDecider(TAXONOMY)
    risks = [decided(paper(found(confidence=c)), decider=decider).fields[0].risk for c in (low, low + 0.02, 0.999)]
    assert risks == sorted(risks, reverse=True)
    papers = [decided(paper(kind=c), decider=decider).risk for c in (low, low + 0.02, 0.999)]
    assert papers == sorted(papers, reverse=True)


def test_a_family_with_too_little_data_waits_for_a_person_and_says_so() -> None:
    """Names have no threshold here."""
    document = decided(paper(found("full_name", "Nguyễn Văn An", 0.999)))
    assert document.fields[0].decision is Decision.REVIEW
    (told,) = [f for f in document.findings if f.reference == "too-little-data"]
    assert (told.fields, told.gravity) == (("full_name",), Gravity.NOTE)
    assert document.decision is Decision.AUTO


def test_a_value_doubted_by_a_check_or_often_wrong_is_never_taken_over() -> None:
    """However sure it looks."""
    doubt = Finding("dates-out-of-order", (1,), ("birth_date",))
    assert decided(paper(found(), findings=(doubt,))).fields[0].decision is Decision.REVIEW
    assert decided(paper(found("registration_date"))).fields[0].decision is Decision.REVIEW


def test_why_a_paper_waits_is_said() -> None:
    """The less sure of kind and boundary is the reason."""
    assert references(decided(paper(kind=0.6))) == {"kind-unsure"}
    assert references(decided(paper(kind=0.95, boundary=0.3))) == {"boundary-unsure"}
    assert decided(paper(kind=0.6)).decision is Decision.REVIEW
    assert decided(paper()).decision is Decision.AUTO


def test_a_paper_of_no_known_kind_is_never_filed_alone() -> None:
    """An honest unknown goes to a person."""
    unknown = Classification(UNKNOWN_KIND, "", 0.0, (), "t")
    document = decided(replace(paper(), classification=unknown))
    assert (document.risk, document.decision, references(document)) == (1.0, Decision.REVIEW, {"kind-unsure"})


def test_a_blocked_paper_waits_until_a_person_accepts_it() -> None:
    """A person's word is final."""
    blocked = paper(findings=(Finding("wrong-citizen", (1,), gravity=Gravity.BLOCKS),))
    assert decided(blocked).decision is Decision.REVIEW
    accepted = decided(blocked, verdict(VerdictKind.ACCEPT))
    assert (accepted.risk, accepted.decision) == (0.0, Decision.AUTO)


def test_a_persons_value_stands_beside_the_machines_and_the_last_one_counts() -> None:
    """What was read is kept; a value nobody read has a person's word alone."""
    document = decided(
        paper(found(confidence=0.5)),
        verdict(VerdictKind.FIELD, "birth_date=1987-05-20", 1),
        verdict(VerdictKind.FIELD, "birth_date=1987-05-12", 2),
        verdict(VerdictKind.FIELD, "sex=Nữ", 3),
    )
    birth, sex = document.fields
    assert (birth.value, birth.confirmed, birth.decision, birth.risk) == (
        "1987-05-02",
        "1987-05-12",
        Decision.AUTO,
        0.0,
    )
    assert (sex.name, sex.label, sex.raw, sex.confirmed) == ("sex", TAXONOMY.label("sex"), "", "Nữ")


def test_a_branchs_own_experience_decides_there_and_nowhere_else() -> None:
    """Two papers of the kind were filed wrongly at q1."""

    def remembered(branch: BranchId) -> list[Outcome]:
        claim = Claim(DOCUMENT, 0.001, automatic=True)
        wrong = [
            Outcome(BatchId(f"b{n}"), branch, Judged((1,), KIND, claim, right=False), sampled=True) for n in (1, 2)
        ]
        return wrong if branch == "q1" else []

    decider = RiskDecider(TAXONOMY, remembered=remembered, fitted=FITTED)
    there = decider.decide(paper(), view())
    assert (there.decision, references(there)) == (Decision.REVIEW, {"branch-reads-worse"})
    other = view()
    elsewhere = decider.decide(paper(), replace(other, batch=replace(other.batch, branch=BranchId("q2"))))
    assert elsewhere.decision is Decision.AUTO


def test_what_is_shipped_says_what_it_rests_on() -> None:
    """A threshold either has claims behind it or a reason why nothing is taken over."""
    kept = shipped()
    for family in Family:
        limit = kept.thresholds.of(family)
        assert limit.reason if limit.risk < 0 else limit.of > 100
    for weighing in (kept.field, kept.document):
        assert list(weighing.levels) == sorted(weighing.levels)


def test_what_is_shipped_never_files_a_paper_whose_kind_or_boundary_is_a_coin_toss() -> None:
    """However the rest looks, and however few such papers were ever seen."""
    decider = RiskDecider(TAXONOMY)
    for doubtful in (paper(kind=0.5), paper(boundary=0.5)):
        assert decided(doubtful, decider=decider).decision is Decision.REVIEW
