"""Take in (tiếp nhận): make a delivery ours before its sender may forget it."""

import errno
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from pipeline.errors import RejectedInputError, TransientError
from pipeline.model.ids import DeliveryId, batch_id_of
from pipeline.model.paper import Capture, DeliveredFile, Delivery, Deposit, Page, RefusedSide, ScanBatch
from pipeline.names import batch_name
from pipeline.ports import BatchLedger, Codec, PageInspector, ScanSource, Store

UNOPENED = "application/octet-stream"


def take_in(
    delivery_id: DeliveryId,
    source: ScanSource,
    inspector: PageInspector,
    store: Store,
    batches: Codec[ScanBatch],
    ledger: BatchLedger,
    scratch: Path,
    now: datetime,
) -> ScanBatch:
    """Make *delivery_id* ours.

    The scanner may forget its copy only once the ledger remembers the batch; in any other order a power cut
    between two lines loses somebody's papers. A batch met before keeps the account it was first given.
    """
    delivery = source.load(delivery_id)
    if not delivery.files:
        raise RejectedInputError(
            "empty-delivery", "the delivery holds no file", "Scan again and send the batch once more."
        )
    batch = _first_account(_open_files(delivery, inspector, store, scratch, now), store, batches)
    ledger.open(batch, now)
    source.acknowledge(delivery_id, batch.id, now)
    return batch


def _first_account(batch: ScanBatch, store: Store, batches: Codec[ScanBatch]) -> ScanBatch:
    name = batch_name(batch.id)
    known = store.recall(name)
    if known is not None:
        return batches.decode(known)
    store.record(name, batches.encode(batch))
    return batch


def _open_files(delivery: Delivery, inspector: PageInspector, store: Store, scratch: Path, now: datetime) -> ScanBatch:
    deposits: list[Deposit] = []
    pages: list[Page] = []
    refused: list[RefusedSide] = []
    for file in delivery.files:
        deposit, captures, refusal = _keep_and_open(file, inspector, store, scratch)
        if all(kept.digest != deposit.digest for kept in deposits):
            deposits.append(deposit)
        for capture in captures:
            pages.append(Page(len(pages) + len(refused) + 1, deposit.digest, capture))
        if refusal is not None:
            number = len(pages) + len(refused) + 1
            refused.append(RefusedSide(number, deposit.digest, refusal.reference, refusal.hint))
    order = [page.source for page in pages] + [side.source for side in refused]
    return ScanBatch(
        id=batch_id_of(delivery.station, order, delivery.dossier_hint),
        branch=delivery.branch,
        station=delivery.station,
        lane=delivery.lane,
        dossier_hint=delivery.dossier_hint,
        declared_sheets=delivery.declared_sheets,
        taken_in_at=now,
        deposits=tuple(deposits),
        pages=tuple(pages),
        refused=tuple(refused),
    )


def _copied(source: Path, target: Path) -> bool:
    """False when the source cannot be read. The error itself is dropped: it quotes the delivered name."""
    try:
        copyfile(source, target)
    except FileNotFoundError:
        return False
    except OSError as refused:
        if refused.filename2 is None and refused.errno in (errno.ENOSPC, errno.EDQUOT):
            raise TransientError("store-unavailable", "no room for a scratch copy", "Make room on the disk.") from None
        return False
    return True


def _keep_and_open(
    file: DeliveredFile, inspector: PageInspector, store: Store, scratch: Path
) -> tuple[Deposit, tuple[Capture, ...], RejectedInputError | None]:
    """Keep the bytes first, then open the very bytes that were kept: a scanner may still be writing to its own."""
    with TemporaryDirectory(dir=scratch) as folder:
        copy = Path(folder) / "delivered"
        if not _copied(file.path, copy):
            raise RejectedInputError(
                "delivery-gone", "a file of the delivery is no longer there", "Send the batch once more."
            )
        digest = store.put_file(copy)
        size = copy.stat().st_size
        try:
            media_type, signed, captures = inspector.inspect(copy)
        except RejectedInputError as refusal:
            return Deposit(digest, size, UNOPENED, file.name), (), refusal
        return Deposit(digest, size, media_type, file.name, signed), captures, None
