"""Batches that stations send: the inbox, the stations' register, receipts. No web framework here."""

from scanners.uploads.batches import Batches, Standing
from scanners.uploads.files import Upload, Uploads
from scanners.uploads.options import UploadOptions
from scanners.uploads.receipts import DoorKey
from scanners.uploads.source import UploadSource
from scanners.uploads.stations import Station, Stations
from scanners.uploads.tables import UploadTables
from scanners.uploads.tokens import Tokens

__all__ = [
    "Batches",
    "DoorKey",
    "Standing",
    "Station",
    "Stations",
    "Tokens",
    "Upload",
    "UploadOptions",
    "UploadSource",
    "UploadTables",
    "Uploads",
]
