"""Slow, half-open and greedy clients: each costs the door little, and the others nothing."""

import select
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.centre.conftest import Enrol
from tests.console.centre.hands import Hands, WarmDoors, until

PART = "application/offset+octet-stream"


@pytest.fixture(scope="module", autouse=True)
def _open(doors: WarmDoors) -> Iterator[None]:
    doors.open(
        STALL=0.5, GRACE=1.0, LEAST_RATE=100_000, HEAD_SECONDS=0.5, HAND_OVER=10, UNREAD_BYTES=1 << 20, AT_ONCE=3
    )
    yield
    assert doors.end() == 0


@pytest.fixture(scope="module")
def hands(enrol: Enrol) -> Hands:
    return enrol("Q1-01")


@pytest.fixture
def line(doors: WarmDoors) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", doors.port), timeout=60) as line:
        yield line


def closed(line: socket.socket) -> bytes:
    """Everything the door says until it closes."""
    said = b""
    try:
        while piece := line.recv(65536):
            said += piece
    except ConnectionResetError:
        pass
    return said


def trickle(line: socket.socket, pieces: list[bytes], pause: float) -> None:
    for piece in pieces:
        line.sendall(piece)
        time.sleep(pause)


def head(hands: Hands, path: str, length: int, offset: int = 0, *more: str) -> bytes:
    """A PATCH as it goes over the line, without its body."""
    lines = [
        f"PATCH {path} HTTP/1.1",
        "Host: door",
        f"Authorization: Bearer {hands.token()}",
        "Tus-Resumable: 1.0.0",
        f"Content-Type: {PART}",
        f"Upload-Offset: {offset}",
        f"Content-Length: {length}",
        *more,
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def test_a_connection_that_says_nothing_is_closed(line: socket.socket) -> None:
    """Before a token there is no patience."""
    assert closed(line) == b""


def test_a_head_that_trickles_is_closed(line: socket.socket) -> None:
    """Slow loris: a byte now and then does not keep it open."""
    with pytest.raises((BrokenPipeError, ConnectionResetError)):
        trickle(line, [bytes([letter]) for letter in b"GET /v1/health HTTP/1.1\r\nX-Header: " + b"x" * 10_000], 0.02)


def test_a_head_without_end_is_refused(line: socket.socket) -> None:
    """No more memory than a few tens of kilobytes."""
    try:
        line.sendall(b"GET /v1/health HTTP/1.1\r\nX-Header: " + b"x" * 200_000)
    except (BrokenPipeError, ConnectionResetError):
        return
    assert b" 400 " in closed(line)


def test_a_part_that_stalls_is_408_and_what_came_counts(hands: Hands, line: socket.socket) -> None:
    """The station goes on where the centre says."""
    blob = b"stalls " * 1000
    path = hands.create(blob).headers["location"]
    line.sendall(head(hands, path, len(blob)) + blob[:3000])
    said = closed(line)
    assert b" 408 " in said
    assert b"too-slow" in said
    assert hands.where(path) == 3000
    assert hands.patch(path, 3000, blob[3000:]).status_code == 204


def test_a_part_that_drips_is_408(hands: Hands) -> None:
    """It does not stall, it only never ends."""
    blob = b"drips " * 1000
    path = hands.create(blob).headers["location"]

    def drips() -> Iterator[bytes]:
        for start in range(0, len(blob), 100):
            yield blob[start : start + 100]
            time.sleep(0.05)

    answer = hands.patch(path, 0, drips())
    assert (answer.status_code, answer.json()["code"]) == (408, "too-slow")
    assert 0 < hands.where(path) < len(blob)


@pytest.mark.parametrize("checked", [False, True])
def test_a_line_that_is_cut_leaves_what_came_or_nothing(hands: Hands, doors: WarmDoors, checked: bool) -> None:
    """Without a checksum what came counts; with one half a part is none."""
    blob = f"cut {checked} ".encode() * 50_000
    path = hands.create(blob).headers["location"]
    more = ["Upload-Checksum: sha256 " + "A" * 43 + "="] if checked else []
    part = doors.workspace / "inbox" / "parts" / path.rpartition("/")[2]
    with socket.create_connection(("127.0.0.1", doors.port)) as line:
        line.sendall(head(hands, path, len(blob), 0, *more) + blob[:400_000])
        until(lambda: part.exists() and part.stat().st_size > 200_000)
    came = hands.where(path)
    assert came == 0 if checked else 200_000 < came <= 400_000


def test_a_newer_request_takes_the_upload_from_a_dead_connection(hands: Hands, line: socket.socket) -> None:
    """The station came back over another line; the old one is still open at our end."""
    blob = b"newer " * 1000
    path = hands.create(blob).headers["location"]
    line.sendall(head(hands, path, len(blob)) + blob[:2000])
    until(lambda: hands.where(path) == 2000)
    assert b" 409 " in closed(line)
    assert hands.patch(path, 2000, blob[2000:]).headers["upload-offset"] == str(len(blob))


def test_two_that_send_one_file_at_once_end_with_one_whole_file(hands: Hands) -> None:
    """However their parts cross."""
    blob = b"two at once " * 50_000
    path = hands.create(blob).headers["location"]

    def send() -> None:
        other = Hands(hands.base, hands.name, hands.key)
        while (offset := other.where(path)) < len(blob):
            other.patch(path, offset, blob[offset : offset + 100_000])

    senders = [threading.Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(60)
    assert hands.where(path) == len(blob)
    assert hands.create(blob).headers["upload-offset"] == str(len(blob))


def test_a_body_nobody_asked_for_is_not_read_for_ever(hands: Hands, line: socket.socket) -> None:
    """Who has no token may send a megabyte to a closed ear, not a gigabyte."""
    line.sendall(b"PATCH /v1/files/x HTTP/1.1\r\nHost: door\r\nContent-Length: 1000000000000\r\n\r\n")
    assert b" 401 " in line.recv(65536)
    with pytest.raises((BrokenPipeError, ConnectionResetError)):
        trickle(line, [b"x" * 65536] * 1000, 0)


def test_a_station_may_not_hold_every_place(hands: Hands, enrol: Enrol, doors: WarmDoors) -> None:
    """Too many at once are 429 for itself; a neighbour is served."""
    doors.end()
    doors.open(AT_ONCE=3)
    blob = b"places " * 1000
    paths = [hands.create(blob + bytes([number])).headers["location"] for number in range(5)]
    lines = [socket.create_connection(("127.0.0.1", doors.port)) for _ in paths]
    for line, path in zip(lines, paths, strict=True):
        line.sendall(head(hands, path, len(blob)) + blob[:10])
    refused = until(lambda: found if len(found := select.select(lines, [], [], 0)[0]) == 2 else None)
    for line in refused:
        said = line.recv(65536)
        assert b" 429 " in said
        assert b"retry-after" in said
    assert enrol("Q1-02").ask("GET", "/v1/queue").status_code == 200
    for line in lines:
        line.close()
    until(lambda: hands.ask("GET", "/v1/queue").status_code == 200)


def test_memory_stays_flat_under_a_large_file(hands: Hands, doors: WarmDoors) -> None:
    """Two hundred megabytes come through a few hundred kilobytes."""

    def resident() -> int:
        status = Path(f"/proc/{doors.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0])

    piece = bytes(range(256)) * 4096
    blob_size = 200 * len(piece)
    before = resident()
    path = hands.create(piece, length=blob_size, digest="0" * 64).headers["location"]
    answer = hands.patch(path, 0, (piece for _ in range(200)))
    assert (answer.status_code, answer.json()["code"]) == (460, "file-digest-differs")
    assert resident() - before < 32 * 1024
