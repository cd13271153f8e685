"""One page of any delivered file as pixels: the only door through which page images enter."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from ocr.decode.image import DecodeLimits, PageImage, Pixels
from ocr.decode.pdf import open_pdf
from ocr.decode.pictures import open_picture
from ocr.decode.refusals import refusal
from ocr.decode.sniffing import PDF, media_type_of


class PaperFile(Protocol):
    """An open delivered file of whatever format."""

    @property
    def page_count(self) -> int: ...

    def page(self, index: int) -> PageImage:
        """Decode page *index*, counting from 0. `RejectedInputError` when that one page cannot be had."""
        ...


@contextmanager
def open_paper(path: Path, limits: DecodeLimits) -> Iterator[tuple[str, bool, PaperFile]]:
    """(media type, digitally signed, the open file). `RejectedInputError` when no page can be had."""
    media_type = media_type_of(path)
    if media_type == PDF:
        with open_pdf(path, limits) as pdf:
            yield media_type, pdf.signed, pdf
    else:
        with open_picture(path, media_type, limits) as picture:
            yield media_type, False, picture


def load_page(path: Path, index: int, limits: DecodeLimits | None = None) -> PageImage:
    """Page *index* (from 0) of the file at *path*, decoded, turned as the file says, in grey or RGB.

    The same page always gives the same pixels. `RejectedInputError` with the references `PageInspector` lists,
    or ``page-unreadable``; `TransientError` when the local file cannot be read.
    """
    with open_paper(path, limits or DecodeLimits()) as (_, _, paper):
        if not 0 <= index < paper.page_count:
            raise refusal("page-unreadable")
        return paper.page(index)


__all__ = ["DecodeLimits", "PageImage", "Pixels", "load_page", "open_paper"]
