"""How sure is sure: the weighing of two readings fitted on drawn pages and tested on others.

``python -m bench.calibration [--fit] [--pages N]``. With ``--fit`` the result is written to ``ocr/combine/calibration.toml``;
without, the file as it stands is tested. Seeds for fitting and testing differ; the real scans are a third set.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.progress import track
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from bench.results import Report, Table, parser, talk
from bench.stretches import Judged, judged_pages
from ocr.combine.calibration import FITTED, Weighing, calibration
from ocr.combine.evidence import alone, evidence
from pipeline.model.reading import Word

FIT_SEED, TEST_SEED = 11, 12
_KNOTS = 24
_FLOOR, _CEILING = 0.02, 0.998
"""No finite sample shows a word to be surely right or wrong."""

Rows = list[tuple[tuple[float, ...], bool]]


def choices(judged: Iterable[Judged]) -> Rows:
    """Where exactly one reading is right: the evidence, and whether it is the second."""
    return [
        (evidence(j.stretch), j.second_right)
        for j in judged
        if not j.stretch.agreed and j.first_right != j.second_right
    ]


def fitted(rows: Rows, *, honest: bool) -> Weighing:
    """A logistic weighing, for *honest* ones with isotonic steps on top."""
    x, y = np.array([row for row, _ in rows]), np.array([right for _, right in rows])
    model = LogisticRegression(C=1.0, max_iter=2000).fit(x, y)
    plain = Weighing(round(float(model.intercept_[0]), 5), tuple(round(float(w), 5) for w in model.coef_[0]))
    return _honest(plain, x, y) if honest else plain


def _honest(plain: Weighing, x: NDArray[np.float64], y: NDArray[np.bool_]) -> Weighing:
    shares = np.array([plain(row) for row in x])
    steps = IsotonicRegression(y_min=_FLOOR, y_max=_CEILING, out_of_bounds="clip").fit(shares, y)
    knots = np.unique(np.quantile(shares, np.linspace(0, 1, _KNOTS)))
    levels = steps.predict(knots)
    return Weighing(
        plain.intercept,
        plain.weights,
        tuple(round(float(k), 5) for k in knots),
        tuple(round(float(level), 4) for level in levels),
    )


def all_fitted(judged: Sequence[Judged]) -> dict[str, Weighing]:
    choose = fitted(choices(judged), honest=False)
    differ = [j for j in judged if not j.stretch.agreed]
    taken = [(j, choose(evidence(j.stretch)) > 0.5) for j in differ]
    return {
        "choose": choose,
        "agreed": fitted([(evidence(j.stretch), j.first_right) for j in judged if j.stretch.agreed], honest=True),
        "first": fitted([(evidence(j.stretch), j.first_right) for j, second in taken if not second], honest=True),
        "second": fitted([(evidence(j.stretch), j.second_right) for j, second in taken if second], honest=True),
        "alone": fitted(_words(judged, lambda j: (j.stretch.first, j.first_right)), honest=True),
        "heard": fitted(
            _words(judged, lambda j: (j.stretch.second, j.second_right)), honest=True
        ),
    }


def _words(judged: Iterable[Judged], of: Callable[[Judged], tuple[tuple[Word, ...], bool]]) -> Rows:
    found: Rows = []
    for one in judged:
        words, right = of(one)
        if len(words) == 1:  # of several words nobody knows which is wrong
            found.append((alone(words[0]), right))
    return found


def written(weighings: dict[str, Weighing], told: str) -> str:
    """The file."""
    parts = [
        f"# Fitted by python -m bench.calibration --fit: {told}. See ocr/combine/evidence.py for what is weighed.",
        "",
    ]
    for name, weighing in weighings.items():
        parts += [f"[{name}]", f"intercept = {weighing.intercept}", f"weights = {list(weighing.weights)}"]
        if weighing.knots:
            parts += [f"knots = {list(weighing.knots)}", f"levels = {list(weighing.levels)}"]
        parts.append("")
    return "\n".join(parts)


Sure = tuple[float, bool]


def sureness(judged: Iterable[Judged], weighings: dict[str, Weighing]) -> list[Sure]:
    """What the vote takes from each stretch: its confidence, and whether it is right."""
    found: list[Sure] = []
    for one in judged:
        seen = evidence(one.stretch)
        if one.stretch.agreed:
            found.append((weighings["agreed"](seen), one.first_right))
        elif weighings["choose"](seen) > 0.5:
            found += [(weighings["second"](seen), one.second_right)] if one.stretch.second else []
        elif one.stretch.first:
            found.append((weighings["first"](seen), one.first_right))
    return found


def error(sure: Sequence[Sure], bins: int = 15) -> float:
    """Expected calibration error over bins of equal number."""
    ordered = sorted(sure)
    parts = np.array_split(np.array(ordered, dtype=float), bins)
    return float(sum(len(p) * abs(p[:, 0].mean() - p[:, 1].mean()) for p in parts if len(p)) / len(ordered))


def main() -> None:
    line = parser("calibration", __doc__)
    line.add_argument("--fit", action="store_true")
    line.add_argument("--pages", type=int, default=160, help="drawn pages for fitting, and as many for testing")
    line.add_argument("--weights", type=Path, default=None, help="folder of another line recogniser's model.onnx")
    line.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    chosen = line.parse_args()
    report = Report("calibration", keep=not chosen.dry)
    if chosen.fit:
        weighings = all_fitted(_gathered(FIT_SEED, chosen))
        FITTED.write_text(written(weighings, f"{chosen.pages} pages, seed {FIT_SEED}"), encoding="utf-8")
    kept = calibration()
    weighings = {name: getattr(kept, name) for name in ("choose", "agreed", "first", "second", "alone", "heard")}
    test = _gathered(TEST_SEED, chosen)
    report.tables.append(_table(test, weighings))
    report.finish()


def _gathered(seed: int, chosen: object) -> list[Judged]:
    pages: int = chosen.pages  # type: ignore[attr-defined]
    source = judged_pages(seed, pages, chosen.workers, chosen.weights)  # type: ignore[attr-defined]
    found = [one for page in track(source, f"seed {seed}", total=pages) for one in page]
    talk(f"{len(found)} stretches on {pages} pages")
    return found


def _table(test: Sequence[Judged], weighings: dict[str, Weighing]) -> Table:
    rows: list[tuple[str, ...]] = []
    for level in (None, 0, 1, 2, 3):
        some = [j for j in test if level in (None, j.level)]
        before = [
            (sum(w.confidence for w in j.stretch.first) / len(j.stretch.first), j.first_right)
            for j in some
            if j.stretch.first
        ]
        after = sureness(some, weighings)
        rows.append((
            "all" if level is None else f"level {level}", str(len(some)), f"{_share(before):.2%}", f"{_share(after):.2%}",
            f"{error(before):.3f}", f"{error(after):.3f}", *_high(before), *_high(after),
        ))  # fmt: skip
    columns = (
        "pages",
        "stretches",
        "right, first",
        "right, voted",
        "ECE first",
        "ECE voted",
        "first ≥ .95",
        "of these right",
        "voted ≥ .95",
        "of these right",
    )
    return Table("Drawn pages not fitted on", columns, tuple(rows))


def _share(sure: Sequence[Sure]) -> float:
    return sum(right for _, right in sure) / max(1, len(sure))


def _high(sure: Sequence[Sure]) -> tuple[str, str]:
    high = [right for confidence, right in sure if confidence >= 0.95]
    return f"{len(high) / max(1, len(sure)):.0%}", f"{sum(high) / max(1, len(high)):.2%}"


if __name__ == "__main__":
    main()
