"""A boundary put right after papers were handed back reaches the record, and can be taken back: nothing is scanned again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from classifiers.separate import RuleSeparator
from classifiers.taxonomy import Taxonomy
from flows.workbench import Workbench
from pipeline.model.documents import Classification, Document
from pipeline.model.ids import BatchId, KindCode
from pipeline.model.reading import PageReading
from pipeline.model.work import BatchState, VerdictKind
from pipeline.ports import BatchView, PageAddress
from tests.classifiers.pages import MORE, a_reading
from tests.classifiers.papers import BIRTH, DECISION
from tests.fakes.eyes import TextExtractor, TextReader, pages_of
from tests.fakes.records import HeldPaper, InMemoryRecords
from tests.fakes.scan_source import MemoryScanSource
from tests.flows.bench_of_fakes import OPEN_DOSSIER, Clock, a_records, a_workbench
from tests.flows.troubles import say, work_all


class SketchReader(TextReader):
    """Reads a page of plain text as the sketch of a printed one."""

    def read(self, pages: Sequence[PageAddress]) -> Iterator[PageReading]:
        for address in pages:
            self.pages_read += 1
            drawn = a_reading(pages_of(address.path)[address.page.capture.index])
            yield replace(drawn, page=address.page.capture.digest, engine=self.identity)


class TitleClassifier:
    """Decisions by their title; whatever else there is are notices."""

    def classify(self, document: Document, view: BatchView) -> Classification:
        kind = "decision" if "QUYẾT ĐỊNH" in view.readings[document.pages[0]].text else "notice"
        return Classification(KindCode(kind), kind.upper(), 0.99, (), "titles")


@pytest.fixture
def records() -> InMemoryRecords:
    return a_records()


@pytest.fixture
def reader() -> SketchReader:
    return SketchReader()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bench(tmp_path: Path, records: InMemoryRecords, clock: Clock, reader: SketchReader) -> Workbench:
    """A desk where a decision of three pages was taken in and handed back."""
    opened = a_workbench(
        tmp_path,
        records,
        clock,
        reader=reader,
        separator=RuleSeparator(Taxonomy.load()),
        classifier=TitleClassifier(),
        extractor=TextExtractor(),
    )
    source = MemoryScanSource(tmp_path / "tray")
    source.lay({"1.txt": "\f".join((DECISION, MORE, MORE)).encode()}, OPEN_DOSSIER)
    work_all(opened, source)
    return opened


def the_batch(bench: Workbench) -> BatchId:
    (status,) = bench.ledger.statuses()
    return status.id


def correct(bench: Workbench, clock: Clock, kind: VerdictKind, *pages: int) -> None:
    clock.skip(minutes=5)
    say(bench, clock, the_batch(bench), pages, kind, "")
    work_all(bench)


def version(bench: Workbench) -> int:
    head = bench.ledger.head(OPEN_DOSSIER)
    assert head is not None
    return head[0]


def held(records: InMemoryRecords) -> list[tuple[str, HeldPaper]]:
    return [(paper.component, paper) for paper in sorted(records.papers[OPEN_DOSSIER])]


def test_a_split_after_hand_back_makes_a_new_version_and_the_record_follows(
    bench: Workbench, records: InMemoryRecords, clock: Clock, reader: SketchReader
) -> None:
    """The longer paper is gone from the record, its two parts stand there once each, and no page was read again."""
    before, read = held(records), reader.pages_read
    assert ([component for component, _ in before], version(bench)) == (["C1"], 1)
    correct(bench, clock, VerdictKind.SPLIT, 3)
    after = held(records)
    assert [component for component, _ in after] == ["C1", "C3"]
    assert before[0][1].digest not in {paper.digest for _, paper in after}
    assert version(bench) == 2
    assert reader.pages_read == read
    assert [status.state for status in bench.ledger.statuses()] == [BatchState.CLOSED]


def test_a_split_taken_back_gives_the_record_as_it_was(
    bench: Workbench, records: InMemoryRecords, clock: Clock, reader: SketchReader
) -> None:
    """A later verdict undoes an earlier one: the same paper with the same bytes, as a version of its own."""
    before, read = held(records), reader.pages_read
    correct(bench, clock, VerdictKind.SPLIT, 3)
    correct(bench, clock, VerdictKind.JOIN, 1, 2, 3)
    after = held(records)
    assert [(component, paper.digest) for component, paper in after] == [(c, p.digest) for c, p in before]
    assert version(bench) == 3
    assert reader.pages_read == read


def test_a_join_after_hand_back_takes_the_second_paper_off_the_record(
    tmp_path: Path, records: InMemoryRecords, clock: Clock, reader: SketchReader, bench: Workbench
) -> None:
    source = MemoryScanSource(tmp_path / "more", station="Q1-02")
    source.lay({"1.txt": "\f".join((BIRTH, BIRTH + "\nbản thứ hai")).encode()}, OPEN_DOSSIER)
    work_all(bench, source)
    batch = next(status.id for status in bench.ledger.statuses() if len(status.outcomes) == 2)
    assert [component for component, _ in held(records)] == ["C1", "C3", "C3"]
    clock.skip(minutes=5)
    say(bench, clock, batch, (1, 2), VerdictKind.JOIN, "")
    work_all(bench)
    assert [component for component, _ in held(records)] == ["C1", "C3"]
