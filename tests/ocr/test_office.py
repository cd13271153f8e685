"""Seals and signatures: ink no word accounts for, where people sign."""

import cv2
import numpy as np
import pytest

from ocr.office import seal_boxes, signatures_on
from ocr.prepare.placement import Grey, turned
from pipeline.model.geometry import Box
from pipeline.model.reading import Line, Word

DPI = 200
BLUE, BLACK = (26, 46, 150), (20, 20, 20)
SIGNED = Box(950, 1700, 1290, 1830)


def a_page(colour: tuple[int, int, int] | None = BLUE, where: Box = SIGNED) -> Grey:
    """An A4 page with a printed line and somebody's flourish in *colour*."""
    page = np.full((2339, 1654, 3), 255, np.uint8)
    cv2.putText(page, "Nguoi lam don", (950, 1600), cv2.FONT_HERSHEY_SIMPLEX, 1.3, BLACK, 3)
    if colour:
        steps = np.linspace(0, 6 * np.pi, 200)
        x = where.left + (where.width * steps / steps[-1]).astype(int)
        y = where.top + (where.height * (0.5 + 0.45 * np.sin(steps))).astype(int)
        cv2.polylines(page, [np.stack([x, y], 1).astype(np.int32)], False, colour, 4, cv2.LINE_AA)
    return page


def words(confidence: float, *boxes: Box) -> list[Line]:
    return [Line.of([Word("chữ", box, confidence)], "test") for box in boxes]


PRINTED = Box(945, 1555, 1290, 1612)


@pytest.mark.parametrize("colour", [BLUE, BLACK])
def test_a_flourish_under_a_signers_title_is_a_signature(colour: tuple[int, int, int]) -> None:
    """Whatever the ink: people sign in blue, copies are black."""
    (found,) = signatures_on(a_page(colour), DPI, 0, words(0.99, PRINTED))
    assert found.overlap(SIGNED) > 0.8 * SIGNED.area


def test_print_is_no_signature() -> None:
    assert signatures_on(a_page(None), DPI, 0, words(0.99, PRINTED)) == ()


def test_a_scribble_misread_as_a_word_is_still_a_signature() -> None:
    """An unsure word explains nothing; a sure one does."""
    assert signatures_on(a_page(), DPI, 0, words(0.2, SIGNED))
    assert not signatures_on(a_page(), DPI, 0, words(0.97, PRINTED, SIGNED))


def test_red_ink_is_a_seal_and_no_signature() -> None:
    assert signatures_on(a_page((205, 32, 44)), DPI, 0, words(0.99, PRINTED)) == ()


def test_nobody_signs_at_the_top_of_a_page() -> None:
    top = Box(900, 150, 1240, 280)
    assert signatures_on(a_page(where=top), DPI, 0, words(0.99, PRINTED)) == ()


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_on_its_side_is_signed_where_it_is_signed_upright(turns: int) -> None:
    """Boxes lie on the page as scanned; *low on the page* is judged upright."""
    scanned, _ = turned(a_page(), 4 - turns)
    printed = PRINTED.turned(4 - turns, 1654, 2339)
    (found,) = signatures_on(scanned, DPI, turns, words(0.99, printed))
    assert found.overlap(SIGNED.turned(4 - turns, 1654, 2339)) > 0.8 * SIGNED.area


def test_a_seal_cut_by_the_edge_ends_there() -> None:
    (box,) = seal_boxes([(200.0, 100.0, 18.0)], DPI, 1654, 2339)
    assert (box.right, box.width < 36 / 25.4 * DPI) == (1654, True)
