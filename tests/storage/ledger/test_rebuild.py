"""The ledger burnt down: the store alone gives it back."""

from collections.abc import Iterator

import pytest

from pipeline.errors import ConfigurationError, IntegrityError, TransientError
from pipeline.model.ids import Digest, DossierCode
from pipeline.model.paper import Lane, Outcome
from pipeline.model.work import BatchState, BatchStatus, OutboxState, VerdictKind
from storage.audit import check_chain, seal
from storage.ledger import SqlLedger
from storage.rebuild import rebuild
from storage.verify import verify
from tests.fakes.ledger import memory_ledger
from tests.fakes.store import MemoryStore
from tests.storage.ledger.day import ONE, UNSURE, Day, leave_unfinished, live_through
from tests.storage.ledger.papers import LEASE, at, filing, scan

UNFINISHED = {"b-fresh", "b-held", "b-sending"}


@pytest.fixture(params=["mem_ledger", "file_ledger", "postgres_ledger"])
def empty(request: pytest.FixtureRequest) -> SqlLedger:
    found: SqlLedger = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def burnt(store: MemoryStore) -> Iterator[SqlLedger]:
    """The ledger as it was."""
    ledger = memory_ledger()
    live_through(Day(store, ledger))
    yield ledger
    ledger.close()


def settled(ledger: SqlLedger) -> list[BatchStatus]:
    return [status for status in ledger.statuses() if status.id not in UNFINISHED]


def everything(ledger: SqlLedger) -> object:
    batches = [status.id for status in ledger.statuses()]
    return (
        list(ledger.statuses()),
        ledger.open_items(),
        ledger.items(),
        [ledger.verdicts(batch) for batch in batches],
        [ledger.head(code) for status in ledger.statuses() for code in status.dossiers],
        [ledger.message(item.key) for item in ledger.items()],
    )


def test_a_sealed_history_comes_back_digest_for_digest(store: MemoryStore, burnt: SqlLedger, empty: SqlLedger) -> None:
    """States, reasons, ages, questions, verdicts, heads, hand-backs, and the very chain; on any database."""
    seal(burnt, store)
    report = rebuild(store, empty, at(100))
    assert report.findings == ()
    assert (report.batches, report.dossiers, report.events) == (7, 2, len(list(burnt.events())))
    assert report.beyond_seal == 0
    assert everything(empty) == everything(burnt)
    ours, theirs = list(empty.events()), list(burnt.events())
    assert ours[:-1] == theirs
    assert ours[-1].name == "LedgerRebuilt"
    assert check_chain(ours) is None
    assert list(empty.unpublished()) == []
    assert verify(store, empty).findings == ()


def test_what_was_unfinished_is_ready_again(store: MemoryStore, burnt: SqlLedger, empty: SqlLedger) -> None:
    """Whoever held something under the old ledger is a stranger to the new one."""
    leave_unfinished(Day(store, burnt))
    seal(burnt, store)
    rebuild(store, empty, at(100))
    assert settled(empty) == settled(burnt)
    ready = empty.ready(Lane.LIVE, at(100), 99)
    assert set(ready) == {"b-fresh", "b-held"}
    held = empty.status(ready[ready.index("b-held")])
    assert held is not None
    assert (held.state, held.reason) == (BatchState.TAKEN_IN, "ledger-rebuilt")
    claim = empty.claim(held.id, "w2", at(101), LEASE)
    assert claim is not None
    assert claim.fence == 3
    assert "H26.77-0003" in [item.dossier for item in empty.due(at(100), 99)]


def test_what_came_after_the_last_seal_is_picked_up_from_the_records(
    store: MemoryStore, burnt: SqlLedger, empty: SqlLedger
) -> None:
    """No batch is forgotten, no side's outcome, no receipt: what arrived is not sent again."""
    seal(burnt, store)
    day = Day(store, burnt)
    leave_unfinished(day)
    newer = filing(DossierCode("H26.77-0009"))
    late = day.take_in("late", 50)
    day.run(late, 51, filings=[newer])
    day.arrive(newer, 52)
    day.publish()
    report = rebuild(store, empty, at(100))
    assert report.findings == ()
    assert report.beyond_seal == 4 + 2 + 1
    before, after = burnt.status(late.id), empty.status(late.id)
    assert before is not None
    assert after is not None
    assert (after.state, after.outcomes, after.documents) == (before.state, before.outcomes, before.documents)
    assert {i.key: i.state for i in empty.items() if i.state is OutboxState.ACCEPTED} == {
        i.key: i.state for i in burnt.items() if i.state is OutboxState.ACCEPTED
    }
    assert empty.head(newer.manifest.dossier) == (1, newer.digest)
    assert set(empty.ready(Lane.LIVE, at(100), 99)) == {"b-fresh", "b-held"}
    assert verify(store, empty).findings == ()


def test_without_any_seal_the_records_alone_are_enough(store: MemoryStore, burnt: SqlLedger, empty: SqlLedger) -> None:
    """Outcomes, heads and receipts come back; versions of a dossier in their order, whatever batch they came from."""
    report = rebuild(store, empty, at(100))
    assert report.findings == ()
    for before in burnt.statuses():
        after = empty.status(before.id)
        assert after is not None
        assert (after.sides, after.outcomes, after.documents) == (before.sides, before.outcomes, before.documents)
    assert empty.head(ONE) == burnt.head(ONE)
    done = empty.status(next(empty.statuses()).id)
    assert done is not None
    assert done.state is BatchState.CLOSED
    assert {i.key for i in empty.items() if i.state is OutboxState.ACCEPTED} == {
        i.key for i in burnt.items() if i.state is OutboxState.ACCEPTED
    }
    assert check_chain(empty.events()) is None
    assert verify(store, empty).findings == ()


def test_a_run_after_a_rebuild_never_takes_a_name_that_is_taken(
    store: MemoryStore, burnt: SqlLedger, empty: SqlLedger
) -> None:
    """Records are named by the run's number: the new ledger counts on from the highest in the store."""
    seal(burnt, store)
    day = Day(store, burnt)
    batch = day.take_in("counted", 50)
    for minute in (51, 61, 71):
        day.run(batch, minute, [Outcome.BLANK_KEPT] * 3)
        burnt.replay(batch.id, at(minute + 1))
    day.publish()
    del store.named[f"settlements/{batch.id}/000003.json"]
    rebuild(store, empty, at(100))
    resumed = Day(store, empty)
    resumed.run(batch, 101)
    resumed.publish()
    assert f"settlements/{batch.id}/000005.json" in store.named


def test_a_verdict_after_the_seal_starts_one_more_run(store: MemoryStore, burnt: SqlLedger, empty: SqlLedger) -> None:
    """Whether a run has seen it is not written anywhere; looking again does no harm, forgetting would."""
    seal(burnt, store)
    asked = next(status for status in burnt.statuses() if status.id == "b-asked")
    Day(store, burnt).decide(scan("asked", refused=1, minute=6), 60, (1,), VerdictKind.KIND)
    rebuild(store, empty, at(100))
    assert empty.verdicts(asked.id) == burnt.verdicts(asked.id)
    assert asked.id in empty.ready(Lane.LIVE, at(100), 99)


def test_a_rebuilt_ledger_can_be_rebuilt(store: MemoryStore, burnt: SqlLedger, empty: SqlLedger) -> None:
    """The rebuilding is an event like others."""
    leave_unfinished(Day(store, burnt))
    seal(burnt, store)
    second = memory_ledger()
    rebuild(store, second, at(100))
    seal(second, store)
    report = rebuild(store, empty, at(200))
    assert report.findings == ()
    assert everything(empty) == everything(second)


def test_a_lost_record_costs_what_it_held_and_is_said(store: MemoryStore, burnt: SqlLedger, empty: SqlLedger) -> None:
    """The chain stays whole, and the batch is read again rather than believed."""
    seal(burnt, store)
    lost = next(dict(e.facts)["record"] for e in burnt.events() if e.name == "BatchSettled" and e.subject == "b-again")
    del store.objects[Digest(lost)]
    del store.named["settlements/b-again/000002.json"]
    report = rebuild(store, empty, at(100))
    assert [f.reference for f in report.findings] == ["event-not-replayed"]
    assert list(empty.events())[:-1] == list(burnt.events())
    assert "b-again" in empty.ready(Lane.LIVE, at(100), 99)


def test_a_ledger_that_holds_something_is_not_filled(store: MemoryStore, burnt: SqlLedger) -> None:
    """Two histories in one ledger would be none."""
    with pytest.raises(ConfigurationError) as caught:
        rebuild(store, burnt, at(100))
    assert caught.value.reference == "ledger-not-empty"


def test_a_broken_seal_stops_the_rebuild_before_it_begins(
    store: MemoryStore, burnt: SqlLedger, empty: SqlLedger
) -> None:
    """A person looks first; the ledger stays empty."""
    (name,) = seal(burnt, store)
    store.named[name] = store.named[name].replace(b"412", b"413")
    with pytest.raises(IntegrityError):
        rebuild(store, empty, at(100))
    assert list(empty.events()) == []


def test_a_store_that_goes_away_leaves_the_ledger_empty(store: MemoryStore, burnt: SqlLedger, empty: SqlLedger) -> None:
    """Whole or not at all: half a ledger would look like a whole one."""
    seal(burnt, store)

    class Tired(MemoryStore):
        left = 3

        def get(self, digest: Digest) -> bytes:
            self.left -= 1
            if self.left < 0:
                raise TransientError("store-unreachable", "away")
            return super().get(digest)

    tired = Tired()
    tired.named, tired.objects = store.named, store.objects
    with pytest.raises(TransientError):
        rebuild(tired, empty, at(100))
    assert list(empty.events()) == []
    assert list(empty.statuses()) == []
    assert rebuild(store, empty, at(100)).findings == ()


def test_questions_keep_their_age(store: MemoryStore, burnt: SqlLedger, empty: SqlLedger) -> None:
    """A fire does not make anybody's waiting look shorter."""
    seal(burnt, store)
    rebuild(store, empty, at(100))
    item = next(item for item in empty.open_items() if item.reference == UNSURE[0])
    assert item.since == at(7.5)
