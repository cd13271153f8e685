"""Which database the ledger lives in, and how it is spoken to so that a commit survives a power cut."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict, SecretStr
from sqlalchemy.pool import StaticPool

from pipeline.errors import ConfigurationError


class LedgerOptions(BaseModel):
    """Where the ledger is: ``sqlite:////var/lib/sohoa/ledger.db`` or ``postgresql://user:password@host/sohoa``.

    `lock_wait` bounds how long a writer waits for the writer before it; then the call is a `TransientError`.
    `pool` is how many connections one process keeps (PostgreSQL and SQLite files).
    """

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    url: SecretStr
    lock_wait: timedelta = timedelta(seconds=10)
    pool: int = 5


def engine_for(options: LedgerOptions) -> sa.Engine:
    """The engine behind *options*; nothing is connected yet. `ConfigurationError` when the address makes no sense."""
    url = _address(options)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, options)
    return _postgresql(url, options)


def in_memory(engine: sa.Engine) -> bool:
    """Whether *engine* is one connection shared by every thread."""
    return isinstance(engine.pool, StaticPool)


def _address(options: LedgerOptions) -> sa.URL:
    try:
        url = sa.make_url(options.url.get_secret_value())
        backend = url.get_backend_name()
    except (sa.exc.ArgumentError, ValueError):
        # `from None`: the address holds a password, and the vendor's message may quote it
        raise ConfigurationError(
            "ledger-address",
            "The ledger's address is not a database URL",
            "sqlite:///file.db or postgresql://host/name",
        ) from None
    if backend not in ("sqlite", "postgresql"):
        raise ConfigurationError(
            "ledger-address", f"The ledger does not speak {backend}", "Use a sqlite:/// or postgresql:// address"
        )
    return url.set(drivername="sqlite" if backend == "sqlite" else "postgresql+psycopg")


def _sqlite(url: sa.URL, options: LedgerOptions) -> sa.Engine:
    memory = url.database in (None, "", ":memory:")
    if memory:
        # one connection for all threads; `Database` makes them queue for it
        engine = sa.create_engine(
            url, poolclass=StaticPool, connect_args={"check_same_thread": False}, hide_parameters=True
        )
    else:
        engine = sa.create_engine(url, pool_size=options.pool, hide_parameters=True)
    wait_ms = int(options.lock_wait.total_seconds() * 1000)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: the driver would begin too late
        for pragma in (
            f"busy_timeout={wait_ms}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A writer that starts as a reader cannot be upgraded while another writes: it would fail at once
        # instead of waiting its turn. So writers say so from the start.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: sa.URL, options: LedgerOptions) -> sa.Engine:
    wait_ms = int(options.lock_wait.total_seconds() * 1000)
    # idle_in_transaction: a worker frozen in the middle of a transaction must not hold up the whole city
    settings = {
        "lock_timeout": wait_ms,
        "idle_in_transaction_session_timeout": 3 * wait_ms,
        "synchronous_commit": "on",
        "timezone": "UTC",
    }
    return sa.create_engine(
        url,
        pool_size=options.pool,
        pool_pre_ping=True,
        pool_timeout=options.lock_wait.total_seconds(),
        hide_parameters=True,
        connect_args={
            "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
            "connect_timeout": max(2, int(options.lock_wait.total_seconds())),
            "application_name": "sohoa-ledger",
        },
    )


def make_room(engine: sa.Engine) -> None:
    """Create the folder a SQLite file lies in."""
    if engine.dialect.name == "sqlite" and engine.url.database and not in_memory(engine):
        try:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigurationError(
                "ledger-folder", "The ledger's folder cannot be created", "Check the path and its owner"
            ) from error
