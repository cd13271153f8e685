"""The probe says what a store does, not what it claims."""

from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError, TransientError
from storage.objects.folder import FolderOptions, FolderStore
from storage.objects.probe import probe
from storage.objects.s3 import S3Store
from tests.servers.seaweed import Seaweed


def test_a_plain_bucket_has_everything_but_history_and_locks(seaweed: Seaweed) -> None:
    """Versioning and locks are the bucket's, so a server that could is not enough."""
    store = S3Store(seaweed.bucket())
    found = probe(store)
    assert found.conditional_put
    assert found.checksum_rejection
    assert found.presigned_links
    assert not found.versioning
    assert not found.object_lock


def test_a_locked_bucket_has_everything(seaweed: Seaweed) -> None:
    """The bucket we recommend passes in all five."""
    found = probe(S3Store(seaweed.bucket(object_lock=True)))
    assert found.versioning
    assert found.object_lock
    assert found.conditional_put
    assert found.checksum_rejection
    assert found.presigned_links


def test_probing_leaves_nothing_behind(seaweed: Seaweed) -> None:
    """Throw-away objects are thrown away, with every version, and the store's own are not touched."""
    store = S3Store(seaweed.bucket(object_lock=True).model_copy(update={"prefix": "here/"}))
    digest = store.put(b"page")
    probe(store)
    found = store.client.list_objects(store.options.bucket, recursive=True, include_version=True)
    assert [item.object_name for item in found] == [store.key(digest)]


def test_a_folder_is_probed_on_its_own_disk(tmp_path: Path) -> None:
    """Whether a disk knows hard links is found out by linking."""
    store = FolderStore(FolderOptions(root=tmp_path / "store"))
    found = probe(store)
    assert found.conditional_put
    assert found.checksum_rejection
    assert not found.versioning
    assert not found.object_lock
    assert not found.presigned_links
    assert sorted(path.name for path in store.root.iterdir()) == ["damaged", "incoming", "names", "objects"]


def test_an_absent_server_or_bucket_is_no_finding(seaweed: Seaweed) -> None:
    """Not to be confused with a server that lacks something."""
    options = seaweed.bucket()
    with pytest.raises(ConfigurationError):
        probe(S3Store(options.model_copy(update={"bucket": "nobody-made-this"})))
    with pytest.raises(TransientError):
        probe(S3Store(options.model_copy(update={"endpoint": "127.0.0.1:1"})))
