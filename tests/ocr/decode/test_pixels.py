"""Unusual pixel formats keep what is on the paper: nothing turns white, black or upside down."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ocr.decode.page import DecodeLimits, load_page
from pipeline.errors import RejectedInputError
from pipeline.model.paper import Colour
from tests.ocr.decode.papers import drawn_page


def _saved(image: Image.Image, path: Path, **options: object) -> Path:
    image.save(path, **options)
    return path


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_sixteen_bits_are_scaled_not_cut(suffix: str, tmp_path: Path) -> None:
    """Mid-grey of a 16-bit scan stays mid-grey; cutting at 255 would make the page white."""
    samples = np.full((50, 60), 32768, dtype=np.uint16)
    samples[10:20] = 600
    page = load_page(_saved(Image.fromarray(samples), tmp_path / f"deep.{suffix}"), 0)
    assert page.pixels[30, 30] in (127, 128)
    assert page.pixels[15, 30] == 2


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparent_is_white_paper(mode: str, tmp_path: Path) -> None:
    """A scan saved with transparency does not become a black page."""
    clear = Image.new("RGBA", (64, 48), (0, 0, 0, 0))
    clear.paste((10, 10, 10, 255), (8, 8, 24, 24))
    page = load_page(_saved(clear.convert(mode), tmp_path / "clear.png"), 0)
    assert page.pixels[2, 40] == 255
    assert page.pixels[16, 16] < 30


def test_cmyk_is_read_with_adobes_polarity(tmp_path: Path) -> None:
    """White paper stays white and a red stamp red."""
    page = Image.new("CMYK", (80, 80), (0, 0, 0, 0))
    page.paste((0, 255, 255, 0), (20, 20, 60, 60))
    found = load_page(_saved(page, tmp_path / "cmyk.jpg", quality=95), 0)
    assert found.colour is Colour.COLOUR
    assert found.pixels[5, 5].min() > 240
    red, green, blue = found.pixels[40, 40].tolist()
    assert red > 180
    assert max(green, blue) < 100


def test_a_palette_keeps_its_colours(tmp_path: Path) -> None:
    """A GIF or PNG with a palette is decoded through it."""
    page = load_page(_saved(drawn_page(mode="RGB").quantize(16), tmp_path / "page.gif"), 0)
    assert page.colour is Colour.COLOUR
    assert page.pixels[60, 60].max() < 40


def test_one_bit_is_bilevel_whatever_wraps_it(tmp_path: Path) -> None:
    """The same fax as TIFF, PNG and grey BMP is the same page."""
    page = drawn_page().convert("1")
    files = [
        _saved(page, tmp_path / "a.tif", compression="group4"),
        _saved(page, tmp_path / "a.png"),
        _saved(page.convert("L"), tmp_path / "a.bmp"),
    ]
    found = [load_page(file, 0) for file in files]
    assert all(image.colour is Colour.BILEVEL for image in found)
    assert all(np.array_equal(image.pixels, found[0].pixels) for image in found)


def test_white_is_zero_is_honoured(tmp_path: Path) -> None:
    """Photometric interpretation decides what is ink."""
    page = drawn_page().convert("1")
    found = load_page(_saved(page, tmp_path / "zero.tif", tiffinfo={262: 0}, compression="group3"), 0)
    assert (np.count_nonzero(found.pixels == 0) < found.pixels.size / 2) == (np.asarray(page).mean() > 0.5)


def test_grey_in_three_channels_is_grey(tmp_path: Path) -> None:
    """Scanners that always deliver RGB do not make a black and white paper a colour one; a stamp does."""
    grey = load_page(_saved(drawn_page().convert("RGB"), tmp_path / "grey.jpg", quality=80), 0)
    stamped = load_page(_saved(drawn_page(mode="RGB"), tmp_path / "stamp.jpg", quality=80), 0)
    assert (grey.colour, grey.channels) == (Colour.GREY, 1)
    assert (stamped.colour, stamped.channels) == (Colour.COLOUR, 3)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", ["jpg", "tif", "png", "webp"])
def test_orientation_is_applied_once(orientation: int, suffix: str, tmp_path: Path) -> None:
    """All eight EXIF turns give the page a person sees, in every format that knows them."""
    upright = drawn_page(240, 200)
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    stored = upright if orientation == 1 else upright.transpose(Image.Transpose(back[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    extra = {"lossless": True} if suffix == "webp" else {"quality": 95} if suffix == "jpg" else {}
    found = load_page(_saved(stored, tmp_path / f"turned.{suffix}", exif=exif, **extra), 0)
    assert found.pixels.shape == (200, 240)
    assert np.abs(found.pixels.astype(int) - np.asarray(upright)).mean() < 3


def test_a_coarse_fax_is_stretched_to_square_pixels(tmp_path: Path) -> None:
    """204 x 98 dpi would show a sheet of half its height."""
    fax = drawn_page(1728, 1145).convert("1")
    found = load_page(_saved(fax, tmp_path / "fax.tif", compression="group3", dpi=(204.0, 98.0)), 0)
    assert (found.width, found.dpi) == (1728, 204)
    assert abs(found.height - 1145 * 204 / 98) <= 1


def test_a_resolution_nobody_can_mean_is_unknown(tmp_path: Path) -> None:
    """Phones write 72 dpi, which would make a sheet of A4 a metre high."""
    assert load_page(_saved(drawn_page(1800, 2400), tmp_path / "phone.jpg", dpi=(72, 72)), 0).dpi == 0
    assert load_page(_saved(drawn_page(), tmp_path / "scan.jpg", dpi=(100, 100)), 0).dpi == 100
    assert load_page(_saved(drawn_page(), tmp_path / "none.png"), 0).dpi == 0


@pytest.mark.parametrize("suffix", ["webp", "jp2", "bmp", "gif", "heic"])
def test_every_still_format_opens(suffix: str, tmp_path: Path) -> None:
    """Named by its content: the file name says something else."""
    page = drawn_page(mode="RGB")
    made = _saved(page, tmp_path / f"page.{suffix}")
    found = load_page(made.rename(tmp_path / "page.dat"), 0)
    assert found.pixels.shape[:2] == (1169, 827)


@pytest.mark.parametrize("suffix", ["gif", "webp", "png"])
def test_a_film_is_not_a_paper(suffix: str, tmp_path: Path) -> None:
    """Moving pictures are refused."""
    frames = [drawn_page(100, 100), Image.new("L", (100, 100), 90)]
    film = _saved(frames[0], tmp_path / f"film.{suffix}", save_all=True, append_images=frames[1:])
    with pytest.raises(RejectedInputError) as refused:
        load_page(film, 0)
    assert refused.value.reference == "not-a-paper"


def test_too_many_pixels_are_refused_before_they_are_decoded(tmp_path: Path) -> None:
    """A few kilobytes may claim any size."""
    bomb = _saved(Image.new("1", (12_000, 12_000)), tmp_path / "bomb.tif", compression="group4")
    with pytest.raises(RejectedInputError) as refused:
        load_page(bomb, 0, DecodeLimits())
    assert refused.value.reference == "page-too-large"
