"""How far what was read is from what is printed: letters, words, and words wherever they stand on the page.

Both sides are brought to NFC; dashes, quotation marks and dot leaders are made alike, because which of them is printed
is nobody's question. Letters with and without their marks are counted: `bare` forgives a wrong tone, not a wrong letter.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import quantiles

from rapidfuzz.distance import Levenshtein

from bench.matching import matched

_ALIKE = str.maketrans({"–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})
_LEADERS = re.compile(r"[.…·_]{3,}|…")
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over one page or many; they add up."""

    letters: int = 0
    wrong_letters: int = 0
    words: int = 0
    wrong_words: int = 0
    found_words: int = 0
    wrong_bare: int = 0
    found_bare: int = 0
    wrong_in_lines: int = 0
    added: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.letters + other.letters,
            self.wrong_letters + other.wrong_letters,
            self.words + other.words,
            self.wrong_words + other.wrong_words,
            self.found_words + other.found_words,
            self.wrong_bare + other.wrong_bare,
            self.found_bare + other.found_bare,
            self.wrong_in_lines + other.wrong_in_lines,
            self.added + other.added,
        )

    @property
    def cer(self) -> float:
        """Character error rate in the paper's reading order; above 1 when much was added."""
        return self.wrong_letters / max(1, self.letters)

    @property
    def bare_cer(self) -> float:
        """The same without diacritics."""
        return self.wrong_bare / max(1, self.letters)

    @property
    def line_cer(self) -> float:
        """Character error rate where each printed line is sought wherever it was read; order and additions do not count.

        A line that was not read costs its whole length, and no word read serves two lines: see `bench.matching`.
        """
        return self.wrong_in_lines / max(1, self.letters)

    @property
    def added_rate(self) -> float:
        """Letters read that belong to no printed line, as a share of the printed ones."""
        return self.added / max(1, self.letters)

    @property
    def wer(self) -> float:
        """Word error rate in reading order."""
        return self.wrong_words / max(1, self.words)

    @property
    def recall(self) -> float:
        """Share of the printed words that were read right, wherever they stand."""
        return self.found_words / max(1, self.words)

    @property
    def bare_recall(self) -> float:
        """The same without diacritics."""
        return self.found_bare / max(1, self.words)


def total(scores: Iterable[Score]) -> Score:
    return sum(scores, Score())


def score(truth: str, read: str) -> Score:
    """*read* against *truth*, both of one page."""
    true_words, words = normal(truth), normal(read)
    found = matched([normal(line) for line in truth.splitlines()], words)
    true_bare, bare_words = [bare(w) for w in true_words], [bare(w) for w in words]
    return Score(
        letters=len(" ".join(true_words)),
        wrong_letters=Levenshtein.distance(" ".join(true_words), " ".join(words)),
        words=len(true_words),
        wrong_words=Levenshtein.distance(true_words, words),
        found_words=_found(true_words, words),
        wrong_bare=Levenshtein.distance(" ".join(true_bare), " ".join(bare_words)),
        found_bare=_found(true_bare, bare_words),
        wrong_in_lines=found.wrong,
        added=found.added,
    )


def normal(text: str) -> list[str]:
    """Words as they are compared."""
    return _LEADERS.sub(" ", unicodedata.normalize("NFC", text).translate(_ALIKE)).split()


def bare(word: str) -> str:
    """Without tone and letter marks; đ has no decomposition and needs its own line."""
    apart = unicodedata.normalize("NFD", word.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _found(truth: Sequence[str], read: Sequence[str]) -> int:
    return (Counter(truth) & Counter(read)).total()


def interval(pages: Sequence[Score], of: Callable[[Score], float], seed: int = 1) -> tuple[float, float]:
    """95 % bootstrap interval of *of*, whole pages drawn again."""
    rng = Random(seed)
    values = [of(total(rng.choices(pages, k=len(pages)))) for _ in range(RESAMPLES)]
    return _middle(values)


def difference(
    first: Sequence[Score], second: Sequence[Score], of: Callable[[Score], float], seed: int = 1
) -> tuple[float, float]:
    """95 % bootstrap interval of *of* by *first* less *of* by *second*, the same pages drawn for both."""
    rng = Random(seed)
    places = range(len(first))
    values: list[float] = []
    for _ in range(RESAMPLES):
        drawn = rng.choices(places, k=len(first))
        values.append(of(total(first[n] for n in drawn)) - of(total(second[n] for n in drawn)))
    return _middle(values)


def _middle(values: Sequence[float]) -> tuple[float, float]:
    cuts = quantiles(values, n=40, method="inclusive")
    return cuts[0], cuts[-1]


def alike(found: str, stated: Sequence[str]) -> bool:
    """Exact but for composition, case and blanks; a value said over several lines is one."""
    return _plain(found) in {_plain(value) for value in (*stated, " ".join(stated))}


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
