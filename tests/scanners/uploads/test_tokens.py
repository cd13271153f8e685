"""Tokens and the register: who is let in, once, and who never again."""

import json
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from pipeline.errors import DigitizationError
from pipeline.model.ids import BranchId, StationId
from scanners.uploads import Tokens
from tests.scanners.uploads.counter import START, Counter, public_pem

KEY, OTHER = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
NOW = START + timedelta(hours=1)


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    counter = Counter(tmp_path)
    counter.stations.add(StationId("Q1-07"), BranchId("Q1"), public_pem(KEY), START)
    return counter


def token(key: object = KEY, now: datetime = NOW, algorithm: str | None = "EdDSA", **claims: object) -> str:
    at = now.timestamp()
    said = {"iss": "Q1-07", "aud": "sohoa-door", "iat": at, "exp": at + 60, "jti": "0123456789abcdef"} | claims
    return jwt.encode({k: v for k, v in said.items() if v is not None}, key, algorithm=algorithm)  # type: ignore[arg-type]


def answer(counter: Counter, given: str, tokens: Tokens | None = None, now: datetime = NOW) -> str:
    try:
        return (tokens or Tokens(counter.stations, START)).admit(given, now).branch
    except DigitizationError as error:
        return error.reference


def test_a_signed_token_names_its_station_once(counter: Counter) -> None:
    """The branch is the registered one; the same token again is nobody's."""
    tokens = Tokens(counter.stations, START)
    given = token()
    assert answer(counter, given, tokens) == "Q1"
    assert answer(counter, given, tokens) == "token-used"
    assert answer(counter, token(jti="another-one"), tokens) == "Q1"
    assert answer(counter, token(jti="0123456789abcdef", exp=NOW.timestamp() + 61), tokens) == "token-used"


@pytest.mark.parametrize(
    ("minutes", "says"),
    [(0, "Q1"), (-0.9, "Q1"), (-1.1, "clock"), (0.1, "Q1"), (0.3, "clock"), (60 * 24 * 30, "clock")],
)
def test_a_clock_that_is_wrong_is_told(counter: Counter, minutes: float, says: str) -> None:
    """Only to who signed rightly."""
    then = NOW + timedelta(minutes=minutes)
    assert answer(counter, token(now=then)) == says
    assert answer(counter, token(OTHER, now=then)) == "token-invalid"


def test_a_token_of_before_the_door_opened_is_of_no_use(counter: Counter) -> None:
    """Whoever overheard it cannot wait for a restart, which forgets what was seen."""
    given = token(now=NOW, exp=NOW.timestamp() + 300)
    assert answer(counter, given, Tokens(counter.stations, NOW - timedelta(minutes=1))) == "Q1"
    later = NOW + timedelta(seconds=30)
    assert answer(counter, given, Tokens(counter.stations, later), later) == "clock"


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another"},
        {"aud": None},
        {"iss": "nobody"},
        {"iss": None},
        {"iss": ["Q1-07"]},
        {"iss": "Q1-07\ud800"},
        {"exp": NOW.timestamp() + 301},
        {"exp": None},
        {"exp": "soon"},
        {"exp": float("inf")},
        {"iat": None},
        {"iat": True},
        {"iat": float("nan")},
        {"iat": -1e300},
        {"jti": None},
        {"jti": "short"},
        {"jti": "x" * 65},
        {"jti": 12345678},
        {"jti": "line\nbreaks"},
        {"pad": "x" * 5000},
    ],
    ids=str,
)
def test_a_token_of_another_shape_is_nobodys(counter: Counter, claims: dict[str, object]) -> None:
    """One answer for all of them: it tells nothing."""
    try:
        given = token(**claims)
    except (TypeError, ValueError):
        given = handmade(claims)
    assert answer(counter, given) == "token-invalid"


def handmade(claims: dict[str, object]) -> str:
    """What no library would write, signed all the same."""
    at = NOW.timestamp()
    said = {"iss": "Q1-07", "aud": "sohoa-door", "iat": at, "exp": at + 60, "jti": "0123456789abcdef"} | claims

    def b64(blob: bytes) -> bytes:
        return urlsafe_b64encode(blob).rstrip(b"=")

    head = b64(b'{"alg":"EdDSA","typ":"JWT"}') + b"." + b64(json.dumps(said).encode())
    return (head + b"." + b64(KEY.sign(head))).decode()


def test_other_algorithms_are_nobodys(counter: Counter) -> None:
    """Neither none, nor the public key as a secret, nor another key."""
    rsa = generate_private_key(65537, 2048)
    pem = public_pem(KEY)
    forged = [token(OTHER), token(rsa, algorithm="RS256"), token(None, algorithm="none"), "", "a.b.c", "x" * 5000]
    head = urlsafe_b64encode(b'{"alg":"HS256","typ":"JWT"}').rstrip(b"=").decode()
    forged.append(head + "." + token().split(".")[1] + "." + token().split(".")[2])
    good = token()
    forged.append(good[:-4] + "AAAA")
    assert pem
    assert {answer(counter, given) for given in forged} == {"token-invalid"}


def test_a_revoked_station_is_refused_at_once_and_for_good(counter: Counter) -> None:
    """Also by a register opened elsewhere; its name is not given out again."""
    tokens = Tokens(counter.stations, START)
    assert answer(counter, token(), tokens) == "Q1"
    Counter(counter.root).stations.revoke(StationId("Q1-07"), NOW)
    assert answer(counter, token(jti="another-one"), tokens) == "revoked"
    for key in (KEY, OTHER):
        with pytest.raises(DigitizationError, match="station-known"):
            counter.stations.add(StationId("Q1-07"), BranchId("Q1"), public_pem(key), NOW)
    counter.stations.revoke(StationId("Q1-07"), NOW + timedelta(days=1))
    assert counter.stations.find("Q1-07").revoked_at == NOW  # type: ignore[union-attr]


def test_what_was_seen_is_forgotten_when_it_cannot_be_used_any_more(counter: Counter) -> None:
    """Memory stays bounded, whoever asks however often."""
    tokens = Tokens(counter.stations, START)
    for second in range(2_000):
        now = NOW + timedelta(seconds=second)
        assert answer(counter, token(now=now, jti=f"token-{second:06d}"), tokens, now) == "Q1"
    assert len(tokens._seen[StationId("Q1-07")]) < 400


def test_keys_are_ed25519_in_pem_or_as_ssh_writes_them(counter: Counter) -> None:
    """Anything else is refused before it is kept; the same again is nothing."""
    key = Ed25519PrivateKey.generate().public_key()
    line = key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode() + " clerk@station"
    added = counter.stations.add(StationId("Q2-01"), BranchId("Q2"), line, START)
    assert counter.stations.add(StationId("Q2-01"), BranchId("Q2"), added.public_key, NOW) == added
    rsa = generate_private_key(65537, 2048).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for wrong in ("", "ssh-ed25519 AAAA", "-----BEGIN PUBLIC KEY-----", rsa.decode(), "Nguyễn"):
        with pytest.raises(DigitizationError, match="station-key-invalid"):
            counter.stations.add(StationId("Q2-02"), BranchId("Q2"), wrong, START)
    for name in ("", "../x", "a b", "x" * 65, "Quận-1", "-x"):
        with pytest.raises(DigitizationError, match="station-name-invalid"):
            counter.stations.add(StationId(name), BranchId("Q2"), line, START)
    assert [station.id for station in counter.stations.all()] == ["Q1-01", "Q1-07", "Q2-01"]
