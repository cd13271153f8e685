"""Records that wait for their name in the store, and how they are called there.

The ledger names what it decided; whoever drains the queue gives the bytes that name in the store's catalogue, so that
the store can be understood, and the ledger rebuilt, without us.
"""

import sqlalchemy as sa

from pipeline.errors import IntegrityError
from pipeline.model.ids import BatchId, Digest, DossierCode, shelf_key
from storage.ledger.chain import last_sequence
from storage.ledger.database import Part
from storage.ledger.tables import publications


def dossier_name(dossier: DossierCode, version: int, digest: Digest) -> str:
    """Where a manifest is found: sorted by version, safe to show."""
    return f"dossiers/{shelf_key(dossier)}/{version:06d}-{digest[:16]}.json"


def proposal_name(batch: BatchId, fence: int) -> str:
    return f"proposals/{batch}/{fence:06d}.json"


def settlement_name(batch: BatchId, fence: int) -> str:
    return f"settlements/{batch}/{fence:06d}.json"


def receipt_name(key: str) -> str:
    return f"receipts/{key}.json"


def publish_later(conn: sa.Connection, name: str, digest: Digest) -> None:
    """Queue *name*. Queueing it again is nothing; other bytes under it are an `IntegrityError`."""
    queued = conn.execute(sa.select(publications.c.digest).where(publications.c.name == name)).scalar()
    if queued is None:
        conn.execute(sa.insert(publications).values(name=name, digest=digest, sequence=last_sequence(conn)))
    elif queued != digest:
        raise IntegrityError("name-taken", f"{name} is already queued for other bytes")


class SqlPublications(Part):
    """`pipeline.ports.Publications`."""

    def unpublished(self) -> tuple[tuple[str, Digest], ...]:
        """Oldest first."""
        query = sa.select(publications).order_by(publications.c.sequence, publications.c.name)
        with self._database.reading() as conn:
            return tuple((row.name, Digest(row.digest)) for row in conn.execute(query))

    def published(self, name: str) -> None:
        """*name* stands in the store's catalogue. Saying it twice is saying it once."""
        with self._database.writing() as conn:
            conn.execute(sa.delete(publications).where(publications.c.name == name))
