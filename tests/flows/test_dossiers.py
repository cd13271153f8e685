"""A run says of every dossier what it has and lacks; a paper counts as digitised when evidence says so."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.intake import take_in_all
from flows.loop import drain
from flows.reports import batch_report
from flows.standings import LISTS
from flows.workbench import Workbench
from pipeline.model.dossier import HandBack, Owner
from pipeline.model.ids import BatchId, KindCode
from pipeline.model.standing import PaperRule
from pipeline.model.work import Verdict, VerdictKind
from pipeline.stages.decide import decide
from tests.fakes.records import InMemoryRecords
from tests.flows.bench_of_fakes import OPEN_DOSSIER, Clock, a_record, a_workbench
from tests.flows.journeys import Scanner

DECISION = KindCode("decision")


def a_bench(root: Path, clock: Clock, carries: frozenset[str] = frozenset(), number: str = "001087000001") -> Workbench:
    record = replace(a_record(OPEN_DOSSIER), owner=Owner("Nguyễn Văn A", number))
    rules = {DECISION: PaperRule(DECISION, "Quyết định", carries)}
    return a_workbench(root, InMemoryRecords([record]), clock, rules=rules)


def taken_in(bench: Workbench, root: Path, name: str, text: str) -> BatchId:
    paper = root / "tray" / name / "1.txt"
    paper.parent.mkdir(parents=True)
    paper.write_text(text, encoding="utf-8")
    (batch,) = take_in_all(bench, Scanner(root / "tray"), lambda *_: None)
    drain(bench)
    return batch


def dossier_in(bench: Workbench, batch: BatchId) -> dict[str, Any]:
    [dossier] = batch_report(bench, batch).dossiers
    return dossier


def messages(bench: Workbench, batch: BatchId) -> list[HandBack]:
    return [bench.ledger.message(item.key) for item in bench.ledger.items(batch)]


def test_a_stranger_s_paper_waits_and_its_component_is_missing(tmp_path: Path) -> None:
    """The clerk reads that a paper is somebody else's and what the citizen still has to bring; a person's word files it."""
    clock = Clock()
    bench = a_bench(tmp_path, clock)
    batch = taken_in(bench, tmp_path, "a", f"doc decision {OPEN_DOSSIER} stranger")
    told = dossier_in(bench, batch)
    assert (told["code"], told["state"]) == (OPEN_DOSSIER, "missing")
    assert [item["message"] for item in told["missing"]] == ["Còn thiếu: Quyết định. Đề nghị công dân bổ sung."]
    assert [item["reference"] for item in told["extra"]] == ["paper-of-another"]
    clock.skip(minutes=1)
    verdict = Verdict(batch, (1,), VerdictKind.ACCEPT, "", "reviewer", clock())
    decide(verdict, bench.store, bench.codecs.verdicts, bench.ledger)
    drain(bench)
    after = dossier_in(bench, batch)
    assert (after["state"], [after[name] for name in LISTS]) == ("complete", [[] for _ in LISTS])


def test_the_flag_of_a_file_comes_from_evidence(tmp_path: Path) -> None:
    """Kept, read back, known by everything its kind carries: 1. A kind without a rule, or a detail nobody settled: 0."""
    clock = Clock()
    bench = a_bench(tmp_path, clock, frozenset({"issuer", "summary"}))
    text = f"doc decision {OPEN_DOSSIER} one\fdoc notice {OPEN_DOSSIER} other"
    batch = taken_in(bench, tmp_path, "a", text)
    [message] = messages(bench, batch)
    assert [offer.digitised for offer in message.files] == [False, False]
    assert [item["lacks"] for item in dossier_in(bench, batch)["undescribed"]] == [["issuer"]]


@pytest.mark.parametrize(("number", "flagged"), [("001087000001", True), ("", False)])
def test_a_paper_known_by_all_its_kind_carries_is_flagged(tmp_path: Path, number: str, flagged: bool) -> None:
    """Its summary was taken over without a person, the file was read back; but somebody has to own it."""
    bench = a_bench(tmp_path, Clock(), frozenset({"summary"}), number)
    batch = taken_in(bench, tmp_path, "a", f"doc decision {OPEN_DOSSIER} one")
    [message] = messages(bench, batch)
    assert [offer.digitised for offer in message.files] == [flagged]


def test_a_dossier_nobody_knows_is_named_so(tmp_path: Path) -> None:
    """The one-stop system has no such code: its papers wait, and the list says why."""
    bench = a_bench(tmp_path, Clock())
    batch = taken_in(bench, tmp_path, "a", "doc decision H26.99-261120-0099 one")
    assert dossier_in(bench, batch)["state"] == "unknown"
