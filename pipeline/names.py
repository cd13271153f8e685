"""What self-describing records are called in the store: enough to rebuild the ledger from the store alone.

No name carries anything a person could be recognised by.
"""

from pipeline.model.ids import BatchId, Digest
from pipeline.model.reading import EngineIdentity


def batch_name(batch: BatchId) -> str:
    return f"batches/{batch}.json"


def reading_name(engine: EngineIdentity, page: Digest) -> str:
    return f"readings/{engine.key}/{page}.json"


def verdict_name(batch: BatchId, verdict: Digest) -> str:
    return f"verdicts/{batch}/{verdict[:16]}.json"
