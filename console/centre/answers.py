"""What our errors are in the words of HTTP, and in Vietnamese for the clerk."""

import logging
from collections.abc import Mapping
from typing import Final

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from flows.wording import say
from pipeline.errors import DigitizationError, TransientError
from scanners.uploads import Standing
from scanners.uploads.batches import State

log = logging.getLogger("sohoa")

STATUS: Final[Mapping[str, int]] = {
    "request-invalid": 400,
    "clock": 401,
    "token-used": 401,
    "token-invalid": 401,
    "revoked": 403,
    "no-such-upload": 404,
    "no-such-batch": 404,
    "too-slow": 408,
    "offset-differs": 409,
    "batch-differs": 409,
    "file-in-batch": 409,
    "length-missing": 411,
    "tus-version": 412,
    "file-too-large": 413,
    "part-too-long": 413,
    "manifest-too-large": 413,
    "too-many-files": 413,
    "content-type": 415,
    "too-many-requests": 429,
    "part-checksum-differs": 460,
    "file-digest-differs": 460,
    "station-quota-full": 507,
    "inbox-full": 507,
}
"""Any other refusal of a delivery is 422; any other trouble of ours is 503."""

AGAIN: Final = frozenset(
    {"clock", "token-used", "too-slow", "offset-differs", "part-checksum-differs", "file-digest-differs"}
)
"""Refusals after which a station goes on by itself."""

RETRY_AFTER: Final = {429: "2", 503: "5", 507: "60"}
PRIVATE: Final = {"Cache-Control": "no-store"}


def refused(error: DigitizationError, headers: Mapping[str, str] | None = None) -> Response:
    """`{"code", "message", "retry"}` under the status that fits."""
    ours = isinstance(error, TransientError) or error.exit_code not in (10, 75)
    status = STATUS.get(error.reference, 503 if ours else 422)
    body = {
        "code": error.reference,
        "message": say(error.reference),
        "retry": ours or error.reference in AGAIN,
    }
    more = {"Retry-After": RETRY_AFTER[status]} if status in RETRY_AFTER else {}
    if status == 401:
        more["WWW-Authenticate"] = "Bearer"
    return JSONResponse(body, status, {**PRIVATE, **more, **(headers or {})})


def standing_answer(standing: Standing) -> Response:
    """Where a batch stands, as the protocol says it."""
    body: dict[str, object] = {"state": standing.state.value}
    if standing.code:
        body |= {"code": standing.code, "message": say(standing.code)}
    match standing.state:
        case State.RECEIVED:
            return JSONResponse(body | {"receipt": standing.receipt}, 200, PRIVATE)
        case State.REFUSED:
            return JSONResponse(body | {"retry": False}, 422, PRIVATE)
        case State.WAITING:
            return JSONResponse(body | {"missing": list(standing.missing)}, 202, PRIVATE)
        case State.TAKING_IN:
            return JSONResponse(body, 202, PRIVATE)


async def on_digitization_error(request: Request, error: Exception) -> Response:  # noqa: ARG001 - the framework's shape
    """Every error of ours becomes its answer; configuration and integrity are logged for who acts."""
    assert isinstance(error, DigitizationError)
    if error.exit_code not in (10, 75):
        log.error("door_trouble reference=%s", error.reference)
    return refused(error)


def unforeseen(place: str) -> Response:
    """A defect: no detail leaves the house."""
    log.error("door_defect error=%s", place.replace(" ", "_"))
    return refused(TransientError("door-busy", "an unforeseen error"))
