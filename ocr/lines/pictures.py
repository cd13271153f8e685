"""What on a page is no text though it has pieces like letters: codes, emblems, photographs, the inside of round seals."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.lines.inked import Inked
from pipeline.model.geometry import Box

_CELL = 8
"""Pixels that are looked at together."""
_FIELD = 3.5
"""Letter heights; wider than one line with the blank below it."""
_DARK = 0.36
"""Of such a field that is ink in a picture; the boldest text leaves more blank."""
_SEAL = (5.0, 26.0)
"""Letter heights across a seal."""
_ROUND = (0.8, 1.25)
_FULL = 0.6
"""Of its box that a seal's own ink fills; a full disc is an emblem and dark throughout."""
_CORNER = 0.12


@dataclass(frozen=True, slots=True)
class Pictures:
    """Dark fields on a grid of `_CELL` pixels, what is close by them, and the boxes of round seals."""

    dark: NDArray[np.bool_] = field(repr=False)
    close: NDArray[np.bool_] = field(repr=False)
    seals: tuple[Box, ...]

    def hold(self, box: Box) -> bool:
        """Whether *box* lies in a dark field for the most part."""
        rows = slice(box.top // _CELL, box.bottom // _CELL + 1)
        return bool(self.dark[rows, box.left // _CELL : box.right // _CELL + 1].mean() > 0.5)

    def touch(self, box: Box) -> bool:
        """Whether all of *box* is close by a dark field: its ragged edge, unless it is a line of text."""
        rows = slice(box.top // _CELL, box.bottom // _CELL + 1)
        return bool(self.close[rows, box.left // _CELL : box.right // _CELL + 1].all())

    def hold_middle(self, page: Inked) -> NDArray[np.bool_]:
        """Of which pieces the middle lies in a dark field."""
        rows = (page.top + page.height // 2) // _CELL
        columns = (page.left + page.width // 2) // _CELL
        return np.asarray(self.dark[rows, columns], dtype=np.bool_)

    def sealed(self, box: Box) -> bool:
        """Whether *box* lies within the ring of a seal."""
        return any(box.overlap(seal) == box.area for seal in self.seals)


def pictures_on(page: Inked) -> Pictures:
    coarse = cv2.resize(
        page.grey, (-(-page.grey.shape[1] // _CELL), -(-page.grey.shape[0] // _CELL)), interpolation=cv2.INTER_AREA
    )
    side = max(3, round(_FIELD * page.letter / _CELL)) | 1
    mean = cv2.blur(coarse, (side, side), borderType=cv2.BORDER_REPLICATE)
    dark = np.asarray(mean < 255 * (1 - _DARK), dtype=np.uint8)
    close = cv2.dilate(dark, np.ones((side | 1, side | 1), np.uint8))
    dark = np.asarray(cv2.dilate(dark, np.ones((3, 3), np.uint8)), dtype=np.uint8)
    return Pictures(np.asarray(dark, dtype=np.bool_), np.asarray(close, dtype=np.bool_), tuple(_seals(page)))


def _seals(page: Inked) -> Sequence[Box]:
    """Large round pieces that are empty in their corners."""
    low, high = (share * page.letter for share in _SEAL)
    width, height = page.width, np.maximum(page.height, 1)
    large = (width >= low) & (width <= high) & (width >= _ROUND[0] * height) & (width <= _ROUND[1] * height)
    large &= page.area < _FULL * width * height
    found: list[Box] = []
    for number in np.flatnonzero(large):
        left, top = int(page.left[number]), int(page.top[number])
        own = page.labels[top : top + page.height[number], left : left + page.width[number]] == number
        side = max(1, round(_CORNER * own.shape[0])), max(1, round(_CORNER * own.shape[1]))
        corners = (own[: side[0], : side[1]], own[: side[0], -side[1] :], own[-side[0] :, : side[1]], own[-side[0] :, -side[1] :])  # fmt: skip
        if not any(corner.any() for corner in corners):
            found.append(Box(left, top, left + own.shape[1], top + own.shape[0]))
    return found
