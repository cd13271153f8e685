"""The state of work: what the ledger remembers about batches, reviews and hand-backs."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pipeline.model.dossier import HandBack, Manifest
from pipeline.model.ids import BatchId, BranchId, Digest, DossierCode, KindCode
from pipeline.model.paper import Lane, Outcome, ScanBatch
from pipeline.model.quality import Drawn, Judged, ReuseMark


class BatchState(StrEnum):
    TAKEN_IN = "taken-in"
    """Ready for a run: nobody holds it."""
    DIGITIZING = "digitizing"
    """Held by a claim with a lease."""
    AWAITING_REVIEW = "awaiting-review"
    HANDING_BACK = "handing-back"
    STUCK = "stuck"
    """Attempts are used up; an operator acts, then replays."""
    CLOSED = "closed"
    """Every side has a final outcome and every hand-back was read back."""


class WaitingFor(StrEnum):
    """Who acts next."""

    MACHINE = "machine"
    BRANCH = "branch"
    REVIEWER = "reviewer"
    OPERATOR = "operator"
    ONE_STOP = "one-stop"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to write about a batch until `lease_until`. A later claim has a higher `fence` and wins."""

    batch: BatchId
    worker: str
    fence: int
    attempt: int
    lease_until: datetime


@dataclass(frozen=True, slots=True)
class SideOutcome:
    page: int
    outcome: Outcome
    reason: str = ""


class VerdictKind(StrEnum):
    """What a person may decide about a review item."""

    DOSSIER = "dossier"
    """`value` is the dossier code the pages belong to."""
    KIND = "kind"
    """`value` is the kind of paper."""
    COMPONENT = "component"
    """`value` is the component the paper goes under."""
    ACCEPT = "accept"
    """The proposal is right as it stands."""
    SPLIT = "split"
    """A new document begins at the first of the pages."""
    JOIN = "join"
    """The pages are one document."""
    BLANK = "blank"
    QUARANTINE = "quarantine"
    REPLACED = "replaced"
    """A rescan took the pages' place; `value` is the batch it came in."""
    FIELD = "field"
    """A person's value for a field of the document with these pages: `value` is ``name=value``."""
    CHECKED = "checked"
    """A sample was looked at: `value` lists what is wrong (``document``, names of fields), empty when nothing is."""
    SIGNED = "signed"
    """The officer's signed copy of the document with these pages came back and was found right: `value` is its digest."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's decision: a fact that starts a new run."""

    batch: BatchId
    pages: tuple[int, ...]
    kind: VerdictKind
    value: str = field(repr=False)
    by: str
    at: datetime


AT_THE_STATION = "station"
"""Who decided where the station itself did."""


def said_at_the_station(batch: ScanBatch) -> tuple[Verdict, ...]:
    """What the clerk decided while scanning: sides scanned again, sides set aside. Later verdicts may take it back."""
    said = ((VerdictKind.REPLACED, batch.replaced), (VerdictKind.QUARANTINE, batch.set_aside))
    return tuple(
        Verdict(batch.id, (number,), kind, str(batch.id), AT_THE_STATION, batch.taken_in_at)
        for kind, numbers in said
        for number in numbers
    )


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One question to a person. `id` is stable over re-runs that ask the same."""

    id: str
    batch: BatchId
    branch: BranchId
    pages: tuple[int, ...]
    reference: str
    waiting_for: WaitingFor
    since: datetime


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What a list may show of a document: no field values."""

    pages: tuple[int, ...]
    kind: KindCode
    title: str
    confidence: float
    outcome: Outcome
    dossier: DossierCode | None


@dataclass(frozen=True, slots=True)
class Filing:
    """A dossier version about to be written, with the head it was built upon (compare-and-set)."""

    manifest: Manifest
    digest: Digest
    message: HandBack


@dataclass(frozen=True, slots=True)
class Settlement:
    """Everything one run says about a batch, written in one transaction."""

    batch: BatchId
    proposal: Digest
    sides: tuple[SideOutcome, ...]
    documents: tuple[DocumentSummary, ...]
    reviews: tuple[tuple[str, tuple[int, ...], WaitingFor], ...]
    """(reference, pages, who acts) for each question."""
    filings: tuple[Filing, ...]
    judged: tuple[Judged, ...] = ()
    """What people have said so far of the machine's own claims about the batch."""
    drawn: tuple[Drawn, ...] = ()
    """Papers filed without a person that are looked at afterwards; the batch does not wait for them."""
    reusable: tuple[ReuseMark, ...] = ()
    """Papers filed by the batch that may serve their owner again."""


@dataclass(frozen=True, slots=True)
class BatchStatus:
    """Where a batch is: since when, waiting for whom, why."""

    id: BatchId
    branch: BranchId
    lane: Lane
    state: BatchState
    waiting_for: WaitingFor
    reason: str
    since: datetime
    taken_in_at: datetime
    attempt: int
    sides: int
    outcomes: tuple[SideOutcome, ...]
    documents: tuple[DocumentSummary, ...]
    dossiers: tuple[DossierCode, ...]
    lease_until: datetime | None = None
    next_try_at: datetime | None = None


class OutboxState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    ACCEPTED = "accepted"
    DEAD = "dead-letter"
    SUPERSEDED = "superseded"
    """A newer version of the same dossier was accepted, or queued, in its place."""


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A hand-back on its way."""

    key: str
    dossier: DossierCode
    batch: BatchId
    manifest: Digest
    version: int
    state: OutboxState
    attempt: int
    fence: int
    reason: str
    since: datetime
    next_try_at: datetime | None


@dataclass(frozen=True, slots=True)
class Event:
    """A past-tense fact: ids and counts only. `digest` covers the event and `previous`."""

    sequence: int
    at: datetime
    name: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    previous: Digest
    digest: Digest
