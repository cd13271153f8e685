"""The audit trail: every change is an event, each event carries the digest of the one before."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from pipeline.errors import IntegrityError
from pipeline.model.ids import Digest, digest_of_parts
from pipeline.model.work import Event
from storage.ledger.tables import chain, events

GENESIS = Digest("0" * 64)
"""What the first event follows."""

_SHELF = 500
"""Events read at once: an iteration never holds a transaction open while its caller thinks."""


def event_digest(
    sequence: int, at: datetime, name: str, subject: str, facts: tuple[tuple[str, str], ...], previous: Digest
) -> Digest:
    """What `Event.digest` must be: over everything the event says and the event before it."""
    flat = [part for fact in facts for part in fact]
    return digest_of_parts([str(sequence), said(at), name, subject, *flat, previous])


def said(moment: datetime | None) -> str:
    """A point in time as facts say it: ISO 8601 in UTC, empty for never."""
    return "" if moment is None else moment.astimezone(UTC).isoformat()


def append(conn: sa.Connection, name: str, subject: str, facts: Mapping[str, object], at: datetime) -> Event:
    """Add one fact to the chain within the caller's transaction, which holds the chain's head."""
    if at.tzinfo is None:
        raise ValueError("an event's time has no time zone")
    head = conn.execute(sa.select(chain.c.sequence, chain.c.digest)).one()
    sequence, previous = head.sequence + 1, Digest(head.digest)
    told = tuple(sorted((key, str(value)) for key, value in facts.items()))
    event = Event(
        sequence=sequence,
        at=at.astimezone(UTC),
        name=name,
        subject=subject,
        facts=told,
        previous=previous,
        digest=event_digest(sequence, at, name, subject, told, previous),
    )
    adopt(conn, event)
    return event


def adopt(conn: sa.Connection, event: Event) -> None:
    """Write *event* as it stands and make it the chain's head."""
    conn.execute(
        sa.insert(events).values(
            sequence=event.sequence,
            at=said(event.at),
            name=event.name,
            subject=event.subject,
            facts=json.dumps(event.facts, ensure_ascii=False),
            previous=event.previous,
            digest=event.digest,
        )
    )
    conn.execute(sa.update(chain).values(sequence=event.sequence, digest=event.digest))


def read_after(conn: sa.Connection, after: int) -> tuple[Event, ...]:
    """The next few events after number *after*; `IntegrityError` naming the one that is no event any more."""
    query = sa.select(events).where(events.c.sequence > after).order_by(events.c.sequence).limit(_SHELF)
    return tuple(_event(row) for row in conn.execute(query))


def last_sequence(conn: sa.Connection) -> int:
    """The newest event's number, 0 before the first."""
    return int(conn.execute(sa.select(chain.c.sequence)).scalar_one())


def _event(row: Any) -> Event:
    try:
        return Event(
            sequence=row.sequence,
            at=datetime.fromisoformat(row.at),
            name=row.name,
            subject=row.subject,
            facts=tuple((str(key), str(value)) for key, value in json.loads(row.facts)),
            previous=Digest(row.previous),
            digest=Digest(row.digest),
        )
    except (ValueError, TypeError):
        # `from None`: the parser would quote what somebody wrote into the row
        raise IntegrityError("event-unreadable", f"Event {row.sequence} cannot be read") from None
