"""Weighing arguments: from what speaks for each kind to a probability that holds.

The score of a kind is the sum of its arguments, each by its weight; the scores of all kinds in play, `unknown` among them,
become shares of one. Weights and the last step, from share to confidence, were learnt on layouts the text model had not
seen (`classifiers.training.weigh`), so that of the papers named with 0.9 nine in ten are right.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from classifiers.arguments import Argument, Arguments
from pipeline.errors import ConfigurationError
from pipeline.model.ids import KindCode

WEIGHTS = Path(__file__).resolve().parent / "weighing.toml"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the arguments come to, nobody having been asked."""

    kind: KindCode
    confidence: float
    shares: Mapping[KindCode, float]


@dataclass(frozen=True, slots=True)
class Scales:
    """Weights by the name of the argument, and knots (share, confidence) of the calibration, rising."""

    weights: Mapping[str, float]
    knots: tuple[tuple[float, float], ...]

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Scales":
        """The scales in *path*, or our own. `ConfigurationError` ``model-missing`` when they cannot be read."""
        try:
            told = tomllib.loads(path.read_text(encoding="utf-8"))
            knots = tuple((float(share), float(sure)) for share, sure in told["confidence"]["knots"])
            return cls({str(name): float(value) for name, value in told["weights"].items()}, knots)
        except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as cause:
            raise ConfigurationError(
                "model-missing", f"{path.name} cannot be used", "Install sohoa again: it comes with it."
            ) from cause

    def weighed(self, arguments: Arguments) -> Outcome:
        """The heaviest kind; ties go to the first in the alphabet."""
        scores = {kind: sum(map(self.worth, said)) for kind, said in arguments.items()}
        most = max(scores.values())
        parts = {kind: math.exp(score - most) for kind, score in scores.items()}
        total = sum(parts.values())
        shares = {kind: part / total for kind, part in parts.items()}
        best = min(shares, key=lambda kind: (-shares[kind], kind))
        return Outcome(best, self.confidence(shares[best]), shares)

    def worth(self, argument: Argument) -> float:
        """What an argument adds to its kind's score."""
        return self.weights.get(argument.name, 0.0) * argument.value

    def confidence(self, share: float) -> float:
        """*share* as the frequency with which such answers are right."""
        return _between(share, self.knots)


def _between(at: float, knots: Sequence[tuple[float, float]]) -> float:
    """The value at *at* on straight lines through *knots*."""
    if at <= knots[0][0]:
        return knots[0][1]
    for (left, low), (right, high) in pairwise(knots):
        if at <= right:
            return low + (high - low) * (at - left) / (right - left) if right > left else high
    return knots[-1][1]
