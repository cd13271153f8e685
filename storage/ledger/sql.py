"""The ledger: one small SQL database that remembers what is unfinished, what waits for whom, and why."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa

from pipeline.model.ids import BatchId
from pipeline.model.work import BatchState, OutboxState, WaitingFor
from storage.ledger import reasons
from storage.ledger.batches import SqlBatches
from storage.ledger.chain import append, last_sequence
from storage.ledger.database import EngineDatabase, OneTransaction
from storage.ledger.engine import LedgerOptions, engine_for, make_room
from storage.ledger.heads import SqlHeads
from storage.ledger.outbox import SqlOutbox
from storage.ledger.publications import SqlPublications
from storage.ledger.quality import SqlQuality
from storage.ledger.reviews import SqlReviews
from storage.ledger.schema import bring_up_to_date
from storage.ledger.tables import batches, outbox
from storage.ledger.trail import SqlTrail


class LedgerParts(SqlBatches, SqlReviews, SqlHeads, SqlOutbox, SqlQuality, SqlTrail, SqlPublications):
    """Everything `pipeline.ports.Ledger` promises, over whatever opens its transactions."""


class SqlLedger(LedgerParts):
    """`pipeline.ports.Ledger` in SQLite or PostgreSQL, by the same statements. Thread-safe.

    After a fork, make a new one: open connections must not be shared with a child.
    """

    def __init__(self, options: LedgerOptions) -> None:
        self._engine = engine_for(options)
        self._own = EngineDatabase(self._engine)
        super().__init__(self._own)

    def create_schema(self) -> None:
        """Create the tables, or bring older ones up to date; nothing when they are. `ConfigurationError` when a newer
        program has been here."""
        make_room(self._engine)
        with self._own.preparing() as conn:
            bring_up_to_date(conn)

    def close(self) -> None:
        """Give the connections back."""
        self._own.close()

    @contextmanager
    def rebuilding(self) -> Iterator["Rebuilding"]:
        """One transaction in which a ledger that remembers nothing yet is filled, whole or not at all."""
        with self._own.writing() as conn:
            yield Rebuilding(conn)


class Rebuilding(LedgerParts):
    """A ledger inside one open transaction, for `storage.rebuild`."""

    def __init__(self, conn: sa.Connection) -> None:
        super().__init__(OneTransaction(conn))
        self.connection = conn

    @property
    def empty(self) -> bool:
        """Nothing happened here yet."""
        return self.last_event == 0

    @property
    def last_event(self) -> int:
        return last_sequence(self.connection)

    def fences(self, batch: BatchId) -> tuple[int, int] | None:
        """(newest claim, claim that settled last or 0) of *batch*, None when it is unknown."""
        query = sa.select(batches.c.fence, sa.func.coalesce(batches.c.settled_fence, 0)).where(batches.c.id == batch)
        row = self.connection.execute(query).first()
        return None if row is None else (row[0], row[1])

    def finish(self, now: datetime) -> None:
        """Give up every claim the lost ledger had granted: whoever still holds one is a stranger here."""
        with self._database.writing() as conn:
            held = batches.c.state == BatchState.DIGITIZING
            freed = conn.execute(
                sa.update(batches)
                .where(held)
                .values(
                    state=BatchState.TAKEN_IN,
                    waiting_for=WaitingFor.MACHINE,
                    reason=reasons.REBUILT,
                    since=now,
                    fence=batches.c.fence + 1,
                    worker=None,
                    lease_until=None,
                    next_try_at=None,
                    dirty=False,
                )
            ).rowcount
            on_their_way = outbox.c.state == OutboxState.SENDING
            unsent = conn.execute(
                sa.update(outbox)
                .where(on_their_way)
                .values(
                    state=OutboxState.PENDING,
                    reason=reasons.REBUILT,
                    since=now,
                    fence=outbox.c.fence + 1,
                    worker=None,
                    lease_until=None,
                    next_try_at=None,
                )
            ).rowcount
            append(conn, "LedgerRebuilt", "ledger", {"freed": freed, "unsent": unsent}, now)
