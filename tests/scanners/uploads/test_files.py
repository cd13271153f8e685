"""Files on their way: what is durable, what is whole, what is thrown away and what never is."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.errors import DigitizationError, RejectedInputError, TransientError
from pipeline.model.ids import digest_of
from scanners.uploads import Upload
from scanners.uploads.batches import State
from tests.scanners.uploads.counter import NAME, START, Counter

BLOB = b"a page of paper " * 1000


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def begun(counter: Counter, blob: bytes = BLOB, upto: int = 0) -> Upload:
    """An upload of *blob* of which so many bytes came."""
    upload = counter.uploads.create(counter.station.id, digest_of(blob), len(blob), counter.now())
    if upto:
        part = counter.uploads.open_part(upload, 0, counter.now())
        part.write(blob[:upto])
        return part.commit()
    return upload


def refused(reference: str) -> "pytest.RaisesContext[DigitizationError]":  # type: ignore[name-defined]
    return pytest.raises(DigitizationError, match=f"^{reference}:")


def test_made_twice_it_is_one_upload(counter: Counter) -> None:
    """Same station, digest and length; another station's is another."""
    first = begun(counter, upto=100)
    again = counter.uploads.create(counter.station.id, digest_of(BLOB), len(BLOB), counter.now())
    assert (again.id, again.offset) == (first.id, 100)
    other = counter.register("Q1-02")
    assert counter.uploads.create(other.id, digest_of(BLOB), len(BLOB), counter.now()).id != first.id


def test_parts_add_up_to_a_whole_file_under_its_hash(counter: Counter) -> None:
    """And the part is gone."""
    upload = begun(counter, upto=100)
    part = counter.uploads.open_part(upload, 100, counter.now())
    part.write(BLOB[100:5000])
    part.write(BLOB[5000:])
    assert part.commit().whole
    assert counter.shelf.place(counter.station.id, digest_of(BLOB)).read_bytes() == BLOB
    assert counter.parts() == []


def test_a_part_counts_only_once_it_is_committed(counter: Counter) -> None:
    """What a process wrote before it died is written over."""
    upload = begun(counter, upto=100)
    counter.uploads.open_part(upload, 100, counter.now()).write(b"x" * 700)
    later = counter.again()
    found = later.uploads.find(later.station.id, upload.id, later.now())
    assert found.offset == 100
    part = later.uploads.open_part(found, 100, later.now())
    part.write(BLOB[100:])
    assert part.commit().whole


def test_a_part_at_another_offset_is_refused(counter: Counter) -> None:
    """The answer is where to go on."""
    upload = begun(counter, upto=100)
    for offset in (0, 99, 101, len(BLOB)):
        with refused("offset-differs"):
            counter.uploads.open_part(upload, offset, counter.now())


def test_a_part_with_another_checksum_does_not_count(counter: Counter) -> None:
    """The offset stays, and the part can be sent again."""
    upload = begun(counter, upto=100)
    part = counter.uploads.open_part(upload, 100, counter.now())
    part.write(BLOB[100:200])
    with refused("part-checksum-differs"):
        part.commit(hashlib.sha256(b"other").digest())
    found = counter.uploads.find(counter.station.id, upload.id, counter.now())
    assert found.offset == 100
    part = counter.uploads.open_part(found, 100, counter.now())
    part.write(BLOB[100:200])
    assert part.commit(hashlib.sha256(BLOB[100:200]).digest()).offset == 200


def test_a_part_longer_than_the_file_does_not_count(counter: Counter) -> None:
    """Lengths are promises."""
    upload = begun(counter, upto=100)
    part = counter.uploads.open_part(upload, 100, counter.now())
    part.write(BLOB[100:])
    with refused("part-too-long"):
        part.write(b"x")
    part.drop()
    assert counter.uploads.find(counter.station.id, upload.id, counter.now()).offset == 100


def test_another_file_than_announced_is_dropped_and_begun_again(counter: Counter) -> None:
    """The station may send the right one under the same address."""
    upload = begun(counter, upto=100)
    part = counter.uploads.open_part(upload, 100, counter.now())
    part.write(b"x" * (len(BLOB) - 100))
    with refused("file-digest-differs"):
        part.commit()
    found = counter.uploads.find(counter.station.id, upload.id, counter.now())
    assert (found.offset, found.whole) == (0, False)
    assert counter.send(BLOB).whole


def test_an_empty_file_is_whole_when_it_is_made(counter: Counter) -> None:
    """If that is what was announced."""
    assert counter.uploads.create(counter.station.id, digest_of(b""), 0, counter.now()).whole
    assert counter.kept(b"")
    with refused("file-digest-differs"):
        counter.uploads.create(counter.station.id, digest_of(b"x"), 0, counter.now())


def test_another_stations_upload_is_not_there(counter: Counter) -> None:
    """Nor is it said that it is another's."""
    upload = begun(counter)
    other = counter.register("Q1-02")
    with refused("no-such-upload"):
        counter.uploads.find(other.id, upload.id, counter.now())
    with refused("no-such-upload"):
        counter.uploads.drop(other.id, upload.id)


def test_knowing_a_hash_is_not_having_the_file(counter: Counter) -> None:
    """Another station's whole file makes nobody else's complete."""
    counter.send(BLOB)
    other = counter.register("Q1-02")
    assert not counter.uploads.create(other.id, digest_of(BLOB), len(BLOB), counter.now()).whole
    assert counter.seal({"1.jpg": BLOB}, sender=other).state is State.WAITING


def test_a_part_the_disk_lost_is_begun_again(counter: Counter) -> None:
    """Rather that than a file with a hole."""
    upload = begun(counter, upto=100)
    (counter.root / "parts" / upload.id).write_bytes(b"short")
    assert counter.uploads.find(counter.station.id, upload.id, counter.now()).offset == 0


def test_dropped_is_gone_unless_a_batch_waits_with_it(counter: Counter) -> None:
    """What a clerk threw away before sealing."""
    upload = counter.send(BLOB)
    counter.uploads.drop(counter.station.id, upload.id)
    assert not counter.kept(BLOB)
    upload = counter.send(BLOB)
    counter.seal({"1.jpg": BLOB})
    with refused("file-in-batch"):
        counter.uploads.drop(counter.station.id, upload.id)
    assert counter.kept(BLOB)


def test_what_was_abandoned_goes_and_what_a_batch_lists_stays(counter: Counter) -> None:
    """However long the rest of the batch takes."""
    unfinished = begun(counter, b"unfinished" * 100, upto=50)
    counter.send(b"unlisted")
    counter.send(b"listed")
    counter.seal({"1.jpg": b"listed", "2.jpg": b"never sent"})
    assert counter.uploads.sweep(START + timedelta(days=6)) == 0
    assert counter.uploads.sweep(START + timedelta(days=8)) == 1
    with refused("no-such-upload"):
        counter.uploads.find(counter.station.id, unfinished.id, counter.now())
    assert counter.kept(b"unlisted")
    assert counter.uploads.sweep(START + timedelta(days=400)) == 1
    assert not counter.kept(b"unlisted")
    assert counter.kept(b"listed")
    assert counter.parts() == []


def test_what_a_power_cut_left_without_a_row_is_swept(counter: Counter) -> None:
    """No byte of paper lies about for ever."""
    (counter.root / "parts" / ("0" * 32)).write_bytes(b"stray")
    counter.send(BLOB)
    stray = counter.shelf.place(counter.station.id, digest_of(b"stray"))
    stray.write_bytes(b"stray")
    assert counter.uploads.sweep(START) == 2
    assert not stray.exists()
    assert counter.kept(BLOB)


def test_an_upload_that_expired_while_a_part_came_is_made_again(counter: Counter) -> None:
    """The part counts for nothing, and says so."""
    upload = begun(counter, upto=100)
    part = counter.uploads.open_part(upload, 100, counter.now())
    part.write(BLOB[100:])
    counter.uploads.sweep(START + timedelta(days=400))
    with refused("no-such-upload"):
        part.commit()


def test_a_file_too_large_is_refused_for_good_and_a_full_inbox_for_now(tmp_path: Path) -> None:
    """Who acts is another in each case."""
    counter = Counter(tmp_path, limits={"largest_file": 100, "station_bytes": 250, "station_files": 4})
    with pytest.raises(RejectedInputError, match="file-too-large"):
        begun(counter, b"x" * 101)
    for letter in (b"a", b"b"):
        counter.send(letter * 100)
    with pytest.raises(TransientError, match="station-quota-full"):
        begun(counter, b"c" * 100)
    assert counter.uploads.create(counter.station.id, digest_of(b"a" * 100), 100, START).whole
    other = counter.register("Q1-02")
    assert counter.send(b"c" * 100, other).whole
    for letter in (b"d", b"e"):
        begun(counter, letter)
    with pytest.raises(TransientError, match="station-quota-full"):
        begun(counter, b"f")


def test_room_is_kept_on_the_disk(tmp_path: Path) -> None:
    """A full disk stops the whole house; a refused upload stops nothing."""
    counter = Counter(tmp_path, limits={"free_bytes": 1 << 60})
    with pytest.raises(TransientError, match="inbox-full"):
        begun(counter)


def test_no_two_doors_open_on_one_inbox(counter: Counter) -> None:
    """Two would take turns in writing the same part."""
    with counter.shelf.opened(), refused("door-already-open"), counter.shelf.opened():
        pass
    with counter.shelf.opened():
        pass


def test_a_received_batch_makes_room(tmp_path: Path) -> None:
    """The quota counts what is in the inbox, not what ever was."""
    counter = Counter(tmp_path, limits={"station_bytes": 100})
    counter.send(b"a" * 100)
    counter.seal({"1.jpg": b"a" * 100})
    (ready,) = counter.source.ready(counter.now())
    counter.source.acknowledge(ready, "b-1", counter.now())  # type: ignore[arg-type]
    assert counter.send(b"b" * 100).whole
    assert counter.batches.standing(counter.station.id, NAME).state is State.RECEIVED
