"""What the pages are: documents (giấy tờ) proposed over a batch, with the evidence for every claim."""

from dataclasses import dataclass, field

from pipeline.model.geometry import Box
from pipeline.model.ids import BatchId, DossierCode, KindCode


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a claim: a stable name, the page it stands on and, where there is one, the place."""

    name: str
    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Classification:
    """The kind of a document, how sure, and why."""

    kind: KindCode
    title: str
    """The kind's Vietnamese title, from the taxonomy (not from the paper): safe to show anywhere."""
    confidence: float
    reasons: tuple[Evidence, ...]
    classifier: str

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence outside 0..1: {self.confidence}")


@dataclass(frozen=True, slots=True)
class ExtractedField:
    """A value and the place on the paper it was read from.

    `raw` is what the engine read, `value` the same in a normal form (dates ISO 8601, possibly partial: ``1987``,
    ``1987-05``; numbers without blanks). Both are personal data.
    """

    name: str
    label: str
    raw: str = field(repr=False)
    value: str = field(repr=False)
    page: int
    box: Box
    confidence: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence outside 0..1: {self.confidence}")


@dataclass(frozen=True, slots=True)
class Document:
    """A page range of a batch proposed as one paper."""

    pages: tuple[int, ...]
    classification: Classification
    fields: tuple[ExtractedField, ...] = field(repr=False)
    boundary: tuple[Evidence, ...]
    """Why a document begins here."""
    boundary_confidence: float
    dossier: DossierCode | None
    """The dossier a cover sheet or receipt ahead of it, or the station, named; None when nobody did."""

    def __post_init__(self) -> None:
        if not self.pages:
            raise ValueError("a document has at least one page")

    def value(self, name: str) -> ExtractedField | None:
        """The first field called *name*."""
        for found in self.fields:
            if found.name == name:
                return found
        return None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person has to decide. `reference` has Vietnamese wording; `pages` say where to look."""

    reference: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One reading of a whole batch: every page is in exactly one document, a separator, or a blank.

    Reversible: the batch itself is not touched, another proposal may replace this one.
    """

    batch: BatchId
    documents: tuple[Document, ...]
    separators: tuple[int, ...]
    blanks: tuple[int, ...]
    doubts: tuple[Doubt, ...] = ()
    quarantined: tuple[int, ...] = ()
    """Pages that must not be kept as text or attached (a secrecy stamp)."""

    def __post_init__(self) -> None:
        named = [n for d in self.documents for n in d.pages] + [*self.separators, *self.blanks, *self.quarantined]
        if len(named) != len(set(named)):
            raise ValueError(f"batch {self.batch}: a page has two places in the proposal")

    @property
    def placed(self) -> frozenset[int]:
        return frozenset(
            [n for d in self.documents for n in d.pages] + [*self.separators, *self.blanks, *self.quarantined]
        )
