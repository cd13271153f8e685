"""Binds pages into a PDF/A-2b (ISO 19005-2, level B), page by page with flat memory."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ocr.bind.carried import Picture
from ocr.bind.colour_profile import srgb_profile
from ocr.bind.encoded import encoded
from ocr.bind.font import write_font
from ocr.bind.layered import Layers, Patch
from ocr.bind.metadata import CopyFacts, info_dictionary, xmp_packet
from ocr.bind.options import BinderOptions
from ocr.bind.sources import Sources
from ocr.bind.text_layer import TextLayer
from ocr.bind.writer import PdfWriter, number
from pipeline.errors import TransientError
from pipeline.ports import BoundPage

_LONGEST_SIDE = 14_400.0
_LARGEST_SHEET = 17.5
_A4_LONG_SIDE = 11.69


class PdfaBinder:
    """A `Binder`. Safe to use from several threads."""

    def __init__(self, options: BinderOptions | None = None) -> None:
        self._options = options or BinderOptions()

    def bind(self, pages: Sequence[BoundPage], title: str, made_at: datetime, target: Path) -> None:
        """See `Binder.bind`.

        Pages whose reading failed are bound as images, and the copy's description names them. `RejectedInputError`
        when a page cannot be decoded at all, `TransientError` when *target* cannot be written; nothing is left then.
        """
        if not pages:
            raise ValueError("a copy has at least one page")
        image_only = tuple(place for place, page in enumerate(pages, start=1) if page.reading.failed)
        facts = CopyFacts(title, made_at, image_only)
        with _whole_or_nothing(target), target.open("wb") as file, Sources() as sources:
            writer = PdfWriter(file)
            texts = (word.text for page in pages for line in page.reading.lines for word in line.words)
            tree, font = writer.reserve(), write_font(writer, texts)
            kids = [self._page(writer, page, tree, font, sources) for page in pages]
            listed = b" ".join(b"%d 0 R" % kid for kid in kids)
            writer.object(b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(kids), listed), tree)
            writer.finish(_catalogue(writer, facts, tree), writer.object(info_dictionary(facts)))

    def _page(self, writer: PdfWriter, page: BoundPage, tree: int, font: int, sources: Sources) -> int:
        reading = page.reading
        layers = self._layers(page, sources)
        width, height = self._size(page)
        placed = [(layers.base, _placement(layers.base.orientation, width, height))]
        placed += [(patch.picture, _place(patch, width, height)) for patch in layers.patches]
        names = [b"/I", *(b"/P%d" % n for n in range(1, len(placed)))]
        content, images = b"", b""
        for name, (picture, matrix) in zip(names, placed, strict=True):
            images += b"%b %d 0 R " % (name, _write_picture(writer, picture))
            content += b"q %b cm %b Do Q\n" % (b" ".join(number(value) for value in matrix), name)
        if not reading.failed and reading.width > 0 and reading.height > 0:
            content += TextLayer(reading, width, height, show_words=self._options.show_words).content()
        drawn = writer.packed(b"", content)
        return writer.object(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %b %b] /Rotate %d /Contents %d 0 R "
            b"/Resources << /XObject << %b>> /Font << /F %d 0 R >> >> >>"
            % (tree, number(width), number(height), reading.rotation, drawn, images, font)
        )

    def _layers(self, page: BoundPage, sources: Sources) -> Layers:
        """The page's picture in the scanner's own bytes where it can be, with patches on it if it has to be."""
        index, quality = page.address.page.capture.index, self._options.jpeg_quality
        source = sources.open(page.address.path)
        if carried := source.carried(index):
            return Layers(carried, ())
        image = source.page(index)
        return source.layered(index, image, quality) or Layers(encoded(image, quality, source.bytes_a_page), ())

    def _size(self, page: BoundPage) -> tuple[float, float]:
        """The sheet in points. Pixels of unknown resolution, such as a phone's, are taken for a sheet of paper."""
        capture = page.address.page.capture
        dpi = float(capture.dpi or page.reading.dpi or self._options.default_dpi)
        longest = max(capture.width, capture.height)
        if not (capture.dpi or page.reading.dpi) and longest / dpi > _LARGEST_SHEET:
            dpi = longest / _A4_LONG_SIDE
        dpi = max(dpi, longest * 72 / _LONGEST_SIDE)
        return max(3.0, capture.width * 72 / dpi), max(3.0, capture.height * 72 / dpi)


def _write_picture(writer: PdfWriter, picture: Picture) -> int:
    entries = picture.entries
    if picture.globals is not None:
        shared = writer.stream(b"", picture.globals)
        entries += b" /DecodeParms << /JBIG2Globals %d 0 R >>" % shared
    return writer.stream(entries, picture.data)


def _catalogue(writer: PdfWriter, facts: CopyFacts, tree: int) -> int:
    profile = writer.packed(b"/N 3 /Alternate /DeviceRGB", srgb_profile())
    intent = writer.object(
        b"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile %d 0 R >>"
        % profile
    )
    # archives read metadata without inflating anything
    metadata = writer.stream(b"/Type /Metadata /Subtype /XML", xmp_packet(facts))
    return writer.object(
        b"<< /Type /Catalog /Pages %d 0 R /Metadata %d 0 R /OutputIntents [%d 0 R] /Lang (vi-VN) "
        b"/ViewerPreferences << /DisplayDocTitle true >> >>" % (tree, metadata, intent)
    )


def _place(patch: Patch, width: float, height: float) -> tuple[float, float, float, float, float, float]:
    """The matrix that lays *patch* where it belongs on a sheet of *width* x *height*."""
    left, top, across, down = patch.place
    return (across * width, 0, 0, down * height, left * width, (1 - top - down) * height)


def _placement(orientation: int, w: float, h: float) -> tuple[float, float, float, float, float, float]:
    """The matrix that lays the picture on a sheet of *w* x *h*, turned as its EXIF *orientation* asks."""
    match orientation:
        case 2:
            return (-w, 0, 0, h, w, 0)
        case 3:
            return (-w, 0, 0, -h, w, h)
        case 4:
            return (w, 0, 0, -h, 0, h)
        case 5:
            return (0, -h, -w, 0, w, h)
        case 6:
            return (0, -h, w, 0, 0, h)
        case 7:
            return (0, h, w, 0, 0, 0)
        case 8:
            return (0, h, -w, 0, w, 0)
        case _:
            return (w, 0, 0, h, 0, 0)


@contextmanager
def _whole_or_nothing(target: Path) -> Iterator[None]:
    """No half-written copy stays behind."""
    try:
        yield
    except OSError as error:
        target.unlink(missing_ok=True)
        raise TransientError(
            "copy-not-written", "The searchable copy could not be written.", "Check the disk."
        ) from error
    except BaseException:
        target.unlink(missing_ok=True)
        raise
