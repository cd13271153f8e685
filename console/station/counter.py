"""The counter (quầy): the station as the page sees it. What S keeps durably, what was read along, in the page's words."""

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Final

from classifiers.taxonomy import Taxonomy
from console.station.checklist import by_hand, checklist_of, procedure_of
from console.station.choosing import kept_choice, remember_choice
from console.station.codes import dossier_said
from console.station.desk import Board, Checklist, Choice, Device, Link, Stray, Tray, WhyNot
from console.station.note import Note, read_note
from console.station.reading import Known, ReadingAlong, Stack
from console.station.together import read_together
from console.station.views import LINKS, row_shown, scanning_shown, side_number, side_shown, stack_of
from flows.station import Station
from flows.wiring import Eyes
from pipeline.errors import RejectedInputError
from pipeline.model.dossier import DossierRecord, Procedure
from pipeline.model.ids import DossierCode, ProcedureCode
from scanners.station.values import Batch, BatchState, JobState, SideState
from scanners.station.values import Side as KeptSide

SAID_BY_THE_LINK: Final = frozenset({"station-revoked", "station-not-let-in"})
UNFINISHED: Final = (BatchState.OPEN, BatchState.SEALED, BatchState.SENT, BatchState.REFUSED)
SHOWN_FOR: Final = timedelta(hours=16)
"""A working day with its overtime."""


class Counter:
    """A `Desk` over the real station. `start` begins reading along when *open_eyes* is given; `close` ends it."""

    def __init__(
        self,
        station: Station,
        taxonomy: Taxonomy,
        clock: Callable[[], datetime],
        *,
        folder: Path,
        branch: str = "",
        open_eyes: Callable[[], AbstractContextManager[Eyes]] | None = None,
        ask: Callable[[DossierCode], DossierRecord | None] | None = None,
    ) -> None:
        self._station, self._taxonomy, self._clock, self._branch = station, taxonomy, clock, branch
        self._choices = folder / "page.json"
        self._choice = kept_choice(self._choices)
        self._lock = threading.RLock()
        self._own = 0
        self._reader = ReadingAlong(self, open_eyes, ask) if open_eyes is not None else None

    def start(self) -> None:
        if self._reader is not None:
            self._reader.start()

    def close(self) -> None:
        if self._reader is not None:
            self._reader.close()

    # ---------------------------------------------------------------- what is shown

    @property
    def revision(self) -> str:
        return f"{self._station.version()}.{self._own}"

    def board(self) -> Board:
        status = self._station.status()
        eta = status.eta_seconds
        return Board(
            station=status.station,
            branch=self._branch,
            link=LINKS[status.link] if self._station.options.centre_url else Link.ALONE,
            waiting=status.waiting_batches,
            bytes_left=status.waiting_bytes,
            seconds_left=None if eta is None else round(eta),
            trays=tuple(row_shown(batch) for batch in self._shown()),
            strays=tuple(Stray(f.id, f.reference, f.size, f.found_at) for f in self._station.findings()),
            alarms=tuple(a for a in status.alarms if a not in SAID_BY_THE_LINK),
        )

    def tray(self, tray: str) -> Tray:
        batch = self._batch(tray)
        note = self._note(tray)
        kept = self._station.sides(tray)
        sides = tuple(side_shown(side, kept) for side in kept if side.state is not SideState.REPLACED)
        stack = self._stack(batch, kept)
        known = self._reader.known(stack) if self._reader is not None else Known()
        sides, of_all = read_together(sides, known)
        row = row_shown(batch)
        code = str(batch.dossier or "")
        there = {n for _, n in known.codes}
        return replace(
            row,
            sides=sides,
            old=tuple(side_shown(side, kept) for side in kept if side.state is SideState.REPLACED),
            read_from=next((s.number for s in sides if s.key == str(note.code_side) and s.number in there), 0),
            other_codes=tuple(found for found, _ in known.codes if found != code)
            if code or len(known.codes) > 1
            else (),
            faults=tuple({fault.reference: fault for fault in (*self._station.faults(tray), *of_all)}.values()),
            checklist=self._checklist(batch, note, known, scanned=bool(sides)),
            scanning=scanning_shown(self._station.jobs(tray), batch),
        )

    def _shown(self) -> tuple[Batch, ...]:
        since = self._clock() - SHOWN_FOR
        states = set(BatchState) - {BatchState.DISCARDED}
        return tuple(
            batch
            for batch in self._station.batches(states=states)
            if (batch.state in UNFINISHED or batch.opened_at >= since) and not self._idle(batch)
        )

    @staticmethod
    def _idle(batch: Batch) -> bool:
        return batch.state is BatchState.OPEN and not batch.files and batch.dossier is None

    def _checklist(self, batch: Batch, note: Note, known: Known, *, scanned: bool) -> Checklist | None:
        code = str(batch.dossier or "")
        record = self._reader.record(code) if self._reader is not None and code else None
        procedure = record.procedure if record is not None else self._chosen(note)
        if procedure is None or (batch.state is not BatchState.OPEN and not known.all_read):
            return None  # of an accepted tray nothing more is read
        found = checklist_of(
            procedure,
            known.documents,
            of_record=record is not None,
            scanned=scanned,
            all_read=known.all_read,
        )
        return by_hand(found) if self._reader is None else found

    def _chosen(self, note: Note) -> Procedure | None:
        known = self._taxonomy.procedures.get(ProcedureCode(note.procedure))
        return None if known is None else procedure_of(known)

    # ---------------------------------------------------------------- trays

    def current(self) -> str:
        with self._lock:
            opened = self._station.batches(states={BatchState.OPEN})
            return opened[0].id if opened else self._station.open_batch().id

    def next(self) -> str:
        with self._lock:
            idle = (batch for batch in self._station.batches(states={BatchState.OPEN}) if self._idle(batch))
            found = next(idle, None)
            return found.id if found else self._station.open_batch().id

    def add(self, tray: str, name: str, blob: BinaryIO, token: str, instead_of: str = "") -> None:
        self._batch(tray)
        if instead_of:
            self._station.replace(side_number(instead_of), blob, name=name, key=token)
        else:
            self._station.add(tray, blob, name=name, key=token)

    def set_aside(self, tray: str, side: str, reason: str) -> None:
        self._batch(tray)
        if reason:
            self._station.set_aside(side_number(side), reason)
        else:
            self._station.restore(side_number(side))

    def move(self, tray: str, side: str, before: str) -> None:
        self._batch(tray)
        self._station.move(side_number(side), side_number(before) if before else None)

    def name_dossier(self, tray: str, said: str, *, scanned: bool = False) -> None:
        with self._lock:
            batch = self._batch(tray)
            code = dossier_said(said, known_form=scanned)
            if said.strip() and not code:
                raise WhyNot("counter-code-unfit")
            self._station.amend(tray, dossier=code or None, declared_sheets=batch.declared_sheets)
            self._remember(tray, code_side=0, code_by_hand=True)

    def choose_procedure(self, tray: str, procedure: str) -> None:
        if procedure and ProcedureCode(procedure) not in self._taxonomy.procedures:
            raise WhyNot("counter-no-such-procedure")
        self._remember(tray, procedure=procedure)

    def declare(self, tray: str, sheets: int | None) -> None:
        with self._lock:
            batch = self._batch(tray)
            dossier = None if batch.dossier is None else str(batch.dossier)
            self._station.amend(tray, dossier=dossier, declared_sheets=sheets)

    def accept(self, tray: str, seen: Sequence[str], despite: str) -> None:
        with self._lock:
            batch = self._batch(tray)
            if batch.state is not BatchState.OPEN:
                return
            if any(job.state is JobState.RUNNING for job in self._station.jobs(tray)):
                raise WhyNot("counter-scanner-at-work")
            there = [str(s.id) for s in self._station.sides(tray) if s.state is not SideState.REPLACED]
            if not there:
                raise WhyNot("counter-nothing-scanned")
            if sorted(there) != sorted(seen):
                raise WhyNot("counter-sides-changed")
            self._remember(tray, despite=despite)
            self._station.seal(tray)

    def discard(self, tray: str) -> None:
        with self._lock:
            if self._batch(tray).state is not BatchState.DISCARDED:
                self._station.discard(tray, "given-up-by-clerk")

    def adopt(self, stray: int, tray: str) -> None:
        self._batch(tray)
        self._station.adopt(stray, tray)

    def dismiss(self, stray: int) -> None:
        self._station.dismiss(stray)

    def reopen(self, tray: str) -> str:
        self._batch(tray)
        return self._station.copy_open(tray).id

    def picture(self, tray: str, side: str, width: int) -> bytes:
        self._batch(tray)
        return self._station.picture(side_number(side), width)

    # ---------------------------------------------------------------- scanners

    def devices(self) -> tuple[Device, ...]:
        return tuple(
            Device(view.id, view.name, tuple(view.sources), "" if view.ready else view.reference)
            for view in self._station.devices()
            if view.sources
        )

    def look_for_devices(self) -> None:
        self._station.look_for_devices()

    @property
    def choice(self) -> Choice:
        return self._choice

    def choose(self, choice: Choice) -> None:
        with self._lock:
            remember_choice(self._choices, choice)
            self._choice = choice
            self._own += 1

    def scan(self, tray: str, instead_of: str = "") -> None:
        self._batch(tray)
        choice = self._choice
        if not any(device.id == choice.device for device in self.devices()):
            raise WhyNot("counter-no-scanner")
        if any(job.state is JobState.RUNNING for job in self._station.jobs()):
            raise WhyNot("counter-scanner-at-work")
        place = side_number(instead_of) if instead_of else None
        self._station.scan(tray, device=choice.device, source=choice.way, dpi=choice.dpi, in_place_of=place)

    def stop(self, tray: str) -> None:
        for job in self._station.jobs(tray):
            if job.state is JobState.RUNNING:
                self._station.cancel(job.id)

    def procedures(self) -> tuple[tuple[str, str, str], ...]:
        known = self._taxonomy.procedures.values()
        return tuple(sorted(((str(p.code), p.name, p.field) for p in known), key=lambda p: (p[2], p[1])))

    # ---------------------------------------------------------------- for the reader

    def stacks(self) -> tuple[Stack, ...]:
        opened = self._station.batches(states={BatchState.OPEN})
        return tuple(self._stack(batch, self._station.sides(batch.id)) for batch in opened)

    def wait(self, seconds: float) -> None:
        self._station.wait(self._station.version(), seconds)

    def news(self, tray: str, known: Known) -> None:
        """A tray nobody named is named by the one code its marks carry; two codes wait for the clerk."""
        with self._lock:
            self._own += 1
            batch, note = self._batch(tray), self._note(tray)
            if batch.state is not BatchState.OPEN or batch.dossier is not None or note.code_by_hand:
                return
            if len(known.codes) != 1:
                return
            (code, number), *_ = known.codes
            side = next((s for s in self._station.sides(tray) if s.number == number), None)
            if side is not None:
                self._station.amend(tray, dossier=code, declared_sheets=batch.declared_sheets)
                self._remember(tray, code_side=side.id)

    # ---------------------------------------------------------------- inside

    def _batch(self, tray: str) -> Batch:
        try:
            return self._station.batch(tray)
        except RejectedInputError as missing:
            raise KeyError(tray) from missing

    def _note(self, tray: str) -> Note:
        return read_note(self._station.remembered(tray))

    def _remember(self, tray: str, **changed: object) -> None:
        with self._lock:
            self._batch(tray)
            note = Note.model_validate(self._note(tray).model_dump() | changed)
            self._station.remember(tray, note.model_dump_json())
            self._own += 1

    def _stack(self, batch: Batch, sides: Sequence[KeptSide]) -> Stack:
        return stack_of(batch, sides, self._station.path)
