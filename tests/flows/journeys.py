"""The papers of the journey tests, and the end state that is compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.workbench import Workbench
from pipeline.errors import IntegrityError
from pipeline.model.ids import BatchId, BranchId, DeliveryId, Digest, DossierCode, StationId
from pipeline.model.paper import DeliveredFile, Delivery, Lane, Outcome
from pipeline.model.work import BatchState
from tests.fakes.records import InMemoryRecords
from tests.flows.bench_of_fakes import OPEN_DOSSIER, OTHER_DOSSIER


@dataclass(frozen=True)
class Papers:
    """Deliveries by name: files of plain-text paper."""

    open_dossier: DossierCode
    deliveries: dict[str, tuple[str, ...]]


PAPERS = Papers(
    OPEN_DOSSIER,
    {
        "a": (
            f"doc decision {OPEN_DOSSIER} first\fmore second\f\fdoc id-card {OPEN_DOSSIER} card",
            f"doc notice {OPEN_DOSSIER} other file",
        ),
        "b": ("sep\fdoc plan", "BAD not a paper"),
        "c": (f"doc report {OTHER_DOSSIER} one\fmore two\ftorn",),
    },
)


@dataclass
class Scanner:
    """A `ScanSource` over a folder of plain-text papers that outlives the process."""

    root: Path
    branch: str = "b1"

    def ready(self, now: datetime) -> Iterator[DeliveryId]:
        for folder in sorted(path for path in self.root.iterdir() if path.is_dir()):
            if not (folder / ".taken").exists():
                yield DeliveryId(folder.name)

    def load(self, delivery: DeliveryId) -> Delivery:
        files = sorted(p for p in (self.root / delivery).iterdir() if p.suffix == ".txt")
        return Delivery(
            id=delivery,
            branch=BranchId(self.branch),
            station=StationId("s1"),
            lane=Lane.LIVE,
            dossier_hint=None,
            declared_sheets=None,
            files=tuple(DeliveredFile(path, path.name) for path in files),
        )

    def acknowledge(self, delivery: DeliveryId, batch: BatchId, now: datetime) -> None:
        (self.root / delivery / ".taken").write_text(batch)

    @property
    def acknowledged(self) -> int:
        return sum((path / ".taken").exists() for path in self.root.iterdir())


def a_scanner(root: Path) -> Scanner:
    """A scanner that holds `PAPERS`."""
    tray = root / "tray"
    for name, files in PAPERS.deliveries.items():
        (tray / name).mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(files, start=1):
            (tray / name / f"{number}.txt").write_text(text, encoding="utf-8")
    return Scanner(tray)


@dataclass(frozen=True)
class BatchEnd:
    id: BatchId
    state: BatchState
    reason: str
    outcomes: tuple[tuple[int, Outcome], ...]
    questions: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class EndState:
    """What has to be the same however the work was disturbed: no times, no attempts, no fences."""

    batches: tuple[BatchEnd, ...]
    hand_backs: tuple[tuple[Digest, str], ...]
    objects: frozenset[Digest]
    names: frozenset[str]
    record: object
    acknowledged: int


def end_state(bench: Workbench, records: InMemoryRecords, source: Scanner) -> EndState:
    return EndState(
        batches=tuple(
            BatchEnd(
                id=status.id,
                state=status.state,
                reason=status.reason,
                outcomes=tuple((side.page, side.outcome) for side in status.outcomes),
                questions=tuple(sorted((i.reference, i.pages) for i in bench.ledger.open_items(status.id))),
            )
            for status in sorted(bench.ledger.statuses(), key=lambda s: s.id)
        ),
        hand_backs=tuple(sorted((item.manifest, item.state.value) for item in bench.ledger.items())),
        # receipts carry the time of acceptance and whether it was a repeat; both may differ, nothing else may
        objects=frozenset(d for d in bench.store.digests() if not _is_receipt(bench, d)),
        names=frozenset(_without_fence(name) for name in bench.store.names("") if not name.startswith("audit/")),
        record=records.snapshot(),
        acknowledged=source.acknowledged,
    )


def _is_receipt(bench: Workbench, digest: Digest) -> bool:
    try:
        bench.codecs.receipts.decode(bench.store.get(digest))
    except IntegrityError:
        return False
    return True


def _without_fence(name: str) -> str:
    folder, _, last = name.rpartition("/")
    return folder if folder.startswith(("proposals/", "settlements/")) else f"{folder}/{last}"
