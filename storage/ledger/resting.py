"""What a batch nobody holds is waiting for: a person's answer, the one-stop system, or nothing any more."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from pipeline.model.ids import BatchId
from pipeline.model.work import BatchState, OutboxState, WaitingFor
from storage.ledger import reasons
from storage.ledger.tables import batches, outbox, reviews

OPEN_LETTERS = (OutboxState.PENDING, OutboxState.SENDING, OutboxState.DEAD)
RESTING = (BatchState.AWAITING_REVIEW, BatchState.HANDING_BACK, BatchState.CLOSED)


@dataclass(frozen=True, slots=True)
class Rest:
    """Where a settled batch stands. `since` is None when the moment it came to stand there is now."""

    state: BatchState
    waiting_for: WaitingFor
    reason: str
    since: datetime | None = None
    next_try_at: datetime | None = None


def rest_of(conn: sa.Connection, batch: BatchId) -> Rest:
    """Work out where *batch* stands from its open questions and its hand-backs."""
    question = conn.execute(
        sa.select(reviews).where(reviews.c.batch == batch).order_by(reviews.c.since, reviews.c.pages, reviews.c.id)
    ).first()
    if question is not None:
        return Rest(
            BatchState.AWAITING_REVIEW, WaitingFor(question.waiting_for), question.reference, since=question.since
        )
    letters = _letters(conn, batch)
    dead = [letter for letter in letters if letter.state == OutboxState.DEAD]
    if dead:
        return Rest(BatchState.HANDING_BACK, WaitingFor.OPERATOR, dead[0].reason)
    if letters:
        first = letters[0]
        return Rest(BatchState.HANDING_BACK, WaitingFor.ONE_STOP, first.reason, next_try_at=first.next_try_at)
    return Rest(BatchState.CLOSED, WaitingFor.NOBODY, reasons.DONE)


def _letters(conn: sa.Connection, batch: BatchId) -> list[Any]:
    """Hand-backs that must still be read back before *batch* is done, oldest first.

    A superseded version counts through the newer one that carries its papers: until that is accepted, the batch's
    papers have not arrived.
    """
    mine, arrived, carrier = outbox.alias("mine"), outbox.alias("arrived"), outbox.alias("carrier")
    has_arrived = (
        sa.exists()
        .where(arrived.c.dossier == mine.c.dossier)
        .where(arrived.c.version >= mine.c.version)
        .where(arrived.c.state == OutboxState.ACCEPTED)
    )
    query = (
        sa.select(carrier)
        .distinct()
        .join(mine, sa.and_(mine.c.dossier == carrier.c.dossier, carrier.c.version >= mine.c.version))
        .where(mine.c.batch == batch, carrier.c.state.in_(OPEN_LETTERS), sa.not_(has_arrived))
        .order_by(carrier.c.sequence)
    )
    return list(conn.execute(query))


def come_to_rest(conn: sa.Connection, batch: BatchId, now: datetime) -> BatchState:
    """Write where *batch* stands, whoever held it, and return it."""
    before = conn.execute(sa.select(batches).where(batches.c.id == batch)).one()
    rest = rest_of(conn, batch)
    same = (before.state, before.waiting_for) == (rest.state, rest.waiting_for)
    conn.execute(
        sa.update(batches)
        .where(batches.c.id == batch)
        .values(
            state=rest.state,
            waiting_for=rest.waiting_for,
            reason=rest.reason,
            since=rest.since or (before.since if same else now),
            next_try_at=rest.next_try_at,
            worker=None,
            lease_until=None,
            dirty=False,
        )
    )
    return rest.state


def make_ready(conn: sa.Connection, batch: BatchId, reason: str, now: datetime) -> None:
    """A fresh run of *batch* is wanted: at once, or when the run that holds it ends."""
    held = conn.execute(sa.select(batches.c.state).where(batches.c.id == batch)).scalar_one() == BatchState.DIGITIZING
    change: dict[str, object]
    if held:
        change = {"dirty": True, "attempt": 0}
    else:
        change = {
            "state": BatchState.TAKEN_IN,
            "waiting_for": WaitingFor.MACHINE,
            "reason": reason,
            "since": now,
            "next_try_at": None,
            "attempt": 0,
        }
    conn.execute(sa.update(batches).where(batches.c.id == batch).values(**change))


def tell_batches_of(conn: sa.Connection, dossier: str, now: datetime) -> None:
    """A hand-back of *dossier* moved: every batch that filed there and is at rest may stand elsewhere now."""
    concerned = (
        sa.select(batches.c.id)
        .where(batches.c.id.in_(sa.select(outbox.c.batch).where(outbox.c.dossier == dossier)))
        .where(batches.c.state == BatchState.HANDING_BACK)
        .order_by(batches.c.id)
    )
    for batch in list(conn.scalars(concerned)):
        come_to_rest(conn, batch, now)
