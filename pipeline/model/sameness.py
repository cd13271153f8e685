"""What makes a paper this paper: its number, its day, its people. Two forms filled in alike by two people are two papers."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.model.documents import ExtractedField
from pipeline.model.ids import KindCode

NUMBERS = (
    "document_number", "certificate_serial", "register_number", "certification_number", "notary_number",
    "passport_number", "insurance_number", "tax_code",
)  # fmt: skip
"""Numbers an issuer gives to one paper; an identity number is a person's and stands on many."""
DATES = ("issue_date", "registration_date", "certification_date", "id_issue_date", "received_date", "expiry_date")
PEOPLE = (
    "full_name", "id_number", "birth_date", "applicant", "owner", "child_name", "mother_name", "father_name",
    "husband_name", "wife_name", "party_a", "party_b", "principal", "agent", "household_head", "payer",
)  # fmt: skip
SURE = 0.80
"""Values read worse than this neither tie two papers together nor keep them apart."""


@dataclass(frozen=True, slots=True)
class PaperIdentity:
    """The parts of a paper that no other paper shares all of, each by field name, folded."""

    kind: KindCode
    numbers: Mapping[str, str] = field(repr=False)
    dates: Mapping[str, str] = field(repr=False)
    people: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, kind: KindCode, fields: Iterable[ExtractedField]) -> "PaperIdentity":
        """What *fields* say for certain; a person's word counts before the machine's."""
        held: dict[str, str] = {}
        for found in fields:
            value = _folded(found.stands)
            if value and (found.confirmed is not None or found.confidence >= SURE):
                held.setdefault(found.name, value)
        numbers, dates, people = ({n: held[n] for n in names if n in held} for names in (NUMBERS, DATES, PEOPLE))
        return cls(kind, numbers, dates, people)

    def contradicts(self, other: "PaperIdentity") -> bool:
        """Something both say for certain differs: two papers, however alike they look. A letter in a name does not."""
        return self.kind != other.kind or any(
            not _agree(name, mine[name], theirs[name])
            for mine, theirs in self._pairs(other)
            for name in mine.keys() & theirs.keys()
        )

    def is_same_as(self, other: "PaperIdentity") -> bool:
        """Nothing differs, and number, day and people agree as far as it takes.

        A number with a day or somebody's name is enough. Without a number two people's particulars and a day are.
        """
        if self.contradicts(other):
            return False
        numbers, dates, people = (len(mine.keys() & theirs.keys()) for mine, theirs in self._pairs(other))
        return (numbers >= 1 and dates + people >= 1) or (dates >= 1 and people >= 2)

    def _pairs(self, other: "PaperIdentity") -> tuple[tuple[Mapping[str, str], Mapping[str, str]], ...]:
        return (self.numbers, other.numbers), (self.dates, other.dates), (self.people, other.people)


def _agree(name: str, one: str, other: str) -> bool:
    """Numbers and days to the figure; names but for one letter: who is who their numbers say."""
    if one == other or name not in PEOPLE or name in ("id_number", "birth_date"):
        return one == other
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _folded(text: str) -> str:
    """No case, no marks, no blanks or points: readings of one value that differ only there are one value."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(c for c in bare if c.isalnum())
