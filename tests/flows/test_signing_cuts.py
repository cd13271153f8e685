"""The lights go out at every outside call of the signing office, before and after its effect; and for real."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from flows.loop import drain
from tests.fakes.bad_luck import Fate, PowerCut
from tests.flows.bench_of_fakes import NOON, OPEN_DOSSIER, Clock, a_records, a_workbench, under
from tests.flows.signing_desk import DECISION, SIGNING, Desk, PdfBinder, a_desk, an_office, digest, signed_bytes
from tests.flows.troubles import must_be_conserved, work_all

ROOT = Path(__file__).parents[2]
Officer = dict[bytes, bytes]
"""What an officer signed, by what was handed out: each paper once, and the file is given back as often as it is asked for."""


def journey(desk: Desk, officer: Officer, fate: Fate | None = None) -> None:
    """A paper is scanned, handed over, signed, given back under two names, filed and handed back."""
    bench = under(fate, desk.bench) if fate else desk.bench
    office = an_office(desk.root, bench)
    if fate:
        office = replace(office, handover=fate.watch(office.handover, "handover"))
    working = replace(desk, bench=bench, office=office)
    working.scan(DECISION)
    give_back(working, officer)
    drain(bench)


def give_back(desk: Desk, officer: Officer) -> None:
    desk.office.exchange()
    desk.clock.skip(minutes=1)
    for copy in desk.copies():
        handed = copy.read_bytes()
        officer.setdefault(handed, signed_bytes(handed, desk.clock()))
        for name in (copy.name, f"da ky {copy.name}"):
            desk.give(officer[handed], name)
    desk.clock.skip(minutes=5)
    desk.office.exchange()


def end(desk: Desk, officer: Officer) -> tuple[object, ...]:
    """What must be the same however often it was cut: what is filed, the verdicts, what still waits, what is shared."""
    head = desk.bench.ledger.head(OPEN_DOSSIER)
    assert head is not None
    manifest = desk.bench.codecs.manifests.decode(desk.bench.store.get(head[1]))
    batch = next(iter(desk.source.acknowledged.values()))
    [file] = [digest(blob) for blob in officer.values()]
    return (
        head[0],
        [(entry.file == file, len(entry.signature), entry.pages) for entry in manifest.entries],
        [verdict.value == file for verdict in desk.bench.ledger.verdicts(batch)],
        [paper.digest == file for _, papers in desk.records.snapshot() for paper in papers],
        desk.bench.ledger.open_items(),
        sorted(path.name for folder in ("to-sign", "signed", "refused") for path in (desk.handover / folder).iterdir()),
    )


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[object, ...], range]:
    """Where a calm day ends, and which of its outside calls are about signing: from making the copy to handing over what
    still waits. The calls around them have tests of their own (`test_power_cuts`)."""
    desk, fate, officer = a_desk(tmp_path_factory.mktemp("calm")), Fate(), Officer()
    journey(desk, officer, fate)
    last = len(fate.names) - fate.names[::-1].index("handover.offer")
    return end(desk, officer), range(fate.names.index("binder.bind"), last + 3)


SHARDS = 2


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_power_cut_while_papers_are_signed_changes_nothing(
    quick_folder: Path, calm: tuple[tuple[object, ...], range], shard: int
) -> None:
    """One paper, one signature, one verdict, one file at the one-stop system: after whatever call it stopped, fresh
    processes end where a calm day does, and what the officer gave is never lost."""
    expected, calls = calm
    assert len(calls) > 40
    for step in calls[shard :: 2 * SHARDS]:
        folder = quick_folder / f"{step}"
        desk, officer = a_desk(folder), Officer()
        try:
            journey(desk, officer, Fate(step, after=True))
        except PowerCut:
            pass  # the lights are out; what follows is the next process
        clock = Clock(NOON)
        rules = desk.bench.rules
        bench = a_workbench(folder, desk.records, clock, "reborn", binder=PdfBinder(), signing=SIGNING, rules=rules)
        reborn = replace(desk, bench=bench, clock=clock, office=an_office(folder, bench))
        for _ in range(2):
            clock.skip(hours=1)  # past every lease and waiting time
            work_all(bench, desk.source)
            give_back(reborn, officer)
            drain(bench)
        must_be_conserved(bench, folder)
        assert end(reborn, officer) == expected, f"step {step}"


def test_a_process_killed_while_it_collects_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """`kill -9` again and again while six signed papers come back: at the end each is kept once and filed once."""
    desk = a_desk(tmp_path)
    desk.scan(*(f"doc notice {OPEN_DOSSIER} paper {n}" for n in range(6)))
    desk.office.exchange()
    given = {copy.stem: desk.sign(copy, f"ky-{copy.name}").read_bytes() for copy in desk.copies()}
    assert len(given) == 6
    desk.bench.ledger.close()
    for kept in (1, 3):
        worker = subprocess.Popen([sys.executable, "-m", "tests.flows.collecting", str(tmp_path)], cwd=ROOT)
        deadline = time.monotonic() + 120
        while worker.poll() is None and time.monotonic() < deadline:
            if len(list((tmp_path / "handover" / "signed").iterdir())) <= len(given) - kept:
                os.kill(worker.pid, signal.SIGKILL)
                break
            time.sleep(0.002)
        worker.wait(timeout=60)
    clock = Clock(NOON.replace(hour=13))
    bench = a_workbench(tmp_path, a_records(), clock, "last", binder=PdfBinder(), signing=SIGNING)
    an_office(tmp_path, bench).exchange()
    assert not list((tmp_path / "handover" / "signed").iterdir())
    assert not list((tmp_path / "handover" / "refused").iterdir())
    drain(bench)
    head = bench.ledger.head(OPEN_DOSSIER)
    assert head is not None
    manifest = bench.codecs.manifests.decode(bench.store.get(head[1]))
    assert sorted(bench.store.get(entry.file) for entry in manifest.entries) == sorted(given.values())
    batch = next(iter(desk.source.acknowledged.values()))
    assert len(bench.ledger.verdicts(batch)) == 6
