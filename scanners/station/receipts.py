"""The centre's signed word that a batch is in its store and ledger. Nothing else lets the station forget a copy."""

from collections.abc import Sequence
from typing import Annotated, Final

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import IntegrityError
from pipeline.model.ids import Digest

KIND: Final = "sohoa-receipt+jws"
"""The centre's key signs nothing else under this name."""


class Receipt(BaseModel):
    """What the centre signs. Unknown members are its own affair."""

    model_config = ConfigDict(frozen=True, strict=False)

    batch: str
    batch_id: str = Field(min_length=1, max_length=200)
    station: str
    files: tuple[Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")], ...]
    received_at: AwareDatetime
    sides: int = Field(ge=0)


def verified(
    signed: str, keys: Sequence[Ed25519PublicKey], *, batch: str, station: str, files: Sequence[Digest]
) -> Receipt:
    """The receipt in *signed*, if a pinned key signed it and it speaks of exactly this batch and these files, in this order.

    `IntegrityError`: ``receipt-not-signed`` when no pinned key did, ``receipt-for-others`` when it speaks of others.
    """
    payload = _signed_by_one_of(signed, keys)
    if payload is None:
        raise IntegrityError(
            "receipt-not-signed",
            "the receipt carries no signature of the centre",
            "Nothing is forgotten; call the engineer.",
        )
    try:
        receipt = Receipt.model_validate_json(payload)
    except ValidationError:
        receipt = None
    wanted = (batch, station, tuple(files))
    if receipt is None or (receipt.batch, receipt.station, receipt.files) != wanted:
        raise IntegrityError(
            "receipt-for-others", "the receipt speaks of other papers", "Nothing is forgotten; call the engineer."
        )
    return receipt


def _signed_by_one_of(signed: str, keys: Sequence[Ed25519PublicKey]) -> bytes | None:
    for key in keys:
        try:
            found = jwt.PyJWS(algorithms=["EdDSA"]).decode_complete(signed, key, algorithms=["EdDSA"])
        except (jwt.InvalidTokenError, ValueError, TypeError, RecursionError):
            continue
        if found["header"].get("typ") == KIND:
            payload: bytes = found["payload"]
            return payload
    return None
