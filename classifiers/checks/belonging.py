"""Whose papers these are: the people of each dossier hang together, and a paper of somebody else stands out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from classifiers.checks.agreeing import disagreements
from classifiers.checks.kinship import Circle, Tie, communities, gathered
from classifiers.checks.owners import enterprise_of, persons_of
from classifiers.checks.people import PaperPeople, Person, names_people
from classifiers.taxonomy import Taxonomy
from pipeline.model.documents import Document, Finding, Gravity
from pipeline.model.dossier import Owner
from pipeline.model.ids import DossierCode, KindCode
from pipeline.ports import BatchView

SLIPS = frozenset({KindCode("receipt-slip"), KindCode("cover-sheet")})
"""The one-stop desk's own sheets: what they say of the owner is as good as the record."""

MOST_PAPERS = 60
"""Without a code more papers than one dossier has are several dossiers: nothing can be said of whose they are."""


def belonging(
    documents: Sequence[Document], people: Sequence[PaperPeople], view: BatchView, taxonomy: Taxonomy
) -> Iterator[tuple[int, Finding]]:
    """Findings about papers that are somebody else's, by place in *documents*.

    ``wrong-citizen`` blocks: people were read well, and nobody on the paper is tied to the dossier's owner.
    ``owner-not-seen`` does too: papers of the kind are about somebody, and nobody on this one could be read.
    ``stranger-among-papers``: no owner is known, and the paper shares nobody with the others.
    """
    for code in dict.fromkeys(document.dossier for document in documents):
        places = [place for place, document in enumerate(documents) if document.dossier == code]
        owner = _owner(code, view)
        circle = _circle(owner, _on_slips(places, documents, people))
        papers = {
            place: people[place]
            for place in places
            if documents[place].classification.kind not in SLIPS and names_people(documents[place], taxonomy)
        }
        known = circle.persons or circle.enterprises
        yield from _against_owner(papers, documents, circle) if known else _among(papers, documents)
        yield from disagreements(papers, documents, circle.persons[0] if owner and circle.persons else None)


def _owner(code: DossierCode | None, view: BatchView) -> Owner | None:
    record = view.records.get(code) if code else None
    known = record is not None and (record.owner.name or record.owner.id_number)
    return record.owner if record is not None and known else None


def _circle(owner: Owner | None, on_slips: Iterable[Person]) -> Circle:
    """Those the record and the desk's slips name: where the circle of people begins."""
    if owner is None:
        return Circle(tuple(on_slips))
    enterprise = enterprise_of(owner)
    number = "".join(filter(str.isdecimal, owner.id_number))
    things = frozenset({("tax_code", number)}) if enterprise and number else frozenset()
    return Circle((*persons_of(owner), *on_slips), things, (enterprise,) if enterprise else ())


def _on_slips(places: Sequence[int], documents: Sequence[Document], people: Sequence[PaperPeople]) -> Iterator[Person]:
    for place in places:
        if documents[place].classification.kind in SLIPS:
            yield from (person for person in people[place].persons if person.well_read)


def _against_owner(
    papers: Mapping[int, PaperPeople], documents: Sequence[Document], circle: Circle
) -> Iterator[tuple[int, Finding]]:
    ties, _ = gathered(papers, circle)
    for place, held in ties.items():
        if held >= Tie.LIKELY:
            continue
        document, strangers = documents[place], [p for p in papers[place].persons if p.well_read]
        if not strangers:
            yield place, Finding("owner-not-seen", document.pages, (), Gravity.BLOCKS)
            continue
        fields = tuple(dict.fromkeys(name for person in strangers for name in person.fields))
        yield place, Finding("wrong-citizen", document.pages, fields, Gravity.BLOCKS)


def _among(papers: Mapping[int, PaperPeople], documents: Sequence[Document]) -> Iterator[tuple[int, Finding]]:
    """Without an owner: when most papers share their people, the few that do not are looked at."""
    read = {place: paper for place, paper in papers.items() if any(p.well_read for p in paper.persons)}
    groups = communities(read) if len(read) <= MOST_PAPERS else ()
    if not groups or len(groups[0]) < 2 or 2 * len(groups[0]) <= len(read):
        return
    for place in (place for group in groups[1:] for place in group):
        others = tuple(documents[other].pages[0] for other in groups[0])
        yield place, Finding("stranger-among-papers", documents[place].pages, (), Gravity.DOUBT, others)
