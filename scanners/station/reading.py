"""Rows of the station's ledger as values."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from pydantic import TypeAdapter

from pipeline.errors import RejectedInputError
from pipeline.model.faults import Fault
from pipeline.model.ids import Digest, DossierCode
from pipeline.model.paper import Lane, Place
from scanners.station.tables import Database
from scanners.station.values import Batch, BatchState, Finding, Job, JobState, Side, SideState, Waiting

PLACES: Final = TypeAdapter(tuple[Place, ...])
FAULTS: Final = TypeAdapter(tuple[Fault, ...])

_BATCHES: Final = """
SELECT b.*,
  (SELECT SUM(state = 'standing') FROM sides WHERE batch = b.id) standing,
  (SELECT SUM(examined = 0) FROM sides WHERE batch = b.id) unexamined,
  (SELECT COUNT(*) FROM papers WHERE batch = b.id) files,
  (SELECT SUM(f.size) FROM papers p JOIN files f ON f.digest = p.digest WHERE p.batch = b.id) bytes,
  (SELECT SUM(CASE WHEN f.complete THEN f.size ELSE f.sent END) FROM papers p JOIN files f ON f.digest = p.digest
   WHERE p.batch = b.id) bytes_sent
FROM batches b
"""
_SIDES: Final = """
SELECT s.*, p.digest, p.name, p.device, p.kept_at, p.pages, f.media_type, f.size,
  (SELECT MIN(t.id) FROM sides t JOIN papers q ON q.id = t.paper WHERE q.digest = p.digest AND t.batch = s.batch
   AND t.page = s.page AND t.id < s.id) twin_of,
  EXISTS (SELECT 1 FROM papers q WHERE q.digest = p.digest AND q.batch <> s.batch) seen_before,
  (SELECT r.id FROM sides r WHERE r.replaced_by = s.id AND r.batch = s.batch ORDER BY r.id DESC LIMIT 1) replaces
FROM sides s JOIN papers p ON p.id = s.paper JOIN files f ON f.digest = p.digest
"""


def batch(database: Database, batch: str) -> Batch:
    """`RejectedInputError` (``no-such-batch``) when there is none."""
    row = database.row(_BATCHES + "WHERE b.id = ?", batch)
    if row is None:
        raise no_such_batch()
    return _batch(row)


def batches(database: Database, states: Collection[BatchState] | None, limit: int) -> tuple[Batch, ...]:
    """Newest first."""
    chosen = [state.value for state in (BatchState if states is None else states)]
    marks = ",".join("?" * len(chosen))
    query = _BATCHES + f"WHERE b.state IN ({marks}) ORDER BY b.sequence DESC LIMIT ?"
    return tuple(_batch(row) for row in database.rows(query, *chosen, limit))


def sides(database: Database, batch: str) -> tuple[Side, ...]:
    """In the order the clerk gave them."""
    return _numbered(database.rows(_SIDES + "WHERE s.batch = ? ORDER BY s.rank, s.id", batch))


def side(database: Database, side: int) -> Side:
    """`RejectedInputError` (``no-such-side``) when there is none."""
    row = database.row(_SIDES + "WHERE s.id = ?", side)
    if row is None:
        raise no_such_side()
    place = database.row(
        "SELECT COUNT(*), SUM(state = 'standing') FROM sides WHERE batch = ? AND (rank, id) <= (?, ?)",
        row["batch"],
        row["rank"],
        row["id"],
    )
    assert place is not None
    return _side(row, place[0], place[1] if row["state"] == SideState.STANDING else None)


def findings(database: Database) -> tuple[Finding, ...]:
    """Those nobody settled yet."""
    return tuple(
        Finding(
            r["id"],
            r["reference"],
            r["batch"],
            r["side"],
            r["digest"] and Digest(r["digest"]),
            r["size"],
            _time(r["found_at"]),
        )
        for r in database.rows("SELECT * FROM findings WHERE settled IS NULL ORDER BY id")
    )


def jobs(database: Database, where: str = "", *values: object) -> tuple[Job, ...]:
    rows = database.rows(f"SELECT * FROM jobs {where} ORDER BY started_at, id", *values)  # noqa: S608 - our own words
    return tuple(
        Job(
            r["id"],
            r["batch"],
            r["device"],
            JobState(r["state"]),
            r["pages"],
            r["reference"],
            r["hint"],
            _time(r["started_at"]),
            _maybe(r["ended_at"]),
            tuple(r["alarms"].split()),
        )
        for r in rows
    )


def waiting(database: Database) -> Waiting:
    """Sealed batches without a receipt, and what of their files the centre does not have."""
    count = database.row("SELECT COUNT(*), MIN(sealed_at) FROM batches WHERE state IN ('sealed', 'sent')")
    unsent = database.row(
        "SELECT COUNT(*), SUM(size - sent) FROM files WHERE complete = 0 AND gone_at IS NULL AND digest IN "
        "(SELECT p.digest FROM papers p JOIN batches b ON b.id = p.batch WHERE b.state IN ('sealed', 'sent'))"
    )
    assert count is not None
    assert unsent is not None
    return Waiting(int(count[0]), int(unsent[0]), int(unsent[1] or 0), _maybe(count[1]))


def no_such_batch() -> RejectedInputError:
    return RejectedInputError("no-such-batch", "the station has no such batch", "See `sohoa station status`.")


def no_such_side() -> RejectedInputError:
    return RejectedInputError("no-such-side", "the batch has no such side", "Look at the batch again.")


def _batch(row: sqlite3.Row) -> Batch:
    return Batch(
        id=row["id"],
        sequence=row["sequence"],
        state=BatchState(row["state"]),
        lane=Lane(row["lane"]),
        dossier=DossierCode(row["dossier"]) if row["dossier"] else None,
        declared_sheets=row["declared_sheets"],
        source=row["source"],
        opened_at=_time(row["opened_at"]),
        sealed_at=_maybe(row["sealed_at"]),
        received_at=_maybe(row["received_at"]),
        receipt_id=row["receipt_id"],
        reason=row["reason"],
        hint=row["hint"],
        sides=row["standing"] or 0,
        files=row["files"] or 0,
        bytes=row["bytes"] or 0,
        bytes_sent=row["bytes_sent"] or 0,
        unexamined=row["unexamined"] or 0,
        version=row["version"],
    )


def _numbered(rows: Sequence[sqlite3.Row]) -> tuple[Side, ...]:
    found, number = [], 0
    for position, row in enumerate(rows, start=1):
        standing = row["state"] == SideState.STANDING
        number += standing
        found.append(_side(row, position, number if standing else None))
    return tuple(found)


def _side(row: sqlite3.Row, position: int, number: int | None) -> Side:
    return Side(
        id=row["id"],
        batch=row["batch"],
        position=position,
        number=number,
        state=SideState(row["state"]),
        reason=row["reason"],
        replaces=row["replaces"],
        replaced_by=row["replaced_by"],
        digest=Digest(row["digest"]),
        index=row["page"],
        pages=row["pages"],
        media_type=row["media_type"],
        size=row["size"],
        name=row["name"],
        device=row["device"],
        kept_at=_time(row["kept_at"]),
        twin_of=row["twin_of"],
        seen_before=bool(row["seen_before"]),
        examined=bool(row["examined"]),
        damage=row["damage"],
        width=row["width"],
        height=row["height"],
        dpi=row["dpi"],
        colour=row["colour"],
        faults=FAULTS.validate_json(row["faults"]),
        version=row["version"],
    )


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _maybe(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
