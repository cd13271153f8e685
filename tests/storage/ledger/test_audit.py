"""The audit trail: whatever is done to it is found, and said where."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from pipeline.errors import IntegrityError
from pipeline.model.work import Event
from storage.audit import ChainBreak, check_chain, newest_sealed, seal, sealed_events, segments
from storage.ledger import SqlLedger
from tests.fakes.ledger import memory_ledger
from tests.fakes.store import MemoryStore
from tests.storage.ledger.papers import at

Edit = Callable[[list[Event]], None]


def trail(count: int) -> SqlLedger:
    ledger = memory_ledger()
    for n in range(1, count + 1):
        ledger.append("PageRead", f"b-{n}", {"page": n, "words": n * 10}, at(n))
    return ledger


def edit_row(ledger: SqlLedger, statement: str) -> None:
    """What somebody with the database's password can do."""
    with ledger.rebuilding() as inside:
        inside.connection.execute(sa.text(statement))


def change(n: int, **what: object) -> Edit:
    def edit(events: list[Event]) -> None:
        events[n] = replace(events[n], **what)  # type: ignore[arg-type]

    return edit


def swap(events: list[Event]) -> None:
    events[3], events[4] = events[4], events[3]


def renumber(events: list[Event]) -> None:
    third, fourth = events[3], events[4]
    events[3], events[4] = replace(fourth, sequence=third.sequence), replace(third, sequence=fourth.sequence)


@pytest.mark.parametrize(
    ("edit", "broken"),
    [
        (change(2, facts=(("page", "3"), ("words", "31"))), ChainBreak(3, "event-changed")),
        (change(2, subject="b-4"), ChainBreak(3, "event-changed")),
        (change(2, name="PageLost"), ChainBreak(3, "event-changed")),
        (change(2, at=at(99)), ChainBreak(3, "event-changed")),
        (change(2, digest="0" * 64), ChainBreak(3, "event-changed")),
        (change(2, previous="0" * 64), ChainBreak(3, "event-changed")),
        (lambda events: events.pop(4), ChainBreak(5, "event-missing")),
        (lambda events: events.pop(0), ChainBreak(1, "event-missing")),
        (swap, ChainBreak(4, "event-missing")),
        (renumber, ChainBreak(4, "event-changed")),
        (lambda events: events.insert(5, events[4]), ChainBreak(5, "event-out-of-order")),
    ],
)
def test_a_changed_removed_or_moved_event_is_found_at_its_place(edit: Edit, broken: ChainBreak) -> None:
    """Number and kind of damage, so that an engineer looks at the right row."""
    events = list(trail(8).events())
    assert check_chain(events) is None
    edit(events)
    assert check_chain(events) == broken


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE events SET facts = replace(facts, '30', '31') WHERE sequence = 3", ChainBreak(3, "event-changed")),
        ("UPDATE events SET facts = 'x' WHERE sequence = 3", ChainBreak(1, "event-unreadable")),
        ("UPDATE events SET at = 'yesterday' WHERE sequence = 3", ChainBreak(1, "event-unreadable")),
        ("DELETE FROM events WHERE sequence = 3", ChainBreak(3, "event-missing")),
        ("DELETE FROM events WHERE sequence > 6", ChainBreak(7, "event-missing")),
        ("UPDATE events SET sequence = 99 WHERE sequence = 3", ChainBreak(3, "event-missing")),
    ],
)
def test_a_row_edited_behind_our_back_is_found(statement: str, broken: ChainBreak) -> None:
    """Also at the end of the chain, where no later event would notice."""
    ledger = trail(8)
    edit_row(ledger, statement)
    found = check_chain(ledger.events())
    assert found == broken


def test_every_single_character_of_the_trail_matters() -> None:
    """Flip any one, anywhere, and the chain breaks at that event."""
    ledger = trail(3)
    events = list(ledger.events())
    for index, event in enumerate(events):
        for name in ("name", "subject", "previous", "digest"):
            text: str = getattr(event, name)
            for place in range(len(text)):
                flipped = text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
                damaged = list(events)
                change(index, **{name: flipped})(damaged)
                assert check_chain(damaged) == ChainBreak(event.sequence, "event-changed")


# ---------------------------------------------------------------- seals


def test_sealing_goes_on_where_it_stopped_and_again_is_nothing() -> None:
    """Each event is in the store once."""
    ledger, store = trail(3), MemoryStore()
    assert len(seal(ledger, store)) == 1
    assert seal(ledger, store) == ()
    ledger.append("PageRead", "b-4", {"page": 4}, at(4))
    (second,) = seal(ledger, store)
    assert second.startswith("audit/000000000004-000000000004-")
    assert list(sealed_events(store)) == list(ledger.events())
    newest = newest_sealed(store)
    assert newest is not None
    assert newest.sequence == 4


def test_two_who_seal_at_once_do_not_disagree() -> None:
    """Their pieces overlap, and say the same."""
    ledger, store, other = trail(3), MemoryStore(), MemoryStore()
    seal(ledger, store)
    ledger.append("PageRead", "b-4", {"page": 4}, at(4))
    seal(ledger, other)
    store.named.update(other.named)
    assert list(sealed_events(store)) == list(ledger.events())
    assert seal(ledger, store) == ()


def test_a_cut_off_trail_is_not_sealed_over() -> None:
    """The store remembers more than the ledger: somebody has to look first."""
    ledger, store = trail(5), MemoryStore()
    seal(ledger, store)
    edit_row(ledger, "DELETE FROM events WHERE sequence > 3")
    edit_row(ledger, "UPDATE chain SET sequence = 3, digest = (SELECT digest FROM events WHERE sequence = 3)")
    with pytest.raises(IntegrityError) as caught:
        seal(ledger, store)
    assert caught.value.reference == "audit-forked"


def test_a_damaged_segment_is_named() -> None:
    """A seal that was touched proves nothing."""
    ledger, store = trail(5), MemoryStore()
    (name,) = seal(ledger, store)
    store.named[name] = store.named[name].replace(b'"40"', b'"41"')
    with pytest.raises(IntegrityError) as caught:
        list(sealed_events(store))
    assert caught.value.reference == "segment-damaged"
    assert name in caught.value.message
    assert len(list(segments(store))) == 1
