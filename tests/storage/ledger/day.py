"""A day's work on a real store and ledger: every kind of thing that can happen to a batch happens to one."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model.documents import Proposal
from pipeline.model.dossier import HandBackReceipt
from pipeline.model.ids import DossierCode, digest_of
from pipeline.model.paper import Outcome, ScanBatch
from pipeline.model.work import Claim, Filing, OutboxItem, VerdictKind, WaitingFor
from pipeline.names import batch_name, verdict_name
from pipeline.ports import Ledger, Store
from pipeline.stages.hand_back import publish
from storage.codec import JsonCodec
from tests.contracts.ledger import Questions
from tests.storage.ledger.papers import (
    LEASE,
    MANIFESTS,
    SETTLEMENTS,
    at,
    filing,
    receipt,
    scan,
    settlement,
    verdict,
)

SCANS = JsonCodec(ScanBatch)
PROPOSALS = JsonCodec(Proposal)
RECEIPTS = JsonCodec(HandBackReceipt)

ONE, TWO = DossierCode("H26.77-0001"), DossierCode("H26.77-0002")
UNSURE = ("kind-unsure", (1,), WaitingFor.REVIEWER)
TORN = ("truncated-file", (4,), WaitingFor.BRANCH)


class Day:
    """Does what the stages do: bytes into the store first, then the ledger."""

    def __init__(self, store: Store, ledger: Ledger) -> None:
        self.store = store
        self.ledger = ledger

    def take_in(self, name: str, minute: float, pages: int = 3, refused: int = 0) -> ScanBatch:
        batch = scan(name, pages=pages, refused=refused, minute=minute)
        self.store.put(f"scan {name}".encode())
        self.store.record(batch_name(batch.id), SCANS.encode(batch))
        self.ledger.open(batch, at(minute))
        return batch

    def claim(self, batch: ScanBatch, minute: float) -> Claim:
        claim = self.ledger.claim(batch.id, "w1", at(minute), LEASE)
        assert claim is not None
        return claim

    def run(
        self,
        batch: ScanBatch,
        minute: float,
        outcomes: Sequence[Outcome] | None = None,
        reviews: Questions = (),
        filings: Sequence[Filing] = (),
    ) -> None:
        claim = self.claim(batch, minute)
        for one in filings:
            self.store.put(MANIFESTS.encode(one.manifest))
        proposal = self.store.put(PROPOSALS.encode(Proposal(batch.id, (), (), ())))
        said = replace(settlement(batch, outcomes, reviews, filings), proposal=proposal)
        self.ledger.settle(claim, said, at(minute + 0.5), self.store.put(SETTLEMENTS.encode(said)))

    def send(self, one: Filing, minute: float) -> OutboxItem:
        item = self.ledger.begin(one.message.key, "s1", at(minute), LEASE)
        assert item is not None
        return item

    def arrive(self, one: Filing, minute: float) -> None:
        item = self.send(one, minute)
        said = receipt(item, minute)
        self.ledger.accept(item, said, self.store.put(RECEIPTS.encode(said)), at(minute))

    def decide(self, batch: ScanBatch, minute: float, pages: tuple[int, ...], kind: VerdictKind) -> None:
        said = verdict(batch, minute, pages, kind)
        blob = JsonCodec(type(said)).encode(said)
        self.store.record(verdict_name(batch.id, digest_of(blob)), blob)
        self.ledger.decide(said)

    def publish(self) -> None:
        publish(self.ledger, self.store)


def live_through(day: Day) -> None:
    """Closed, waiting for each kind of person, stuck, on its way, failing, dead, superseded; all named in the store."""
    first, third = filing(ONE), filing(TWO)
    second = filing(ONE, 2, first.digest)
    done = day.take_in("done", 0)
    day.run(done, 1, filings=[first])
    day.arrive(first, 2)
    more = day.take_in("more", 3)
    day.run(more, 4, filings=[second])
    day.ledger.fail(day.send(second, 5), "one-stop-unreachable", at(5.5), at(20))
    asked = day.take_in("asked", 6, refused=1)
    day.run(asked, 7, [Outcome.AWAITING_REVIEW, Outcome.ATTACHED, Outcome.BLANK_KEPT], [UNSURE, TORN])
    day.decide(asked, 8, (4,), VerdictKind.QUARANTINE)
    day.run(asked, 9, [Outcome.AWAITING_REVIEW, Outcome.ATTACHED, Outcome.BLANK_KEPT], [UNSURE])
    refused = day.take_in("refused", 10, pages=0, refused=2)
    assert refused.pages == ()
    dead = day.take_in("dead", 11)
    day.run(dead, 12, filings=[third])
    day.ledger.fail(day.send(third, 13), "dossier-closed", at(13.5), None)
    stuck = day.take_in("stuck", 14)
    day.ledger.release(day.claim(stuck, 15), "defect", at(16), None)
    again = day.take_in("again", 17)
    day.claim(again, 17.5)
    day.run(again, 30, [Outcome.SEPARATOR] * 3)
    day.ledger.append("PageRead", again.id, {"page": 1, "words": 412}, at(31))
    day.publish()


def leave_unfinished(day: Day) -> None:
    """One batch waits for a worker, one is held, one hand-back is being sent."""
    day.take_in("fresh", 40)
    held = day.take_in("held", 41)
    day.claim(held, 42)
    fourth = filing(DossierCode("H26.77-0003"))
    sending = day.take_in("sending", 43)
    day.run(sending, 44, filings=[fourth])
    day.send(fourth, 45)
    day.publish()
