"""What was written by hand: is it read, is it at least doubted, or is it wrong and sure of itself?

A written number counts as silently wrong when what was read in its place is not it and every word there claims a
confidence of `SURE` or more. Nothing read in its place is a gap, which a form's reader sees.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.press.paper import TrueLine
from bench.score import normal
from pipeline.model.geometry import Box
from pipeline.model.reading import Word

SURE = 0.9
_EDGES = ".,;:()[]\"'-–…_"


@dataclass(frozen=True, slots=True)
class HandScore:
    """Counts over one page or many."""

    words: int = 0
    right: int = 0
    numbers: int = 0
    numbers_right: int = 0
    unread: int = 0
    doubted: int = 0
    silent: int = 0

    def __add__(self, other: "HandScore") -> "HandScore":
        return HandScore(
            self.words + other.words,
            self.right + other.right,
            self.numbers + other.numbers,
            self.numbers_right + other.numbers_right,
            self.unread + other.unread,
            self.doubted + other.doubted,
            self.silent + other.silent,
        )

    @property
    def recall(self) -> float:
        """Share of the written words that were read right in their place."""
        return self.right / max(1, self.words)

    @property
    def silent_share(self) -> float:
        """Share of the written numbers and dates that were read wrong with confidence."""
        return self.silent / max(1, self.numbers)


def total(scores: Iterable[HandScore]) -> HandScore:
    return sum(scores, HandScore())


def hand_score(written: Sequence[TrueLine], read: Iterable[Word]) -> HandScore:
    """*read* held against what was *written*, each piece where it stands."""
    words = list(read)
    return total(_piece(piece, words) for piece in written)


def _piece(piece: TrueLine, read: Sequence[Word]) -> HandScore:
    here = sorted((word for word in read if _within(word.box, piece.box)), key=lambda word: word.box.left)
    told = [_parts(word, piece.box) for word in here]
    whole = _bare_of_edges(" ".join(word.text for word in here)) == _bare_of_edges(piece.text)
    wanted = [text for text in map(_bare_of_edges, normal(piece.text)) if text]
    alien = [word for word, parts in zip(here, told, strict=True) if any(parts) and not parts & set(wanted)]
    suspects = [word for word in alien if _has_digit(word.text)] or alien
    sure = bool(suspects) and min(word.confidence for word in suspects) >= SURE
    counted = HandScore()
    for text in wanted:
        right = whole or any(text in parts for parts in told)
        wrong = not right and _has_digit(text)
        counted += HandScore(
            words=1,
            right=right,
            numbers=_has_digit(text),
            numbers_right=right and _has_digit(text),
            unread=wrong and not suspects,
            doubted=wrong and bool(suspects) and not sure,
            silent=wrong and sure,
        )
    return counted


def _parts(word: Word, piece: Box) -> set[str]:
    """What of *word* may be the piece: all of it; where it reaches beyond (``217/QĐ-UBND``, ``ngày29``), also a part."""
    whole = _bare_of_edges(word.text)
    if word.box.width <= 1.25 * piece.width:
        return {whole}
    return {whole, *re.split(r"[/:]", whole), *re.findall(r"\d+", whole)}


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _bare_of_edges(text: str) -> str:
    return "".join(normal(text)).strip(_EDGES)


def _within(word: Box, piece: Box) -> bool:
    """The word's middle lies where the piece stands, or it covers the piece."""
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    slack = 0.3 * piece.height
    inside = piece.left - slack <= x <= piece.right + slack and piece.top - slack <= y <= piece.bottom + slack
    return inside or word.overlap(piece) > 0.5 * piece.area
