"""kill -9 at every step between the first byte and the receipt, then the station says it all again.

Whatever line the door dies at, the batch ends taken in once, with one receipt that names exactly its files, and with every
byte in the store.
"""

import signal
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from typing import Any

import httpx
import pytest

from flows.settings import Settings
from flows.stations import inbox_options
from flows.wiring import now, open_ledger, open_store
from pipeline.model.ids import digest_of
from scanners.uploads import Uploads, UploadTables
from scanners.uploads.shelf import Shelf
from tests.console.centre.conftest import Enrol
from tests.console.centre.hands import Hands, WarmDoors

FILES = "scanners.uploads.files:"
SHELF = "scanners.uploads.shelf:"
BATCHES = "scanners.uploads.batches:"
STORE = "storage.objects.folder:FolderStore."
STEPS = [
    f"after:{FILES}Uploads.create",
    f"after:{SHELF}Shelf.open_part",
    f"before:{FILES}Part.write",
    f"after:{FILES}Part.write",
    f"after:{FILES}Part.write:3",
    f"before:{FILES}Uploads._commit",
    f"after:{FILES}Uploads._commit",
    f"before:{SHELF}Shelf.shelve",
    f"after:{SHELF}Shelf.shelve",
    f"after:{FILES}Uploads._commit:2",
    f"after:{BATCHES}Batches._insert",
    f"after:{BATCHES}Batches.put",
    "before:scanners.uploads.source:UploadSource.load",
    f"before:{STORE}put_file",
    f"after:{STORE}put_file",
    f"after:{STORE}put_file:2",
    f"before:{STORE}record",
    f"after:{STORE}record",
    "before:storage.ledger.batches:SqlBatches.open",
    "after:storage.ledger.batches:SqlBatches.open",
    "after:scanners.uploads.receipts:DoorKey.receipt",
    f"before:{BATCHES}Batches.receive",
    f"after:{BATCHES}Batches.receive",
    f"before:{FILES}Uploads.forget",
    f"after:{SHELF}Shelf.drop_file",
    f"after:{FILES}Uploads.forget",
]


@pytest.fixture(scope="module")
def hands(enrol: Enrol) -> Hands:
    return enrol("Q1-01")


def deliver(hands: Hands, batch: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    """What a station does from the start, however far it got before."""
    for blob in files.values():
        path = hands.create(blob).headers["location"]
        # a door opened again may take the batch in meanwhile: its upload is then gone, and the manifest's answer says why
        while (offset := hands.came(path)) is not None and offset < len(blob):
            part = blob[offset : offset + len(blob) // 2 + 1]
            answer = hands.patch(path, offset, part, checksum=part)
            assert answer.status_code == 204, answer.text
    answer = hands.seal(batch, files)
    assert answer.status_code in (200, 202), answer.text
    return hands.received(batch)


@pytest.mark.parametrize("step", range(len(STEPS)), ids=STEPS)
def test_killed_anywhere_and_said_again_it_is_one_batch_with_one_receipt(
    doors: WarmDoors, hands: Hands, step: int
) -> None:
    """And the bytes are in the store, the batch in the ledger, nothing left in the inbox."""
    batch = f"khay-{step:04d}"
    files = {f"{n}.txt": f"doc birth-certificate\nstep {step} page {n}".encode() for n in (1, 2)}
    doors.open(STEPS[step])
    with pytest.raises(httpx.TransportError):
        deliver(hands, batch, files)
    assert doors.died() == -signal.SIGKILL
    doors.open()
    receipt = deliver(hands, batch, files)
    assert deliver(hands, batch, files) == receipt
    assert receipt["files"] == [digest_of(blob) for blob in files.values()]
    assert (receipt["station"], receipt["batch"], receipt["sides"]) == ("Q1-01", batch, 2)
    assert doors.end() == 0
    settings = Settings(workspace=doors.workspace)
    store = open_store(settings)
    assert [store.get(digest) for digest in receipt["files"]] == list(files.values())
    with closing(open_ledger(settings)) as ledger:
        taken = [status for status in ledger.statuses() if status.id == receipt["batch_id"]]
        assert [status.sides for status in taken] == [2]
        assert sum(event.subject == receipt["batch_id"] for event in ledger.events()) == 1


def test_nothing_of_all_those_is_left_behind(doors: WarmDoors) -> None:
    """As many batches as were sent; what the cuts left in the inbox goes with time."""
    settings = Settings(workspace=doors.workspace)
    with closing(open_ledger(settings)) as ledger:
        assert len(list(ledger.statuses())) == len(STEPS)
    options = inbox_options(settings)
    with closing(UploadTables(options.database)) as tables:
        Uploads(options, tables, Shelf(options.root)).sweep(now() + timedelta(days=15))
    left = [path for folder in ("parts", "files") for path in (options.root / folder).rglob("*") if path.is_file()]
    assert left == []
