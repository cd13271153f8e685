"""`sohoa read`, `classify`, `inspect`: look at any files without a store, a ledger or a record system."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from rich.progress import track

from flows.console_talk import CONSOLE
from flows.judging import batch_faults, sentence
from flows.reports import Json, evidence_json, fields_json, findings_json, tables_json
from flows.settings import Settings, cores
from flows.wiring import Eyes, open_eyes
from flows.wording import say
from ocr.faults.judge import JudgeOptions, PageJudge, unseen
from pipeline.errors import RejectedInputError
from pipeline.model.documents import Proposal
from pipeline.model.faults import Fault
from pipeline.model.ids import BatchId, BranchId, Digest, StationId
from pipeline.model.paper import Deposit, Lane, Page, RefusedSide, ScanBatch
from pipeline.model.reading import Line, PageReading
from pipeline.ports import BatchView, PageAddress
from pipeline.stages.understand import examined, understand

T = TypeVar("T")


def page_lines(settings: Settings, files: list[Path]) -> Iterator[Json]:
    """One object a page: file, page, size, rotation found, lines, warnings."""
    for lines in _side_by_side(settings, files, _pages_of):
        yield from lines


def file_lines(settings: Settings, files: list[Path]) -> Iterator[Json]:
    """One object a file: its documents with kind, fields and reasons."""
    yield from _side_by_side(settings, files, _papers_of)


def verdict_lines(settings: Settings, files: list[Path]) -> Iterator[Json]:
    """One object a file: does it open, and what a clerk would send its pages back for."""
    with PageJudge(JudgeOptions(workers=cores())) as judge:
        judge.warm()
        yield from _side_by_side(settings, files, lambda path, eyes: verdicts_on(path, eyes, judge))


def _side_by_side(settings: Settings, files: list[Path], look: Callable[[Path, Eyes], T]) -> Iterator[T]:
    """Look at several files at once, answer in the order they were named; progress on stderr where somebody watches."""
    with open_eyes(settings) as eyes, ThreadPoolExecutor(cores() + 1, thread_name_prefix="look") as pool:
        answers = pool.map(lambda path: look(path, eyes), files)
        watched = CONSOLE.is_terminal and len(files) > 1
        yield from track(answers, "Đang đọc", total=len(files), console=CONSOLE, disable=not watched)


def _pages_of(path: Path, eyes: Eyes) -> list[Json]:
    batch = _as_batch(path, eyes)
    readings = _readings(batch, path, eyes)
    lines = [_unread(path, side.number, side.reference) for side in batch.refused]
    for page in batch.pages:
        reading = readings.get(page.number)
        lines.append(
            _unread(path, page.number, page.capture.damage) if reading is None else _page_json(path, page, reading)
        )
    return lines


def _papers_of(path: Path, eyes: Eyes) -> Json:
    batch = _as_batch(path, eyes)
    view = BatchView(batch, _readings(batch, path, eyes))
    proposal = understand(view, eyes.separator, eyes.classifier, eyes.extractor, eyes.examiner, eyes.decider)
    return {
        "file": str(path),
        "error": batch.refused[0].reference if batch.refused else "",
        "documents": _documents_json(proposal),
        "separators": list(proposal.separators),
        "blanks": list(proposal.blanks),
        "quarantined": list(proposal.quarantined),
        "checks": [{"reference": d.reference, "pages": list(d.pages)} for d in proposal.doubts],
    }


def verdicts_on(path: Path, eyes: Eyes, judge: PageJudge, declared: int | None = None) -> Json:
    """What is wrong with the file at *path*, *declared* sheets of paper: in its pictures, in its text, and as a whole."""
    batch = replace(_as_batch(path, eyes), declared_sheets=declared)
    with ThreadPoolExecutor(1, thread_name_prefix="judge") as beside:
        whole = [page for page in batch.pages if not page.capture.damage]
        looking = {p.number: beside.submit(judge.look, path, p.capture.index, p.number) for p in whole}
        readings = _readings(batch, path, eyes)
        seen = {number: look.result() for number, look in looking.items()}
        seen |= {p.number: unseen(p.capture.index, p.number, p.capture.damage) for p in batch.pages if p.capture.damage}
    proposal = _understood(batch, readings, eyes)
    by_page: dict[int, list[Json]] = {number: [] for number in (0, *(page.number for page in batch.pages))}
    for fault in batch_faults(batch, seen, readings, proposal):
        by_page[fault.page].append(_verdict(fault))
    for number, side in seen.items():
        by_page[number] += [_remark(note, number) for note in side.notes]
    pages: list[Json] = [
        {"page": side.number, "verdicts": [_verdict(Fault(side.reference, side.number))]} for side in batch.refused
    ]
    pages += [_judged(page, by_page[page.number]) for page in batch.pages]
    to_do = any(verdict["remedy"] for verdicts in by_page.values() for verdict in verdicts)
    state = "refused" if batch.refused else "defects" if to_do else "good"
    return {"file": str(path), "state": state, "pages": pages, "verdicts": by_page[0]}


def _understood(batch: ScanBatch, readings: dict[int, PageReading], eyes: Eyes) -> Proposal | None:
    """The papers in *batch* with what is absent from them; nothing has to be extracted or decided for that."""
    if not readings:
        return None
    view = BatchView(batch, readings)
    return examined(view, eyes.separator, eyes.classifier, eyes.extractor, eyes.examiner)


def _judged(page: Page, verdicts: list[Json]) -> Json:
    capture = page.capture
    return {
        "page": page.number,
        "size": [capture.width, capture.height],
        "dpi": capture.dpi,
        "colour": capture.colour.value,
        "blank": capture.blank,
        "verdicts": verdicts,
    }


def _verdict(fault: Fault) -> Json:
    box = fault.box
    return {
        "reference": fault.reference,
        "message": sentence(fault),
        "remedy": fault.remedy.value,
        "box": [box.left, box.top, box.right, box.bottom] if box else None,
        "others": list(fault.others),
    }


def _remark(reference: str, page: int) -> Json:
    return {"reference": reference, "message": say(reference, (page,)), "remedy": None, "box": None, "others": []}


def _as_batch(path: Path, eyes: Eyes) -> ScanBatch:
    """The file as if a station had delivered it alone."""
    source = Digest("0" * 64)
    pages: tuple[Page, ...] = ()
    refused: tuple[RefusedSide, ...] = ()
    media_type, signed = "application/octet-stream", False
    try:
        media_type, signed, captures = eyes.inspector.inspect(path)
        pages = tuple(Page(number, source, capture) for number, capture in enumerate(captures, start=1))
    except RejectedInputError as refusal:
        refused = (RefusedSide(1, source, refusal.reference, refusal.hint),)
    return ScanBatch(
        id=BatchId("look"),
        branch=BranchId("none"),
        station=StationId("none"),
        lane=Lane.LIVE,
        dossier_hint=None,
        declared_sheets=None,
        taken_in_at=datetime.now(UTC),
        deposits=(Deposit(source, path.stat().st_size, media_type, path.name, signed),),
        pages=pages,
        refused=refused,
    )


def _readings(batch: ScanBatch, path: Path, eyes: Eyes) -> dict[int, PageReading]:
    pages = [page for page in batch.pages if not page.capture.damage]
    by_digest = {r.page: r for r in eyes.reader.read([PageAddress(page, path) for page in pages])}
    return {page.number: by_digest[page.capture.digest] for page in pages}


def _page_json(path: Path, page: Page, reading: PageReading) -> Json:
    return {
        "file": str(path),
        "page": page.number,
        "size": [reading.width, reading.height],
        "dpi": reading.dpi,
        "rotation": reading.rotation,
        "skew": round(reading.skew, 3),
        "blank": reading.blank,
        "engine": reading.engine.key,
        "lines": [_line_json(line, reading) for line in reading.lines],
        "barcodes": [{"symbology": b.symbology, "text": b.text} for b in reading.barcodes],
        "warnings": [*reading.warnings, *([reading.failed] if reading.failed else [])],
    }


def _line_json(line: Line, reading: PageReading) -> Json:
    return {
        "text": line.text,
        "box": [line.box.left, line.box.top, line.box.right, line.box.bottom],
        "confidence": round(line.confidence, 4),
        "engine": line.engine or reading.engine.name,
    }


def _unread(path: Path, number: int, reference: str) -> Json:
    return {
        "file": str(path),
        "page": number,
        "size": [0, 0],
        "dpi": 0,
        "rotation": 0,
        "skew": 0.0,
        "blank": False,
        "engine": "",
        "lines": [],
        "barcodes": [],
        "warnings": [reference],
    }


def _documents_json(proposal: Proposal) -> list[Json]:
    return [
        {
            "pages": list(document.pages),
            "kind": document.classification.kind,
            "title": document.classification.title,
            "confidence": round(document.classification.confidence, 4),
            "reasons": [evidence_json(reason) for reason in document.classification.reasons],
            "boundary": [evidence_json(reason) for reason in document.boundary],
            "boundary_confidence": round(document.boundary_confidence, 4),
            "dossier": document.dossier,
            "risk": document.risk,
            "decision": document.decision.value,
            "fields": fields_json(document),
            "tables": tables_json(document),
            "checks": findings_json(document),
        }
        for document in proposal.documents
    ]
