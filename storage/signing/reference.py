"""The reference signer: signs what lies in `to-sign` the way an officer's own tool should, mark and all.

It shows what is expected and serves tests and trial runs. An officer's key lives in a token that is not ours to open.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle

from pipeline.errors import ConfigurationError, RejectedInputError
from pipeline.model.signing import Regime
from storage.signing.certificates import Issued
from storage.signing.marks import drawn, mark_for
from storage.signing.sheet import sheet_of

FIELD = "SohoaSignature"
AS_IT_IS = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MIN,
    y_align=AxisAlignment.ALIGN_MIN,
    margins=Margins(),
    inner_content_scaling=InnerScaling.NO_SCALING,
)
"""The rule asks for 10 points; a stamp that is scaled to its box has some other size."""


@dataclass(frozen=True, slots=True)
class ReferenceSigner:
    """Signs copies with one key. `name` is what the mark says: the copier, or for `SAO Y` the agency."""

    signer: Signer
    name: str
    regime: Regime = Regime.PAPER_COPY
    face: Path | None = None

    def sign(self, copy: Path, target: Path, at: datetime) -> None:
        """Write *copy* with a signature made *at* to *target*: the bytes of *copy*, then an incremental update."""
        with copy.open("rb") as source:
            try:
                sheet = sheet_of(copy)
                writer = IncrementalPdfFileWriter(source, strict=False)
                taken = sum(1 for _ in writer.prev.embedded_signatures)
            except (pikepdf.PdfError, PdfError) as error:
                raise RejectedInputError(
                    "not-a-pdf", "the copy to sign cannot be opened", "Collect it again."
                ) from error
            appearance, rectangle = drawn(mark_for(self.regime, self.name, at), sheet, self.face)
            field = f"{FIELD}{taken + 1}"
            with TemporaryDirectory() as folder, target.open("wb+") as output:
                stamp = Path(folder) / "mark.pdf"
                stamp.write_bytes(appearance)
                signing = _SignerAt(
                    PdfSignatureMetadata(field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES),
                    self.signer,
                    stamp_style=StaticStampStyle(
                        background=_page_of(stamp), background_layout=AS_IT_IS, border_width=0
                    ),
                    new_field_spec=SigFieldSpec(field, on_page=0, box=_whole(rectangle)),
                )
                signing.at = at
                signing.sign_pdf(writer, output=output)


class _SignerAt(PdfSigner):
    """The time in the signature is the time in its mark."""

    at: datetime

    def init_signing_session(self, *arguments: Any, **named: Any) -> PdfSigningSession:
        session = super().init_signing_session(*arguments, **named)
        session.system_time = self.at
        return session


def _page_of(path: Path) -> ImportedPdfPage:
    return ImportedPdfPage(str(path))  # type: ignore[no-untyped-call]


def _whole(rectangle: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    left, bottom, right, top = rectangle
    return round(left), round(bottom), round(right), round(top)


def signer_from_files(key: Path, certificate: Path | None, passphrase: bytes | None) -> Signer:
    """A PKCS#12 file, or a PEM key with its certificate. `ConfigurationError` when they cannot be used."""
    try:
        if certificate is None:
            found: Signer | None = SimpleSigner.load_pkcs12(str(key), passphrase=passphrase)  # type: ignore[no-untyped-call]
        else:
            found = SimpleSigner.load(str(key), str(certificate), key_passphrase=passphrase)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError) as error:
        raise _unusable() from error
    if found is None:
        raise _unusable()
    return found


def signer_of(issued: Issued, chain: tuple[Issued, ...] = ()) -> Signer:
    """The signer of a test certificate."""
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives import serialization
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    def certificate(one: Issued) -> x509.Certificate:
        return x509.Certificate.load(one.certificate.public_bytes(serialization.Encoding.DER))

    plain = issued.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SimpleSigner(
        signing_cert=certificate(issued),
        signing_key=keys.PrivateKeyInfo.load(plain),
        cert_registry=SimpleCertificateStore.from_certs(  # type: ignore[no-untyped-call]
            [certificate(one) for one in (issued, *chain)]
        ),
    )


def _unusable() -> ConfigurationError:
    return ConfigurationError(
        "signing-key-unusable", "key or certificate cannot be used", "Check the files and the passphrase."
    )
