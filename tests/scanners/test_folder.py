"""The watched folder: complete, or not offered; taken, or still there."""

import json
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from pipeline.errors import DigitizationError, RejectedInputError, TransientError
from pipeline.model.ids import BatchId, BranchId, DeliveryId, StationId, digest_of
from pipeline.model.paper import Lane
from scanners.folder import WatchedFolder, WatchedFolderOptions
from tests.contracts.scan_source import ScanSourceContract

START = datetime(2026, 11, 24, 8, tzinfo=UTC)
BATCH = BatchId("b-0123456789")
GOOD, CUT = b"a whole page.", b"a whole pa"


def decodes(path: Path) -> bool:
    """A page is whole if it ends with its full stop."""
    return path.read_bytes().endswith(b".")


def watch(root: Path, decodable: Callable[[Path], bool] = decodes) -> WatchedFolder:
    options = WatchedFolderOptions(root=root, branch=BranchId("Q1"), station=StationId("Q1-01"))
    return WatchedFolder(options, decodable)


class Station:
    """A root, its watcher, and a clock to wait by."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.seen: list[Path] = []
        self.time = START
        self.source = watch(root, self._decode)

    def _decode(self, path: Path) -> bool:
        self.seen.append(path)
        return decodes(path)

    def write(self, name: str, blob: bytes = GOOD) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(blob)
        return path

    def manifest(self, folder: str, files: Mapping[str, bytes], **said: object) -> None:
        listed = [{"name": n, "sha256": digest_of(b), "size": len(b)} for n, b in files.items()]
        self.write(f"{folder}/manifest.json", json.dumps({"files": listed, **said}).encode())

    def look(self, after: float = 0) -> list[DeliveryId]:
        self.time += timedelta(seconds=after)
        return list(self.source.ready(self.time))

    def lacks(self) -> list[str]:
        return [waiting.reference for waiting in self.source.waiting(self.time)]

    def offered(self) -> DeliveryId:
        """The one delivery, after it has lain still."""
        self.look()
        (delivery,) = self.look(after=5)
        return delivery

    def taken(self) -> dict[str, bytes]:
        shelf = self.root / ".taken"
        return {str(p.relative_to(shelf)): p.read_bytes() for p in shelf.rglob("*") if p.is_file()}


@pytest.fixture
def station(tmp_path: Path) -> Station:
    return Station(tmp_path)


class WatchedDesk:
    def __init__(self, root: Path) -> None:
        self._root = root
        self._ticks = count(1_700_000_000)
        self._time = START
        self.source = watch(root, lambda _: True)

    def lay(self, name: str, files: Mapping[str, bytes]) -> None:
        (self._root / name).mkdir()
        for file, blob in files.items():
            (self._root / name / file).write_bytes(blob)
            os.utime(self._root / name / file, (next(self._ticks),) * 2)

    def spoil(self, name: str) -> None:
        (self._root / name / "2.jpg").write_bytes(b"another page")

    def now(self) -> datetime:
        list(self.source.ready(self._time))
        self._time += timedelta(seconds=6)
        return self._time


class TestWatchedFolder(ScanSourceContract):
    @pytest.fixture
    def desk(self, tmp_path: Path) -> WatchedDesk:
        return WatchedDesk(tmp_path)


# ---------------------------------------------------------------- complete?


def test_a_file_is_offered_when_it_has_been_still_and_decodes(station: Station) -> None:
    """Not at first sight, not a moment too early, and looked into only once."""
    path = station.write("scan.pdf")
    assert station.look() == []
    assert station.look(after=4.9) == []
    assert station.lacks() == ["delivery-still-changing"]
    assert station.seen == []
    assert len(station.look(after=0.1)) == 1
    assert len(station.look(after=60)) == 1
    assert station.seen == [path]


def test_a_growing_file_starts_the_wait_afresh(station: Station) -> None:
    """Devices close and open a file for every page, seconds apart."""
    station.write("scan.pdf", b"one.")
    station.look()
    station.look(after=4)
    station.write("scan.pdf", b"one. two.")
    assert station.look(after=4) == []
    assert station.look(after=4) == []
    assert len(station.look(after=1)) == 1


def test_a_file_replaced_by_one_of_equal_size_and_time_starts_the_wait_afresh(station: Station) -> None:
    """The inode tells."""
    path = station.write("scan.pdf")
    station.look()
    stamp = path.stat().st_mtime_ns
    station.write("other", b"x" * len(GOOD)).rename(path)
    os.utime(path, ns=(stamp, stamp))
    assert station.look(after=5) == []


def test_a_clock_set_back_starts_the_wait_afresh(station: Station) -> None:
    """It never shortens it."""
    station.write("scan.pdf")
    station.look()
    station.time -= timedelta(hours=1)
    assert station.look() == []
    assert station.look(after=4.9) == []
    assert len(station.look(after=0.1)) == 1


def test_a_cut_off_file_waits_and_is_then_offered_so_that_somebody_hears_of_it(station: Station) -> None:
    """It may still be growing; after the patience intake quarantines it with a reason. It is never deleted."""
    path = station.write("scan.pdf", CUT)
    station.look()
    assert station.look(after=60) == []
    assert station.lacks() == ["delivery-not-decodable"]
    (delivery,) = station.look(after=60)
    assert [file.path for file in station.source.load(delivery).files] == [path]
    assert station.seen == [path]


def test_a_cut_off_file_that_goes_on_is_offered_when_it_is_whole(station: Station) -> None:
    """A slow line is not a broken one."""
    station.write("scan.pdf", CUT)
    station.look()
    assert station.look(after=100) == []
    station.write("scan.pdf", GOOD)
    assert station.look(after=30) == []
    assert len(station.look(after=5)) == 1


@pytest.mark.parametrize("error", [RejectedInputError("truncated-file", "x"), PermissionError("x")])
def test_one_bad_file_does_not_stop_the_folder(tmp_path: Path, error: Exception) -> None:
    """Its neighbours are offered on time, whatever the decoder says of it."""

    def decodable(path: Path) -> bool:
        if path.name == "bad.pdf":
            raise error
        return True

    source = watch(tmp_path, decodable)
    for name in ("bad.pdf", "good.pdf"):
        (tmp_path / name).write_bytes(GOOD)
    list(source.ready(START))
    (delivery,) = source.ready(START + timedelta(seconds=5))
    assert source.load(delivery).files[0].name == "good.pdf"


def test_a_marker_is_the_senders_word(station: Station) -> None:
    """Beside a file or inside a folder, it is believed at once; the marker itself is no page."""
    station.write("scan.pdf", CUT)
    station.write("scan.pdf.done", b"")
    station.write("lô 1/1.jpg", CUT)
    station.write("lô 1/.done", b"")
    found = [station.source.load(delivery) for delivery in station.look()]
    assert sorted(file.name for delivery in found for file in delivery.files) == ["1.jpg", "scan.pdf"]
    assert station.seen == []


def test_a_marker_older_than_the_file_vouches_for_nothing(station: Station) -> None:
    """It was left by an earlier scan: devices count from 1 again after every restart."""
    marker = station.write("scan.pdf.done", b"")
    os.utime(marker, (1_700_000_000, 1_700_000_000))
    station.write("scan.pdf", CUT)
    assert station.look() == []
    assert station.lacks() == ["delivery-still-changing"]


def test_a_manifest_whose_digests_match_proves_the_folder(station: Station) -> None:
    """At once, in the manifest's order, with what it says about the papers."""
    files = {"b.jpg": b"first", "trang/a.jpg": b"second"}
    for name, blob in files.items():
        station.write(f"lô 1/{name}", blob)
    station.manifest("lô 1", files, dossier="H26.15-261124-0001", declared_sheets=1, lane="backfill", station="Q1-02")
    (delivery,) = station.look()
    loaded = station.source.load(delivery)
    assert [file.path.read_bytes() for file in loaded.files] == [b"first", b"second"]
    assert (loaded.dossier_hint, loaded.declared_sheets) == ("H26.15-261124-0001", 1)
    assert (loaded.branch, loaded.station, loaded.lane) == ("Q1", "Q1-02", Lane.BACKFILL)


def test_a_manifest_cannot_say_which_branch_it_is(station: Station) -> None:
    """Where the folder stands is known; what a payload says of it is only said."""
    station.write("lô 1/1.jpg")
    station.manifest("lô 1", {"1.jpg": GOOD}, branch="Q9")
    (delivery,) = station.look()
    assert station.source.load(delivery).branch == "Q1"


@pytest.mark.parametrize(
    "there",
    [
        {"1.jpg": b"one"},
        {"1.jpg": b"one", "2.jpg": b"tw"},
        {"1.jpg": b"one", "2.jpg": b"TWO"},
        {"1.jpg": b"one", "2.jpg": b"two", "3.jpg": b"three"},
        {"1.jpg": b"one", "3.jpg": b"two"},
    ],
    ids=["missing", "short", "altered", "unlisted", "renamed"],
)
def test_a_folder_that_is_not_what_its_manifest_says_is_never_taken(station: Station, there: dict[str, bytes]) -> None:
    """It waits, visibly; after the patience the branch is told, and nothing has moved."""
    for name, blob in there.items():
        station.write(f"lô 1/{name}", blob)
    station.manifest("lô 1", {"1.jpg": b"one", "2.jpg": b"two"})
    assert station.look() == []
    assert station.look(after=60) == []
    assert station.lacks() == ["manifest-mismatch"]
    (delivery,) = station.look(after=60)
    with pytest.raises(RejectedInputError) as refused:
        station.source.load(delivery)
    assert refused.value.reference == "manifest-mismatch"
    assert {p.name: p.read_bytes() for p in (station.root / "lô 1").glob("*.jpg")} == there


def test_a_manifest_that_arrives_last_completes_the_folder(station: Station) -> None:
    """Page by page, then the list: offered the moment the last page is whole."""
    station.manifest("lô 1", {"1.jpg": b"one", "2.jpg": b"two"})
    station.write("lô 1/1.jpg", b"one")
    assert station.look() == []
    station.write("lô 1/2.jpg", b"tw")
    assert station.look(after=1) == []
    station.write("lô 1/2.jpg", b"two")
    assert len(station.look(after=1)) == 1


def test_names_match_however_they_are_composed(station: Station) -> None:
    """macOS takes letters apart, Windows does not."""
    station.write("lô 1/a\u0309nh.jpg")
    station.manifest("lô 1", {"ảnh.jpg": GOOD})
    (delivery,) = station.look()
    assert station.source.load(delivery).files[0].name == "ảnh.jpg"


@pytest.mark.parametrize("name", ["../scan.pdf", "/etc/passwd", "lô 1/../../x"])
def test_a_manifest_cannot_reach_outside_its_folder(station: Station, name: str) -> None:
    """It only ever names what was found inside."""
    station.write("scan.pdf")
    station.write("lô 1/1.jpg")
    station.manifest("lô 1", {name: GOOD})
    station.look()
    assert "manifest-mismatch" in station.lacks()


def test_a_half_written_file_holds_its_folder_back(station: Station) -> None:
    """However still it is: a cut transfer leaves it. The branch is told; finishing it heals."""
    station.write("lô 1/1.jpg")
    part = station.write("lô 1/2.jpg.part", CUT)
    station.look()
    assert station.look(after=60) == []
    assert station.lacks() == ["delivery-unfinished"]
    (delivery,) = station.look(after=60)
    with pytest.raises(RejectedInputError) as refused:
        station.source.load(delivery)
    assert refused.value.reference == "delivery-unfinished"
    part.write_bytes(GOOD)
    part.rename(station.root / "lô 1" / "2.jpg")
    assert len(station.source.load(station.offered()).files) == 2


@pytest.mark.parametrize(
    "name",
    [".scan.pdf", "scan.pdf.part", "scan.tmp", "scan.filepart", "scan.pdf~", "~$scan.docx", "Thumbs.db", "x.done"],
)
def test_what_is_no_paper_is_never_offered(station: Station, name: str) -> None:
    """Hidden, half-written, litter; but a half-written one is seen to be waiting."""
    station.write(name)
    station.look()
    assert station.look(after=1000) == []
    half_written = name.endswith((".part", ".tmp", ".filepart"))
    assert station.lacks() == (["delivery-unfinished"] if half_written else [])


def test_links_pipes_and_empty_folders_are_no_deliveries(
    station: Station, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A link could show us any file of the machine, a pipe could make us wait for ever."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.pdf").write_bytes(GOOD)
    (station.root / "link.pdf").symlink_to(outside / "secret.pdf")
    (station.root / "folder").symlink_to(outside)
    os.mkfifo(station.root / "pipe.pdf")
    (station.root / "empty").mkdir()
    station.write("lô 1/1.jpg")
    (station.root / "lô 1" / "2.jpg").symlink_to(outside / "secret.pdf")
    loaded = station.source.load(station.offered())
    assert [file.name for file in loaded.files] == ["1.jpg"]
    station.source.acknowledge(loaded.id, BATCH, START)
    assert (outside / "secret.pdf").read_bytes() == GOOD


def test_a_folder_that_is_not_there_is_not_an_empty_one(tmp_path: Path) -> None:
    """A lost share must not look like a quiet day."""
    with pytest.raises(TransientError) as away:
        list(watch(tmp_path / "away").ready(START))
    assert away.value.reference == "scan-folder-unavailable"
    assert str(tmp_path) not in f"{away.value!r} {away.value}"


def test_a_paper_we_may_not_open_is_refused_to_the_branch(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a crash of the sweep, and not its name in a log."""
    path = station.write("Nguyễn Văn An.pdf")
    delivery = station.offered()
    real = Path.open

    def locked(self: Path, mode: str = "r") -> object:
        if self == path:
            raise PermissionError(13, "Permission denied", str(path))
        return real(self, mode)

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(RejectedInputError) as refused:
        station.source.load(delivery)
    assert refused.value.reference == "delivery-unreadable"
    assert "Nguyễn" not in f"{refused.value} {refused.value.__cause__!r} {refused.value.__context__!r}"


# ---------------------------------------------------------------- taken


def test_a_taken_file_stands_under_its_day_and_batch_with_a_receipt(station: Station) -> None:
    """Moved with its marker, byte for byte; the receipt says what became of it."""
    station.write("scan.pdf")
    station.write("scan.pdf.done", b"")
    (delivery,) = station.look()
    station.source.load(delivery)
    station.source.acknowledge(delivery, BATCH, START)
    taken = station.taken()
    receipt = json.loads(taken.pop(f"2026-11-24/{BATCH}.json"))
    assert taken == {f"2026-11-24/{BATCH}/scan.pdf": GOOD, f"2026-11-24/{BATCH}/scan.pdf.done": b""}
    assert (receipt["delivery"], receipt["batch"], receipt["taken_at"]) == (delivery, BATCH, START.isoformat())
    assert [path.name for path in station.root.iterdir()] == [".taken"]


def test_a_taken_folder_keeps_its_shape(station: Station) -> None:
    """Nesting, manifest and litter go along; nothing is left to be offered."""
    files = {"1.jpg": GOOD, "mặt sau/1.jpg": b"back."}
    for name, blob in files.items():
        station.write(f"lô 1/{name}", blob)
    station.write("lô 1/Thumbs.db", b"litter")
    station.manifest("lô 1", files)
    (delivery,) = station.look()
    station.source.acknowledge(delivery, BATCH, START)
    shelf = f"2026-11-24/{BATCH}"
    assert set(station.taken()) == {
        f"{shelf}.json",
        f"{shelf}/lô 1/1.jpg",
        f"{shelf}/lô 1/mặt sau/1.jpg",
        f"{shelf}/lô 1/Thumbs.db",
        f"{shelf}/lô 1/manifest.json",
    }
    assert [path.name for path in station.root.iterdir()] == [".taken"]


def test_an_earlier_file_of_the_same_name_is_never_overwritten(station: Station) -> None:
    """The same papers twice a day are the same batch; both copies and both receipts stay."""
    for _ in range(3):
        station.write("scan.pdf")
        station.source.acknowledge(station.offered(), BATCH, START)
    assert set(station.taken()) == {
        f"2026-11-24/{BATCH}{n}{rest}" for n in ("", "-2", "-3") for rest in (".json", "/scan.pdf")
    }


def test_a_page_that_arrives_during_intake_stays_and_becomes_its_own_delivery(station: Station) -> None:
    """Moved are the very files the batch was made of, not whatever stands in the folder by then."""
    station.write("lô 1/1.jpg")
    delivery = station.offered()
    station.source.load(delivery)
    station.write("lô 1/2.jpg", b"late.")
    station.source.acknowledge(delivery, BATCH, START)
    assert not (station.root / "lô 1" / "1.jpg").exists()
    late = station.source.load(station.offered())
    assert [file.path.read_bytes() for file in late.files] == [b"late."]


def test_a_file_written_again_during_intake_is_not_moved(station: Station) -> None:
    """What we hold is the earlier file; the new one has to be taken in too."""
    station.write("scan.pdf")
    delivery = station.offered()
    station.source.load(delivery)
    station.write("scan.pdf", b"one page more.")
    station.source.acknowledge(delivery, BATCH, START)
    assert station.source.load(station.offered()).files[0].path.read_bytes() == b"one page more."


def test_a_file_replaced_during_intake_by_one_of_equal_size_and_time_is_not_moved(station: Station) -> None:
    """Only the inode tells that these are not the bytes we hold."""
    path = station.write("scan.pdf")
    delivery = station.offered()
    station.source.load(delivery)
    stamp = path.stat().st_mtime_ns
    station.write("other", b"x" * (len(GOOD) - 1) + b".").rename(path)
    os.utime(path, ns=(stamp, stamp))
    station.source.acknowledge(delivery, BATCH, START)
    assert path.exists()
    assert len(station.source.load(station.offered()).files) == 1


def test_a_fresh_process_knows_the_same_deliveries(station: Station) -> None:
    """Ids come from the folder, not from memory: load and acknowledge work after a restart."""
    station.write("lô 1/1.jpg")
    delivery = station.offered()
    again = watch(station.root)
    assert again.load(delivery).id == delivery
    watch(station.root).acknowledge(delivery, BATCH, START)
    watch(station.root).acknowledge(delivery, BATCH, START + timedelta(days=1))
    assert set(station.taken()) == {f"2026-11-24/{BATCH}.json", f"2026-11-24/{BATCH}/lô 1/1.jpg"}


class PowerCutError(Exception):
    """The lights go out."""


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", range(1, 7))
def test_a_power_cut_while_taking_is_finished_by_the_next_look(
    station: Station, monkeypatch: pytest.MonkeyPatch, step: int, after: bool
) -> None:
    """Cut before or after any move: the next process ends where a calm one does, and offers nothing twice in part."""
    for n in (1, 2, 3):
        station.write(f"lô 1/{n}.jpg", f"{n}.".encode())
    station.write("lô 1/.done", b"")
    (delivery,) = station.look()
    station.source.load(delivery)
    calls = count(1)

    def cut(real: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def moved(self: Path, target: Path) -> Path:
            now = next(calls) == step
            if now and not after:
                raise PowerCutError
            result = real(self, target)
            if now:
                raise PowerCutError
            return result

        return moved

    with monkeypatch.context() as patched:
        for name in ("rename", "replace"):
            patched.setattr(Path, name, cut(getattr(Path, name)))
        with pytest.raises(PowerCutError):
            station.source.acknowledge(delivery, BATCH, START)
    fresh = watch(station.root)
    offered = list(fresh.ready(START))
    assert offered in ([], [delivery])
    for again in offered:
        fresh.load(again)
        fresh.acknowledge(again, BATCH, START)
    papers = {blob for name, blob in station.taken().items() if name.endswith(".jpg")}
    receipts = [name for name in station.taken() if name.endswith(".json")]
    assert papers == {b"1.", b"2.", b"3."}
    assert len(receipts) == 1
    assert list(watch(station.root).ready(START + timedelta(hours=1))) == []
    assert not (station.root / "lô 1").exists()


def test_a_folder_we_may_not_write_in_is_said_without_names(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator acts; the papers stay and are offered again."""
    station.write("Nguyễn Văn An.pdf")
    delivery = station.offered()

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(self))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refuse)
        with pytest.raises(DigitizationError) as refused:
            station.source.acknowledge(delivery, BATCH, START)
    assert refused.value.reference == "scan-folder-refuses"
    assert refused.value.__suppress_context__
    assert "Nguyễn" not in f"{refused.value} {refused.value.__cause__!r}"
    station.source.acknowledge(delivery, BATCH, START)
    assert station.look() == []
    assert sum(name.endswith("An.pdf") for name in station.taken()) == 1
