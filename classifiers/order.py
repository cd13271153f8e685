"""Pages of one paper fed in another order than they are numbered in.

A copy has its pages in the right order (TT 01/2023/TT-VPCP, Đ8). Nothing is put right here: what was scanned stays as it
was fed, and a person sees to it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from classifiers.layout import PageMark
from classifiers.signals import Signals
from pipeline.model.documents import Document, Doubt

DISORDER = "pages-out-of-order"


def disorderly(
    documents: Iterable[Document], signals: Mapping[int, Signals], accepted: Collection[int]
) -> Iterator[Doubt]:
    """A doubt for every document whose printed page numbers fall, unless somebody found it right as it is."""
    for document in documents:
        marks = [signals[number].sheet.mark for number in document.pages]
        if any(_falls(*pair) for pair in pairwise(marks)) and not set(document.pages) <= set(accepted):
            yield Doubt(DISORDER, document.pages)


def _falls(earlier: PageMark | None, later: PageMark | None) -> bool:
    """From 3 to 2. An annex that counts from one again is in order, and larger falls are misread figures."""
    if earlier is None or later is None:
        return False
    return (
        later.number == earlier.number - 1 and later.total == earlier.total and (later.number > 1 or bool(later.total))
    )
