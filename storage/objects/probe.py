"""What a store can really do, tried with throw-away objects: servers claim more than they keep.

Tried on five servers, three accepted a forged signature, ignored ``If-None-Match`` or kept a wrong checksum,
each with a cheerful 200. So `sohoa doctor` asks here instead of reading a feature list.
"""

import base64
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from minio.commonconfig import GOVERNANCE
from minio.deleteobjects import DeleteObject
from minio.error import MinioException
from minio.retention import Retention

from pipeline.errors import ConfigurationError, IntegrityError
from pipeline.model.ids import digest_of
from storage.objects.folder import FolderOptions, FolderStore
from storage.objects.s3 import S3Store
from storage.objects.s3_client import PRESIGNED_FOR
from storage.objects.s3_errors import translating_s3_errors

CONTENDERS = 6


@dataclass(frozen=True, slots=True)
class StoreCapabilities:
    """What was seen to work. All false is still a usable store; each truth is one promise more."""

    versioning: bool
    """An overwritten object can still be read: a mistake, or an intruder, cannot make a paper disappear."""
    object_lock: bool
    """A kept object cannot be deleted before its day."""
    conditional_put: bool
    """Of several writers racing for one name exactly one wins."""
    checksum_rejection: bool
    """Bytes that do not have the digest they came with are refused."""
    presigned_links: bool
    """An address for one file and a while works, and a forged one does not."""


def probe(store: S3Store | FolderStore) -> StoreCapabilities:
    """Try everything. `TransientError` or `ConfigurationError` when not even writing and reading works."""
    match store:
        case S3Store():
            return _probe_s3(store)
        case FolderStore():
            return _probe_folder(store)


def _probe_folder(store: FolderStore) -> StoreCapabilities:
    """In a store of its own below the real one's root: the same disk, none of its names."""
    with TemporaryDirectory(dir=store.root, prefix="probe-") as folder:
        trial = FolderStore(FolderOptions(root=Path(folder)))

        def win(contender: int) -> bool:
            try:
                trial.record("race", str(contender).encode())
            except IntegrityError:
                return False
            return True

        return StoreCapabilities(
            versioning=False,
            object_lock=False,
            conditional_put=_one_wins(win),
            checksum_rejection=True,  # bytes are hashed as they are written
            presigned_links=False,
        )


def _probe_s3(store: S3Store) -> StoreCapabilities:
    store.see_bucket()
    with _throw_away(store) as folder:
        with translating_s3_errors():
            _must_keep(store, f"{folder}/plain")
        return StoreCapabilities(
            versioning=_works(lambda: _keeps_versions(store, f"{folder}/versions")),
            object_lock=_works(lambda: _locks(store, f"{folder}/lock")),
            conditional_put=_works(lambda: _gives_once(store, f"{folder}/once")),
            checksum_rejection=_works(lambda: _rejects_wrong_checksum(store, f"{folder}/checksum")),
            presigned_links=_works(lambda: _signs(store, f"{folder}/link")),
        )


@contextmanager
def _throw_away(store: S3Store) -> Iterator[str]:
    """A folder of its own, emptied afterwards with every version. What a lock still holds stays; it is some bytes."""
    folder = f"{store.options.prefix}probe/{uuid4().hex}"
    bucket = store.options.bucket
    try:
        yield folder
    finally:
        with translating_s3_errors():
            for versions in (True, False):
                try:
                    found = list(
                        store.client.list_objects(bucket, prefix=folder, recursive=True, include_version=versions)
                    )
                    doomed = [DeleteObject(item.object_name, item.version_id if versions else None) for item in found]
                    list(store.client.remove_objects(bucket, doomed))
                except (MinioException, ValueError):  # this server knows no versions; the plain way comes next
                    continue


def _works(trial: Callable[[], bool]) -> bool:
    """False when the server refuses the trial, in whatever words; an absent server still raises."""
    try:
        with translating_s3_errors():
            try:
                return trial()
            except (MinioException, ValueError):  # ValueError: the SDK cannot read this server's answer
                return False
    except ConfigurationError:
        return False


def _write(store: S3Store, key: str, blob: bytes, **more: object) -> str | None:
    """Put plainly; the version the server says it made."""
    written = store.client.put_object(store.options.bucket, key, BytesIO(blob), len(blob), **more)
    version: str | None = written.version_id
    return version


def _read(store: S3Store, key: str, version: str | None = None) -> bytes:
    response = store.client.get_object(store.options.bucket, key, version_id=version)
    try:
        return bytes(response.read())
    finally:
        response.release_conn()


def _must_keep(store: S3Store, key: str) -> None:
    _write(store, key, b"plain")
    if _read(store, key) != b"plain":
        raise ConfigurationError("store-misconfigured", "the store gives back other bytes", "Do not use this store.")


def _keeps_versions(store: S3Store, key: str) -> bool:
    first = _write(store, key, b"first")
    _write(store, key, b"second")
    return first is not None and _read(store, key, first) == b"first" and _read(store, key) == b"second"


def _locks(store: S3Store, key: str) -> bool:
    until = datetime.now(UTC) + timedelta(minutes=5)
    version = _write(store, key, b"locked", retention=Retention(GOVERNANCE, until))
    if version is None:
        return False
    try:
        store.client.remove_object(store.options.bucket, key, version_id=version)
    except MinioException:
        pass  # refused, as it should be: what counts is whether the bytes are still there
    held = _read(store, key, version) == b"locked"
    doomed = [DeleteObject(key, version)]
    list(store.client.remove_objects(store.options.bucket, doomed, bypass_governance_mode=True))
    return held


def _gives_once(store: S3Store, key: str) -> bool:
    below = key.removeprefix(store.options.prefix)
    return _one_wins(lambda contender: store.put_if_absent(below, str(contender).encode()))


def _one_wins(write: Callable[[int], bool]) -> bool:
    """Race several writers for a free name, then one more for the taken one."""
    with ThreadPoolExecutor(CONTENDERS) as racers:
        won = sum(racers.map(write, range(CONTENDERS)))
    return won == 1 and not write(CONTENDERS)


def _rejects_wrong_checksum(store: S3Store, key: str) -> bool:
    other = base64.b64encode(bytes.fromhex(digest_of(b"other"))).decode()
    try:
        _write(store, key, b"sent", metadata={"x-amz-checksum-sha256": other})
    except MinioException:
        return True
    return False


def _signs(store: S3Store, key: str) -> bool:
    _write(store, key, b"linked")
    url = store.client.get_presigned_url("GET", store.options.bucket, key, expires=PRESIGNED_FOR)
    good = store.pool.urlopen("GET", url)
    last = "0" if url[-1] != "0" else "1"
    forged = store.pool.urlopen("GET", url[:-1] + last)
    return bool(good.status == 200 and good.data == b"linked" and forged.status in (401, 403))
