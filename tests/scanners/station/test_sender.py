"""The sender: everything arrives, whatever line, clock and centre do; nothing is forgotten without a receipt."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pipeline.model.paper import Lane
from scanners.station.policy import Portion
from scanners.station.values import BatchState, LinkState
from tests.scanners.station.desk import Bench, Clocks, a_bench, cut, paper


def test_a_sealed_batch_is_received_with_every_byte(bench: Bench) -> None:
    """Files, manifest, receipt: in the order they were scanned."""
    batch = bench.sealed(1, 2, 3)
    bench.run()
    assert bench.state(batch.id) is BatchState.RECEIVED
    assert list(bench.door.papers(batch.id)) == [paper(n).read() for n in (1, 2, 3)]
    manifest = bench.door.manifests[batch.id]
    assert (manifest["dossier"], manifest["declared_sheets"], manifest["sequence"]) == ("H26.15-261124-0001", 3, 1)


def test_files_of_an_open_batch_travel_before_it_is_sealed(bench: Bench) -> None:
    """When the clerk accepts, only the manifest is left to send."""
    batch = bench.spool.open_batch()
    bench.spool.add(batch.id, paper(1))
    bench.run()
    assert bench.spool.batch(batch.id).bytes_sent == bench.spool.batch(batch.id).bytes
    assert not bench.door.manifests
    before = len(bench.door.requests)
    bench.spool.seal(batch.id)
    bench.run()
    assert [request.split()[0] for request in bench.door.requests[before:]] == ["PUT"]


@pytest.mark.parametrize("effect", [False, True], ids=["before-effect", "after-effect"])
@pytest.mark.parametrize("step", range(1, 8))
def test_a_lost_request_or_answer_changes_nothing(bench: Bench, step: int, effect: bool) -> None:
    """Every request is lost once, before or after the centre did what it asked."""
    left = [step]

    def once(_request: httpx.Request) -> Exception | None:
        left[0] -= 1
        return httpx.ReadError("cut") if left[0] == 0 else None

    if effect:
        bench.door.after = once
    else:
        bench.door.before = once
    bench.door.seconds_to_take_in = 2
    batch = bench.sealed(1, 2, size=200_000)
    bench.run(until=BatchState.RECEIVED, batch=batch.id)
    assert bench.state(batch.id) is BatchState.RECEIVED
    assert list(bench.door.papers(batch.id)) == [paper(n, 200_000).read() for n in (1, 2)]
    assert len(bench.door.received) == 1


def test_an_upload_goes_on_where_it_was_cut(bench: Bench) -> None:
    """After a cut at some byte, what the centre has is not sent again."""
    batch = bench.sealed(1, size=12_000_000)
    sent: list[int] = []

    def third_part_is_lost(request: httpx.Request) -> Exception | None:
        sent.append(len(request.content))
        return httpx.WriteError("cut") if len(sent) == 3 else None

    bench.door.before = third_part_is_lost
    bench.run(until=BatchState.RECEIVED, batch=batch.id)
    bench.door.before = lambda _: None
    bench.run()
    assert bench.state(batch.id) is BatchState.RECEIVED
    whole = len(paper(1, 12_000_000).read())
    assert sum(sent) <= whole + sent[2] + 1000


def test_days_without_a_line_end_in_a_drained_spool(bench: Bench) -> None:
    """The sender asks now and then, keeps everything, says so, and drains when the line is back."""
    bench.door.before = cut
    batches = [bench.sealed(n * 10, n * 10 + 1) for n in range(1, 6)]
    for _ in range(3 * 24):
        bench.sender.turn()
        bench.clocks.wait(3600)
    assert bench.sender.link().state is LinkState.DOWN
    assert bench.sender.link().eta_seconds is None
    assert bench.sender.link().eta_reason == "link-down"
    bench.door.before = lambda _: None
    bench.run(until=BatchState.RECEIVED, batch=batches[-1].id)
    assert [bench.state(batch.id) for batch in batches] == [BatchState.RECEIVED] * 5
    assert bench.sender.link().state is LinkState.UP


@pytest.mark.parametrize("days", [-400, -3, 3, 400])
def test_a_wrong_date_at_the_station_stops_nothing(tmp_path: Path, days: int) -> None:
    """The centre's `Date` is followed; the wrong clock is said and decides no order."""
    right = Clocks()
    with a_bench(tmp_path, clocks=Clocks(right.date + timedelta(days=days)), door_clocks=right) as bench:
        batch = bench.sealed(1)
        bench.run()
        assert bench.state(batch.id) is BatchState.RECEIVED
        offset = bench.sender.link().clock_offset
        assert offset is not None
        assert abs(offset + days * 86400) < 3
        later = bench.sealed(2)
        assert bench.new_sender().link().clock_offset == offset
        bench.run()
        assert bench.door.manifests[later.id]["clock_offset"] == offset


def test_a_date_that_jumps_back_by_days_keeps_nothing_waiting(bench: Bench) -> None:
    """Waiting is counted by time that passed, not by dates."""
    bench.door.before = cut
    batch = bench.sealed(1)
    for _ in range(5):
        bench.clocks.wait(bench.sender.turn())
    bench.clocks.date -= timedelta(days=30)
    bench.door.before = lambda _: None
    bench.run(until=BatchState.RECEIVED, batch=batch.id)
    assert bench.state(batch.id) is BatchState.RECEIVED
    assert bench.clocks.passed < 300


def test_a_revoked_station_stops_keeps_everything_and_says_so(bench: Bench) -> None:
    """Not one request more until somebody asks for it; then everything arrives."""
    bench.door.revoked = True
    batch = bench.sealed(1)
    bench.run(turns=10)
    asked = len(bench.door.requests)
    for _ in range(50):
        bench.sender.turn()
        bench.clocks.wait(3600)
    assert len(bench.door.requests) == asked
    assert bench.sender.link().state is LinkState.REVOKED
    assert bench.sender.link().reason == "station-revoked"
    assert bench.state(batch.id) is BatchState.SEALED
    bench.door.revoked = False
    bench.sender.resume()
    bench.run()
    assert bench.state(batch.id) is BatchState.RECEIVED


def test_a_station_that_is_not_registered_yet_asks_again_by_itself(bench: Bench) -> None:
    """An operator may register the key an hour later."""
    known = bench.door._public
    bench.door._public = Ed25519PrivateKey.generate().public_key()
    batch = bench.sealed(1)
    bench.run(turns=3)
    assert bench.sender.link().state is LinkState.NOT_LET_IN
    bench.door._public = known
    bench.run(until=BatchState.RECEIVED, batch=batch.id)
    assert bench.state(batch.id) is BatchState.RECEIVED


FORGERIES: dict[str, Callable[[Bench, str, list[str]], str]] = {
    "another key": lambda b, batch, files: b.door.signed(batch, files, Ed25519PrivateKey.generate()),
    "another batch": lambda b, batch, files: b.door.signed("0" * 26, files),
    "another station": lambda b, batch, files: b.door.signed(batch, files, station="Q9-09"),
    "fewer files": lambda b, batch, files: b.door.signed(batch, files[:-1]),
    "more files": lambda b, batch, files: b.door.signed(batch, [*files, "0" * 64]),
    "other files": lambda b, batch, files: b.door.signed(batch, ["0" * 64] * len(files)),
    "another order": lambda b, batch, files: b.door.signed(batch, files[::-1]),
    "another kind of word": lambda b, batch, files: b.door.signed(batch, files, typ="JWT"),
    "no signature": lambda b, batch, files: b.door.signed(batch, files).rpartition(".")[0] + ".",
    "a bent signature": lambda b, batch, files: b.door.signed(batch, files)[:-6] + "AAAAAA",
    "alg none": lambda b, batch, files: "eyJhbGciOiJub25lIiwidHlwIjoic29ob2EtcmVjZWlwdCtqd3MifQ.e30.",
    "nothing": lambda b, batch, files: "",
    "half a number": lambda b, batch, files: b.door.signed(batch, files, sides=-1),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_receipt_that_is_none_lets_nothing_go(bench: Bench, forgery: str) -> None:
    """Signed by the pinned key, for this station, this batch, exactly these files: or the copy stays, and it is said."""
    batch = bench.sealed(1, 2)
    files = [side.digest for side in bench.spool.sides(batch.id)]
    bench.door.received[batch.id] = FORGERIES[forgery](bench, batch.id, list(files))
    bench.run(turns=40)
    assert bench.state(batch.id) in (BatchState.SEALED, BatchState.SENT)
    assert bench.spool.batch(batch.id).reason in ("receipt-not-signed", "receipt-for-others")
    assert all(bench.spool.path(side.id).exists() for side in bench.spool.sides(batch.id))
    del bench.door.received[batch.id]
    bench.run(until=BatchState.RECEIVED, batch=batch.id)
    assert bench.state(batch.id) is BatchState.RECEIVED
    assert bench.spool.batch(batch.id).reason == ""


def test_files_the_centre_lost_are_sent_again(bench: Bench) -> None:
    """Its list of missing files is the truth, whatever the station believes."""
    batch = bench.spool.open_batch()
    bench.spool.add(batch.id, paper(1))
    bench.spool.add(batch.id, paper(2))
    bench.run()
    bench.door.uploads.clear()
    bench.spool.seal(batch.id)
    bench.run(until=BatchState.RECEIVED, batch=batch.id)
    assert bench.state(batch.id) is BatchState.RECEIVED


def test_a_centre_put_back_to_yesterday_gets_everything_again(bench: Bench) -> None:
    """It knows neither batch nor files any more; no receipt was given, so nothing is gone."""
    bench.door.seconds_to_take_in = 10**9
    batch = bench.sealed(1, 2)
    bench.run(turns=20)
    assert bench.state(batch.id) is BatchState.SENT
    bench.door.uploads.clear()
    bench.door.manifests.clear()
    bench.door.seconds_to_take_in = 0
    bench.run(until=BatchState.RECEIVED, batch=batch.id)
    assert bench.state(batch.id) is BatchState.RECEIVED


def test_a_batch_refused_for_good_waits_for_a_person_and_may_be_sent_corrected(bench: Bench) -> None:
    """Its papers stay; a copy of it can be put right and sent under a new name."""
    bench.door.refuse = "empty-delivery"
    batch = bench.sealed(1, 2)
    bench.run(turns=20)
    refused = bench.spool.batch(batch.id)
    assert (refused.state, refused.reason, refused.waiting_for) == (BatchState.REFUSED, "empty-delivery", "clerk")
    bench.door.refuse = ""
    copy = bench.spool.copy_open(batch.id)
    assert bench.spool.copy_open(batch.id).id == copy.id
    bench.spool.seal(copy.id)
    bench.run()
    assert bench.state(copy.id) is BatchState.RECEIVED
    assert bench.state(batch.id) is BatchState.REFUSED


def test_a_file_too_large_for_the_centre_is_named_and_its_neighbours_go_on(bench: Bench) -> None:
    """One refused file never stops the other batches."""
    large = bench.sealed(1, size=400_000)
    small = bench.sealed(2)

    def too_large(request: httpx.Request) -> httpx.Response | None:
        if int(request.headers.get("upload-length", 0)) > 300_000:
            return httpx.Response(413, json={"code": "file-too-large"})
        return None

    bench.door.before = too_large
    bench.run()
    assert bench.spool.batch(large.id).reason == "file-too-large"
    assert bench.state(large.id) is BatchState.REFUSED
    assert bench.state(small.id) is BatchState.RECEIVED


def test_a_copy_that_rotted_on_our_disk_is_named_never_sent_as_good(bench: Bench) -> None:
    """The centre's digest refuses it, our own confirms whose fault it is."""
    batch = bench.sealed(1, size=4000)
    (side,) = bench.spool.sides(batch.id)
    path = bench.spool.path(side.id)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    bench.run(until=BatchState.REFUSED, batch=batch.id)
    assert bench.spool.batch(batch.id).reason == "paper-damaged"
    assert [finding.reference for finding in bench.spool.findings.waiting()] == ["paper-damaged"]
    assert not bench.door.received


def test_live_papers_overtake_a_backlog_in_the_middle_of_a_file(bench: Bench) -> None:
    """A citizen waits for the part in hand, not for the film from the archive."""
    bench.sealed(1, size=40_000_000, lane=Lane.BACKFILL)
    for _ in range(3):
        bench.sender.turn()
    live = bench.sealed(2)
    before = len(bench.door.requests)
    bench.run(until=BatchState.RECEIVED, batch=live.id)
    assert len(bench.door.requests) - before <= 3


def test_an_operators_limit_is_kept(bench: Bench) -> None:
    """Bytes a second on the average, counted by the time that passes."""
    bench.sender = bench.new_sender(Portion(most=100_000.0))
    batch = bench.sealed(1, size=2_000_000)
    bench.run(until=BatchState.RECEIVED, batch=batch.id, turns=500)
    assert bench.state(batch.id) is BatchState.RECEIVED
    assert bench.clocks.passed >= 0.9 * len(paper(1, 2_000_000).read()) / 100_000


def test_a_page_of_a_portal_on_the_way_is_no_word_of_the_centre(bench: Bench) -> None:
    """A hotel login, a proxy's 404 or its 200 with HTML refuse nothing and receive nothing."""
    answers = iter(
        [
            httpx.Response(302, headers={"location": "https://portal.example/"}),
            httpx.Response(404, text="<html>not found</html>"),
            httpx.Response(422, text="<html>blocked</html>"),
            httpx.Response(200, text="<html>welcome</html>"),
        ]
    )
    bench.door.before = lambda _request: next(answers, None)
    batch = bench.sealed(1)
    bench.run(until=BatchState.RECEIVED, batch=batch.id)
    assert bench.state(batch.id) is BatchState.RECEIVED


def test_tokens_go_to_the_configured_host_only(bench: Bench) -> None:
    """A `Location` on another host is a path on ours."""
    hosts: set[str] = set()

    def elsewhere(request: httpx.Request) -> None:
        hosts.add(request.url.host)

    bench.door.before = elsewhere
    original = bench.door._create

    def lured(request: httpx.Request) -> httpx.Response:
        answer = original(request)
        if answer.status_code == 201:
            answer.headers["location"] = "https://evil.example" + answer.headers["location"]
        return answer

    bench.door._create = lured  # type: ignore[method-assign]
    batch = bench.sealed(1, size=3_000_000)
    bench.run(until=BatchState.RECEIVED, batch=batch.id)
    assert bench.state(batch.id) is BatchState.RECEIVED
    assert hosts == {"door.example"}


def test_what_a_clerk_gave_up_is_dropped_at_the_centre_too(bench: Bench) -> None:
    """Unless another batch holds the same bytes."""
    batch = bench.spool.open_batch()
    bench.spool.add(batch.id, paper(1))
    bench.spool.add(batch.id, paper(2))
    other = bench.spool.open_batch()
    bench.spool.add(other.id, paper(2))
    bench.run()
    assert len(bench.door.uploads) == 2
    bench.spool.discard(batch.id)
    bench.run()
    assert list(bench.door.uploads.values()) == [paper(2).read()]
    assert all(bench.spool.path(side.id).exists() for side in bench.spool.sides(batch.id))


def test_a_manifest_says_the_clerks_order_and_what_was_scanned_again(bench: Bench) -> None:
    """Replaced sides lie before what took their place, a side set aside is marked; nothing is left out."""
    batch = bench.spool.open_batch()
    one, two, three = (bench.spool.add(batch.id, paper(n)) for n in (1, 2, 3))
    bench.spool.replace(two.id, paper(4))
    bench.spool.move(three.id, one.id)
    bench.spool.set_aside(one.id, "blank-side")
    bench.spool.seal(batch.id)
    bench.run()
    manifest = bench.door.manifests[batch.id]
    said = [(p["file"], p["index"], p["replaced"], p["set_aside"]) for p in manifest["order"]]
    assert said == [(0, 0, False, False), (1, 0, False, True), (2, 0, True, False), (3, 0, False, False)]
    assert list(bench.door.papers(batch.id)) == [paper(n).read() for n in (3, 1, 2, 4)]


def test_a_manifest_never_changes_once_it_was_sent(bench: Bench) -> None:
    """What the judge counts later is its own affair: the centre would call it another batch."""
    bench.door.after = lambda request: httpx.ReadError("cut") if request.method == "PUT" else None
    batch = bench.sealed(1)
    bench.run(turns=10)
    first = json.dumps(bench.door.manifests[batch.id])
    bench.door.after = lambda _request: None
    bench.run(until=BatchState.RECEIVED, batch=batch.id)
    assert json.dumps(bench.door.manifests[batch.id]) == first
    assert bench.state(batch.id) is BatchState.RECEIVED


def test_a_batch_the_centre_stumbles_over_stands_in_nobodys_way(bench: Bench) -> None:
    """It is tried again and again, the others are received meanwhile."""
    first, second, third = bench.sealed(1), bench.sealed(2), bench.sealed(3)

    def stumbles(request: httpx.Request) -> httpx.Response | None:
        return httpx.Response(500, text="oops") if first.id in request.url.path else None

    bench.door.before = stumbles
    bench.run(until=BatchState.RECEIVED, batch=third.id)
    assert [bench.state(batch.id) for batch in (first, second, third)] == [
        BatchState.SEALED,
        BatchState.RECEIVED,
        BatchState.RECEIVED,
    ]
    bench.door.before = lambda _request: None
    bench.run(until=BatchState.RECEIVED, batch=first.id)
    assert bench.state(first.id) is BatchState.RECEIVED


def test_a_file_that_cannot_be_sent_never_leaves_a_batch_waiting_for_ever(bench: Bench) -> None:
    """Refused while the batch is open: accepting says so; a copy goes on without it, once the clerk has scanned it again."""
    batch = bench.spool.open_batch()
    large = bench.spool.add(batch.id, paper(1, 400_000))
    bench.spool.add(batch.id, paper(2))

    def too_large(request: httpx.Request) -> httpx.Response | None:
        if int(request.headers.get("upload-length", 0)) > 300_000:
            return httpx.Response(413, json={"code": "file-too-large"})
        return None

    bench.door.before = too_large
    bench.run()
    assert bench.spool.batch(batch.id).reason == "file-too-large"
    refused = bench.spool.seal(batch.id)
    assert (refused.state, refused.reason) == (BatchState.REFUSED, "file-too-large")
    copy = bench.spool.copy_open(batch.id)
    bench.spool.add(copy.id, paper(3))
    bench.spool.seal(copy.id)
    bench.run()
    assert bench.state(copy.id) is BatchState.RECEIVED
    assert list(bench.door.papers(copy.id)) == [paper(n).read() for n in (2, 3)]
    assert bench.spool.path(large.id).exists()
