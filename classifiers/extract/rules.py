"""The rule extractor: every way of finding a value, then one answer per field, weighed against the others."""

from collections.abc import Iterator

from classifiers.addresses import units_of
from classifiers.extract.finding import sightings_on
from classifiers.extract.layout import Sheet, sheet_of
from classifiers.extract.places import PLACES
from classifiers.extract.ruled import tables_of
from classifiers.extract.shapes import shaped
from classifiers.extract.sightings import Sighting
from classifiers.extract.weighing import chosen, weighed
from classifiers.taxonomy import Kind, Taxonomy
from classifiers.taxonomy.kinds import FieldType
from pipeline.model.days import hanoi_day
from pipeline.model.documents import Document, ExtractedField, Table
from pipeline.model.ids import UNKNOWN_KIND
from pipeline.ports import BatchView

BASICS = (
    "dossier_code", "document_number", "issue_date", "issuer", "summary", "signer", "signer_title", "full_name",
    "birth_date", "sex", "id_number", "nationality", "ethnicity", "residence", "hometown",
)  # fmt: skip
"""What is looked for on a paper nobody could name."""
_UNCHECKED = frozenset({"parcel_number", "map_sheet_number", "certificate_serial", "register_number", "area"})
"""Figures nothing else on a paper bears out."""
_UNCLEAR = 0.89
"""The most a value is given that holds a word below what right words get: a person has to look at it."""
_CLEAR_CELL = 0.9
_TABLE_TRUST = 0.94
"""Rules and ordinals get into the words of a cell, and a cell may go on where it was thought to end."""


class RuleExtractor:
    """`FieldExtractor` by layout, labels and patterns: it gives what it can point at, and nothing else."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy

    def extract(self, document: Document, view: BatchView) -> tuple[ExtractedField, ...]:
        """One value per field of the document's kind, in the order a clerk checks them; what is not there is left out."""
        kind = self._taxonomy.kind(document.classification.kind)
        sheets = _sheets(document, view)
        if not sheets:
            return ()
        scanned_on = hanoi_day(view.batch.taken_in_at)
        wanted = _wanted(kind)
        seen = [*sightings_on(sheets, kind, scanned_on), *self._from_tables(sheets, kind)]
        seen += shaped(sheets, frozenset(wanted) - {found.name for found in seen})
        best = chosen(seen, wanted)
        issued = best["issue_date"].value if "issue_date" in best else ""
        fields = tuple(self._field(best[name], issued) for name in wanted if name in best)
        return weighed(fields, kind, scanned_on)

    def tables(self, document: Document, view: BatchView) -> tuple[Table, ...]:
        """The tables its kind has, as far as they were read."""
        kind = self._taxonomy.kind(document.classification.kind)
        return tuple(tables_of(_sheets(document, view), kind, self._taxonomy)) if kind.tables else ()

    def _from_tables(self, sheets: tuple[Sheet, ...], kind: Kind) -> Iterator[Sighting]:
        """Fields that a table's first row holds: the first line of business is the main one."""
        if "business_lines" not in kind.fields:
            return
        for table in tables_of(sheets, kind, self._taxonomy):
            for name, cell in zip(table.columns, table.rows[0], strict=True):
                if name == "line_name" and cell:
                    clear = cell.confidence >= _CLEAR_CELL
                    seen = Sighting("business_lines", cell.raw, cell.value, cell.page, cell.box, cell.confidence)
                    yield seen.doubted(_TABLE_TRUST if clear else _UNCLEAR)

    def _field(self, seen: Sighting, issued: str) -> ExtractedField:
        label, kind = self._taxonomy.label(seen.name), self._taxonomy.fields[seen.name].type
        sure = min(1.0, max(0.0, seen.confidence))
        worded = kind in (FieldType.TEXT, FieldType.NAME) and not seen.clear_words
        if worded or (seen.name in _UNCHECKED and not seen.clear_figures):
            sure = min(sure, _UNCLEAR)
        units = units_of(seen.value, issued) if seen.name.endswith(PLACES) else ()
        return ExtractedField(seen.name, label, seen.raw, seen.value, seen.page, seen.box, round(sure, 4), units=units)


def _sheets(document: Document, view: BatchView) -> tuple[Sheet, ...]:
    readings = [(number, view.readings[number]) for number in document.pages if number in view.readings]
    return tuple(sheet_of(number, reading) for number, reading in readings if not reading.failed)


def _wanted(kind: Kind) -> tuple[str, ...]:
    if kind.code == UNKNOWN_KIND or not kind.fields:
        return BASICS
    return kind.fields if "dossier_code" in kind.fields else (*kind.fields, "dossier_code")
