"""Two hundred hand-backs on a counterpart's worst day: nothing is lost, nothing is doubled, nothing of others is touched."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

import pytest

from pipeline.errors import TransientError
from pipeline.model.dossier import FileOffer, HandBack, HandBackReceipt
from pipeline.model.ids import ComponentCode, DossierCode, digest_of_parts
from pipeline.ports import RecordSystem
from storage.records.portal import PortalOptions, PortalRecords
from storage.records.sync import SyncOptions, SyncRecords
from tests.contracts.record_system import NOON, message
from tests.fakes.records import HeldPaper
from tests.storage.records.one_stop import FileDoor, OneStop, a_paper

HAND_BACKS = 200
PATIENCE = 25
PAUSE = 0.02
"""Seconds between two tries: a process that dies closes its door a moment before it is gone."""
TIMEOUT = 1.0
DOSSIERS = [DossierCode(f"H26.00-261120-{n:04d}") for n in (*range(1, 26), 29)]
MISFORTUNES: dict[str, tuple[int, float]] = {
    "fail": (2, 0),
    "fail-writes": (1, 0),
    "abort-after-commit": (1, 0),
    "already-exists": (1, 0),
    "already-exists-after-commit": (1, 0),
    "duplicate": (2, 0),
    "fetch-fails": (1, 0),
    "reorder": (4, 0),
    "expire-sessions": (1, 0),
    "slow": (1, 0.05),
}
"""(how often, seconds) of each."""


class Day:
    """Messages as the outbox would send them: each version of a dossier names all of its papers."""

    def __init__(self, random: Random, door: FileDoor) -> None:
        self._random = random
        self._door = door
        self._versions: Counter[DossierCode] = Counter()
        self.files: dict[DossierCode, list[FileOffer]] = {code: [] for code in DOSSIERS}
        self.last: dict[DossierCode, HandBack] = {}

    def next(self) -> HandBack:
        code = self._random.choice(DOSSIERS)
        gone = self._taken_back(code)
        for _ in range(self._random.randint(1, 3)):
            self.files[code].append(self._paper(code))
        self._versions[code] += 1
        self.last[code] = message(code, *self.files[code], version=self._versions[code], withdrawn=gone)
        return self.last[code]

    def _taken_back(self, code: DossierCode) -> tuple[str, ...]:
        files = self.files[code]
        if len(files) < 2 or self._random.random() < 0.7:
            return ()
        return (files.pop(self._random.randrange(len(files))).entry_id,)

    def _paper(self, code: DossierCode) -> FileOffer:
        mark = f"{code} {self._random.random()}"
        component = ComponentCode(self._random.choice(["TP01", "TP02", "1.001193.TP02", "1.013833.TP03"]))
        digest = self._door.store.put(a_paper(mark))
        entry = digest_of_parts([mark])[:24]
        name = f"{len(self.files[code]) + 1:02d}-declaration.pdf"
        return FileOffer(entry, component, "", name, digest, 1, "Tờ khai")


def persist(
    records: RecordSystem, one_stop: OneStop, sent: HandBack, killer: threading.Timer | None, seen: Counter[str]
) -> HandBackReceipt:
    """The caller that retries; an operator who restarts what died."""
    for _ in range(PATIENCE):
        try:
            return records.hand_back(sent, NOON)
        except TransientError as trouble:
            seen[trouble.reference] += 1
            time.sleep(PAUSE)
            if killer is not None:
                killer.join()
            if one_stop.dead:
                one_stop.start()
    raise AssertionError("it never got through")


def strike(one_stop: OneStop, random: Random, turn: int) -> threading.Timer | None:
    """One misfortune: a few times a death in the middle of a write or at any moment, a time-out now and then."""
    if turn % 50 == 5:
        one_stop.misbehave("crash-midway")
    elif turn % 100 == 7:
        one_stop.misbehave("abort-after-commit", seconds=TIMEOUT + 0.2)
    elif turn % 70 == 11:
        killer = threading.Timer(random.random() * 0.06, one_stop.kill)
        killer.start()
        return killer
    elif random.random() < 0.8:
        kind = random.choice(sorted(MISFORTUNES))
        one_stop.misbehave(kind, *MISFORTUNES[kind])
    return None


Held = Callable[[DossierCode], list[HeldPaper]]


@pytest.fixture(params=["sync", "portal"])
def case(request: pytest.FixtureRequest, one_stop: OneStop, door: FileDoor) -> Iterator[tuple[RecordSystem, Held]]:
    if request.param == "sync":
        options = SyncOptions.for_sandbox(one_stop.base).model_copy(update={"timeout": TIMEOUT})
        sync = SyncRecords(options, door)
        yield sync, one_stop.held_by_sync
        sync.close()
    else:
        portal = PortalRecords(
            PortalOptions.for_sandbox(one_stop.base).model_copy(update={"timeout": TIMEOUT}), door.store
        )
        yield portal, one_stop.held_by_portal
        portal.close()


@pytest.mark.slow
def test_two_hundred_hand_backs_survive_a_bad_day(
    case: tuple[RecordSystem, Held], one_stop: OneStop, door: FileDoor
) -> None:
    """Whatever goes wrong on the way, in the end each record holds exactly its papers, and what others put there."""
    records, held = case
    foreign = {code: held(code) for code in DOSSIERS}
    random = Random(20261124)
    day, seen = Day(random, door), Counter[str]()
    for turn in range(HAND_BACKS):
        sent = day.next()
        killer = strike(one_stop, random, turn)
        receipt = persist(records, one_stop, sent, killer, seen)
        if killer is not None:
            killer.join()
        if one_stop.dead:
            one_stop.start()
        assert [entry for entry, _ in receipt.confirmed] == [f.entry_id for f in sent.files]
    one_stop.behave()
    assert seen.total() > 50, "a bad day"
    assert sum(len(papers) for papers in foreign.values()) == 2
    for code, files in day.files.items():
        ours = [HeldPaper(f.component, f.digest, f.entry_id) for f in files]
        assert held(code) == sorted([*foreign[code], *ours])
    assert all(records.hand_back(sent, NOON).already_there for sent in day.last.values())
