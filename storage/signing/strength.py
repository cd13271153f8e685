"""Whether the mathematics behind a signature still holds: digests nobody broke, keys long enough."""

from collections.abc import Iterator

from asn1crypto import x509
from pyhanko.sign.validation.status import PdfSignatureStatus

BROKEN_HASHES = frozenset({"md2", "md5", "sha1"})
LEAST_RSA, LEAST_CURVE = 2048, 256


def weaknesses(status: PdfSignatureStatus, *, accept_sha1: bool) -> Iterator[str]:
    """Broken digests and short keys, in the signature and in the certificates that vouch for it."""
    broken = BROKEN_HASHES - {"sha1"} if accept_sha1 else BROKEN_HASHES
    chain = list(status.validation_path)[1:] if status.validation_path is not None else [status.signing_cert]
    digests = {status.md_algorithm, *(_hash_of(certificate) for certificate in chain)}
    if digests & broken or any(_is_short(certificate) for certificate in [status.signing_cert, *chain]):
        yield "signature-algorithm-weak"


def _hash_of(certificate: x509.Certificate) -> str:
    try:
        return str(certificate.hash_algo)
    except ValueError:  # Ed25519 and its like bring their own
        return ""


def _is_short(certificate: x509.Certificate) -> bool:
    key = certificate.public_key
    match key.algorithm:
        case "rsa" | "rsassa_pss" | "dsa":
            return int(key.bit_size) < LEAST_RSA
        case "ec":
            return int(key.bit_size) < LEAST_CURVE
        case _:
            return False
