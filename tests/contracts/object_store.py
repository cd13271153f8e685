"""What every store keeps. An adapter joins by giving `store`, and `damage` if its bytes can be reached from outside."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.errors import IntegrityError
from pipeline.model.ids import Digest, digest_of
from pipeline.ports import Store

NOWHERE = Digest("0" * 64)
UNSAFE_NAMES = ["", "/", "a//b", "/etc/passwd", "../x", "a/../b", "a/.", ".hidden", "a/", "a b", "Nguyễn", "x" * 201]

Damage = Callable[[Digest], None]
"""Spoils the stored bytes of one object."""


class ObjectStoreContract:
    """`pipeline.ports.ObjectStore`."""

    @pytest.fixture
    def store(self) -> Store:
        raise NotImplementedError

    @pytest.fixture
    def damage(self, store: Store) -> Damage:
        pytest.skip("this store's bytes cannot be spoiled from here")

    @pytest.mark.parametrize("blob", [b"", b"x", "giấy khai sinh".encode(), bytes(range(256)) * 4096])
    def test_what_was_put_comes_back_under_its_digest(self, store: Store, blob: bytes) -> None:
        """The name is the SHA-256, and the bytes are the bytes."""
        digest = store.put(blob)
        assert digest == digest_of(blob)
        assert store.get(digest) == blob

    def test_putting_twice_is_keeping_once(self, store: Store) -> None:
        """A retry leaves nothing behind."""
        assert store.put(b"once") == store.put(b"once")
        assert list(store.digests()) == [digest_of(b"once")]

    def test_a_file_is_kept_as_its_bytes_are(self, store: Store, tmp_path: Path) -> None:
        """Whichever way bytes come in, they are one object, and the file stays where it is."""
        path = tmp_path / "trang 1.jpg"
        path.write_bytes(b"page")
        assert store.put_file(path) == store.put(b"page")
        assert list(store.digests()) == [digest_of(b"page")]
        assert path.read_bytes() == b"page"

    def test_fetch_writes_the_bytes_and_replaces_what_was_there(self, store: Store, tmp_path: Path) -> None:
        """The target is the object, whole, whatever it was before; nothing else appears beside it."""
        digest = store.put(b"page")
        target = tmp_path / "target"
        target.write_bytes(b"something longer from before")
        store.fetch(digest, target)
        assert target.read_bytes() == b"page"
        assert list(tmp_path.iterdir()) == [target]

    def test_writing_to_a_fetched_file_leaves_the_original_alone(self, store: Store, tmp_path: Path) -> None:
        """Originals are never altered, not even by a careless reader."""
        digest = store.put(b"page")
        store.fetch(digest, tmp_path / "copy")
        with (tmp_path / "copy").open("r+b") as copy:
            copy.write(b"PAGE")
        assert store.get(digest) == b"page"

    def test_what_was_never_put_is_missing(self, store: Store, tmp_path: Path) -> None:
        """Gone is said, not guessed; and a failed fetch leaves no file."""
        with pytest.raises(IntegrityError) as got:
            store.get(NOWHERE)
        assert got.value.reference == "object-missing"
        with pytest.raises(IntegrityError) as fetched:
            store.fetch(NOWHERE, tmp_path / "target")
        assert fetched.value.reference == "object-missing"
        assert list(tmp_path.iterdir()) == []

    def test_damaged_bytes_are_never_handed_out(self, store: Store, damage: Damage, tmp_path: Path) -> None:
        """Neither `get` nor `fetch` gives what does not have its digest; the old target stays."""
        digest = store.put(b"page one of two")
        damage(digest)
        target = tmp_path / "target"
        target.write_bytes(b"from before")
        with pytest.raises(IntegrityError) as got:
            store.get(digest)
        assert got.value.reference == "object-damaged"
        with pytest.raises(IntegrityError) as fetched:
            store.fetch(digest, target)
        assert fetched.value.reference == "object-damaged"
        assert target.read_bytes() == b"from before"

    def test_putting_good_bytes_again_heals_a_damaged_object(self, store: Store, damage: Damage) -> None:
        """Keeping is keeping: `put` does not return while only rubbish stands under the digest."""
        digest = store.put(b"page one of two")
        damage(digest)
        store.put(b"page one of two")
        assert store.get(digest) == b"page one of two"

    @pytest.mark.parametrize("text", ["", "abc", "../../etc/passwd", "A" * 64, "0" * 63 + "/"])
    def test_what_is_no_digest_is_not_looked_up(self, store: Store, text: str) -> None:
        """A forged digest cannot walk out of the store."""
        with pytest.raises(ValueError, match="SHA-256"):
            store.get(Digest(text))

    def test_digests_come_in_order(self, store: Store) -> None:
        """A walk over the whole store is the same walk every time."""
        put = sorted(store.put(str(n).encode()) for n in range(40))
        assert list(store.digests()) == put

    def test_sixteen_writers_of_the_same_bytes_all_succeed(self, store: Store) -> None:
        """Equal bytes have no loser."""
        blob = os.urandom(100_000)
        with ThreadPoolExecutor(16) as writers:
            assert set(writers.map(lambda _: store.put(blob), range(16))) == {digest_of(blob)}
        assert store.get(digest_of(blob)) == blob


class CatalogueContract:
    """`pipeline.ports.Catalogue`."""

    @pytest.fixture
    def store(self) -> Store:
        raise NotImplementedError

    def test_a_name_gives_its_bytes_back(self, store: Store) -> None:
        """What was recorded is recalled."""
        store.record("batches/b-1.json", b"{}")
        assert store.recall("batches/b-1.json") == b"{}"

    def test_an_unknown_name_is_none(self, store: Store) -> None:
        """Absence is an answer, also for what is only the beginning of a name."""
        store.record("batches/b-1.json", b"{}")
        assert store.recall("batches/b-2.json") is None
        assert store.recall("batches") is None
        assert store.recall("batches/b-1.json/more") is None

    def test_recording_the_same_twice_is_nothing(self, store: Store) -> None:
        """A retry after a lost answer succeeds."""
        store.record("a/b", b"same")
        store.record("a/b", b"same")
        assert list(store.names("")) == ["a/b"]

    def test_a_taken_name_keeps_its_first_bytes(self, store: Store) -> None:
        """History is not rewritten."""
        store.record("a/b", b"first")
        with pytest.raises(IntegrityError) as refused:
            store.record("a/b", b"second")
        assert refused.value.reference == "name-taken"
        assert store.recall("a/b") == b"first"

    def test_names_come_in_order_and_by_prefix(self, store: Store) -> None:
        """Sorted as whole strings on every kind of store, so that the last one is the newest everywhere."""
        for name in ["r/a/2", "r/a-b", "r/a.b", "r/a0", "r/a/10", "r/a/1", "s/1"]:
            store.record(name, b"x")
        assert list(store.names("")) == ["r/a-b", "r/a.b", "r/a/1", "r/a/10", "r/a/2", "r/a0", "s/1"]
        assert list(store.names("r/a")) == ["r/a-b", "r/a.b", "r/a/1", "r/a/10", "r/a/2", "r/a0"]
        assert list(store.names("r/a/1")) == ["r/a/1", "r/a/10"]
        assert list(store.names("r/a/")) == ["r/a/1", "r/a/10", "r/a/2"]
        assert list(store.names("nothing")) == []

    def test_names_and_digests_do_not_mix(self, store: Store) -> None:
        """A record is no object and an object no record."""
        digest = store.put(b"object")
        store.record(f"readings/{digest}.json", b"record")
        assert list(store.digests()) == [digest]
        assert list(store.names("")) == [f"readings/{digest}.json"]

    @pytest.mark.parametrize("name", UNSAFE_NAMES)
    def test_an_unsafe_name_is_refused_and_not_repeated(self, store: Store, name: str) -> None:
        """No name leaves its folder, and the refusal does not carry what may be a person's name."""
        with pytest.raises(ValueError, match="safe") as refused:
            store.record(name, b"x")
        assert not name or name == "/" or name not in str(refused.value)
        with pytest.raises(ValueError, match="safe"):
            store.recall(name)

    def test_of_sixteen_racing_writers_one_wins(self, store: Store) -> None:
        """Each loser learns that it lost, and the name keeps the winner's bytes."""

        def write(n: int) -> bool:
            try:
                store.record("race/1", str(n).encode())
            except IntegrityError:
                return False
            return True

        with ThreadPoolExecutor(16) as writers:
            won = list(writers.map(write, range(16)))
        assert won.count(True) == 1
        assert store.recall("race/1") == str(won.index(True)).encode()


class StoreContract(ObjectStoreContract, CatalogueContract):
    """Both together: what every store we keep is."""
