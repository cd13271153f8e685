"""The hand-over folder: papers lie in `to-sign`, the officer's own signer writes into `signed`.

`to-sign` only mirrors what waits and may be deleted at any time. A file in `signed` is somebody's work: it leaves only
once its bytes are kept, or for `refused` with the reason beside it.
"""

import errno
import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copyfile

from pipeline.errors import TransientError
from pipeline.model.ids import Digest
from pipeline.model.signing import ToSign

OURS = re.compile(r"p-[0-9a-f]{24}\.(pdf|json)")
UNFINISHED = (".part", ".tmp", ".crdownload", ".partial", ".lock")
PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class Look:
    """How a file lay there when it was looked at."""

    size: int
    changed: int
    since: datetime


class HandOver:
    """One folder shared with the officers' signer. `TransientError` (``handover-unavailable``) when it is away."""

    def __init__(self, root: Path, quiet_seconds: float) -> None:
        self._root, self._quiet = root, quiet_seconds
        self._seen: dict[str, Look] = {}
        self._notes: dict[str, dict[str, object]] = {}

    def offer(
        self,
        papers: Iterable[ToSign],
        fetch: Callable[[Digest, Path], None],
        describe: Callable[[ToSign, Path], object],
    ) -> None:
        """Let `to-sign` hold exactly *papers*; *describe* makes what lies beside each copy, as JSON without names."""
        folder = self._folder("to-sign")
        wanted: set[str] = set()
        for paper in papers:
            copy, note = folder / f"{paper.slip.id}.pdf", folder / f"{paper.slip.id}.json"
            wanted |= {copy.name, note.name}
            with self._translated():
                if not copy.exists() or copy.stat().st_size != paper.slip.size:
                    part = folder / f".{copy.name}.part"
                    fetch(paper.slip.copy, part)
                    _into_place(part, copy)
                _write(note, describe(paper, copy))
        with self._translated():
            for path in folder.iterdir():
                if OURS.fullmatch(path.name) and path.name not in wanted:
                    with suppress(PermissionError):  # open in somebody's signer: next time
                        path.unlink(missing_ok=True)

    def returned(self) -> Iterator[Path]:
        """Regular files in `signed`, by name; what a program is visibly still writing is left alone."""
        folder = self._folder("signed")
        with self._translated():
            paths = sorted(folder.iterdir())
        for path in paths:
            if path.name.startswith((".", "~")) or path.suffix.lower() in UNFINISHED:
                continue
            with suppress(FileNotFoundError):
                if stat.S_ISREG(path.lstat().st_mode):
                    yield path

    def lies_still(self, path: Path, now: datetime) -> bool:
        """Whether *path* has not changed for long enough to be taken for finished. Its own clock is not believed when
        it is ahead of ours: then we watch it ourselves."""
        try:
            found = path.stat()
        except OSError:
            return False
        age = now.timestamp() - found.st_mtime
        before = self._seen.get(path.name)
        if before is None or (before.size, before.changed) != (found.st_size, found.st_mtime_ns):
            self._seen[path.name] = before = Look(found.st_size, found.st_mtime_ns, now)
        return age >= self._quiet or (now - before.since).total_seconds() >= self._quiet

    def done(self, path: Path) -> None:
        """Its bytes are kept elsewhere."""
        self._seen.pop(path.name, None)
        with suppress(PermissionError, FileNotFoundError):
            path.unlink()

    def refuse(self, path: Path, name: str, note: object) -> bool:
        """Move *path* to `refused` under *name* with *note* beside it; False while somebody else holds it open."""
        folder = self._folder("refused")
        with self._translated():
            _write(folder / f"{name}.json", note)
            try:
                _move(path, folder / f"{name}.pdf")
            except (PermissionError, FileNotFoundError):
                return False
        self._seen.pop(path.name, None)
        return True

    def refusals(self) -> Iterator[dict[str, object]]:
        """The notes in `refused`, oldest first by their own time."""
        folder = self._folder("refused")
        with self._translated():
            fresh = [path for path in folder.glob("*.json") if path.name not in self._notes]
        for path in fresh:
            with suppress(OSError, ValueError):
                note = json.loads(path.read_text("utf-8"))
                self._notes[path.name] = note if isinstance(note, dict) else {}
        yield from sorted(self._notes.values(), key=lambda note: str(note.get("at", "")))

    def _folder(self, name: str) -> Path:
        folder = self._root / name
        with self._translated():
            folder.mkdir(parents=True, exist_ok=True)
        return folder

    @staticmethod
    def _translated() -> "_Translated":
        return _Translated()


class _Translated:
    """Turns what a shared folder may answer into our error; names in it stay out of the message."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise TransientError(
                "handover-unavailable", "the hand-over folder cannot be used", "Check the folder and its permissions."
            ) from None


def _move(path: Path, target: Path) -> None:
    try:
        path.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        part = target.with_name(f".{target.name}.part")  # from another disk: copied whole, then named
        copyfile(path, part)
        _into_place(part, target)
        path.unlink()


def _into_place(part: Path, target: Path) -> None:
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)


def _write(path: Path, note: object) -> None:
    text = json.dumps(note, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    with suppress(OSError, ValueError):
        if path.read_text("utf-8") == text:
            return
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, "utf-8")
    _into_place(part, path)
