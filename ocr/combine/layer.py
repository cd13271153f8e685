"""A drawn page's own text against what was read from its picture.

A PDF that was typed says its words itself, better than any reader can. But text layers lie: letters coded for an old
font, a template's text under a picture, somebody's OCR. So the layer is a witness, never an authority: where the
reader is sure, it must say the same, place by place. Then its words stand for those the reader was less sure of; what
it does not cover (a number struck later, a signature's banner) stays as it was read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ocr.decode.image import PrintedWord
from pipeline.model.geometry import Box
from pipeline.model.reading import Line, Word

FALSE_LAYER = "text-layer-false"
"""Warning: the file's own text says other words than the page shows; it was not used."""

_SURE = 0.90
_FEWEST = 12
"""Words seen and said at one place before the layer is judged."""
_TRUE, _FALSE = 0.93, 0.60
"""Share of them alike from which the layer is believed, and under which it is called false."""
_ON = 0.55
"""Share of their width together, and of the lower one's height, that two words at one place have in common."""
_ALL = 0.85
"""The same where figures differ: a number that was written in later belongs to no printed word."""
_CONFIRMED = 0.999
_STRIPPED = " .,;:…_-–/()[]\"'“”"


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A read word and what the layer says at its place."""

    line: int
    word: int
    said: tuple[PrintedWord, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.said)


def with_layer(lines: Sequence[Line], printed: Sequence[PrintedWord]) -> tuple[tuple[Line, ...], str]:
    """(*lines*, believing *printed* where it proves true; a warning or nothing). Both lie on the page as it was drawn."""
    meetings = list(_meetings(lines, printed)) if printed else []
    judged = [m for m in meetings if _is_telling(lines[m.line].words[m.word])]
    if len(judged) < _FEWEST:
        return tuple(lines), ""
    alike = sum(_same(lines[m.line].words[m.word].text, m.text) for m in judged) / len(judged)
    if alike < _TRUE:
        return tuple(lines), FALSE_LAYER if alike < _FALSE else ""
    said = {(m.line, m.word): m.said for m in meetings}
    return tuple(_confirmed(line, number, said) for number, line in enumerate(lines)), ""


def _is_telling(word: Word) -> bool:
    return word.confidence >= _SURE and any(c.isalnum() for c in word.text)


def _same(one: str, other: str) -> bool:
    return one.strip(_STRIPPED).casefold() == other.strip(_STRIPPED).casefold()


def _confirmed(line: Line, number: int, said: dict[tuple[int, int], tuple[PrintedWord, ...]]) -> Line:
    words: list[Word] = []
    for at, word in enumerate(line.words):
        printed = said.get((number, at), ())
        if len(printed) == 1:
            words.append(replace(word, text=printed[0].text, confidence=_CONFIRMED))
        else:  # none, or several that the reader joined
            words += [Word(p.text, p.box, _CONFIRMED) for p in printed] or [word]
    return replace(line, words=tuple(words))


def _meetings(lines: Sequence[Line], printed: Sequence[PrintedWord]) -> Iterator[_Meeting]:
    """Read words that meet the layer's one to one, or several of the layer's that the reader joined.

    A read word that is only part of a printed one, or shares it with a neighbour, meets nobody.
    """
    rows = _by_row(printed)
    for number, line in enumerate(lines):
        near = [p for row in _rows_at(line.box) for p in rows.get(row, ())]
        near = list(dict.fromkeys(near))
        for at, word in enumerate(line.words):
            inside = sorted((p for p in near if _lies_in(p.box, word.box)), key=lambda p: p.box.left)
            if not inside:
                continue
            meeting = _Meeting(number, at, tuple(inside))
            if _shared(inside, word.box) >= (_ON if _figures(meeting.text) == _figures(word.text) else _ALL):
                yield meeting


_BAND = 32
"""Pixels of height in which printed words are looked up."""


def _by_row(printed: Sequence[PrintedWord]) -> dict[int, list[PrintedWord]]:
    rows: dict[int, list[PrintedWord]] = {}
    for word in printed:
        for row in _rows_at(word.box):
            rows.setdefault(row, []).append(word)
    return rows


def _rows_at(box: Box) -> range:
    return range(box.top // _BAND, box.bottom // _BAND + 1)


def _lies_in(printed: Box, read: Box) -> bool:
    """The middle of the printed word lies on the read one, and their rows are the same."""
    middle = printed.centre[0]
    down = min(printed.bottom, read.bottom) - max(printed.top, read.top)
    return read.left <= middle <= read.right and down >= _ON * min(printed.height, read.height)


def _shared(inside: Sequence[PrintedWord], read: Box) -> float:
    """How much of their width the two have in common. A tone mark set apart makes a printed word wider than its letters."""
    left, right = min(p.box.left for p in inside), max(p.box.right for p in inside)
    return (min(right, read.right) - max(left, read.left)) / (max(right, read.right) - min(left, read.left))


def _figures(text: str) -> str:
    return "".join(c for c in text if c.isdecimal())
