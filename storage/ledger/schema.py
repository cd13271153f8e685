"""Which shape of the tables this program knows, and how an older ledger grows into it."""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.schema import AddConstraint

from pipeline.errors import ConfigurationError
from storage.ledger import first_tables
from storage.ledger.chain import GENESIS
from storage.ledger.columns import NAMING, one_of
from storage.ledger.tables import chain, outcomes, recalls, reuse, samples, schema_version

_VERDICTS_OF_QUALITY = (*first_tables.VERDICTS, "field", "checked")
_VERDICTS_OF_SIGNING = (*_VERDICTS_OF_QUALITY, "signed")


def _first_tables(conn: sa.Connection) -> None:
    first_tables.metadata.create_all(conn)
    conn.execute(sa.insert(chain).values(id=1, sequence=0, digest=GENESIS))


def _quality_tables(conn: sa.Connection) -> None:
    """Outcomes, samples, recalls and papers to use again; verdicts about fields and samples."""
    for table in (outcomes, samples, recalls, reuse):
        table.create(conn)
    _verdicts_may_be(conn, _VERDICTS_OF_QUALITY)


def _signed_verdicts(conn: sa.Connection) -> None:
    """Verdicts about signed copies that came back."""
    _verdicts_may_be(conn, _VERDICTS_OF_SIGNING)


def _verdicts_may_be(conn: sa.Connection, kinds: tuple[str, ...]) -> None:
    """Let a verdict be one of *kinds* and nothing else."""
    known = one_of("kind", kinds, "known_verdict")
    after = first_tables.verdicts.to_metadata(sa.MetaData(naming_convention=NAMING))
    first_tables.batches.to_metadata(after.metadata)  # its foreign key points there
    after.constraints -= {c for c in after.constraints if c.name == "known_verdict"}
    after.append_constraint(known)
    if conn.dialect.name == "postgresql":
        conn.execute(sa.text("ALTER TABLE verdicts DROP CONSTRAINT known_verdict"))
        conn.execute(AddConstraint(known, isolate_from_table=False))
        return
    # SQLite changes no constraint in place: the rows move into a table that has the new one
    conn.execute(sa.text("ALTER TABLE verdicts RENAME TO verdicts_before"))
    conn.execute(sa.text("DROP INDEX ix_verdicts_batch"))
    after.create(conn)
    before = sa.table("verdicts_before", *(sa.column(column.name) for column in after.columns))
    conn.execute(sa.insert(after).from_select(list(after.columns), sa.select(before)))
    conn.execute(sa.text("DROP TABLE verdicts_before"))


MIGRATIONS: tuple[Callable[[sa.Connection], None], ...] = (_first_tables, _quality_tables, _signed_verdicts)
"""Applied in order, each once; version *n* is the ledger after the first *n*. Never edit one that has shipped.

The day a fourth one touches a table the second makes, the second must stop following `storage.ledger.tables` for it."""

VERSION = len(MIGRATIONS)


def version_of(conn: sa.Connection) -> int:
    """The ledger's version, 0 when it holds no tables of ours."""
    if not sa.inspect(conn).has_table(schema_version.name):
        return 0
    return conn.scalar(sa.select(sa.func.max(schema_version.c.version))) or 0


def bring_up_to_date(conn: sa.Connection) -> None:
    """Apply what is missing; `ConfigurationError` when a newer program has been here."""
    if conn.dialect.name == "postgresql":
        # two processes starting together: the second waits and finds everything done
        conn.execute(sa.text("SELECT pg_advisory_xact_lock(7303014)"))
    found = version_of(conn)
    _refuse_newer(found)
    for number, migrate in enumerate(MIGRATIONS[found:], start=found + 1):
        migrate(conn)
        conn.execute(sa.insert(schema_version).values(version=number))


def check_version(conn: sa.Connection) -> None:
    """`ConfigurationError` unless the ledger has exactly our shape."""
    found = version_of(conn)
    _refuse_newer(found)
    if found < VERSION:
        raise ConfigurationError(
            "ledger-not-prepared",
            f"The ledger is at version {found}, this program needs {VERSION}",
            "Prepare it (create_schema) before starting the workers",
        )


def _refuse_newer(found: int) -> None:
    if found > VERSION:
        raise ConfigurationError(
            "ledger-too-new",
            f"The ledger is at version {found}, this program knows {VERSION}",
            "Start the newer program; an older one would not keep its promises",
        )
