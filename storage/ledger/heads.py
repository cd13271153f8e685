"""The newest manifest of each dossier."""

import sqlalchemy as sa

from pipeline.model.ids import Digest, DossierCode
from storage.ledger.database import Part
from storage.ledger.tables import heads


def head_of(conn: sa.Connection, dossier: DossierCode) -> tuple[int, Digest] | None:
    row = conn.execute(sa.select(heads).where(heads.c.dossier == dossier)).first()
    return None if row is None else (row.version, Digest(row.digest))


def move_head(conn: sa.Connection, dossier: DossierCode, version: int, digest: Digest) -> None:
    """The caller has compared the head; nobody else writes within its transaction."""
    moved = sa.update(heads).where(heads.c.dossier == dossier).values(version=version, digest=digest)
    if conn.execute(moved).rowcount == 0:
        conn.execute(sa.insert(heads).values(dossier=dossier, version=version, digest=digest))


class SqlHeads(Part):
    """`pipeline.ports.DossierHeads`."""

    def head(self, dossier: DossierCode) -> tuple[int, Digest] | None:
        with self._database.reading() as conn:
            return head_of(conn, dossier)
