"""HTTP to a counterpart: bounded time, bounded answers, and its failures in our own words.

Nothing that was sent or answered gets into a message: both are full of names and identity numbers.
"""

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, TypeVar

import httpx
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from pipeline.errors import ConfigurationError, DigitizationError, RejectedInputError, TransientError

MAX_ANSWER_BYTES = 16 * 1024 * 1024

# Read leniently: a paper somebody else attached with an odd value must not keep us from a dossier.
Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else str(value))]
Count = Annotated[int, BeforeValidator(lambda value: int(value) if str(value or "").isdecimal() else 0)]
Listed = BeforeValidator(lambda value: value or ())
"""Nothing is an empty list."""


class Message(BaseModel):
    """What travels, either way. A message that does not parse never shows its content."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="ignore", hide_input_in_errors=True)

    def wire(self) -> dict[str, Any]:
        """The message under its Vietnamese names; what is not set is not sent."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


M = TypeVar("M", bound=BaseModel)


@contextmanager
def translating_http_errors(target: str) -> Iterator[None]:
    """Every failure of the HTTP client, told as who acts next."""
    try:
        yield
    except httpx.HTTPStatusError as refused:
        raise refusal(target, refused.response.status_code) from refused
    except httpx.TimeoutException as late:
        raise TransientError("one-stop-timed-out", f"{target} did not answer in time", "it is tried again") from late
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError) as address:
        raise ConfigurationError(
            "one-stop-address-invalid", f"the address of {target} cannot be used", "check its base_url"
        ) from address
    except (httpx.HTTPError, httpx.StreamError) as broken:
        raise TransientError(
            "one-stop-unreachable", f"{target} cannot be reached, or broke off its answer", "it is tried again"
        ) from broken
    except ValidationError:
        # `from None`: the original quotes what it could not read
        raise TransientError(
            "one-stop-answer-unreadable", f"{target} answered something else than agreed", "look at its own log"
        ) from None


def refusal(target: str, status: int) -> DigitizationError:
    """Who acts after HTTP *status*."""
    if status in (401, 403):
        return ConfigurationError(
            "one-stop-access-denied", f"{target} refuses our account (HTTP {status})", "check its credentials"
        )
    if status in (400, 409, 413, 422):
        return RejectedInputError(
            "one-stop-refused-message", f"{target} refuses the message (HTTP {status})", "check the dossier there"
        )
    if status >= 500 or status in (408, 425, 429):
        return TransientError("one-stop-failed", f"{target} failed (HTTP {status})", "it is tried again")
    return ConfigurationError(
        "one-stop-address-invalid", f"{target} has no such service (HTTP {status})", "check its base_url"
    )


class Wire:
    """One counterpart's address. Safe to share between threads, not between processes."""

    def __init__(self, target: str, base_url: str, timeout: float) -> None:
        self.target = target
        self._timeout = timeout
        # trust_env: what the environment says about proxies is for the wiring to read, not for an adapter
        with translating_http_errors(target):
            self._client = httpx.Client(
                base_url=base_url, timeout=timeout, trust_env=False, headers={"User-Agent": "sohoa"}
            )

    def exchange(
        self, method: str, path: str, answer: type[M], *, tolerate: Collection[int] = (), **content: Any
    ) -> tuple[int, M | None]:
        """(status, answer). A status in *tolerate* is the caller's affair and comes back without an answer.

        *content* is what the HTTP client takes (`json`, `data`, `files`, `headers`, `params`).
        """
        deadline = time.monotonic() + self._timeout
        with translating_http_errors(self.target):
            with self._client.stream(method, path, **content) as response:
                if response.status_code in tolerate:
                    return response.status_code, None
                response.raise_for_status()
                body = self._whole(response, deadline)
            return response.status_code, answer.model_validate_json(body)

    def _whole(self, response: httpx.Response, deadline: float) -> bytes:
        # the client's own timeout is per read: a counterpart that drips could hold us for ever
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > MAX_ANSWER_BYTES:
                raise TransientError(
                    "one-stop-answer-unreadable", f"{self.target} answered too much", "look at its own log"
                )
            if time.monotonic() > deadline:
                raise TransientError("one-stop-timed-out", f"{self.target} answered too slowly", "it is tried again")
        return bytes(body)

    def close(self) -> None:
        self._client.close()
