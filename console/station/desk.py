"""What the page needs of the station: trays with their sides, verdicts, the checklist beside them, and what is on its way.

Everything a clerk does is one call here, durable when it returns; the browser remembers nothing that matters.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import BinaryIO, Protocol

from pipeline.model.faults import Fault, Remedy


class Standing(StrEnum):
    """Where a tray (khay) is."""

    OPEN = "open"
    SENDING = "sending"
    """Accepted: sealed, and on its way or waiting for the network."""
    RECEIVED = "received"
    """The centre's signed receipt is here."""
    REFUSED = "refused"
    """The centre will not have it as it is: kept here, a person acts."""


class Link(StrEnum):
    """The way to the centre."""

    TRYING = "trying"
    """Since the start nobody has answered yet, nor failed to."""
    UP = "up"
    DOWN = "down"
    REVOKED = "revoked"
    ALONE = "alone"
    """Nobody has enrolled this station yet: papers are kept here."""


class Found(StrEnum):
    """What is known of a component of the checklist (thành phần hồ sơ)."""

    THERE = "there"
    MISSING = "missing"
    OPTIONAL = "optional"
    """Not there, and the procedure does without it."""
    NOT_YET = "not-yet"
    """Nothing was scanned yet."""
    READING = "reading"
    """Pages are still being read: nothing is said yet."""
    BY_HAND = "by-hand"
    """Only a person can say: the checklist names no kind of paper, or a scanned one was not recognised."""


@dataclass(frozen=True, slots=True)
class Side:
    """A scanned side as the clerk sees it: `number` is its place in the tray, `key` its name for good."""

    key: str
    number: int
    judged: bool = False
    width: int = 0
    height: int = 0
    """Pixels as scanned, 0 while unknown; boxes of `faults` lie in them."""
    faults: tuple[Fault, ...] = ()
    refused: str = ""
    """The reference of a file that does not open."""
    aside: str = field(default="", repr=False)
    """Why it was set aside; it is kept and sent, and belongs to no paper."""
    earlier: tuple[str, ...] = ()
    """Keys of the scans it took the place of, oldest first."""
    name: str = field(default="", repr=False)
    """Of the file it came in, which may name a person."""
    replaced: bool = False

    @property
    def to_rescan(self) -> bool:
        """Whether the machine says that the scan cannot stand for the paper."""
        return not self.aside and (bool(self.refused) or any(f.remedy is Remedy.RESCAN for f in self.faults))

    @property
    def to_look(self) -> bool:
        return not self.aside and not self.to_rescan and bool(self.faults)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the checklist."""

    name: str
    required: bool
    found: Found
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """The procedure's papers beside the scanned ones. `of_record`: the one-stop system itself said it."""

    procedure: str
    name: str
    of_record: bool
    lines: tuple[Line, ...]
    reading: bool = False
    extra: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Papers on no line of it: title of the kind and pages."""

    @property
    def missing(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.found is Found.MISSING)


@dataclass(frozen=True, slots=True)
class Scanning:
    """The scanner at work for a tray."""

    running: bool = False
    instead_of: str = ""
    pages: int = 0
    trouble: str = ""
    """Reference of what stopped it, with the clerk's wording."""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Tray:
    """One citizen's papers."""

    id: str
    standing: Standing
    opened_at: datetime
    sides: tuple[Side, ...] = ()
    """In place or set aside, in order."""
    old: tuple[Side, ...] = ()
    """Those that were scanned again: kept, and looked at on demand."""
    dossier: str = field(default="", repr=False)
    read_from: int = 0
    """The side the code was read from (cover sheet, receipt); 0 when a person gave it."""
    other_codes: tuple[str, ...] = field(default=(), repr=False)
    """Codes that papers in the tray name besides `dossier`."""
    sheets: int | None = None
    """Declared by the clerk."""
    faults: tuple[Fault, ...] = ()
    """About the tray as a whole."""
    checklist: Checklist | None = None
    scanning: Scanning = Scanning()
    sent: int = 0
    size: int = 0
    """Bytes at the centre, and bytes in all."""
    count: int = 0
    """Sides in place, also where `sides` is left out."""
    accepted_at: datetime | None = None
    reason: str = ""
    """Reference of why it waits or was refused."""
    receipt: str = ""
    """The centre's number of it, from the verified receipt."""

    def side(self, key: str) -> Side | None:
        return next((side for side in self.sides if side.key == key), None)

    @property
    def in_place(self) -> tuple[Side, ...]:
        """Sides that count as papers."""
        return tuple(side for side in self.sides if not side.aside)


@dataclass(frozen=True, slots=True)
class Stray:
    """A paper that a start after a power cut found and no tray accounts for: a person says where it belongs."""

    id: int
    reference: str
    size: int
    found_at: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """The station as a whole."""

    station: str
    branch: str
    link: Link
    waiting: int
    """Accepted trays without a receipt."""
    bytes_left: int
    seconds_left: int | None
    """Honest: None while nobody can know."""
    trays: tuple[Tray, ...] = ()
    """Today's and every unfinished one, newest first, without their sides."""
    strays: tuple[Stray, ...] = ()
    alarms: tuple[str, ...] = ()
    """References of what the clerk or the operator must know: the disk fills up, papers were found after a power cut."""


@dataclass(frozen=True, slots=True)
class Device:
    """A scanner the clerk may choose, and the ways it feeds: ``feeder``, ``feeder-duplex``, ``flatbed``."""

    id: str
    name: str
    ways: tuple[str, ...]
    trouble: str = ""
    """Reference of why it cannot scan just now."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Chosen once, remembered by the station."""

    device: str = ""
    way: str = "feeder"
    dpi: int = 300


class WhyNot(Exception):  # noqa: N818  an answer to the clerk, not a defect
    """The station does not do it: `reference` has the clerk's wording."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


class Desk(Protocol):
    """The counter behind the page. Calls are quick (they never wait for scanner, reader or network) and may come from
    any thread; all but `add` are safe to repeat. `KeyError` for a tray or a side there is not."""

    @property
    def revision(self) -> str:
        """Changes whenever anything the page shows has changed."""
        ...

    def board(self) -> Board: ...

    def tray(self, tray: str) -> Tray: ...

    def current(self) -> str:
        """The tray to work at: the newest open one, a new one when there is none."""
        ...

    def next(self) -> str:
        """A tray for the next citizen; an open empty one is taken before a new one is made."""
        ...

    def add(self, tray: str, name: str, blob: BinaryIO, token: str, instead_of: str = "") -> None:
        """Keep a file, in place of a side when one is named; durable when it returns. The same *token* is the same file.

        `WhyNot` when the tray is accepted already or the file is empty.
        """
        ...

    def set_aside(self, tray: str, side: str, reason: str) -> None:
        """*reason* empty: put it back among the papers."""
        ...

    def move(self, tray: str, side: str, before: str) -> None:
        """Put *side* ahead of the side *before*; empty: to the end."""
        ...

    def name_dossier(self, tray: str, said: str, *, scanned: bool = False) -> None:
        """*said* as typed, or as a hand scanner gave it (then only a form we know is a code: scans get cut short);
        empty takes it back. `WhyNot` when it names no dossier."""
        ...

    def choose_procedure(self, tray: str, procedure: str) -> None: ...

    def declare(self, tray: str, sheets: int | None) -> None: ...

    def accept(self, tray: str, seen: Sequence[str], despite: str) -> None:
        """Seal it; accepting twice is accepting once. *seen*: keys of the sides the clerk had before them,
        *despite*: their reason for what is open. `WhyNot` (``counter-sides-changed``, ``counter-scanner-at-work``, ``counter-nothing-scanned``)."""
        ...

    def discard(self, tray: str) -> None:
        """Give an open tray up: nothing is sent, its sides stay on this PC. Twice is once."""
        ...

    def adopt(self, stray: int, tray: str) -> None:
        """Put a stray paper at the end of an open tray."""
        ...

    def dismiss(self, stray: int) -> None:
        """It belongs to no tray; its bytes stay on this PC."""
        ...

    def reopen(self, tray: str) -> str:
        """A new open tray with the sides of one the centre refused."""
        ...

    def picture(self, tray: str, side: str, width: int) -> bytes:
        """The side as a JPEG not wider than *width*; replaced sides too."""
        ...

    def devices(self) -> tuple[Device, ...]: ...

    def look_for_devices(self) -> None:
        """Look again; `devices` and `revision` change when something is found."""
        ...

    @property
    def choice(self) -> Choice: ...

    def choose(self, choice: Choice) -> None: ...

    def scan(self, tray: str, instead_of: str = "") -> None:
        """Start the chosen scanner; pages arrive by themselves. `WhyNot` when none is chosen or it is at work."""
        ...

    def stop(self, tray: str) -> None: ...

    def procedures(self) -> tuple[tuple[str, str, str], ...]:
        """(code, name, lĩnh vực) of every checklist known here."""
        ...
