"""Judging along: every side the station keeps is looked at once, beside scanning and sending, and what is seen is kept."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from pipeline.errors import DigitizationError
from pipeline.model.faults import Fault
from pipeline.model.ids import BatchId, BranchId, StationId
from pipeline.model.paper import Page, ScanBatch
from pipeline.ports import PageInspector
from scanners.station.spool import Spool
from scanners.station.values import Batch, BatchState, Seen, Side, SideState
from scanners.station.verdicts import Verdicts

if TYPE_CHECKING:  # scripts that only add a file need no image library
    from ocr.faults.judge import SideSeen

log = logging.getLogger("sohoa")

REMEMBERED: Final = 4_000
LOOK_AGAIN: Final = 0.25


class SideJudge(Protocol):
    """Looks at one page of a file; never raises for a bad page."""

    def look(self, path: Path, index: int, number: int) -> "SideSeen": ...
    def picture(self, path: Path, index: int, longest: int) -> bytes: ...


TogetherJudge = Callable[[ScanBatch, Mapping[int, "SideSeen"]], tuple[Fault, ...]]
"""What is wrong with a batch as a whole: the same sheet twice, a missing back, too few sheets."""


class JudgingAlong:
    """One thread; the pictures themselves are opened in the judge's bounded processes."""

    def __init__(self, spool: Spool, judge: SideJudge, inspector: PageInspector, together: TogetherJudge) -> None:
        self._spool = spool
        self._verdicts = Verdicts(spool.database)
        self._judge = judge
        self._inspector = inspector
        self._together = together
        self._seen: OrderedDict[tuple[str, int], SideSeen] = OrderedDict()
        self._judged: dict[str, int] = {}
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="judge", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._wake.set()

    def stop(self) -> None:
        self._stopping.set()
        self._wake.set()
        self._thread.join(timeout=60)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                worked = self.turn()
            except DigitizationError as error:
                log.warning("judging_interrupted reference=%s", error.reference)
                worked = False
            except Exception:
                log.exception("judging_failed")
                worked = False
            if not worked:
                self._wake.wait(LOOK_AGAIN)
                self._wake.clear()

    def turn(self) -> bool:
        """Look at one side, or else judge the batches that changed. False when there was nothing to do."""
        waiting = self._verdicts.unexamined(1)
        if waiting:
            self._examine(waiting[0])
            return True
        changed = [
            batch
            for batch in self._spool.batches(states={BatchState.OPEN})
            if batch.sides and batch.version != self._judged.get(batch.id)
        ]
        for batch in changed:
            self._judge_together(batch)
        return bool(changed)

    # ---------------------------------------------------------------- one side

    def _examine(self, side: Side) -> None:
        path = self._spool.path(side.id)
        try:
            pages = side.pages or self._pages(path)
            seen = self._look(side)
        except Exception:  # a defect of the judge must not keep the page from the clerk, nor stop its neighbours
            log.exception("side_not_judged")
            self._verdicts.examined(side.id, Seen(side.pages or 1, side.index, 0, 0, 0, "", "page-not-judged", ()))
            return
        shot = seen.capture
        self._verdicts.examined(
            side.id,
            Seen(pages, side.index, shot.width, shot.height, shot.dpi, shot.colour.value, shot.damage, seen.faults),
        )

    def _pages(self, path: Path) -> int:
        try:
            _, _, captures = self._inspector.inspect(path)
        except DigitizationError:
            return 1  # what does not open takes one place, so that it is counted and named
        return max(1, len(captures))

    def _look(self, side: Side) -> "SideSeen":
        key = (side.digest, side.index)
        known = self._seen.get(key)
        if known is None or side.number != (known.faults[0].page if known.faults else side.number):
            known = self._judge.look(self._spool.path(side.id), side.index, side.number or 0)
            self._seen[key] = known
            while len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
        return known

    # ---------------------------------------------------------------- a batch

    def _judge_together(self, batch: Batch) -> None:
        """Faults carry the numbers the sides have now; a page that moved is judged under its new one."""
        standing = [side for side in self._spool.sides(batch.id) if side.state is SideState.STANDING]
        seen = {side.number: self._look(side) for side in standing if side.number is not None}
        faults = self._together(_as_batch(batch, standing, seen), seen)
        of_sides = {side.id: tuple(fault for fault in faults if fault.page == side.number) for side in standing}
        self._verdicts.fault(batch.id, of_sides, tuple(fault for fault in faults if fault.page == 0))
        self._judged[batch.id] = self._spool.batch(batch.id).version


def _as_batch(batch: Batch, standing: list[Side], seen: "Mapping[int, SideSeen]") -> ScanBatch:
    """The standing sides as the pipeline's own value. What is not known here (deposits) is left out."""
    return ScanBatch(
        id=BatchId(batch.id),
        branch=BranchId("station"),
        station=StationId("station"),
        lane=batch.lane,
        dossier_hint=batch.dossier,
        declared_sheets=batch.declared_sheets,
        taken_in_at=batch.opened_at,
        deposits=(),
        pages=tuple(Page(side.number, side.digest, seen[side.number].capture) for side in standing if side.number),
        refused=(),
    )
