"""Laying two readings of one line beside each other: where they agree, and the stretches where they do not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from rapidfuzz.distance import Levenshtein

from ocr.lines.strips import Strip
from ocr.recognisers.port import Letter, StripReading
from pipeline.model.reading import Word


@dataclass(frozen=True, slots=True)
class Heard:
    """A word as the line recogniser read it: the word on the page, and how sure its least sure letter is."""

    word: Word
    least: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """The same stretch of a line in both readings. Either side may be empty."""

    first: tuple[Word, ...] = field(repr=False)
    second: tuple[Heard, ...] = field(repr=False)

    @property
    def first_text(self) -> str:
        return " ".join(word.text for word in self.first)

    @property
    def second_text(self) -> str:
        return " ".join(heard.word.text for heard in self.second)

    @property
    def agreed(self) -> bool:
        return self.first_text == self.second_text


def words_of(reading: StripReading, strip: Strip) -> tuple[Heard, ...]:
    """The words of *reading* with their boxes on the page; confidence is the mean over the letters."""
    found: list[Heard] = []
    for is_space, group in groupby(reading.letters, key=lambda letter: letter.text == " "):
        if not is_space:
            found.append(_heard(tuple(group), strip))
    return tuple(found)


def _heard(letters: tuple[Letter, ...], strip: Strip) -> Heard:
    sure = [letter.confidence for letter in letters]
    box = strip.box(letters[0].left, letters[-1].right)
    return Heard(Word("".join(letter.text for letter in letters), box, sum(sure) / len(sure)), min(sure))


def stretches(first: Sequence[Word], second: Sequence[Heard]) -> list[Stretch]:
    """Both readings cut at the gaps between words that they share; every word is in exactly one stretch, in order."""
    ours, theirs = " ".join(w.text for w in first), " ".join(h.word.text for h in second)
    breaks = [(0, 0)]
    for step in Levenshtein.opcodes(ours, theirs):
        if step.tag == "equal":
            for n in range(step.src_end - step.src_start):
                if ours[step.src_start + n] == " ":
                    one, other = ours[: step.src_start + n].count(" ") + 1, theirs[: step.dest_start + n].count(" ") + 1
                    breaks.append((one, other))
    breaks.append((len(first), len(second)))
    return [Stretch(tuple(first[a:c]), tuple(second[b:d])) for (a, b), (c, d) in pairwise(breaks) if c > a or d > b]
