"""The register of stations (sổ trạm quét): who may send, and for which branch."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
    load_ssh_public_key,
)

from pipeline.errors import RejectedInputError
from pipeline.model.ids import BranchId, StationId
from scanners.uploads.tables import UploadTables, stations

STATION_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
BRANCH_NAME: Final = re.compile(r"[\w.\-/]{1,100}")


@dataclass(frozen=True, slots=True)
class Station:
    """A registered station. Its branch is known from here and from nowhere else."""

    id: StationId
    branch: BranchId
    public_key: str = field(repr=False)
    added_at: datetime
    revoked_at: datetime | None

    @property
    def revoked(self) -> bool:
        return self.revoked_at is not None


class Stations:
    """Adds, lists and revokes; every process that opens the register sees a change at once."""

    def __init__(self, tables: UploadTables) -> None:
        self._tables = tables

    def add(self, station: StationId, branch: BranchId, key: str, now: datetime) -> Station:
        """Register *station* with its public *key*. The same again is nothing.

        `RejectedInputError`: ``station-name-invalid``, ``station-key-invalid``, or ``station-known`` for a name that has another
        key or branch. A revoked name stays revoked: whoever held its key must not come back by it.
        """
        if not STATION_NAME.fullmatch(station) or not BRANCH_NAME.fullmatch(branch):
            raise RejectedInputError(
                "station-name-invalid", "that is no name for a station or branch", "Letters, digits, dot and dash."
            )
        wanted = Station(station, branch, public_key_pem(key), now, None)
        with self._tables.writing() as conn:
            found = conn.execute(sa.select(stations).where(stations.c.id == station)).first()
            if found is None:
                conn.execute(
                    sa.insert(stations).values(id=station, branch=branch, public_key=wanted.public_key, added_at=now)
                )
                return wanted
        known = _station(found)
        if (known.branch, known.public_key, known.revoked) != (branch, wanted.public_key, False):
            raise RejectedInputError(
                "station-known", "a station of that name is registered otherwise, or revoked", "Choose another name."
            )
        return known

    def revoke(self, station: StationId, now: datetime) -> None:
        """From now on nothing of it is taken. Twice is once. `RejectedInputError` (``station-unknown``)."""
        with self._tables.writing() as conn:
            known = conn.scalar(sa.select(sa.func.count()).select_from(stations).where(stations.c.id == station))
            if not known:
                raise RejectedInputError("station-unknown", "no station by that name", "List them: sohoa stations list")
            conn.execute(
                sa.update(stations)
                .where(stations.c.id == station, stations.c.revoked_at.is_(None))
                .values(revoked_at=now)
            )

    def find(self, station: str) -> Station | None:
        with self._tables.reading() as conn:
            found = conn.execute(sa.select(stations).where(stations.c.id == station)).first()
        return None if found is None else _station(found)

    def all(self) -> tuple[Station, ...]:
        with self._tables.reading() as conn:
            return tuple(_station(row) for row in conn.execute(sa.select(stations).order_by(stations.c.id)))


def _station(row: sa.Row[tuple[object, ...]]) -> Station:
    return Station(StationId(row.id), BranchId(row.branch), row.public_key, row.added_at, row.revoked_at)


def public_key_pem(text: str) -> str:
    """An Ed25519 public key, PEM or an ``ssh-ed25519`` line, as PEM; `RejectedInputError` (``station-key-invalid``) otherwise."""
    blob = text.strip().encode()
    try:
        key = load_ssh_public_key(blob) if blob.startswith(b"ssh-") else load_pem_public_key(blob)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise _no_key() from None
    if not isinstance(key, Ed25519PublicKey):
        raise _no_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _no_key() -> RejectedInputError:
    return RejectedInputError(
        "station-key-invalid", "that is no Ed25519 public key", "Give the station's public key, PEM or ssh-ed25519."
    )
