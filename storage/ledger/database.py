"""Transactions: how the ledger's parts read and write."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

import sqlalchemy as sa

from storage.ledger.engine import in_memory
from storage.ledger.schema import check_version
from storage.ledger.sql_errors import translating_sql_errors
from storage.ledger.tables import chain


class Database(Protocol):
    """Something the parts of a ledger can open transactions on."""

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """One transaction that may write: committed at the end, undone by any exception."""
        ...

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """One moment of the ledger, however many statements look at it."""
        ...


class EngineDatabase:
    """Transactions over an engine; thread-safe.

    There is one writer at a time, in PostgreSQL as in SQLite: every writer locks the chain's head first, because
    every change ends in an event. So no two writers ever see each other half done, and they cannot deadlock.
    A city's load is a few short writes a second.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._snapshots = engine
        if engine.dialect.name == "postgresql":
            self._snapshots = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        # in memory there is one connection: threads queue for it
        self._queue: AbstractContextManager[object] = threading.Lock() if in_memory(engine) else nullcontext()
        self._checked = False

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        with self._queue, translating_sql_errors(), self._engine.connect() as plain:
            conn = plain.execution_options(writes=True)
            with conn.begin():
                self._check(conn)
                conn.execute(sa.select(chain.c.id).with_for_update())
                yield conn

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        with self._queue, translating_sql_errors(), self._snapshots.connect() as conn, conn.begin():
            self._check(conn)
            yield conn

    @contextmanager
    def preparing(self) -> Iterator[sa.Connection]:
        """A writing transaction that expects no tables yet."""
        with self._queue, translating_sql_errors(), self._engine.connect() as plain:
            conn = plain.execution_options(writes=True)
            with conn.begin():
                yield conn

    def close(self) -> None:
        self._engine.dispose()

    def _check(self, conn: sa.Connection) -> None:
        if not self._checked:
            check_version(conn)
            self._checked = True


class OneTransaction:
    """Everything within a transaction somebody else opened and will end; each write is a savepoint in it."""

    def __init__(self, conn: sa.Connection) -> None:
        self._conn = conn

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        with translating_sql_errors(), self._conn.begin_nested():
            yield self._conn

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        with translating_sql_errors():
            yield self._conn


class Part:
    """What each part of the ledger stands on."""

    def __init__(self, database: Database) -> None:
        self._database = database
