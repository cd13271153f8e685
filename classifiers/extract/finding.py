"""Every way of finding a value on a paper, the most trustworthy first."""

from collections.abc import Iterator, Sequence
from datetime import date

from classifiers.extract.abstract import summary
from classifiers.extract.agency import issuer, issuer_above, receiving_unit
from classifiers.extract.cards import from_codes, from_mrz, printed_issuer, printed_number
from classifiers.extract.certified import certifications, loose_dossier_codes, loose_serials, notarial_acts, scales
from classifiers.extract.days import (
    closing_date,
    closing_figures,
    entered_on,
    first_registration,
    later_registration,
    lone_date,
    opening_date,
    registered_on,
)
from classifiers.extract.forms import answers
from classifiers.extract.halves import Part, parts_of
from classifiers.extract.labelled import Speaker, labelled
from classifiers.extract.layout import Sheet
from classifiers.extract.letterhead import (
    document_number,
    issue_date,
    letterhead_of,
)
from classifiers.extract.parties import holder, parties
from classifiers.extract.persons import fields_of
from classifiers.extract.places import PLACES
from classifiers.extract.prose import told
from classifiers.extract.sightings import Attributed, Sighting
from classifiers.extract.signature import signed
from classifiers.taxonomy import Kind
from pipeline.model.ids import UNKNOWN_KIND

CARD_KINDS = ("id-card", "passport")
HOLDER_KINDS = ("land-certificate", "cadastral-extract")
_TOLD = frozenset({
    "full_name", "birth_date", "id_number", "residence", "ethnicity", "nationality", "owner", "applicant", "party_a",
    "party_b", "principal", "agent", "husband_name", "wife_name", "mother_name", "father_name", "child_name", "death_date",
    "deceased_name", "parcel_number", "address", "household_head", "representative", "addressee", "procedure_name",
})  # fmt: skip
"""Fields that forms put in cells and letters in sentences."""
_REGISTERED = ("enterprise-certificate", "household-business-certificate")
"""Certificates dated by their registration, under the title."""


def sightings_on(sheets: tuple[Sheet, ...], kind: Kind, scanned_on: date) -> Iterator[Sighting]:
    """Every candidate, the most trustworthy way of finding first."""
    for sheet in sheets:
        if kind.code in (*CARD_KINDS, UNKNOWN_KIND):
            yield from from_codes(sheet)
            yield from from_mrz(sheet, scanned_on)
            yield from printed_issuer(sheet)
        if kind.code == "old-id-card":
            yield from printed_number(sheet)
        yield from loose_dossier_codes(sheet)
    head = list(_from_head(sheets, kind))
    yield from head
    for sheet in sheets:
        yield from certifications(sheet)
    if "notary_date" in kind.fields:
        for sheet in reversed(sheets):
            yield from notarial_acts(sheet)
    parts = [part for sheet in sheets for part in parts_of(sheet, kind.code)]
    yield from _from_labels(sheets, parts, kind)
    yield from _from_foot(sheets, kind, dated=any(seen.name == "issue_date" for seen in head))
    for sheet in sheets:
        yield from loose_serials(sheet)
        yield from scales(sheet)
    yield from _from_hints(parts, kind)


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


def _from_labels(sheets: tuple[Sheet, ...], parts: Sequence[Part], kind: Kind) -> Iterator[Sighting]:
    own: list[Sighting] = []
    others: list[Sighting] = []
    spoken: list[tuple[str, Sighting]] = []
    wanted = frozenset(kind.fields)
    speaker, section = Speaker(wanted=wanted), ""
    for part in parts:
        sheet = part.sheet
        for seen in labelled(sheet, kind.code, speaker, part.found):
            spoken.append((seen.person, seen.sighting))
            if seen.personal:
                own += [seen.sighting.named(name) for name in fields_of(seen.person, seen.sighting.name, wanted)]
            (own if _is_own(seen, kind) else others).append(seen.sighting)
        named, section = parties(sheet, section)
        own.extend(named)
        own.extend(seen.named({"party_a": "principal", "party_b": "agent"}[seen.name]) for seen in named)
        if part.column:  # the text behind two columns speaks of neither
            speaker, section = Speaker(wanted=wanted), ""
        if kind.code in HOLDER_KINDS and (named_holder := holder(sheet)):
            own.append(named_holder)
    yield from _in_full(sheets, kind, own)
    own += _otherwise(sheets, kind, frozenset(seen.name for seen in own))
    yield from own
    if {"area", "house_area"} <= wanted and not any(seen.name == "area" for seen in own):
        yield from (seen.named("area").doubted(0.85) for seen in own if seen.name == "house_area")
    if "applicant" in kind.fields and "full_name" in kind.fields:
        # a declaration made for somebody else: number and home are those of who makes it
        asked = (seen for person, seen in spoken if person == "applicant" and seen.name in ("id_number", "residence"))
        yield from (seen.doubted(0.85) for seen in asked)
    for name in ("phone", "email"):  # one who is reached by it fills the form in, whoever is spoken of before
        if not any(seen.name == name for seen in own):
            yield from (seen.doubted(0.95) for _, seen in spoken if seen.name == name)
    if not any(seen.name == "applicant" for seen in own):
        yield from (seen.named("applicant").doubted(0.85) for seen in own if seen.name == "owner")
    if not any(seen.name == "full_name" for seen in own):
        yield from (seen.doubted(0.85) for seen in others if "applicant" not in kind.fields)
        if "applicant" not in kind.fields:
            yield from (seen.named("full_name").doubted(0.85) for seen in own if seen.name == "applicant")


def _from_hints(parts: Sequence[Part], kind: Kind) -> Iterator[Sighting]:
    """What stands behind questions in words nobody has used before: only for what nothing else has found."""
    wanted = frozenset(kind.fields)
    speaker = Speaker(wanted=wanted)
    for part in parts:
        for seen in labelled(part.sheet, kind.code, speaker, part.found, hints=True):
            if seen.weak:
                names = list(fields_of(seen.person, seen.sighting.name, wanted)) if seen.personal else []
                if _is_own(seen, kind):
                    names.append(seen.sighting.name)
                yield from (seen.sighting.named(name) for name in names)


def _in_full(sheets: tuple[Sheet, ...], kind: Kind, own: Sequence[Sighting]) -> Iterator[Sighting]:
    """Places of which a row held the last line only, by what the whole cell says: answers are set about the middle of
    their question."""
    wanted = frozenset(kind.fields)
    parts = {seen.name: seen.value for seen in reversed(own) if seen.name.endswith(PLACES)}
    if not any(value.count(",") < 2 for value in parts.values()):
        return
    for sheet in sheets:
        for seen in answers(sheet, kind.code, wanted):
            names = {*fields_of(seen.person, seen.sighting.name, wanted), seen.sighting.name}
            for name in names & parts.keys():
                if seen.sighting.value != parts[name] and seen.sighting.value.endswith(parts[name]):
                    yield seen.sighting.named(name)


def _otherwise(sheets: tuple[Sheet, ...], kind: Kind, had: frozenset[str]) -> list[Sighting]:
    """What cells and sentences say of fields no row had a label for: words already used do not speak twice."""
    wanted = frozenset(kind.fields)
    if not _TOLD & (wanted - had):
        return []
    found: list[Sighting] = []
    for sheet in sheets:
        for seen in (*answers(sheet, kind.code, wanted), *told(sheet, kind.code, wanted)):
            names = list(fields_of(seen.person, seen.sighting.name, wanted)) if seen.personal else []
            if _is_own(seen, kind):
                names.append(seen.sighting.name)
            found += [seen.sighting.named(name) for name in names if name not in had]
    return found


def _is_own(seen: Attributed, kind: Kind) -> bool:
    """Particulars count for the document when they are said of the person it is about."""
    if not seen.personal:
        return True
    if kind.code == "birth-notification":
        return seen.person in {"self", "mother"}
    about = (
        {"self"} if "full_name" in kind.fields else {"self", "applicant", "owner", "household-head", "representative"}
    )
    return seen.person in about


def _from_foot(sheets: tuple[Sheet, ...], kind: Kind, *, dated: bool) -> Iterator[Sighting]:
    for sheet in reversed(sheets):
        seen = signed(sheet, first=sheet is sheets[0])
        if seen:
            yield from seen
            break
    if not dated and (opening := next(filter(None, map(opening_date, sheets)), None)):
        yield opening
    if "registration_date" in kind.fields:
        yield from filter(None, map(entered_on, sheets))
        yield from filter(None, map(registered_on, sheets))
    if kind.code in _REGISTERED:
        for sheet in sheets:
            yield from later_registration(sheet)
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
    if not dated:
        yield from filter(None, map(closing_figures, reversed(sheets)))
        yield from filter(None, map(lone_date, sheets))
    if "receiving_unit" in kind.fields:
        yield from filter(None, map(receiving_unit, sheets))
    above = issuer_above(sheets[0])
    if above:
        yield above
