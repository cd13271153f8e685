"""Sealed batches as a `ScanSource`: complete, or not offered; a receipt before the copy goes."""

import itertools
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import jwt
import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from pipeline.errors import RejectedInputError
from pipeline.model.ids import BatchId, digest_of
from pipeline.model.paper import Lane, Place
from scanners.uploads.batches import State
from scanners.uploads.tables import batches
from tests.contracts.scan_source import BATCH, ScanSourceContract
from tests.scanners.uploads.counter import NAME, Counter
from tests.servers.postgres import PostgresServer


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


class UploadDesk:
    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._names: dict[str, tuple[str, Mapping[str, bytes]]] = {}
        self._numbers = itertools.count(1)
        self.source = self._counter.source

    def lay(self, name: str, files: Mapping[str, bytes]) -> None:
        in_order = dict(sorted(files.items(), key=lambda file: int("".join(filter(str.isdigit, file[0])) or 0)))
        batch = f"batch-{next(self._numbers):04d}"
        for blob in in_order.values():
            self._counter.send(blob)
        self._counter.seal(in_order, batch)
        self._names[name] = (batch, in_order)

    def spoil(self, name: str) -> None:
        blob = next(iter(self._names[name][1].values()))
        self._counter.shelf.place(self._counter.station.id, digest_of(blob)).write_bytes(b"another page")

    def now(self) -> datetime:
        return self._counter.now()


class TestUploadSource(ScanSourceContract):
    @pytest.fixture
    def desk(self, tmp_path: Path) -> UploadDesk:
        return UploadDesk(Counter(tmp_path))


class TestUploadSourceInPostgres(ScanSourceContract):
    """The same register in the ledger's kind of database."""

    @pytest.fixture
    def desk(self, tmp_path: Path, postgres: PostgresServer) -> Iterator[UploadDesk]:
        with postgres.fresh_database() as url:
            counter = Counter(tmp_path, {"url": SecretStr(url)})
            yield UploadDesk(counter)
            counter.tables.close()


PAGES = {"1.jpg": b"one", "2.jpg": b"two"}


def test_a_batch_is_offered_with_its_last_file_and_not_before(counter: Counter) -> None:
    """Whether the manifest comes before or after the files."""
    assert counter.seal(PAGES).missing == tuple(sorted(map(digest_of, PAGES.values())))
    counter.send(b"one")
    assert list(counter.source.ready(counter.now())) == []
    counter.send(b"two")
    assert len(list(counter.source.ready(counter.now()))) == 1
    assert counter.batches.standing(counter.station.id, NAME).state is State.TAKING_IN


def test_what_a_delivery_says_comes_from_the_register_and_the_manifest(counter: Counter) -> None:
    """Branch and station by registration, whatever the payload claims; order, sheets, lane and dossier as the clerk said."""
    for blob in PAGES.values():
        counter.send(blob)
    order = [{"file": 1, "index": 0}, {"file": 0, "index": 0, "replaced": True}]
    counter.seal(
        PAGES, branch="Q9", station="Q9-09", dossier="H26.15-0001", declared_sheets=1, lane="backfill", order=order
    )
    (ready,) = counter.source.ready(counter.now())
    delivery = counter.source.load(ready)
    assert (delivery.branch, delivery.station, delivery.lane) == ("Q1", "Q1-01", Lane.BACKFILL)
    assert (delivery.dossier_hint, delivery.declared_sheets) == ("H26.15-0001", 1)
    assert delivery.order == (Place(1, 0), Place(0, 0, replaced=True))


def test_a_live_batch_is_what_a_manifest_means_that_is_silent(counter: Counter) -> None:
    """A citizen waits unless the station says otherwise."""
    counter.send(b"one")
    counter.seal({"1.jpg": b"one"})
    (ready,) = counter.source.ready(counter.now())
    assert counter.source.load(ready).lane is Lane.LIVE


def test_a_file_listed_twice_is_delivered_twice(counter: Counter) -> None:
    """Two equal pages are two pages; one upload serves both."""
    counter.send(b"one")
    counter.seal({"1.jpg": b"one", "2.jpg": b"one"})
    (ready,) = counter.source.ready(counter.now())
    assert [file.name for file in counter.source.load(ready).files] == ["1.jpg", "2.jpg"]


def test_a_file_damaged_here_is_asked_for_again(counter: Counter) -> None:
    """The station still has it: nobody has to act."""
    for blob in PAGES.values():
        counter.send(blob)
    counter.seal(PAGES)
    (ready,) = counter.source.ready(counter.now())
    counter.shelf.place(counter.station.id, digest_of(b"two")).write_bytes(b"tw0")
    with pytest.raises(RejectedInputError, match="delivery-gone"):
        counter.source.load(ready)
    standing = counter.batches.standing(counter.station.id, NAME)
    assert (standing.state, standing.missing) == (State.WAITING, (digest_of(b"two"),))
    counter.send(b"two")
    assert [file.path.read_bytes() for file in counter.source.load(ready).files] == [b"one", b"two"]


def test_the_receipt_names_exactly_the_files_and_verifies(counter: Counter) -> None:
    """Signed by the centre's key, each digest as often and in the order the manifest lists it."""
    counter.send(b"one")
    counter.send(b"two")
    files = {"b.jpg": b"two", "a.jpg": b"one", "c.jpg": b"two"}
    counter.seal(files)
    (ready,) = counter.source.ready(counter.now())
    counter.source.acknowledge(ready, BATCH, at := counter.now())
    receipt = counter.batches.standing(counter.station.id, NAME).receipt
    assert receipt is not None
    said = jwt.decode(receipt, counter.key.public_pem, algorithms=["EdDSA"])
    assert said["files"] == [digest_of(blob) for blob in files.values()]
    assert (said["station"], said["batch"], said["batch_id"], said["sides"]) == ("Q1-01", NAME, BATCH, 1)
    assert datetime.fromisoformat(said["received_at"]) == at
    header = jwt.get_unverified_header(receipt)
    assert (header["alg"], header["typ"], header["kid"]) == ("EdDSA", "sohoa-receipt+jws", counter.key.fingerprint)


def test_the_first_receipt_stands(counter: Counter) -> None:
    """However often and under whatever name it is acknowledged; and with it go the copies and what named people."""
    for blob in PAGES.values():
        counter.send(blob)
    counter.seal(PAGES, dossier="H26.15-0001")
    (ready,) = counter.source.ready(counter.now())
    counter.source.acknowledge(ready, BATCH, counter.now())
    first = counter.batches.standing(counter.station.id, NAME)
    counter.source.acknowledge(ready, BatchId("b-other"), counter.now())
    assert counter.batches.standing(counter.station.id, NAME) == first
    assert counter.seal(PAGES, dossier="H26.15-0001") == first
    assert not any(counter.kept(blob) for blob in PAGES.values())
    with counter.tables.reading() as conn:
        assert conn.scalars(sa.select(batches.c.manifest)).all() == [""]


def test_a_file_two_batches_list_stays_until_both_have_their_receipt(counter: Counter) -> None:
    """The same sheet may belong to two dossiers."""
    counter.send(b"one")
    counter.seal({"1.jpg": b"one"}, "batch-0001")
    counter.seal({"1.jpg": b"one"}, "batch-0002")
    first, second = counter.source.ready(counter.now())
    counter.source.acknowledge(first, BATCH, counter.now())
    assert counter.source.load(second).files[0].path.read_bytes() == b"one"
    counter.source.acknowledge(second, BATCH, counter.now())
    assert not counter.kept(b"one")


def test_a_refused_batch_keeps_everything_until_a_person_acts(counter: Counter) -> None:
    """It is not offered, says why, and can be tried again."""
    counter.send(b"one")
    counter.seal({"1.jpg": b"one"})
    (ready,) = counter.source.ready(counter.now())
    counter.batches.refuse(ready, "empty-delivery", counter.now())
    assert list(counter.source.ready(counter.now())) == []
    (standing,) = counter.batches.unreceived()
    assert (standing.state, standing.code) == (State.REFUSED, "empty-delivery")
    assert counter.kept(b"one")
    counter.batches.retry(counter.station.id, NAME, counter.now())
    assert list(counter.source.ready(counter.now())) == [ready]


def test_the_key_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    """Stations pinned it."""
    first = Counter(tmp_path)
    assert (tmp_path / "door.key").stat().st_mode & 0o777 == 0o600
    assert first.again().key.fingerprint == first.key.fingerprint
