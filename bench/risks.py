"""Fitting of risks: a logistic sum with fixed signs, steps that make it honest, and thresholds that are proved.

Every claim is weighed by a sum fitted without the layouts it comes from. Thresholds are sought step by
step, and a search ends at the first step that is not proved (fixed-sequence testing from several places); then they
are drawn in until the promise is kept in enough of the bootstrap runs, which draw whole layouts.
"""

from collections.abc import Mapping, Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.isotonic import IsotonicRegression

from bench.decided import Told
from classifiers.decisions.evidence import AGAINST_DOCUMENT, AGAINST_FIELD, FAMILIES, FOR_DOCUMENT, FOR_FIELD, NAMED
from classifiers.decisions.families import Family
from classifiers.decisions.thresholds import NONE, Threshold
from classifiers.decisions.weighing import Weighing
from pipeline.intervals import enough, lower, upper
from pipeline.policy import Promise

Floats = NDArray[np.float64]

FOLDS = 5
RUNS = 2000
"""Bootstrap runs."""
_HELD_BACK = 1.0
"""How strongly weights are held to what is expected of them (the inverse variance of their prior)."""
_CLAIMED = ("confidence", "kind", "boundary")
"""Evidence that claims to be a probability: an error that never came up in the data is not therefore impossible."""
_EXPECTED, _AT_LEAST, _AT_MOST = {"field": 0.5, "document": 1.0}, {"field": 0.25, "document": 0.8}, 2.0
"""What the log odds of these weigh before anything is seen, and at the least and the most whatever the data says. Of a paper there
is little other evidence, and errors are rare."""
_AS_CLAIMED = 5.0
"""Where a paper's sum begins before anything is seen, so that a kind and a boundary claimed with 0.99 leave 0.01."""
_ENDS = {-1: (None, 0.0), 1: (0.0, None), 0: (None, None)}
_KNOTS, _LEAST = 14, 60
_STEPS = 250
"""Places a threshold may stand at."""
_STARTS = 10
"""Places the search begins at."""
_MARGIN = 0.99
"""What is kept of the claims below a threshold that is not proved."""
_FAMILY_SURETY = 0.8
"""A family read worse than promised with so much certainty gets a stricter threshold of its own."""


def weighed(rows: Sequence[Told]) -> tuple[Weighing, Floats]:
    """The weighing of *rows*, and the risk of each as a weighing fitted on other layouts gives it."""
    document = rows[0].family is Family.DOCUMENT
    names = () if document else sorted({f"{NAMED}{row.subject}" for row in rows})
    signs = _signs(document) | dict.fromkeys(names, 0)
    doubts = np.zeros(len(rows))
    fold = _folds(rows)
    for number in range(FOLDS):
        plain = _sum([row for row, at in zip(rows, fold, strict=True) if at != number], signs)
        for place, row in enumerate(rows):
            if fold[place] == number:
                doubts[place] = plain.doubt(row.evidence)
    wrong = np.array([not row.right for row in rows])
    knots, levels = _steps(doubts, wrong)
    whole = _sum(rows, signs)
    honest = Weighing(whole.intercept, whole.weights, knots, levels)
    return honest, np.array([honest.honest(float(doubt)) for doubt in doubts])


def _signs(document: bool) -> dict[str, int]:
    """-1 for evidence that may only lower the risk, 1 for what may only raise it, 0 for what may do either."""
    favours, against = (FOR_DOCUMENT, AGAINST_DOCUMENT) if document else (FOR_FIELD, AGAINST_FIELD)
    free = () if document else FAMILIES
    return dict.fromkeys(favours, -1) | dict.fromkeys(against, 1) | dict.fromkeys(free, 0)


def _folds(rows: Sequence[Told]) -> list[int]:
    layouts = {layout: number % FOLDS for number, layout in enumerate(sorted({row.layout for row in rows}))}
    return [layouts[row.layout] for row in rows]


def _sum(rows: Sequence[Told], signs: Mapping[str, int]) -> Weighing:
    names = list(signs)
    x = np.array([[row.evidence.get(name, 0.0) for name in names] for row in rows])
    wrong = np.array([float(not row.right) for row in rows])
    spread = np.maximum(x.std(axis=0), 0.05)
    scaled = np.hstack([x / spread, np.ones((len(rows), 1))])
    document = rows[0].family is Family.DOCUMENT
    held = np.array(
        [1 / s**2 if name.startswith(NAMED) else _HELD_BACK for name, s in zip(names, spread, strict=True)]
        + [_HELD_BACK if document else 0.0]
    )
    what = "document" if document else "field"
    claimed = np.array([float(name in _CLAIMED) for name in names])
    expected = np.append(-_EXPECTED[what] * claimed * spread, _AS_CLAIMED if document else 0.0)
    limits = [
        (-_AT_MOST * s, -_AT_LEAST[what] * s) if name in _CLAIMED else _ENDS[signs[name]]
        for name, s in zip(names, spread, strict=True)
    ]
    limits.append((None, None))

    def loss(weights: Floats) -> tuple[float, Floats]:
        total = scaled @ weights
        miss = 1 / (1 + np.exp(-total)) - wrong
        off = weights - expected
        value = np.logaddexp(0, total).sum() - wrong @ total + 0.5 * float((held * off) @ off)
        return float(value), scaled.T @ miss + held * off

    start = np.append(expected[:-1], _AS_CLAIMED if document else -3.0)
    found = minimize(loss, start, jac=True, bounds=limits, method="L-BFGS-B").x
    weights = {name: round(float(w), 5) for name, w in zip(names, found[:-1] / spread, strict=True)}
    return Weighing(round(float(found[-1]), 5), {name: w for name, w in weights.items() if w})


def _steps(doubts: Floats, wrong: NDArray[np.bool_]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Shares wrong by groups of about equal number of wrong ones, none lower than one before it."""
    order = np.argsort(doubts, kind="stable")
    doubts, wrong = doubts[order], wrong[order]
    marks = np.concatenate(
        [np.linspace(0, 1, _KNOTS // 2 + 1)[1:-1], np.searchsorted(doubts, doubts[wrong]) / len(doubts)]
    )
    places = _spaced(sorted(ceil(mark * len(doubts)) for mark in marks), len(doubts))
    groups = list(zip(np.split(doubts, places), np.split(wrong, places), strict=True))
    knots = np.array([group.mean() for group, _ in groups])
    found = np.array([(bad.sum() + 0.5) / (len(bad) + 1) for _, bad in groups])
    sizes = np.array([len(bad) for _, bad in groups])
    levels = IsotonicRegression().fit_transform(knots, found, sample_weight=sizes)
    risen = np.maximum.accumulate(levels + np.arange(len(levels)) * 1e-5)  # equal steps would hide the order
    return tuple(np.round(knots, 9).tolist()), tuple(np.round(np.minimum(risen, 1.0), 5).tolist())


def _spaced(places: Sequence[int], count: int) -> list[int]:
    least = max(_LEAST, count // (2 * _KNOTS))
    kept = [0]
    for place in places:
        if place - kept[-1] >= least and count - place >= _LEAST:
            kept.append(place)
    return kept[1:]


# ---------------------------------------------------------------- thresholds


def proved(risks: Floats, wrong: NDArray[np.bool_], ceiling: float, surety: float) -> Threshold:
    """The highest threshold that is proved: from each of several places fixed beforehand, step by step upwards until a
    step is not proved. The places share what may go amiss among them (Bonferroni), the steps of one need not."""
    order = np.argsort(risks, kind="stable")
    risks, bad = risks[order], np.cumsum(wrong[order])
    sure = 1 - (1 - surety) / _STARTS
    if enough(ceiling, sure) > len(risks):
        return Threshold(NONE, len(risks), int(wrong.sum()), "too-little-data")
    places = np.unique(np.linspace(len(risks) / _STEPS, len(risks), _STEPS).astype(int))
    counts = [int(np.searchsorted(risks, risks[place - 1], side="right")) for place in places]  # equal risks together
    best = 0
    for start in np.linspace(0, len(counts), _STARTS, endpoint=False).astype(int):
        for count in counts[start:]:
            if upper(int(bad[count - 1]), count, sure) > ceiling:
                break
            best = max(best, count)
    if not best:
        return Threshold(NONE, len(risks), int(wrong.sum()), "reads-too-badly")
    return Threshold(_up(float(risks[best - 1])), best, int(bad[best - 1]))


def provisional(risks: Floats, wrong: NDArray[np.bool_], ceiling: float) -> Threshold:
    """Where so few claims exist that no threshold could be proved: the highest below which no more were wrong than
    promised, drawn in by a margin of the claims nearest to it."""
    order = np.argsort(risks, kind="stable")
    risks, bad = risks[order], np.cumsum(wrong[order])
    counts = np.unique(np.searchsorted(risks, np.unique(risks), side="right"))
    kept = [int(count) for count in counts if bad[count - 1] / count <= ceiling]
    if not kept:
        return Threshold(NONE, len(risks), int(wrong.sum()), "reads-too-badly")
    limit = float(risks[int(_MARGIN * (kept[-1] - 1))])
    count = int(np.searchsorted(risks, limit, side="right"))
    return Threshold(_up(limit), count, int(bad[count - 1]), "not-proved-yet")


def kept_in_bootstrap(
    risks: Floats, wrong: NDArray[np.bool_], groups: Sequence[str], limit: float, ceiling: float
) -> tuple[float, float]:
    """(share of runs in which the share wrong at *limit* is at most *ceiling*, mean share of claims taken over)."""
    names, of = np.unique(np.array(groups), return_inverse=True)
    taken = risks <= limit
    bad = np.bincount(of, taken & wrong, len(names))
    good = np.bincount(of, taken, len(names))
    drawn = np.random.default_rng(7).multinomial(len(names), np.full(len(names), 1 / len(names)), RUNS)
    counts = drawn @ good
    shares = np.divide(drawn @ bad, counts, out=np.zeros(RUNS), where=counts > 0)
    return float((shares <= ceiling).mean()), float(taken.mean())


def drawn_in(
    found: Threshold, risks: Floats, wrong: NDArray[np.bool_], groups: Sequence[str], ceiling: float, surety: float
) -> Threshold:
    """*found*, lowered until enough bootstrap runs keep the ceiling: errors come in layouts, not one by one."""
    limit = found.risk
    candidates = np.unique(risks[risks <= limit])[::-1]
    for candidate in candidates[:: max(1, len(candidates) // _STEPS)]:
        if kept_in_bootstrap(risks, wrong, groups, float(candidate), ceiling)[0] >= surety:
            limit = float(candidate)
            break
    else:
        return Threshold(NONE, found.of, found.wrong, "reads-too-badly") if candidates.size else found
    within = risks <= limit
    return Threshold(_up(limit), int(within.sum()), int(wrong[within].sum()), found.reason)


def thresholds(rows: Sequence[Told], risks: Floats, promise: Promise) -> dict[Family, Threshold]:
    """One threshold for all fields together, stricter ones for families that read worse; or that of documents."""
    wrong = np.array([not row.right for row in rows])
    layouts = [row.layout for row in rows]
    family = rows[0].family
    if family is Family.DOCUMENT:
        found = proved(risks, wrong, promise.attachment, promise.surety)
        if found.risk < 0:
            found = provisional(risks, wrong, promise.attachment)
        return {family: found}
    common = drawn_in(
        proved(risks, wrong, promise.field, promise.surety), risks, wrong, layouts, promise.field, promise.surety
    )
    return {
        name: _of_family(name, rows, risks, wrong, common, promise) for name in Family if name is not Family.DOCUMENT
    }


def watched(rows: Sequence[Told], risks: Floats, limit: float, promise: Promise) -> tuple[str, ...]:
    """``kind.field`` of what is wrong again and again although it looks sure: a person confirms these."""
    seen: dict[str, list[bool]] = {}
    for row, risk in zip(rows, risks, strict=True):
        if risk <= limit and row.family is not Family.DOCUMENT:
            seen.setdefault(f"{row.kind}.{row.subject}", []).append(row.right)
    return tuple(
        sorted(
            name
            for name, right in seen.items()
            if right.count(False) >= 2 and lower(right.count(False), len(right), promise.surety) > promise.field
        )
    )


def _of_family(
    family: Family, rows: Sequence[Told], risks: Floats, wrong: NDArray[np.bool_], common: Threshold, promise: Promise
) -> Threshold:
    mine = np.array([row.family is family for row in rows])
    own, bad = risks[mine], wrong[mine]
    limit = common.risk
    within = own <= limit
    while within.any() and lower(int(bad[within].sum()), int(within.sum()), _FAMILY_SURETY) > promise.field:
        limit = float(own[within].max()) - 1e-6
        within = own <= limit
    count = int(within.sum())
    if common.risk < 0 or count < enough(10 * promise.field, promise.surety):
        return Threshold(NONE, count, int(bad[within].sum()), common.reason or "too-little-data")
    layouts = [row.layout for row in rows if row.family is family]
    found = Threshold(limit, count, int(bad[within].sum()), common.reason)
    return drawn_in(found, own, bad, layouts, promise.field, promise.surety)


def _up(risk: float) -> float:
    return ceil(risk * 1e6) / 1e6
