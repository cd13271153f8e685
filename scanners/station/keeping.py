"""Bytes become a kept file: written beside, synced, named by their SHA-256, the folder synced. Then they may be entered."""

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from pipeline.errors import ConfigurationError, RejectedInputError
from pipeline.model.ids import Digest
from scanners.station.disk import Disk, disk_full, translating_spool_errors

CHUNK: Final = 1 << 20
PART: Final = ".part"


@dataclass(frozen=True, slots=True)
class Kept:
    digest: Digest
    size: int
    media_type: str


class Shelf:
    """``files/ab/abcdef…`` and, while they arrive, ``parts/<batch>.<arrival>.part``; what a start found goes to ``found/``."""

    def __init__(self, folder: Path, disk: Disk, floor: int, largest: int) -> None:
        self._disk = disk
        self._floor = floor
        self._largest = largest
        self.folder = folder
        self.parts = folder / "parts"
        self.files = folder / "files"
        self.found = folder / "found"
        with translating_spool_errors():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for place in (self.parts, self.files, self.found):
                place.mkdir(mode=0o700, exist_ok=True)
            disk.sync_folder(folder)

    def path(self, digest: Digest) -> Path:
        return self.files / digest[:2] / digest

    @property
    def free(self) -> int:
        return self._disk.free(self.folder)

    @contextmanager
    def arriving(self) -> Iterator[None]:
        """Held while a paper is on its way into files and ledger; released by the system when its process dies."""
        with self._locked(fcntl.LOCK_SH):
            yield

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Held while files are judged or removed: nothing arrives meanwhile. `BlockingIOError` when something does."""
        with self._locked(fcntl.LOCK_EX | fcntl.LOCK_NB):
            yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Held by the one process that serves this folder. `ConfigurationError` (``station-already-runs``) for a second."""
        try:
            with self._locked(fcntl.LOCK_EX | fcntl.LOCK_NB, "station.lock"):
                yield
        except BlockingIOError:
            raise ConfigurationError(
                "station-already-runs", "a station runs on this folder already", "Use that one, or stop it first."
            ) from None

    @contextmanager
    def _locked(self, kind: int, name: str = "spool.lock") -> Iterator[None]:
        descriptor = os.open(self.folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, kind)
            yield
        finally:
            os.close(descriptor)

    def keep(self, source: Path | BinaryIO, batch: str, arrival: str, empty: bool = False) -> Kept:
        """Make the bytes durable under their digest. Inside `arriving`; the part's name says whose *arrival* it is.

        `RejectedInputError`: ``empty-file``, ``file-too-large``; `TransientError`: ``station-disk-full`` before the
        floor is touched. Nothing is left behind then, the device still has its page.
        """
        with translating_spool_errors():
            self.accepting()
            part = self.parts / f"{batch}.{arrival}.{secrets.token_hex(4)}{PART}"
            descriptor = self._disk.create(part)
            try:
                try:
                    kept = self._written(descriptor, source, empty)
                    self._disk.sync(descriptor)
                finally:
                    os.close(descriptor)
                self._name(part, kept.digest)
            except BaseException:
                self._disk.remove(part)
                raise
            return kept

    def accepting(self) -> None:
        """`TransientError` (``station-disk-full``) when a paper more would take the disk below its floor."""
        if (free := self.free) < self._floor:
            raise disk_full(free, self._floor)

    def _name(self, part: Path, digest: Digest) -> None:
        target = self.path(digest)
        if not target.parent.exists():
            target.parent.mkdir(mode=0o700, exist_ok=True)
            self._disk.sync_folder(self.files)
        self._disk.rename(part, target)
        self._disk.sync_folder(target.parent)

    def _written(self, descriptor: int, source: Path | BinaryIO, empty: bool) -> Kept:
        whole, size, head = hashlib.sha256(), 0, b""
        for chunk in _chunks(source):
            head = head or chunk[:16]
            size += len(chunk)
            if size > self._largest:
                raise RejectedInputError(
                    "file-too-large", f"the file is larger than {self._largest >> 20} MB", "Scan it in smaller parts."
                )
            self.accepting()
            whole.update(chunk)
            self._disk.write(descriptor, chunk)
        if not size and not empty:
            raise RejectedInputError("empty-file", "the file holds nothing", "Scan the side again.")
        return Kept(Digest(whole.hexdigest()), size, media_type_of(head))


def _chunks(source: Path | BinaryIO) -> Iterator[bytes]:
    if isinstance(source, Path):
        with source.open("rb") as file:
            yield from _chunks(file)
        return
    while chunk := source.read(CHUNK):
        yield chunk


_HEADS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)
ONE_PAGE: Final = frozenset({"image/jpeg", "image/png"})


def media_type_of(head: bytes) -> str:
    """A first guess by the first bytes; what a file really is, the judge and the centre find out."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "image/heic"
    return next((kind for start, kind in _HEADS if head.startswith(start)), "application/octet-stream")
