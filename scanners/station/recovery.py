"""Start-up: what a power cut left behind is put right or named; nothing is thrown away, nothing passes in silence.

``.part``                    a paper that was still arriving: moved to ``found/``, named (``paper-half-received``)
file without a row           kept, but never entered: moved to ``found/``, named (``paper-not-entered``)
row without its file         named (``paper-missing``); the batch waits for a person if the centre lacks it
file of another length       named (``paper-damaged``), likewise
file that was let go         removed: the centre had signed, only the removal was cut short
a scan that was running      ended as ``scan-interrupted``
"""

from pathlib import Path

from pipeline.model.ids import Digest, digest_of_file
from scanners.station.disk import translating_spool_errors
from scanners.station.keeping import PART
from scanners.station.scans import rescue
from scanners.station.spool import Spool


def recover(spool: Spool) -> bool:
    """Put the spool right. False when papers are arriving through another process: it is asked again later."""
    try:
        with spool.shelf.quiet(), translating_spool_errors():
            _end_jobs(spool)
            _scans(spool)
            _parts(spool)
            _files(spool)
            _rows(spool)
            _found_again(spool)
    except BlockingIOError:
        return False
    return True


def _end_jobs(spool: Spool) -> None:
    with spool.database.writing() as write:
        write.execute(
            "UPDATE jobs SET state = 'failed', reference = 'scan-interrupted', ended_at = ? WHERE state = 'running'",
            (spool.clock().isoformat(),),
        )


def _scans(spool: Spool) -> None:
    """What devices had delivered whole when the lights went out."""
    scans = spool.shelf.folder / "scans"
    for folder in sorted(scans.iterdir()) if scans.is_dir() else ():
        job = spool.database.row("SELECT batch FROM jobs WHERE id = ?", folder.name)
        rescue(spool, folder, job["batch"] if job else None)


def _parts(spool: Spool) -> None:
    for part in sorted(spool.shelf.parts.iterdir()):
        batch, arrival, *_ = (*part.name.removesuffix(PART).split("."), "", "")
        known = spool.database.row("SELECT 1 FROM batches WHERE id = ?", batch) is not None
        _to_found(spool, part, "paper-half-received", batch if known else None, digest_of_file(part), arrival)


def _files(spool: Spool) -> None:
    rows = spool.database.rows("SELECT digest, gone_at FROM files")
    kept = {row["digest"] for row in rows if row["gone_at"] is None}
    let_go = {row["digest"] for row in rows if row["gone_at"] is not None}
    for path in sorted(spool.shelf.files.glob("*/*")):
        if path.name in kept:
            continue
        if path.name in let_go:
            spool.disk.remove(path)
            continue
        digest = digest_of_file(path)
        damaged = path.name != digest
        _to_found(spool, path, "paper-damaged" if damaged else "paper-not-entered", None, digest)


def _to_found(spool: Spool, path: Path, reference: str, batch: str | None, digest: Digest, arrival: str = "") -> None:
    """Named before it is moved: a cut between the two finds it again and names it once."""
    size = path.stat().st_size
    spool.findings.name(reference, batch, None, digest, digest, size, arrival)
    spool.disk.rename(path, spool.shelf.found / digest)
    spool.disk.sync_folder(spool.shelf.found)
    spool.disk.sync_folder(path.parent)


def _rows(spool: Spool) -> None:
    for row in spool.database.rows("SELECT digest, size FROM files WHERE gone_at IS NULL"):
        path = spool.shelf.path(Digest(row["digest"]))
        try:
            size = path.stat().st_size
        except FileNotFoundError:
            size = -1
        if size != row["size"]:
            _lost(spool, Digest(row["digest"]), "paper-missing" if size < 0 else "paper-damaged", max(size, 0))


def _found_again(spool: Spool) -> None:
    """What came again, or was put into a batch, lies among the kept files now."""
    for row in spool.database.rows(
        "SELECT id, place FROM findings WHERE settled IN ('came-again', 'adopted') AND place <> ''"
    ):
        spool.disk.remove(spool.shelf.found / row["place"])
        with spool.database.writing() as write:
            write.execute("UPDATE findings SET place = '' WHERE id = ?", (row["id"],))


def _lost(spool: Spool, digest: Digest, reference: str, size: int) -> None:
    """Named for every side; batches the centre has not all of wait for a person."""
    sides = spool.database.rows(
        "SELECT s.id, s.batch FROM sides s JOIN papers p ON p.id = s.paper JOIN batches b ON b.id = s.batch "
        "WHERE p.digest = ? AND b.state NOT IN ('received', 'forgotten')",
        digest,
    )
    for row in sides:
        if not spool.database.number(
            "SELECT COUNT(*) FROM findings WHERE side = ? AND reference = ?", row["id"], reference
        ):
            spool.findings.name(reference, row["batch"], row["id"], digest, "", size)
    if sides and not spool.database.number("SELECT complete FROM files WHERE digest = ?", digest):
        with spool.database.writing() as write:
            write.execute("UPDATE files SET reason = ? WHERE digest = ?", (reference, digest))
            write.execute(
                "UPDATE batches SET state = 'refused', reason = ?, version = ? WHERE state IN ('sealed', 'sent') "
                "AND id IN (SELECT batch FROM papers WHERE digest = ?)",
                (reference, write.version, digest),
            )
