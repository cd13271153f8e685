"""The disk under the spool: every call that leaves a mark outside, in one place, so that each can be the last one."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import ConfigurationError, IntegrityError, TransientError
from scanners.durable import sync_folder


class Disk:
    """Durable steps. Nothing here decides anything; a test stands between the calls and pulls the plug."""

    def create(self, path: Path) -> int:
        """A new file for this user alone; its descriptor."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)

    def write(self, descriptor: int, chunk: bytes) -> None:
        view = memoryview(chunk)
        while view:
            view = view[os.write(descriptor, view) :]

    def sync(self, descriptor: int) -> None:
        os.fsync(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        source.replace(target)

    def sync_folder(self, folder: Path) -> None:
        sync_folder(folder)

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def commit(self, database: sqlite3.Connection) -> None:
        database.execute("COMMIT")

    def free(self, folder: Path) -> int:
        """Bytes an ordinary user may still write."""
        return shutil.disk_usage(folder).free


@contextmanager
def translating_spool_errors() -> Iterator[None]:
    """Turn what disk and database say into ours; the original is dropped, it may quote a delivered name."""
    try:
        yield
    except OSError as error:
        raise _of_disk(error) from None
    except sqlite3.DatabaseError as error:
        raise _of_database(error) from None


def disk_full(free: int, floor: int) -> TransientError:
    return TransientError(
        "station-disk-full",
        f"{free >> 20} MB are free, the station keeps {floor >> 20} MB",
        "Make room on the station's disk, or let the waiting batches go to the centre first.",
    )


def _of_disk(error: OSError) -> ConfigurationError | TransientError:
    code = errno.errorcode.get(error.errno or 0, "unknown")
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return TransientError("station-disk-full", f"the station's disk is full ({code})", "Make room on the disk.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ConfigurationError(
            "station-folder-refuses", f"the station's folder refuses ({code})", "Let the service's user write in it."
        )
    return TransientError("spool-unavailable", f"the station's disk does not answer ({code})", "See the disk.")


def _of_database(error: sqlite3.DatabaseError) -> IntegrityError | TransientError:
    name = getattr(error, "sqlite_errorname", "") or type(error).__name__
    if name == "SQLITE_FULL":
        return TransientError("station-disk-full", "the station's disk is full", "Make room on the disk.")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return IntegrityError(
            "station-ledger-damaged",
            f"the station's own ledger cannot be read ({name})",
            "Keep the folder as it is, and call the engineer.",
        )
    return TransientError("spool-unavailable", f"the station's ledger does not answer ({name})", "See the disk.")
