"""Faults no entry shows by itself: names that lead nowhere, titles two kinds claim, texts in the wrong form."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from classifiers.taxonomy.entries import FieldEntry, KindEntry, ProcedureEntry, RetentionEntry, TableEntry
from classifiers.taxonomy.faults import Fault, nearest
from classifiers.taxonomy.layers import Laid
from classifiers.text import bare
from pipeline.model.ids import UNKNOWN_KIND

_FIELD = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
_CALLED = {"titles": "printed title", "form_numbers": "form number", "abbreviation": "abbreviation"}
_UNTITLED = frozenset({UNKNOWN_KIND})
_Kinds: TypeAlias = Sequence[tuple[Laid, KindEntry]]


@dataclass(frozen=True, slots=True)
class Declared:
    """Every code and name the files declare, of the right form or not: what is malformed is not missing as well."""

    kinds: frozenset[str]
    fields: frozenset[str]
    tables: frozenset[str]
    retention: frozenset[str]


def cross_faults(
    declared: Declared,
    kinds: _Kinds,
    fields: Sequence[tuple[Laid, FieldEntry]],
    tables: Sequence[tuple[Laid, TableEntry]],
    kept: Sequence[tuple[Laid, RetentionEntry]],
    procedures: Sequence[tuple[Laid, ProcedureEntry]],
) -> Iterator[Fault]:
    """What is wrong between entries that are each of the right form."""
    if UNKNOWN_KIND not in declared.kinds:
        why = "papers nobody can name would have no kind"
        yield Fault("kinds.toml", "", f"the kind {UNKNOWN_KIND!r} is missing", why, "do not drop it")
    for laid, _ in fields:
        if not _FIELD.match(laid.code):
            why = "programs read fields by their names"
            yield Fault(laid.place(), laid.code, "it is no name for a field", why, "use small letters, figures and _")
    for laid, table in tables:
        yield from _unknown(laid, "columns", table.columns, declared.fields, "field", "fields.toml")
    for laid, age in kept:
        if age.verified and not age.source:
            why = "nobody could look it up again"
            yield Fault(laid.place("verified"), laid.code, "verified without a source", why, "name law and article")
    for laid, kind in kinds:
        yield from _of_kind(laid, kind)
        yield from _unknown(laid, "fields", kind.fields, declared.fields, "field", "fields.toml")
        yield from _unknown(laid, "tables", kind.tables, declared.tables, "table", "fields.toml")
        yield from _unknown(laid, "retention", (kind.retention,), declared.retention, "retention", "retention.toml")
    yield from _shared(kinds)
    for laid, procedure in procedures:
        yield from _of_procedure(laid, procedure, declared.kinds)


def _unknown(
    laid: Laid, key: str, said: Sequence[str], known: Collection[str], what: str, file: str
) -> Iterator[Fault]:
    for name in said:
        if name not in known:
            told = f"there is no {what} {name!r}{nearest(name, known)}"
            why = "nothing could be found under that name"
            yield Fault(laid.place(key, name), laid.code, told, why, f"correct it, or add it to {file}")
    for name, times in Counter(said).items():
        if times > 1:
            told = f"the {what} {name!r} stands twice"
            yield Fault(laid.place(key, name), laid.code, told, "once is enough", "take one away")


def _of_kind(laid: Laid, kind: KindEntry) -> Iterator[Fault]:
    if not kind.title:
        why = "clerks could not tell what it is"
        yield Fault(laid.place("title"), kind.code, "the title is empty", why, "say what clerks call it")
    if not kind.titles and kind.code not in _UNTITLED:
        why = "nothing printed would lead to it"
        yield Fault(laid.place("titles"), kind.code, "no printed title", why, "add the title as printed on the paper")
    for title in kind.titles:
        if not bare(title) or title != title.upper():
            why = "a title is told from running text by its capitals"
            what = f"the printed title {title!r} is not upper case"
            yield Fault(laid.place("titles", title), kind.code, what, why, f"write {title.upper()!r}")
    if kind.valid_months is not None and not kind.valid_source:
        why = "a paper would be called expired on nobody's word"
        yield Fault(laid.place("valid_months"), kind.code, "valid_months without valid_source", why, "name the law")
    texts = (kind.title, *kind.titles, *kind.phrases, *kind.needs, *kind.negatives, *kind.component_words)
    for text in texts:
        if not unicodedata.is_normalized("NFC", text):
            why = "equal words would not be equal"
            yield Fault(laid.place(text=text), kind.code, f"{text!r} is not NFC", why, "type the word again")


def _shared(kinds: _Kinds) -> Iterator[Fault]:
    """What is printed and would lead to two kinds."""
    owners: dict[tuple[str, str], str] = {}
    for laid, kind in kinds:
        printed = [("titles", title) for title in kind.titles]
        printed += [("form_numbers", number) for number in kind.form_numbers]
        printed += [("abbreviation", kind.abbreviation)] if kind.abbreviation else []
        for key, said in printed:
            owner = owners.setdefault((key, _letters(key, said)), kind.code)
            if owner != kind.code:
                what = f"the {_CALLED[key]} {said!r} already belongs to {owner}"
                why = "the same print would name two kinds"
                yield Fault(laid.place(key, said), kind.code, what, why, f"take it from here or from {owner}")


def _letters(key: str, said: str) -> str:
    """Titles are compared as engines read them, without marks; CT and CTr, QC and QĐ differ in little else."""
    return bare(said) if key == "titles" else said


def _of_procedure(laid: Laid, procedure: ProcedureEntry, codes: Collection[str]) -> Iterator[Fault]:
    for code, times in Counter(paper.code for paper in procedure.papers).items():
        if times > 1:
            why = "a paper could not be told where it belongs"
            yield Fault(laid.place("papers", code), code, f"the code is used {times} times", why, "rename one")
    if procedure.result_kind:
        yield from _unknown(laid, "result_kind", (procedure.result_kind,), codes, "kind", "kinds.toml")
    for paper in procedure.papers:
        for name in (*paper.kinds, *paper.instead):
            if name not in codes:
                what = f"there is no kind {name!r}{nearest(name, codes)}"
                why = "no paper could ever be filed there"
                fix = "correct it, or add the kind to kinds.toml"
                yield Fault(laid.place("papers", paper.code), paper.code, what, why, fix)
        if paper.any_paper and paper.kinds:
            why = "it either takes what is brought, or what is named"
            what = "any_paper and kinds at once"
            yield Fault(laid.place("papers", paper.code), paper.code, what, why, "take one of them away")
