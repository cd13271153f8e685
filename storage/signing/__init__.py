"""Signatures of PDFs: validated in a bounded process, handed over in folders, and made by a reference signer."""

from storage.signing.folder import HandOver
from storage.signing.options import SignatureOptions
from storage.signing.validator import BoundedValidator

__all__ = ["BoundedValidator", "HandOver", "SignatureOptions"]
