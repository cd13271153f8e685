"""The picture inside a scanned PDF page, decoded from the bytes the scanner wrote."""

import io
import struct
import zlib
from dataclasses import dataclass

import numpy as np
import pikepdf
from pikepdf import Name, Object
from PIL import Image

from ocr.decode.image import Pixels
from ocr.decode.pixels import to_pixels

_PACKED = ("/DCTDecode", "/CCITTFaxDecode", "/JPXDecode")
_HEAD_ROOM = 1_000_000
_PLAIN = {"/DeviceGray": 1, "/CalGray": 1, "/G": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/RGB": 3}


class UnusualPictureError(Exception):
    """Stored in a way a renderer understands better."""


@dataclass(frozen=True, slots=True)
class StreamForm:
    """How the picture is stored: its outermost filter and what that filter yields."""

    filter: str
    width: int
    height: int
    bits: int
    channels: int
    inverted: bool
    """A /Decode array turns black and white (or every channel) round."""


def form_of(image: Object) -> StreamForm:
    """How *image* is stored; `UnusualPictureError` if not in a way we decode ourselves."""
    filters = _filters(image)
    if _deflated_again(filters):
        filters = filters[1:]
    if len(filters) > 1:
        raise UnusualPictureError
    bits, channels = int(image.get("/BitsPerComponent", 8)), _channels(image, filters)
    if filters == ["/CCITTFaxDecode"]:
        bits = 1
    inverted = _inverted(image, channels)
    kind = filters[0] if filters else ""
    return StreamForm(kind, _whole(image, "/Width"), _whole(image, "/Height"), bits, channels, inverted)


def stored_bytes(image: Object) -> bytes:
    """The picture as its own filter takes it; some writers deflate JPEG and fax data once more.

    `UnusualPictureError` when there are more of them than any picture needs.
    """
    raw = bytes(image.read_raw_bytes())
    if not _deflated_again(_filters(image)):
        return raw
    inflater = zlib.decompressobj()
    data = inflater.decompress(raw, 4 * _whole(image, "/Width") * _whole(image, "/Height") + _HEAD_ROOM)
    if inflater.unconsumed_tail:
        raise UnusualPictureError
    return data


def _deflated_again(filters: list[str]) -> bool:
    return len(filters) == 2 and filters[0] == "/FlateDecode" and filters[1] in _PACKED


def decode_stream(image: Object) -> Pixels:
    """Pixels of *image* as stored, not turned. `UnusualPictureError` where a renderer should draw it."""
    form = form_of(image)
    match form.filter:
        case "/DCTDecode" | "/JPXDecode":
            pixels = _decode_picture(image, form)
        case "/CCITTFaxDecode":
            pixels = _decode_fax(image, form)
        case "/FlateDecode" | "/LZWDecode" | "/RunLengthDecode" | "":
            pixels = _decode_plain(image, form)
        case _:
            raise UnusualPictureError
    if pixels.shape[:2] != (form.height, form.width):
        raise UnusualPictureError
    return pixels


def ccitt_tiff(image: Object) -> bytes:
    """The fax data of *image* in a TIFF wrapper, its bits untouched."""
    parameters = _parameters(image)
    k = int(parameters.get("/K", 0))
    width, height = _whole(image, "/Width"), _whole(image, "/Height")
    if int(parameters.get("/Columns", 1728)) != width or bool(parameters.get("/EncodedByteAlign", False)):
        raise UnusualPictureError
    coded = stored_bytes(image)
    compression = 4 if k < 0 else 3
    black_is_one = bool(parameters.get("/BlackIs1", False))
    entries = [
        (256, 4, width),
        (257, 4, height),
        (258, 3, 1),
        (259, 3, compression),
        (262, 3, 1 if black_is_one else 0),
        (273, 4, 0),
        (277, 3, 1),
        (278, 4, height),
        (279, 4, len(coded)),
        (292, 4, 1 if k > 0 else 0),
    ]
    start = 8 + 2 + 12 * len(entries) + 4
    directory = b"".join(
        struct.pack("<HHLL", tag, kind, 1, start if tag == 273 else value) for tag, kind, value in entries
    )
    return b"II*\x00" + struct.pack("<L", 8) + struct.pack("<H", len(entries)) + directory + b"\0\0\0\0" + coded


def _decode_picture(image: Object, form: StreamForm) -> Pixels:
    """JPEG and JPEG 2000. CMYK is left to the renderer: Pillow assumes Adobe's polarity, PDF does not."""
    formats = ("JPEG",) if form.filter == "/DCTDecode" else ("JPEG2000",)
    with Image.open(io.BytesIO(stored_bytes(image)), formats=formats) as picture:
        if picture.mode not in ("L", "RGB", "1") or (form.channels and len(picture.getbands()) != form.channels):
            raise UnusualPictureError
        if picture.size != (form.width, form.height):
            raise UnusualPictureError
        pixels = to_pixels(picture)
    return 255 - pixels if form.inverted else pixels


def _decode_fax(image: Object, form: StreamForm) -> Pixels:
    with Image.open(io.BytesIO(ccitt_tiff(image)), formats=("TIFF",)) as picture:
        pixels = to_pixels(picture)
    # TIFF already knows which bit is black; /BlackIs1 says how PDF's decoder would put it, /Decode what that means
    return 255 - pixels if form.inverted else pixels


def _decode_plain(image: Object, form: StreamForm) -> Pixels:
    if form.bits not in (1, 8) or (form.bits == 1 and form.channels != 1):
        raise UnusualPictureError
    row = (form.width * form.channels * form.bits + 7) // 8
    samples = np.frombuffer(image.read_bytes(), np.uint8)
    if samples.size < row * form.height:
        raise ValueError("picture data ends early")
    samples = samples[: row * form.height].reshape(form.height, row)
    if form.bits == 1:
        samples = np.unpackbits(samples, axis=1, count=form.width) * np.uint8(255)
    elif form.channels == 3:
        samples = samples.reshape(form.height, form.width, 3)
    return 255 - samples if form.inverted else samples


def _whole(image: Object, key: str) -> int:
    value = image.get(key)
    if value is None or int(value) <= 0:
        raise UnusualPictureError
    return int(value)


def _filters(image: Object) -> list[str]:
    stated = image.get("/Filter")
    if stated is None:
        return []
    return [str(name) for name in stated.as_list()] if isinstance(stated, pikepdf.Array) else [str(stated)]


def _parameters(image: Object) -> Object:
    stated = image.get("/DecodeParms")
    if isinstance(stated, pikepdf.Array):
        stated = stated[-1] if len(stated) else None
    return stated if isinstance(stated, pikepdf.Dictionary) else pikepdf.Dictionary()


def _channels(image: Object, filters: list[str]) -> int:
    space = image.get("/ColorSpace")
    if space is None:
        if filters == ["/JPXDecode"]:
            return 0  # the JPEG 2000 file says so itself
        raise UnusualPictureError
    if isinstance(space, pikepdf.Array) and len(space) == 2 and space[0] == Name.ICCBased:
        count = int(space[1].get("/N", 0))
        if count in (1, 3):
            return count
        raise UnusualPictureError
    name = str(space[0]) if isinstance(space, pikepdf.Array) and len(space) else str(space)
    if name not in _PLAIN:
        raise UnusualPictureError
    return _PLAIN[name]


def _inverted(image: Object, channels: int) -> bool:
    stated = image.get("/Decode")
    if stated is None:
        return False
    values = [float(value) for value in stated.as_list()]
    if values == [0.0, 1.0] * (len(values) // 2):
        return False
    if values == [1.0, 0.0] * (len(values) // 2) and len(values) == 2 * channels:
        return True
    raise UnusualPictureError
