"""What speaks for and against a claim, in numbers with names. Nothing of what a paper says leaves this module."""

import re
from collections.abc import Mapping
from math import log, log1p

from classifiers.checks.identity import agrees_with_birth, agrees_with_sex
from classifiers.checks.tax import tax_code_is_sound
from classifiers.decisions.families import Family, family_of
from classifiers.taxonomy import Taxonomy
from pipeline.model.documents import Document, ExtractedField, Finding, Gravity
from pipeline.model.ids import UNKNOWN_KIND
from pipeline.model.reading import PageReading, Word
from pipeline.ports import BatchView

FOR_FIELD = ("confidence", "weakest", "legible", "kind", "boundary", "marked", "borne-out", "well-formed", "carried")
"""Evidence for a field: never adds to its risk."""
AGAINST_FIELD = ("doubted", "length", "repeated-name", "partial")
FOR_DOCUMENT = ("kind", "boundary", "legible", "titled", "carried")
AGAINST_DOCUMENT = ("unknown", "doubted", "pages")
FAMILIES = tuple(f"is-{family}" for family in Family if family is not Family.DOCUMENT)
"""Which family a field is of: may weigh either way."""
NAMED = "named-"
"""Which field it is, ``named-signer``: may weigh either way, but little."""

_IN_THE_NUMBER = ("id_number", "sex", "birth_date")
"""What the structure of a personal number says itself."""
_STRUCTURED = (*_IN_THE_NUMBER, "tax_code")

_NUMBER = re.compile(r"\d{9}|\d{12}|\d{10}(?:-?\d{3})?|[A-Z]\d{7,8}")
_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")
_NAME = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+){1,6}")
_CODE = re.compile(r".*\d.*")


def odds(share: float) -> float:
    """*share* as log odds, kept finite: an engine that claims 1 does not prove it."""
    kept = min(0.9995, max(0.0005, share))
    return log(kept / (1 - kept))


class Looking:
    """Everything that is asked about one document more than once."""

    def __init__(self, document: Document, view: BatchView, taxonomy: Taxonomy) -> None:
        self._document = document
        self._taxonomy = taxonomy
        self._readings = {n: view.readings[n] for n in document.pages if n in view.readings}
        self._legible = {n: odds(reading.confidence) for n, reading in self._readings.items()}
        self._marks = [mark.text for reading in self._readings.values() for mark in reading.barcodes]
        self._kind = odds(document.classification.confidence)
        self._boundary = odds(document.boundary_confidence)
        self._doubted = {name for finding in document.findings if _weighs(finding) for name in finding.fields}
        self._names = [found.name for found in document.fields]
        expected = set(taxonomy.kind(document.classification.kind).fields)
        self._carried = len(expected & set(self._names)) / len(expected) if expected else 0.5

    def of_field(self, found: ExtractedField) -> dict[str, float]:
        """Evidence about one field of the document."""
        family = family_of(found.name, self._taxonomy)
        reading = self._readings.get(found.page)
        return {
            "confidence": odds(found.confidence),
            "weakest": odds(_weakest(found, reading)) if reading is not None else 0.0,
            "legible": self._legible.get(found.page, 0.0),
            "kind": self._kind,
            "boundary": self._boundary,
            "marked": float(self._marked(found)),
            "borne-out": float(_borne_out(found, self._document)),
            "well-formed": float(_well_formed(found.value, family)),
            "doubted": float(found.name in self._doubted),
            "partial": float(family is Family.DATE and len(found.value) < len("1987-05-02")),
            "carried": self._carried,  # a layout nobody knew gives little of what such a paper says
            "length": log1p(len(found.value.split())),
            "repeated-name": float(self._names.count(found.name) > 1),
            f"is-{family}": 1.0,
            f"{NAMED}{found.name}": 1.0,
        }

    def corroborated(self, found: ExtractedField) -> bool:
        """Something of another nature says the same: a code printed beside the words, or the structure of a number.

        A value that stands twice is not enough: on a layout nobody knew, a label misunderstood is so both times.
        """
        return self._marked(found) or (found.name in _STRUCTURED and _borne_out(found, self._document))

    def _marked(self, found: ExtractedField) -> bool:
        return any(found.raw and found.raw in text for text in self._marks)

    def of_document(self) -> dict[str, float]:
        """Evidence about the document as a whole."""
        return {
            "kind": self._kind,
            "boundary": self._boundary,
            "legible": min(self._legible.values(), default=0.0),
            "titled": float(any(reason.name == "title" for reason in self._document.classification.reasons)),
            "carried": self._carried,
            "unknown": float(self._document.classification.kind == UNKNOWN_KIND),
            "doubted": float(any(_weighs(finding) and not finding.fields for finding in self._document.findings)),
            "pages": log(len(self._document.pages)),
        }


def _weighs(finding: Finding) -> bool:
    return finding.gravity is not Gravity.NOTE


def _weakest(found: ExtractedField, reading: PageReading) -> float:
    """The least sure of the words the value was read from; the field's own confidence when there are none."""
    words = [word for line in reading.lines if line.box.overlap(found.box) for word in line.words]
    inside = [word.confidence for word in words if _within(word, found)]
    return min(inside, default=found.confidence)


def _within(word: Word, found: ExtractedField) -> bool:
    return 2 * word.box.overlap(found.box) > word.box.area


def _borne_out(found: ExtractedField, document: Document) -> bool:
    """Something else on the paper says the same: the structure of a number, a check digit, the value once more."""
    held: Mapping[str, ExtractedField] = {other.name: other for other in reversed(document.fields)}
    if found.name in _IN_THE_NUMBER:
        return _identity_agrees(found.name, held)
    if found.name == "tax_code":
        return tax_code_is_sound(found.value[:10])
    return any(other.name != found.name and other.value == found.value for other in document.fields)


def _identity_agrees(name: str, held: Mapping[str, ExtractedField]) -> bool:
    number, birth, sex = held.get("id_number"), held.get("birth_date"), held.get("sex")
    if number is None:
        return False
    by_birth = birth is not None and agrees_with_birth(number.value, birth.value) is True
    by_sex = sex is not None and agrees_with_sex(number.value, sex.value) is True
    return by_birth if name == "birth_date" else (by_sex and (by_birth or name == "sex")) or by_birth


def _well_formed(value: str, family: Family) -> bool:
    match family:
        case Family.IDENTITY:
            return _NUMBER.fullmatch(value) is not None
        case Family.DATE:
            return _DAY.fullmatch(value) is not None
        case Family.NAME:
            return _NAME.fullmatch(value) is not None
        case Family.CODE | Family.MONEY:
            return _CODE.fullmatch(value) is not None
        case _:
            return bool(value.strip())
