"""One eSCL job, from its first page to knowing how it ended.

What a status code means differs between devices: the end of the feed is 404 here and 409 there, and either is also said of
a page that is only late, of a jam and of an open cover. So no code ends a scan: whatever is not a page makes us read the
status, and the job's own state decides. Complete is a job that says ``Completed`` with as many images as arrived whole.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import Final

from scanners.devices import Feeder, ScanAlarm, ScanFailure, ScanJob, ScannedFile, ScanStream
from scanners.escl.options import EsclOptions
from scanners.escl.pace import Pace
from scanners.escl.reading import NotUnderstoodError
from scanners.escl.status import JobState, JobStatus, ScannerStatus, status_in, trouble_of
from scanners.escl.verdict import STUCK, failure_of
from scanners.escl.wire import CutError, OfflineError, Reply, Wire
from scanners.tray import ScanHaltError, Tray

OK: Final = 200
BUSY: Final = 503
IN_A_ROW: Final = 3
"""Damaged pages, or unanswered questions, after which nothing good is expected any more."""


@dataclass(slots=True)
class EsclJob:
    """A job the device has accepted. *path* is where it keeps it; *before* how it stood when it was asked."""

    wire: Wire
    options: EsclOptions
    tray: Tray
    used: ScanJob
    path: str
    before: ScannerStatus | None
    stop: Event
    slow_next: bool = False
    """The device loses pages that are asked for too soon (Brother MFC-L2710DW): wait a little first."""
    feeder_tells: bool = False
    """The feeder has been seen to say that it is empty, so it means something when it says it is not."""
    last: ScannerStatus | None = None
    _pace: Pace = field(init=False)
    _ends_at: float = field(init=False)
    _progress_at: float = field(init=False)
    _over_since: float | None = None
    _stuck_since: float | None = None
    _busy: bool = False
    _silent: int = 0
    _damaged: int = 0

    def __post_init__(self) -> None:
        self._pace = Pace(self.stop, self.options.pause_seconds)
        self._progress_at = time.monotonic()
        self._ends_at = self._progress_at + self.options.job_seconds

    def pages(self) -> ScanStream:
        """Every page as it lands, then the end. The job is read before it is deleted: afterwards it reads ``Canceled``."""
        halted: ScanFailure | None = None
        try:
            yield from self._feed()
        except ScanHaltError as halt:
            halted = halt.failure
        finally:
            job = self._job
            if job is None or not job.state.over:
                self.wire.delete(self.path)
            self.tray.clear()
        failure = failure_of(self.tray, self.used, job, self.last, self.before, halted)
        yield self.tray.end(self.used, job.made if job else None, failure, self._alarms())

    # ---------------------------------------------------------------- asking

    def _feed(self) -> Iterator[ScannedFile]:
        """Ask for page after page until the job is over. Halts for what no further question would mend."""
        while True:
            landed = self._ask()
            if landed is not None:
                yield landed
                if self.tray.sides >= self.options.most_sides:
                    raise ScanHaltError("scan-too-large", "the scanner sends pages without end")
                if self.used.source.feeds:
                    continue
                self._look()
                if self._agrees():  # the glass gives one page: no need to ask for another
                    return
            elif self._over():
                return
            else:
                self._pace.wait()

    def _ask(self) -> ScannedFile | None:
        """The next page if it is there and whole; else the status has been read anew."""
        asked = time.monotonic()
        try:
            reply = self.wire.fetch(f"{self.path}/NextDocument", self.tray.part, self._left())
        except CutError as cut:
            if cut.page:
                self.tray.spoil()
                self._spoiled(late=cut.late)
            self._look()
            return None
        except OfflineError:
            self._look()
            return None
        self._busy = reply.status == BUSY
        if reply.status != OK:
            self._rest_as_told(reply)
            self._look()
            return None
        landed = self.tray.land()
        if landed is None:
            self._spoiled(late=False)
            self._look()
            return None
        self._moved()
        self._damaged = 0
        if self.slow_next and self.used.source.feeds:
            self._pace.rest(min((time.monotonic() - asked) / 2, 1.0))
        return landed

    def _spoiled(self, *, late: bool) -> None:
        """A page came and is no page. The others are still asked for: the sheets pass through the feeder all the same."""
        self._damaged += 1
        self._moved()
        if late:
            self._look()
            raise ScanHaltError("scan-stalled", "a page did not arrive in time")
        if self._damaged == IN_A_ROW:
            self._look()
            raise ScanHaltError("scan-page-damaged", "one page after the other arrives damaged")

    def _moved(self) -> None:
        self._progress_at, self._over_since, self._stuck_since, self._silent = time.monotonic(), None, None, 0
        self._pace.reset()

    def _rest_as_told(self, reply: Reply) -> None:
        if reply.status == BUSY and reply.retry_after > self.options.pause_seconds:
            self._pace.rest(min(reply.retry_after, self._left()))

    def _left(self) -> float:
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise ScanHaltError("scan-stalled", "the scan takes longer than a scan may")
        return left

    # ---------------------------------------------------------------- judging

    @property
    def _job(self) -> JobStatus | None:
        return self.last.job(self.path) if self.last is not None else None

    def _look(self) -> None:
        """Read the status; keep the last one when it is not to be had. Halts when nobody answers any more."""
        try:
            reply = self.wire.get(f"{self.wire.base}/ScannerStatus")
            if reply.status == OK:
                self.last, self._silent = status_in(reply.body), 0
                self.feeder_tells = self.feeder_tells or self.last.feeder is Feeder.EMPTY
                return
        except NotUnderstoodError:
            pass
        except (CutError, OfflineError):
            self._silent += 1
            if self._silent >= IN_A_ROW:
                raise ScanHaltError(
                    "scanner-offline", "the scanner stopped answering in the middle of the scan"
                ) from None

    def _agrees(self) -> bool:
        """The device vouches for exactly what arrived."""
        job = self._job
        return job is not None and job.state is JobState.COMPLETED and job.made == self.tray.sides

    def _all_came(self, job: JobStatus) -> bool:
        """Whole or not, as many sides came as it made: waiting brings no more."""
        return job.made is not None and 0 < job.made <= self.tray.sides + len(self.tray.damaged)

    def _over(self) -> bool:
        """Nothing more will come. Halts when nothing has come for too long although the job goes on."""
        job, status = self._job, self.last
        if job is not None and job.state in (JobState.ABORTED, JobState.CANCELED):
            return True
        if self._agrees() and not self._loaded:
            return True
        if job is not None and job.state is JobState.COMPLETED and self.tray.damaged and self._all_came(job):
            return True
        now = time.monotonic()
        idle = status is not None and status.state != "processing" and not self._busy
        if (job is not None and job.state is JobState.COMPLETED) or (idle and (job is None or not job.state)):
            # done, but not with what we hold, or with paper left in the feeder: a page, or the count, may be on its way
            self._over_since = self._over_since or now
            enough = self.options.settle_seconds / (3 if self._agrees() else 1)
            return now - self._over_since >= enough
        if trouble_of(job, status, feeds=self.used.source.feeds) in STUCK:
            # a device may hold a job until somebody clears the jam: the pages we have are worth more now
            self._stuck_since = self._stuck_since or now
            if now - self._stuck_since >= self.options.settle_seconds / 2:
                return True
        if now - self._progress_at >= self.options.patience_seconds:
            raise ScanHaltError("scan-stalled", "no page has come for too long")
        return False

    def _alarms(self) -> tuple[ScanAlarm, ...]:
        return (ScanAlarm("feeder-still-loaded"),) if self._loaded else ()

    @property
    def _loaded(self) -> bool:
        """Paper is left in the feeder, and this feeder does not always say so."""
        loaded = self.last is not None and self.last.feeder is Feeder.LOADED
        return loaded and self.used.source.feeds and self.feeder_tells
