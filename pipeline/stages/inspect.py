"""Inspect (soát): what is wrong with a batch as a whole while its papers still lie at the counter.

Sides are judged one by one elsewhere; here they are held against each other, against what is printed on them, and against
what was declared. Everything is told from text that was surely read; without readings only pictures and counts speak.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.model.documents import Proposal
from pipeline.model.faults import Fault, Remedy
from pipeline.model.paper import Page, ScanBatch
from pipeline.model.reading import PageReading
from pipeline.stages.printed import (
    PrintedNumber,
    goes_on_overleaf,
    is_card_back,
    is_card_front,
    number_on,
    words_differ,
)

ABSENT = ("seal-not-seen", "signature-not-seen")
"""Findings of an examiner that a clerk wants to know of at once."""
WHOLE_BATCH = 0


def batch_faults(
    batch: ScanBatch,
    of_sides: Mapping[int, Sequence[Fault]],
    twins: Iterable[tuple[int, int]],
    readings: Mapping[int, PageReading],
    proposal: Proposal | None = None,
) -> tuple[Fault, ...]:
    """Everything known of *batch*, in the order of its sides; what concerns the whole of it stands at page 0.

    *of_sides*: faults seen in each side's picture; *twins*: pairs of sides whose pictures agree, the lower number first.
    Sides the station scanned again are no part of it. Repeating it as readings come in is safe.
    """
    present = [page for page in batch.pages if page.number not in batch.replaced]
    numbers = {page.number for page in present} | {side.number for side in batch.refused}
    known = {n: reading for n, reading in readings.items() if n in numbers and not reading.failed}
    faults = [fault for n in sorted(of_sides) if n in numbers for fault in _settled(n, of_sides[n], known.get(n))]
    faults += _twice(present, twins, known)
    faults += _backs(present, known, proposal)
    gaps = tuple(_gaps(present, known, proposal))
    faults += gaps
    faults += _count(batch, len(numbers), gaps)
    if proposal is not None:
        faults += _absent(proposal)
    return tuple(sorted(dict.fromkeys(faults), key=lambda fault: fault.page))


def _settled(number: int, faults: Sequence[Fault], reading: PageReading | None) -> Iterator[Fault]:
    """The picture's guess which way up a side lies gives way to what reading found."""
    if reading is None:
        yield from faults
        return
    yield from (fault for fault in faults if fault.reference != "turned")
    if reading.lines and reading.rotation:
        yield Fault("turned", number, Remedy.LOOK)


def _twice(
    pages: Sequence[Page], twins: Iterable[tuple[int, int]], readings: Mapping[int, PageReading]
) -> Iterator[Fault]:
    """The same sheet scanned twice. Empty backs are alike by right, and forms of two people are two papers."""
    first: dict[str, int] = {}
    told: set[int] = set()
    for page in pages:
        before = first.setdefault(page.capture.digest, page.number)
        if before != page.number and not page.capture.blank and not page.capture.damage:
            told.add(page.number)
            yield Fault("same-sheet-twice", page.number, Remedy.LOOK, others=(before,))
    present = {page.number for page in pages if not page.capture.blank}
    for one, other in twins:
        if {one, other} <= present and other not in told:
            read = [readings[n] for n in (one, other) if n in readings]
            if len(read) == 2 and words_differ(*read):
                continue
            told.add(other)
            yield Fault("same-sheet-twice", other, Remedy.LOOK, others=(one,))


def _backs(pages: Sequence[Page], readings: Mapping[int, PageReading], proposal: Proposal | None) -> Iterator[Fault]:
    """Fronts whose back is not among the sides: cards, and papers that say they go on overleaf."""
    order = [page.number for page in pages]
    fronts = [n for n in order if n in readings and is_card_front(readings[n])]
    backs = [n for n in order if n in readings and is_card_back(readings[n])]
    spare = len(backs) - sum(n in fronts for n in backs)  # both sides copied onto one page need no other
    lonely = [n for n in fronts if n not in backs]
    for front in lonely:
        if spare > 0:
            spare -= 1
        elif len(readings) >= len([p for p in pages if not p.capture.blank]):
            yield Fault("missing-back", front)
    for place, number in enumerate(order):
        reading = readings.get(number)
        if reading is None or not goes_on_overleaf(reading):
            continue
        after = pages[place + 1] if place + 1 < len(pages) else None
        if after is None or after.capture.blank or (proposal is not None and _begins(proposal, after.number)):
            yield Fault("missing-back", number)


def _begins(proposal: Proposal, number: int) -> bool:
    return any(document.pages[0] == number and document.boundary_confidence >= 0.9 for document in proposal.documents)


def _gaps(pages: Sequence[Page], readings: Mapping[int, PageReading], proposal: Proposal | None) -> Iterator[Fault]:
    """Printed page numbers that jump inside one paper: a sheet stuck to the one before it, or was not scanned."""
    written = [p.number for p in pages if not p.capture.blank]
    runs = [list(d.pages) for d in proposal.documents] if proposal is not None else [written]
    printed = {n: mark for n in written if n in readings and (mark := number_on(readings[n])) is not None}
    for run in runs:
        yield from _jumps([n for n in run if n in written], printed)
    yield from _short(written, printed, readings)


def _jumps(run: Sequence[int], printed: Mapping[int, PrintedNumber]) -> Iterator[Fault]:
    for before, after in pairwise(run):
        one, other = printed.get(before), printed.get(after)
        if one is None or other is None or one.total != other.total or one.style != other.style:
            continue
        skipped = other.number - one.number - 1
        elsewhere = {mark.number for n, mark in printed.items() if n in run}
        if 1 <= skipped <= 20 and not set(range(one.number + 1, other.number)) & elsewhere:
            yield Fault("page-missing", after, box=other.box, others=(before,))


def _short(
    written: Sequence[int], printed: Mapping[int, PrintedNumber], readings: Mapping[int, PageReading]
) -> Iterator[Fault]:
    """``Trang 2/3`` with nothing to follow, or nothing before it: the last or the first sheet is not there."""
    totals = {mark.total for mark in printed.values() if mark.total}
    for total in sorted(totals):
        run = [n for n in written if n in printed and printed[n].total == total]
        seen = [printed[n].number for n in run]
        if len(seen) != len(set(seen)) or any(n not in readings for n in written):
            continue  # several papers of as many pages: which page is whose is not for counting
        last, first = max(run, key=lambda n: printed[n].number), min(run, key=lambda n: printed[n].number)
        place = written.index(last)
        follows = place + 1 < len(written) and written[place + 1] not in printed
        if printed[last].number < total and not follows:
            yield Fault("page-missing", last, box=printed[last].box)
        before = written.index(first) > 0 and written[written.index(first) - 1] not in printed
        if printed[first].number > 1 and not before:
            yield Fault("page-missing", first, box=printed[first].box)


def _count(batch: ScanBatch, sides: int, gaps: Sequence[Fault]) -> Iterator[Fault]:
    """Declared sheets against scanned sides: one-sided gives as many, two-sided twice as many."""
    declared = batch.declared_sheets
    if declared is not None and sides not in (declared, 2 * declared):
        yield Fault("double-feed", WHOLE_BATCH, others=tuple(gap.page for gap in gaps))


def _absent(proposal: Proposal) -> Iterator[Fault]:
    """A seal or a signature that papers of the kind bear, and that is not on this one: asked of its last page."""
    for document in proposal.documents:
        for found in document.findings:
            if found.reference in ABSENT:
                *others, last = found.pages
                yield Fault(found.reference, last, Remedy.LOOK, others=tuple(others))
