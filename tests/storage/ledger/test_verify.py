"""Verification: a sound house has no findings, and each damage is found where it was done."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from pipeline.errors import TransientError
from pipeline.model.ids import Digest, digest_of, shelf_key
from storage.audit import seal
from storage.ledger import SqlLedger
from storage.ledger.chain import GENESIS, adopt, event_digest
from storage.verify import verify
from tests.fakes.ledger import memory_ledger
from tests.fakes.store import MemoryStore
from tests.storage.ledger.day import ONE, Day, leave_unfinished, live_through
from tests.storage.ledger.papers import filing

Damage = Callable[[MemoryStore, SqlLedger], str]
"""Does the damage, says where it must be found."""


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def ledger(store: MemoryStore) -> SqlLedger:
    ledger = memory_ledger()
    day = Day(store, ledger)
    live_through(day)
    seal(ledger, store)
    leave_unfinished(day)
    return ledger


def _sql(ledger: SqlLedger, *statements: str) -> None:
    with ledger.rebuilding() as inside:
        for statement in statements:
            inside.connection.execute(sa.text(statement))


def _name(store: MemoryStore, beginning: str) -> str:
    return next(name for name in sorted(store.named) if name.startswith(beginning))


def test_a_sound_house_has_no_findings(store: MemoryStore, ledger: SqlLedger) -> None:
    """Whatever state its batches are in; and it is said how much was looked at."""
    said: list[tuple[str, int]] = []
    report = verify(store, ledger, lambda what, count: said.append((what, count)))
    assert report.findings == ()
    assert report.sound
    assert (report.batches, report.events) == (10, len(list(ledger.events())))
    assert report.objects >= 10
    assert {what for what, _ in said} == {"events", "objects", "records", "batches"}


def lose_an_original(store: MemoryStore, ledger: SqlLedger) -> str:
    del store.objects[digest_of(b"scan done")]
    return f"object-missing: {digest_of(b'scan done')} (batches/b-done.json)"


def flip_a_bit_of_an_original(store: MemoryStore, ledger: SqlLedger) -> str:
    store.objects[digest_of(b"scan done")] = b"scan dona"
    return f"object-damaged: {digest_of(b'scan done')} (batches/b-done.json)"


def change_an_account(store: MemoryStore, ledger: SqlLedger) -> str:
    name = "batches/b-done.json"
    store.named[name] = store.named[name].replace(b'"q1"', b'"q2"')
    return "record-changed: batches/b-done.json (event 1)"


def lose_an_account(store: MemoryStore, ledger: SqlLedger) -> str:
    del store.named["batches/b-stuck.json"]
    return "batch-not-in-store: batch b-stuck"


def forget_a_batch(store: MemoryStore, ledger: SqlLedger) -> str:
    _sql(ledger, "DELETE FROM sides WHERE batch = 'b-fresh'", "DELETE FROM batches WHERE id = 'b-fresh'")
    return "batch-not-in-ledger: batches/b-fresh.json"


def change_a_settlement(store: MemoryStore, ledger: SqlLedger) -> str:
    name = "settlements/b-done/000001.json"
    store.named[name] = store.named[name].replace(b'"attached"', b'"blank-kept"', 1)
    return f"record-changed: {name} (event 4)"


def lose_a_settlement(store: MemoryStore, ledger: SqlLedger) -> str:
    del store.named["settlements/b-done/000001.json"]
    return "record-missing: settlements/b-done/000001.json (event 4)"


def lose_a_side(store: MemoryStore, ledger: SqlLedger) -> str:
    _sql(ledger, "DELETE FROM sides WHERE batch = 'b-done' AND page = 2")
    return "sides-not-conserved: batch b-done"


def unsettle_a_closed_side(store: MemoryStore, ledger: SqlLedger) -> str:
    _sql(ledger, "UPDATE sides SET outcome = 'awaiting-review' WHERE batch = 'b-done' AND page = 2")
    return "closed-but-waiting: batch b-done"


def move_a_head_back(store: MemoryStore, ledger: SqlLedger) -> str:
    first = filing(ONE)
    _sql(ledger, f"UPDATE heads SET version = 1, digest = '{first.digest}' WHERE dossier = '{ONE}'")
    return f"head-behind-store: {_name(store, _shelf() + '/000002')}"


def _shelf() -> str:
    return f"dossiers/{shelf_key(ONE)}"


def lose_a_version(store: MemoryStore, ledger: SqlLedger) -> str:
    del store.named[_name(store, _shelf() + "/000001")]
    return f"version-missing: {_name(store, _shelf() + '/000002')}"


def change_a_manifest(store: MemoryStore, ledger: SqlLedger) -> str:
    name = _name(store, _shelf() + "/000002")
    store.named[name] = store.named[name].replace(b"2.000815", b"2.000816")
    return f"record-misnamed: {name}"


def lose_a_receipt(store: MemoryStore, ledger: SqlLedger) -> str:
    name = f"receipts/{filing(ONE).message.key}.json"
    del store.named[name]
    return f"record-missing: {name} (event 6)"


def forget_an_acceptance(store: MemoryStore, ledger: SqlLedger) -> str:
    _sql(ledger, "UPDATE outbox SET state = 'pending' WHERE state = 'accepted'")
    return f"receipt-not-in-ledger: receipts/{filing(ONE).message.key}.json"


def forget_a_verdict(store: MemoryStore, ledger: SqlLedger) -> str:
    _sql(ledger, "DELETE FROM verdicts")
    return f"verdict-not-in-ledger: {_name(store, 'verdicts/')}"


def change_a_verdict(store: MemoryStore, ledger: SqlLedger) -> str:
    name = _name(store, "verdicts/")
    store.named[name] = store.named[name].replace(b"clerk-7", b"clerk-8")
    return f"record-changed: {name}"


def change_an_event(store: MemoryStore, ledger: SqlLedger) -> str:
    _sql(ledger, "UPDATE events SET facts = replace(facts, '412', '413') WHERE name = 'PageRead'")
    number = next(event.sequence for event in ledger.events() if event.name == "PageRead")
    return f"event-changed: event {number}"


def rewrite_the_whole_chain(store: MemoryStore, ledger: SqlLedger) -> str:
    """Every digest fits again; only the seal in the store knows better."""
    previous = GENESIS
    events = list(ledger.events())
    with ledger.rebuilding() as inside:
        inside.connection.execute(sa.text("DELETE FROM events"))
        for event in events:
            facts = tuple((k, "413" if k == "words" else v) for k, v in event.facts)
            digest = event_digest(event.sequence, event.at, event.name, event.subject, facts, previous)
            adopt(inside.connection, replace(event, facts=facts, previous=previous, digest=digest))
            previous = digest
    number = next(event.sequence for event in events if event.name == "PageRead")
    return f"event-not-as-sealed: event {number} in {_name(store, 'audit/')}"


def cut_the_chain_off(store: MemoryStore, ledger: SqlLedger) -> str:
    _sql(
        ledger,
        "DELETE FROM events WHERE sequence > 9",
        "UPDATE chain SET sequence = 9, digest = (SELECT digest FROM events WHERE sequence = 9)",
    )
    return f"event-not-as-sealed: event 10 in {_name(store, 'audit/')}"


def damage_a_seal(store: MemoryStore, ledger: SqlLedger) -> str:
    name = _name(store, "audit/")
    store.named[name] = store.named[name].replace(b"412", b"413")
    return f"segment-damaged: {name}"


def leave_a_name_unpublished(store: MemoryStore, ledger: SqlLedger) -> str:
    _sql(ledger, f"INSERT INTO publications VALUES ('proposals/b-x/000001.json', '{'a' * 64}', 1)")
    return "name-not-published: proposals/b-x/000001.json"


def spoil_a_reading(store: MemoryStore, ledger: SqlLedger) -> str:
    store.named["readings/tesseract-1/x.json"] = b"{}"
    return "record-unreadable: readings/tesseract-1/x.json"


DAMAGES: list[Damage] = [
    lose_an_original,
    flip_a_bit_of_an_original,
    change_an_account,
    lose_an_account,
    forget_a_batch,
    change_a_settlement,
    lose_a_settlement,
    lose_a_side,
    unsettle_a_closed_side,
    move_a_head_back,
    lose_a_version,
    change_a_manifest,
    lose_a_receipt,
    forget_an_acceptance,
    forget_a_verdict,
    change_a_verdict,
    change_an_event,
    rewrite_the_whole_chain,
    cut_the_chain_off,
    damage_a_seal,
    leave_a_name_unpublished,
    spoil_a_reading,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_each_damage_is_found_where_it_was_done(store: MemoryStore, ledger: SqlLedger, damage: Damage) -> None:
    """By name and place; and no place names a dossier or a person."""
    where = damage(store, ledger)
    report = verify(store, ledger)
    told = [f"{finding.reference}: {finding.where}" for finding in report.findings]
    assert where in told
    assert not report.sound
    assert not any(ONE in line or "clerk" in line for line in told)


def test_a_batch_taken_in_meanwhile_is_no_finding(store: MemoryStore, ledger: SqlLedger) -> None:
    """Verification takes hours and work goes on: what was missing is looked for again."""
    day = Day(store, ledger)
    once: list[bool] = []

    def work_goes_on(what: str, count: int) -> None:
        if what == "batches" and not once:
            once.append(True)
            day.take_in("meanwhile", 90)

    assert verify(store, ledger, work_goes_on).findings == ()


def test_a_store_that_goes_away_is_not_taken_for_damage(ledger: SqlLedger, store: MemoryStore) -> None:
    """Unreachable is not lost."""

    class Away(MemoryStore):
        def get(self, digest: Digest) -> bytes:
            raise TransientError("store-unreachable", "away")

    away = Away()
    away.named, away.objects = store.named, store.objects
    with pytest.raises(TransientError):
        verify(away, ledger)
