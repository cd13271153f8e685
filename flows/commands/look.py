"""`sohoa read`, `classify`, `inspect`: look at any files without a store, a ledger or a record system."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from rich.progress import track

from flows.console_talk import CONSOLE
from flows.reports import Json, evidence_json, fields_json, findings_json, tables_json
from flows.settings import Settings, cores
from flows.wiring import Eyes, open_eyes
from flows.wording import say
from pipeline.errors import RejectedInputError
from pipeline.model.documents import Proposal
from pipeline.model.ids import BatchId, BranchId, Digest, StationId
from pipeline.model.paper import Colour, Deposit, Lane, Page, RefusedSide, ScanBatch
from pipeline.model.reading import Line, PageReading
from pipeline.ports import BatchView, PageAddress
from pipeline.stages.understand import understand

T = TypeVar("T")


def page_lines(settings: Settings, files: list[Path]) -> Iterator[Json]:
    """One object a page: file, page, size, rotation found, lines, warnings."""
    for lines in _side_by_side(settings, files, _pages_of):
        yield from lines


def file_lines(settings: Settings, files: list[Path]) -> Iterator[Json]:
    """One object a file: its documents with kind, fields and reasons."""
    yield from _side_by_side(settings, files, _papers_of)


def verdict_lines(settings: Settings, files: list[Path]) -> Iterator[Json]:
    """One object a file: does it open, and what the scan rule (NĐ 30/2020, Phụ lục I, II: colour, ≥ 200 dpi) says of each page."""
    yield from _side_by_side(settings, files, _verdicts_on)


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


def _verdicts_on(path: Path, eyes: Eyes) -> Json:
    batch = _as_batch(path, eyes)
    pages: list[Json] = [
        {"page": side.number, "verdicts": [_verdict(side.reference, side.number)]} for side in batch.refused
    ]
    for page in batch.pages:
        pages.append(
            {
                "page": page.number,
                "size": [page.capture.width, page.capture.height],
                "dpi": page.capture.dpi,
                "colour": page.capture.colour.value,
                "blank": page.capture.blank,
                "verdicts": [_verdict(reference, page.number) for reference in _against(page)],
            }
        )
    state = "refused" if batch.refused else "defects" if any(p["verdicts"] for p in pages) else "good"
    return {"file": str(path), "state": state, "pages": pages}


SCAN_DPI = 200


def _against(page: Page) -> Iterator[str]:
    capture = page.capture
    if capture.damage:
        yield capture.damage
        return
    if capture.blank:
        yield "blank-side"
    if 0 < capture.dpi < SCAN_DPI:
        yield "below-200-dpi"
    if capture.colour is Colour.BILEVEL:
        yield "not-in-colour"


def _verdict(reference: str, page: int) -> Json:
    return {"reference": reference, "message": say(reference, (page,))}


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
