"""Learning what arguments weigh, and how sure a share is, on papers whose layouts the text model has not seen.

``python -m classifiers.training.weigh`` writes ``classifiers/weighing.toml``. Layouts are split in parts; a text model
learnt without one speaks of it, so its word counts for what it is worth on a paper never met.
"""

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.isotonic import IsotonicRegression

from classifiers.arguments import Advocate
from classifiers.taxonomy import Taxonomy
from classifiers.training.composing import NATION, SetPage, SetPaper, SetRow, composed, skeletons
from classifiers.training.examples import OTHER, Example, examples
from classifiers.training.learn import learnt
from classifiers.training.pressed import layouts, pressed
from classifiers.training.reading import reading_of
from classifiers.training.slots import filled
from classifiers.training.wear import worn
from classifiers.weighing import WEIGHTS
from pipeline.model.ids import UNKNOWN_KIND, KindCode

BEFORE: dict[str, float] = {
    "title": 6.0, "title-alike": 2.5, "title-likeness": 2.0, "title-skipped": -0.5, "title-marks-lost": -0.5,
    "title-goes-on": -1.5, "title-open": 0.0, "title-in-text": -2.5, "title-below": -1.0, "title-on-later-page": -2.0,
    "title-outdone": -5.0, "title-on-numbered-page": -1.5, "national-heading": 0.5, "form-number": 3.0, "number": 2.0,
    "number-names": 0.5, "number-of-another": -1.5, "body-words": 1.5, "text-model": 1.0, "text-model-later": 0.3,
    "text-model-silent": -0.5, "subject-line": 2.0, "addressee": 0.5, "id-card-mark": 4.0, "unknown": 0.0,
    "unknown-silent": 1.0, "unknown-in-the-middle": 1.0, "unknown-headed": -0.5,
    "guest-under-others": -6.0, "guest-unspoken": -2.0,
}  # fmt: skip
"""What seemed right before anything was measured; learning moves away from it only for a reason."""
FIXED = {"checklist": 1.2, "id-card-mark": 10.0}
"""Nothing here can be learnt from papers: a paper the checklist asks for is some three times as likely to be brought."""
PARTS = 4
TITLED = "/titled"
"""The layout of papers that are a title over idle words."""
_HELD = 4.0
"""How firmly weights are held to what seemed right before, in papers."""
_SUREST = 0.998


@dataclass(frozen=True, slots=True)
class Trial:
    """One paper: what speaks for its candidates, and which of them it is."""

    layout: str
    kinds: tuple[KindCode, ...]
    signs: npt.NDArray[np.float64]
    truth: int
    """Of a paper whose kind nothing brings into play, and of every other paper: `unknown`."""


def parted(kinds: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Layout to part, for kinds of several layouts: one that is left out leaves others to learn from."""
    own: dict[str, list[str]] = {}
    for kind, layout in sorted(set(kinds)):
        own.setdefault(kind, []).append(layout)
    return {layout: at % PARTS for found in own.values() if len(found) > 1 for at, layout in enumerate(found)}


def trials(seed: str, count: int, parts: dict[str, int], advocates: Sequence[Advocate]) -> Iterator[Trial]:
    """*count* papers of every layout left out, argued with the model that did not see it, and titles over idle words."""
    for paper, rng in _drawn(seed, count, parts):
        yield _trial(_worn(paper, rng), advocates[parts[paper.layout]])
    for kind in Taxonomy.load():
        for number, title in enumerate(kind.titles[:1]):
            rng = Random(f"{seed}/title/{kind.code}/{number}")
            yield _trial(_worn(_titled(str(kind.code), title, kind.needs, rng), rng), advocates[len(kind.code) % PARTS])


def _drawn(seed: str, count: int, parts: dict[str, int]) -> Iterator[tuple[SetPaper, Random]]:
    for skeleton in skeletons():
        if skeleton.layout in parts:
            for number in range(count + (count // 2 if skeleton.kind == OTHER else 0)):
                rng = Random(f"{seed}/{skeleton.layout}/{number}")
                yield composed(skeleton, rng), rng
    for kind, layout in layouts():
        name = f"{kind}/press-{layout}"
        if name in parts:
            for number in range(count):
                rng = Random(f"{seed}/{name}/{number}")
                yield pressed(kind, layout, rng), rng


def _worn(paper: SetPaper, rng: Random) -> SetPaper:
    return replace(paper, pages=tuple(worn(page, rng, hard=rng.random() < 0.08) for page in paper.pages))


def _titled(kind: str, title: str, needs: Sequence[str], rng: Random) -> SetPaper:
    """A title over words that say nothing: a new wording of a known kind."""
    texts = [NATION, "Độc lập - Tự do - Hạnh phúc", title, *needs[:1], *(filled("{sentence}", rng) for _ in range(6))]
    rows = []
    for at, text in enumerate(texts):
        left = 230 if at > 2 else max(40, 827 - 7 * len(text))
        rows.append(SetRow(text[:100], left, 140 + 50 * at, min(1600, left + 14 * len(text)), 170 + 50 * at))
    return SetPaper(kind, f"{kind}{TITLED}", (SetPage(1654, 2339, tuple(rows)),))


def _trial(paper: SetPaper, advocate: Advocate) -> Trial:
    readings = {number: reading_of(page) for number, page in enumerate(paper.pages, start=1)}
    arguments = advocate.gather(advocate.hear(readings))
    kinds = tuple(sorted(arguments))
    truth = KindCode(paper.kind) if paper.kind in kinds else UNKNOWN_KIND
    signs = np.zeros((len(kinds), len(BEFORE)))
    for row, kind in enumerate(kinds):
        for argument in arguments[kind]:
            if argument.name in BEFORE:
                signs[row, _NAMES.index(argument.name)] += argument.value
    return Trial(paper.layout, kinds, signs, kinds.index(truth))


_NAMES = tuple(BEFORE)


def fitted(found: Sequence[Trial]) -> dict[str, float]:
    """Weights that make the truth likely, held near what seemed right before."""
    start = np.array([BEFORE[name] for name in _NAMES])

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        total, slope = 0.0, np.zeros(len(weights))
        for trial in found:
            scores = trial.signs @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            total -= float(np.log(max(1e-9, shares[trial.truth])))
            slope += shares @ trial.signs - trial.signs[trial.truth]
        away = weights - start
        return total + _HELD * float(away @ away), slope + 2 * _HELD * away

    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return {name: round(float(value), 3) for name, value in zip(_NAMES, best, strict=True)} | FIXED


def calibrated(found: Sequence[Trial], weights: dict[str, float]) -> tuple[tuple[float, float], ...]:
    """Knots from the share of the best kind to how often it is right; `unknown` answers are not counted."""
    line = np.array([weights[name] for name in _NAMES])
    shares, right = [], []
    for trial in found:
        scores = trial.signs @ line
        parts = np.exp(scores - scores.max())
        best = int(parts.argmax())
        if trial.kinds[best] != UNKNOWN_KIND:
            shares.append(float(parts[best] / parts.sum()))
            right.append(float(best == trial.truth))
    order = np.argsort(shares, kind="stable")
    at, outcomes = np.array(shares)[order], np.array(right)[order]
    rising = IsotonicRegression().fit_transform(at, outcomes)
    for level in np.unique(rising):
        crowd = rising == level
        # as if half an answer more had been wrong: a crowd without an error is not a crowd without risk
        rising[crowd] = (outcomes[crowd].sum() + 0.5) / (crowd.sum() + 1)
    rising = np.minimum(np.maximum.accumulate(rising), _SUREST)
    steps = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999]
    knots = [(step, round(float(np.interp(step, at, rising)), 4)) for step in steps]
    return (*knots, (1.0, min(_SUREST, knots[-1][1])))


def written(weights: dict[str, float], knots: Sequence[tuple[float, float]]) -> None:
    """The scales as TOML."""
    told = [
        "# Written by classifiers.training.weigh: what arguments weigh, in log-odds, and what a share is worth.",
        "[weights]",
    ]
    told += [f"{name} = {value}" for name, value in sorted(weights.items())]
    told += ["", "[confidence]", "knots = [", *(f"    [{share}, {sure}]," for share, sure in knots), "]"]
    WEIGHTS.write_text("\n".join(told) + "\n", encoding="utf-8")


def strangers(pages: Sequence[Example]) -> tuple[dict[str, int], list[Advocate]]:
    """The parts, and for each an advocate whose model never saw its layouts."""
    taxonomy = Taxonomy.load()
    known = frozenset(str(kind.code) for kind in taxonomy)
    parts = parted([(page.kind, page.layout) for page in pages])
    models = [
        learnt([page for page in pages if parts.get(page.layout) != part], known).model() for part in range(PARTS)
    ]
    return parts, [Advocate(taxonomy, model) for model in models]


def main() -> None:
    """Draw, argue, fit, write."""
    ask = ArgumentParser(description=__doc__)
    ask.add_argument("--papers", type=int, default=10, help="of every layout")
    asked = ask.parse_args()
    parts, advocates = strangers(list(examples("a", 30, 45)))
    found = list(trials("weigh", asked.papers, parts, advocates))
    weights = fitted(found)
    written(weights, calibrated(found, weights))


if __name__ == "__main__":
    main()
