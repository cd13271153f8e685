"""Scans with something on them: stamps of signatures, notes, blackened or whitened names."""

from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from ocr.bind.layered import layered
from ocr.bind.pdfa import PdfaBinder
from ocr.decode.image import DecodeLimits
from ocr.decode.pdf import open_pdf
from tests.ocr.bind.copies import MADE_AT, bound
from tests.ocr.bind.pdfa_rules import breaches
from tests.ocr.decode.papers import scanned_pdf
from tests.ocr.pages import drawn

DPI = 200
STAMP = b"q 0.8 0.1 0.1 RG 3 w 340 120 150 60 re S 0.8 0.1 0.1 rg 350 130 60 20 re f Q\n"
LINE = b"q 0.7 w 0.1 0.1 0.6 RG 100 300 m 330 312 l S Q\n"
WHITE = b"q 1 g 80 650 200 40 re f Q\n"
"""Over the first words of the page."""


def shown(path: Path) -> np.ndarray:
    """As a reader sees the page, sheets of a pixel more or less brought to one size."""
    with pypdfium2.PdfDocument(path) as document:
        pixels = document[0].render(scale=DPI / 72).to_numpy()[:, :, :3]
    size = (1664, 2336) if pixels.shape[0] > pixels.shape[1] else (2336, 1664)
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.int16)


@pytest.mark.parametrize("rotate", [0, 90, 180])
@pytest.mark.parametrize("painted", [STAMP, LINE, WHITE, STAMP + LINE + WHITE], ids=["stamp", "line", "white", "all"])
def test_what_was_painted_on_a_scan_stays_on_its_copy(painted: bytes, rotate: int, tmp_path: Path) -> None:
    """The copy looks like the paper, holds the scanner's own bytes, and is no larger than a scan may grow."""
    scan = scanned_pdf(tmp_path / "scan.pdf", [drawn("L")], dpi=DPI, rotate=rotate, after=painted)
    copy = tmp_path / "copy.pdf"
    PdfaBinder().bind([bound(scan)], "Đơn", MADE_AT, copy)
    assert not breaches(copy)
    assert copy.stat().st_size <= 1.2 * scan.stat().st_size + 6000
    with pikepdf.open(scan) as given, pikepdf.open(copy) as made:
        theirs, ours = given.pages[0].obj.Resources.XObject.I, made.pages[0].obj.Resources.XObject.I
        assert theirs.read_raw_bytes() == ours.read_raw_bytes()
    before, after = shown(scan), shown(copy)
    coloured = [int(np.count_nonzero(np.ptp(look, axis=2) > 30)) for look in (before, after)]
    assert abs(coloured[0] - coloured[1]) <= 0.4 * coloured[0]
    fields = np.abs(before - after).max(axis=2)
    height, width = (side // 16 for side in fields.shape)
    fields = fields.reshape(height, 16, width, 16).mean(axis=(1, 3))
    assert fields.mean() < 1
    assert fields.max() < 50, "letters may be a pixel off, but nothing is missing or uncovered"


def test_a_page_painted_all_over_stays_one_picture(tmp_path: Path) -> None:
    """Too many patches would be harder to read than the page is large."""
    dots = b"".join(b"q 0 0 1 rg %d %d 12 12 re f Q\n" % (60 + 70 * (n % 7), 60 + 90 * (n // 7)) for n in range(56))
    scan = scanned_pdf(tmp_path / "scan.pdf", [drawn("L")], dpi=DPI, after=dots)
    with open_pdf(scan, DecodeLimits()) as pdf:
        assert layered(pdf, 0, pdf.page(0), 85) is None


def test_a_page_without_a_scan_is_drawn(tmp_path: Path) -> None:
    """A logo on a page that an office program made is no scan."""
    small = Image.new("L", (400, 400), 200)
    ImageDraw.Draw(small).ellipse((50, 50, 350, 350), fill=90)
    scan = scanned_pdf(tmp_path / "scan.pdf", [small], dpi=DPI, placement=b"60 0 0 60 20 20", after=STAMP)
    with open_pdf(scan, DecodeLimits()) as pdf:
        assert pdf.base(0) is None
        assert layered(pdf, 0, pdf.page(0), 85) is None
