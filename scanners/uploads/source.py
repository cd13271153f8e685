"""Sealed batches as a way paper arrives."""

import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from pipeline.errors import RejectedInputError
from pipeline.model.ids import BatchId, DeliveryId, Digest, DossierCode
from pipeline.model.paper import DeliveredFile, Delivery
from scanners.uploads.batches import Batches, Sealed, State
from scanners.uploads.files import Uploads
from scanners.uploads.receipts import DoorKey
from scanners.uploads.shelf import Shelf, holds


class UploadSource:
    """Keeps `pipeline.ports.ScanSource`: offers batches whose files are all there, as announced. Thread-safe.

    *sides* says how many sides a batch has that was just taken in; the receipt repeats it.
    """

    def __init__(
        self, batches: Batches, uploads: Uploads, shelf: Shelf, key: DoorKey, sides: Callable[[BatchId], int]
    ) -> None:
        self._batches = batches
        self._uploads = uploads
        self._shelf = shelf
        self._key = key
        self._sides = sides

    def ready(self, now: datetime) -> Iterator[DeliveryId]:  # noqa: ARG002 - complete whatever the time
        yield from (batch.delivery for batch in self._batches.complete())

    def load(self, delivery: DeliveryId) -> Delivery:
        """As promised. Every byte is read again: a file that was damaged here is asked of the station once more."""
        sealed = self._batches.sealed(delivery)
        if sealed is None or sealed.state is not State.TAKING_IN:
            raise _gone()
        lost = [digest for digest in sorted(set(sealed.manifest.digests)) if not self._holds(sealed, digest)]
        for digest in lost:
            self._uploads.lost(sealed.station, Digest(digest))
        if lost:
            raise _gone()
        manifest = sealed.manifest
        if any(self._place(sealed, file.sha256).stat().st_size != file.size for file in manifest.files):
            raise RejectedInputError(
                "manifest-mismatch", "the manifest lists a file with a wrong size", "Tell an operator."
            )
        return Delivery(
            id=delivery,
            branch=sealed.branch,
            station=sealed.station,
            lane=sealed.lane,
            dossier_hint=DossierCode(manifest.dossier) if manifest.dossier else None,
            declared_sheets=manifest.declared_sheets,
            files=tuple(
                DeliveredFile(self._place(sealed, file.sha256), unicodedata.normalize("NFC", file.name))
                for file in manifest.files
            ),
            order=manifest.places,
        )

    def acknowledge(self, delivery: DeliveryId, batch: BatchId, now: datetime) -> None:
        """The receipt is signed and durable before the inbox's copy goes; cut between the two, the copy goes later."""
        sealed = self._batches.sealed(delivery)
        if sealed is None:
            return
        manifest = sealed.manifest
        receipt = self._key.receipt(
            sealed.station, sealed.batch, batch, manifest.digests, self._sides(batch), sealed.body_digest, now
        )
        self._batches.receive(sealed, batch, receipt, now)
        self._uploads.forget(sealed.station, map(Digest, manifest.digests))

    def _holds(self, sealed: Sealed, digest: str) -> bool:
        return holds(self._place(sealed, digest), Digest(digest))

    def _place(self, sealed: Sealed, digest: str) -> Path:
        return self._shelf.place(sealed.station, Digest(digest))


def _gone() -> RejectedInputError:
    return RejectedInputError(
        "delivery-gone", "the batch is gone, or a file of it has to be sent again", "The station sends it by itself."
    )
