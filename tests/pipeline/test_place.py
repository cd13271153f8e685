"""Whether a paper may be filed: what was found about it counts, and a person's word counts more."""

from datetime import UTC, datetime

import pytest

from pipeline.model.documents import Classification, Document, ExtractedField, Finding, Gravity
from pipeline.model.ids import BatchId
from pipeline.model.work import Verdict, VerdictKind
from pipeline.policy import FilingPolicy
from pipeline.stages.place import Placed, Unplaced, already_filed, place
from tests.pipeline.papers import CARD, DOSSIER, a_record, a_value, an_entry

POLICY = FilingPolicy()


def a_card(*findings: Finding, fields: tuple[ExtractedField, ...] = ()) -> Document:
    return Document(
        (4,), Classification(CARD, "Căn cước", 0.99, (), "test"), fields, (), 0.99, DOSSIER, findings=findings
    )


@pytest.mark.parametrize(
    ("finding", "outcome"),
    [
        (Finding("wrong-citizen", (4,), gravity=Gravity.BLOCKS), "wrong-citizen"),
        (Finding("owner-not-seen", (4,)), "owner-not-seen"),
        (Finding("duplicate-of", (4,), others=(1,)), "duplicate-of"),
        (Finding("date-after-scan", (4,)), None),
        (Finding("stranger-among-papers", (4,), gravity=Gravity.NOTE), None),
    ],
)
def test_what_was_found_keeps_a_paper_out(finding: Finding, outcome: str | None) -> None:
    """What blocks, and doubts about whether it belongs there; doubts about a value are settled field by field."""
    found = place(a_card(finding), a_record(), {}, (), POLICY)
    assert (found.reference if isinstance(found, Unplaced) else None) == outcome


def test_what_blocks_is_said_first() -> None:
    """The reviewer reads the gravest reason."""
    findings = (Finding("duplicate-of", (4,)), Finding("wrong-citizen", (4,), gravity=Gravity.BLOCKS))
    assert place(a_card(*findings), a_record(), {}, (), POLICY) == Unplaced("wrong-citizen")


def test_a_person_may_accept_what_the_machine_blocked() -> None:
    """The clerk knows that it is the grandmother's card."""
    verdict = Verdict(BatchId("b-1"), (4,), VerdictKind.ACCEPT, "", "clerk", datetime(2026, 11, 24, tzinfo=UTC))
    blocked = a_card(Finding("wrong-citizen", (4,), gravity=Gravity.BLOCKS))
    assert isinstance(place(blocked, a_record(), {}, [verdict], POLICY), Placed)


def test_a_paper_filed_before_is_known_again() -> None:
    """The same card, read a little otherwise; not the husband's, and not the one she had before."""
    held = (
        a_value("id_number", "001194077120"),
        a_value("full_name", "VŨ THỊ THU HUYỀN"),
        a_value("id_issue_date", "2021-07-17"),
    )
    filed = an_entry("id-card", "TP03", *held)
    again = (held[0], a_value("full_name", "Vũ Thi Thu Huyền"), held[2])
    older = (held[0], held[1], a_value("id_issue_date", "2016-01-02"))
    husband = (a_value("id_number", "001090000321"), a_value("full_name", "HOÀNG KIÊN GIANG"), held[2])
    assert already_filed(a_card(fields=again), [filed]) is filed
    assert already_filed(a_card(fields=older), [filed]) is None
    assert already_filed(a_card(fields=husband), [filed]) is None
    assert already_filed(a_card(), [filed]) is None
