"""Handwriting: right, doubted, not read, or silently wrong."""

import pytest

from bench.by_hand import HandScore, hand_score
from bench.press.paper import TrueLine
from pipeline.model.geometry import Box
from pipeline.model.reading import Word

HERE = Box(100, 100, 200, 130)
ELSEWHERE = Box(500, 600, 560, 630)


def read(text: str, confidence: float, box: Box = HERE) -> list[Word]:
    return [Word(text, box, confidence)]


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        (read("217,", 0.99), HandScore(words=1, right=1, numbers=1, numbers_right=1)),
        (read("211", 0.99), HandScore(words=1, numbers=1, silent=1)),
        (read("211", 0.60), HandScore(words=1, numbers=1, doubted=1)),
        ([], HandScore(words=1, numbers=1, unread=1)),
        (read("217", 0.99, ELSEWHERE), HandScore(words=1, numbers=1, unread=1)),
    ],
)
def test_a_written_number_is_judged_where_it_stands(words: list[Word], counted: HandScore) -> None:
    assert hand_score([TrueLine("217", HERE)], words) == counted


def test_a_number_read_in_pieces_is_read() -> None:
    pieces = [Word("3.941", Box(100, 100, 140, 130), 0.8), Word(".650", Box(145, 100, 180, 130), 0.8)]
    assert hand_score([TrueLine("3.941.650", HERE)], pieces).numbers_right == 1


@pytest.mark.parametrize(
    ("text", "right"), [("217/QĐ-UBND", 1), ("Số:217/QĐ-UBND", 1), ("211/QĐ-UBND", 0), ("2175/QĐ", 0)]
)
def test_a_number_may_be_read_together_with_the_print_beside_it(text: str, right: int) -> None:
    """Number and abbreviation are one word to an engine."""
    assert hand_score([TrueLine("217", HERE)], read(text, 0.99, Box(90, 100, 330, 130))).numbers_right == right


def test_printed_neighbours_do_not_excuse_a_wrong_number() -> None:
    """A doubtful word beside it, rightly read, does not make the number doubted."""
    words = [Word("ngõ", Box(100, 100, 140, 130), 0.4), Word("146", Box(150, 100, 199, 130), 0.95)]
    assert hand_score([TrueLine("ngõ 148", HERE)], words).silent == 1


def test_words_without_digits_are_no_numbers() -> None:
    counted = hand_score([TrueLine("Cầu Giấy", HERE)], read("Cầu Giầy", 0.95))
    assert (counted.words, counted.numbers, counted.silent) == (2, 0, 0)
