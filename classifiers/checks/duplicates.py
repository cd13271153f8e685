"""The same paper scanned twice: fed again by mistake, or left in the tray from the citizen before.

Two people on one form are two papers however alike their text is, and a certified copy is not the paper it copies: so
nothing certain may differ, and something certain has to agree, or the very same picture has come twice.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from classifiers.text import bare
from pipeline.model.documents import Document, Finding
from pipeline.model.ids import UNKNOWN_KIND, Digest
from pipeline.model.sameness import PaperIdentity
from pipeline.ports import BatchView

LIKE = 0.80
"""Share of words two readings of one sheet have in common at least; the second may be worn or askew."""
VERY_LIKE = 0.90
"""Where no number and no person was read well, the text alone has to say it, figures and all."""
_LEAST_WORDS = 30
_CERTIFIED = "chung thuc ban sao dung voi ban chinh"


@dataclass(frozen=True, slots=True)
class Look:
    """What tells a paper from another: who and what it says it is, its pictures, its words."""

    identity: PaperIdentity
    pictures: tuple[Digest, ...]
    words: Counter[str] = field(repr=False)
    figures: Counter[str] = field(repr=False)
    certified: bool

    @classmethod
    def of(cls, document: Document, view: BatchView) -> "Look":
        captures = {page.number: page.capture for page in view.batch.pages}
        readings = [view.readings[n] for n in document.pages if n in view.readings]
        folded = [bare(line.text) for reading in readings for line in reading.lines]
        words = Counter(word for row in folded for word in row.split())
        return cls(
            identity=PaperIdentity.of(document.classification.kind, document.fields),
            pictures=tuple(captures[n].digest for n in document.pages if n in captures and not captures[n].blank),
            words=words,
            figures=Counter({w: n for w, n in words.items() if any(map(str.isdecimal, w))}),
            certified=_CERTIFIED in " ".join(folded),
        )

    def repeats(self, other: "Look") -> bool:
        """Whether both are one paper."""
        if self.pictures and self.pictures == other.pictures:
            return True
        if self.certified != other.certified or self.identity.contradicts(other.identity):
            return False
        alike = overlap(self.words, other.words)
        if alike < LIKE:
            return False
        if self.identity.is_same_as(other.identity):
            return True
        known = self.identity.kind != UNKNOWN_KIND and sum(self.words.values()) >= _LEAST_WORDS
        return known and alike >= VERY_LIKE and overlap(self.figures, other.figures) >= VERY_LIKE


def overlap(one: Counter[str], other: Counter[str]) -> float:
    """Share of words two texts have in common, counted as often as they stand there, 0..1; 1 when both are empty."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def duplicates(documents: Sequence[Document], view: BatchView) -> Iterator[tuple[int, Finding]]:
    """``duplicate-of`` for each paper that repeats an earlier one of its dossier, with its place in *documents*."""
    looks = [Look.of(document, view) for document in documents]
    for place, document in enumerate(documents):
        for earlier in range(place):
            first = documents[earlier]
            if first.dossier == document.dossier and looks[place].repeats(looks[earlier]):
                yield place, Finding("duplicate-of", document.pages, (), others=(first.pages[0],))
                break
