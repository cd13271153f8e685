"""The procedure's papers beside the scanned ones: what is there, what is missing, and what nobody can say yet.

A paper is called missing only when every side was read and every document has a kind: with a page unread or unknown, the
clerk is told to look, never that the citizen forgot something.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from classifiers.taxonomy import KnownProcedure
from console.station.desk import Checklist, Found, Line
from pipeline.model.dossier import Component, Procedure
from pipeline.model.ids import UNKNOWN_KIND, ComponentCode, KindCode
from pipeline.stages.place import ROUTING_KINDS
from storage.records.checklists import UNKNOWN_COMPONENT


@dataclass(frozen=True, slots=True)
class Seen:
    """A document among the scanned sides: its kind, the kind's title, and the clerk's page numbers."""

    kind: KindCode
    title: str
    pages: tuple[int, ...]


def procedure_of(known: KnownProcedure) -> Procedure:
    """A procedure of our own list as the one-stop system would name it."""
    components = tuple(
        Component(p.code, p.name, () if p.any_paper else p.kinds or (UNKNOWN_COMPONENT,), p.required, p.many, p.instead)
        for p in known.papers
    )
    return Procedure(known.code, known.name, components)


def checklist_of(
    procedure: Procedure, documents: Sequence[Seen], *, of_record: bool, scanned: bool, all_read: bool
) -> Checklist:
    """*scanned*: there are sides at all; *all_read*: nothing more will be known of them."""
    papers = [document for document in documents if document.kind not in ROUTING_KINDS]
    held, extra = _held(procedure, papers)
    known = all(document.kind != UNKNOWN_KIND for document in papers)
    lines = tuple(
        Line(
            component.name,
            component.required,
            _found(component, held, scanned=scanned, all_read=all_read, known=known),
            tuple(sorted(held.get(component.code, ()))),
        )
        for component in procedure.components
    )
    return Checklist(
        procedure=procedure.code,
        name=procedure.name,
        of_record=of_record,
        lines=lines,
        reading=scanned and not all_read,
        extra=tuple((paper.title, paper.pages) for paper in extra),
    )


def by_hand(checklist: Checklist) -> Checklist:
    """Nobody reads along here: the clerk holds the papers against the list."""
    lines = tuple(replace(line, found=Found.BY_HAND) for line in checklist.lines)
    return replace(checklist, lines=lines, reading=False, extra=())


def _held(
    procedure: Procedure, papers: Iterable[Seen]
) -> tuple[dict[ComponentCode, tuple[int, ...]], tuple[Seen, ...]]:
    """Pages under each component, the required ones first; and the papers on no line."""
    held: dict[ComponentCode, tuple[int, ...]] = {}
    extra: list[Seen] = []
    for paper in papers:
        named = [c for c in procedure.components if c.kinds and paper.kind in (*c.kinds, *c.instead)]
        free = sorted((c for c in named if c.many or c.code not in held), key=lambda c: not c.required)
        place = next(iter(free or named or [c for c in procedure.components if not c.kinds]), None)
        if place is None:
            extra.append(paper)
        else:
            held[place.code] = (*held.get(place.code, ()), *paper.pages)
    return held, tuple(extra)


def _found(
    component: Component,
    held: Mapping[ComponentCode, tuple[int, ...]],
    *,
    scanned: bool,
    all_read: bool,
    known: bool,
) -> Found:
    if component.code in held:
        return Found.THERE
    if not scanned:
        return Found.NOT_YET
    if not all_read:
        return Found.READING
    if not component.required:
        return Found.OPTIONAL
    return Found.MISSING if known and component.kinds != (UNKNOWN_COMPONENT,) else Found.BY_HAND
