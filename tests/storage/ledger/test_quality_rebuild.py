"""Samples, outcomes, recalls and marks come back from the store alone."""

from dataclasses import replace

from pipeline.model.documents import Proposal
from pipeline.model.ids import DossierCode
from pipeline.model.paper import ScanBatch
from pipeline.model.work import VerdictKind
from storage.audit import seal
from storage.ledger import SqlLedger
from storage.rebuild import rebuild
from storage.verify import verify
from tests.contracts.quality import DRAWN, WRONG, mark
from tests.fakes.ledger import memory_ledger
from tests.fakes.store import MemoryStore
from tests.storage.ledger.day import PROPOSALS, Day
from tests.storage.ledger.papers import MANIFESTS, SETTLEMENTS, at, filing, settlement


def drawn_and_filed(day: Day, name: str, minute: float) -> ScanBatch:
    """A batch whose paper is filed, judged in one field, drawn, and marked for reuse."""
    batch = day.take_in(name, minute)
    claim = day.claim(batch, minute + 1)
    filed = filing(DossierCode(f"H26.77-{name}"))
    day.store.put(MANIFESTS.encode(filed.manifest))
    proposal = day.store.put(PROPOSALS.encode(Proposal(batch.id, (), (), ())))
    marks = (mark("k1", f"e-{name}", filed.manifest.dossier),)
    plain = replace(settlement(batch, filings=[filed]), proposal=proposal)
    said = replace(plain, judged=(WRONG,), drawn=(DRAWN,), reusable=marks)
    day.ledger.settle(claim, said, at(minute + 2), day.store.put(SETTLEMENTS.encode(said)))
    return batch


def everything(ledger: SqlLedger) -> object:
    recalls = [ledger.recalls(status.id) for status in ledger.statuses()]
    return ledger.samples(), ledger.outcomes(), recalls, ledger.reusable("k1"), list(ledger.statuses())


def a_day(store: MemoryStore) -> SqlLedger:
    """One paper found wrong at the desk and called back, one sample still waiting."""
    day = Day(store, memory_ledger())
    one = drawn_and_filed(day, "one", 0)
    drawn_and_filed(day, "two", 10)
    day.decide(one, 20, (1, 2, 3), VerdictKind.CHECKED)
    day.ledger.recall(one.id, (1, 2, 3), at(21))
    day.publish()
    assert isinstance(day.ledger, SqlLedger)
    return day.ledger


def test_a_sealed_history_brings_them_back_as_they_were() -> None:
    """The same samples with the same age and answer, and the same events."""
    store, fresh = MemoryStore(), memory_ledger()
    burnt = a_day(store)
    seal(burnt, store)
    report = rebuild(store, fresh, at(100))
    assert report.findings == ()
    assert everything(fresh) == everything(burnt)
    assert list(fresh.events())[:-1] == list(burnt.events())
    assert verify(store, fresh).findings == ()


def test_without_a_seal_samples_and_answers_come_back_from_the_records() -> None:
    """A recall that left no record is found again by whoever looks at the outcomes."""
    store, fresh = MemoryStore(), memory_ledger()
    burnt = a_day(store)
    report = rebuild(store, fresh, at(100))
    assert report.findings == ()
    before, after = burnt.samples(), fresh.samples()
    assert sorted((s.id, s.answered, s.wrong) for s in after) == sorted((s.id, s.answered, s.wrong) for s in before)
    assert set(fresh.outcomes()) == set(burnt.outcomes())
    assert {m.entry_id for m in fresh.reusable("k1")} == {m.entry_id for m in burnt.reusable("k1")}
