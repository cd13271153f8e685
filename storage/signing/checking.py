"""What holds of the signatures of one PDF. Runs in the bounded process: the file may be hostile."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

import pikepdf
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    validate_pdf_signature,
)
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from pipeline.model.signing import Examination, SignatureFacts, Terms
from storage.signing.byte_range import gap_is_the_signature
from storage.signing.content import shows_the_same
from storage.signing.options import SignatureOptions
from storage.signing.strength import weaknesses
from storage.signing.trust import TrustFolder, fingerprint, is_agency, is_same_signer, officers_of, trusted_in

MOST_SIGNATURES = 50
"""Real decisions carry up to a dozen; each one costs a walk through the file."""
ANY_SIGNING_KEY = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"},
    match_all_key_usages=False,
    explicit_extd_key_usage_required=False,
)
GRAVEST_FIRST = (
    "not-a-pdf",
    "encrypted-file",
    "signed-file-too-large",
    "signed-file-damaged",
    "signature-missing",
    "signed-file-differs",
    "signature-broken",
    "changed-after-signing",
    "signature-algorithm-weak",
    "certificate-revoked",
    "certificate-expired",
    "signature-untrusted",
    "signer-not-allowed",
    "signer-not-personal",
    "signature-time-implausible",
)
"""Every fault there is; of several the first is the one a person is told."""

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


def graded(faults: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(faults), key=GRAVEST_FIRST.index))


def check(path: Path, now: datetime, terms: Terms | None, options: SignatureOptions) -> Examination:
    """See `pipeline.ports.SignatureValidator.examine`. `ConfigurationError` when a folder of trust cannot be read."""
    trust = trusted_in(options.roots)
    if path.stat().st_size > options.max_megabytes * 1_000_000:
        return Examination(("signed-file-too-large",), ())
    with path.open("rb") as file:
        start = file.read(1024).find(b"%PDF-")
    if start < 0:
        return Examination(("not-a-pdf",), ())
    try:
        with _from(path, start) as pdf:
            return _Look(pdf, now, terms, options, trust).whole()
    except pikepdf.PasswordError:
        return Examination(("encrypted-file",), ())
    except MemoryError:
        raise
    except Exception:
        return Examination(("signed-file-damaged",), ())


@contextmanager
def _from(path: Path, start: int) -> Iterator[Path]:
    """The file without the bytes some mail gateways and archives put before a PDF: readers skip them, offsets do not
    count them."""
    if start == 0:
        yield path
        return
    with TemporaryDirectory() as folder, path.open("rb") as file:
        pdf = Path(folder) / "pdf"
        file.seek(start)
        with pdf.open("wb") as target:
            copyfileobj(file, target)
        yield pdf


class _Look:
    """One look at one file."""

    def __init__(
        self, path: Path, now: datetime, terms: Terms | None, options: SignatureOptions, trust: TrustFolder
    ) -> None:
        self._path, self._now, self._terms, self._options, self._trust = path, now, terms, options, trust

    def whole(self) -> Examination:
        faults: list[str] = []
        with pikepdf.open(self._path) as theirs:
            if theirs.is_encrypted:
                return Examination(("encrypted-file",), ())
            if self._terms is not None:
                with pikepdf.open(self._terms.original) as ours:
                    if not shows_the_same(ours, theirs):
                        faults.append("signed-file-differs")
                if not self._terms.same_bytes and not self._options.accept_rewritten:
                    faults.append("signed-file-differs")
        with self._path.open("rb") as file:
            reader = PdfFileReader(file, strict=False)
            embedded = _signatures_in(reader)
            if embedded is None or len(embedded) > MOST_SIGNATURES:
                return Examination(graded([*faults, "signature-broken"]), ())
            signatures = [one for one in embedded if one.sig_object_type == "/Sig"]
            faults += _unreadable_kinds(reader)
            if not signatures and "signature-algorithm-weak" not in faults and "signature-broken" not in faults:
                return Examination(graded([*faults, "signature-missing"]), ())
            proofs = _kept_proofs(reader)
            found = tuple(self._one(one, proofs, newest=one is signatures[-1]) for one in signatures)
        return Examination(graded([*faults, *_of_all(found, returned=self._terms is not None)]), found)

    def _one(
        self, embedded: EmbeddedPdfSignature, proofs: DocumentSecurityStore | None, *, newest: bool
    ) -> SignatureFacts:
        try:
            return self._facts(embedded, proofs, newest=newest)
        except Exception:
            return SignatureFacts(("signature-broken",), "", None, False, "", False, False)

    def _facts(
        self, embedded: EmbeddedPdfSignature, store: DocumentSecurityStore | None, *, newest: bool
    ) -> SignatureFacts:
        moment = self._moment(embedded)
        status = validate_pdf_signature(
            embedded, self._context(moment, store), self._context(moment, store), key_usage_settings=ANY_SIGNING_KEY
        )
        certificate = embedded.signer_cert
        stamp = status.timestamp_validity
        stamped = stamp is not None and stamp.valid and stamp.intact and stamp.trusted
        signed_at = stamp.timestamp if stamp is not None and stamped else status.signer_reported_dt
        if signed_at is not None and signed_at.tzinfo is None:
            signed_at = signed_at.replace(tzinfo=UTC)
        facts = SignatureFacts(
            faults=(),
            certificate=fingerprint(certificate),
            signed_at=signed_at,
            time_stamped=stamped,
            level=_level(embedded, time_stamped=stamped, kept=store is not None),
            covers_file=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
            revocation_checked=bool(self._trust.lists or (store is not None and (store.crls or store.ocsps))),
            signer=certificate.subject.native.get("common_name", "") or "",
            issuer=certificate.issuer.native.get("common_name", "") or "",
        )
        faults = [*_integrity(embedded, status, newest=newest), *self._trust_faults(status)]
        faults += weaknesses(status, accept_sha1=self._options.accept_sha1 and self._terms is not None)
        if stamp is not None and not (stamp.valid and stamp.intact):
            faults.append("signature-broken")
        if self._terms is not None:
            faults += self._against(self._terms, certificate, signed_at)
        return replace(facts, faults=graded(faults))

    def _moment(self, embedded: EmbeddedPdfSignature) -> datetime:
        """A paper signed years ago is held against its own day, a copy that comes back today against today."""
        said = embedded.self_reported_timestamp
        if self._terms is not None or said is None:
            return self._now
        said = said if said.tzinfo else said.replace(tzinfo=UTC)
        return min(said, self._now)

    def _context(self, moment: datetime, store: DocumentSecurityStore | None) -> ValidationContext:
        kept = list(store.load_certs()) if store is not None else []
        lists = [one.dump() for one in self._trust.lists]
        if store is not None:
            lists += [one.get_object().data for one in store.crls]
        return ValidationContext(
            trust_roots=list(self._trust.certificates),
            other_certs=kept,
            moment=moment.astimezone(UTC),
            crls=lists,
            ocsps=[one.get_object().data for one in store.ocsps] if store is not None else [],
            allow_fetching=False,
            revocation_mode="soft-fail",
            weak_hash_algos=set(),  # weak ones have a name of their own here: see `storage.signing.strength`
            time_tolerance=self._options.tolerance,
        )

    def _trust_faults(self, status: PdfSignatureStatus) -> Iterator[str]:
        if status.trusted or not (status.intact and status.valid):
            return
        match status.trust_problem_indic:
            case AdESIndeterminate.REVOKED_NO_POE | AdESIndeterminate.REVOKED_CA_NO_POE | AdESFailure.REVOKED:
                yield "certificate-revoked"
            case (
                AdESIndeterminate.OUT_OF_BOUNDS_NO_POE
                | AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED
                | AdESIndeterminate.EXPIRED
                | AdESIndeterminate.NOT_YET_VALID
            ):
                yield "certificate-expired"
            case _:
                yield "signature-untrusted"

    def _against(self, terms: Terms, certificate: x509.Certificate, signed_at: datetime | None) -> Iterator[str]:
        allowed = officers_of(self._options.officers, terms.branch)
        if allowed is not None and not any(is_same_signer(certificate, one) for one in allowed):
            yield "signer-not-allowed"
        if self._options.personal and is_agency(certificate):
            yield "signer-not-personal"
        slack: timedelta = self._options.tolerance
        if signed_at is None or not terms.not_before - slack <= signed_at <= self._now + slack:
            yield "signature-time-implausible"


def _signatures_in(reader: PdfFileReader) -> list[EmbeddedPdfSignature] | None:
    """In the order they were made; None when one of them cannot even be listed."""
    try:
        return list(reader.embedded_signatures)
    except Exception:
        return None


OF_SHA1 = frozenset({"/adbe.pkcs7.sha1", "/adbe.x509.rsa_sha1"})
"""Forms of signature that know no other digest (ISO 32000-1 table 257); ISO 32000-2 gave them up."""


def _unreadable_kinds(reader: PdfFileReader) -> Iterator[str]:
    """Signatures in a form the library passes over in silence: old ones over SHA-1, or no form at all."""
    known = {form.value for form in SigSeedSubFilter}
    for _, value, _ in enumerate_sig_fields(reader, filled_status=True):
        form = str(value.get_object().get("/SubFilter"))
        if form not in known:
            yield "signature-algorithm-weak" if form in OF_SHA1 else "signature-broken"


def _kept_proofs(reader: PdfFileReader) -> DocumentSecurityStore | None:
    """Certificates and revocation answers the file itself carries."""
    try:
        return DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return None
    except Exception:
        return None


def _integrity(embedded: EmbeddedPdfSignature, status: PdfSignatureStatus, *, newest: bool) -> Iterator[str]:
    """Whether the bytes are the signed ones, and what was done to the file since. Behind the newest signature nothing
    may stand but proofs of signatures; between two, what signing itself adds."""
    whole = gap_is_the_signature(embedded.reader.stream, list(embedded.byte_range), embedded.pkcs7_content)
    if not (status.intact and status.valid and whole):
        yield "signature-broken"
        return
    level = status.modification_level
    allowed = ModificationLevel.LTA_UPDATES if newest else ModificationLevel.FORM_FILLING
    changed = status.coverage < SignatureCoverageLevel.ENTIRE_REVISION or not status.docmdp_ok
    if (
        changed
        or level is None
        or level > allowed
        or (newest and level is ModificationLevel.NONE and _trails(embedded))
    ):
        yield "changed-after-signing"


def _trails(embedded: EmbeddedPdfSignature) -> bool:
    """Whether bytes that no reader shows stand behind all that is signed; blank ones do no harm."""
    stream = embedded.reader.stream
    stream.seek(embedded.byte_range[2] + embedded.byte_range[3])
    return bool(stream.read(1 << 16).strip(b"\0\t\n\x0c\r "))


def _level(embedded: EmbeddedPdfSignature, *, time_stamped: bool, kept: bool) -> str:
    if embedded.sig_object.get("/SubFilter") != "/ETSI.CAdES.detached":
        return "CMS"
    return "B-LT" if time_stamped and kept else "B-T" if time_stamped else "B-B"


def _of_all(found: tuple[SignatureFacts, ...], *, returned: bool) -> tuple[str, ...]:
    """The faults of the file: one broken signature breaks it; beyond that a returned copy needs one signature that
    holds, and of a paper that came signed all have to."""
    broken = [
        fault for facts in found for fault in facts.faults if fault in ("signature-broken", "changed-after-signing")
    ]
    if broken or not found:
        return tuple(broken)
    if returned:
        return () if any(facts.holds for facts in found) else min((f.faults for f in reversed(found)), key=len)
    return tuple(fault for facts in found for fault in facts.faults)
