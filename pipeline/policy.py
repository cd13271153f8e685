"""The thresholds under which a person is asked. Numbers an operator may change, in one place."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.model.ids import digest_of_parts


@dataclass(frozen=True, slots=True)
class FilingPolicy:
    """An operator's own floors: below these confidences, 0..1, a person is asked whatever the decider says.

    What the machine may file alone is decided by risk (`pipeline.ports.Decider`); zero adds nothing to that.
    """

    kind: float = 0.0
    boundary: float = 0.0


@dataclass(frozen=True, slots=True)
class Promise:
    """What may be wrong among what nobody looked at, as shares 0..1, and how surely it is kept.

    A threshold holds the promise when the upper end of an interval of `surety` lies under the ceiling: what was seen
    to be right so far is not enough, there must be enough of it.
    """

    field: float = 0.005
    """Wrong values among the fields taken over."""
    attachment: float = 0.001
    """Papers attached wrongly: other pages, another kind, another dossier."""
    surety: float = 0.95

    def ceiling(self, subject: str) -> float:
        """The ceiling for `pipeline.model.quality.DOCUMENT` or a field."""
        return self.attachment if subject == "document" else self.field


@dataclass(frozen=True, slots=True)
class Sampling:
    """Which papers filed without a person are looked at afterwards (kiểm tra mẫu).

    `share` of all of them; of each kind at each branch the first `least` whatever the share says, so that a rare kind
    is not judged by none. `wrong_few` wrong ones are too many while a stratum has no more than `few` samples: a bound
    would have to wait for more of them.
    """

    share: float = 0.02
    least: int = 3
    wrong_few: int = 2
    few: int = 50
    seed: str = "sohoa"


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
