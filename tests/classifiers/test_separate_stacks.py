"""What desks really feed: circulars with their forms, drawings, cards in a row, both sides scanned, torn separators."""

from dataclasses import replace

import pytest

from classifiers.separate import RuleSeparator
from classifiers.taxonomy import Taxonomy
from classifiers.weights import Weights
from pipeline.model.documents import Proposal
from pipeline.model.ids import DossierCode
from pipeline.model.reading import PageReading
from pipeline.model.work import VerdictKind
from tests.classifiers.pages import BODY, HEAD, MORE, a_reading, a_verdict, a_view, agency
from tests.classifiers.papers import (
    BIRTH,
    CARD,
    CARD_BACK,
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
LYING = (2339, 1654)
CIRCULAR = agency("Số: 12/2024/TT-BTP", "BỘ TƯ PHÁP") + "^THÔNG TƯ\n^Quy định về hộ tịch\n\n" + BODY
FORM = "<Mẫu số 0{n}\n^(Ban hành kèm theo Thông tư số 12/2024/TT-BTP)\n" + HEAD + "\n^{title}\n\nHọ và tên: ......"
OTHER_CARD_BACK = CARD_BACK.replace("001099000001", "001199000002")


def separated(*sketches: str | PageReading, **given: object) -> Proposal:
    readings = [a_reading(s) if isinstance(s, str) else s for s in sketches]
    return SEPARATOR.separate(a_view(readings, **given))  # type: ignore[arg-type]


def papers(*sketches: str | PageReading) -> list[tuple[int, ...]]:
    return [document.pages for document in separated(*sketches).documents]


def test_a_circular_keeps_the_forms_printed_in_it() -> None:
    """They have heads and titles as any form has; what they were issued with says where they belong."""
    forms = (FORM.format(n=1, title="TỜ KHAI ĐĂNG KÝ KHAI SINH"), FORM.format(n=2, title="GIẤY ỦY QUYỀN"))
    assert papers(CIRCULAR, MORE, *forms, BIRTH) == [(1, 2, 3, 4), (5,)]


def test_the_same_form_filled_in_is_a_paper_of_its_own() -> None:
    form = FORM.format(n=1, title="TỜ KHAI ĐĂNG KÝ KHAI SINH")
    assert papers(BIRTH, form, REQUEST) == [(1,), (2,), (3,)]


def test_the_same_form_for_two_people_is_two_papers() -> None:
    assert papers(BIRTH, BIRTH, BIRTH) == [(1,), (2,), (3,)]


def test_a_drawing_on_paper_of_another_size_is_no_page_of_the_letter_before() -> None:
    """Or at least nobody files it there without having looked."""
    drawing = a_reading("@0.5\n^1:100", size=(2 * 1654, 2339))
    proposal = separated(LETTER, drawing, REQUEST)
    asked = {n for doubt in proposal.doubts for n in doubt.pages}
    assert (2,) in [d.pages for d in proposal.documents] or 2 in asked


def test_sides_of_one_card_belong_together_and_sides_of_two_do_not() -> None:
    """The machine-readable zone of the back repeats the number of the front."""
    assert papers(CARD, CARD_BACK, CARD, CARD_BACK) == [(1, 2), (3, 4)]
    strange = separated(CARD, OTHER_CARD_BACK)
    assert len(strange.documents) == 2 or strange.doubts


def test_a_paper_begins_on_the_front_of_a_sheet_when_both_sides_were_scanned() -> None:
    """Every second side blank: what stands on a back belongs to the front of its sheet."""
    untitled = "@0.1\n^~ ~\n" + BODY
    proposal = separated(BIRTH, BLANK, REQUEST, untitled, LETTER, BLANK, BIRTH, BLANK)
    assert [d.pages for d in proposal.documents] == [(1,), (3, 4), (5,), (7,)]


def test_a_cover_whose_mark_is_torn_still_separates_and_asks_whose_papers_follow() -> None:
    torn = "^PHIẾU DẪN HỒ SƠ QUÉT\n^Tờ này không phải là giấy tờ trong hồ sơ."
    proposal = separated(BIRTH, torn, MORE)
    assert proposal.separators == (2,)
    assert [d.pages for d in proposal.documents] == [(1,), (3,)]
    assert [doubt.reference for doubt in proposal.doubts] == ["dossier-code-damaged"]


def test_a_torn_cover_with_a_legible_code_names_the_dossier() -> None:
    proposal = separated(f"^TỜ PHÂN CÁCH HỒ SƠ\n^{CODE}", BIRTH)
    assert [d.dossier for d in proposal.documents] == [DossierCode(CODE)]
    assert "cover-text" in [evidence.name for evidence in proposal.documents[0].boundary]


def test_a_decision_with_a_head_of_its_own_is_no_annex_of_the_one_before() -> None:
    other = DECISION.replace("15/QĐ-UBND", "16/QĐ-UBND")
    assert papers(DECISION, MORE, other, MORE) == [(1, 2), (3, 4)]


def test_pages_fed_in_the_wrong_order_are_put_to_a_person() -> None:
    """The copy has its pages in the right order (TT 01/2023/TT-VPCP, Đ8)."""
    proposal = separated(CONTRACT, numbered(3), numbered(2), numbered(4))
    assert [d.pages for d in proposal.documents] == [(1, 2, 3, 4)]
    assert "pages-out-of-order" in [doubt.reference for doubt in proposal.doubts]
    accepted = separated(
        CONTRACT, numbered(3), numbered(2), numbered(4), verdicts=[a_verdict(VerdictKind.ACCEPT, 1, 2, 3, 4)]
    )
    assert "pages-out-of-order" not in [doubt.reference for doubt in accepted.doubts]


# ---------------------------------------------------------------- strips


@pytest.fixture
def wary() -> RuleSeparator:
    """One that is hardly ever sure."""
    return RuleSeparator(Taxonomy.load(), weights=replace(Weights.load(), sure=0.9999999))


def test_unsure_places_near_each_other_are_one_question(wary: RuleSeparator) -> None:
    """One strip of pages to look at, not one question a page."""
    view = a_view([a_reading(s) for s in (REQUEST, "@0.3\n^~ ~ ~", "@0.2\n^~ ~", MORE, BIRTH)])
    unsure = [doubt for doubt in wary.separate(view).doubts if doubt.reference == "boundary-unsure"]
    assert len(unsure) == 1
    assert len(unsure[0].pages) >= 3


def test_a_strip_that_was_accepted_holds(wary: RuleSeparator) -> None:
    """What a person found right is as good as ordered: nothing is asked again, and the papers may be filed."""
    pages = [a_reading(s) for s in (REQUEST, "@0.3\n^~ ~ ~", "@0.2\n^~ ~", MORE, BIRTH)]
    before = wary.separate(a_view(pages))
    after = wary.separate(a_view(pages, verdicts=[a_verdict(VerdictKind.ACCEPT, 1, 2, 3, 4, 5)]))
    assert [d.pages for d in after.documents] == [d.pages for d in before.documents]
    assert not after.doubts
    assert {d.boundary_confidence for d in after.documents} == {1.0}


def test_a_proposal_comes_back_when_a_verdict_is_taken_back() -> None:
    pages = [a_reading(s) for s in (DECISION, MORE, BIRTH)]
    split, join = a_verdict(VerdictKind.SPLIT, 2), a_verdict(VerdictKind.JOIN, 1, 2)
    first = SEPARATOR.separate(a_view(pages))
    apart = SEPARATOR.separate(a_view(pages, verdicts=[split]))
    again = SEPARATOR.separate(a_view(pages, verdicts=[split, join]))
    assert [d.pages for d in first.documents] == [d.pages for d in again.documents] == [(1, 2), (3,)]
    assert [d.pages for d in apart.documents] == [(1,), (2,), (3,)]


# ---------------------------------------------------------------- whom to ask about


def test_codes_are_asked_about_where_they_name_a_dossier() -> None:
    """Station, marks and receipts; a code inside some letter only mentions a dossier."""
    other = "H26.14-240823-0077"
    view = a_view([a_reading(receipt()), a_reading(LETTER + f"\nMã hồ sơ {other}")], hint="H26.14-240823-0003")
    assert SEPARATOR.dossiers(view) == (DossierCode("H26.14-240823-0003"), DossierCode(CODE))


MENU = "Gỏi cuốn tôm thịt 45.000\nBún chả Hà Nội 60.000\nChả cá Lã Vọng 180.000\nNem rán 55.000\nTrà đá 5.000\nBia hơi 15.000"


def test_a_stray_paper_behind_another_is_no_page_of_it() -> None:
    """A menu left on the glass has no title and no head; its words are those of no kind at all."""
    assert papers(BIRTH, MENU, DECISION) == [(1,), (2,), (3,)]
    assert papers(receipt(CODE), MENU) == [(1,), (2,)]


def test_a_booklet_keeps_the_page_behind_its_cover() -> None:
    """The first page of a social insurance book begins with the national heading as a paper of its own would."""
    cover = "^BẢO HIỂM XÃ HỘI VIỆT NAM\n@0.4\n^SỔ BẢO HIỂM XÃ HỘI\n\n^Họ và tên: LÊ THỊ HOA\n^Mã số: 0155158090"
    inside = HEAD + "\nHọ và tên: LÊ THỊ HOA\nMã số BHXH: 0155158090\n^QUÁ TRÌNH ĐÓNG BẢO HIỂM XÃ HỘI\n" + BODY
    assert papers(cover, inside, BIRTH) == [(1, 2), (3,)]
