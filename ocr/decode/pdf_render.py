"""PDF pages drawn by PDFium: what a reader would see on the sheet."""

import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from ocr.decode.image import DecodeLimits, PageImage
from ocr.decode.pdf_text import printed_words
from ocr.decode.pixels import settle_colour
from ocr.decode.refusals import refusal

_PDFIUM = threading.RLock()
"""PDFium is not thread-safe (pypdfium2 issue 303): one call at a time in a process."""
_NATIVE_DPI = (100.0, 600.0)
_SCAN_DPI = 100.0
"""Images coarser than this across the page are logos, not the page."""
_COARSEST = 72.0
_LARGE_IMAGE = 250_000


class DrawingError(Exception):
    """The renderer cannot open the file."""


class Drawing:
    """A PDF opened by the renderer; *repaired* gives the same file rewritten, should a page not load."""

    def __init__(self, path: Path, repaired: Callable[[], bytes] | None = None) -> None:
        self._repaired = repaired
        with _PDFIUM:
            try:
                self._document = _opened(path)
            except pdfium.PdfiumError:
                if repaired is None:
                    raise DrawingError from None
                self._repaired = None
                self._document = _opened(repaired())
            self.page_count = len(self._document)

    def page(self, index: int, limits: DecodeLimits, native_dpi: float) -> PageImage:
        """Draw one page: at *native_dpi* when the whole page is one scanned picture, else (0) as its images ask for."""
        with _PDFIUM, self._loaded(index) as page:
            images = _images(page, limits)
            _check_sound([image for image in images if native_dpi or _pixels(image) >= _LARGE_IMAGE])
            dpi = _resolution(page, images, limits, native_dpi)
            bitmap = page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=True)
            drawn = np.array(bitmap.to_numpy()[:, :, :3])
            words = () if native_dpi else printed_words(page, dpi / 72)
        pixels, colour = settle_colour(drawn)
        return PageImage(pixels, round(dpi), colour, rendered=True, words=words)

    @contextmanager
    def _loaded(self, index: int) -> Iterator[pdfium.PdfPage]:
        try:
            page = self._document[index]
        except pdfium.PdfiumError:
            if self._repaired is None:
                raise
            self._document.close()
            self._document = _opened(self._repaired())
            self._repaired = None
            page = self._document[index]
        try:
            yield page
        finally:
            page.close()

    def close(self) -> None:
        with _PDFIUM:
            self._document.close()


def _opened(source: Path | bytes) -> pdfium.PdfDocument:
    document = pdfium.PdfDocument(source)
    # signatures and stamps are form fields; XFA forms are drawn from their plain fallback
    if document.get_formtype() in (pdfium_c.FORMTYPE_ACRO_FORM, pdfium_c.FORMTYPE_XFA_FOREGROUND):
        document.init_forms()
    return document


def _images(page: pdfium.PdfPage, limits: DecodeLimits) -> list[pdfium.PdfImage]:
    """The images drawn on the page; ``page-too-large`` for a bomb."""
    images = []
    for found in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        if _pixels(found) > limits.max_pixels:
            raise refusal("page-too-large")
        images.append(found)
    return images


def _pixels(image: pdfium.PdfImage) -> int:
    width, height = image.get_px_size()
    return int(width * height)


def _check_sound(images: list[pdfium.PdfImage]) -> None:
    """Every one of *images* must decode: a renderer leaves out what it cannot decode and says nothing."""
    for image in images:
        if image.get_filters() == ["DCTDecode"]:
            with Image.open(io.BytesIO(bytes(image.get_data())), formats=("JPEG",)) as picture:
                picture.load()
        else:
            image.get_bitmap()


def _resolution(page: pdfium.PdfPage, images: list[pdfium.PdfImage], limits: DecodeLimits, native_dpi: float) -> float:
    """Dots per inch to draw at; ``page-too-large`` when even a coarse drawing is beyond the pixel limit."""
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise refusal("page-unreadable")
    area = width * height / 72**2
    if native_dpi:
        dpi = min(max(native_dpi, _NATIVE_DPI[0]), _NATIVE_DPI[1])
        most = limits.max_pixels
    else:
        dpi, most = float(limits.render_dpi), limits.max_render_pixels
        scanned = max((_dpi_on_page(image, width) for image in images if _pixels(image) >= _LARGE_IMAGE), default=0.0)
        if scanned >= _SCAN_DPI:
            dpi = min(max(scanned, limits.min_render_dpi), limits.render_dpi)
    if area * dpi * dpi > most:
        dpi = (most / area) ** 0.5
    if dpi < _COARSEST:
        raise refusal("page-too-large")
    return dpi


def _dpi_on_page(image: pdfium.PdfImage, page_width: float) -> float:
    """Resolution of an image where it stands; inside a form, as if it were as wide as the page."""
    pixels = image.get_px_size()
    if image.level:
        return float(min(pixels) * 72 / page_width)
    left, bottom, right, top = image.get_bounds()
    longer = max(right - left, top - bottom)
    return float(max(pixels) * 72 / longer) if longer > 0 else 0.0
