"""The ink of a prepared page in connected pieces: what lines are found by and cut along.

Long straight strokes (rules of tables, frames, underlines) are no pieces, so that a letter on an underline or in a
narrow cell is one by itself.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ocr.lines.letters import half_size, ink_of, letter_height
from ocr.lines.rules import Rules, rules_in, walls_of
from ocr.pieces import Labels, pieces
from ocr.prepare.placement import Grey
from pipeline.model.geometry import Box

Column = NDArray[np.int32]


@dataclass(frozen=True)
class Inked:
    """Pieces of ink by number, and where each lies. Number 0 is the paper. `letter` is the height of a usual letter."""

    grey: Grey = field(repr=False)
    letter: float
    rules: Rules = field(repr=False)
    labels: Labels = field(repr=False)
    left: Column = field(repr=False)
    top: Column = field(repr=False)
    width: Column = field(repr=False)
    height: Column = field(repr=False)
    area: Column = field(repr=False)

    @cached_property
    def right(self) -> Column:
        return self.left + self.width

    @cached_property
    def walls(self) -> tuple[Box, ...]:
        """Upright strokes that part lines."""
        return walls_of(self.rules, self.letter)

    @cached_property
    def bottom(self) -> Column:
        return self.top + self.height


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
    labels, stats = pieces(rules.without(ink))
    stats[0] = 0
    return Inked(grey, letter, rules, labels, *(np.ascontiguousarray(column) for column in stats.T))
