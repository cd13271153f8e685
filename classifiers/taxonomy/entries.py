"""The forms of the entries in the taxonomy's files: what may be said about a kind, a field, a procedure, and how."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from classifiers.taxonomy.fields import FieldType
from classifiers.taxonomy.kinds import Layout, Sensitivity

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Said = Annotated[str, StringConstraints(min_length=1)]
ResultCode = Annotated[str, StringConstraints(pattern=r"^KQ\.[A-Z]\d{2}\.\d{6}$")]


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class FieldEntry(Entry):
    label: Said
    type: FieldType
    personal: bool = False


class TableEntry(Entry):
    label: Said
    columns: tuple[str, ...] = Field(min_length=1)


class RetentionEntry(Entry):
    text: Said
    years: int | None = Field(default=None, ge=0)
    permanent: bool = False
    source: str = ""
    verified: bool = False


class KindEntry(Entry):
    code: Code
    title: str
    titles: tuple[str, ...]
    open: bool = False
    phrases: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    negatives: tuple[str, ...] = ()
    form_numbers: tuple[str, ...] = ()
    group: Said
    layout: frozenset[Layout] = frozenset()
    fields: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    abbreviation: str = ""
    sensitivity: Sensitivity
    is_result: bool = False
    result_codes: tuple[ResultCode, ...] = ()
    component_words: tuple[str, ...] = ()
    several: bool = False
    one_per_person: bool = False
    seal: bool = False
    signature: bool = False
    valid_months: int | None = Field(default=None, ge=1)
    valid_source: str = ""
    retention: str = "unverified"


class AskedPaperEntry(Entry):
    code: Said
    name: Said
    kinds: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    any_paper: bool = False
    required: bool
    many: bool = False
    form_number: str = ""


class ProcedureEntry(Entry):
    code: Annotated[str, StringConstraints(pattern=r"^[123]\.\d{6}$")]
    name: Said
    field: Said
    result_kind: str = ""
    result_codes: tuple[ResultCode, ...] = ()
    source: str = ""
    papers: tuple[AskedPaperEntry, ...] = Field(min_length=1)
