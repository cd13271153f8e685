"""What the inbox remembers: stations, uploads under way, batches and the files they list.

The tables carry a prefix of their own, so that they may live in the ledger's database; they share nothing with it.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlalchemy.exc as vendor
from pydantic import SecretStr

from pipeline.errors import ConfigurationError, IntegrityError, TransientError


class Moment(sa.TypeDecorator[datetime]):
    """An aware point in time as text in UTC, of one width, so that it sorts as time does in every database."""

    impl = sa.String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 - vendor's
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - vendor's
        return None if value is None else datetime.fromisoformat(value)


metadata = sa.MetaData()

stations = sa.Table(
    "inbox_stations",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("branch", sa.String(100), nullable=False),
    sa.Column("public_key", sa.Text, nullable=False, comment="PEM"),
    sa.Column("added_at", Moment, nullable=False),
    sa.Column("revoked_at", Moment),
)

uploads = sa.Table(
    "inbox_uploads",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("station", sa.String(64), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("length", sa.BigInteger, nullable=False),
    sa.Column("offset", sa.BigInteger, nullable=False, comment="bytes that survive a power cut"),
    sa.Column("whole", sa.Boolean, nullable=False, comment="all of it came, and it has its digest"),
    sa.Column("touched_at", Moment, nullable=False),
    sa.CheckConstraint('"offset" >= 0 AND "offset" <= length', name="inbox_offset_within"),
    sa.Index("inbox_uploads_of", "station", "sha256"),
)

batches = sa.Table(
    "inbox_batches",
    metadata,
    sa.Column("station", sa.String(64), primary_key=True),
    sa.Column("batch", sa.String(64), primary_key=True),
    sa.Column("delivery", sa.String(32), nullable=False, unique=True),
    sa.Column("branch", sa.String(100), nullable=False),
    sa.Column("lane", sa.String(16), nullable=False),
    sa.Column("sequence", sa.BigInteger, nullable=False),
    sa.Column(
        "manifest", sa.Text, nullable=False, comment="JSON; emptied with the receipt: it names files and a dossier"
    ),
    sa.Column("manifest_digest", sa.String(64), nullable=False, comment="of its meaning: the same whatever the blanks"),
    sa.Column("body_digest", sa.String(64), nullable=False, comment="of its bytes as first taken"),
    sa.Column("lacking", sa.Integer, nullable=False, comment="listed digests that are not there whole"),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("reason", sa.String(64), nullable=False, default=""),
    sa.Column("put_at", Moment, nullable=False),
    sa.Column("since", Moment, nullable=False),
    sa.Column("batch_id", sa.String(64)),
    sa.Column("receipt", sa.Text),
    sa.CheckConstraint("state IN ('open', 'refused', 'received')", name="inbox_batch_state"),
    sa.CheckConstraint("lacking >= 0", name="inbox_lacking"),
    sa.CheckConstraint("(state = 'received') = (receipt IS NOT NULL)", name="inbox_receipt"),
    sa.Index("inbox_batches_at", "state", "lacking"),
)

listed = sa.Table(
    "inbox_listed",
    metadata,
    sa.Column("station", sa.String(64), primary_key=True),
    sa.Column("batch", sa.String(64), primary_key=True),
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Index("inbox_listed_as", "station", "sha256"),
    comment="each file of an unreceived batch once: such a file never expires",
)


class UploadTables:
    """Transactions over the tables; thread-safe. Writers of one process queue, those of several wait for each other."""

    def __init__(self, url: SecretStr) -> None:
        """Makes the tables where they are missing. `ConfigurationError` for an address that is none."""
        self._engine = _engine(url)
        self._turn = threading.RLock()
        with translating_database_errors():
            metadata.create_all(self._engine)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction, committed at the end, undone by any exception."""
        with self._turn, translating_database_errors(), self._engine.connect() as plain:
            conn = plain.execution_options(writes=True)
            with conn.begin():
                yield conn

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        with translating_database_errors(), self._engine.connect() as conn, conn.begin():
            yield conn

    def close(self) -> None:
        self._engine.dispose()


def _engine(url: SecretStr) -> sa.Engine:
    try:
        address = sa.make_url(url.get_secret_value())
        backend = address.get_backend_name()
    except (vendor.ArgumentError, ValueError):  # `from None`: the address may hold a password
        raise _no_address() from None
    if backend == "postgresql":
        return sa.create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True)
    if backend != "sqlite" or not address.database:
        raise _no_address()
    try:
        Path(address.database).parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    except OSError:
        raise ConfigurationError("inbox-refuses", "the inbox cannot be made", "Check its path and owner.") from None
    engine = sa.create_engine(address, pool_size=8, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # BEGIN is said below: the driver would begin too late
        for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}").close()

    @sa.event.listens_for(engine, "begin")
    def begin(conn: sa.Connection) -> None:
        # a writer that starts as a reader fails at once when another writes, instead of waiting
        conn.exec_driver_sql("BEGIN IMMEDIATE" if conn.get_execution_options().get("writes", False) else "BEGIN")

    return engine


def _no_address() -> ConfigurationError:
    return ConfigurationError(
        "ledger-address", "the register's address is no database URL", "sqlite:///file.db or postgresql://host/name"
    )


@contextmanager
def translating_database_errors() -> Iterator[None]:
    """Vendor exceptions in, ours out, without statement or row: those hold names of files."""
    try:
        yield
    except vendor.IntegrityError:
        raise IntegrityError(
            "inbox-contradicts", "the inbox's register refused a change that breaks its promise"
        ) from None
    except vendor.OperationalError as error:
        said = str(error.orig).lower()
        if "readonly" in said or "unable to open" in said or "permission" in said or "authentication" in said:
            raise ConfigurationError(
                "inbox-refuses", "the inbox's register refuses us", "Check its address, account and permissions."
            ) from None
        raise TransientError(
            "inbox-unavailable", "the inbox's register is busy or away", "It is tried again."
        ) from None
    except (vendor.DBAPIError, vendor.TimeoutError):
        raise TransientError(
            "inbox-unavailable", "the inbox's register does not answer", "It is tried again."
        ) from None
