"""Picture files: still images of one page, and TIFF of many."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import Image

from ocr.decode import sniffing
from ocr.decode.image import DecodeLimits, PageImage
from ocr.decode.pixels import believable_dpi, settle_colour, square, to_pixels
from ocr.decode.refusals import refusal, translating_decoder_errors, unreachable_file
from ocr.decode.tiff_chain import TiffChain, tiff_chain

pillow_heif.register_heif_opener()

_FORMATS: dict[str, tuple[str, ...]] = {
    sniffing.TIFF: ("TIFF",),
    sniffing.JPEG: ("JPEG", "MPO"),
    sniffing.PNG: ("PNG",),
    sniffing.WEBP: ("WEBP",),
    sniffing.HEIC: ("HEIF", "AVIF"),
    sniffing.JPEG_2000: ("JPEG2000",),
    sniffing.BMP: ("BMP",),
    sniffing.GIF: ("GIF",),
}
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""Pillow's name for what each EXIF orientation asks for; 1 asks for nothing."""
_ANIMATED = (sniffing.GIF, sniffing.PNG, sniffing.WEBP)
_ORIENTATION = 0x0112
_PNG_END = b"IEND\xaeB`\x82"


class PictureFile:
    """An open picture file. `close` it, or use `open_picture`."""

    def __init__(self, path: Path, media_type: str, limits: DecodeLimits) -> None:
        self._limits = limits
        self._media_type = media_type
        self._chain: TiffChain | None = tiff_chain(path, limits) if media_type == sniffing.TIFF else None
        try:
            self._file = path.open("rb")
        except OSError:
            # not chained: the exception holds the path
            raise unreachable_file() from None
        try:
            with translating_decoder_errors("truncated-file"):
                # formats= keeps every other decoder of Pillow out of reach of what is delivered
                self._image = Image.open(self._file, formats=_FORMATS[media_type])
            self._refuse_film()
        except BaseException:
            self._file.close()
            raise

    def _refuse_film(self) -> None:
        if self._media_type in _ANIMATED and getattr(self._image, "is_animated", False):
            raise refusal("not-a-paper")

    @property
    def page_count(self) -> int:
        """Pages that can be addressed; a broken TIFF chain adds one place for what is missing."""
        if self._chain is not None:
            return len(self._chain.frames) + (1 if self._chain.cut else 0)
        return int(getattr(self._image, "n_frames", 1)) if self._media_type == sniffing.HEIC else 1

    def page(self, index: int) -> PageImage:
        """Decode one page. `RejectedInputError` ``page-unreadable``, ``truncated-file`` or ``page-too-large``."""
        frame = index
        if self._chain is not None:
            if index >= len(self._chain.frames):
                raise refusal("truncated-file")
            frame = self._chain.frames[index]
        with translating_decoder_errors():
            if self.page_count > 1 or frame:
                self._image.seek(frame)
            width, height = self._image.size
            if width * height > self._limits.max_pixels:
                raise refusal("page-too-large")
            # Pillow turns TIFF while loading and forgets the tag, so it is asked before; other formats are asked
            # after, because looking for EXIF in a PNG loads it and swallows the first complaint about its pixels
            is_tiff = self._media_type == sniffing.TIFF
            orientation = stated_orientation(self._image, self._media_type) if is_tiff else 1
            try:
                self._image.load()
            except (OSError, SyntaxError, EOFError):
                raise refusal("truncated-file" if self._ends_early() else "page-unreadable") from None
            if not is_tiff:
                orientation = stated_orientation(self._image, self._media_type)
            return self._finished(orientation)

    def _finished(self, orientation: int) -> PageImage:
        image: Image.Image = self._image
        if orientation in _TURNS and self._media_type != sniffing.TIFF:  # Pillow turns TIFF while loading
            image = image.transpose(_TURNS[orientation])
        across, down = _stated_dpi(self._image)
        if orientation >= 5:
            across, down = down, across
        pixels, dpi = square(to_pixels(image), (across, down))
        pixels, colour = settle_colour(pixels)
        height, width = pixels.shape[:2]
        return PageImage(np.ascontiguousarray(pixels), believable_dpi(dpi, width, height), colour, orientation)

    def _ends_early(self) -> bool:
        """JPEG, PNG and GIF say where they end; a file cut in transfer does not get there."""
        self._file.seek(0, 2)
        self._file.seek(max(0, self._file.tell() - 4096))
        tail = self._file.read()
        match self._media_type:
            case sniffing.JPEG:
                return b"\xff\xd9" not in tail
            case sniffing.PNG:
                return _PNG_END not in tail
            case _:
                return True

    def close(self) -> None:
        self._image.close()
        self._file.close()


@contextmanager
def open_picture(path: Path, media_type: str, limits: DecodeLimits) -> Iterator[PictureFile]:
    """Open the picture file at *path*, known to be of *media_type*.

    `RejectedInputError` ``truncated-file``, ``not-a-paper`` (a film), ``too-many-pages`` or ``page-too-large``.
    """
    picture = PictureFile(path, media_type, limits)
    try:
        yield picture
    finally:
        picture.close()


def stated_orientation(image: Image.Image, media_type: str) -> int:
    """The EXIF or TIFF orientation still to be honoured, 1..8; a broken EXIF block says nothing."""
    if media_type == sniffing.HEIC:
        return 1  # turned by its own decoder, the tag left as it was or reset
    try:
        stated = int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # Pillow raises half a dozen types at malformed EXIF
        return 1
    return stated if stated in _TURNS else 1


def _stated_dpi(image: Image.Image) -> tuple[float, float]:
    """Resolution across and down as the file states it, (0, 0) when it does not or talks nonsense."""
    stated = image.info.get("dpi", (0, 0))
    try:
        across, down = (float(value) for value in stated)
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    if not (0 < across < 1e5 and 0 < down < 1e5):
        return 0.0, 0.0
    return across, down
