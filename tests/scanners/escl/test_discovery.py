"""Announcements: what they say, and that they are heard where a machine lets us listen."""

import socket
import uuid

import pytest
from zeroconf import ServiceInfo, Zeroconf

from scanners.escl.discovery import described, discover, merged

TXT = {
    b"rs": b"/eSCL/",
    b"ty": "Máy quét tầng 2".encode(),
    b"UUID": b"4509A320-00A0-008F-00B6-00251510EF2B",
    b"is": b"adf,platen",
    b"cs": b"color,grayscale,binary",
    b"pdl": b"image/jpeg,application/pdf",
    b"duplex": b"T",
}


def test_an_announcement_becomes_an_address() -> None:
    """The path is in ``rs`` and need not be eSCL; a port that goes without saying is not said."""
    found = described("http", "192.0.2.7", 80, "MFP", dict(TXT))
    assert found.urls == ("http://192.0.2.7/eSCL",)
    assert (found.name, found.duplex, found.sources) == ("Máy quét tầng 2", True, ("adf", "platen"))
    other = described("https", "fe80::1", 9443, "MFP", {b"rs": b"scan/a1", b"junk": None})
    assert other.urls == ("https://[fe80::1]:9443/scan/a1",)
    assert (other.name, other.duplex) == ("MFP", False)
    assert described("http", "192.0.2.7", 8080, "MFP", {}).urls == ("http://192.0.2.7:8080/eSCL",)


def test_a_device_that_announces_itself_twice_is_one() -> None:
    """Plain and encrypted, encrypted first; names of anybody's making are printable and short."""
    plain = described("http", "192.0.2.7", 80, "MFP", dict(TXT))
    safe = described("https", "192.0.2.7", 443, "MFP", dict(TXT))
    (one,) = merged([plain, safe])
    assert one.urls == ("https://192.0.2.7/eSCL", "http://192.0.2.7/eSCL")
    rude = described("http", "192.0.2.8", 80, "x", {b"ty": b"\x1b[2J" + b"a" * 900})
    assert rude.name.isprintable()
    assert len(rude.name) <= 200


def test_a_scanner_on_loopback_is_heard() -> None:
    """Real announcements over real multicast, where the machine has it on loopback."""
    try:
        announcing = Zeroconf(interfaces=["127.0.0.1"])
    except OSError as refused:
        pytest.skip(f"no multicast on loopback here: {refused.strerror}")
    name = f"Played {uuid.uuid4().hex[:8]}"
    info = ServiceInfo(
        "_uscan._tcp.local.",
        f"{name}._uscan._tcp.local.",
        addresses=[socket.inet_aton("127.0.0.1")],
        port=18080,
        properties={**TXT, b"ty": name.encode(), b"UUID": uuid.uuid4().hex.encode()},
        server="played.local.",
    )
    try:
        try:
            announcing.register_service(info)
        except OSError as refused:
            pytest.skip(f"no multicast on loopback here: {refused.strerror}")
        found = {scanner.name: scanner for scanner in discover(2.0, ["127.0.0.1"])}
    finally:
        announcing.close()
    if not found:
        pytest.skip("nothing is heard over multicast on loopback here")
    assert found[name].urls == ("http://127.0.0.1:18080/eSCL",)
