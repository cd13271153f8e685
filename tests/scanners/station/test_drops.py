"""Folders at the station feed the spool: each delivery is a batch, sealed at once, exactly once."""

import json
from datetime import timedelta
from pathlib import Path

from pipeline.model.ids import BranchId, DeliveryId, StationId, digest_of
from scanners.folder import WatchedFolder, WatchedFolderOptions
from scanners.station.drops import take_deliveries
from scanners.station.values import BatchState
from tests.scanners.station.desk import Bench, paper


def watched(root: Path) -> WatchedFolder:
    root.mkdir(exist_ok=True)
    options = WatchedFolderOptions(root=root, branch=BranchId("Q1"), station=StationId("Q1-02"), quiet_seconds=0)
    return WatchedFolder(options, lambda _path: True)


def refused(_delivery: DeliveryId, error: Exception) -> None:
    raise error


def a_delivery(root: Path, manifest: dict[str, object] | None = None) -> Path:
    entry = root / "scan-17"
    entry.mkdir()
    for number in (1, 2, 3):
        (entry / f"{number}.jpg").write_bytes(paper(number).read())
    if manifest is not None:
        (entry / "manifest.json").write_text(json.dumps(manifest))
    (entry / ".done").write_text("")
    return entry


def test_a_delivery_becomes_a_sealed_batch_and_is_received(bench: Bench, tmp_path: Path) -> None:
    """In the order of the pages, with their names, and the folder is cleared only then."""
    source = watched(tmp_path / "drop")
    entry = a_delivery(tmp_path / "drop")
    assert take_deliveries(bench.spool, source, "folder", refused) == 1
    (batch,) = bench.spool.batches()
    assert (batch.state, batch.source, batch.sides) == (BatchState.SEALED, "folder", 3)
    assert not entry.exists()
    bench.run()
    assert bench.state(batch.id) is BatchState.RECEIVED
    assert [file["name"] for file in bench.door.manifests[batch.id]["files"]] == [
        "0001-1.jpg",
        "0002-2.jpg",
        "0003-3.jpg",
    ]


def test_a_cut_before_the_folder_is_told_doubles_nothing(bench: Bench, tmp_path: Path) -> None:
    """The same delivery offered again is the same batch."""
    root = tmp_path / "drop"
    source = watched(root)
    a_delivery(root)

    class Deaf(WatchedFolder):
        def acknowledge(self, *_args: object) -> None:
            raise KeyboardInterrupt

    deaf = Deaf(source._options, lambda _path: True)
    for _ in range(2):
        try:
            take_deliveries(bench.spool, deaf, "folder", refused)
        except KeyboardInterrupt:
            continue
    assert take_deliveries(bench.spool, source, "folder", refused) == 1
    assert len(bench.spool.batches()) == 1
    assert len(bench.spool.sides(bench.spool.batches()[0].id)) == 3


def test_a_senders_own_manifest_is_passed_on(bench: Bench, tmp_path: Path) -> None:
    """Dossier, sheets and the order of single pages, as the sender said them."""
    files = [
        {"name": f"{n}.jpg", "sha256": digest_of(paper(n).read()), "size": len(paper(n).read())} for n in (2, 1, 3)
    ]
    order = [{"file": 1, "index": 0}, {"file": 0, "index": 0, "replaced": True}, {"file": 2, "index": 0}]
    root = tmp_path / "drop"
    source = watched(root)
    a_delivery(root, {"dossier": "H26.15-1", "declared_sheets": 2, "files": files, "order": order})
    take_deliveries(bench.spool, source, "folder", refused)
    (batch,) = bench.spool.batches()
    bench.run()
    said = bench.door.manifests[batch.id]
    assert (said["dossier"], said["declared_sheets"]) == ("H26.15-1", 2)
    assert [file["sha256"] for file in said["files"]] == [file["sha256"] for file in files]
    assert [(p["file"], p["replaced"]) for p in said["order"]] == [(1, False), (0, True), (2, False)]


def test_an_empty_file_is_kept_for_the_centre_to_name(bench: Bench, tmp_path: Path) -> None:
    """Nobody stands at the folder who could scan again: it takes its place among the pages."""
    root = tmp_path / "drop"
    source = watched(root)
    entry = a_delivery(root)
    (entry / "2.jpg").write_bytes(b"")
    (entry / ".done").touch()
    bench.clocks.date += timedelta(hours=1)
    take_deliveries(bench.spool, source, "folder", refused)
    (batch,) = bench.spool.batches()
    bench.run()
    assert bench.state(batch.id) is BatchState.RECEIVED
    assert [file["size"] for file in bench.door.manifests[batch.id]["files"]][1] == 0
