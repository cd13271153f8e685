"""Lines on drawn pages: found whole, cut at rules, apart from pictures."""

import random
from functools import lru_cache

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from bench.press.case import a_case
from bench.press.catalogue import draw
from bench.press.fonts import families, font
from bench.press.paper import DrawnPage
from ocr.lines import find_lines, inked, strip, unread
from ocr.lines.strips import strips_of
from ocr.prepare.placement import PAPER, Grey
from pipeline.model.geometry import Box
from pipeline.model.reading import Line, Word

KINDS = ("decision", "receipt-slip", "birth-declaration", "marriage-declaration", "cover-sheet")


@lru_cache(maxsize=8)
def page(kind: str) -> DrawnPage:
    rng = random.Random(f"lines/{kind}")
    return draw(kind, a_case(rng), rng).pages[0]


def grey(image: Image.Image) -> Grey:
    return np.asarray(image.convert("L"))


def written(*lines: tuple[int, int, str], size: tuple[int, int] = (1200, 500), points: int = 34) -> Grey:
    """Lines of type from (left, baseline)."""
    sheet = Image.new("L", size, PAPER)
    pen = ImageDraw.Draw(sheet)
    for left, base, text in lines:
        pen.text((left, base), text, font=font(families("serif")[0], points), fill=20, anchor="ls")
    return np.asarray(sheet)


def found(sheet: Grey) -> tuple[Box, ...]:
    return find_lines(inked(sheet))


def covered(box: Box, boxes: tuple[Box, ...], sheet: Grey) -> float:
    """Of the ink in *box* the share that lies in *boxes*."""
    ink = sheet[box.top : box.bottom, box.left : box.right] < 130
    mask = np.zeros(sheet.shape, dtype=bool)
    for each in boxes:
        mask[each.top : each.bottom, each.left : each.right] = True
    return float((ink & mask[box.top : box.bottom, box.left : box.right]).sum() / max(1, ink.sum()))


@pytest.mark.parametrize("kind", KINDS)
def test_every_printed_line_is_found(kind: str) -> None:
    """Nearly all ink of nearly all lines."""
    drawn, sheet = page(kind), grey(page(kind).image)
    boxes = found(sheet)
    shares = [covered(line.box, boxes, sheet) for line in drawn.lines]
    assert np.mean(shares) > 0.98
    assert sum(share < 0.9 for share in shares) <= 2  # name and rank may be written over


@pytest.mark.parametrize("kind", KINDS)
def test_no_box_takes_in_two_rows(kind: str) -> None:
    """Lines one below the other stay apart."""
    drawn = page(kind)
    for box in found(grey(drawn.image)):
        rows = [line.box for line in drawn.lines if line.box.overlap(box) > 0.5 * line.box.area]
        assert all(abs(a.centre[1] - b.centre[1]) < 0.7 * box.height for a in rows for b in rows)


def test_stacked_marks_of_capitals_are_inside() -> None:
    """Ộ, Ẫ, ƯỜ: the circumflex, the tone over it and the dot below."""
    sheet = written((60, 200, "ĐƯỜNG MỘT MẪU RỘNG"))
    (box,) = found(sheet)
    rows = np.flatnonzero((sheet < 130).any(axis=1))
    assert box.top <= rows[0] + 1
    assert box.bottom >= rows[-1]


def test_cells_of_a_ruled_table_are_lines_of_their_own() -> None:
    """However close the words come to the rule."""
    sheet = written((60, 200, "Họ và tên"), (236, 200, "Nguyễn An")).copy()
    sheet[140:143, 40:460] = sheet[290:293, 40:460] = 0
    for column in (40, 226, 457):
        sheet[140:293, column : column + 3] = 0
    boxes = found(sheet)
    boxes = tuple(sorted(boxes, key=lambda box: box.left))
    assert len(boxes) == 2
    assert boxes[0].right <= 226 <= boxes[1].left


def test_the_dash_of_a_list_belongs_to_its_line() -> None:
    """And so does the full stop."""
    sheet = written((60, 200, "-  Lưu: VT."))
    (box,) = found(sheet)
    columns = np.flatnonzero((sheet < 130).any(axis=0))
    assert (box.left, box.right) == (columns[0], columns[-1] + 1)


def test_a_code_is_no_text() -> None:
    """A field of dark and light squares yields no line."""
    rng = np.random.default_rng(4)
    code = np.kron(rng.integers(0, 2, (29, 29)), np.ones((8, 8))) * PAPER
    sheet = written((60, 60, "Mã hồ sơ"), size=(1200, 600)).copy()
    sheet[200:432, 300:532] = code
    assert [box for box in found(sheet) if box.top > 150] == []


def test_small_print_is_found_beside_a_huge_title() -> None:
    """Letters a third as tall."""
    sheet = np.minimum(
        written((60, 120, "PHIẾU DẪN HỒ SƠ"), points=100, size=(1400, 400)),
        written((60, 300, "Đặt tờ này trước giấy tờ của hồ sơ"), points=26, size=(1400, 400)),
    )
    assert any(box.top > 240 and box.width > 350 for box in found(sheet))


def test_what_no_word_covers_is_unread() -> None:
    """A line the page engine has words on is read, the other is not."""
    sheet = written((60, 100, "Ủy ban nhân dân"), (60, 200, "xã Yên Bài"))
    first, second = found(sheet)
    said = Line((Word("Ủy", first, 0.9),), first, "test")
    assert unread(inked(sheet), [said]) == (second,)
    assert unread(inked(sheet), []) == (first, second)


def test_a_strip_shows_one_line_and_not_its_neighbours() -> None:
    """Tails of the line above and marks of the line below are made paper."""
    upper, lower = (60, 100, "gyp gyp gyp gyp"), (60, 142, "ỘẪỜ ỘẪỜ ỘẪỜ ỘẪỜ")
    sheet = written(upper, lower)
    boxes = found(sheet)
    alone = found(written(lower))
    cut = strips_of(sheet, boxes)[-1].grey
    clean = strip(written(lower), alone[0])
    assert abs(int((cut < 130).sum()) - int((clean < 130).sum())) < 0.1 * (clean < 130).sum()


def test_an_empty_page_has_no_lines() -> None:
    """White, black, or a single grey."""
    for level in (0, 128, PAPER):
        assert found(np.full((300, 200), level, np.uint8)) == ()


def test_lines_do_not_depend_on_the_resolution() -> None:
    """Letters are measured, dpi is not asked for."""
    sheet = grey(page("decision").image)
    larger = cv2.resize(sheet, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC)
    assert abs(len(found(sheet)) - len(found(np.asarray(larger, dtype=np.uint8)))) <= 3
