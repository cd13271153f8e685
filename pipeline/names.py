"""What self-describing records are called in the store: enough to rebuild the ledger from the store alone.

No name carries anything a person could be recognised by.
"""

from pipeline.model.ids import BatchId, Digest
from pipeline.model.reading import EngineIdentity


def batch_name(batch: BatchId) -> str:
    return f"batches/{batch}.json"


def reading_name(engine: EngineIdentity, page: Digest) -> str:
    return f"readings/{engine.key}/{page}.json"


def slip_name(copy: Digest) -> str:
    """By the bytes that were handed out: how a signed file finds its paper."""
    return f"signing/copies/{copy}.json"


def paper_slips(paper: str) -> str:
    """Where all that was ever handed out of one paper begins."""
    return f"signing/papers/{paper}/"


def paper_slip_name(paper: str, copy: Digest) -> str:
    return f"{paper_slips(paper)}{copy[:16]}.json"


def signed_name(file: Digest) -> str:
    """What was found of a returned file."""
    return f"signing/signed/{file}.json"


def verdict_name(batch: BatchId, verdict: Digest) -> str:
    return f"verdicts/{batch}/{verdict[:16]}.json"
