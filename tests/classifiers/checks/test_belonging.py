"""Whose papers these are: one citizen's paper never slips into another's dossier, a family's papers go together."""

from collections.abc import Sequence

import pytest

from classifiers.checks import PaperExaminer
from classifiers.taxonomy import Taxonomy
from pipeline.model.documents import Document, Finding, Gravity
from pipeline.model.dossier import Owner
from pipeline.ports import BatchView
from tests.classifiers.checks.papers import a_paper, a_view_on

OWNER = Owner("Vũ Thị Thu Huyền", "001194077120", "")
EXAMINER = PaperExaminer(Taxonomy.load())
WHOSE = {"wrong-citizen", "owner-not-seen", "stranger-among-papers"}


def said(documents: Sequence[Document], view: BatchView) -> list[list[Finding]]:
    examined = EXAMINER.examine(documents, view)
    return [[found for found in document.findings if found.reference in WHOSE] for document in examined]


def card(name: str, number: str, page: int = 1, birth: str = "1994-07-21") -> Document:
    return a_paper("id-card", page, full_name=name, id_number=number, birth_date=birth)


def test_the_owner_s_own_card_is_hers() -> None:
    """Name and number agree; capitals and marks play no part."""
    paper = card("VU THI THU HUYEN", "001194077120")
    assert said([paper], a_view_on(paper, owner=OWNER)) == [[]]


def test_somebody_else_s_card_is_blocked() -> None:
    """Read well, and nobody on it has to do with the owner: it is not attached until a person says so."""
    paper = card("Trần Văn Bình", "001085012345", birth="1985-02-03")
    [[finding]] = said([paper], a_view_on(paper, owner=OWNER))
    assert (finding.reference, finding.gravity) == ("wrong-citizen", Gravity.BLOCKS)
    assert set(finding.fields) == {"full_name", "id_number", "birth_date"}


def test_a_family_is_tied_through_the_papers_that_name_both() -> None:
    """The husband's card through the marriage certificate, his mother's through his birth certificate: step by step."""
    marriage = a_paper("marriage-certificate", 1, wife_name="Vũ Thị Thu Huyền", husband_name="Hoàng Kiên Giang")
    husband = card("HOÀNG KIÊN GIANG", "001090000321", 2, "1990-01-02")
    birth = a_paper(
        "birth-certificate", 3, full_name="Hoàng Kiên Giang", birth_date="1990-01-02", mother_name="Đào Thị Sáu"
    )
    mother = card("ĐÀO THỊ SÁU", "001160000654", 4, "1960-05-06")
    papers = [mother, husband, birth, marriage]
    in_order = sorted(papers, key=lambda paper: paper.pages)
    assert said(papers, a_view_on(*in_order, owner=OWNER)) == [[], [], [], []]


def test_a_namesake_with_another_number_and_birth_date_is_another_person() -> None:
    """Nguyễn Văn Nam is the name of many."""
    paper = card("Vũ Thị Thu Huyền", "040180555666", birth="1980-03-04")
    [[finding]] = said([paper], a_view_on(paper, owner=OWNER))
    assert finding.gravity is Gravity.BLOCKS


def test_an_old_number_of_nine_digits_says_nothing_against_its_owner() -> None:
    """Whoever has twelve digits today had nine before (CMND): a red book of 2005 still names her by those."""
    book = a_paper("land-certificate", 1, full_name="VŨ THỊ THU HUYỀN", id_number="019161673")
    found = said([book], a_view_on(book, owner=OWNER))[0]
    assert not [finding for finding in found if finding.gravity is Gravity.BLOCKS]


def test_one_letter_apart_and_read_well_is_another_person() -> None:
    """Hải and Hào are two people; a slip in a name read badly is the engine's."""
    owner = Owner("Nguyễn Văn Hải", "", "")
    clear = a_paper("as-built-drawing", 1, 0.99, full_name="Nguyễn Văn Hào")
    faint = a_paper("as-built-drawing", 1, 0.80, full_name="Nguyễn Văn Hảl")
    assert [f.reference for f in said([clear], a_view_on(clear, owner=owner))[0]] == ["wrong-citizen"]
    assert said([faint], a_view_on(faint, owner=owner)) == [[]]


def test_a_slip_in_a_number_ties_all_the_same() -> None:
    """Two strangers do not share eleven digits of twelve."""
    paper = a_paper("id-card", 1, 0.6, full_name="Vii Thi Thn Hnyen", id_number="001194077126")
    assert said([paper], a_view_on(paper, owner=OWNER)) == [[]]


def test_a_name_anywhere_on_the_paper_is_enough() -> None:
    """No field found the owner, but the paper names her; a street called so is nobody."""
    paper = a_paper("power-of-attorney", 1, agent="Đặng Văn Long")
    view = a_view_on(paper, printed={1: "Ủy quyền cho tôi là Vũ Thị Thu Huyền thực hiện"}, owner=OWNER)
    assert said([paper], view) == [[]]
    street = a_view_on(paper, printed={1: "Trụ sở: số 5 phố Vũ Thị Thu Huyền, Hà Nội"}, owner=OWNER)
    assert said([paper], street) != [[]]
    words = a_view_on(paper, printed={1: "Phòng Hạ tầng vũ thị thu huyện"}, owner=OWNER)
    assert said([paper], words) != [[]]


def test_a_paper_about_nobody_is_never_blocked() -> None:
    """A decision names officials; it is about no citizen."""
    paper = a_paper("decision", 1, document_number="15/QĐ-UBND", signer="Lê Văn Tám")
    assert said([paper], a_view_on(paper, owner=OWNER)) == [[]]


def test_a_legible_paper_on_which_nobody_is_found_waits() -> None:
    """No name was read, none of the dossier's is there: the paper may be anybody's."""
    paper = a_paper("birth-certificate", 1, document_number="12/2020")
    [[finding]] = said([paper], a_view_on(paper, owner=OWNER))
    assert (finding.reference, finding.gravity) == ("owner-not-seen", Gravity.BLOCKS)


def test_a_land_certificate_is_tied_by_its_serial() -> None:
    """The seller's certificate names nobody of the buyer's, but the contract between them names its serial."""
    contract = a_paper(
        "land-transfer-contract",
        1,
        party_a="Ngô Hoàng Khải",
        party_b="Vũ Thị Thu Huyền",
        certificate_serial="BB 262899",
    )
    certificate = a_paper("land-certificate", 2, full_name="Ngô Thị Tư", certificate_serial="BB262899")
    assert said([contract, certificate], a_view_on(contract, certificate, owner=OWNER)) == [[], []]


def test_without_a_record_the_lone_stranger_is_doubted() -> None:
    """Most papers share their people; the one that shares nobody gets a second look, and says with whom it does not."""
    papers = [
        card("Vũ Thị Thu Huyền", "001194077120", 1),
        a_paper("birth-certificate", 2, full_name="Hoàng Thị Thơ", mother_name="Vũ Thị Thu Huyền"),
        card("Trần Văn Bình", "001085012345", 3, "1985-02-03"),
    ]
    first, second, [finding] = said(papers, a_view_on(*papers))
    assert first == second == []
    assert (finding.reference, finding.gravity, finding.others) == ("stranger-among-papers", Gravity.DOUBT, (1, 2))


def test_the_receipt_says_whose_dossier_it_is() -> None:
    """Nobody asked the one-stop system, but its own slip lies on top."""
    slip = a_paper("receipt-slip", 1, owner="Vũ Thị Thu Huyền", id_number="001194077120")
    paper = card("Trần Văn Bình", "001085012345", 2, "1985-02-03")
    assert [f.reference for f in said([slip, paper], a_view_on(slip, paper))[1]] == ["wrong-citizen"]


@pytest.mark.parametrize(("number", "reference"), [("001194077121", "id-number-differs"), ("001194077120", None)])
def test_one_person_has_one_number(number: str, reference: str | None) -> None:
    """A digit other than in the record, read well: a person compares the two."""
    paper = card("Vũ Thị Thu Huyền", number)
    [examined] = EXAMINER.examine([paper], a_view_on(paper, owner=OWNER))
    assert [f.reference for f in examined.findings] == ([reference] if reference else [])
