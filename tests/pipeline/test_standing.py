"""What a dossier has and lacks, in words a clerk can act on."""

from datetime import date

from flows.standings import standing_json
from pipeline.model.dossier import Component, Entry
from pipeline.model.ids import BatchId, ComponentCode, digest_of
from pipeline.model.quality import ReuseMark
from pipeline.model.standing import DossierStanding, DossierState, Metadatum
from pipeline.stages.standing import WaitingPaper, standing
from tests.pipeline.papers import BIRTH, CARD, RULES, a_record, a_value, an_entry

TODAY = date(2026, 11, 24)
NOTIFICATION = an_entry("birth-notification", "TP02", page=1)
IDENTITY = an_entry("id-card", "TP03", a_value("expiry_date", "2034-07-21"), page=2)


def stands(
    *entries: Entry, waiting: tuple[WaitingPaper, ...] = (), known: tuple[ReuseMark, ...] = ()
) -> DossierStanding:
    return standing(a_record(), entries, waiting, known, RULES, TODAY)


def asked(kind: str, reference: str, page: int = 7) -> WaitingPaper:
    return WaitingPaper(BatchId("b-2"), (page,), BIRTH if kind == "birth-notification" else CARD, kind, reference)


def test_a_dossier_with_every_required_component_is_complete() -> None:
    """What is not required may be absent."""
    found = stands(NOTIFICATION, IDENTITY)
    assert found.state is DossierState.COMPLETE
    assert (found.missing, found.extra, found.expired, found.duplicate) == ((), (), (), ())


def test_what_is_missing_is_named_so_that_the_citizen_can_be_asked() -> None:
    """TT 01/2018: a supplement is asked for once, in full."""
    told = standing_json(stands())
    assert told["state"] == "missing"
    assert [item["message"] for item in told["missing"]] == [
        "Còn thiếu: Giấy chứng sinh. Đề nghị công dân bổ sung.",
        "Còn thiếu: Giấy tờ tùy thân. Đề nghị công dân bổ sung.",
    ]


def test_a_substitute_the_procedure_allows_fills_the_component() -> None:
    """No notification of birth: the statement of a witness stands for it (NĐ 123/2015/NĐ-CP Đ14)."""
    assert stands(an_entry("witness-statement", "TP02"), IDENTITY).state is DossierState.COMPLETE


def test_a_paper_that_waits_for_a_person_is_not_asked_for_again() -> None:
    """It lies there already; the clerk looks at it."""
    found = stands(IDENTITY, waiting=(asked("birth-notification", "kind-unsure"),))
    assert (found.state, found.missing) == (DossierState.WAITING, ())
    assert [(item.component, item.pages) for item in found.waiting] == [("TP02", (7,))]


def test_a_stranger_s_paper_fills_nothing() -> None:
    """The citizen is still there: the paper is given back, and the right one asked for."""
    found = stands(NOTIFICATION, waiting=(asked("id-card", "wrong-citizen"),))
    assert [item.component for item in found.missing] == ["TP03"]
    assert [(item.reference, item.pages) for item in found.extra] == [("paper-of-another", (7,))]


def test_a_component_that_takes_any_paper_waits_for_any() -> None:
    """Certified copies: whatever the citizen brought."""
    anything = a_record(components=(Component(ComponentCode("TP01"), "Bản chính", (), required=True),))
    found = standing(anything, (), (asked("id-card", "boundary-unsure"),), (), RULES, TODAY)
    assert found.state is DossierState.WAITING


def test_an_expired_paper_fills_nothing() -> None:
    """The card ran out: it is named with its day, and its component is missing again."""
    found = stands(NOTIFICATION, an_entry("id-card", "TP03", a_value("expiry_date", "2025-02-01")))
    assert found.state is DossierState.MISSING
    assert [(item.reference, item.until) for item in found.expired] == [("paper-no-longer-valid", "2025-02-01")]
    [message] = [item["message"] for item in standing_json(found)["expired"]]
    assert message == "Căn cước (trang 1): hết hạn ngày 01/02/2025. Đề nghị công dân nộp bản còn hiệu lực."


def test_validity_the_law_gives_is_counted_from_the_issue() -> None:
    """Six months for a certificate of marital status."""
    old = an_entry("marital-status-certificate", "TP04", a_value("issue_date", "2026-05-20"))
    good = an_entry("marital-status-certificate", "TP04", a_value("issue_date", "2026-06-20"))
    assert [item.until for item in stands(old).expired] == ["2026-11-20"]
    assert stands(good).expired == ()


def test_papers_no_component_wants_are_extra() -> None:
    """Under a component the checklist no longer has, a second where one is asked for, and those filing held back."""
    twice = an_entry("birth-notification", "TP02", page=3)
    found = stands(
        NOTIFICATION,
        twice,
        IDENTITY,
        an_entry("decision", "TP99", page=4),
        waiting=(asked("id-card", "paper-not-on-checklist"),),
    )
    assert [item.pages for item in found.extra] == [(3,), (4,), (7,)]


def test_the_same_paper_in_two_batches_is_doubled() -> None:
    """Filed or held back: both are told."""
    number, day = a_value("document_number", "07844"), a_value("issue_date", "2026-11-02")
    one = an_entry("birth-notification", "TP02", number, day)
    other = an_entry("birth-notification", "TP02", number, day, batch="b-2")
    found = stands(one, other, IDENTITY, waiting=(asked("id-card", "already-filed"),))
    assert [item.batch for item in found.duplicate] == ["b-2", "b-2"]
    assert found.state is DossierState.COMPLETE


def test_a_valid_paper_digitised_before_is_offered_for_what_is_missing() -> None:
    """Nobody is asked for what the centre holds already."""
    mark = ReuseMark("owner", "paper", CARD, digest_of(b"another"), "e-1", "2034-07-21")
    found = stands(NOTIFICATION, known=(mark,))
    assert [(item.component, item.entry_id) for item in found.reusable] == [("TP03", "e-1")]
    [message] = [item["message"] for item in standing_json(found)["reusable"]]
    assert message.startswith("Giấy tờ tùy thân: đã có Căn cước còn hiệu lực")


def test_what_keeps_a_paper_from_counting_as_digitised_is_said() -> None:
    """The clerk reads which details are to be typed or confirmed."""
    [item] = stands(an_entry("birth-notification", "TP02", a_value("issuer", "Bệnh viện"))).undescribed
    assert item.lacks == (Metadatum.NUMBER, Metadatum.ISSUE_DATE)
    [told] = standing_json(stands(an_entry("birth-notification", "TP02", a_value("issuer", "Bệnh viện"))))[
        "undescribed"
    ]
    assert "số, ký hiệu, ngày cấp" in told["message"]
