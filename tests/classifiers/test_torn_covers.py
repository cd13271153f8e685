"""Cover sheets whose mark no engine reads any more: their words route, and what is not sure asks a person."""

from dataclasses import replace

import pytest

from classifiers.marks import code_of_cover
from classifiers.separate import RuleSeparator
from classifiers.taxonomy import Taxonomy
from pipeline.model.covers import cover_payload, printed_check
from pipeline.model.documents import Proposal
from pipeline.model.geometry import Box
from pipeline.model.ids import DossierCode
from pipeline.model.reading import Barcode, PageReading
from tests.classifiers.pages import a_reading, a_view
from tests.classifiers.papers import BIRTH, CODE, DECISION, OTHER, REQUEST

SEPARATOR = RuleSeparator(Taxonomy.load())
ADVICE = "^Đặt tờ này lên trên giấy tờ của hồ sơ rồi quét.\n^Tờ này không phải giấy tờ trong hồ sơ."
BARS = (Barcode("patch", "2", Box(200, 90, 1450, 250)), Barcode("patch", "2", Box(200, 2080, 1450, 2240)))


def sheet(code: str, check: str = "", title: str = "TỜ PHÂN CÁCH HỒ SƠ") -> str:
    return f"^{title}\n{ADVICE}\n\n^MÃ HỒ SƠ\n^{code}\n^Số kiểm tra: {check or printed_check(code)}"


def separated(torn: PageReading) -> Proposal:
    """A dossier before, the torn sheet, then two papers."""
    first = a_reading("^TỜ PHÂN CÁCH", qr=[cover_payload(DossierCode(OTHER))])
    pages = [first, a_reading(BIRTH), torn, a_reading(DECISION), a_reading(REQUEST)]
    return SEPARATOR.separate(a_view(pages))


def behind(proposal: Proposal) -> set[str | None]:
    return {document.dossier for document in proposal.documents if document.pages[0] > 3}


@pytest.mark.parametrize("title", ["TỜ PHÂN CÁCH HỒ SƠ", "PHIẾU DẪN HỒ SƠ QUÉT"])
def test_the_printed_code_routes_when_its_check_agrees(title: str) -> None:
    proposal = separated(a_reading(sheet(CODE, title=title)))
    assert 3 in proposal.separators
    assert behind(proposal) == {CODE}


def test_a_misread_digit_never_reaches_another_dossier() -> None:
    """Serial numbers lie side by side: 0001 read as 0007 is somebody's dossier, and only the check knows better."""
    proposal = separated(a_reading(sheet(CODE[:-1] + "7", printed_check(CODE))))
    assert 3 in proposal.separators
    assert behind(proposal) == {None}
    assert [doubt.reference for doubt in proposal.doubts if 3 in doubt.pages] == ["dossier-code-damaged"]


def test_a_streak_down_the_sheet_does_not_hide_its_words() -> None:
    """Every line is cut in two where the streak crosses it."""
    halves = [
        "TỜ PHÂN C || ÁCH HỒ SƠ",
        "Tờ này không phải giấ || y tờ trong hồ sơ.",
        f"{CODE[:7]} || {CODE[7:]}",
        f"Số kiểm tr || a: {printed_check(CODE)}",
    ]
    proposal = separated(a_reading("\n".join(halves)))
    assert 3 in proposal.separators
    assert behind(proposal) == {CODE}


def test_bars_and_a_code_are_ours_without_a_title() -> None:
    bare = replace(a_reading(f"^{CODE}\n^Số kiểm tra: {printed_check(CODE)}"), barcodes=BARS[:1])
    assert behind(separated(bare)) == {CODE}


@pytest.mark.parametrize("lines", [1, 6])
def test_bars_at_head_and_foot_of_a_sheet_nobody_can_read_ask_a_person(lines: int) -> None:
    """What follows must not fall to the dossier before it."""
    rubbish = "\n".join("C E 5 O 2C" for _ in range(lines))
    proposal = separated(replace(a_reading(rubbish), barcodes=BARS))
    assert 3 in proposal.separators
    assert behind(proposal) == {None}
    assert "dossier-code-damaged" in [doubt.reference for doubt in proposal.doubts]


def test_a_bought_patch_sheet_still_only_separates() -> None:
    """It says so, and no code: the dossier goes on."""
    proposal = separated(replace(a_reading("^PATCH 2\n^SEPARATOR"), barcodes=BARS))
    assert 3 in proposal.separators
    assert behind(proposal) == {OTHER}


def test_two_codes_on_one_sheet_name_none_unless_a_check_tells_them_apart() -> None:
    assert code_of_cover(f"{CODE}\n{OTHER}") is None
    assert code_of_cover(f"{CODE}\n{OTHER}\nSố kiểm tra: {printed_check(CODE)}") == CODE
    assert code_of_cover(f"{CODE}\nSo kiem tra 0000") is None
    assert code_of_cover(f"mã {CODE}") == CODE
