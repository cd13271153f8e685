"""Originals are never altered: what was delivered is what is kept, and a signed paper is what is handed over."""

from dataclasses import replace
from pathlib import Path

import pytest

from flows.workbench import Workbench
from pipeline.model.dossier import DossierRecord, Manifest
from pipeline.model.ids import DossierCode, digest_of
from tests.fakes.records import InMemoryRecords
from tests.fakes.scan_source import MemoryScanSource
from tests.flows.bench_of_fakes import OPEN_DOSSIER, OTHER_DOSSIER, Clock, a_record, a_workbench
from tests.flows.troubles import work_all

ANYTHING = DossierCode("H26.00-261120-0003")
SIGNED = f"doc signed {ANYTHING} one\fmore two".encode()


@pytest.fixture
def records() -> InMemoryRecords:
    """`signed` is a kind nobody lists: the dossiers here take any paper."""
    return InMemoryRecords([a_record(OPEN_DOSSIER), a_record(OTHER_DOSSIER), anything()])


def anything() -> DossierRecord:
    record = a_record(ANYTHING)
    any_paper = replace(record.procedure.components[2], kinds=())
    return replace(record, procedure=replace(record.procedure, components=(any_paper,)))


@pytest.fixture
def bench(tmp_path: Path, records: InMemoryRecords) -> Workbench:
    return a_workbench(tmp_path, records, Clock())


def manifest(bench: Workbench, code: DossierCode) -> Manifest:
    head = bench.ledger.head(code)
    assert head is not None
    return bench.codecs.manifests.decode(bench.store.get(head[1]))


def test_kept_bytes_are_the_delivered_bytes(tmp_path: Path, bench: Workbench) -> None:
    """Byte for byte, also what does not open; and the scanner's copies are as they were."""
    files = {
        "1.txt": "doc notice đơn đề nghị\fmore".encode(),
        "2.txt": b"BAD \x00\xff\xfe not text",
        "3.txt": b"torn\ftorn",
        "4.txt": b"",
    }
    source = MemoryScanSource(tmp_path / "tray")
    source.lay(files, OPEN_DOSSIER)
    work_all(bench, source)
    [name] = bench.store.names("batches/")
    batch = bench.codecs.batches.decode(bench.store.recall(name) or b"")
    assert {deposit.digest for deposit in batch.deposits} == {digest_of(blob) for blob in files.values()}
    for blob in files.values():
        assert bench.store.get(digest_of(blob)) == blob
    assert {path.name: path.read_bytes() for path in (tmp_path / "tray").rglob("*.txt")} == files


def test_the_searchable_copy_stands_beside_the_original(
    tmp_path: Path, bench: Workbench, records: InMemoryRecords
) -> None:
    """It has bytes, a digest and a name of its own; the entry points at both."""
    blob = f"doc notice {OPEN_DOSSIER} one\fmore two".encode()
    source = MemoryScanSource(tmp_path / "tray")
    source.lay({"1.txt": blob}, OPEN_DOSSIER)
    work_all(bench, source)
    [entry] = manifest(bench, OPEN_DOSSIER).entries
    assert entry.sources == (digest_of(blob),)
    assert entry.copy != digest_of(blob)
    assert entry.copy_size == len(bench.store.get(entry.copy))
    [(_, papers)] = records.snapshot()
    assert [paper.digest for paper in papers] == [entry.copy]


def test_a_signed_document_is_handed_over_as_it_was_signed(
    tmp_path: Path, bench: Workbench, records: InMemoryRecords
) -> None:
    """A signature is over bytes: the copy would not carry it, so the original goes, whole."""
    source = MemoryScanSource(tmp_path / "tray")
    source.lay({"1.txt": SIGNED}, ANYTHING)
    work_all(bench, source)
    [entry] = manifest(bench, ANYTHING).entries
    assert entry.signed_original == entry.file == digest_of(SIGNED)
    assert entry.copy != entry.file
    assert entry.copy_size == len(SIGNED)
    assert bench.store.get(entry.file) == SIGNED
    [(_, papers)] = records.snapshot()
    assert [paper.digest for paper in papers] == [digest_of(SIGNED)]


def test_a_signed_file_that_holds_more_than_the_document_is_not_handed_over(tmp_path: Path, bench: Workbench) -> None:
    """Two papers in one signed file: each gets its copy, and nobody is shown the other's page."""
    source = MemoryScanSource(tmp_path / "tray")
    source.lay({"1.txt": SIGNED + b"\fdoc other"}, ANYTHING)
    work_all(bench, source)
    entries = manifest(bench, ANYTHING).entries
    assert len(entries) == 2
    assert [entry.signed_original for entry in entries] == [None, None]
    whole = digest_of(SIGNED + b"\fdoc other")
    assert all(entry.file == entry.copy != whole and entry.sources == (whole,) for entry in entries)


def test_a_signed_file_with_other_pages_beside_it_is_not_the_document(tmp_path: Path, bench: Workbench) -> None:
    """A document that runs on into another file is more than what was signed."""
    source = MemoryScanSource(tmp_path / "tray")
    source.lay({"1.txt": SIGNED, "2.txt": b"more three"}, ANYTHING)
    work_all(bench, source)
    [entry] = manifest(bench, ANYTHING).entries
    assert entry.pages == (1, 2, 3)
    assert entry.signed_original is None
