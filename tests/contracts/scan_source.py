"""What every way of arriving keeps. A source joins by giving a `desk`: how papers are laid before it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pytest

from pipeline.errors import RejectedInputError
from pipeline.model.ids import BatchId, DeliveryId
from pipeline.ports import ScanSource

BATCH = BatchId("b-0123456789")
PERSON = "Nguyễn Văn An"


class Desk(Protocol):
    """A source and the hands that feed it."""

    source: ScanSource

    def lay(self, name: str, files: Mapping[str, bytes]) -> None:
        """A complete delivery called *name*; one laid later is younger."""
        ...

    def spoil(self, name: str) -> None:
        """The delivery called *name* changes under our hands."""
        ...

    def now(self) -> datetime:
        """A moment at which everything laid so far has lain long enough."""
        ...


def offered(desk: Desk) -> list[DeliveryId]:
    return list(desk.source.ready(desk.now()))


class ScanSourceContract:
    """`pipeline.ports.ScanSource`."""

    keeps_age_order = True

    @pytest.fixture
    def desk(self, tmp_path: Path) -> Desk:
        raise NotImplementedError

    def test_nothing_laid_is_nothing_ready(self, desk: Desk) -> None:
        """An empty desk is no error."""
        assert offered(desk) == []

    def test_what_is_laid_can_be_loaded_in_its_order(self, desk: Desk) -> None:
        """Files as bytes, in natural order, with the names they came under."""
        desk.lay("lô 1", {"trang 10.jpg": b"ten", "trang 2.jpg": b"two", "trang 1.jpg": b"one"})
        (delivery,) = offered(desk)
        loaded = desk.source.load(delivery)
        assert loaded.id == delivery
        assert [file.name for file in loaded.files] == ["trang 1.jpg", "trang 2.jpg", "trang 10.jpg"]
        assert [file.path.read_bytes() for file in loaded.files] == [b"one", b"two", b"ten"]

    def test_it_is_offered_under_one_id_until_it_is_acknowledged(self, desk: Desk) -> None:
        """A crash anywhere before leaves it to be offered again, and its files where they were."""
        desk.lay("lô 1", {"1.jpg": b"one"})
        first = offered(desk)
        loaded = desk.source.load(first[0])
        assert offered(desk) == first
        assert desk.source.load(first[0]) == loaded
        assert loaded.files[0].path.read_bytes() == b"one"

    def test_acknowledged_is_not_offered_again(self, desk: Desk) -> None:
        """And its neighbour is not touched."""
        desk.lay("lô 1", {"1.jpg": b"one"})
        desk.lay("lô 2", {"1.jpg": b"two"})
        first, second = offered(desk)
        desk.source.load(first)
        desk.source.acknowledge(first, BATCH, desk.now())
        assert offered(desk) == [second]
        assert desk.source.load(second).files[0].path.read_bytes() == b"two"

    def test_acknowledging_twice_is_acknowledging_once(self, desk: Desk) -> None:
        """A worker that crashed after the first says it again."""
        desk.lay("lô 1", {"1.jpg": b"one"})
        desk.lay("lô 2", {"1.jpg": b"two"})
        first, second = offered(desk)
        desk.source.acknowledge(first, BATCH, desk.now())
        desk.source.acknowledge(first, BATCH, desk.now())
        assert offered(desk) == [second]

    def test_the_oldest_comes_first(self, desk: Desk) -> None:
        """Who waited longest is served first."""
        for name in ("lô 3", "lô 1", "lô 2"):
            desk.lay(name, {"1.jpg": name.encode()})
        firsts = [desk.source.load(delivery).files[0].path.read_bytes().decode() for delivery in offered(desk)]
        assert firsts == (["lô 3", "lô 1", "lô 2"] if self.keeps_age_order else ["lô 1", "lô 2", "lô 3"])

    def test_what_changed_since_it_was_offered_is_refused(self, desk: Desk) -> None:
        """Proved complete means these bytes; others have to prove it again."""
        desk.lay("lô 1", {"1.jpg": b"one"})
        (delivery,) = offered(desk)
        desk.spoil("lô 1")
        with pytest.raises(RejectedInputError) as refused:
            desk.source.load(delivery)
        assert refused.value.reference == "delivery-gone"

    def test_an_unknown_delivery_is_refused(self, desk: Desk) -> None:
        """Gone is said, in the words the branch reads."""
        with pytest.raises(RejectedInputError) as refused:
            desk.source.load(DeliveryId("d-nobody"))
        assert refused.value.reference == "delivery-gone"

    def test_no_name_of_a_person_shows(self, desk: Desk) -> None:
        """Scanners name files after citizens; ids, reprs and errors do not repeat it."""
        desk.lay(PERSON, {f"{PERSON}.jpg": b"one"})
        (delivery,) = offered(desk)
        assert PERSON not in f"{delivery} {desk.source.load(delivery)!r}"
        desk.spoil(PERSON)
        with pytest.raises(RejectedInputError) as refused:
            desk.source.load(delivery)
        error = refused.value
        assert PERSON not in f"{error} {error!r} {error.__cause__!r} {error.__context__!r}"

    def test_the_same_papers_laid_again_are_another_delivery(self, desk: Desk) -> None:
        """The same sheets may belong to two dossiers: the source does not judge, it offers."""
        desk.lay("lô 1", {"1.jpg": b"one"})
        (first,) = offered(desk)
        desk.source.acknowledge(first, BATCH, desk.now())
        desk.lay("lô 2", {"1.jpg": b"one"})
        (second,) = offered(desk)
        assert first != second
