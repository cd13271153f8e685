"""One kind of paper and one field name, as values."""

from dataclasses import dataclass
from enum import StrEnum

from classifiers.text import bare
from pipeline.model.ids import KindCode


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


class FieldType(StrEnum):
    TEXT = "text"
    NAME = "name"
    DATE = "date"
    NUMBER = "number"
    CODE = "code"
    MONEY = "money"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field a paper may carry and the Vietnamese label a clerk reads."""

    name: str
    label: str
    type: FieldType
    personal: bool = False


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
    group: str
    layout: frozenset[Layout]
    fields: tuple[str, ...]
    abbreviation: str
    sensitivity: Sensitivity
    is_result: bool

    @property
    def single_page(self) -> bool:
        return Layout.SINGLE_PAGE in self.layout

    @property
    def bare_titles(self) -> tuple[str, ...]:
        """`titles` folded to bare words."""
        return tuple(bare(title) for title in self.titles)
