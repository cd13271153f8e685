"""Verdicts with what was read along: a missing back, a page number that jumps, a side that is the right way up after all."""

from dataclasses import replace

from console.station.desk import Side
from console.station.reading import Known
from pipeline.model.faults import Fault, Remedy
from pipeline.stages import inspect


def read_together(sides: tuple[Side, ...], known: Known) -> tuple[tuple[Side, ...], tuple[Fault, ...]]:
    """*sides* with everything known of them by now, and what concerns the tray as a whole."""
    if known.batch is None:
        return sides, ()
    seen = {side.number: side.faults for side in sides if not side.aside}
    found = inspect.batch_faults(known.batch, seen, (), dict(known.readings), known.proposal)
    worst_first = sorted(found, key=lambda fault: fault.remedy is not Remedy.RESCAN)
    told = tuple(
        side if side.aside else replace(side, faults=tuple(f for f in worst_first if f.page == side.number))
        for side in sides
    )
    return told, tuple(fault for fault in worst_first if fault.page == inspect.WHOLE_BATCH)
