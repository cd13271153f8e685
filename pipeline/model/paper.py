"""What arrives: files, the pages in them, and the batch (lô quét) they came as."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pipeline.model.ids import BatchId, BranchId, DeliveryId, Digest, DossierCode, StationId


class Lane(StrEnum):
    """Who is waiting: a citizen at the counter, or nobody."""

    LIVE = "live"
    BACKFILL = "backfill"


class Colour(StrEnum):
    COLOUR = "colour"
    GREY = "grey"
    BILEVEL = "bilevel"


class Outcome(StrEnum):
    """Where a scanned side ended. All but the last are final; the last says a person is asked."""

    ATTACHED = "attached"
    SEPARATOR = "separator"
    BLANK_KEPT = "blank-kept"
    QUARANTINED = "quarantined"
    REPLACED = "replaced-by-rescan"
    AWAITING_REVIEW = "awaiting-review"

    @property
    def final(self) -> bool:
        return self is not Outcome.AWAITING_REVIEW


@dataclass(frozen=True, slots=True)
class DeliveredFile:
    """A file still in the scanner's hands. Its name may name a person, so it stays out of `repr`."""

    path: Path = field(repr=False)
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a side lies in a delivery: the page `index` of its file number `file`, both counted from 0.

    `replaced`: the station scanned the side again; it is kept, and what was scanned in its place follows it.
    `set_aside`: a clerk says that the side belongs to no paper of the batch; it is kept too.
    """

    file: int
    index: int
    replaced: bool = False
    set_aside: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one station hands over at once, proved complete by the source that offers it."""

    id: DeliveryId
    branch: BranchId
    station: StationId
    lane: Lane
    dossier_hint: DossierCode | None
    declared_sheets: int | None
    files: tuple[DeliveredFile, ...]
    order: tuple[Place, ...] = ()
    """The sides in the order a person put them; a side it does not name comes after those it does. Empty: as in the files."""


@dataclass(frozen=True, slots=True)
class Deposit:
    """A delivered file, kept byte for byte under its digest."""

    digest: Digest
    size: int
    media_type: str
    name: str = field(repr=False)
    signed: bool = False
    """The file carries a digital signature (a signed PDF)."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One page image inside a file, as the decoder proved it.

    `digest` is over the decoded pixels with their size and resolution: the same picture in another wrapper
    is the same capture. `width` and `height` in pixels after EXIF orientation; `dpi` is 0 when nobody said.
    """

    index: int
    digest: Digest
    width: int
    height: int
    dpi: int
    colour: Colour
    blank: bool = False
    damage: str = ""
    """A reference when this one page could not be decoded although its file opened (then width = height = 0)."""


@dataclass(frozen=True, slots=True)
class Page:
    """A scanned side (mặt giấy) of a batch: `number` counts from 1 in the order of the feed."""

    number: int
    source: Digest
    """The deposit the page lies in."""
    capture: Capture


@dataclass(frozen=True, slots=True)
class RefusedSide:
    """A file that could not be opened takes one place in the batch, so that it is counted and named."""

    number: int
    source: Digest
    reference: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ScanBatch:
    """What one station delivered at once. Immutable; everything said about it stands beside it."""

    id: BatchId
    branch: BranchId
    station: StationId
    lane: Lane
    dossier_hint: DossierCode | None
    declared_sheets: int | None
    taken_in_at: datetime
    deposits: tuple[Deposit, ...]
    pages: tuple[Page, ...]
    refused: tuple[RefusedSide, ...]
    replaced: tuple[int, ...] = ()
    """Sides the station itself scanned again in this batch: kept, and part of no document."""
    set_aside: tuple[int, ...] = ()
    """Sides a clerk set aside at the station: kept, and part of no document."""

    def __post_init__(self) -> None:
        if self.taken_in_at.tzinfo is None:
            raise ValueError("taken_in_at has no time zone")
        numbers = sorted([p.number for p in self.pages] + [r.number for r in self.refused])
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError(f"batch {self.id}: sides are not numbered 1..n")

    @property
    def sides(self) -> int:
        return len(self.pages) + len(self.refused)

    @property
    def fed(self) -> int:
        """Sides that stand for a side of a sheet: without those that were scanned again or set aside."""
        return self.sides - len({*self.replaced, *self.set_aside})

    def page(self, number: int) -> Page:
        """The page with *number*; `KeyError` if it is refused or absent."""
        for page in self.pages:
            if page.number == number:
                return page
        raise KeyError(number)

    def deposit(self, digest: Digest) -> Deposit:
        for deposit in self.deposits:
            if deposit.digest == digest:
                return deposit
        raise KeyError(digest)
