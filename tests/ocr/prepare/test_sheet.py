"""A photographed sheet is seen from above, and every box finds its way back."""

import cv2
import numpy as np
import pytest

from ocr.prepare import prepare, sight_of
from ocr.prepare.placement import turned
from ocr.prepare.sheet import sheet_on
from pipeline.model.geometry import Box
from tests.ocr.pages import grey_page

CORNERS = np.array([[130, 90], [1790, 150], [1730, 2480], [60, 2410]], np.float32)
DPI = 200


def photo() -> tuple[np.ndarray, np.ndarray]:
    """(a page on a dark desk, slanted, half of it in a soft shadow; the matrix from the page to it)."""
    page = grey_page()
    height, width = page.shape
    rect = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(rect, CORNERS)
    seen = cv2.warpPerspective(page, matrix, (1860, 2560), flags=cv2.INTER_AREA, borderValue=(95,)).astype(np.float32)
    seen[:, 900:] *= np.clip(np.linspace(1, -2, 960), 0.7, 1)
    return seen.clip(0, 255).astype(np.uint8), matrix


def test_the_corners_of_a_sheet_on_a_desk_are_found() -> None:
    """To a few pixels, whatever shadow falls on it."""
    sheet = sheet_on(photo()[0])
    assert sheet is not None
    assert np.abs(sheet.corners - CORNERS).max() < 12


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_the_slant_is_taken_out_and_boxes_find_back(turns: int) -> None:
    """A letter of the prepared page lies where it lay on the picture, and the desk is gone."""
    seen, _ = photo()
    ready = prepare(turned(seen, -turns)[0], DPI, turns)
    assert np.mean(ready.grey[:, :20] < 200) < 0.02
    rows, columns = np.nonzero(ready.grey < 100)
    scanned = turned(seen, -turns)[0]
    for n in range(0, rows.size, rows.size // 40):
        box = ready.placement.box(Box(int(columns[n]), int(rows[n]), int(columns[n]) + 1, int(rows[n]) + 1))
        near = scanned[max(0, box.top - 2) : box.bottom + 2, max(0, box.left - 2) : box.right + 2]
        assert near.min() < 150


def test_a_page_that_fills_the_picture_has_no_edges() -> None:
    """Ordinary scans are never cropped, nor those with a dark stripe along one side."""
    page = grey_page().copy()
    assert sheet_on(page) is None
    page[:, :20] = 60
    assert sheet_on(page) is None


def test_what_lies_around_the_sheet_is_no_ink() -> None:
    """The grain of the desk is not what lines are measured by."""
    sight = sight_of(photo()[0])
    assert sight.sheet is not None
    assert not sight.ink[:, : round(40 * sight.scale)].any()
    assert abs(sight.lean.degrees) < 3
