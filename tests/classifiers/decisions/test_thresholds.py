"""Thresholds: proved, learnt, and never looser than shown."""

import pytest

from classifiers.decisions.families import Family
from classifiers.decisions.thresholds import NONE, Experience, Threshold, Thresholds
from pipeline.intervals import enough, lower, upper
from pipeline.model.ids import KindCode
from pipeline.policy import Promise

PROMISE = Promise()
KIND = KindCode("birth-certificate")
SHIPPED = Thresholds({Family.DATE: Threshold(0.02, 1400, 1), Family.DOCUMENT: Threshold(0.02, 850, 0)})


def seen(
    right: int, wrong: int = 0, risk: float = 0.01, family: Family = Family.DATE, automatic: bool = True
) -> list[Experience]:
    return [Experience(family, KIND, risk, n >= wrong, automatic) for n in range(right + wrong)]


def test_intervals_are_the_textbooks() -> None:
    """The rule of three, and its like with one error; an empty sample says nothing."""
    assert upper(0, 598, 0.95) == pytest.approx(0.005, abs=1e-5)
    assert (enough(0.005, 0.95), enough(0.001, 0.95), enough(0.005, 0.95, 1)) == (598, 2995, 947)
    assert upper(0, 0, 0.95) == upper(3, 3, 0.95) == 1.0
    assert lower(0, 50, 0.95) == lower(0, 0, 0.95) == 0.0
    assert lower(2, 20, 0.95) == pytest.approx(0.0181, abs=1e-4)
    assert upper(40, 2000, 0.975) > 0.02 > lower(40, 2000, 0.975)


def test_a_branch_without_experience_has_the_shipped_thresholds() -> None:
    """And so has one with too little of it."""
    assert SHIPPED.learn([], PROMISE).by_family == SHIPPED.by_family
    assert SHIPPED.learn(seen(15, 1), PROMISE).own == frozenset()


def test_a_branch_that_reads_worse_is_stricter_at_once() -> None:
    """Two wrong among twenty taken over are enough."""
    learnt = SHIPPED.learn([*seen(40, risk=0.004), *seen(10, wrong=2, risk=0.015)], PROMISE)
    assert learnt.of(Family.DATE).risk == 0.004
    assert learnt.own == {Family.DATE}


def test_a_branch_that_reads_worse_throughout_goes_to_people() -> None:
    """And the reason is said."""
    worse = SHIPPED.learn(seen(18, wrong=3), PROMISE).of(Family.DATE)
    assert (worse.risk, worse.reason) == (NONE, "branch-reads-worse")


def test_a_branch_gets_looser_only_as_far_as_is_proved() -> None:
    """Six hundred right ones above the shipped threshold move it; three hundred do not."""
    assert SHIPPED.learn(seen(300, risk=0.022), PROMISE).of(Family.DATE).risk == 0.02
    looser = SHIPPED.learn([*seen(700, risk=0.022), *seen(10, wrong=9, risk=0.2)], PROMISE).of(Family.DATE)
    assert 0.022 <= looser.risk < 0.2
    assert looser.proves(PROMISE.field, PROMISE.surety)


def test_a_family_nobody_knows_goes_to_people_for_want_of_data() -> None:
    """Said openly."""
    unknown = SHIPPED.of(Family.MONEY)
    assert (unknown.risk, unknown.reason) == (NONE, "too-little-data")


def test_a_kind_filed_wrongly_twice_is_not_filed_alone_any_more() -> None:
    """One a person was asked about was no error of filing; many right ones since then let it be filed alone again."""
    papers = seen(5, wrong=2, family=Family.DOCUMENT)
    assert SHIPPED.learn(papers, PROMISE).stopped == {KIND}
    asked = seen(5, wrong=2, risk=0.5, family=Family.DOCUMENT, automatic=False)
    assert SHIPPED.learn(asked, PROMISE).stopped == frozenset()
    since = seen(400, family=Family.DOCUMENT, automatic=False)
    assert SHIPPED.learn([*papers, *since], PROMISE).stopped == frozenset()
