"""`DuocSoHoa` from evidence: the least metadata of TT 01/2023/TT-VPCP Đ9, settled, and a file that was read back."""

from dataclasses import replace

import pytest

from pipeline.model.documents import Decision
from pipeline.model.dossier import Owner
from pipeline.model.ids import UNKNOWN_KIND
from pipeline.model.standing import Metadatum, PaperRule
from pipeline.stages.describe import may_be_called_digitised, metadata_gaps
from tests.pipeline.papers import CARD, RULES, a_record, a_value, an_entry

DECISION = an_entry(
    "decision",
    "TP01",
    a_value("document_number", "15/QĐ-UBND"),
    a_value("issue_date", "2026-01-05"),
    a_value("issuer", "UBND phường Ba Đình"),
    a_value("summary", "Về việc cấp giấy phép"),
)
RULE = RULES[DECISION.classification.kind]


def test_a_paper_known_by_everything_may_be_called_digitised() -> None:
    """Nothing is lacking, the file was read back."""
    gaps = metadata_gaps(DECISION, a_record(), RULE)
    assert gaps == ()
    assert may_be_called_digitised(DECISION, gaps)


@pytest.mark.parametrize(
    ("name", "gap"),
    [
        ("document_number", Metadatum.NUMBER),
        ("issue_date", Metadatum.ISSUE_DATE),
        ("issuer", Metadatum.ISSUER),
        ("summary", Metadatum.SUMMARY),
    ],
)
def test_each_detail_has_to_be_settled(name: str, gap: Metadatum) -> None:
    """Absent, or read and still to be looked at: a gap. A person's word closes it."""
    without = replace(DECISION, fields=tuple(f for f in DECISION.fields if f.name != name))
    doubted = tuple(replace(f, decision=Decision.REVIEW) if f.name == name else f for f in DECISION.fields)
    confirmed = tuple(replace(f, confirmed=f.value) if f.name == name else f for f in doubted)
    assert metadata_gaps(without, a_record(), RULE) == (gap,)
    assert metadata_gaps(replace(DECISION, fields=doubted), a_record(), RULE) == (gap,)
    assert metadata_gaps(replace(DECISION, fields=confirmed), a_record(), RULE) == ()


def test_only_what_papers_of_the_kind_carry_is_asked_for() -> None:
    """A citizen's declaration has no number and no issuer; its title says what it is about."""
    declaration = an_entry("birth-declaration", "TP01", a_value("issue_date", "2026-01-05"))
    rule = PaperRule(declaration.classification.kind, "Tờ khai", frozenset({"full_name", "issue_date"}))
    assert metadata_gaps(declaration, a_record(), rule) == ()


def test_a_citizen_s_form_is_not_asked_for_what_only_issuers_give() -> None:
    """A power of attorney may have a number; nobody issued it, so it needs none."""
    form = an_entry("power-of-attorney", "TP06", a_value("issue_date", "2026-01-05"))
    carries = frozenset({"document_number", "summary", "tax_code", "id_issuer", "issue_date"})
    assert metadata_gaps(form, a_record(), PaperRule(form.classification.kind, "Giấy ủy quyền", carries)) == ()


def test_a_card_s_number_is_the_citizen_s() -> None:
    """Its validity, once read, has to be settled; the scope never is asked for."""
    card = an_entry("id-card", "TP03", a_value("id_number", "001194077120"), a_value("id_issue_date", "2021-07-17"))
    assert metadata_gaps(card, a_record(), RULES[CARD]) == ()
    until = a_value("expiry_date", "2034-07-21", Decision.REVIEW)
    assert metadata_gaps(replace(card, fields=(*card.fields, until)), a_record(), RULES[CARD]) == (Metadatum.VALIDITY,)


def test_somebody_has_to_own_it_and_it_has_to_be_something() -> None:
    """Without a number name and birth date tell people apart (Đ10); an unknown paper has no type code."""
    nobody = a_record(Owner("Vũ Thị Thu Huyền"))
    assert metadata_gaps(DECISION, nobody, RULE) == (Metadatum.OWNER_ID,)
    assert metadata_gaps(DECISION, a_record(Owner("Vũ Thị Thu Huyền", "", "1994-07-21")), RULE) == ()
    unknown = PaperRule(UNKNOWN_KIND, "Chưa rõ", RULE.carries)
    assert metadata_gaps(DECISION, a_record(), unknown) == (Metadatum.TYPE_CODE,)


def test_a_file_nobody_read_back_is_not_called_digitised() -> None:
    """Nor one with a page no text could be read from."""
    assert not may_be_called_digitised(replace(DECISION, read_back=False), ())
    assert not may_be_called_digitised(replace(DECISION, image_only_pages=(1,)), ())
    assert not may_be_called_digitised(DECISION, (Metadatum.NUMBER,))
