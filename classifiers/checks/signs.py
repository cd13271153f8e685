"""What has to be on an original besides its text: the agency's seal, somebody's own hand, a code that says what is printed.

NĐ 30/2020/NĐ-CP Phụ lục I (signature and seal close every paper of an agency). Absence is a doubt, told only of papers
that were read whole and well, in colour: on a black copy a pale seal is lost, and a pen is one with the print.
"""

import re
from collections.abc import Iterator

from classifiers.checks.people import PaperPeople
from classifiers.taxonomy.kinds import Kind
from pipeline.model.documents import Document, Finding
from pipeline.model.ids import KindCode
from pipeline.model.paper import Colour
from pipeline.ports import BatchView

CARDS = frozenset({KindCode("id-card")})
_CARD_CODE = re.compile(r"^(\d{12})\|")
"""The QR of a citizen's card begins with its number (QĐ 1703/QĐ-BCA; read on public specimens)."""
_SLIPS = 2
_CLOSINGS = ("ghi ro ho ten", "ky ten", "ky va ghi", "nguoi khai", "nguoi lam don", "nguoi de nghi", "ky dong dau")
"""What is printed where somebody signs."""


def sign_findings(document: Document, view: BatchView, kind: Kind, people: PaperPeople) -> Iterator[Finding]:
    """``seal-not-seen``, ``signature-not-seen``, ``code-contradicts-print``."""
    yield from _absent(document, view, kind, people)
    if document.classification.kind in CARDS:
        yield from _code_against_print(document, view)


def _absent(document: Document, view: BatchView, kind: Kind, people: PaperPeople) -> Iterator[Finding]:
    readings = [view.readings[number] for number in document.pages if number in view.readings]
    complete = len(readings) == len(document.pages) and not any(reading.failed for reading in readings)
    whole = complete and people.legible and _has_its_end(document, people)
    if not (whole and _in_colour(document, view)):
        return
    if kind.seal and not any(reading.seals for reading in readings):
        yield Finding("seal-not-seen", document.pages)
    if kind.signature and _marks_were_seen(view) and not any(reading.signatures for reading in readings):
        yield Finding("signature-not-seen", document.pages)


def _has_its_end(document: Document, people: PaperPeople) -> bool:
    """Seal and signature close a paper: on its first page alone nobody looks for them."""
    return document.value("signer") is not None or any(f" {words} " in people.words for words in _CLOSINGS)


def _marks_were_seen(view: BatchView) -> bool:
    """A hand is easily missed: only where another mark of the batch was seen is it said that one lacks."""
    return any(reading.seals or reading.signatures for reading in view.readings.values())


def _in_colour(document: Document, view: BatchView) -> bool:
    return all(p.capture.colour is Colour.COLOUR for p in view.batch.pages if p.number in document.pages)


def _code_against_print(document: Document, view: BatchView) -> Iterator[Finding]:
    for number in document.pages:
        reading = view.readings.get(number)
        codes = [m[1] for mark in reading.barcodes if (m := _CARD_CODE.match(mark.text))] if reading else []
        printed = re.findall(r"(?<!\d)\d{12}(?!\d)", reading.text if reading else "")
        if codes and printed and all(_differ(codes[0], other) for other in printed):
            yield Finding("code-contradicts-print", (number,), ("id_number",))


def _differ(one: str, other: str) -> bool:
    """By more digits than an engine misreads."""
    return sum(a != b for a, b in zip(one, other, strict=True)) > _SLIPS
