"""Describe (metadata): what a digitised paper must be known by before it may be called digitised."""

from collections.abc import Iterable

from pipeline.model.documents import Decision, ExtractedField
from pipeline.model.dossier import DossierRecord, Entry
from pipeline.model.ids import UNKNOWN_KIND
from pipeline.model.standing import Metadatum, PaperRule
from pipeline.model.validity import valid_until

NUMBERS = ("document_number", "certificate_serial", "register_number", "insurance_number", "tax_code")
ISSUE_DATES = ("issue_date", "registration_date", "certification_date")
ISSUERS = ("issuer", "registration_place", "school")
OWN_NUMBERS = ("id_number", "tax_code", "passport_number", "insurance_number")


def metadata_gaps(entry: Entry, record: DossierRecord, rule: PaperRule) -> tuple[Metadatum, ...]:
    """What of the least metadata is not settled (TT 01/2023/TT-VPCP Đ9), in the circular's order; empty when complete.

    A value is settled when a person confirmed it or the promise lets it pass without one. Only what papers of the kind
    carry is asked for: number, issuer and summary of papers that somebody issues, none of a citizen's declaration,
    whose title says what it is. Validity and scope stand there "if any": the first is a gap when it was read and nobody
    settled it, the second never is. The record's owner, or the paper's, is the one it belongs to.
    """
    settled = {found.name for found in entry.fields if _is_settled(found)}
    issued = rule.proves_identity or any(name in rule.carries for name in ISSUERS)
    numbers, dates, issuers = _names(rule)
    known = {
        Metadatum.TYPE_CODE: rule.kind != UNKNOWN_KIND,
        Metadatum.OWNER_ID: _owner_is_known(record, settled),
        Metadatum.TITLE: bool(entry.classification.title),
        Metadatum.NUMBER: not issued or _has_one(numbers, rule, settled),
        Metadatum.ISSUE_DATE: _has_one(dates, rule, settled),
        Metadatum.ISSUER: not issued or _has_one(issuers, rule, settled),
        Metadatum.SUMMARY: not issued or _has_one(("summary",), rule, settled),
        Metadatum.VALIDITY: _none_open(("expiry_date", "effective_date"), entry.fields),
        Metadatum.SCOPE: True,
    }
    return tuple(name for name, is_known in known.items() if not is_known)


def _names(rule: PaperRule) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The fields that say number, day and issuer of papers of the kind."""
    if rule.proves_identity:
        return ("passport_number", "id_number"), ("id_issue_date", "issue_date"), ("id_issuer", "issuer")
    return NUMBERS, ISSUE_DATES, ISSUERS


def values_of(entry: Entry) -> dict[str, str]:
    """Field name to the value that counts; of several with one name the first."""
    return {found.name: found.stands for found in reversed(entry.fields)}


def usable_until(entry: Entry, rule: PaperRule | None) -> str | None:
    """The last day the paper may be used, by its own face or by *rule* (see `pipeline.model.validity`)."""
    said = values_of(entry)
    issued = next((said[name] for name in ISSUE_DATES if said.get(name)), "")
    return valid_until(said.get("expiry_date", ""), issued, rule.valid_months if rule else None)


def may_be_called_digitised(entry: Entry, gaps: tuple[Metadatum, ...]) -> bool:
    """Whether `DuocSoHoa` may be set for the paper: evidence, never a constant.

    The file that is handed over was kept, opened and read back; every page of it could be read; its metadata is
    complete and settled. Anything less leaves the flag at 0.
    """
    return entry.read_back and not gaps and not entry.image_only_pages and entry.copy_size > 0


def _is_settled(found: ExtractedField) -> bool:
    if found.confirmed is not None:
        return bool(found.confirmed)
    return found.decision is Decision.AUTO and bool(found.value)


def _owner_is_known(record: DossierRecord, settled: set[str]) -> bool:
    """By a number; without one by name and birth date (Đ10: whoever has no number is told apart by these)."""
    by_number = bool(record.owner.id_number) or any(name in settled for name in OWN_NUMBERS)
    return by_number or bool(record.owner.name and record.owner.birth_date) or {"full_name", "birth_date"} <= settled


def _has_one(names: tuple[str, ...], rule: PaperRule, settled: set[str]) -> bool:
    """One of *names* is settled, or the kind carries none of them."""
    asked = [name for name in names if name in rule.carries]
    return not asked or any(name in settled for name in asked)


def _none_open(names: tuple[str, ...], fields: Iterable[ExtractedField]) -> bool:
    return all(_is_settled(found) for found in fields if found.name in names)
