"""How well stacks come apart: beginnings found and missed, whole papers, and what people are asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from bench.stacks.compose import Stack
from classifiers.separate import RuleSeparator
from classifiers.strips import UNSURE


@dataclass(slots=True)
class Parting:
    """Sums over stacks. A separator that was not known as one is nobody's beginning."""

    pages: int = 0
    right: int = 0
    invented: int = 0
    missed: int = 0
    papers: int = 0
    whole: int = 0
    strips: int = 0
    pages_asked: int = 0
    unasked: int = 0
    unasked_wrong: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.invented + self.missed)

    def __str__(self) -> str:
        return (
            f"boundaries F1 {self.f1:.4f} (invented {self.invented}, missed {self.missed} of {self.papers}); "
            f"papers whole {self.whole / max(1, self.papers):.4f}; strips {100 * self.strips / max(1, self.pages):.2f} "
            f"per 100 pages, {100 * self.pages_asked / max(1, self.pages):.1f} % of pages in them; "
            f"papers outside them wrong {self.unasked_wrong} of {self.unasked}"
        )


def parted(separator: RuleSeparator, stacks: Iterable[Stack]) -> Parting:
    """What *separator* makes of *stacks*."""
    sums = Parting()
    for stack in stacks:
        proposal = separator.separate(stack.view)
        papers = [d.pages for d in proposal.documents if not set(d.pages) <= stack.separators]
        found, true = {pages[0] for pages in papers}, {pages[0] for pages in stack.papers}
        asked = {n for doubt in proposal.doubts if doubt.reference == UNSURE for n in doubt.pages}
        alone = [pages for pages in papers if not asked & set(pages)]
        sums.pages += len(stack.view.readings)
        sums.right += len(found & true)
        sums.invented += len(found - true)
        sums.missed += len(true - found)
        sums.papers += len(true)
        sums.whole += len(set(papers) & set(stack.papers))
        sums.strips += sum(doubt.reference == UNSURE for doubt in proposal.doubts)
        sums.pages_asked += len(asked)
        sums.unasked += len(alone)
        sums.unasked_wrong += len(set(alone) - set(stack.papers))
    return sums
