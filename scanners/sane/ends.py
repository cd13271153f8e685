"""How a `scanimage` process ended, in one word. Its exit code is SANE's status; what it printed says the rest."""

import re
from collections.abc import Sequence
from typing import Final

from scanners.devices import ScanFailure
from scanners.tray import Tray

_STATUSES: Final = {
    1: "scanner-refuses-settings",  # SANE_STATUS_UNSUPPORTED, and options scanimage does not take
    2: "scan-cancelled-at-device",
    3: "scanner-busy",
    4: "scanner-refuses-settings",  # INVAL
    5: "scan-page-damaged",  # EOF: a page without data
    6: "paper-jam",
    7: "feeder-empty",
    8: "cover-open",
    9: "scanner-broken",  # IO_ERROR
    10: "scanner-out-of-memory",
    11: "scanner-refuses",
}
_NOT_OPENED: Final = (
    ("invalid argument", "scanner-not-found"),
    ("device busy", "scanner-busy"),
    ("access to resource", "scanner-refuses"),
    ("out of memory", "scanner-out-of-memory"),
    ("error during device i/o", "scanner-offline"),
)
_NO_ROOM: Final = ("out of disk space", "no space left", "libpng error: write error")
_TERMINATED: Final = re.compile(r"Batch terminated, (\d+) pages? scanned")


def claimed_in(said: Sequence[str]) -> int | None:
    """How many sides it says it scanned. It counts a page that broke off as well."""
    found = [match for line in said if (match := _TERMINATED.search(line)) is not None]
    return int(found[-1][1]) if found else None


def trouble_opening(said: Sequence[str]) -> str:
    """Why the device could not be opened; empty when it was."""
    for line in said:
        lower = line.lower()
        if "open of device" in lower and "failed" in lower:
            return next((reference for part, reference in _NOT_OPENED if part in lower), "scanner-offline")
        if "no sane devices found" in lower:
            return "scanner-not-found"
    return ""


def failure_of(code: int, said: Sequence[str], tray: Tray, left_over: int) -> ScanFailure | None:
    """Why the scan is not complete; None when it ended well and every page it counted is here.

    *left_over* half-written files mean a page was begun and never finished, whatever the code: a feeder that runs empty in
    the middle of a sheet ends with 0.
    """
    if opening := trouble_opening(said):
        return ScanFailure(opening, "the scanner cannot be opened")
    if code and any(words in line.lower() for line in said for words in _NO_ROOM):
        return ScanFailure("scan-folder-full", "the scan program could not write a page")
    if code < 0:
        return ScanFailure("scan-aborted", f"the scan program was ended by signal {-code}")
    if code != 0:
        return ScanFailure(_STATUSES.get(code, "scanner-broken"), f"the scan program ended with status {code}")
    claimed = claimed_in(said)
    if not tray.sides:
        dry = any("out of documents" in line.lower() for line in said)
        return ScanFailure("feeder-empty" if dry else "scan-empty", "the scan ended well, but without a page")
    if tray.damaged:
        return ScanFailure("scan-page-damaged", "a page arrived that does not decode")
    if claimed is None:
        return ScanFailure("scan-not-vouched", "the scan program does not say how many sides it scanned")
    if claimed != tray.sides or left_over:
        return ScanFailure("scan-incomplete", f"{claimed} sides were begun, {tray.sides} arrived")
    return None
