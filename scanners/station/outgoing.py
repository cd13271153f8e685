"""What still has to reach the centre, in the order it should: sealed before open, live before backfill, then by sequence."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from typing import Any, Final

from pipeline.errors import DigitizationError
from pipeline.model.ids import Digest
from pipeline.model.paper import Lane
from scanners.station.disk import translating_spool_errors
from scanners.station.spool import Spool
from scanners.station.values import BatchState, Side, SideState

_IN_TURN: Final = "ORDER BY b.lane = 'backfill', b.state = 'open', b.sequence"
_ENDINGS: Final = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "application/pdf": ".pdf",
}


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    digest: Digest
    size: int
    location: str | None
    sent: int


@dataclass(frozen=True, slots=True)
class OutgoingBatch:
    id: str
    state: BatchState
    lane: Lane
    digests: tuple[Digest, ...] = field(repr=False)
    """Of its files in the manifest's order."""
    manifest: bytes = field(repr=False)


class Outgoing:
    """The sender's view of the spool. What it writes is only ever what the centre said."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._database = spool.database

    # ---------------------------------------------------------------- what is next

    def next_file(self, resting: Collection[str]) -> OutgoingFile | None:
        """A file the centre does not have whole; none that is *resting* after a failure of its own."""
        marks = ",".join("?" * len(resting))
        lacking = (
            "FROM papers p JOIN files f ON f.digest = p.digest WHERE p.batch = b.id AND f.complete = 0 "
            f"AND f.reason = '' AND f.gone_at IS NULL AND f.digest NOT IN ({marks})"
        )
        batch = self._database.row(
            f"SELECT b.id FROM batches b WHERE b.state IN ('sealed', 'open') AND EXISTS (SELECT 1 {lacking}) "  # noqa: S608 - marks only
            f"{_IN_TURN} LIMIT 1",
            *resting,
        )
        if batch is None:
            return None
        row = self._database.row(
            f"SELECT f.digest, f.size, f.location, f.sent FROM batches b, papers p JOIN files f ON f.digest = p.digest "  # noqa: S608
            f"WHERE b.id = ? AND p.batch = b.id AND f.complete = 0 AND f.reason = '' AND f.gone_at IS NULL "
            f"AND f.digest NOT IN ({marks}) ORDER BY p.id LIMIT 1",
            batch[0],
            *resting,
        )
        return None if row is None else OutgoingFile(Digest(row["digest"]), row["size"], row["location"], row["sent"])

    def next_manifest(self, resting: Collection[str]) -> str | None:
        """A sealed batch whose files are all there."""
        return self._next(
            "b.state = 'sealed' AND NOT EXISTS (SELECT 1 FROM papers p JOIN files f ON f.digest = p.digest "
            "WHERE p.batch = b.id AND f.complete = 0)",
            resting,
        )

    def next_receipt(self, resting: Collection[str]) -> str | None:
        """A batch the centre is taking in."""
        return self._next("b.state = 'sent'", resting)

    def _next(self, which: str, resting: Collection[str]) -> str | None:
        marks = ",".join("?" * len(resting))
        row = self._database.row(
            f"SELECT b.id FROM batches b WHERE {which} AND b.id NOT IN ({marks}) {_IN_TURN} LIMIT 1",  # noqa: S608
            *resting,
        )
        return None if row is None else str(row[0])

    def next_abandoned(self) -> OutgoingFile | None:
        """A file the centre holds for a batch that was discarded, and for no other."""
        row = self._database.row(
            "SELECT f.digest, f.size, f.location, f.sent FROM batches b JOIN papers p ON p.batch = b.id "
            "JOIN files f ON f.digest = p.digest WHERE b.state = 'discarded' AND f.location IS NOT NULL AND NOT EXISTS "
            "(SELECT 1 FROM papers q JOIN batches c ON c.id = q.batch WHERE q.digest = f.digest AND c.state <> 'discarded') LIMIT 1"
        )
        return None if row is None else OutgoingFile(Digest(row["digest"]), row["size"], row["location"], row["sent"])

    def still_unfolding(self, batch: str) -> bool:
        """Sides were moved about, and a file's pages are not counted yet: their order cannot be said."""
        uncounted = self._database.number("SELECT COUNT(*) FROM papers WHERE batch = ? AND pages IS NULL", batch)
        return bool(uncounted) and bool(
            self._database.number("SELECT COUNT(*) FROM sides WHERE batch = ? AND state <> 'standing'", batch)
        )

    def batch(self, batch: str) -> OutgoingBatch:
        """The batch with its manifest, which never changes from now on."""
        row = self._database.row("SELECT state, lane, manifest FROM batches WHERE id = ?", batch)
        assert row is not None
        manifest = row["manifest"] or self._frozen_manifest(batch)
        digests = tuple(Digest(file["sha256"]) for file in json.loads(manifest)["files"])
        return OutgoingBatch(batch, BatchState(row["state"]), Lane(row["lane"]), digests, manifest.encode())

    def _frozen_manifest(self, batch: str) -> str:
        """Written down before it is sent for the first time: however often it is sent, it is the same."""
        text = json.dumps(manifest_of(self._spool, batch), ensure_ascii=False)
        with self._database.writing() as write:
            write.execute("UPDATE batches SET manifest = ? WHERE id = ? AND manifest IS NULL", (text, batch))
        row = self._database.row("SELECT manifest FROM batches WHERE id = ?", batch)
        assert row is not None
        return str(row[0])

    def read(self, digest: Digest, offset: int, length: int) -> bytes:
        """A part of a kept file. Short when the file is not what it was; `TransientError` when the disk does not answer."""
        path = self._spool.shelf.path(digest)
        if not path.exists():
            return b""
        with translating_spool_errors(), path.open("rb") as file:
            file.seek(offset)
            return file.read(length)

    # ---------------------------------------------------------------- what the centre said

    def stands_at(self, digest: Digest, location: str | None, offset: int) -> None:
        with self._database.writing() as write:
            write.execute(
                "UPDATE files SET location = ?, sent = ?, complete = (? = size) WHERE digest = ?",
                (location, offset, offset, digest),
            )

    def lacking(self, digests: Collection[Digest]) -> None:
        """The centre does not have these, whatever was believed."""
        with self._database.writing() as write:
            for digest in digests:
                write.execute("UPDATE files SET sent = 0, complete = 0, location = NULL WHERE digest = ?", (digest,))

    def file_refused(self, digest: Digest, reason: str) -> None:
        """The file cannot be sent: every batch that waits for it waits for a person, with the reason."""
        with self._database.writing() as write:
            write.execute("UPDATE files SET reason = ? WHERE digest = ?", (reason, digest))
            write.execute(
                "UPDATE batches SET state = 'refused', reason = ?, version = ? WHERE state IN ('sealed', 'sent') AND id IN "
                "(SELECT batch FROM papers WHERE digest = ?)",
                (reason, write.version, digest),
            )
            write.execute(
                "UPDATE batches SET reason = ?, version = ? WHERE state = 'open' AND id IN "
                "(SELECT batch FROM papers WHERE digest = ?)",
                (reason, write.version, digest),
            )

    def taking_in(self, batch: str, reason: str = "") -> None:
        self._move(batch, BatchState.SENT, reason)

    def sealed_again(self, batch: str) -> None:
        """Files of it have to be sent (again) before the centre can take it in."""
        self._move(batch, BatchState.SEALED, "")

    def not_known(self, batch: OutgoingBatch) -> None:
        """The centre has never heard of it: everything once more."""
        self.lacking(batch.digests)
        self.sealed_again(batch.id)

    def refused(self, batch: str, refusal: DigitizationError) -> None:
        self._move(batch, BatchState.REFUSED, refusal.reference, refusal.hint)

    def doubted(self, batch: str, reason: str) -> None:
        """A receipt that is none. The batch keeps waiting, and says so."""
        self._move(batch, None, reason)

    def received(self, batch: str, signed: str, receipt_id: str, now: datetime) -> None:
        """The receipt was verified: keep it, and begin the days of grace."""
        with self._database.writing() as write:
            write.execute(
                "UPDATE batches SET state = 'received', receipt = ?, receipt_id = ?, received_at = ?, reason = '', hint = '', "
                "version = ? WHERE id = ? AND state IN ('sealed', 'sent')",
                (signed, receipt_id, now.isoformat(), write.version, batch),
            )

    def _move(self, batch: str, state: BatchState | None, reason: str, hint: str = "") -> None:
        known = self._database.row("SELECT state, reason FROM batches WHERE id = ?", batch)
        if known is None or (known["state"], known["reason"]) == (state or known["state"], reason):
            return
        with self._database.writing() as write:
            write.execute(
                "UPDATE batches SET state = COALESCE(?, state), reason = ?, hint = ?, version = ? WHERE id = ?",
                (state, reason, hint, write.version, batch),
            )


def manifest_of(spool: Spool, batch: str) -> dict[str, Any]:
    """What the station says of a sealed batch. Files in the order their first sides stand; `order` only where it says more."""
    said, sides = spool.batch(batch), spool.sides(batch)
    row = spool.database.row("SELECT clock_offset, given_order FROM batches WHERE id = ?", batch)
    assert row is not None
    papers = spool.database.rows("SELECT id, digest, name FROM papers WHERE batch = ? ORDER BY id", batch)
    of_side = {row[0]: row[1] for row in spool.database.rows("SELECT id, paper FROM sides WHERE batch = ?", batch)}
    by_paper = {paper["id"]: paper for paper in papers}
    in_order = list(dict.fromkeys(of_side[side.id] for side in sides))
    sizes = {side.digest: (side.size, side.media_type) for side in sides}
    files = []
    for number, paper in enumerate(in_order, start=1):
        digest = by_paper[paper]["digest"]
        size, kind = sizes[digest]
        files.append({"name": _name(number, by_paper[paper]["name"], kind), "sha256": digest, "size": size})
    return {
        "batch": batch,
        "sequence": said.sequence,
        "lane": said.lane.value,
        "dossier": said.dossier,
        "declared_sheets": said.declared_sheets,
        "files": files,
        "order": json.loads(row["given_order"] or "null")
        or _order(sides, {paper: number for number, paper in enumerate(in_order)}, of_side),
        "sealed_at": said.sealed_at and said.sealed_at.isoformat(),
        "clock_offset": row["clock_offset"],
    }


def _order(sides: tuple[Side, ...], number: dict[int, int], of_side: dict[int, int]) -> list[dict[str, Any]]:
    places = [(number[of_side[side.id]], side.index) for side in sides]
    if places == sorted(places) and all(side.state is SideState.STANDING for side in sides):
        return []
    return [
        {
            "file": file,
            "index": index,
            "replaced": side.state is SideState.REPLACED,
            "set_aside": side.state is SideState.SET_ASIDE,
        }
        for (file, index), side in zip(places, sides, strict=True)
    ]


def _name(number: int, given: str, kind: str) -> str:
    """A name no two files of a batch share; the one the clerk's file had stays part of it."""
    name = PurePath(given.replace("\\", "/")).name.strip(". ")[-100:]
    return f"{number:04d}-{name}" if name else f"{number:04d}{_ENDINGS.get(kind, '')}"
