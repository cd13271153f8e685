"""Figures against words, seals and signatures, codes against print."""

from dataclasses import replace

import pytest

from classifiers.checks import PaperExaminer
from classifiers.checks.spoken import spoken_findings
from classifiers.taxonomy import Taxonomy
from pipeline.model.geometry import Box
from pipeline.model.paper import Colour
from pipeline.model.reading import Barcode
from pipeline.ports import BatchView
from tests.classifiers.checks.papers import a_paper, a_view_on

EXAMINER = PaperExaminer(Taxonomy.load())
SEAL = (Box(900, 1900, 1200, 2200),)


@pytest.mark.parametrize(
    ("printed", "reference"),
    [
        ("Ngày sinh: 05/02/1987\nGhi bằng chữ: Ngày năm, tháng hai, năm một nghìn chín trăm tám mươi bảy", None),
        (
            "Ngày sinh: 05/02/1987\nGhi bằng chữ: Ngày năm, tháng hai, năm một nghìn chín trăm bảy mươi tám",
            "date-words-differ",
        ),
        ("Số tiền: 150.000.000 đồng (bằng chữ: Một trăm năm mươi triệu đồng)", None),
        ("Số tiền: 105.000.000 đồng (bằng chữ: Một trăm năm mươi triệu đồng)", "amount-words-differ"),
        ("Số tiền: 105.000.000 đồng (bằng chữ: Một trgm năm mươi triệu đồng)", None),
        ("Số tiền: 105.000.000 đồng (bằng chữ: ........................ đồng)", None),
    ],
)
def test_words_and_figures_say_the_same(printed: str, reference: str | None) -> None:
    """Luật Hộ tịch Đ14; what the engine garbled proves nothing."""
    paper = a_paper("contract", 1)
    found = spoken_findings(paper, a_view_on(paper, printed={1: printed}))
    assert [finding.reference for finding in found] == ([reference] if reference else [])


def marked(view: BatchView, seals: tuple[Box, ...] = (), signatures: tuple[Box, ...] = ()) -> BatchView:
    """Page 2 of the view bears these marks."""
    page = replace(view.readings[2], seals=seals, signatures=signatures)
    return replace(view, readings={**view.readings, 2: page})


def in_colour(view: BatchView) -> BatchView:
    pages = tuple(replace(page, capture=replace(page.capture, colour=Colour.COLOUR)) for page in view.batch.pages)
    return replace(view, batch=replace(view.batch, pages=pages))


SIGNED = {"signer": "Tạ Văn Hà"}


def absent(view: BatchView, **closing: str) -> set[str]:
    papers = [a_paper("birth-certificate", 1, **closing), a_paper("birth-certificate", 2)]
    first = EXAMINER.examine(papers, view)[0]
    return {found.reference for found in first.findings} & {"seal-not-seen", "signature-not-seen"}


def test_a_certificate_without_seal_and_signature_is_doubted() -> None:
    """Also a paper alone on the glass; that a signature lacks is said only where other marks were seen."""
    papers = [a_paper("birth-certificate", 1), a_paper("birth-certificate", 2)]
    view = in_colour(a_view_on(*papers))
    assert absent(view, **SIGNED) == {"seal-not-seen"}
    assert absent(marked(view, seals=SEAL), **SIGNED) == {"seal-not-seen", "signature-not-seen"}


def test_a_first_page_alone_bears_no_seal() -> None:
    """Seal and signature close a paper; where its end was not scanned, their absence says nothing."""
    papers = [a_paper("birth-certificate", 1), a_paper("birth-certificate", 2)]
    assert absent(marked(in_colour(a_view_on(*papers)), seals=SEAL)) == set()


def test_a_black_copy_proves_no_absence() -> None:
    """A pale seal is lost on it, and a pen looks like print."""
    papers = [a_paper("birth-certificate", 1), a_paper("birth-certificate", 2)]
    assert absent(marked(a_view_on(*papers), seals=SEAL), **SIGNED) == set()


def test_a_form_needs_no_seal() -> None:
    """What a citizen fills in is signed, not sealed."""
    papers = [a_paper("birth-declaration", 1), a_paper("birth-certificate", 2)]
    view = in_colour(marked(a_view_on(*papers, printed={1: "NGƯỜI KHAI\n(Ký, ghi rõ họ tên)"}), seals=SEAL))
    found = {finding.reference for finding in EXAMINER.examine(papers, view)[0].findings}
    assert found & {"seal-not-seen", "signature-not-seen"} == {"signature-not-seen"}


@pytest.mark.parametrize(
    ("coded", "doubted"), [("001194077120", False), ("001194077121", False), ("040180555666", True)]
)
def test_the_code_on_a_card_says_what_is_printed(coded: str, doubted: bool) -> None:
    """A misread digit is the engine's; another number is another card's code."""
    paper = a_paper("id-card", 1, full_name="Vũ Thị Thu Huyền", id_number="001194077120")
    view = a_view_on(paper)
    mark = Barcode("qr", f"{coded}||Vũ Thị Thu Huyền|21071994|Nữ|Hà Nội|17072021", Box(0, 0, 9, 9))
    view = replace(view, readings={1: replace(view.readings[1], barcodes=(mark,))})
    [examined] = EXAMINER.examine([paper], view)
    assert ("code-contradicts-print" in {found.reference for found in examined.findings}) is doubted


def test_validity_is_counted_from_the_issue() -> None:
    """A certificate of marital status is good for six months (NĐ 123/2015/NĐ-CP Đ23); scanned on 5 January 2026."""
    for issued, ended in (("2025-07-04", True), ("2025-07-05", False), ("2025-07", False)):
        paper = a_paper("marital-status-certificate", 1, full_name="Trần Thị Xuân", issue_date=issued)
        [examined] = EXAMINER.examine([paper], a_view_on(paper))
        assert ("paper-expired" in {found.reference for found in examined.findings}) is ended
