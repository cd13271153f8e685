"""Whether what a paper says can be true: small pure checks, each with the rule it rests on."""

from classifiers.checks.examine import examine
from classifiers.checks.examiner import PaperExaminer

__all__ = ["PaperExaminer", "examine"]
