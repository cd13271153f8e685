"""What stands in a folder of scans: which files are papers, in which order, and under which id they are offered."""

import errno
import fcntl
import os
import re
import signal
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Final

from pipeline.errors import ConfigurationError, RejectedInputError, TransientError
from pipeline.model.ids import DeliveryId, digest_of_parts

MANIFEST: Final = "manifest.json"
JUNK: Final = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
JUNK_FOLDERS: Final = frozenset({"@eadir", "#recycle", "__macosx", "$recycle.bin"})
"""What disk servers and archives put beside scans; the first holds small pictures that look like pages."""


class Standing(Enum):
    """What a file is to us, by its name alone."""

    PAPER = auto()
    CONTROL = auto()
    """Speaks about papers (a manifest, a marker) or is a system's litter: no paper, but goes where they go."""
    UNFINISHED = auto()
    """Its writer says that it is still writing."""
    IGNORED = auto()


Rules = Callable[[str], Standing]


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file and how it was when we looked. A change of size, time or inode makes it another file."""

    path: Path = field(repr=False)
    parts: tuple[str, ...] = field(repr=False)
    """Where it stands below the watched folder."""
    size: int
    modified: int
    """Nanoseconds since 1970, by the clock of whoever wrote it: compared, never believed."""
    inode: int

    @property
    def signature(self) -> str:
        where = os.fsencode("/".join(self.parts)).hex()
        return f"{where}:{self.size}:{self.modified}:{self.inode}"

    @property
    def unchanged(self) -> bool:
        """Whether it still is the file we looked at."""
        try:
            found = self.path.lstat()
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns, found.st_ino) == (self.size, self.modified, self.inode)

    @property
    def being_written(self) -> bool:
        """Whether somebody on this machine (an SFTP, FTP or SMB server) holds it open to write. False when that cannot be known.

        The kernel grants a read lease only on a file nobody writes. It is given back at once; should a writer come in
        between, the signal it causes is one that is ignored, instead of one that ends the process.
        """
        try:
            handle = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            return error.errno == errno.EWOULDBLOCK
        try:
            fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except OSError as error:  # another user's file, or a file system that knows no leases
            return error.errno == errno.EAGAIN
        finally:
            os.close(handle)
        return False


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything under one entry of the folder: a file with its marker, or a sub-folder with all below it."""

    entry: Path = field(repr=False)
    papers: tuple[FoundFile, ...] = field(repr=False)
    controls: tuple[FoundFile, ...] = field(repr=False)
    others: tuple[FoundFile, ...] = field(repr=False)
    unfinished: bool
    readable: bool = True

    @property
    def id(self) -> DeliveryId:
        """Of the place, the papers and their manifest as they are now; of no name that could be a person's."""
        seen = [file.signature for file in (*self.papers, *filter(None, [self.manifest]))]
        return DeliveryId("d-" + digest_of_parts([os.fsencode(self.entry.name).hex(), *seen])[:20])

    @property
    def signature(self) -> str:
        """Changes whenever anything below the entry does, hidden and half-written files included."""
        return digest_of_parts([f.signature for f in (*self.papers, *self.controls, *self.others)])

    @property
    def manifest(self) -> FoundFile | None:
        """The manifest of a sub-folder. A lone file has none."""
        return next((f for f in self.controls if f.parts[1:] == (MANIFEST,)), None)

    @property
    def marker(self) -> FoundFile | None:
        """``.done`` in a sub-folder, ``<name>.done`` beside a file, if it is not older than the papers.

        An older one was left by an earlier scan of the same name: devices count from 1 again after every restart.
        """
        wanted = {(self.entry.name, ".done"), (f"{self.entry.name}.done",)}
        found = next((f for f in self.controls if f.parts in wanted), None)
        return found if found and all(found.modified >= paper.modified for paper in self.papers) else None

    @property
    def being_written(self) -> bool:
        """Whether a paper of it is open in a writer's hands: still, perhaps, but not finished."""
        return any(paper.being_written for paper in self.papers)

    @property
    def oldest(self) -> int:
        return min((file.modified for file in self.papers), default=0)


def survey(entry: Path, rules: Rules) -> Bundle | None:
    """What stands at *entry*, None if that is no business of ours or gone. Symbolic links are not followed."""
    try:
        files = list(_regular_files(entry, (entry.name,)))
        beside = entry.with_name(f"{entry.name}.done")
        if files and not files[0].parts[1:] and rules(beside.name) is Standing.CONTROL:
            files += _regular_files(beside, (beside.name,))
    except FileNotFoundError:
        return None
    except OSError:
        return Bundle(entry, (), (), (), unfinished=False, readable=False)
    if not files:
        return None
    sorts: dict[Standing, list[FoundFile]] = {standing: [] for standing in Standing}
    for file in files:
        sorts[_standing(file, rules)].append(file)
    return Bundle(
        entry,
        tuple(sorted(sorts[Standing.PAPER], key=lambda file: [natural_order(part) for part in file.parts])),
        tuple(sorts[Standing.CONTROL]),
        tuple(sorts[Standing.UNFINISHED] + sorts[Standing.IGNORED]),
        unfinished=bool(sorts[Standing.UNFINISHED]),
    )


def _standing(file: FoundFile, rules: Rules) -> Standing:
    """By its own name and by those of the folders it lies in; what the entry itself is called was asked before."""
    for folder in file.parts[1:-1]:
        if rules(folder) is not Standing.PAPER:
            return Standing.UNFINISHED if rules(folder) is Standing.UNFINISHED else Standing.IGNORED
    return rules(file.parts[-1])


def _regular_files(path: Path, parts: tuple[str, ...]) -> Iterator[FoundFile]:
    """*path* itself or every file below it; no links, pipes or devices (opening a pipe would wait for ever)."""
    if path.is_symlink():
        return
    if path.is_file():
        found = path.lstat()
        yield FoundFile(path, parts, found.st_size, found.st_mtime_ns, found.st_ino)
    elif path.is_dir():
        for name in sorted(os.listdir(path)):  # noqa: PTH208 - names only: each is looked at by the next call
            try:
                yield from _regular_files(path / name, (*parts, name))
            except FileNotFoundError:  # taken away while we look
                continue


def open_check(bundle: Bundle) -> None:
    """`RejectedInputError` unless every paper can be opened now and is what it was; names are not repeated."""
    readable = bundle.readable
    for paper in bundle.papers:
        try:
            with paper.path.open("rb"):
                pass
        except OSError:
            readable = False
    if not readable:
        raise RejectedInputError(
            "delivery-unreadable",
            "a file of the delivery cannot be opened",
            "Let the service's user read what the scanner writes.",
        )


def natural_order(name: str) -> tuple[list[str | int], str]:
    """page2 before page10, and Đ beside D: letters compare without their marks first, numbers as numbers."""
    bare = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return [int(p) if n % 2 else p for n, p in enumerate(re.split("([0-9]+)", letters))], name


def shown_name(path: Path) -> str:
    """The file's own name as text that can be stored: NFC, with a mark for bytes that are no letters."""
    return unicodedata.normalize("NFC", os.fsencode(path.name).decode("utf-8", "replace"))


@contextmanager
def translating_folder_errors() -> Iterator[None]:
    """Turn `OSError` into ours, without the original: it names delivered files, and those may name people."""
    try:
        yield
    except OSError as error:
        code = errno.errorcode.get(error.errno or 0, "unknown")
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.EXDEV, errno.ENAMETOOLONG):
            raise ConfigurationError(
                "scan-folder-refuses", f"the scan folder refuses ({code})", "Let the service's user write in it."
            ) from None
        raise TransientError(
            "scan-folder-unavailable", f"the scan folder does not answer ({code})", "See its disk or share."
        ) from None
