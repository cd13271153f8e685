"""Why something waits when nobody named a better reason: stable references with Vietnamese wording."""

import re

WAITING_FOR_WORKER = "waiting-for-worker"
BEING_DIGITIZED = "being-digitized"
VERDICT_GIVEN = "verdict-given"
REPLAYED = "replayed"
AWAITING_HAND_BACK = "awaiting-hand-back"
BEING_HANDED_BACK = "being-handed-back"
REBUILT = "ledger-rebuilt"
RECALLED = "paper-recalled"
DONE = "done"

ALL = (
    WAITING_FOR_WORKER,
    BEING_DIGITIZED,
    VERDICT_GIVEN,
    REPLAYED,
    AWAITING_HAND_BACK,
    BEING_HANDED_BACK,
    REBUILT,
    RECALLED,
    DONE,
)

_REFERENCE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def reference(reason: str) -> str:
    """*reason* if it is a reference. `ValueError` otherwise, without quoting it: free text may name a person."""
    if not _REFERENCE.fullmatch(reason):
        raise ValueError("a reason is a kebab-case reference, never free text")
    return reason
