"""Who is asking: every request carries a token of its own, signed by the station's key."""

import math
import re
import threading
from collections import OrderedDict
from datetime import datetime
from typing import Any, Final

import jwt

from pipeline.errors import RejectedInputError, TransientError
from pipeline.model.ids import StationId
from scanners.uploads.stations import STATION_NAME, Station, Stations

AUDIENCE: Final = "sohoa-door"
LONGEST_TOKEN: Final = 4096
LIFETIME: Final = 300.0
"""Seconds a token may live."""
AHEAD: Final = 10.0
"""Seconds a station's clock may be ahead; one further away is told the time and signs again."""
REMEMBERED: Final = 20_000
"""Tokens of one station kept in mind at once: more than sixty requests a second, for as long as a token lives."""
TOKEN_ID: Final = re.compile(r"[\w.~-]{8,64}", re.ASCII)


class Tokens:
    """Admits a request once. Thread-safe.

    What was seen is kept in memory for as long as a token could live. A door that opens takes no token signed before
    it opened: so a token seen by the process before this one is of no use either, and nothing has to be written.
    """

    def __init__(self, stations: Stations, opened_at: datetime) -> None:
        self._stations = stations
        self._opened = opened_at.timestamp()
        self._seen: dict[StationId, OrderedDict[str, float]] = {}
        self._lock = threading.Lock()

    def admit(self, token: str, now: datetime) -> Station:
        """The station that signed *token* for this one request.

        `RejectedInputError`: ``token-invalid``, ``clock``, ``token-used``, ``revoked``. `TransientError`: ``too-many-requests``.
        """
        station, claims = self._proved(token)
        if station.revoked:
            raise RejectedInputError("revoked", "the station was revoked", "Ask the operator of the centre.")
        issued, expires = claims["iat"], claims["exp"]
        at = now.timestamp()
        # one second, because many libraries cut `iat` to whole seconds
        if not (issued <= at + AHEAD and at < expires and issued + 1 >= self._opened):
            raise RejectedInputError(
                "clock", "the token's times do not fit the centre's clock", "Sign again by `Date`."
            )
        self._once(station.id, claims["jti"], at, expires)
        return station

    def _proved(self, token: str) -> tuple[Station, dict[str, Any]]:
        """Whose it is, and its claims, once their shape and the signature are right."""
        if not 0 < len(token) <= LONGEST_TOKEN:
            raise _invalid()
        station = self._stations.find(_issuer(token))
        if station is None:
            raise _invalid()
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                station.public_key,
                algorithms=["EdDSA"],
                audience=AUDIENCE,
                # times are judged by the caller: a wrong clock is told, a wrong signature is not
                options={
                    "verify_exp": False,
                    "verify_iat": False,
                    "verify_nbf": False,
                    "require": ["iss", "aud", "iat", "exp", "jti"],
                },
            )
        except (jwt.PyJWTError, ValueError, TypeError):
            raise _invalid() from None
        times = (claims["iat"], claims["exp"])
        if any(
            isinstance(time, bool) or not isinstance(time, int | float) or not math.isfinite(time) for time in times
        ):
            raise _invalid()
        if not 0 < claims["exp"] - claims["iat"] <= LIFETIME or not abs(claims["iat"]) < 1e11:
            raise _invalid()
        if not isinstance(claims["jti"], str) or not TOKEN_ID.fullmatch(claims["jti"]):
            raise _invalid()
        return station, claims

    def _once(self, station: StationId, token: str, at: float, until: float) -> None:
        with self._lock:
            seen = self._seen.setdefault(station, OrderedDict())
            while seen and next(iter(seen.values())) < at:
                seen.popitem(last=False)
            if token in seen:
                raise RejectedInputError("token-used", "the token was used before", "Sign a new one for every request.")
            if len(seen) >= REMEMBERED:
                raise TransientError("too-many-requests", "the station asks too often", "Wait a little.")
            seen[token] = at + LIFETIME + AHEAD  # not `until`: so the oldest is always the first to go
            assert until <= seen[token]


def _issuer(token: str) -> str:
    """The station a token names, before anything of it is believed."""
    try:
        if jwt.get_unverified_header(token).get("alg") != "EdDSA":
            raise _invalid()
        issuer = jwt.decode(token, options={"verify_signature": False}).get("iss")
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        raise _invalid() from None
    if not isinstance(issuer, str) or not STATION_NAME.fullmatch(issuer):
        raise _invalid()
    return issuer


def _invalid() -> RejectedInputError:
    return RejectedInputError(
        "token-invalid", "the token is not that of a registered station", "Enrol the station at the centre."
    )
