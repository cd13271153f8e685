"""Writing to a local disk so that a power cut leaves all of a file or nothing of it."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final
from uuid import uuid4

from pipeline.errors import ConfigurationError, TransientError
from pipeline.model.ids import Digest

CHUNK: Final = 1 << 20

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
OPERATOR_ACTS: Final = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EXDEV, errno.EMLINK}
    | {errno.ENOTSUP, errno.EOPNOTSUPP}
)


@contextmanager
def translating_disk_errors() -> Iterator[None]:
    """Turn `OSError` into ours. The paths it names are the store's own: digests and record names, nobody's."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise TransientError("store-unavailable", "the store's disk is full", "Free disk space.") from error
        if error.errno in OPERATOR_ACTS:
            raise ConfigurationError(
                "store-misconfigured",
                f"the store's folder refuses ({errno.errorcode[error.errno]})",
                "Give the service its own folder on one local disk with hard links, writable by its user.",
            ) from error
        code = errno.errorcode.get(error.errno or 0, "unknown")
        raise TransientError(
            "store-unavailable", f"the store's disk does not answer ({code})", "See the disk."
        ) from error


def copy_hashing(source: BinaryIO, target: BinaryIO) -> Digest:
    """Copy to the end in small pieces and say what was copied."""
    whole = hashlib.sha256()
    while chunk := source.read(CHUNK):
        whole.update(chunk)
        target.write(chunk)
    return Digest(whole.hexdigest())


@contextmanager
def fresh_file(folder: Path, mode: int) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file under a name nobody has, gone again afterwards unless it was moved away."""
    path = folder / f"{uuid4().hex}.tmp"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield path, file
    finally:
        path.unlink(missing_ok=True)


def make_durable(file: BinaryIO) -> None:
    """The bytes are on the disk, not in somebody's memory."""
    file.flush()
    os.fsync(file.fileno())


def make_entries_durable(folder: Path) -> None:
    """The folder's names are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
