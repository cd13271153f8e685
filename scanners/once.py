"""A folder taken in once because somebody said so (``sohoa run FOLDER``): nothing is waited for, moved or deleted."""

import os
from collections.abc import Iterator
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.errors import ConfigurationError, RejectedInputError
from pipeline.model.ids import BatchId, BranchId, DeliveryId, DossierCode, StationId
from pipeline.model.paper import DeliveredFile, Delivery, Lane
from scanners.delivered import (
    JUNK,
    JUNK_FOLDERS,
    MANIFEST,
    Bundle,
    Standing,
    natural_order,
    open_check,
    shown_name,
    survey,
    translating_folder_errors,
)
from scanners.manifest import DeliveryManifest, digests_match, listed, manifest_of, mismatch

NO_PAPERS = ("readme*", "*.md", "*.txt", "*.json", "*.done", "~$*")


class FolderOnceOptions(BaseModel):
    """A folder of deliveries, or one file. A sub-folder's manifest may name another branch, station and lane."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    root: Path
    branch: BranchId
    station: StationId
    lane: Lane = Lane.BACKFILL
    dossier: DossierCode | None = None
    """What the user says the papers belong to, where a manifest does not say otherwise."""


class FolderOnce:
    """Keeps `pipeline.ports.ScanSource`: each file or sub-folder of the root is one delivery, in natural order."""

    def __init__(self, options: FolderOnceOptions) -> None:
        """`ConfigurationError` if there is nothing at the root."""
        self._options = options
        self._acknowledged: set[DeliveryId] = set()
        self._places: dict[DeliveryId, Path] = {}
        if not options.root.exists():
            raise ConfigurationError("no-such-folder", "there is no such file or folder", "Give the path of the scans.")

    def ready(self, now: datetime) -> Iterator[DeliveryId]:  # noqa: ARG002 - complete whatever the time
        bundles = self._bundles()
        self._places |= {bundle.id: bundle.entry for bundle in bundles}
        yield from (bundle.id for bundle in bundles if bundle.id not in self._acknowledged)

    def load(self, delivery: DeliveryId) -> Delivery:
        """As promised; also `RejectedInputError` when a manifest is unreadable or lists other files."""
        bundle = self._find(delivery)
        said = manifest_of(bundle) or DeliveryManifest()
        papers = listed(bundle, said) if said.files else bundle.papers
        if papers is None or (said.files and not digests_match(papers, said)):
            raise mismatch(bundle, said)
        open_check(bundle)
        return Delivery(
            id=delivery,
            branch=BranchId(said.branch) if said.branch else self._options.branch,
            station=StationId(said.station) if said.station else self._options.station,
            lane=said.lane or self._options.lane,
            dossier_hint=DossierCode(said.dossier) if said.dossier else self._options.dossier,
            declared_sheets=said.declared_sheets,
            files=tuple(DeliveredFile(paper.path, shown_name(paper.path)) for paper in papers),
            order=said.places,
        )

    def acknowledge(self, delivery: DeliveryId, batch: BatchId, now: datetime) -> None:  # noqa: ARG002 - no receipt
        """Remembered until this process ends; the folder is the user's."""
        self._acknowledged.add(delivery)

    def source_name(self, delivery: DeliveryId) -> str:
        """What the user calls it: for the report the user reads, and for nothing that is kept or logged."""
        place = self._places.get(delivery)
        return shown_name(place or self._find(delivery).entry)

    def _bundles(self) -> list[Bundle]:
        root = self._options.root.resolve()
        if not root.is_dir():
            return self._surveyed([root])
        with translating_folder_errors():
            names = sorted(os.listdir(root), key=natural_order)  # noqa: PTH208 - names only
        return self._surveyed([root / name for name in names if once_rules(name) is Standing.PAPER])

    def _surveyed(self, entries: list[Path]) -> list[Bundle]:
        found = [
            survey(entry, _said_by_name if entry == self._options.root.resolve() else once_rules) for entry in entries
        ]
        return [bundle for bundle in found if bundle and (bundle.papers or not bundle.readable)]

    def _find(self, delivery: DeliveryId) -> Bundle:
        """The bundle as it is now, if it still is the one with that id."""
        place = self._places.get(delivery)
        for bundle in self._bundles() if place is None else self._surveyed([place]):
            if bundle.id == delivery:
                self._places[delivery] = bundle.entry
                return bundle
        raise RejectedInputError("delivery-gone", f"delivery {delivery} is gone or has changed", "Start again.")


def _said_by_name(_name: str) -> Standing:
    """A file the user named is a paper, whatever it is called."""
    return Standing.PAPER


def once_rules(name: str) -> Standing:
    """What a name says where a person arranged the files. Unknown kinds are papers: intake says what is wrong."""
    lower = name.lower()
    if lower == MANIFEST:
        return Standing.CONTROL
    if (
        lower in JUNK | JUNK_FOLDERS
        or lower.startswith(".")
        or any(fnmatchcase(lower, pattern) for pattern in NO_PAPERS)
    ):
        return Standing.IGNORED
    return Standing.PAPER
