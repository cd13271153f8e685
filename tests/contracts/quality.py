"""What every ledger keeps of the machine's own answers (`pipeline.ports.QualityDesk`)."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.errors import RejectedInputError
from pipeline.model.ids import BatchId, BranchId, Digest, DossierCode, KindCode, digest_of
from pipeline.model.paper import Outcome as SideEnd
from pipeline.model.paper import ScanBatch
from pipeline.model.quality import DOCUMENT, Claim, Drawn, Judged, ReuseMark
from pipeline.model.work import BatchState, Filing, Settlement, VerdictKind, WaitingFor
from pipeline.ports import Ledger
from tests.storage.ledger.papers import LEASE, at, filing, record_of, scan, settlement, verdict

KIND = KindCode("birth-certificate")
PAPER = Claim(DOCUMENT, 0.001, automatic=True)
BIRTH = Claim("birth_date", 0.002, automatic=True)
DRAWN = Drawn((1, 2, 3), KIND, (PAPER, BIRTH))
WRONG = Judged((1, 2, 3), KIND, BIRTH, right=False)


def settle(ledger: Ledger, batch: ScanBatch, minute: float, said: Settlement) -> None:
    """One whole run that says *said*."""
    claim = ledger.claim(batch.id, "w1", at(minute), LEASE)
    assert claim is not None
    ledger.settle(claim, said, at(minute), record_of(said))


def run(
    ledger: Ledger,
    batch: ScanBatch,
    minute: float,
    judged: Sequence[Judged] = (),
    drawn: Sequence[Drawn] = (),
    outcomes: Sequence[SideEnd] | None = None,
    filings: Sequence[Filing] = (),
    reusable: Sequence[ReuseMark] = (),
) -> None:
    plain = settlement(batch, outcomes, filings=filings)
    settle(ledger, batch, minute, replace(plain, judged=tuple(judged), drawn=tuple(drawn), reusable=tuple(reusable)))


def mark(owner: str, entry: str, dossier: DossierCode) -> ReuseMark:
    return ReuseMark(owner, f"p-{entry}", KIND, digest_of(dossier.encode()), entry, "2027-01-31")


class QualityDeskContract:
    """`pipeline.ports.QualityDesk`."""

    @pytest.fixture
    def ledger(self) -> Ledger:
        raise NotImplementedError

    def test_a_waiting_sample_does_not_hold_its_batch(self, ledger: Ledger) -> None:
        """The batch closes; the sample says for whom it waits and since when."""
        batch = scan("a")
        ledger.open(batch, at(0))
        run(ledger, batch, 1, drawn=[DRAWN])
        status = ledger.status(batch.id)
        assert status is not None
        assert status.state is BatchState.CLOSED
        (sample,) = ledger.samples()
        assert (sample.batch, sample.branch, sample.drawn) == (batch.id, "q1", DRAWN)
        assert (sample.since, sample.waiting_for, sample.answered) == (at(1), WaitingFor.REVIEWER, False)
        assert ledger.open_items() == ()
        assert ledger.outcomes() == ()

    def test_an_answer_judges_every_claim_and_asks_for_no_run(self, ledger: Ledger) -> None:
        """What is right instead is another verdict's to say."""
        batch = scan("a")
        ledger.open(batch, at(0))
        run(ledger, batch, 1, drawn=[DRAWN])
        said = verdict(batch, 5, (1, 2, 3), VerdictKind.CHECKED, "birth_date")
        ledger.decide(said)
        ledger.decide(said)
        (sample,) = ledger.samples(BranchId("q1"))
        assert (sample.waiting_for, sample.wrong) == (WaitingFor.NOBODY, ("birth_date",))
        judged = {(one.judged.claim.subject, one.judged.right, one.sampled) for one in ledger.outcomes()}
        assert judged == {(DOCUMENT, True, True), ("birth_date", False, True)}
        status = ledger.status(batch.id)
        assert status is not None
        assert status.state is BatchState.CLOSED
        assert ledger.samples(BranchId("elsewhere")) == ()
        assert ledger.outcomes(BranchId("elsewhere")) == ()

    def test_the_last_answer_about_a_sample_counts(self, ledger: Ledger) -> None:
        """A slip of the hand can be taken back."""
        batch = scan("a")
        ledger.open(batch, at(0))
        run(ledger, batch, 1, drawn=[DRAWN])
        ledger.decide(verdict(batch, 5, (1, 2, 3), VerdictKind.CHECKED, "birth_date"))
        ledger.decide(verdict(batch, 6, (1, 2, 3), VerdictKind.CHECKED, ""))
        assert all(one.judged.right for one in ledger.outcomes())

    def test_of_a_paper_taken_for_another_the_fields_say_nothing(self, ledger: Ledger) -> None:
        """They were read from a paper nobody asked about."""
        batch = scan("a")
        ledger.open(batch, at(0))
        run(ledger, batch, 1, drawn=[DRAWN])
        ledger.decide(verdict(batch, 5, (1, 2, 3), VerdictKind.CHECKED, DOCUMENT))
        assert [(o.judged.claim.subject, o.judged.right) for o in ledger.outcomes()] == [(DOCUMENT, False)]

    def test_a_run_made_again_draws_nothing_twice_and_keeps_the_age(self, ledger: Ledger) -> None:
        """Asked once, waiting since then."""
        batch = scan("a")
        ledger.open(batch, at(0))
        run(ledger, batch, 1, drawn=[DRAWN])
        ledger.replay(batch.id, at(9))
        run(ledger, batch, 10, drawn=[DRAWN])
        assert [sample.since for sample in ledger.samples()] == [at(1)]

    def test_a_sample_of_a_paper_no_longer_filed_so_is_withdrawn(self, ledger: Ledger) -> None:
        """Nobody is asked about what is not there; an answer once given stays."""
        batch = scan("a")
        ledger.open(batch, at(0))
        run(ledger, batch, 1, drawn=[DRAWN, replace(DRAWN, pages=(1,))])
        assert len(ledger.samples()) == 2
        ledger.replay(batch.id, at(2))
        run(ledger, batch, 3)
        assert [sample.drawn.pages for sample in ledger.samples()] == [(1, 2, 3)]

    def test_outcomes_are_those_of_the_newest_run(self, ledger: Ledger) -> None:
        """A verdict taken back takes its outcome back."""
        batch = scan("a")
        ledger.open(batch, at(0))
        run(ledger, batch, 1, judged=[WRONG])
        assert [(o.branch, o.judged, o.sampled) for o in ledger.outcomes()] == [("q1", WRONG, False)]
        ledger.replay(batch.id, at(2))
        run(ledger, batch, 3, judged=[replace(WRONG, right=True)])
        assert [o.judged.right for o in ledger.outcomes()] == [True]

    def test_a_claim_judged_both_ways_counts_once_as_the_sample(self, ledger: Ledger) -> None:
        """A correction that follows from a sample is not a second error."""
        batch = scan("a")
        ledger.open(batch, at(0))
        run(ledger, batch, 1, judged=[WRONG], drawn=[DRAWN])
        ledger.decide(verdict(batch, 5, (1, 2, 3), VerdictKind.CHECKED, "birth_date"))
        told = [(o.judged.claim.subject, o.sampled) for o in ledger.outcomes()]
        assert sorted(told) == [("birth_date", True), (DOCUMENT, True)]

    def test_a_recalled_paper_makes_its_batch_ready_once(self, ledger: Ledger) -> None:
        """Called back twice is called back once; the reason is said."""
        batch = scan("a")
        ledger.open(batch, at(0))
        run(ledger, batch, 1)
        assert ledger.recall(batch.id, (1, 2, 3), at(2))
        status = ledger.status(batch.id)
        assert status is not None
        assert (status.state, status.reason) == (BatchState.TAKEN_IN, "paper-recalled")
        run(ledger, batch, 3)
        assert not ledger.recall(batch.id, (1, 2, 3), at(4))
        (called,) = ledger.recalls(batch.id)
        assert (called.pages, called.since) == ((1, 2, 3), at(2))
        closed = ledger.status(batch.id)
        assert closed is not None
        assert closed.state is BatchState.CLOSED
        with pytest.raises(RejectedInputError):
            ledger.recall(BatchId("b-nobody"), (1,), at(5))

    def test_papers_to_use_again_are_found_by_their_owners_key_alone(self, ledger: Ledger) -> None:
        """Marks of a dossier are said anew with each of its versions, and stay when none is made."""
        batch, first = scan("a"), filing()
        ledger.open(batch, at(0))
        dossier = first.manifest.dossier
        run(ledger, batch, 1, filings=[first], reusable=[mark("k1", "e1", dossier), mark("k2", "e2", dossier)])
        assert [found.entry_id for found in ledger.reusable("k1")] == ["e1"]
        assert ledger.reusable("k3") == ()
        ledger.replay(batch.id, at(2))
        run(ledger, batch, 3)
        assert [found.entry_id for found in ledger.reusable("k1")] == ["e1"]
        ledger.replay(batch.id, at(4))
        run(ledger, batch, 5, filings=[filing(version=2, previous=Digest(first.digest))])
        assert ledger.reusable("k1") == ()
