"""Sign (ký số): a paper waits for its officer's signature, and what comes back is kept byte for byte.

TT 01/2023/TT-VPCP Đ8: the officer signs each copied paper with a personal signature. What is handed out are the pages
as scanned, without a word of ours: nobody signs what a machine read.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.errors import IntegrityError
from pipeline.model.documents import Document, Finding, Gravity, Proposal
from pipeline.model.ids import BatchId, Digest
from pipeline.model.signing import Examination, SignedCopy, Slip, ToSign, slip_id
from pipeline.model.work import Verdict, VerdictKind
from pipeline.names import paper_slip_name, paper_slips, signed_name, slip_name
from pipeline.ports import BatchView, Binder, BoundPage, Codec, Ledger, PageAddress, SignatureValidator, Store

TO_BE_SIGNED = "to-be-signed"
TITLE = "Bản sao chụp giấy tờ"
"""What the copy calls itself. Neither kind nor name: a kind that is put right later must not break a signature."""

END_OF_REVISION = b"%%EOF\n"
MOST_REVISIONS = 64
BLOCK = 1 << 20
SLIP_ID = re.compile(rb"(?<![0-9a-z])p-[0-9a-f]{24}(?![0-9a-z])")
LONGEST_ID = 28

SignedNotes = Callable[[Proposal, BatchView], Proposal]


@dataclass(frozen=True, slots=True)
class Signing:
    """How papers are signed. What was signed counts whether or not a signature is asked for today."""

    slips: Codec[Slip]
    copies: Codec[SignedCopy]
    required: bool = True


# ---------------------------------------------------------------- handing out


def hand_out(
    document: Document, view: BatchView, binder: Binder, store: Store, signing: Signing, scratch: Path
) -> Slip:
    """The copy of *document* that is to be signed, made once: what an officer may be signing already is not replaced."""
    batch, pages = view.batch, document.pages
    known = slips_of(batch.id, pages, store, signing.slips)
    if known:
        return known[0]
    paper = slip_id(batch.id, pages)
    with TemporaryDirectory(dir=scratch) as folder:
        sides = [batch.page(number) for number in pages]
        paths = {side.source: Path(folder) / side.source for side in sides}
        for source, path in paths.items():
            store.fetch(source, path)
        bare = [replace(view.readings[n], lines=(), failed="") for n in pages]
        bound = [BoundPage(PageAddress(s, paths[s.source]), reading) for s, reading in zip(sides, bare, strict=True)]
        target = Path(folder) / "to-sign.pdf"
        binder.bind(bound, f"{TITLE} {paper}", batch.taken_in_at, target)
        size, copy = target.stat().st_size, store.put_file(target)
    slip = Slip(paper, batch.id, batch.branch, pages, copy, size, batch.taken_in_at)
    blob = signing.slips.encode(slip)
    store.record(slip_name(copy), blob)
    store.record(paper_slip_name(paper, copy), blob)
    return slip


def slips_of(batch: BatchId, pages: tuple[int, ...], store: Store, codec: Codec[Slip]) -> tuple[Slip, ...]:
    """All that was handed out of one paper."""
    blobs = (store.recall(name) for name in store.names(paper_slips(slip_id(batch, pages))))
    return tuple(codec.decode(blob) for blob in blobs if blob is not None)


def to_sign(ledger: Ledger, slips: Callable[[BatchId, tuple[int, ...]], tuple[Slip, ...]]) -> tuple[ToSign, ...]:
    """Every paper that waits for its officer, longest waiting first; *slips* says what was handed out of one."""
    waiting = []
    for item in ledger.open_items():
        if item.reference != TO_BE_SIGNED:
            continue
        status = ledger.status(item.batch)
        kinds = {document.pages: document.kind for document in status.documents} if status else {}
        for slip in slips(item.batch, item.pages)[:1]:
            waiting.append(ToSign(slip, kinds.get(item.pages, ""), item.since))
    return tuple(waiting)


# ---------------------------------------------------------------- taking back


def revisions(path: Path) -> Iterator[Digest]:
    """SHA-256 of the file up to each place a revision of it may end, in order. Signing appends: what was handed out is
    the beginning of what comes back, byte for byte."""
    whole, held, found = sha256(), b"", 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            window = held + block
            while found < MOST_REVISIONS and (at := window.find(END_OF_REVISION)) >= 0:
                at += len(END_OF_REVISION)
                whole.update(window[:at])
                window, found = window[at:], found + 1
                yield Digest(whole.hexdigest())
            if found == MOST_REVISIONS:
                return
            held = window[-len(END_OF_REVISION) + 1 :]
            whole.update(window[: len(window) - len(held)])


def papers_named_in(path: Path) -> frozenset[str]:
    """Ids of papers that stand in the file as its metadata spell them: what survives a tool that writes files anew."""
    named, held = set[bytes](), b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            window = held + block
            named.update(SLIP_ID.findall(window))
            held = window[-LONGEST_ID + 1 :]
    return frozenset(name.decode() for name in named)


def match(path: Path, name: str, store: Store, codec: Codec[Slip]) -> tuple[Slip, bool] | None:
    """The paper a returned file belongs to, and whether it begins with the very bytes handed out. By content before
    name; two papers named at once are none: nothing is guessed."""
    for digest in revisions(path):
        blob = store.recall(slip_name(digest))
        if blob is not None:
            return codec.decode(blob), True
    for papers in (papers_named_in(path), frozenset(found.decode() for found in SLIP_ID.findall(name.encode()))):
        slips = [slip for paper in papers for slip in _slips_called(paper, store, codec)]
        if len({slip.id for slip in slips}) == 1:
            return slips[0], False
        if slips:
            return None
    return None


def _slips_called(paper: str, store: Store, codec: Codec[Slip]) -> Iterator[Slip]:
    blobs = (store.recall(name) for name in store.names(paper_slips(paper)))
    yield from (codec.decode(blob) for blob in blobs if blob is not None)


def begins_with(path: Path, copy: SignedCopy) -> bool:
    """Whether the file adds to *copy*: a second signature over the first."""
    whole, left = sha256(), copy.size
    with path.open("rb") as file:
        while left and (block := file.read(min(BLOCK, left))):
            whole.update(block)
            left -= len(block)
    return not left and whole.hexdigest() == copy.file


def signed_copy(document: Document, view: BatchView, store: Store, codec: Codec[SignedCopy]) -> SignedCopy | None:
    """The signed copy of exactly this document, the newest where there are several.

    A verdict counts only with the record of its examination: nobody signs a paper by saying that it was signed.
    """
    for verdict in reversed(view.verdicts):
        if verdict.kind is not VerdictKind.SIGNED or verdict.pages != document.pages:
            continue
        found = copy_called(Digest(verdict.value), store, codec)
        if found is not None and (found.slip.batch, found.slip.pages) == (view.batch.id, document.pages):
            return found
    return None


def copy_called(file: Digest, store: Store, codec: Codec[SignedCopy]) -> SignedCopy | None:
    blob = store.recall(signed_name(file))
    return None if blob is None else codec.decode(blob)


def newest_copy(slip: Slip, verdicts: Sequence[Verdict], store: Store, codec: Codec[SignedCopy]) -> SignedCopy | None:
    """What the paper was signed as so far."""
    for verdict in reversed(verdicts):
        if verdict.kind is VerdictKind.SIGNED and verdict.pages == slip.pages:
            return copy_called(Digest(verdict.value), store, codec)
    return None


def keep_signed(
    path: Path,
    file: Digest,
    slip: Slip,
    found: Examination,
    follows: Digest | None,
    now: datetime,
    store: Store,
    codec: Codec[SignedCopy],
) -> SignedCopy:
    """Keep the returned bytes, then what was found of them. The first account of a file stays the account."""
    known = copy_called(file, store, codec)
    if known is not None:
        return known
    counts = found.counts
    assert counts is not None
    assert counts.signed_at is not None
    copy = SignedCopy(
        slip=slip,
        file=store.put_file(path),
        size=path.stat().st_size,
        certificate=counts.certificate,
        signed_at=counts.signed_at,
        time_stamped=counts.time_stamped,
        level=counts.level,
        revocation_checked=counts.revocation_checked,
        checked_at=now,
        follows=follows,
    )
    try:
        store.record(signed_name(file), codec.encode(copy))
    except IntegrityError:  # another process took the same file at the same moment: its account was first
        first = copy_called(file, store, codec)
        if first is None:
            raise
        return first
    return copy


def verdict_of(copy: SignedCopy) -> Verdict:
    """The same verdict however often the file comes back; by whom is said by the certificate, not by name."""
    by = f"certificate-{copy.certificate[:16]}"
    return Verdict(copy.slip.batch, copy.slip.pages, VerdictKind.SIGNED, copy.file, by, copy.checked_at)


# ---------------------------------------------------------------- papers that arrive signed


def with_signature_notes(
    proposal: Proposal, view: BatchView, store: Store, validator: SignatureValidator, scratch: Path
) -> Proposal:
    """*proposal* with what holds of the signatures of files that arrived signed. They are never rewritten."""
    signed = {deposit.digest for deposit in view.batch.deposits if deposit.signed}
    if not signed:
        return proposal
    notes = {digest: _note_of(digest, view, store, validator, scratch) for digest in sorted(signed)}
    return replace(proposal, documents=tuple(_noted(d, view, notes) for d in proposal.documents))


def _note_of(digest: Digest, view: BatchView, store: Store, validator: SignatureValidator, scratch: Path) -> str:
    with TemporaryDirectory(dir=scratch) as folder:
        path = Path(folder) / "signed.pdf"
        store.fetch(digest, path)
        found = validator.examine(path, view.batch.taken_in_at)
    return found.faults[0] if found.faults else VALID


VALID = "signature-valid"
BROKEN = frozenset({"signature-broken", "changed-after-signing", "signed-file-damaged"})
"""What makes a file that says it is signed worth a person's look before it goes anywhere."""


def _noted(document: Document, view: BatchView, notes: dict[Digest, str]) -> Document:
    sources: dict[Digest, list[int]] = {}
    for number in document.pages:
        sources.setdefault(view.batch.page(number).source, []).append(number)
    findings = [
        Finding(notes[source], tuple(pages), (), Gravity.BLOCKS if notes[source] in BROKEN else Gravity.NOTE)
        for source, pages in sources.items()
        if source in notes
    ]
    return replace(document, findings=(*document.findings, *findings)) if findings else document


def is_broken(document: Document) -> bool:
    """Whether the file the document arrived in says it is signed and the signature does not hold."""
    return any(finding.reference in BROKEN for finding in document.findings)


def was_valid(document: Document) -> bool:
    """Whether every signature the document arrived with was found right, down to the root."""
    return any(finding.reference == VALID for finding in document.findings) and not is_broken(document)
