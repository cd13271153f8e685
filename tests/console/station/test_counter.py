"""The counter over the real spool: what papers say of themselves, and what a clerk said, each in its right."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from classifiers.taxonomy import Taxonomy
from console.station.counter import Counter
from console.station.desk import Choice, Link, Standing, WhyNot
from console.station.reading import Known
from flows.station import Station, now, open_station
from ocr.decode.inspect import SandboxedInspector
from scanners.station.options import StationOptions

CODE, OTHER = "H26.14-261124-0005", "H26.14-261124-0006"


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    options = StationOptions(folder=tmp_path / "station", station="quay-3", disk_floor_mb=0, disk_alarm_mb=0)
    with open_station(options, SandboxedInspector()) as station:
        yield station


@pytest.fixture
def counter(station: Station) -> Counter:
    return Counter(station, Taxonomy.load(None), now, folder=station.options.folder)


def filled(counter: Counter, sides: int = 2) -> str:
    tray = counter.next()
    for number in range(sides):
        counter.add(tray, f"{number}.jpg", io.BytesIO(b"\xff\xd8\xff" + bytes([number]) * 99), f"token-{tray}-{number}")
    return tray


def test_one_code_on_the_papers_names_the_tray(counter: Counter, station: Station) -> None:
    tray = filled(counter)
    counter.news(tray, Known(codes=((CODE, 2),)))
    assert station.batch(tray).dossier == CODE


def test_two_codes_wait_for_the_clerk(counter: Counter, station: Station) -> None:
    """Nobody guesses between two dossiers."""
    tray = filled(counter)
    counter.news(tray, Known(codes=((CODE, 1), (OTHER, 2))))
    assert station.batch(tray).dossier is None


def test_papers_never_overrule_the_clerk(counter: Counter, station: Station) -> None:
    """Neither a code they gave nor one they took away comes back from a mark."""
    tray = filled(counter)
    counter.name_dossier(tray, OTHER)
    counter.news(tray, Known(codes=((CODE, 1),)))
    assert station.batch(tray).dossier == OTHER
    counter.name_dossier(tray, "")
    counter.news(tray, Known(codes=((CODE, 1),)))
    assert station.batch(tray).dossier is None


def test_the_same_upload_twice_is_one_side(counter: Counter) -> None:
    """The browser sends again when it has heard nothing."""
    tray = filled(counter)
    counter.add(tray, "0.jpg", io.BytesIO(b"\xff\xd8\xff" + bytes([0]) * 99), f"token-{tray}-0")
    assert len(counter.tray(tray).sides) == 2


def test_an_empty_tray_is_not_made_twice(counter: Counter) -> None:
    """Opening the page again and again leaves no empty trays behind; the next citizen gets a fresh one."""
    assert counter.current() == counter.current() == counter.next()
    tray = filled(counter)
    fresh = counter.next()
    assert fresh != tray
    assert counter.next() == fresh
    assert [row.id for row in counter.board().trays] == [tray]


def test_accepting_is_once_and_only_of_what_was_seen(counter: Counter, station: Station) -> None:
    tray = filled(counter)
    keys = [side.key for side in counter.tray(tray).sides]
    with pytest.raises(WhyNot, match="counter-sides-changed"):
        counter.accept(tray, keys[:1], "")
    counter.accept(tray, keys, "paper-is-so")
    counter.accept(tray, [], "")
    assert counter.tray(tray).standing is Standing.SENDING
    assert "paper-is-so" in str(station.remembered(tray))
    with pytest.raises(WhyNot, match="counter-nothing-scanned"):
        counter.accept(counter.next(), [], "")


def test_numbers_follow_the_papers_and_old_scans_keep_their_page(counter: Counter) -> None:
    """A side set aside bears no number; a replaced one is called by the page that took its place."""
    tray = filled(counter, 3)
    first, second, _ = counter.tray(tray).sides
    counter.set_aside(tray, first.key, "blank-side")
    counter.add(tray, "again.jpg", io.BytesIO(b"\xff\xd8\xffagain"), "token-again", second.key)
    told = counter.tray(tray)
    assert [side.number for side in told.in_place] == [1, 2]
    assert [(old.key, old.number, old.replaced) for old in told.old] == [(second.key, 1, True)]
    assert told.in_place[0].earlier == (second.key,)


def test_what_there_is_not_is_a_key_error(counter: Counter) -> None:
    tray = filled(counter)
    for call in (
        lambda: counter.tray("none"),
        lambda: counter.set_aside(tray, "x", "blank-side"),
        lambda: counter.picture("none", "1", 240),
        lambda: counter.name_dossier("none", CODE),
    ):
        with pytest.raises(KeyError):
            call()


def test_the_scanner_is_chosen_once(counter: Counter, station: Station) -> None:
    """A new start of the program knows it; a damaged file is as none."""
    chosen = Choice("http://192.0.2.7/eSCL", "feeder-duplex", 200)
    counter.choose(chosen)
    again = Counter(station, Taxonomy.load(None), now, folder=station.options.folder)
    assert again.choice == chosen
    (station.options.folder / "page.json").write_text("{")
    assert Counter(station, Taxonomy.load(None), now, folder=station.options.folder).choice == Choice()


def test_a_station_without_a_centre_says_so(counter: Counter) -> None:
    assert counter.board().link is Link.ALONE
