"""One sandbox process for the package; every test finds the samples as they were."""

from collections.abc import Iterator

import pytest

from storage.records.portal import PortalOptions, PortalRecords
from storage.records.sync import SyncOptions, SyncRecords
from tests.fakes.store import MemoryStore
from tests.storage.records.one_stop import FileDoor, OneStop, open_door
from tests.storage.records.tables import our_checklists


@pytest.fixture(scope="session")
def running_one_stop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OneStop]:
    one_stop = OneStop(tmp_path_factory.mktemp("one-stop"))
    one_stop.start()
    yield one_stop
    one_stop.stop()


@pytest.fixture
def one_stop(running_one_stop: OneStop) -> OneStop:
    if running_one_stop.dead:
        running_one_stop.start()
    running_one_stop.reset()
    return running_one_stop


@pytest.fixture
def door() -> Iterator[FileDoor]:
    with open_door(MemoryStore()) as opened:
        yield opened


@pytest.fixture
def sync(one_stop: OneStop, door: FileDoor) -> Iterator[SyncRecords]:
    options = SyncOptions.for_sandbox(one_stop.base).model_copy(update={"timeout": 5.0})
    records = SyncRecords(options, door, checklists=our_checklists())
    yield records
    records.close()


@pytest.fixture
def portal(one_stop: OneStop, door: FileDoor) -> Iterator[PortalRecords]:
    options = PortalOptions.for_sandbox(one_stop.base).model_copy(update={"timeout": 5.0})
    records = PortalRecords(options, door.store, our_checklists())
    yield records
    records.close()
