"""Coloured ink goes where it covers black print, and nowhere else."""

import cv2
import numpy as np
import pytest

from ocr.prepare.ink import grey_copy
from ocr.prepare.overprint import without_overprint

DPI = 200
RED, BLUE, VIOLET, BLACK = (205, 35, 45), (40, 60, 170), (110, 50, 150), (20, 20, 20)
Colour = tuple[int, int, int]


def page() -> np.ndarray:
    """Three lines of black print."""
    pixels = np.full((700, 1400, 3), 252, np.uint8)
    for row in (200, 260, 320):
        _write(pixels, "UY BAN NHAN DAN THANH PHO HA NOI", (100, row), BLACK)
    return pixels


def _write(pixels: np.ndarray, text: str, at: tuple[int, int], colour: Colour) -> None:
    cv2.putText(pixels, text, at, cv2.FONT_HERSHEY_SIMPLEX, 1.1, colour, 3)


def _printed_over(pixels: np.ndarray, colour: Colour, top: int) -> np.ndarray:
    """A stamp whose words begin at *top*, as ink upon ink."""
    ink = np.full_like(pixels, 255)
    _write(ink, "BAN SAO DUNG VOI BAN CHINH", (230, top + 30), colour)
    return np.minimum(pixels, ink)


def _grey(pixels: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)


@pytest.mark.parametrize("colour", [RED, BLUE, VIOLET])
def test_a_stamp_over_print_goes_and_the_print_stays(colour: Colour) -> None:
    """What is read is the page without the stamp."""
    clean = page()
    grey, crossed, _ = grey_copy(_printed_over(clean, colour, 182), DPI)
    assert crossed
    black = _grey(clean) < 60
    assert grey[black].max() < 110
    assert np.count_nonzero(grey[~cv2.dilate(black.astype(np.uint8), np.ones((5, 5))).astype(bool)] < 160) < 60


@pytest.mark.parametrize("colour", [RED, BLUE, VIOLET])
def test_a_stamp_beside_the_print_stays(colour: Colour) -> None:
    """It says when the paper came in."""
    stamped = _printed_over(page(), colour, 450)
    grey, crossed = without_overprint(_grey(stamped), stamped, DPI)
    assert not crossed
    assert np.array_equal(grey, _grey(stamped))


@pytest.mark.parametrize("colour", [RED, BLUE])
def test_what_is_filled_in_stays(colour: Colour) -> None:
    """Values stand behind black labels, on black dots, in blue or red."""
    pixels = page()
    for row in (420, 480, 540):
        _write(pixels, "Ho va ten:", (100, row), BLACK)
        for x in range(300, 1300, 9):
            cv2.rectangle(pixels, (x, row + 1), (x + 2, row + 3), BLACK, -1)
        _write(pixels, "NGUYEN VAN GIAP 0123", (310, row), colour)
    grey, _, _ = grey_copy(pixels, DPI)
    assert np.array_equal(grey, _grey(pixels))


def test_the_coloured_rims_of_black_letters_are_no_ink() -> None:
    """A scanner whose colours lie a pixel apart rims every letter in red and blue."""
    pixels = page()
    apart = np.dstack([np.roll(pixels[..., 0], -1, axis=1), pixels[..., 1], np.roll(pixels[..., 2], 1, axis=1)])
    grey, crossed = without_overprint(_grey(apart), apart, DPI)
    assert not crossed
    assert np.array_equal(grey, _grey(apart))


def test_a_coloured_sheet_is_left_alone() -> None:
    """Certificates are printed on tinted paper."""
    pixels = np.minimum(page(), np.array((250, 225, 190), np.uint8))
    assert not without_overprint(_grey(pixels), pixels, DPI)[1]
