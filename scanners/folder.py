"""A folder that scanners write into: works with every device and with SFTP, FTP and Samba in between.

That a file is closed, renamed or acknowledged says nothing: each was seen on a scan that had been cut off. So a
delivery is offered when its sender *says* that it is complete (a manifest with digests, a marker), or when it has
been still for a while *and* every page of it decodes. Nothing here waits for file system events; who looks again
sees what there is.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import DigitizationError, RejectedInputError
from pipeline.model.ids import BatchId, BranchId, DeliveryId, DossierCode, StationId
from pipeline.model.paper import DeliveredFile, Delivery, Lane
from scanners.delivered import (
    JUNK,
    JUNK_FOLDERS,
    MANIFEST,
    Bundle,
    FoundFile,
    Standing,
    open_check,
    shown_name,
    survey,
    translating_folder_errors,
)
from scanners.endings import ends_early
from scanners.manifest import DeliveryManifest, digests_match, listed, manifest_of, mismatch
from scanners.taken import TakenShelf

HALF_WRITTEN = (".part", ".partial", ".tmp", ".filepart", ".crdownload")


class WatchedFolderOptions(BaseModel):
    """One folder of one station. It lies on a disk of this machine: inodes on a network share may change by themselves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    root: Path
    branch: BranchId
    station: StationId
    lane: Lane = Lane.LIVE
    quiet_seconds: float = Field(default=5.0, ge=0)
    """How long nothing may have changed; longer than the device takes between two pages."""
    patience_seconds: float = Field(default=120.0, ge=0)
    """After this stillness a delivery that proves nothing is offered too, so that somebody hears of it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery that is not offered yet, since when it has been still, and what it lacks."""

    id: DeliveryId
    reference: str
    since: datetime


class WatchedFolder:
    """Keeps `pipeline.ports.ScanSource`. Every file or sub-folder of the root is one delivery.

    *decodable* says whether every page of a file decodes (wiring gives the page inspector). One instance, in one
    process, takes from one folder. What it remembers (stillness, verdicts) may be lost; it is then found out again.
    """

    def __init__(self, options: WatchedFolderOptions, decodable: Callable[[Path], bool]) -> None:
        self._options = options
        self._decodable = decodable
        self._quiet = timedelta(seconds=options.quiet_seconds)
        self._patience = timedelta(seconds=max(options.patience_seconds, options.quiet_seconds))
        self._shelf = TakenShelf(options.root)
        self._still: dict[str, tuple[str, datetime]] = {}
        self._proved: dict[DeliveryId, bool] = {}
        self._loaded: dict[DeliveryId, Bundle] = {}
        self._places: dict[DeliveryId, Path] = {}

    # ---------------------------------------------------------------- the seam

    def ready(self, now: datetime) -> Iterator[DeliveryId]:
        """As promised. `TransientError` (``scan-folder-unavailable``) when the folder itself is not there."""
        for bundle, lacking, _ in self._look(now):
            if lacking is None:
                yield bundle.id

    def waiting(self, now: datetime) -> tuple[Waiting, ...]:
        """What is there but not offered, and why: so that nothing is silently stuck."""
        return tuple(Waiting(b.id, lacking, since) for b, lacking, since in self._look(now) if lacking is not None)

    def load(self, delivery: DeliveryId) -> Delivery:
        """As promised; also `RejectedInputError` for what waited in vain: a manifest, a half-written file or a cut one to mend."""
        bundle = self._find(delivery)
        if bundle is None:
            raise RejectedInputError(
                "delivery-gone", f"delivery {delivery} is gone or has changed", "It is offered again when it is still."
            )
        manifest = manifest_of(bundle)
        papers = self._in_order(bundle, manifest)
        if not self._vouched(bundle, manifest) and bundle.unfinished:
            raise RejectedInputError(
                "delivery-unfinished",
                f"a file of delivery {delivery} is still marked as being written",
                "Let the station finish or remove it; add a .done marker if the rest is complete.",
            )
        open_check(bundle)
        if not self._vouched(bundle, manifest) and any(_cut_off(paper.path) for paper in bundle.papers):
            raise RejectedInputError(
                "delivery-cut-off",
                f"a file of delivery {delivery} has no end",
                "Send it again under the same name; add a .done marker if it is complete all the same.",
            )
        self._loaded[delivery] = bundle
        said = manifest or DeliveryManifest()
        return Delivery(
            id=delivery,
            branch=self._options.branch,  # where a folder stands is known; what a payload says of it is only said
            station=StationId(said.station) if said.station else self._options.station,
            lane=said.lane or self._options.lane,
            dossier_hint=DossierCode(said.dossier) if said.dossier else None,
            declared_sheets=said.declared_sheets,
            files=tuple(DeliveredFile(paper.path, shown_name(paper.path)) for paper in papers),
            order=said.places,
        )

    def acknowledge(self, delivery: DeliveryId, batch: BatchId, now: datetime) -> None:
        bundle = self._loaded.get(delivery) or self._find(delivery)
        if bundle is not None:
            self._shelf.take(bundle, delivery, batch, now)
            self._loaded.pop(delivery, None)

    # ---------------------------------------------------------------- looking

    def _look(self, now: datetime) -> list[tuple[Bundle, str | None, datetime]]:
        """Every bundle, oldest first, with what it lacks (None: nothing) and since when it has been still."""
        self._shelf.finish()
        bundles = sorted(self._bundles(), key=lambda b: (b.oldest, b.entry.name))
        self._still = {b.entry.name: self._stillness(b, now) for b in bundles}
        ids = {bundle.id for bundle in bundles}
        self._proved = {delivery: proved for delivery, proved in self._proved.items() if delivery in ids}
        self._places = {bundle.id: bundle.entry for bundle in bundles}
        self._loaded = {d: b for d, b in self._loaded.items() if any(paper.unchanged for paper in b.papers)}
        found = []
        for bundle in bundles:
            since = self._still[bundle.entry.name][1]
            found.append((bundle, self._lacking(bundle, now - since), since))
        return found

    def _bundles(self) -> list[Bundle]:
        with translating_folder_errors():
            entries = sorted(os.listdir(self._options.root))  # noqa: PTH208 - names only
        found = [self._bundle(self._options.root / name) for name in entries]
        return [bundle for bundle in found if bundle is not None]

    @staticmethod
    def _bundle(entry: Path) -> Bundle | None:
        standing = watched_rules(entry.name)
        if standing not in (Standing.PAPER, Standing.UNFINISHED):
            return None
        bundle = survey(entry, watched_rules)
        if bundle is not None and standing is Standing.UNFINISHED:
            bundle = replace(bundle, papers=(), others=bundle.papers + bundle.others, unfinished=True)
        return bundle if bundle and (bundle.papers or bundle.unfinished or not bundle.readable) else None

    def _find(self, delivery: DeliveryId) -> Bundle | None:
        """The bundle as it is now, if it still is the one with that id. A fresh process looks through the folder."""
        place = self._places.get(delivery)
        bundles = self._bundles() if place is None else filter(None, [self._bundle(place)])
        return next((bundle for bundle in bundles if bundle.id == delivery), None)

    def _stillness(self, bundle: Bundle, now: datetime) -> tuple[str, datetime]:
        signature, since = self._still.get(bundle.entry.name, ("", now))
        if signature != bundle.signature or since > now:  # a clock set back starts the wait afresh
            return bundle.signature, now
        return signature, since

    # ---------------------------------------------------------------- judging

    def _lacking(self, bundle: Bundle, still: timedelta) -> str | None:
        """The reference of what a bundle lacks. One that has been still long enough lacks nothing but a verdict.

        What cannot be offered as papers at all (only half-written files) keeps waiting, visibly; so does what a transfer
        program holds open: a pause, however long, is not an end, and a TIFF that grows page by page decodes all the while.
        """
        if bundle.readable and not bundle.papers:
            return "delivery-unfinished"
        lacking = self._unproved(bundle, quiet=still >= self._quiet)
        if lacking is None or (still >= self._patience and not bundle.being_written):
            return None
        return lacking

    def _unproved(self, bundle: Bundle, *, quiet: bool) -> str | None:
        try:
            manifest = manifest_of(bundle)
            self._in_order(bundle, manifest)
        except RejectedInputError as refused:
            return refused.reference
        if self._vouched(bundle, manifest):
            return None
        if bundle.unfinished:
            return "delivery-unfinished"
        if not quiet or bundle.being_written:
            return "delivery-still-changing"
        return None if bundle.readable and self._all_decode(bundle) else "delivery-not-decodable"

    def _in_order(self, bundle: Bundle, manifest: DeliveryManifest | None) -> tuple[FoundFile, ...]:
        """The papers as fed. `RejectedInputError` (``manifest-mismatch``) unless they are exactly the listed ones."""
        if manifest is None or not manifest.files:
            return bundle.papers
        papers = listed(bundle, manifest)
        if papers is None or not self._once(bundle, lambda: digests_match(papers, manifest)):
            raise mismatch(bundle, manifest)
        return papers

    def _vouched(self, bundle: Bundle, manifest: DeliveryManifest | None) -> bool:
        """Whether the sender itself says that this is all. A list of files was checked before we ask."""
        return bool(manifest and manifest.files) or bundle.marker is not None

    def _all_decode(self, bundle: Bundle) -> bool:
        return self._once(bundle, lambda: all(self._decodes(paper.path) for paper in bundle.papers))

    def _decodes(self, path: Path) -> bool:
        try:
            return not _cut_off(path) and self._decodable(path)
        except (DigitizationError, OSError):  # one bad file must not stop the folder
            return False

    def _once(self, bundle: Bundle, judge: Callable[[], bool]) -> bool:
        """*judge* reads every byte, so it is asked once for files that have not changed."""
        if bundle.id not in self._proved:
            self._proved[bundle.id] = judge()
        return self._proved[bundle.id]


def _cut_off(path: Path) -> bool:
    """Said without the original error, which names a delivered file."""
    with translating_folder_errors():
        return ends_early(path)


def watched_rules(name: str) -> Standing:
    """What a name says where devices and transfer programs write. Unknown kinds are papers: intake says what is wrong."""
    lower = name.lower()
    if lower in JUNK_FOLDERS:
        return Standing.IGNORED
    if lower in JUNK or lower == MANIFEST or lower.endswith(".done"):
        return Standing.CONTROL
    if lower.endswith(HALF_WRITTEN):
        return Standing.UNFINISHED
    if lower.startswith((".", "~$")) or lower.endswith("~"):
        return Standing.IGNORED
    return Standing.PAPER
