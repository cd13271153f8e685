"""The audit trail, proved: one unbroken chain of events, sealed piece by piece into the store.

An event changed, removed, added or moved breaks the chain at a place that can be named. Whoever rewrites the whole
chain, or cuts its end off, still disagrees with what was sealed into the store before.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pipeline.errors import IntegrityError
from pipeline.model.ids import BatchId, Digest, digest_of
from pipeline.model.work import Event
from pipeline.names import batch_name
from pipeline.ports import AuditTrail, Catalogue
from storage.codec import JsonCodec
from storage.ledger.chain import GENESIS, event_digest
from storage.ledger.publications import proposal_name, receipt_name, settlement_name

EVENTS = JsonCodec(Event)
SHELF = "audit/"
SEGMENT_SIZE = 5000
"""Events in one segment at most: a segment is read into memory whole."""

_NAME = re.compile(r"audit/(\d{12})-(\d{12})-([0-9a-f]{16})\.json")


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """Where the chain does not hold: at event number `sequence`."""

    sequence: int
    reference: str
    """``event-missing``, ``event-out-of-order``, ``event-chain-broken`` (the one before was changed), ``event-changed``
    or ``event-unreadable``."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sealed piece of the chain."""

    name: str
    first: int
    last: int
    seal: str


def check_chain(events: Iterable[Event], after: Event | None = None) -> ChainBreak | None:
    """The first place where *events* are not the unbroken continuation of *after* (None: of nothing)."""
    expected, previous = (after.sequence + 1, after.digest) if after else (1, GENESIS)
    try:
        for event in events:
            broken = _misfit(event, expected, previous)
            if broken is not None:
                return broken
            expected, previous = event.sequence + 1, event.digest
    except IntegrityError as error:
        return ChainBreak(expected, error.reference)
    return None


def _misfit(event: Event, expected: int, previous: Digest) -> ChainBreak | None:
    if event.sequence > expected:
        return ChainBreak(expected, "event-missing")
    if event.sequence < expected:
        return ChainBreak(event.sequence, "event-out-of-order")
    if event.digest != event_digest(event.sequence, event.at, event.name, event.subject, event.facts, event.previous):
        return ChainBreak(event.sequence, "event-changed")
    if event.previous != previous:
        return ChainBreak(event.sequence, "event-chain-broken")
    return None


# ---------------------------------------------------------------- segments


def seal(ledger: AuditTrail, store: Catalogue) -> tuple[str, ...]:
    """Write the events since the last segment into *store*; the names given, none when there is nothing new.

    Safe to repeat and to run twice at once. `IntegrityError` (``audit-forked`` or what broke) when the ledger's events
    do not continue what was sealed: then nothing more is sealed until somebody has looked.
    """
    newest = newest_sealed(store)
    fresh = ledger.events(after=newest.sequence - 1 if newest else 0)
    if newest is not None:
        again = next(fresh, None)
        if again is None or again.digest != newest.digest:
            raise IntegrityError("audit-forked", f"Event {newest.sequence} is not the one that was sealed")
    names = []
    while piece := tuple(islice(fresh, SEGMENT_SIZE)):
        broken = check_chain(piece, newest)
        if broken is not None:
            raise IntegrityError(broken.reference, f"The audit chain breaks at event {broken.sequence}")
        blob = b"".join(EVENTS.encode(event) + b"\n" for event in piece)
        names.append(f"{SHELF}{piece[0].sequence:012d}-{piece[-1].sequence:012d}-{digest_of(blob)[:16]}.json")
        store.record(names[-1], blob)
        newest = piece[-1]
    return tuple(names)


def segments(store: Catalogue) -> Iterator[Segment]:
    """What was sealed, in order."""
    for name in store.names(SHELF):
        match = _NAME.fullmatch(name)
        if match:
            yield Segment(name, int(match[1]), int(match[2]), match[3])


def events_in(store: Catalogue, segment: Segment) -> tuple[Event, ...]:
    """The events of one segment; `IntegrityError` (``segment-damaged``) unless they are exactly what was sealed."""
    blob = store.recall(segment.name)
    if blob is None or digest_of(blob)[:16] != segment.seal:
        raise IntegrityError("segment-damaged", f"{segment.name} is not what was sealed")
    events = tuple(EVENTS.decode(line) for line in blob.splitlines())
    if [event.sequence for event in events] != list(range(segment.first, segment.last + 1)):
        raise IntegrityError("segment-damaged", f"{segment.name} does not hold the events it names")
    return events


def sealed_events(store: Catalogue) -> Iterator[Event]:
    """Every sealed event once, in order; two sealers at once may have overlapped.

    `IntegrityError` when a segment is damaged, or when two of them disagree (``audit-forked``).
    """
    last, seen = 0, dict[int, Digest]()
    for segment in segments(store):
        fresh = dict[int, Digest]()
        for event in events_in(store, segment):
            fresh[event.sequence] = event.digest
            if event.sequence > last:
                last = event.sequence
                yield event
            elif seen.get(event.sequence, event.digest) != event.digest:
                raise IntegrityError("audit-forked", f"{segment.name} disagrees about event {event.sequence}")
        seen = fresh  # overlaps are with the segment before


def newest_sealed(store: Catalogue) -> Event | None:
    """The last event that was sealed."""
    newest = max(segments(store), key=lambda segment: (segment.last, segment.first), default=None)
    return None if newest is None else events_in(store, newest)[-1]


# ---------------------------------------------------------------- what an event vouches for


def vouched(event: Event) -> Iterator[tuple[str, str]]:
    """(name in the catalogue, beginning of the digest its bytes must have) for each record *event* stands for."""
    facts = dict(event.facts)
    match event.name:
        case "BatchTakenIn":
            yield batch_name(BatchId(event.subject)), facts["account"]
        case "BatchSettled":
            batch, fence = BatchId(event.subject), int(facts["fence"])
            yield settlement_name(batch, fence), facts["record"]
            yield proposal_name(batch, fence), facts["proposal"]
        case "HandBackQueued":
            name = f"dossiers/{facts['dossier']}/{int(facts['version']):06d}-{facts['manifest'][:16]}.json"
            yield name, facts["manifest"]
        case "HandBackAccepted":
            yield receipt_name(event.subject), facts["receipt"]
        case "VerdictGiven":
            yield f"verdicts/{event.subject}/{facts['record'][:16]}.json", facts["record"]
