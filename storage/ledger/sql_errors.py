"""The one edge where a database's exceptions become ours."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy.exc as vendor

from pipeline.errors import ConfigurationError, DigitizationError, IntegrityError, TransientError

_OPERATOR_ACTS = (
    "no such table",
    "no such column",
    "unable to open database file",
    "readonly database",
    "authentication failed",
    "permission denied",
    "role ",
    'database "',
)
_DAMAGED = ("malformed", "not a database", "disk i/o error")


@contextmanager
def translating_sql_errors() -> Iterator[None]:
    """Vendor exceptions in, ours out. No statement, parameter or row ever becomes part of a message."""
    try:
        yield
    except vendor.IntegrityError as error:
        # `from None`: PostgreSQL quotes the whole failing row in its message
        raise _broken_promise(error) from None
    except vendor.DataError:
        raise IntegrityError("ledger-refused-value", "The ledger cannot hold a value it was given") from None
    except vendor.DBAPIError as error:
        raise _trouble(error) from error
    except vendor.TimeoutError as error:
        raise TransientError("ledger-unavailable", "No connection to the ledger came free in time") from error


def _broken_promise(error: vendor.IntegrityError) -> DigitizationError:
    """A constraint said no: nothing was written, and the caller has a defect."""
    diagnosis = getattr(error.orig, "diag", None)
    # SQLite's message holds the name of the constraint or its columns, never a value
    constraint = getattr(diagnosis, "constraint_name", None) or str(error.orig)
    return IntegrityError("ledger-constraint", f"The ledger refused a change that breaks its promise: {constraint}")


def _trouble(error: vendor.DBAPIError) -> DigitizationError:
    state: str = getattr(error.orig, "sqlstate", None) or ""
    said = str(error.orig).lower()
    if state in ("42P01", "42703") or "no such table" in said or "no such column" in said:
        return ConfigurationError(
            "ledger-not-prepared", "The ledger has no tables of ours", "Prepare it: create_schema"
        )
    if state[:2] in ("28", "3D", "42") or any(words in said for words in _OPERATOR_ACTS):
        return ConfigurationError(
            "ledger-refused", "The ledger's database refuses us", "Check its address, account and permissions"
        )
    if state == "XX001" or any(words in said for words in _DAMAGED):
        return IntegrityError(
            "ledger-damaged", "The ledger's database is damaged", "Restore it, or rebuild from the store"
        )
    if isinstance(error, (vendor.OperationalError, vendor.InterfaceError)) or error.connection_invalidated:
        return TransientError("ledger-unavailable", "The ledger is busy or cannot be reached", "It is tried again")
    return IntegrityError("ledger-refused-statement", "The ledger did not understand a statement")
