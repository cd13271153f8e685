"""Pictures that go into the copy in the very bytes the scanner wrote."""

import io
import struct
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pikepdf
from PIL import Image, TiffImagePlugin

from ocr.decode.image import DecodeLimits
from ocr.decode.pdf import PdfFile
from ocr.decode.pdf_page import PagePicture
from ocr.decode.pdf_stream import UnusualPictureError, form_of, stored_bytes
from ocr.decode.pictures import stated_orientation
from ocr.decode.sniffing import JPEG
from ocr.decode.tiff_chain import tiff_chain

_G4 = 4
_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB"}
_REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_JP2 = b"\x00\x00\x00\x0cjP  \r\n\x87\n"
_ENUMERATED_SPACES = {16: 3, 17: 1}
"""JPEG 2000's numbers for sRGB and grey, with their channels."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image XObject to be: the entries of its dictionary, its data, how it is turned to be seen (EXIF number)."""

    entries: bytes
    data: bytes = field(repr=False)
    orientation: int = 1
    globals: bytes | None = field(default=None, repr=False)
    """JBIG2 segments shared between pages."""


def picture_entries(width: int, height: int, channels: int, bits: int, rest: bytes) -> bytes:
    """The dictionary of an image XObject, without its length."""
    return b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %b /BitsPerComponent %d %b" % (
        width,
        height,
        _SPACES[channels],
        bits,
        rest,
    )


def carried_from_pdf(pdf: PdfFile, index: int) -> Picture | None:
    """The page's scanned picture as it lies in the PDF, None where it has to be encoded anew."""
    found = pdf.picture(index)
    return None if found is None else carried_picture(found)


def carried_picture(found: PagePicture) -> Picture | None:
    """A scanned picture as it lies in its PDF, None where a PDF/A may not hold it so."""
    try:
        return _from_stream(found)
    except (UnusualPictureError, KeyError, OSError, SyntaxError, struct.error, zlib.error):
        return None


def carried_from_file(path: Path, index: int, media_type: str, limits: DecodeLimits) -> Picture | None:
    """A JPEG file whole, or the G4 data of a TIFF page; None where the picture has to be encoded anew."""
    frame = tiff_chain(path, limits).frames[index] if media_type != JPEG else 0
    with suppress(OSError, SyntaxError, KeyError, ValueError, IndexError), path.open("rb") as file:
        formats = ("JPEG", "MPO") if media_type == JPEG else ("TIFF",)
        with Image.open(file, formats=formats) as image:
            if media_type == JPEG:
                return _from_jpeg(path, image)
            if frame:
                image.seek(frame)
            return _from_tiff(file, image)
    return None


def _from_jpeg(path: Path, image: Image.Image) -> Picture | None:
    if image.mode not in ("L", "RGB"):
        return None  # CMYK: the output intent is sRGB, and polarity is guesswork
    entries = picture_entries(*image.size, len(image.getbands()), 8, b"/Filter /DCTDecode")
    data = path.read_bytes()
    return Picture(entries, data, stated_orientation(image, JPEG))


def _from_tiff(file: BinaryIO, image: Image.Image) -> Picture | None:
    assert isinstance(image, TiffImagePlugin.TiffImageFile)
    tags = image.tag_v2
    offsets, counts = tags.get(273, ()), tags.get(279, ())
    if tags.get(259) != _G4 or len(offsets) != 1 or len(counts) != 1 or tags.get(262) not in (0, 1):
        return None
    file.seek(offsets[0])
    data = file.read(counts[0])
    if tags.get(266, 1) == 2:
        data = data.translate(_REVERSED)
    width, height = int(tags[256]), int(tags[257])
    return Picture(
        picture_entries(width, height, 1, 1, fax_filter(width, height, black_is_one=tags.get(262) == 1)),
        data,
        stated_orientation(image, "image/tiff"),
    )


def fax_filter(width: int, height: int, *, black_is_one: bool = False) -> bytes:
    """Filter entries of G4 data. TIFF's "min is black" is what PDF reaches by calling black bits 1."""
    flag = b" /BlackIs1 true" if black_is_one else b""
    return b"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns %d /Rows %d%b >>" % (width, height, flag)


def _from_stream(found: PagePicture) -> Picture | None:
    image, form = found.image, form_of(found.image)
    inverted = b" /Decode [" + b" ".join([b"1 0"] * max(form.channels, 1)) + b"]" if form.inverted else b""
    data = stored_bytes(image)
    match form.filter:
        case "/DCTDecode":
            channels = _jpeg_channels(data, form.width, form.height)
            if channels != form.channels:
                return None
            rest = b"/Filter /DCTDecode" + inverted
        case "/CCITTFaxDecode":
            rest = _fax_parameters(image) + inverted
        case "/JPXDecode":
            if not form.inverted and (channels := _plain_jpeg_2000(data)) and form.channels in (0, channels):
                entries = picture_entries(form.width, form.height, channels, 8, b"/Filter /JPXDecode")
                return Picture(entries, data, found.orientation)
            return None
        case "/JBIG2Decode" if form.bits == 1 and form.channels == 1:
            entries = picture_entries(form.width, form.height, 1, 1, b"/Filter /JBIG2Decode" + inverted)
            return Picture(entries, data, found.orientation, _jbig2_globals(image))
        case _:
            return None
    return Picture(picture_entries(form.width, form.height, form.channels, form.bits, rest), data, found.orientation)


def _jpeg_channels(data: bytes, width: int, height: int) -> int:
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
        matches = picture.size == (width, height) and picture.mode in ("L", "RGB")
        return len(picture.getbands()) if matches else 0


def _fax_parameters(image: pikepdf.Object) -> bytes:
    """The fax parameters as they are, written out again."""
    stated = image.get("/DecodeParms")
    if isinstance(stated, pikepdf.Array):
        stated = stated[-1] if len(stated) else None
    if not isinstance(stated, pikepdf.Dictionary):
        return b"/Filter /CCITTFaxDecode"
    return b"/Filter /CCITTFaxDecode /DecodeParms " + stated.unparse(resolved=True)


def _jbig2_globals(image: pikepdf.Object) -> bytes | None:
    stated = image.get("/DecodeParms")
    if isinstance(stated, pikepdf.Array):
        stated = stated[-1] if len(stated) else None
    shared = stated.get("/JBIG2Globals") if isinstance(stated, pikepdf.Dictionary) else None
    return bytes(shared.read_bytes()) if isinstance(shared, pikepdf.Stream) else None


def _plain_jpeg_2000(data: bytes) -> int:
    """Channels of a JPEG 2000 that PDF/A-2 takes (ISO 19005-2, 6.2.8.3): one enumerated colour space; else 0."""
    if not data.startswith(_JP2):
        return 0
    spaces, depth, count = [], 0, 0
    for kind, body in _boxes(data, 0, len(data)):
        if kind == b"jp2h":
            for inner, content in _boxes(body, 0, len(body)):
                if inner == b"colr":
                    spaces.append(content)
                if inner == b"ihdr":
                    count, depth = struct.unpack_from(">HB", content, 8)
    if len(spaces) != 1 or spaces[0][0] != 1 or depth != 7:
        return 0
    channels = _ENUMERATED_SPACES.get(struct.unpack_from(">L", spaces[0], 3)[0], 0)
    return channels if channels == count else 0


def _boxes(data: bytes, start: int, end: int) -> list[tuple[bytes, bytes]]:
    """JP2 boxes up to the code stream, which is all that describes the picture."""
    found = []
    while start + 8 <= end:
        length, kind = struct.unpack_from(">L4s", data, start)
        if kind == b"jp2c" or length < 8:
            break
        found.append((kind, data[start + 8 : start + length]))
        start += length
    return found
