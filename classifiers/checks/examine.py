"""All checks over one document's fields."""

from collections.abc import Iterator, Mapping
from datetime import date

from classifiers.checks.calendar import in_order, not_after
from classifiers.checks.identity import (
    agrees_with_birth,
    agrees_with_sex,
    is_too_long_ago,
    province_is_known,
)
from classifiers.checks.numbering import agrees_with_kind
from classifiers.checks.tax import tax_code_is_sound
from pipeline.model.documents import ExtractedField, Finding
from pipeline.model.validity import has_ended, valid_until

_PAST = ("issue_date", "registration_date", "id_issue_date", "birth_date", "death_date", "certification_date")
_ORDERS = (
    ("birth_date", "death_date"),
    ("birth_date", "id_issue_date"),
    ("birth_date", "registration_date"),
    ("death_date", "registration_date"),
    ("id_issue_date", "expiry_date"),
    ("received_date", "due_date"),
)
_OTHERS = ("applicant", "mother_name", "father_name", "child_name", "husband_name", "wife_name", "principal", "agent")
"""People whose number a paper may give where it names more than one."""


def examine(
    fields: tuple[ExtractedField, ...],
    abbreviation: str = "",
    scanned_on: date | None = None,
    valid_months: int | None = None,
) -> tuple[Finding, ...]:
    """What cannot be true among *fields* of one document, in a stable order.

    *abbreviation* is the kind's own (``QĐ``), empty when it has none; *valid_months* is how long the law lets papers of
    the kind be used. References: ``id-number-contradicts-sex``, ``id-number-contradicts-birth-year``,
    ``id-number-impossible``, ``birth-date-implausible``, ``tax-code-check-digit``, ``number-contradicts-kind``,
    ``date-after-scan``, ``dates-out-of-order``, ``paper-expired``.
    """
    held = {found.name: found for found in reversed(fields)}
    found = [*_identity(held), *_numbers(held, abbreviation), *_dates(held, scanned_on, valid_months)]
    return tuple(sorted(found, key=lambda finding: (finding.pages, finding.reference, finding.fields)))


def _identity(held: Mapping[str, ExtractedField]) -> Iterator[Finding]:
    number = held.get("id_number")
    if number is None:
        return
    sex, birth = held.get("sex"), held.get("birth_date")
    if _is_of_one_person(held):
        if sex and agrees_with_sex(number.value, sex.value) is False:
            yield _between("id-number-contradicts-sex", number, sex)
        if birth and agrees_with_birth(number.value, birth.value) is False:
            yield _between("id-number-contradicts-birth-year", number, birth)
    if len(number.value) == 12 and not province_is_known(number.value):
        yield _between("id-number-impossible", number)


def _is_of_one_person(held: Mapping[str, ExtractedField]) -> bool:
    """Whether number, sex and birth date are said of one person: a declaration gives the number of whoever makes it
    and the birth date of the child."""
    if "full_name" not in held:
        return not any(name in held for name in _OTHERS)
    asks = held.get("applicant")
    return asks is None or asks.value.casefold() == held["full_name"].value.casefold()


def _numbers(held: Mapping[str, ExtractedField], abbreviation: str) -> Iterator[Finding]:
    code, number = held.get("tax_code"), held.get("document_number")
    if code and len(code.value) != 12 and not tax_code_is_sound(code.value[:10]):
        yield _between("tax-code-check-digit", code)
    if number and agrees_with_kind(number.value, abbreviation) is False:
        yield _between("number-contradicts-kind", number)


def _dates(held: Mapping[str, ExtractedField], scanned_on: date | None, valid_months: int | None) -> Iterator[Finding]:
    for name in _PAST:
        if scanned_on and name in held and not not_after(held[name].value, scanned_on):
            yield _between("date-after-scan", held[name])
    for first, second in _ORDERS:
        if first in held and second in held and not in_order(held[first].value, held[second].value):
            yield _between("dates-out-of-order", held[first], held[second])
    birth = held.get("birth_date")
    if scanned_on and birth and is_too_long_ago(birth.value, scanned_on):
        yield _between("birth-date-implausible", birth)
    yield from _ended(held, scanned_on, valid_months)


def _ended(held: Mapping[str, ExtractedField], scanned_on: date | None, valid_months: int | None) -> Iterator[Finding]:
    expiry, issue = held.get("expiry_date"), held.get("issue_date")
    until = valid_until(expiry.value if expiry else "", issue.value if issue else "", valid_months)
    ends = expiry or issue
    if scanned_on and ends and has_ended(until, scanned_on):
        yield _between("paper-expired", ends)


def _between(reference: str, *fields: ExtractedField) -> Finding:
    return Finding(reference, tuple(sorted({f.page for f in fields})), tuple(f.name for f in fields))
