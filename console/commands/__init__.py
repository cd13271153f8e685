"""Commands that open something to look at. Each module here registers its own on the command line `flows.cli.app`."""

from console.commands import door, station, stations

__all__ = ["door", "station", "stations"]
