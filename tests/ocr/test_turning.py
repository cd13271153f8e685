"""Which way up a page lies, seen before anything is read."""

import numpy as np
import pytest

from ocr.prepare import sight_of
from ocr.prepare.placement import turned
from ocr.turning import Standing, lies_down, likely_turn, standing
from pipeline.model.geometry import Box
from pipeline.model.reading import Line, Word
from tests.ocr.pages import drawn, grey_page


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_lines_tell_the_way_up_without_being_read(turns: int) -> None:
    """Letters reach above their line more than below it; a page of twelve lines leaves no doubt."""
    page, _ = turned(grey_page(), turns)
    assert likely_turn(sight_of(page)) == (-turns % 4, True)


@pytest.mark.parametrize("degrees", [-3.0, 2.0])
def test_a_lean_changes_nothing(degrees: float) -> None:
    """Sheets are fed askew."""
    page = np.asarray(drawn().rotate(180 + degrees, fillcolor=255))
    assert likely_turn(sight_of(page)) == (2, True)


def test_an_empty_page_stays_as_it_lies() -> None:
    """Nothing to go by is no reason to turn."""
    sight = sight_of(np.full((2339, 1654), 250, np.uint8))
    assert standing(sight) == Standing(0.0, 0)
    assert likely_turn(sight) == (0, False)


def test_a_few_words_leave_doubt() -> None:
    """One line may be all capitals, or all tails."""
    page = grey_page().copy()
    page[470:] = 255
    assert likely_turn(sight_of(page)) == (0, False)


def test_letters_in_tall_boxes_lie_on_their_side() -> None:
    """An engine that reads words from bottom to top says so by their boxes; short ones say nothing."""

    def line(box: Box, text: str) -> Line:
        return Line((Word(text, box, 0.9),), box, "test")

    upright, lying, narrow = (
        line(Box(0, 0, 90, 30), "quyết"),
        line(Box(0, 0, 30, 90), "quyết"),
        line(Box(0, 0, 9, 30), "1"),
    )
    assert lies_down([lying, lying, upright])
    assert not lies_down([lying, upright, upright])
    assert not lies_down([narrow])
    assert not lies_down([])
