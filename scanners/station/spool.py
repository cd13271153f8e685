"""The spool: papers on the station's disk, durable when a call returns, kept until the centre has signed for them.

A paper arrives as ``.part``, is synced, named by its SHA-256, its folder is synced, and then a row is committed: only
then is it *kept*. Whatever the lights went out at is found by `scanners.station.recovery` and named.
"""

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import RejectedInputError
from pipeline.model.ids import Digest, digest_of_parts
from pipeline.model.paper import Lane, Place
from scanners.manifest import DeliveryManifest
from scanners.station import arranging, reading
from scanners.station.disk import Disk
from scanners.station.findings import Findings, came_again
from scanners.station.keeping import ONE_PAGE, Kept, Shelf
from scanners.station.opening import copied, new_batch
from scanners.station.options import StationOptions
from scanners.station.tables import Database, Writing
from scanners.station.values import Batch, BatchState, Side, SideState

NOTE_LIMIT = 64 << 10
_BY_KEY = "SELECT s.id FROM sides s JOIN papers p ON p.id = s.paper WHERE p.batch = ? AND p.key = ? AND s.page = 0"
_MOST_PAPERS = 5000
"""What the centre takes in one manifest."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a paper that arrives."""

    name: str = field(repr=False)
    device: str
    key: str | None

    @property
    def arrival(self) -> str:
        """Says on the disk which paper a part is of, in a word that names nothing: the same for the same key."""
        return digest_of_parts([self.key])[:16] if self.key is not None else secrets.token_hex(8)


class Spool:
    """Batches, their sides and files. Safe for many threads and several processes on one folder."""

    def __init__(self, options: StationOptions, clock: Callable[[], datetime], disk: Disk | None = None) -> None:
        self.disk = disk or Disk()
        self.clock = clock
        self.shelf = Shelf(options.folder, self.disk, options.disk_floor_mb << 20, options.largest_file_mb << 20)
        self.database = Database(options.database, self.disk)
        self.findings = Findings(self.database, clock)

    def close(self) -> None:
        self.database.close()

    # ---------------------------------------------------------------- batches

    def open_batch(
        self,
        dossier: str | None = None,
        declared_sheets: int | None = None,
        *,
        lane: Lane = Lane.LIVE,
        source: str = "page",
        key: str | None = None,
    ) -> Batch:
        """A new batch; one opened with the same *key* before is that one."""
        _check_said(dossier, declared_sheets)
        with self.database.writing() as write:
            known = write.execute("SELECT id FROM batches WHERE key = ?", (key,)).fetchone() if key else None
            batch = known[0] if known else new_batch(write, self.clock(), lane, source, key)
            if not known:
                write.execute(
                    "UPDATE batches SET dossier = ?, declared_sheets = ? WHERE id = ?",
                    (dossier, declared_sheets, batch),
                )
        return self.batch(batch)

    def amend(self, batch: str, *, dossier: str | None, declared_sheets: int | None) -> Batch:
        """Say anew whose the papers are and how many sheets there should be."""
        _check_said(dossier, declared_sheets)
        with self.database.writing() as write:
            _must_be_open(write, batch)
            write.execute(
                "UPDATE batches SET dossier = ?, declared_sheets = ?, version = ? WHERE id = ?",
                (dossier, declared_sheets, write.version, batch),
            )
        return self.batch(batch)

    def seal(self, batch: str, order: Sequence[Place] = ()) -> Batch:
        """Accepted: immutable from now on. Sealing twice is sealing once; ``batch-empty`` without a standing side.

        One with a file that cannot be sent is refused at once: it would wait for ever.
        *order*: what a sender's own manifest said of the sides, by file in the order they were added; passed on as it is.
        """
        with self.database.writing() as write:
            if _state(write, batch) is BatchState.OPEN:
                standing = write.execute(
                    "SELECT COUNT(*) FROM sides WHERE batch = ? AND state = 'standing'", (batch,)
                ).fetchone()[0]
                if not standing:
                    raise RejectedInputError("batch-empty", "the batch has no side", "Scan first, then accept.")
                offset = write.execute("SELECT value FROM facts WHERE name = 'clock_offset'").fetchone()
                cannot = write.execute(
                    "SELECT f.reason FROM papers p JOIN files f ON f.digest = p.digest WHERE p.batch = ? AND f.reason <> ''",
                    (batch,),
                ).fetchone()
                write.execute(
                    "UPDATE batches SET state = ?, reason = ?, sealed_at = ?, clock_offset = ?, "
                    "given_order = COALESCE(?, given_order), version = ? WHERE id = ?",
                    (
                        BatchState.REFUSED if cannot else BatchState.SEALED,
                        cannot[0] if cannot else "",
                        self.clock().isoformat(),
                        offset and offset[0],
                        reading.PLACES.dump_json(tuple(order)).decode() if order else None,
                        write.version,
                        batch,
                    ),
                )
            elif _state(write, batch) is BatchState.DISCARDED:
                raise _not_open()
        return self.batch(batch)

    def discard(self, batch: str, reason: str = "") -> Batch:
        """The clerk gives an open batch up. Its files are kept and never sent further."""
        with self.database.writing() as write:
            _must_be_open(write, batch)
            write.execute(
                "UPDATE batches SET state = ?, reason = ?, version = ? WHERE id = ?",
                (BatchState.DISCARDED, reason, write.version, batch),
            )
        return self.batch(batch)

    def copy_open(self, batch: str) -> Batch:
        """A refused or discarded batch once more, open, with the same sides in the same order. Asked twice, it is one."""
        with self.database.writing() as write:
            if _state(write, batch) not in (BatchState.REFUSED, BatchState.DISCARDED):
                raise _not_open()
            key = f"copy-of-{batch}"
            known = write.execute("SELECT id FROM batches WHERE key = ?", (key,)).fetchone()
            copy = known[0] if known else copied(write, batch, key, self.clock())
        return self.batch(copy)

    def remember(self, batch: str, text: str) -> None:
        """A small note the page keeps with a batch."""
        if len(text.encode()) > NOTE_LIMIT:
            raise RejectedInputError("note-too-long", "the note is longer than 64 kB", "Keep less with the batch.")
        with self.database.writing() as write:
            _state(write, batch)
            write.execute("UPDATE batches SET note = ?, version = ? WHERE id = ?", (text, write.version, batch))

    def remembered(self, batch: str) -> str | None:
        row = self.database.row("SELECT note FROM batches WHERE id = ?", batch)
        if row is None:
            raise reading.no_such_batch()
        return None if row[0] is None else str(row[0])

    # ---------------------------------------------------------------- papers

    def add(
        self,
        batch: str,
        source: Path | BinaryIO,
        *,
        name: str = "",
        device: str = "",
        key: str | None = None,
        empty: bool = False,
    ) -> Side:
        """Keep a paper at the end of an open batch; durable when this returns.

        The same *key* in the batch is the paper kept before. The same bytes again are another side, flagged as twin.
        A file without a byte is refused while somebody can scan again; with *empty* it is kept, for the centre to name.
        """
        return self._arrive(batch, source, Said(name, device, key), None, empty)

    def replace(
        self, side: int, source: Path | BinaryIO, *, name: str = "", device: str = "", key: str | None = None
    ) -> Side:
        """Keep a new scan in the place of *side* (or of what took its place since). The old one is kept as well."""
        row = self.database.row("SELECT batch FROM sides WHERE id = ?", side)
        if row is None:
            raise reading.no_such_side()
        return self._arrive(row["batch"], source, Said(name, device, key), side, empty=False)

    def _arrive(self, batch: str, source: Path | BinaryIO, said: "Said", in_place_of: int | None, empty: bool) -> Side:
        known = self._known(batch, said.key)
        if known is not None:
            return self.side(known)
        with self.shelf.arriving():
            with self.database.writing() as write:
                _must_be_open(write, batch)
            kept = self.shelf.keep(source, batch, said.arrival, empty)
            try:
                side = self._enter(batch, kept, said, in_place_of)
            except RejectedInputError:  # sealed or discarded while the paper arrived
                self.findings.name("paper-not-entered", batch, None, kept.digest, "", kept.size)
                raise
        return self.side(side)

    def _known(self, batch: str, key: str | None) -> int | None:
        if key is None:
            return None
        row = self.database.row(_BY_KEY, batch, key)
        return None if row is None else int(row[0])

    def _enter(self, batch: str, kept: Kept, said: "Said", in_place_of: int | None) -> int:
        with self.database.writing() as write:
            _must_be_open(write, batch)
            old = None if in_place_of is None else arranging.stands_for(write, in_place_of)
            now = self.clock().isoformat()
            if write.execute("SELECT COUNT(*) FROM papers WHERE batch = ?", (batch,)).fetchone()[0] >= _MOST_PAPERS:
                raise RejectedInputError("batch-full", "the batch holds 5,000 files", "Accept it and open another.")
            write.execute(
                "INSERT INTO files (digest, size, media_type, kept_at) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (digest) DO UPDATE SET gone_at = NULL, reason = ''",
                (kept.digest, kept.size, kept.media_type, now),
            )
            pages = 1 if kept.media_type in ONE_PAGE else None
            row = write.execute(
                "INSERT INTO papers (batch, key, digest, name, device, kept_at, pages) VALUES (?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (batch, key) DO NOTHING RETURNING id",
                (batch, said.key, kept.digest, said.name, said.device, now, pages),
            ).fetchone()
            if row is None:  # another thread was quicker with the same paper
                return int(write.execute(_BY_KEY, (batch, said.key)).fetchone()[0])
            side = arranging.append_side(write, batch, row[0], 0)
            if old is not None:
                arranging.mark_replaced(write, old, side)
                arranging.place_behind(write, batch, [side], old)
            came_again(write, kept.digest, batch, said.arrival)
            write.touch(batch)
        return side

    # ---------------------------------------------------------------- arranging

    def move(self, side: int, before: int | None) -> None:
        """Put a side before another of its batch, or at the end; what it replaced goes with it."""
        with self.database.writing() as write:
            batch = _open_batch_of(write, side)
            arranging.place_before(write, batch, side, before)
            write.touch(batch)

    def set_aside(self, side: int, reason: str) -> None:
        """Kept and sent, but it belongs to no paper of the batch; *reason* is a reference."""
        self._say(side, SideState.STANDING, SideState.SET_ASIDE, reason)

    def restore(self, side: int) -> None:
        """Let a side that was set aside stand again."""
        self._say(side, SideState.SET_ASIDE, SideState.STANDING, "")

    def _say(self, side: int, before: SideState, after: SideState, reason: str) -> None:
        with self.database.writing() as write:
            batch = _open_batch_of(write, side)
            write.execute(
                "UPDATE sides SET state = ?, reason = ?, version = ? WHERE id = ? AND state = ?",
                (after, reason, write.version, side, before),
            )
            write.touch(batch)

    # ---------------------------------------------------------------- what a start found

    def adopt(self, finding: int, batch: str) -> Side:
        """Put what was found into an open batch. `RejectedInputError` (``nothing-to-adopt``) when it holds no bytes."""
        row = self.findings.waiting_row(finding)
        path = self.shelf.found / row["place"] if row["place"] else self.shelf.path(Digest(row["digest"] or ""))
        if row["side"] is not None or not path.is_file():
            raise RejectedInputError("nothing-to-adopt", "the finding holds no bytes", "Scan the side again.")
        side = self.add(batch, path, key=f"finding-{finding}")
        self.findings.settle(finding, "adopted")
        return side

    def dismiss(self, finding: int) -> None:
        """A person has seen it. Its bytes stay where they are."""
        self.findings.waiting_row(finding)
        self.findings.settle(finding, "dismissed")

    # ---------------------------------------------------------------- looking

    def batch(self, batch: str) -> Batch:
        return reading.batch(self.database, batch)

    def batches(self, *, states: Collection[BatchState] | None = None, limit: int = 200) -> tuple[Batch, ...]:
        return reading.batches(self.database, states, limit)

    def sides(self, batch: str) -> tuple[Side, ...]:
        return reading.sides(self.database, batch)

    def side(self, side: int) -> Side:
        return reading.side(self.database, side)

    def path(self, side: int) -> Path:
        """The original bytes of the file a side lies in."""
        row = self.database.row("SELECT p.digest FROM sides s JOIN papers p ON p.id = s.paper WHERE s.id = ?", side)
        if row is None:
            raise reading.no_such_side()
        return self.shelf.path(Digest(row[0]))


def _state(write: Writing, batch: str) -> BatchState:
    row = write.execute("SELECT state FROM batches WHERE id = ?", (batch,)).fetchone()
    if row is None:
        raise reading.no_such_batch()
    return BatchState(row[0])


def _must_be_open(write: Writing, batch: str) -> None:
    if _state(write, batch) is not BatchState.OPEN:
        raise _not_open()


def _open_batch_of(write: Writing, side: int) -> str:
    row = write.execute("SELECT batch FROM sides WHERE id = ?", (side,)).fetchone()
    if row is None:
        raise reading.no_such_side()
    _must_be_open(write, row[0])
    return str(row[0])


def _not_open() -> RejectedInputError:
    return RejectedInputError(
        "batch-not-open", "the batch is accepted or given up already", "Open another batch for further papers."
    )


def _check_said(dossier: str | None, declared_sheets: int | None) -> None:
    """What a manifest could not carry is refused while the clerk still looks at it. Never repeats the code."""
    try:
        DeliveryManifest(dossier=dossier, declared_sheets=declared_sheets)
    except ValueError:
        raise RejectedInputError(
            "dossier-code-unfit",
            "the dossier code or the number of sheets cannot be right",
            "Type it as it is printed.",
        ) from None
