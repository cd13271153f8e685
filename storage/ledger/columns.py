"""Column types that mean the same in SQLite and in PostgreSQL, and how constraints are made and called.

What stands here has shaped every ledger there is: tables of whatever version are made with it.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

import sqlalchemy as sa

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "%(constraint_name)s",
    "pk": "pk_%(table_name)s",
}


def one_of(column: str, values: Iterable[str], name: str) -> sa.CheckConstraint:
    """*column* holds one of *values* and nothing else."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=name)


class Moment(sa.TypeDecorator[datetime]):
    """An aware point in time, microseconds kept, always UTC inside."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment has no time zone")
        utc = value.astimezone(UTC)
        # SQLite keeps text without a zone; fixed width, so that it sorts as time does
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Pages(sa.TypeDecorator[tuple[int, ...]]):
    """Page numbers in their order, as ``3,4,5``."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[int, ...] | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 - the vendor calls it so
        return None if value is None else ",".join(map(str, value))

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> tuple[int, ...] | None:  # noqa: ARG002 - the vendor calls it so
        return None if value is None else tuple(int(part) for part in value.split(",") if part)
