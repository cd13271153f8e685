"""Identity, waits and the days of grace."""

import stat
from datetime import timedelta
from pathlib import Path

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as some

from pipeline.errors import ConfigurationError
from scanners.station.centre import centre_client
from scanners.station.grace import let_go
from scanners.station.identity import centre_keys, enrol, identity_of
from scanners.station.policy import LARGEST, SMALLEST, Asking, Backoff, Measured, Portion
from scanners.station.recovery import recover
from scanners.station.values import BatchState
from tests.scanners.station.desk import MORNING, Bench, paper

GRACE = timedelta(days=30)


def test_copies_go_after_the_days_of_grace_and_not_before(bench: Bench) -> None:
    """The account of the batch stays."""
    batch = bench.sealed(1, 2)
    bench.run()
    bench.clocks.date += timedelta(days=29)
    assert let_go(bench.spool, GRACE, 0) == 0
    bench.clocks.date += timedelta(days=2)
    assert let_go(bench.spool, GRACE, 0) == 2
    assert bench.state(batch.id) is BatchState.FORGOTTEN
    assert not list(bench.spool.shelf.files.glob("*/*"))
    assert recover(bench.spool)
    assert not bench.spool.findings.waiting()


def test_what_was_not_signed_for_never_goes_whatever_its_age(bench: Bench) -> None:
    """Open, sealed, sent, refused, discarded: kept for years, even when room is wanted."""
    bench.door.refuse = "empty-delivery"
    refused = bench.sealed(1)
    bench.run()
    open_batch, given_up = bench.spool.open_batch(), bench.spool.open_batch()
    for number, batch in ((2, open_batch), (3, given_up)):
        bench.spool.add(batch.id, paper(number))
    bench.spool.discard(given_up.id)
    sealed = bench.sealed(4)
    bench.clocks.date += timedelta(days=4000)
    assert let_go(bench.spool, GRACE, 1 << 60) == 0
    for batch in (refused, open_batch, given_up, sealed):
        assert all(bench.spool.path(side.id).exists() for side in bench.spool.sides(batch.id))


def test_a_file_two_batches_share_stays_until_both_may_go(bench: Bench) -> None:
    """The same sheet in two dossiers is one file on the disk."""
    first = bench.sealed(1)
    bench.run()
    other = bench.spool.open_batch()
    side = bench.spool.add(other.id, paper(1))
    bench.clocks.date += timedelta(days=31)
    assert let_go(bench.spool, GRACE, 0) == 0
    assert bench.state(first.id) is BatchState.FORGOTTEN
    bench.spool.seal(other.id)
    bench.run()
    assert bench.state(other.id) is BatchState.RECEIVED
    assert bench.spool.path(side.id).exists()
    bench.clocks.date += timedelta(days=31)
    assert let_go(bench.spool, GRACE, 0) == 1


def test_a_paper_that_comes_back_after_it_went_is_kept_anew(bench: Bench) -> None:
    """Letting go leaves no trace that would hide it."""
    bench.sealed(1)
    bench.run()
    bench.clocks.date += timedelta(days=31)
    let_go(bench.spool, GRACE, 0)
    again = bench.sealed(1)
    bench.run()
    assert bench.state(again.id) is BatchState.RECEIVED
    assert recover(bench.spool)
    assert not bench.spool.findings.waiting()


def test_received_copies_go_early_only_when_room_is_wanted(bench: Bench) -> None:
    """Before a new paper is refused, the oldest copies the centre signed for make room."""
    bench.sealed(1)
    bench.run()
    assert let_go(bench.spool, GRACE, 1 << 60) == 1


def test_a_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    """A key open to others is refused; without one the operator is told."""
    file = tmp_path / "station" / "station.key"
    with pytest.raises(ConfigurationError, match="station-not-enrolled"):
        identity_of("Q1-02", file)
    first = enrol("Q1-02", file)
    assert enrol("Q1-02", file).public_pem == first.public_pem
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o644)
    with pytest.raises(ConfigurationError, match="station-key-open"):
        identity_of("Q1-02", file)
    file.chmod(0o600)
    file.write_text("half a key")
    with pytest.raises(ConfigurationError, match="station-key-damaged"):
        identity_of("Q1-02", file)


def test_every_request_has_a_token_of_its_own(tmp_path: Path) -> None:
    """Five minutes at most, never twice the same."""
    identity = enrol("Q1-02", tmp_path / "station.key")
    tokens = [identity.token(MORNING) for _ in range(3)]
    claims = [jwt.decode(token, options={"verify_signature": False}) for token in tokens]
    assert len({claim["jti"] for claim in claims}) == 3
    assert all(claim["exp"] - claim["iat"] <= 300 for claim in claims)


def test_two_centre_keys_may_be_pinned_while_it_changes(tmp_path: Path) -> None:
    """And a file without a key is refused."""
    pem = enrol("a", tmp_path / "a.key").public_pem + enrol("b", tmp_path / "b.key").public_pem
    (tmp_path / "pins.pem").write_text(pem)
    assert len(centre_keys(tmp_path / "pins.pem")) == 2
    (tmp_path / "pins.pem").write_text("nothing")
    with pytest.raises(ConfigurationError, match="centre-key-unreadable"):
        centre_keys(tmp_path / "pins.pem")


@pytest.mark.parametrize(
    "url", ["http://door.example", "ftp://door.example", "door.example", "http://127.0.0.1.evil.example"]
)
def test_tokens_never_travel_in_the_clear(url: str) -> None:
    """https, or this very machine."""
    with pytest.raises(ConfigurationError, match="centre-address-unfit"):
        centre_client(url, None, None)


@given(some.integers(1, 10_000), some.floats(0, 1))
def test_waits_are_bounded_and_jittered_in_full(failures: int, draw: float) -> None:
    """However long it lasts, never more than the longest wait; chance alone decides within."""
    wait = Backoff().wait(failures, draw)
    assert 0 <= wait <= Backoff().longest
    assert Backoff().wait(failures, 0.0) == 0.0
    assert Asking().wait(failures) <= Asking().longest


@given(
    some.one_of(some.none(), some.floats(1, 1e10)),
    some.integers(0, 1000),
    some.one_of(some.none(), some.floats(8e3, 1e9)),
)
def test_portions_are_bounded(rate: float | None, cuts: int, most: float | None) -> None:
    """Whatever line and operator say."""
    assert SMALLEST <= Portion(most=most).size(rate, cuts) <= LARGEST


def test_an_eta_is_measured_or_not_given() -> None:
    """Nothing is promised of a line nobody has seen."""
    assert Measured().eta(1000, 1) is None
    measured = Measured().with_portion(1_000_000, 2.0)
    assert measured.eta(5_000_000, 1) == pytest.approx(10.0)
    assert measured.with_receipt(3.0).eta(0, 1) == pytest.approx(3.0)
