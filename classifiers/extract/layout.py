"""Words put back in rows by position, the way a reader's eye takes them in.

Engines join the two halves of a letterhead into one line, and signed PDFs bring number and day as words of their
own that belong in the gap of another line. So rows are built again from where the words stand.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Self

from classifiers.text import fold_letters
from pipeline.model.geometry import Box, bounding
from pipeline.model.reading import Line, PageReading

_MOST_WORDS = 120
_USUAL_BLANK = 0.68
"""Nine pages in ten have narrower blanks between words, in heights of a line."""
_LEAST_SLOPE = 0.002
"""Pixels down for each to the right: four on a whole page are nothing."""


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word, its box on the page as scanned and its `place` on the page held upright."""

    text: str = field(repr=False)
    box: Box
    place: Box
    confidence: float


@dataclass(frozen=True)
class Strip:
    """Words from left to right with one text over all of them; `folded` has the same length as `text`."""

    words: tuple[PlacedWord, ...] = field(repr=False)
    text: str = field(repr=False)
    folded: str = field(repr=False)

    @classmethod
    def of(cls, words: Iterable[PlacedWord]) -> Self:
        held = tuple(words)
        text = " ".join(word.text for word in held)
        return cls(held, text, fold_letters(text).replace("ð", "d"))  # engines put Ð (eth) for Đ

    @classmethod
    def stand_in(cls, scanned: Box, place: Box) -> Self:
        """A dash at *place* (*scanned* on the page as scanned), for a head that nobody printed."""
        return cls.of([PlacedWord("-", scanned, place, 1.0)])

    @cached_property
    def plain(self) -> str:
        """`text` in lower case with its marks: a figure misread as ``ô`` is no figure, one misread as ``o`` may be."""
        return "".join(c.lower()[:1] for c in self.text)

    @cached_property
    def place(self) -> Box:
        """Upright box around all words; `ValueError` for an empty strip."""
        return bounding(word.place for word in self.words)

    @cached_property
    def height(self) -> float:
        """Usual height of its words in pixels; marks and dots do not count if there is anything else."""
        tall = [w.place.height for w in self.words if any(c.isalnum() for c in w.text)]
        return median(tall or [w.place.height for w in self.words] or [0])

    def index_at(self, offset: int) -> int:
        """Which word holds the character at *offset* (the blank after a word belongs to it)."""
        end = 0
        for index, word in enumerate(self.words):
            end += len(word.text) + 1
            if offset < end:
                return index
        return len(self.words) - 1

    def offset_of(self, index: int) -> int:
        """Where word *index* begins in `text`."""
        return sum(len(word.text) + 1 for word in self.words[:index])

    def words_in(self, start: int, end: int) -> tuple[PlacedWord, ...]:
        """Words that share at least one character with ``text[start:end]``."""
        found, at = [], 0
        for word in self.words:
            if at < end and at + len(word.text) > start:
                found.append(word)
            at += len(word.text) + 1
        return tuple(found)

    def part(self, start: int, end: int) -> "Strip":
        """The strip of the words in ``text[start:end]``, the outer ones cut where the slice cuts them."""
        cut, at = [], 0
        for word in self.words:
            piece = word.text[max(0, start - at) : max(0, end - at)]
            if piece:
                cut.append(PlacedWord(piece, word.box, word.place, word.confidence))
            at += len(word.text) + 1
        return Strip.of(cut)

    def segments(self, gap: float) -> tuple["Strip", ...]:
        """Cut wherever the space between two words is wider than *gap* pixels."""
        runs: list[list[PlacedWord]] = []
        for word in self.words:
            if runs and word.place.left - runs[-1][-1].place.right <= gap:
                runs[-1].append(word)
            else:
                runs.append([word])
        return tuple(Strip.of(run) for run in runs)

    def joined(self, other: "Strip") -> "Strip":
        """This strip and then *other*, as for a value that runs on in the next row."""
        return Strip.of((*self.words, *other.words))


@dataclass(frozen=True)
class Sheet:
    """One page: its number in the batch, its reading, its rows from the top."""

    number: int
    reading: PageReading
    rows: tuple[Strip, ...] = field(repr=False)
    edges: tuple[int, int] | None = None
    """Left and right edge of the text where it is known beforehand: in a column."""
    slope: float = 0.0
    """How far a printed row sank per pixel to the right before words were levelled."""

    @property
    def width(self) -> int:
        return self.reading.upright_size[0]

    @property
    def height(self) -> int:
        return self.reading.upright_size[1]

    def place_of(self, box: Box) -> Box:
        """*box* of the page as scanned among the words' places: upright and level."""
        return _levelled(self.reading.upright(box), self.slope)

    @cached_property
    def line_height(self) -> float:
        """Usual height of a printed line in pixels, at least 1."""
        return max(1.0, median([row.height for row in self.rows])) if self.rows else 1.0

    @cached_property
    def spread(self) -> float:
        """How much wider words stand apart than in common print, at least 1: typewriters, and lines drawn out to the margin."""
        gaps = [b.place.left - a.place.right for row in self.rows for a, b in pairwise(row.words)]
        usual = [gap for gap in gaps if 0 < gap < 3 * self.line_height]
        return max(1.0, median(usual) / (_USUAL_BLANK * self.line_height)) if len(usual) >= 20 else 1.0

    def gap(self, heights: float) -> float:
        """A blank of *heights* lines' heights in pixels, wider where all words stand wide apart."""
        return heights * self.line_height * self.spread

    @cached_property
    def leading(self) -> float:
        """The widest blank between two rows of one paragraph, in pixels: a little over the usual one on this page."""
        gaps = [below.place.top - above.place.bottom for above, below in pairwise(self.rows)]
        usual = median(gap for gap in gaps if gap >= 0) if any(gap >= 0 for gap in gaps) else 0.0
        return max(0.9 * self.line_height, min(1.25 * usual, 1.6 * self.line_height))

    @cached_property
    def margins(self) -> tuple[int, int]:
        """Left and right edge of the text: where most rows begin at the earliest and end at the latest."""
        if self.edges:
            return self.edges
        if not self.rows:
            return (0, self.width)
        lefts = sorted(row.place.left for row in self.rows)
        rights = sorted(row.place.right for row in self.rows)
        return (lefts[len(lefts) // 10], rights[-1 - len(rights) // 10])


def sheet_of(number: int, reading: PageReading) -> Sheet:
    """Page *number* with its words in rows."""
    lines = [_placed(line, reading) for line in reading.lines]
    slope = _slope(lines, reading.upright_size[0])
    if abs(slope) >= _LEAST_SLOPE:  # rows that sink run into one another, and cells beside each other are not level
        lines = [[replace(word, place=_levelled(word.place, slope)) for word in line] for line in lines]
    else:
        slope = 0.0
    rows: list[list[PlacedWord]] = []
    for line in sorted((line for line in lines if line), key=_level):
        home = next((row for row in reversed(rows[-6:]) if _same_row(row, line)), None)
        if home is None:
            rows.append(list(line))
        else:
            home.extend(line)
    ordered = sorted(rows, key=_level)
    return Sheet(number, reading, tuple(strip for row in ordered for strip in _strips(row)), slope=slope)


def _strips(row: Sequence[PlacedWord]) -> Iterator[Strip]:
    """The row from left to right; a row of hundreds of words is noise, cut so that no search over it grows long."""
    words = sorted(row, key=lambda word: word.place.left)
    for start in range(0, len(words), _MOST_WORDS):
        yield Strip.of(words[start : start + _MOST_WORDS])


def _unglued(text: str) -> list[str]:
    """*text* where an engine glued two words together, apart: a capital behind small letters (``originThanh``) or figures
    (``199Về``) begins a word, and so does what follows a colon at once."""
    parts, start = [], 0
    for at in range(1, len(text) - 1):
        before, here, after = text[at - 1], text[at], text[at + 1]
        capital = here.isupper() and after.islower()
        glued = capital and (
            before.isdecimal() or (at >= 3 and text[at - 3 : at].islower() and text[at - 3 : at].isalpha())
        )
        glued = glued or (text[at:] == "CỘNG" and before.isupper())  # the two halves of a letterhead
        if glued or (before == ":" and at > 2 and text[at - 2].isalpha() and here.isalnum()):
            parts.append(text[start:at])
            start = at
    return [*parts, text[start:]]


def _placed(line: Line, reading: PageReading) -> list[PlacedWord]:
    """The line's words upright, those an engine glued together (``originThanh``, ``199Về``) apart again."""
    words: list[PlacedWord] = []
    for word in line.words:
        place = reading.upright(word.box)
        parts = _unglued(word.text) if len(word.text) > 4 else [word.text]
        if len(parts) < 2:
            if word.text.strip():
                words.append(PlacedWord(word.text, word.box, place, word.confidence))
            continue
        at, step = place.left, place.width / len(word.text)
        for part in parts:
            right = min(place.right, round(at + step * len(part)))
            words.append(
                PlacedWord(part, word.box, Box(at, place.top, max(at, right - 2), place.bottom), word.confidence)
            )
            at = right
    return words


def _slope(lines: Sequence[Sequence[PlacedWord]], width: int) -> float:
    """How far a row sinks per pixel to the right, from the long lines; 0 when there is none."""
    slopes = []
    for line in lines:
        if len(line) < 4:
            continue
        (x0, y0), (x1, y1) = line[0].place.centre, line[-1].place.centre
        if x1 - x0 > width / 4:
            slopes.append((y1 - y0) / (x1 - x0))
    return median(slopes) if len(slopes) >= 3 else 0.0


def _levelled(place: Box, slope: float) -> Box:
    """*place* where it would stand on a page without the tilt; never above the page."""
    down = min(round(slope * place.centre[0]), place.top)
    return Box(place.left, place.top - down, place.right, place.bottom - down)


def _level(words: Sequence[PlacedWord]) -> float:
    """Height of a row."""
    solid = [w for w in words if any(c.isalnum() for c in w.text)] or words
    return _middle([w.place.centre[1] for w in solid])


def _middle(values: list[float]) -> float:
    """The median, without the ceremony of the general one: it is asked for hundreds of times a page."""
    values.sort()
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def _same_row(row: Sequence[PlacedWord], line: Sequence[PlacedWord]) -> bool:
    """Level with each other, and no word of one stands over a word of the other."""
    height = min(median(w.place.height for w in row), median(w.place.height for w in line))
    if abs(_level(row) - _level(line)) > 0.5 * height:
        return False
    return not any(_overlaps(one.place, other.place) for one in row for other in line)


def _overlaps(one: Box, other: Box) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > 0.3 * min(one.width, other.width)
