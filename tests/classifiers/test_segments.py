"""The best cutting and its probabilities, against every cutting counted out by hand."""

import itertools
import math
import random

import pytest

from classifiers.segments import cut


def counted_out(
    length: int, begins: list[float], goes_on: dict[tuple[int, int], float]
) -> dict[tuple[int, ...], float]:
    """Weight of every cutting of *length* pages."""
    weights = {}
    for chosen in itertools.product((False, True), repeat=length - 1):
        starts = [0, *(at for at, begun in enumerate(chosen, 1) if begun)]
        ends = [*starts[1:], length]
        value = sum(begins[start] for start in starts[1:])
        for start, end in zip(starts, ends, strict=True):
            value += sum(goes_on[start, at] for at in range(start + 1, end))
        value += goes_on[starts[-1], length]
        weights[tuple(starts)] = math.exp(value)
    return weights


@pytest.mark.parametrize("seed", range(8))
def test_the_sums_are_those_over_all_cuttings(seed: int) -> None:
    """Best cutting, probability of every beginning and of every whole document, exactly."""
    draw = random.Random(seed)
    length = draw.randrange(2, 9)
    begins = [draw.uniform(-2, 2) for _ in range(length)]
    goes_on = {(start, at): draw.uniform(-2, 2) for at in range(1, length + 1) for start in range(at)}
    weights = counted_out(length, begins, goes_on)
    whole = sum(weights.values())
    found = cut(length, begins.__getitem__, lambda start, at: goes_on[start, at])
    assert found.starts == max(weights, key=lambda starts: weights[starts])
    for at in range(length):
        chance = sum(weight for starts, weight in weights.items() if at in starts) / whole
        assert found.begins[at] == pytest.approx(chance)
    for start, end, probability in zip(found.starts, (*found.starts[1:], length), found.whole, strict=True):
        together = (
            weight
            for starts, weight in weights.items()
            if start in starts and (end in starts or end == length) and not any(start < at < end for at in starts)
        )
        assert probability == pytest.approx(sum(together) / whole)


def test_nothing_is_no_document_and_one_page_is_one() -> None:
    assert cut(0, lambda at: 0.0, lambda start, at: 0.0).starts == ()
    assert cut(1, lambda at: 0.0, lambda start, at: 0.0).starts == (0,)


def test_the_work_grows_with_the_pages_and_not_with_their_square() -> None:
    """Where little speaks either way only so many beginnings are followed."""
    asked = []

    def goes_on(start: int, at: int) -> float:
        asked.append(at)
        return 0.0

    cut(300, lambda at: -1.0, goes_on)
    assert len(asked) < 300 * 30
