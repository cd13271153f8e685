"""One person, one number, one birth date: what the papers of a dossier say of somebody has to be the same on all of them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from classifiers.checks.identity import may_be_an_id_number
from classifiers.checks.people import PaperPeople, Person
from pipeline.model.documents import Document, Finding

SURE = 0.90
"""Both readings at least this sure, else a difference is the engine's and the fields are in doubt anyway."""


def disagreements(
    papers: Mapping[int, PaperPeople], documents: Sequence[Document], owner: Person | None
) -> Iterator[tuple[int, Finding]]:
    """``id-number-differs`` and ``birth-date-differs``: the place of the paper and what it says otherwise than another.

    Against the record's owner the paper is in doubt; between two papers the later one is, and names the earlier.
    """
    for place, paper in papers.items():
        for person in paper.persons:
            if owner is not None:
                yield from ((place, finding) for finding in _against(person, owner, documents[place], ()))
    for (first, one), (second, other) in combinations(sorted(papers.items()), 2):
        others = (documents[first].pages[0],)
        for person in other.persons:
            for known in one.persons:
                for finding in _against(person, known, documents[second], others):
                    yield second, finding


def _against(person: Person, known: Person, document: Document, others: tuple[int, ...]) -> Iterator[Finding]:
    if not person.name or person.name != known.name:
        return
    numbers = _alike_but_not_same(person, known)
    births = bool(person.number) and person.number == known.number and _births_differ(person, known)
    if numbers:
        yield Finding("id-number-differs", person.pages or document.pages, _named(person, "id_number"), others=others)
    if births:
        yield Finding("birth-date-differs", person.pages or document.pages, _named(person, "birth_date"), others=others)


def _alike_but_not_same(person: Person, known: Person) -> bool:
    """Two numbers for one name that are one number with a digit or two changed, or of two who share a birth date."""
    if person.number == known.number or min(person.number_sure, known.number_sure) < SURE:
        return False
    if not (len(person.number) == len(known.number) == 12 and may_be_an_id_number(person.number)):
        return False
    changed = sum(a != b for a, b in zip(person.number, known.number, strict=True))
    return changed <= 2 or (len(person.birth) == 10 and person.birth == known.birth)


def _births_differ(person: Person, known: Person) -> bool:
    shared = min(len(person.birth), len(known.birth))
    if min(person.birth_sure, known.birth_sure) < SURE:
        return False
    return shared >= 4 and person.birth[:shared] != known.birth[:shared]


def _named(person: Person, ending: str) -> tuple[str, ...]:
    return tuple(name for name in person.fields if name.endswith(ending))
