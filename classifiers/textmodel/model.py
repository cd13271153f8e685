"""The text model: weights for traits, read once, and what they say of a page."""

import io
import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from classifiers.layout import Sheet
from classifiers.textmodel.traits import traits_of
from pipeline.errors import ConfigurationError
from pipeline.model.ids import KindCode, digest_of

HERE = Path(__file__).resolve().parent
WEIGHTS, CARD = "weights.npz", "card.toml"
_Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PageScores:
    """What the text of one page says; a page without legible text says nothing in particular."""

    kinds: Mapping[KindCode, float]
    """Probability of each kind the model was trained on; `unknown` stands for every other paper. They sum to one."""
    begins: float
    """Probability that a paper begins on this page, whatever its neighbours are."""

    @property
    def best(self) -> KindCode:
        """The likeliest kind."""
        return max(self.kinds, key=lambda kind: self.kinds[kind])


class TextModel:
    """Linear in its traits, so that every answer can be traced to words on the paper. Safe to share between threads."""

    def __init__(
        self, kinds: Sequence[KindCode], traits: Sequence[str], weights: _Floats, bias: _Floats, identity: str
    ) -> None:
        self.kinds = tuple(kinds)
        self.identity = identity
        """Version and digest of the weights: who says so."""
        self._column = {trait: index for index, trait in enumerate(traits)}
        self._weights = weights
        self._bias = bias

    @classmethod
    def load(cls, folder: Path = HERE) -> "TextModel":
        """The model in *folder*, or our own.

        `ConfigurationError`: ``model-missing``, or ``model-swapped`` when the weights are not those the card means.
        """
        card = _card(folder / CARD)
        blob = _checked(folder / WEIGHTS, str(card["sha256"]))
        with np.load(io.BytesIO(blob), allow_pickle=False) as stored:
            weights = stored["weights"].astype(np.float32) * stored["scale"].astype(np.float32)
            bias = stored["bias"].astype(np.float32)
            traits = stored["traits"].tobytes().decode("utf-8").split("\n")
            kinds = stored["kinds"].tobytes().decode("utf-8").split("\n")
        identity = f"text-{card['version']}-{str(card['sha256'])[:8]}"
        return cls([KindCode(kind) for kind in kinds], traits, weights, bias, identity)

    def page(self, sheet: Sheet) -> PageScores:
        """What the page says on its own. The same sheet gives the same scores."""
        values = self._values(self._seen(sheet))
        shares = np.exp(values[:-1] - values[:-1].max())
        shares /= shares.sum()
        return PageScores(
            dict(zip(self.kinds, map(float, shares), strict=True)),
            1 / (1 + math.exp(-float(np.clip(values[-1], -30, 30)))),
        )

    def speaking(self, sheet: Sheet, kind: KindCode, most: int = 3) -> tuple[tuple[str, float], ...]:
        """The traits of *sheet* that speak for *kind* rather than for other kinds, the weightiest first."""
        if kind not in self.kinds:
            return ()
        seen = self._seen(sheet)
        if not seen:
            return ()
        columns = [self._column[trait] for trait in seen]
        weights = self._weights[columns, :-1]
        ours = weights[:, self.kinds.index(kind)] - weights.mean(axis=1)
        order = sorted(range(len(seen)), key=lambda at: (-float(ours[at]), seen[at]))
        share = 1 / math.sqrt(len(seen))
        return tuple((seen[at], float(ours[at]) * share) for at in order[:most] if ours[at] > 0)

    def _seen(self, sheet: Sheet) -> list[str]:
        return sorted(trait for trait in traits_of(sheet) if trait in self._column)

    def _values(self, seen: Sequence[str]) -> npt.NDArray[np.float64]:
        """Log-odds of every kind, and of a beginning as the last: the mean over the page's traits, times their root."""
        if not seen:
            return self._bias.astype(np.float64)
        rows = self._weights[[self._column[trait] for trait in seen]]
        total: npt.NDArray[np.float64] = self._bias + rows.sum(axis=0, dtype=np.float64) / math.sqrt(len(seen))
        return total


def _card(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as cause:
        raise _missing(path) from cause


def _checked(path: Path, digest: str) -> bytes:
    try:
        blob = path.read_bytes()
    except OSError as cause:
        raise _missing(path) from cause
    if digest_of(blob) != digest:
        raise ConfigurationError(
            "model-swapped",
            f"{path.name} is not the file its card means",
            "Put the right file back, or install sohoa again.",
        )
    return blob


def _missing(path: Path) -> ConfigurationError:
    return ConfigurationError(
        "model-missing", f"{path.name} is not in {path.parent}", "Install sohoa again: the text model comes with it."
    )
