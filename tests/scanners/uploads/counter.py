"""The door's parts without HTTP, and hands that send what a station sends."""

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from pipeline.model.ids import BranchId, Digest, StationId, digest_of
from scanners.uploads import (
    Batches,
    DoorKey,
    Standing,
    Station,
    Stations,
    Upload,
    UploadOptions,
    Uploads,
    UploadSource,
    UploadTables,
)
from scanners.uploads.shelf import Shelf

START = datetime(2026, 11, 24, 8, tzinfo=UTC)
NAME = "01KCE5M8Z3T8B1Q2Y6V9W4X7RA"


def public_pem(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def manifest(batch: str, files: Mapping[str, bytes], **said: object) -> bytes:
    """The body a station puts."""
    listed = [{"name": name, "sha256": digest_of(blob), "size": len(blob)} for name, blob in files.items()]
    return json.dumps({"batch": batch, "sequence": 1, "files": listed, **said}).encode()


@dataclass
class Counter:
    """An inbox in *root* with one registered station; `again` opens it as a process that starts would."""

    root: Path
    options: UploadOptions = field(init=False)
    limits: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.options = UploadOptions(root=self.root, **self.limits)  # type: ignore[arg-type]
        self.tables = UploadTables(self.options.database)
        self.shelf = Shelf(self.root)
        self.stations = Stations(self.tables)
        self.uploads = Uploads(self.options, self.tables, self.shelf)
        self.batches = Batches(self.options, self.tables)
        self.key = DoorKey.kept_at(self.root / "door.key")
        self.source = UploadSource(self.batches, self.uploads, self.shelf, self.key, lambda _: 1)
        self._ticks = itertools.count()
        self.station = self.stations.find("Q1-01") or self.register("Q1-01")

    def again(self) -> "Counter":
        self.tables.close()
        return Counter(self.root, self.limits)

    def now(self) -> datetime:
        return START + timedelta(seconds=next(self._ticks))

    def register(self, name: str, branch: str = "Q1") -> Station:
        key = public_pem(Ed25519PrivateKey.generate())
        return self.stations.add(StationId(name), BranchId(branch), key, START)

    def send(self, blob: bytes, station: Station | None = None) -> Upload:
        """A whole file, as far as it is not there."""
        sender = (station or self.station).id
        upload = self.uploads.create(sender, digest_of(blob), len(blob), self.now())
        if upload.whole:
            return upload
        part = self.uploads.open_part(upload, upload.offset, self.now())
        part.write(blob[upload.offset :])
        return part.commit()

    def seal(
        self, files: Mapping[str, bytes], batch: str = NAME, sender: Station | None = None, **said: object
    ) -> Standing:
        return self.batches.put(sender or self.station, batch, manifest(batch, files, **said), self.now())

    def kept(self, blob: bytes, station: Station | None = None) -> bool:
        """Whether the inbox holds that file whole."""
        return self.shelf.place((station or self.station).id, Digest(digest_of(blob))).exists()

    def parts(self) -> list[int]:
        return sorted(path.stat().st_size for path in (self.root / "parts").iterdir())
