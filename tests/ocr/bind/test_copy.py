"""The copy as a file: PDF/A, deterministic, about as large as the scan, the picture as it was scanned."""

import io
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from ocr.bind.pdfa import PdfaBinder
from ocr.decode.page import load_page
from pipeline.errors import RejectedInputError, TransientError
from pipeline.model.geometry import Box
from pipeline.ports import Binder
from tests.ocr.bind.copies import MADE_AT, UTC_MADE_AT, bound, line_of, saved
from tests.ocr.bind.pdfa_rules import breaches
from tests.ocr.decode.papers import drawn_page, scanned_pdf

ODD = Path(__file__).parents[1] / "decode" / "odd"
LINE = line_of([("Hà", Box(60, 210, 100, 230)), ("Nội", Box(110, 210, 160, 230))])


def _scans(folder: Path) -> dict[str, Path]:
    """A scan of every kind a branch delivers."""
    grey, colour, bilevel = drawn_page(), drawn_page(mode="RGB"), drawn_page().convert("1")
    turned = Image.Exif()
    turned[0x0112] = 6
    cmyk = Image.new("CMYK", (300, 400), (0, 80, 90, 0))
    return {
        "jpeg": saved(grey, folder / "a.jpg", dpi=(100, 100)),
        "jpeg-colour": saved(colour, folder / "b.jpg", dpi=(100, 100)),
        "jpeg-turned": saved(colour, folder / "c.jpg", exif=turned),
        "jpeg-cmyk": saved(cmyk, folder / "d.jpg"),
        "fax": saved(bilevel, folder / "e.tif", compression="group4", dpi=(200, 200)),
        "fax-fine": saved(bilevel, folder / "f.tif", compression="group3", dpi=(204, 98)),
        "fax-white-is-0": saved(bilevel, folder / "g.tif", compression="group4", tiffinfo={262: 0, 278: 1169}),
        "tiff-lzw": saved(colour, folder / "h.tif", compression="tiff_lzw", dpi=(100, 100)),
        "png": saved(grey, folder / "i.png"),
        "png-clear": saved(colour.convert("RGBA"), folder / "j.png"),
        "png-1bit": saved(bilevel, folder / "k.png", dpi=(100, 100)),
        "webp": saved(colour, folder / "l.webp"),
        "heic": saved(colour, folder / "m.heic"),
        "jpeg-2000": saved(colour, folder / "n.jp2"),
        "pdf": scanned_pdf(folder / "o.pdf", [colour]),
        "pdf-on-its-side": scanned_pdf(folder / "p.pdf", [grey], rotate=90),
        "pdf-banner": scanned_pdf(folder / "q.pdf", [grey], after=b"0 0 1 rg 60 60 200 40 re f"),
        "pdf-jbig2": ODD / "pdfjs_jbig2_symbol_offset.pdf",
    }


NAMES = (
    "jpeg",
    "jpeg-colour",
    "jpeg-turned",
    "jpeg-cmyk",
    "fax",
    "fax-fine",
    "fax-white-is-0",
    "tiff-lzw",
    "png",
    "png-clear",
    "png-1bit",
    "webp",
    "heic",
    "jpeg-2000",
    "pdf",
    "pdf-on-its-side",
    "pdf-banner",
    "pdf-jbig2",
)


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return _scans(tmp_path_factory.mktemp("scans"))


@pytest.fixture(scope="module")
def binder() -> Binder:
    return PdfaBinder()


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_of_any_scan_is_pdfa_and_looks_like_the_scan(
    name: str, scans: dict[str, Path], binder: Binder, tmp_path: Path
) -> None:
    """The clauses of PDF/A-2b, qpdf's own check, and pixel for pixel the page that was read."""
    target = tmp_path / "copy.pdf"
    binder.bind([bound(scans[name], lines=(LINE,))], "Đơn đề nghị", MADE_AT, target)
    assert breaches(target) == []
    with pikepdf.open(target) as copy:
        assert copy.check_pdf_syntax() == []
    before, after = load_page(scans[name], 0), load_page(target, 0)
    assert (after.width, after.height) == (before.width, before.height)
    shown = np.asarray(Image.fromarray(after.pixels).convert("L")).astype(int)
    meant = np.asarray(Image.fromarray(before.pixels).convert("L"))
    assert np.abs(shown - meant).mean() < 3


def test_the_scanners_own_bytes_are_carried(scans: dict[str, Path], binder: Binder, tmp_path: Path) -> None:
    """No second loss: JPEG, fax and the picture of a scanned PDF go in as they came."""
    for name in ("jpeg", "jpeg-colour", "jpeg-turned", "fax-white-is-0", "pdf", "pdf-on-its-side"):
        binder.bind([bound(scans[name])], "Đơn", MADE_AT, tmp_path / "copy.pdf")
        with pikepdf.open(tmp_path / "copy.pdf") as copy:
            carried = copy.pages[0].Resources.XObject.I.read_raw_bytes()
        source = scans[name].read_bytes()
        if name.startswith("pdf"):
            with pikepdf.open(scans[name]) as original:
                source = original.pages[0].Resources.XObject.I.read_raw_bytes()
        assert carried in source


def test_a_copy_is_about_as_large_as_its_scans(binder: Binder, tmp_path: Path) -> None:
    """At most a fifth more, beside the few kilobytes every PDF/A carries."""
    scans = [ODD / "qng_ttr_22_back.jpg", ODD / "blank_bleed_c.jpg", ODD / "vgp_nd_154_2024.png"]
    binder.bind([bound(scan) for scan in scans], "Đơn", MADE_AT, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").stat().st_size < 1.2 * sum(scan.stat().st_size for scan in scans) + 10_000


def test_the_same_pages_give_the_same_bytes(scans: dict[str, Path], tmp_path: Path) -> None:
    """Two binders, one copy; another hour gives another."""
    pages = [bound(scans[name], lines=(LINE,)) for name in ("jpeg", "fax", "pdf-banner", "webp")]
    blobs = []
    for moment in (MADE_AT, MADE_AT, UTC_MADE_AT):
        PdfaBinder().bind(pages, "Đơn", moment, tmp_path / "copy.pdf")
        blobs.append((tmp_path / "copy.pdf").read_bytes())
    assert blobs[0] == blobs[1]
    assert blobs[0] != blobs[2]


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="Poppler is not installed")
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_copy_opens_upright(rotation: int, binder: Binder, tmp_path: Path) -> None:
    """A sheet fed on its side is turned for the reader, its picture untouched."""
    upright = drawn_page()
    scan = saved(upright.rotate(rotation, expand=True), tmp_path / "scan.png", dpi=(100, 100))
    binder.bind([bound(scan, rotation=rotation)], "Đơn", MADE_AT, tmp_path / "copy.pdf")
    shown = subprocess.run(
        ["pdftoppm", "-r", "100", "-gray", str(tmp_path / "copy.pdf")], capture_output=True, check=True
    )
    look = Image.open(io.BytesIO(shown.stdout)).resize(upright.size)
    assert np.abs(np.asarray(look).astype(int) - np.asarray(upright)).mean() < 3


def test_a_page_nobody_could_read_is_named(scans: dict[str, Path], binder: Binder, tmp_path: Path) -> None:
    """It stays a picture without text, and the copy says so in Info and XMP."""
    pages = [bound(scans["jpeg"], lines=(LINE,)), bound(scans["fax"], lines=(LINE,), failed="reading-timed-out")]
    binder.bind(pages, "Đơn", MADE_AT, tmp_path / "copy.pdf")
    assert breaches(tmp_path / "copy.pdf") == []
    with pikepdf.open(tmp_path / "copy.pdf") as copy:
        assert str(copy.docinfo.Subject) == "Trang không nhận dạng được (chỉ có ảnh): 2"
        assert [b"Tj" in page.Contents.read_bytes() for page in copy.pages] == [True, False]


def test_a_phone_picture_becomes_a_sheet_of_paper(binder: Binder, tmp_path: Path) -> None:
    """Nobody said how many dots an inch has: it is A4, not a poster; a small one is taken at 200 dpi."""
    for width, height, expected in ((3000, 4000, 11.69 * 72), (800, 1000, 360.0)):
        scan = saved(Image.new("L", (width, height), 200), tmp_path / "phone.png")
        binder.bind([bound(scan)], "Đơn", MADE_AT, tmp_path / "copy.pdf")
        with pikepdf.open(tmp_path / "copy.pdf") as copy:
            assert abs(float(copy.pages[0].mediabox[3]) - expected) < 0.5


def test_a_page_that_cannot_be_decoded_leaves_no_copy(scans: dict[str, Path], binder: Binder, tmp_path: Path) -> None:
    """Half a copy would look like a whole one."""
    good, bad = bound(scans["png"]), bound(saved(drawn_page(), tmp_path / "bad.png"))
    (tmp_path / "bad.png").write_bytes((tmp_path / "bad.png").read_bytes()[:900])
    with pytest.raises(RejectedInputError):
        binder.bind([good, bad], "Đơn", MADE_AT, tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()


def test_an_unwritable_place_is_the_machines_matter(scans: dict[str, Path], binder: Binder, tmp_path: Path) -> None:
    """A missing folder or full disk may be there again in a minute."""
    with pytest.raises(TransientError) as failed:
        binder.bind([bound(scans["png"])], "Đơn", MADE_AT, tmp_path / "gone" / "copy.pdf")
    assert failed.value.reference == "copy-not-written"


def test_a_copy_of_many_pages_takes_no_more_memory(binder: Binder, tmp_path: Path) -> None:
    """Three hundred pages of 300 kB are written one after another."""
    scan = tmp_path / "scan.jpg"
    noise = np.random.default_rng(3).integers(0, 256, (600, 800), dtype=np.uint8)
    Image.fromarray(noise).save(scan, quality=85)
    page = bound(scan, lines=(LINE,))
    binder.bind([page] * 3, "Đơn", MADE_AT, tmp_path / "copy.pdf")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    binder.bind([page] * 300, "Đơn", MADE_AT, tmp_path / "copy.pdf")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert (tmp_path / "copy.pdf").stat().st_size > 60_000_000
    assert grown < 20_000 * (1 if sys.platform == "linux" else 1024)


@pytest.mark.parametrize(
    "reader", [["pdftoppm", "-r", "20"], ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=nullpage"]]
)
def test_other_readers_open_it_without_complaint(
    reader: list[str], scans: dict[str, Path], binder: Binder, tmp_path: Path
) -> None:
    """Poppler and Ghostscript, where installed."""
    target = tmp_path / "copy.pdf"
    binder.bind([bound(scans[name], lines=(LINE,)) for name in ("jpeg", "fax", "pdf")], "Đơn", MADE_AT, target)
    try:
        run = subprocess.run([*reader, str(target)], capture_output=True, check=False, cwd=tmp_path)
    except FileNotFoundError:
        pytest.skip(f"{reader[0]} is not installed")
    assert (run.returncode, run.stderr) == (0, b"")
