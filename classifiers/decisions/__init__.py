"""What may be taken over without a person, and at what risk."""

from classifiers.decisions.decider import RiskDecider

__all__ = ["RiskDecider"]
