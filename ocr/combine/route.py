"""Which lines of a page are read by a second engine: those that hold a word somebody might stumble over."""

from collections.abc import Sequence

from ocr.combine.evidence import figures
from pipeline.model.reading import Line

DOUBT = 0.95
"""A line with a word less likely right than this is read again. On 76 drawn pages of all classes that is 35 % of the
lines; 0.97 would be 41 % and spare one wrong letter in a hundred more."""
DOUBT_IN_FIGURES = 0.97
"""The same for words with digits: numbers and dates have no neighbours that would betray a wrong one."""
MOST = 150
"""Lines of one page that are read twice: a page with more of them is no text."""


def doubtful(lines: Sequence[Line]) -> list[int]:
    """Numbers of the lines to read again, in order. *lines* carry calibrated confidences."""
    return [n for n, line in enumerate(lines) if any(doubted(word.text, word.confidence) for word in line.words)][:MOST]


def doubted(text: str, confidence: float) -> bool:
    """A word that likely calls for another look."""
    return confidence < (DOUBT_IN_FIGURES if figures(text) else DOUBT)
