"""PDF files: the scanned picture where a page is one, a drawing of the page where it is not."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import numpy as np
import pikepdf

from ocr.decode.image import DecodeLimits, PageImage, Pixels
from ocr.decode.pdf_images import check_images
from ocr.decode.pdf_page import PageLook, PagePicture, look_at
from ocr.decode.pdf_render import Drawing, DrawingError
from ocr.decode.pdf_signature import is_signed
from ocr.decode.pdf_stream import UnusualPictureError, decode_stream
from ocr.decode.pixels import believable_dpi, settle_colour, square
from ocr.decode.refusals import refusal, translating_decoder_errors, unreachable_file
from pipeline.errors import RejectedInputError

_END_WITHIN = 8192


class PdfFile:
    """An open PDF. `close` it, or use `open_pdf`."""

    def __init__(self, path: Path, limits: DecodeLimits) -> None:
        self._path = path
        self._limits = limits
        self._cut = ends_early(path)
        self._drawing: Drawing | None = None
        self._pdf, self.page_count = self._open()
        try:
            self._refuse_length()
        except BaseException:
            self.close()
            raise

    def _refuse_length(self) -> None:
        if self.page_count == 0:
            raise refusal("truncated-file" if self._cut else "no-pages")
        if self.page_count > self._limits.max_pages:
            raise refusal("too-many-pages")

    def page(self, index: int) -> PageImage:
        """Decode one page. `RejectedInputError` ``page-unreadable``, ``truncated-file`` or ``page-too-large``."""
        with translating_decoder_errors():
            look = self._look(index)
            image = self._scanned(look.picture) if look.picture is not None else None
            if image is None:
                image = self._draw().page(index, self._limits, _native_dpi(look.picture))
        if (self._cut or not look.sound) and image.rendered and _uniform(image.pixels):
            # a renderer shows an empty sheet where the picture is gone: not a blank page, a lost one
            raise refusal("truncated-file" if self._cut else "page-unreadable")
        return image

    @property
    def signed(self) -> bool:
        """Carries a digital signature. Whether it is valid is not asked here."""
        with translating_decoder_errors():
            return self._pdf is not None and is_signed(self._pdf)

    def picture(self, index: int) -> PagePicture | None:
        """The scanned picture that the page is, in the bytes it came in; None when the page has to be drawn."""
        with translating_decoder_errors():
            return self._look(index).picture

    def base(self, index: int) -> tuple[PagePicture, Pixels] | None:
        """The scan that lies under what was painted on the page later, and its pixels turned as it is to be seen.

        None where there is none, or where it is stored in a way we do not decode ourselves.
        """
        with translating_decoder_errors():
            found = self._look(index).base
            if found is None:
                return None
            try:
                return found, turned(decode_stream(found.image), found.orientation)
            except UnusualPictureError:
                return None

    def _open(self) -> tuple[pikepdf.Pdf | None, int]:
        """qpdf opens what is broken best; the few files only the renderer understands are drawn."""
        try:
            pdf = _open(self._path)
        except RejectedInputError as refused:
            try:
                self._drawing = Drawing(self._path)
            except DrawingError:
                raise refused from None
            return None, self._drawing.page_count
        with translating_decoder_errors("truncated-file"):
            return pdf, len(pdf.pages)

    def _look(self, index: int) -> PageLook:
        if self._pdf is None:
            return PageLook(None, sound=False)
        page = self._pdf.pages[index]
        sound = check_images(page, self._limits)
        look = look_at(page)
        return PageLook(look.picture, look.sound and sound, look.base)

    def _scanned(self, picture: PagePicture) -> PageImage | None:
        try:
            stored = decode_stream(picture.image)
        except UnusualPictureError:
            return None
        pixels = turned(stored, picture.orientation)
        height, width = pixels.shape[:2]
        pixels, dpi = square(pixels, (width * 72 / picture.width, height * 72 / picture.height))
        pixels, colour = settle_colour(pixels)
        height, width = pixels.shape[:2]
        return PageImage(np.ascontiguousarray(pixels), believable_dpi(dpi, width, height), colour, picture.orientation)

    def _draw(self) -> Drawing:
        if self._drawing is None:
            self._drawing = Drawing(self._path, self._repaired)
        return self._drawing

    def _repaired(self) -> bytes:
        """The file as qpdf understands it, for a renderer that cannot follow the original."""
        assert self._pdf is not None
        target = io.BytesIO()
        self._pdf.save(target)
        return target.getvalue()

    def close(self) -> None:
        if self._drawing is not None:
            self._drawing.close()
        if self._pdf is not None:
            self._pdf.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def open_pdf(path: Path, limits: DecodeLimits) -> Iterator[PdfFile]:
    """Open the PDF at *path*.

    `RejectedInputError` ``encrypted-file`` (an empty user password opens), ``truncated-file``, ``no-pages``,
    ``too-many-pages``.
    """
    with PdfFile(path, limits) as pdf:
        yield pdf


def turned(pixels: Pixels, orientation: int) -> Pixels:
    """*pixels* shown as the EXIF *orientation* asks."""
    match orientation:
        case 2:
            return pixels[:, ::-1]
        case 3:
            return pixels[::-1, ::-1]
        case 4:
            return pixels[::-1]
        case 5:
            return pixels.swapaxes(0, 1)
        case 6:
            return np.rot90(pixels, -1)
        case 7:
            return pixels[::-1, ::-1].swapaxes(0, 1)
        case 8:
            return np.rot90(pixels)
        case _:
            return pixels


def _open(path: Path) -> pikepdf.Pdf:
    try:
        return pikepdf.open(path)
    except pikepdf.PasswordError:
        raise refusal("encrypted-file") from None
    except OSError:
        raise unreachable_file() from None  # not chained: the exception holds the path
    except MemoryError:
        raise refusal("page-too-large") from None
    except Exception:
        raise refusal("truncated-file") from None  # not chained: qpdf writes the path into its messages


def ends_early(path: Path) -> bool:
    """Whether the file lacks the mark every PDF ends with: it was cut, however many pages can still be found in it."""
    try:
        with path.open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - _END_WITHIN))
            return b"%%EOF" not in file.read()
    except OSError:
        raise unreachable_file() from None


def _uniform(pixels: Pixels) -> bool:
    return bool(pixels.min() == pixels.max())


def _native_dpi(picture: PagePicture | None) -> float:
    """Resolution of a page that is one picture, along the picture's finer axis; 0 for other pages."""
    if picture is None:
        return 0.0
    across, down = float(picture.image.get("/Width", 0)), float(picture.image.get("/Height", 0))
    if picture.orientation >= 5:
        across, down = down, across
    return max(across * 72 / picture.width, down * 72 / picture.height)
