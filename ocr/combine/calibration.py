"""From evidence to a probability: what was fitted on drawn pages, kept as data beside this module.

A word's confidence says how often such a word is right: of a hundred words at 0.95, ninety-five.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path

from pipeline.errors import ConfigurationError
from pipeline.model.ids import digest_of

FITTED = Path(__file__).parent / "calibration.toml"


@dataclass(frozen=True, slots=True)
class Weighing:
    """A logistic sum, then steps that make its answer honest (isotonic: `levels` at `knots`, straight in between)."""

    intercept: float
    weights: tuple[float, ...]
    knots: tuple[float, ...] = ()
    levels: tuple[float, ...] = ()

    def __call__(self, evidence: Sequence[float]) -> float:
        """Probability, 0..1."""
        total = self.intercept + sum(w * e for w, e in zip(self.weights, evidence, strict=True))
        share = 1 / (1 + exp(-min(40.0, max(-40.0, total))))
        return self._honest(share) if self.knots else share

    def _honest(self, share: float) -> float:
        if share <= self.knots[0]:
            return self.levels[0]
        for n in range(1, len(self.knots)):
            if share <= self.knots[n]:
                low, high = self.knots[n - 1], self.knots[n]
                part = (share - low) / (high - low) if high > low else 1.0
                return self.levels[n - 1] + part * (self.levels[n] - self.levels[n - 1])
        return self.levels[-1]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Everything fitted for Tesseract (the first) and the line recogniser (the second), together and alone."""

    digest: str
    recogniser: str
    """SHA-256 of the weights it was fitted for; with others the words are as good, but what is claimed of them is not tested."""
    choose: Weighing
    """Of two readings of which one is right: the second."""
    agreed: Weighing
    """Both say the same: right."""
    first: Weighing
    """They differ and the first was taken: right."""
    second: Weighing
    """They differ and the second was taken: right."""
    alone: Weighing
    """A word that only Tesseract read: right."""
    heard: Weighing
    """A word that only the line recogniser read: right."""


@lru_cache(maxsize=4)
def calibration(path: Path = FITTED) -> Calibration:
    """`ConfigurationError("calibration-missing")` when the file is not there or not such a file."""
    try:
        raw = path.read_bytes()
        told = tomllib.loads(raw.decode())
        return Calibration(
            digest_of(raw),
            str(told["recogniser"]),
            *(_weighing(told[name]) for name in ("choose", "agreed", "first", "second", "alone", "heard")),
        )
    except (OSError, ValueError, KeyError) as cause:
        raise ConfigurationError(
            "calibration-missing", f"{path.name} cannot be used", "Fit it: python -m bench.calibration"
        ) from cause


def _weighing(told: dict[str, list[float] | float]) -> Weighing:
    intercept, weights = told["intercept"], told["weights"]
    knots, levels = told.get("knots", []), told.get("levels", [])
    if isinstance(intercept, list) or not all(isinstance(part, list) for part in (weights, knots, levels)):
        raise ValueError("not a weighing")
    return Weighing(intercept, *(tuple(part) for part in (weights, knots, levels) if isinstance(part, list)))
