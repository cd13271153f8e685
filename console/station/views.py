"""The station's values in the page's words: sides, trays, the scanner at work, the stack that is read along."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from console.station.desk import Link, Scanning, Side, Standing, Tray
from console.station.reading import Sheet, Stack, sheet_key
from scanners.station.values import Batch, BatchState, Job, JobState, LinkState, SideState
from scanners.station.values import Side as KeptSide

STANDINGS: Final = {
    BatchState.OPEN: Standing.OPEN,
    BatchState.SEALED: Standing.SENDING,
    BatchState.SENT: Standing.SENDING,
    BatchState.RECEIVED: Standing.RECEIVED,
    BatchState.FORGOTTEN: Standing.RECEIVED,
    BatchState.REFUSED: Standing.REFUSED,
}
LINKS: Final = {
    LinkState.NEVER: Link.TRYING,
    LinkState.UP: Link.UP,
    LinkState.DOWN: Link.DOWN,
    LinkState.REVOKED: Link.REVOKED,
    LinkState.NOT_LET_IN: Link.REVOKED,
}


def row_shown(batch: Batch) -> Tray:
    """A batch as a line of today's list."""
    return Tray(
        id=batch.id,
        standing=STANDINGS.get(batch.state, Standing.REFUSED),
        opened_at=batch.opened_at,
        dossier=str(batch.dossier or ""),
        sheets=batch.declared_sheets,
        sent=batch.bytes_sent,
        size=batch.bytes,
        count=batch.sides,
        accepted_at=batch.sealed_at,
        reason=batch.reason,
        receipt=batch.receipt_id or "",
    )


def scanning_shown(jobs: Iterable[Job], batch: Batch) -> Scanning:
    """The last scan into the tray; of an accepted one nobody asks any more."""
    last = max(jobs, key=lambda job: job.started_at, default=None)
    if last is None or batch.state is not BatchState.OPEN:
        return Scanning()
    trouble = last.reference if last.state is JobState.FAILED else ""
    return Scanning(last.state is JobState.RUNNING, pages=last.pages, trouble=trouble, hint=last.hint)


def stack_of(batch: Batch, sides: Sequence[KeptSide], path: Callable[[int], Path]) -> Stack:
    """What is read along: the standing sides, in order."""
    sheets = tuple(
        Sheet(
            key=sheet_key(side.digest, side.index),
            number=side.number,
            path=path(side.id),
            source=side.digest,
            index=side.index,
            width=side.width,
            height=side.height,
            dpi=side.dpi,
            size=side.size,
            examined=side.examined,
            damage=side.damage,
        )
        for side in sides
        if side.number is not None
    )
    dossier = None if batch.dossier is None else str(batch.dossier)
    return Stack(batch.id, sheets, dossier, batch.declared_sheets)


def side_number(key: str) -> int:
    if not key.isdecimal():
        raise KeyError(key)
    return int(key)


def side_shown(side: KeptSide, all_sides: Sequence[KeptSide]) -> Side:
    """A kept side in the page's words. Its faults name the page it is now, whatever it was when it was looked at."""
    number = side.number or _place_of(side, all_sides)
    return Side(
        key=str(side.id),
        number=number,
        judged=side.examined,
        width=side.width,
        height=side.height,
        faults=tuple(replace(fault, page=number) for fault in side.faults),
        refused=side.damage,
        aside=side.reason or "set-aside-by-clerk" if side.state is SideState.SET_ASIDE else "",
        earlier=_earlier(side, all_sides),
        name=side.name,
        replaced=side.state is SideState.REPLACED,
    )


def _place_of(side: KeptSide, all_sides: Sequence[KeptSide]) -> int:
    """A side out of place is called by the page it would be, or by the page that took its place."""
    newest = side
    by_id = {s.id: s for s in all_sides}
    while newest.replaced_by is not None and newest.replaced_by in by_id:
        newest = by_id[newest.replaced_by]
    if newest.number is not None:
        return newest.number
    return 1 + sum(1 for s in all_sides if s.number is not None and s.position < newest.position)


def _earlier(side: KeptSide, all_sides: Sequence[KeptSide]) -> tuple[str, ...]:
    by_id = {s.id: s for s in all_sides}
    keys: list[str] = []
    before = side.replaces
    while before is not None and before in by_id:
        keys.insert(0, str(before))
        before = by_id[before].replaces
    return tuple(keys)
