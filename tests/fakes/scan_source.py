"""A source for tests: what is laid on it is complete at once. Kept to `tests.contracts.scan_source`."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from pipeline.errors import RejectedInputError
from pipeline.model.ids import BatchId, BranchId, DeliveryId, DossierCode, StationId
from pipeline.model.paper import DeliveredFile, Delivery, Lane, Place
from scanners.delivered import natural_order


class MemoryScanSource:
    """Keeps `pipeline.ports.ScanSource`. Deliveries are remembered here; only their bytes lie in *folder*."""

    def __init__(self, folder: Path, branch: str = "Q1", station: str = "Q1-01", lane: Lane = Lane.LIVE) -> None:
        self.acknowledged: dict[DeliveryId, BatchId] = {}
        self._folder = folder
        self._branch, self._station, self._lane = BranchId(branch), StationId(station), lane
        self._laid: dict[DeliveryId, Delivery] = {}

    def lay(
        self,
        files: Mapping[str, bytes],
        dossier: DossierCode | None = None,
        declared_sheets: int | None = None,
        order: tuple[Place, ...] = (),
    ) -> DeliveryId:
        """A complete delivery of *files*, in the natural order of their names, with the *order* a clerk gave its sides."""
        delivery = DeliveryId(f"d-{len(self._laid) + 1:04d}")
        place = self._folder / delivery
        place.mkdir(parents=True)
        delivered = []
        for name in sorted(files, key=natural_order):
            (place / name).write_bytes(files[name])
            delivered.append(DeliveredFile(place / name, name))
        self._laid[delivery] = Delivery(
            delivery, self._branch, self._station, self._lane, dossier, declared_sheets, tuple(delivered), order
        )
        return delivery

    def withdraw(self, delivery: DeliveryId) -> None:
        """As if its files had changed after it was offered."""
        del self._laid[delivery]

    def ready(self, now: datetime) -> Iterator[DeliveryId]:
        yield from [delivery for delivery in self._laid if delivery not in self.acknowledged]

    def load(self, delivery: DeliveryId) -> Delivery:
        if delivery not in self._laid:
            raise RejectedInputError("delivery-gone", f"delivery {delivery} is gone or has changed", "Send it again.")
        return self._laid[delivery]

    def acknowledge(self, delivery: DeliveryId, batch: BatchId, now: datetime) -> None:
        self.acknowledged.setdefault(delivery, batch)
