"""Parts of lines: an engine's line may run across two blocks, two cells, or hold only some of a row's words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from rapidfuzz.fuzz import ratio

from pipeline.model.geometry import Box, bounding
from pipeline.model.reading import Line, Word

_WIDE = 0.8
"""A gap that may part blocks, in heights of the words. A cut too many does no harm: rows are put together again."""
_STANDS_OUT = 2.2
"""Times the line's other gaps."""
_NATION = "CỘNGHÒAXÃHỘICHỦNGHĨA"
_ALIKE = 75
"""Of a hundred: what a line recogniser makes of the title on a bad copy."""
_ONE_LINE = 3.0
"""Parts of a row less than this many heights apart are one line; a label and what is filled in behind it always are."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words that stand together in one row. `height` is that of a usual word among them."""

    words: tuple[Word, ...] = field(repr=False)
    box: Box
    height: float
    engine: str

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def is_label(self) -> bool:
        """A label that waits for what is filled in; the list of recipients ends like one and is none."""
        return self.text.endswith(":") and not self.opens_recipients

    @property
    def opens_recipients(self) -> bool:
        return self.text.lower().startswith("nơi nhận")

    @property
    def opens_nation(self) -> bool:
        return _opens_nation(self.words)

    @property
    def is_field(self) -> bool:
        """A label and something behind it."""
        return ":" in self.text[:-1] and not self.opens_recipients


def part_of(words: Sequence[Word], engine: str) -> Part:
    return Part(tuple(words), bounding(w.box for w in words), median(w.box.height for w in words) or 1.0, engine)


def parts_of(line: Line, walls: Sequence[Box]) -> Iterator[Part]:
    """*line* cut where two blocks may meet: at gaps that stand out, and at upright rules (*walls*)."""
    words = sorted(line.words, key=lambda word: word.box.left) if _jumbled(line.words) else list(line.words)
    height = median(word.box.height for word in words) or 1.0
    gaps = [after.box.left - before.box.right for before, after in pairwise(words)]
    usual = sorted(gaps)[len(gaps) // 2] if len(gaps) > 1 else 0
    limit = max(_WIDE * height, _STANDS_OUT * usual)
    start = 0
    for at, gap in enumerate(gaps, start=1):
        if gap > limit or _walled(words[at - 1].box, words[at].box, walls) or _opens_nation(words[at:]):
            yield part_of(words[start:at], line.engine)
            start = at
    yield part_of(words[start:], line.engine)


def _opens_nation(words: Sequence[Word]) -> bool:
    """The national title (quốc hiệu) begins a block of its own, however close the issuing body's name comes to it."""
    said = "".join(word.text for word in words[:6]).upper()
    return said[:1] == _NATION[:1] and ratio(said, _NATION) >= _ALIKE


def _jumbled(words: Sequence[Word]) -> bool:
    """Words that stand side by side and were named in another order."""
    return any(after.box.right <= before.box.left for before, after in pairwise(words))


def _walled(before: Box, after: Box, walls: Sequence[Box]) -> bool:
    middle = (before.top + before.bottom) // 2
    return any(
        before.right - 4 <= (wall.left + wall.right) / 2 <= after.left + 4 and wall.top <= middle <= wall.bottom
        for wall in walls
    )


def level(one: Box, other: Box) -> bool:
    """Whether both stand in one row."""
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0.5 * min(one.height, other.height)


def lines_of(row: Sequence[Part]) -> Iterator[Line]:
    """The lines of one row, its parts put together again where only a blank parts them."""
    ordered = sorted(row, key=lambda part: part.box.left)
    words, last = list(ordered[0].words), ordered[0]
    for part in ordered[1:]:
        gap = part.box.left - last.box.right
        if last.is_label or gap <= _ONE_LINE * min(last.height, part.height):
            words += part.words
        else:
            yield Line.of(words, last.engine)
            words = list(part.words)
        last = part
    yield Line.of(words, last.engine)
