"""What every ledger keeps (`pipeline.ports.Ledger`). A database joins by giving `ledger`."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from pipeline.errors import LostClaimError, RejectedInputError, TransientError
from pipeline.model.dossier import HandBack
from pipeline.model.ids import BatchId, Digest, DossierCode, digest_of
from pipeline.model.paper import Lane, Outcome, ScanBatch
from pipeline.model.work import BatchState, Claim, Filing, OutboxItem, OutboxState, VerdictKind, WaitingFor
from pipeline.ports import Ledger
from storage.audit import check_chain
from tests.contracts.quality import QualityDeskContract
from tests.storage.ledger.papers import (
    DOSSIER,
    LEASE,
    at,
    filing,
    receipt,
    record_of,
    scan,
    settlement,
    verdict,
)

Questions = Sequence[tuple[str, tuple[int, ...], WaitingFor]]
UNSURE = ("kind-unsure", (1, 2), WaitingFor.REVIEWER)
UNREAD = ("page-unreadable", (3,), WaitingFor.BRANCH)


def run(
    ledger: Ledger,
    batch: ScanBatch,
    minute: float,
    outcomes: Sequence[Outcome] | None = None,
    reviews: Questions = (),
    filings: Sequence[Filing] = (),
) -> Claim:
    """One whole run: claim and settle within the minute."""
    claim = ledger.claim(batch.id, "w1", at(minute), LEASE)
    assert claim is not None
    said = settlement(batch, outcomes, reviews, filings)
    ledger.settle(claim, said, at(minute + 0.5), record_of(said))
    return claim


def send(ledger: Ledger, key: str, minute: float) -> OutboxItem:
    item = ledger.begin(key, "s1", at(minute), LEASE)
    assert item is not None
    return item


def arrive(ledger: Ledger, key: str, minute: float) -> None:
    item = send(ledger, key, minute)
    ledger.accept(item, receipt(item), digest_of(key.encode()), at(minute + 0.5))


def where(ledger: Ledger, batch: ScanBatch) -> tuple[BatchState, WaitingFor, str]:
    status = ledger.status(batch.id)
    assert status is not None
    return status.state, status.waiting_for, status.reason


class BatchLedgerContract:
    """`pipeline.ports.BatchLedger`."""

    @pytest.fixture
    def ledger(self) -> Ledger:
        raise NotImplementedError

    def test_a_batch_taken_in_waits_for_a_worker_and_no_side_has_an_outcome_yet(self, ledger: Ledger) -> None:
        """Every side is counted from the first moment."""
        batch = scan("a", pages=3)
        ledger.open(batch, at(1))
        status = ledger.status(batch.id)
        assert status is not None
        assert (status.state, status.waiting_for, status.reason) == (
            BatchState.TAKEN_IN,
            WaitingFor.MACHINE,
            "waiting-for-worker",
        )
        assert (status.sides, status.outcomes, status.since, status.taken_in_at) == (3, (), at(1), at(0))

    def test_opening_twice_is_opening_once(self, ledger: Ledger) -> None:
        """A repeat changes nothing, not even the audit trail."""
        batch = scan("a")
        ledger.open(batch, at(0))
        before = list(ledger.statuses()), list(ledger.events())
        ledger.open(batch, at(9))
        assert (list(ledger.statuses()), list(ledger.events())) == before

    def test_an_unknown_batch_has_no_status(self, ledger: Ledger) -> None:
        """And nothing to claim; a person who names one is told so."""
        nobody = BatchId("b-nobody")
        assert ledger.status(nobody) is None
        assert ledger.claim(nobody, "w1", at(0), LEASE) is None
        with pytest.raises(RejectedInputError):
            ledger.replay(nobody, at(0))
        with pytest.raises(RejectedInputError):
            ledger.decide(verdict(scan("nobody"), 1))

    def test_a_refused_side_is_counted_and_its_branch_is_asked_at_once(self, ledger: Ledger) -> None:
        """A file that did not open is not a side less."""
        batch = scan("a", pages=2, refused=1)
        ledger.open(batch, at(0))
        status = ledger.status(batch.id)
        assert status is not None
        assert [(s.page, s.outcome, s.reason) for s in status.outcomes] == [(3, Outcome.QUARANTINED, "truncated-file")]
        assert status.state is BatchState.TAKEN_IN
        (item,) = ledger.open_items(batch.id)
        assert (item.reference, item.pages, item.waiting_for) == ("truncated-file", (3,), WaitingFor.BRANCH)

    def test_a_batch_of_refused_files_waits_for_its_branch_not_for_a_worker(self, ledger: Ledger) -> None:
        """Nothing can be read, so nobody is kept waiting; once the loss is accepted the batch closes."""
        batch = scan("a", pages=0, refused=2)
        ledger.open(batch, at(0))
        assert where(ledger, batch) == (BatchState.AWAITING_REVIEW, WaitingFor.BRANCH, "truncated-file")
        assert ledger.ready(Lane.LIVE, at(1), 9) == ()
        ledger.decide(verdict(batch, 2, pages=(1, 2), kind=VerdictKind.QUARANTINE))
        run(ledger, batch, 3)
        assert where(ledger, batch)[0] is BatchState.CLOSED

    def test_statuses_come_oldest_first(self, ledger: Ledger) -> None:
        """By when they were taken in, not by when the ledger heard of them."""
        for name, minute in (("c", 3), ("a", 1), ("b", 2)):
            ledger.open(scan(name, minute=minute), at(9))
        assert [status.id for status in ledger.statuses()] == ["b-a", "b-b", "b-c"]

    # ------------------------------------------------------------ turns

    def test_branches_take_turns_and_each_keeps_its_order(self, ledger: Ledger) -> None:
        """One branch that sends fifty batches does not make the others wait for fifty."""
        for n in range(3):
            ledger.open(scan(f"big{n}", branch="big", minute=n), at(0))
        ledger.open(scan("small0", branch="small", minute=7), at(0))
        ledger.open(scan("small1", branch="small", minute=8), at(0))
        expected = ("b-big0", "b-small0", "b-big1", "b-small1", "b-big2")
        assert ledger.ready(Lane.LIVE, at(9), 9) == expected
        assert ledger.ready(Lane.LIVE, at(9), 2) == expected[:2]

    def test_branches_take_turns_for_a_worker_that_asks_for_one_at_a_time(self, ledger: Ledger) -> None:
        """Turns are remembered between calls."""
        for n in range(3):
            ledger.open(scan(f"big{n}", branch="big", minute=n), at(0))
        ledger.open(scan("small0", branch="small", minute=7), at(0))
        served = []
        for minute in range(10, 14):
            (batch,) = ledger.ready(Lane.LIVE, at(minute), 1)
            ledger.claim(batch, "w1", at(minute), LEASE * 9)
            served.append(batch)
        assert served == ["b-big0", "b-small0", "b-big1", "b-big2"]

    def test_lanes_are_apart(self, ledger: Ledger) -> None:
        """Backfill never stands in the live queue."""
        ledger.open(scan("archive", lane=Lane.BACKFILL), at(0))
        assert ledger.ready(Lane.LIVE, at(1), 9) == ()
        assert ledger.ready(Lane.BACKFILL, at(1), 9) == ("b-archive",)

    # ------------------------------------------------------------ claims

    def test_a_claim_holds_until_its_lease_runs_out_and_the_next_wins(self, ledger: Ledger) -> None:
        """A dead worker keeps nobody waiting for ever; a late one is not heard."""
        batch = scan("a")
        ledger.open(batch, at(0))
        first = ledger.claim(batch.id, "w1", at(1), LEASE)
        assert first is not None
        assert (first.fence, first.attempt, first.lease_until) == (1, 1, at(6))
        assert where(ledger, batch) == (BatchState.DIGITIZING, WaitingFor.MACHINE, "being-digitized")
        assert ledger.claim(batch.id, "w2", at(5), LEASE) is None
        assert ledger.ready(Lane.LIVE, at(5), 9) == ()
        assert ledger.ready(Lane.LIVE, at(6), 9) == (batch.id,)
        second = ledger.claim(batch.id, "w2", at(6), LEASE)
        assert second is not None
        assert (second.fence, second.attempt) == (2, 2)
        said = settlement(batch)
        for late in (
            lambda: ledger.renew(first, at(7), LEASE),
            lambda: ledger.settle(first, said, at(7), record_of(said)),
            lambda: ledger.release(first, "store-unreachable", at(7), at(8)),
        ):
            with pytest.raises(LostClaimError):
                late()
        ledger.settle(second, said, at(8), record_of(said))
        assert where(ledger, batch)[0] is BatchState.CLOSED

    def test_a_renewed_lease_lasts_longer(self, ledger: Ledger) -> None:
        """As long as the worker says it lives; even late, when nobody took the batch since."""
        batch = scan("a")
        ledger.open(batch, at(0))
        claim = ledger.claim(batch.id, "w1", at(0), LEASE)
        assert claim is not None
        longer = ledger.renew(claim, at(4), LEASE)
        assert longer == replace(claim, lease_until=at(9))
        assert ledger.claim(batch.id, "w2", at(8), LEASE) is None
        assert ledger.renew(longer, at(20), LEASE).lease_until == at(25)

    def test_exactly_one_of_many_racing_workers_gets_the_batch(self, ledger: Ledger) -> None:
        """Two workers on one batch would be twice the work and half the truth."""
        racers = 8
        for n in range(3):
            batch = scan(f"race{n}")
            ledger.open(batch, at(0))
            start = Barrier(racers)

            def race(worker: int, batch: ScanBatch = batch, start: Barrier = start) -> Claim | None:
                start.wait()
                return ledger.claim(batch.id, f"w{worker}", at(1), LEASE)

            with ThreadPoolExecutor(racers) as pool:
                claims = [claim for claim in pool.map(race, range(racers)) if claim is not None]
            assert [claim.fence for claim in claims] == [1]

    def test_a_released_batch_is_ready_again_when_it_is_due(self, ledger: Ledger) -> None:
        """With the reason it waits for, and who acts."""
        batch = scan("a")
        ledger.open(batch, at(0))
        claim = ledger.claim(batch.id, "w1", at(1), LEASE)
        assert claim is not None
        ledger.release(claim, "store-unreachable", at(2), at(5))
        ledger.release(claim, "store-unreachable", at(2), at(5))
        status = ledger.status(batch.id)
        assert status is not None
        assert (status.state, status.waiting_for, status.reason, status.next_try_at) == (
            BatchState.TAKEN_IN,
            WaitingFor.MACHINE,
            "store-unreachable",
            at(5),
        )
        assert ledger.claim(batch.id, "w1", at(4), LEASE) is None
        again = ledger.claim(batch.id, "w1", at(5), LEASE)
        assert again is not None
        assert again.attempt == 2

    def test_a_batch_given_up_waits_for_an_operator_who_replays_it_from_zero(self, ledger: Ledger) -> None:
        """Stuck is said aloud, never retried by itself."""
        batch = scan("a")
        ledger.open(batch, at(0))
        claim = ledger.claim(batch.id, "w1", at(1), LEASE)
        assert claim is not None
        ledger.release(claim, "defect", at(2), None)
        assert where(ledger, batch) == (BatchState.STUCK, WaitingFor.OPERATOR, "defect")
        assert ledger.claim(batch.id, "w1", at(99), LEASE) is None
        ledger.replay(batch.id, at(100))
        assert where(ledger, batch) == (BatchState.TAKEN_IN, WaitingFor.MACHINE, "replayed")
        again = ledger.claim(batch.id, "w1", at(101), LEASE)
        assert again is not None
        assert (again.attempt, again.fence) == (1, 2)

    def test_a_reason_is_a_reference_never_free_text(self, ledger: Ledger) -> None:
        """Free text may hold a name; the refusal does not repeat it."""
        batch = scan("a")
        ledger.open(batch, at(0))
        claim = ledger.claim(batch.id, "w1", at(1), LEASE)
        assert claim is not None
        with pytest.raises(ValueError, match="reference") as caught:
            ledger.release(claim, "Nguyễn Văn A hỏng", at(2), None)
        assert "Nguyễn" not in str(caught.value)

    # ------------------------------------------------------------ settling

    def test_a_settled_batch_with_nothing_open_is_closed(self, ledger: Ledger) -> None:
        """Every side has a final outcome, nobody acts."""
        batch = scan("a", pages=2)
        ledger.open(batch, at(0))
        run(ledger, batch, 1, [Outcome.SEPARATOR, Outcome.BLANK_KEPT])
        status = ledger.status(batch.id)
        assert status is not None
        assert (status.state, status.waiting_for, status.since) == (BatchState.CLOSED, WaitingFor.NOBODY, at(1.5))
        assert [s.outcome for s in status.outcomes] == [Outcome.SEPARATOR, Outcome.BLANK_KEPT]
        assert status.documents == settlement(batch).documents
        assert ledger.claim(batch.id, "w1", at(2), LEASE) is None

    @pytest.mark.parametrize("pages", [(), (1,), (1, 2), (1, 2, 2), (1, 2, 3, 4), (0, 1, 2)])
    def test_outcomes_that_lose_or_double_a_side_are_refused(self, ledger: Ledger, pages: tuple[int, ...]) -> None:
        """Nothing of such a settlement is written."""
        batch = scan("a", pages=3)
        ledger.open(batch, at(0))
        claim = ledger.claim(batch.id, "w1", at(1), LEASE)
        assert claim is not None
        whole = settlement(batch)
        wrong = replace(whole, sides=tuple(replace(whole.sides[0], page=page) for page in pages))
        before = ledger.status(batch.id)
        with pytest.raises(ValueError, match="exactly once"):
            ledger.settle(claim, wrong, at(2), record_of(wrong))
        assert ledger.status(batch.id) == before

    def test_a_side_that_awaits_review_without_a_question_is_refused(self, ledger: Ledger) -> None:
        """It would wait for nobody, for ever."""
        batch = scan("a", pages=1)
        ledger.open(batch, at(0))
        with pytest.raises(ValueError, match="nobody is asked"):
            run(ledger, batch, 1, [Outcome.AWAITING_REVIEW])

    @pytest.mark.parametrize("question", [("x", (1,), WaitingFor.NOBODY), ("x", (9,), WaitingFor.REVIEWER)])
    def test_a_question_nobody_can_answer_is_refused(
        self, ledger: Ledger, question: tuple[str, tuple[int, ...], WaitingFor]
    ) -> None:
        """Asked of nobody, or about a page that is not there."""
        batch = scan("a", pages=1)
        ledger.open(batch, at(0))
        with pytest.raises(ValueError, match="question"):
            run(ledger, batch, 1, reviews=[question])

    def test_settling_twice_with_the_same_words_is_settling_once(self, ledger: Ledger) -> None:
        """The answer to a commit may get lost on the way; the worker asks again."""
        batch = scan("a")
        ledger.open(batch, at(0))
        claim = run(ledger, batch, 1, filings=[filing()])
        before = list(ledger.statuses()), list(ledger.events()), ledger.items()
        said = settlement(batch, filings=[filing()])
        ledger.settle(claim, said, at(5), record_of(said))
        assert (list(ledger.statuses()), list(ledger.events()), ledger.items()) == before
        other = settlement(batch, [Outcome.BLANK_KEPT] * 3)
        with pytest.raises(LostClaimError):
            ledger.settle(claim, other, at(5), record_of(other))

    # ------------------------------------------------------------ dossiers

    def test_filing_moves_the_head_and_queues_one_hand_back(self, ledger: Ledger) -> None:
        """The batch waits for the one-stop system until it has been read back."""
        batch, first = scan("a"), filing()
        ledger.open(batch, at(0))
        assert ledger.head(DOSSIER) is None
        run(ledger, batch, 1, filings=[first])
        assert ledger.head(DOSSIER) == (1, first.digest)
        assert where(ledger, batch) == (BatchState.HANDING_BACK, WaitingFor.ONE_STOP, "awaiting-hand-back")
        (item,) = ledger.due(at(2), 9)
        assert (item.key, item.version, item.state) == (first.message.key, 1, OutboxState.PENDING)
        assert ledger.message(item.key) == first.message
        with pytest.raises(KeyError):
            ledger.message("nothing")

    def test_a_filing_upon_an_old_head_moves_nothing_at_all(self, ledger: Ledger) -> None:
        """Somebody filed there meanwhile: the run files again, upon what is there now."""
        ours, theirs = scan("a"), scan("b", minute=1)
        ledger.open(ours, at(0))
        ledger.open(theirs, at(0))
        claim = ledger.claim(ours.id, "w1", at(1), LEASE)
        assert claim is not None
        run(ledger, theirs, 1, filings=[filing()])
        stale = settlement(ours, filings=[filing(previous=digest_of(b"older"))])
        before = ledger.status(ours.id), ledger.head(DOSSIER), ledger.items(), list(ledger.events())
        with pytest.raises(TransientError) as caught:
            ledger.settle(claim, stale, at(2), record_of(stale))
        assert caught.value.reference == "dossier-moved"
        assert (ledger.status(ours.id), ledger.head(DOSSIER), ledger.items(), list(ledger.events())) == before
        second = settlement(ours, filings=[filing(version=2, previous=filing().digest)])
        ledger.settle(claim, second, at(3), record_of(second))
        head = ledger.head(DOSSIER)
        assert head is not None
        assert head[0] == 2

    def test_filing_what_is_there_already_sends_nothing_again(self, ledger: Ledger) -> None:
        """A fresh run that comes to the same version is done at once."""
        batch = scan("a")
        ledger.open(batch, at(0))
        run(ledger, batch, 1, filings=[filing()])
        arrive(ledger, filing().message.key, 2)
        ledger.replay(batch.id, at(3))
        run(ledger, batch, 4, filings=[filing()])
        assert where(ledger, batch)[0] is BatchState.CLOSED
        assert len(ledger.items()) == 1


class ReviewDeskContract:
    """`pipeline.ports.ReviewDesk`."""

    @pytest.fixture
    def ledger(self) -> Ledger:
        raise NotImplementedError

    def test_open_questions_say_who_is_waited_for_and_why(self, ledger: Ledger) -> None:
        """The batch stands where its longest-waiting question stands."""
        batch = scan("a")
        ledger.open(batch, at(0))
        run(ledger, batch, 1, [Outcome.AWAITING_REVIEW] * 3, [UNSURE])
        assert where(ledger, batch) == (BatchState.AWAITING_REVIEW, WaitingFor.REVIEWER, "kind-unsure")
        (item,) = ledger.open_items()
        assert (item.batch, item.branch, item.pages, item.since) == (batch.id, batch.branch, (1, 2), at(1.5))

    def test_a_question_asked_again_keeps_its_age_and_an_unasked_one_is_withdrawn(self, ledger: Ledger) -> None:
        """A re-run does not make anybody's waiting look shorter."""
        batch = scan("a")
        ledger.open(batch, at(0))
        waiting = [Outcome.AWAITING_REVIEW] * 3
        run(ledger, batch, 1, waiting, [UNSURE])
        first = ledger.open_items(batch.id)
        ledger.replay(batch.id, at(10))
        run(ledger, batch, 11, waiting, [UNSURE, UNREAD])
        assert {i.reference: i.since for i in ledger.open_items(batch.id)} == {
            "kind-unsure": at(1.5),
            "page-unreadable": at(11.5),
        }
        assert first[0] in ledger.open_items(batch.id)
        status = ledger.status(batch.id)
        assert status is not None
        assert status.since == at(1.5)
        ledger.replay(batch.id, at(20))
        run(ledger, batch, 21, waiting, [UNREAD])
        assert [i.reference for i in ledger.open_items(batch.id)] == ["page-unreadable"]

    def test_a_verdict_makes_the_batch_ready_and_the_same_one_twice_is_one(self, ledger: Ledger) -> None:
        """A decision is a fact that starts a new run."""
        batch = scan("a")
        ledger.open(batch, at(0))
        run(ledger, batch, 1, [Outcome.AWAITING_REVIEW] * 3, [UNSURE])
        said = verdict(batch, 5, (1, 2), VerdictKind.KIND, "birth-certificate")
        ledger.decide(said)
        assert where(ledger, batch) == (BatchState.TAKEN_IN, WaitingFor.MACHINE, "verdict-given")
        claim = run(ledger, batch, 6)
        assert claim.attempt == 1
        ledger.decide(said)
        assert where(ledger, batch)[0] is BatchState.CLOSED
        assert ledger.verdicts(batch.id) == (said,)

    def test_verdicts_come_in_the_order_they_were_given(self, ledger: Ledger) -> None:
        """Later ones may correct earlier ones, whatever the clocks said."""
        batch = scan("a")
        ledger.open(batch, at(0))
        said = [verdict(batch, minute, kind=VerdictKind.KIND, value=str(minute)) for minute in (5, 3, 4)]
        for one in said:
            ledger.decide(one)
        assert ledger.verdicts(batch.id) == tuple(said)

    def test_a_verdict_that_comes_while_the_batch_is_held_starts_another_run(self, ledger: Ledger) -> None:
        """The run that holds it may have looked before the person spoke."""
        batch = scan("a")
        ledger.open(batch, at(0))
        claim = ledger.claim(batch.id, "w1", at(1), LEASE)
        assert claim is not None
        ledger.decide(verdict(batch, 2))
        assert where(ledger, batch)[0] is BatchState.DIGITIZING
        said = settlement(batch)
        ledger.settle(claim, said, at(3), record_of(said))
        assert where(ledger, batch) == (BatchState.TAKEN_IN, WaitingFor.MACHINE, "verdict-given")
        run(ledger, batch, 4)
        assert where(ledger, batch)[0] is BatchState.CLOSED

    def test_a_verdict_that_comes_while_a_failing_run_holds_the_batch_is_not_lost(self, ledger: Ledger) -> None:
        """Giving up for good forgets that a person has just spoken; so it is not for good."""
        batch = scan("a")
        ledger.open(batch, at(0))
        claim = ledger.claim(batch.id, "w1", at(1), LEASE)
        assert claim is not None
        ledger.decide(verdict(batch, 2))
        ledger.release(claim, "defect", at(3), None)
        assert ledger.ready(Lane.LIVE, at(3), 9) == (batch.id,)

    def test_a_correction_reopens_a_closed_batch(self, ledger: Ledger) -> None:
        """A decision can be taken back without scanning again."""
        batch = scan("a")
        ledger.open(batch, at(0))
        run(ledger, batch, 1)
        ledger.decide(verdict(batch, 2, kind=VerdictKind.SPLIT))
        assert ledger.ready(Lane.LIVE, at(3), 9) == (batch.id,)


class OutboxContract:
    """`pipeline.ports.Outbox`."""

    @pytest.fixture
    def ledger(self) -> Ledger:
        raise NotImplementedError

    @pytest.fixture
    def filed(self, ledger: Ledger) -> tuple[ScanBatch, str]:
        """A batch that waits for its hand-back, and the hand-back's key."""
        batch = scan("a")
        ledger.open(batch, at(0))
        run(ledger, batch, 1, filings=[filing()])
        return batch, filing().message.key

    def test_an_accepted_hand_back_closes_its_batch(self, ledger: Ledger, filed: tuple[ScanBatch, str]) -> None:
        """Closed means read back; saying it twice is saying it once."""
        batch, key = filed
        item = send(ledger, key, 2)
        assert where(ledger, batch) == (BatchState.HANDING_BACK, WaitingFor.ONE_STOP, "being-handed-back")
        for _ in range(2):
            ledger.accept(item, receipt(item), digest_of(b"receipt"), at(3))
        assert where(ledger, batch)[0] is BatchState.CLOSED
        assert ledger.due(at(99), 9) == ()
        assert ledger.begin(key, "s2", at(99), LEASE) is None

    def test_a_hand_back_in_one_hand_is_not_in_another(self, ledger: Ledger, filed: tuple[ScanBatch, str]) -> None:
        """Until the lease runs out; then the late sender is not heard."""
        _, key = filed
        late = send(ledger, key, 2)
        assert ledger.due(at(6), 9) == ()
        assert ledger.begin(key, "s2", at(6), LEASE) is None
        assert [item.key for item in ledger.due(at(7), 9)] == [key]
        newer = send(ledger, key, 7)
        assert (newer.fence, newer.attempt) == (2, 2)
        with pytest.raises(LostClaimError):
            ledger.accept(late, receipt(late), digest_of(b"late"), at(8))
        with pytest.raises(LostClaimError):
            ledger.fail(late, "one-stop-unreachable", at(8), at(9))
        ledger.accept(newer, receipt(newer), digest_of(b"newer"), at(8))

    def test_a_failed_hand_back_waits_with_its_reason_until_it_is_due(
        self, ledger: Ledger, filed: tuple[ScanBatch, str]
    ) -> None:
        """The batch says the same: for whom, why, and when it is tried again."""
        batch, key = filed
        item = send(ledger, key, 2)
        for _ in range(2):
            ledger.fail(item, "one-stop-unreachable", at(3), at(8))
        status = ledger.status(batch.id)
        assert status is not None
        assert (status.waiting_for, status.reason, status.next_try_at, status.since) == (
            WaitingFor.ONE_STOP,
            "one-stop-unreachable",
            at(8),
            at(1.5),
        )
        assert ledger.due(at(7), 9) == ()
        assert ledger.begin(key, "s1", at(7), LEASE) is None
        arrive(ledger, key, 8)
        assert where(ledger, batch)[0] is BatchState.CLOSED

    def test_a_dead_letter_waits_for_an_operator_who_revives_it(
        self, ledger: Ledger, filed: tuple[ScanBatch, str]
    ) -> None:
        """Nothing is given up in silence."""
        batch, key = filed
        ledger.fail(send(ledger, key, 2), "dossier-closed", at(3), None)
        assert where(ledger, batch) == (BatchState.HANDING_BACK, WaitingFor.OPERATOR, "dossier-closed")
        assert ledger.due(at(99), 9) == ()
        ledger.revive(key, at(100))
        ledger.revive(key, at(101))
        assert where(ledger, batch) == (BatchState.HANDING_BACK, WaitingFor.ONE_STOP, "replayed")
        (item,) = ledger.due(at(102), 9)
        assert item.attempt == 0
        arrive(ledger, key, 103)
        assert where(ledger, batch)[0] is BatchState.CLOSED
        with pytest.raises(RejectedInputError):
            ledger.revive("nothing", at(104))

    def test_versions_of_one_dossier_never_overtake(self, ledger: Ledger, filed: tuple[ScanBatch, str]) -> None:
        """While the older one is on its way the newer one waits; it goes when the older has arrived."""
        _, key = filed
        item = send(ledger, key, 2)
        later = scan("b", minute=3)
        ledger.open(later, at(3))
        second = filing(version=2, previous=filing().digest)
        run(ledger, later, 3, filings=[second])
        assert ledger.due(at(4), 9) == ()
        assert ledger.begin(second.message.key, "s2", at(4), LEASE) is None
        ledger.accept(item, receipt(item), digest_of(b"receipt"), at(5))
        assert [due.key for due in ledger.due(at(6), 9)] == [second.message.key]

    def test_a_failed_version_gives_way_to_the_newer_one_behind_it(
        self, ledger: Ledger, filed: tuple[ScanBatch, str]
    ) -> None:
        """The newer message carries everything; nobody waits for the older one to be tried again."""
        _, key = filed
        item = send(ledger, key, 2)
        later, second = scan("b", minute=3), filing(version=2, previous=filing().digest)
        ledger.open(later, at(3))
        run(ledger, later, 3, filings=[second])
        ledger.fail(item, "one-stop-unreachable", at(4), at(90))
        assert [due.key for due in ledger.due(at(4), 9)] == [second.message.key]

    def test_a_superseded_hand_back_keeps_its_batch_open_until_the_newer_one_arrived(
        self, ledger: Ledger, filed: tuple[ScanBatch, str]
    ) -> None:
        """Its papers travel in the newer message: until that is read back, they have not arrived."""
        batch, key = filed
        later, second = scan("b", minute=3), filing(version=2, previous=filing().digest)
        ledger.open(later, at(3))
        run(ledger, later, 3, filings=[second])
        assert {item.key: item.state for item in ledger.items()} == {
            key: OutboxState.SUPERSEDED,
            second.message.key: OutboxState.PENDING,
        }
        assert where(ledger, batch)[0] is BatchState.HANDING_BACK
        ledger.fail(send(ledger, second.message.key, 5), "dossier-closed", at(6), None)
        assert where(ledger, batch) == (BatchState.HANDING_BACK, WaitingFor.OPERATOR, "dossier-closed")
        ledger.revive(second.message.key, at(7))
        arrive(ledger, second.message.key, 8)
        assert where(ledger, batch)[0] is BatchState.CLOSED
        assert where(ledger, later)[0] is BatchState.CLOSED

    def test_what_a_superseded_message_withdrew_is_withdrawn_by_the_next(self, ledger: Ledger) -> None:
        """Otherwise a corrected paper would stay in the wrong dossier because its correction was overtaken."""
        digests: list[Digest] = []
        for version, withdrawn in ((1, ()), (2, ("e-wrong",)), (3, ())):
            batch = scan(f"v{version}", minute=version)
            ledger.open(batch, at(version))
            plain = filing(version=version, previous=digests[-1] if digests else None)
            digests.append(plain.digest)
            message: HandBack = replace(plain.message, withdrawn=withdrawn)
            run(ledger, batch, version, filings=[replace(plain, message=message)])
            if version == 1:
                arrive(ledger, message.key, 1.6)
        (due,) = ledger.due(at(9), 9)
        assert ledger.message(due.key).withdrawn == ("e-wrong",)
        arrive(ledger, due.key, 10)

    def test_a_verdict_meanwhile_is_not_closed_over_by_a_receipt(
        self, ledger: Ledger, filed: tuple[ScanBatch, str]
    ) -> None:
        """The receipt ends the hand-back, not the run a person has asked for."""
        batch, key = filed
        item = send(ledger, key, 2)
        ledger.decide(verdict(batch, 2.2))
        ledger.accept(item, receipt(item), digest_of(b"receipt"), at(3))
        assert where(ledger, batch)[0] is BatchState.TAKEN_IN

    def test_a_receipt_for_another_hand_back_is_refused(self, ledger: Ledger, filed: tuple[ScanBatch, str]) -> None:
        """A mix-up is a defect, not a delivery."""
        _, key = filed
        item = send(ledger, key, 2)
        with pytest.raises(ValueError, match="another"):
            ledger.accept(item, replace(receipt(item), key="other"), digest_of(b"x"), at(3))

    def test_live_work_goes_out_first(self, ledger: Ledger) -> None:
        """A citizen waits at the counter; an archive does not."""
        for name, lane in (("archive", Lane.BACKFILL), ("live", Lane.LIVE)):
            batch = scan(name, lane=lane)
            ledger.open(batch, at(0))
            run(ledger, batch, 1, filings=[filing(DossierCode(name))])
        assert [item.dossier for item in ledger.due(at(2), 9)] == ["live", "archive"]
        assert [item.dossier for item in ledger.due(at(2), 9, BatchId("b-archive"))] == ["archive"]


class AuditTrailContract:
    """`pipeline.ports.AuditTrail` and `Publications`."""

    @pytest.fixture
    def ledger(self) -> Ledger:
        raise NotImplementedError

    def test_every_change_is_an_event_and_the_chain_holds(self, ledger: Ledger) -> None:
        """Numbered from one without a gap, each carrying the digest of the one before."""
        batch = scan("a", refused=1)
        ledger.open(batch, at(0))
        run(ledger, batch, 1, filings=[filing()], reviews=[("truncated-file", (4,), WaitingFor.BRANCH)])
        ledger.append("PageRead", batch.id, {"page": 3, "words": 412}, at(2))
        arrive(ledger, filing().message.key, 3)
        ledger.decide(verdict(batch, 4, (4,), VerdictKind.QUARANTINE))
        events = list(ledger.events())
        assert [event.name for event in events] == [
            "BatchTakenIn",
            "BatchClaimed",
            "HandBackQueued",
            "BatchSettled",
            "PageRead",
            "HandBackBegun",
            "HandBackAccepted",
            "VerdictGiven",
        ]
        assert check_chain(events) is None
        assert events[4].facts == (("page", "3"), ("words", "412"))
        assert list(ledger.events(after=6)) == events[6:]

    def test_events_hold_ids_and_counts_only(self, ledger: Ledger) -> None:
        """No dossier code, no person, no verdict's value stands in the trail."""
        batch = scan("a", hint=DOSSIER)
        ledger.open(batch, at(0))
        run(ledger, batch, 1, filings=[filing()])
        ledger.decide(verdict(batch, 2, kind=VerdictKind.DOSSIER, value="H26.77-SECRET"))
        told = " ".join(f"{event.subject} {event.facts}" for event in ledger.events())
        for private in (DOSSIER, "SECRET", "clerk-7", "Đơn"):
            assert private not in told

    def test_nobody_else_states_the_ledgers_own_events(self, ledger: Ledger) -> None:
        """A forged receipt in the trail would look like a delivery."""
        with pytest.raises(ValueError, match="itself"):
            ledger.append("HandBackAccepted", "key", {}, at(0))

    def test_writers_at_once_make_one_chain(self, ledger: Ledger) -> None:
        """However many workers speak, the trail has one order."""
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(lambda n: ledger.append("PageRead", f"p{n}", {"words": n}, at(n)), range(30)))
        events = list(ledger.events())
        assert check_chain(events) is None
        assert {event.subject for event in events} == {f"p{n}" for n in range(30)}

    def test_what_was_decided_waits_for_its_name_in_the_store(self, ledger: Ledger) -> None:
        """Settlement, proposal, manifest and receipt; each until it is said to be published."""
        batch = scan("a")
        ledger.open(batch, at(0))
        run(ledger, batch, 1, filings=[filing()])
        arrive(ledger, filing().message.key, 2)
        waiting = dict(ledger.unpublished())
        said = settlement(batch, filings=[filing()])
        assert waiting[f"settlements/{batch.id}/000001.json"] == record_of(said)
        assert waiting[f"proposals/{batch.id}/000001.json"] == said.proposal
        assert waiting[f"receipts/{filing().message.key}.json"] == digest_of(filing().message.key.encode())
        assert filing().digest in waiting.values()
        assert not any(DOSSIER in name for name in waiting)
        for name in waiting:
            ledger.published(name)
            ledger.published(name)
        assert list(ledger.unpublished()) == []


class LedgerContract(BatchLedgerContract, ReviewDeskContract, OutboxContract, QualityDeskContract, AuditTrailContract):
    """All of `pipeline.ports.Ledger`."""
