"""The clauses of PDF/A-2b (ISO 19005-2) that a copy of scanned pages can break, checked one by one."""

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

_FILTERS = {"/FlateDecode", "/DCTDecode", "/CCITTFaxDecode", "/JPXDecode", "/JBIG2Decode"}
_DEVICE_SPACES = {"/DeviceGray", "/DeviceRGB"}
_FORBIDDEN_KEYS = {
    "/JavaScript",
    "/JS",
    "/Launch",
    "/EmbeddedFiles",
    "/AA",
    "/OpenAction",
    "/OCProperties",
    "/NeedsRendering",
}


def breaches(path: Path) -> list[str]:
    """What in the file at *path* is against the standard; empty when nothing was found."""
    return [*_file_structure(path.read_bytes()), *_objects(path)]


def _file_structure(blob: bytes) -> Iterator[str]:
    """6.1.2 to 6.1.4: header, binary comment, trailer."""
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", blob):
        yield "6.1.2 header or binary comment"
    if not blob.endswith(b"%%EOF\n"):
        yield "6.1.3 something follows the end"
    if b"/Encrypt" in blob:
        yield "6.1.3 encrypted"
    if not re.search(rb"/ID \[<([0-9a-f]{32})> <\1>\]", blob):
        yield "6.1.3 no file identifier"
    if not re.search(rb"\nxref\n0 \d+\n", blob):
        yield "6.1.4 cross-reference table"
    for found in re.finditer(rb"/Length (\d+) >>\nstream\n", blob):
        if blob[found.end() + int(found[1]) :][:11] != b"\nendstream\n":
            yield "6.1.7.1 stream length"


def _objects(path: Path) -> Iterator[str]:
    with pikepdf.open(path) as pdf:
        yield from _metadata(pdf)
        yield from _intent(pdf)
        for item in pdf.objects:
            yield from _object(item)
        for page in pdf.pages:
            yield from _page(page)


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    """6.6.2 and 6.6.4: XMP, in plain, claiming 2B, saying what Info says."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, Stream) or "/Filter" in stream:
        yield "6.6.2.1 metadata stream"
        return
    xmp = pdf.open_metadata()
    if (xmp.get("pdfaid:part"), xmp.get("pdfaid:conformance")) != ("2", "B"):
        yield "6.6.4 claim"
    pairs = {
        "/Title": "dc:title",
        "/Subject": "dc:description",
        "/Creator": "xmp:CreatorTool",
        "/Producer": "pdf:Producer",
    }
    for key, name in pairs.items():
        if str(pdf.docinfo.get(key, "")) != str(xmp.get(name, "")):
            yield f"6.6.3 {key} differs from XMP"
    for key, name in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        digits = re.sub(r"\D", "", str(pdf.docinfo[key]))
        if digits != re.sub(r"\D", "", str(xmp[name])):
            yield f"6.6.3 {key} differs from XMP"


def _intent(pdf: pikepdf.Pdf) -> Iterator[str]:
    """6.2.3: one output intent with an embedded RGB profile."""
    intents = pdf.Root.get("/OutputIntents")
    if not isinstance(intents, Array) or len(intents) != 1 or intents[0].get("/S") != Name("/GTS_PDFA1"):
        yield "6.2.3 output intent"
        return
    profile = intents[0].DestOutputProfile
    data = profile.read_bytes()
    if profile.N != 3 or data[16:20] != b"RGB " or data[36:40] != b"acsp" or data[8] > 4:
        yield "6.2.3 profile"
    if int.from_bytes(data[:4], "big") != len(data):
        yield "6.2.3 profile length"


def _object(item: Object) -> Iterator[str]:
    if not isinstance(item, Dictionary | Stream):
        return
    for key in _FORBIDDEN_KEYS & set(item.keys()):
        yield f"6.5 or 6.8: {key}"
    if isinstance(item, Stream):
        if any(key in item for key in ("/F", "/FFilter", "/FDecodeParms")):
            yield "6.1.7.1 external stream"
        if "/Filter" in item and str(item.Filter) not in _FILTERS:
            yield f"6.1.7.2 filter {item.Filter}"
    if item.get("/Subtype") == Name.Image:
        yield from _image(item)
    if item.get("/Type") == Name.Font:
        yield from _font(item)


def _image(image: Object) -> Iterator[str]:
    """6.2.8 and 6.4: no interpolation, no masks, colours the output intent covers."""
    if any(key in image for key in ("/Alternates", "/OPI", "/SMask", "/Mask")) or bool(
        image.get("/Interpolate", False)
    ):
        yield "6.2.8 image dictionary"
    if str(image.ColorSpace) not in _DEVICE_SPACES:
        yield f"6.2.4 colour space {image.ColorSpace}"
    if int(image.BitsPerComponent) not in (1, 2, 4, 8):
        yield "6.2.8.2 bits"


def _font(font: Object) -> Iterator[str]:
    """6.2.11: embedded, with widths, mapping and Unicode."""
    if font.Subtype == Name.Type0:
        if "/ToUnicode" not in font or font.Encoding != Name("/Identity-H"):
            yield "6.2.11.7 Unicode"
    elif font.Subtype == Name.CIDFontType2:
        if "/FontFile2" not in font.FontDescriptor or "/CIDToGIDMap" not in font:
            yield "6.2.11.4 embedding"
    else:
        yield f"6.2.11 font {font.Subtype}"


def _page(page: pikepdf.Page) -> Iterator[str]:
    """6.1.13 and 6.2.2: sheet size; only operators that exist; no glyph .notdef, no transparency."""
    left, bottom, right, top = (float(value) for value in page.mediabox)
    if not (3 <= right - left <= 14_400 and 3 <= top - bottom <= 14_400):
        yield "6.1.13 page size"
    if "/Group" in page.obj:
        yield "6.2.10 transparency group"
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) not in {"q", "Q", "cm", "Do", "BT", "ET", "Tr", "Tf", "Tz", "Tm", "Tj"}:
            yield f"6.2.2 operator {instruction.operator}"
        if str(instruction.operator) == "Tj":
            shown = bytes(instruction.operands[0])
            if len(shown) % 2 or b"\0\0" in (shown[place : place + 2] for place in range(0, len(shown), 2)):
                yield "6.2.11.8 .notdef"
