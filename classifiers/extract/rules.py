"""The rule extractor: every way of finding a value, then one answer per field, weighed against the others."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta, timezone

from classifiers.checks import examine
from classifiers.checks.identity import agrees_with_birth, agrees_with_sex
from classifiers.extract.abstract import summary
from classifiers.extract.cards import from_codes, from_mrz, printed_number
from classifiers.extract.certified import certifications, loose_dossier_codes, loose_serials, scales
from classifiers.extract.labelled import Attributed, labelled
from classifiers.extract.layout import Sheet, sheet_of
from classifiers.extract.letterhead import document_number, issue_date, issuer, letterhead_of
from classifiers.extract.parties import holder, parties
from classifiers.extract.sightings import Sighting
from classifiers.extract.signature import closing_date, first_registration, opening_date, signed
from classifiers.extract.tables import couple, first_trade
from classifiers.taxonomy import Kind, Taxonomy
from classifiers.taxonomy.kinds import FieldType
from pipeline.model.documents import Document, ExtractedField, Table
from pipeline.model.ids import UNKNOWN_KIND
from pipeline.ports import BatchView

HANOI = timezone(timedelta(hours=7))
BASICS = (
    "dossier_code", "document_number", "issue_date", "issuer", "summary", "signer", "signer_title", "full_name",
    "birth_date", "sex", "id_number", "nationality", "ethnicity", "residence", "hometown",
)  # fmt: skip
"""What is looked for on a paper nobody could name."""
CARD_KINDS = ("id-card", "passport")
HOLDER_KINDS = ("land-certificate", "cadastral-extract")
_UNCHECKED = frozenset({"parcel_number", "map_sheet_number", "certificate_serial", "register_number", "area"})
"""Figures nothing else on a paper bears out."""
_UNCLEAR = 0.89
"""The most a value is given that holds a word below what right words get: a person has to look at it."""
_REGISTERED = ("enterprise-certificate", "household-business-certificate")
"""Certificates dated by their registration, under the title."""
_AGREEING = 1.05
_CONTRADICTED = 0.5
_WORTH_TAKING = 0.5
"""The first sighting at least this sure wins; when none is, the surest does."""


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
        scanned_on = view.batch.taken_in_at.astimezone(HANOI).date()
        wanted = _wanted(kind)
        best = _chosen(_sightings(sheets, kind, scanned_on), wanted)
        fields = tuple(self._field(best[name]) for name in wanted if name in best)
        return _weighed(fields, kind, scanned_on)

    def _field(self, seen: Sighting) -> ExtractedField:
        label, kind = self._taxonomy.label(seen.name), self._taxonomy.fields[seen.name].type
        sure = min(1.0, max(0.0, seen.confidence))
        worded = kind in (FieldType.TEXT, FieldType.NAME) and not seen.clear_words
        if worded or (seen.name in _UNCHECKED and not seen.clear_figures):
            sure = min(sure, _UNCLEAR)
        return ExtractedField(seen.name, label, seen.raw, seen.value, seen.page, seen.box, round(sure, 4))

    def tables(self, document: Document, view: BatchView) -> tuple[Table, ...]:
        """The tables its kind has, as far as they were read."""
        return ()


def _sheets(document: Document, view: BatchView) -> tuple[Sheet, ...]:
    readings = [(number, view.readings[number]) for number in document.pages if number in view.readings]
    return tuple(sheet_of(number, reading) for number, reading in readings if not reading.failed)


def _wanted(kind: Kind) -> tuple[str, ...]:
    if kind.code == UNKNOWN_KIND or not kind.fields:
        return BASICS
    return kind.fields if "dossier_code" in kind.fields else (*kind.fields, "dossier_code")


def _sightings(sheets: tuple[Sheet, ...], kind: Kind, scanned_on: date) -> Iterator[Sighting]:
    """Every candidate, the most trustworthy way of finding first."""
    for sheet in sheets:
        if kind.code in (*CARD_KINDS, UNKNOWN_KIND):
            yield from from_codes(sheet)
            yield from from_mrz(sheet, scanned_on)
        if kind.code == "old-id-card":
            yield from printed_number(sheet)
        yield from loose_dossier_codes(sheet)
    head = list(_from_head(sheets, kind))
    yield from head
    for sheet in sheets:
        yield from certifications(sheet)
    yield from _from_labels(sheets, kind)
    yield from _from_foot(sheets, kind, dated=any(seen.name == "issue_date" for seen in head))
    for sheet in sheets:
        yield from loose_serials(sheet)
        yield from scales(sheet)


def _from_head(sheets: tuple[Sheet, ...], kind: Kind) -> Iterator[Sighting]:
    first = sheets[0]
    head = letterhead_of(first)
    unsigned = "document_number" in kind.fields and "summary" not in kind.fields
    number = document_number(first, head, plain=unsigned)
    if number:
        yield number
    if head is None:
        return
    found = [issue_date(first, head), issuer(first, head)]
    if number or {"summary", "document_number"} <= set(kind.fields):
        found.append(summary(first, head, kind.title if kind.code != UNKNOWN_KIND else ""))
    yield from (seen for seen in found if seen)


def _from_labels(sheets: tuple[Sheet, ...], kind: Kind) -> Iterator[Sighting]:
    own: list[Sighting] = []
    others: list[Sighting] = []
    spoken: list[tuple[str, Sighting]] = []
    person, section = "self", ""
    for sheet in sheets:
        for seen in labelled(sheet, kind.code, person):
            if seen.person != "column":
                person = seen.person
            spoken.append((seen.person, seen.sighting))
            (own if _is_own(seen, kind) else others).append(seen.sighting)
        named, section = parties(sheet, section)
        own.extend(named)
        own.extend(seen.named({"party_a": "principal", "party_b": "agent"}[seen.name]) for seen in named)
        if {"husband_name", "wife_name"} <= set(kind.fields):
            own.extend(couple(sheet))
        if "business_lines" in kind.fields:
            own.extend(first_trade(sheet))
        if kind.code in HOLDER_KINDS and (named_holder := holder(sheet)):
            own.append(named_holder)
    yield from own
    if "applicant" in kind.fields and "full_name" in kind.fields:
        # a declaration made for somebody else: number and home are those of who makes it
        asked = (seen for person, seen in spoken if person == "applicant" and seen.name in ("id_number", "residence"))
        yield from (seen.doubted(0.85) for seen in asked)
    if not any(seen.name == "applicant" for seen in own):
        yield from (seen.named("applicant").doubted(0.85) for seen in own if seen.name == "owner")
    if not any(seen.name == "full_name" for seen in own):
        yield from (seen.doubted(0.85) for seen in others if "applicant" not in kind.fields)
        if "applicant" not in kind.fields:
            yield from (seen.named("full_name").doubted(0.85) for seen in own if seen.name == "applicant")


def _is_own(seen: Attributed, kind: Kind) -> bool:
    """Particulars count for the document when they are said of the person it is about."""
    if not seen.personal:
        return True
    if kind.code == "birth-notification":
        return seen.person in {"self", "mother"}
    about = {"self"} if "full_name" in kind.fields else {"self", "applicant", "owner", "household-head"}
    return seen.person in about


def _from_foot(sheets: tuple[Sheet, ...], kind: Kind, *, dated: bool) -> Iterator[Sighting]:
    for sheet in reversed(sheets):
        seen = signed(sheet, first=sheet is sheets[0])
        if seen:
            yield from seen
            break
    if not dated and (opening := next(filter(None, map(opening_date, sheets)), None)):
        yield opening
    if not dated and kind.code in _REGISTERED:
        yield from (seen.named("issue_date").doubted(0.85) for seen in map(first_registration, sheets) if seen)
    for sheet in reversed(sheets):
        closing = closing_date(sheet)
        if closing:
            if not dated:
                yield closing
            for name in ("registration_date", "certification_date"):
                if name in kind.fields:
                    yield closing.named(name).doubted(0.8)
            break


def _chosen(seen: Iterable[Sighting], wanted: tuple[str, ...]) -> dict[str, Sighting]:
    best: dict[str, Sighting] = {}
    for sighting in seen:
        held = best.get(sighting.name)
        if sighting.name not in wanted:
            continue
        if held is None or (held.confidence < _WORTH_TAKING and sighting.confidence > held.confidence):
            best[sighting.name] = sighting
    return best


def _weighed(fields: tuple[ExtractedField, ...], kind: Kind, scanned_on: date) -> tuple[ExtractedField, ...]:
    """Confidence after the fields were held against each other: contradictions lower it, agreement raises it."""
    doubtful = {name for finding in examine(fields, kind.abbreviation, scanned_on) for name in finding.fields}
    doubtful -= {"expiry_date"}
    sure = _confirmed(fields) - doubtful
    return tuple(
        replace(found, confidence=round(min(1.0, found.confidence * factor), 4))
        for found in fields
        for factor in (_CONTRADICTED if found.name in doubtful else _AGREEING if found.name in sure else 1.0,)
    )


def _confirmed(fields: tuple[ExtractedField, ...]) -> set[str]:
    """Names of fields that a second field bears out."""
    held = {found.name: found.value for found in fields}
    number = held.get("id_number", "")
    sure: set[str] = set()
    if agrees_with_birth(number, held.get("birth_date", "")):
        sure |= {"id_number", "birth_date"}
    if agrees_with_sex(number, held.get("sex", "")):
        sure |= {"id_number", "sex"}
    return sure
