"""Taking in behind the door: a trouble costs its own batch a wait, and nobody else anything."""

import queue
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from flows.foresight import Opened
from flows.taking import Intake, TakingIn
from flows.wiring import codecs, now
from pipeline.errors import TransientError
from pipeline.model.ids import DeliveryId, Digest
from scanners.uploads.batches import State
from storage.ledger import LedgerOptions, SqlLedger
from storage.objects.folder import FolderOptions, FolderStore
from tests.fakes.eyes import TextInspector
from tests.scanners.uploads.counter import Counter


class AwayStore(FolderStore):
    """Does not answer while it is away."""

    away = False

    def put_file(self, path: Path) -> Digest:
        if self.away:
            raise TransientError("store-unavailable", "the store does not answer")
        return super().put_file(path)


class StumblingInspector(TextInspector):
    """Has a defect that one paper brings out, for a while."""

    stumbles = True

    def inspect(self, path: Path) -> Opened:
        if self.stumbles and path.read_bytes().endswith(b"odd"):
            raise RuntimeError("Nguyễn Văn An")
        return super().inspect(path)


class Door:
    def __init__(self, root: Path, ledger: SqlLedger) -> None:
        (root / "scratch").mkdir(parents=True)
        self.counter = Counter(root / "inbox")
        self.store = AwayStore(FolderOptions(root=root / "store"))
        self.eyes = StumblingInspector()
        self.told: queue.Queue[DeliveryId] = queue.Queue()
        self.taking = TakingIn(
            Intake(
                self.counter.source,
                self.counter.batches,
                self.eyes,
                self.store,
                codecs().batches,
                ledger,
                root / "scratch",
                now,
            ),
            2,
            self.told.put,
        )

    def seal(self, batch: str, *texts: str) -> None:
        files = {f"{n}.txt": text.encode() for n, text in enumerate(texts)}
        for blob in files.values():
            self.counter.send(blob)
        self.counter.seal(files, batch)
        self.taking.look()

    def standing(self, batch: str) -> tuple[State, str]:
        found = self.counter.batches.standing(self.counter.station.id, batch)
        return found.state, found.code

    def until(self, batch: str, state: State, code: str = "") -> None:
        while self.standing(batch) != (state, code):
            self.told.get(timeout=60)


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with closing(SqlLedger(LedgerOptions(url=SecretStr(f"sqlite:///{tmp_path / 'ledger.sqlite'}")))) as ledger:
        ledger.create_schema()
        door = Door(tmp_path, ledger)
        door.taking.start()
        yield door
        door.taking.stop()


def test_a_store_that_is_away_is_waited_for_and_named(door: Door) -> None:
    """The station is told what the centre waits for; nobody has to do anything."""
    door.store.away = True
    door.seal("batch-0001", "doc birth-certificate")
    door.until("batch-0001", State.TAKING_IN, "store-unavailable")
    door.store.away = False
    door.until("batch-0001", State.RECEIVED)


def test_a_defect_costs_one_batch_a_wait(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    """Its neighbour gets its receipt meanwhile; the log says where, not what."""
    door.seal("batch-0001", "doc birth-certificate odd")
    door.until("batch-0001", State.TAKING_IN, "defect")
    door.seal("batch-0002", "doc birth-certificate even")
    door.until("batch-0002", State.RECEIVED)
    door.eyes.stumbles = False
    door.until("batch-0001", State.RECEIVED)
    assert "RuntimeError" in caplog.text
    assert "Nguyễn" not in caplog.text


def test_a_hundred_batches_of_many_branches_all_get_theirs(door: Door) -> None:
    """Side by side, each once."""
    stations = [door.counter.register(f"Q{n}-01", f"Q{n}") for n in range(2, 12)]
    for number in range(100):
        station = stations[number % 10]
        blob = f"doc birth-certificate\n{number}".encode()
        door.counter.send(blob, station)
        door.counter.seal({"1.txt": blob}, f"batch-{number:04d}", sender=station)
    door.taking.look()
    told = [door.told.get(timeout=60) for _ in range(100)]
    assert len(set(told)) == 100
    assert door.counter.batches.unreceived() == ()
    assert door.taking.sides == 100
