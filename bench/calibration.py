"""How sure is sure: the weighing of two readings fitted on drawn pages, tested on others and on real scans.

``python -m bench.calibration [--fit] [--pages N] [--weights FOLDER]``. With ``--fit`` the result is written to
``ocr/combine/calibration.toml``; without, the file as it stands is tested. Seeds for fitting and testing differ. To be
run with ``--fit`` whenever the line recogniser's weights, the preparation or the finding of lines changed.
"""

import argparse
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from bench.reliability import drawn_tables, plotted, read_twice, real_tables
from bench.results import Report, parser, talk
from bench.stretches import Heard, Judged, JudgedPage, judged_pages
from ocr.combine.calibration import FITTED, Weighing, calibration
from ocr.combine.evidence import alone, evidence
from ocr.engines.lines import LinesEngine, LinesOptions
from ocr.recognisers import CtcOptions

FIT_SEED, TEST_SEED = 11, 12
_KNOTS = 16
_LEAST = 40
"""Words behind each knot; fewer say little."""
_CEILING = 0.999
"""No finite sample shows a word to be surely right."""

Row = tuple[tuple[float, ...], bool]


def all_fitted(pages: Sequence[JudgedPage]) -> dict[str, Weighing]:
    """Every weighing of `Calibration`, by name. What is decided on lines read twice is fitted on the lines that would be."""
    heard = fitted(_rows(one for page in pages for one in page.heard))
    parts = [part for page in pages for part in _asked_about(page, heard)]
    differ = [part for part in parts if not part.stretch.agreed]
    choose = _sums(
        [_seen(part, right=part.saved > 0) for part in differ if part.saved],
        [float(abs(part.saved)) for part in differ if part.saved],
    )
    taken = [(part, choose(evidence(part.stretch, part.near)) > 0.5) for part in differ]
    return {
        "choose": choose,
        "agreed": fitted([_seen(part, right=part.second_right) for part in parts if part.stretch.agreed]),
        "first": fitted([_seen(part, right=part.first_right) for part, second in taken if not second and part.stretch.first]),
        "second": fitted([_seen(part, right=part.second_right) for part, second in taken if second and part.stretch.second]),
        "alone": fitted(_rows(one for page in pages for one in page.alone)),
        "heard": heard,
    }  # fmt: skip


def _asked_about(page: JudgedPage, heard: Weighing) -> list[Judged]:
    again = read_twice(page, heard)
    return [part for part in page.parts if part.line in again]


def _rows(words: Iterable[Heard]) -> list[Row]:
    return [(alone(one.word, one.near), one.right) for one in words]


def _seen(part: Judged, *, right: bool) -> Row:
    return evidence(part.stretch, part.near), right


def fitted(rows: Sequence[Row]) -> Weighing:
    """A logistic sum made honest."""
    plain = _sums(rows)
    shares = np.array([plain(row) for row, _ in rows])
    return _honest(plain, shares, np.array([right for _, right in rows]))


def _sums(rows: Sequence[Row], weights: Sequence[float] | None = None) -> Weighing:
    x, y = np.array([row for row, _ in rows]), np.array([right for _, right in rows])
    spread = np.maximum(x.std(axis=0), 0.05)  # so that every number is held back alike
    model = LogisticRegression(C=1.0, max_iter=3000).fit(x / spread, y, sample_weight=weights)
    return Weighing(round(float(model.intercept_[0]), 5), tuple(round(float(w), 5) for w in model.coef_[0] / spread))


def _honest(plain: Weighing, shares: NDArray[np.float64], right: NDArray[np.bool_]) -> Weighing:
    """Shares by groups, no group surer than one before it. Half of the groups are made where the wrong words are."""
    order = np.argsort(shares, kind="stable")
    shares, right = shares[order], right[order]
    part = np.linspace(0, 1, _KNOTS // 2 + 1)[1:-1]
    wrong = shares[~right]
    edges = np.unique([*np.quantile(shares, part), *(np.quantile(wrong, part) if wrong.size else [])])
    places = _spaced(np.searchsorted(shares, edges), len(shares))
    groups = list(zip(np.split(shares, places), np.split(right, places), strict=True))
    knots = np.array([group.mean() for group, _ in groups])
    found = np.array([(good.sum() + 1) / (len(good) + 2) for _, good in groups])
    sizes = np.array([len(good) for _, good in groups])
    levels = IsotonicRegression(y_max=_CEILING).fit_transform(knots, found, sample_weight=sizes)
    return Weighing(plain.intercept, plain.weights, _rounded(knots, 5), _rounded(levels, 4))


def _spaced(places: NDArray[np.intp], count: int) -> list[int]:
    """Those of *places* that leave enough on either side."""
    kept = [0]
    for place in places.tolist():
        if place - kept[-1] >= _LEAST and count - place >= _LEAST:
            kept.append(place)
    return kept[1:]


def _rounded(numbers: NDArray[np.float64], digits: int) -> tuple[float, ...]:
    return tuple(round(float(number), digits) for number in numbers)


def written(weighings: dict[str, Weighing], told: str, recogniser: str) -> str:
    """The file."""
    parts = [
        f"# Fitted by python -m bench.calibration --fit: {told}. See ocr/combine/evidence.py for what is weighed.",
        f'recogniser = "{recogniser}"',
        "",
    ]
    for name, weighing in weighings.items():
        parts += [f"[{name}]", f"intercept = {weighing.intercept}", f"weights = {list(weighing.weights)}"]
        if weighing.knots:
            parts += [f"knots = {list(weighing.knots)}", f"levels = {list(weighing.levels)}"]
        parts.append("")
    return "\n".join(parts)


def main() -> None:
    line = parser("calibration", __doc__)
    line.add_argument("--fit", action="store_true")
    line.add_argument("--pages", type=int, default=152, help="drawn pages for fitting, and half as many for testing")
    line.add_argument("--weights", type=Path, default=None, help="folder of another line recogniser's model.onnx")
    line.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    chosen = line.parse_args()
    report = Report("calibration", keep=not chosen.dry)
    if chosen.fit:
        told = f"{chosen.pages} drawn pages of all classes, seed {FIT_SEED}"
        weighings = all_fitted(_gathered(FIT_SEED, chosen.pages, chosen))
        FITTED.write_text(written(weighings, told, _recogniser(chosen.weights)), encoding="utf-8")
        calibration.cache_clear()
    kept = calibration()
    test = _gathered(TEST_SEED, chosen.pages // 2, chosen)
    report.tables += [*drawn_tables(test, kept), *real_tables(chosen.weights)]
    if not chosen.dry:
        report.notes.append(f"Plot: `plots/{plotted(test, kept).name}`")
    report.finish()


def _recogniser(weights: Path | None) -> str:
    options = LinesOptions(recogniser=CtcOptions(folder=weights)) if weights else LinesOptions()
    return LinesEngine(options).identity.model


def _gathered(seed: int, pages: int, chosen: argparse.Namespace) -> list[JudgedPage]:
    source = judged_pages(seed, pages, chosen.workers, chosen.weights)
    found = list(track(source, f"seed {seed}", total=pages, console=Console(stderr=True)))
    talk(f"{sum(len(page.parts) for page in found)} stretches on {pages} pages")
    return found


if __name__ == "__main__":
    main()
