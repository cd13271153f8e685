"""Lines of an engine as a reader sees them: one row for each column, upright."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from classifiers.text import bare, letters_in, upper_share
from pipeline.model.geometry import Box, bounding
from pipeline.model.reading import Line, PageReading, Word

_COLUMN_GAP = 1.6
"""Blank between two columns, in heights of the words around it; justified text stays below."""


@dataclass(frozen=True, slots=True)
class Row:
    """Words that stand side by side without a wide gap: a line, or one column's part of it."""

    text: str
    bare: str
    box: Box
    place: Box
    confidence: float

    @property
    def letters(self) -> int:
        return letters_in(self.text)

    @property
    def upper(self) -> float:
        return upper_share(self.text)


def rows_of(reading: PageReading) -> Iterator[Row]:
    """The rows of *reading*, as the engine gave its lines."""
    for line in reading.lines:
        for words in _columns(line, reading):
            text = " ".join(word.text for word in words)
            weight = sum(len(word.text) for word in words) or 1
            yield Row(
                text=text,
                bare=bare(text),
                box=bounding(reading.upright(word.box) for word in words),
                place=bounding(word.box for word in words),
                confidence=sum(word.confidence * len(word.text) for word in words) / weight,
            )


def _columns(line: Line, reading: PageReading) -> Iterator[list[Word]]:
    """The line's words cut where a new column begins: agency left and national heading right share one line."""
    words = sorted(line.words, key=lambda word: reading.upright(word.box).left)
    gap = _COLUMN_GAP * median(max(1, reading.upright(word.box).height) for word in words)
    column = [words[0]]
    for index, word in enumerate(words[1:], start=1):
        blank = reading.upright(word.box).left - reading.upright(column[-1].box).right
        if blank > gap or _heading_starts(words, index):
            yield column
            column = []
        column.append(word)
    yield column


def _heading_starts(words: Sequence[Word], index: int) -> bool:
    ahead = bare(" ".join(word.text for word in words[index : index + 4]))
    return ahead.startswith(("cong hoa xa", "doc lap tu do"))


def is_running(row: Row, width: int) -> bool:
    """Whether *row* is running text on a page of *width*: long, and mostly small letters."""
    return row.letters >= 22 and row.upper < 0.5 and row.box.width >= 0.42 * width
