"""The folder store, and what only a disk can do to it."""

import errno
import os
import signal
import stat
import subprocess
import sys
import textwrap
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError, DigitizationError, IntegrityError, RejectedInputError, TransientError
from pipeline.model.ids import Digest, digest_of
from storage.objects.disk import FULL, OPERATOR_ACTS, translating_disk_errors
from storage.objects.folder import FolderOptions, FolderStore
from tests.contracts.object_store import Damage, StoreContract

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def object_path(store: FolderStore, digest: Digest) -> Path:
    return store.root / "objects" / digest[:2] / digest[2:4] / digest


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(FolderOptions(root=tmp_path / "store"))


class TestFolderStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path_factory: pytest.TempPathFactory) -> FolderStore:
        return FolderStore(FolderOptions(root=tmp_path_factory.mktemp("root") / "store"))

    @pytest.fixture
    def damage(self, store: FolderStore) -> Damage:
        def spoil(digest: Digest) -> None:
            path = object_path(store, digest)
            path.chmod(0o640)
            path.write_bytes(b"PAGE" + path.read_bytes()[4:])

        return spoil


def test_objects_stand_read_only_under_their_digest(store: FolderStore) -> None:
    """The folder can be understood, and not be changed by accident, without this program."""
    digest = store.put(b"page")
    assert stat.S_IMODE(object_path(store, digest).stat().st_mode) & 0o222 == 0
    assert list((store.root / "incoming").iterdir()) == []


def test_a_second_store_on_the_same_folder_sees_everything(store: FolderStore) -> None:
    """Nothing is remembered anywhere but on the disk."""
    digest = store.put(b"page")
    store.record("a/b", b"record")
    again = FolderStore(FolderOptions(root=store.root))
    assert again.get(digest) == b"page"
    assert again.recall("a/b") == b"record"


def test_a_damaged_object_is_set_aside_when_good_bytes_come(store: FolderStore) -> None:
    """Healing destroys nothing: what was found stays for whoever wants to know why."""
    digest = store.put(b"page")
    object_path(store, digest).chmod(0o640)
    object_path(store, digest).write_bytes(b"rust")
    store.put(b"page")
    (aside,) = (store.root / "damaged").iterdir()
    assert aside.name.startswith(digest)
    assert aside.read_bytes() == b"rust"


def test_local_gives_the_checked_place_itself(store: FolderStore) -> None:
    """A reader may save the copy, but gets damaged bytes no more than `get` would give them."""
    digest = store.put(b"page")
    assert store.local(digest).read_bytes() == b"page"
    object_path(store, digest).chmod(0o640)
    object_path(store, digest).write_bytes(b"rust")
    with pytest.raises(IntegrityError):
        store.local(digest)
    with pytest.raises(IntegrityError):
        store.local(digest_of(b"never put"))


def test_a_name_cannot_be_a_record_and_a_folder_of_records(store: FolderStore) -> None:
    """The disk knows only one of both, so the second is refused as taken."""
    store.record("a", b"record")
    with pytest.raises(IntegrityError) as below:
        store.record("a/b", b"record")
    store.record("c/d", b"record")
    with pytest.raises(IntegrityError) as above:
        store.record("c", b"record")
    assert {below.value.reference, above.value.reference} == {"name-taken"}


KILLED_WRITER = """
    import os, signal, sys
    from pathlib import Path
    from storage.objects import folder
    from storage.objects.folder import FolderOptions, FolderStore
    step = int(sys.argv[2])
    calls = 0
    def cut(function):
        def counted(*arguments, **more):
            global calls
            calls += 1
            if calls == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **more)
        return counted
    for name in ("make_durable", "make_entries_durable"):
        setattr(folder, name, cut(getattr(folder, name)))
    os.link = cut(os.link)
    store = FolderStore(FolderOptions(root=Path(sys.argv[1])))
    store.put(b"page" * 1000)
    store.record("a/b", b"record")
    assert calls == 12
"""


@pytest.mark.parametrize("step", range(2, 13))
def test_a_writer_killed_anywhere_leaves_all_or_nothing(tmp_path: Path, step: int) -> None:
    """After kill -9 at any step nothing half-written bears a name, and the second try ends as a calm one does."""
    root, repository = tmp_path / "store", Path(__file__).parents[3]
    script = textwrap.dedent(KILLED_WRITER)
    done = subprocess.run([sys.executable, "-c", script, str(root), str(step)], cwd=repository, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    store = FolderStore(FolderOptions(root=root))
    for digest in store.digests():
        assert store.get(digest) == b"page" * 1000
    for name in store.names(""):
        assert store.recall(name) == b"record"
    assert store.get(store.put(b"page" * 1000)) == b"page" * 1000
    store.record("a/b", b"record")
    assert list(store.names("")) == ["a/b"]


def test_sweeping_removes_what_is_old_and_leaves_what_is_being_written(store: FolderStore) -> None:
    """What a power cut left is removed by age; a writer at work is not disturbed."""
    old, young = store.root / "incoming" / "old.tmp", store.root / "incoming" / "young.tmp"
    for path, age in ((old, timedelta(days=2)), (young, timedelta(minutes=1))):
        path.write_bytes(b"half a pa")
        os.utime(path, ((NOW - age).timestamp(),) * 2)
    assert store.sweep(NOW) == 1
    assert not old.exists()
    assert young.exists()
    assert list(store.digests()) == []


def test_a_disk_that_went_away_is_said_and_not_replaced_by_an_empty_store(store: FolderStore, tmp_path: Path) -> None:
    """A lost mount looks like an empty folder; the store must not start afresh in it."""
    digest = store.put(b"page")
    store.root.rename(tmp_path / "elsewhere")
    store.root.mkdir()
    for call in (lambda: store.put(b"new"), lambda: store.record("a", b"x"), lambda: list(store.digests())):
        with pytest.raises(TransientError) as away:
            call()
        assert away.value.reference == "store-unavailable"
    store.root.rmdir()
    (tmp_path / "elsewhere").rename(store.root)
    assert store.get(digest) == b"page"


def test_a_full_disk_is_waited_for(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """ENOSPC while syncing: transient, nothing left behind, and the next try succeeds."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(TransientError) as refused:
            store.put(b"page")
    assert refused.value.reference == "store-unavailable"
    assert list((store.root / "incoming").iterdir()) == []
    assert store.get(store.put(b"page")) == b"page"


@pytest.mark.parametrize("code", sorted(errno.errorcode))
def test_every_disk_error_has_somebody_who_acts(code: int) -> None:
    """The full list of errno: each leaves as one of ours, with its cause, and never as a bare OSError."""
    with pytest.raises(DigitizationError) as raised, translating_disk_errors():
        raise OSError(code, os.strerror(code))
    expected = ConfigurationError if code in OPERATOR_ACTS else TransientError
    assert type(raised.value) is expected
    assert isinstance(raised.value.__cause__, OSError)
    assert FULL.isdisjoint(OPERATOR_ACTS)


def test_a_file_that_cannot_be_read_is_refused_without_its_name(store: FolderStore, tmp_path: Path) -> None:
    """A delivered file may be named after a person: neither the error nor its cause repeats it."""
    with pytest.raises(RejectedInputError) as refused:
        store.put_file(tmp_path / "Nguyễn Văn An.pdf")
    assert "Nguyễn" not in f"{refused.value!r} {refused.value.__cause__!r} {refused.value.__context__!r}"
