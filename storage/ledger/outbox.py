"""Hand-backs on their way to the one-stop system, each with its reason for waiting."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from pipeline.model.dossier import HandBack, HandBackReceipt
from pipeline.model.ids import BatchId, Digest, DossierCode, shelf_key
from pipeline.model.paper import Lane
from pipeline.model.work import OutboxItem, OutboxState
from storage.codec import JsonCodec
from storage.ledger import reasons
from storage.ledger.chain import append, said
from storage.ledger.database import Part
from storage.ledger.publications import publish_later, receipt_name
from storage.ledger.refusals import lost_letter, unknown_letter
from storage.ledger.resting import OPEN_LETTERS, tell_batches_of
from storage.ledger.tables import batches, outbox

MESSAGES = JsonCodec(HandBack)


def queue_letter(conn: sa.Connection, batch: BatchId, message: HandBack, now: datetime) -> None:
    """Put *message* into the outbox. Older versions that are not on their way yet need not go any more: a message
    carries the whole dossier."""
    facts = {
        "batch": batch,
        "dossier": shelf_key(message.dossier),
        "version": message.version,
        "manifest": message.manifest,
    }
    event = append(conn, "HandBackQueued", message.key, facts, now)
    _overtaken(conn, message.dossier, message.version, now)
    conn.execute(
        sa.insert(outbox).values(
            key=message.key,
            sequence=event.sequence,
            dossier=message.dossier,
            batch=batch,
            manifest=message.manifest,
            version=message.version,
            message=MESSAGES.encode(message).decode(),
            state=OutboxState.PENDING,
            attempt=0,
            fence=0,
            reason=reasons.AWAITING_HAND_BACK,
            since=now,
        )
    )


class SqlOutbox(Part):
    """`pipeline.ports.Outbox`."""

    def due(self, now: datetime, limit: int, batch: BatchId | None = None) -> tuple[OutboxItem, ...]:
        """Live work first, then as queued; only the oldest version of a dossier that is still open."""
        live_first = sa.case((batches.c.lane == Lane.LIVE, 0), else_=1)
        query = (
            sa.select(outbox)
            .join(batches, batches.c.id == outbox.c.batch)
            .where(_sendable(now))
            .order_by(live_first, outbox.c.sequence)
            .limit(limit)
        )
        if batch is not None:
            query = query.where(outbox.c.batch == batch)
        with self._database.reading() as conn:
            return tuple(_item(row) for row in conn.execute(query))

    def begin(self, key: str, worker: str, now: datetime, lease: timedelta) -> OutboxItem | None:
        with self._database.writing() as conn:
            row = conn.execute(sa.select(outbox).where(outbox.c.key == key, _sendable(now))).first()
            if row is None:
                return None
            fence, attempt = row.fence + 1, row.attempt + 1
            _move(
                conn,
                key,
                now,
                state=OutboxState.SENDING,
                reason=reasons.BEING_HANDED_BACK,
                fence=fence,
                attempt=attempt,
                worker=worker,
                lease_until=now + lease,
            )
            facts = {"worker": worker, "fence": fence, "attempt": attempt, "lease_seconds": lease.total_seconds()}
            append(conn, "HandBackBegun", key, facts, now)
            tell_batches_of(conn, row.dossier, now)
            return _item(_letter(conn, key))

    def message(self, key: str) -> HandBack:
        """What is to be sent under *key*; `KeyError` when there is no such hand-back.

        What superseded versions would have withdrawn is withdrawn with it: they never said so themselves.
        """
        with self._database.reading() as conn:
            row = conn.execute(sa.select(outbox).where(outbox.c.key == key)).first()
            if row is None:
                raise KeyError(key)
            message = MESSAGES.decode(row.message.encode())
            unsaid = _unsaid(conn, row)
        still_there = {offer.entry_id for offer in message.files}
        withdrawn = {entry for earlier in unsaid for entry in earlier.withdrawn} - still_there
        return replace(message, withdrawn=tuple(sorted(withdrawn | set(message.withdrawn))))

    def accept(self, item: OutboxItem, receipt: HandBackReceipt, receipt_digest: Digest, now: datetime) -> None:
        """It was read back. Repeating it is nothing; `LostClaimError` when someone else holds the hand-back."""
        if receipt.key != item.key:
            raise ValueError(f"hand-back {item.key}: the receipt is for another one")
        with self._database.writing() as conn:
            row = _letter(conn, item.key)
            if row.state == OutboxState.ACCEPTED and row.receipt == receipt_digest:
                return
            _must_hold(row, item)
            _move(conn, item.key, now, state=OutboxState.ACCEPTED, reason=reasons.DONE, receipt=receipt_digest)
            _overtaken(conn, row.dossier, row.version, now)
            publish_later(conn, receipt_name(item.key), receipt_digest)
            facts = {
                "batch": row.batch,
                "fence": item.fence,
                "receipt": receipt_digest,
                "files": len(receipt.confirmed),
            }
            append(conn, "HandBackAccepted", item.key, facts, now)
            tell_batches_of(conn, row.dossier, now)

    def fail(self, item: OutboxItem, reason: str, now: datetime, next_try_at: datetime | None) -> None:
        """It did not go through. When a newer version of the dossier waits behind it, that one goes instead."""
        reasons.reference(reason)
        with self._database.writing() as conn:
            row = _letter(conn, item.key)
            if row.fence == item.fence and row.state != OutboxState.SENDING and row.reason == reason:
                return
            _must_hold(row, item)
            state = OutboxState.DEAD if next_try_at is None else OutboxState.PENDING
            if _newest_version(conn, row.dossier) > row.version:
                state, next_try_at = OutboxState.SUPERSEDED, None
            _move(conn, item.key, now, state=state, reason=reason, next_try_at=next_try_at)
            facts = {
                "batch": row.batch,
                "fence": item.fence,
                "reason": reason,
                "state": state,
                "next_try_at": said(next_try_at),
            }
            append(conn, "HandBackFailed", item.key, facts, now)
            tell_batches_of(conn, row.dossier, now)

    def item(self, key: str) -> OutboxItem:
        """Where one hand-back is; `KeyError` when there is none."""
        with self._database.reading() as conn:
            row = conn.execute(sa.select(outbox).where(outbox.c.key == key)).first()
        if row is None:
            raise KeyError(key)
        return _item(row)

    def items(self, batch: BatchId | None = None) -> tuple[OutboxItem, ...]:
        """In the order they were queued."""
        query = sa.select(outbox).order_by(outbox.c.sequence)
        if batch is not None:
            query = query.where(outbox.c.batch == batch)
        with self._database.reading() as conn:
            return tuple(_item(row) for row in conn.execute(query))

    def revive(self, key: str, now: datetime) -> None:
        """Replay a dead letter, attempts from zero; nothing for one that is not dead. `RejectedInputError` if unknown."""
        with self._database.writing() as conn:
            row = _letter(conn, key)
            if row.state != OutboxState.DEAD:
                return
            _move(conn, key, now, state=OutboxState.PENDING, reason=reasons.REPLAYED, attempt=0)
            append(conn, "HandBackRevived", key, {"batch": row.batch}, now)
            tell_batches_of(conn, row.dossier, now)


def _sendable(now: datetime) -> sa.ColumnElement[bool]:
    older = outbox.alias("older")
    in_front = (
        sa.exists()
        .where(older.c.dossier == outbox.c.dossier, older.c.version < outbox.c.version)
        .where(older.c.state.in_(OPEN_LETTERS))
    )
    due = sa.or_(outbox.c.next_try_at.is_(None), outbox.c.next_try_at <= now)
    return sa.and_(
        sa.or_(
            sa.and_(outbox.c.state == OutboxState.PENDING, due),
            sa.and_(outbox.c.state == OutboxState.SENDING, outbox.c.lease_until <= now),
        ),
        sa.not_(in_front),
    )


def _move(conn: sa.Connection, key: str, now: datetime, **change: object) -> None:
    """Another state for one hand-back: nobody holds it and nothing is scheduled unless *change* says so."""
    values: dict[str, object] = {"since": now, "worker": None, "lease_until": None, "next_try_at": None}
    conn.execute(sa.update(outbox).where(outbox.c.key == key).values(values | change))


def _overtaken(conn: sa.Connection, dossier: DossierCode, version: int, now: datetime) -> None:
    """Older versions that nobody is sending are superseded."""
    older = sa.and_(
        outbox.c.dossier == dossier,
        outbox.c.version < version,
        outbox.c.state.in_((OutboxState.PENDING, OutboxState.DEAD)),
    )
    conn.execute(sa.update(outbox).where(older).values(state=OutboxState.SUPERSEDED, since=now, next_try_at=None))


def _newest_version(conn: sa.Connection, dossier: str) -> int:
    return conn.scalar(sa.select(sa.func.max(outbox.c.version)).where(outbox.c.dossier == dossier)) or 0


def _unsaid(conn: sa.Connection, row: Any) -> list[HandBack]:
    """Messages about the dossier before *row*'s that were queued since the last accepted one."""
    of_dossier = outbox.c.dossier == row.dossier
    before = sa.and_(of_dossier, outbox.c.version < row.version)
    accepted = sa.select(sa.func.coalesce(sa.func.max(outbox.c.version), 0)).where(
        before, outbox.c.state == OutboxState.ACCEPTED
    )
    query = sa.select(outbox.c.message).where(before, outbox.c.version > accepted.scalar_subquery())
    return [MESSAGES.decode(text.encode()) for text in conn.scalars(query.order_by(outbox.c.version))]


def _letter(conn: sa.Connection, key: str) -> Any:
    row = conn.execute(sa.select(outbox).where(outbox.c.key == key)).first()
    if row is None:
        raise unknown_letter()
    return row


def _must_hold(row: Any, item: OutboxItem) -> None:
    if row.state != OutboxState.SENDING or row.fence != item.fence:
        raise lost_letter(item.key, item.fence)


def _item(row: Any) -> OutboxItem:
    return OutboxItem(
        key=row.key,
        dossier=DossierCode(row.dossier),
        batch=BatchId(row.batch),
        manifest=Digest(row.manifest),
        version=row.version,
        state=OutboxState(row.state),
        attempt=row.attempt,
        fence=row.fence,
        reason=row.reason,
        since=row.since,
        next_try_at=row.next_try_at,
    )
