"""Who a station is: an Ed25519 key pair made at the station, whose private half never leaves it."""

import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from pipeline.errors import ConfigurationError
from scanners.durable import sync_folder

AUDIENCE: Final = "sohoa-door"
_LIFETIME: Final = timedelta(minutes=4)
_END: Final = "-----END PUBLIC KEY-----"


class Identity:
    """The station's name and key. The key is in no `repr`."""

    def __init__(self, station: str, key: Ed25519PrivateKey) -> None:
        self.station = station
        self._key = key

    @property
    def public_pem(self) -> str:
        """What the centre registers."""
        key = self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return key.decode()

    def token(self, now: datetime) -> str:
        """A bearer token for one request; *now* by the centre's clock."""
        claims = {
            "iss": self.station,
            "aud": AUDIENCE,
            "iat": int(now.timestamp()),
            "exp": int((now + _LIFETIME).timestamp()),
            "jti": secrets.token_urlsafe(16),
        }
        return jwt.encode(claims, self._key, algorithm="EdDSA")


def enrol(station: str, key_file: Path) -> Identity:
    """Make the key pair, readable by this user alone. An existing key is kept: enrolling twice is enrolling once."""
    if not station:
        raise ConfigurationError("station-not-named", "the station has no name", "Give the name the centre registers.")
    if key_file.exists():
        return identity_of(station, key_file)
    key = Ed25519PrivateKey.generate()
    blob = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        key_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_once(key_file, blob)
    except FileExistsError:  # another process was quicker: its key counts
        return identity_of(station, key_file)
    except OSError as error:
        raise ConfigurationError(
            "station-key-refused", f"the key cannot be written ({error.errno})", "Let this user write in the folder."
        ) from None
    return Identity(station, key)


def _write_once(path: Path, blob: bytes) -> None:
    """Whole or not at all: a key cut in half would lock the station out."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, blob)
        os.fsync(descriptor)
        os.link(aside, path)
    finally:
        os.close(descriptor)
        aside.unlink()
    sync_folder(path.parent)


def identity_of(station: str, key_file: Path) -> Identity:
    """The identity enrolled before. `ConfigurationError` when there is none, or the key is open to others."""
    try:
        blob = key_file.read_bytes()
        mode = key_file.stat().st_mode
    except OSError:
        raise ConfigurationError(
            "station-not-enrolled", "this station has no key yet", "Run `sohoa station enrol` first."
        ) from None
    if mode & 0o077:
        raise ConfigurationError(
            "station-key-open", "other users may read the station's key", "chmod 600, and enrol anew if in doubt."
        )
    try:
        key = load_pem_private_key(blob, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise ConfigurationError(
            "station-key-damaged", "the station's key cannot be read", "Remove it, enrol anew, register the new key."
        )
    return Identity(station, key)


def centre_keys(path: Path | None) -> tuple[Ed25519PublicKey, ...]:
    """The pinned keys a receipt may be signed with: one, or two while the centre changes its key."""
    if path is None:
        raise ConfigurationError("centre-key-missing", "no key of the centre is pinned", "Set the centre's key file.")
    try:
        text = path.read_text(encoding="ascii")
        blocks = [part.strip() + "\n" + _END for part in text.split(_END) if "BEGIN PUBLIC KEY" in part]
        keys = [load_pem_public_key(block.encode()) for block in blocks]
    except (OSError, ValueError, UnsupportedAlgorithm):
        keys = []
    pinned = tuple(key for key in keys if isinstance(key, Ed25519PublicKey))
    if not pinned:
        raise ConfigurationError(
            "centre-key-unreadable", "the centre's key file holds no Ed25519 key", "Fetch it from the centre again."
        )
    return pinned
