"""Letting go: a copy leaves the station only after the centre signed for every batch it is in, and the days of grace."""

from datetime import timedelta
from typing import Final

from pipeline.model.ids import Digest
from scanners.station.spool import Spool

_AT_ONCE: Final = 200
_STILL_NEEDED: Final = (
    "SELECT p.digest FROM papers p JOIN batches b ON b.id = p.batch WHERE b.state NOT IN ('received', 'forgotten')"
)


def let_go(spool: Spool, grace: timedelta, wanted_free: int) -> int:
    """Let go of what was received longer ago than *grace*; of more, oldest first, while less than *wanted_free* bytes
    are free: a received copy goes before a new paper is refused. Returns how many files went.

    Nothing else ever goes, whatever its age. Not now when papers are just arriving: it is tried again later.
    """
    before = (spool.clock() - grace).isoformat()
    gone = 0
    try:
        with spool.shelf.quiet():
            for row in spool.database.rows(
                "SELECT id, received_at FROM batches WHERE state = 'received' ORDER BY received_at, sequence LIMIT ?",
                _AT_ONCE,
            ):
                if row["received_at"] >= before and spool.shelf.free >= wanted_free:
                    break
                gone += _forget(spool, row["id"])
    except BlockingIOError:
        pass
    return gone


def _forget(spool: Spool, batch: str) -> int:
    """First the ledger, then the files: cut in between, recovery finishes the removal and calls nothing missing."""
    with spool.database.writing() as write:
        write.execute("UPDATE batches SET state = 'forgotten', version = ? WHERE id = ?", (write.version, batch))
        rows = write.execute(
            "UPDATE files SET gone_at = ?, location = NULL WHERE gone_at IS NULL AND digest IN "  # noqa: S608 - our own words
            f"(SELECT digest FROM papers WHERE batch = ?) AND digest NOT IN ({_STILL_NEEDED}) "
            "AND digest NOT IN (SELECT p.digest FROM papers p JOIN batches b ON b.id = p.batch WHERE b.state = 'received') "
            "RETURNING digest",
            (spool.clock().isoformat(), batch),
        ).fetchall()
    for row in rows:
        spool.disk.remove(spool.shelf.path(Digest(row[0])))
    return len(rows)
