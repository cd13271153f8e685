"""The record names its owner in many ways."""

import pytest

from classifiers.checks import PaperExaminer
from classifiers.checks.owners import enterprise_of, persons_of
from classifiers.taxonomy import Taxonomy
from pipeline.model.documents import Document
from pipeline.model.dossier import Owner
from tests.classifiers.checks.papers import a_paper, a_view_on

EXAMINER = PaperExaminer(Taxonomy.load())
COMPANY = Owner("Công ty TNHH Xây dựng Phố Mới", "0100109106")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Nguyễn Văn An", ["nguyen van an"]),
        ("Ông NGUYỄN VĂN AN", ["nguyen van an"]),
        ("Ông Nguyễn Văn An và vợ là bà Trần Thị Bình", ["nguyen van an", "tran thi binh"]),
        ("Nguyễn Văn An, Trần Thị Bình", ["nguyen van an", "tran thi binh"]),
        ("Hộ gia đình ông Nguyễn Văn An", ["nguyen van an"]),
        ("John Smith", ["john smith"]),
    ],
)
def test_everybody_the_record_names_is_known(written: str, names: list[str]) -> None:
    """The number is the first one's."""
    persons = persons_of(Owner(written, "001 087 654 321"))
    assert [person.name for person in persons] == names
    assert [person.number for person in persons] == ["001087654321", *[""] * (len(names) - 1)]


def test_an_enterprise_is_known_by_what_others_do_not_share() -> None:
    """TNHH and trách nhiệm hữu hạn are one; a citizen is no enterprise."""
    assert enterprise_of(COMPANY) == "xay dung pho moi"
    assert enterprise_of(Owner("Công ty trách nhiệm hữu hạn một thành viên Xây dựng Phố Mới")) == "xay dung pho moi"
    assert enterprise_of(Owner("Nguyễn Văn An")) == ""


def references(*papers: Document) -> list[set[str]]:
    examined = EXAMINER.examine(papers, a_view_on(*papers, owner=COMPANY))
    return [{f.reference for f in paper.findings} & {"wrong-citizen", "owner-not-seen"} for paper in examined]


def test_an_enterprise_s_people_are_tied_through_its_papers() -> None:
    """The director's card through the certificate; a card no paper of the company names is a stranger's."""
    certificate = a_paper(
        "enterprise-certificate", 1, enterprise_name="CÔNG TY TNHH XÂY DỰNG PHỐ MỚI", representative="Lê Văn Hùng"
    )
    director = a_paper("id-card", 2, full_name="LÊ VĂN HÙNG", id_number="001080000123")
    stranger = a_paper("id-card", 3, full_name="TRẦN VĂN BÌNH", id_number="001085012345")
    assert references(certificate, director, stranger) == [set(), set(), {"wrong-citizen"}]


def test_an_enterprise_is_known_by_its_tax_code() -> None:
    """Its name was not read."""
    assert references(a_paper("enterprise-certificate", 1, tax_code="0100109106", representative="Lê Văn Hùng")) == [
        set()
    ]
