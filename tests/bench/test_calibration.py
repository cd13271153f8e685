"""The fitting of confidences: it finds what is there, claims no more than the sample shows, and its file reads back."""

import random
from itertools import pairwise
from pathlib import Path

from bench.calibration import fitted, written
from bench.reliability import error
from bench.stretches import right_words
from ocr.combine.calibration import calibration

NAMES = ("choose", "agreed", "first", "second", "alone", "heard")


def a_sample(seed: int, count: int = 3000) -> list[tuple[tuple[float, ...], bool]]:
    """Evidence between 0 and 1 whose square is the chance of being right; a second number that says nothing."""
    rng = random.Random(seed)
    drawn = [(rng.random(), rng.random()) for _ in range(count)]
    return [((sure, noise), rng.random() < sure**2) for sure, noise in drawn]


def test_what_was_fitted_holds_on_another_sample() -> None:
    """The curve is not a logistic one; the steps on top make it honest."""
    weighing = fitted(a_sample(1))
    claims = [(weighing(row), right, False) for row, right in a_sample(2)]
    assert error(claims) < 0.03
    assert all(low <= high for low, high in pairwise(weighing.levels))


def test_a_handful_of_right_words_makes_nobody_certain() -> None:
    """Fifty of fifty is not a hundred of a hundred thousand."""
    rows = [((n / 50,), True) for n in range(50)] + [((-1 - n / 50,), False) for n in range(50)]
    assert max(fitted(rows).levels) < 0.985


def test_overclaiming_is_found() -> None:
    """Everything claimed at 0.9 and half of it right: off by 0.4."""
    assert abs(error([(0.9, n % 2 == 0, False) for n in range(300)]) - 0.4) < 0.01


def test_the_file_reads_back_as_what_was_written(tmp_path: Path) -> None:
    """Weights, knots, and the weights of the recogniser it was made for."""
    weighing = fitted(a_sample(1, 600))
    path = tmp_path / "calibration.toml"
    path.write_text(written(dict.fromkeys(NAMES, weighing), "a sample", "a" * 64), encoding="utf-8")
    kept = calibration(path)
    assert (kept.heard, kept.recogniser) == (weighing, "a" * 64)


def test_a_word_is_right_where_it_stands() -> None:
    """In order; a dot leader is no word and never wrong."""
    assert right_words(["Hà", "......", "Nôi", "ngày"], ["Hà", "Nội", "ngày"]) == [True, True, False, True]
