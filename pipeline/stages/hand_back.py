"""Hand back (đồng bộ về một cửa): tell the one-stop system, and believe only what is read back."""

from datetime import datetime, timedelta

from pipeline.errors import ConfigurationError, IntegrityError, RejectedInputError, TransientError
from pipeline.model.dossier import HandBackReceipt
from pipeline.policy import Patience
from pipeline.ports import Codec, Outbox, Publications, RecordSystem, Store


def hand_back(
    key: str,
    outbox: Outbox,
    records: RecordSystem,
    store: Store,
    receipts: Codec[HandBackReceipt],
    worker: str,
    patience: Patience,
    now: datetime,
    lease: timedelta,
) -> HandBackReceipt | None:
    """Send one message; None when it is held elsewhere, done, or has to wait. Why it waits is in the outbox."""
    item = outbox.begin(key, worker, now, lease)
    if item is None:
        return None
    try:
        receipt = records.hand_back(outbox.message(key), now)
    except (TransientError, ConfigurationError) as later:
        outbox.fail(item, later.reference, now, patience.next_try(key, item.attempt, now))
        return None
    except (RejectedInputError, IntegrityError) as refused:
        outbox.fail(item, refused.reference, now, None)
        return None
    outbox.accept(item, receipt, store.put(receipts.encode(receipt)), now)
    return receipt


def publish(publications: Publications, store: Store) -> int:
    """Give every record its name in the store, so that the store alone can tell the story. Returns how many."""
    count = 0
    for name, digest in list(publications.unpublished()):
        store.record(name, store.get(digest))
        publications.published(name)
        count += 1
    return count
