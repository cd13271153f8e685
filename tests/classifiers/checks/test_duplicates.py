"""The same paper scanned twice is seen; two people on one form are never merged."""

from dataclasses import replace

from classifiers.checks import PaperExaminer
from classifiers.taxonomy import Taxonomy
from pipeline.model.documents import Document
from pipeline.ports import BatchView
from tests.classifiers.checks.papers import FILLER, a_paper, a_view_on

EXAMINER = PaperExaminer(Taxonomy.load())
MARITAL = {
    "full_name": "Trần Thị Xuân",
    "id_number": "024179711205",
    "document_number": "12/UBND-XN",
    "issue_date": "2026-01-02",
}


def repeated(documents: list[Document], view: BatchView) -> list[tuple[int, ...]]:
    """For each document the first pages of those it repeats."""
    examined = EXAMINER.examine(documents, view)
    return [next((f.others for f in d.findings if f.reference == "duplicate-of"), ()) for d in examined]


def test_a_paper_fed_twice_is_named_with_the_first() -> None:
    """Same number, day and person, same text; the scans differ."""
    papers = [a_paper("marital-status-certificate", page, **MARITAL) for page in (1, 2)]
    assert repeated(papers, a_view_on(*papers, printed={2: "vết mực"})) == [(), (1,)]


def test_two_people_on_the_same_form_are_two_papers() -> None:
    """Everything printed is alike but the name: nothing is more alike than two certificates of one office and day."""
    one = a_paper("marital-status-certificate", 1, **MARITAL)
    other = a_paper(
        "marital-status-certificate", 2, **{**MARITAL, "full_name": "Trần Thị Thu", "id_number": "024179711299"}
    )
    assert repeated([one, other], a_view_on(one, other)) == [(), ()]


def test_a_certified_copy_is_not_the_paper_it_copies() -> None:
    """Both may be wanted."""
    papers = [a_paper("marital-status-certificate", page, **MARITAL) for page in (1, 2)]
    view = a_view_on(*papers, printed={2: "Chứng thực bản sao đúng với bản chính"})
    assert repeated(papers, view) == [(), ()]


def test_papers_of_two_dossiers_are_not_compared() -> None:
    """A citizen may need the same paper twice."""
    one = a_paper("marital-status-certificate", 1, **MARITAL)
    other = replace(a_paper("marital-status-certificate", 2, **MARITAL), dossier=None)
    assert repeated([one, other], a_view_on(one, other)) == [(), ()]


def test_the_same_picture_is_the_same_paper() -> None:
    """One capture twice in a batch needs no reading to be known again."""
    papers = [a_paper("unknown", page) for page in (1, 2)]
    view = a_view_on(*papers)
    same = view.batch.pages[0].capture
    pages = tuple(replace(page, capture=same) for page in view.batch.pages)
    assert repeated(papers, replace(view, batch=replace(view.batch, pages=pages))) == [(), (1,)]


def test_two_short_papers_nobody_could_name_are_left_alone() -> None:
    """Alike text is no proof where nothing certain agrees."""
    papers = [a_paper("unknown", page) for page in (1, 2)]
    assert repeated(papers, a_view_on(*papers, printed={2: FILLER[:20]})) == [(), ()]
