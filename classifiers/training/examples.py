"""Pages to learn from: composed and pressed papers, worn, with what each page is and whether a paper begins on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from classifiers.textmodel.traits import traits_of
from classifiers.training.composing import SetPaper, composed, skeletons
from classifiers.training.pressed import layouts, pressed
from classifiers.training.reading import sheet_of_page
from classifiers.training.wear import worn

OTHER = "other"
"""The kind of skeletons that are no kind of paper the taxonomy knows."""


@dataclass(frozen=True, slots=True)
class Example:
    """One page: its traits and the answers."""

    kind: str
    layout: str
    begins: bool
    traits: frozenset[str] = field(repr=False)


def papers(seed: str, count: int, others: int) -> Iterator[SetPaper]:
    """*count* papers of every skeleton and press layout, *others* of every skeleton of another paper."""
    for skeleton in skeletons():
        for number in range(others if skeleton.kind == OTHER else count):
            yield composed(skeleton, Random(f"{seed}/{skeleton.layout}/{number}"))
    for kind, layout in layouts():
        for number in range(count):
            yield pressed(kind, layout, Random(f"{seed}/{kind}/press-{layout}/{number}"))


def examples(seed: str, count: int, others: int) -> Iterator[Example]:
    """Every page of `papers`, worn; one in four loses its title or most of itself."""
    for number, paper in enumerate(papers(seed, count, others)):
        rng = Random(f"{seed}/wear/{number}")
        for place, page in enumerate(paper.pages):
            sheet = sheet_of_page(worn(page, rng, hard=rng.random() < 0.25), place + 1)
            found = traits_of(sheet)
            if len(found) > 8:
                yield Example(paper.kind, paper.layout, place == 0, found)
