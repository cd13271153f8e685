"""The rhythm of asking a device again."""

from dataclasses import dataclass, field
from threading import Event

from scanners.tray import ScanHaltError


@dataclass(slots=True)
class Pace:
    """Waits that grow a little and end at once when somebody says stop."""

    stop: Event
    first: float
    _next: float = field(init=False)

    def __post_init__(self) -> None:
        self._next = self.first

    def reset(self) -> None:
        self._next = self.first

    def wait(self, at_least: float = 0.0) -> None:
        """Halts with ``scan-cancelled`` when stopped."""
        self.rest(max(self._next, at_least))
        self._next = min(self._next * 1.5, self.first * 4)

    def rest(self, seconds: float) -> None:
        if self.stop.wait(seconds):
            raise ScanHaltError("scan-cancelled", "stopped at the station")
