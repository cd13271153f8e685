"""What a file is, from its first bytes; its name is never asked."""

from pathlib import Path

from ocr.decode.refusals import refusal, unreachable_file

PDF = "application/pdf"
TIFF = "image/tiff"
JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
HEIC = "image/heic"
JPEG_2000 = "image/jp2"
BMP = "image/bmp"
GIF = "image/gif"

_HEAD = 1024
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),
    (b"MM\x00+", TIFF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", JPEG_2000),
    (b"\xff\x4f\xff\x51", JPEG_2000),
    (b"BM", BMP),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
)
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")


def media_type_of(path: Path) -> str:
    """The media type of the file at *path*.

    `RejectedInputError` ``empty-file`` or ``not-a-paper``; `TransientError` when the file itself cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        # not chained: the exception holds the path, and a delivered name may name a person
        raise unreachable_file() from None
    if not head:
        raise refusal("empty-file")
    found = _media_type_of_head(head)
    if found is None:
        raise refusal("not-a-paper")
    return found


def _media_type_of_head(head: bytes) -> str | None:
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return HEIC
    # printers put job control lines in front of the header; readers look for it in the first kilobyte
    return PDF if b"%PDF-" in head else None
