"""Personal data stays put: a name and a number go the whole journey and are seen nowhere but in the store's contents.

The same papers go by way of Prefect in `test_prefect`.
"""

import logging
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from flows.commands.work import _status_json, _status_line
from flows.intake import Refused, take_in_all
from flows.loop import Rhythm, drain, serve
from flows.reconcile import reconcile
from flows.reports import batch_report, markdown_report, totals
from flows.wording import say as worded
from flows.workbench import Workbench
from pipeline.errors import DigitizationError, IntegrityError, RejectedInputError, TransientError
from pipeline.model.ids import DeliveryId
from pipeline.model.reading import PageReading
from pipeline.model.work import VerdictKind
from pipeline.ports import PageAddress
from tests.fakes.bad_luck import Fate, PowerCut
from tests.fakes.eyes import TextReader
from tests.fakes.scan_source import MemoryScanSource
from tests.flows.bench_of_fakes import OPEN_DOSSIER, Clock, a_records, a_workbench, under
from tests.flows.troubles import Down, say, work_all

NAME, NUMBER = "Kanarienko", "001099012345"
MARKS = (NAME.casefold(), NUMBER)
"""Letters without marks: no encoding of the file formats in between hides them."""

PERSON = f"Nguyễn {NAME} {NUMBER}"
FILES = {
    f"{NAME} {NUMBER} mat truoc.txt": f"doc decision {OPEN_DOSSIER} {PERSON}\fmore {PERSON}\f",
    f"{NAME}.txt": f"BAD {PERSON}",
    f"cccd-{NUMBER}.txt": f"torn {PERSON}\ffails {PERSON}\fdoc id-card {OPEN_DOSSIER} {PERSON}",
}


def must_not_show(text: object, where: str) -> None:
    shown = str(text).casefold()
    for mark in MARKS:
        assert mark not in shown, f"personal data in {where}"


def fed(root: Path) -> MemoryScanSource:
    source = MemoryScanSource(root / "tray")
    source.lay({name: text.encode() for name, text in FILES.items()})
    source.lay({f"{NUMBER}.txt": f"doc plan {OPEN_DOSSIER} {PERSON}".encode()}, OPEN_DOSSIER, 7)
    return source


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything any library logs, down to DEBUG; looked through at the end of the test."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("sohoa").setLevel(logging.DEBUG)
    yield caplog
    for record in caplog.records:
        must_not_show(record.getMessage(), f"a log record of {record.name}")
        must_not_show(record.exc_text or "", f"a traceback logged by {record.name}")


def look_everywhere(bench: Workbench, root: Path) -> None:
    """Every place that may be shown, copied, backed up or shipped without the store's own protection."""
    for name in bench.store.names(""):
        must_not_show(name, "an object's name")
    for path in (root / "store").rglob("*"):
        must_not_show(path.name, "a file name of the store")
    for event in bench.ledger.events():
        must_not_show(event, "an event")
    for status in bench.ledger.statuses():
        must_not_show(repr(status), "a status")
        must_not_show(_status_line(status, 1), "a status line")
        must_not_show(_status_json(status, None), "a status as JSON")
        must_not_show(markdown_report(status), "a page for the operator")
        report = batch_report(bench, status.id, "")
        must_not_show(totals([report]), "the totals")
        must_not_show(repr(report.proposal), "a proposal's repr")
        blob = bench.store.recall(f"batches/{status.id}.json")
        assert blob is not None
        must_not_show(repr(bench.codecs.batches.decode(blob)), "a batch's repr")
    for item in bench.ledger.open_items():
        must_not_show((repr(item), worded(item.reference, item.pages)), "a question")
    for letter in bench.ledger.items():
        must_not_show((repr(letter), bench.ledger.message(letter.key)), "a hand-back")
    for file in root.glob("ledger.sqlite*"):
        must_not_show(file.read_bytes().decode("latin-1"), "the ledger's file")
    assert not list((root / "scratch").iterdir()), "scratch copies are gone"


def test_the_whole_journey_shows_nobody(tmp_path: Path, log: pytest.LogCaptureFixture) -> None:
    """Papers and file names carry a person; keys, events, statuses, questions, letters, logs and the ledger do not."""
    clock = Clock()
    bench = a_workbench(tmp_path, a_records(), clock)
    work_all(bench, fed(tmp_path))
    look_everywhere(bench, tmp_path)
    for item in bench.ledger.open_items():
        say(bench, clock, item.batch, item.pages, VerdictKind.ACCEPT, "")
    work_all(bench)
    reconcile(bench)
    look_everywhere(bench, tmp_path)
    kept = [bench.store.get(digest) for digest in bench.store.digests()]
    assert any(PERSON.encode() in blob for blob in kept), "the canary was on the paper, and the paper is kept"


class Quoting(TextReader):
    """A defect of the worst kind: its message is the text of the page."""

    def read(self, pages: Sequence[PageAddress]) -> Iterator[PageReading]:
        for reading in super().read(pages):
            raise RuntimeError(f"cannot read {reading.text}")
        yield from ()


def quoting_cause() -> Exception:
    """A vendor's exception that quotes a value, with ours on top of it."""
    error = TransientError("one-stop-failed", "it failed", "it is tried again")
    error.__cause__ = ValueError(f"400 for {PERSON}")
    return error


def test_no_failure_tells_whose_paper_it_was(tmp_path: Path, log: pytest.LogCaptureFixture) -> None:
    """Defects that quote the page, vendors that quote the message, refusals, damage: each is told by reference."""
    clock = Clock()
    bench = a_workbench(tmp_path, a_records(), clock)
    source = fed(tmp_path)
    told: list[str] = []
    take_in_all(bench, Down(source, lambda: RejectedInputError("delivery-gone", "it is gone"), {"load"}), told_to(told))
    take_in_all(bench, source, told_to(told))
    for troubled in (
        replace(bench, reader=Quoting()),
        replace(bench, records=Down(bench.records, quoting_cause)),
        replace(bench, store=Down(bench.store, lambda: IntegrityError("object-damaged", "it is damaged"), {"fetch"})),
    ):
        drain(troubled)
        look_everywhere(bench, tmp_path)
        for status in list(bench.ledger.statuses()):
            bench.ledger.replay(status.id, clock())
    rounds = iter([False, False, True])
    serve(replace(bench, reader=Quoting()), [source], Rhythm(idle=0), lambda: next(rounds))
    must_not_show(told, "what a refusal says")
    assert "error=RuntimeError_in_read" in log.text


def told_to(told: list[str]) -> Refused:
    def refused(_: DeliveryId, error: DigitizationError) -> None:
        told.append("".join(traceback.format_exception(error)))
        told.append(repr(error))

    return refused


def test_a_process_that_dies_leaves_no_name_in_its_traceback(tmp_path: Path) -> None:
    """Wherever the lights go out, the traceback an operator is sent shows code and ids."""
    for step in (3, 11, 19, 27, 35, 43):
        root = tmp_path / str(step)
        bench = a_workbench(root, a_records(), Clock())
        source = fed(root)
        fate = Fate(step, after=True)
        try:
            work_all(under(fate, bench), fate.watch(source, "source"))
        except PowerCut:
            must_not_show(traceback.format_exc(), "a traceback")
            must_not_show(fate.names, "the names of calls")
