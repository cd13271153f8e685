"""Whether what a paper says can be true: small pure checks, each with the rule it rests on."""

from classifiers.checks.examine import examine
from classifiers.checks.findings import Finding

__all__ = ["Finding", "examine"]
