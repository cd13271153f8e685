"""The store on a local disk: one folder, readable with nothing but a file manager.

::

    root/objects/ab/cd/<sha256>    bytes under their digest, read-only
    root/names/batches/<id>.json   records under their names, read-only
    root/incoming/                 files being written; what a power cut leaves here is swept by age
    root/damaged/                  objects found damaged and set aside when good bytes came again
"""

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from pydantic import BaseModel, ConfigDict

from pipeline.errors import IntegrityError, RejectedInputError
from pipeline.model.ids import Digest, digest_of, digest_of_file
from storage.objects.disk import (
    copy_hashing,
    fresh_file,
    make_durable,
    make_entries_durable,
    translating_disk_errors,
)
from storage.objects.keys import is_digest, safe_name, shelf

READ_ONLY = 0o440
FOLDER_MODE = 0o750


class FolderOptions(BaseModel):
    """Where the folder is. It must lie on one file system that knows hard links; a network share is not for this."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    root: Path


class FolderStore:
    """Keeps `pipeline.ports.Store` on a disk; any number of threads and processes may share it.

    A file is written aside, synced, and linked to its final name: `link` fails when the name is taken, so nothing is
    ever replaced. Writing aside happens in one folder of the same disk, so that sweeping after a power cut means
    looking in one place instead of in 65,536.
    """

    def __init__(self, options: FolderOptions) -> None:
        self.root = options.root
        self._objects = self.root / "objects"
        self._names = self.root / "names"
        self._incoming = self.root / "incoming"
        self._damaged = self.root / "damaged"
        self._durable: set[Path] = set()
        with translating_disk_errors():
            for folder in (self._objects, self._names, self._incoming, self._damaged):
                folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            make_entries_durable(self.root)

    # ---------------------------------------------------------------- bytes

    def put(self, blob: bytes) -> Digest:
        digest = digest_of(blob)
        with translating_disk_errors():
            if not self._kept_whole(digest):
                self._write(lambda file: self._write_blob(file, blob), lambda _: self._object(digest))
        return digest

    def put_file(self, path: Path) -> Digest:
        """As `put`, in one pass and with flat memory. `RejectedInputError` (``file-unreadable``) if it cannot be read."""
        with translating_disk_errors(), _opened(path) as source:
            return self._write(lambda file: copy_hashing(source, file), self._place_for)

    def get(self, digest: Digest) -> bytes:
        place = self._object(digest)
        with translating_disk_errors():
            try:
                blob = place.read_bytes()
            except FileNotFoundError as error:
                raise _missing(digest) from error
        if digest_of(blob) != digest:
            raise _damage(digest)
        return blob

    def fetch(self, digest: Digest, target: Path) -> None:
        """A copy, never a hard link: a reader that wrote to a link would alter the original."""
        place = self._object(digest)
        with translating_disk_errors():
            try:
                source = place.open("rb")
            except FileNotFoundError as error:
                raise _missing(digest) from error
            with source, fresh_file(target.parent, 0o640) as (path, file):
                if copy_hashing(source, file) != digest:
                    raise _damage(digest)
                file.flush()
                path.replace(target)

    def local(self, digest: Digest) -> Path:
        """Where the bytes lie, checked just now: for a reader in this process that opens, never writes. Saves the copy."""
        place = self._object(digest)
        with translating_disk_errors():
            try:
                found = digest_of_file(place)
            except FileNotFoundError as error:
                raise _missing(digest) from error
        if found != digest:
            raise _damage(digest)
        return place

    def digests(self) -> Iterator[Digest]:
        with translating_disk_errors():
            for name in _walk(self._objects, ""):
                digest = name.rpartition("/")[2]
                if is_digest(digest):
                    yield Digest(digest)

    # ---------------------------------------------------------------- names

    def record(self, name: str, blob: bytes) -> None:
        place = self._names / safe_name(name)
        with translating_disk_errors():
            kept = self.recall(name)
            if kept is None:
                try:
                    self._write(lambda file: self._write_blob(file, blob), lambda _: place)
                except (NotADirectoryError, FileExistsError) as error:  # a part of the name is itself a record
                    raise _taken(name) from error
                kept = self.recall(name)
            else:
                make_entries_durable(place.parent)
        if kept != blob:
            raise _taken(name)

    def recall(self, name: str) -> bytes | None:
        with translating_disk_errors():
            try:
                return (self._names / safe_name(name)).read_bytes()
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                return None

    def names(self, prefix: str) -> Iterator[str]:
        with translating_disk_errors():
            yield from _walk(self._names, prefix)

    # ---------------------------------------------------------------- housekeeping

    def sweep(self, now: datetime, older_than: timedelta = timedelta(days=1)) -> int:
        """Remove what power cuts left in ``incoming/``; returns how many. Younger files may still be being written."""
        limit = (now - older_than).timestamp()
        count = 0
        with translating_disk_errors():
            for path in self._incoming.iterdir():
                try:
                    if path.stat().st_mtime < limit:
                        path.unlink()
                        count += 1
                except FileNotFoundError:  # its writer finished meanwhile
                    continue
        return count

    # ---------------------------------------------------------------- writing

    def _object(self, digest: Digest) -> Path:
        return self._objects / shelf(digest)

    def _place_for(self, digest: Digest) -> Path | None:
        return None if self._kept_whole(digest) else self._object(digest)

    def _write(self, fill: Callable[[BinaryIO], Digest], place: Callable[[Digest], Path | None]) -> Digest:
        """Write aside, sync, link to where *place* says (None: nowhere, it is there). Durable when it returns."""
        with fresh_file(self._incoming, READ_ONLY) as (path, file):
            digest = fill(file)
            final = place(digest)
            if final is not None:
                make_durable(file)
                self._make_folder(final.parent)
                try:
                    os.link(path, final)
                except FileExistsError:  # somebody linked the same name first; the caller compares
                    pass
                make_entries_durable(final.parent)
        return digest

    @staticmethod
    def _write_blob(file: BinaryIO, blob: bytes) -> Digest:
        file.write(blob)
        return digest_of(blob)

    def _make_folder(self, folder: Path) -> None:
        """Make *folder* below the root and sync the way to it, once per process.

        The root itself is never made here: when its disk has gone away, a fresh empty store must not spring up
        in the mount point.
        """
        if folder in self._durable:
            return
        way = [folder, *folder.parents]
        for step in reversed(way[: way.index(self.root)]):
            step.mkdir(mode=FOLDER_MODE, exist_ok=True)
            make_entries_durable(step.parent)
        self._durable.add(folder)

    def _kept_whole(self, digest: Digest) -> bool:
        """Whether the bytes are there, undamaged and durable. Damaged ones are set aside, so that good ones heal them."""
        place = self._object(digest)
        try:
            whole = digest_of_file(place) == digest
        except FileNotFoundError:
            return False
        if whole:
            make_entries_durable(place.parent)  # its first writer may not have come so far yet
            return True
        try:
            place.rename(self._damaged / f"{digest}.{uuid4().hex[:8]}")
        except FileNotFoundError:  # another writer set it aside first
            pass
        return False


def _opened(path: Path) -> BinaryIO:
    """The delivered file, or a refusal that does not carry its name along."""
    try:
        return path.open("rb")
    except OSError as error:
        reason = type(error).__name__
    raise RejectedInputError("file-unreadable", f"a file to keep cannot be read ({reason})", "Send the batch again.")


def _walk(folder: Path, prefix: str, above: str = "") -> Iterator[str]:
    """Names of files below *folder* that begin with *prefix*, in order of their whole names, one folder at a time."""
    with os.scandir(folder) as found:
        entries = sorted((above + e.name + ("/" if e.is_dir(follow_symlinks=False) else "")) for e in found)
    for name in entries:
        if name.endswith("/"):
            if name.startswith(prefix) or prefix.startswith(name):
                yield from _walk(folder / name[len(above) : -1], prefix, name)
        elif name.startswith(prefix):
            yield name


def _missing(digest: Digest) -> IntegrityError:
    return IntegrityError("object-missing", f"object {digest} is not in the store", "Restore it from the backup.")


def _damage(digest: Digest) -> IntegrityError:
    return IntegrityError("object-damaged", f"object {digest} is not what it was", "Restore it from the backup.")


def _taken(name: str) -> IntegrityError:
    return IntegrityError("name-taken", f"{name} already names other bytes", "Compare the two records before going on.")
