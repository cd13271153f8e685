"""Lines of ink that no reader's line covers: what a page engine passed over under a stamp, by hand, or faint."""

from collections.abc import Sequence

from ocr.lines.find import find_lines
from ocr.lines.inked import Inked
from pipeline.model.geometry import Box
from pipeline.model.reading import Line

_COVERED = 0.5
"""Of a line's box; with words on so much of it, it has been read."""
_FEWEST_LETTERS = 2.0
"""Heights across; what is narrower than so many of its own and lower than a letter is a mark, not a word."""


def unread(page: Inked, lines: Sequence[Line]) -> tuple[Box, ...]:
    """Boxes of lines on the upright *page* where *lines* have no words, from top to bottom."""
    words = [word.box for line in lines for word in line.words]
    return tuple(box for box in find_lines(page) if _worth_reading(box, page) and not _covered(box, words))


def _worth_reading(box: Box, page: Inked) -> bool:
    return box.width >= _FEWEST_LETTERS * box.height or box.height >= page.letter


def _covered(box: Box, words: Sequence[Box]) -> bool:
    return sum(box.overlap(word) for word in words) >= _COVERED * max(1, box.area)
