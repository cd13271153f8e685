"""Stand (tình trạng hồ sơ): what a dossier has and lacks, from its checklist and the papers filed on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from pipeline.model.dossier import Component, DossierRecord, Entry
from pipeline.model.ids import BatchId, ComponentCode, KindCode
from pipeline.model.quality import Reusable, ReuseMark
from pipeline.model.sameness import PaperIdentity
from pipeline.model.standing import DossierStanding, DossierState, PaperRule, StandingItem
from pipeline.model.validity import has_ended
from pipeline.stages.describe import metadata_gaps, usable_until
from pipeline.stages.reuse import offers

EXTRA = frozenset({"paper-not-on-checklist", "component-already-filled"})
FOREIGN = frozenset({"wrong-citizen", "stranger-among-papers"})
"""Papers of somebody else: they fill nothing here, and the citizen who is still there can take them back."""
DUPLICATE = frozenset({"duplicate-of", "already-filed"})


@dataclass(frozen=True, slots=True)
class WaitingPaper:
    """A paper of the dossier that was not filed; `reference` says what a person is asked about it."""

    batch: BatchId
    pages: tuple[int, ...]
    kind: KindCode
    title: str
    reference: str


def standing(
    record: DossierRecord,
    entries: Sequence[Entry],
    waiting: Sequence[WaitingPaper],
    known: Sequence[ReuseMark],
    rules: Mapping[KindCode, PaperRule],
    today: date,
) -> DossierStanding:
    """The dossier of *record* with *entries* filed and *waiting* ones not, as it stands *today*.

    A component is filled by any paper filed under it that may still be used, substitutes included (the checklist says
    which). One whose paper waits for a person is not missing: nobody should ask the citizen for it again. *known* are
    papers of the owner that other dossiers hold.
    """
    ended = {entry.id for entry in entries if has_ended(_until(entry, rules), today)}
    usable = {entry.component for entry in entries if entry.id not in ended}
    lacking = [c for c in record.procedure.components if c.required and c.code not in usable]
    awaited = {c.code: paper for c in lacking if (paper := _awaited(c, waiting)) is not None}
    missing = [c for c in lacking if c.code not in awaited]
    state = DossierState.MISSING if missing else DossierState.WAITING if awaited else DossierState.COMPLETE
    return DossierStanding(
        dossier=record.code,
        state=state,
        missing=tuple(StandingItem("component-missing", c.code, c.name) for c in missing),
        waiting=tuple(_waits(c, awaited[c.code]) for c in lacking if c.code in awaited),
        extra=(
            *_extra(record, entries),
            *(_held_back(paper, "paper-extra") for paper in waiting if paper.reference in EXTRA),
            *(_held_back(paper, "paper-of-another") for paper in waiting if paper.reference in FOREIGN),
        ),
        expired=tuple(
            _of(entry, "paper-no-longer-valid", _until(entry, rules)) for entry in entries if entry.id in ended
        ),
        duplicate=(
            *_repeated(entries),
            *(_held_back(p, "paper-scanned-twice") for p in waiting if p.reference in DUPLICATE),
        ),
        reusable=tuple(_offers(missing, offers(record, missing, known, today), rules)),
        undescribed=tuple(_undescribed(record, entries, rules)),
    )


def _rule(kind: KindCode, title: str, rules: Mapping[KindCode, PaperRule]) -> PaperRule:
    return rules.get(kind) or PaperRule(kind, title, frozenset())


def _until(entry: Entry, rules: Mapping[KindCode, PaperRule]) -> str | None:
    return usable_until(entry, rules.get(entry.classification.kind))


def _awaited(component: Component, waiting: Iterable[WaitingPaper]) -> WaitingPaper | None:
    """A paper waiting for a person that the component asks for by its kind."""
    candidates = (paper for paper in waiting if paper.reference not in EXTRA | DUPLICATE | FOREIGN)
    return next((paper for paper in candidates if component.accepts(paper.kind)), None)


def _waits(component: Component, paper: WaitingPaper) -> StandingItem:
    return StandingItem(
        "component-waits", component.code, component.name, paper.kind, paper.title, paper.batch, paper.pages
    )


def _held_back(paper: WaitingPaper, reference: str) -> StandingItem:
    return StandingItem(reference, kind=paper.kind, title=paper.title, batch=paper.batch, pages=paper.pages)


def _of(entry: Entry, reference: str, until: str | None = None) -> StandingItem:
    return StandingItem(
        reference,
        entry.component,
        entry.component_name,
        entry.classification.kind,
        entry.classification.title,
        entry.batch,
        entry.pages,
        entry.id,
        until or "",
    )


def _extra(record: DossierRecord, entries: Sequence[Entry]) -> Iterator[StandingItem]:
    """Papers under a component the checklist no longer has, and a second one where one is asked for."""
    asked = {component.code: component for component in record.procedure.components}
    taken: set[ComponentCode] = set()
    for entry in entries:
        component = asked.get(entry.component)
        if component is None or (entry.component in taken and not component.many):
            yield _of(entry, "paper-extra")
        taken.add(entry.component)


def _repeated(entries: Sequence[Entry]) -> Iterator[StandingItem]:
    known = [(entry, PaperIdentity.of(entry.classification.kind, entry.fields)) for entry in entries]
    twice = {second.id: second for (_, one), (second, other) in combinations(known, 2) if one.is_same_as(other)}
    yield from (_of(entry, "paper-scanned-twice") for entry in twice.values())


def _offers(
    missing: Sequence[Component], reusable: Sequence[Reusable], rules: Mapping[KindCode, PaperRule]
) -> Iterator[StandingItem]:
    names = {component.code: component.name for component in missing}
    for found in reusable:
        if found.component in names:
            title = _rule(found.kind, "", rules).title
            yield StandingItem(
                "paper-reusable",
                found.component,
                names[found.component],
                found.kind,
                title,
                entry_id=found.entry_id,
                until=found.valid_until,
            )


def _undescribed(
    record: DossierRecord, entries: Sequence[Entry], rules: Mapping[KindCode, PaperRule]
) -> Iterator[StandingItem]:
    for entry in entries:
        rule = _rule(entry.classification.kind, entry.classification.title, rules)
        if gaps := metadata_gaps(entry, record, rule):
            yield replace(_of(entry, "metadata-incomplete"), lacks=gaps)
