"""Nothing is silently stuck: whatever breaks, each unfinished batch says who acts, why and since when, and recovers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from flows.batch_run import deliver, digitize
from flows.intake import take_in_all
from flows.loop import Rhythm, drain, serve
from flows.reconcile import reconcile
from flows.workbench import Workbench
from pipeline.errors import ConfigurationError, DigitizationError, IntegrityError, RejectedInputError, TransientError
from pipeline.model.dossier import DossierRecord, HandBack, HandBackReceipt
from pipeline.model.ids import DossierCode
from pipeline.model.reading import PageReading
from pipeline.model.work import BatchState, BatchStatus, OutboxState, VerdictKind, WaitingFor
from pipeline.policy import Patience
from pipeline.ports import PageAddress
from tests.fakes.eyes import TextReader
from tests.fakes.records import InMemoryRecords
from tests.fakes.scan_source import MemoryScanSource
from tests.flows.bench_of_fakes import OPEN_DOSSIER, OTHER_DOSSIER, Clock, a_record, a_records, a_workbench
from tests.flows.troubles import Down, must_say_why, say, work_all

PATIENCE = Patience(attempts=3)


def unavailable(reference: str) -> Callable[[], DigitizationError]:
    return lambda: TransientError(reference, "it is away", "it is tried again")


class Desk:
    """A workbench with every part in a case that can be broken, and a tray of one batch."""

    def __init__(self, root: Path) -> None:
        self.clock = Clock()
        self.held = a_records()
        plain = a_workbench(root, self.held, self.clock, patience=PATIENCE)
        self.store, self.records, self.reader = Down(plain.store), Down(self.held), Down(plain.reader)
        self.bench: Workbench = replace(plain, store=self.store, records=self.records, reader=self.reader)
        self.source = MemoryScanSource(root / "tray")
        self.source.lay({"1.txt": f"doc decision {OPEN_DOSSIER} one\fmore".encode()})

    def take_in(self) -> None:
        take_in_all(self.bench, self.source, lambda *_: None)

    @property
    def status(self) -> BatchStatus:
        [status] = self.bench.ledger.statuses()
        must_say_why(status)
        return status

    def recovers(self) -> None:
        """Nobody but time is needed."""
        for _ in range(3):
            self.clock.skip(hours=1)
            work_all(self.bench, self.source)
        assert self.status.state is BatchState.CLOSED


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_papers_met_while_the_store_is_away_stay_with_the_scanner(desk: Desk) -> None:
    """Nothing is acknowledged that is not kept; when the store is back, the next sweep takes them."""
    desk.store.error = unavailable("store-unavailable")
    refused: list[str] = []
    take_in_all(desk.bench, desk.source, lambda _, error: refused.append(error.reference))
    assert refused == ["store-unavailable"]
    assert not desk.source.acknowledged
    assert not list(desk.bench.ledger.statuses())
    desk.store.error = None
    desk.recovers()


@pytest.mark.parametrize("part", ["store", "records", "reader"])
def test_a_part_that_is_away_is_waited_for(desk: Desk, part: str) -> None:
    """The batch waits for the machine with the part's own reference and a time for the next try; then it goes on."""
    desk.take_in()
    broken: Down = getattr(desk, part)
    broken.error = unavailable(f"{part}-unavailable")
    drain(desk.bench)
    status = desk.status
    assert (status.state, status.waiting_for) == (BatchState.TAKEN_IN, WaitingFor.MACHINE)
    assert status.reason == f"{part}-unavailable"
    assert status.next_try_at is not None
    assert status.next_try_at > desk.clock()
    broken.error = None
    desk.recovers()


@pytest.mark.parametrize("part", ["store", "records"])
def test_attempts_used_up_wait_for_an_operator_who_can_replay(desk: Desk, part: str) -> None:
    """After the last try the batch is stuck under the reason of that try; a replay starts from zero and finishes."""
    desk.take_in()
    broken: Down = getattr(desk, part)
    broken.error = unavailable(f"{part}-unavailable")
    for _ in range(PATIENCE.attempts):
        digitize(desk.bench, desk.status.id)
        desk.clock.skip(hours=1)
    status = desk.status
    assert (status.state, status.waiting_for) == (BatchState.STUCK, WaitingFor.OPERATOR)
    assert status.reason == f"{part}-unavailable"
    drain(desk.bench)
    assert desk.status == status, "a stuck batch is not tried behind the operator's back"
    broken.error = None
    desk.bench.ledger.replay(status.id, desk.clock())
    assert desk.status.attempt == 0
    desk.recovers()


def test_a_defect_costs_its_own_batch_and_no_other(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """An error nobody foresaw sticks to its batch; the neighbours are done, and its text, which may quote a paper, is not told."""
    desk.source.lay({"1.txt": f"doc report {OTHER_DOSSIER} two".encode()})
    desk.take_in()
    first, second = (status.id for status in desk.bench.ledger.statuses())
    reader = FailsOn("one", TextReader())
    bench = replace(desk.bench, reader=reader)
    drain(bench)
    ends = {status.id: status for status in bench.ledger.statuses()}
    assert sorted(status.state for status in ends.values()) == [BatchState.CLOSED, BatchState.STUCK]
    [stuck] = [status for status in ends.values() if status.state is BatchState.STUCK]
    must_say_why(stuck)
    assert (stuck.reason, stuck.waiting_for) == ("defect", WaitingFor.OPERATOR)
    assert f"batch_defect batch={stuck.id} error=ZeroDivisionError_in_read" in caplog.text
    assert "Nguyễn" not in caplog.text
    assert {first, second} == set(ends)
    reader.word = ""
    bench.ledger.replay(stuck.id, desk.clock())
    drain(bench)
    assert {status.state for status in bench.ledger.statuses()} == {BatchState.CLOSED}


class FailsOn:
    """A reader with a defect that shows on pages that hold a word."""

    def __init__(self, word: str, inner: TextReader) -> None:
        self.word = word
        self._inner = inner
        self.identity = inner.identity

    def read(self, pages: Sequence[PageAddress]) -> Iterator[PageReading]:
        for reading in self._inner.read(pages):
            if self.word and self.word in reading.text.split():
                raise ZeroDivisionError("no reading for Nguyễn Văn A")
            yield reading


def test_damaged_bytes_are_never_tried_again_by_themselves(desk: Desk) -> None:
    """What is not as it was is an engineer's matter: stuck at once, by its own name."""
    desk.take_in()
    desk.store.error = lambda: IntegrityError("object-damaged", "an object is not what it was")
    digitize(desk.bench, desk.status.id)
    assert (desk.status.state, desk.status.reason) == (BatchState.STUCK, "object-damaged")
    desk.store.error = None
    desk.bench.ledger.replay(desk.status.id, desk.clock())
    desk.recovers()


def test_a_record_system_that_refuses_leaves_a_dead_letter_to_revive(desk: Desk) -> None:
    """The message is kept with the reason of the refusal, its batch waits for an operator, reviving sends it."""
    desk.take_in()
    desk.records.only = frozenset({"hand_back"})
    desk.records.error = lambda: RejectedInputError("one-stop-refused-message", "it refuses the message")
    drain(desk.bench)
    [letter] = desk.bench.ledger.items()
    assert (letter.state, letter.reason) == (OutboxState.DEAD, "one-stop-refused-message")
    assert (desk.status.state, desk.status.waiting_for) == (BatchState.HANDING_BACK, WaitingFor.OPERATOR)
    assert desk.status.reason == "one-stop-refused-message"
    assert reconcile(desk.bench)["dead-letters"] == 1
    desk.records.error = None
    desk.bench.ledger.revive(letter.key, desk.clock())
    assert desk.status.waiting_for is WaitingFor.ONE_STOP
    desk.recovers()


def test_a_hand_back_that_fails_is_tried_again_and_dies_with_its_last_reason(desk: Desk) -> None:
    """Between tries the batch waits for the one-stop system by name; after the last, for an operator."""
    desk.take_in()
    desk.records.only = frozenset({"hand_back"})
    desk.records.error = unavailable("one-stop-timed-out")
    drain(desk.bench)
    assert (desk.status.state, desk.status.waiting_for) == (BatchState.HANDING_BACK, WaitingFor.ONE_STOP)
    assert desk.status.reason == "one-stop-timed-out"
    for _ in range(PATIENCE.attempts):
        desk.clock.skip(hours=1)
        deliver(desk.bench)
    [letter] = desk.bench.ledger.items()
    assert (letter.state, letter.reason, letter.attempt) == (OutboxState.DEAD, "one-stop-timed-out", 3)
    assert desk.status.waiting_for is WaitingFor.OPERATOR
    desk.records.error = None
    desk.bench.ledger.revive(letter.key, desk.clock())
    desk.recovers()


def test_a_store_that_goes_away_after_the_one_stop_system_took_the_papers_costs_a_repeat(desk: Desk) -> None:
    """The receipt could not be kept: the message goes again when its lease is out, and finds everything there."""
    desk.take_in()
    digitize(desk.bench, desk.status.id, call=all_but_the_hand_back)
    desk.store.only = frozenset({"put"})
    desk.store.error = unavailable("store-unavailable")
    digitize(desk.bench, desk.status.id)
    assert desk.status.state is BatchState.HANDING_BACK
    assert desk.held.snapshot(), "the one-stop system has the papers already"
    desk.store.error = None
    desk.recovers()
    [(_, papers)] = desk.held.snapshot()
    assert len(papers) == 1


def all_but_the_hand_back(name: str, step: Callable[[], None]) -> None:
    if name != "hand back":
        step()


def test_a_sender_that_was_too_slow_yields_to_the_one_that_took_over(desk: Desk, tmp_path: Path) -> None:
    """Its lease ran out while the one-stop system thought; another sent meanwhile; its own late word is dropped."""
    desk.take_in()
    other = a_workbench(tmp_path, desk.held, desk.clock, worker="quick", patience=PATIENCE)

    def meanwhile() -> None:
        desk.clock.skip(hours=1)
        deliver(other)

    slow = SlowRecords(desk.held, meanwhile)
    digitize(replace(desk.bench, records=slow), desk.status.id)
    assert desk.status.state is BatchState.CLOSED
    [letter] = desk.bench.ledger.items()
    assert letter.state is OutboxState.ACCEPTED


class SlowRecords:
    def __init__(self, inner: InMemoryRecords, meanwhile: Callable[[], object]) -> None:
        self._inner, self._meanwhile = inner, meanwhile
        self.target = inner.target

    def dossier(self, code: DossierCode) -> DossierRecord | None:
        return self._inner.dossier(code)

    def hand_back(self, message: HandBack, now: object) -> HandBackReceipt:
        self._meanwhile()
        return self._inner.hand_back(message, now)  # type: ignore[arg-type]


def test_a_question_waits_for_a_person_since_it_was_first_asked(desk: Desk) -> None:
    """Who waits how long is known by question; asking again does not start the clock anew; the answer finishes it."""
    desk.source.lay({"1.txt": b"doc plan"})
    work_all(desk.bench, desk.source)
    [item] = desk.bench.ledger.open_items()
    asked_at = desk.clock()
    assert (item.reference, item.waiting_for, item.since) == ("dossier-not-named", WaitingFor.REVIEWER, asked_at)
    desk.clock.skip(hours=5)
    desk.bench.ledger.replay(item.batch, desk.clock())
    drain(desk.bench)
    [again] = desk.bench.ledger.open_items()
    assert (again.id, again.since) == (item.id, asked_at)
    status = desk.bench.ledger.status(item.batch)
    assert status is not None
    must_say_why(status)
    assert (status.state, status.waiting_for) == (BatchState.AWAITING_REVIEW, WaitingFor.REVIEWER)
    say(desk.bench, desk.clock, item.batch, item.pages, VerdictKind.DOSSIER, OPEN_DOSSIER)
    drain(desk.bench)
    assert {s.state for s in desk.bench.ledger.statuses()} == {BatchState.CLOSED}


def test_a_dossier_that_was_closed_meanwhile_is_asked_about(desk: Desk) -> None:
    """The one-stop system knows best: its no becomes a question, and its yes the end of it."""
    desk.held.dossiers[OPEN_DOSSIER] = a_record(OPEN_DOSSIER, status=9)
    work_all(desk.bench, desk.source)
    [item] = desk.bench.ledger.open_items()
    assert item.reference == "dossier-closed"
    desk.held.dossiers[OPEN_DOSSIER] = a_record(OPEN_DOSSIER)
    desk.bench.ledger.replay(item.batch, desk.clock())
    desk.recovers()


def test_the_service_outlives_every_part_that_goes_away(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """`serve` waits for the store, the one-stop system and its scan folder, and takes up again where it was."""
    folder = Down(desk.source)
    troubles: list[Callable[[], None]] = [
        lambda: setattr(folder, "error", unavailable("scan-folder-unavailable")),
        lambda: setattr(folder, "error", None),
        lambda: setattr(desk.store, "error", unavailable("store-unavailable")),
        lambda: setattr(desk.store, "error", None),
        lambda: setattr(desk.records, "error", unavailable("one-stop-unreachable")),
        lambda: setattr(desk.records, "error", None),
    ]
    rounds = 0

    def stopping() -> bool:
        nonlocal rounds
        desk.clock.skip(minutes=20)
        if rounds < len(troubles):
            troubles[rounds]()
        rounds += 1
        return rounds > 14

    serve(desk.bench, [folder], Rhythm(idle=0, reconcile_every=timedelta(0)), stopping)
    assert desk.status.state is BatchState.CLOSED
    assert "interrupted part=take_in reference=scan-folder-unavailable" in caplog.text


def test_the_service_ends_when_only_an_operator_can_help(desk: Desk) -> None:
    """A wrong address does not get right by waiting: it ends the service with the exit code that says so."""
    folder = Down(desk.source, lambda: ConfigurationError("scan-folder-refuses", "it refuses", "Grant it."))
    with pytest.raises(ConfigurationError):
        serve(desk.bench, [folder], Rhythm(idle=0), lambda: False)
