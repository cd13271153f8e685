"""A folder taken in because somebody said so."""

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError, RejectedInputError
from pipeline.model.ids import BatchId, BranchId, StationId, digest_of
from pipeline.model.paper import Lane
from scanners.once import FolderOnce, FolderOnceOptions
from tests.contracts.scan_source import ScanSourceContract

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def once(root: Path) -> FolderOnce:
    return FolderOnce(FolderOnceOptions(root=root, branch=BranchId("Q1"), station=StationId("desk")))


class OnceDesk:
    def __init__(self, root: Path) -> None:
        self._root = root
        self.source = once(root)

    def lay(self, name: str, files: Mapping[str, bytes]) -> None:
        (self._root / name).mkdir()
        for file, blob in files.items():
            (self._root / name / file).write_bytes(blob)

    def spoil(self, name: str) -> None:
        (self._root / name / "2.jpg").write_bytes(b"another page")

    def now(self) -> datetime:
        return NOW


class TestFolderOnce(ScanSourceContract):
    """Its order is the order a person sees, not age."""

    keeps_age_order = False

    @pytest.fixture
    def desk(self, tmp_path: Path) -> OnceDesk:
        return OnceDesk(tmp_path)


def test_every_file_and_sub_folder_is_a_delivery_in_natural_order(tmp_path: Path) -> None:
    """2 before 10, đ beside d; what explains or litters the folder is no paper."""
    for name in ("10.pdf", "2.pdf", "đơn.tif", "ảnh.jpg", "e.jpg", "lạ.xyz"):
        (tmp_path / name).write_bytes(b"x")
    for name in ("README.md", "ghi chú.txt", "manifest.json", "x.json", ".hidden", "Thumbs.db", ".DS_Store"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "lô 3").mkdir()
    (tmp_path / "lô 3" / "1.jpg").write_bytes(b"x")
    (tmp_path / "only notes").mkdir()
    (tmp_path / "only notes" / "readme.txt").write_bytes(b"x")
    source = once(tmp_path)
    names = [source.source_name(delivery) for delivery in source.ready(NOW)]
    assert names == ["2.pdf", "10.pdf", "ảnh.jpg", "đơn.tif", "e.jpg", "lạ.xyz", "lô 3"]


def test_nesting_is_flattened_in_the_order_a_person_reads(tmp_path: Path) -> None:
    """Sub-folders count as their names do; pictures a disk server made of the pages are no pages."""
    for name in ("a/10/1.jpg", "a/2.jpg", "a/9/2.jpg", "a/9/10.jpg", "a/@eaDir/2.jpg", "a/.x/1.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    source = once(tmp_path)
    (delivery,) = source.ready(NOW)
    loaded = source.load(delivery)
    assert [f.path.read_bytes().decode() for f in loaded.files] == ["a/2.jpg", "a/9/2.jpg", "a/9/10.jpg", "a/10/1.jpg"]


def test_a_single_file_is_the_one_delivery(tmp_path: Path) -> None:
    """Whatever it is called; and its neighbours are not touched."""
    for name in ("readme.txt", "other.pdf"):
        (tmp_path / name).write_bytes(name.encode())
    source = once(tmp_path / "readme.txt")
    (delivery,) = source.ready(NOW)
    assert [file.path.read_bytes() for file in source.load(delivery).files] == [b"readme.txt"]
    assert source.source_name(delivery) == "readme.txt"


def test_a_manifest_says_whose_the_papers_are(tmp_path: Path) -> None:
    """Dossier, sheets, branch, station and lane; a manifest that is silent changes nothing."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.jpg").write_bytes(b"x")
    said = {"dossier": "H26.15-261124-0001", "declared_sheets": 3, "branch": "Q2", "station": "Q2-01", "lane": "live"}
    (tmp_path / "a" / "manifest.json").write_text(json.dumps(said))
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "1.jpg").write_bytes(b"x")
    (tmp_path / "b" / "manifest.json").write_text("{}")
    source = once(tmp_path)
    a, b = (source.load(delivery) for delivery in source.ready(NOW))
    assert (a.dossier_hint, a.declared_sheets, a.branch, a.station, a.lane) == (*list(said.values())[:4], Lane.LIVE)
    assert (b.dossier_hint, b.declared_sheets, b.branch, b.station, b.lane) == (None, None, "Q1", "desk", Lane.BACKFILL)
    assert len(a.files) == 1


def test_a_manifest_with_files_is_held_to_its_word(tmp_path: Path) -> None:
    """The listed order is the feed's; a wrong digest or a missing page is refused by count, not by name."""
    (tmp_path / "a").mkdir()
    files = {"b.jpg": b"first", "a.jpg": b"second"}
    listed = [{"name": n, "sha256": digest_of(blob).upper(), "size": len(blob)} for n, blob in files.items()]
    for name, blob in files.items():
        (tmp_path / "a" / name).write_bytes(blob)
    (tmp_path / "a" / "manifest.json").write_text(json.dumps({"files": listed}))
    source = once(tmp_path)
    (delivery,) = source.ready(NOW)
    assert [file.path.read_bytes() for file in source.load(delivery).files] == [b"first", b"second"]
    (tmp_path / "a" / "a.jpg").write_bytes(b"secon!")
    (delivery,) = source.ready(NOW)
    with pytest.raises(RejectedInputError) as refused:
        source.load(delivery)
    assert refused.value.reference == "manifest-mismatch"
    assert "a.jpg" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"declared_sheets": -1}', '{"dossier": "Nguyễn\\nVăn An"}', "null"])
def test_a_manifest_nobody_can_read_is_refused_without_quoting_it(tmp_path: Path, text: str) -> None:
    """The branch hears that it is wrong, and no log hears what stood in it."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.jpg").write_bytes(b"x")
    (tmp_path / "a" / "manifest.json").write_text(text)
    source = once(tmp_path)
    (delivery,) = source.ready(NOW)
    with pytest.raises(RejectedInputError) as refused:
        source.load(delivery)
    assert refused.value.reference == "manifest-unreadable"
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None


def test_nothing_is_moved_or_written(tmp_path: Path) -> None:
    """The folder is the user's."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.jpg").write_bytes(b"x")
    before = sorted(tmp_path.rglob("*"))
    source = once(tmp_path)
    (delivery,) = source.ready(NOW)
    source.load(delivery)
    source.acknowledge(delivery, BatchId("b-1"), NOW)
    assert sorted(tmp_path.rglob("*")) == before
    assert list(source.ready(NOW)) == []
    assert source.source_name(delivery) == "a"
    assert list(once(tmp_path).ready(NOW)) == [delivery]


def test_a_name_that_is_no_text_is_shown_with_a_mark(tmp_path: Path) -> None:
    """Old archives come with names in TCVN3; they are taken in, and their names can be stored."""
    (tmp_path / os.fsdecode(b"h\xe5 s\xac.pdf")).write_bytes(b"x")
    source = once(tmp_path)
    (delivery,) = source.ready(NOW)
    assert source.load(delivery).files[0].name == "h\ufffd s\ufffd.pdf"


def test_a_path_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    """Not an empty success."""
    with pytest.raises(ConfigurationError) as missing:
        once(tmp_path / "nowhere")
    assert missing.value.reference == "no-such-folder"
