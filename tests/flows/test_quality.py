"""What was filed without a person is looked at afterwards, and what was delivered wrongly is put right."""

from dataclasses import replace
from pathlib import Path

import pytest

from classifiers.decisions import RiskDecider
from classifiers.taxonomy import Taxonomy
from flows.overseeing import recall_where_broken
from flows.reconcile import reconcile
from flows.workbench import Workbench
from pipeline.model.documents import Classification, Document
from pipeline.model.ids import BatchId, BranchId, KindCode, digest_of
from pipeline.model.quality import DOCUMENT
from pipeline.model.samples import Sample
from pipeline.model.work import BatchState, Verdict, VerdictKind
from pipeline.names import verdict_name
from pipeline.policy import Sampling
from pipeline.ports import BatchView
from pipeline.stages.confirm import confirmed
from pipeline.stages.sample import check
from tests.fakes.eyes import TextClassifier, TextDecider
from tests.fakes.records import InMemoryRecords
from tests.fakes.scan_source import MemoryScanSource
from tests.flows.bench_of_fakes import OPEN_DOSSIER, Clock, a_records, a_workbench
from tests.flows.troubles import say, work_all

EVERY = Sampling(share=1.0)
NONE = Sampling(share=0.0, least=0)


class HeedingClassifier(TextClassifier):
    """A `TextClassifier` that believes people, as the real one does."""

    def classify(self, document: Document, view: BatchView) -> Classification:
        for verdict in reversed(view.verdicts):
            if verdict.kind is VerdictKind.KIND and set(verdict.pages) & set(document.pages):
                return Classification(KindCode(verdict.value), verdict.value.upper(), 1.0, (), "person")
        return super().classify(document, view)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records() -> InMemoryRecords:
    return a_records()


def a_bench(root: Path, records: InMemoryRecords, clock: Clock, sampling: Sampling = EVERY) -> Workbench:
    return a_workbench(root, records, clock, classifier=HeedingClassifier(), sampling=sampling)


def lay(root: Path, *papers: str) -> MemoryScanSource:
    source = MemoryScanSource(root / "tray")
    for text in papers:
        source.lay({"1.txt": text.encode()}, OPEN_DOSSIER)
    return source


def look(bench: Workbench, clock: Clock, sample: Sample, *wrong: str) -> None:
    check(sample, wrong, "reviewer", clock(), bench.store, bench.codecs.verdicts, bench.ledger)


def state(bench: Workbench, batch: BatchId) -> tuple[BatchState, tuple[str, ...]]:
    status = bench.ledger.status(batch)
    assert status is not None
    return status.state, tuple(item.reference for item in bench.ledger.open_items(batch))


def test_a_sample_waits_without_holding_anything_up(tmp_path: Path, records: InMemoryRecords, clock: Clock) -> None:
    """Delivered and closed; the desk knows for whom the paper waits and since when."""
    bench = a_bench(tmp_path, records, clock)
    work_all(bench, lay(tmp_path, f"doc notice {OPEN_DOSSIER} one"))
    (status,) = bench.ledger.statuses()
    assert status.state is BatchState.CLOSED
    (sample,) = bench.ledger.samples()
    assert (sample.drawn.kind, sample.waiting_for.value, sample.since) == ("notice", "reviewer", clock())
    assert [claim.subject for claim in sample.drawn.claims] == [DOCUMENT, "summary"]


def test_a_right_sample_changes_nothing_delivered(tmp_path: Path, records: InMemoryRecords, clock: Clock) -> None:
    """No new run, no new version; it counts, and is asked no more."""
    bench = a_bench(tmp_path, records, clock)
    work_all(bench, lay(tmp_path, f"doc notice {OPEN_DOSSIER} one"))
    before = bench.ledger.items(), records.snapshot()
    (sample,) = bench.ledger.samples()
    look(bench, clock, sample)
    look(bench, clock, sample)
    work_all(bench)
    assert (bench.ledger.items(), records.snapshot()) == before
    assert [(o.judged.right, o.sampled) for o in bench.ledger.outcomes()] == [(True, True)] * 2
    assert all(one.answered for one in bench.ledger.samples())


def test_a_correction_reaches_the_record_as_a_new_version(
    tmp_path: Path, records: InMemoryRecords, clock: Clock
) -> None:
    """The person's value stands in the manifest beside the machine's, and the dossier is handed back again."""
    bench = a_bench(tmp_path, records, clock)
    work_all(bench, lay(tmp_path, f"doc notice {OPEN_DOSSIER} one"))
    (sample,) = bench.ledger.samples()
    say(bench, clock, sample.batch, sample.drawn.pages, VerdictKind.KIND, "report")
    look(bench, clock, sample, DOCUMENT)
    work_all(bench)
    head = bench.ledger.head(OPEN_DOSSIER)
    assert head is not None
    assert head[0] == 2
    manifest = bench.codecs.manifests.decode(bench.store.get(head[1]))
    assert [entry.classification.kind for entry in manifest.entries] == ["report"]
    assert [item.state.value for item in bench.ledger.items()] == ["accepted", "accepted"]
    wrong = [o for o in bench.ledger.outcomes() if not o.judged.right]
    assert [(o.judged.kind, o.judged.claim.automatic) for o in wrong] == [("notice", True)]


def test_two_wrong_in_a_small_sample_call_the_others_back(
    tmp_path: Path, records: InMemoryRecords, clock: Clock
) -> None:
    """Papers of the same kind stay where they were filed, and a person is asked; papers of other kinds are left alone."""
    bench = a_bench(tmp_path, records, clock)
    papers = [f"doc notice {OPEN_DOSSIER} {word}" for word in ("one", "two", "three", "four")]
    work_all(bench, lay(tmp_path, *papers, f"doc report {OPEN_DOSSIER} other"))
    notices = [sample for sample in bench.ledger.samples() if sample.drawn.kind == "notice"]
    look(bench, clock, notices[0], DOCUMENT)
    assert recall_where_broken(bench.ledger, bench.promise, bench.sampling, clock()) == 0
    look(bench, clock, notices[1], DOCUMENT)
    filed = records.snapshot()
    found = reconcile(bench)
    assert found["papers-recalled"] == 2
    assert "papers-recalled" not in reconcile(bench)
    work_all(bench)
    for sample in notices[2:]:
        assert state(bench, sample.batch) == (BatchState.AWAITING_REVIEW, ("paper-recalled",))
    assert records.snapshot() == filed
    asked = {item.batch for item in bench.ledger.open_items()}
    assert asked == {sample.batch for sample in notices[2:]}


def test_a_recalled_paper_is_accepted_or_corrected(tmp_path: Path, records: InMemoryRecords, clock: Clock) -> None:
    """Either ends the question; only a correction makes a version."""
    bench = a_bench(tmp_path, records, clock, NONE)
    papers = [f"doc notice {OPEN_DOSSIER} {word}" for word in ("one", "two")]
    work_all(bench, lay(tmp_path, *papers))
    first, second = (status.id for status in bench.ledger.statuses())
    for batch in (first, second):
        bench.ledger.recall(batch, (1,), clock())
    clock.skip(minutes=1)
    work_all(bench)
    before = len(bench.ledger.items())
    say(bench, clock, first, (1,), VerdictKind.ACCEPT, "")
    work_all(bench)
    assert state(bench, first) == (BatchState.CLOSED, ())
    assert len(bench.ledger.items()) == before
    say(bench, clock, second, (1,), VerdictKind.KIND, "report")
    work_all(bench)
    assert state(bench, second) == (BatchState.CLOSED, ())
    assert len(bench.ledger.items()) == before + 1
    judged = {(o.batch, o.judged.right) for o in bench.ledger.outcomes()}
    assert judged == {(first, True), (second, False)}


def test_a_verdict_taken_back_takes_its_outcome_back(tmp_path: Path, records: InMemoryRecords, clock: Clock) -> None:
    """The machine had been right after all."""
    bench = a_bench(tmp_path, records, clock, NONE)
    work_all(bench, lay(tmp_path, f"doc notice {OPEN_DOSSIER} one"))
    (status,) = bench.ledger.statuses()
    say(bench, clock, status.id, (1,), VerdictKind.KIND, "report")
    work_all(bench)
    assert [o.judged.right for o in bench.ledger.outcomes()] == [False]
    clock.skip(minutes=1)
    say(bench, clock, status.id, (1,), VerdictKind.KIND, "notice")
    work_all(bench)
    assert [o.judged.right for o in bench.ledger.outcomes()] == [True]


def test_a_run_made_again_draws_and_judges_the_same(tmp_path: Path, records: InMemoryRecords, clock: Clock) -> None:
    """Nothing is drawn twice, and a paper filed before is not drawn later."""
    bench = a_bench(tmp_path, records, clock)
    work_all(bench, lay(tmp_path, f"doc notice {OPEN_DOSSIER} one"))
    before = bench.ledger.samples(), bench.ledger.outcomes()
    for status in list(bench.ledger.statuses()):
        clock.skip(hours=1)
        bench.ledger.replay(status.id, clock())
    work_all(bench)
    assert (bench.ledger.samples(), bench.ledger.outcomes()) == before
    unsampled = a_bench(tmp_path / "other", records, clock, NONE)
    work_all(unsampled, lay(tmp_path / "other", f"doc notice {OPEN_DOSSIER} one"))
    later = replace(unsampled, sampling=EVERY)
    for status in list(later.ledger.statuses()):
        later.ledger.replay(status.id, clock())
    work_all(later)
    assert later.ledger.samples() == ()


def test_the_lot_takes_about_its_share_and_the_first_of_each_kind(
    tmp_path: Path, records: InMemoryRecords, clock: Clock
) -> None:
    """Stratified: a rare kind is looked at too."""
    bench = a_bench(tmp_path, records, clock, Sampling(share=0.0, least=2))
    papers = [f"doc notice {OPEN_DOSSIER} {word}" for word in ("one", "two", "three")]
    work_all(bench, lay(tmp_path, *papers, f"doc report {OPEN_DOSSIER} other"))
    kinds = sorted(sample.drawn.kind for sample in bench.ledger.samples())
    assert kinds == ["notice", "notice", "report"]


def test_a_cut_between_correction_and_answer_leaves_the_sample_to_be_answered(
    tmp_path: Path, records: InMemoryRecords, clock: Clock
) -> None:
    """The correction is delivered; the sample still waits, and its answer counts the error once."""
    bench = a_bench(tmp_path, records, clock)
    work_all(bench, lay(tmp_path, f"doc notice {OPEN_DOSSIER} one"))
    (sample,) = bench.ledger.samples()
    say(bench, clock, sample.batch, sample.drawn.pages, VerdictKind.KIND, "report")
    work_all(bench)
    (waiting,) = bench.ledger.samples()
    assert not waiting.answered
    look(bench, clock, waiting, DOCUMENT)
    work_all(bench)
    assert [o.judged.right for o in bench.ledger.outcomes()] == [False]
    assert len(bench.ledger.items()) == 2


def test_an_answer_that_reached_the_store_and_not_the_ledger_is_heard_later(
    tmp_path: Path, records: InMemoryRecords, clock: Clock
) -> None:
    """The lights went out inside the answer: the reconciler finds it, once."""
    bench = a_bench(tmp_path, records, clock)
    work_all(bench, lay(tmp_path, f"doc notice {OPEN_DOSSIER} one"))
    (sample,) = bench.ledger.samples()
    said = Verdict(sample.batch, sample.drawn.pages, VerdictKind.CHECKED, DOCUMENT, "reviewer", clock())
    blob = bench.codecs.verdicts.encode(said)
    bench.store.record(verdict_name(said.batch, digest_of(blob)), blob)
    assert reconcile(bench)["verdicts-heard"] == 1
    assert "verdicts-heard" not in reconcile(bench)
    assert [one.wrong for one in bench.ledger.samples()] == [(DOCUMENT,)]


def test_a_branch_that_errs_is_asked_about_the_next_paper_of_the_kind(
    tmp_path: Path, records: InMemoryRecords, clock: Clock
) -> None:
    """What the samples showed decides what comes in after them, there and nowhere else."""
    bench = a_bench(tmp_path, records, clock)
    work_all(bench, lay(tmp_path, *(f"doc notice {OPEN_DOSSIER} {word}" for word in ("one", "two"))))
    for sample in bench.ledger.samples():
        look(bench, clock, sample, DOCUMENT)
    decider = RiskDecider(Taxonomy.load(), bench.promise, bench.ledger.outcomes)
    assert decider.thresholds(BranchId("elsewhere")).stopped == frozenset()
    (status, *_) = bench.ledger.statuses()
    assert decider.thresholds(status.branch).stopped == {"notice"}


class ConfirmingDecider(TextDecider):
    """A `TextDecider` that puts people's values beside the machine's, as the real one does."""

    def decide(self, document: Document, view: BatchView) -> Document:
        return confirmed(super().decide(document, view), view.verdicts, str)


def test_a_persons_value_for_a_field_reaches_the_manifest_and_the_record(
    tmp_path: Path, records: InMemoryRecords, clock: Clock
) -> None:
    """Beside the machine's, in a new version; the same value said again makes none."""
    bench = replace(a_bench(tmp_path, records, clock, NONE), decider=ConfirmingDecider())
    work_all(bench, lay(tmp_path, f"doc notice {OPEN_DOSSIER} one"))
    (status,) = bench.ledger.statuses()
    for _ in range(2):
        clock.skip(minutes=1)
        say(bench, clock, status.id, (1,), VerdictKind.FIELD, "summary=Thông báo lịch nghỉ")
        work_all(bench)
    head = bench.ledger.head(OPEN_DOSSIER)
    assert head is not None
    assert head[0] == 2
    (entry,) = bench.codecs.manifests.decode(bench.store.get(head[1])).entries
    (summary,) = entry.fields
    assert (summary.value, summary.confirmed) == (f"doc notice {OPEN_DOSSIER} one", "Thông báo lịch nghỉ")
    assert [item.state.value for item in bench.ledger.items()] == ["accepted", "accepted"]
    (outcome,) = bench.ledger.outcomes()
    assert (outcome.judged.claim.subject, outcome.judged.right, outcome.sampled) == ("summary", False, False)
