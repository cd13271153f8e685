"""How a job ended, in one word: complete, or the most telling of the things that went wrong."""

from typing import Final

from scanners.devices import Feeder, ScanFailure, ScanJob
from scanners.escl.status import JobState, JobStatus, ScannerStatus, trouble_of
from scanners.tray import Tray

STUCK: Final = frozenset({"paper-jam", "cover-open", "double-feed-detected", "feeder-misfed"})
"""What only a person at the device can put right."""
_VAGUE: Final = frozenset({"scan-stalled", "scan-page-damaged", "scanner-offline"})
"""What we noticed ourselves; what the device says of it is more telling."""


def failure_of(
    tray: Tray,
    used: ScanJob,
    job: JobStatus | None,
    status: ScannerStatus | None,
    before: ScannerStatus | None,
    halted: ScanFailure | None,
) -> ScanFailure | None:
    """Why the scan is not complete; None when the device vouches for exactly the sides that arrived whole."""
    trouble = _trouble(tray, used, job, status, before)
    if halted is not None:
        return ScanFailure(trouble, "the scanner says so") if trouble and halted.reference in _VAGUE else halted
    done = job is not None and job.state is JobState.COMPLETED
    if done and job is not None and job.made == tray.sides >= 1 and not tray.damaged and trouble not in STUCK:
        return None
    if trouble and (not done or trouble in STUCK or not tray.sides):
        return ScanFailure(trouble, "the scanner says so")
    return _unproved(tray, job)


def _trouble(
    tray: Tray, used: ScanJob, job: JobStatus | None, status: ScannerStatus | None, before: ScannerStatus | None
) -> str:
    """What the device itself names; on the glass, the feeder's state is nobody's concern."""
    said = trouble_of(job, status, feeds=used.source.feeds)
    if not used.source.feeds or tray.sides or tray.scraps:
        return said
    was_empty = before is not None and before.feeder is Feeder.EMPTY
    if was_empty and said in ("", "paper-jam"):  # some raise a jam when they are asked to pull from an empty feeder
        return "feeder-empty" if said or not _made_any(job) else said
    is_empty = status is not None and status.feeder is Feeder.EMPTY
    return "feeder-empty" if not said and is_empty and not _made_any(job) else said


def _made_any(job: JobStatus | None) -> bool:
    """It scanned something, even if nothing of it arrived. A job that says it completed without a page counts for nothing."""
    return job is not None and job.state is not JobState.COMPLETED and bool(job.made)


def _unproved(tray: Tray, job: JobStatus | None) -> ScanFailure:
    if job is not None and job.state is JobState.ABORTED:
        return ScanFailure("scan-aborted", "the scanner gave the job up and does not say why")
    if job is not None and job.state is JobState.CANCELED:
        return ScanFailure("scan-cancelled-at-device", "the job was cancelled at the scanner")
    if tray.damaged and (tray.sides or tray.scraps):
        return ScanFailure("scan-page-damaged", "a page arrived that does not decode")
    if not tray.sides:
        return ScanFailure("scan-empty", "the scanner ended the job without a page")
    if job is None or job.made is None or job.state is not JobState.COMPLETED:
        return ScanFailure("scan-not-vouched", f"{tray.sides} sides arrived; the scanner does not say how many it made")
    return ScanFailure("scan-incomplete", f"the scanner made {job.made} sides, {tray.sides} arrived")
