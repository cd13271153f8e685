"""What a station does now and then: take from its folders, finish recovery, let received copies go."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from flows.intake import opens_with
from pipeline.errors import DigitizationError
from pipeline.model.ids import BranchId, DeliveryId, StationId
from pipeline.ports import PageInspector
from scanners.folder import WatchedFolder, WatchedFolderOptions
from scanners.station.drops import take_deliveries
from scanners.station.grace import let_go
from scanners.station.options import DropFolder, StationOptions
from scanners.station.recovery import recover
from scanners.station.spool import Spool

log = logging.getLogger("sohoa")

SWEEP_EVERY: Final = 1.0
LET_GO_EVERY: Final = 60.0
ROOM_MB: Final = 256
"""Above the floor: copies the centre has signed for go before a new paper is refused."""


class Chores:
    """What has to be done now and then: take from the folders, finish recovery, let received copies go."""

    def __init__(
        self,
        options: StationOptions,
        spool: Spool,
        inspector: PageInspector,
        wake: Callable[[], None],
        recovered: bool,
    ) -> None:
        self._options, self._spool, self._wake = options, spool, wake
        opens = opens_with(inspector)
        self._recovered = recovered
        self._drops = [WatchedFolder(_watched(options, drop), opens) for drop in options.drops]
        self._said: set[tuple[DeliveryId, str]] = set()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="chores", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(timeout=60)

    def _run(self) -> None:
        since = LET_GO_EVERY
        while not self._stopping.is_set():
            if not self._recovered:
                self._done("recover", self._recover)
            for source in self._drops:
                self._done("drop", partial(self._take, source))
            if since >= LET_GO_EVERY:
                since = 0.0
                self._done("let_go", self._let_go)
            self._stopping.wait(SWEEP_EVERY)
            since += SWEEP_EVERY

    def _take(self, source: WatchedFolder) -> None:
        if take_deliveries(self._spool, source, "folder", self._refused):
            self._wake()

    def _recover(self) -> None:
        """Papers were arriving through another process when this one started."""
        self._recovered = recover(self._spool)

    def _let_go(self) -> None:
        let_go(self._spool, timedelta(days=self._options.grace_days), (self._options.disk_floor_mb + ROOM_MB) << 20)

    def _done(self, what: str, chore: Callable[[], None]) -> None:
        try:
            chore()
        except DigitizationError as error:
            log.warning("chore_interrupted chore=%s reference=%s", what, error.reference)
        except Exception:
            log.exception("chore_failed chore=%s", what)

    def _refused(self, delivery: DeliveryId, error: DigitizationError) -> None:
        if (delivery, error.reference) not in self._said:
            self._said.add((delivery, error.reference))
            log.warning("delivery_refused delivery=%s reference=%s", delivery, error.reference)


def _watched(options: StationOptions, drop: DropFolder) -> WatchedFolderOptions:
    drop.root.mkdir(parents=True, exist_ok=True)
    return WatchedFolderOptions(
        root=drop.root,
        branch=BranchId("station"),
        station=StationId(options.station or "station"),
        lane=drop.lane,
        quiet_seconds=drop.quiet_seconds,
        patience_seconds=drop.patience_seconds,
    )
