"""Take in (tiếp nhận): make a delivery ours before its sender may forget it."""

import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from pipeline.errors import RejectedInputError, TransientError
from pipeline.model.ids import BatchId, DeliveryId, Digest, batch_id_of
from pipeline.model.paper import Capture, DeliveredFile, Delivery, Deposit, Page, Place, RefusedSide, ScanBatch
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


@dataclass(frozen=True, slots=True)
class _Side:
    """One side as it came, before it has a number."""

    source: Digest
    capture: Capture | None
    refusal: RejectedInputError | None


def _open_files(delivery: Delivery, inspector: PageInspector, store: Store, scratch: Path, now: datetime) -> ScanBatch:
    deposits: list[Deposit] = []
    found: dict[tuple[int, int], _Side] = {}
    for number, file in enumerate(delivery.files):
        deposit, captures, refusal = _keep_and_open(file, inspector, store, scratch)
        if all(kept.digest != deposit.digest for kept in deposits):
            deposits.append(deposit)
        for index, capture in enumerate(captures):
            found[number, index] = _Side(deposit.digest, capture, None)
        if refusal is not None:
            found[number, 0] = _Side(deposit.digest, None, refusal)
    places = _in_order(delivery.order, found)
    sides = [found[place.file, place.index] for place in places]
    numbered = list(enumerate(sides, start=1))
    return ScanBatch(
        id=_id_of(delivery, places, found),
        branch=delivery.branch,
        station=delivery.station,
        lane=delivery.lane,
        dossier_hint=delivery.dossier_hint,
        declared_sheets=delivery.declared_sheets,
        taken_in_at=now,
        deposits=tuple(deposits),
        pages=tuple(Page(n, side.source, side.capture) for n, side in numbered if side.capture),
        refused=tuple(RefusedSide(n, s.source, s.refusal.reference, s.refusal.hint) for n, s in numbered if s.refusal),
        replaced=tuple(n for n, place in enumerate(places, start=1) if place.replaced),
        set_aside=tuple(n for n, place in enumerate(places, start=1) if place.set_aside),
    )


def _in_order(order: Sequence[Place], found: Mapping[tuple[int, int], _Side]) -> list[Place]:
    """Every side once: as a person put them, then those nobody spoke of. An order for sides that are not there says nothing."""
    said = {(place.file, place.index): place for place in reversed(order)}
    named = [key for key in dict.fromkeys((place.file, place.index) for place in order) if key in found]
    rest = [key for key in found if key not in said]
    return [said.get(key, Place(*key)) for key in (*named, *rest)]


def _id_of(delivery: Delivery, places: Sequence[Place], found: Mapping[tuple[int, int], _Side]) -> BatchId:
    """The pages in their order, then the files that did not open. What was scanned again or set aside makes it another batch:
    a clerk said something else of the same papers."""
    opened = [place for place in places if found[place.file, place.index].capture]
    closed = [place for place in places if found[place.file, place.index].refusal]
    parts = [found[place.file, place.index].source for place in (*opened, *closed)]
    if delivery.order:
        parts += [Digest(f"{p.file}.{p.index}.{p.replaced:d}{p.set_aside:d}") for p in places]
    return batch_id_of(delivery.station, parts, delivery.dossier_hint)


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
