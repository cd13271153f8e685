"""Fitting of risks: the signs hold, the promise is proved before it is made, and the file says what was fitted."""

import random
import tomllib

import numpy as np
import pytest

from bench.decided import Told
from bench.decisions import fitted
from bench.risk_file import written
from bench.risks import kept_in_bootstrap, proved, weighed
from classifiers.decisions.evidence import FOR_FIELD
from classifiers.decisions.families import Family
from classifiers.decisions.shipped import parsed
from classifiers.decisions.thresholds import NONE
from pipeline.intervals import upper
from pipeline.policy import Promise

PROMISE = Promise()


def claims(count: int, family: Family = Family.DATE, seed: int = 1) -> list[Told]:
    """Drawn claims whose share wrong falls as their confidence rises."""
    rng = random.Random(seed)
    found = []
    for n in range(count):
        odds = rng.uniform(-1, 9)
        evidence = {"confidence": odds, "kind": odds, "boundary": 4.0, "legible": rng.uniform(1, 4)}
        right = rng.random() > 1 / (1 + np.exp(1.5 * odds))
        subject = "document" if family is Family.DOCUMENT else "birth_date"
        found.append(Told(family, subject, "birth-certificate", f"p{n}", f"layout-{n % 40}", 1, evidence, right))
    return found


def test_evidence_for_a_value_never_weighs_against_it() -> None:
    """Even when chance says so: here legibility says nothing."""
    weighing, risks = weighed(claims(1500))
    assert all(weighing.weights.get(name, 0.0) <= 0 for name in FOR_FIELD)
    assert weighing.weights["confidence"] < -0.5
    assert list(weighing.levels) == sorted(weighing.levels)
    assert risks.min() >= 0
    assert risks.max() <= 1


def test_a_threshold_is_proved_or_there_is_none() -> None:
    """Too few claims prove nothing; enough of them do, and the bound is the textbook's."""
    few = np.linspace(0, 0.01, 400)
    assert proved(few, np.zeros(400, dtype=bool), 0.005, 0.95).reason == "too-little-data"
    risks = np.linspace(0, 1, 5000)
    wrong = np.arange(5000) > 4000
    found = proved(risks, wrong, 0.005, 0.95)
    assert upper(found.wrong, found.of, 0.95) <= 0.005
    assert 3900 < found.of < 4100
    everywhere = np.arange(5000) % 20 == 0
    assert proved(risks, everywhere, 0.005, 0.95).risk == NONE


def test_the_bootstrap_draws_whole_layouts() -> None:
    """One layout that is wrong throughout breaks the promise in most runs it is drawn in."""
    risks, wrong = np.zeros(1000), np.zeros(1000, dtype=bool)
    layouts = [f"l{n // 100}" for n in range(1000)]
    assert kept_in_bootstrap(risks, wrong, layouts, 0.5, 0.005) == (1.0, 1.0)
    wrong[:100] = True
    share, _ = kept_in_bootstrap(risks, wrong, layouts, 0.5, 0.005)
    assert share == pytest.approx(0.9**10, abs=0.05)


def test_the_file_says_what_was_fitted() -> None:
    """Read back, it decides the same."""
    fit = fitted([*claims(4000), *claims(400, Family.DOCUMENT)], PROMISE)
    again = parsed(tomllib.loads(written(fit, "made-up claims")))
    assert again == fit
    assert again.thresholds.of(Family.DATE).limit(PROMISE.surety) <= PROMISE.field
    assert again.thresholds.of(Family.DOCUMENT).reason == "not-proved-yet"
