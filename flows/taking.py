"""Taking in what stations sent, right away: several batches side by side, live ones first, branches in turn."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from flows.batch_run import place_of
from pipeline.errors import DigitizationError, RejectedInputError
from pipeline.model.ids import BranchId, DeliveryId
from pipeline.model.paper import Lane, ScanBatch
from pipeline.policy import Patience
from pipeline.ports import BatchLedger, Codec, PageInspector, Store
from pipeline.stages.take_in import take_in
from scanners.uploads import Batches, UploadSource
from scanners.uploads.batches import Complete

log = logging.getLogger("sohoa")

LOOK_AGAIN: Final = 1.0
"""Seconds after which the inbox is looked at without being told."""
LONGEST: Final = timedelta(minutes=5)
"""A batch that fails again and again is still tried so often: its citizen waits, and causes pass."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What taking in needs: a small workbench."""

    source: UploadSource
    batches: Batches
    inspector: PageInspector
    store: Store
    codec: Codec[ScanBatch]
    ledger: BatchLedger
    scratch: Path
    clock: Callable[[], datetime]


class TakingIn:
    """Threads that take batches in. *told* is called whenever one has its receipt, waits or was refused.

    One thread at least is always free for live batches, as long as there are two.
    """

    def __init__(self, intake: Intake, threads: int, told: Callable[[DeliveryId], None]) -> None:
        self._intake = intake
        self._told = told
        self._wake = threading.Condition()
        self._stopping = False
        self._held: dict[DeliveryId, Lane] = {}
        self._served: dict[BranchId, int] = {}
        self._failed: dict[DeliveryId, tuple[int, datetime]] = {}
        self._threads = [threading.Thread(target=self._work, name=f"take-in-{n}") for n in range(max(1, threads))]
        self._patience = Patience(attempts=1_000_000, first_wait=timedelta(seconds=1), longest_wait=LONGEST)
        self.seconds = 0.0
        self.sides = 0

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ends once the batches in hand are done."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        for thread in self._threads:
            thread.join()

    @property
    def alive(self) -> bool:
        return all(thread.is_alive() for thread in self._threads)

    def look(self) -> None:
        """Something may have become complete."""
        with self._wake:
            self._wake.notify_all()

    # ---------------------------------------------------------------- inside

    def _work(self) -> None:
        while True:
            with self._wake:
                if self._stopping:
                    return
                chosen = self._choose()
                if chosen is None:
                    self._wake.wait(LOOK_AGAIN)
                    continue
                self._held[chosen.delivery] = chosen.lane
                self._served[chosen.branch] = max(self._served.values(), default=0) + 1
            try:
                self._take(chosen.delivery)
            finally:
                with self._wake:
                    del self._held[chosen.delivery]
                    self._wake.notify_all()

    def _choose(self) -> Complete | None:
        now = self._intake.clock()
        try:
            waiting = self._intake.batches.complete(each=len(self._threads) + len(self._failed))
        except DigitizationError as later:
            log.warning("interrupted part=door reference=%s", later.reference)
            return None
        due = [b for b in waiting if b.delivery not in self._held and self._due(b.delivery, now)]
        return choose(due, self._served, backfill=self._may_take_backfill())

    def _may_take_backfill(self) -> bool:
        held = sum(lane is Lane.BACKFILL for lane in self._held.values())
        return held < max(1, len(self._threads) - 1)

    def _due(self, delivery: DeliveryId, now: datetime) -> bool:
        return delivery not in self._failed or self._failed[delivery][1] <= now

    def _take(self, delivery: DeliveryId) -> None:
        """One attempt. Whatever goes wrong costs this batch a wait and no other anything."""
        intake, began = self._intake, time.monotonic()
        try:
            batch = take_in(
                delivery,
                intake.source,
                intake.inspector,
                intake.store,
                intake.codec,
                intake.ledger,
                intake.scratch,
                intake.clock(),
            )
        except DigitizationError as error:
            self._give_up(delivery, error)
        except Exception as defect:
            place = place_of(defect).replace(" ", "_")
            log.error("take_in_defect delivery=%s error=%s", delivery, place)  # noqa: TRY400  its text may quote a paper
            self._give_up(delivery, DigitizationError("defect", "an unforeseen error"))
        else:
            self._failed.pop(delivery, None)
            self.seconds += time.monotonic() - began
            self.sides += batch.sides
            log.info("batch_received delivery=%s batch=%s sides=%d", delivery, batch.id, batch.sides)
        self._told(delivery)

    def _give_up(self, delivery: DeliveryId, error: DigitizationError) -> None:
        now = self._intake.clock()
        attempt = self._failed.get(delivery, (0, now))[0] + 1
        again = self._patience.next_try(delivery, attempt, now)
        self._failed[delivery] = (attempt, again or now + LONGEST)
        log.warning("take_in_failed delivery=%s reference=%s attempt=%d", delivery, error.reference, attempt)
        try:
            if not isinstance(error, RejectedInputError):
                self._intake.batches.wait(delivery, error.reference, now)
            elif error.reference != "delivery-gone":  # a file lost here is asked of the station again
                self._intake.batches.refuse(delivery, error.reference, now)
                self._failed.pop(delivery, None)
        except DigitizationError as later:
            log.warning("interrupted part=door reference=%s", later.reference)


def choose(due: list[Complete], served: dict[BranchId, int], *, backfill: bool) -> Complete | None:
    """Live before backfill; of those the branch served longest ago; of its batches the oldest (*due* is in that order)."""
    wanted = [b for b in due if b.lane is Lane.LIVE] or [b for b in due if backfill]
    return min(wanted, key=lambda batch: served.get(batch.branch, 0), default=None)
