"""What the station knows, as finished values: batches (khay), sides, what start-up found, how the sending stands."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pipeline.model.faults import Fault
from pipeline.model.ids import Digest, DossierCode
from pipeline.model.paper import Lane


class BatchState(StrEnum):
    OPEN = "open"
    """The clerk works on it; its files travel already."""
    SEALED = "sealed"
    """Accepted: nothing about it changes any more."""
    SENT = "sent"
    """The centre has every file and the manifest."""
    RECEIVED = "received"
    """The centre signed for it, and the signature was checked."""
    FORGOTTEN = "forgotten"
    """Received, and the copies here were let go after the days of grace."""
    REFUSED = "refused"
    """The centre refuses it for good; everything is kept, a person acts."""
    DISCARDED = "discarded"
    """The clerk gave it up before sealing it; everything is kept."""


class SideState(StrEnum):
    STANDING = "standing"
    REPLACED = "replaced"
    """Scanned again; kept, and part of no document."""
    SET_ASIDE = "set-aside"
    """The clerk says that it belongs to no paper of the batch; kept too."""


class LinkState(StrEnum):
    """How we stand with the centre."""

    NEVER = "never"
    UP = "up"
    DOWN = "down"
    REVOKED = "revoked"
    NOT_LET_IN = "not-let-in"


@dataclass(frozen=True, slots=True)
class Batch:
    """Papers a clerk put together. `sequence` grows by one for each batch of the station; clocks decide no order.

    `bytes_sent` counts what the centre has of the standing files; `version` is the station's when it last changed.
    """

    id: str
    sequence: int
    state: BatchState
    lane: Lane
    dossier: DossierCode | None = field(repr=False)
    declared_sheets: int | None
    source: str
    opened_at: datetime
    sealed_at: datetime | None
    received_at: datetime | None
    receipt_id: str | None
    """The centre's own id of the batch, from its receipt."""
    reason: str
    hint: str
    sides: int
    files: int
    bytes: int
    bytes_sent: int
    unexamined: int
    version: int

    @property
    def waiting_for(self) -> str:
        """``clerk``, ``centre``, ``link`` or ``nobody``: who acts next."""
        match self.state:
            case BatchState.OPEN | BatchState.REFUSED:
                return "clerk"
            case BatchState.SEALED:
                return "link"
            case BatchState.SENT:
                return "centre"
            case _:
                return "nobody"


@dataclass(frozen=True, slots=True)
class Side:
    """One scanned side. `position` counts all sides of the batch, `number` (trang n) those that stand."""

    id: int
    batch: str
    position: int
    number: int | None
    state: SideState
    reason: str
    replaces: int | None
    replaced_by: int | None
    digest: Digest
    index: int
    pages: int | None
    media_type: str
    size: int
    name: str = field(repr=False)
    device: str
    kept_at: datetime
    twin_of: int | None
    """An earlier side of this batch with the very same bytes: flagged, never dropped."""
    seen_before: bool
    """The same bytes lie in another batch of this station: a sheet may belong to two dossiers."""
    examined: bool
    damage: str
    width: int
    height: int
    dpi: int
    colour: str
    faults: tuple[Fault, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What the judge found on one page of a file."""

    pages: int
    index: int
    width: int
    height: int
    dpi: int
    colour: str
    damage: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a start found that no account explains: named, kept, and settled by a person."""

    id: int
    reference: str
    batch: str | None
    side: int | None
    digest: Digest | None
    size: int
    found_at: datetime


class JobState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Job:
    """One scan into a batch; what it kept stays whatever becomes of it."""

    id: str
    batch: str
    device: str
    state: JobState
    pages: int
    reference: str
    hint: str
    started_at: datetime
    ended_at: datetime | None
    alarms: tuple[str, ...] = ()
    """Something to look at although it ended well: the same picture twice, sheets left in the feeder, an odd number of sides."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a version."""

    version: int
    batches: tuple[str, ...]
    status: bool
    devices: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the centre has not signed for yet."""

    batches: int
    files: int
    bytes: int
    """Still to be sent."""
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class Link:
    """How the sending stands. `clock_offset`: the centre's time less ours, in seconds."""

    state: LinkState = LinkState.NEVER
    reason: str = ""
    since: datetime | None = None
    next_try_at: datetime | None = None
    bytes_per_second: float | None = None
    eta_seconds: float | None = None
    eta_reason: str = ""
    clock_offset: float | None = None


@dataclass(frozen=True, slots=True)
class Status:
    version: int
    station: str
    accepting: bool
    reason: str
    free_bytes: int
    floor_bytes: int
    oldest_at: datetime | None
    alarms: tuple[str, ...]
    waiting_batches: int
    waiting_files: int
    waiting_bytes: int
    link: LinkState
    link_reason: str
    link_since: datetime | None
    next_try_at: datetime | None
    bytes_per_second: float | None
    eta_seconds: float | None
    eta_reason: str
    clock_offset: float | None
    findings: int
    jobs: int
