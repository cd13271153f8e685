"""Whatever happens in whatever order: every side is counted, and nothing waits in silence."""

from collections import Counter
from datetime import timedelta

import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pipeline.errors import LostClaimError, TransientError
from pipeline.model.ids import Digest, DossierCode, digest_of
from pipeline.model.paper import Lane, Outcome, ScanBatch
from pipeline.model.work import BatchState, Claim, Filing, OutboxItem, OutboxState, VerdictKind, WaitingFor
from storage.audit import check_chain
from storage.ledger.tables import batches, sides
from tests.fakes.ledger import memory_ledger
from tests.storage.ledger.papers import at, filing, receipt, record_of, scan, settlement, verdict

SCANS = {
    name: scan(name, pages=pages, refused=refused, branch=branch, minute=n)
    for n, (name, pages, refused, branch) in enumerate([("a", 3, 0, "q1"), ("b", 2, 1, "q1"), ("c", 0, 2, "q2")])
}
DOSSIERS = [DossierCode("d1"), DossierCode("d2")]
FINAL = [outcome for outcome in Outcome if outcome.final]
MINUTES = st.integers(0, 12)


class AnyOrder(RuleBasedStateMachine):
    """Workers, senders, clerks and operators, all at once and each at the wrong moment."""

    @initialize()
    def begin(self) -> None:
        self.ledger = memory_ledger()
        self.minute = 0.0
        self.claims: list[Claim] = []
        self.sending: list[OutboxItem] = []

    @property
    def now(self) -> float:
        self.minute += 0.01
        return self.minute

    @rule(minutes=MINUTES)
    def time_passes(self, minutes: int) -> None:
        self.minute += minutes

    @rule(name=st.sampled_from(sorted(SCANS)))
    def take_in(self, name: str) -> None:
        self.ledger.open(SCANS[name], at(self.now))

    @rule(lease=st.integers(1, 9))
    def claim_next(self, lease: int) -> None:
        for batch in self.ledger.ready(Lane.LIVE, at(self.minute), 1):
            claim = self.ledger.claim(batch, f"w{lease}", at(self.minute), timedelta(minutes=lease))
            assert claim is not None, "what is ready can be claimed"
            self.claims.append(claim)

    @precondition(lambda self: self.claims)
    @rule(data=st.data(), file=st.sampled_from([None, *DOSSIERS]), stale=st.booleans())
    def settle(self, data: st.DataObject, file: DossierCode | None, stale: bool) -> None:
        claim = data.draw(st.sampled_from(self.claims))
        batch = next(batch for batch in SCANS.values() if batch.id == claim.batch)
        said = settlement(batch, *self._some_outcomes(data, batch), self._some_filing(file, stale))
        try:
            self.ledger.settle(claim, said, at(self.now), record_of(said))
        except LostClaimError:
            self.claims.remove(claim)
        except TransientError as error:
            assert (error.reference, stale) == ("dossier-moved", True)  # noqa: PT017 - a rule, not a test

    def _some_outcomes(
        self, data: st.DataObject, batch: ScanBatch
    ) -> tuple[list[Outcome], list[tuple[str, tuple[int, ...], WaitingFor]]]:
        outcomes = data.draw(
            st.lists(st.sampled_from([*FINAL, Outcome.AWAITING_REVIEW]), min_size=batch.sides, max_size=batch.sides)
        )
        waiting = tuple(n for n, o in enumerate(outcomes, start=1) if not o.final)
        return outcomes, [("kind-unsure", waiting, WaitingFor.REVIEWER)] if waiting else []

    def _some_filing(self, dossier: DossierCode | None, stale: bool) -> list[Filing]:
        if dossier is None:
            return []
        version, digest = self.ledger.head(dossier) or (0, None)
        return [filing(dossier, version + 1, Digest("f" * 64) if stale else digest)]

    @precondition(lambda self: self.claims)
    @rule(data=st.data(), wait=st.sampled_from([None, 1, 5]))
    def release(self, data: st.DataObject, wait: int | None) -> None:
        claim = data.draw(st.sampled_from(self.claims))
        try:
            again = None if wait is None else at(self.minute + wait)
            self.ledger.release(claim, "store-unreachable", at(self.now), again)
        except LostClaimError:
            self.claims.remove(claim)

    @rule(name=st.sampled_from(sorted(SCANS)), kind=st.sampled_from(list(VerdictKind)))
    def decide(self, name: str, kind: VerdictKind) -> None:
        if self.ledger.status(SCANS[name].id) is not None:
            self.ledger.decide(verdict(SCANS[name], self.now, kind=kind))

    @rule(name=st.sampled_from(sorted(SCANS)))
    def replay(self, name: str) -> None:
        if self.ledger.status(SCANS[name].id) is not None:
            self.ledger.replay(SCANS[name].id, at(self.now))

    @rule(lease=st.integers(1, 9))
    def begin_sending(self, lease: int) -> None:
        for due in self.ledger.due(at(self.minute), 1):
            item = self.ledger.begin(due.key, "s", at(self.minute), timedelta(minutes=lease))
            assert item is not None, "what is due can be begun"
            self.sending.append(item)

    @precondition(lambda self: self.sending)
    @rule(data=st.data(), how=st.sampled_from(["accept", "later", "never"]))
    def sent(self, data: st.DataObject, how: str) -> None:
        item = data.draw(st.sampled_from(self.sending))
        self.sending.remove(item)
        try:
            if how == "accept":
                self.ledger.accept(item, receipt(item), digest_of(item.key.encode()), at(self.now))
            else:
                again = at(self.minute + 3) if how == "later" else None
                self.ledger.fail(item, "one-stop-unreachable", at(self.now), again)
        except LostClaimError:
            return

    @rule()
    def revive(self) -> None:
        for item in self.ledger.items():
            if item.state is OutboxState.DEAD:
                self.ledger.revive(item.key, at(self.now))

    # ------------------------------------------------------------ the laws

    @invariant()
    def every_side_is_counted(self) -> None:
        """Counters, side rows and statuses agree, and add up to what was scanned."""
        if not hasattr(self, "ledger"):
            return
        with self.ledger.rebuilding() as inside:
            rows = inside.connection.execute(sa.select(batches)).all()
            counted = Counter(inside.connection.scalars(sa.select(sides.c.batch)))
        for row in rows:
            scanned = next(batch for batch in SCANS.values() if batch.id == row.id)
            parts = row.attached + row.separators + row.blanks + row.quarantined + row.replaced + row.waiting
            assert parts == row.sides == scanned.sides == counted[row.id]

    @invariant()
    def nothing_waits_in_silence(self) -> None:
        """Who, since when and why, unless it is closed; and closed means final and arrived."""
        if not hasattr(self, "ledger"):
            return
        letters = self.ledger.items()
        for status in self.ledger.statuses():
            if status.state is not BatchState.CLOSED:
                assert status.waiting_for is not WaitingFor.NOBODY
                assert status.reason
                assert status.since >= at(0)
                continue
            assert all(side.outcome.final for side in status.outcomes)
            assert len(status.outcomes) == status.sides
            for letter in letters:
                if letter.batch == status.id:
                    arrived = {
                        i.version for i in letters if i.dossier == letter.dossier and i.state is OutboxState.ACCEPTED
                    }
                    assert max(arrived, default=0) >= letter.version

    @invariant()
    def versions_go_out_in_order(self) -> None:
        """Never two versions of one dossier in flight, and none before an older one that is still open."""
        if not hasattr(self, "ledger"):
            return
        flying = Counter(item.dossier for item in self.ledger.items() if item.state is OutboxState.SENDING)
        assert all(count == 1 for count in flying.values())

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            assert check_chain(self.ledger.events()) is None
            self.ledger.close()


AnyOrder.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestAnyOrder = AnyOrder.TestCase
