"""Papers that arrive as signed files: what holds of their signatures is said, a broken one waits, none is rewritten."""

from dataclasses import replace
from pathlib import Path

import pytest

from flows.signing import signature_notes
from pipeline.model.dossier import DossierRecord
from pipeline.model.ids import DossierCode, digest_of
from pipeline.model.signing import Examination
from tests.fakes.records import InMemoryRecords
from tests.fakes.scan_source import MemoryScanSource
from tests.flows.bench_of_fakes import OPEN_DOSSIER, Clock, a_record, a_workbench
from tests.flows.signing_desk import SIGNING, PdfBinder
from tests.flows.troubles import work_all

ANYTHING = DossierCode("H26.00-261120-0003")
SIGNED = f"doc signed {ANYTHING} one\fmore two".encode()


class Says:
    """What the validator finds, for papers of plain text."""

    def __init__(self, *faults: str) -> None:
        self.found = Examination(faults, ())

    def examine(self, *_: object) -> Examination:
        return self.found


def anything() -> DossierRecord:
    record = a_record(ANYTHING)
    any_paper = replace(record.procedure.components[2], kinds=())
    return replace(record, procedure=replace(record.procedure, components=(any_paper,)))


def filed(folder: Path, *faults: str) -> tuple[list[tuple[str, str]], list[str]]:
    """(file, signature) of what was filed, and the questions asked."""
    records = InMemoryRecords([a_record(OPEN_DOSSIER), anything()])
    bench = a_workbench(folder, records, Clock(), binder=PdfBinder(), signing=SIGNING)
    bench = replace(bench, signature_notes=signature_notes(Says(*faults), bench.store, bench.scratch))
    source = MemoryScanSource(folder / "tray")
    source.lay({"1.txt": SIGNED}, ANYTHING)
    work_all(bench, source)
    head = bench.ledger.head(ANYTHING)
    entries = bench.codecs.manifests.decode(bench.store.get(head[1])).entries if head else ()
    return [(e.file, e.signature) for e in entries], [item.reference for item in bench.ledger.open_items()]


def test_a_valid_one_is_filed_as_it_is_and_nobody_signs_a_copy(tmp_path: Path) -> None:
    """It is the original itself; its own signature is the evidence."""
    assert filed(tmp_path) == ([(digest_of(SIGNED), "arrived-signed")], [])


@pytest.mark.parametrize("fault", ["signature-untrusted", "signature-algorithm-weak", "certificate-expired"])
def test_one_that_cannot_be_vouched_for_is_filed_without_counting_as_evidence(tmp_path: Path, fault: str) -> None:
    """Intact, but nobody here can say whose it is: told, filed as it is, and not called digitised."""
    assert filed(tmp_path, fault) == ([(digest_of(SIGNED), "")], [])


@pytest.mark.parametrize("fault", ["signature-broken", "changed-after-signing", "signed-file-damaged"])
def test_a_broken_one_waits_for_a_person(tmp_path: Path, fault: str) -> None:
    assert filed(tmp_path, fault) == ([], [fault])
