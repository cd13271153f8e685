"""The signing office: what waits is handed over, what comes back is matched, validated, kept and becomes a verdict."""

import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from flows.settings import Settings
from flows.wording import say
from flows.workbench import Workbench
from pipeline.errors import ConfigurationError, RejectedInputError
from pipeline.model.documents import Proposal
from pipeline.model.ids import BatchId, BranchId, digest_of_file, digest_of_parts
from pipeline.model.signing import Regime, Returned, SignedCopy, Slip, Terms, ToSign, slip_id
from pipeline.model.work import Verdict
from pipeline.ports import BatchView, Codec, Ledger, SignatureValidator, Store
from pipeline.stages.decide import decide
from pipeline.stages.sign import (
    TO_BE_SIGNED,
    SignedNotes,
    Signing,
    begins_with,
    copy_called,
    keep_signed,
    match,
    newest_copy,
    slips_of,
    to_sign,
    verdict_of,
    with_signature_notes,
)
from storage.codec import JsonCodec
from storage.signing.folder import HandOver
from storage.signing.sheet import reserved, sheet_of
from storage.signing.validator import BoundedValidator

log = logging.getLogger("sohoa")

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What one round with the officers' signer came to."""

    accepted: tuple[Returned, ...] = ()
    refused: tuple[Returned, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class SigningOffice:
    """Everything between papers that wait for a signature and the people who sign them."""

    store: Store
    ledger: Ledger
    signing: Signing
    verdicts: Codec[Verdict]
    validator: SignatureValidator
    handover: HandOver
    scratch: Path
    clock: Callable[[], datetime]
    largest: int
    """Bytes; a larger returned file is refused unread."""
    regime: Regime = Regime.PAPER_COPY
    said: dict[str, Json] = field(default_factory=dict)
    """Paper to the newest refusal of a file for it."""
    slips: dict[str, tuple[Slip, ...]] = field(default_factory=dict)
    """What the store said was handed out of a paper: it does not change, and is asked for once."""
    marks: dict[str, Json] = field(default_factory=dict)

    def waiting(self, branch: BranchId | None = None) -> tuple[ToSign, ...]:
        """Papers that wait for a signature, longest first."""
        papers = to_sign(self.ledger, self._slips_of)
        asked = [paper for paper in papers if branch is None or paper.slip.branch == branch]
        given = {batch: self.ledger.verdicts(batch) for batch in {paper.slip.batch for paper in asked}}
        return tuple(
            p for p in asked if newest_copy(p.slip, given[p.slip.batch], self.store, self.signing.copies) is None
        )

    def _slips_of(self, batch: BatchId, pages: tuple[int, ...]) -> tuple[Slip, ...]:
        paper = slip_id(batch, pages)
        if paper not in self.slips and (found := slips_of(batch, pages, self.store, self.signing.slips)):
            self.slips[paper] = found
        return self.slips.get(paper, ())

    def exchange(self) -> Exchanged:
        """Take back what was signed, then let the hand-over hold what still waits. Safe to repeat, and to be cut."""
        accepted: list[Returned] = []
        refused: list[Returned] = []
        for one in self.collect():
            (accepted if one.accepted else refused).append(one)
        self.said.update(_by_paper(self.handover.refusals()))
        papers = self.waiting()
        self.handover.offer(papers, self.store.fetch, self.describe)
        return Exchanged(tuple(accepted), tuple(refused), len(papers))

    def collect(self) -> Iterator[Returned]:
        """Every finished file in `signed`: kept, or moved to `refused` with its reason."""
        for path in self.handover.returned():
            with TemporaryDirectory(dir=self.scratch) as folder:
                returned = self._looked_at(path, Path(folder) / "returned.pdf")
            if returned is not None:
                yield returned

    def _looked_at(self, path: Path, private: Path) -> Returned | None:
        """What became of *path*; None while it is being written, or held open by its writer."""
        now = self.clock()
        try:
            before = path.stat()
            if before.st_size > self.largest:
                mark = digest_of_parts([path.name, str(before.st_size), str(before.st_mtime_ns)])
                returned = Returned(mark, reference="signed-file-too-large")
            else:
                copyfile(path, private)
                returned = self.take(private, path.name)
            after = path.stat()
        except OSError:
            return None
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            return None
        if returned.accepted:
            self.handover.done(path)
            return returned
        if not self.handover.lies_still(path, now):
            return None
        return returned if self._refuse(path, returned) else None

    def post(self, path: Path, name: str = "") -> Returned:
        """As `take`, for a file of ours that somebody sent: what is refused lies in `refused` afterwards."""
        returned = self.take(path, name)
        if not returned.accepted:
            self._refuse(path, returned)
        return returned

    def take(self, path: Path, name: str = "") -> Returned:
        """Match, validate and keep one returned file that nobody writes to any more."""
        now, file = self.clock(), digest_of_file(path)
        known = copy_called(file, self.store, self.signing.copies)
        if known is not None:
            return self._decided(known, again=True)
        found = match(path, name, self.store, self.signing.slips)
        if found is None:
            return Returned(file, reference="signed-file-unknown")
        slip, same_bytes = found
        given = self.ledger.verdicts(slip.batch)
        before = newest_copy(slip, given, self.store, self.signing.copies)
        if before is not None and not begins_with(path, before):
            return Returned(file, slip.id, "already-signed", slip.pages)
        with TemporaryDirectory(dir=self.scratch) as folder:
            original = Path(folder) / "original.pdf"
            self.store.fetch(slip.copy, original)
            terms = Terms(original, slip.branch, self._handed_out_at(slip), same_bytes)
            seen = self.validator.examine(path, now, terms)
        if seen.faults:
            return Returned(file, slip.id, seen.faults[0], slip.pages)
        follows = before.file if before is not None else None
        return self._decided(keep_signed(path, file, slip, seen, follows, now, self.store, self.signing.copies))

    def belongs_to(self, path: Path, branch: BranchId) -> bool:
        """Whether a posted file is a copy of a paper of *branch*: nobody returns another's papers."""
        found = match(path, "", self.store, self.signing.slips)
        return found is not None and found[0].branch == branch

    def _decided(self, copy: SignedCopy, *, again: bool = False) -> Returned:
        verdict = verdict_of(copy)
        if verdict not in self.ledger.verdicts(copy.slip.batch):
            try:
                decide(verdict, self.store, self.verdicts, self.ledger)
            except RejectedInputError:  # the ledger knows no such batch: a file from another house, or another time
                return Returned(copy.file, reference="signed-file-unknown")
        log.info("signed_copy_kept paper=%s batch=%s level=%s", copy.slip.id, copy.slip.batch, copy.level)
        self.said.pop(copy.slip.id, None)
        return Returned(copy.file, copy.slip.id, pages=copy.slip.pages, again=again)

    def _handed_out_at(self, slip: Slip) -> datetime:
        """Since when the paper waits; of one that waits no more, when it was taken in."""
        items = self.ledger.open_items(slip.batch)
        since = (item.since for item in items if item.reference == TO_BE_SIGNED and item.pages == slip.pages)
        return next(since, slip.taken_in_at)

    def _refuse(self, path: Path, returned: Returned) -> bool:
        """Move the file to `refused` and say why; False while somebody holds it open."""
        note = self.note_of(returned)
        if not self.handover.refuse(path, _refused_name(returned), note):
            return False
        log.warning("signed_file_refused paper=%s reference=%s", returned.paper or "unknown", returned.reference)
        if returned.paper:
            self.said[returned.paper] = note
        return True

    def note_of(self, returned: Returned) -> Json:
        """What is said of a refused file, to a person and to a program."""
        return {
            "paper": returned.paper,
            "reference": returned.reference,
            "message": about_file(returned.reference, returned.pages),
            "at": self.clock().isoformat(),
        }

    def describe(self, paper: ToSign, copy: Path) -> Json:
        """What lies beside a copy: nothing a person could be recognised by."""
        if paper.slip.id not in self.marks:
            self.marks[paper.slip.id] = self._mark_on(copy)
        return {
            "id": paper.slip.id,
            "branch": paper.slip.branch,
            "batch": paper.slip.batch,
            "kind": paper.kind,
            "pages": len(paper.slip.pages),
            "since": paper.since.isoformat(),
            "sha256": paper.slip.copy,
            "size": paper.slip.size,
            "mark": self.marks[paper.slip.id],
            "refused": self.said.get(paper.slip.id),
        }

    def _mark_on(self, copy: Path) -> Json:
        right = self.regime is Regime.AGENCY_COPY
        box = reserved(sheet_of(copy), right=right)
        return {
            "regime": self.regime.value,
            "page": 1,
            "corner": "top-right" if right else "top-left",
            "box": [round(value, 1) for value in box],
        }


def about_file(reference: str, pages: tuple[int, ...] = ()) -> str:
    """The sentence for *reference* about a file: it names the paper's pages where they are known, never a batch."""
    sentence = say(reference, pages) if pages else say(reference).removeprefix("Cả lô quét: ")
    return sentence[:1].upper() + sentence[1:]


def _by_paper(notes: Iterator[Json]) -> dict[str, Json]:
    return {str(note["paper"]): note for note in notes if note.get("paper")}


def _refused_name(returned: Returned) -> str:
    """The same file refused for the same reason is one file."""
    return f"{returned.paper or 'unknown'}-{returned.file[:12]}-{returned.reference}"


# ---------------------------------------------------------------- wiring


def signing_of(settings: Settings) -> Signing:
    return Signing(JsonCodec(Slip), JsonCodec(SignedCopy), required=settings.signing == "required")


@contextmanager
def signatures_of(settings: Settings) -> Iterator[BoundedValidator]:
    """The validator; its process ends with the block. `ConfigurationError` when signatures are asked for and nobody is
    trusted: every officer's work would be refused."""
    if settings.signing == "required" and settings.signatures.roots is None:
        raise ConfigurationError(
            "signing-roots-missing",
            "signatures are asked for, and no folder of trusted certificates is named",
            "Set SOHOA_SIGNATURES__ROOTS to a folder with the certificates of the authorities officers sign under.",
        )
    with closing(BoundedValidator(settings.signatures)) as validator:
        yield validator


def signature_notes(validator: SignatureValidator, store: Store, scratch: Path) -> SignedNotes:
    """Says what holds of papers that arrive signed."""

    def noted(proposal: Proposal, view: BatchView) -> Proposal:
        return with_signature_notes(proposal, view, store, validator, scratch)

    return noted


def office_of(
    settings: Settings,
    store: Store,
    ledger: Ledger,
    verdicts: Codec[Verdict],
    validator: SignatureValidator,
    clock: Callable[[], datetime],
) -> SigningOffice:
    """The office over the hand-over folder the settings name."""
    settings.scratch.mkdir(parents=True, exist_ok=True)
    return SigningOffice(
        store=store,
        ledger=ledger,
        signing=signing_of(settings),
        verdicts=verdicts,
        validator=validator,
        handover=HandOver(settings.handover_folder, settings.signatures.quiet_seconds),
        scratch=settings.scratch.resolve(),
        clock=clock,
        largest=settings.signatures.max_megabytes * 1_000_000,
    )


@contextmanager
def open_office(settings: Settings, bench: Workbench) -> Iterator[SigningOffice | None]:
    """The office of a worker that asks for signatures; None where none are asked for."""
    if settings.signing != "required":
        yield None
        return
    with signatures_of(settings) as validator:
        yield office_of(settings, bench.store, bench.ledger, bench.codecs.verdicts, validator, bench.clock)
