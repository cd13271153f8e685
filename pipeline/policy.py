"""The thresholds under which a person is asked. Numbers an operator may change, in one place."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.model.ids import digest_of_parts


@dataclass(frozen=True, slots=True)
class FilingPolicy:
    """How sure the machine must be to file a paper without a person. Confidences 0..1."""

    kind: float = 0.85
    boundary: float = 0.60


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long something is tried before an operator is asked."""

    attempts: int = 8
    first_wait: timedelta = timedelta(seconds=2)
    longest_wait: timedelta = timedelta(minutes=15)

    def next_try(self, key: str, attempt: int, now: datetime) -> datetime | None:
        """When to try again after *attempt* tries, None when they are used up.

        Waits double up to the longest; the jitter (half to whole of the wait) is drawn from *key*, so that a
        crowd of failures does not come back as a crowd and a test sees the same wait twice.
        """
        if attempt >= self.attempts:
            return None
        wait = min(self.first_wait * (1 << max(0, attempt - 1)), self.longest_wait)
        share = int(digest_of_parts([key, str(attempt)])[:8], 16) / 0xFFFFFFFF
        return now + wait * (0.5 + share / 2)
