"""Kill -9 at every outside call, before and after its effect; after recovery the papers are what they are on a calm day.

Each scenario runs in a real child process that kills itself with SIGKILL; then a new process's worth of objects recovers.
"""

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipeline.model.ids import Digest, digest_of_file
from scanners.station.disk import Disk
from scanners.station.grace import let_go
from scanners.station.recovery import recover
from scanners.station.spool import Spool
from scanners.station.values import BatchState
from tests.scanners.station.desk import MORNING, options, paper

Scenario = Callable[[Spool], None]


class DeadlyDisk(Disk):
    """Counts outside calls; the lights go out at the chosen one."""

    def __init__(self, step: int = 0, after: bool = False) -> None:
        self.calls = 0
        self._step, self._after = step, after

    def _around(self, call: Callable[[], object]) -> object:
        self.calls += 1
        mine = self.calls == self._step
        if mine and not self._after:
            os.kill(os.getpid(), signal.SIGKILL)
        found = call()
        if mine:
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    def create(self, path: Path) -> int:
        return int(str(self._around(lambda: super(DeadlyDisk, self).create(path))))

    def write(self, descriptor: int, chunk: bytes) -> None:
        self._around(lambda: super(DeadlyDisk, self).write(descriptor, chunk))

    def sync(self, descriptor: int) -> None:
        self._around(lambda: super(DeadlyDisk, self).sync(descriptor))

    def rename(self, source: Path, target: Path) -> None:
        self._around(lambda: super(DeadlyDisk, self).rename(source, target))

    def sync_folder(self, folder: Path) -> None:
        self._around(lambda: super(DeadlyDisk, self).sync_folder(folder))

    def remove(self, path: Path) -> None:
        self._around(lambda: super(DeadlyDisk, self).remove(path))

    def commit(self, database: sqlite3.Connection) -> None:
        self._around(lambda: super(DeadlyDisk, self).commit(database))


def a_clerks_morning(spool: Spool) -> None:
    """Three papers, a rescan, one set aside, another order, accepted; then signed for and let go. Every call may be repeated."""
    batch = spool.open_batch("H26.15-261124-0001", 3, key="one")
    if batch.state is BatchState.OPEN:
        one, two, three = (spool.add(batch.id, paper(n), key=f"p{n}") for n in (1, 2, 3))
        spool.replace(two.id, paper(4), key="p4")
        spool.set_aside(one.id, "blank-side")
        spool.move(three.id, one.id)
        spool.seal(batch.id)
    waiting = spool.open_batch(key="two")
    spool.add(waiting.id, paper(1), key="p1")
    spool.add(waiting.id, paper(5), key="p5")
    with spool.database.writing() as write:
        write.execute(
            "UPDATE batches SET state = 'received', received_at = ? WHERE id = ? AND state = 'sealed'",
            (MORNING.isoformat(), batch.id),
        )
    let_go(spool, timedelta(0), 0)


def in_a_child(folder: Path, step: int, after: bool, scenario: Scenario) -> int:
    """The calls the child made, or 0 when it was killed."""
    counted, told = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            disk = DeadlyDisk(step, after)
            spool = Spool(options(folder), lambda: MORNING, disk)
            recover(spool)
            scenario(spool)
            os.write(told, str(disk.calls).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(told)
    _, status = os.waitpid(child, 0)
    said = os.read(counted, 100)
    os.close(counted)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert killed or os.WEXITSTATUS(status) == 0
    return 0 if killed else int(said)


def seen(folder: Path) -> object:
    """All that matters of a spool: batches, sides in order, files by content, what waits for a person."""
    spool = Spool(options(folder), lambda: MORNING)
    try:
        assert recover(spool)
        batches = []
        for batch in reversed(spool.batches()):
            sides = [(s.digest, s.state, s.number, s.reason) for s in spool.sides(batch.id)]
            batches.append((batch.sequence, batch.state, batch.dossier, sides))
        files = sorted(path.name for path in spool.shelf.files.glob("*/*"))
        assert all(digest_of_file(spool.shelf.path(Digest(name))) == name for name in files)
        parts = list(spool.shelf.parts.iterdir())
        found = sorted(path.name for path in spool.shelf.found.iterdir())
        return batches, files, parts, found, spool.findings.waiting()
    finally:
        spool.close()


def again(folder: Path) -> None:
    """The next start: recovery, and the clerk does it once more."""
    spool = Spool(options(folder), lambda: MORNING)
    try:
        assert recover(spool)
        a_clerks_morning(spool)
    finally:
        spool.close()


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """In memory where there is room: a killed process leaves the same there, and hundreds of syncs cost nothing."""
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=shared) as folder:
        yield Path(folder)


def test_a_kill_at_any_call_changes_nothing_for_who_repeats(tmp_path: Path) -> None:
    """The second run ends where a calm one does: nothing lost, nothing doubled, nothing left lying."""
    calls = in_a_child(tmp_path / "calm", 0, False, a_clerks_morning)
    wanted = seen(tmp_path / "calm")
    assert calls > 40
    for after in (False, True):
        for step in range(1, calls + 1):
            folder = tmp_path / f"{step}-{after}"
            assert in_a_child(folder, step, after, a_clerks_morning) == 0
            again(folder)
            assert seen(folder) == wanted, (step, after)


def adds_nobody_repeats(told: int) -> Scenario:
    def scenario(spool: Spool) -> None:
        batch = spool.open_batch(key="one")
        os.write(told, b"open\n")
        for number in (1, 2, 3):
            side = spool.add(batch.id, paper(number))
            os.write(told, side.digest.encode() + b"\n")

    return scenario


def test_what_was_said_to_be_kept_is_kept_and_the_rest_is_named(tmp_path: Path) -> None:
    """Nobody repeats anything: every paper acknowledged is a side; bytes that arrived and were not are named, never silent."""
    known = {file_digest_of(n): n for n in (1, 2, 3)}
    step, after, killed = 1, False, True
    while killed:
        heard, told = os.pipe()
        folder = tmp_path / f"{step}-{after}"
        killed = in_a_child(folder, step, after, adds_nobody_repeats(told)) == 0
        os.close(told)
        acknowledged = os.read(heard, 10_000).decode().split()
        os.close(heard)
        spool = Spool(options(folder), lambda: MORNING)
        assert recover(spool)
        kept = [side.digest for batch in spool.batches() for side in spool.sides(batch.id)]
        named = spool.findings.waiting()
        assert set(acknowledged) - {"open"} <= set(kept)
        assert len(kept) == len(set(kept)) <= 3
        for finding in named:
            assert finding.reference in ("paper-half-received", "paper-not-entered")
            assert finding.digest is not None
            assert digest_of_file(spool.shelf.found / finding.digest) == finding.digest
            if finding.reference == "paper-not-entered":
                assert finding.digest in known
        there = set(kept) | {finding.digest for finding in named}
        assert {path.name for path in spool.shelf.files.glob("*/*")} == set(kept)
        assert {path.name for path in spool.shelf.found.iterdir()} == there - set(kept)
        spool.close()
        step, after = (step, True) if not after else (step + 1, False)
    assert step > 15


def file_digest_of(number: int) -> Digest:
    from pipeline.model.ids import digest_of

    return digest_of(paper(number).read())


def test_a_kept_file_that_vanished_is_named_for_every_side(tmp_path: Path) -> None:
    """A row without its file: said at the next start, and the batch waits for a person instead of for ever."""
    spool = Spool(options(tmp_path), lambda: MORNING)
    batch = spool.open_batch()
    sides = [spool.add(batch.id, paper(n)) for n in (1, 2)]
    spool.seal(batch.id)
    spool.path(sides[0].id).unlink()
    spool.path(sides[1].id).write_bytes(b"short")
    for _ in range(2):
        assert recover(spool)
    named = {(f.reference, f.side) for f in spool.findings.waiting()}
    assert named == {("paper-missing", sides[0].id), ("paper-damaged", sides[1].id)}
    assert spool.batch(batch.id).state is BatchState.REFUSED
    spool.close()


def test_recovery_waits_for_papers_that_are_just_arriving(tmp_path: Path) -> None:
    """Another process may be adding: its part is no orphan."""
    spool = Spool(options(tmp_path), lambda: MORNING)
    with spool.shelf.arriving():
        assert not recover(spool)
        assert let_go(spool, timedelta(0), 0) == 0
    assert recover(spool)
    spool.close()
