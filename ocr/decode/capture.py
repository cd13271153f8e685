"""A decoded page as the batch remembers it."""

import hashlib

import numpy as np

from ocr.decode.blank import is_blank
from ocr.decode.image import PageImage
from pipeline.model.ids import Digest
from pipeline.model.paper import Capture, Colour

_SCHEME = b"sohoa-capture-1"


def capture_of(index: int, image: PageImage) -> Capture:
    """What the decoder proved about page *index*."""
    blank = is_blank(image) and not _palely_written(image)
    return Capture(index, capture_digest(image), image.width, image.height, image.dpi, image.colour, blank=blank)


def _palely_written(image: PageImage) -> bool:
    """Whether a side the search for ink calls empty bears print hardly darker than its paper: kept as blank it would be lost."""
    from ocr.faults.light import pale_print  # few sides get here; the others need nothing of it
    from ocr.faults.side import Side

    return pale_print(Side.of(image))


def damaged_capture(index: int, reference: str) -> Capture:
    """The place of a page that could not be decoded although its file opened. No two places look like one picture."""
    whole = hashlib.sha256(_SCHEME + f" {reference} {index}".encode())
    return Capture(index, Digest(whole.hexdigest()), 0, 0, 0, Colour.GREY, damage=reference)


def capture_digest(image: PageImage) -> Digest:
    """SHA-256 over size, resolution and pixels: the wrapper the picture came in does not count."""
    whole = hashlib.sha256(_SCHEME)
    for number in (image.width, image.height, image.channels, image.dpi):
        whole.update(number.to_bytes(8, "big"))
    whole.update(np.ascontiguousarray(image.pixels).data)
    return Digest(whole.hexdigest())
