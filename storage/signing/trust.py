"""Whom we believe: certificates an operator put into folders. Nothing is built in, nothing is fetched."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from asn1crypto import core, crl, pem, x509

from pipeline.errors import ConfigurationError

CERTIFICATES = (".pem", ".crt", ".cer", ".der")
UNIQUE_NAMES = ("user_id", "serial_number", "0.9.2342.19200300.100.1.1", "2.5.4.5")
"""Attributes of a subject that tell two people of one name apart (in Việt Nam: UID=CCCD:…, CMND:…)."""
PERSONAL_NUMBERS = ("CCCD", "CMND", "CMT", "HC", "CCNN", "CC", "DDCN")
AGENCY_NUMBERS = ("MST", "MNS", "MDV", "BHXH", "QD")
"""What Vietnamese CAs put before the number in UID: people's papers, and tax or budget numbers of organisations."""


@dataclass(frozen=True, slots=True)
class TrustFolder:
    """Certificates and revocation lists of one folder."""

    certificates: tuple[x509.Certificate, ...] = ()
    lists: tuple[crl.CertificateList, ...] = ()


def fingerprint(certificate: x509.Certificate) -> str:
    return hashlib.sha256(certificate.dump()).hexdigest()


def trusted_in(folder: Path | None) -> TrustFolder:
    """Everything in *folder*; `ConfigurationError` for a file there that is no certificate: a typo must not weaken trust."""
    if folder is None:
        return TrustFolder()
    if not folder.is_dir():
        raise _unreadable("the folder of trusted certificates is not there")
    lists = [_crl(path) for path in sorted(folder.glob("*.crl"))]
    return TrustFolder(tuple(certificates_in(folder)), tuple(lists))


def certificates_in(folder: Path) -> Iterator[x509.Certificate]:
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in CERTIFICATES:
            yield from _certificates(path)


def officers_of(folder: Path | None, branch: str) -> tuple[x509.Certificate, ...] | None:
    """The certificates that may sign for *branch*; None when nobody restricts it. No folder for a branch means nobody."""
    if folder is None:
        return None
    if not folder.is_dir():
        raise _unreadable("the folder of officers' certificates is not there")
    mine = next((path for path in folder.iterdir() if path.is_dir() and path.name == branch), None)
    return tuple(certificates_in(mine)) if mine is not None else ()


def is_same_signer(one: x509.Certificate, allowed: x509.Certificate) -> bool:
    """The same certificate, a renewed one over the same key, or one the same CA gave to the same numbered person."""
    if one.dump() == allowed.dump() or one.public_key.dump() == allowed.public_key.dump():
        return True
    numbered = any(name in UNIQUE_NAMES for name in one.subject.native)
    return numbered and one.subject == allowed.subject and one.issuer == allowed.issuer


def is_agency(certificate: x509.Certificate) -> bool:
    """Whether the certificate names an organisation and no person. One that does not say is taken for a person's."""
    numbers = list(_numbers(certificate.subject.native))
    if any(number.startswith(PERSONAL_NUMBERS) for number in numbers):
        return False
    return any(number.startswith(AGENCY_NUMBERS) for number in numbers)


def _numbers(subject: dict[str, object]) -> Iterable[str]:
    for name in UNIQUE_NAMES:
        value = subject.get(name)
        values = value if isinstance(value, list) else [value]
        yield from (str(one).strip().upper() for one in values if one)


def _certificates(path: Path) -> Iterator[x509.Certificate]:
    try:
        blob = path.read_bytes()
        blobs = [der for _, _, der in pem.unarmor(blob, multiple=True)] if pem.detect(blob) else [blob]
        for der in blobs:
            certificate = x509.Certificate.load(der, strict=True)
            certificate.subject.native  # noqa: B018  parsed lazily: a broken one must show here
            yield certificate
    except (OSError, ValueError, TypeError) as error:
        raise _unreadable("a file among the trusted certificates cannot be read as one") from error


def _crl(path: Path) -> crl.CertificateList:
    try:
        blob = path.read_bytes()
        der = pem.unarmor(blob)[2] if pem.detect(blob) else blob
        found: crl.CertificateList = crl.CertificateList.load(der, strict=True)
        core.Sequence.dump(found)
    except (OSError, ValueError, TypeError) as error:
        raise _unreadable("a revocation list cannot be read as one") from error
    return found


def _unreadable(what: str) -> ConfigurationError:
    return ConfigurationError("signing-trust-unreadable", what, "Put PEM or DER files there; see: sohoa config")
