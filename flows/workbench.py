"""The workbench: every seam a flow needs, in one frozen bundle. Tests build the same flows around other things."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.model.documents import Proposal
from pipeline.model.dossier import HandBackReceipt, Manifest
from pipeline.model.paper import ScanBatch
from pipeline.model.reading import PageReading
from pipeline.model.work import Settlement, Verdict
from pipeline.policy import FilingPolicy, Patience
from pipeline.ports import (
    Binder,
    Classifier,
    Codec,
    Decider,
    Examiner,
    FieldExtractor,
    Ledger,
    PageInspector,
    PageReader,
    RecordSystem,
    Separator,
    Store,
)
from pipeline.stages.file import Cabinet


@dataclass(frozen=True, slots=True)
class Codecs:
    """How each self-describing record is written."""

    batches: Codec[ScanBatch]
    readings: Codec[PageReading]
    proposals: Codec[Proposal]
    manifests: Codec[Manifest]
    settlements: Codec[Settlement]
    verdicts: Codec[Verdict]
    receipts: Codec[HandBackReceipt]


@dataclass(frozen=True, slots=True)
class Workbench:
    """What one worker works with. `clock` gives the time of day, always aware."""

    store: Store
    ledger: Ledger
    inspector: PageInspector
    reader: PageReader
    binder: Binder
    separator: Separator
    classifier: Classifier
    extractor: FieldExtractor
    examiner: Examiner
    decider: Decider
    is_secret: Callable[[PageReading], bool]
    records: RecordSystem
    codecs: Codecs
    policy: FilingPolicy
    patience: Patience
    lease: timedelta
    scratch: Path
    worker: str
    clock: Callable[[], datetime]

    @property
    def cabinet(self) -> Cabinet:
        return Cabinet(
            store=self.store,
            binder=self.binder,
            manifests=self.codecs.manifests,
            proposals=self.codecs.proposals,
            heads=self.ledger,
            policy=self.policy,
            scratch=self.scratch,
        )
