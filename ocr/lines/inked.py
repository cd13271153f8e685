"""The ink of a prepared page in connected pieces: what lines are found by and cut along.

Long straight strokes (rules of tables, frames, underlines) are no pieces, so that a letter on an underline or in a
narrow cell is one by itself.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ocr.lines.letters import half_size, ink_of, letter_height
from ocr.lines.rules import Rules, rules_in, walls_of
from ocr.pieces import Pieces, columns_of
from ocr.prepare.placement import Grey
from pipeline.model.geometry import Box


@dataclass(frozen=True)
class Inked(Pieces):
    """The pieces of a page, its long straight strokes apart. `letter` is the height of a usual letter."""

    grey: Grey = field(repr=False)
    letter: float
    rules: Rules = field(repr=False)

    @cached_property
    def walls(self) -> tuple[Box, ...]:
        """Upright strokes that part lines."""
        return walls_of(self.rules, self.letter)


_LAST: list[Inked] = []


def inked(grey: Grey) -> Inked:
    """The upright page *grey* split into ink and paper, and the ink into pieces.

    The last page is remembered, pixels and all: finding its lines, ordering them and cutting out the doubtful ones for
    a second reading all begin here, and comparing two pages takes a fortieth of splitting one.
    """
    if not _LAST or not np.array_equal(_LAST[0].grey, grey):
        _LAST[:] = [_split(grey)]
    return _LAST[0]


def _split(grey: Grey) -> Inked:
    ink = ink_of(grey)
    half = half_size(ink)
    letter = letter_height(half)
    rules = rules_in(half, letter)
    return Inked(*columns_of(rules.without(ink)), grey, letter, rules)
