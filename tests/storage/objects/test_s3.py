"""The S3 store against a real server, healthy, slow to answer, and dead."""

import io
import os
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from pydantic import SecretStr

from pipeline.errors import ConfigurationError, DigitizationError, IntegrityError, RejectedInputError, TransientError
from pipeline.model.ids import Digest, digest_of
from storage.objects.s3 import S3Store
from storage.objects.s3_client import MIB, S3Options
from tests.contracts.object_store import CatalogueContract, Damage, StoreContract
from tests.servers.seaweed import Seaweed, running

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def overwrite(store: S3Store, key: str, blob: bytes) -> None:
    store.client.put_object(store.options.bucket, key, io.BytesIO(blob), len(blob))


@pytest.fixture(scope="module")
def shared(seaweed: Seaweed) -> S3Options:
    """One bucket for many tests, each below a prefix of its own: making buckets is the slow part."""
    return seaweed.bucket()


class TestS3Store(StoreContract):
    @pytest.fixture
    def store(self, shared: S3Options) -> S3Store:
        return S3Store(shared.model_copy(update={"prefix": f"tests/{uuid4().hex}/"}))

    @pytest.fixture
    def damage(self, store: S3Store) -> Damage:
        def spoil(digest: Digest) -> None:
            overwrite(store, store.key(digest), b"rubbish")

        return spoil


class TestS3StoreInAVersionedBucket(CatalogueContract):
    """Conditions under versioning were broken in more than one server."""

    @pytest.fixture
    def store(self, seaweed: Seaweed) -> S3Store:
        return S3Store(seaweed.bucket(versioned=True))


class TestS3StoreWithoutConditions(CatalogueContract):
    """The fallback keeps every promise but the one about a race."""

    @pytest.fixture
    def store(self, seaweed: Seaweed) -> S3Store:
        return S3Store(seaweed.bucket().model_copy(update={"conditional_put": "no"}))

    def test_of_sixteen_racing_writers_one_wins(self, store: S3Store) -> None:  # type: ignore[override]
        """Without conditions the weaker promise: one writer's bytes stay, whole, and most losers learn of it."""

        def write(n: int) -> bool:
            try:
                store.record("race/1", str(n).encode())
            except IntegrityError:
                return False
            return True

        with ThreadPoolExecutor(16) as writers:
            list(writers.map(write, range(16)))
        assert store.recall("race/1") in {str(n).encode() for n in range(16)}
        with pytest.raises(IntegrityError):
            store.record("race/1", b"a later one")


def test_two_stores_in_one_bucket_do_not_see_each_other(seaweed: Seaweed) -> None:
    """A prefix is a store of its own; the store without one has other neighbours' keys beside it and ignores them."""
    options = seaweed.bucket()
    one, other = S3Store(options), S3Store(options.model_copy(update={"prefix": "sohoa/test/"}))
    for store in (one, other):
        store.record("a/b", store.options.prefix.encode())
        assert list(store.digests()) == []
        store.put(b"page")
        assert list(store.digests()) == [digest_of(b"page")]
        assert list(store.names("")) == ["a/b"]
    assert one.recall("a/b") == b""
    assert other.recall("a/b") == b"sohoa/test/"


def test_a_repeated_put_makes_no_new_version(seaweed: Seaweed) -> None:
    """Keeping twice is keeping once also where overwriting would be harmless: a locked version costs for years."""
    store = S3Store(seaweed.bucket(versioned=True))
    digest = store.put(b"page")
    store.put(b"page")
    store.record("a/b", b"x")
    store.record("a/b", b"x")
    found = store.client.list_objects(store.options.bucket, recursive=True, include_version=True)
    keys = [item.object_name for item in found if not item.object_name.startswith("probe/")]
    assert sorted(keys) == ["names/a/b", store.key(digest)]


def test_a_large_file_travels_in_parts_with_flat_memory(seaweed: Seaweed, tmp_path: Path) -> None:
    """Memory is a few parts, however long the file; what comes back is checked to the last byte."""
    store = S3Store(seaweed.bucket().model_copy(update={"part_bytes": 5 * MIB}))
    path = tmp_path / "archive.pdf"
    with path.open("wb") as file:
        for _ in range(41):
            file.write(os.urandom(MIB))
    tracemalloc.start()
    digest = store.put_file(path)
    store.fetch(digest, tmp_path / "copy.pdf")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 24 * MIB
    assert digest_of((tmp_path / "copy.pdf").read_bytes()) == digest == digest_of(path.read_bytes())
    assert store.client.stat_object(store.options.bucket, store.key(digest)).etag.endswith("-9")


@pytest.mark.parametrize("size", [5 * MIB, 5 * MIB + 1, 10 * MIB])
def test_sizes_around_a_part_are_kept_whole(seaweed: Seaweed, tmp_path: Path, size: int) -> None:
    """One byte more or less than a part is no special case."""
    store = S3Store(seaweed.bucket().model_copy(update={"part_bytes": 5 * MIB}))
    blob = os.urandom(MIB) * (size // MIB) + b"x" * (size % MIB)
    (tmp_path / "file").write_bytes(blob)
    assert store.get(store.put_file(tmp_path / "file")) == blob
    assert store.get(store.put(blob)) == blob


def test_a_file_that_changes_while_it_is_sent_is_not_kept(
    seaweed: Seaweed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scanner still writing cannot put wrong bytes under a digest: the upload is given up before its last part."""
    store = S3Store(seaweed.bucket().model_copy(update={"part_bytes": 5 * MIB}))
    path = tmp_path / "growing.pdf"
    path.write_bytes(os.urandom(MIB) * 11)
    digest = digest_of(path.read_bytes())
    kept = store._kept

    def meanwhile(wanted: Digest, size: int) -> bool:
        with path.open("r+b") as scanner:
            scanner.seek(7 * MIB)
            scanner.write(b"another page")
        return kept(wanted, size)

    monkeypatch.setattr(store, "_kept", meanwhile)
    with pytest.raises(TransientError) as changed:
        store.put_file(path)
    assert changed.value.reference == "file-changed"
    with pytest.raises(IntegrityError):
        store.get(digest)


def test_an_unreadable_file_is_refused_without_its_name(seaweed: Seaweed, tmp_path: Path) -> None:
    """Neither the error nor its cause repeats a delivered name."""
    store = S3Store(seaweed.bucket())
    with pytest.raises(RejectedInputError) as refused:
        store.put_file(tmp_path / "Nguyễn Văn An.pdf")
    assert "Nguyễn" not in f"{refused.value!r} {refused.value.__cause__!r} {refused.value.__context__!r}"


def test_kept_objects_are_locked_until_their_day(seaweed: Seaweed) -> None:
    """With `object_lock_days` neither an object nor a record can be deleted before the day the clock promised."""
    options = seaweed.bucket(object_lock=True).model_copy(update={"object_lock_days": 30})
    today = datetime.now(UTC)
    store = S3Store(options, clock=lambda: today)
    digest = store.put(b"page")
    store.record("a/b", b"record")
    for key in (store.key(digest), "names/a/b"):
        retention = store.client.get_object_retention(options.bucket, key)
        assert retention.mode == "GOVERNANCE"
        assert abs(retention.retain_until_date - today - timedelta(days=30)) < timedelta(seconds=2)
    assert store.get(digest) == b"page"


def test_prepare_makes_the_bucket_once(seaweed: Seaweed) -> None:
    """A fresh deployment needs no other tool; saying it twice is saying it once."""
    store = S3Store(seaweed.bucket().model_copy(update={"bucket": "made-by-prepare"}))
    store.prepare()
    store.prepare()
    assert store.get(store.put(b"page")) == b"page"


def test_a_misspelt_bucket_swallows_nothing(seaweed: Seaweed) -> None:
    """Some servers make a bucket for whoever writes to it; ours asks first and tells the operator."""
    options = seaweed.bucket().model_copy(update={"bucket": "mispelt-bucket"})
    for call in (
        lambda: S3Store(options).put(b"page"),
        lambda: S3Store(options).record("a", b"x"),
        lambda: S3Store(options).get(digest_of(b"page")),
        lambda: list(S3Store(options).digests()),
    ):
        with pytest.raises(ConfigurationError) as missing:
            call()
        assert missing.value.reference == "bucket-missing"


@pytest.mark.parametrize("wrong", [{"secret_key": SecretStr("wrong")}, {"access_key": SecretStr("nobody")}])
def test_wrong_keys_are_the_operators_to_fix(seaweed: Seaweed, wrong: dict[str, SecretStr]) -> None:
    """Waiting would not help, so it is not retried; and no key is repeated in the message."""
    store = S3Store(seaweed.bucket().model_copy(update=wrong))
    for call in (lambda: store.put(b"page"), lambda: store.get(digest_of(b"page")), lambda: store.record("a", b"x")):
        with pytest.raises(ConfigurationError) as refused:
            call()
        assert "wrong" not in str(refused.value)
        assert "nobody" not in str(refused.value)


def test_options_do_not_show_their_secrets(seaweed: Seaweed) -> None:
    """`sohoa config` and every traceback print options."""
    shown = repr(seaweed.bucket())
    assert "test-secret" not in shown
    assert "test-access" not in shown


def test_a_server_killed_in_the_middle_is_waited_for_and_loses_nothing(tmp_path: Path) -> None:
    """kill -9 under sixteen writers: every call ends in a kept object or a `TransientError`; what was kept is there."""
    with running(tmp_path) as server:
        store = S3Store(server.bucket())
        blobs = [os.urandom(20_000) for _ in range(200)]
        ended: list[Digest | DigitizationError] = []

        def keep(blob: bytes) -> None:
            try:
                ended.append(store.put(blob))
            except DigitizationError as error:
                ended.append(error)
            if len(ended) == 60:
                server.kill()

        with ThreadPoolExecutor(16) as writers:
            list(writers.map(keep, blobs))
        failed = [end for end in ended if isinstance(end, DigitizationError)]
        assert len(ended) == len(blobs)
        assert failed
        assert {type(error) for error in failed} == {TransientError}
        assert {error.reference for error in failed} == {"store-unavailable"}
        for call in (lambda: store.get(digest_of(blobs[0])), lambda: store.record("a", b"x"), lambda: store.prepare()):
            with pytest.raises(TransientError):
                call()
        server.start()
        for kept in (end for end in ended if isinstance(end, str)):
            assert digest_of(store.get(Digest(kept))) == kept
        assert {store.put(blob) for blob in blobs} == {digest_of(blob) for blob in blobs}
