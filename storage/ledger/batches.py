"""Which batches are unfinished, who holds them, and until when."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import sqlalchemy as sa

from pipeline.model.ids import BatchId, Digest, digest_of
from pipeline.model.paper import Lane, Outcome, ScanBatch
from pipeline.model.work import BatchState, BatchStatus, Claim, Settlement, WaitingFor
from storage.codec import JsonCodec
from storage.ledger import reasons
from storage.ledger.chain import append, said
from storage.ledger.database import Part
from storage.ledger.refusals import lost, unknown
from storage.ledger.resting import come_to_rest, make_ready
from storage.ledger.reviews import ask
from storage.ledger.settling import settle
from storage.ledger.statuses import oldest_first, statuses_of
from storage.ledger.tables import batches, sides, turns

ACCOUNTS = JsonCodec(ScanBatch)
"""A batch as the store's catalogue keeps it: its event vouches for those very bytes."""


class SqlBatches(Part):
    """`pipeline.ports.BatchLedger`, each writing call one transaction."""

    def open(self, batch: ScanBatch, now: datetime) -> None:
        """Remember *batch*. A refused side is counted as quarantined and asked about at once; a batch with no other
        sides does not wait for a worker but for its branch."""
        with self._database.writing() as conn:
            if _known(conn, batch.id):
                return
            conn.execute(sa.insert(batches).values(_new_row(batch, now)))
            rows = _side_rows(batch)
            if rows:
                conn.execute(sa.insert(sides), rows)
            ask(conn, batch.id, [(side.reference, (side.number,), WaitingFor.BRANCH) for side in batch.refused], now)
            if batch.refused and not batch.pages:
                come_to_rest(conn, batch.id, now)
            facts = {
                "account": digest_of(ACCOUNTS.encode(batch)),
                "branch": batch.branch,
                "lane": batch.lane,
                "sides": batch.sides,
                "refused": len(batch.refused),
            }
            append(conn, "BatchTakenIn", batch.id, facts, now)

    def status(self, batch: BatchId) -> BatchStatus | None:
        with self._database.reading() as conn:
            return next(iter(statuses_of(conn, [batch])), None)

    def statuses(self) -> Iterator[BatchStatus]:
        """All batches, oldest first, read a shelf at a time."""
        after: tuple[datetime, str] | None = None
        while True:
            with self._database.reading() as conn:
                shelf = statuses_of(conn, oldest_first(conn, after))
            yield from shelf
            if not shelf:
                return
            after = (shelf[-1].taken_in_at, shelf[-1].id)

    def ready(self, lane: Lane, now: datetime, limit: int) -> tuple[BatchId, ...]:
        """Every branch's oldest batch before any branch's second; the branch served longest ago comes first."""
        turn = sa.func.row_number().over(partition_by=batches.c.branch, order_by=(batches.c.taken_in_at, batches.c.id))
        waiting = (
            sa.select(batches.c.id, batches.c.branch, batches.c.taken_in_at, turn.label("turn"))
            .where(batches.c.lane == lane, _claimable(now))
            .subquery()
        )
        served = sa.func.coalesce(turns.c.served, 0)
        query = (
            sa.select(waiting.c.id)
            .outerjoin(turns, sa.and_(turns.c.lane == lane, turns.c.branch == waiting.c.branch))
            .order_by(waiting.c.turn, served, waiting.c.taken_in_at, waiting.c.id)
            .limit(limit)
        )
        with self._database.reading() as conn:
            return tuple(BatchId(found) for found in conn.scalars(query))

    def claim(self, batch: BatchId, worker: str, now: datetime, lease: timedelta) -> Claim | None:
        with self._database.writing() as conn:
            row = conn.execute(sa.select(batches).where(batches.c.id == batch, _claimable(now))).first()
            if row is None:
                return None
            claim = Claim(batch, worker, row.fence + 1, row.attempt + 1, now + lease)
            conn.execute(
                sa.update(batches)
                .where(batches.c.id == batch)
                .values(
                    state=BatchState.DIGITIZING,
                    waiting_for=WaitingFor.MACHINE,
                    reason=reasons.BEING_DIGITIZED,
                    since=now,
                    worker=worker,
                    fence=claim.fence,
                    attempt=claim.attempt,
                    lease_until=claim.lease_until,
                    next_try_at=None,
                    dirty=False,
                )
            )
            facts = {
                "worker": worker,
                "fence": claim.fence,
                "attempt": claim.attempt,
                "lease_seconds": lease.total_seconds(),
            }
            event = append(conn, "BatchClaimed", batch, facts, now)
            conn.execute(sa.delete(turns).where(turns.c.lane == row.lane, turns.c.branch == row.branch))
            conn.execute(sa.insert(turns).values(lane=row.lane, branch=row.branch, served=event.sequence))
            return claim

    def renew(self, claim: Claim, now: datetime, lease: timedelta) -> Claim:
        held = sa.and_(
            batches.c.id == claim.batch, batches.c.fence == claim.fence, batches.c.state == BatchState.DIGITIZING
        )
        longer = Claim(claim.batch, claim.worker, claim.fence, claim.attempt, now + lease)
        with self._database.writing() as conn:
            if conn.execute(sa.update(batches).where(held).values(lease_until=longer.lease_until)).rowcount == 0:
                raise lost(claim)
        return longer

    def settle(self, claim: Claim, settlement: Settlement, now: datetime, record: Digest) -> None:
        """As `pipeline.ports.BatchLedger.settle`; *record* is the digest of the encoded settlement in the store.

        Said again after it was written, it is nothing: a worker that lost the answer may ask twice.
        """
        with self._database.writing() as conn:
            settle(conn, claim, settlement, now, record)

    def release(self, claim: Claim, reason: str, now: datetime, next_try_at: datetime | None) -> None:
        reasons.reference(reason)
        with self._database.writing() as conn:
            row = conn.execute(sa.select(batches).where(batches.c.id == claim.batch)).first()
            if row is None or row.fence != claim.fence:
                raise lost(claim)
            if row.state != BatchState.DIGITIZING:
                if row.reason == reason and row.state in (BatchState.TAKEN_IN, BatchState.STUCK):
                    return
                raise lost(claim)
            again = next_try_at is not None or row.dirty
            conn.execute(
                sa.update(batches)
                .where(batches.c.id == claim.batch)
                .values(
                    state=BatchState.TAKEN_IN if again else BatchState.STUCK,
                    waiting_for=WaitingFor.MACHINE if again else WaitingFor.OPERATOR,
                    reason=reason,
                    since=now,
                    next_try_at=next_try_at,
                    worker=None,
                    lease_until=None,
                    dirty=False,
                )
            )
            facts = {"fence": claim.fence, "reason": reason, "next_try_at": said(next_try_at)}
            append(conn, "BatchReleased", claim.batch, facts, now)

    def replay(self, batch: BatchId, now: datetime) -> None:
        """Ready for a fresh run, attempts from zero. `RejectedInputError` when there is no such batch."""
        with self._database.writing() as conn:
            if not _known(conn, batch):
                raise unknown()
            make_ready(conn, batch, reasons.REPLAYED, now)
            append(conn, "BatchReplayed", batch, {}, now)


def _known(conn: sa.Connection, batch: BatchId) -> bool:
    return conn.execute(sa.select(batches.c.id).where(batches.c.id == batch)).first() is not None


def _claimable(now: datetime) -> sa.ColumnElement[bool]:
    due = sa.or_(batches.c.next_try_at.is_(None), batches.c.next_try_at <= now)
    return sa.or_(
        sa.and_(batches.c.state == BatchState.TAKEN_IN, due),
        sa.and_(batches.c.state == BatchState.DIGITIZING, batches.c.lease_until <= now),
    )


def _new_row(batch: ScanBatch, now: datetime) -> dict[str, object]:
    return {
        "id": batch.id,
        "branch": batch.branch,
        "station": batch.station,
        "lane": batch.lane,
        "dossier_hint": batch.dossier_hint,
        "declared_sheets": batch.declared_sheets,
        "taken_in_at": batch.taken_in_at,
        "sides": batch.sides,
        "attached": 0,
        "separators": 0,
        "blanks": 0,
        "quarantined": len(batch.refused),
        "replaced": 0,
        "waiting": len(batch.pages),
        "state": BatchState.TAKEN_IN,
        "waiting_for": WaitingFor.MACHINE,
        "reason": reasons.WAITING_FOR_WORKER,
        "since": now,
        "attempt": 0,
        "fence": 0,
        "dirty": False,
    }


def _side_rows(batch: ScanBatch) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {"batch": batch.id, "page": page.number, "outcome": None, "reason": ""} for page in batch.pages
    ]
    for side in batch.refused:
        rows.append({"batch": batch.id, "page": side.number, "outcome": Outcome.QUARANTINED, "reason": side.reference})
    return rows
