"""Where a delivery goes once the batch is ours: moved aside with a receipt, never deleted, never over an earlier one."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.model.ids import BatchId, DeliveryId
from scanners.delivered import Bundle, FoundFile, translating_folder_errors
from scanners.durable import sync_folder


@dataclass(frozen=True, slots=True)
class Taking:
    """One delivery on its way aside; written down before the first file moves, so that a power cut can be finished."""

    delivery: DeliveryId
    batch: BatchId
    taken_at: str
    shelf: tuple[str, str]
    """Date and folder below ``.taken``."""
    entry: str = field(repr=False)
    files: tuple[tuple[str, int, int, int], ...] = field(repr=False)
    """(place below the scan folder, size, modified in ns, inode) as they were when the batch was opened."""


class TakenShelf:
    """``<root>/.taken/<date>/<batch>/…`` and, beside it, ``<batch>.json``: the receipt.

    Moved are the very files the batch was made of. A page that arrived meanwhile stays where it is and becomes a
    delivery of its own; so does a file that was written again.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._taken = root / ".taken"
        self._moving = self._taken / ".moving"

    def take(self, bundle: Bundle, delivery: DeliveryId, batch: BatchId, now: datetime) -> None:
        """Move *bundle* aside for *batch*; *delivery* is the id it was offered under."""
        with translating_folder_errors():
            note = self._moving / f"{delivery}.json"
            if note.exists():  # begun before, and interrupted
                self._carry_out(_read(note), note)
                return
            self._moving.mkdir(parents=True, exist_ok=True)
            taking = Taking(
                delivery,
                batch,
                now.isoformat(),
                self._free_shelf(now.date().isoformat(), batch),
                bundle.entry.name,
                # Markers go first: one left behind would vouch for the next scan of the same name.
                tuple(_written(file) for file in (*bundle.controls, *bundle.papers)),
            )
            _write_durably(note, json.dumps(asdict(taking), indent=1).encode())
            self._carry_out(taking, note)

    def finish(self) -> None:
        """Carry out what a power cut interrupted."""
        with translating_folder_errors():
            if not self._moving.is_dir():
                return
            for note in sorted(self._moving.glob("*.json")):
                self._carry_out(_read(note), note)

    def _free_shelf(self, date: str, batch: BatchId) -> tuple[str, str]:
        """A folder nobody used: the same papers sent twice a day are the same batch, and both copies are kept."""
        day = self._taken / date
        day.mkdir(exist_ok=True)
        for name in _numbered(batch):
            try:
                (day / name).mkdir()
            except FileExistsError:
                continue
            return date, name
        raise AssertionError("numbers do not end")

    def _carry_out(self, taking: Taking, note: Path) -> None:
        """Every step may have been done before."""
        shelf = self._taken.joinpath(*taking.shelf)
        for place, size, modified, inode in taking.files:
            source, target = self._root / place, shelf / place
            if FoundFile(source, (), size, modified, inode).unchanged and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                source.rename(target)
        _remove_empty(self._root / taking.entry)
        note.rename(shelf.with_name(f"{shelf.name}.json"))


def _numbered(name: str) -> Iterable[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _written(file: FoundFile) -> tuple[str, int, int, int]:
    return "/".join(file.parts), file.size, file.modified, file.inode


def _read(note: Path) -> Taking:
    found: dict[str, Any] = json.loads(note.read_bytes())
    found["files"] = tuple(tuple(file) for file in found["files"])
    found["shelf"] = tuple(found["shelf"])
    return Taking(**found)


def _write_durably(path: Path, blob: bytes) -> None:
    aside = path.with_suffix(".new")
    with aside.open("wb") as file:
        file.write(blob)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    sync_folder(path.parent)


def _remove_empty(folder: Path) -> None:
    """Remove *folder* and folders below it that hold nothing; `rmdir` itself refuses any other."""
    for place, _, _ in os.walk(folder, topdown=False):
        try:
            Path(place).rmdir()
        except OSError:  # something still stands in it, perhaps since a moment ago
            continue
