"""Many pages, some of them bad: the others do not notice."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from ocr.engines import BlankOptions, TesseractOptions
from ocr.pool import PooledReader, ReaderOptions
from pipeline.errors import ConfigurationError
from pipeline.model.reading import PageReading
from pipeline.ports import PageAddress
from tests.ocr.pages import addressed, drawn


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[PageAddress]:
    folder = tmp_path_factory.mktemp("pages")
    return [addressed(drawn().crop((0, 0, 1654, 900 + 10 * n)), folder, f"p{n}") for n in range(6)]


@pytest.fixture(scope="module")
def reader() -> Iterator[PooledReader]:
    with PooledReader(ReaderOptions(engine=BlankOptions(), workers=2, seconds_per_page=3)) as pooled:
        yield pooled


def failures(readings: list[PageReading], pages: list[PageAddress]) -> list[str]:
    """`failed` of each page, in the order of *pages*: each must have been answered exactly once."""
    by_page = {reading.page: reading.failed for reading in readings}
    assert len(readings) == len(pages) == len(by_page)
    return [by_page[page.page.capture.digest] for page in pages]


def test_every_page_gets_one_reading(reader: PooledReader, pages: list[PageAddress]) -> None:
    """Signed with the reader's own identity, which covers the preparation too."""
    readings = list(reader.read(pages))
    assert failures(readings, pages) == [""] * len(pages)
    assert {reading.engine for reading in readings} == {reader.identity}
    assert reader.identity.key != "blank"


def test_no_pages_give_no_readings(reader: PooledReader) -> None:
    """An empty batch is no error."""
    assert list(reader.read([])) == []


def test_a_damaged_page_fails_alone(reader: PooledReader, pages: list[PageAddress], tmp_path: Path) -> None:
    """It stays an image and says why."""
    bad = addressed(Image.new("L", (300, 400), 200), tmp_path, "bad")
    bad.path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 500)
    gone = replace(pages[1], path=tmp_path / "gone.png")
    batch = [pages[0], bad, gone, *pages[2:]]
    found = failures(list(reader.read(batch)), batch)
    assert found[1]
    assert found[2]
    assert [found[0], *found[3:]] == [""] * (len(batch) - 2)


def test_a_page_that_never_ends_is_given_up(reader: PooledReader, pages: list[PageAddress]) -> None:
    """Its process is stopped; the pages behind it are read by another."""
    list(reader.read(pages[:2]))
    victim = multiprocessing.active_children()[0]
    os.kill(victim.pid or 0, signal.SIGSTOP)
    found = failures(list(reader.read(pages)), pages)
    assert set(found) <= {"", "page-timed-out"}
    assert found.count("page-timed-out") <= 1


def test_a_killed_process_costs_at_most_a_second_try(reader: PooledReader, pages: list[PageAddress]) -> None:
    """kill -9 in the middle of a batch: every page is still read."""
    readings = reader.read(pages * 3)
    first = [next(readings)]
    os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
    rest = list(readings)
    assert len(first + rest) == 3 * len(pages)
    assert [reading.failed for reading in first + rest] == [""] * (3 * len(pages))


def test_several_threads_may_read_at_once(reader: PooledReader, pages: list[PageAddress]) -> None:
    """Each gets the readings of its own pages."""
    results: dict[int, list[PageReading]] = {}

    def ask(number: int) -> None:
        results[number] = list(reader.read(pages[number : number + 3]))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for number, readings in results.items():
        assert failures(readings, pages[number : number + 3]) == [""] * 3
    assert len(results) == 4


def test_a_reader_left_half_way_can_be_closed(pages: list[PageAddress]) -> None:
    """Whoever stops asking leaves nothing running."""
    before = set(multiprocessing.active_children())
    with PooledReader(ReaderOptions(engine=BlankOptions(), workers=1)) as reader:
        next(reader.read(pages))
    assert set(multiprocessing.active_children()) <= before


def test_a_missing_language_is_told_before_any_page(tmp_path: Path) -> None:
    """The operator hears at the start, not page by page."""
    with pytest.raises(ConfigurationError):
        PooledReader(ReaderOptions(engine=TesseractOptions(tessdata=tmp_path)))
