"""Files damaged at random, the same way every time: whatever comes, every place gets one answer and no process is lost."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image

from ocr.decode.capture import capture_of
from ocr.decode.image import PageImage
from ocr.decode.inspect import SandboxedInspector
from ocr.decode.refusals import REFERENCES
from ocr.engines import BlankOptions, ocr_engine
from ocr.pool import PooledReader, ReaderOptions
from ocr.prepare import make_grey, prepare
from ocr.worker import LEAST_SIDE, read_page
from pipeline.errors import RejectedInputError
from pipeline.model.ids import digest_of
from pipeline.model.paper import Capture, Colour, Page
from pipeline.ports import PageAddress
from tests.ocr.decode.papers import drawn_page, scanned_pdf
from tests.ocr.pages import addressed

MUTANTS = 24
"""Of each form and kind of damage."""


def saved(form: str, folder: Path) -> bytes:
    """A small good file of two pages, or one where the form has no more."""
    pages = [drawn_page(280, 396), drawn_page(280, 396, "RGB")]
    path, target = folder / "good", io.BytesIO()
    match form:
        case "pdf":
            return scanned_pdf(path, pages).read_bytes()
        case "fax":
            first, second = (page.convert("1") for page in pages)
            first.save(target, "TIFF", compression="group4", save_all=True, append_images=[second], dpi=(200, 200))
        case "tiff":
            pages[1].save(target, "TIFF", compression="jpeg", dpi=(200, 200))
        case _:
            pages[1].save(target, form.upper(), dpi=(200, 200))
    return target.getvalue()


def cut(whole: bytes, rng: Random) -> bytes:
    return whole[: rng.randrange(1, len(whole))]


def flipped(whole: bytes, rng: Random) -> bytes:
    """Up to thirty bits, half of them among the first 600 bytes, where headers are."""
    damaged = bytearray(whole)
    for _ in range(rng.randrange(1, 30)):
        at = rng.randrange(min(600, len(damaged))) if rng.random() < 0.5 else rng.randrange(len(damaged))
        damaged[at] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def shuffled(whole: bytes, rng: Random) -> bytes:
    """A block left out, doubled, blanked or put elsewhere."""
    start, size = rng.randrange(len(whole)), rng.randrange(1, 400)
    block, rest = whole[start : start + size], whole[:start] + whole[start + size :]
    elsewhere = rng.randrange(len(rest) + 1)
    return rng.choice(
        (
            rest,
            whole[:start] + block + whole[start:],
            whole[:start] + bytes(len(block)) + whole[start + size :],
            rest[:elsewhere] + block + rest[elsewhere:],
        )
    )


def swapped(whole: bytes, rng: Random) -> bytes:
    """The head of another form, or numbers in the head that promise the world."""
    heads = (b"%PDF-1.7\n", b"II*\x00\x08\x00\x00\x00", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"BM", b"GIF89a")
    if rng.random() < 0.4:
        head = rng.choice(heads)
        return head + whole[len(head) :]
    at = rng.randrange(8, min(400, len(whole) - 4))
    return whole[:at] + rng.choice((b"\xff\xff\xff\x7f", b"\x00\x00\x00\x00", b"\xff\xff\xff\xff")) + whole[at + 4 :]


@pytest.fixture(scope="module")
def inspector() -> Iterator[SandboxedInspector]:
    seeing = SandboxedInspector()
    yield seeing
    seeing.close()


@pytest.fixture(scope="module")
def reader() -> Iterator[PooledReader]:
    with PooledReader(ReaderOptions(engine=BlankOptions(), workers=1, seconds_per_page=20)) as pooled:
        yield pooled


@pytest.mark.parametrize("damage", [cut, flipped, shuffled, swapped])
@pytest.mark.parametrize("form", ["pdf", "fax", "tiff", "jpeg", "png"])
def test_every_damaged_file_is_answered(
    form: str,
    damage: Callable[[bytes, Random], bytes],
    inspector: SandboxedInspector,
    reader: PooledReader,
    tmp_path: Path,
) -> None:
    """Pages or a refusal with a known name; each page that decodes is read or says why not; a good file still opens."""
    whole, rng = saved(form, tmp_path), Random(f"{form}/{damage.__name__}")
    pages: dict[str, PageAddress] = {}
    said: set[str] = set()
    for number in range(MUTANTS):
        path = tmp_path / f"{number}"
        path.write_bytes(damage(whole, rng))
        try:
            _, _, captures = inspector.inspect(path)
        except RejectedInputError as refused:
            said.add(refused.reference)
            continue
        said.update(capture.damage for capture in captures if capture.damage)
        for capture in captures:
            if not capture.damage:
                pages[capture.digest] = PageAddress(Page(1, digest_of(path.read_bytes()), capture), path)
    assert said <= REFERENCES
    readings = list(reader.read(list(pages.values())))
    assert sorted(reading.page for reading in readings) == sorted(pages)
    good = tmp_path / "good again"
    good.write_bytes(whole)
    assert all(not capture.damage for capture in inspector.inspect(good)[2])


SIZES = [(1, 1), (1, 900), (900, 2), (16, 16), (17, 1200), (900, 20), (60, 60)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_slivers_are_no_pages_and_small_pictures_are_read(width: int, height: int, tmp_path: Path) -> None:
    """What is too small for a line of text says so; everything else goes through every step, however odd its shape."""
    rng = np.random.default_rng(width * height)
    for dpi in (0, 60, 2400):
        for colour in (False, True):
            pixels = rng.integers(0, 256, (height, width, 3) if colour else (height, width), dtype=np.uint8)
            address = addressed(Image.fromarray(pixels), tmp_path, f"{dpi}-{colour}", dpi=dpi)
            reading = read_page(address, ocr_engine(BlankOptions()))
            assert reading.failed == ("page-unreadable" if min(width, height) < LEAST_SIDE else "")
            if not reading.failed:
                copy = make_grey(pixels, dpi)
                assert prepare(copy.grey, copy.dpi).grey.size


def test_the_blank_test_takes_any_shape() -> None:
    """A picture of one pixel at 2400 dpi is smaller than a pixel at the size the test works at."""

    for shape in ((1, 1), (1, 5000), (5000, 1), (10, 10, 3), (30, 4000, 3)):
        for dpi in (0, 50, 2400):
            seen = capture_of(0, PageImage(np.full(shape, 250, np.uint8), dpi, Colour.GREY))
            assert isinstance(seen, Capture)
