"""One answer for each field: candidates against each other, and the fields against what else the paper says.

A confidence is a rank, not a promise: whoever takes values over unseen learns the threshold from checked papers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from classifiers.checks import examine
from classifiers.checks.identity import agrees_with_birth, agrees_with_sex
from classifiers.extract.sightings import Sighting
from classifiers.taxonomy import Kind
from classifiers.text import fold, similar
from pipeline.model.documents import ExtractedField

_WORTH_TAKING = 0.5
"""The first sighting at least this sure wins; when none is, the surest does."""
_NOTHING = 0.04
"""What is less sure than this is marks on the paper, not a value."""
_CONTRADICTED = 0.5
_CODES_DIFFER = 0.4
_SURE_PRINT = 0.9
"""From here on a printed value that differs from a machine-readable one is believed enough to doubt both."""
_CODED = frozenset({"id_number", "full_name", "birth_date", "sex", "expiry_date"})
"""What a card says in its code and in print."""
_SAME_NAME = 0.8
_SEXES = {"mother": "Nữ", "wife": "Nữ", "father": "Nam", "husband": "Nam"}


def chosen(seen: Iterable[Sighting], wanted: tuple[str, ...]) -> dict[str, Sighting]:
    """The sighting that wins under each name, borne out or doubted by the others of it."""
    asked = frozenset(wanted)
    every: dict[str, list[Sighting]] = {}
    for sighting in seen:
        if sighting.name in asked and sighting.confidence >= _NOTHING:
            every.setdefault(sighting.name, []).append(sighting)
    return {name: _against_others(_first(candidates), candidates) for name, candidates in every.items()}


def _first(candidates: list[Sighting]) -> Sighting:
    worthy = next((seen for seen in candidates if seen.confidence >= _WORTH_TAKING), None)
    return worthy or max(candidates, key=lambda seen: seen.confidence)


def _against_others(best: Sighting, candidates: list[Sighting]) -> Sighting:
    """Said again elsewhere and alike, six tenths of the doubt are gone; a code that differs from a clear print is doubted."""
    others = [seen for seen in candidates if seen.box != best.box]
    if any(_alike(seen, best) for seen in others):
        return best.borne_out()
    printed = [seen for seen in others if seen.confidence >= _SURE_PRINT and not seen.coded]
    if best.coded and best.name in _CODED and any(_differ(best, seen) for seen in printed):
        return best.doubted(_CODES_DIFFER)
    return best


def _differ(coded: Sighting, printed: Sighting) -> bool:
    """Whether a code and the print beside it cannot be the same: a letter may be misread, another name is another name."""
    if coded.name == "full_name":
        return similar(coded.value, printed.value) < _SAME_NAME
    return coded.value != printed.value


def _alike(one: Sighting, other: Sighting) -> bool:
    """A name in capitals is the same name; everything else is compared as it is kept."""
    if one.name.endswith("name"):
        return fold(one.value) == fold(other.value)
    return one.value == other.value


def weighed(fields: tuple[ExtractedField, ...], kind: Kind, scanned_on: date) -> tuple[ExtractedField, ...]:
    """Confidence after the fields were held against each other: contradictions lower it, agreement raises it."""
    doubtful = {name for finding in examine(fields, kind.abbreviation, scanned_on) for name in finding.fields}
    doubtful -= {"expiry_date"}
    sure = confirmed({found.name: found.value for found in fields}) - doubtful
    return tuple(replace(found, confidence=_factored(found, doubtful, sure)) for found in fields)


def _factored(found: ExtractedField, doubtful: set[str], sure: set[str]) -> float:
    if found.name in doubtful:
        return round(found.confidence * _CONTRADICTED, 4)
    if found.name in sure and found.confidence >= _WORTH_TAKING:  # what the paper itself contradicts stays in doubt
        return round(1 - 0.5 * (1 - found.confidence), 4)
    return found.confidence


def confirmed(held: Mapping[str, str]) -> set[str]:
    """Names of fields that a second field bears out: a number of twelve digits says year of birth and sex."""
    sure: set[str] = set()
    for name, number in held.items():
        if not name.endswith("id_number"):
            continue
        prefix = name[: -len("id_number")]
        birth, sex = f"{prefix}birth_date", f"{prefix}sex"
        if agrees_with_birth(number, held.get(birth, "")):
            sure |= {name, birth}
        if agrees_with_sex(number, held.get(sex, "")):
            sure |= {name, sex}
        if agrees_with_sex(number, _SEXES.get(prefix.rstrip("_"), "")) and birth not in held:
            sure |= {name}
    return sure
