"""A page as pixels, and how much of everything a page may take."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.model.geometry import Box
from pipeline.model.paper import Colour

Pixels = NDArray[np.uint8]
"""Height x width (grey, one-bit as 0 and 255) or height x width x 3 (RGB)."""


@dataclass(frozen=True, slots=True)
class DecodeLimits:
    """Where decoding stops. 120 Mpx holds A3 at 600 dpi (70 Mpx) with room; a bomb has hundreds."""

    max_pixels: int = 120_000_000
    max_pages: int = 2_000
    render_dpi: int = 300
    """For PDF pages that are drawn rather than scanned."""
    min_render_dpi: int = 200
    max_render_pixels: int = 36_000_000
    """A drawn page is rendered coarser rather than larger than this (A2 at 300 dpi)."""


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """One word as the file says it, NFC, and the box of its letters in pixels of the page as drawn."""

    text: str = field(repr=False)
    box: Box


@dataclass(frozen=True, slots=True)
class PageImage:
    """One decoded page: what is on the paper, the way the file says it is to be looked at.

    EXIF and TIFF orientation and a PDF page's /Rotate are already applied; `orientation` is the EXIF number (1..8)
    of what was applied, 1 for nothing. Pixels are square: a fax with 204 x 98 dpi is stretched to 204 x 204.
    """

    pixels: Pixels = field(repr=False)
    dpi: int
    """Pixels per inch of paper; 0 when nobody said, or when what was said cannot be."""
    colour: Colour
    orientation: int = 1
    rendered: bool = False
    """Drawn by a PDF renderer rather than taken from the file as it was scanned."""
    words: tuple[PrintedWord, ...] = field(repr=False, default=())
    """Words a drawn page was printed with, as its file says them: to be checked against what is seen."""

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def channels(self) -> int:
        return 1 if self.pixels.ndim == 2 else 3
