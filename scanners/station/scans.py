"""Scanning into a batch: the device's stream runs beside everything else, and each page is kept as soon as it is whole."""

import shutil
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from pipeline.errors import DigitizationError, RejectedInputError
from pipeline.model.ids import digest_of_file
from scanners.devices import Device, ScanEnd, ScanJob, ScannedFile
from scanners.station import reading
from scanners.station.keeping import PART
from scanners.station.opening import new_id
from scanners.station.spool import Spool
from scanners.station.values import Job, JobState


class Scans:
    """One scan at a time for each device and for each batch; a job's pages stay whatever becomes of it."""

    def __init__(self, spool: Spool, device: Callable[[str], Device], kept: Callable[[], None]) -> None:
        self._spool = spool
        self._device = device
        self._kept = kept
        self._folder = spool.shelf.folder / "scans"
        self._running: dict[str, tuple[str, str, threading.Event, threading.Thread]] = {}
        self._lock = threading.Lock()

    def begin(self, batch: str, address: str, asked: ScanJob, in_place_of: int | None = None) -> Job:
        """Start; pages appear in the batch by themselves. `RejectedInputError`: ``scanner-busy``, ``batch-being-scanned``."""
        self._spool.shelf.accepting()
        device = self._device(address)
        job, stop = new_id(), threading.Event()
        with self._lock:
            if any(address == busy for busy, _, _, _ in self._running.values()):
                raise RejectedInputError("scanner-busy", "the scanner is at work already", "Wait until it is done.")
            if self.of_batch(batch):
                raise RejectedInputError("batch-being-scanned", "a scanner feeds this batch", "Wait until it is done.")
            self._note(job, batch, address)
            thread = threading.Thread(
                target=self._run, args=(job, batch, device, asked, in_place_of, stop), name="scan", daemon=True
            )
            self._running[job] = (address, batch, stop, thread)
        thread.start()
        return self.job(job)

    def of_batch(self, batch: str) -> bool:
        """Whether a scan feeds *batch* just now."""
        return any(batch == fed for _, fed, _, _ in self._running.values())

    def cancel(self, job: str) -> Job:
        """Ask the device to stop. The job ends by itself within seconds."""
        with self._lock:
            running = self._running.get(job)
        if running is not None:
            running[2].set()
        return self.job(job)

    def job(self, job: str) -> Job:
        found = reading.jobs(self._spool.database, "WHERE id = ?", job)
        if not found:
            raise RejectedInputError("no-such-job", "there was no such scan", "Look at the batch again.")
        return found[0]

    def jobs(self, batch: str | None = None) -> tuple[Job, ...]:
        if batch is None:
            return reading.jobs(self._spool.database)[-50:]
        return reading.jobs(self._spool.database, "WHERE batch = ?", batch)

    @property
    def running(self) -> int:
        return len(self._running)

    def stop(self) -> None:
        """End every scan; what was kept is kept."""
        with self._lock:
            running = list(self._running.values())
        for _, _, stop, _ in running:
            stop.set()
        for _, _, _, thread in running:
            thread.join(timeout=30)

    # ---------------------------------------------------------------- one scan

    def _run(
        self, job: str, batch: str, device: Device, asked: ScanJob, in_place_of: int | None, stop: threading.Event
    ) -> None:
        folder = self._folder / job
        try:
            with ExitStack() as stack:
                stream = device.scan(asked, folder, stop)
                stack.callback(stream.close)
                for said in stream:
                    match said:
                        case ScannedFile():
                            self._keep(job, batch, said, device.name, in_place_of)
                        case ScanEnd():
                            self._ended(job, said)
        except DigitizationError as error:  # disk full, batch sealed meanwhile: the paper waits in its folder
            self._end(job, JobState.FAILED, error.reference, error.hint)
        except Exception:
            self._end(job, JobState.FAILED, "scan-aborted", "")
            raise
        finally:
            rescue(self._spool, folder, batch)
            with self._lock:
                self._running.pop(job, None)

    def _keep(self, job: str, batch: str, page: ScannedFile, device: str, in_place_of: int | None) -> None:
        key = _key(job, page.first)
        if in_place_of is not None and page.first == 1:
            self._spool.replace(in_place_of, page.path, device=device, key=key)
        else:
            self._spool.add(batch, page.path, device=device, key=key)
        page.path.unlink(missing_ok=True)
        with self._spool.database.writing() as write:
            write.execute("UPDATE jobs SET pages = pages + ? WHERE id = ?", (page.sides, job))
            write.touch(batch)
        self._kept()

    def _ended(self, job: str, end: ScanEnd) -> None:
        alarms = " ".join(dict.fromkeys(alarm.reference for alarm in end.alarms))
        if end.failure is None:
            self._end(job, JobState.DONE, "", "", alarms)
        else:
            cancelled = end.failure.reference == "scan-cancelled"
            state = JobState.CANCELLED if cancelled else JobState.FAILED
            self._end(job, state, end.failure.reference, "", alarms)

    def _note(self, job: str, batch: str, address: str) -> None:
        with self._spool.database.writing() as write:
            write.execute(
                "INSERT INTO jobs (id, batch, device, state, started_at) VALUES (?, ?, ?, 'running', ?)",
                (job, batch, address, self._spool.clock().isoformat()),
            )
            write.touch(batch)

    def _end(self, job: str, state: JobState, reference: str, hint: str, alarms: str = "") -> None:
        with self._spool.database.writing() as write:
            batch = write.execute(
                "UPDATE jobs SET state = ?, reference = ?, hint = ?, alarms = ?, ended_at = ? "
                "WHERE id = ? AND state = 'running' RETURNING batch",
                (state, reference, hint, alarms, self._spool.clock().isoformat(), job),
            ).fetchone()
            if batch is not None:
                write.touch(batch[0])


def _key(job: str, first: int) -> str:
    """What makes a page of a scan enter the spool once."""
    return f"{job}-{first}"


def rescue(spool: Spool, folder: Path, batch: str | None) -> None:
    """Pages of a scan that came whole but did not reach the spool are named and moved to ``found/``; then the folder goes."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        digest = digest_of_file(path)
        number = path.stem.rpartition("-")[2]  # page-0003: the third side of the job named like the folder
        key = _key(folder.name, int(number)) if number.isdecimal() else ""
        if spool.database.row("SELECT 1 FROM papers WHERE batch = ? AND key = ?", batch, key) is None:
            reference = "paper-half-received" if path.name.endswith(PART) else "paper-not-entered"
            spool.findings.name(reference, batch, None, digest, digest, path.stat().st_size)
            spool.disk.rename(path, spool.shelf.found / digest)
    spool.disk.sync_folder(spool.shelf.found)
    shutil.rmtree(folder, ignore_errors=True)
