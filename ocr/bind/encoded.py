"""Pictures that cannot be carried as they came, encoded so that the copy stays about as large as the scan."""

import io
import zlib

import numpy as np
from PIL import Image, TiffImagePlugin

from ocr.bind.carried import Picture, fax_filter, picture_entries
from ocr.decode.image import PageImage, Pixels
from pipeline.model.paper import Colour

_QUALITY_STEPS = (8, 16)
_ALLOWED_GROWTH = 1.2


def encoded(image: PageImage, quality: int, scanned_bytes: int) -> Picture:
    """*image* as fax data when it is black and white, else as JPEG of *quality* or, to keep the copy within 1.2 times
    *scanned_bytes* (0: no matter), a little less. Drawn pages and pictures of few tones stay lossless where that is smaller.
    """
    if image.colour is Colour.BILEVEL:
        return _fax(image)
    most = _ALLOWED_GROWTH * scanned_bytes
    lossy = _jpeg(image, quality)
    for step in _QUALITY_STEPS:
        if not scanned_bytes or len(lossy.data) <= most:
            break
        lossy = _jpeg(image, quality - step)
    if not image.rendered and len(lossy.data) <= most:
        return lossy
    lossless = _deflated(image)
    return lossless if len(lossless.data) <= len(lossy.data) else lossy


def _fax(image: PageImage) -> Picture:
    target = io.BytesIO()
    bits = Image.fromarray(image.pixels).convert("1", dither=Image.Dither.NONE)
    bits.save(target, "TIFF", compression="group4", tiffinfo={TiffImagePlugin.ROWSPERSTRIP: image.height})
    with Image.open(io.BytesIO(target.getvalue()), formats=("TIFF",)) as written:
        assert isinstance(written, TiffImagePlugin.TiffImageFile)
        tags = written.tag_v2
        (offset,), (count,) = tags[273], tags[279]
        black_is_one = tags[262] == 1
    data = target.getvalue()[offset : offset + count]
    parameters = fax_filter(image.width, image.height, black_is_one=black_is_one)
    return Picture(picture_entries(image.width, image.height, 1, 1, parameters), data)


def _jpeg(image: PageImage, quality: int) -> Picture:
    target = io.BytesIO()
    Image.fromarray(image.pixels).save(target, "JPEG", quality=quality, optimize=True)
    entries = picture_entries(image.width, image.height, image.channels, 8, b"/Filter /DCTDecode")
    return Picture(entries, target.getvalue())


def _deflated(image: PageImage) -> Picture:
    """Each row as its difference from the row above (PNG's "up"), deflated."""
    rows = image.pixels.reshape(image.height, -1)
    above: Pixels = np.zeros_like(rows)
    above[1:] = rows[:-1]
    marked = np.full((image.height, rows.shape[1] + 1), 2, dtype=np.uint8)
    np.subtract(rows, above, out=marked[:, 1:])
    parameters = b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors %d /Columns %d >>" % (
        image.channels,
        image.width,
    )
    data = zlib.compress(marked.tobytes(), 6)
    return Picture(picture_entries(image.width, image.height, image.channels, 8, parameters), data)
