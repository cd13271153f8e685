"""The files a copy's pages lie in, opened once for each run of pages from the same file."""

from contextlib import ExitStack
from pathlib import Path
from typing import Self

from ocr.bind.carried import Picture, carried_from_file, carried_from_pdf
from ocr.bind.layered import Layers, layered
from ocr.decode.image import DecodeLimits, PageImage
from ocr.decode.page import PaperFile, open_paper
from ocr.decode.pdf import PdfFile
from ocr.decode.sniffing import JPEG, TIFF


class Source:
    """One open delivered file."""

    def __init__(self, path: Path, media_type: str, paper: PaperFile, limits: DecodeLimits) -> None:
        self.path = path
        self._media_type = media_type
        self._paper = paper
        self._limits = limits

    @property
    def bytes_a_page(self) -> int:
        return self.path.stat().st_size // max(1, self._paper.page_count)

    def page(self, index: int) -> PageImage:
        return self._paper.page(index)

    def carried(self, index: int) -> Picture | None:
        """The picture in its own bytes, where a PDF/A may hold them."""
        if isinstance(self._paper, PdfFile):
            return carried_from_pdf(self._paper, index)
        if self._media_type in (JPEG, TIFF):
            return carried_from_file(self.path, index, self._media_type, self._limits)
        return None

    def layered(self, index: int, drawn: PageImage, quality: int) -> Layers | None:
        """A scan that something was painted on, in its own bytes with patches; *drawn* is how the page looks."""
        if not drawn.rendered or not isinstance(self._paper, PdfFile):
            return None
        return layered(self._paper, index, drawn, quality)


class Sources:
    """Keeps the last file open: the pages of a document mostly come from one."""

    def __init__(self) -> None:
        self._limits = DecodeLimits()
        self._open = ExitStack()
        self._last: Source | None = None

    def open(self, path: Path) -> Source:
        """The file at *path*. `RejectedInputError` as `load_page`."""
        if self._last is None or self._last.path != path:
            self._close()
            media_type, _, paper = self._open.enter_context(open_paper(path, self._limits))
            self._last = Source(path, media_type, paper, self._limits)
        return self._last

    def _close(self) -> None:
        self._last = None
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()
