"""Receipts (biên nhận): what the centre signs once papers are its own, and only then."""

import base64
import hashlib
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from pipeline.errors import ConfigurationError
from pipeline.model.ids import BatchId, StationId
from scanners.durable import sync_folder
from scanners.uploads.shelf import translating_disk_errors

ISSUER: Final = "sohoa-door"
KIND: Final = "sohoa-receipt+jws"


class DoorKey:
    """The centre's key (khóa trung tâm): made once in a workspace, readable by its owner only, pinned by every station."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    @classmethod
    def kept_at(cls, path: Path) -> "DoorKey":
        """The key in *path*, made there if there is none. `ConfigurationError` (``door-key-damaged``) when it is no key."""
        with translating_disk_errors():
            if not path.exists():
                _make(path)
            blob = path.read_bytes()
        try:
            key = load_pem_private_key(blob, password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise _damaged() from None
        if not isinstance(key, Ed25519PrivateKey):
            raise _damaged()
        return cls(key)

    @property
    def public_pem(self) -> str:
        return self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    @property
    def fingerprint(self) -> str:
        """``SHA256:…`` over the raw public key: short enough to be read out over the telephone."""
        return fingerprint_of(self._key.public_key())

    def receipt(
        self,
        station: StationId,
        batch: str,
        batch_id: BatchId,
        files: Sequence[str],
        sides: int,
        manifest: str,
        at: datetime,
    ) -> str:
        """A compact JWS: *files* of *station*'s *batch* are ours since *at*. *manifest* is the digest of what was put."""
        said = {
            "iss": ISSUER,
            "station": station,
            "batch": batch,
            "batch_id": batch_id,
            "files": list(files),
            "sides": sides,
            "received_at": at.isoformat(),
            "manifest": manifest,
        }
        return jwt.encode(said, self._key, algorithm="EdDSA", headers={"typ": KIND, "kid": self.fingerprint})


def fingerprint_of(key: Ed25519PublicKey) -> str:
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return "SHA256:" + base64.b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")


def _make(path: Path) -> None:
    """Written aside and linked: two processes that begin at once end with one key, a power cut with one or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{uuid4().hex}")
    blob = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(blob)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(aside, path)
        except FileExistsError:
            return  # another process was first: its key is the one
        sync_folder(path.parent)
    finally:
        aside.unlink(missing_ok=True)


def _damaged() -> ConfigurationError:
    return ConfigurationError(
        "door-key-damaged", "the centre's key is no Ed25519 key", "Restore door.key from the backup."
    )
