"""Uploads under way: what of a file is durable with us, and when it is whole."""

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final

import sqlalchemy as sa

from pipeline.errors import RejectedInputError, TransientError
from pipeline.model.ids import Digest, StationId, digest_of_parts, shelf_key
from scanners.uploads.options import UploadOptions
from scanners.uploads.shelf import Shelf, translating_disk_errors
from scanners.uploads.tables import UploadTables, batches, listed, uploads

PIECES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of one station on its way. `offset` bytes of it survive a power cut; `whole`: all came, and they are right."""

    id: str
    station: StationId
    sha256: Digest
    length: int
    offset: int
    whole: bool
    touched_at: datetime


class Part:
    """A stretch of one upload as it arrives. It counts once it is committed; one at a time for each upload."""

    def __init__(self, upload: Upload, file: BinaryIO, commit: Callable[["Part"], Upload]) -> None:
        self.upload = upload
        self._file = file
        self._commit = commit
        self._hash = hashlib.sha256()
        self.came = 0

    @property
    def room(self) -> int:
        """Bytes the file has left."""
        return self.upload.length - self.upload.offset - self.came

    def write(self, blob: bytes) -> None:
        """`RejectedInputError` (``part-too-long``) for more than the file has left; nothing of the part counts then."""
        if len(blob) > self.room:
            raise RejectedInputError("part-too-long", "more bytes came than the file has left", "Ask HEAD and go on.")
        with translating_disk_errors():
            view = memoryview(blob)
            while view:
                view = view[self._file.write(view) :]
        self._hash.update(blob)
        self.came += len(blob)

    def commit(self, checksum: bytes | None = None) -> Upload:
        """Make it durable and say how far the upload is. With *checksum* it counts only when its bytes are those."""
        try:
            if checksum is not None and checksum != self._hash.digest():
                raise RejectedInputError("part-checksum-differs", "the part was damaged on its way", "Send it again.")
            with translating_disk_errors():
                os.fsync(self._file.fileno())
            return self._commit(self)
        finally:
            self._file.close()

    def drop(self) -> None:
        """It does not count. What it wrote lies beyond the offset and is written over."""
        self._file.close()


class Uploads:
    """Files of all stations. Thread-safe, except that one upload takes one part at a time (who asks sees to that)."""

    def __init__(self, options: UploadOptions, tables: UploadTables, shelf: Shelf) -> None:
        self._options = options
        self._tables = tables
        self._shelf = shelf

    # ---------------------------------------------------------------- one upload

    def create(self, station: StationId, sha256: Digest, length: int, now: datetime) -> Upload:
        """The upload of that file; made again it is the same one.

        `RejectedInputError` (``file-too-large``); `TransientError`: ``station-quota-full``, ``inbox-full``.
        """
        if length > self._options.largest_file:
            raise RejectedInputError("file-too-large", "the file is larger than the centre takes", "Scan in parts.")
        new = digest_of_parts([station, sha256, str(length)])[:32]
        with self._tables.writing() as conn:
            found = conn.execute(sa.select(uploads).where(uploads.c.id == new)).first()
            if found is None:
                self._check_room(conn, station, length)
                row = {"id": new, "station": station, "sha256": sha256, "length": length, "offset": 0}
                conn.execute(sa.insert(uploads).values(**row, whole=False, touched_at=now))
            else:
                conn.execute(sa.update(uploads).where(uploads.c.id == new).values(touched_at=now))
        return self._settled(self._row(new, station), now)

    def find(self, station: StationId, upload: str, now: datetime) -> Upload:
        """`RejectedInputError` (``no-such-upload``) also for another station's: it is not said which."""
        return self._settled(self._row(upload, station), now)

    def open_part(self, upload: Upload, offset: int, now: datetime) -> Part:
        """Go on at *offset*; `RejectedInputError` (``offset-differs``) unless that is where the upload is."""
        if offset != upload.offset:
            raise offset_differs()
        if self._shelf.free() < self._options.free_bytes:
            raise inbox_full()
        file = self._shelf.open_part(upload.id, offset)
        return Part(upload, file, lambda part: self._commit(part, now))

    def drop(self, station: StationId, upload: str) -> None:
        """Forget it. `RejectedInputError` (``file-in-batch``) when a batch waits with it."""
        row = self._row(upload, station)
        with self._tables.writing() as conn:
            if row.whole and _is_listed(conn, station, row.sha256):
                raise RejectedInputError("file-in-batch", "a batch waits with this file", "It goes with the receipt.")
            conn.execute(sa.delete(uploads).where(uploads.c.id == upload))
            self._shelf.drop_part(upload)
            if row.whole:
                self._shelf.drop_file(station, row.sha256)

    # ---------------------------------------------------------------- many

    def forget(self, station: StationId, digests: Iterable[Digest]) -> None:
        """Drop the files a batch listed, as far as no other batch waits with them."""
        with self._tables.writing() as conn:
            for digest in sorted(set(digests)):
                if _is_listed(conn, station, digest):
                    continue
                mine = (uploads.c.station == station) & (uploads.c.sha256 == digest) & uploads.c.whole
                conn.execute(sa.delete(uploads).where(mine))
                self._shelf.drop_file(station, digest)

    def lost(self, station: StationId, digest: Digest) -> None:
        """The whole file is not there any more, or not as it was: the station is asked for it again."""
        with self._tables.writing() as conn:
            mine = (uploads.c.station == station) & (uploads.c.sha256 == digest) & uploads.c.whole
            if conn.execute(sa.update(uploads).where(mine).values(whole=False, offset=0)).rowcount:
                _count_lacking(conn, station, digest, +1)
            self._shelf.drop_file(station, digest)

    def sweep(self, now: datetime) -> int:
        """Drop what was abandoned, never what a batch lists, and what a power cut left without a row. Returns how many."""
        unfinished = ~uploads.c.whole & (uploads.c.touched_at < now - self._options.unfinished_lifetime)
        awaited = sa.exists().where(listed.c.station == uploads.c.station, listed.c.sha256 == uploads.c.sha256)
        unlisted = uploads.c.whole & (uploads.c.touched_at < now - self._options.unlisted_lifetime) & ~awaited
        with self._tables.writing() as conn:
            old = conn.execute(sa.select(uploads).where(unfinished | unlisted)).all()
            conn.execute(sa.delete(uploads).where(unfinished | unlisted))
            for row in old:
                self._shelf.drop_part(row.id)
                if row.whole:
                    self._shelf.drop_file(StationId(row.station), Digest(row.sha256))
        return len(old) + self._sweep_strays()

    def _sweep_strays(self) -> int:
        with self._tables.writing() as conn:  # nobody begins or ends an upload meanwhile
            rows = conn.execute(sa.select(uploads.c.id, uploads.c.station, uploads.c.sha256)).all()
            ids = {row.id for row in rows}
            kept = {(shelf_key(row.station), row.sha256) for row in rows}
            parts = [name for name in self._shelf.parts() if name not in ids]
            files = [place for place in self._shelf.files() if place not in kept]
            for name in parts:
                self._shelf.drop_part(name)
            for folder, digest in files:
                self._shelf.drop_stray(folder, digest)
        return len(parts) + len(files)

    # ---------------------------------------------------------------- inside

    def _row(self, upload: str, station: StationId) -> Upload:
        with self._tables.reading() as conn:
            row = conn.execute(sa.select(uploads).where(uploads.c.id == upload, uploads.c.station == station)).first()
        if row is None:
            raise RejectedInputError("no-such-upload", "there is no such upload", "Create it again.")
        return Upload(row.id, station, Digest(row.sha256), row.length, row.offset, row.whole, row.touched_at)

    def _commit(self, part: Part, now: datetime) -> Upload:
        """The row moves after the bytes are on the disk, never before."""
        before = part.upload
        with self._tables.writing() as conn:
            moved = conn.execute(
                sa.update(uploads)
                .where(uploads.c.id == before.id, uploads.c.offset == before.offset, ~uploads.c.whole)
                .values(offset=before.offset + part.came, touched_at=now)
            ).rowcount
        if not moved:  # dropped or expired while it came
            raise RejectedInputError("no-such-upload", "there is no such upload", "Create it again.")
        return self._settled(self._row(before.id, before.station), now)

    def _settled(self, upload: Upload, now: datetime) -> Upload:
        """The upload as it truly is: a whole one shelved under its hash, a damaged one at 0 again.

        `RejectedInputError` (``file-digest-differs``) when all of it came and it is another file.
        """
        if upload.whole:
            return upload
        if upload.offset < upload.length:
            return upload if self._shelf.part_size(upload.id) >= upload.offset else self._restarted(upload, now)
        if upload.length == 0:
            self._shelf.open_part(upload.id, 0).close()
        right = self._shelf.has(upload.id, upload.station, upload.sha256)  # reads all of it: nobody waits for that
        with self._tables.writing() as conn:
            if right:
                self._shelf.shelve(upload.id, upload.station, upload.sha256)
            else:
                self._shelf.drop_part(upload.id)
            values = {"whole": True} if right else {"offset": 0}
            conn.execute(sa.update(uploads).where(uploads.c.id == upload.id).values(**values, touched_at=now))
            if right:
                _count_lacking(conn, upload.station, upload.sha256, -1)
        if not right:
            raise RejectedInputError(
                "file-digest-differs", "the file is not the one that was announced", "Send it again."
            )
        return self._row(upload.id, upload.station)

    def _restarted(self, upload: Upload, now: datetime) -> Upload:
        """The disk holds less than it should (an operator, a repaired file system): begin again rather than guess."""
        with self._tables.writing() as conn:
            conn.execute(sa.update(uploads).where(uploads.c.id == upload.id).values(offset=0, touched_at=now))
        return self._row(upload.id, upload.station)

    def _check_room(self, conn: sa.Connection, station: StationId, length: int) -> None:
        mine = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(uploads.c.length), 0))
        count, size = conn.execute(mine.where(uploads.c.station == station)).one()
        if count >= self._options.station_files or size + length > self._options.station_bytes:
            raise TransientError(
                "station-quota-full", "the station has too much in the inbox", "Finish or drop what is under way."
            )
        if self._shelf.free() - length < self._options.free_bytes:
            raise inbox_full()


def _is_listed(conn: sa.Connection, station: StationId, digest: str) -> bool:
    mine = (listed.c.station == station) & (listed.c.sha256 == digest)
    return bool(conn.scalar(sa.select(sa.func.count()).select_from(listed).where(mine)))


def _count_lacking(conn: sa.Connection, station: StationId, digest: str, step: int) -> None:
    """Batches that list the file lack one more, or one less."""
    waiting = sa.select(listed.c.batch).where(listed.c.station == station, listed.c.sha256 == digest)
    conn.execute(
        sa.update(batches)
        .where(batches.c.station == station, batches.c.batch.in_(waiting))
        .values(lacking=batches.c.lacking + step)
    )


def offset_differs() -> RejectedInputError:
    return RejectedInputError("offset-differs", "the upload is at another offset", "Go on where the centre says.")


def inbox_full() -> TransientError:
    return TransientError("inbox-full", "the inbox's disk is nearly full", "Make room on it.")
