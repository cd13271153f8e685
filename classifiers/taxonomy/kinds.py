"""One kind of paper, as a value."""

from dataclasses import dataclass
from enum import StrEnum

from classifiers.taxonomy.fields import FieldName, FieldType
from classifiers.text import bare
from pipeline.model.ids import KindCode

__all__ = ["FieldName", "FieldType", "Kind", "Layout", "Retention", "Sensitivity"]


class Layout(StrEnum):
    """How a kind of paper usually looks; a hint, never a rule."""

    CARD = "card"
    BOOKLET = "booklet"
    DRAWING = "drawing"
    SINGLE_PAGE = "single-page"
    LONG = "long"
    AGENCY = "agency"
    """Issued by an agency: national heading right, agency and number left (NĐ 30/2020)."""
    HEADING = "heading"
    NO_HEADING = "no-heading"
    ANYWHERE = "anywhere"
    """Its title may stand anywhere on the page, as lời chứng does on the last page of a copy."""


class Sensitivity(StrEnum):
    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    """Sensitive personal data of NĐ 356/2025."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a paper of some kinds is kept (thời hạn bảo quản), and who says so."""

    code: str
    text: str
    """Vietnamese, for whoever keeps the archive."""
    years: int | None
    """Years; None when it is permanent or nobody has said."""
    permanent: bool
    source: str
    verified: bool
    """Somebody has read it in the law. Nothing is ever deleted on the strength of an unverified one."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper. See ``kinds.toml`` for what each entry means."""

    code: KindCode
    title: str
    titles: tuple[str, ...]
    open: bool
    phrases: tuple[str, ...]
    needs: tuple[str, ...]
    negatives: tuple[str, ...]
    form_numbers: tuple[str, ...]
    """``Mẫu số 11/ĐK``, ``CT01``: what stands top right on a form; a hint, for laws number anew."""
    group: str
    layout: frozenset[Layout]
    fields: tuple[str, ...]
    tables: tuple[str, ...]
    abbreviation: str
    sensitivity: Sensitivity
    is_result: bool
    result_codes: tuple[str, ...]
    """Result types of the national list (``KQ.G15.000031``) it may be; empty where none is published."""
    component_words: tuple[str, ...]
    """Words by which checklists ask for it, folded to bare words."""
    several: bool
    """A dossier often brings more than one: the identity papers of both sides, certificates of several parcels."""
    one_per_person: bool
    """A person has at most one that is valid: two that differ contradict each other."""
    seal: bool
    """Without the agency's seal it is no original."""
    signature: bool
    """Somebody must have signed it by hand."""
    valid_months: int | None
    """Months it may be used for after issue, by law; None when its own face says, or it has no end."""
    valid_source: str
    retention: Retention

    @property
    def single_page(self) -> bool:
        return Layout.SINGLE_PAGE in self.layout

    @property
    def bare_titles(self) -> tuple[str, ...]:
        """`titles` folded to bare words."""
        return tuple(bare(title) for title in self.titles)
