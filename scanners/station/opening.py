"""How a batch comes to be: new, or once more with the sides of one that was refused or given up."""

import secrets
from datetime import datetime

from pipeline.model.paper import Lane
from scanners.station.arranging import append_side
from scanners.station.tables import Writing
from scanners.station.values import BatchState

CANNOT_BE_SENT = frozenset({"paper-missing", "paper-damaged", "file-too-large"})
"""Reasons of a file that sending it again does not mend."""
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> str:
    """130 random bits; no clock in it, as order is by sequence."""
    return "".join(secrets.choice(_LETTERS) for _ in range(26))


def new_batch(write: Writing, now: datetime, lane: Lane, source: str, key: str | None) -> str:
    """Open a batch under the next sequence number; its id."""
    sequence = write.execute("UPDATE facts SET value = value + 1 WHERE name = 'sequence' RETURNING value").fetchone()[0]
    batch = new_id()
    write.execute(
        "INSERT INTO batches (id, sequence, key, state, lane, source, opened_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (batch, sequence, key, BatchState.OPEN, lane, source, now.isoformat(), write.version),
    )
    return batch


def copied(write: Writing, batch: str, key: str, now: datetime) -> str:
    """A new open batch with the sides of *batch*, in their order and with all that was said of them.

    Files that can never be sent stay with the old batch only: a person scans them again.
    """
    lane, source = write.execute("SELECT lane, source FROM batches WHERE id = ?", (batch,)).fetchone()
    copy = new_batch(write, now, Lane(lane), source, key)
    write.execute(
        "UPDATE batches SET (dossier, declared_sheets, note) = "
        "(SELECT dossier, declared_sheets, note FROM batches WHERE id = ?) WHERE id = ?",
        (batch, copy),
    )
    papers: dict[int, int] = {}
    rows = write.execute(
        "SELECT p.*, f.reason FROM papers p JOIN files f ON f.digest = p.digest WHERE p.batch = ? ORDER BY p.id",
        (batch,),
    ).fetchall()
    for row in rows:
        if row["reason"] in CANNOT_BE_SENT:
            continue
        write.execute("UPDATE files SET reason = '' WHERE digest = ?", (row["digest"],))
        papers[row["id"]] = write.execute(
            "INSERT INTO papers (batch, key, digest, name, device, kept_at, pages) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (copy, row["key"], row["digest"], row["name"], row["device"], row["kept_at"], row["pages"]),
        ).fetchone()[0]
    if len(papers) == len(rows):  # a sender's own order speaks of files by their number
        write.execute(
            "UPDATE batches SET given_order = (SELECT given_order FROM batches WHERE id = ?) WHERE id = ?",
            (batch, copy),
        )
    sides: dict[int, int] = {}
    rows = write.execute("SELECT * FROM sides WHERE batch = ? ORDER BY rank, id", (batch,)).fetchall()
    rows = [row for row in rows if row["paper"] in papers]
    for row in rows:
        sides[row["id"]] = append_side(write, copy, papers[row["paper"]], row["page"])
    for row in rows:
        write.execute(
            "UPDATE sides SET (state, reason, examined, damage, width, height, dpi, colour, faults) = "
            "(SELECT state, reason, examined, damage, width, height, dpi, colour, faults FROM sides WHERE id = ?), "
            "replaced_by = ? WHERE id = ?",
            (row["id"], sides.get(row["replaced_by"]), sides[row["id"]]),
        )
    return copy
