"""Machine-readable marks: QR codes, patch bars and, where something suggests one, bar codes (zxing-cpp)."""

import unicodedata
from typing import Any

import cv2
import numpy as np
import zxingcpp

from ocr.patches import find_patches
from ocr.prepare import Grey
from pipeline.model.geometry import Box
from pipeline.model.reading import Barcode

_CELL = 3.0
"""Millimetres."""
_FIELD = 3
_DARK = 110
_DENSE = 0.25
"""Three in 34 pages without a code look so, and every code of the tests does."""

SYMBOLOGIES = {"QRCode": "qr", "Code128": "code128", "DataMatrix": "datamatrix", "Code39": "code39"}
_LINEAR = (zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.DataMatrix)


def marks(grey: Grey, dpi: int, *, thorough: bool) -> tuple[Barcode, ...]:
    """Marks on the page as scanned. Only printed formats are asked for: asking for all invents one now and then.

    *thorough* also looks for Code 128 and DataMatrix, and once more at one and a half times the size; so does a page
    that looks as if it carried a code. QR alone takes a sixth of the time.
    """
    found = _read(grey, zxingcpp.BarcodeFormat.QRCode, 1.0)
    if not found and (thorough or _looks_coded(grey, dpi)):
        found = _read(grey, _LINEAR, 1.0) or _read(grey, zxingcpp.BarcodeFormat.QRCode, 1.5)
    return tuple(sorted((*found, *find_patches(grey, dpi)), key=lambda mark: (mark.box.top, mark.box.left)))


def _read(grey: Grey, formats: Any, scale: float) -> list[Barcode]:
    image = grey if scale == 1.0 else cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    codes = zxingcpp.read_barcodes(np.ascontiguousarray(image), formats=formats)
    found = [_barcode(code, scale, grey.shape[1], grey.shape[0]) for code in codes if code.valid and code.text]
    return sorted(found, key=lambda mark: (mark.box.top, mark.box.left))


def _barcode(code: zxingcpp.Barcode, scale: float, width: int, height: int) -> Barcode:
    corners = [code.position.top_left, code.position.top_right, code.position.bottom_left, code.position.bottom_right]
    across = [min(width, max(0, round(c.x / scale))) for c in corners]
    down = [min(height, max(0, round(c.y / scale))) for c in corners]
    name = str(code.format).rpartition(".")[2].replace(" ", "")
    return Barcode(
        SYMBOLOGIES.get(name, name.lower()),
        unicodedata.normalize("NFC", code.text),
        Box(min(across), min(down), max(across), max(down)),
    )


def _looks_coded(grey: Grey, dpi: int) -> bool:
    """A field of 9 mm that is dark throughout: lines of text always leave a light strip between them."""
    cell = max(2, round(_CELL * dpi / 25.4))
    height, width = (side // cell * cell for side in grey.shape)
    if not height or not width:
        return False
    black = np.asarray(grey[:height, :width] < _DARK, dtype=np.float32)
    shares = np.asarray(cv2.resize(black, (width // cell, height // cell), interpolation=cv2.INTER_AREA))
    dense = cv2.erode(np.asarray(shares > _DENSE, dtype=np.uint8), np.ones((_FIELD, _FIELD), np.uint8))
    return bool(np.asarray(dense).any())
