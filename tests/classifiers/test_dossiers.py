"""Whose papers they are."""

from classifiers.separate import RuleSeparator
from classifiers.taxonomy import Taxonomy
from pipeline.model.covers import cover_payload
from pipeline.model.documents import Proposal
from pipeline.model.ids import DossierCode
from pipeline.model.reading import PageReading
from pipeline.model.work import Verdict, VerdictKind
from tests.classifiers.pages import a_reading, a_verdict, a_view
from tests.classifiers.papers import BIRTH, CODE, DECISION, OTHER, RECEIPT, REQUEST, receipt

SEPARATOR = RuleSeparator(Taxonomy.load())


def cover(code: str) -> PageReading:
    return a_reading("^TỜ PHÂN CÁCH", qr=[cover_payload(DossierCode(code))])


def separated(*pages: PageReading | str, hint: str = "", verdicts: tuple[Verdict, ...] = ()) -> Proposal:
    readings = [a_reading(p) if isinstance(p, str) else p for p in pages]
    return SEPARATOR.separate(a_view(readings, hint=hint, verdicts=verdicts))


def dossiers(proposal: Proposal) -> list[str | None]:
    return [document.dossier for document in proposal.documents]


def asked(proposal: Proposal) -> list[tuple[str, tuple[int, ...]]]:
    return [(doubt.reference, doubt.pages) for doubt in proposal.doubts]


def test_a_cover_names_what_follows_until_the_next() -> None:
    proposal = separated(cover(CODE), BIRTH, DECISION, cover(OTHER), REQUEST)
    assert dossiers(proposal) == [CODE, CODE, OTHER]
    assert asked(proposal) == []


def test_a_receipt_is_a_paper_and_names_what_follows() -> None:
    """By its mark first; printed digits are only the second choice."""
    misprinted = receipt("H26.14-240823-0009")
    proposal = separated(a_reading(misprinted, qr=[CODE]), BIRTH, a_reading(receipt(OTHER)), REQUEST)
    assert dossiers(proposal) == [CODE, CODE, OTHER, OTHER]
    assert [e.name for e in proposal.documents[1].boundary][-1] == "receipt-mark"
    assert [e.name for e in proposal.documents[3].boundary][-1] == "receipt-text"


def test_nobody_said_is_none() -> None:
    """A dossier is never guessed."""
    assert dossiers(separated(BIRTH, DECISION)) == [None, None]


def test_an_older_results_own_mark_does_not_redirect_the_stack() -> None:
    """A paper handed in may be the result of another dossier and carry that one's mark."""
    result = a_reading(DECISION, qr=[f"https://example.vn/?ma={OTHER}"])
    assert dossiers(separated(cover(CODE), BIRTH, result, REQUEST)) == [CODE, CODE, CODE]
    assert dossiers(separated(BIRTH, result, REQUEST, hint=CODE)) == [CODE, CODE, CODE]


def test_a_paper_alone_may_speak_for_itself() -> None:
    """Results scanned for return carry their dossier's mark and nothing else says it."""
    result = a_reading(DECISION, qr=[OTHER])
    assert dossiers(separated(BIRTH, result, REQUEST)) == [None, OTHER, None]


def test_a_cover_against_the_stations_word_is_a_conflict_and_nothing_is_filed() -> None:
    """A misfiled paper is a data-protection incident: neither is believed."""
    proposal = separated(cover(CODE), BIRTH, DECISION, hint=OTHER)
    assert dossiers(proposal) == [None, None]
    assert asked(proposal) == [("dossier-conflict", (1, 2, 3))]


def test_a_cover_against_the_receipt_right_under_it_is_a_conflict() -> None:
    proposal = separated(cover(CODE), a_reading(receipt(OTHER)), BIRTH)
    assert dossiers(proposal) == [None, None]
    assert asked(proposal) == [("dossier-conflict", (2, 3))]


def test_two_codes_on_one_receipt_are_a_conflict_until_the_next_receipt() -> None:
    proposal = separated(a_reading(receipt(), qr=[CODE, OTHER]), BIRTH, a_reading(receipt()), REQUEST)
    assert dossiers(proposal) == [None, None, CODE, CODE]
    assert asked(proposal) == [("dossier-conflict", (1, 2))]


def test_a_receipt_nobody_can_read_ends_the_dossier_before_it() -> None:
    """What follows is somebody's, but not surely the last one's."""
    proposal = separated(a_reading(receipt()), BIRTH, a_reading(RECEIPT.format(code="~~~")), REQUEST)
    assert dossiers(proposal) == [CODE, CODE, None, None]
    assert asked(proposal) == [("dossier-code-damaged", (3, 4))]


def test_a_receipt_nobody_can_read_under_the_stations_word_is_no_question() -> None:
    proposal = separated(a_reading(RECEIPT.format(code="~~~")), REQUEST, hint=CODE)
    assert (dossiers(proposal), asked(proposal)) == ([CODE, CODE], [])


def test_a_person_settles_it() -> None:
    """The last verdict counts, the question is not asked again."""
    verdicts = (
        a_verdict(VerdictKind.DOSSIER, 2, 3, value=CODE),
        a_verdict(VerdictKind.DOSSIER, 3, value=OTHER),
    )
    proposal = separated(cover(CODE), BIRTH, DECISION, hint=OTHER, verdicts=verdicts)
    assert dossiers(proposal) == [CODE, OTHER]
    assert asked(proposal) == []
