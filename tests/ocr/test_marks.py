import cv2
import numpy as np
import pytest
import zxingcpp

from ocr.marks import marks
from ocr.prepare.placement import turned
from tests.ocr.pages import grey_page

DPI = 200
PATCHES = {"WNNW": "2", "NWNW": "T3", "WNWN": "T3", "NWWN": "4", "WWNN": "16"}


def with_code(kind: zxingcpp.BarcodeFormat, text: str, scale: int) -> np.ndarray:
    page = grey_page().copy()
    code = np.asarray(zxingcpp.create_barcode(text, kind).to_image(scale=scale))
    code = np.kron(code, np.ones((1, 1), np.uint8))
    page[1800 : 1800 + code.shape[0], 300 : 300 + code.shape[1]] = code
    return page


def patch_page(bars: str) -> np.ndarray:
    page = np.full((2339, 1654), 255, np.uint8)
    top = 900
    for bar in bars:
        height = round((0.20 if bar == "W" else 0.08) * DPI)
        page[top : top + height, 300:1350] = 0
        top += height + round(0.08 * DPI)
    return page


@pytest.mark.parametrize(
    ("kind", "name", "scale"),
    [
        (zxingcpp.BarcodeFormat.QRCode, "qr", 6),
        (zxingcpp.BarcodeFormat.Code128, "code128", 4),
        (zxingcpp.BarcodeFormat.DataMatrix, "datamatrix", 8),
    ],
)
def test_a_code_on_a_page_of_text_is_read(kind: zxingcpp.BarcodeFormat, name: str, scale: int) -> None:
    """QR at once, the others because the page looks as if it had one."""
    (mark,) = marks(with_code(kind, "SOHOA1;H01.09-250210-0042", scale), DPI, thorough=False)
    assert (mark.symbology, mark.text) == (name, "SOHOA1;H01.09-250210-0042")
    assert 280 < mark.box.left < 420
    assert 1780 < mark.box.top < 1950


def test_a_page_of_text_has_no_marks() -> None:
    """Nothing is invented."""
    assert marks(grey_page(), DPI, thorough=True) == ()


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("bars", PATCHES)
def test_patch_bars_are_told_apart_in_every_direction(bars: str, turns: int) -> None:
    """T and 3 are one another upside down, and so are 1 and 6."""
    page, _ = turned(patch_page(bars), turns)
    (mark,) = marks(page, DPI, thorough=False)
    assert (mark.symbology, mark.text) == ("patch", PATCHES[bars])
    assert mark.box.area > 100_000


def test_a_slightly_askew_patch_sheet_is_still_found() -> None:
    """Sheets are fed by hand."""
    spin = cv2.getRotationMatrix2D((827, 1170), 1.5, 1)
    page = np.asarray(cv2.warpAffine(patch_page("WNNW"), spin, (1654, 2339), borderValue=(255,)), dtype=np.uint8)
    assert [mark.text for mark in marks(page, DPI, thorough=False)] == ["2"]


def test_table_rules_are_no_patch() -> None:
    """Four level bars need the right widths and gaps."""
    page = grey_page().copy()
    for top in range(1800, 2200, 50):
        page[top : top + 6, 200:1400] = 0
    assert marks(page, DPI, thorough=False) == ()


def test_bars_at_head_and_foot_are_both_found() -> None:
    """A cover sheet bears the same bars twice; one pair must not hide the other."""
    page = patch_page("WNNW")
    both = np.minimum(page, np.roll(page, 1000, axis=0))
    found = [mark for mark in marks(both, DPI, thorough=False) if mark.symbology == "patch"]
    assert [mark.text for mark in found] == ["2", "2"]
    assert found[0].box.bottom < found[1].box.top
