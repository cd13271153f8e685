"""Who belongs to a dossier: papers tied to its owner, directly or through papers that name both.

A birth certificate ties a child to its parents, a marriage certificate a wife to her husband, a contract the seller's
land certificate to the buyer. So the circle of people grows paper by paper from those who are known, until nothing more
joins. A paper that stays outside although its people were read well is somebody else's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from rapidfuzz.distance import Levenshtein

from classifiers.checks.identity import birth_year_in
from classifiers.checks.people import PLACES, WELL_READ, PaperPeople, Person

SLIPS_IN_A_NUMBER = 2
"""Digits of twelve that may be misread: two strangers share ten in their places once in a million."""
SLIPS_IN_A_NAME = 1
_CLEAN = 0.95
"""A name read so well has no slip in it: Nguyễn Văn Hải and Nguyễn Văn Hào are two people."""


class Tie(IntEnum):
    """How a paper is tied to a circle of people."""

    NONE = 0
    ANOTHER = 1
    """It names somebody of the same name who is another person: number and birth date both differ."""
    LIKELY = 2
    """A name with a slip in it, and nothing that speaks against it."""
    SURE = 3
    SURE_BY_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Circle:
    """The people and things papers may be tied to."""

    persons: tuple[Person, ...]
    things: frozenset[tuple[str, str]] = frozenset()
    enterprises: tuple[str, ...] = field(repr=False, default=())
    """Names of enterprises the dossier is for, as `owners.enterprise_of` gives them."""
    texts: tuple[str, ...] = field(repr=False, default=())
    """What the papers in the circle say: whoever is named there belongs to it, though no field found them."""

    def joined_by(self, paper: PaperPeople) -> "Circle":
        """The circle with everybody *paper* names, however well: two papers do not misread one name alike."""
        known = {(person.name, person.number) for person in self.persons}
        fresh = [p for p in paper.persons if p.is_somebody and (p.name, p.number) not in known]
        numbered = {person.number for person in (*self.persons, *fresh)}
        loose = [Person("", number) for number in sorted(paper.numbers - numbered)]
        return Circle(
            (*self.persons, *fresh, *loose),
            self.things | paper.things,
            self.enterprises,
            (*self.texts, paper.text),
        )


def tie(paper: PaperPeople, circle: Circle) -> Tie:
    """The strongest tie between *paper* and anyone or anything of *circle*."""
    if paper.things & circle.things or any(f" {name} " in paper.words for name in circle.enterprises):
        return Tie.SURE
    known_names = {known.name for known in circle.persons}
    unknown = [p.name for p in paper.persons if _is_distinct(p) and p.name not in known_names]
    if any(_is_named_in(text, name) for name in unknown for text in circle.texts):
        return Tie.SURE
    ties = [(known.name, _tie_to(paper, known)) for known in circle.persons]
    namesakes = {name for name, found in ties if found is Tie.ANOTHER}
    own = (found for name, found in ties if found is Tie.SURE_BY_NUMBER or name not in namesakes)
    return max(own, default=Tie.NONE) or (Tie.ANOTHER if namesakes else Tie.NONE)


def _tie_to(paper: PaperPeople, known: Person) -> Tie:
    if known.number and any(_same_number(known.number, number) for number in paper.numbers):
        return Tie.SURE_BY_NUMBER
    called = [person for person in paper.persons if person.name and person.name == known.name]
    if called or (known.is_called_like_a_person and _is_named_in(paper.text, known.name)):
        another = any(_is_another(person, known) for person in called) or _numbers_deny(paper, known)
        return Tie.ANOTHER if another else Tie.SURE
    return max((_tie_of_slipped(person, known) for person in paper.persons), default=Tie.NONE)


def _is_distinct(person: Person) -> bool:
    """A whole name, surname first: two words of one may stand anywhere."""
    return person.is_called_like_a_person and len(person.name.split()) >= 3


def _same_number(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) != 12 or len(other) != 12:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) <= SLIPS_IN_A_NUMBER


def _is_named_in(text: str, name: str) -> bool:
    """Whether *text* names a person so, not only a street."""
    start = text.find(f" {name} ")
    while start >= 0:
        before = text[:start].rsplit(" ", 1)[-1]
        if before not in PLACES:
            return True
        start = text.find(f" {name} ", start + 1)
    return False


def _is_another(person: Person, known: Person) -> bool:
    """Number and birth date, both read well, say that two people share a name."""
    return _differ_in_number(person, known) and _differ_in_birth(person, known)


def _differ_in_number(person: Person, known: Person) -> bool:
    comparable = len(person.number) == len(known.number) == 12 and person.number_sure >= WELL_READ
    return comparable and not _same_number(person.number, known.number)


def _differ_in_birth(person: Person, known: Person) -> bool:
    one, other = person.birth or _year_of(person), known.birth or _year_of(known)
    shared = min(len(one), len(other))
    return shared >= 4 and one[:shared] != other[:shared]


def _year_of(person: Person) -> str:
    year = birth_year_in(person.number)
    return f"{year}" if year else ""


def _numbers_deny(paper: PaperPeople, known: Person) -> bool:
    """Everybody on the paper has a number of twelve digits there, none is that of *known*, and none is of that birth year.

    A number of nine digits (CMND, before Luật Căn cước công dân 2014) may be anybody's: people had another before.
    """
    names = {person.name for person in paper.persons if person.name}
    numbers = {number for number in paper.numbers if len(number) == 12}
    if len(known.number) != 12 or len(numbers) < max(1, len(names)):
        return False
    return birth_year_in(known.number) not in {birth_year_in(number) for number in numbers}


def _tie_of_slipped(person: Person, known: Person) -> Tie:
    """The same name but for a letter with nothing known that differs, or but for two with the same day of birth."""
    if not (person.name and known.is_called_like_a_person):
        return Tie.NONE
    if _differ_in_number(person, known) or _differ_in_birth(person, known):
        return Tie.NONE
    born_alike = len(person.birth) == 10 and person.birth == known.birth
    doubtful = min(person.sure, known.sure) < _CLEAN
    if not (doubtful or born_alike):
        return Tie.NONE
    most = SLIPS_IN_A_NAME + born_alike
    slips = Levenshtein.distance(person.name, known.name, score_cutoff=most)
    return Tie.NONE if slips > most else Tie.SURE if born_alike else Tie.LIKELY


def gathered(papers: Mapping[int, PaperPeople], circle: Circle) -> tuple[dict[int, Tie], Circle]:
    """The tie of every paper once the circle has grown as far as it does; sure ties first, likely ones after them."""
    ties: dict[int, Tie] = {}
    joined: set[int] = set()
    for least in (Tie.SURE, Tie.LIKELY):
        grown = True
        while grown:
            grown = False
            for key in sorted(papers.keys() - joined):
                ties[key] = tie(papers[key], circle)
                if ties[key] >= least:
                    joined.add(key)
                    circle, grown = circle.joined_by(papers[key]), True
    return ties, circle


def communities(papers: Mapping[int, PaperPeople]) -> tuple[tuple[int, ...], ...]:
    """Papers that hang together by people, largest group first, when nobody says whose dossier it is."""
    left = dict(papers)
    groups: list[tuple[int, ...]] = []
    while left:
        seed = next(iter(left))
        ties, _ = gathered(left, Circle(()).joined_by(left[seed]))
        group = tuple(key for key in left if key == seed or ties[key] >= Tie.LIKELY)
        groups.append(group)
        left = {key: paper for key, paper in left.items() if key not in group}
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))
