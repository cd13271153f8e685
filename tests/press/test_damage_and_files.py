"""Damaged pages, the files they travel in, and the marks machines read on them."""

import hashlib
import random
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from PIL import Image

from bench.press.batches import print_run
from bench.press.case import Case, a_case
from bench.press.catalogue import blank_back, draw
from bench.press.codes import card_payload
from bench.press.damage import damage
from bench.press.paper import DrawnPage
from bench.press.writers import WRITERS
from pipeline.model.covers import cover_payload
from pipeline.model.ids import DossierCode


def a_page(kind: str = "notice", dpi: int = 150) -> tuple[Case, DrawnPage]:
    rng = random.Random(f"page/{kind}")
    case = a_case(rng)
    return case, draw(kind, case, rng, dpi=dpi, layout=0).pages[0]


def qr_codes(page: DrawnPage) -> set[str]:
    grey = np.asarray(page.image.convert("L"))
    return {
        found.text
        for found in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    }


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs, equal files; another seed, other ones."""

    def digests(folder: str, seed: int, dossiers: int = 3) -> list[str]:
        print_run(seed, tmp_path / folder, dossiers, level=1, forms=("pdf", "tiff", "jpeg"), dpi=75)
        files = sorted(path for path in (tmp_path / folder).rglob("*") if path.is_file())
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]

    first = digests("one", 4)
    assert first == digests("two", 4)
    assert first != digests("three", 5, 1)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_boxes_follow_the_damage(level: int, turns: int) -> None:
    """Nearly every line still has dark ink in its box after skew, perspective and a quarter turn."""
    _, page = a_page()
    hurt = damage(page, level, random.Random(level), look="scan", quarter_turns=turns)
    assert hurt.rotation == (-90 * turns) % 360
    grey = np.asarray(hurt.image.convert("L"), np.float32)
    kept = 0
    for line in hurt.lines:
        inside = grey[line.box.top : line.box.bottom, line.box.left : line.box.right]
        kept += bool(inside.size and inside.min() < np.median(grey) - 60)
    assert kept >= len(hurt.lines) - 1


def test_a_photocopy_is_one_bit() -> None:
    _, page = a_page()
    assert damage(page, 2, random.Random(1), look="photocopy").image.mode == "1"


def test_a_back_is_nearly_white() -> None:
    """Print barely shows through; the seal does, in patches."""
    _, page = a_page()
    back = blank_back(page, random.Random(1))
    pixels = np.asarray(back.image.convert("RGB"), np.int16)
    red = pixels.max(axis=2) - pixels.min(axis=2) > 20
    assert back.kind == "blank"
    assert not back.lines
    assert (pixels[~red].min(axis=1) < 215).mean() < 0.001
    assert 0.0002 < red.mean() < 0.02


@pytest.mark.parametrize("level", [0, 1, 2])
def test_the_cover_sheet_is_read_back(level: int) -> None:
    case, page = a_page("cover-sheet", 200)
    assert cover_payload(DossierCode(case.code)) in qr_codes(damage(page, level, random.Random(level), look="scan"))


@pytest.mark.parametrize("level", [0, 1])
def test_the_receipt_is_read_back(level: int) -> None:
    case, page = a_page("receipt-slip", 200)
    found = qr_codes(damage(page, level, random.Random(level), look="scan"))
    assert any(text.startswith(f"{case.code}|") for text in found)


def test_the_card_is_read_back() -> None:
    case, page = a_page("id-card", 200)
    assert card_payload(case.owner) in qr_codes(damage(page, 0, random.Random(0), look="scan"))


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_every_writer_keeps_every_page(form: str, tmp_path: Path) -> None:
    """Two pages in, two pages out, at the resolution they were drawn in."""
    rng = random.Random(2)
    pages = [damage(a_page(kind, 100)[1], 1, rng, look="scan") for kind in ("notice", "request-letter")]
    suffix, write = WRITERS[form]
    target = tmp_path / f"batch{suffix}"
    write(pages, target, quality=50)
    if form == "pdf":
        with pikepdf.open(target) as pdf:
            assert [round(float(page.mediabox[2])) for page in pdf.pages] == [595, 595]
    elif form == "tiff":
        with Image.open(target) as tiff:
            assert getattr(tiff, "n_frames", 1) == 2
    else:
        assert len(list(target.iterdir())) == 2


def test_one_bit_pages_keep_black_on_white(tmp_path: Path) -> None:
    """A G4 page is mostly white again when it is opened: the sense of the bits is right."""
    _, page = a_page()
    copy = damage(page, 1, random.Random(1), look="photocopy")
    WRITERS["pdf"][1]([copy], tmp_path / "copy.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "copy.pdf")
    shown = np.asarray(document[0].render(scale=1).to_pil().convert("L"))
    document.close()
    assert shown.mean() > 200
