"""A bench whose papers have to be signed, and the officer who signs them: real PDFs, real signatures, real checks."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from fpdf import FPDF

from flows.signing import SigningOffice
from flows.workbench import Workbench
from pipeline.model.ids import BatchId, Digest, KindCode
from pipeline.model.signing import Examination, SignedCopy, Slip, Terms
from pipeline.model.standing import PaperRule
from pipeline.ports import BoundPage
from pipeline.stages.sign import Signing
from storage.codec import JsonCodec
from storage.signing.certificates import Issued
from storage.signing.checking import check
from storage.signing.folder import HandOver
from storage.signing.options import SignatureOptions
from tests.fakes.records import InMemoryRecords
from tests.fakes.scan_source import MemoryScanSource
from tests.flows.bench_of_fakes import OPEN_DOSSIER, Clock, a_records, a_workbench
from tests.flows.troubles import work_all
from tests.storage.signing.paper import BRANCH, officer, root, signed, trust

QUIET = 10.0
DECISION = f"doc decision {OPEN_DOSSIER} one\fmore two"


class PdfBinder:
    """A `Binder` that writes real PDFs: a page for each page, and on it what would be a picture."""

    def bind(self, pages: list[BoundPage], title: str, made_at: datetime, target: Path) -> None:
        words = tuple("read" if page.reading.lines else "bare" for page in pages)
        digests = tuple(page.address.page.capture.digest for page in pages)
        target.write_bytes(_pdf(words, digests, title, made_at))


@cache
def _pdf(words: tuple[str, ...], digests: tuple[Digest, ...], title: str, made_at: datetime) -> bytes:
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_creation_date(made_at)
    pdf.set_title(title.encode("ascii", "ignore").decode())
    pdf.set_compression(False)
    for word, digest in zip(words, digests, strict=True):
        pdf.add_page()
        pdf.set_font("helvetica", size=12)
        pdf.text(100, 400, f"{word} {digest[:16]}")
    return bytes(pdf.output())


@cache
def signed_bytes(copy: bytes, at: datetime, by: str = "officer") -> bytes:
    """The officer's signature over *copy*, made once however often a test is cut and run again."""
    from tempfile import TemporaryDirectory

    from tests.storage.signing import paper

    with TemporaryDirectory() as folder:
        path = Path(folder) / "copy.pdf"
        path.write_bytes(copy)
        signer: Issued = getattr(paper, by)()
        return signed(path, signer, at).read_bytes()


@dataclass(frozen=True)
class InThisProcess:
    """The real checks, without the process around them."""

    options: SignatureOptions

    def examine(self, path: Path, now: datetime, terms: Terms | None = None) -> Examination:
        return check(path, now, terms, self.options)


SIGNING = Signing(JsonCodec(Slip), JsonCodec(SignedCopy))


@dataclass
class Desk:
    root: Path
    clock: Clock
    records: InMemoryRecords
    bench: Workbench
    office: SigningOffice
    source: MemoryScanSource

    @property
    def handover(self) -> Path:
        return self.root / "handover"

    def scan(self, *texts: str) -> BatchId:
        """Take papers in and work as far as it goes."""
        delivery = self.source.lay({f"{n}.txt": text.encode() for n, text in enumerate(texts, start=1)}, OPEN_DOSSIER)
        work_all(self.bench, self.source)
        return self.source.acknowledged[delivery]

    def copies(self) -> list[Path]:
        return sorted((self.handover / "to-sign").glob("*.pdf"))

    def sign(self, copy: Path, name: str = "", by: str = "officer", after: timedelta = timedelta(minutes=1)) -> Path:
        """The officer signs *copy* with their own tool, which names the file as it likes."""
        at = self.clock() + after
        return self.give(signed_bytes(copy.read_bytes(), at, by), name or copy.name)

    def give(self, blob: bytes, name: str) -> Path:
        path = self.handover / "signed" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(blob)
        return path

    def waits(self) -> None:
        """Files in `signed` lie still now."""
        self.clock.time = max(self.clock(), datetime.now(self.clock().tzinfo)) + timedelta(seconds=QUIET + 1)


def digest(blob: bytes) -> Digest:
    return Digest(sha256(blob).hexdigest())


def a_desk(
    folder: Path, required: bool = True, clock: Clock | None = None, records: InMemoryRecords | None = None
) -> Desk:
    folder.mkdir(exist_ok=True)
    clock, records = clock or Clock(), records or a_records()
    rules = {KindCode("decision"): PaperRule(KindCode("decision"), "Quyết định", frozenset())}
    signing = replace(SIGNING, required=required)
    bench = a_workbench(folder, records, clock, binder=PdfBinder(), signing=signing, rules=rules)
    source = MemoryScanSource(folder / "tray", branch=BRANCH)
    return Desk(folder, clock, records, bench, an_office(folder, bench, required=required), source)


def an_office(folder: Path, bench: Workbench, required: bool = True) -> SigningOffice:
    """The office as a fresh process opens it, trusting our officer."""
    return _office(folder, bench, trust(folder, officer()), required)


def an_office_like(folder: Path, bench: Workbench) -> SigningOffice:
    """The same in a process of its own, which believes the certificates that lie in *folder* already."""
    return _office(folder, bench, SignatureOptions(roots=folder / "roots", officers=folder / "officers"), required=True)


def _office(folder: Path, bench: Workbench, options: SignatureOptions, required: bool) -> SigningOffice:
    return SigningOffice(
        store=bench.store,
        ledger=bench.ledger,
        signing=replace(SIGNING, required=required),
        verdicts=bench.codecs.verdicts,
        validator=InThisProcess(options),
        handover=HandOver(folder / "handover", QUIET),
        scratch=bench.scratch,
        clock=bench.clock,
        largest=5_000_000,
    )


__all__ = ["DECISION", "Desk", "PdfBinder", "a_desk", "an_office", "digest", "root", "signed_bytes"]
