"""Preparation helps, and does no harm."""

import cv2
import numpy as np
import pytest

from ocr.prepare import Placement, make_grey, prepare
from ocr.prepare.ink import find_seals, grey_copy
from ocr.prepare.overview import overview
from ocr.prepare.placement import turned
from ocr.prepare.skew import direction, straightened
from ocr.prepare.specks import swept
from pipeline.model.geometry import Box
from tests.ocr.pages import drawn, grey_page

DPI = 200
RED, BLUE, BLACK = (205, 35, 45), (40, 60, 170), (20, 20, 20)


def white(height: int = 1000, width: int = 1400) -> np.ndarray:
    return np.full((height, width, 3), 250, np.uint8)


def sealed(colour: tuple[int, int, int], x: int = 700, y: int = 500) -> np.ndarray:
    """A page with a name printed through a round seal 36 mm across."""
    page = white()
    cv2.putText(page, "NGUYEN VAN AN", (560, 520), cv2.FONT_HERSHEY_SIMPLEX, 1.4, BLACK, 4)
    ink = np.full_like(page, 255)
    for radius, thickness in ((142, 7), (92, 3)):
        cv2.circle(ink, (x, y), radius, colour, thickness)
    return np.minimum(page, ink)


def test_a_clean_page_stays_as_it_is() -> None:
    """No step without its reason."""
    page = grey_page()
    ready = prepare(page, DPI)
    assert np.array_equal(ready.grey, page)
    assert (ready.dpi, ready.rotation, ready.skew, ready.notes) == (DPI, 0, 0.0, ())


def test_a_red_seal_is_lifted_off_the_name_beneath() -> None:
    """The ring goes, the letters under it stay black."""
    page = sealed(RED)
    grey, lifted, _ = grey_copy(page, DPI)
    black = page.max(axis=2) < 60
    assert lifted
    assert grey[black].max() < 90
    assert grey[500, 700 + 142] > 200


def test_a_seal_cut_by_the_edge_is_found_too() -> None:
    """Fold seals (giáp lai) show only half."""
    assert find_seals(sealed(RED, x=1400), DPI)


@pytest.mark.parametrize("colour", [BLUE, BLACK])
def test_ink_of_other_colours_is_never_lifted(colour: tuple[int, int, int]) -> None:
    """People write and sign in blue."""
    grey, lifted, _ = grey_copy(sealed(colour), DPI)
    assert not lifted
    assert grey[500, 700 + 142] < 120


def test_a_title_printed_in_red_stays_dark() -> None:
    """GIẤY KHAI SINH is printed in red, and it is what names the paper."""
    page = white()
    cv2.putText(page, "GIAY KHAI SINH", (300, 200), cv2.FONT_HERSHEY_DUPLEX, 2.4, RED, 6)
    grey, lifted, _ = grey_copy(page, DPI)
    assert not lifted
    assert grey.min() < 110


@pytest.mark.parametrize("degrees", [-12.0, -3.3, -0.7, 1.0, 6.8, 14.0])
def test_lean_is_measured_and_taken_out(degrees: float) -> None:
    """Positive is clockwise, to a tenth of a degree."""
    leaning, _ = straightened(grey_page(), -degrees, 1.0)
    ready = prepare(leaning, DPI)
    assert ready.skew == pytest.approx(degrees, abs=0.1)
    assert abs(direction(overview(ready.grey)[0]).lean.degrees) < 0.2


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_boxes_come_back_to_the_page_as_scanned(turns: int) -> None:
    """Whatever was turned, straightened and enlarged."""
    page = np.full((900, 600), 255, np.uint8)
    place = Placement.of(600, 900)
    _, step = turned(page, turns)
    upright = Box(100, 200, 180, 230)
    scanned = place.after(step).box(upright)
    assert scanned.turned(turns, 600, 900) == upright


def test_a_box_survives_straightening_and_enlarging() -> None:
    """Back to within a few pixels at the corners."""
    page = np.full((900, 600), 255, np.uint8)
    _, step = straightened(page, 4.0, 1.5)
    place = Placement.of(600, 900).after(step)
    corners = step @ np.array([[300, 340], [400, 420], [1, 1]])
    box = Box(*(int(v) for v in (corners[0].min(), corners[1].min(), corners[0].max() + 1, corners[1].max() + 1)))
    back = place.box(box)
    assert (back.left, back.top, back.right, back.bottom) == pytest.approx((300, 400, 340, 420), abs=6)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_rows_are_told_from_columns(turns: int) -> None:
    """On its side is seen without reading; upside down is not."""
    page, _ = turned(grey_page(), turns)
    assert direction(overview(page)[0]).sideways is (turns % 2 == 1)


def test_an_empty_page_has_no_direction() -> None:
    """Nothing to go by, nothing done."""
    seen = direction(overview(np.full((2339, 1654), 250, np.uint8))[0])
    assert (seen.lean.degrees, seen.sideways) == (0.0, False)


def dotted(grey: np.ndarray, left: int, right: int, middle: int) -> None:
    for x in range(left, right, 9):
        cv2.rectangle(grey, (x, middle - 1), (x + 3, middle + 2), 0, -1)


def test_a_dotted_line_goes_and_the_dots_of_letters_stay() -> None:
    """The dots under ị and ộ, above i, a full stop, a comma, a dash: all carry meaning."""
    page = np.full((400, 1400), 255, np.uint8)
    cv2.rectangle(page, (100, 180), (104, 200), 0, -1)
    marks = {"i-dot": (100, 170, 4, 4), "under-dot": (300, 206, 4, 4), "stop": (420, 197, 4, 4), "comma": (520, 197, 4, 9),
             "dash": (600, 189, 14, 3), "under-dot on the line": (900, 207, 5, 5)}  # fmt: skip
    for x, y, w, h in marks.values():
        cv2.rectangle(page, (x, y), (x + w - 1, y + h - 1), 0, -1)
    dotted(page, 700, 1300, 200)
    clean = swept(page, (page < 128).astype(np.uint8), DPI).grey
    assert clean[196:204, 700:890].min() == 255
    assert clean[196:204, 920:1310].min() == 255
    for name, (x, y, w, h) in marks.items():
        assert clean[y + h // 2, x + w // 2] == 0, name


@pytest.mark.parametrize("lean", [0, 3])
def test_the_colon_before_a_leader_keeps_both_dots(lean: int) -> None:
    """Its lower dot stands in the leader's row; in italics the upper one leans over it."""
    page = np.full((400, 1400), 255, np.uint8)
    cv2.rectangle(page, (100, 180), (104, 202), 0, -1)
    for x, y in ((110, 199), (110 + lean, 187)):
        cv2.rectangle(page, (x, y), (x + 3, y + 3), 0, -1)
    dotted(page, 119, 900, 200)
    clean = swept(page, (page < 128).astype(np.uint8), DPI).grey
    assert clean[200, 111] == 0
    assert clean[188, 111 + lean] == 0
    assert clean[196:204, 117:890].min() == 255


def test_what_is_typed_on_a_leader_stays() -> None:
    """Letters that touch its dots, and the dots under them."""
    page = np.full((400, 1400), 255, np.uint8)
    dotted(page, 300, 1300, 200)
    cv2.putText(page, "NGUYEN VAN GIAP", (320, 201), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 3)
    cv2.rectangle(page, (400, 207), (404, 211), 0, -1)
    clean = swept(page, (page < 128).astype(np.uint8), DPI).grey
    assert np.array_equal(clean[170:197, 310:640], page[170:197, 310:640])
    assert clean[209, 402] == 0
    assert clean[196:204, 700:1290].min() == 255


def test_a_few_dots_are_not_a_leader() -> None:
    """v.v... stays."""
    page = np.full((400, 700), 255, np.uint8)
    dotted(page, 100, 130, 200)
    assert np.array_equal(swept(page, (page < 128).astype(np.uint8), DPI).grey, page)


def test_punch_holes_and_copier_edges_go() -> None:
    """They are no letters, and they widen the page for the engine."""
    page = grey_page().copy()
    cv2.circle(page, (70, 800), 24, 10, -1)
    page[:, :14] = 0
    clean = swept(page, (page < 128).astype(np.uint8), DPI).grey
    assert clean[:, :120].min() == 255
    assert np.array_equal(clean[:, 150:], page[:, 150:])


def test_dust_goes_only_where_there_is_much_of_it() -> None:
    """A copy of a copy is full of specks; a good scan has a few, and its dots are letters'."""
    page = grey_page().copy()
    random = np.random.RandomState(1)
    places = [(x, y) for x, y in zip(random.randint(0, 1650, 6000), random.randint(0, 2330, 6000), strict=True)]
    for x, y in places:
        page[y : y + 2, x : x + 2] = 0
    ink = (page < 128).astype(np.uint8)
    sweep = swept(page, ink, DPI)
    assert sweep.dusty
    assert np.count_nonzero(sweep.grey[1700:] < 128) < 0.05 * np.count_nonzero(page[1700:] < 128)


def test_hairlines_of_a_dusty_copy_stay() -> None:
    """Smoothing dust away takes the thin strokes of letters with it: only the specks go."""
    page = grey_page().copy()
    random = np.random.RandomState(2)
    for x, y in zip(random.randint(0, 1650, 6000), random.randint(0, 2330, 6000), strict=True):
        page[y : y + 2, x : x + 2] = 0
    cv2.line(page, (600, 1800), (640, 1770), 0, 1)
    sweep = swept(page, (page < 128).astype(np.uint8), DPI)
    assert sweep.dusty
    assert sweep.grey[1785, 615:625].min() == 0


def test_a_shadow_over_the_page_is_evened_out() -> None:
    """Phone pictures: half the page in shade."""
    page = grey_page().astype(np.float32)
    page *= np.linspace(1.0, 0.45, page.shape[1], dtype=np.float32)
    ready = prepare(page.astype(np.uint8), DPI)
    assert "uneven-light" in ready.notes
    assert np.percentile(ready.grey[:, -300:], 50) > 240
    assert ready.grey.min() < 60


def test_small_letters_are_enlarged_and_boxes_still_fit() -> None:
    """A picture of 75 dpi, whatever it claims."""
    small = np.asarray(drawn().resize((620, 877)))
    ready = prepare(small, 200)
    assert ready.grey.shape[0] > 1.2 * small.shape[0]
    assert ready.placement.box(Box(0, 0, ready.grey.shape[1], ready.grey.shape[0])) == Box(0, 0, 620, 877)


def test_an_unknown_resolution_is_guessed_from_a4() -> None:
    """0 means nobody said."""
    assert make_grey(grey_page(), 0).dpi == 200
