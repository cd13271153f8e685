"""What people already decided about the pages of a batch, in the order they decided; the last word counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.work import Verdict, VerdictKind

SPLIT = "split-verdict"
JOIN = "join-verdict"
_PAPER_AFTER_ALL = (VerdictKind.SPLIT, VerdictKind.JOIN, VerdictKind.KIND, VerdictKind.COMPONENT)
"""Verdicts that only make sense for a page of a document: given for a page we set aside, they bring it back."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """The verdicts on a batch, sorted by what they settle."""

    aside: frozenset[int]
    """Quarantined by a person, or replaced by a rescan: in no document."""
    blank: frozenset[int]
    paper: frozenset[int]
    """A person treated these as pages of a document: neither blank nor secret."""
    groups: tuple[tuple[int, ...], ...]
    """Pages joined into one document each, in page order; disjoint."""
    begins: frozenset[int]
    """A document begins here."""
    accepted: frozenset[int]


def rulings(verdicts: Sequence[Verdict]) -> Rulings:
    """Sort *verdicts*; where two contradict each other the later one stands."""
    place: dict[int, VerdictKind] = {}
    groups: list[tuple[int, ...]] = []
    begins: set[int] = set()
    accepted: set[int] = set()
    for verdict in verdicts:
        pages = tuple(sorted(set(verdict.pages)))
        if not pages:
            continue
        match verdict.kind:
            case VerdictKind.QUARANTINE | VerdictKind.REPLACED | VerdictKind.BLANK:
                place.update(dict.fromkeys(pages, verdict.kind))
                groups = _without(groups, pages)
            case VerdictKind.JOIN:
                place.update(dict.fromkeys(pages, verdict.kind))
                groups = [*_without(groups, pages), pages]
                begins -= set(pages)
            case VerdictKind.SPLIT:
                place[pages[0]] = verdict.kind
                groups = [part for group in groups for part in _cut(group, pages[0])]
                begins.add(pages[0])
            case VerdictKind.KIND | VerdictKind.COMPONENT:
                place.update(dict.fromkeys(pages, verdict.kind))
            case VerdictKind.ACCEPT:
                accepted |= set(pages)
            case VerdictKind.DOSSIER:
                pass
    return Rulings(
        aside=frozenset(n for n, k in place.items() if k in (VerdictKind.QUARANTINE, VerdictKind.REPLACED)),
        blank=frozenset(n for n, k in place.items() if k is VerdictKind.BLANK),
        paper=frozenset(n for n, k in place.items() if k in _PAPER_AFTER_ALL),
        groups=tuple(groups),
        begins=frozenset(begins),
        accepted=frozenset(accepted),
    )


def _without(groups: Sequence[tuple[int, ...]], pages: Sequence[int]) -> list[tuple[int, ...]]:
    rest = (tuple(n for n in group if n not in pages) for group in groups)
    return [group for group in rest if group]


def _cut(group: tuple[int, ...], at: int) -> list[tuple[int, ...]]:
    if at not in group:
        return [group]
    parts = (tuple(n for n in group if n < at), tuple(n for n in group if n >= at))
    return [part for part in parts if part]
