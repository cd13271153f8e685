"""Network scanners that speak eSCL: our own client, because the end of a feed is a matter of proof."""

from scanners.escl.device import EsclDevice
from scanners.escl.discovery import FoundScanner, discover
from scanners.escl.options import EsclOptions

__all__ = ["EsclDevice", "EsclOptions", "FoundScanner", "discover"]
