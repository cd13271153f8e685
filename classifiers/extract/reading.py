"""What a reader gives back, and the marks it reads past."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from classifiers.extract.layout import Strip

DOTTED = 0.85
"""What leader dots among the words leave of the confidence: they touch the letters above them."""
LEADERS = " \t.…_-–—·•*,:;|'\"“”„~=<>`ˆ´^¬¦\\"
"""Marks that fill the blank a form leaves for a value, or that an engine makes of its dotted line."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``text[start:end]`` of the strip read as `value`; `quality` 0..1."""

    start: int
    end: int
    value: str = field(repr=False)
    quality: float


Reader = Callable[[Strip], Reading | None]


def trimmed(value: str) -> tuple[int, int]:
    """Where *value* begins and ends without leaders, footnote marks and stops around it."""
    start = 0
    while True:
        rest = value[start:]
        note = re.match(r"\s*\(\s*\d{1,2}\s*\)", rest)
        step = note.end() if note else len(rest) - len(rest.lstrip(LEADERS))
        if not step:
            break
        start += step
    gap = re.search(r"[.…_·]{3,}", value[start:])
    end = start + gap.start() if gap else len(value)
    return start, max(start, start + len(value[start:end].rstrip(LEADERS)))
