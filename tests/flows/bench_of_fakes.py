"""A workbench whose eyes read plain text, over a real folder store and a real SQLite ledger."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from flows.wiring import codecs
from flows.workbench import Workbench
from pipeline.model.dossier import Component, DossierRecord, Owner, Procedure
from pipeline.model.ids import ComponentCode, DossierCode, KindCode, ProcedureCode
from pipeline.policy import FilingPolicy, Patience
from storage.ledger import LedgerOptions, SqlLedger
from storage.objects.folder import FolderOptions, FolderStore
from tests.fakes.bad_luck import Fate
from tests.fakes.eyes import (
    TextBinder,
    TextClassifier,
    TextDecider,
    TextExaminer,
    TextExtractor,
    TextInspector,
    TextReader,
    TextSeparator,
)
from tests.fakes.records import InMemoryRecords

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


OPEN_DOSSIER = DossierCode("H26.00-261120-0001")
OTHER_DOSSIER = DossierCode("H26.00-261120-0002")


def a_record(code: DossierCode, status: int = 2) -> DossierRecord:
    """A dossier that wants a decision, an identity card and takes any number of notices and reports."""
    components = (
        Component(ComponentCode("C1"), "Quyết định", (KindCode("decision"),), required=True),
        Component(ComponentCode("C2"), "Căn cước", (KindCode("id-card"),), required=False),
        Component(
            ComponentCode("C3"),
            "Giấy tờ kèm theo",
            (KindCode("notice"), KindCode("report"), KindCode("plan")),
            required=False,
            many=True,
        ),
    )
    procedure = Procedure(ProcedureCode("2.000815"), "Chứng thực", components)
    return DossierRecord(code, procedure, Owner("Nguyễn Văn A"), "H26.01", "H26.02", status)


def a_records() -> InMemoryRecords:
    """A one-stop system with two open dossiers."""
    return InMemoryRecords([a_record(OPEN_DOSSIER), a_record(OTHER_DOSSIER)])


@dataclass
class Clock:
    """A clock that only moves when told to."""

    time: datetime = NOON

    def __call__(self) -> datetime:
        return self.time

    def skip(self, **by: float) -> None:
        self.time += timedelta(**by)


def a_workbench(root: Path, records: InMemoryRecords, clock: Clock, worker: str = "w1", **changes: Any) -> Workbench:
    """Open the workbench of *root* as a fresh process would."""
    (root / "scratch").mkdir(parents=True, exist_ok=True)
    ledger = SqlLedger(LedgerOptions(url=SecretStr(f"sqlite:///{root / 'ledger.sqlite'}")))
    ledger.create_schema()
    bench = Workbench(
        store=FolderStore(FolderOptions(root=root / "store")),
        ledger=ledger,
        inspector=TextInspector(),
        reader=TextReader(),
        binder=TextBinder(),
        separator=TextSeparator(),
        classifier=TextClassifier(),
        extractor=TextExtractor(),
        examiner=TextExaminer(),
        decider=TextDecider(),
        is_secret=lambda _: False,
        records=records,
        codecs=codecs(),
        policy=FilingPolicy(),
        patience=Patience(),
        lease=timedelta(minutes=10),
        scratch=root / "scratch",
        worker=worker,
        clock=clock,
    )
    return replace(bench, **changes)


def under(fate: Fate, bench: Workbench) -> Workbench:
    """The same workbench with every outside call watched."""
    return replace(
        bench,
        store=fate.watch(bench.store, "store"),
        ledger=fate.watch(bench.ledger, "ledger"),
        inspector=fate.watch(bench.inspector, "inspector"),
        reader=fate.watch(bench.reader, "reader"),
        binder=fate.watch(bench.binder, "binder"),
        records=fate.watch(bench.records, "records"),
    )
