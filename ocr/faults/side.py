"""A scanned side as the search for faults sees it: small, and everything that several searches need measured once.

Two pictures: `small`, about 100 dots per inch, in which letters are still letters; `coarse`, about one pixel a
millimetre, in which only paper, light and large things are left.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

import cv2
import numpy as np

from ocr.decode.image import PageImage, Pixels
from ocr.prepare.cells import in_cells
from ocr.prepare.placement import Grey, Mask
from ocr.prepare.sight import Sight, sight_of
from pipeline.model.geometry import Box

A4_LONG_SIDE = 11.69
SMALL_DPI, COARSE_CELLS = 100, 4
_SHEETS = (70.0, 1250.0)
"""Millimetres the long side of a scanned paper may have (an identity card to A0), or its resolution is not believed."""
_CLEARANCE = 11
"""Millimetres: writing is narrower, shadows and hands are wider."""
_INK = 0.72
"""Ink is darker than this share of the paper around it."""
_RED = 28
_DESK = 0.55
"""Of the paper's level: darker than this on the rim it is what lies around the sheet."""

_STEEP, _OUTLINE, _LEAST_CONTRAST = 0.26, 0.45, 30.0
"""Share of the whole difference to the paper that is met within a millimetre, and how much of an outline must fall so."""


@dataclass(frozen=True)
class Side:
    """One side. `dpi` is what distances go by: the stated resolution where it can be true, else as if the sheet were A4."""

    image: PageImage = field(repr=False)
    dpi: float

    @classmethod
    def of(cls, image: PageImage) -> Self:
        long_side = max(image.width, image.height)
        stated = image.dpi and _SHEETS[0] <= long_side / image.dpi * 25.4 <= _SHEETS[1]
        return cls(image, float(image.dpi) if stated else long_side / A4_LONG_SIDE)

    @cached_property
    def grey(self) -> Grey:
        pixels = self.image.pixels
        return pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)

    @cached_property
    def step(self) -> int:
        """Pixels of the page to one of `small`."""
        return max(1, round(self.dpi / SMALL_DPI))

    @property
    def mm(self) -> float:
        """Pixels of `small` to a millimetre of paper."""
        return self.dpi / self.step / 25.4

    @cached_property
    def colours(self) -> Pixels:
        """The page in `small` size, with its colours where it has any."""
        return in_cells(self.image.pixels, self.step)

    @cached_property
    def small(self) -> Grey:
        return in_cells(self.grey, self.step)

    @cached_property
    def coarse(self) -> Grey:
        return in_cells(self.small, COARSE_CELLS)

    @property
    def coarse_mm(self) -> float:
        """Pixels of `coarse` to a millimetre of paper."""
        return self.mm / COARSE_CELLS

    @cached_property
    def bare(self) -> Grey:
        """`coarse` as if nothing were written: what is left is paper and what is wider than writing."""
        return closed(self.coarse, _CLEARANCE * self.coarse_mm)

    @cached_property
    def paper_level(self) -> float:
        """How light the paper is: the brighter part of what fills most of the side."""
        return float(np.percentile(self.bare, 75))

    @cached_property
    def red(self) -> Mask:
        """Seal ink in `small`."""
        if self.colours.ndim == 2:
            return np.zeros(self.small.shape, dtype=np.uint8)
        first, second, third = cv2.split(self.colours)
        return np.asarray(cv2.subtract(first, cv2.max(second, third)) > _RED, dtype=np.uint8)

    @cached_property
    def paper_here(self) -> Grey:
        """The paper's level at every pixel of `small`."""
        height, width = self.small.shape
        return np.asarray(cv2.resize(self.bare, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)

    @cached_property
    def ink(self) -> Mask:
        """What is written, printed or stamped, in `small`: darker than the paper around it."""
        limit = cv2.convertScaleAbs(self.paper_here, alpha=_INK)
        return np.asarray(self.small < limit, dtype=np.uint8)

    @cached_property
    def sight(self) -> Sight:
        return sight_of(self.grey)

    @cached_property
    def beside(self) -> Mask:
        """Of `coarse`: what lies around the sheet, dark and reaching the rim, and ends where the sheet begins: no shadow."""
        dark = from_the_rim(np.asarray(self.bare < _DESK * self.paper_level, dtype=np.uint8))
        count, labels = cv2.connectedComponents(dark, connectivity=8)
        sharp = [name for name in range(1, count) if self.has_an_edge(np.asarray(labels == name))]
        return np.asarray(np.isin(labels, sharp), dtype=np.uint8)

    @cached_property
    def _steep(self) -> np.ndarray:
        """How steeply the light falls in `bare`, levels over about a millimetre."""
        across = cv2.Sobel(self.bare, cv2.CV_32F, 1, 0, scale=1 / 4)
        down = cv2.Sobel(self.bare, cv2.CV_32F, 0, 1, scale=1 / 4)
        return np.asarray(cv2.dilate(cv2.magnitude(across, down), np.ones((3, 3), np.uint8)))

    def has_an_edge(self, thing: np.ndarray) -> bool:
        """Whether most of the outline of *thing*, a part of `coarse`, is a sharp one where it does not lie on the rim.

        A thing has an edge, a shadow has none.
        """
        own = np.asarray(thing, dtype=np.uint8)
        outline = (cv2.dilate(own, np.ones((3, 3), np.uint8)) - own) > 0
        if not outline.any():
            return False
        contrast = max(_LEAST_CONTRAST, abs(self.paper_level - float(np.median(self.bare[own > 0]))))
        return float((self._steep[outline] >= _STEEP * contrast).mean()) >= _OUTLINE

    def box(self, left: float, top: float, right: float, bottom: float, cells: int = 1) -> Box:
        """A place given in pixels of `small` (or of `coarse`: *cells* = `COARSE_CELLS`) in pixels of the page."""
        step = self.step * cells
        width, height = self.image.width, self.image.height
        x0, x1 = (int(np.clip(round(v * step), 0, width)) for v in (left, right))
        y0, y1 = (int(np.clip(round(v * step), 0, height)) for v in (top, bottom))
        return Box(x0, y0, max(x0, x1), max(y0, y1))


def closed(grey: Grey, length: float) -> Grey:
    """*grey* without what is darker and narrower than *length* pixels."""
    side = max(3, round(length) | 1)
    return np.asarray(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8)), dtype=np.uint8)


def from_the_rim(mask: Mask) -> Mask:
    """The connected parts of *mask* that reach the rim of the picture."""
    _, labels = cv2.connectedComponents(mask, connectivity=4)
    rim = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    return np.asarray(np.isin(labels, rim[rim > 0]), dtype=np.uint8)


def runs(flags: np.ndarray) -> Iterator[tuple[int, int]]:
    """(first, one past the last) of every run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], np.asarray(flags, dtype=np.int8), [0]))))
    yield from ((int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True))
