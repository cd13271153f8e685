"""Scanners that announce themselves (mDNS, ``_uscan._tcp`` and ``_uscans._tcp``): a help when setting up, no more.

mDNS does not cross subnets, and what is announced is whatever somebody announces: an address is configured by a person.
"""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from zeroconf import IPVersion, ServiceBrowser, ServiceStateChange, Zeroconf

from pipeline.errors import ConfigurationError

SERVICES: Final = {"_uscan._tcp.local.": "http", "_uscans._tcp.local.": "https"}
_ANSWER_MS: Final = 2000
_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class FoundScanner:
    """What one device says of itself. `urls` are addresses to configure, encrypted ones first."""

    name: str
    uuid: str
    urls: tuple[str, ...]
    sources: tuple[str, ...]
    """``platen``, ``adf``, ``camera``."""
    colours: tuple[str, ...]
    """``color``, ``grayscale``, ``binary``."""
    formats: tuple[str, ...]
    duplex: bool


def discover(seconds: float = 4.0, interfaces: Sequence[str] | None = None) -> tuple[FoundScanner, ...]:
    """Listen for *seconds*. `ConfigurationError` where the machine cannot listen at all (no multicast).

    *interfaces* are addresses of this machine; all of them when not given.
    """
    heard: list[tuple[str, str]] = []
    lock = threading.Lock()

    def hear(zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:  # noqa: ARG001 - called by these names
        with lock:
            if state_change is ServiceStateChange.Added and len(heard) < _MOST:
                heard.append((service_type, name))

    try:
        listening = Zeroconf(interfaces=list(interfaces)) if interfaces else Zeroconf()
    except OSError:
        raise ConfigurationError(
            "scanner-not-found", "this machine cannot listen for scanners", "Configure the scanner's address by hand."
        ) from None
    try:
        ServiceBrowser(listening, list(SERVICES), handlers=[hear])
        time.sleep(seconds)
        with lock:
            announced = sorted(set(heard))
        found = [_described(listening, service_type, name) for service_type, name in announced]
    finally:
        listening.close()
    return merged([scanner for scanner in found if scanner is not None])


def _described(listening: Zeroconf, service_type: str, name: str) -> FoundScanner | None:
    info = listening.get_service_info(service_type, name, _ANSWER_MS)
    if info is None or not info.port:
        return None
    addresses = info.parsed_addresses(IPVersion.V4Only) or info.parsed_scoped_addresses(IPVersion.V6Only)
    if not addresses:
        return None
    instance = name.removesuffix("." + service_type)
    return described(SERVICES[service_type], addresses[0], info.port, instance, dict(info.properties))


def described(scheme: str, host: str, port: int, instance: str, records: dict[bytes, Any]) -> FoundScanner:
    """The scanner behind one announcement, from its TXT records (``rs`` is the path; without one it is ``eSCL``)."""
    said = {key.decode("ascii", "replace").lower(): _plain(value) for key, value in records.items()}
    path = said.get("rs", "").strip("/ ") or "eSCL"
    place = f"[{host}]" if ":" in host else host
    port_text = "" if (scheme, port) in (("http", 80), ("https", 443)) else f":{port}"
    return FoundScanner(
        name=said.get("ty") or _plain(instance.encode()),
        uuid=said.get("uuid", "").lower().removeprefix("urn:uuid:"),
        urls=(f"{scheme}://{place}{port_text}/{path}",),
        sources=_list(said.get("is", "")),
        colours=_list(said.get("cs", "")),
        formats=_list(said.get("pdl", "")),
        duplex=said.get("duplex", "").upper() in ("T", "TRUE", "1"),
    )


def merged(found: Sequence[FoundScanner]) -> tuple[FoundScanner, ...]:
    """One entry a device: it announces itself plainly and encrypted, and on several interfaces."""
    devices: dict[str, FoundScanner] = {}
    for scanner in found:
        key = scanner.uuid or scanner.urls[0]
        known = devices.get(key)
        if known is None:
            devices[key] = scanner
            continue
        urls = sorted({*known.urls, *scanner.urls}, key=lambda url: (not url.startswith("https:"), url))
        devices[key] = replace(known, urls=tuple(urls))
    return tuple(sorted(devices.values(), key=lambda scanner: (scanner.name, scanner.urls)))


def _plain(value: bytes | None) -> str:
    """Announced by anybody on the network: printable, and not long."""
    text = (value or b"").decode("utf-8", "replace")
    return "".join(letter for letter in text if letter.isprintable())[:200]


def _list(said: str) -> tuple[str, ...]:
    return tuple(part.strip().lower() for part in said.split(",") if part.strip())
