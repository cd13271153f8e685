"""What a judge's process does with one page: decode it once, search it for faults, remember what it looks like."""

from pathlib import Path

import cv2
import numpy as np
import pikepdf
from PIL import Image

from ocr.decode.capture import capture_of
from ocr.decode.page import load_page
from ocr.decode.pdf_page import look_at
from ocr.decode.sniffing import PDF, media_type_of
from ocr.faults.find import faults_of
from ocr.faults.judge import SideSeen, unseen
from ocr.faults.likeness import likeness_of
from ocr.faults.side import Side
from pipeline.errors import DigitizationError
from pipeline.model.paper import Colour

_JPEG_QUALITY = 80
_GREY_MODES = frozenset({"1", "L", "LA", "I", "F", "I;16", "I;16B", "I;16L", "I;16N"})
_GREY_SPACES = frozenset({"/DeviceGray", "/CalGray", "/G"})
_LEAST_SIDE = 16
"""Pixels. A sliver is no page, whatever its file says."""


def looked_at(path: Path, index: int, number: int) -> SideSeen:
    """Everything the judge says about one side; see `PageJudge.look`."""
    try:
        image = load_page(path, index)
    except DigitizationError as error:
        return unseen(index, number, error.reference)
    if min(image.width, image.height) < _LEAST_SIDE:
        return unseen(index, number, "page-unreadable")
    capture = capture_of(index, image)
    side = Side.of(image)
    grey_scan = image.colour is Colour.GREY and not image.rendered and scanned_in_grey(path, index)
    faults = faults_of(side, number, blank=capture.blank, grey_scan=grey_scan)
    if capture.blank:
        return SideSeen(capture, faults, ("blank-side",))
    return SideSeen(capture, faults, (), likeness_of(side))


def small_picture(path: Path, index: int, longest: int) -> bytes | str:
    """The page as JPEG, or the reference of what is wrong with it."""
    try:
        pixels = load_page(path, index).pixels
    except DigitizationError as error:
        return error.reference
    scale = min(1.0, longest / max(pixels.shape[:2]))
    width, height = (max(1, round(length * scale)) for length in pixels.shape[1::-1])
    small = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
    shown = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_RGB2BGR)
    done, jpeg = cv2.imencode(".jpg", np.ascontiguousarray(shown), [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    return jpeg.tobytes() if done else "page-unreadable"


def scanned_in_grey(path: Path, index: int) -> bool:
    """Whether the file keeps the page in shades of grey: a page without any colour may still be a colour scan of black print."""
    try:
        return _pdf_in_grey(path, index) if media_type_of(path) == PDF else _picture_in_grey(path, index)
    except Exception:  # a file that opens for the decoder and not here says nothing
        return False


def _picture_in_grey(path: Path, index: int) -> bool:
    with Image.open(path) as picture:
        if index < getattr(picture, "n_frames", 1):
            picture.seek(index)
        return picture.mode in _GREY_MODES


def _pdf_in_grey(path: Path, index: int) -> bool:
    with pikepdf.open(path) as pdf:
        look = look_at(pdf.pages[index])
        if look.picture is None or not isinstance(look.picture.image, pikepdf.Stream):
            return False
        space = look.picture.image.get("/ColorSpace")
        return isinstance(space, pikepdf.Name) and str(space) in _GREY_SPACES
