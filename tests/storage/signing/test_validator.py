"""Looking at a signature is bounded, trusts only what it was told to, and real signed papers come out as they are."""

import os
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from pipeline.errors import ConfigurationError
from storage.signing import BoundedValidator, SignatureOptions
from storage.signing.checking import check
from storage.signing.trust import is_agency, is_same_signer, officers_of, trusted_in
from tests.storage.signing.paper import (
    NOON,
    a_copy,
    agency,
    colleague,
    officer,
    root,
    signed,
    trust,
)

PAPERS = Path(__file__).parents[2] / "papers"
REAL = [
    PAPERS / "01-chung-thuc-quyet-dinh" / "0002-quyet-dinh.pdf",
    PAPERS / "02-chung-thuc-hai-giay-to" / "0004-thong-tu.pdf",
]


@pytest.mark.parametrize("paper", REAL, ids=lambda path: path.stem)
def test_a_published_decision_is_intact_and_of_an_authority_nobody_here_was_told_to_trust(paper: Path) -> None:
    """Signed in 2025 by agencies' own tools: whole, covered, unbroken; trust is the operator's to give."""
    found = check(paper, NOON, None, SignatureOptions())
    assert found.faults == ("signature-untrusted",)
    [one] = found.signatures
    assert one.covers_file
    assert one.level == "CMS"
    assert one.signed_at is not None
    assert one.signed_at.year == 2025


@pytest.mark.parametrize("paper", REAL, ids=lambda path: path.stem)
def test_a_published_decision_with_one_byte_changed_is_broken(tmp_path: Path, paper: Path) -> None:
    whole = bytearray(paper.read_bytes())
    whole[len(whole) // 20] ^= 1
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(whole)
    assert check(changed, NOON, None, SignatureOptions()).faults[0] in ("signature-broken", "signed-file-damaged")


def test_a_file_that_never_ends_costs_its_time_and_no_more(tmp_path: Path) -> None:
    """The process around the checks is given up and replaced; the next file is looked at as if nothing had been."""
    fine = signed(a_copy(tmp_path / "copy.pdf"), officer())
    pipe = tmp_path / "endless.pdf"
    os.mkfifo(pipe)
    keep_open = os.open(pipe, os.O_RDWR)
    options = trust(tmp_path).model_copy(update={"seconds": 6})
    with BoundedValidator(options) as validator:
        assert validator.examine(fine, NOON).holds
        assert validator.examine(pipe, NOON).faults == ("signed-file-damaged",)
        assert validator.examine(fine, NOON).holds
    os.close(keep_open)


def test_a_paper_that_came_signed_is_held_against_its_own_day(tmp_path: Path) -> None:
    """Years later the certificate has run out; the signature was made while it held."""
    file = signed(a_copy(tmp_path / "copy.pdf"), officer())
    assert check(file, NOON + timedelta(days=2000), None, trust(tmp_path)).holds


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"1 0 obj\n" * 9999, b"hello"])
def test_whatever_is_handed_in_is_answered(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    assert check(path, NOON, None, SignatureOptions()).faults[0] in ("not-a-pdf", "signed-file-damaged")


def test_a_field_that_only_says_it_is_signed_is_broken(tmp_path: Path) -> None:
    """A signature dictionary with nothing in it that could be checked."""
    with pikepdf.open(a_copy(tmp_path / "copy.pdf")) as pdf:
        value = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=pikepdf.String(b"\0" * 64))
        field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="S", V=pdf.make_indirect(value)))
        pdf.Root["/AcroForm"] = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
        pdf.save(tmp_path / "empty.pdf")
    assert check(tmp_path / "empty.pdf", NOON, None, trust(tmp_path)).faults[0] == "signature-broken"


def test_trust_is_read_from_folders_and_a_typo_there_is_said(tmp_path: Path) -> None:
    """A file that is no certificate must not quietly weaken or lose trust."""
    options = trust(tmp_path, officer())
    assert len(trusted_in(options.roots).certificates) == 1
    assert len(officers_of(options.officers, "q1") or ()) == 1
    assert officers_of(options.officers, "q2") == ()
    assert officers_of(options.officers, "../officers/q1") == ()
    assert officers_of(None, "q1") is None
    assert options.roots is not None
    (options.roots / "typo.pem").write_text("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n")
    with pytest.raises(ConfigurationError) as refused:
        trusted_in(options.roots)
    assert refused.value.reference == "signing-trust-unreadable"
    with pytest.raises(ConfigurationError):
        trusted_in(tmp_path / "nowhere")


def test_who_is_who_is_told_by_numbers_and_keys_not_by_names() -> None:
    """The same certificate, a renewed one of the same person; never somebody of the same name."""
    from asn1crypto import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    from storage.signing.certificates import Issued, ec_key, issue

    def read(one: Issued) -> x509.Certificate:
        return x509.Certificate.load(one.certificate.public_bytes(Encoding.DER))

    def issued(name: str, number: str) -> x509.Certificate:
        return read(issue(root(), name, number, NOON, NOON + timedelta(days=1), ec_key()))

    mine = read(officer())
    assert is_same_signer(mine, mine)
    assert is_same_signer(issued("Nguyễn Thị Thử", "CCCD:000000000001"), mine)
    assert not is_same_signer(issued("Nguyễn Thị Thử", "CCCD:000000000099"), mine)
    assert not is_same_signer(issued("Nguyễn Thị Thử", ""), issued("Nguyễn Thị Thử", ""))
    assert not is_same_signer(read(colleague()), mine)
    assert is_agency(read(agency()))
    assert not is_agency(mine)


def test_bytes_before_the_header_are_no_part_of_the_paper(tmp_path: Path) -> None:
    """As some gateways and archives leave them; readers skip them, and so do we."""
    file = signed(a_copy(tmp_path / "copy.pdf"), officer())
    led = tmp_path / "led.pdf"
    led.write_bytes(b"\x75\xab\x5a junk " + file.read_bytes())
    assert check(led, NOON, None, trust(tmp_path)).holds


def test_a_form_of_signature_that_knows_only_sha1_is_named(tmp_path: Path) -> None:
    """The library passes over it in silence; an old signed paper must not come out as unsigned."""
    with pikepdf.open(a_copy(tmp_path / "copy.pdf")) as pdf:
        value = pikepdf.Dictionary(
            Type=pikepdf.Name.Sig, SubFilter=pikepdf.Name("/adbe.pkcs7.sha1"), Contents=pikepdf.String(b"\0" * 64)
        )
        field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="S", V=pdf.make_indirect(value)))
        pdf.Root["/AcroForm"] = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
        pdf.save(tmp_path / "old.pdf")
    assert check(tmp_path / "old.pdf", NOON, None, trust(tmp_path)).faults == ("signature-algorithm-weak",)
