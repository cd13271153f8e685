"""Manifests: the same again is the same batch, another is none of ours, and lies are found out."""

import json
from pathlib import Path

import pytest

from pipeline.errors import DigitizationError, RejectedInputError
from pipeline.model.ids import digest_of
from tests.scanners.uploads.counter import NAME, Counter, manifest


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


PAGES = {"1.jpg": b"one", "2.jpg": b"two"}


def test_the_same_manifest_again_is_the_same_batch(counter: Counter) -> None:
    """Whatever the order of keys and the blanks between them."""
    first = counter.seal(PAGES)
    said = json.loads(manifest(NAME, PAGES))
    shuffled = json.dumps(dict(reversed(said.items())), indent=3).encode()
    assert counter.batches.put(counter.station, NAME, shuffled, counter.now()) == first


@pytest.mark.parametrize(
    "other",
    [
        {"dossier": "H26.15-0002"},
        {"declared_sheets": 2},
        {"lane": "backfill"},
        {"sequence": 2},
        {"order": [{"file": 1, "index": 0}]},
    ],
    ids=str,
)
def test_another_manifest_under_a_known_id_changes_nothing(counter: Counter, other: dict[str, object]) -> None:
    """A station restored from a backup, or one that is lying."""
    first = counter.seal(PAGES)
    with pytest.raises(RejectedInputError):
        counter.seal(PAGES, **other)
    assert counter.batches.standing(counter.station.id, NAME) == first


def test_two_stations_may_use_one_id(counter: Counter) -> None:
    """Ids are the station's own; neither sees the other's batch."""
    other = counter.register("Q2-01", "Q2")
    counter.seal(PAGES)
    with pytest.raises(RejectedInputError, match="no-such-batch"):
        counter.batches.standing(other.id, NAME)
    counter.seal({"x.jpg": b"x"}, sender=other)
    assert counter.batches.standing(other.id, NAME).missing == (digest_of(b"x"),)


LISTED = [{"name": "1.jpg", "sha256": "a" * 64, "size": 1}]


@pytest.mark.parametrize(
    ("body", "reference"),
    [
        (b"", "manifest-unreadable"),
        (b"{", "manifest-unreadable"),
        (b"null", "manifest-unreadable"),
        (b"[" * 100_000, "manifest-unreadable"),
        (b"\xff\xfe", "manifest-unreadable"),
        ({"batch": "another-batch"}, "manifest-unreadable"),
        ({"batch": "../../etc/passwd"}, "manifest-unreadable"),
        ({"sequence": None}, "manifest-unreadable"),
        ({"sequence": -1}, "manifest-unreadable"),
        ({"sequence": 2**63}, "manifest-unreadable"),
        ({"declared_sheets": -1}, "manifest-unreadable"),
        ({"dossier": "Nguyễn\nVăn An"}, "manifest-unreadable"),
        ({"files": []}, "empty-delivery"),
        ({"files": [{"name": "1", "sha256": "zz", "size": 1}]}, "manifest-unreadable"),
        ({"files": [{"name": "1", "sha256": "a" * 64, "size": -1}]}, "manifest-unreadable"),
        ({"files": [{"name": "1", "sha256": "a" * 64, "size": 10**30}]}, "file-too-large"),
        ({"files": [{"name": "1", "sha256": "a" * 64, "size": 1 << 40}]}, "file-too-large"),
        ({"files": [{"name": str(n), "sha256": f"{n:064x}", "size": 1 << 29} for n in range(50)]}, "batch-too-large"),
        ({"files": [*LISTED, {"name": "2", "sha256": "a" * 64, "size": 2}]}, "manifest-mismatch"),
        ({"files": LISTED * 5_001}, "too-many-files"),
        ({"files": LISTED, "order": [{"file": 0, "index": -1}]}, "manifest-unreadable"),
        ({"pad": "x" * (9 << 20)}, "manifest-too-large"),
    ],
    ids=lambda given: str(given)[:40],
)
def test_a_manifest_that_cannot_be_is_refused_without_quoting_it(
    counter: Counter, body: bytes | dict[str, object], reference: str
) -> None:
    """Nothing is kept of it, and the reason names no file, code or person."""
    if isinstance(body, dict):
        body = json.dumps({"batch": NAME, "sequence": 1, "files": LISTED, **body}).encode()
    with pytest.raises(DigitizationError) as refused:
        counter.batches.put(counter.station, NAME, body, counter.now())
    assert refused.value.reference == reference
    assert refused.value.__cause__ is None
    assert "Nguyễn" not in str(refused.value)
    with pytest.raises(RejectedInputError, match="no-such-batch"):
        counter.batches.standing(counter.station.id, NAME)


def test_names_are_only_names(counter: Counter) -> None:
    """A path in a name leads nowhere: files lie under their hash."""
    files = {"../../../etc/passwd": b"one", "/root/.ssh/id": b"two", "C:\\x\x00y": b"three"}
    for blob in files.values():
        counter.send(blob)
    counter.seal(files)
    (ready,) = counter.source.ready(counter.now())
    delivery = counter.source.load(ready)
    assert [file.path.read_bytes() for file in delivery.files] == list(files.values())
    assert all(file.path.is_relative_to(counter.root) and ".." not in file.path.parts for file in delivery.files)


def test_a_size_that_lies_is_refused_whichever_came_first(counter: Counter) -> None:
    """The digest is right, the size is not: a person looks at such a station; its files stay kept."""
    counter.send(b"one")
    body = json.loads(manifest(NAME, {"1.jpg": b"one"}))
    body["files"][0]["size"] = 4
    counter.batches.put(counter.station, NAME, json.dumps(body).encode(), counter.now())
    (ready,) = counter.source.ready(counter.now())
    with pytest.raises(RejectedInputError, match="manifest-mismatch"):
        counter.source.load(ready)
    assert counter.kept(b"one")


def test_a_batch_of_five_thousand_files_is_counted_not_searched(counter: Counter) -> None:
    """Each file that comes costs the same, however many are listed."""
    files = {f"{n}.jpg": b"%d" % n for n in range(5_000)}
    standing = counter.seal(files)
    assert len(standing.missing) == 1_000
    counter.send(b"4999")
    assert digest_of(b"4999") not in counter.batches.standing(counter.station.id, NAME).missing
    with counter.tables.reading() as conn:
        assert conn.exec_driver_sql("SELECT lacking FROM inbox_batches").scalar() == 4_999
