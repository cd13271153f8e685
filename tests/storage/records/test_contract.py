"""Both adapters at the sandbox, and the fake, keep the same contract."""

import tomllib
from pathlib import Path

import pytest

import storage.records.sandbox as sandbox
from pipeline.model.dossier import DossierRecord, Owner, Procedure
from pipeline.model.ids import ComponentCode, Digest, DossierCode, ProcedureCode
from storage.records.portal import PortalRecords
from storage.records.sync import SyncRecords
from tests.contracts.record_system import RecordBench, RecordSystemContract
from tests.fakes.records import HeldPaper, InMemoryRecords
from tests.fakes.store import MemoryStore
from tests.storage.records.one_stop import FileDoor, OneStop, a_paper
from tests.storage.records.tables import our_checklists


class TestSyncRecords(RecordSystemContract):
    @pytest.fixture
    def bench(self, one_stop: OneStop, sync: SyncRecords, door: FileDoor) -> RecordBench:
        return RecordBench(
            records=sync,
            keep=lambda mark: door.store.put(a_paper(mark)),
            held=one_stop.held_by_sync,
            refuse_once=lambda: one_stop.misbehave("fail-writes"),
            lose_an_answer=lambda: one_stop.misbehave("abort-after-commit"),
        )


class TestPortalRecords(RecordSystemContract):
    @pytest.fixture
    def bench(self, one_stop: OneStop, portal: PortalRecords, door: FileDoor) -> RecordBench:
        return RecordBench(
            records=portal,
            keep=lambda mark: door.store.put(a_paper(mark)),
            held=one_stop.held_by_portal,
            refuse_once=lambda: one_stop.misbehave("fail-writes"),
            lose_an_answer=lambda: one_stop.misbehave("abort-after-commit"),
        )


class TestInMemoryRecords(RecordSystemContract):
    @pytest.fixture
    def bench(self) -> RecordBench:
        records, store = InMemoryRecords(sample_dossiers()), MemoryStore()
        records.papers[DossierCode("H26.00-261120-0005")].append(
            HeldPaper(ComponentCode("1.001193.TP02"), Digest("f" * 64))
        )

        def refuse_once() -> None:
            records.refusals = 1

        def lose_an_answer() -> None:
            records.lost_answers = 1

        return RecordBench(
            records=records,
            keep=lambda mark: store.put(a_paper(mark)),
            held=lambda code: sorted(records.papers[code]),
            refuse_once=refuse_once,
            lose_an_answer=lose_an_answer,
        )


def sample_dossiers() -> list[DossierRecord]:
    """The sandbox's samples as the heart knows them."""
    seed = Path(sandbox.__file__).parent / "seed"
    known = tomllib.loads((seed / "procedures.toml").read_text("utf-8"))["procedure"]
    checklists = our_checklists()
    procedures = {
        p["code"]: Procedure(
            ProcedureCode(p["code"]),
            p["name"],
            tuple(checklists.component(c["code"], c["name"], required=c["required"]) for c in p["components"]),
        )
        for p in known
    }
    return [
        DossierRecord(
            DossierCode(d["code"]),
            procedures[d["procedure"]],
            Owner(d["owner"], d["id_number"], d["birth_date"].isoformat()),
            d["receiving_unit"],
            d["competent_unit"],
            d["status"],
        )
        for d in tomllib.loads((seed / "dossiers.toml").read_text("utf-8"))["dossier"]
    ]
