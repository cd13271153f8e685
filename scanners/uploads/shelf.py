"""The inbox's disk: parts that grow, whole files under their hash, and what a power cut may have left.

::

    root/parts/<id>                     what came of an upload so far
    root/files/<station>/<sha256>       whole files, checked; <station> is a hash of its name
    root/.door                          locked by the one door that is open
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import ConfigurationError, TransientError
from pipeline.model.ids import Digest, StationId, digest_of_file, shelf_key
from scanners.durable import sync_folder

FOLDER_MODE = 0o750


class Shelf:
    """Moves bytes; knows nothing of uploads or batches. Every method leaves the disk as it says even when power is cut after it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._parts = root / "parts"
        self._files = root / "files"
        with translating_disk_errors():
            for folder in (self._parts, self._files):
                folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            sync_folder(root)

    # ---------------------------------------------------------------- parts

    def part_size(self, upload: str) -> int:
        """Bytes of the part on disk, 0 when there is none."""
        try:
            return (self._parts / upload).stat().st_size
        except FileNotFoundError:
            return 0

    def open_part(self, upload: str, offset: int) -> BinaryIO:
        """The part, cut to *offset* and ready to be written on from there."""
        with translating_disk_errors():
            path = self._parts / upload
            new = not path.exists()
            file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640), "r+b", buffering=0)
            if new:
                sync_folder(self._parts)
            file.truncate(offset)
            file.seek(offset)
            return file

    def drop_part(self, upload: str) -> None:
        with translating_disk_errors():
            (self._parts / upload).unlink(missing_ok=True)

    def parts(self) -> Iterator[str]:
        with translating_disk_errors():
            yield from (entry.name for entry in os.scandir(self._parts))

    # ---------------------------------------------------------------- whole files

    def place(self, station: StationId, digest: Digest) -> Path:
        return self._files / shelf_key(station) / digest

    def has(self, upload: str, station: StationId, digest: Digest) -> bool:
        """Whether the finished part has the bytes of *digest*; or stands under its hash already, when a cut came after the move."""
        part = self._parts / upload
        with translating_disk_errors():
            return holds(part if part.exists() else self.place(station, digest), digest)

    def shelve(self, upload: str, station: StationId, digest: Digest) -> None:
        """Put the finished part under its hash. What was moved before is moved."""
        place, part = self.place(station, digest), self._parts / upload
        with translating_disk_errors():
            if not place.parent.exists():
                place.parent.mkdir(mode=FOLDER_MODE, exist_ok=True)
                sync_folder(self._files)
            if part.exists():
                part.rename(place)
            sync_folder(place.parent)

    def drop_file(self, station: StationId, digest: Digest) -> None:
        with translating_disk_errors():
            self.place(station, digest).unlink(missing_ok=True)

    def files(self) -> Iterator[tuple[str, Digest]]:
        """(folder, digest) of every whole file."""
        with translating_disk_errors():
            for folder in os.scandir(self._files):
                yield from ((folder.name, Digest(entry.name)) for entry in os.scandir(folder.path))

    def drop_stray(self, folder: str, digest: Digest) -> None:
        with translating_disk_errors():
            (self._files / folder / digest).unlink(missing_ok=True)

    # ---------------------------------------------------------------- the disk

    def free(self) -> int:
        with translating_disk_errors():
            return shutil.disk_usage(self.root).free

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Held by the door that is open. `ConfigurationError` (``door-already-open``) when another one is."""
        with translating_disk_errors():
            handle = os.open(self.root / ".door", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ConfigurationError(
                    "door-already-open", "another door is open on this workspace", "Stop it, or use its port."
                ) from None
            yield
        finally:
            os.close(handle)


def holds(path: Path, digest: Digest) -> bool:
    """Whether the file is there and its bytes are those of *digest*. Reads all of it, with flat memory."""
    try:
        return digest_of_file(path) == digest
    except FileNotFoundError:
        return False


@contextmanager
def translating_disk_errors() -> Iterator[None]:
    """Turn `OSError` into ours. The paths are hashes, but they say nothing to whoever reads them."""
    try:
        yield
    except OSError as error:
        code = errno.errorcode.get(error.errno or 0, "unknown")
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise TransientError("inbox-full", "the inbox's disk is full", "Make room on it.") from None
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR):
            raise ConfigurationError(
                "inbox-refuses", f"the inbox refuses ({code})", "Check its path and owner."
            ) from None
        raise TransientError(
            "inbox-unavailable", f"the inbox's disk does not answer ({code})", "See the disk."
        ) from None
