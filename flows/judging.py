"""A batch judged as a whole, and verdicts in a clerk's words."""

from collections.abc import Mapping

from flows.wording import say
from ocr.faults.judge import SideSeen
from ocr.faults.likeness import twins
from pipeline.model.documents import Proposal
from pipeline.model.faults import Fault
from pipeline.model.paper import ScanBatch
from pipeline.model.reading import PageReading
from pipeline.stages import inspect

TOGETHER = frozenset({"same-sheet-twice", "seal-not-seen", "signature-not-seen"})
"""Faults whose sentence names the other sides too."""

_SCAN_WORDING = {"skewed": "skewed-scan", "turned": "turned-scan"}
"""The same words are remarks of a reading, where nobody has to act."""


def batch_faults(
    batch: ScanBatch,
    seen: Mapping[int, SideSeen],
    readings: Mapping[int, PageReading],
    proposal: Proposal | None = None,
) -> tuple[Fault, ...]:
    """Everything known of *batch* by now: its sides' own faults, and what is wrong with it as a whole (page 0).

    *seen* and *readings* may be partial while sides arrive and are read; call again when there is more.
    """
    alike = twins({n: side.likeness for n, side in seen.items() if side.likeness is not None})
    return inspect.batch_faults(batch, {n: side.faults for n, side in seen.items()}, alike, readings, proposal)


def sentence(fault: Fault) -> str:
    """``Quét lại trang 3: mất mép phải.``"""
    others = fault.others if fault.reference in TOGETHER else ()
    return say(_SCAN_WORDING.get(fault.reference, fault.reference), tuple(sorted({fault.page, *others} - {0})))
