"""What the clerk is told about the papers: missing only when it is certain, and only then."""

import pytest

from classifiers.taxonomy import Taxonomy
from console.station.checklist import Seen, checklist_of, procedure_of
from console.station.desk import Checklist, Found
from pipeline.model.dossier import Procedure
from pipeline.model.ids import UNKNOWN_KIND, KindCode, ProcedureCode


@pytest.fixture(scope="module")
def birth() -> Procedure:
    return procedure_of(Taxonomy.load(None).procedures[ProcedureCode("1.001193")])


def seen(kind: str, *pages: int) -> Seen:
    return Seen(KindCode(kind), kind, pages)


def listed(procedure: Procedure, *documents: Seen, all_read: bool = True, scanned: bool = True) -> Checklist:
    return checklist_of(procedure, documents, of_record=True, scanned=scanned, all_read=all_read)


def test_a_required_paper_that_nobody_saw_is_missing(birth: Procedure) -> None:
    told = listed(birth, seen("receipt-slip", 1), seen("birth-declaration", 2))
    assert [line.name for line in told.missing] == [birth.components[1].name]
    assert (told.lines[0].found, told.lines[0].pages) == (Found.THERE, (2,))
    assert told.lines[2].found is Found.OPTIONAL


def test_a_substitute_the_procedure_allows_is_there(birth: Procedure) -> None:
    assert listed(birth, seen("birth-declaration", 1), seen("commitment", 2)).missing == ()


def test_nothing_is_missing_while_pages_are_being_read(birth: Procedure) -> None:
    """What was found already is said; the rest is being read."""
    told = listed(birth, seen("birth-declaration", 1), all_read=False)
    assert told.reading
    assert told.missing == ()
    assert {line.found for line in told.lines[1:]} == {Found.READING}


def test_an_unrecognised_paper_may_be_the_one_that_seems_missing(birth: Procedure) -> None:
    """The citizen is not told to have forgotten what lies on the table."""
    told = listed(birth, seen("birth-declaration", 1), Seen(UNKNOWN_KIND, "Chưa rõ", (2,)))
    assert told.missing == ()
    assert told.lines[1].found is Found.BY_HAND
    assert told.extra == (("Chưa rõ", (2,)),)


def test_before_the_first_page_nobody_speaks_of_missing_papers(birth: Procedure) -> None:
    assert {line.found for line in listed(birth, scanned=False, all_read=True).lines} == {Found.NOT_YET}


def test_whatever_the_citizen_brings_is_right_for_certified_copies() -> None:
    """Papers of any kind, unknown ones too, stand under the one component that takes them all."""
    copies = procedure_of(Taxonomy.load(None).procedures[ProcedureCode("2.000815")])
    told = listed(copies, seen("land-certificate", 1, 2), Seen(UNKNOWN_KIND, "Chưa rõ", (3,)))
    assert (told.lines[0].found, told.lines[0].pages) == (Found.THERE, (1, 2, 3))


def test_every_procedure_we_know_can_be_held_against_papers() -> None:
    """No checklist in the taxonomy breaks the page, empty or with a paper of every kind it asks for."""
    for known in Taxonomy.load(None).procedures.values():
        procedure = procedure_of(known)
        kinds = [kind for component in procedure.components for kind in component.kinds or ("land-certificate",)]
        told = listed(procedure, *(seen(kind, n) for n, kind in enumerate(kinds, start=1)))
        assert len(told.lines) == len(procedure.components)
        assert told.missing == ()
