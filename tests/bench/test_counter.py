"""The counter in small: the bench that kills everything loses and doubles nothing, and sees it when something is lost."""

from bench.counter import losses
from bench.counter.client import plan
from bench.counter.pages import small_page


def test_pages_are_unlike_and_the_same_again() -> None:
    """A killed client scans the same page once more."""
    assert small_page(7) == small_page(7)
    assert len({small_page(number) for number in range(40)}) == 40
    assert [page for batch in plan(100, 50) for page in batch] == list(range(100, 150))


def test_everything_dies_and_every_page_arrives_once() -> None:
    """Station, door and line, by SIGKILL and by cut connections; three days offline in between."""
    found = losses.run(pages=40, stations=1, kills=3, share=0.15, offline=1, s3=False, seed=3)
    count = found.count
    assert (count.pages, count.lost, count.doubled, count.strange, count.damaged) == (40, 0, 0, 0, 0)
    assert (count.batches, count.not_received, count.found, count.parts) == (count.batches_wanted, 0, 0, 0)
    assert sum(found.station_kills.values()) == 3
