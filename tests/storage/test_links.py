"""Addresses for the one-stop system: they open one file, under one name, for a while."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import urllib3
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr, ValidationError

from pipeline.errors import ConfigurationError
from pipeline.model.ids import Digest, digest_of
from pipeline.ports import FileLinks
from storage.links import S3Links, SignedLinks, SignedLinksOptions
from storage.objects.s3 import S3Store
from tests.servers.seaweed import Seaweed

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
PAGE = digest_of(b"page")
SECRET = SecretStr("s" * 32)
HOUR = timedelta(hours=1)


def signed(**more: object) -> SignedLinks:
    options = SignedLinksOptions.model_validate({"base_url": "https://sohoa.example.vn/", "secret": SECRET, **more})
    return SignedLinks(options, clock=lambda: NOW)


def opened(links: SignedLinks, url: str, now: datetime = NOW) -> Digest | None:
    """As the file door takes an address apart."""
    parts = urlsplit(url)
    _, digest, name = parts.path.strip("/").split("/")
    query = parse_qs(parts.query)
    return links.verify(digest, unquote(name), query["expires"][0], query["signature"][0], now)


def test_a_signed_address_opens_its_file_until_it_is_over() -> None:
    """To the second."""
    links: FileLinks = signed()
    url = links.link(PAGE, "01-giấy khai sinh.pdf", HOUR)
    assert url.startswith(f"https://sohoa.example.vn/files/{PAGE}/01-gi%E1%BA%A5y%20khai%20sinh.pdf?expires=")
    assert opened(signed(), url, NOW + HOUR - timedelta(seconds=1)) == PAGE
    assert opened(signed(), url, NOW + HOUR) is None


@given(st.integers(0, 400), st.characters(codec="utf-8"))
def test_no_letter_of_an_address_can_be_changed(place: int, letter: str) -> None:
    """Another file, another name, another hour: the signature covers them all."""
    links = signed()
    url = links.link(PAGE, "01-will.pdf", HOUR)
    start = url.index("/files/") + len("/files/")
    place = start + place % (len(url) - start)
    forged = url[:place] + letter + url[place + 1 :]
    try:
        found = opened(links, forged)
    except (KeyError, ValueError):  # no longer an address the door would take apart
        return
    assert found is None or forged == url


@pytest.mark.parametrize(
    ("digest", "expires", "signature"),
    [
        ("../../etc/passwd", "1", "x"),
        (PAGE, "soon", "x"),
        (PAGE, "-1", ""),
        (PAGE, "9" * 5000, "ký tên"),
        ("\udcff", "1", "\udcff"),
    ],
)
def test_rubbish_is_refused_without_ado(digest: str, expires: str, signature: str) -> None:
    """A door on the network hears everything; it answers no, not with a traceback."""
    assert signed().verify(digest, "x", expires, signature, NOW) is None


def test_parts_cannot_be_shifted_into_each_other() -> None:
    """``ab`` + ``c`` is not ``a`` + ``bc``: the parts are signed with their lengths."""
    links = signed()
    url = links.link(PAGE, "1", HOUR)
    expires, signature = parse_qs(urlsplit(url).query)["expires"][0], parse_qs(urlsplit(url).query)["signature"][0]
    assert links.verify(PAGE, "1", expires, signature, NOW) == PAGE
    assert links.verify(PAGE, "1" + expires[0], expires[1:], signature, NOW) is None


def test_a_changed_secret_keeps_old_addresses_until_it_is_forgotten() -> None:
    """Changing the secret does not break what is on its way; dropping the former one does."""
    url = signed().link(PAGE, "01-will.pdf", HOUR)
    fresh = SecretStr("f" * 32)
    assert opened(signed(secret=fresh, former_secrets=(SECRET,)), url) == PAGE
    assert opened(signed(secret=fresh), url) is None


def test_a_short_secret_is_refused_and_none_is_shown() -> None:
    """Options say what they are, not what they hide."""
    with pytest.raises(ValidationError):
        signed(secret=SecretStr("short"))
    assert "sss" not in repr(SignedLinksOptions(base_url="https://x.vn", secret=SECRET))


def test_a_presigned_address_opens_the_object_under_its_name(seaweed: Seaweed) -> None:
    """The store hands the bytes out itself, as a PDF with the name we gave, and refuses a forged address."""
    options = seaweed.bucket()
    digest = S3Store(options).put(b"%PDF-1.7")
    links: FileLinks = S3Links(options)
    url = links.link(digest, "01-giấy khai sinh.pdf", HOUR)
    pool = urllib3.PoolManager(retries=False, timeout=10)
    answer = pool.request("GET", url)
    assert (answer.status, answer.data) == (200, b"%PDF-1.7")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "01-gi%E1%BA%A5y%20khai%20sinh.pdf" in answer.headers["Content-Disposition"]
    assert pool.request("GET", url.replace("X-Amz-Expires=3600", "X-Amz-Expires=7200")).status == 403


def test_a_presigned_address_is_over_when_it_is(seaweed: Seaweed) -> None:
    """Signed two hours ago for one hour."""
    options = seaweed.bucket()
    digest = S3Store(options).put(b"page")
    links = S3Links(options, clock=lambda: datetime.now(UTC) - 2 * HOUR)
    assert (
        urllib3.PoolManager(retries=False, timeout=10).request("GET", links.link(digest, "x.pdf", HOUR)).status == 403
    )


def test_addresses_name_the_host_the_one_stop_system_sees(seaweed: Seaweed) -> None:
    """Signing needs no server, and the public host is signed along."""
    options = seaweed.bucket().model_copy(update={"public_endpoint": "files.example.vn"})
    assert S3Links(options).link(PAGE, "x.pdf", HOUR).startswith(f"http://files.example.vn/{options.bucket}/objects/")


@pytest.mark.parametrize("lifetime", [timedelta(0), timedelta(days=8)])
def test_a_lifetime_s3_does_not_know_is_the_operators(seaweed: Seaweed, lifetime: timedelta) -> None:
    """Said before an address goes out that would never open."""
    with pytest.raises(ConfigurationError):
        S3Links(seaweed.options("some-bucket")).link(PAGE, "x.pdf", lifetime)
