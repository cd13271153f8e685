"""A verdict that takes a page back counts as much as the one that set it aside."""

from pathlib import Path

from flows.intake import take_in_all
from flows.loop import drain
from pipeline.model.paper import Outcome
from pipeline.model.work import Verdict, VerdictKind
from pipeline.stages.decide import decide
from tests.flows.bench_of_fakes import OPEN_DOSSIER, Clock, a_records, a_workbench
from tests.flows.journeys import Scanner


def test_the_last_word_about_a_page_counts(tmp_path: Path) -> None:
    """Quarantined by mistake, then named a decision: the page is attached, and its outcome says so."""
    clock, records = Clock(), a_records()
    bench = a_workbench(tmp_path, records, clock)
    paper = tmp_path / "tray" / "a" / "1.txt"
    paper.parent.mkdir(parents=True)
    paper.write_text(f"doc decision {OPEN_DOSSIER}", encoding="utf-8")
    (batch,) = take_in_all(bench, Scanner(tmp_path / "tray"), lambda *_: None)
    for kind, value in ((VerdictKind.QUARANTINE, ""), (VerdictKind.KIND, "decision")):
        clock.skip(minutes=1)
        verdict = Verdict(batch, (1,), kind, value, "reviewer", clock())
        decide(verdict, bench.store, bench.codecs.verdicts, bench.ledger)
        drain(bench)
    status = bench.ledger.status(batch)
    assert status is not None
    assert [side.outcome for side in status.outcomes] == [Outcome.ATTACHED]
    assert len(records.papers[OPEN_DOSSIER]) == 1
