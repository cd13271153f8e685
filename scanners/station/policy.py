"""When to try again, how much to send at once, when to ask for a receipt: pure answers; chance is an argument."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits for as long as it takes: an offline week is an ordinary thing for a branch.

    Full jitter: anything from nothing to the whole wait, so that a hundred stations do not come back as one crowd
    when the line does.
    """

    first: float = 0.5
    longest: float = 60.0

    def wait(self, failures: int, draw: float) -> float:
        """Seconds after *failures* in a row (1 or more); *draw* is drawn from 0..1."""
        return draw * min(self.longest, self.first * 2.0 ** min(failures - 1, 30))


@dataclass(frozen=True, slots=True)
class Asking:
    """How often the centre is asked for a receipt: at once, then ever more seldom, never without end."""

    first: float = 0.1
    longest: float = 30.0

    def wait(self, asked: int) -> float:
        """Seconds before the next question after *asked* of them."""
        return min(self.longest, self.first * 1.6 ** min(asked, 30))


SMALLEST: Final = 64 << 10
LARGEST: Final = 4 << 20


@dataclass(frozen=True, slots=True)
class Portion:
    """How many bytes one request carries: about `seconds` of the line, fewer after a cut.

    A cut costs at most one portion; a smaller portion costs more questions. `most` is an operator's limit in bytes a
    second, and also bounds a portion to a second's worth.
    """

    seconds: float = 4.0
    most: float | None = None
    largest: int = LARGEST

    def size(self, rate: float | None, cuts: int) -> int:
        """For a line that was measured at *rate* bytes a second and has cut *cuts* portions in a row."""
        wanted = self.seconds * rate if rate else 1 << 20
        if self.most is not None:
            wanted = min(wanted, self.most)
        return int(max(SMALLEST, min(self.largest, wanted) / 2 ** min(cuts, 6)))

    def pause(self, sent: int, took: float) -> float:
        """Seconds to stay silent after *sent* bytes that *took* so long, to keep under the limit."""
        return 0.0 if self.most is None else max(0.0, sent / self.most - took)


@dataclass(frozen=True, slots=True)
class Measured:
    """What the line was seen to carry: a mean that forgets, over bytes that arrived and the time that passed for them."""

    bytes_per_second: float | None = None
    receipt_seconds: float | None = None

    def with_portion(self, sent: int, took: float) -> "Measured":
        """Small portions say little about a line and weigh less."""
        if took <= 0 or not sent:
            return self
        weight = min(0.5, sent / (2 << 20))
        seen = sent / took
        rate = seen if self.bytes_per_second is None else (1 - weight) * self.bytes_per_second + weight * seen
        return Measured(rate, self.receipt_seconds)

    def with_receipt(self, took: float) -> "Measured":
        known = self.receipt_seconds
        return Measured(self.bytes_per_second, took if known is None else 0.8 * known + 0.2 * took)

    def eta(self, bytes_left: int, batches_left: int) -> float | None:
        """Seconds until everything that waits is signed for; None when the line has not been measured yet."""
        if bytes_left and self.bytes_per_second is None:
            return None
        if batches_left and self.receipt_seconds is None and self.bytes_per_second is None:
            return None
        sending = bytes_left / self.bytes_per_second if bytes_left and self.bytes_per_second else 0.0
        return sending + (self.receipt_seconds or 0.0)


CLOCK_STEP: Final = timedelta(seconds=2)
"""`Date` counts whole seconds: smaller differences say nothing."""
