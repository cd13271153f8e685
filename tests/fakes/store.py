"""A store in memory: the same promises as the real ones (`tests.contracts.object_store`), none of the disk."""

from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from pipeline.errors import IntegrityError
from pipeline.model.ids import Digest, digest_of
from storage.objects.keys import safe_name, shelf


class MemoryStore:
    """Keeps `pipeline.ports.Store`. Its two dictionaries may be looked into, and damaged, by a test."""

    def __init__(self) -> None:
        self.objects: dict[Digest, bytes] = {}
        self.named: dict[str, bytes] = {}
        self._one_at_a_time = Lock()

    def put(self, blob: bytes) -> Digest:
        digest = digest_of(blob)
        self.objects[digest] = bytes(blob)
        return digest

    def put_file(self, path: Path) -> Digest:
        return self.put(path.read_bytes())

    def get(self, digest: Digest) -> bytes:
        shelf(digest)
        blob = self.objects.get(digest)
        if blob is None:
            raise IntegrityError("object-missing", f"object {digest} is not in the store")
        if digest_of(blob) != digest:
            raise IntegrityError("object-damaged", f"object {digest} is not what it was")
        return blob

    def fetch(self, digest: Digest, target: Path) -> None:
        target.write_bytes(self.get(digest))

    def digests(self) -> Iterator[Digest]:
        yield from sorted(self.objects)

    def record(self, name: str, blob: bytes) -> None:
        with self._one_at_a_time:
            kept = self.named.setdefault(safe_name(name), bytes(blob))
        if kept != blob:
            raise IntegrityError("name-taken", f"{name} already names other bytes")

    def recall(self, name: str) -> bytes | None:
        return self.named.get(safe_name(name))

    def names(self, prefix: str) -> Iterator[str]:
        yield from sorted(name for name in self.named if name.startswith(prefix))
