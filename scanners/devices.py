"""The seam between a scanner and whoever asks it for pages.

A scan is a stream: every side that arrived whole and decodes, one after the other, each a durable file of its own, then
exactly one `ScanEnd`. The end says *complete* only when the device itself vouches for the number of sides; anything else
is a failure with a name, and the sides got before it stay with the caller as a partial scan that a person decides about.
Nothing that a device says by closing a file or answering "200" is taken as proof: both were seen on pages cut in half.
"""

from collections.abc import Generator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Event
from typing import Final, Protocol

from pipeline.model.ids import Digest
from pipeline.model.paper import Colour


class Source(StrEnum):
    """Where the sheets lie (nguồn giấy)."""

    FLATBED = "flatbed"
    """Mặt kính: one side, placed by hand."""
    FEEDER = "adf"
    """Khay nạp giấy, front sides only."""
    DUPLEX = "duplex"
    """Khay nạp giấy, both sides: front and back of each sheet follow each other."""

    @property
    def feeds(self) -> bool:
        return self is not Source.FLATBED


class PaperSize(StrEnum):
    """The part of the bed that is scanned."""

    A3 = "a3"
    A4 = "a4"
    A5 = "a5"
    LETTER = "letter"
    LEGAL = "legal"
    CARD = "card"
    """An identity card (ISO 7810 ID-1) laid on the glass."""
    WHOLE = "whole"
    """Everything the device can reach."""

    @property
    def millimetres(self) -> tuple[float, float] | None:
        """Width and height, upright; None for `WHOLE`."""
        return _MILLIMETRES.get(self)


_MILLIMETRES: Final = {
    PaperSize.A3: (297.0, 420.0),
    PaperSize.A4: (210.0, 297.0),
    PaperSize.A5: (148.0, 210.0),
    PaperSize.LETTER: (215.9, 279.4),
    PaperSize.LEGAL: (215.9, 355.6),
    PaperSize.CARD: (85.6, 54.0),
}


@dataclass(frozen=True, slots=True)
class ScanJob:
    """What is asked of a scanner. The defaults are what NĐ 30/2020 asks for, with some room: colour, 300 dpi, A4."""

    source: Source = Source.FEEDER
    colour: Colour = Colour.COLOUR
    dpi: int = 300
    paper: PaperSize = PaperSize.A4

    def __post_init__(self) -> None:
        if not 50 <= self.dpi <= 1200:
            raise ValueError(f"dpi outside 50..1200: {self.dpi}")


@dataclass(frozen=True, slots=True)
class SourceAbility:
    """What one source of a device can do. Sizes in millimetres, 0 when the device does not say."""

    source: Source
    colours: frozenset[Colour]
    resolutions: tuple[int, ...]
    """Each dpi it knows, ascending; empty when `lowest`..`highest` counts instead."""
    lowest: int = 0
    highest: int = 0
    width: float = 0.0
    height: float = 0.0

    def nearest_dpi(self, wanted: int) -> int:
        """The lowest resolution not below *wanted*, else the highest there is. *wanted* itself when the device does not say."""
        if self.resolutions:
            return min((dpi for dpi in self.resolutions if dpi >= wanted), default=max(self.resolutions))
        if self.highest:
            return min(max(wanted, self.lowest), self.highest)
        return wanted


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a device says it can do."""

    model: str
    sources: tuple[SourceAbility, ...]
    formats: tuple[str, ...] = ()
    """Media types it can send."""

    def of(self, source: Source) -> SourceAbility | None:
        return next((ability for ability in self.sources if ability.source is source), None)


class Feeder(StrEnum):
    LOADED = "loaded"
    EMPTY = "empty"
    JAMMED = "jammed"
    OPEN = "open"
    UNKNOWN = "unknown"
    """There is no feeder, or it does not say."""


@dataclass(frozen=True, slots=True)
class Condition:
    """How a device stands right now, for the page to show; a scan does not depend on it.

    `reference` is empty when it can be asked to scan, else why not (one of `FAILURES`).
    """

    reference: str = ""
    feeder: Feeder = Feeder.UNKNOWN

    @property
    def ready(self) -> bool:
        return not self.reference


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """One durable file of a scan: whole, decoded once in full, and fsynced under its final name.

    `first` is the number of its first side in this scan, counted from 1 (a side that came damaged keeps its number, so a
    gap shows); `sides` how many are in it (a device may send several in one PDF).
    """

    path: Path
    digest: Digest
    size: int
    media_type: str
    first: int
    sides: int


@dataclass(frozen=True, slots=True)
class ScanFailure:
    """Why a scan is not complete: a stable reference (one of `FAILURES`), a sentence for the log without content, and the
    sides known to be missing or damaged, as numbers of this scan."""

    reference: str
    detail: str = ""
    sides: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanAlarm:
    """Something to look at although the scan may be complete: `reference` is one of `ALARMS`, `sides` of this scan."""

    reference: str
    sides: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanEnd:
    """The last word of a scan. Complete: the device vouches that these sides, and no others, came out of it."""

    files: tuple[ScannedFile, ...]
    used: ScanJob
    """What the device was really told (the nearest resolution it has)."""
    claimed: int | None = None
    """How many sides the device says it made; None when it does not say."""
    failure: ScanFailure | None = None
    alarms: tuple[ScanAlarm, ...] = ()

    def __post_init__(self) -> None:
        if self.failure is None and not self.files:
            raise ValueError("a scan without a side is never complete")

    @property
    def sides(self) -> int:
        return sum(file.sides for file in self.files)

    @property
    def complete(self) -> bool:
        return self.failure is None

    @property
    def partial(self) -> bool:
        """Some sides are here, but not proved to be all."""
        return not self.complete and bool(self.files)


ScanStream = Generator[ScannedFile | ScanEnd, None, None]
"""Files in the order of the feed, then one end."""


class Device(Protocol):
    """One scanner, however it is connected. Scans one job at a time; safe to use from any thread, not from several at once."""

    @property
    def name(self) -> str:
        """As configured: an address, or ``sane:`` and SANE's name."""
        ...

    def abilities(self) -> Abilities:
        """Ask the device. `TransientError` when it does not answer, `ConfigurationError` when it never will as configured."""
        ...

    def condition(self) -> Condition:
        """Ask how it stands. Never raises for what the device does or does not do."""
        ...

    def scan(self, job: ScanJob, folder: Path, stop: Event | None = None) -> ScanStream:
        """Scan into *folder* (made when absent; `ValueError` when it holds anything). Blocks between pages: use a thread.

        What the device does wrong is a `ScanFailure`, not an exception; `OSError` of *folder* itself is
        ``scan-folder-full`` or ``scan-folder-refuses``. Setting *stop*, or closing the iterator, ends the job at the
        device within seconds (``scan-cancelled``). A scan ends in bounded time whatever the device does.
        """
        ...


FAILURES: Final = frozenset(
    {
        # a person at the device
        "feeder-empty",
        "paper-jam",
        "cover-open",
        "double-feed-detected",
        "feeder-misfed",
        "scan-cancelled-at-device",
        "scan-cancelled",
        # the device
        "scanner-busy",
        "scanner-offline",
        "scanner-out-of-memory",
        "scanner-broken",
        "scan-aborted",
        "scan-stalled",
        "scan-too-large",
        # what arrived is not what was made
        "scan-page-damaged",
        "scan-incomplete",
        "scan-not-vouched",
        "scan-empty",
        # the operator
        "scanner-not-found",
        "scanner-refuses",
        "scanner-refuses-settings",
        "scanner-redirects",
        "scanner-certificate-unknown",
        "scanner-not-understood",
        "scan-program-missing",
        "scan-folder-full",
        "scan-folder-refuses",
    }
)
"""Every reason a scan may end with."""

ALARMS: Final = frozenset({"same-picture-again", "feeder-still-loaded", "scan-odd-sides"})
"""Every alarm a scan may carry."""
