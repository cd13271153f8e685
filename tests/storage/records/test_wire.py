"""The counterpart's failures in our words, and nothing of its papers in them."""

import json
import threading
import traceback
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from pydantic import SecretStr

from pipeline.errors import ConfigurationError, DigitizationError, RejectedInputError, TransientError
from pipeline.model.ids import DossierCode
from storage.records import wire
from storage.records.portal import PortalOptions, PortalRecords
from storage.records.sync import SyncOptions, SyncRecords
from tests.fakes.store import MemoryStore
from tests.storage.records.one_stop import FileDoor, OneStop

CODE = DossierCode("H26.00-261120-0001")
NAME, NUMBER = "Nguyễn Thị Canh Chừng", "001187999999"


def _kinds(parent: type[Exception]) -> Iterator[type[Exception]]:
    for child in parent.__subclasses__():
        if child.__module__.startswith("httpx"):
            yield child
            yield from _kinds(child)


VENDOR_ERRORS = sorted(
    {*_kinds(httpx.HTTPError), *_kinds(httpx.StreamError), httpx.InvalidURL}, key=lambda k: k.__name__
)


@pytest.mark.parametrize("kind", VENDOR_ERRORS)
def test_every_error_of_the_client_is_one_of_ours(kind: type[Exception]) -> None:
    """A release of the client that adds an error shows here, not in a worker's traceback."""
    response = httpx.Response(502, request=httpx.Request("GET", "http://x"))
    if kind is httpx.HTTPStatusError:
        error: Exception = httpx.HTTPStatusError("", request=response.request, response=response)
    elif kind in (httpx.StreamConsumed, httpx.StreamClosed, httpx.ResponseNotRead, httpx.RequestNotRead):
        error = kind()
    else:
        error = kind("broken")
    with pytest.raises(DigitizationError) as told, wire.translating_http_errors("x"):
        raise error
    assert told.value.__cause__ is error


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (302, ConfigurationError),
        (400, RejectedInputError),
        (401, ConfigurationError),
        (403, ConfigurationError),
        (404, ConfigurationError),
        (408, TransientError),
        (413, RejectedInputError),
        (429, TransientError),
        (500, TransientError),
        (502, TransientError),
        (503, TransientError),
    ],
)
def test_a_status_says_who_acts_next(status: int, kind: type[DigitizationError]) -> None:
    assert type(wire.refusal("x", status)) is kind


class Counterpart:
    """Answers every request with the next of its answers; the last one for ever."""

    def __init__(self, *answers: tuple[int, bytes]) -> None:
        waiting = list(answers)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, body = waiting.pop(0) if len(waiting) > 1 else waiting[0]
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self) -> None:
                self.do_POST()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def failure(door: FileDoor, *answers: tuple[int, bytes]) -> DigitizationError:
    """What asking a counterpart that answers so comes to."""
    counterpart = Counterpart(*answers)
    records = SyncRecords(SyncOptions.for_sandbox(counterpart.base), door)
    try:
        with pytest.raises(DigitizationError) as told:
            records.dossier(CODE)
    finally:
        records.close()
        counterpart.close()
    return told.value


LOGGED_IN = (200, b'{"error_code": 0, "session": "s"}')


def _json(value: object) -> tuple[int, bytes]:
    return 200, json.dumps(value, ensure_ascii=False).encode()


def test_what_it_said_is_never_quoted(door: FileDoor) -> None:
    """Names and numbers come back in answers, refusals and nonsense: no message, no traceback shows them."""
    nonsense = _json({"error_code": 0, "result": [{"ChuHoSo": NAME, "SoGiayToChuHoSo": NUMBER, "MaHoSo": {"x": NAME}}]})
    refusal = _json({"error_code": f"7 {NAME}", "message": f"Công dân {NAME} {NUMBER}"})
    page = (200, f"<html>{NAME} {NUMBER}".encode())
    for answer in (nonsense, refusal, page, (500, page[1]), (400, page[1]), (403, page[1])):
        told = failure(door, LOGGED_IN, answer)
        seen = "".join(traceback.format_exception(told)) + repr(told) + told.hint
        assert NAME not in seen
        assert NUMBER not in seen


def test_an_unreadable_answer_is_tried_again(door: FileDoor) -> None:
    """A proxy's error page in the counterpart's place is gone a minute later."""
    assert failure(door, LOGGED_IN, (200, b"<html>")).reference == "one-stop-answer-unreadable"


def test_a_refused_account_is_the_operators_affair(door: FileDoor) -> None:
    for answers in [((403, b""),), (_json({"error_code": -1}),), (LOGGED_IN, (401, b""))]:
        told = failure(door, *answers)
        assert isinstance(told, ConfigurationError)
        assert told.reference == "one-stop-access-denied"


def test_an_endless_answer_is_cut_off(door: FileDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded whatever the other side sends."""
    monkeypatch.setattr(wire, "MAX_ANSWER_BYTES", 1000)
    assert failure(door, (200, b" " * 5000)).reference == "one-stop-answer-unreadable"


def test_nobody_there_is_tried_again_and_a_wrong_address_is_not(door: FileDoor) -> None:
    closed = SyncRecords(SyncOptions.for_sandbox("http://127.0.0.1:9"), door)
    with pytest.raises(TransientError):
        closed.dossier(CODE)
    closed.close()
    odd = SyncRecords(SyncOptions.for_sandbox("gopher://one-stop"), door)
    with pytest.raises(ConfigurationError):
        odd.dossier(CODE)
    odd.close()


def test_accounts_are_not_shown() -> None:
    """An options model in a traceback or a printed configuration gives nothing away."""
    secret = SecretStr("bí mật")
    sync = SyncOptions(base_url="http://x", unit_code="H26", username=secret, password=secret)
    portal = PortalOptions(base_url="http://x", client_id=secret, client_secret=secret)
    assert "bí mật" not in f"{sync!r}{portal!r}{sync.model_dump_json()}{portal.model_dump_json()}"


def test_a_wrong_client_is_the_operators_affair(one_stop: OneStop) -> None:
    wrong = PortalOptions(base_url=f"{one_stop.base}/portal", client_id=SecretStr("x"), client_secret=SecretStr("x"))
    records = PortalRecords(wrong, MemoryStore())
    with pytest.raises(ConfigurationError):
        records.dossier(CODE)
    records.close()
