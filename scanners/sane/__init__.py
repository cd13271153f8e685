"""Scanners behind SANE, each job in a process of its own."""

from scanners.sane.device import SaneDevice, list_devices
from scanners.sane.listing import ListedDevice
from scanners.sane.options import SaneOptions

__all__ = ["ListedDevice", "SaneDevice", "SaneOptions", "list_devices"]
