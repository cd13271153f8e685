"""docs/station-protocol.md, word by word, against a door in a process of its own."""

import base64
import json
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import httpx
import pytest

from flows.settings import Settings
from flows.stations import open_register
from flows.wiring import now
from pipeline.model.ids import StationId, digest_of
from tests.console.centre.conftest import Enrol
from tests.console.centre.hands import Hands, WarmDoors, until

PAGE = b"doc birth-certificate\n" + b"a line of the page\n" * 2000
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture(scope="module", autouse=True)
def _open(doors: WarmDoors) -> Iterator[None]:
    doors.open()
    yield
    assert doors.end() == 0


@pytest.fixture(scope="module")
def hands(enrol: Enrol) -> Hands:
    return enrol("Q1-01")


@pytest.fixture(scope="module")
def stranger(enrol: Enrol) -> Hands:
    return enrol("Q9-01", "Q9")


def page(text: str) -> bytes:
    return f"doc birth-certificate\n{text}\n".encode()


def code(answer: httpx.Response) -> tuple[int, str]:
    said = answer.json()
    assert set(said) >= {"code", "message", "retry"}
    assert said["message"].endswith(".")
    return answer.status_code, said["code"]


# ---------------------------------------------------------------- files


def test_the_capabilities_are_said_to_everybody(hands: Hands) -> None:
    """As tus asks."""
    said = hands.client.options(hands.base() + "/v1/files")
    assert said.status_code == 204
    assert said.headers["tus-version"] == "1.0.0"
    assert set(said.headers["tus-extension"].split(",")) == {
        "creation",
        "creation-with-upload",
        "checksum",
        "termination",
        "expiration",
    }
    assert said.headers["tus-checksum-algorithm"] == "sha256"
    assert int(said.headers["tus-max-size"]) == 512 << 20


def test_a_file_goes_in_parts_and_the_answers_say_how_far_it_is(hands: Hands) -> None:
    """201 with its place, 204 with the offset; made again it is the same, and says that it is whole."""
    made = hands.create(PAGE)
    assert (made.status_code, made.headers["upload-offset"], made.headers["tus-resumable"]) == (201, "0", "1.0.0")
    path = made.headers["location"]
    assert path.startswith("/v1/files/")
    assert parsedate_to_datetime(made.headers["upload-expires"]).timestamp() > time.time() + 86400
    half = len(PAGE) // 2
    sent = hands.patch(path, 0, PAGE[:half])
    assert (sent.status_code, sent.headers["upload-offset"]) == (204, str(half))
    asked = hands.ask("HEAD", path, TUS)
    assert (asked.headers["upload-offset"], asked.headers["upload-length"]) == (str(half), str(len(PAGE)))
    assert asked.headers["cache-control"] == "no-store"
    sent = hands.patch(path, half, PAGE[half:], checksum=PAGE[half:])
    assert (sent.status_code, sent.headers["upload-offset"]) == (204, str(len(PAGE)))
    again = hands.create(PAGE)
    assert (again.status_code, again.headers["location"]) == (201, path)
    assert again.headers["upload-offset"] == str(len(PAGE))
    assert hands.patch(path, len(PAGE), b"").status_code == 204


def test_a_page_goes_with_its_creation_in_one_round(hands: Hands) -> None:
    """And does not count twice."""
    blob = page("with its creation")
    said = base64.b64encode(digest_of(blob).encode()).decode()
    lead = {**TUS, "Upload-Length": str(len(blob)), "Upload-Metadata": f"filename eA==,sha256 {said}"}
    lead["Content-Type"] = "application/offset+octet-stream"
    for _ in range(2):
        made = hands.ask("POST", "/v1/files", lead, blob)
        assert (made.status_code, made.headers["upload-offset"]) == (201, str(len(blob)))


def test_raw_digests_are_taken_too(hands: Hands) -> None:
    """Base64 of 32 bytes, as the checksum extension writes it."""
    blob = page("raw digest")
    raw = base64.b64encode(bytes.fromhex(digest_of(blob))).decode()
    lead = {**TUS, "Upload-Length": str(len(blob)), "Upload-Metadata": f"sha256 {raw}"}
    assert hands.ask("POST", "/v1/files", lead).headers["location"] == hands.create(blob).headers["location"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Length": "-1"}, 400),
        ({"Upload-Length": "+5"}, 400),
        ({"Upload-Length": "1e3"}, 400),
        ({"Upload-Length": "9" * 16}, 400),
        ({"Upload-Length": "9" * 5000}, 400),
        ({"Upload-Length": "99999999999"}, 413),
        ({"Upload-Metadata": ""}, 400),
        ({"Upload-Metadata": "sha256"}, 400),
        ({"Upload-Metadata": "sha256 !!!"}, 400),
        ({"Upload-Metadata": "sha256 Li4vLi4vZXRjL3Bhc3N3ZA=="}, 400),
        ({"Tus-Resumable": "0.2.2"}, 412),
    ],
    ids=lambda given: str(given)[:50],
)
def test_a_creation_that_is_none_is_refused(hands: Hands, headers: dict[str, str], status: int) -> None:
    """Lengths that lie, digests that are paths, other versions."""
    assert hands.create(PAGE, **headers).status_code == status


def test_a_creation_without_length_is_refused(hands: Hands) -> None:
    """Deferred lengths are not spoken."""
    lead = {**TUS, "Upload-Defer-Length": "1", "Upload-Metadata": "sha256 eA=="}
    assert code(hands.ask("POST", "/v1/files", lead)) == (411, "length-missing")


def test_a_part_elsewhere_is_told_where_to_go_on(hands: Hands) -> None:
    """409 with the offset."""
    blob = page("elsewhere")
    path = hands.create(blob).headers["location"]
    hands.patch(path, 0, blob[:7])
    for offset in (0, 6, 8, len(blob), 10**9):
        answer = hands.patch(path, offset, b"x")
        assert code(answer) == (409, "offset-differs")
        assert answer.headers["upload-offset"] == "7"


def test_a_damaged_part_is_460_and_does_not_count(hands: Hands) -> None:
    """Its checksum speaks."""
    blob = page("damaged part")
    path = hands.create(blob).headers["location"]
    answer = hands.patch(path, 0, blob[:9], checksum=b"other")
    assert code(answer) == (460, "part-checksum-differs")
    assert answer.headers["upload-offset"] == "0"
    for wrong in ("md5 AAAA", "sha256", "sha256 AAAA", "sha256 ???"):
        assert hands.patch(path, 0, blob, **{"Upload-Checksum": wrong}).status_code == 400
    assert hands.where(path) == 0


def test_another_file_is_460_and_begins_again(hands: Hands) -> None:
    """Every part was right, the file is not."""
    blob = page("another file")
    path = hands.create(blob).headers["location"]
    other = bytes(len(blob))
    answer = hands.patch(path, 0, other, checksum=other)
    assert code(answer) == (460, "file-digest-differs")
    assert answer.headers["upload-offset"] == "0"
    assert hands.patch(path, 0, blob).status_code == 204


def test_more_than_was_announced_does_not_count(hands: Hands) -> None:
    """Neither by its length nor when it simply goes on coming."""
    blob = page("more")
    path = hands.create(blob).headers["location"]
    assert code(hands.patch(path, 0, blob + b"x")) == (413, "part-too-long")
    assert code(hands.patch(path, 0, iter([blob, b"x"]))) == (413, "part-too-long")
    assert hands.where(path) == 0
    assert hands.patch(path, 0, iter([blob[:5], blob[5:]])).status_code == 204


def test_dropped_is_gone(hands: Hands) -> None:
    """204, then 404."""
    path = hands.create(page("dropped")).headers["location"]
    assert hands.ask("DELETE", path, TUS).status_code == 204
    assert hands.ask("HEAD", path, TUS).status_code == 404
    assert code(hands.patch(path, 0, b"x")) == (404, "no-such-upload")


@pytest.mark.parametrize(
    "path",
    ["/v1/files/..%2f..%2fetc", "/v1/files/%00", "/v1/files/" + "0" * 32, "/v1/files/" + "x" * 9000, "/v1/files/'"],
)
def test_an_id_that_is_a_trick_is_not_there(hands: Hands, path: str) -> None:
    """Ids are looked up, never made into paths."""
    for method in ("HEAD", "DELETE"):
        assert hands.ask(method, path, TUS).status_code in (404, 405)


def test_another_stations_files_and_batches_are_not_there(hands: Hands, stranger: Hands) -> None:
    """Neither to ask about, nor to add to, nor to drop, nor to have the receipt of."""
    blob = page("mine")
    path = hands.create(blob).headers["location"]
    assert stranger.ask("HEAD", path, TUS).status_code == 404
    assert code(stranger.patch(path, 0, blob)) == (404, "no-such-upload")
    assert stranger.ask("DELETE", path, TUS).status_code == 404
    hands.send(blob)
    assert hands.seal("khay-mine", {"1": blob}, wait=20).status_code == 200
    assert code(stranger.receipt("khay-mine")) == (404, "no-such-batch")
    assert stranger.seal("khay-mine", {"1": blob}).json() == {
        "state": "waiting-for-files",
        "missing": [digest_of(blob)],
    }
    assert hands.received("khay-mine")["station"] == "Q1-01"


# ---------------------------------------------------------------- who asks


def test_every_address_asks_for_a_token(hands: Hands) -> None:
    """But three: what tus says to all, health, and the key that is public."""
    asked = [("GET", "/v1/queue"), ("POST", "/v1/files"), ("HEAD", "/v1/files/x"), ("PATCH", "/v1/files/x")]
    asked += [
        ("DELETE", "/v1/files/x"),
        ("PUT", "/v1/batches/x"),
        ("GET", "/v1/batches/x"),
        ("GET", "/v1/batches/x/receipt"),
    ]
    for method, path in asked:
        for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp5"}):
            answer = hands.client.request(method, hands.base() + path, headers=headers)
            assert answer.status_code == 401, (method, path)
            assert answer.headers["www-authenticate"] == "Bearer"
    assert hands.client.get(hands.base() + "/v1/health").json() == {"state": "open"}
    said = hands.client.get(hands.base() + "/v1/key").json()
    assert said["fingerprint"].startswith("SHA256:")


def test_a_token_serves_once(hands: Hands) -> None:
    """For whatever it is repeated."""
    token = hands.token()
    assert hands.ask("GET", "/v1/queue", token=token).status_code == 200
    assert code(hands.ask("GET", "/v1/queue", token=token)) == (401, "token-used")
    assert code(hands.ask("GET", "/v1/batches/khay-mine", token=token)) == (401, "token-used")


@pytest.mark.parametrize("days", [-400.0, -1.0, 0.01, 9000.0])
def test_a_station_whose_clock_is_days_off_works_by_the_centres(enrol: Enrol, days: float) -> None:
    """One answer, one correction."""
    lost = enrol(f"lost{days}")
    lost.offset = days * 86400
    assert lost.corrected("GET", "/v1/queue").status_code == 200
    lost.send(page(f"clock {days}"))


def test_a_station_that_is_revoked_is_out_at_once(doors: WarmDoors, enrol: Enrol) -> None:
    """In the middle of a file too: what came of it does not count, and nothing is lost at the station."""
    hands = enrol("gone-01")
    blob = page("revoked") * 3000
    path = hands.create(blob).headers["location"]

    def revoked_midway() -> Iterator[bytes]:
        yield blob[:50_000]
        with open_register(Settings(workspace=doors.workspace)) as register:
            register.stations.revoke(StationId("gone-01"), now())
        yield blob[50_000:]

    answer = hands.patch(path, 0, revoked_midway())
    assert code(answer) == (403, "revoked")
    assert "upload-offset" not in answer.headers
    assert answer.json()["retry"] is False
    for method, place in (("GET", "/v1/queue"), ("HEAD", path), ("PUT", "/v1/batches/khay-late")):
        assert hands.ask(method, place, TUS).status_code == 403


# ---------------------------------------------------------------- batches


def test_a_manifest_before_its_files_names_what_is_missing(hands: Hands) -> None:
    """And the batch goes on by itself when they come."""
    files = {"1.txt": page("first"), "2.txt": page("second")}
    hands.send(files["1.txt"])
    said = hands.seal("khay-before", files)
    assert (said.status_code, said.json()) == (
        202,
        {"state": "waiting-for-files", "missing": [digest_of(files["2.txt"])]},
    )
    assert hands.receipt("khay-before").json()["state"] == "waiting-for-files"
    hands.send(files["2.txt"])
    assert hands.received("khay-before")["files"] == [digest_of(blob) for blob in files.values()]


def test_the_answer_is_held_until_the_receipt_when_the_station_likes(hands: Hands) -> None:
    """One request from sealing to receipt; said again it is the same receipt."""
    files = {"1.txt": page("held")}
    hands.send(files["1.txt"])
    first = hands.seal("khay-held", files, wait=20)
    assert first.status_code == 200
    assert hands.seal("khay-held", files).json() == first.json()
    assert hands.receipt("khay-held").json() == first.json()
    assert hands.ask("GET", "/v1/batches/khay-held").json() == first.json()


def test_another_manifest_under_the_id_is_409(hands: Hands) -> None:
    """Before the receipt and after it."""
    files = {"1.txt": page("one id")}
    hands.send(files["1.txt"])
    hands.seal("khay-one-id", files)
    assert code(hands.seal("khay-one-id", files, dossier="H26-1")) == (409, "batch-differs")
    hands.received("khay-one-id")
    assert code(hands.seal("khay-one-id", files, dossier="H26-1")) == (409, "batch-differs")


def test_an_id_the_address_does_not_say_is_refused(hands: Hands) -> None:
    """Nothing is kept of it."""
    body = json.dumps(hands.manifest("khay-other", {"1": b"x"})).encode()
    assert code(hands.put("khay-this", body)) == (422, "manifest-unreadable")
    for batch in ("short", "with.dots.in", "x" * 65, "H26.15-261124-0001"):
        assert code(hands.put(batch, body)) == (400, "request-invalid")
    assert code(hands.receipt("khay-this")) == (404, "no-such-batch")


def test_a_hundred_thousand_files_are_too_many(hands: Hands) -> None:
    """By count, and by size before anything is parsed."""
    listed = [{"name": "1", "sha256": f"{n:064x}", "size": 1} for n in range(100_000)]
    body = json.dumps({"batch": "khay-many", "sequence": 1, "files": listed}).encode()
    assert code(hands.put("khay-many", body)) == (413, "manifest-too-large")
    body = json.dumps({"batch": "khay-many", "sequence": 1, "files": listed[:20_000]}).encode()
    assert code(hands.put("khay-many", body)) == (413, "too-many-files")


def test_a_delivery_refused_for_good_says_why_and_stays(doors: WarmDoors, hands: Hands) -> None:
    """A size that lies; a person can look at it and try it again."""
    blob = page("lying size")
    hands.send(blob)
    body = hands.manifest("khay-lies", {"1.txt": blob})
    body["files"] = [{**body["files"][0], "size": 1}]  # type: ignore[index]
    answer = hands.put("khay-lies", json.dumps(body).encode(), wait=20)
    assert code(answer) == (422, "manifest-mismatch")
    assert answer.json()["state"] == "refused"
    with open_register(Settings(workspace=doors.workspace)) as register:
        (kept,) = [s for s in register.batches.unreceived() if s.batch == "khay-lies"]
        assert kept.code == "manifest-mismatch"
        register.batches.retry(StationId("Q1-01"), "khay-lies", now())
    assert until(lambda: hands.receipt("khay-lies", wait=5).status_code == 422)


def test_files_that_are_no_papers_get_their_receipt(hands: Hands) -> None:
    """They are kept and asked about; a station must not keep them for ever."""
    files = {"1.txt": b"BAD", "2.txt": page("good")}
    for blob in files.values():
        hands.send(blob)
    hands.seal("khay-bad", files)
    assert hands.received("khay-bad")["sides"] == 2


def test_the_queue_is_said_in_numbers(hands: Hands) -> None:
    """Nothing measured is null, not zero."""
    said = hands.ask("GET", "/v1/queue").json()
    assert set(said["ahead"]) == {"live", "backfill"}
    assert said["ahead"]["live"] > 0
    assert said["seconds_a_page"] is None
    assert said["take_in_seconds_a_page"] > 0


# ---------------------------------------------------------------- what is not said


def test_addresses_that_are_none_are_answered_in_our_words(hands: Hands) -> None:
    """No framework speaks."""
    assert code(hands.client.get(hands.base() + "/")) == (404, "request-invalid")
    assert code(hands.client.get(hands.base() + "/docs")) == (404, "request-invalid")
    assert code(hands.client.put(hands.base() + "/v1/files")) == (405, "request-invalid")
    assert "server" not in hands.client.get(hands.base() + "/v1/health").headers


def test_no_name_or_code_reaches_the_log(doors: WarmDoors, hands: Hands) -> None:
    """Not even of what is refused."""
    files = {"Nguyễn Văn An.txt": page("canary")}
    hands.send(files["Nguyễn Văn An.txt"])
    hands.seal("khay-canary", files, dossier="H26.99-CANARY")
    hands.received("khay-canary")
    hands.seal("khay-canary", files, dossier="H26.99-CANARY-2")
    log = doors.said()
    assert "batch_received" in log
    assert not [word for word in ("Nguyễn", "CANARY", "eyJ", "Traceback") if word in log]
