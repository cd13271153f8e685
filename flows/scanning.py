"""Scanners by their address: opened, and found. An address is all that has to be configured.

``http://192.0.2.20/eSCL``, ``https://192.0.2.20/eSCL#sha256=…`` (with the certificate it must show), ``sane:NAME``.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from pydantic import ValidationError

from pipeline.errors import ConfigurationError, DigitizationError
from pipeline.ports import PageInspector
from scanners.devices import Device
from scanners.escl import EsclDevice, EsclOptions, FoundScanner, discover
from scanners.escl.tls import shown_fingerprint
from scanners.sane import SaneDevice, SaneOptions, list_devices

PINNED = "sha256="


def open_device(address: str, inspector: PageInspector, sane_config: Path | None = None) -> Device:
    """The scanner at *address*; nothing is asked of it yet. `ConfigurationError` when that is no address of a scanner."""
    try:
        if address.startswith("sane:"):
            return SaneDevice(SaneOptions(device=address.removeprefix("sane:"), config_dir=sane_config), inspector)
        url, pin = urldefrag(address)
        if pin and not pin.startswith(PINNED):
            raise _no_address()
        return EsclDevice(EsclOptions(url=url, fingerprint=pin.removeprefix(PINNED) or None), inspector)
    except (ValidationError, ValueError):
        raise _no_address() from None


def _no_address() -> ConfigurationError:
    return ConfigurationError(
        "scanner-address-invalid",
        "this is no address of a scanner",
        "Write http://HOST/eSCL, https://HOST/eSCL#sha256=FINGERPRINT or sane:NAME; see `sohoa scanners`.",
    )


def found_addresses(seconds: float = 4.0, sane_config: Path | None = None) -> Iterator[str]:
    """Addresses of scanners that can be found from here. What cannot look (no multicast, no SANE) finds nothing."""
    for scanner in _announced(seconds):
        yield address_of(scanner)
    try:
        for device in list_devices(SaneOptions(device="any", config_dir=sane_config)):
            if not device.name.startswith(("airscan:", "escl:")):  # those we speak to ourselves
                yield f"sane:{device.name}"
    except DigitizationError:
        return


def _announced(seconds: float) -> tuple[FoundScanner, ...]:
    try:
        return discover(seconds)
    except DigitizationError:
        return ()


def address_of(scanner: FoundScanner) -> str:
    """The address to configure. An encrypted one carries the fingerprint shown now, for a person to compare."""
    for url in scanner.urls:
        parts = urlsplit(url)
        if parts.scheme == "https" and parts.hostname:
            try:
                return f"{url}#{PINNED}{shown_fingerprint(parts.hostname, parts.port or 443)}"
            except DigitizationError:
                continue
    return next((url for url in scanner.urls if url.startswith("http:")), scanner.urls[0])
