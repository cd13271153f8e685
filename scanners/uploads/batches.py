"""Batches that stations sealed: which files each lists, what it still lacks, and what became of it."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa

from pipeline.errors import RejectedInputError
from pipeline.model.ids import BatchId, BranchId, DeliveryId, Digest, StationId, digest_of_parts
from pipeline.model.paper import Lane
from scanners.uploads.manifest import BATCH_NAME, BatchManifest, batch_manifest
from scanners.uploads.options import UploadOptions
from scanners.uploads.stations import Station
from scanners.uploads.tables import UploadTables, batches, listed, uploads

NAMED_MISSING: Final = 1_000


class State(StrEnum):
    """How far a batch is, in the words of the protocol."""

    WAITING = "waiting-for-files"
    TAKING_IN = "taking-in"
    RECEIVED = "received"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one batch stands: what a station is answered. `code` says why it waits or was refused."""

    station: StationId
    batch: str
    delivery: DeliveryId
    state: State
    since: datetime
    code: str = ""
    missing: tuple[Digest, ...] = ()
    receipt: str | None = field(default=None, repr=False)
    batch_id: BatchId | None = None


@dataclass(frozen=True, slots=True)
class Complete:
    """A batch whose files are all there, waiting to be taken in."""

    delivery: DeliveryId
    branch: BranchId
    lane: Lane


@dataclass(frozen=True, slots=True)
class Sealed:
    """A batch as it was sealed, with what is known of its sender."""

    station: StationId
    batch: str
    delivery: DeliveryId
    branch: BranchId
    lane: Lane
    state: State
    manifest: BatchManifest = field(repr=False)
    body_digest: str


class Batches:
    """The batches of all stations. Thread-safe; every call is one transaction and safe to repeat."""

    def __init__(self, options: UploadOptions, tables: UploadTables) -> None:
        self._options = options
        self._tables = tables

    def put(self, station: Station, batch: str, body: bytes, now: datetime) -> Standing:
        """Keep the manifest of a sealed batch; the same again is the same batch, whatever has become of it.

        `RejectedInputError`: ``batch-differs`` for another manifest under a known id, or what `batch_manifest` says.
        """
        manifest = batch_manifest(batch, body, self._options)
        mine = (batches.c.station == station.id) & (batches.c.batch == batch)
        with self._tables.writing() as conn:
            known = conn.scalar(sa.select(batches.c.manifest_digest).where(mine))
            if known is None:
                self._insert(conn, station, manifest, body, now)
            elif known != manifest.meaning:
                raise RejectedInputError(
                    "batch-differs", "another manifest is known under this id", "Tell an operator."
                )
        return self.standing(station.id, batch)

    def standing(self, station: StationId, batch: str) -> Standing:
        """`RejectedInputError` (``no-such-batch``) also for another station's."""
        with self._tables.reading() as conn:
            row = conn.execute(sa.select(batches).where(batches.c.station == station, batches.c.batch == batch)).first()
            if row is None:
                raise no_such_batch()
            missing = _missing(conn, station, batch) if row.lacking and row.state == "open" else ()
        return _standing(row, missing)

    def unreceived(self) -> tuple[Standing, ...]:
        """Everything that has no receipt yet, longest waiting first: for the people who look after it."""
        with self._tables.reading() as conn:
            rows = conn.execute(sa.select(batches).where(batches.c.state != "received").order_by(batches.c.since)).all()
            return tuple(
                _standing(row, _missing(conn, StationId(row.station), row.batch) if row.lacking else ()) for row in rows
            )

    # ---------------------------------------------------------------- taking in

    def complete(self, each: int | None = None) -> tuple[Complete, ...]:
        """Batches to take in, oldest first; those sealed in one moment by the station's count.

        With *each*, so many of every branch and lane, those that did not fail before first: a long backlog is not read whole.
        """
        turn = sa.func.row_number().over(
            partition_by=(batches.c.branch, batches.c.lane),
            order_by=(batches.c.reason != "", batches.c.put_at, batches.c.station, batches.c.sequence),
        )
        waiting = (
            sa.select(batches, turn.label("turn")).where(batches.c.state == "open", batches.c.lacking == 0).subquery()
        )
        query = sa.select(waiting.c.delivery, waiting.c.branch, waiting.c.lane)
        if each is not None:
            query = query.where(waiting.c.turn <= each)
        query = query.order_by(waiting.c.put_at, waiting.c.station, waiting.c.sequence)
        with self._tables.reading() as conn:
            return tuple(
                Complete(DeliveryId(r.delivery), BranchId(r.branch), Lane(r.lane)) for r in conn.execute(query)
            )

    def count_complete(self) -> int:
        """How many wait to be taken in."""
        query = sa.select(sa.func.count()).select_from(batches).where(batches.c.state == "open", batches.c.lacking == 0)
        with self._tables.reading() as conn:
            return conn.scalar(query) or 0

    def sealed(self, delivery: DeliveryId) -> Sealed | None:
        """The batch behind *delivery* as long as its manifest is kept: None once it has its receipt."""
        with self._tables.reading() as conn:
            row = conn.execute(sa.select(batches).where(batches.c.delivery == delivery)).first()
        if row is None or row.state == "received":
            return None
        return Sealed(
            StationId(row.station),
            row.batch,
            delivery,
            BranchId(row.branch),
            Lane(row.lane),
            _state(row),
            BatchManifest.model_validate_json(row.manifest),
            row.body_digest,
        )

    def receive(self, sealed: Sealed, batch: BatchId, receipt: str, now: datetime) -> None:
        """Keep the receipt, durably; the first one stands. File names and dossier are forgotten with it."""
        mine = (batches.c.station == sealed.station) & (batches.c.batch == sealed.batch)
        with self._tables.writing() as conn:
            conn.execute(
                sa.update(batches)
                .where(mine, batches.c.state != "received")
                .values(state="received", receipt=receipt, batch_id=batch, manifest="", reason="", since=now)
            )
            conn.execute(sa.delete(listed).where(listed.c.station == sealed.station, listed.c.batch == sealed.batch))

    def wait(self, delivery: DeliveryId, reason: str, now: datetime) -> None:
        """It could not be taken in for now, and why."""
        self._note(delivery, "open", reason, now)

    def refuse(self, delivery: DeliveryId, reason: str, now: datetime) -> None:
        """It cannot be taken in as it is: kept with its files until a person acts."""
        self._note(delivery, "refused", reason, now)

    def retry(self, station: StationId, batch: str, now: datetime) -> None:
        """A person acted: try once more. `RejectedInputError` (``no-such-batch``) unless it is refused or waits."""
        with self._tables.writing() as conn:
            moved = conn.execute(
                sa.update(batches)
                .where(batches.c.station == station, batches.c.batch == batch, batches.c.state != "received")
                .values(state="open", reason="", since=now)
            ).rowcount
        if not moved:
            raise no_such_batch()

    # ---------------------------------------------------------------- inside

    def _insert(
        self, conn: sa.Connection, station: Station, manifest: BatchManifest, body: bytes, now: datetime
    ) -> None:
        digests = sorted(set(manifest.digests))
        there = sa.select(uploads.c.sha256).where(uploads.c.station == station.id, uploads.c.whole)
        whole = set(conn.scalars(there))
        conn.execute(
            sa.insert(batches).values(
                station=station.id,
                batch=manifest.batch,
                delivery="u-" + digest_of_parts([station.id, manifest.batch])[:24],
                branch=station.branch,
                lane=(manifest.lane or Lane.LIVE).value,
                sequence=manifest.sequence,
                manifest=manifest.model_dump_json(),
                manifest_digest=manifest.meaning,
                body_digest=hashlib.sha256(body).hexdigest(),
                lacking=sum(digest not in whole for digest in digests),
                state="open",
                reason="",
                put_at=now,
                since=now,
            )
        )
        rows = [{"station": station.id, "batch": manifest.batch, "sha256": digest} for digest in digests]
        conn.execute(sa.insert(listed), rows)

    def _note(self, delivery: DeliveryId, state: str, reason: str, now: datetime) -> None:
        with self._tables.writing() as conn:
            conn.execute(
                sa.update(batches)
                .where(batches.c.delivery == delivery, batches.c.state == "open")
                .where(sa.or_(batches.c.state != state, batches.c.reason != reason))  # `since` is when it began to wait
                .values(state=state, reason=reason, since=now)
            )


def _missing(conn: sa.Connection, station: StationId, batch: str) -> tuple[Digest, ...]:
    whole = sa.exists().where(
        uploads.c.station == listed.c.station, uploads.c.sha256 == listed.c.sha256, uploads.c.whole
    )
    query = sa.select(listed.c.sha256).where(listed.c.station == station, listed.c.batch == batch, ~whole)
    return tuple(Digest(d) for d in conn.scalars(query.order_by(listed.c.sha256).limit(NAMED_MISSING)))


def _state(row: Any) -> State:
    match row.state:
        case "received":
            return State.RECEIVED
        case "refused":
            return State.REFUSED
        case _:
            return State.WAITING if row.lacking else State.TAKING_IN


def _standing(row: Any, missing: tuple[Digest, ...]) -> Standing:
    return Standing(
        StationId(row.station),
        row.batch,
        DeliveryId(row.delivery),
        _state(row),
        row.since,
        row.reason,
        missing,
        row.receipt,
        BatchId(row.batch_id) if row.batch_id else None,
    )


def is_batch_name(text: str) -> bool:
    return BATCH_NAME.fullmatch(text) is not None


def no_such_batch() -> RejectedInputError:
    return RejectedInputError("no-such-batch", "there is no such batch", "Send its manifest.")
