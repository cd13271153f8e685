"""Deliveries that come by themselves (a watched folder, an SFTP drop at the station): each becomes a batch, sealed at once."""

from collections.abc import Callable

from pipeline.errors import DigitizationError, TransientError
from pipeline.model.ids import BatchId, DeliveryId
from pipeline.model.paper import Delivery
from pipeline.ports import ScanSource
from scanners.station.spool import Spool
from scanners.station.values import BatchState

Refused = Callable[[DeliveryId, DigitizationError], None]


def take_deliveries(spool: Spool, source: ScanSource, device: str, refused: Refused) -> int:
    """Spool what is ready; the source may let go only once the batch is sealed, and every step may be repeated.

    One bad delivery never costs its neighbours; a full disk stops all, and nothing is acknowledged.
    """
    taken = 0
    for delivery in source.ready(spool.clock()):
        try:
            batch = _spooled(spool, source.load(delivery), device)
            source.acknowledge(delivery, BatchId(batch), spool.clock())
        except TransientError:
            raise
        except DigitizationError as error:
            refused(delivery, error)
            continue
        taken += 1
    return taken


def _spooled(spool: Spool, delivery: Delivery, device: str) -> str:
    """Keys make every step happen once: the delivery is the batch's, the file's number the paper's."""
    batch = spool.open_batch(
        delivery.dossier_hint,
        delivery.declared_sheets,
        lane=delivery.lane,
        source="folder",
        key=f"delivery-{delivery.id}",
    )
    if batch.state is BatchState.OPEN:
        for number, file in enumerate(delivery.files):
            spool.add(batch.id, file.path, name=file.name, device=device, key=f"file-{number}", empty=True)
        spool.seal(batch.id, delivery.order)
    return batch.id
