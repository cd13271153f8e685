"""The taxonomy, ready to ask: every kind, field and checklist, or every fault that keeps it from being used."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from classifiers.taxonomy.checking import Declared, cross_faults
from classifiers.taxonomy.checklists import AskedPaper, KnownProcedure
from classifiers.taxonomy.entries import Entry, FieldEntry, KindEntry, ProcedureEntry, RetentionEntry, TableEntry
from classifiers.taxonomy.faults import Fault, explained
from classifiers.taxonomy.fields import FieldName, TableShape
from classifiers.taxonomy.kinds import Kind, Retention
from classifiers.taxonomy.layers import FILES, Laid, laid_blocks, laid_list, laid_names, sources, strangers
from classifiers.text import bare
from pipeline.errors import ConfigurationError
from pipeline.model.ids import UNKNOWN_KIND, ComponentCode, KindCode, ProcedureCode

_E = TypeVar("_E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Every kind of paper this deployment knows, in the order of the file, every field name and every checklist."""

    kinds: Mapping[KindCode, Kind]
    fields: Mapping[str, FieldName]
    tables: Mapping[str, TableShape]
    procedures: Mapping[ProcedureCode, KnownProcedure]
    any_paper_words: tuple[str, ...]
    """Words of components that take whatever the citizen brings."""

    @classmethod
    def load(cls, folder: Path | None = None) -> "Taxonomy":
        """Our taxonomy, with the operator's *folder* laid over it.

        `ConfigurationError("taxonomy-invalid")` names every fault found, not the first one alone.
        """
        taxonomy, faults = _read(folder)
        if faults:
            raise ConfigurationError(
                "taxonomy-invalid",
                "the list of kinds cannot be used: " + "; ".join(map(str, faults)),
                "each fault with its cure: sohoa kinds check" + (f" {folder}" if folder else ""),
            )
        return taxonomy

    def __iter__(self) -> Iterator[Kind]:
        return iter(self.kinds.values())

    def kind(self, code: KindCode) -> Kind:
        """The kind called *code*, or the unknown one: a code from another site's list is no reason to stop."""
        return self.kinds.get(code) or self.kinds[UNKNOWN_KIND]

    def title(self, code: KindCode) -> str:
        """Its Vietnamese title: safe to show anywhere."""
        return self.kind(code).title

    def label(self, name: str) -> str:
        """The Vietnamese label of field *name*; `KeyError` when there is no such field."""
        return self.fields[name].label


def faults_in(folder: Path | None = None) -> tuple[Fault, ...]:
    """Everything wrong with our taxonomy as the operator's *folder* changes it; empty when it is sound."""
    return _read(folder)[1]


def _read(folder: Path | None) -> tuple[Taxonomy, tuple[Fault, ...]]:
    faults: list[Fault] = [] if folder is None else [*strangers(folder)]
    layers = {name: sources(name, folder, faults) for name in FILES}
    whole = not faults  # in a file that could not be read everything is missing: that need not be said twice
    names = laid_names(layers["fields.toml"], "fields", faults)
    shapes = laid_names(layers["fields.toml"], "tables", faults)
    ages = laid_names(layers["retention.toml"], "retention", faults)
    blocks = laid_blocks(layers["kinds.toml"], "kind", faults)
    any_paper = laid_list(layers["procedures.toml"], "any_paper_words", faults)
    fields, tables = _valid(names, FieldEntry, faults), _valid(shapes, TableEntry, faults)
    kept, kinds = _valid(ages, RetentionEntry, faults), _valid(blocks, KindEntry, faults)
    procedures = _valid(laid_blocks(layers["procedures.toml"], "procedure", faults), ProcedureEntry, faults)
    if whole:
        declared = Declared(_codes(blocks), _codes(names), _codes(shapes), _codes(ages))
        faults.extend(cross_faults(declared, kinds, fields, tables, kept, procedures))
    if faults:
        return Taxonomy({}, {}, {}, {}, ()), tuple(faults)
    labels = {laid.code: FieldName(laid.code, e.label, e.type, e.personal) for laid, e in fields}
    retentions = {laid.code: Retention(laid.code, **entry.model_dump()) for laid, entry in kept}
    taxonomy = Taxonomy(
        {KindCode(entry.code): _kind(entry, retentions) for _, entry in kinds},
        labels,
        {laid.code: TableShape(laid.code, e.label, tuple(labels[c] for c in e.columns)) for laid, e in tables},
        {ProcedureCode(entry.code): _procedure(entry) for _, entry in procedures},
        any_paper,
    )
    return taxonomy, ()


def _codes(entries: Iterable[Laid]) -> frozenset[str]:
    return frozenset(laid.code for laid in entries)


def _valid(entries: Iterable[Laid], model: type[_E], faults: list[Fault]) -> list[tuple[Laid, _E]]:
    """Entries of the right form. One that is not is a fault, and the rest of it is looked at all the same."""
    sound: list[tuple[Laid, _E]] = []
    for laid in entries:
        try:
            sound.append((laid, model.model_validate(laid.data)))
        except ValidationError as error:
            faults.extend(_malformed(laid, error, model))
            wrong = {found["loc"][0] for found in error.errors() if found["loc"]}
            with suppress(ValidationError):
                rest = {key: said for key, said in laid.data.items() if key not in wrong}
                sound.append((laid, model.model_validate(rest)))
    return sound


def _malformed(laid: Laid, error: ValidationError, model: type[Entry]) -> Iterator[Fault]:
    for found in error.errors():
        what, why, fix = explained(found, model.model_fields)
        where = [str(part) for part in found["loc"]]
        said = found["input"] if isinstance(found["input"], str) else "".join(where[-1:])
        yield Fault(laid.place("".join(where[:1]), said), laid.code, what, why, fix)


def _kind(entry: KindEntry, ages: Mapping[str, Retention]) -> Kind:
    said = entry.model_dump()
    for name in ("phrases", "needs", "negatives", "component_words"):
        said[name] = tuple(bare(words) for words in said[name])
    said["code"] = KindCode(entry.code)
    said["retention"] = ages[entry.retention]
    return Kind(**said)


def _procedure(entry: ProcedureEntry) -> KnownProcedure:
    papers = tuple(
        AskedPaper(
            ComponentCode(paper.code),
            paper.name,
            tuple(map(KindCode, paper.kinds)),
            tuple(map(KindCode, paper.instead)),
            paper.any_paper,
            paper.required,
            paper.many,
            paper.form_number,
        )
        for paper in entry.papers
    )
    result = KindCode(entry.result_kind) if entry.result_kind else None
    return KnownProcedure(
        ProcedureCode(entry.code), entry.name, entry.field, result, entry.result_codes, entry.source, papers
    )
