"""Confirm (xác nhận): a person's values beside the machine's, where a field was looked at."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.model.documents import Decision, Document, ExtractedField
from pipeline.model.geometry import Box
from pipeline.model.work import Verdict, VerdictKind


def confirmed(document: Document, verdicts: Sequence[Verdict], label: Callable[[str], str]) -> Document:
    """*document* with what people said of its fields; the last word about each counts, and needs nobody any more.

    What the machine read stays as it is. A value it did not find is kept with a person's word alone: no raw text, and
    an empty place at the top of the paper's first page, because nobody pointed at one.
    """
    said = values_said(document, verdicts)
    if not said:
        return document
    fields = []
    for found in document.fields:
        value = said.pop(found.name, None)  # of several with one name the first is the one that is spoken of
        fields.append(found if value is None else replace(found, confirmed=value, risk=0.0, decision=Decision.AUTO))
    fields += [_typed(name, label(name), value, document.pages[0]) for name, value in said.items()]
    return replace(document, fields=tuple(fields))


def values_said(document: Document, verdicts: Sequence[Verdict]) -> dict[str, str]:
    """Field name to the value a person gave last, for the fields of *document*."""
    said: dict[str, str] = {}
    for verdict in verdicts:
        if verdict.kind is VerdictKind.FIELD and verdict.pages and set(verdict.pages) <= set(document.pages):
            name, _, value = verdict.value.partition("=")
            if name.strip():
                said[name.strip()] = unicodedata.normalize("NFC", value.strip())
    return said


def _typed(name: str, label: str, value: str, page: int) -> ExtractedField:
    return ExtractedField(name, label, "", "", page, Box(0, 0, 0, 0), 0.0, 0.0, Decision.AUTO, (), value)
