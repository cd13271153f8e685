"""Reading along: a thread that the clerk never waits for, and that never says more than it knows."""

import threading
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from console.station.reading import Known, ReadingAlong, Sheet, Stack, sheet_key
from pipeline.model.dossier import DossierRecord, Owner, Procedure
from pipeline.model.ids import UNKNOWN_KIND, DossierCode, ProcedureCode, digest_of
from tests.fakes.eyes import TextClassifier, TextExaminer, TextExtractor, TextReader, TextSeparator

CODE = "H26.14-261124-0005"


@dataclass
class Trays:
    """One open tray; `told` is set when news of it came."""

    stack: Stack
    told: threading.Event = field(default_factory=threading.Event)
    last: Known = field(default_factory=Known)

    def stacks(self) -> Sequence[Stack]:
        return (self.stack,)

    def wait(self, seconds: float) -> None:
        threading.Event().wait(0.01)

    def news(self, tray: str, known: Known) -> None:
        self.last = known
        self.told.set()


def eyes(**other: Any) -> Any:
    parts = {
        "reader": TextReader(),
        "separator": TextSeparator(),
        "classifier": TextClassifier(),
        "extractor": TextExtractor(),
        "examiner": TextExaminer(),
    }
    return SimpleNamespace(**{**parts, **other})


def a_stack(folder: Path, *texts: str, dossier: str | None = CODE) -> Stack:
    sheets = []
    for number, text in enumerate(texts, start=1):
        path = folder / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        source = digest_of(text.encode() + bytes([number]))
        sheets.append(Sheet(sheet_key(source, 0), number, path, source, 0, 1000, 1400, 200, len(text)))
    return Stack("tray", tuple(sheets), dossier, None)


def read_until(reading: ReadingAlong, trays: Trays) -> Known:
    for _ in range(2000):
        if reading.known(trays.stack).all_read:
            return reading.known(trays.stack)
        threading.Event().wait(0.01)
    raise AssertionError("never read to the end")


@pytest.fixture
def trays(tmp_path: Path) -> Trays:
    return Trays(a_stack(tmp_path, "doc birth-declaration", "more", "doc id-card", ""))


def test_papers_are_known_when_every_side_was_read(trays: Trays) -> None:
    """Pages by the clerk's numbers; an empty back is nobody's page."""
    seen = eyes()
    reading = ReadingAlong(trays, lambda: nullcontext(seen))
    reading.start()
    try:
        known = read_until(reading, trays)
    finally:
        reading.close()
    assert [(d.kind, d.pages) for d in known.documents] == [("birth-declaration", (1, 2)), ("id-card", (3,))]
    assert known.batch is not None
    assert [page.capture.blank for page in known.batch.pages] == [False, False, False, True]


def test_a_rescan_costs_one_page_and_what_is_old_is_not_told(trays: Trays, tmp_path: Path) -> None:
    """Sides that stay are not read again; of changed sides nothing is claimed until they are read."""
    seen = eyes()
    reading = ReadingAlong(trays, lambda: nullcontext(seen))
    reading.start()
    try:
        read_until(reading, trays)
        (tmp_path / "again").mkdir()
        fresh = a_stack(tmp_path / "again", "doc passport").sheets[0]
        sheets = trays.stack.sheets
        changed = replace(trays.stack, sheets=(*sheets[:2], replace(fresh, number=3), sheets[3]))
        assert reading.known(changed).documents == ()
        trays.stack = changed
        known = read_until(reading, trays)
    finally:
        reading.close()
    assert known.documents[1].kind == "passport"
    assert seen.reader.pages_read == 5


def test_sides_that_do_not_open_are_not_waited_for(tmp_path: Path) -> None:
    """A torn file has its own verdict; the others are read to the end."""
    stack = a_stack(tmp_path, "doc birth-declaration", "doc id-card")
    torn = replace(stack.sheets[1], damage="truncated-file")
    trays = Trays(replace(stack, sheets=(stack.sheets[0], torn)))
    reading = ReadingAlong(trays, lambda: nullcontext(eyes()))
    reading.start()
    try:
        known = read_until(reading, trays)
    finally:
        reading.close()
    assert [d.pages for d in known.documents] == [(1,)]
    assert known.batch is not None
    assert [side.number for side in known.batch.refused] == [2]


def test_a_defect_in_understanding_stops_nobody(trays: Trays) -> None:
    """The tray's papers are left to the clerk's own eyes, and the thread lives on."""

    class Broken(TextClassifier):
        def classify(self, document: Any, view: Any) -> Any:
            raise ZeroDivisionError

    reading = ReadingAlong(trays, lambda: nullcontext(eyes(classifier=Broken())))
    reading.start()
    try:
        known = read_until_defect(reading, trays)
        assert reading._thread.is_alive()
    finally:
        reading.close()
    assert [d.kind for d in known.documents] == [UNKNOWN_KIND]


def read_until_defect(reading: ReadingAlong, trays: Trays) -> Known:
    assert trays.told.wait(20)
    return read_until(reading, trays)


def test_the_record_is_asked_for_the_tray_s_code_once(trays: Trays) -> None:
    """Its checklist is there for the page; a second look asks nobody."""
    asked: list[str] = []
    record = DossierRecord(
        DossierCode(CODE), Procedure(ProcedureCode("1.001193"), "Khai sinh", ()), Owner("A"), "u", "u", 2
    )

    def ask(code: DossierCode) -> DossierRecord:
        asked.append(code)
        return record

    reading = ReadingAlong(trays, lambda: nullcontext(eyes()), ask)
    reading.start()
    try:
        read_until(reading, trays)
    finally:
        reading.close()
    assert reading.record(CODE) == record
    assert asked == [CODE]
