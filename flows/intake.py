"""Sweeping a source: every delivery that is complete now becomes a batch."""

from collections.abc import Callable
from pathlib import Path

from flows.workbench import Workbench
from pipeline.errors import DigitizationError, RejectedInputError
from pipeline.model.ids import BatchId, DeliveryId
from pipeline.ports import PageInspector, ScanSource
from pipeline.stages.take_in import take_in

Refused = Callable[[DeliveryId, DigitizationError], None]
Taken = Callable[[DeliveryId, BatchId], None]


def _nobody(_delivery: DeliveryId, _batch: BatchId) -> None: ...


def opens_with(inspector: PageInspector) -> Callable[[Path], bool]:
    """Whether *inspector* can decode a file whole: what a watched folder asks before it believes a file is finished."""

    def opens(path: Path) -> bool:
        try:
            _, _, captures = inspector.inspect(path)
        except RejectedInputError:
            return False
        return not any(capture.damage for capture in captures)

    return opens


def take_in_all(bench: Workbench, source: ScanSource, refused: Refused, taken_in: Taken = _nobody) -> list[BatchId]:
    """Take in what is ready. One bad delivery never costs its neighbours."""
    taken: list[BatchId] = []
    for delivery in source.ready(bench.clock()):
        try:
            batch = take_in(
                delivery,
                source,
                bench.inspector,
                bench.store,
                bench.codecs.batches,
                bench.ledger,
                bench.scratch,
                bench.clock(),
            )
        except DigitizationError as error:
            refused(delivery, error)
            continue
        taken.append(batch.id)
        taken_in(delivery, batch.id)
    return taken
