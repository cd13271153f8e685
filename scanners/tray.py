"""The tray a scan lands in: a page counts once it is whole, decoded and on the disk for good."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pipeline.errors import DigitizationError
from pipeline.model.ids import Digest, digest_of_file
from pipeline.model.paper import Capture
from pipeline.ports import PageInspector
from scanners.devices import ScanAlarm, ScanEnd, ScanFailure, ScanJob, ScannedFile, Source
from scanners.durable import sync_folder

SUFFIXES: Final = {"image/jpeg": ".jpg", "image/png": ".png", "image/tiff": ".tif", "application/pdf": ".pdf"}
"""What a scanner may send. Anything else that happens to decode (a web page's icon) is no page."""

_NO_ROOM: Final = 1 << 16


class ScanHaltError(Exception):
    """The scan ends here, with this failure. Never leaves the adapters."""

    def __init__(self, reference: str, detail: str = "") -> None:
        super().__init__(reference)
        self.failure = ScanFailure(reference, detail)


class Tray:
    """Pages of one scan, in the order they came. *folder* is the scan's own: absent or empty."""

    def __init__(self, folder: Path, inspector: PageInspector) -> None:
        self._folder = folder
        self._inspector = inspector
        self._pictures: dict[Digest, list[int]] = {}
        self.files: list[ScannedFile] = []
        self.damaged: list[int] = []
        self.scraps = False
        """Bytes of a page came that were no page: some sheet did go through."""
        with writing():
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise ValueError("the folder of a scan must be empty")

    @property
    def sides(self) -> int:
        """Sides that arrived whole."""
        return sum(file.sides for file in self.files)

    @property
    def next_side(self) -> int:
        return self.sides + len(self.damaged) + 1

    @property
    def part(self) -> Path:
        """Where the next page is written while it arrives."""
        return self._folder / "page.part"

    def land(self) -> ScannedFile | None:
        """Take what lies at `part` in. None, and its place is kept as damaged, unless every page in it decodes."""
        part = self.part
        found = self._decoded(part)
        if found is None:
            self.spoil()
            return None
        media_type, captures = found
        with writing():
            scanned = self._kept(part, media_type, len(captures))
        self.files.append(scanned)
        for number, capture in enumerate(captures, start=scanned.first):
            if not capture.blank:  # blank backs are equal by right
                self._pictures.setdefault(capture.digest, []).append(number)
        return scanned

    def spoil(self) -> None:
        """A page began to arrive and did not end: its place is kept as damaged. Halts when the disk is full: whoever wrote
        it may not have noticed (`scanimage` writes ten empty TIFF files and ends well)."""
        self.damaged.append(self.next_side)
        with writing():
            full = shutil.disk_usage(self._folder).free < _NO_ROOM
        self.scraps = self.scraps or (self.part.exists() and self.part.stat().st_size > 0)
        self.part.unlink(missing_ok=True)
        if full:
            raise ScanHaltError("scan-folder-full", "a page came damaged, and there is no room left for it")

    def clear(self) -> None:
        """Forget what had not arrived whole."""
        for left in self._folder.glob("*.part"):
            left.unlink(missing_ok=True)

    def end(
        self,
        used: ScanJob,
        claimed: int | None,
        failure: ScanFailure | None,
        alarms: tuple[ScanAlarm, ...] = (),
    ) -> ScanEnd:
        """The scan's last word. A page that came damaged makes it incomplete, whatever the device says of the number."""
        if failure is None and self.damaged:
            failure = ScanFailure("scan-page-damaged", "a page arrived that does not decode")
        if failure is not None:
            failure = ScanFailure(failure.reference, failure.detail, tuple(self.damaged))
        return ScanEnd(tuple(self.files), used, claimed, failure, (*self._seen_again(), *self._odd(used), *alarms))

    # ---------------------------------------------------------------- inside

    def _decoded(self, part: Path) -> tuple[str, tuple[Capture, ...]] | None:
        try:
            media_type, _, captures = self._inspector.inspect(part)
        except DigitizationError:
            return None
        whole = bool(captures) and not any(capture.damage for capture in captures)
        return (media_type, captures) if whole and media_type in SUFFIXES else None

    def _kept(self, part: Path, media_type: str, sides: int) -> ScannedFile:
        first = self.next_side
        path = self._folder / f"page-{first:04d}{SUFFIXES[media_type]}"
        digest = digest_of_file(part)
        with part.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            os.fsync(file.fileno())
        part.rename(path)
        sync_folder(self._folder)
        return ScannedFile(path, digest, size, media_type, first, sides)

    def _seen_again(self) -> Iterator[ScanAlarm]:
        """Two sheets never give the same pixels, only the same picture sent twice does."""
        for sides in self._pictures.values():
            if len(sides) > 1:
                yield ScanAlarm("same-picture-again", tuple(sides))

    def _odd(self, used: ScanJob) -> Iterator[ScanAlarm]:
        """Every sheet has two sides: a device that drops blank backs by itself shows here."""
        if used.source is Source.DUPLEX and self.sides % 2:
            yield ScanAlarm("scan-odd-sides")


@contextmanager
def writing() -> Iterator[None]:
    """Turn `OSError` of the folder into the end of the scan; its paths stay here."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        code = errno.errorcode.get(error.errno or 0, "unknown")
        raise ScanHaltError(
            "scan-folder-full" if full else "scan-folder-refuses", f"the folder for the pages refuses ({code})"
        ) from None
