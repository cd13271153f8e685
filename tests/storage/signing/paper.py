"""Papers to sign and people who sign them: small PDFs, certificates made on the spot, real pyHanko signatures."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pikepdf
from fpdf import FPDF

from pipeline.model.ids import BranchId
from pipeline.model.signing import Examination, Regime, Terms
from storage.signing.certificates import Issued, ec_key, issue, rsa_key, trial_root
from storage.signing.checking import check
from storage.signing.options import SignatureOptions
from storage.signing.reference import ReferenceSigner, signer_of

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
BRANCH = BranchId("q1")
OFFICER, AGENCY = "Nguyễn Thị Thử", "ỦY BAN NHÂN DÂN PHƯỜNG THỬ NGHIỆM"


@cache
def root() -> Issued:
    return trial_root(NOON)


@cache
def officer() -> Issued:
    return issue(root(), OFFICER, "CCCD:000000000001", NOON - timedelta(days=1), NOON + timedelta(days=20), ec_key())


@cache
def officer_with_rsa() -> Issued:
    """As tokens of Vietnamese CAs carry; slower to load than a test should be."""
    return issue(root(), OFFICER, "CCCD:000000000001", NOON - timedelta(days=1), NOON + timedelta(days=20), rsa_key())


@cache
def colleague() -> Issued:
    return issue(
        root(), "Trần Văn Mẫu", "CCCD:000000000002", NOON - timedelta(days=1), NOON + timedelta(days=20), ec_key()
    )


@cache
def agency() -> Issued:
    return issue(root(), AGENCY, "MST:0100000000", NOON - timedelta(days=1), NOON + timedelta(days=20), ec_key())


@cache
def stranger() -> Issued:
    """Of an authority nobody here trusts."""
    return issue(
        trial_root(NOON), OFFICER, "CCCD:000000000001", NOON - timedelta(days=1), NOON + timedelta(days=20), ec_key()
    )


@cache
def short_key() -> Issued:
    key = rsa_key(1024)
    return issue(root(), OFFICER, "CCCD:000000000003", NOON - timedelta(days=1), NOON + timedelta(days=20), key)


def lapsed() -> Issued:
    return issue(root(), OFFICER, "CCCD:000000000004", NOON - timedelta(days=9), NOON - timedelta(days=2), ec_key())


def a_copy(path: Path, pages: int = 2, word: str = "paper", turned: int = 0) -> Path:
    """A PDF of *pages* pages, each with a grey picture-like block and a word, that ends as our copies end."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_creation_date(NOON)
    for number in range(pages):
        pdf.add_page()
        pdf.set_font("helvetica", size=14)
        pdf.set_fill_color(200, 200, 200)
        pdf.rect(100, 300, 200, 100, style="F")
        pdf.text(120, 350, f"{word} {number + 1}")
    plain = path.with_suffix(".plain")
    pdf.output(str(plain))
    with pikepdf.open(plain) as made:
        for page in made.pages:
            page.Rotate = turned
        made.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    plain.unlink()
    return path


def signed(
    copy: Path, by: Issued, at: datetime = NOON, regime: Regime = Regime.PAPER_COPY, name: str = OFFICER
) -> Path:
    """*copy* signed by *by*, beside it."""
    target = copy.with_name(f"{copy.stem}-signed.pdf")
    ReferenceSigner(signer_of(by, (root(),)), name, regime).sign(copy, target, at)
    return target


def trust(folder: Path, *allowed: Issued) -> SignatureOptions:
    """Options that trust our root, and where officers are named let only these sign at the branch."""
    roots, officers = folder / "roots", folder / "officers"
    roots.mkdir(exist_ok=True)
    (roots / "root.pem").write_bytes(root().certificate_pem)
    if not allowed:
        return SignatureOptions(roots=roots)
    (officers / BRANCH).mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(allowed):
        (officers / BRANCH / f"{number}.pem").write_bytes(one.certificate_pem)
    return SignatureOptions(roots=roots, officers=officers)


def returned(
    file: Path, copy: Path, options: SignatureOptions, now: datetime = NOON, since: datetime = NOON
) -> Examination:
    """What is found of *file*, given back for *copy* that was handed out at *since*."""
    same = file.read_bytes().startswith(copy.read_bytes())
    return check(file, now, Terms(copy, BRANCH, since, same), options)
