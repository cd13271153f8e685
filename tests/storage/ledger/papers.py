"""Batches, settlements and verdicts for the ledger's tests: say only what the test is about."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from pipeline.model.dossier import FileOffer, HandBack, HandBackReceipt, Manifest
from pipeline.model.ids import (
    BatchId,
    BranchId,
    ComponentCode,
    Digest,
    DossierCode,
    KindCode,
    ProcedureCode,
    StationId,
    digest_of,
)
from pipeline.model.paper import Capture, Colour, Deposit, Lane, Outcome, Page, RefusedSide, ScanBatch
from pipeline.model.work import (
    DocumentSummary,
    Filing,
    OutboxItem,
    Settlement,
    SideOutcome,
    Verdict,
    VerdictKind,
    WaitingFor,
)
from storage.codec import JsonCodec

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LEASE = timedelta(minutes=5)
DOSSIER = DossierCode("H26.77-260302-0001")

MANIFESTS = JsonCodec(Manifest)
SETTLEMENTS = JsonCodec(Settlement)


def at(minutes: float) -> datetime:
    """Minutes after the tests' day began."""
    return START + timedelta(minutes=minutes)


def scan(
    name: str,
    pages: int = 3,
    refused: int = 0,
    branch: str = "q1",
    lane: Lane = Lane.LIVE,
    minute: float = 0,
    hint: DossierCode | None = None,
) -> ScanBatch:
    """A batch of *pages* readable sides followed by *refused* ones."""
    deposit = Deposit(digest_of(f"scan {name}".encode()), 100, "application/pdf", name="scan.pdf")
    capture = [Capture(i, digest_of(f"{name} pixels {i}".encode()), 1654, 2339, 200, Colour.GREY) for i in range(pages)]
    return ScanBatch(
        id=BatchId(f"b-{name}"),
        branch=BranchId(branch),
        station=StationId(f"{branch}-s1"),
        lane=lane,
        dossier_hint=hint,
        declared_sheets=None,
        taken_in_at=at(minute),
        deposits=(deposit,),
        pages=tuple(Page(i + 1, deposit.digest, capture[i]) for i in range(pages)),
        refused=tuple(RefusedSide(pages + 1 + i, deposit.digest, "truncated-file") for i in range(refused)),
    )


def filing(dossier: DossierCode = DOSSIER, version: int = 1, previous: Digest | None = None) -> Filing:
    """A version of *dossier* and its hand-back, without entries: the ledger looks at heads only."""
    manifest = Manifest(dossier, ProcedureCode("2.000815"), version, previous, ())
    digest = digest_of(MANIFESTS.encode(manifest))
    offer = FileOffer("e1", ComponentCode("c1"), "Đơn", "don-1.pdf", digest, 10, "Đơn đề nghị")
    return Filing(manifest, digest, HandBack(dossier, manifest.procedure, digest, version, (offer,)))


def settlement(
    batch: ScanBatch,
    outcomes: Sequence[Outcome] | None = None,
    reviews: Sequence[tuple[str, tuple[int, ...], WaitingFor]] = (),
    filings: Sequence[Filing] = (),
) -> Settlement:
    """All readable sides attached unless said otherwise; refused ones quarantined."""
    said = list(outcomes or [Outcome.ATTACHED] * len(batch.pages))
    said += [Outcome.QUARANTINED] * (batch.sides - len(said))
    document = DocumentSummary(
        tuple(page.number for page in batch.pages),
        KindCode("application-form"),
        "Đơn đề nghị",
        0.1 + 0.2,
        Outcome.ATTACHED,
        DOSSIER if filings else None,
    )
    return Settlement(
        batch=batch.id,
        proposal=digest_of(f"proposal {batch.id}".encode()),
        sides=tuple(SideOutcome(n, outcome) for n, outcome in enumerate(said, start=1)),
        documents=(document,) if batch.pages else (),
        reviews=tuple(reviews),
        filings=tuple(filings),
    )


def record_of(what: Settlement) -> Digest:
    """The digest under which the stage keeps a settlement."""
    return digest_of(SETTLEMENTS.encode(what))


def verdict(
    batch: ScanBatch,
    minute: float,
    pages: tuple[int, ...] = (1,),
    kind: VerdictKind = VerdictKind.ACCEPT,
    value: str = "",
) -> Verdict:
    return Verdict(batch.id, pages, kind, value, "clerk-7", at(minute))


def receipt(item: OutboxItem, minute: float = 0) -> HandBackReceipt:
    return HandBackReceipt(item.key, "sync", at(minute), (("e1", "4711"),), already_there=False)
