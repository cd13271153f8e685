"""What the pages are: documents (giấy tờ) proposed over a batch, with the evidence for every claim."""

from dataclasses import dataclass, field
from enum import StrEnum

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


class Gravity(StrEnum):
    """How much a finding weighs."""

    NOTE = "note"
    """Told, nothing more."""
    DOUBT = "doubt"
    """A person looks before the fields concerned are taken over."""
    BLOCKS = "blocks"
    """The paper is not attached until a person says so."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something on the papers cannot be true as read, or wants a look. Names and places only, never the values.

    `reference` is stable kebab-case and has Vietnamese wording; `fields` are the names of the fields that do not go
    together; `others` are the first pages of the other documents it speaks of.
    """

    reference: str
    pages: tuple[int, ...]
    fields: tuple[str, ...] = ()
    gravity: Gravity = Gravity.DOUBT
    others: tuple[int, ...] = ()


class Decision(StrEnum):
    """Whether the machine's answer is taken over without a person."""

    AUTO = "auto"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class ExtractedField:
    """A value and the place on the paper it was read from.

    `raw` is what the engine read, `value` the same in a normal form (dates ISO 8601, possibly partial: ``1987``,
    ``1987-05``; numbers without blanks). Both are personal data. A person's value stands beside the machine's in
    `confirmed`. `risk` is the probability that `value` is wrong, 0..1; undecided it is 1.
    """

    name: str
    label: str
    raw: str = field(repr=False)
    value: str = field(repr=False)
    page: int
    box: Box
    confidence: float
    risk: float = 1.0
    decision: Decision = Decision.REVIEW
    units: tuple[str, ...] = field(repr=False, default=())
    """For an address: the communes of today it may lie in, each ``code name``."""
    confirmed: str | None = field(repr=False, default=None)

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence outside 0..1: {self.confidence}")
        if not 0.0 <= self.risk <= 1.0:
            raise ValueError(f"risk outside 0..1: {self.risk}")

    @property
    def stands(self) -> str:
        """The value that counts: a person's where one was given, else the machine's."""
        return self.value if self.confirmed is None else self.confirmed


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table as it was read; `value` in a normal form, as for fields."""

    raw: str = field(repr=False)
    value: str = field(repr=False)
    page: int
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a printed table. Every row has as many places as there are columns; an empty cell is None."""

    name: str
    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...] = field(repr=False)

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row does not have the table's columns")


@dataclass(frozen=True, slots=True)
class Document:
    """A page range of a batch proposed as one paper.

    `risk` is the probability, 0..1, that it would be attached wrongly: other pages, another kind, another dossier.
    """

    pages: tuple[int, ...]
    classification: Classification
    fields: tuple[ExtractedField, ...] = field(repr=False)
    boundary: tuple[Evidence, ...]
    """Why a document begins here."""
    boundary_confidence: float
    dossier: DossierCode | None
    """The dossier a cover sheet or receipt ahead of it, or the station, named; None when nobody did."""
    tables: tuple[Table, ...] = field(repr=False, default=())
    findings: tuple[Finding, ...] = ()
    risk: float = 1.0
    decision: Decision = Decision.REVIEW

    def __post_init__(self) -> None:
        if not self.pages:
            raise ValueError("a document has at least one page")

    def value(self, name: str) -> ExtractedField | None:
        """The first field called *name*."""
        for found in self.fields:
            if found.name == name:
                return found
        return None

    @property
    def blocked_by(self) -> Finding | None:
        """The first finding that keeps the paper from being attached."""
        return next((found for found in self.findings if found.gravity is Gravity.BLOCKS), None)


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
