"""All checks over one document's fields."""

from collections.abc import Iterator, Mapping
from datetime import date

from classifiers.checks.calendar import in_order, not_after
from classifiers.checks.identity import agrees_with_birth, agrees_with_sex, province_is_known
from classifiers.checks.numbering import agrees_with_kind
from classifiers.checks.tax import tax_code_is_sound
from pipeline.model.documents import ExtractedField, Finding

_PAST = ("issue_date", "registration_date", "id_issue_date", "birth_date", "death_date", "certification_date")
_ORDERS = (("birth_date", "death_date"), ("birth_date", "id_issue_date"), ("death_date", "registration_date"))


def examine(
    fields: tuple[ExtractedField, ...], abbreviation: str = "", scanned_on: date | None = None
) -> tuple[Finding, ...]:
    """What cannot be true among *fields* of one document, in a stable order.

    *abbreviation* is the kind's own (``QĐ``), empty when it has none. References: ``id-number-contradicts-sex``,
    ``id-number-contradicts-birth-year``, ``id-number-impossible``, ``tax-code-check-digit``,
    ``number-contradicts-kind``, ``date-after-scan``, ``dates-out-of-order``, ``paper-expired``.
    """
    held = {found.name: found for found in reversed(fields)}
    found = [*_identity(held), *_numbers(held, abbreviation), *_dates(held, scanned_on)]
    return tuple(sorted(found, key=lambda finding: (finding.pages, finding.reference, finding.fields)))


def _identity(held: Mapping[str, ExtractedField]) -> Iterator[Finding]:
    number = held.get("id_number")
    if number is None:
        return
    sex, birth = held.get("sex"), held.get("birth_date")
    if sex and agrees_with_sex(number.value, sex.value) is False:
        yield _between("id-number-contradicts-sex", number, sex)
    if birth and agrees_with_birth(number.value, birth.value) is False:
        yield _between("id-number-contradicts-birth-year", number, birth)
    if len(number.value) == 12 and not province_is_known(number.value):
        yield _between("id-number-impossible", number)


def _numbers(held: Mapping[str, ExtractedField], abbreviation: str) -> Iterator[Finding]:
    code, number = held.get("tax_code"), held.get("document_number")
    if code and len(code.value) != 12 and not tax_code_is_sound(code.value[:10]):
        yield _between("tax-code-check-digit", code)
    if number and agrees_with_kind(number.value, abbreviation) is False:
        yield _between("number-contradicts-kind", number)


def _dates(held: Mapping[str, ExtractedField], scanned_on: date | None) -> Iterator[Finding]:
    for name in _PAST:
        if scanned_on and name in held and not not_after(held[name].value, scanned_on):
            yield _between("date-after-scan", held[name])
    for first, second in _ORDERS:
        if first in held and second in held and not in_order(held[first].value, held[second].value):
            yield _between("dates-out-of-order", held[first], held[second])
    expiry = held.get("expiry_date")
    if scanned_on and expiry and expiry.value < scanned_on.isoformat()[: len(expiry.value)]:
        yield _between("paper-expired", expiry)


def _between(reference: str, *fields: ExtractedField) -> Finding:
    return Finding(reference, tuple(sorted({f.page for f in fields})), tuple(f.name for f in fields))
