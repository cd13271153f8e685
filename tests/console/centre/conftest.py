"""One warm door for the tests of a module, and stations that are registered there."""

from collections.abc import Callable, Iterator

import pytest

from flows.settings import Settings
from flows.stations import open_register
from flows.wiring import now
from pipeline.model.ids import BranchId, StationId
from tests.console.centre.hands import Hands, WarmDoors

Enrol = Callable[..., Hands]


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WarmDoors]:
    doors = WarmDoors(tmp_path_factory.mktemp("doors"))
    yield doors
    doors.close()


@pytest.fixture(scope="module")
def enrol(doors: WarmDoors) -> Enrol:
    """Registers a station at the centre; its hands."""

    def enrolled(name: str, branch: str = "Q1") -> Hands:
        hands = Hands(lambda: doors.base, name)
        with open_register(Settings(workspace=doors.workspace)) as register:
            register.stations.add(StationId(name), BranchId(branch), hands.public_pem, now())
        return hands

    return enrolled
