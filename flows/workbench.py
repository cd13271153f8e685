"""The workbench: every seam a flow needs, in one frozen bundle. Tests build the same flows around other things."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.model.documents import Proposal
from pipeline.model.dossier import HandBackReceipt, Manifest
from pipeline.model.ids import KindCode
from pipeline.model.paper import ScanBatch
from pipeline.model.reading import PageReading
from pipeline.model.standing import PaperRule
from pipeline.model.work import Settlement, Verdict
from pipeline.policy import FilingPolicy, Patience, Promise, Sampling
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
from pipeline.stages.oversee import Oversight
from pipeline.stages.reuse import Keyed
from pipeline.stages.sign import SignedNotes, Signing


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
    rules: Mapping[KindCode, PaperRule] = field(default_factory=dict)
    """What a paper of each kind must be known by, and how long it may be used."""
    promise: Promise = field(default_factory=Promise)
    sampling: Sampling = field(default_factory=Sampling)
    keyed: Keyed | None = None
    """Makes the keys under which papers are found again; None remembers none."""
    signing: Signing | None = None
    """How papers are signed; None asks for no signature and knows of none."""
    signature_notes: SignedNotes | None = None
    """Says what holds of papers that arrive signed; None says nothing."""

    @property
    def oversight(self) -> Oversight:
        return Oversight(self.ledger, self.sampling, self.rules, self.keyed)

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
            rules=self.rules,
            signing=self.signing,
        )
