"""The store on any S3, through the minio SDK.

::

    <prefix>objects/ab/cd/<sha256>     bytes under their digest; the digest again as user metadata
    <prefix>names/batches/<id>.json    records under their names
    <prefix>probe/put-if-absent        the object that shows whether this server honours If-None-Match
"""

import base64
import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from minio.commonconfig import COMPLIANCE, GOVERNANCE
from minio.error import S3Error
from minio.retention import Retention

from pipeline.errors import ConfigurationError, IntegrityError, RejectedInputError, TransientError
from pipeline.model.ids import Digest, digest_of, digest_of_file
from storage.objects.disk import CHUNK, fresh_file, translating_disk_errors
from storage.objects.keys import is_digest, safe_name, shelf
from storage.objects.s3_client import PRESIGNED_FOR, S3Options, http_pool, s3_client
from storage.objects.s3_errors import refusal, translating_s3_errors

__all__ = ["S3Options", "S3Store"]

WITNESS = "probe/put-if-absent"


def _utc_now() -> datetime:
    return datetime.now(UTC)


class S3Store:
    """Keeps `pipeline.ports.Store` in a bucket; threads may share one, a forked process makes its own.

    Digests: objects are written under what they are, so a race of equal bytes has no loser and needs no condition.
    Names: where the server honours ``If-None-Match: *`` a name is given exactly once, whoever races. Where it does
    not, the store reads before it writes and again after: of two writers in the same instant the later one wins
    and the earlier may not notice (a versioned bucket still keeps both). The probe says which case it is.
    """

    def __init__(self, options: S3Options, clock: Callable[[], datetime] = _utc_now) -> None:
        """*clock* is asked only for the day an object lock runs out. `ConfigurationError` for unusable options."""
        self.options = options
        self.pool = http_pool(options)
        self._clock = clock
        self._bucket_seen = False
        self._conditional: bool | None = {"probe": None, "yes": True, "no": False}[options.conditional_put]
        try:
            self.client = s3_client(options, self.pool)
        except ValueError as error:
            raise ConfigurationError("store-misconfigured", "the store's address cannot be used", str(error)) from error

    def prepare(self) -> None:
        """Make the bucket if it is not there (with object lock, if one is asked for). Safe to repeat."""
        with translating_s3_errors():
            if not self.client.bucket_exists(self.options.bucket):
                self.client.make_bucket(self.options.bucket, object_lock=self.options.object_lock_days is not None)
        self._bucket_seen = True

    # ---------------------------------------------------------------- bytes

    def put(self, blob: bytes) -> Digest:
        digest = digest_of(blob)
        if not self._kept(digest, len(blob)):
            self._upload(digest, BytesIO(blob), len(blob))
        return digest

    def put_file(self, path: Path) -> Digest:
        """As `put`; a large file is read twice and travels in parts. `RejectedInputError` if it cannot be read."""
        try:
            size = path.stat().st_size
            blob = path.read_bytes() if size <= self.options.part_bytes else None
            digest = digest_of_file(path) if blob is None else digest_of(blob)
            source: BinaryIO = path.open("rb") if blob is None else BytesIO(blob)
        except OSError as error:
            refused = type(error).__name__
        else:
            with source:
                length = size if blob is None else len(blob)
                if not self._kept(digest, length):
                    self._upload(digest, source, length)
            return digest
        # Raised out here because the original names the file.
        raise RejectedInputError("file-unreadable", f"a file to keep cannot be read ({refused})", "Send it again.")

    def get(self, digest: Digest) -> bytes:
        blob = b"".join(self._chunks(digest))
        if digest_of(blob) != digest:
            raise _damage(digest)
        return blob

    def fetch(self, digest: Digest, target: Path) -> None:
        whole = hashlib.sha256()
        with translating_disk_errors(), fresh_file(target.parent, 0o640) as (path, file):
            for chunk in self._chunks(digest):
                whole.update(chunk)
                file.write(chunk)
            if whole.hexdigest() != digest:
                raise _damage(digest)
            file.flush()
            path.replace(target)

    def digests(self) -> Iterator[Digest]:
        for key in self._keys("objects/"):
            digest = key.rpartition("/")[2]
            if is_digest(digest):
                yield Digest(digest)

    # ---------------------------------------------------------------- names

    def record(self, name: str, blob: bytes) -> None:
        kept = self.recall(name)
        if kept is None:
            kept = blob if self._give_name(name, blob) else self.recall(name)
        if kept != blob:
            raise IntegrityError(
                "name-taken", f"{name} already names other bytes", "Compare the two records before going on."
            )

    def recall(self, name: str) -> bytes | None:
        with translating_s3_errors():
            response = self._open(f"names/{safe_name(name)}")
            return None if response is None else b"".join(_drained(response))

    def names(self, prefix: str) -> Iterator[str]:
        """Sorted here: servers that keep folders list ``a/b`` before ``a-b``, S3 itself the other way round."""
        yield from sorted(key.removeprefix("names/") for key in self._keys(f"names/{prefix}"))

    # ---------------------------------------------------------------- putting

    def key(self, digest: Digest) -> str:
        """The whole key of an object, for addresses given to others."""
        return f"{self.options.prefix}objects/{shelf(digest)}"

    def _kept(self, digest: Digest, size: int) -> bool:
        """Whether an object of that size is there. One of another size is damaged, and is written again."""
        self.see_bucket()
        with translating_s3_errors():
            try:
                return bool(self.client.stat_object(self.options.bucket, self.key(digest)).size == size)
            except S3Error as error:
                if error.code == "NoSuchKey":
                    return False
                raise

    def _upload(self, digest: Digest, source: BinaryIO, length: int) -> None:
        metadata: dict[str, str] = {"sha256": digest}
        if length <= self.options.part_bytes:
            # Servers that know checksums keep it and refuse other bytes; over several parts it means something else.
            metadata["x-amz-checksum-sha256"] = base64.b64encode(bytes.fromhex(digest)).decode()
        with translating_s3_errors():
            self.client.put_object(
                self.options.bucket,
                self.key(digest),
                _Promised(source, digest, length),
                length,
                metadata=metadata,
                part_size=self.options.part_bytes,
                num_parallel_uploads=1,  # several parts at once would each take their share of memory
                retention=self._retention(),
            )

    def _give_name(self, name: str, blob: bytes) -> bool:
        """Write if the name is free. True when it is surely ours, False when the caller has to look."""
        self.see_bucket()
        key = f"names/{name}"
        if not self._honours_conditions():
            with translating_s3_errors():
                self.client.put_object(
                    self.options.bucket,
                    self.options.prefix + key,
                    BytesIO(blob),
                    len(blob),
                    content_type="application/json",
                    retention=self._retention(),
                )
            return False
        written = self.put_if_absent(key, blob)
        if written and self.options.object_lock_days is not None:
            with translating_s3_errors():
                self.client.set_object_retention(self.options.bucket, self.options.prefix + key, self._retention())
        return written

    def put_if_absent(self, key: str, blob: bytes) -> bool:
        """Write *blob* unless *key* (below the prefix) exists; False if it does. The SDK has no words for this.

        An address is signed for the PUT and the condition goes along as a plain header: the SDK itself would turn
        it into metadata and overwrite. The MD5 (RFC 1864) lets the server refuse what was damaged on the way.
        """
        headers = {
            "If-None-Match": "*",
            "Content-Type": "application/json",
            "Content-MD5": base64.b64encode(hashlib.md5(blob, usedforsecurity=False).digest()).decode(),
        }
        with translating_s3_errors():
            url = self.client.get_presigned_url(
                "PUT", self.options.bucket, self.options.prefix + key, expires=PRESIGNED_FOR
            )
            response = self.pool.urlopen("PUT", url, body=blob, headers=headers)
        if response.status == 412:
            return False
        if response.status in (200, 201, 204):
            return True
        raise refusal("", response.status)

    def _honours_conditions(self) -> bool:
        """Try it once per process on one fixed object: the second of two writes has to be refused."""
        if self._conditional is None:
            self._conditional = not self.put_if_absent(WITNESS, b"1") or not self.put_if_absent(WITNESS, b"2")
        return self._conditional

    def _retention(self) -> Retention | None:
        if self.options.object_lock_days is None:
            return None
        mode = COMPLIANCE if self.options.object_lock_mode == "COMPLIANCE" else GOVERNANCE
        return Retention(mode, self._clock() + timedelta(days=self.options.object_lock_days))

    def see_bucket(self) -> None:
        """Some servers make a bucket for whoever writes to it: a misspelt one must not swallow papers."""
        if not self._bucket_seen:
            with translating_s3_errors():
                self._bucket_seen = self.client.bucket_exists(self.options.bucket)
            if not self._bucket_seen:
                raise refusal("NoSuchBucket", 404)

    # ---------------------------------------------------------------- reading

    def _open(self, key: str) -> Any:
        try:
            return self.client.get_object(self.options.bucket, self.options.prefix + key)
        except S3Error as error:
            if error.code == "NoSuchKey":
                return None
            raise

    def _chunks(self, digest: Digest) -> Iterator[bytes]:
        """The bytes as the server has them. What the consumer does with them is outside our translation."""
        key = f"objects/{shelf(digest)}"
        with translating_s3_errors():
            response = self._open(key)
            if response is not None:
                yield from _drained(response)
                return
        raise IntegrityError("object-missing", f"object {digest} is not in the store", "Restore it from the backup.")

    def _keys(self, prefix: str) -> Iterator[str]:
        with translating_s3_errors():
            found = self.client.list_objects(self.options.bucket, prefix=self.options.prefix + prefix, recursive=True)
            for item in found:
                if not item.is_dir:
                    yield item.object_name.removeprefix(self.options.prefix)


class _Promised:
    """A file that was hashed a moment ago, read again: its last byte is given only if it still is the same file."""

    def __init__(self, source: BinaryIO, digest: Digest, length: int) -> None:
        self._source = source
        self._digest = digest
        self._left = length
        self._whole = hashlib.sha256()

    def read(self, size: int) -> bytes:
        piece = self._source.read(min(size, self._left))
        self._whole.update(piece)
        self._left -= len(piece)
        cut_short = not piece and self._left
        if cut_short or (not self._left and self._whole.hexdigest() != self._digest):
            raise TransientError("file-changed", "a file changed while it was being kept", "Wait until it is complete.")
        return piece


def _drained(response: Any) -> Iterator[bytes]:
    """The body piece by piece; the connection goes back to the pool, or away if it was not read to its end."""
    try:
        yield from response.stream(CHUNK)
    except BaseException:
        response.close()
        raise
    finally:
        response.release_conn()


def _damage(digest: Digest) -> IntegrityError:
    return IntegrityError("object-damaged", f"object {digest} is not what it was", "Restore it from the backup.")
