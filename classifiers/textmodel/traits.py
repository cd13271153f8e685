"""What the text model looks at: words and short phrases of a page, where its capitals stand, and how the page is filled.

A trait is a short text. ``so chung thuc`` are words wherever they stand, ``^giay khai sinh`` words in capitals in the upper
part of the page, ``~sparse`` how the page looks. Words are folded (no marks, no case) because engines lose those first.
Figures are told apart only by their length, so that nobody's number is a trait.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from classifiers.layout import Sheet
from classifiers.rows import Row
from classifiers.text import fold_letters

CAPITALS = "^"
LOOK = "~"
_LONGEST = 3
"""Words in a phrase."""
_UPPER = 0.7
_TOP = 0.5
_SURE = 0.3
"""Rows an engine was less sure of than this are scribbles."""


def traits_of(sheet: Sheet) -> frozenset[str]:
    """Every trait of *sheet*, each once."""
    rows = [row for row in sheet.rows if row.bare and row.confidence >= _SURE]
    found = set(_phrases([word for row in rows for word in words_of(row)]))
    for row in rows:
        if row.upper >= _UPPER and row.letters >= 4 and row.box.top < _TOP * sheet.height:
            found.update(CAPITALS + phrase for phrase in _phrases(words_of(row)))
    found.update(LOOK + look for look in looks_of(sheet, rows))
    return frozenset(found)


def words_of(row: Row) -> list[str]:
    """The row's folded words; a figure becomes ``#`` and its length."""
    return [as_trait(word) for word in row.bare.split()]


def as_trait(word: str) -> str:
    """One folded word as it stands in traits."""
    if not any(letter.isdigit() for letter in word):
        return word
    digits = sum(letter.isdigit() for letter in word)
    return f"#{digits}" if digits == len(word) and digits in (9, 10, 12) else "#" if digits == len(word) else "#a"


def _phrases(words: Sequence[str]) -> Iterator[str]:
    for at in range(len(words)):
        for length in range(1, min(_LONGEST, len(words) - at) + 1):
            yield " ".join(words[at : at + length])


# ---------------------------------------------------------------- the look


def looks_of(sheet: Sheet, rows: Sequence[Row]) -> Iterator[str]:
    """How the page is laid out, in a few words that hold for any engine and resolution."""
    yield "lying" if sheet.width > 1.15 * sheet.height else "upright"
    if sheet.nation is not None:
        yield "nation"
        yield "nation-right" if sheet.nation.box.centre[0] > 0.58 * sheet.width else "nation-centred"
    if sheet.number_row is not None:
        yield "number"
    if sheet.mark is not None:
        yield "later-page" if sheet.mark.number > 1 else "first-page"
    yield "titled" if any(block.under_head for block in sheet.blocks) else "untitled"
    letters = sum(row.letters for row in rows)
    yield _step("letters", letters, (60, 250, 700, 1400, 2400))
    if letters:
        yield from _fill(sheet, rows, letters)


def _fill(sheet: Sheet, rows: Sequence[Row], letters: int) -> Iterator[str]:
    left, right = min(row.box.left for row in rows), max(row.box.right for row in rows)
    top, bottom = min(row.box.top for row in rows), max(row.box.bottom for row in rows)
    yield _step("filled", (right - left) * (bottom - top) / (sheet.width * sheet.height), (0.15, 0.35, 0.55))
    beside = sum(1 for one, two in pairwise(rows) if _beside(one, two)) / len(rows)
    yield _step("columns", beside, (0.15, 0.35, 0.6))
    figures = sum(letter.isdigit() for row in rows for letter in row.bare)
    yield _step("figures", figures / (letters + figures), (0.03, 0.1, 0.25))
    yield _step("marked", sum(_marked(row.text) for row in rows) / letters, (0.02, 0.1, 0.18))
    first = next((row for row in rows if row.letters >= 10), None)
    if first is not None and next((c for c in first.text if c.isalpha()), "A").islower():
        yield "goes-on"


def _beside(one: Row, two: Row) -> bool:
    """*two* stands next to *one*, as cells of a table and columns do."""
    return abs(two.box.centre[1] - one.box.centre[1]) < 0.5 * max(one.box.height, two.box.height)


def _marked(text: str) -> int:
    """Letters with a Vietnamese mark: a Vietnamese text has one in five, a foreign one hardly any."""
    return sum(1 for plain, letter in zip(fold_letters(text), text.lower(), strict=False) if plain != letter)


def _step(name: str, value: float, steps: Sequence[float]) -> str:
    return f"{name}-{sum(value >= step for step in steps)}"
