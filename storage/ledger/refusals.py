"""What the ledger answers when it cannot do what it is asked."""

from pipeline.errors import LostClaimError, RejectedInputError
from pipeline.model.work import Claim


def lost(claim: Claim) -> LostClaimError:
    """Someone took the batch since, or this claim was given up already."""
    return LostClaimError(
        "lost-claim", f"Batch {claim.batch} is no longer held under claim {claim.fence}", "Drop this result"
    )


def lost_letter(key: str, fence: int) -> LostClaimError:
    """Someone took the hand-back since, or it was finished already."""
    return LostClaimError("lost-claim", f"Hand-back {key} is no longer held under claim {fence}", "Drop this result")


def unknown() -> RejectedInputError:
    # a person may have typed it: the message does not repeat what it was
    return RejectedInputError("unknown-batch", "There is no such batch in the ledger", "Check the batch's id")


def unknown_letter() -> RejectedInputError:
    return RejectedInputError("unknown-hand-back", "There is no such hand-back in the ledger", "Check its key")
