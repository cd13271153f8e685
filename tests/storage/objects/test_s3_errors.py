"""Every exception the vendors declare is translated, and none slips through."""

import inspect
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import ParseError

import minio.error
import pytest
import urllib3.exceptions
from pydantic import SecretStr

from pipeline.errors import ConfigurationError, DigitizationError, TransientError
from pipeline.model.ids import digest_of
from storage.objects.s3 import S3Store
from storage.objects.s3_client import S3Options
from storage.objects.s3_errors import OPERATOR_ACTS, WAITING_HELPS, refusal, translating_s3_errors


def declared(module: ModuleType) -> list[type[Exception]]:
    classes = [member for _, member in inspect.getmembers(module, inspect.isclass)]
    ours = [c for c in classes if issubclass(c, Exception) and c.__module__ == module.__name__]
    return [c for c in ours if not issubclass(c, Warning)]


VENDOR = [*declared(minio.error), *declared(urllib3.exceptions)]

OPERATORS = {
    "SSLError",
    "LocationParseError",
    "LocationValueError",
    "URLSchemeUnknown",
    "ProxySchemeUnknown",
    "ProxySchemeUnsupported",
}


def bare(kind: type[Exception]) -> Exception:
    """One of *kind* without asking its constructor, which wants live connections."""
    error = kind.__new__(kind)
    for name, value in {"_code": 502, "_status_code": 503, "code": "SlowDown"}.items():
        object.__setattr__(error, name, value)
    object.__setattr__(error, "response", type("Answer", (), {"status": 503})())
    return error


@pytest.mark.parametrize("kind", VENDOR, ids=lambda kind: kind.__name__)
def test_every_vendor_exception_is_translated(kind: type[Exception]) -> None:
    """The list comes from the vendors' modules themselves, so that an upgrade cannot add one unseen."""
    with pytest.raises(DigitizationError) as raised, translating_s3_errors():
        raise bare(kind)
    expected = ConfigurationError if kind.__name__ in OPERATORS else TransientError
    assert type(raised.value) is expected
    assert isinstance(raised.value.__cause__, kind)


@pytest.mark.parametrize("error", [TimeoutError(), ConnectionResetError(), BrokenPipeError(), ParseError("garbled")])
def test_what_the_standard_library_raises_below_them_is_transient(error: Exception) -> None:
    """Sockets and garbled answers pass through the vendors as they are."""
    with pytest.raises(TransientError), translating_s3_errors():
        raise error


def test_a_defect_of_our_own_stays_a_defect() -> None:
    """Translation must not hide a bug as bad weather."""
    with pytest.raises(KeyError), translating_s3_errors():
        raise KeyError("ours")


@pytest.mark.parametrize("code", sorted(OPERATOR_ACTS))
def test_refusals_that_waiting_does_not_cure_go_to_the_operator(code: str) -> None:
    """With a hint each, whatever the status says."""
    error = refusal(code, 503)
    assert isinstance(error, ConfigurationError)
    assert error.hint == OPERATOR_ACTS[code]


@pytest.mark.parametrize("code", sorted(WAITING_HELPS))
def test_refusals_that_pass_are_waited_for(code: str) -> None:
    """Whatever the status says."""
    assert isinstance(refusal(code, 400), TransientError)


@pytest.mark.parametrize(("status", "kind"), [(500, TransientError), (429, TransientError), (404, ConfigurationError)])
def test_an_unknown_refusal_is_judged_by_its_status(status: int, kind: type[DigitizationError]) -> None:
    """A server may invent codes; HTTP still says who is to blame."""
    assert type(refusal("NeverHeardOf", status)) is kind


@contextmanager
def answering(answer: bytes) -> Iterator[S3Options]:
    """A server that is no S3: it says *answer* to everybody, nothing at all if that is empty."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            while True:
                try:
                    caller, _ = door.accept()
                except OSError:
                    return
                caller.settimeout(2)
                try:
                    caller.recv(65536)
                    caller.sendall(answer)
                except OSError:
                    pass
                if answer:
                    caller.close()
                else:
                    silent.append(caller)

        silent: list[Any] = []
        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield S3Options(
            endpoint=f"127.0.0.1:{door.getsockname()[1]}",
            bucket="some-bucket",
            access_key=SecretStr("a"),
            secret_key=SecretStr("b"),
            secure=False,
            connect_seconds=0.5,
            read_seconds=0.5,
        )
        for caller in silent:
            caller.close()


ANSWERS = {
    "nothing within the time": (b"", TransientError),
    "a hang-up": (b"HTT", TransientError),
    "a proxy's page": (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 2\r\n\r\n<p", TransientError),
    "a web site": (
        b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n<p",
        ConfigurationError,
    ),
    "garbled XML": (
        b"HTTP/1.1 500 Oh\r\nContent-Type: application/xml\r\nContent-Length: 2\r\n\r\n<p",
        TransientError,
    ),
    "half an object": (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", TransientError),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_a_strange_server_is_survived_in_bounded_time(case: str) -> None:
    """Whoever answers at the address, the caller gets one of our errors, once, and soon."""
    answer, kind = ANSWERS[case]
    with answering(answer) as options, pytest.raises(kind):
        S3Store(options).get(digest_of(b"page"))


def test_an_address_nobody_can_use_is_the_operators() -> None:
    """Found when the store is made, not at the first paper."""
    with pytest.raises(ConfigurationError):
        S3Store(
            S3Options(
                endpoint="127.0.0.1:notaport",
                bucket="some-bucket",
                access_key=SecretStr("a"),
                secret_key=SecretStr("b"),
            )
        )
