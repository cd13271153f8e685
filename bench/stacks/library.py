"""Papers to make stacks of: drawn by the press, set by recipe, or read for the corpus."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bench.press.case import a_case
from bench.press.catalogue import KINDS, Drawing, an_ink, draw
from bench.press.paper import DrawnPage
from bench.stacks.as_read import Eye, as_read
from bench.stacks.compose import Made, Stack, a_patch, stacked, torn_separator
from bench.stacks.long_papers import drawing, handwritten, lying_list, recipe_for, unknown_paper, usable
from bench.stacks.setter import A4, DPI, Setter
from classifiers.taxonomy import Kind, Taxonomy
from classifiers.text import upper_share
from pipeline.model.reading import PageReading

NO_PAPER = frozenset({"blank", "cover-sheet", "certified-copy-page"})

RARE = frozenset({"circular", "decree", "law"})
"""Kinds with ways of their own that a lesson has to show more than once."""


@dataclass(slots=True)
class Library:
    """`papers` stand alone; `behind` are pages that only come behind a copied paper; `covers` separate."""

    papers: list[Made] = field(default_factory=list)
    behind: list[PageReading] = field(default_factory=list)
    covers: list[PageReading] = field(default_factory=list)

    def put(self, kind: str, pages: Sequence[PageReading]) -> None:
        if kind == "cover-sheet":
            self.covers += pages
        elif kind == "certified-copy-page":
            self.behind += pages[:1]
        elif kind != "blank" and pages:
            self.papers.append(Made(kind, tuple(pages)))

    def add(self, other: "Library") -> None:
        self.papers += other.papers
        self.behind += other.behind
        self.covers += other.covers

    def a_stack(self, rng: random.Random, most: int = 14) -> Stack:
        """A batch of some of the papers: at random, now and then with the same kind several times in a row."""
        chosen: list[Made] = []
        several = [paper for paper in self.papers if len(paper.pages) > 1]
        share = rng.uniform(0.15, 0.8)
        for _ in range(rng.randrange(3, most)):
            paper = rng.choice(several if several and rng.random() < share else self.papers)
            if chosen and rng.random() < 0.08:
                alike = [p for p in self.papers if p.kind == chosen[-1].kind and p is not chosen[-1]]
                paper = rng.choice(alike) if alike else paper
            if self.behind and rng.random() < 0.06:
                paper = replace(paper, pages=(*paper.pages, rng.choice(self.behind)))
            chosen.append(paper)
        return stacked(chosen, rng, self._separator)

    def _separator(self, rng: random.Random) -> PageReading:
        if not self.covers or rng.random() < 0.3:
            return a_patch(rng, A4)
        return torn_separator(rng.choice(self.covers), rng)


def drawn(seed: int, rounds: int, layouts: dict[str, tuple[Drawing, ...]] | None = None) -> Library:
    """*rounds* papers of every kind and layout the press draws, as an engine would have read them."""
    library = Library()
    for number in range(rounds):
        rng = random.Random(f"drawn/{seed}/{number}")
        case = a_case(rng)
        for kind, ways in (layouts or KINDS).items():
            for layout in ways:
                paper = draw(kind, case, rng, ink=an_ink(rng, DPI), dpi=DPI, layout=layout)
                eye = Eye.drawn(rng)
                library.put(kind, [_seen(page, rng, eye) for page in paper.pages])
    return library


def set_by_recipe(seed: int, rounds: int, taxonomy: Taxonomy, kinds: Iterable[Kind] | None = None) -> Library:
    """*rounds* papers of every kind of the taxonomy set line by line, and papers of no kind between them."""
    library = Library()
    chosen = list(kinds or usable(taxonomy))
    for number in range(rounds):
        for kind in chosen + [k for k in chosen if k.code in RARE] * 2:
            rng = random.Random(f"set/{seed}/{number}/{kind.code}/{len(library.papers)}")
            library.put(kind.code, _read(recipe_for(kind)(rng, kind), rng))
            other = rng.choice((unknown_paper, unknown_paper, handwritten, drawing, None))
            if other is not None:
                library.put("unknown", _read(other(rng, kind), rng))
            if rng.random() < 0.08:
                made = library.papers[-1]
                library.papers[-1] = replace(made, pages=(*made.pages, *_read(lying_list(rng, kind), rng)))
    return library


def as_kept(papers: Iterable[tuple[str, Sequence[PageReading]]]) -> Library:
    """Papers that were really read, by kind."""
    library = Library()
    for kind, pages in papers:
        library.put(kind, pages)
    return library


def _seen(page: DrawnPage, rng: random.Random, eye: Eye) -> PageReading:
    lines = [(line.text, line.box) for line in page.lines]
    return _without_head(as_read(lines, page.image.size, rng, eye, dpi=page.dpi, seals=page.seals), rng)


def _read(made: Setter, rng: random.Random) -> list[PageReading]:
    eye = Eye.drawn(rng)
    pages = [as_read(lines, made.make.size, rng, eye, dpi=DPI) for lines in made.done()]
    return [_without_head(page, rng) if number == 0 else page for number, page in enumerate(pages)]


def _without_head(page: PageReading, rng: random.Random) -> PageReading:
    """Now and then a stamp, a fold or a photocopier takes the capitals at the top."""
    if rng.random() > 0.08:
        return page
    lost = rng.uniform(0.5, 1.0)
    kept = tuple(
        line
        for line in page.lines
        if line.box.top > 0.4 * page.height or upper_share(line.text) < 0.6 or rng.random() > lost
    )
    return replace(page, lines=kept)


def stacks(library: Library, seed: int, count: int) -> Iterator[Stack]:
    """*count* batches of *library*."""
    for number in range(count):
        yield library.a_stack(random.Random(f"stack/{seed}/{number}"))
