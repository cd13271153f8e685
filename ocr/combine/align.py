"""Laying two readings of one line beside each other: where they agree, and the stretches where they do not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from pipeline.model.reading import Word


@dataclass(frozen=True, slots=True)
class Stretch:
    """The same stretch of a line in both readings. Either side may be empty."""

    first: tuple[Word, ...] = field(repr=False)
    second: tuple[Word, ...] = field(repr=False)

    @property
    def first_text(self) -> str:
        return " ".join(word.text for word in self.first)

    @property
    def second_text(self) -> str:
        return " ".join(word.text for word in self.second)

    @property
    def agreed(self) -> bool:
        return self.first_text == self.second_text


def stretches(first: Sequence[Word], second: Sequence[Word]) -> list[Stretch]:
    """Both readings cut at the gaps between words that they share; every word is in exactly one stretch, in order.

    Where one reading has nothing, each word of the other is judged by itself.
    """
    ours, theirs = " ".join(w.text for w in first), " ".join(w.text for w in second)
    breaks = [(0, 0)]
    for step in Levenshtein.opcodes(ours, theirs):
        if step.tag == "equal":
            for n in range(step.src_end - step.src_start):
                if ours[step.src_start + n] == " ":
                    one, other = ours[: step.src_start + n].count(" ") + 1, theirs[: step.dest_start + n].count(" ") + 1
                    breaks.append((one, other))
    breaks.append((len(first), len(second)))
    found: list[Stretch] = []
    for (a, b), (c, d) in pairwise(breaks):
        if c > a and d > b:
            found.append(Stretch(tuple(first[a:c]), tuple(second[b:d])))
        else:
            found += [Stretch((word,), ()) for word in first[a:c]] + [Stretch((), (word,)) for word in second[b:d]]
    return found
