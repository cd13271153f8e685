"""The invisible text: where the print is, and exactly what was read."""

import io
import math
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from ocr.bind import font
from ocr.bind.options import BinderOptions
from ocr.bind.pdfa import PdfaBinder
from pipeline.model.geometry import Box
from pipeline.model.reading import Line
from tests.ocr.bind.copies import MADE_AT, TEXT, bound, line_of, saved, upright_lines

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="Poppler is not installed")
UPRIGHT = (1000, 1400)


def _scanned_lines(rotation: int, skew: float) -> tuple[Line, ...]:
    """The text as it lies on a sheet fed *skew* degrees askew and *rotation* degrees on its side."""
    width, height = UPRIGHT
    angle = math.radians(skew)

    def place(box: tuple[float, float, float, float]) -> Box:
        left, top, right, bottom = box
        corners = [(left, top), (right, top), (left, bottom), (right, bottom)]
        xs, ys = [], []
        for x, y in corners:
            across, down = x - width / 2, y - height / 2
            u = width / 2 + across * math.cos(angle) - down * math.sin(angle)
            v = height / 2 + across * math.sin(angle) + down * math.cos(angle)
            x, y = {0: (u, v), 90: (v, width - u), 180: (width - u, height - v), 270: (height - v, u)}[rotation]
            xs.append(x)
            ys.append(y)
        return Box(round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys)))

    return tuple(line_of([(word, place(box)) for word, box in words]) for _, words in upright_lines(width, height))


def _copy(tmp_path: Path, rotation: int, skew: float, options: BinderOptions | None = None) -> Path:
    size = UPRIGHT if rotation in (0, 180) else UPRIGHT[::-1]
    path = saved(Image.new("L", size, 250), tmp_path / "scan.jpg", dpi=(120, 120))
    page = bound(path, lines=_scanned_lines(rotation, skew), rotation=rotation, skew=skew)
    target = tmp_path / "copy.pdf"
    PdfaBinder(options).bind([page], "Đơn", MADE_AT, target)
    return target


def _pdftotext(path: Path, *options: str) -> str:
    run = subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True)
    return run.stdout.decode()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("skew", [0.0, 3.5, -6.0])
def test_what_is_copied_is_what_was_read(rotation: int, skew: float, tmp_path: Path) -> None:
    """Every word once, in reading order, with spaces between, letters composed."""
    text = _pdftotext(_copy(tmp_path, rotation, skew), "-raw")
    assert text.split() == " ".join(TEXT).split()
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_lines_stay_lines(rotation: int, tmp_path: Path) -> None:
    """A straight page gives its lines back one by one."""
    assert tuple(_pdftotext(_copy(tmp_path, rotation, 0.0)).split("\n")[: len(TEXT)]) == TEXT


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_words_lie_on_the_print(rotation: int, tmp_path: Path) -> None:
    """The box a reader finds for a word is the box it was read from, to half a millimetre."""
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>',
        _pdftotext(_copy(tmp_path, rotation, 0.0), "-bbox"),
    )
    expected = [item for _, words in upright_lines(*UPRIGHT) for item in words]
    assert [word for *_, word in found] == [word for word, _ in expected]
    for (left, _, right, _, _), (_, box) in zip(found, expected, strict=True):
        assert abs(float(left) - box[0] * 0.6) < 1.5
        assert abs(float(right) - box[2] * 0.6) < 1.5
    for (_, top, _, bottom, _), (_, box) in zip(found, expected, strict=True):
        assert abs((float(top) + float(bottom)) / 2 - (box[1] + box[3]) / 2 * 0.6) < 4


def test_overlapping_words_stay_apart(tmp_path: Path) -> None:
    """Engines let neighbouring boxes overlap; readers would glue the words together."""
    path = saved(Image.new("L", (600, 300), 250), tmp_path / "scan.jpg", dpi=(100, 100))
    line = line_of([("Sở", Box(50, 100, 110, 130)), ("Dân", Box(108, 100, 170, 130)), ("tộc", Box(165, 98, 230, 132))])
    PdfaBinder().bind([bound(path, lines=(line,))], "Đơn", MADE_AT, tmp_path / "copy.pdf")
    assert _pdftotext(tmp_path / "copy.pdf", "-raw").split() == ["Sở", "Dân", "tộc"]


def test_the_text_is_invisible(tmp_path: Path) -> None:
    """The picture of the page is not touched by it; the debugging frames are asked for."""
    looks = []
    for place, options in enumerate((BinderOptions(), BinderOptions(show_words=True))):
        folder = tmp_path / str(place)
        folder.mkdir()
        shown = subprocess.run(
            ["pdftoppm", "-r", "60", "-gray", str(_copy(folder, 0, 2.0, options))], capture_output=True, check=True
        )
        looks.append(Image.open(io.BytesIO(shown.stdout)).getextrema()[0])
    assert looks[0] >= 245
    assert looks[1] < 200


def test_the_font_is_the_same_every_time() -> None:
    """Nothing of the clock gets into it."""
    font.font_file.cache_clear()
    first = font.font_file()
    font.font_file.cache_clear()
    assert font.font_file() == first
    assert len(first) < 2_000
