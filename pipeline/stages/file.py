"""File (sắp vào hồ sơ): documents onto their dossiers' checklists, and an outcome for every side."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.model.documents import Document, Doubt, Proposal
from pipeline.model.dossier import Component, DossierRecord, Entry, FileOffer, HandBack, Manifest
from pipeline.model.ids import ComponentCode, Digest, DossierCode, KindCode
from pipeline.model.paper import Outcome, ScanBatch
from pipeline.model.reading import SECRECY_STAMP
from pipeline.model.standing import PaperRule
from pipeline.model.work import (
    DocumentSummary,
    Filing,
    Settlement,
    SideOutcome,
    VerdictKind,
    WaitingFor,
)
from pipeline.policy import FilingPolicy
from pipeline.ports import BatchView, Binder, BoundPage, Codec, DossierHeads, PageAddress, Store
from pipeline.stages.describe import may_be_called_digitised, metadata_gaps
from pipeline.stages.place import ROUTING_KINDS, Placed, Unplaced, already_filed, place, was_accepted
from pipeline.stages.sign import TO_BE_SIGNED, Signing, hand_out, is_broken, signed_copy, was_valid

Question = tuple[str, tuple[int, ...], WaitingFor]
AskRecord = Callable[[DossierCode], DossierRecord | None]

BRANCH_ACTS = frozenset({"sheet-count-differs", "page-unreadable", "page-not-read"})
"""Questions that the branch can answer by rescanning; everything else goes to a reviewer."""
ONE_STRIP = frozenset({"boundary-unsure"})
"""Questions asked once for all pages they are about, however many documents these lie in at the moment."""


TAKES_BACK = frozenset(
    {VerdictKind.SPLIT, VerdictKind.JOIN, VerdictKind.KIND, VerdictKind.COMPONENT, VerdictKind.BLANK}
)
"""Verdicts after which a page that was set aside counts again."""


@dataclass(frozen=True, slots=True)
class Cabinet:
    """What filing writes to."""

    store: Store
    binder: Binder
    manifests: Codec[Manifest]
    proposals: Codec[Proposal]
    heads: DossierHeads
    policy: FilingPolicy
    scratch: Path
    rules: Mapping[KindCode, PaperRule] = field(default_factory=dict)
    """What papers of each kind have to be known by; one of a kind without a rule is never called digitised."""
    signing: Signing | None = None
    """How papers are signed; None asks for no signature and knows of none."""


def file_batch(
    view: BatchView, proposal: Proposal, before: Iterable[DossierCode], ask: AskRecord, cabinet: Cabinet
) -> Settlement:
    """Everything this run can say about the batch: where each side ended, what is asked, what is handed back.

    *ask* looks a dossier up in the one-stop system; each is asked for once. *before* are the dossiers an earlier
    run filed papers of this batch onto: a paper that has moved since is withdrawn there.
    """
    named = {d.dossier for d in proposal.documents if d.dossier}
    records = {code: ask(code) for code in sorted(named | set(before))}
    held = {code: _head(code, cabinet) for code, record in records.items() if record is not None}
    taken = {code: _papers_of_others(manifest, view.batch) for code, (manifest, _) in held.items()}
    placed: list[tuple[Document, Component]] = []
    unplaced: list[tuple[Document, str]] = []
    for document in proposal.documents:
        if document.classification.kind in ROUTING_KINDS:
            continue
        match _unless_filed(document, _decide(document, proposal, view, records, taken, cabinet.policy), view, held):
            case Placed(component):
                if _awaits_signature(document, view, cabinet):
                    unplaced.append((document, TO_BE_SIGNED))
                else:
                    placed.append((document, component))
                assert document.dossier is not None
                counts = taken[document.dossier]
                counts[component.code] = counts.get(component.code, 0) + 1
            case Unplaced(reference):
                unplaced.append((document, reference))
    questions = [*_questions(view, proposal, unplaced)]
    return Settlement(
        batch=view.batch.id,
        proposal=cabinet.store.put(cabinet.proposals.encode(proposal)),
        sides=_outcomes(view.batch, proposal, {n for d, _ in placed for n in d.pages}, _set_aside(view)),
        documents=tuple(_summaries(proposal, {d.pages for d, _ in placed})),
        reviews=tuple(sorted(questions)),
        filings=tuple(_filings(view, placed, records, held, cabinet)),
    )


def _decide(
    document: Document,
    proposal: Proposal,
    view: BatchView,
    records: Mapping[DossierCode, DossierRecord | None],
    taken: Mapping[DossierCode, dict[ComponentCode, int]],
    policy: FilingPolicy,
) -> Placed | Unplaced:
    for doubt in proposal.doubts:
        if _touches(doubt, document) and not _answered(view, doubt.pages, document):
            return Unplaced(doubt.reference)
    record = records.get(document.dossier) if document.dossier else None
    counts = taken.get(document.dossier, {}) if document.dossier else {}
    return place(document, record, counts, view.verdicts, policy)


def _awaits_signature(document: Document, view: BatchView, cabinet: Cabinet) -> bool:
    """Whether the officer has still to sign the copy; then it is handed out. What came as a signed file is the original
    itself and nobody's copy, unless its signature does not hold."""
    signing = cabinet.signing
    if signing is None or not signing.required:
        return False
    if _signed_original(document, view.batch) is not None and not is_broken(document):
        return False
    if signed_copy(document, view, cabinet.store, signing.copies) is not None:
        return False
    hand_out(document, view, cabinet.binder, cabinet.store, signing, cabinet.scratch)
    return True


def _touches(doubt: Doubt, document: Document) -> bool:
    """Whether *doubt* is about *document*; one without pages is about the whole batch."""
    return not doubt.pages or bool(set(doubt.pages) & set(document.pages))


def _unless_filed(
    document: Document,
    decided: Placed | Unplaced,
    view: BatchView,
    held: Mapping[DossierCode, tuple[Manifest | None, Digest | None]],
) -> Placed | Unplaced:
    """*decided*, unless another batch brought this very paper to the dossier before and nobody has said to keep both."""
    manifest = held[document.dossier][0] if document.dossier and document.dossier in held else None
    if manifest is None or (isinstance(decided, Unplaced) and decided.reference != "component-already-filled"):
        return decided
    told = was_accepted(document, view.verdicts) or any(
        v.kind is VerdictKind.COMPONENT and set(v.pages) & set(document.pages) for v in view.verdicts
    )
    others = (entry for entry in manifest.entries if entry.batch != view.batch.id)
    return Unplaced("already-filed") if not told and already_filed(document, others) else decided


def _answered(view: BatchView, pages: tuple[int, ...], document: Document) -> bool:
    """A person accepted the pages in doubt, or this document; an empty page list is a question about the whole batch."""
    if not pages:
        return any(v.kind is VerdictKind.ACCEPT and not v.pages for v in view.verdicts)
    return was_accepted(document, view.verdicts) or any(
        v.kind in (VerdictKind.ACCEPT, VerdictKind.SPLIT, VerdictKind.JOIN) and set(pages) & set(v.pages)
        for v in view.verdicts
    )


def _set_aside(view: BatchView) -> dict[int, Outcome]:
    """Pages a person quarantined, or that a rescan replaced. The last word counts: a later verdict that makes a page
    part of a paper again, or a blank, takes it back."""
    kinds = {VerdictKind.QUARANTINE: Outcome.QUARANTINED, VerdictKind.REPLACED: Outcome.REPLACED}
    aside: dict[int, Outcome] = {}
    for verdict in view.verdicts:
        if verdict.kind in kinds:
            aside |= dict.fromkeys(verdict.pages, kinds[verdict.kind])
        elif verdict.kind in TAKES_BACK:
            named = verdict.pages[:1] if verdict.kind is VerdictKind.SPLIT else verdict.pages
            for number in named:
                aside.pop(number, None)
    return aside


def _questions(view: BatchView, proposal: Proposal, unplaced: Iterable[tuple[Document, str]]) -> Iterable[Question]:
    settled = _set_aside(view)
    asked: set[Question] = set()
    for document, reference in unplaced:
        doubt = next((d for d in proposal.doubts if d.reference == reference and _touches(d, document)), None)
        if doubt is not None and (reference in ONE_STRIP or not doubt.pages):
            asked.add((reference, doubt.pages, _who(reference)))
        else:
            asked.add((reference, document.pages, _who(reference)))
    for doubt in proposal.doubts:
        on_documents = any(set(doubt.pages) & set(d.pages) for d in proposal.documents)
        if doubt.pages and not on_documents and not set(doubt.pages) <= set(settled):
            asked.add((doubt.reference, doubt.pages, _who(doubt.reference)))
        if not doubt.pages and not any(v.kind is VerdictKind.ACCEPT and not v.pages for v in view.verdicts):
            asked.add((doubt.reference, (), _who(doubt.reference)))
    for number, reference in _broken_sides(view):
        accepted = any(v.kind is VerdictKind.ACCEPT and number in v.pages for v in view.verdicts)
        if number not in settled and not accepted:
            asked.add((reference, (number,), WaitingFor.BRANCH))
    return asked


def _who(reference: str) -> WaitingFor:
    return WaitingFor.BRANCH if reference in BRANCH_ACTS or reference == TO_BE_SIGNED else WaitingFor.REVIEWER


def _broken_sides(view: BatchView) -> Iterable[tuple[int, str]]:
    """Sides nobody can read: the file did not open, the page did not decode, or the engine gave up on it."""
    yield from ((side.number, side.reference) for side in view.batch.refused)
    yield from ((page.number, page.capture.damage) for page in view.batch.pages if page.capture.damage)
    yield from ((number, "page-not-read") for number, reading in view.readings.items() if reading.failed)


def _outcomes(
    batch: ScanBatch, proposal: Proposal, attached: set[int], set_aside: Mapping[int, Outcome]
) -> tuple[SideOutcome, ...]:
    routing = {n for d in proposal.documents if d.classification.kind in ROUTING_KINDS for n in d.pages}
    outcomes = [SideOutcome(r.number, set_aside.get(r.number, Outcome.QUARANTINED), r.reference) for r in batch.refused]
    for page in batch.pages:
        number = page.number
        if page.capture.damage:
            outcomes.append(SideOutcome(number, set_aside.get(number, Outcome.QUARANTINED), page.capture.damage))
        elif number in set_aside:
            outcomes.append(SideOutcome(number, set_aside[number], "verdict"))
        elif number in attached:
            outcomes.append(SideOutcome(number, Outcome.ATTACHED))
        elif number in proposal.separators or number in routing:
            outcomes.append(SideOutcome(number, Outcome.SEPARATOR))
        elif number in proposal.blanks:
            outcomes.append(SideOutcome(number, Outcome.BLANK_KEPT))
        elif number in proposal.quarantined:
            outcomes.append(SideOutcome(number, Outcome.QUARANTINED, SECRECY_STAMP))
        else:
            outcomes.append(SideOutcome(number, Outcome.AWAITING_REVIEW))
    return tuple(sorted(outcomes, key=lambda side: side.page))


def _summaries(proposal: Proposal, placed: set[tuple[int, ...]]) -> Iterable[DocumentSummary]:
    for document in proposal.documents:
        routing = document.classification.kind in ROUTING_KINDS
        attached = Outcome.ATTACHED if document.pages in placed else Outcome.AWAITING_REVIEW
        yield DocumentSummary(
            pages=document.pages,
            kind=document.classification.kind,
            title=document.classification.title,
            confidence=document.classification.confidence,
            outcome=Outcome.SEPARATOR if routing else attached,
            dossier=document.dossier,
        )


# ---------------------------------------------------------------- dossier versions


def _head(code: DossierCode, cabinet: Cabinet) -> tuple[Manifest | None, Digest | None]:
    head = cabinet.heads.head(code)
    if head is None:
        return None, None
    _, digest = head
    return cabinet.manifests.decode(cabinet.store.get(digest)), digest


def _papers_of_others(manifest: Manifest | None, batch: ScanBatch) -> dict[ComponentCode, int]:
    counts: dict[ComponentCode, int] = {}
    for entry in manifest.entries if manifest else ():
        if entry.batch != batch.id:
            counts[entry.component] = counts.get(entry.component, 0) + 1
    return counts


def _filings(
    view: BatchView,
    placed: Iterable[tuple[Document, Component]],
    records: Mapping[DossierCode, DossierRecord | None],
    held: Mapping[DossierCode, tuple[Manifest | None, Digest | None]],
    cabinet: Cabinet,
) -> Iterable[Filing]:
    """One new version for each dossier whose entries changed; a repeat changes nothing and makes none."""
    fresh: dict[DossierCode, list[Entry]] = {}
    for document, component in placed:
        assert document.dossier is not None
        manifest = held[document.dossier][0]
        entry = _entry(document, component, view, cabinet)
        fresh.setdefault(document.dossier, []).append(_as_filed(entry, manifest.entries if manifest else ()))
    for code, (manifest, digest) in sorted(held.items()):
        record = records[code]
        assert record is not None
        before = manifest.entries if manifest else ()
        kept = [entry for entry in before if entry.batch != view.batch.id]
        entries = tuple(sorted([*kept, *fresh.get(code, [])], key=lambda e: (e.component, e.batch, e.pages)))
        if entries == before:
            continue
        version = manifest.version + 1 if manifest else 1
        new = Manifest(code, record.procedure.code, version, digest, entries)
        name = cabinet.store.put(cabinet.manifests.encode(new))
        gone = {entry.id for entry in before} - {entry.id for entry in entries}
        yield Filing(new, name, _message(new, name, tuple(sorted(gone)), record, cabinet))


def _as_filed(entry: Entry, before: Iterable[Entry]) -> Entry:
    """The entry filed before when *entry* says nothing else: what the machine thinks of its own answers may change
    with what it learns, and is no reason for a new version."""
    return next((old for old in before if _said(old) == _said(entry)), entry)


def _said(entry: Entry) -> tuple[object, ...]:
    fields = tuple((f.name, f.value, f.confirmed, f.page, f.box) for f in entry.fields)
    kind = entry.classification.kind
    return entry.id, entry.copy, entry.signed_original, entry.signature, kind, entry.read_back, fields


def _message(
    manifest: Manifest,
    digest: Digest,
    withdrawn: tuple[str, ...],
    record: DossierRecord,
    cabinet: Cabinet,
) -> HandBack:
    files = tuple(
        FileOffer(
            entry_id=entry.id,
            component=entry.component,
            component_name=entry.component_name,
            file_name=f"{ordinal:02d}-{entry.classification.kind}.pdf",
            digest=entry.file,
            size=entry.copy_size,
            title=entry.classification.title,
            digitised=_is_digitised(entry, record, cabinet),
        )
        for ordinal, entry in enumerate(manifest.entries, start=1)
    )
    return HandBack(manifest.dossier, manifest.procedure, digest, manifest.version, files, withdrawn)


def _is_digitised(entry: Entry, record: DossierRecord, cabinet: Cabinet) -> bool:
    rule = cabinet.rules.get(entry.classification.kind)
    if rule is None or (cabinet.signing is not None and cabinet.signing.required and not entry.signature):
        return False
    return may_be_called_digitised(entry, metadata_gaps(entry, record, rule))


def _entry(document: Document, component: Component, view: BatchView, cabinet: Cabinet) -> Entry:
    pages = [view.batch.page(number) for number in document.pages]
    sources = tuple(dict.fromkeys(page.source for page in pages))
    with TemporaryDirectory(dir=cabinet.scratch) as folder:
        paths = {source: Path(folder) / source for source in sources}
        for source, path in paths.items():
            cabinet.store.fetch(source, path)
        bound = [BoundPage(PageAddress(p, paths[p.source]), view.readings[p.number]) for p in pages]
        target = Path(folder) / "copy.pdf"
        cabinet.binder.bind(bound, document.classification.title, view.batch.taken_in_at, target)
        size = target.stat().st_size
        copy = cabinet.store.put_file(target)
        target.unlink()
        cabinet.store.fetch(copy, target)  # raises when what was kept is not what was put
        read_back = target.stat().st_size == size
    signed, signed_size, signature = _signed_file(document, view, cabinet)
    return Entry(
        component=component.code,
        component_name=component.name,
        batch=view.batch.id,
        pages=document.pages,
        sources=sources,
        copy=copy,
        copy_size=signed_size if signed else size,
        signed_original=signed,
        classification=document.classification,
        fields=document.fields,
        image_only_pages=tuple(n for n in document.pages if view.readings[n].failed),
        read_back=read_back,
        signature=signature,
    )


def _signed_file(document: Document, view: BatchView, cabinet: Cabinet) -> tuple[Digest | None, int, str]:
    """The signed PDF that stands for *document*, its size, and whose signature over it was found right: the officer's
    signed copy where one came back, else the signed file the paper arrived as."""
    signing = cabinet.signing
    copy = signed_copy(document, view, cabinet.store, signing.copies) if signing else None
    if copy is not None:
        return copy.file, copy.size, copy.certificate
    arrived = _signed_original(document, view.batch)
    if arrived is None:
        return None, 0, ""
    proved = signing is not None and signing.required and was_valid(document)
    return arrived, view.batch.deposit(arrived).size, "arrived-signed" if proved else ""


def _signed_original(document: Document, batch: ScanBatch) -> Digest | None:
    """The signed PDF that is exactly this document: all of its pages and nothing else."""
    source = batch.page(document.pages[0]).source
    whole = {page.number for page in batch.pages if page.source == source}
    return source if batch.deposit(source).signed and whole == set(document.pages) else None
