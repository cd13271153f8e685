"""ScannerStatus: how a device stands, and what became of each job."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from xml.etree.ElementTree import Element

from scanners.devices import Condition, Feeder
from scanners.escl.reading import document, inside, number, text


class JobState(StrEnum):
    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    CANCELED = "canceled"
    ABORTED = "aborted"
    UNKNOWN = ""

    @property
    def over(self) -> bool:
        return self in (JobState.COMPLETED, JobState.CANCELED, JobState.ABORTED)


@dataclass(frozen=True, slots=True)
class JobStatus:
    """One job as the device lists it. `made` is ImagesCompleted, None when it does not say."""

    uri: str
    uuid: str
    state: JobState
    made: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScannerStatus:
    """One reading of the status. `adf` is the feeder's state as the device words it, lower case, without its prefix."""

    state: str
    adf: str
    jobs: tuple[JobStatus, ...]

    def job(self, path: str) -> JobStatus | None:
        """The job created under *path*: same last part of the address, or of the same UUID."""
        wanted = _last(path)
        return next((job for job in self.jobs if wanted and wanted in (_last(job.uri), job.uuid)), None)

    @property
    def feeder(self) -> Feeder:
        if self.adf in _JAMMED:
            return Feeder.JAMMED
        if self.adf in _OPEN:
            return Feeder.OPEN
        return {"loaded": Feeder.LOADED, "empty": Feeder.EMPTY}.get(self.adf, Feeder.UNKNOWN)

    @property
    def condition(self) -> Condition:
        trouble = self.feeder_trouble
        if trouble in ("", "feeder-empty"):  # an empty feeder still has a glass beside it
            trouble = _STATES.get(self.state, "")
        return Condition(trouble, self.feeder)

    @property
    def feeder_trouble(self) -> str:
        """The reference of what is wrong with the feeder, empty when nothing is known to be."""
        return _TROUBLES.get(self.adf, "")


_JAMMED: Final = frozenset({"jam", "jammed"})
_OPEN: Final = frozenset({"hatchopen", "dooropen", "coveropen"})
_STATES: Final = {
    "processing": "scanner-busy",
    "testing": "scanner-busy",  # warming up
    "stopped": "scanner-broken",
    "down": "scanner-broken",
}
_TROUBLES: Final = {
    **dict.fromkeys(_JAMMED, "paper-jam"),
    **dict.fromkeys(_OPEN, "cover-open"),
    "empty": "feeder-empty",
    "mispick": "feeder-misfed",
    "multipickdetected": "double-feed-detected",
    "multipick": "double-feed-detected",
    "duplexpagetooshort": "feeder-misfed",
    "duplexpagetoolong": "feeder-misfed",
    "inputtrayfailed": "feeder-misfed",
    "inputtrayoverloaded": "feeder-misfed",
}
_REASONS: Final = (
    ("jam", "paper-jam"),
    ("multipick", "double-feed-detected"),
    ("doublefeed", "double-feed-detected"),
    ("coveropen", "cover-open"),
    ("dooropen", "cover-open"),
    ("hatchopen", "cover-open"),
    ("interlockopen", "cover-open"),
    ("mediaempty", "feeder-empty"),
    ("mediamissing", "feeder-empty"),
    ("nomedia", "feeder-empty"),
    ("adfempty", "feeder-empty"),
    ("outofmemory", "scanner-out-of-memory"),
    ("memoryfull", "scanner-out-of-memory"),
    ("insufficientmemory", "scanner-out-of-memory"),
    ("spoolareafull", "scanner-out-of-memory"),
    ("canceled", "scan-cancelled-at-device"),
    ("cancelled", "scan-cancelled-at-device"),
    ("permission", "scanner-refuses"),
    ("notauthorized", "scanner-refuses"),
    ("invalidscanticket", "scanner-refuses-settings"),
    ("unsupported", "scanner-refuses-settings"),
)
"""What a JobStateReason says, by a part of it (PWG 5101.1 and what devices add), most telling first."""


def trouble_of(job: JobStatus | None, status: ScannerStatus | None, *, feeds: bool = True) -> str:
    """The reference of why a job did not go well, from the feeder's state and the job's reasons; empty when neither says.

    An empty feeder is how every good job ends, so it is not trouble.
    """
    feeder = status.feeder_trouble if status is not None and feeds else ""
    if feeder not in ("", "feeder-empty"):
        return feeder
    said = [reason.replace("-", "").replace("_", "").lower() for reason in (job.reasons if job else ())]
    for part, reference in _REASONS:
        if any(part in reason for reason in said):
            return reference
    return ""


def status_in(blob: bytes) -> ScannerStatus:
    """`NotUnderstoodError` when the bytes are no status."""
    root = document(blob, "ScannerStatus")
    adf = text(root, "AdfState").lower()
    for prefix in ("scanneradf", "scannedadf", "adf"):  # "ScannedAdfLoaded" was seen too
        adf = adf.removeprefix(prefix)
    jobs = tuple(_job(job) for job in inside(root, "Jobs", "JobInfo"))
    return ScannerStatus(text(root, "State").lower(), adf, jobs)


def _job(info: Element) -> JobStatus:
    state = text(info, "JobState").lower().replace("cancelled", "canceled")
    reasons = tuple(r.text.strip() for r in info.iter("jobstatereason") if r.text)
    uuid = text(info, "JobUuid").lower().removeprefix("urn:uuid:")
    known = JobState(state) if state in set(JobState) else JobState.UNKNOWN
    return JobStatus(text(info, "JobUri"), uuid, known, number(info, "ImagesCompleted"), reasons)


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2].lower()
