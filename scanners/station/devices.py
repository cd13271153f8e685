"""The scanners a station knows: asked in the background, answered from memory, as a page must never wait for a device."""

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from pipeline.errors import DigitizationError, RejectedInputError
from scanners.devices import Device, Source

log = logging.getLogger("sohoa")

SOURCES: Final = {"feeder": Source.FEEDER, "feeder-duplex": Source.DUPLEX, "flatbed": Source.FLATBED}
"""What the page calls the ways a device takes paper."""


@dataclass(frozen=True, slots=True)
class DeviceView:
    """One scanner as the page shows it. `reference`: why it cannot scan just now, "" when it can."""

    id: str
    name: str
    kind: str
    sources: tuple[str, ...]
    dpis: tuple[int, ...]
    ready: bool
    reference: str


class Neighbourhood:
    """Configured scanners, and those that discovery finds. *discover* yields addresses and may take seconds."""

    def __init__(
        self,
        configured: Iterable[str],
        opened: Callable[[str], Device],
        discover: Callable[[], Iterable[str]],
    ) -> None:
        self._configured = tuple(configured)
        self._open = opened
        self._discover = discover
        self.changes = 0
        """How often a view changed."""
        self._known: dict[str, Device] = {}
        self._views: dict[str, DeviceView] = {}
        self._lock = threading.Lock()
        self._looking: threading.Thread | None = None

    def views(self) -> tuple[DeviceView, ...]:
        with self._lock:
            return tuple(self._views.values())

    def device(self, address: str) -> Device:
        """`RejectedInputError` (``no-such-device``) for an address that was neither configured nor found."""
        with self._lock:
            known = self._known.get(address)
        if known is not None:
            return known
        if address not in self._configured:
            raise RejectedInputError("no-such-device", "the station knows no such scanner", "Look for scanners again.")
        return self._opened(address)

    def look(self) -> None:
        """Look again, beside everything else; one look at a time."""
        with self._lock:
            if self._looking is not None and self._looking.is_alive():
                return
            self._looking = threading.Thread(target=self._look, name="devices", daemon=True)
            self._looking.start()

    def _look(self) -> None:
        for address in self._configured:
            self._ask(address)
        try:
            for address in self._discover():
                self._ask(address)
        except DigitizationError as error:
            log.warning("discovery_failed reference=%s", error.reference)

    def _opened(self, address: str) -> Device:
        device = self._open(address)
        with self._lock:
            return self._known.setdefault(address, device)

    def _ask(self, address: str) -> None:
        view = self._view(address)
        with self._lock:
            changed = self._views.get(address) != view
            self._views[address] = view
            self.changes += changed

    def _view(self, address: str) -> DeviceView:
        kind = address.partition(":")[0] if address.startswith("sane:") else "escl"
        try:
            device = self._opened(address)
            abilities = device.abilities()
            condition = device.condition()
        except DigitizationError as error:
            return DeviceView(address, address, kind, (), (), ready=False, reference=error.reference)
        ways = tuple(name for name, source in SOURCES.items() if abilities.of(source) is not None)
        dpis = sorted({dpi for ability in abilities.sources for dpi in ability.resolutions})
        name = abilities.model or address
        return DeviceView(address, name, kind, ways, tuple(dpis), condition.ready, condition.reference)
