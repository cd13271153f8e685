"""Claims of the machine with what is true: batches composed of read papers, understood as `sohoa run` does, and judged.

Each case of the corpus is fed several times: as files of their own and as one stack, in another order each time, with
the backs in between. A claim keeps the evidence it was decided on, and the case and layout it came from.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.corpus import ReadCase, ReadPaper, one_file, view_of
from bench.minds import Minds
from bench.score import alike
from classifiers.decisions.evidence import Looking
from classifiers.decisions.families import Family, family_of
from pipeline.model.documents import Document
from pipeline.model.ids import UNKNOWN_KIND
from pipeline.ports import BatchView
from pipeline.stages.place import ROUTING_KINDS

GOES_WITH = ("blank", "certified-copy-page")
"""What belongs to the paper before it: the back of its sheet, and the words that certify it (NĐ 23/2015/NĐ-CP Đ20)."""


@dataclass(frozen=True, slots=True)
class Told:
    """One claim: about a field or about a document."""

    family: Family
    subject: str
    kind: str
    paper: str
    layout: str
    pages: int
    evidence: dict[str, float]
    right: bool


def told(cases: Iterable[ReadCase], minds: Minds, times: int, seed: int = 1) -> Iterator[Told]:
    """Every claim about every case, fed *times* times: every other batch as one stack, every third without its slip."""
    for number, case in enumerate(cases):
        for turn in range(number, number + times):
            papers = _fed(case, turn, random.Random(f"decisions/{seed}/{case.name}/{turn}"))
            view = view_of(papers)
            if turn % 2:
                view = one_file(view)
            yield from _judged(minds, view, papers)


def _fed(case: ReadCase, turn: int, rng: random.Random) -> list[ReadPaper]:
    backs = [paper for paper in case.papers if paper.kind == "blank"]
    first, *others = [paper for paper in case.papers if paper.kind != "blank"]
    rng.shuffle(others)
    fed = [first]
    for paper in others:
        fed.append(paper)
        if rng.random() < 0.3 and backs:
            fed.append(rng.choice(backs))
    return fed if turn % 3 != 2 else fed[1:]  # the slip lost


def _judged(minds: Minds, view: BatchView, papers: Sequence[ReadPaper]) -> Iterator[Told]:
    owner: dict[int, ReadPaper] = {}
    spans: dict[tuple[int, ...], ReadPaper] = {}
    number = 0
    for paper in papers:
        pages = tuple(range(number + 1, number + 1 + len(paper.pages)))
        owner |= dict.fromkeys(pages, paper)
        spans[pages] = paper
        number += len(pages)
    for document in minds.examined(view):
        if document.classification.kind in ROUTING_KINDS:
            continue
        first, *rest = document.pages
        sides = (first, *(number for number in rest if owner[number].kind not in GOES_WITH))
        yield from _of_document(minds, view, document, owner[document.pages[0]], spans.get(sides))


def _of_document(
    minds: Minds, view: BatchView, document: Document, paper: ReadPaper, whole: ReadPaper | None
) -> Iterator[Told]:
    looking = Looking(document, view, minds.taxonomy)
    kind = document.classification.kind
    if kind != UNKNOWN_KIND:  # nobody files a paper of no kind unseen
        right = whole is not None and whole.kind == kind
        yield Told(
            Family.DOCUMENT,
            Family.DOCUMENT,
            kind,
            paper.name,
            f"{paper.kind}/{paper.layout}",
            len(document.pages),
            looking.of_document(),
            right,
        )
    stated = paper.stated()
    for found in document.fields:
        if found.name not in stated:
            continue
        yield Told(
            family_of(found.name, minds.taxonomy),
            found.name,
            kind,
            paper.name,
            f"{paper.kind}/{paper.layout}",
            1,
            looking.of_field(found),
            alike(found.value, stated[found.name]),
        )
