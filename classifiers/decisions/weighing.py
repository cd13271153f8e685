"""From evidence to a risk: a logistic sum with signs that were fixed beforehand, then steps that make it honest."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import exp


@dataclass(frozen=True, slots=True)
class Weighing:
    """`weights` by name of evidence; `levels` are shares wrong at `knots` of the logistic share, straight in between.

    Knots and levels rise together, and what speaks for a value never weighs against it: more confidence is never more
    risk.
    """

    intercept: float
    weights: Mapping[str, float]
    knots: tuple[float, ...] = ()
    levels: tuple[float, ...] = ()

    def doubt(self, evidence: Mapping[str, float]) -> float:
        """The logistic share, 0..1, before it is made honest."""
        total = self.intercept + sum(weight * evidence.get(name, 0.0) for name, weight in self.weights.items())
        return 1 / (1 + exp(-min(40.0, max(-40.0, total))))

    def risk(self, evidence: Mapping[str, float]) -> float:
        """The share of such claims that is wrong, 0..1."""
        return self.honest(self.doubt(evidence)) if self.knots else self.doubt(evidence)

    def honest(self, doubt: float) -> float:
        """*doubt* as a share found wrong. Beyond the last knot, where hardly any claim was seen, it rises to certainty."""
        if doubt <= self.knots[0]:
            return self.levels[0] * (doubt / self.knots[0] if self.knots[0] > 0 else 1.0)
        for (low, at_low), (high, at_high) in pairwise([*zip(self.knots, self.levels, strict=True), (1.0, 1.0)]):
            if doubt <= high:
                part = (doubt - low) / (high - low) if high > low else 1.0
                return at_low + part * (at_high - at_low)
        return self.levels[-1]
