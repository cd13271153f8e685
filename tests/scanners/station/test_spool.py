"""The spool's contract: kept when the call returns, in the order a person gave, nothing dropped, a full disk said in time."""

import os
import sqlite3
import stat
import threading
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.errors import RejectedInputError, TransientError
from pipeline.model.faults import Fault
from scanners.station.disk import Disk
from scanners.station.spool import Spool
from scanners.station.standing import status_of
from scanners.station.values import BatchState, Link, Seen, Side, SideState
from scanners.station.verdicts import Verdicts
from tests.scanners.station.desk import Bench, options, paper


def numbers(sides: tuple[Side, ...]) -> list[int | None]:
    return [side.number for side in sides]


def ids(sides: tuple[Side, ...]) -> list[int]:
    return [side.id for side in sides]


def test_a_paper_is_on_the_disk_and_in_the_ledger_when_add_returns(bench: Bench) -> None:
    """A second reader of folder and ledger sees it at once."""
    batch = bench.spool.open_batch("H26.15-261124-0001", 2)
    side = bench.spool.add(batch.id, paper(1), name="Đơn của bà Lê.jpg")
    with sqlite3.connect(bench.options.database) as other:
        assert other.execute("SELECT digest FROM papers").fetchall() == [(side.digest,)]
    assert bench.spool.path(side.id).read_bytes() == paper(1).read()
    assert (side.number, side.media_type, side.pages) == (1, "image/jpeg", 1)
    assert "Lê" not in repr(side)
    assert "H26" not in repr(bench.spool.batch(batch.id))


def test_only_this_user_may_look_into_the_spool(bench: Bench) -> None:
    """Papers are personal data: folders 0700, files 0600, the key too."""
    side = bench.spool.add(bench.spool.open_batch().id, paper(1))
    for path, mode in (
        (bench.options.folder, 0o700),
        (bench.spool.path(side.id), 0o600),
        (bench.options.key_file, 0o600),
    ):
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_the_same_key_is_the_same_paper_and_the_same_batch(bench: Bench) -> None:
    """Whoever is not sure that a call went through repeats it."""
    batch = bench.spool.open_batch(key="delivery-1")
    assert bench.spool.open_batch(key="delivery-1").id == batch.id
    first = bench.spool.add(batch.id, paper(1), key="page-1")
    assert bench.spool.add(batch.id, paper(1), key="page-1").id == first.id
    assert len(bench.spool.sides(batch.id)) == 1


def test_the_same_bytes_again_are_kept_and_flagged(bench: Bench) -> None:
    """A sheet may belong to two dossiers; twice in one batch it is probably a mistake. The clerk decides, not we."""
    one, other = bench.spool.open_batch(), bench.spool.open_batch()
    first = bench.spool.add(one.id, paper(1))
    again = bench.spool.add(one.id, paper(1))
    elsewhere = bench.spool.add(other.id, paper(1))
    assert (again.twin_of, again.number) == (first.id, 2)
    assert elsewhere.twin_of is None
    assert elsewhere.seen_before
    assert bench.spool.path(first.id) == bench.spool.path(elsewhere.id)


def test_a_rescan_takes_the_place_and_both_are_kept(bench: Bench) -> None:
    """The old side stays just before what replaced it; a rescan of a rescan follows on."""
    batch = bench.spool.open_batch()
    one, two, three = (bench.spool.add(batch.id, paper(n)) for n in (1, 2, 3))
    new = bench.spool.replace(two.id, paper(4))
    newest = bench.spool.replace(two.id, paper(5))
    sides = bench.spool.sides(batch.id)
    assert ids(sides) == [one.id, two.id, new.id, newest.id, three.id]
    assert numbers(sides) == [1, None, None, 2, 3]
    assert [side.state for side in sides[1:4]] == [SideState.REPLACED, SideState.REPLACED, SideState.STANDING]
    assert (newest.replaces, sides[1].replaced_by, sides[2].replaced_by) == (new.id, new.id, newest.id)
    assert all(bench.spool.path(side.id).exists() for side in sides)


def test_a_moved_side_takes_along_what_it_replaced(bench: Bench) -> None:
    """Old scans never end up before somebody else's page."""
    batch = bench.spool.open_batch()
    one, two, three = (bench.spool.add(batch.id, paper(n)) for n in (1, 2, 3))
    new = bench.spool.replace(two.id, paper(4))
    bench.spool.move(new.id, one.id)
    assert ids(bench.spool.sides(batch.id)) == [two.id, new.id, one.id, three.id]
    bench.spool.move(new.id, None)
    assert ids(bench.spool.sides(batch.id)) == [one.id, three.id, two.id, new.id]
    bench.spool.move(three.id, new.id)
    assert ids(bench.spool.sides(batch.id)) == [one.id, three.id, two.id, new.id]


def test_a_side_set_aside_is_kept_with_its_reason_and_may_come_back(bench: Bench) -> None:
    """Numbers close the gap; nothing is deleted."""
    batch = bench.spool.open_batch()
    one, two = (bench.spool.add(batch.id, paper(n)) for n in (1, 2))
    bench.spool.set_aside(one.id, "blank-side")
    assert numbers(bench.spool.sides(batch.id)) == [None, 1]
    assert bench.spool.side(one.id).reason == "blank-side"
    bench.spool.restore(one.id)
    assert numbers(bench.spool.sides(batch.id)) == [1, 2]
    assert bench.spool.side(two.id).number == 2


def test_a_file_of_many_pages_unfolds_where_it_stands(bench: Bench) -> None:
    """The judge counts its pages; they come behind the first, before what follows, once."""
    batch = bench.spool.open_batch()
    document = bench.spool.add(batch.id, BytesIO(b"%PDF-1.7 three pages"))
    after = bench.spool.add(batch.id, paper(2))
    assert document.pages is None
    verdicts = Verdicts(bench.spool.database)
    seen = Seen(3, 0, 1654, 2339, 200, "colour", "", ())
    verdicts.examined(document.id, seen)
    verdicts.examined(document.id, seen)
    sides = bench.spool.sides(batch.id)
    assert [(side.index, side.digest) for side in sides] == [
        (0, document.digest),
        (1, document.digest),
        (2, document.digest),
        (0, after.digest),
    ]
    assert {side.id for side in verdicts.unexamined()} == {side.id for side in sides[1:]}
    assert all(side.twin_of is None for side in sides)


def test_faults_are_kept_with_the_side_and_change_nothing_when_known(bench: Bench) -> None:
    """The version grows only when there is something new to show."""
    batch = bench.spool.open_batch()
    side = bench.spool.add(batch.id, paper(1))
    verdicts = Verdicts(bench.spool.database)
    fault, whole = Fault("cut-edge-right", 1), Fault("sheet-count-differs", 0)
    verdicts.fault(batch.id, {side.id: (fault,)}, (whole,))
    version = bench.spool.database.version
    verdicts.fault(batch.id, {side.id: (fault,)}, (whole,))
    assert bench.spool.database.version == version
    assert bench.spool.side(side.id).faults == (fault,)
    assert verdicts.faults(batch.id) == (whole,)


def test_a_sealed_batch_never_changes(bench: Bench) -> None:
    """Whatever is asked of it; sealing twice is sealing once."""
    batch = bench.spool.open_batch()
    side = bench.spool.add(batch.id, paper(1))
    bench.spool.seal(batch.id)
    assert bench.spool.seal(batch.id).state is BatchState.SEALED
    for doing in (
        lambda: bench.spool.add(batch.id, paper(2)),
        lambda: bench.spool.replace(side.id, paper(2)),
        lambda: bench.spool.move(side.id, None),
        lambda: bench.spool.set_aside(side.id, "blank-side"),
        lambda: bench.spool.amend(batch.id, dossier=None, declared_sheets=None),
        lambda: bench.spool.discard(batch.id),
    ):
        with pytest.raises(RejectedInputError, match="batch-not-open"):
            doing()
    assert ids(bench.spool.sides(batch.id)) == [side.id]


def test_an_empty_batch_or_file_is_refused_while_somebody_can_scan_again(bench: Bench) -> None:
    """Nothing of it stays behind."""
    batch = bench.spool.open_batch()
    with pytest.raises(RejectedInputError, match="batch-empty"):
        bench.spool.seal(batch.id)
    with pytest.raises(RejectedInputError, match="empty-file"):
        bench.spool.add(batch.id, BytesIO(b""))
    assert not list(bench.spool.shelf.parts.iterdir())


@pytest.mark.parametrize("code", ["", "a b", "x" * 101, "H26\n15", "<script>"])
def test_a_dossier_code_no_manifest_could_carry_is_refused_at_once(bench: Bench, code: str) -> None:
    """And the error does not repeat it."""
    with pytest.raises(RejectedInputError) as refused:
        bench.spool.open_batch(code)
    assert refused.value.reference == "dossier-code-unfit"
    assert not code or code not in str(refused.value)


class FullDisk(Disk):
    """A disk with so many bytes left; writing uses them up."""

    def __init__(self, left: int) -> None:
        self.left = left

    def free(self, folder: Path) -> int:
        return self.left

    def write(self, descriptor: int, chunk: bytes) -> None:
        super().write(descriptor, chunk)
        self.left -= len(chunk)


def test_the_station_stops_before_the_disk_is_full(tmp_path: Path, bench: Bench) -> None:
    """The reason is clear, the device keeps its page, what was kept stays, and room made is room used."""
    disk = FullDisk((64 << 20) + 3_000_000)
    chosen = options(tmp_path / "full", disk_floor_mb=64, disk_alarm_mb=100)
    spool = Spool(chosen, bench.clocks.now, disk)
    batch = spool.open_batch()
    kept = [spool.add(batch.id, paper(n, 1_000_000)) for n in (1, 2)]
    assert status_of(spool, chosen, Link(), 0).alarms == ("station-disk-low",)
    for number in (3, 4):
        with pytest.raises(TransientError, match="station-disk-full"):
            spool.add(batch.id, paper(number, 3_000_000))
    status = status_of(spool, chosen, Link(), 0)
    assert (status.accepting, status.reason) == (False, "station-disk-full")
    assert "station-disk-full" in status.alarms
    assert [side.id for side in spool.sides(batch.id)] == [side.id for side in kept]
    assert not list(spool.shelf.parts.iterdir())
    assert disk.left > (60 << 20)
    disk.left = 1 << 30
    assert spool.add(batch.id, paper(3)).number == 3
    spool.close()


def test_a_disk_that_says_full_in_mid_write_costs_that_paper_only(tmp_path: Path, bench: Bench) -> None:
    """ENOSPC is translated, names no file, and leaves no part behind."""

    class Sudden(Disk):
        def sync(self, descriptor: int) -> None:
            raise OSError(28, "No space left on device", "Lê Thị Hoa.jpg")

    spool = Spool(options(tmp_path / "sudden"), bench.clocks.now, Sudden())
    with pytest.raises(TransientError) as full:
        spool.add(spool.open_batch().id, paper(1))
    assert full.value.reference == "station-disk-full"
    assert "Hoa" not in str(full.value)
    assert full.value.__cause__ is None
    assert not list(spool.shelf.parts.iterdir())
    spool.close()


def test_sequence_grows_and_clocks_decide_nothing(bench: Bench) -> None:
    """A date set back by a year changes no order."""
    first = bench.spool.open_batch()
    bench.clocks.date = bench.clocks.date.replace(year=2025)
    second = bench.spool.open_batch()
    assert (first.sequence, second.sequence) == (1, 2)
    assert [batch.id for batch in bench.spool.batches()] == [second.id, first.id]


def test_many_hands_at_once_lose_and_double_nothing(bench: Bench) -> None:
    """The page, two scanners and a folder feed one spool; a second process would as well."""
    second = Spool(bench.options, bench.clocks.now)
    batch = bench.spool.open_batch()

    def feed(spool: Spool, start: int) -> None:
        for number in range(start, start + 10):
            spool.add(batch.id, paper(number), key=f"k{number}")
            spool.add(batch.id, paper(number), key=f"k{number}")

    hands = [
        threading.Thread(target=feed, args=(spool, n)) for n, spool in ((0, bench.spool), (10, second), (5, second))
    ]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert len(bench.spool.sides(batch.id)) == 20
    assert numbers(bench.spool.sides(batch.id)) == list(range(1, 21))
    second.close()


def test_a_paper_that_comes_too_late_is_named_not_lost(bench: Bench) -> None:
    """The batch was accepted while the bytes still came: they are kept, and can be put into another batch."""
    batch = bench.spool.open_batch()
    bench.spool.add(batch.id, paper(1))

    class Slow(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if bench.state(batch.id) is BatchState.OPEN:
                bench.spool.seal(batch.id)
            return super().read(size)

    with pytest.raises(RejectedInputError, match="batch-not-open"):
        bench.spool.add(batch.id, Slow(paper(2).read()))
    (finding,) = bench.spool.findings.waiting()
    assert (finding.reference, finding.batch) == ("paper-not-entered", batch.id)
    other = bench.spool.open_batch()
    adopted = bench.spool.adopt(finding.id, other.id)
    assert bench.spool.path(adopted.id).read_bytes() == paper(2).read()
    assert not bench.spool.findings.waiting()


def test_a_folder_that_refuses_is_the_operators_affair(tmp_path: Path, bench: Bench) -> None:
    """Said with a reference, without the path."""
    if os.geteuid() == 0:
        (tmp_path / "file").write_text("")
        with pytest.raises((TransientError, RejectedInputError)) as refused:
            Spool(options(tmp_path / "file"), bench.clocks.now)
        assert str(tmp_path) not in str(refused.value)
