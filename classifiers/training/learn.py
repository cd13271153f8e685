"""Learning the weights: one linear model for the kinds, one for beginnings, over the same traits.

``python -m classifiers.training.learn`` writes ``classifiers/textmodel/weights.npz`` and its card. Seeded: the same project
gives the same weights.
"""

import io
import warnings
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression

from classifiers.taxonomy import Taxonomy
from classifiers.textmodel.model import CARD, HERE, WEIGHTS, TextModel
from classifiers.training.examples import OTHER, Example, examples
from pipeline.model.ids import UNKNOWN_KIND, KindCode, digest_of

TRAITS = 18_000
"""Traits kept: about 2 MB of weights."""
STRENGTH, BEGIN_STRENGTH = 12.0, 4.0
"""Inverse of the regularisation, chosen on layouts left out."""
_SEEN = 6
_OWN = 0.25
"""A trait of one layout alone must be on this share of its pages: names and passages of law are not."""
_ROUNDS = 30
"""Stopped early on purpose: later rounds learn the skeletons by heart."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """Everything the model file holds."""

    kinds: tuple[str, ...]
    traits: tuple[str, ...]
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]

    def model(self) -> TextModel:
        """The model as if it had been loaded."""
        return TextModel([KindCode(kind) for kind in self.kinds], self.traits, self.weights, self.bias, "learning")


def learnt(pages: Sequence[Example], known: frozenset[str], traits: int = TRAITS) -> Learnt:
    """Weights from *pages*; kinds that are not *known* count as `unknown`."""
    kinds = [page.kind if page.kind in known else str(UNKNOWN_KIND) for page in pages]
    wide = _common(pages)
    worth, _ = chi2(_matrix(pages, wide), kinds)
    kept = sorted(wide[at] for at in np.argsort(-worth, kind="stable")[:traits])
    matrix = _matrix(pages, kept)
    named = _kinds(matrix, kinds)
    # whether a page of a book or a menu begins something is nobody's question
    asked = [at for at, page in enumerate(pages) if page.kind != OTHER]
    opening = _stopped(
        LogisticRegression(C=BEGIN_STRENGTH, class_weight="balanced"),
        matrix[asked],
        [pages[at].begins for at in asked],
    )
    weights = np.vstack([named.coef_, opening.coef_]).T.astype(np.float32)
    bias = np.concatenate([named.intercept_, opening.intercept_]).astype(np.float32)
    return Learnt(tuple(map(str, named.classes_)), tuple(kept), weights, bias)


def _kinds(matrix: sparse.csr_matrix, kinds: Sequence[str]) -> LogisticRegression:
    return _stopped(LogisticRegression(C=STRENGTH, class_weight="balanced"), matrix, kinds)


def _stopped(model: LogisticRegression, matrix: sparse.csr_matrix, answers: Sequence[object]) -> LogisticRegression:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.set_params(max_iter=_ROUNDS, tol=1e-7).fit(matrix, answers)


def _common(pages: Sequence[Example]) -> list[str]:
    """Traits worth learning: seen often enough, in several layouts or as a fixed part of one."""
    seen: Counter[str] = Counter()
    layouts: dict[str, set[str]] = defaultdict(set)
    size = Counter(page.layout for page in pages)
    for page in pages:
        seen.update(page.traits)
        for trait in page.traits:
            layouts[trait].add(page.layout)
    return sorted(
        trait
        for trait, count in seen.items()
        if count >= _SEEN and (len(layouts[trait]) > 1 or count >= _OWN * size[next(iter(layouts[trait]))])
    )


def _matrix(pages: Sequence[Example], traits: Sequence[str]) -> sparse.csr_matrix:
    """A row a page: its traits, each weighing one by the root of their number, as `TextModel` does."""
    column = {trait: at for at, trait in enumerate(traits)}
    places, values, ends = [], [], [0]
    for page in pages:
        own = sorted(column[trait] for trait in page.traits if trait in column)
        places += own
        values += [1 / np.sqrt(max(1, len(own)))] * len(own)
        ends.append(len(places))
    return sparse.csr_matrix(
        (np.array(values, np.float64), np.array(places, np.int32), np.array(ends)), shape=(len(pages), len(traits))
    )


def written(found: Learnt, folder: Path, figures: dict[str, str]) -> None:
    """The weights in eight bits, a scale for each kind, and the card that vouches for them."""
    scale = np.abs(found.weights).max(axis=0) / 127 + 1e-9
    small = np.round(found.weights / scale).astype(np.int8)
    file = io.BytesIO()
    np.savez_compressed(
        file,
        weights=small,
        scale=scale.astype(np.float32),
        bias=found.bias,
        traits=np.frombuffer("\n".join(found.traits).encode(), np.uint8),
        kinds=np.frombuffer("\n".join(found.kinds).encode(), np.uint8),
    )
    blob = file.getvalue()
    (folder / WEIGHTS).write_bytes(blob)
    told = [
        "# Written by classifiers.training.learn. The weights are used only while their digest is this one.",
        f'version = "{figures.pop("version")}"',
        f'sha256 = "{digest_of(blob)}"',
        f"trained = {date.today().isoformat()}",  # noqa: DTZ011
        f"kinds = {len(found.kinds)}",
        f"traits = {len(found.traits)}",
        *(f"{name} = {value}" for name, value in figures.items()),
    ]
    (folder / CARD).write_text("\n".join(told) + "\n", encoding="utf-8")


def main() -> None:
    """Draw, learn, write."""
    ask = ArgumentParser(description=__doc__)
    ask.add_argument("--seed", default="a")
    ask.add_argument("--papers", type=int, default=30, help="of every layout")
    ask.add_argument("--others", type=int, default=45, help="of every layout of another paper")
    ask.add_argument("--version", default="1")
    asked = ask.parse_args()
    pages = list(examples(asked.seed, asked.papers, asked.others))
    known = frozenset(str(kind.code) for kind in Taxonomy.load()) - {OTHER}
    found = learnt(pages, known)
    written(found, HERE, {"version": asked.version, "pages": str(len(pages))})


if __name__ == "__main__":
    main()
