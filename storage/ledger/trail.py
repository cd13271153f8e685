"""The audit trail as others see it."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from pipeline.errors import IntegrityError
from pipeline.model.work import Event
from storage.ledger.chain import append, last_sequence, read_after
from storage.ledger.database import Part

OWN_EVENTS = frozenset(
    {
        "BatchTakenIn",
        "BatchClaimed",
        "BatchSettled",
        "BatchReleased",
        "BatchReplayed",
        "VerdictGiven",
        "PaperRecalled",
        "HandBackQueued",
        "HandBackBegun",
        "HandBackAccepted",
        "HandBackFailed",
        "HandBackRevived",
        "LedgerRebuilt",
    }
)
"""Facts only the ledger itself states, in the transaction that makes them true."""


class SqlTrail(Part):
    """`pipeline.ports.AuditTrail`."""

    def append(self, name: str, subject: str, facts: Mapping[str, str | int], at: datetime) -> Event:
        """Add a fact of somebody else's. `ValueError` for a name the ledger keeps for itself."""
        if name in OWN_EVENTS:
            raise ValueError(f"{name} is stated by the ledger itself")
        with self._database.writing() as conn:
            return append(conn, name, subject, facts, at)

    def events(self, after: int = 0) -> Iterator[Event]:
        """Events numbered above *after*, in order. `IntegrityError` at a row that is no event any more, or when the
        newest ones are gone."""
        while True:
            with self._database.reading() as conn:
                shelf = read_after(conn, after)
                newest = last_sequence(conn)
            yield from shelf
            if not shelf:
                break
            after = shelf[-1].sequence
        if newest > after:
            raise IntegrityError("event-missing", f"Events {after + 1} to {newest} are missing")
