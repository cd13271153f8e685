"""Names of things. Swapping two of them is a type error, not a lost paper."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NewType

BatchId = NewType("BatchId", str)
BranchId = NewType("BranchId", str)
StationId = NewType("StationId", str)
DeliveryId = NewType("DeliveryId", str)
DossierCode = NewType("DossierCode", str)
"""Mã hồ sơ: opaque, given by the one-stop system, never minted here."""
ProcedureCode = NewType("ProcedureCode", str)
"""Mã TTHC, e.g. ``2.000815``."""
ComponentCode = NewType("ComponentCode", str)
"""Mã thành phần hồ sơ."""
KindCode = NewType("KindCode", str)
"""Our own code of a kind of paper (loại giấy tờ), e.g. ``birth-certificate``."""
Digest = NewType("Digest", str)
"""SHA-256 in lower-case hex, 64 characters."""

UNKNOWN_KIND = KindCode("unknown")


def digest_of(blob: bytes | memoryview) -> Digest:
    """SHA-256 of *blob*."""
    return Digest(hashlib.sha256(blob).hexdigest())


def digest_of_file(path: Path) -> Digest:
    """SHA-256 of the file's bytes, with flat memory. `OSError` when it cannot be read."""
    with path.open("rb") as file:
        return Digest(hashlib.file_digest(file, "sha256").hexdigest())


def digest_of_parts(parts: Iterable[str]) -> Digest:
    """SHA-256 over length-prefixed *parts*, so that no two lists of parts collide."""
    whole = hashlib.sha256()
    for part in parts:
        encoded = part.encode()
        whole.update(len(encoded).to_bytes(8, "big"))
        whole.update(encoded)
    return Digest(whole.hexdigest())


def batch_id_of(station: StationId, files: Iterable[Digest], dossier_hint: DossierCode | None) -> BatchId:
    """The batch's own name: the same papers from the same station for the same dossier are the same batch."""
    parts = [station, dossier_hint or "", *files]
    return BatchId("b-" + digest_of_parts(parts)[:20])


def shelf_key(code: str) -> str:
    """A store-safe stand-in for an outside code: object keys carry nothing of what the code may hold."""
    return digest_of(code.encode())[:24]
