"""One batch from many papers: in any order, with blank backs, separators whole and torn, files cut anyhow, pages lost."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from pipeline.model.dossier import Component, DossierRecord, Owner, Procedure
from pipeline.model.geometry import Box
from pipeline.model.ids import (
    BatchId,
    BranchId,
    ComponentCode,
    Digest,
    DossierCode,
    KindCode,
    ProcedureCode,
    StationId,
    digest_of,
)  # fmt: skip
from pipeline.model.paper import Capture, Colour, Lane, Page, ScanBatch
from pipeline.model.reading import Barcode, EngineIdentity, PageReading
from pipeline.ports import BatchView

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
_BLANK_BY = EngineIdentity("as-read", "1", "")


@dataclass(frozen=True, slots=True)
class Made:
    """One paper, read: `kind` for the checklist; `both_sides` when it is printed on both sides of its sheets."""

    kind: str
    pages: tuple[PageReading, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Stack:
    """A batch and the truth about it: the first page of every paper, and which pages are none's."""

    view: BatchView
    papers: tuple[tuple[int, ...], ...]
    separators: frozenset[int]


def blank_like(page: PageReading, rng: random.Random) -> PageReading:
    """The empty back of *page*."""
    return replace(
        page,
        page=digest_of(rng.randbytes(16)),
        engine=_BLANK_BY,
        blank=True,
        lines=(),
        barcodes=(),
        seals=(),
        signatures=(),
    )


def stacked(
    papers: Sequence[Made], rng: random.Random, separator: Callable[[random.Random], PageReading] | None = None
) -> Stack:
    """*papers* in the order given, fed as one desk or another feeds them."""
    duplex = rng.random() < 0.35
    printed_double = rng.random() < 0.5
    backwards = rng.random() < 0.005
    marked = separator is not None and rng.random() < 0.35
    sheets: list[tuple[PageReading, int | None]] = []
    separators: list[int] = []
    for index, paper in enumerate(papers):
        if separator is not None and marked and rng.random() < 0.6:
            separators.append(len(sheets))
            sheets.append((separator(rng), None))
            if duplex:
                sheets.append((blank_like(sheets[-1][0], rng), None))
        pages = list(reversed(paper.pages)) if backwards and len(paper.pages) > 1 else list(paper.pages)
        double = duplex and printed_double and len(pages) > 1
        for at, page in enumerate(pages):
            sheets.append((page, index))
            if (duplex and not double) or (double and at == len(pages) - 1 and len(pages) % 2):
                sheets.append((blank_like(page, rng), None))
        if not duplex and rng.random() < 0.04:
            sheets.append((blank_like(pages[-1], rng), None))
    return _batch(sheets, separators, papers, duplex, rng)


def _batch(
    sheets: Sequence[tuple[PageReading, int | None]],
    separators: Sequence[int],
    papers: Sequence[Made],
    duplex: bool,
    rng: random.Random,
) -> Stack:
    mode = rng.choices(("one-file", "page-files", "paper-files", "cut-anywhere"), (10, 4, 6, 1))[0]
    pages: list[Page] = []
    readings: dict[int, PageReading] = {}
    file, index, last = 0, 0, None
    for number, (reading, paper) in enumerate(sheets, 1):
        fresh = number > 1 and (
            mode == "page-files"
            or (mode == "paper-files" and paper is not None and paper != last and rng.random() < 0.95)
            or (mode == "cut-anywhere" and rng.random() < 0.12)
        )
        if fresh:
            file, index = file + 1, 0
        capture = Capture(index, reading.page, reading.width, reading.height, reading.dpi, Colour.COLOUR, reading.blank)
        pages.append(Page(number, Digest(f"{file:064x}"), capture))
        readings[number] = reading
        index += 1
        last = paper if paper is not None else last
    batch = ScanBatch(
        id=BatchId("bench"),
        branch=BranchId("bench"),
        station=StationId("bench"),
        lane=Lane.LIVE,
        dossier_hint=None,
        declared_sheets=len(sheets) // 2 if duplex and len(sheets) % 2 == 0 and rng.random() < 0.3 else None,
        taken_in_at=NOON,
        deposits=(),
        pages=tuple(pages),
        refused=(),
    )
    truth = [tuple(n for n, (_, owner) in enumerate(sheets, 1) if owner == index) for index in range(len(papers))]
    records = _records(papers, rng) if rng.random() < 0.5 else {}
    return Stack(
        BatchView(batch, readings, (), records), tuple(t for t in truth if t), frozenset(n + 1 for n in separators)
    )


def _records(papers: Sequence[Made], rng: random.Random) -> dict[DossierCode, DossierRecord]:
    kinds = [paper.kind for paper in papers if rng.random() < 0.7] + rng.sample(
        ["id-card", "decision", "commitment", "will"], 2
    )
    parts = tuple(Component(ComponentCode(str(n)), "giấy tờ", (KindCode(kind),), True) for n, kind in enumerate(kinds))
    code = DossierCode("H26.90-260101-0001")
    return {code: DossierRecord(code, Procedure(ProcedureCode("1.000000"), "thủ tục", parts), Owner("-"), "-", "-", 2)}


def torn_separator(make: PageReading, rng: random.Random) -> PageReading:
    """A separator sheet, its mark whole, or lost with more or less of its words."""
    fate = rng.random()
    if fate < 0.5:
        return make
    if fate < 0.85:
        return replace(make, barcodes=())
    return replace(make, barcodes=(), lines=tuple(line for line in make.lines if rng.random() < 0.5))


def a_patch(rng: random.Random, size: tuple[int, int]) -> PageReading:
    """A sheet with a patch code and nothing else."""
    return PageReading(
        page=digest_of(rng.randbytes(16)),
        engine=_BLANK_BY,
        width=size[0],
        height=size[1],
        dpi=100,
        rotation=0,
        skew=0.0,
        blank=False,
        lines=(),
        barcodes=(Barcode("patch", "T", Box(60, 60, 700, 160)),),
    )
