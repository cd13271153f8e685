"""Where documents begin and which pages are no document."""

import random

import pytest

from classifiers.separate import RuleSeparator
from classifiers.taxonomy import Taxonomy
from pipeline.model.documents import Proposal
from pipeline.model.ids import DossierCode
from pipeline.model.reading import PageReading
from pipeline.model.work import Verdict, VerdictKind
from pipeline.ports import BatchView
from tests.classifiers.pages import BODY, HEAD, MORE, a_reading, a_verdict, a_view
from tests.classifiers.papers import (
    BIRTH,
    CARD,
    CARD_BACK,
    CERTIFIED,
    CODE,
    CONTRACT,
    DECISION,
    LETTER,
    REQUEST,
    numbered,
    receipt,
)

SEPARATOR = RuleSeparator(Taxonomy.load())
BLANK = a_reading()
COVER = a_reading("^TỜ PHÂN CÁCH", qr=[f"SOHOA1|{CODE}|e7c7"])
PATCH = a_reading("^SEPARATOR", qr=["PATCHT"])


def read(*sketches: str | PageReading) -> list[PageReading]:
    return [a_reading(s) if isinstance(s, str) else s for s in sketches]


def one_file(*sketches: str | PageReading, verdicts: tuple[Verdict, ...] = ()) -> BatchView:
    return a_view(read(*sketches), verdicts=verdicts)


def papers(view: BatchView) -> list[tuple[int, ...]]:
    return [document.pages for document in SEPARATOR.separate(view).documents]


def unsure(proposal: Proposal) -> list[tuple[int, ...]]:
    return [doubt.pages for doubt in proposal.doubts if doubt.reference == "boundary-unsure"]


# ---------------------------------------------------------------- titles, numbers, files


def test_a_titled_page_begins_a_document_and_an_untitled_one_goes_on() -> None:
    proposal = SEPARATOR.separate(one_file(BIRTH, DECISION, MORE, REQUEST, LETTER, MORE))
    assert [d.pages for d in proposal.documents] == [(1,), (2, 3), (4,), (5, 6)]
    titles = [evidence for evidence in proposal.documents[1].boundary if evidence.name == "title"]
    assert titles
    assert titles[0].box is not None
    assert all(d.boundary_confidence > 0.8 for d in proposal.documents)
    assert unsure(proposal) == []


def test_a_head_whose_title_was_lost_still_begins_a_document() -> None:
    """The national heading again is a boundary."""
    assert papers(one_file(BIRTH, DECISION.replace("^QUYẾT ĐỊNH\n", "^~#\n"), MORE)) == [(1,), (2, 3)]


def test_an_annex_belongs_to_the_paper_before_it() -> None:
    annex = "^PHỤ LỤC\n^(Kèm theo Quyết định số 15/QĐ-UBND)\n" + BODY
    regulation = "^QUY CHẾ\n^(Ban hành kèm theo Quyết định số 15/QĐ-UBND)\n" + BODY
    assert papers(one_file(DECISION, annex, regulation, REQUEST)) == [(1, 2, 3), (4,)]


def test_page_numbers_carry_a_paper_over_titles_inside_it() -> None:
    """A contract that repeats its title on every page, numbered, stays one."""
    again = "@0.04\n^2\n@0.08\n^HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT\n" + MORE
    proposal = SEPARATOR.separate(one_file(CONTRACT, again, numbered(3)))
    assert [d.pages for d in proposal.documents] == [(1, 2, 3)] or unsure(proposal)


def test_a_promised_page_count_is_believed() -> None:
    """``Trang 1/3`` promises two more pages, and after ``Trang 3/3`` the paper is over."""
    first = REQUEST + "\n@0.96\n^Trang 1/3"
    scrawl, last = "^~ ~ ~", "tiếp tục\n" + MORE + "\n@0.96\n^Trang 3/3"
    assert papers(one_file(first, scrawl, last, BIRTH)) == [(1, 2, 3), (4,)]


def test_a_new_file_begins_a_document_when_files_have_many_pages() -> None:
    """A scanner that makes one file a paper knows where papers end."""
    view = a_view(read(REQUEST, MORE), read("@0.1\n<Ghi chú bổ sung của cán bộ\n" + BODY, MORE))
    proposal = SEPARATOR.separate(view)
    assert [d.pages for d in proposal.documents] == [(1, 2), (3, 4)]
    assert any(e.name == "new-file" for e in proposal.documents[1].boundary)


def test_a_new_file_that_goes_on_in_mid_sentence_is_no_new_paper() -> None:
    view = a_view(read(CONTRACT, MORE), read(numbered(3), numbered(4)))
    assert papers(view) == [(1, 2, 3, 4)]


def test_in_a_folder_of_one_page_files_the_file_says_little() -> None:
    view = a_view(*([page] for page in read(DECISION, numbered(2), numbered(3), BIRTH)))
    assert papers(view) == [(1, 2, 3), (4,)]


def test_front_and_back_of_a_card_are_one_paper_and_two_fronts_are_two() -> None:
    assert papers(one_file(CARD, CARD_BACK, CARD, CARD_BACK)) == [(1, 2), (3, 4)]


def test_a_certification_goes_with_the_copy_before_it() -> None:
    """Lời chứng stands on the last page of the copy."""
    assert papers(one_file(CONTRACT, MORE, CERTIFIED, REQUEST)) == [(1, 2, 3), (4,)]
    assert papers(one_file(CERTIFIED)) == [(1,)]


def test_a_page_on_its_side_separates_like_an_upright_one() -> None:
    sketches = [BIRTH, DECISION, MORE]
    turned = [a_reading(s, rotation=r) for s, r in zip(sketches, (90, 270, 180), strict=True)]
    assert papers(a_view(turned)) == papers(one_file(*sketches))


# ---------------------------------------------------------------- blanks, separators, failures


def test_blank_sides_are_kept_apart_and_do_not_end_a_paper() -> None:
    """The back of a sheet inside a paper is blank; the paper goes on after it."""
    proposal = SEPARATOR.separate(one_file(BLANK, DECISION, BLANK, numbered(2), BLANK, BIRTH, BLANK))
    assert proposal.blanks == (1, 3, 5, 7)
    assert [d.pages for d in proposal.documents] == [(2, 4), (6,)]


def test_covers_and_patch_sheets_separate_and_are_no_documents() -> None:
    """Whatever the pages look like, a separator between them ends the paper."""
    proposal = SEPARATOR.separate(one_file(COVER, BLANK, MORE, PATCH, MORE))
    assert proposal.separators == (1, 4)
    assert proposal.blanks == (2,)
    assert [d.pages for d in proposal.documents] == [(3,), (5,)]
    assert proposal.documents[1].boundary[0].name == "after-separator"
    assert proposal.documents[1].boundary_confidence == 1.0


def test_a_patch_sticker_on_a_written_page_never_costs_the_page() -> None:
    """Nothing lost: a page with a title or much text is a paper, whatever is stuck on it."""
    proposal = SEPARATOR.separate(one_file(BIRTH, a_reading(DECISION, qr=["PATCHT"]), MORE))
    assert proposal.separators == ()
    assert [d.pages for d in proposal.documents] == [(1,), (2, 3)]


def test_an_unknown_barcode_is_not_ours() -> None:
    assert SEPARATOR.separate(one_file(BIRTH, a_reading(MORE, qr=["https://zalo.me/x"]))).separators == ()


def test_a_page_that_could_not_be_read_still_has_a_place() -> None:
    failed = a_reading("", failed="page-not-read")
    for view in (one_file(failed), one_file(DECISION, failed, numbered(3)), one_file(failed, failed)):
        assert SEPARATOR.separate(view).placed == frozenset(view.readings)


def test_pages_without_a_reading_are_nobodys() -> None:
    view = a_view(read(DECISION, MORE, BIRTH), missing=[2])
    assert papers(view) == [(1,), (3,)]


def test_an_empty_batch_is_an_empty_proposal() -> None:
    assert SEPARATOR.separate(a_view([])).placed == frozenset()


def test_weak_evidence_is_put_to_a_person_with_both_pages() -> None:
    """An untitled page in a file of its own: the machine leans one way and says that it is unsure."""
    odd = "@0.3\n<Ghi chú bổ sung của cán bộ tiếp nhận\n" + BODY
    proposal = SEPARATOR.separate(a_view(read(REQUEST), read(odd), read(CONTRACT, MORE)))
    assert unsure(proposal) == [(1, 2)]
    assert proposal.documents[0].boundary_confidence < 0.7


# ---------------------------------------------------------------- verdicts


def test_a_split_begins_a_document() -> None:
    proposal = SEPARATOR.separate(one_file(DECISION, MORE, MORE, verdicts=(a_verdict(VerdictKind.SPLIT, 3),)))
    assert [d.pages for d in proposal.documents] == [(1, 2), (3,)]
    assert proposal.documents[1].boundary_confidence == 1.0
    assert proposal.documents[1].boundary[0].name == "split-verdict"


def test_a_join_makes_exactly_these_pages_one_document() -> None:
    """Also across other pages: a sheet that was fed too late comes back to its paper."""
    view = one_file(DECISION, BIRTH, MORE, REQUEST, verdicts=(a_verdict(VerdictKind.JOIN, 1, 3),))
    assert papers(view) == [(1, 3), (2,), (4,)]


def test_the_later_verdict_stands() -> None:
    join, split = a_verdict(VerdictKind.JOIN, 1, 2, 3), a_verdict(VerdictKind.SPLIT, 2)
    assert papers(one_file(DECISION, MORE, MORE, verdicts=(join, split))) == [(1,), (2, 3)]
    assert papers(one_file(DECISION, MORE, MORE, verdicts=(split, join))) == [(1, 2, 3)]


def test_blank_quarantine_and_rescan_take_a_page_out_of_its_document() -> None:
    verdicts = (
        a_verdict(VerdictKind.BLANK, 2),
        a_verdict(VerdictKind.QUARANTINE, 3),
        a_verdict(VerdictKind.REPLACED, 4, value="b-other"),
    )
    proposal = SEPARATOR.separate(one_file(DECISION, MORE, MORE, MORE, BIRTH, verdicts=verdicts))
    assert [d.pages for d in proposal.documents] == [(1,), (5,)]
    assert (proposal.blanks, proposal.quarantined) == ((2,), (3, 4))


def test_a_page_called_blank_by_the_machine_can_be_called_paper_by_a_person() -> None:
    """A faint page: joining it says that it is one of the pages."""
    view = one_file(DECISION, BLANK, verdicts=(a_verdict(VerdictKind.JOIN, 1, 2),))
    assert papers(view) == [(1, 2)]


def test_an_accepted_place_is_not_asked_about_again() -> None:
    odd = "@0.3\n<Ghi chú bổ sung của cán bộ tiếp nhận\n" + BODY
    files = (read(REQUEST), read(odd), read(CONTRACT, MORE))
    assert unsure(SEPARATOR.separate(a_view(*files)))
    assert not unsure(SEPARATOR.separate(a_view(*files, verdicts=[a_verdict(VerdictKind.ACCEPT, 1, 2)])))


# ---------------------------------------------------------------- in the large


KNOWN = [
    [BIRTH],
    [DECISION, numbered(2), numbered(3)],
    [LETTER],
    [REQUEST, MORE],
    [CARD, CARD_BACK],
    [CONTRACT, MORE, numbered(3), CERTIFIED],
    [receipt()],
]


@pytest.mark.parametrize("seed", range(6))
def test_shuffled_papers_with_blank_backs_come_apart_again(seed: int) -> None:
    """Whatever order papers are stacked in."""
    draw = random.Random(seed)
    stack = [draw.choice(KNOWN) for _ in range(12)]
    pages: list[PageReading] = []
    truth: list[tuple[int, ...]] = []
    for paper in stack:
        numbers = []
        for sketch in paper:
            pages.append(a_reading(sketch))
            numbers.append(len(pages))
            if draw.random() < 0.3:
                pages.append(BLANK)
        truth.append(tuple(numbers))
    assert papers(a_view(pages)) == truth


def test_a_long_file_stays_one_paper() -> None:
    """Archive files hold hundreds of pages; small doubts at each do not add up to a boundary."""
    assert papers(one_file(*[DECISION, *[MORE] * 399])) == [tuple(range(1, 401))]


def test_a_hint_reaches_every_paper_of_the_batch() -> None:
    view = a_view(read(BIRTH, DECISION), hint=CODE)
    assert {d.dossier for d in SEPARATOR.separate(view).documents} == {DossierCode(CODE)}


def test_nothing_printed_is_in_the_proposals_repr() -> None:
    """Recognised text is personal data."""
    assert "Họ, chữ đệm" not in repr(SEPARATOR.separate(one_file(HEAD + BIRTH)))
